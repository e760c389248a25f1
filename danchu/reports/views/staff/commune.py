"""The commune's report: merging, putting before the chair, approving, publishing."""

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
from danchu.reports.forms import AddresseesForm, ApproveForm, VersionForm
from danchu.reports.models import Report
from danchu.reports.states import ReportState
from danchu.reports.views.staff.loading import report_or_404
from danchu.reports.views.staff.units import newer, timeline, weaknesses_of


def _communes_or_404(request, pk: int) -> Report:
    report = report_or_404(request, pk)
    if not report.is_communes:
        raise Http404
    return report


@staff_page
@require_safe
def merge(request, pk):
    """The commune's report: who is in it, its sections, its whole sheet of figures."""
    report = _communes_or_404(request, pk)
    access = request.access
    last = queries.last_year(report.cycle, None)
    lines = queries.sheet(report, last=last)
    units = list(report.cycle.reports.of_units().select_related("unit").order_by("unit__order", "unit__name"))
    accepted = [unit for unit in units if unit.state in (ReportState.APPROVED, ReportState.LOCKED)]
    texts = {row.section: row for row in report.texts.all()}
    context = {
        "report": report, "cycle": report.cycle, "last": last, "log": timeline(report),
        "groups": queries.groups(lines, report.cycle.outline),
        "standing": queries.standing(report, clock.today()), "units": units, "accepted": len(accepted),
        "missing": [unit for unit in units if unit not in accepted],
        "contents": [
            {
                "section": section, "row": texts.get(section.code),
                "url": "" if section.heading_only else reverse("reports:section", args=[pk, section.code]),
            }
            for section in report.cycle.outline.sections
        ],
        "can_write": policies.can_write(access, report), "can_submit": policies.can_submit(access, report),
        "can_approve": policies.can_accept(access, report), "can_return": policies.can_return(access, report),
        "can_publish": policies.can_publish(access, report), "keeps_records": access.may(Permission.RECORDS),
        "can_correct": policies.can_correct(access, report), "replaced_by": newer(report),
        "weaknesses": weaknesses_of(report),
        "note": report.cycle.outline.note,
    }  # fmt: skip
    return render(request, "reports/merge.html", context)


@staff_page
@form_page
def addressees(request, pk):
    """Whom the report is for."""
    report = _communes_or_404(request, pk)
    policies.check_writer(request.access, report)
    form = AddresseesForm(request.POST or None, initial={"addressees": "\n".join(report.addressees)})
    return step(
        request, form,
        lambda form: services.set_addressees(
            report=report, addressees=form.cleaned_data["addressees"].splitlines(), by=request.access.person,
            now=clock.now(),
        ),
        then=reverse("reports:merge", args=[pk]), said=_("Đã lưu nơi nhận."), title=_("Kính gửi"), lede=str(report),
        action=_("Lưu"), back_url=reverse("reports:merge", args=[pk]),
    )  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The chair, or a deputy for the chair, agrees; who signs is chosen here."""
    report = _communes_or_404(request, pk)
    policies.check_accepter(request.access, report)
    person = request.access.person
    posts = queries.signers(report.commune, clock.today())
    is_chair = any(post.person_id == person.pk and post.role == "chair" for post in posts)
    # A deputy signs for the chair; only the chair may have a deputy sign.
    offered = [post for post in posts if is_chair or post.person_id == person.pk]
    form = ApproveForm(request.POST or None, posts=offered, initial={"version": report.version})
    return step(
        request, form,
        lambda form: services.approve(
            report=report, post=form.post(), version=form.cleaned_data["version"], by=person, now=clock.now()
        ),
        then=reverse("reports:merge", args=[pk]), said=_("Đã duyệt. Văn thư cấp số, trình ký và đính kèm bản đã ký."),
        title=_("Duyệt báo cáo của xã?"), lede=str(report), action=_("Duyệt báo cáo"),
        back_url=reverse("reports:merge", args=[pk]),
        consequences=[
            _("Báo cáo thành văn bản chờ cấp số; số liệu không thay đổi nữa."),
            _("Báo cáo của các đơn vị đã cộng vào đây được khóa."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def publish(request, pk):
    """Making the issued report public."""
    report = _communes_or_404(request, pk)
    policies.check_publisher(request.access, report)
    form = VersionForm(request.POST or None, initial={"version": report.version})
    return step(
        request, form,
        lambda form: services.publish(
            report=report, version=form.cleaned_data["version"], by=request.access.person, now=clock.now()
        ),
        then=reverse("reports:merge", args=[pk]), said=_("Đã công bố báo cáo. Sổ công khai đã ghi một dòng."),
        title=_("Công bố báo cáo?"), lede=str(report), action=_("Công bố"),
        back_url=reverse("reports:merge", args=[pk]),
        consequences=[
            _("Người dân đọc được lời văn, số liệu và tải được bản đã ký."),
            _("Sổ công khai ghi một dòng, không sửa, không xóa được."),
        ],
    )  # fmt: skip
