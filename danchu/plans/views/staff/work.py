"""What each unit owes under the plans, and what comes of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.documents import files
from danchu.duties import queries as duties
from danchu.organisation.policies import can
from danchu.plans import forms, policies, queries, services
from danchu.plans import messages as wording
from danchu.plans.models import EVENT_LABELS, Plan, Task
from danchu.plans.states import Answer, Event, OccurrenceState
from danchu.plans.views.staff.loading import (
    EVENT_TAGS,
    occurrence_or_404,
    recipient_or_404,
    shown,
    units_and_people,
)  # fmt: skip


# -- what one unit owes ---------------------------------------------------------------------------------------------
def _page(request, occurrence, **with_form):
    """The page of one occurrence; a bound form keeps what was typed."""
    access, task = request.access, occurrence.task
    state = OccurrenceState(occurrence.state)
    works = can(policies.check_report, access, occurrence)
    pending = state in (OccurrenceState.OPEN, OccurrenceState.RETURNED)
    reported = state == OccurrenceState.REPORTED
    page = queries.occurrence_page(occurrence)
    helps = can(policies.check_note, access, occurrence)
    steps = queries.steps_of(occurrence) if task.plan.unit_id is None else []
    context = {
        "line": shown(occurrence),
        "occurrence": occurrence,
        "task": task,
        "plan": task.plan,
        "question": wording.question_words(task) if queries.is_question(task) else "",
        "done_at": duties.address_of(occurrence.handled_by) if occurrence.handled_by else "",
        "returned": state == OccurrenceState.RETURNED,
        "nothing_arose": occurrence.answer == Answer.NOTHING_AROSE and not pending,
        "reported": reported,
        "facts": _facts(occurrence),
        "steps": [shown(step) for step in steps],
        "notes": page["notes"],
        "events": _events(page["log"]),
        "may_report": works and pending,
        "may_note": helps and (pending or reported),
        "may_accept": reported and can(policies.check_accept, access, occurrence),
        "may_officer": can(policies.check_assign_officer, access, task, [occurrence.unit_id]),
        "note_form": forms.NoteForm(initial={"form_key": fresh_key()}, prefix="ghi"),
        "report_form": forms.ReportForm(initial={"report": occurrence.report or _from_steps(steps)}, prefix="bao"),
        "return_form": forms.ReturnForm(prefix="tra"),
    }
    return render(request, "plans/occurrence.html", context | with_form)


def _from_steps(steps) -> str:
    """What the unit reported of its steps, proposed as its report of the whole."""
    return "\n".join(step.report for step in steps if step.report and step.state == OccurrenceState.ACCEPTED)


def _facts(occurrence) -> list[dict]:
    task = occurrence.task
    helpers = ", ".join(unit.name for unit in task.cooperating_units.all())
    rows = [
        {"key": _("Đơn vị"), "value": occurrence.unit.name},
        {"key": _("Cách giao"), "value": _("Đề nghị") if occurrence.is_request else task.get_mode_display()},
        {"key": _("Nằm trong"), "value": f"{task.plan} – {task.section or task.plan.title}"},
    ]
    if task.product:
        rows.append({"key": _("Sản phẩm cần có"), "value": task.product})
    if helpers:
        rows.append({"key": _("Đơn vị phối hợp"), "value": helpers})
    if task.question:
        rows.append({"key": _("Điều còn phải hỏi"), "value": task.question})
    rows.append({"key": _("Người phụ trách (nội bộ)"), "value": str(task.officer) if task.officer else None})
    return rows


def _events(entries) -> list[dict]:
    return [
        {
            "title": EVENT_LABELS[Event(each.event)],
            "at": each.at,
            "by": each.by or _("hệ thống"),
            "text": each.reason,
            "state": EVENT_TAGS.get(Event(each.event), ""),
        }
        for each in entries
    ]


@staff_page
@require_safe
def occurrence(request, pk):
    """What a unit owes under one task in one period."""
    return _page(request, occurrence_or_404(request, pk))


def _act(request, pk, check, form, name, call, done: str):
    """One act on an occurrence: load, check, one service call, answer; what was typed stays on the page."""
    found = occurrence_or_404(request, pk)
    if request.method != "POST":
        return redirect("plans:occurrence", pk=pk)
    try:
        check(request.access, found)
        if form is None or form.is_valid():
            call(found, form.cleaned_data if form else {})
            messages.success(request, done)
            return redirect("plans:occurrence", pk=pk)
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return redirect("plans:occurrence", pk=pk)
        form.add_error(None, str(refusal))
        found = occurrence_or_404(request, pk)
    return _page(request, found, **{name: form, "wrong": form, "open": name})


@staff_page
@form_page
def note(request, pk):
    """A word on how it goes, with files."""
    form = forms.NoteForm(sent(request), request.FILES or None, prefix="ghi")

    def call(found, data):
        services.add_note(
            occurrence=found, text=data["text"], percent=data["percent"], uploads=data["attachments"],
            form_key=data["form_key"], by=request.access.person, now=clock.now(),
        )  # fmt: skip

    return _act(request, pk, policies.check_note, form, "note_form", call, _("Đã ghi."))


@staff_page
@form_page
def report(request, pk):
    """Done, or nothing arose."""
    form = forms.ReportForm(sent(request), prefix="bao")

    def call(found, data):
        services.report_done(
            occurrence=found, answer=Answer(data["answer"]), report=data["report"], by=request.access.person,
            now=clock.now(),
        )  # fmt: skip

    done = _("Đã gửi. Việc này chờ nghiệm thu.")
    return _act(request, pk, policies.check_report, form, "report_form", call, done)


@staff_page
@form_page
def accept(request, pk):
    """What was reported is good."""

    def call(found, _data):
        services.accept(occurrence=found, by=request.access.person, now=clock.now())

    return _act(request, pk, policies.check_accept, None, "", call, _("Đã nghiệm thu."))


@staff_page
@form_page
def return_(request, pk):
    """It goes back, with reasons."""
    form = forms.ReturnForm(sent(request), prefix="tra")

    def call(found, data):
        services.return_with_reasons(occurrence=found, reason=data["reason"], by=request.access.person, now=clock.now())

    return _act(request, pk, policies.check_accept, form, "return_form", call, _("Đã trả lại kèm lý do."))


@staff_page
@require_safe
def occurrence_file(request, pk, file):
    """A file of a progress note, for those who see the occurrence."""
    found = occurrence_or_404(request, pk)
    note = get_object_or_404(found.notes.filter(files=file).distinct())
    return files.deliver(get_object_or_404(note.files, pk=file))


@staff_page
@form_page
def officer(request, pk):
    """Who looks after a task inside the office."""
    task = get_object_or_404(
        Task.objects.filter(plan__in=Plan.objects.in_force().filter(commune=request.access.commune)).select_related(
            "plan__commune", "officer"
        ),
        pk=pk,
    )
    owing = set(task.occurrences.living().values_list("unit_id", flat=True))
    policies.check_assign_officer(request.access, task, owing)
    _units, people = units_and_people(task.plan.commune)
    form = forms.OfficerForm(sent(request), people=people, initial={"officer": task.officer_id})
    back = reverse("plans:detail", args=[task.plan_id])
    if request.method == "POST" and form.is_valid():
        services.assign_officer(
            task=task, officer=form.people.get(form.cleaned_data["officer"]), by=request.access.person, now=clock.now()
        )
        messages.success(request, _("Đã phân công."))
        return redirect(f"{back}#viec-{task.pk}")
    return render(
        request,
        "core/confirm.html",
        {"title": _("Phân công người phụ trách"), "lede": task.title, "form": form, "action": _("Lưu phân công"),
         "back_url": back},
    )  # fmt: skip


@staff_page
@require_POST
def receipt(request, pk):
    """ "Đã nhận"."""
    recipient = recipient_or_404(request, pk)
    policies.check_receipt(request.access, recipient)
    services.confirm_receipt(recipient=recipient, by=request.access.person, now=clock.now())
    messages.success(request, _("Đã xác nhận đã nhận."))
    if request.POST.get("tu") == "danh-sach":
        return redirect("plans:list")
    return redirect(f"{reverse('plans:detail', args=[recipient.plan_id])}#noi-nhan")
