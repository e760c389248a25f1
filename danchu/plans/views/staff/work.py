"""The plans of the commune, what each unit owes under them, and what comes of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.documents import files
from danchu.duties import queries as duties
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.plans import forms, policies, queries, services
from danchu.plans import messages as wording
from danchu.plans.models import (
    EVENT_LABELS,
    KIND_LABELS,
    MODE_LABELS,
    PROGRESS_LABELS,
    Plan,
    Task,
)  # fmt: skip
from danchu.plans.states import (
    Answer,
    Event,
    OccurrenceState,
    Origin,
    PlanState,
    Progress,
    TaskKind,
    TaskMode,
)  # fmt: skip
from danchu.plans.views.staff.loading import (
    occurrence_or_404,
    plan_or_404,
    recipient_or_404,
    sent,
    shown,
    units_and_people,
)  # fmt: skip

form_page = require_http_methods(["GET", "HEAD", "POST"])
PLAN_TAGS = {PlanState.DRAFT: "draft", PlanState.CONFIRMED: "waiting", PlanState.PUBLISHED: "done"}
PROGRESS_TAGS = {
    Progress.DONE: "done",
    Progress.DOING: "waiting",
    Progress.NOT_YET: "draft",
    Progress.UNASSIGNED: "soon",
    Progress.GENERAL: "",
}
EVENT_TAGS = {Event.ACCEPTED: "done", Event.RETURNED: "soon", Event.REPORTED: "waiting", Event.PUBLISHED: "done"}


@staff_page
@require_safe
def plan_list(request):
    """Plans of the commune and papers from above, and what waits for the person."""
    manages = policies.manages(request.access)
    today = clock.today()
    waiting = queries.for_workspace(request.access, today)
    plans = queries.with_progress(Plan.objects.visible_to(request.access, manages=manages))
    return render(
        request,
        "plans/list.html",
        {
            "manages": manages,
            "plans": [{"plan": plan, "tag": PLAN_TAGS[PlanState(plan.state)]} for plan in plans],
            "groups": [
                (_("Trả lại để bổ sung"), [shown(found) for found in waiting.returned]),
                (_("Chờ tôi nghiệm thu"), [shown(found) for found in waiting.to_accept]),
                (_("Đơn vị tôi phải làm"), [shown(found) for found in waiting.to_answer]),
            ],
            "receipts": waiting.receipts,
        },
    )


@staff_page
@require_safe
def detail(request, pk):
    """The plan: every task, how far it is, who owes it."""
    plan = plan_or_404(request, pk)
    if plan.state == PlanState.DRAFT:
        return redirect("plans:review", pk=pk)
    access = request.access
    everything = queries.task_rows(plan, access=access, today=clock.today())
    units = _units_in(everything)
    form = forms.FilterForm(request.GET or None, units=units)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = [row for row in everything if _matches(row, wanted)]
    counted = queries.tally(everything)
    manages = policies.manages(access)
    return render(
        request,
        "plans/detail.html",
        {
            "plan": plan,
            "manages": manages,
            "may_publish": plan.state == PlanState.CONFIRMED
            and plan.origin == Origin.OWN
            and can(policies.check_publish, access),
            "sections": [(name, [_line(row, wanted) for row in group]) for name, group in queries.by_section(rows)],
            "filter": form,
            "filtered": any(wanted.values()),
            "found": len(rows),
            "tally": [
                {"label": PROGRESS_LABELS[how_far], "value": count, "url": f"?tien_do={how_far}"}
                for how_far, count in counted.items()
            ],
            "recipients": [
                {"row": row, "may": row.received_at is None and can(policies.check_receipt, access, row)}
                for row in plan.recipients.select_related("unit", "received_by")
            ],
            "questions": [row.task for row in everything if row.task.question],
        },
    )


def _units_in(rows) -> list[Unit]:
    units = {}
    for row in rows:
        for found in row.occurrences:
            units[found.unit_id] = found.unit
    return sorted(units.values(), key=lambda unit: (unit.order, unit.name))


def _matches(row: queries.TaskRow, wanted: dict) -> bool:
    unit, kind, how_far = wanted.get("don_vi"), wanted.get("loai"), wanted.get("tien_do")
    return (
        (not unit or any(str(found.unit_id) == unit for found in row.occurrences))
        and (not kind or row.task.kind == kind)
        and (not how_far or row.progress == how_far)
    )


def _line(row: queries.TaskRow, wanted: dict) -> dict:
    task = row.task
    unit = wanted.get("don_vi")
    mine = [shown(found) for found in row.occurrences if not unit or str(found.unit_id) == unit]
    return {
        "task": task,
        "row": row,
        "kind": KIND_LABELS[TaskKind(task.kind)],
        "mode": MODE_LABELS[TaskMode(task.mode)] if task.mode != TaskMode.ASSIGN else "",
        "units": [each.name for each in task.lead_units.all()],
        "stated": wording.stated(task),
        "tag": PROGRESS_TAGS[row.progress],
        "word": str(PROGRESS_LABELS[row.progress]),
        "occurrences": mine,
    }


@staff_page
@require_safe
def log(request, pk):
    """What was done to the plan and its tasks, by whom and why."""
    plan = plan_or_404(request, pk)
    events = [
        {
            "title": str(EVENT_LABELS[Event(each.event)]) + (f": {each.task.title}" if each.task else ""),
            "at": each.at,
            "by": each.by,
            "text": each.reason,
            "state": EVENT_TAGS.get(Event(each.event), ""),
        }
        for each in plan.log.filter(occurrence=None).select_related("task", "by")[:300]
    ]
    return render(request, "plans/log.html", {"plan": plan, "events": events})


@staff_page
@require_safe
def plan_file(request, pk, copy):
    """The file the plan was read from, or its signed copy."""
    plan = plan_or_404(request, pk)
    file = {"goc": plan.source_file, "ky": plan.signed_copy}.get(copy)
    if file is None:
        raise Http404
    return files.deliver(file)


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
        "notes": page["notes"],
        "events": _events(page["log"]),
        "may_report": works and pending,
        "may_note": helps and (pending or reported),
        "may_accept": reported and can(policies.check_accept, access, occurrence),
        "may_officer": can(policies.check_assign_officer, access, task, [occurrence.unit_id]),
        "note_form": forms.NoteForm(initial={"form_key": forms.new_key()}, prefix="ghi"),
        "report_form": forms.ReportForm(initial={"report": occurrence.report}, prefix="bao"),
        "return_form": forms.ReturnForm(prefix="tra"),
    }
    return render(request, "plans/occurrence.html", context | with_form)


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
