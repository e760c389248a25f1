"""Matters in the workspace: the list, one of them, writing one down for a person."""

import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.paging import Reaching
from danchu.documents import files
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.intake.states import ASSISTED, Way
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.organisation.states import Permission, UnitKind
from danchu.petitions.forms.bringing import EnvelopesForm, ReadBackForm, WriteDownForm
from danchu.petitions.forms.sorting import FilterForm
from danchu.petitions.messages import cases as words
from danchu.petitions.messages import dialogue as talk
from danchu.petitions.models import AnswerFile, Case
from danchu.petitions.policies import cases as policies
from danchu.petitions.policies.dialogue import can_talk
from danchu.petitions.policies.grading import can_see
from danchu.petitions.policies.mediation import can_mediate
from danchu.petitions.policies.papers import can_paper
from danchu.petitions.policies.showing import can_show, check_decide
from danchu.petitions.queries import cases as queries
from danchu.petitions.queries.dialogue import dialogues_of
from danchu.petitions.queries.heard import visits_of
from danchu.petitions.queries.mediation import mediators_of
from danchu.petitions.services import cases as services
from danchu.petitions.states import CaseState, DialogueState, Ground, PaperKind, Topic
from danchu.petitions.views.portal.cases import shown_once

PER_PAGE = 25


def case_or_404(request, pk: int) -> Case:
    """The matter, for who may see it; for everybody else it is not there (1 query)."""
    return get_object_or_404(queries.cases_of(request.access), pk=pk)


def _filtered(rows, form: FilterForm, commune, today: datetime.date):
    form.is_valid()
    chosen = form.cleaned_data.get
    if chosen("q"):
        rows = rows.with_words(commune, chosen("q"))
    if chosen("loai"):
        rows = rows.filter(kind=chosen("loai"))
    if chosen("ve"):
        rows = rows.filter(topic=chosen("ve"))
    if chosen("thon"):
        rows = rows.filter(submission__village=chosen("thon"))
    if chosen("tu"):
        rows = rows.filter(received_on__gte=chosen("tu"))
    if chosen("den"):
        rows = rows.filter(received_on__lte=chosen("den"))
    state = chosen("tinh_trang")
    if state == "moi":
        return rows.not_over().filter(state=CaseState.RECEIVED).order_by("notice_due_on", "pk")
    if state == "tre":
        return queries.late(rows, today).order_by("due_on", "pk")
    if state == "cho":
        return rows.not_over().filter(state=CaseState.ANSWERED)
    if state == "xong":
        return rows.over()
    return rows if state == "tat-ca" or chosen("q") else rows.open().order_by("due_on", "pk")


def _line(one: Case, today: datetime.date) -> dict:
    """How a matter stands on the day: what binds first is the notice, then the answer."""
    first = one.state == CaseState.RECEIVED
    due_on = (one.notice_due_on if first else one.due_on) if one.is_open else None
    why = (one.notice if first else one.explanation).get("explanation", "")
    left = days_left(due_on, today, calendar_of(one.commune)) if due_on else None
    return {"one": one, "tag": words.tag(one), "due_on": due_on, "days_left": left, "why": [why]}


@staff_page
@require_safe
def index(request):
    """The matters a person may see: open ones first due first; filtered by state, kind, topic, village, words."""
    today = clock.today()
    form = FilterForm(request.GET, villages=queries.villages(request.access.commune, today))
    rows = queries.cases_of(request.access)
    page = Reaching(_filtered(rows, form, request.access.commune, today), PER_PAGE, whole=rows).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page, "lines": [_line(one, today) for one in page], "filter": form,
        "counts": queries.counts(request.access, today), "filtered": any(request.GET.values()),
        "may_write": policies.can_write_down(request.access), "sorts": policies.can_sort(request.access),
        "leads": request.access.may(Permission.APPROVE), "sees_grading": can_see(request.access),
    }  # fmt: skip
    return render(request, "petitions/cases/index.html", context)


@staff_page
@require_safe
def detail(request, pk):
    """One matter: what is said, until when and why, what happened, what may be done. How the person may be reached is
    shown to who handles it alone.
    """
    one, today, access = case_or_404(request, pk), clock.today(), request.access
    handles, sorts = policies.can_handle(access, one), policies.can_sort(access, one)
    submission = one.submission
    may = {state.value: policies.can_move(access, one, state) for state in CaseState}
    unsorted = one.state == CaseState.RECEIVED
    context = {
        **_line(one, today), "history": words.history(one, inner=True), "handles": handles, "may": may,
        "sorts": sorts, "unsorted": unsorted, "notice": one.notice, "today_on": today,
        "contact": getattr(submission.receipt, "contact", None) if handles else None,
        "representatives": submission.representatives.all() if handles else [],
        "attaches": one.is_open and can(policies.check_attach, access, one),
        "files": one.attachments.select_related("file"), "whole": queries.whole_text(one, access) if sorts else "",
        "abouts": [about.person for about in one.abouts.select_related("person")] if sorts else [],
        "alike": queries.like(one, access) if sorts and unsorted else [], "belongs": queries.belonging(one, access),
        "answers": one.answers.select_related("by").prefetch_related("files__file"), "questions": one.questions.all(),
        "checks": words.checked(one), "in_hand": one.is_open and one.unit_id is not None and handles,
        "keeps_papers": can_paper(access, one, PaperKind.RECEIPT),
        "extends": not one.extensions and bool(one.due_on and today <= one.due_on),
        "again": words.said_again(one), "takes_up": one.state == CaseState.ACCEPTED and may[CaseState.HANDLING],
        "may_show": can_show(access, one), "showing": one.showings.up().first(),
        "decides": can(check_decide, access), "private": one.ground == Ground.PRIVATE, "mediates": can_mediate(access),
        "mediators": mediators_of(submission.village, today) if one.ground == Ground.PRIVATE and submission.village
        else [],
        "rest": one.pauses.filter(ended_at__isnull=True).first(),
        **_talks(one, access), "visits": visits_of(one, access) if handles else [],
    }  # fmt: skip
    return render(request, "petitions/cases/detail.html", context)


def _talks(one: Case, access) -> dict:
    """The dialogues of a matter as its page shows them, and whether one may be announced now."""
    found = dialogues_of(one)
    in_hand = one.state in (CaseState.ACCEPTED, CaseState.HANDLING)
    ahead = next((each for each in found[:1] if each.is_ahead), None)
    return {
        "ahead": ahead,
        "dialogues": [
            {"one": each, "when": talk.when_and_where(each), "tag": talk.TAGS[DialogueState(each.state)]}
            for each in found
        ],
        "talks": in_hand and can_talk(access, one) and ahead is None,
    }  # fmt: skip


# -- written down for a person ----------------------------------------------------------------------------------------
@staff_page
@require_safe
def first_question(request):
    """The card one can point at, before a word is written: is it about who writes it down, or their kin?"""
    policies.check_write_down(request.access)
    context = {
        "recorder": request.access.person, "go_on": f"{reverse('petitions:write_down')}?da-hoi=1",
        "mine": reverse("petitions:other_recorder"),
    }  # fmt: skip
    return render(request, "petitions/cases/first_question.html", context)


@staff_page
@require_safe
def other_recorder(request):
    """It is about who writes it down, or nobody wants to say: another recorder, or a sealed envelope."""
    access = request.access
    policies.check_write_down(access)
    kinds = (UnitKind.FRONT, UnitKind.ORGANISATION, UnitKind.INSPECTION_BOARD)
    units = (
        Unit.objects.filter(commune=access.commune, kind__in=kinds)
        .on(clock.today())
        .exclude(posts__person=access.person)
    )
    return render(request, "petitions/cases/other_recorder.html", {"units": units, "own": access.commune})


@staff_page
@form_page
def write_down(request):
    """Written down, read back, and then kept: the answer is the receipt with its PIN, to print and sign."""
    access = request.access
    policies.check_write_down(access)
    if "da-hoi" not in request.GET:
        return redirect("petitions:first_question")
    form = WriteDownForm(
        request.POST or None, commune=access.commune, on=clock.today(), village_head=policies.is_village_head(access),
        initial={"form_key": fresh_key(), "way": Way.DESK, "people": 1, "passed_by": access.unit},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and access.person in form.meant:
        form.add_error("about", words.about_yourself())
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        again = ReadBackForm(request.POST if "send" in request.POST else None, way=form.came_by)
        if "send" in request.POST and again.is_valid():
            try:
                return slip(request, _submitted(access, form, again))
            except Refused as refusal:
                form.add_error(None, str(refusal))
        else:
            context = {"form": form, "again": again, "spoken": form.came_by in ASSISTED}
            status = 422 if again.errors else 200
            return render(request, "petitions/cases/read_back.html", context, status=status)
    status = 422 if form.errors else 200
    return render(request, "petitions/cases/write_down.html", {"form": form}, status=status)


def _submitted(access, form: WriteDownForm, again: ReadBackForm):
    data = form.cleaned_data
    code = data.get("envelope", "")
    return services.submit(
        envelope=services.unopened(commune=access.commune, code=code) if code else None,
        commune=access.commune, text=data["text"], topic=Topic(data["topic"]), way=form.came_by,
        form_key=data["form_key"], village=data["village"], landmark=data["landmark"], about=form.meant,
        contact=form.contact, read_back=again.cleaned_data.get("read_back", ""), asked_first=True,
        may_show=data["may_show"], passed_by=data.get("passed_by"), people=data["people"],
        representatives=form.spoken, written_in=access.unit if form.village_head else None, by=access.person,
        now=clock.now(),
    )  # fmt: skip


def slip(request, issued):
    """The receipt with its PIN to print, after something was written down for a person."""
    shown = shown_once(request, issued)
    one: Case = shown["one"]
    context = {
        **shown, "contact": getattr(issued.receipt, "contact", None), "eyebrow": one.get_topic_display(),
        "representatives": one.submission.representatives.all(), "recorded": "petitions/cases/recorded.html",
    }  # fmt: skip
    return render(request, "petitions/cases/slip.html", context)


@staff_page
@form_page
def envelopes(request):
    """Envelopes with a code, for who does not want to say anything at the desk: printed once, cut up, laid out."""
    access = request.access
    policies.check_sort(access)
    form = EnvelopesForm(request.POST or None)
    issued = []
    if request.method == "POST" and form.is_valid():
        issued = services.prepare(
            commune=access.commune, count=form.cleaned_data["count"], by=access.person, now=clock.now()
        )  # fmt: skip
    follow = request.build_absolute_uri(reverse("intake:look_up", args=[access.commune.slug])).partition("://")[2]
    context = {"form": form, "issued": issued, "follow_address": follow}
    status = 422 if form.errors else 200
    return render(request, "petitions/cases/envelopes.html", context, status=status)


@staff_page
@require_POST
def new_pin(request, pk):
    """A new PIN for the person at the desk, on the printed slip."""
    one = case_or_404(request, pk)
    policies.check_sort(request.access, one)
    try:
        issued = services.new_pin(case=one, by=request.access.person, now=clock.now())
    except Refused as refusal:  # forgotten in time
        messages.error(request, str(refusal))
        return redirect("petitions:case", pk)
    return slip(request, issued)


@staff_page
@require_safe
def attachment(request, pk, file):
    """A photo or paper that came with it, for who may see the matter."""
    one = case_or_404(request, pk)
    return files.deliver(get_object_or_404(one.attachments.select_related("file"), pk=file).file, download=False)


@staff_page
@require_safe
def evidence(request, pk, file):
    """A photo or paper of an answer."""
    one = case_or_404(request, pk)
    kept = get_object_or_404(AnswerFile.objects.select_related("file"), pk=file, answer__case=one)
    return files.deliver(kept.file, download=False)
