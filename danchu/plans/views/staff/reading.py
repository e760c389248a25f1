"""A plan is read, righted beside its text, confirmed, published: for those who make plans."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, sent, step
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import whole_number
from danchu.documents.files import PDF
from danchu.organisation.models import Unit
from danchu.plans import forms, policies, queries, rules, services
from danchu.plans import messages as wording
from danchu.plans.models import Task
from danchu.plans.states import Origin, PlanState, TaskKind
from danchu.plans.views.staff.loading import home, nobody, plan_or_404, plan_to_manage, told, units_and_people


@staff_page
@form_page
def new(request):
    """A plan comes in: a file or pasted text."""
    policies.check_manage(request.access)
    form = forms.UploadForm(sent(request), request.FILES or None, initial={"upload_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if not data["text"].strip() and (scan := services.begin_reading(
                commune=request.access.commune, origin=Origin(data["origin"]), upload=data["file"],
                upload_key=data["upload_key"], by=request.access.person, now=clock.now(),
            )):  # fmt: skip
                return redirect("plans:scan", pk=scan.pk)
            plan = services.take_in(
                commune=request.access.commune, origin=Origin(data["origin"]), upload=data["file"], text=data["text"],
                upload_key=data["upload_key"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("file" if data["file"] else "text", str(refusal))
        else:
            return redirect("plans:review", pk=plan.pk)
    return render(request, "plans/new.html", {"form": form})


@staff_page
@require_safe
def review(request, pk):
    """What the reader proposes, section by section, beside the text."""
    plan = plan_to_manage(request, pk)
    if plan.state != PlanState.DRAFT or plan.is_written:
        return redirect(home(plan))
    warnings = plan.reading.get("warnings", [])
    everything = list(plan.tasks.prefetch_related("lead_units"))
    tasks = [task for task in everything if not task.removed]
    sections = queries.by_section(tasks, key=lambda task: task.section)
    open_section = _open_section(request, sections)
    return render(
        request,
        "plans/review.html",
        {
            "plan": plan,
            "sections": [
                {
                    "name": name,
                    "at": at,
                    "seen": sum(t.seen for t in group),
                    "all": len(group),
                    "here": at == open_section,
                }
                for at, (name, group) in enumerate(sections)
            ],
            "here": open_section,
            "name": sections[open_section][0] if sections else "",
            "tasks": [_card(task) for task in sections[open_section][1]] if sections else [],
            "passage": _passage(plan, sections, open_section),
            "numbers": [(task.pk, at) for at, task in enumerate(sections[open_section][1], 1)] if sections else [],
            "removed": [task for task in everything if task.removed],
            "seen": sum(task.seen for task in tasks),
            "all": len(tasks),
            "warnings": warnings,
            "not_found": [
                NOT_FOUND[name]()
                for name in plan.reading.get("not_found", [])
                if name in NOT_FOUND and not any(each.startswith(SAID.get(name, " ")) for each in warnings)
            ],
            "head": head_rows(plan),
            "unassigned": sum(nobody(task) for task in tasks),
            "units_form": _units_form(plan, sections[open_section][1]) if sections else None,
        },
    )


# What the reader may miss, as a person calls it.
NOT_FOUND = {
    "number": lambda: _("số văn bản"),
    "symbol": lambda: _("ký hiệu"),
    "issuer": lambda: _("tên cơ quan ban hành ở phần đầu"),
    "parent": lambda: _("cơ quan cấp trên ở phần đầu"),
    "place": lambda: _("nơi ban hành"),
    "date": lambda: _("ngày ban hành"),
    "kind": lambda: _("tên loại văn bản"),
    "title": lambda: _("trích yếu"),
    "addressees": lambda: _("kính gửi"),
    "legal_bases": lambda: _("căn cứ"),
    "sections": lambda: _("các mục"),
    "tasks": lambda: _("việc phải làm"),
    "deadlines": lambda: _("thời hạn"),
    "recipients": lambda: _("nơi nhận"),
    "signature": lambda: _("phần ký"),
    "signature.authority": lambda: _("thẩm quyền ký"),
    "signature.post": lambda: _("chức vụ người ký"),
    "signature.name": lambda: _("họ tên người ký"),
}


# What the reader says in a sentence of its own as well: told once is enough.
SAID = {"signature.name": "Chưa có họ tên người ký", "number": "Số của văn bản để trống"}


def head_rows(plan) -> list[dict]:
    """The head of the paper as pairs."""
    return [
        {"key": _("Loại văn bản"), "value": plan.kind},
        {"key": _("Trích yếu"), "value": plan.title},
        {"key": _("Số, ký hiệu"), "value": plan.full_number if plan.number else None},
        {"key": _("Ngày ban hành"), "value": day(plan.dated_on)},
        {"key": _("Cơ quan ban hành"), "value": plan.issuer},
        {"key": _("Thực hiện trong năm"), "value": str(plan.year)},
    ]


def _open_section(request, sections: Sequence) -> int:
    asked = whole_number(request.GET.get("muc", ""))
    if asked is not None and asked < len(sections):
        return asked
    return next((at for at, (_name, group) in enumerate(sections) if not all(task.seen for task in group)), 0)


def _units_form(plan, group: list[Task]):
    """Asked for only where some task of the section names nobody."""
    if not any(nobody(task) for task in group):
        return None
    return forms.SectionUnitsForm(units=Unit.objects.filter(commune=plan.commune).on(clock.today()))


def _card(task: Task) -> dict:
    return {
        "task": task,
        "stated": wording.stated(task),
        "nobody": nobody(task),
        "units": [unit.name for unit in task.lead_units.all()],
        "is_question": queries.is_question(task),
    }


def _passage(plan, sections, at: int) -> list[rules.Piece]:
    """The text of one section: from where the section before it ends to where its own last task ends."""
    spans = [[(t.span_start, t.span_end, t.pk) for t in group if t.span_start is not None] for _name, group in sections]
    if not spans or not spans[at]:
        return []
    before = max((end for group in spans[:at] for _start, end, _pk in group), default=0)
    first = min(start for start, _end, _pk in spans[at])
    end = max(end for _start, end, _pk in spans[at])
    return rules.passage(plan.source_text, min(before, first), end, spans[at])


@staff_page
@require_POST
def section_seen(request, pk):
    """The tasks shown are right as they are."""
    plan = plan_to_manage(request, pk)
    shown, by = _shown(request, plan), request.access.person
    return at_once(
        request, lambda: services.mark_seen(plan=plan, tasks=shown, by=by, now=clock.now()),
        then=f"{reverse('plans:review', args=[pk])}#muc",
    )  # fmt: skip


@staff_page
@require_POST
def section_units(request, pk):
    """The tasks of a section that name nobody are given to a unit, or to every office."""
    plan = plan_to_manage(request, pk)
    units, _people = units_and_people(plan.commune)
    form = forms.SectionUnitsForm(request.POST, units=units)
    try:
        if not form.is_valid():
            raise Refused(_("Hãy chọn đơn vị."))
        chosen = form.cleaned_data["unit"]
        given = services.assign_unassigned(
            plan=plan, tasks=_shown(request, plan), every_office=chosen == form.EVERY,
            units=[unit for unit in units if str(unit.pk) == chosen], by=request.access.person, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã giao %(count)s việc.") % {"count": given})
    where = whole_number(request.POST.get("muc", ""))
    return redirect(f"{reverse('plans:review', args=[pk])}?muc={where or 0}#muc")


def _shown(request, plan) -> list[Task]:
    """The tasks that stood on the page sent."""
    return list(plan.tasks.filter(pk__in=filter(None, map(whole_number, request.POST.getlist("task")))))


@staff_page
@form_page
def head(request, pk):
    """Number, date, title."""
    plan = plan_to_manage(request, pk)
    names = ("kind", "title", "number", "symbol", "dated_on", "issuer", "year", "version")
    if plan.is_written and plan.state != PlanState.DRAFT:
        messages.info(request, _("Số và ngày của kế hoạch soạn ở đây do văn thư cấp."))
        return redirect("plans:detail", pk=pk)
    form = forms.HeadForm(sent(request), initial={name: getattr(plan, name) for name in names})
    if plan.is_written:
        for name in ("kind", "number", "symbol", "dated_on", "issuer"):
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            services.save_head(
                plan=plan, version=values.pop("version"), values=values, by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            told(form, refusal, plan)
        else:
            messages.success(request, _("Đã lưu phần đầu văn bản."))
            return redirect(home(plan))
    return render(request, "plans/head.html", {"plan": plan, "form": form, "back": home(plan)})


@staff_page
@form_page
def confirm(request, pk):
    """What confirming will make every unit owe; then it does."""
    plan = plan_to_manage(request, pk)
    if request.method == "POST":
        try:
            services.confirm(
                plan=plan,
                version=whole_number(request.POST.get("version", "")),
                by=request.access.person,
                now=clock.now(),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            plan.refresh_from_db()
        else:
            messages.success(request, _("Đã xác nhận. Các đơn vị thấy việc của mình từ bây giờ."))
            return redirect("plans:detail", pk=pk)
    if plan.state != PlanState.DRAFT or plan.is_written:
        return redirect(home(plan))
    seen, everything = queries.review_progress(plan)
    living = list(plan.tasks.filter(removed=False).prefetch_related("lead_units"))
    return render(
        request,
        "plans/confirm.html",
        {
            "plan": plan,
            "seen": seen,
            "all": everything,
            "owed": queries.preview(plan, clock.today()),
            "unassigned": [task for task in living if nobody(task)],
            "questions": [task for task in living if task.question],
            "principles": sum(task.kind == TaskKind.PRINCIPLE for task in living),
        },
    )


@staff_page
@form_page
def discard(request, pk):
    """The draft is thrown away, after asking."""
    plan = plan_to_manage(request, pk)
    return step(
        request, None, lambda _form: services.discard(plan=plan, by=request.access.person, now=clock.now()),
        then="plans:list", said=_("Đã bỏ bản đọc. Văn bản gốc không bị ảnh hưởng."), title=_("Bỏ bản đọc này?"),
        lede=str(plan), action=_("Bỏ bản đọc"), danger=True, back_url=home(plan),
        consequences=[_("Các việc đã sửa trong bản đọc này không dùng nữa."), _("Chưa đơn vị nào bị giao việc.")],
    )  # fmt: skip


@staff_page
@form_page
def publish(request, pk):
    """The signed copy is attached and the plan is public."""
    plan = plan_or_404(request, pk)
    policies.check_publish(request.access)
    if plan.origin != Origin.OWN:
        raise PermissionDenied(_("Văn bản của cấp trên do cấp trên công khai."))
    if plan.state == PlanState.PUBLISHED:
        return redirect("plans:detail", pk=pk)
    if plan.unit_id is not None or plan.state not in (PlanState.CONFIRMED, PlanState.APPROVED):
        raise Http404
    if plan.is_written:
        return _publish_written(request, plan)
    can_be = bool(plan.source_file and plan.source_file.media_type == PDF)
    form = forms.PublishForm(sent(request), request.FILES or None, source_can_be_signed=can_be)
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data.get("copy") == forms.PublishForm.SOURCE
        try:
            services.publish(
                plan=plan, upload=None if source else form.cleaned_data["file"], source_is_signed=source,
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã công khai kế hoạch và ghi vào sổ công khai."))
            return redirect("plans:detail", pk=pk)
    return render(request, "plans/publish.html", {"plan": plan, "form": form})


def _publish_written(request, plan):
    """The approved paper was issued: its tasks become duties and the plan is public, in one act."""
    return step(
        request, None, lambda _form: services.publish(plan=plan, by=request.access.person, now=clock.now()),
        then=reverse("plans:detail", args=[plan.pk]),
        said=_("Đã giao việc cho các đơn vị, công khai kế hoạch và ghi vào sổ công khai."),
        title=_("Giao việc và công khai kế hoạch?"), lede=plan.title, action=_("Giao việc và công khai"),
        back_url=home(plan),
        consequences=[
            _("Các đơn vị thấy việc của mình, có nhắc hạn."),
            _("Mọi người xem được kế hoạch và từng việc đang làm đến đâu; không có tên người."),
            _("Sổ công khai ghi một dòng kèm dấu băm của bản ký, không sửa, không xóa được."),
        ],
    )  # fmt: skip
