"""What is worth a look before a report is handed in or approved, and correcting one that is locked."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.reports import policies, queries, services
from danchu.reports.forms import CorrectForm, VersionForm
from danchu.reports.messages import remark
from danchu.reports.models import Report
from danchu.reports.views.staff.loading import page_of, report_or_404


@staff_page
@require_safe
def look(request, pk):
    """Everything worth a look: advice, each with what was seen; copied words side by side."""
    report = report_or_404(request, pk)
    context = {
        "report": report, "back": page_of(report), "remarks": remarks(report, request.access),
        "can_write": policies.can_write(request.access, report),
    }  # fmt: skip
    return render(request, "reports/look.html", context)


def remarks(report: Report, access, **own) -> list[dict]:
    """The remarks with their words and where to look: title, text, address of the section."""
    found = []
    for each in queries.remarks_on(report, access, **own):
        title, text = remark(each, report.cycle.outline)
        url = reverse("reports:section", args=[report.pk, each.section]) if each.section else ""
        found.append(
            {"remark": each, "title": title, "text": text, "url": url,
             "section": report.cycle.outline.section(each.section)}
        )  # fmt: skip
    return found


@staff_page
@form_page
def correct(request, pk):
    """Opening a correction of a locked report, with the reason."""
    report = report_or_404(request, pk)
    policies.check_correcter(request.access, report)
    form = CorrectForm(request.POST or None)
    consequences = [
        _("Báo cáo đã khóa giữ nguyên và vẫn đọc được."),
        _("Bản đính chính chép lại mọi nội dung để sửa chỗ sai; nó nói rõ sửa gì, vì sao."),
        _("Bản đính chính được duyệt, cấp số, ký và công bố như báo cáo.")
        if report.is_communes
        else _("Bản đính chính thay báo cáo cũ khi được duyệt; người tổng hợp được báo để đính chính báo cáo của xã."),
    ]
    return step(
        request, form,
        lambda form: services.correct(
            report=report, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        then=page_of, said=_("Đã mở bản đính chính. Sửa chỗ sai rồi gửi như một báo cáo."),
        title=_("Đính chính báo cáo đã khóa"), lede=str(report), action=_("Mở bản đính chính"),
        back_url=page_of(report), consequences=consequences,
    )  # fmt: skip


@staff_page
@require_safe
def changed(request, pk):
    """What a correction says otherwise than what it corrects."""
    report = report_or_404(request, pk)
    if not report.corrects_id:
        raise Http404
    context = {"report": report, "changed": queries.what_changed(report), "back": page_of(report),
               "versions": queries.versions(report)}  # fmt: skip
    return render(request, "reports/changed.html", context)


@staff_page
@form_page
def drop_correction(request, pk):
    """Giving up a correction that is still written."""
    report = report_or_404(request, pk)
    policies.check_writer(request.access, report)
    if not report.corrects_id:
        raise Http404
    form = VersionForm(request.POST or None, initial={"version": report.version})
    return step(
        request, form,
        lambda form: services.drop_correction(
            report=report, version=form.cleaned_data["version"], by=request.access.person, now=clock.now()
        ),
        then=page_of, said=_("Đã bỏ bản đính chính; báo cáo cũ giữ nguyên."),
        title=_("Bỏ bản đính chính đang soạn?"), lede=str(report), action=_("Bỏ bản đính chính"), danger=True,
        back_url=page_of(report), consequences=[_("Những gì đã sửa trong bản này mất đi.")],
    )  # fmt: skip
