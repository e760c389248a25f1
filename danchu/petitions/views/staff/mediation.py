"""The log of mediation at work: listed, written, followed to its end, printed. For mediators of the village alone."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import step
from danchu.core.text import whole_number
from danchu.documents import files, paper
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.petitions.forms import mediation as forms_of
from danchu.petitions.messages import mediation as words
from danchu.petitions.models import Mediation
from danchu.petitions.papers import mediation as papers
from danchu.petitions.policies.mediation import check_mediate
from danchu.petitions.queries import mediation as queries
from danchu.petitions.rules import mediation as rules
from danchu.petitions.services import mediation as services
from danchu.petitions.states import MediationState

PER_PAGE = 25
PER_FILE = 2_000
MEDIA = {"pdf": (paper.render_pdf, "application/pdf"), "docx": (paper.render_docx, files.DOCX)}


class End(NamedTuple):
    """One way a matter ends: the state, its form, its words."""

    to: MediationState
    form: type[forms.Form]
    title: str
    lede: str


ENDS = {
    "thanh": End(
        MediationState.SETTLED, forms_of.SettledForm, gettext_lazy("Hòa giải thành"),
        gettext_lazy("Ghi đúng điều các bên đã tự nguyện thỏa thuận."),
    ),
    "khong-thanh": End(
        MediationState.NOT_SETTLED, forms_of.NotSettledForm, gettext_lazy("Hòa giải không thành"),
        gettext_lazy("Không ép ai. Ghi mỗi bên còn muốn gì và đã chỉ họ đi đâu."),
    ),
    "dung": End(
        MediationState.STOPPED, forms_of.StoppedForm, gettext_lazy("Dừng hòa giải"),
        gettext_lazy("Khi có bên không muốn hòa giải nữa, hoặc hai bên đã tự làm lành."),
    ),
    "ngoai-pham-vi": End(
        MediationState.OUTSIDE, forms_of.OutsideForm, gettext_lazy("Không thuộc việc được hòa giải"), "",
    ),
}  # fmt: skip


def mediation_or_404(request, pk) -> Mediation:
    """A matter of the log, for its mediators; for everybody else it is not there (2 queries)."""
    rows = Mediation.objects.visible_to(request.access).select_related("commune", "village__commune")
    return get_object_or_404(rows, pk=pk)


def _back(one: Mediation) -> str:
    return reverse("mediation:matter", args=[one.pk])


def _wanted(request) -> tuple[forms_of.LogFilter, queries.Wanted]:
    form = forms_of.LogFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data.get
    return form, queries.Wanted(
        words=chosen("q") or "", state=chosen("tinh_trang") or "", quarrel=chosen("viec") or "", first=chosen("tu"),
        last=chosen("den"),
    )  # fmt: skip


@staff_page
@require_safe
def index(request):
    """The log of the villages in which the person mediates, newest first."""
    check_mediate(request.access)
    form, wanted = _wanted(request)
    page = Paginator(queries.log_of(request.access, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "lines": [_line(one) for one in page], "filter": form, "filtered": any(request.GET.values()),
        "query": request.GET.urlencode(), "villages": queries.villages_of(request.access),
        "open": Mediation.objects.visible_to(request.access).open().count(),
    }  # fmt: skip
    return render(request, "petitions/mediation/index.html", context)


def _line(one: Mediation) -> dict:
    """How a matter stands: its tag, and the last day of what is to be done next."""
    state, due, why = MediationState(one.state), None, {}
    if state == MediationState.OPENED:
        due, why = one.begin_by, one.explanation
    elif state == MediationState.SETTLED and not one.kept and not one.erased_on:
        due, why = one.follow_by, one.follow_why
    left = days_left(due, clock.today(), calendar_of(one.commune)) if due else None
    return {
        "one": one, "tag": words.TAGS[state], "due_on": due, "days_left": left, "why": [why.get("explanation", "")],
        "unsure": bool(why) and why.get("evidence") != "confirmed" and state == MediationState.OPENED,
    }  # fmt: skip


# -- a matter is written down -----------------------------------------------------------------------------------------
@staff_page
@require_safe
def first_question(request):
    """The card one can point at, before a word is written: is it about who writes it down, or their kin?"""
    check_mediate(request.access)
    mine = request.GET.get("lien_quan") == "co"
    me, today = request.access.person, clock.today()
    others = {one.pk: one for village in queries.villages_of(request.access)
              for one in queries.mediators_of(village, today) if one != me}  # fmt: skip
    fronts = Unit.objects.filter(commune=request.access.commune, kind=UnitKind.FRONT).on(today) if mine else []
    return render(request, "petitions/mediation/first_question.html", {
        "is_mine": mine, "others": others.values(), "fronts": fronts, "recorder": me,
    })  # fmt: skip


@staff_page
@form_page
def start(request):
    """A matter for the log, once the first question was asked (`?da-hoi=1`; `?thon=` where the person has several)."""
    access, today = request.access, clock.today()
    check_mediate(access)
    if "da-hoi" not in request.GET:
        return redirect("mediation:first_question")
    villages = queries.villages_of(access)
    wanted = whole_number(request.POST.get("village", "") or request.GET.get("thon", ""))
    village = next((each for each in villages if each.pk == wanted), villages[0])
    group = queries.mediators_of(village, today)
    form = forms_of.OpenForm(
        request.POST or None, villages=villages, group=group, writer=access.person,
        initial={"form_key": fresh_key(), "village": village.pk, "received_on": today, "assigned_on": today,
                 "mediators": [access.person.pk]},
    )  # fmt: skip
    return step(
        request, form,
        lambda form: services.open_mediation(
            village=form.cleaned_data["village"], values=form.values, mediators=form.cleaned_data["mediators"],
            withheld_from=form.cleaned_data["withheld_from"], agreed_on=form.cleaned_data["agreed_on"],
            form_key=form.cleaned_data["form_key"], by=access.person, now=clock.now(),
        ),
        then=_back, said=_("Đã ghi vào sổ."), template="petitions/mediation/write.html", title=_("Ghi việc hòa giải"),
        lede=_("Chỉ hòa giải viên của thôn, bản đọc được, trừ người trong cuộc và người nhà của họ."),
        action=_("Ghi vào sổ"), back_url=reverse("mediation:index"), scope=words.law(rules.SCOPE),
        danger_words=words.law(rules.DANGER),
    )  # fmt: skip


# -- a matter ---------------------------------------------------------------------------------------------------------
@staff_page
@require_safe
def matter(request, pk):
    """One matter: what was noted, what comes next and until when, what was done to it and by whom."""
    one = mediation_or_404(request, pk)
    state = MediationState(one.state)
    ends = [(key, end.title) for key, end in ENDS.items() if rules.may_follow(state, end.to)]
    context = {
        **_line(one), "title": words.name_of(one), "meetings": one.meetings.all(), "mediators": one.mediators.all(),
        "withheld": one.withheld_from.all(), "log": one.log.select_related("by"), "ends": ends,
        "may_meet": rules.may_follow(state, MediationState.MEETING), "settled": state == MediationState.SETTLED,
        "kept_until": queries.erased_from(one), "danger_words": words.law(rules.DANGER) if one.is_open else "",
    }  # fmt: skip
    return render(request, "petitions/mediation/matter.html", context)


def _step(request, one: Mediation, form: forms.Form, act: Callable, **words_of):
    """One step of a matter, back to it."""
    return step(request, form, act, then=lambda _made: _back(one), back_url=_back(one), **words_of)


@staff_page
@form_page
def meet(request, pk):
    """The parties met."""
    one = mediation_or_404(request, pk)
    return _step(
        request, one, forms_of.MeetingForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.hold_mediation(
            mediation=one, **form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        said=_("Đã ghi buổi hòa giải."), title=_("Ghi buổi hòa giải"), lede=words.name_of(one), action=_("Ghi"),
    )  # fmt: skip


@staff_page
@form_page
def end(request, pk, how):
    """How it ended: one of `ENDS`."""
    one = mediation_or_404(request, pk)
    if how not in ENDS:
        raise Http404
    chosen = ENDS[how]
    proposed = words.turn_to(chosen.to, one.quarrel) if chosen.to == MediationState.NOT_SETTLED else ""
    lede = words.law(rules.SCOPE) if chosen.to == MediationState.OUTSIDE else chosen.lede
    return _step(
        request, one, chosen.form(request.POST or None, initial={"on": clock.today(), "turn_to": proposed}),
        lambda form: services.end_mediation(
            mediation=one, to=chosen.to, **form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        said=_("Đã ghi kết quả."), title=chosen.title, lede=lede, action=_("Ghi kết quả"),
    )  # fmt: skip


@staff_page
@form_page
def follow(request, pk):
    """Whether the agreement is kept."""
    one = mediation_or_404(request, pk)
    return _step(
        request, one, forms_of.FollowForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.follow_up(mediation=one, **form.cleaned_data, by=request.access.person, now=clock.now()),
        said=_("Đã ghi."), title=_("Theo dõi thực hiện thỏa thuận"), lede=words.name_of(one), action=_("Ghi"),
    )  # fmt: skip


@staff_page
@form_page
def amend(request, pk):
    """A slip of the pen is put right; what stood stays."""
    one = mediation_or_404(request, pk)
    ended = one.state in (MediationState.SETTLED, MediationState.NOT_SETTLED, MediationState.STOPPED)
    initial = {name: getattr(one, name) for name in forms_of.AmendForm.base_fields if name != "why"}
    return _step(
        request, one, forms_of.AmendForm(request.POST or None, ended=ended, initial=initial),
        lambda form: services.amend_mediation(
            mediation=one, values=form.values, why=form.cleaned_data["why"], by=request.access.person, now=clock.now()
        ),
        said=_("Đã sửa; điều đã ghi trước đó vẫn giữ trong sổ."), title=_("Sửa chỗ ghi nhầm"), lede=words.name_of(one),
        action=_("Sửa"),
    )  # fmt: skip


@staff_page
@form_page
def withhold(request, pk):
    """A mediator is a party, or kin of one."""
    one = mediation_or_404(request, pk)
    return step(
        request, forms_of.WithholdForm(request.POST or None, group=queries.readers_of(one, clock.today())),
        lambda form: services.withhold(
            mediation=one, people=form.cleaned_data["people"], by=request.access.person, now=clock.now()
        ),
        then=lambda _made: reverse("mediation:index"), said=_("Đã ghi. Người ấy không còn thấy việc này."),
        title=_("Người trong cuộc, người nhà"), lede=words.law(rules.IMPARTIAL), action=_("Giấu việc này với họ"),
        back_url=_back(one), consequences=[_("Người được chọn thôi hòa giải và không xem được việc này nữa.")],
    )  # fmt: skip


# -- printed ----------------------------------------------------------------------------------------------------------
@staff_page
@require_POST
def settlement(request, pk, fmt):
    """The record of a successful mediation, to sign (.pdf) or to put right (.docx); the matter's log says so."""
    one = mediation_or_404(request, pk)
    if fmt not in MEDIA or one.state != MediationState.SETTLED or one.erased_on:
        raise Http404
    services.note_log_printed(mediations=[one], by=request.access.person, now=clock.now())
    render_as, media = MEDIA[fmt]
    with override(LANGUAGE):
        return inline(render_as(papers.settlement_paper(one)), media, f"hoa-giai-thanh-{one.ended_on}.{fmt}")


@staff_page
@require_POST
def book(request):
    """What the filter leaves of the log, as a table to print; each matter's own log says so."""
    check_mediate(request.access)
    _form, wanted = _wanted(request)
    rows = list(queries.log_of(request.access, wanted).order_by("received_on", "touched_on", "pk")[:PER_FILE])
    services.note_log_printed(mediations=rows, by=request.access.person, now=clock.now())
    today = clock.today()
    with override(LANGUAGE):
        data = papers.log_pdf(queries.villages_of(request.access), rows, on=today)
    return inline(data, "application/pdf", f"so-hoa-giai-{today}.pdf")
