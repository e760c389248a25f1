"""Who gathers the units' reports: who has reported, who has not, accepting and returning, writing down for a unit."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission
from danchu.reports import policies, queries, services
from danchu.reports.forms import AdHocForm, ReasonsForm, UnitsPaperForm, VersionForm
from danchu.reports.views.staff.loading import cycle_or_404, report_or_404


@staff_page
@require_safe
def cycle(request, pk):
    """Who has and who has not reported."""
    found = cycle_or_404(request, pk)
    today = clock.today()
    rows = queries.of_cycle(found, today)
    context = {
        "cycle": found, "rows": rows, "sent": sum(row.report.is_handed_in for row in rows),
        "days_left": days_left(found.due_on, today, calendar_of(request.access.commune)),
        "gathers": request.access.may(Permission.COORDINATE),
        "commune_report": services.communes_report(found),
        "reminded_today": False,
    }  # fmt: skip
    return render(request, "reports/cycle.html", context)


@staff_page
@require_POST
def remind(request, pk):
    """Reminds every unit that has not handed in, once a day."""
    found = cycle_or_404(request, pk)
    check_may(request.access, Permission.COORDINATE)
    told = services.remind(cycle=found, by=request.access.person, now=clock.now())
    if told:
        messages.success(request, ngettext("Đã nhắc %(n)s người.", "Đã nhắc %(n)s người.", told) % {"n": told})
    else:
        messages.info(request, _("Hôm nay đã nhắc rồi, hoặc không còn đơn vị nào phải nhắc."))
    return redirect("reports:cycle", pk=pk)


@staff_page
@require_safe
def not_reported(request, pk):
    """One page to print for the chair: who has not reported, with phone numbers."""
    found = cycle_or_404(request, pk)
    rows = queries.not_reported(found, clock.today())
    return render(request, "reports/not_reported.html", {"cycle": found, "rows": rows})


@staff_page
@form_page
def ask(request):
    """A report outside the calendar."""
    check_may(request.access, Permission.COORDINATE)
    commune = request.access.commune
    form = AdHocForm(
        request.POST or None, units=queries.may_be_asked(commune, clock.today()),
        outline=queries.outline_in_use(commune),
    )  # fmt: skip
    return step(
        request, form,
        lambda form: services.ask_for_report(
            commune=commune, asked=form.asked(), title=form.cleaned_data["title"],
            period=(form.cleaned_data["period_from"], form.cleaned_data["period_to"]),
            cutoff_on=form.cleaned_data["cutoff_on"], due_on=form.cleaned_data["due_on"],
            citation=form.cleaned_data["citation"], by=request.access.person, now=clock.now(),
        ),
        then=lambda made: reverse("reports:cycle", args=[made.pk]),
        said=_("Đã mở kỳ báo cáo. Mỗi đơn vị có một bản để viết."), title=_("Yêu cầu báo cáo đột xuất"),
        action=_("Mở kỳ báo cáo"), back_url=reverse("reports:list"),
        lede=_("Mở một kỳ riêng: chọn mục, chỉ tiêu, đơn vị và hạn; mỗi đơn vị nhận một việc phải làm."),
    )  # fmt: skip


@staff_page
@form_page
def return_report(request, pk):
    """Sending a report back with reasons."""
    report = report_or_404(request, pk)
    policies.check_returner(request.access, report)
    form = ReasonsForm(request.POST or None, initial={"version": report.version})
    return step(
        request, form,
        lambda form: services.return_report(
            report=report, reasons=form.cleaned_data["reasons"], version=form.cleaned_data["version"],
            by=request.access.person, now=clock.now(),
        ),
        then=_after(report), said=_("Đã trả lại báo cáo kèm lý do."), title=_("Trả lại báo cáo"), lede=str(report),
        action=_("Trả lại kèm lý do"), danger=True, back_url=reverse("reports:form", args=[pk]),
        consequences=[_("Người viết nhận thông báo và sửa được báo cáo."), _("Hạn gửi giữ nguyên.")],
    )  # fmt: skip


@staff_page
@form_page
def approve_unit(request, pk):
    """Accepting a unit's report."""
    report = report_or_404(request, pk)
    policies.check_accepter(request.access, report)
    form = VersionForm(request.POST or None, initial={"version": report.version})
    return step(
        request, form,
        lambda form: services.accept(
            report=report, version=form.cleaned_data["version"], by=request.access.person, now=clock.now()
        ),
        then=_after(report), said=_("Đã duyệt báo cáo của đơn vị."), title=_("Duyệt báo cáo của đơn vị?"),
        lede=str(report), action=_("Duyệt báo cáo"), back_url=reverse("reports:form", args=[pk]),
        consequences=[
            _("Số liệu của đơn vị được cộng vào báo cáo của xã."),
            _("Đơn vị không sửa được nữa, trừ khi báo cáo được trả lại."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def on_behalf(request, pk):
    """Writing down a report that a unit sent by other ways."""
    report = report_or_404(request, pk)
    policies.check_record(request.access, report)
    form = UnitsPaperForm(request.POST or None, request.FILES or None)

    def said(recorded) -> str:
        n = len(recorded.filled)
        words = ngettext("Đã đọc được %(n)s mục.", "Đã đọc được %(n)s mục.", n) % {"n": n}
        if recorded.has_left_over:
            words += " " + _("Có phần chưa xếp được vào mục nào, hãy xem cuối mục lục.")
        return words + " " + _("Xem lại từng mục, ghi số liệu rồi gửi thay đơn vị.")

    back = reverse("reports:form", args=[pk])
    return step(
        request, form,
        lambda form: services.record_on_behalf(
            report=report, upload=form.cleaned_data["file"], by=request.access.person, now=clock.now()
        ),
        then=back, said=said, field="file", title=_("Ghi thay từ báo cáo đơn vị gửi"), lede=str(report),
        action=_("Đọc và ghi thay"), back_url=back,
        consequences=[
            _("Lời trong tệp được xếp vào các mục theo tên mục."),
            _("Bản gốc được giữ; báo cáo ghi rõ người ghi thay."),
            _("Báo cáo chưa gửi ngay: bạn xem lại rồi mới gửi."),
        ],
    )  # fmt: skip


def _after(report) -> str:
    if report.is_communes:
        return reverse("reports:merge", args=[report.pk])
    return reverse("reports:cycle", args=[report.cycle_id])
