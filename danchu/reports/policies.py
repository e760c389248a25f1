"""Who may do what with a report. Seeing it is proved by loading it (`Report.objects.visible_to`)."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.documents.states import DocumentState
from danchu.organisation.models import PERMISSION_LABELS
from danchu.organisation.policies import Access, can
from danchu.organisation.states import Permission
from danchu.reports.models import Report
from danchu.reports.states import COMMUNE_ACTORS, NEXT, UNIT_ACTORS, ReportState


def _check_actor(access: Access, report: Report, to: ReportState) -> None:
    table = COMMUNE_ACTORS if report.is_communes else UNIT_ACTORS
    for permission in table[to]:
        whole = report.is_communes or permission in (Permission.COORDINATE, Permission.APPROVE)
        if access.may(permission) if whole else access.may(permission, report.unit_id):
            return
    # Who wrote a unit's report down from its paper also hands it in.
    if report.recorded_by_id and access.may(Permission.COORDINATE) and to in (ReportState.DRAFT, ReportState.SUBMITTED):
        return
    what = PERMISSION_LABELS[min(table[to])]
    raise PermissionDenied(_("Bạn chưa có quyền “%(what)s”. Hãy nhờ quản trị của xã cấp quyền.") % {"what": what})


def _check_step(report: Report, to: ReportState) -> None:
    if to not in NEXT[ReportState(report.state)]:
        raise Refused(
            _("Báo cáo đang ở bước “%(state)s” nên không làm được việc này. Hãy tải lại trang.")
            % {"state": report.get_state_display()}
        )


def check_writer(access: Access, report: Report) -> None:
    """Whether the person is one who writes this report, whatever its state: a form sent too late keeps its words."""
    _check_actor(access, report, ReportState.DRAFT)


def check_submitter(access: Access, report: Report) -> None:
    """Whether the person is one who hands this report in, whatever its state."""
    _check_actor(access, report, ReportState.SUBMITTED)


def check_returner(access: Access, report: Report) -> None:
    """Whether the person is one who may send this report back, whatever its state."""
    _check_actor(access, report, ReportState.RETURNED)


def check_accepter(access: Access, report: Report) -> None:
    """Whether the person is one who accepts a unit's report or approves the commune's, whatever its state."""
    _check_actor(access, report, ReportState.APPROVED)


def check_publisher(access: Access, report: Report) -> None:
    """Whether the person is one who publishes the commune's report, whatever its state."""
    _check_actor(access, report, ReportState.LOCKED)


def check_write(access: Access, report: Report) -> None:
    """A draft or a returned report is written by its unit, the commune's by who gathers the units' reports.

    Raises PermissionDenied, or Refused when it was handed in already.
    """
    _check_actor(access, report, ReportState.DRAFT)
    if not report.is_writable:
        raise Refused(_("Báo cáo đã gửi nên không sửa được. Muốn sửa, hãy xin trả lại."))


def check_submit(access: Access, report: Report) -> None:
    """The head of the unit hands its report in; who gathers them puts the commune's before the chair."""
    _check_actor(access, report, ReportState.SUBMITTED)
    _check_step(report, ReportState.SUBMITTED)


def check_return(access: Access, report: Report) -> None:
    """A report comes back with reasons: a unit's from who gathers them, the commune's from the chair.

    A unit's accepted report can come back only while the commune's is still being written, and the commune's only
    before it was approved: after that a paper stands on it.
    """
    _check_actor(access, report, ReportState.RETURNED)
    _check_step(report, ReportState.RETURNED)
    if report.is_communes and report.state == ReportState.APPROVED:
        raise Refused(_("Báo cáo đã duyệt và đã lập thành văn bản nên không trả lại được."))


def check_accept(access: Access, report: Report) -> None:
    """A unit's report is accepted by who gathers them, the commune's approved by the chair or a deputy."""
    _check_actor(access, report, ReportState.APPROVED)
    _check_step(report, ReportState.APPROVED)


def check_record(access: Access, report: Report) -> None:
    """A unit's paper that came by other ways is written down by who gathers the reports."""
    if report.is_communes or not access.may(Permission.COORDINATE):
        raise PermissionDenied(_("Chỉ người tổng hợp báo cáo của xã ghi thay báo cáo của đơn vị."))
    if not report.is_writable:
        raise Refused(_("Đơn vị đã gửi báo cáo nên không cần ghi thay."))


def check_publish(access: Access, report: Report) -> None:
    """The commune's report is published once its paper is issued: numbered, its signed copy attached.

    Decree 30/2020, Art. 18: a paper that is only approved is not issued.
    """
    _check_actor(access, report, ReportState.LOCKED)
    if not report.is_communes:
        raise Refused(_("Chỉ báo cáo của xã được công bố."))
    _check_step(report, ReportState.LOCKED)
    if report.document is None or report.document.state != DocumentState.ISSUED:
        raise Refused(_("Văn thư chưa cấp số và đính kèm bản đã ký. Công bố sau khi văn bản được phát hành."))


def check_correct(access: Access, report: Report) -> None:
    """A locked report is corrected by who wrote it: a unit's by its head, any by who gathers the reports; the
    commune's also by the chair. Only the one that holds, and one correction at a time.
    """
    check_correcter(access, report)
    if report.state != ReportState.LOCKED or not report.stands:
        raise Refused(_("Chỉ đính chính báo cáo đã khóa và đang có hiệu lực. Báo cáo chưa khóa thì trả lại để sửa."))


def check_correcter(access: Access, report: Report) -> None:
    """Whether the person is one who may correct this report, whatever its state."""
    head = report.unit_id is not None and access.may(Permission.SUBMIT, report.unit_id)
    if not (head or access.may(Permission.COORDINATE) or (report.is_communes and access.may(Permission.APPROVE))):
        raise PermissionDenied(_("Người đứng đầu đơn vị hoặc người tổng hợp báo cáo của xã mới mở bản đính chính."))


def check_call(access: Access) -> None:
    """What a unit said on the telephone is written down by who gathers the reports or by the chair."""
    if not (access.may(Permission.COORDINATE) or access.may(Permission.APPROVE)):
        raise PermissionDenied(_("Chỉ người tổng hợp và lãnh đạo xã ghi việc gọi đơn vị."))


def check_extend(access: Access) -> None:
    """A later day is given by the chair or a deputy."""
    if not access.may(Permission.APPROVE):
        raise PermissionDenied(_("Chỉ Chủ tịch hoặc Phó Chủ tịch gia hạn báo cáo."))


def check_outline(access: Access) -> None:
    """The outline is edited by who gathers the reports and by the commune's administrator."""
    if not (access.may(Permission.COORDINATE) or access.may(Permission.ADMINISTER)):
        raise PermissionDenied(_("Chỉ người tổng hợp báo cáo và quản trị của xã sửa đề cương."))


def check_gather(access: Access) -> None:
    """Who has and who has not reported is seen by who gathers the reports and by who sees every unit."""
    if not (access.may(Permission.COORDINATE) or access.may(Permission.SEE_ALL)):
        raise PermissionDenied(_("Chỉ người tổng hợp và lãnh đạo xã xem được báo cáo của mọi đơn vị."))


can_write = partial(can, check_write)
can_submit = partial(can, check_submit)
can_return = partial(can, check_return)
can_accept = partial(can, check_accept)
can_record = partial(can, check_record)
can_publish = partial(can, check_publish)
can_gather = partial(can, check_gather)
can_correct = partial(can, check_correct)
can_call = partial(can, check_call)
can_extend = partial(can, check_extend)
can_edit_outline = partial(can, check_outline)
