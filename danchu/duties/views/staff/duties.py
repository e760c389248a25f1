"""The list of duties, one duty with its whole explanation, and saying that a duty of the law was done."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import not_now, step
from danchu.documents import files
from danchu.duties import policies, queries, services
from danchu.duties.forms import DoneForm, FilterForm, ReasonForm
from danchu.duties.messages import left_words, plain_day
from danchu.duties.models import MODE_LABELS, SOURCE_LABELS, Duty, DutyEvent
from danchu.duties.queries import line, period_words
from danchu.duties.states import EventKind, Mode, Standing
from danchu.organisation.models import Unit
from danchu.organisation.policies import can

PER_PAGE = 30
PER_PRINT = 1000  # one printed list; more is narrowed by the filter first
_EVENT_MARKS = {EventKind.FULFILLED: "done", EventKind.REOPENED: "waiting", EventKind.MOVED: "soon"}


def _duty_or_404(request, pk: int) -> Duty:
    """The duty, when the person sees the work of its unit; another commune's or another unit's is not there."""
    return get_object_or_404(Duty.objects.visible_to(request.access).select_related("commune", "unit"), pk=pk)


def _filtered(rows, form: FilterForm, today):
    chosen = form.chosen
    rows = rows.standing(form.standings, today)
    if unit := chosen.get("don_vi"):
        rows = rows.filter(unit=int(unit))
    if source := chosen.get("nguon"):
        rows = rows.filter(source=source)
    if period := chosen.get("ky"):
        first, last = form.periods[period]
        loose = Q(never_late=True) | Q(due_on__isnull=True)
        rows = rows.filter(
            (~loose & Q(due_on__range=(first, last))) | (loose & Q(period_from__lte=last, period_to__gte=first))
        )
    elif not chosen.get("tinh_trang"):
        rows = rows.exclude(never_late=True, period_from__gt=today)  # its quarter or year has not begun
    return rows.matching(chosen.get("tim", ""))


@staff_page
@require_safe
def listing(request):
    """The duties of the units whose work the person sees, most pressing first; `?in=1` all on one sheet to print."""
    access, today = request.access, clock.today()
    mine = Duty.objects.visible_to(access)
    units = Unit.objects.filter(commune=access.commune, pk__in=access.visible_units)
    form = FilterForm(request.GET, units=units, today=today)
    rows = _filtered(mine, form, today).select_related("unit").by_pressure(today)
    printing = "in" in request.GET
    page = Paginator(rows, PER_PRINT if printing else PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    query["in"] = "1"
    numbers = queries.counted(mine, today)
    for duty in page:
        duty.commune = access.commune
    lines = [line(duty, today) for duty in page]
    context = {
        "filter": form,
        "filtered": any(form.chosen.values()),
        "page": page,
        "lines": lines,
        "late": numbers[Standing.LATE],
        "due_today": numbers[Standing.TODAY],
        "soon": numbers[Standing.SOON],
        "printing": printing,
        "print_url": f"?{query.urlencode()}",
        "print_columns": [_("Việc"), _("Đơn vị"), _("Căn cứ"), _("Hạn cuối"), _("Tình trạng")],
        "print_rows": [_print_row(one, today) for one in lines] if printing else [],
        "many_units": len(form.fields["don_vi"].choices) > 2,
    }
    return render(request, "duties/list.html", context)


def _print_row(shown, today) -> list[str]:
    due = plain_day(shown.due_on) if shown.due_on else shown.stated
    left = (
        left_words(shown.due_on, today, queries.calendar_of(shown.duty.commune))
        if shown.days_left is not None
        else shown.word
    )
    unit = shown.duty.unit.short_name or shown.duty.unit.name
    return [shown.duty.title, unit, shown.duty.citation, due, left]


@staff_page
@require_safe
def detail(request, pk):
    """One duty: how its day was worked out, what happened, what fulfilled it."""
    duty = _duty_or_404(request, pk)
    shown = line(duty, clock.today())
    context = {
        "duty": duty,
        "line": shown,
        "facts": _facts(duty, shown),
        "events": _timeline(duty),
        "may_report": can(policies.check_report_done, request.access, duty),
        "may_take_back": can(policies.check_take_back, request.access, duty),
    }
    return render(request, "duties/detail.html", context)


def _facts(duty: Duty, shown) -> list[dict]:
    rows = [
        (_("Đơn vị"), duty.unit.name),
        (_("Nguồn"), SOURCE_LABELS[duty.source]),
        (_("Căn cứ"), duty.citation),
        (_("Cách giao"), MODE_LABELS[duty.mode] if duty.mode != Mode.ASSIGN else None),
        (_("Kỳ"), period_words(duty.period_from, duty.period_to) if duty.period_from and duty.period_to else None),
        (_("Hạn cuối"), plain_day(shown.due_on) if shown.due_on else _("không có ngày ràng buộc")),
        (_("Mốc theo dõi của xã"), plain_day(duty.due_on) if duty.never_late and duty.due_on else None),
        (_("Ghi chú"), duty.note),
        (_("Nhắc gần nhất"), plain_day(duty.reminded_on) if duty.reminded_on else None),
    ]
    shown = [{"key": key, "value": str(value)} for key, value in rows if value]
    if duty.citation and duty.rule and rulebook.by_id(duty.rule):
        row = next(row for row in shown if row["value"] == duty.citation)
        row["url"] = reverse("portal:law_rule", args=[duty.commune.slug, duty.rule])
        row["action"] = _("Xem quy định")
    return shown


def _timeline(duty: Duty) -> list[dict]:
    events = [
        {
            "title": event.get_kind_display(),
            "at": event.at,
            "by": str(event.by) if event.by else "",
            "text": _event_words(event),
            "state": _EVENT_MARKS.get(EventKind(event.kind)),
            "file": event.file,
            "file_url": reverse("duties:file", args=[duty.pk, event.pk]) if event.file else "",
        }
        for event in duty.events.select_related("by", "file")
    ]
    return [*events, {"title": _("Đưa vào danh sách việc phải làm"), "at": duty.created_at}]


def _event_words(event: DutyEvent) -> str:
    day = _("Ngày làm xong: %(day)s.") % {"day": plain_day(event.on)} if event.kind == EventKind.FULFILLED else ""
    return " ".join(filter(None, (day, event.note)))


@staff_page
@require_safe
def file(request, pk, event):
    """The paper that was attached when a duty was reported done."""
    duty = _duty_or_404(request, pk)
    kept = get_object_or_404(DutyEvent.objects.select_related("file"), duty=duty, pk=event).file
    if kept is None:
        raise Http404
    return files.deliver(kept)


@staff_page
@form_page
def report_done(request, pk):
    """A person says that a duty of the law was done, on which day, by which paper."""
    duty = _duty_or_404(request, pk)
    back = reverse("duties:detail", args=[duty.pk])
    if answer := not_now(request, lambda: policies.check_report_done(request.access, duty), back=back):
        return answer
    form = DoneForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})
    return _asked(
        request, duty, form,
        lambda form: services.report_done(
            duty=duty, on=form.cleaned_data["on"], note=form.cleaned_data["note"], file=form.cleaned_data["file"],
            by=request.access.person, now=clock.now(),
        ),
        said=_("Đã ghi là làm xong. Có thể mở lại nếu ghi nhầm."), title=_("Báo đã làm"), action=_("Ghi là đã làm"),
    )  # fmt: skip


@staff_page
@form_page
def reopen(request, pk):
    """What was reported done is owed again, with a reason."""
    duty = _duty_or_404(request, pk)
    back = reverse("duties:detail", args=[duty.pk])
    if answer := not_now(request, lambda: policies.check_take_back(request.access, duty), back=back):
        return answer
    form = ReasonForm(request.POST or None)
    return _asked(
        request, duty, form,
        lambda form: services.take_back(
            duty=duty, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        said=_("Đã mở lại việc này."), title=_("Mở lại việc đã báo xong"), action=_("Mở lại kèm lý do"), danger=True,
    )  # fmt: skip


def _asked(request, duty: Duty, form, act, **words):
    back = reverse("duties:detail", args=[duty.pk])
    return step(
        request, form, act, then=back, back_url=back, template="duties/ask.html", duty=duty, lede=duty.title, **words
    )  # fmt: skip
