"""Who is late: the list, what was said on the telephone, a later day, after how many days the chair is told."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.organisation.states import Permission
from danchu.reports import policies, queries, services
from danchu.reports.forms import CallForm, CommitmentForm, ExtendForm
from danchu.reports.models import Report
from danchu.reports.views.staff.loading import cycle_or_404, report_or_404


@staff_page
@require_safe
def late(request, pk):
    """Who is late, since when, reminded how often; to call, to give a later day, to print."""
    cycle = cycle_or_404(request, pk)
    context = {
        "cycle": cycle, "rows": queries.late(cycle, clock.today()), "today": clock.today(),
        "can_call": policies.can_call(request.access), "can_extend": policies.can_extend(request.access),
        "gathers": request.access.may(Permission.COORDINATE),
    }  # fmt: skip
    return render(request, "reports/late.html", context)


def _units_or_404(request, pk: int) -> Report:
    report = report_or_404(request, pk)
    if report.is_communes:
        raise Http404
    return report


@staff_page
@form_page
def call(request, pk):
    """Writing down what came of calling a unit."""
    report = _units_or_404(request, pk)
    policies.check_call(request.access)
    form = CallForm(request.POST or None)
    return step(
        request, form,
        lambda form: services.note_call(
            report=report, text=form.cleaned_data["text"], by=request.access.person, now=clock.now()
        ),
        then=reverse("reports:late", args=[report.cycle_id]), said=_("Đã ghi lại cuộc gọi."),
        title=_("Ghi lại cuộc gọi"), lede=str(report), action=_("Ghi lại"),
        back_url=reverse("reports:late", args=[report.cycle_id]),
    )  # fmt: skip


@staff_page
@form_page
def extend(request, pk):
    """The chair gives a unit a later day."""
    report = _units_or_404(request, pk)
    policies.check_extend(request.access)
    form = ExtendForm(request.POST or None)
    return step(
        request, form,
        lambda form: services.extend(
            report=report, due_on=form.cleaned_data["due_on"], reason=form.cleaned_data["reason"],
            by=request.access.person, now=clock.now(),
        ),
        then=reverse("reports:late", args=[report.cycle_id]), said=_("Đã gia hạn. Đơn vị nhận thông báo kèm lý do."),
        title=_("Gia hạn gửi báo cáo"), lede=str(report), action=_("Gia hạn"),
        back_url=reverse("reports:late", args=[report.cycle_id]),
        consequences=[
            _("Việc của đơn vị chuyển sang hạn mới; lý do được ghi lại."), _("Hạn của các đơn vị khác giữ nguyên."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def commitment(request, pk):
    """After how many working days the chair is told."""
    cycle = cycle_or_404(request, pk)
    policies.check_call(request.access)
    form = CommitmentForm(request.POST or None, initial={"days": cycle.chair_told_after})
    return step(
        request, form,
        lambda form: services.set_commitment(
            cycle=cycle, days=form.cleaned_data["days"], by=request.access.person, now=clock.now()
        ),
        then=reverse("reports:late", args=[pk]), said=_("Đã lưu cam kết của xã."), title=_("Khi nào báo Chủ tịch?"),
        lede=str(cycle), action=_("Lưu"), back_url=reverse("reports:late", args=[pk]),
    )  # fmt: skip
