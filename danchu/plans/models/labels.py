"""The words for every state and kind, as people read them."""

from django.utils.translation import gettext_lazy as _

from danchu.plans.states import (
    Answer,
    Basis,
    Bound,
    Change,
    Event,
    Evidence,
    OccurrenceState,
    Origin,
    PlanState,
    Progress,
    Recurrence,
    TaskKind,
    TaskMode,
)  # fmt: skip

BASIS_LABELS = {Basis.READ: _("Đọc từ văn bản"), Basis.WRITTEN: _("Soạn ở đây")}
ORIGIN_LABELS = {Origin.OWN: _("Kế hoạch của xã"), Origin.DIRECTIVE: _("Văn bản của cấp trên giao")}
PLAN_STATE_LABELS = {
    PlanState.DRAFT: _("Bản nháp, chưa xác nhận"),
    PlanState.SUBMITTED: _("Đang trình duyệt"),
    PlanState.APPROVED: _("Đã duyệt, chờ phát hành"),
    PlanState.CONFIRMED: _("Đã xác nhận"),
    PlanState.PUBLISHED: _("Đã công khai"),
    PlanState.SUPERSEDED: _("Đã có bản thay thế"),
    PlanState.DISCARDED: _("Đã bỏ"),
}
KIND_LABELS = {
    TaskKind.PRINCIPLE: _("Nguyên tắc chung"),
    TaskKind.CONTINUING: _("Việc thường xuyên"),
    TaskKind.ONE_OFF: _("Việc có lúc xong"),
}
MODE_LABELS = {TaskMode.ASSIGN: _("Giao"), TaskMode.REQUEST: _("Đề nghị"), TaskMode.COOPERATE: _("Phối hợp")}
BOUND_LABELS = {
    Bound.BEFORE: _("trước ngày (ngày này là đã muộn)"),
    Bound.BY: _("chậm nhất ngày (ngày này còn kịp)"),
    Bound.ON: _("đúng ngày"),
    Bound.IN: _("trong kỳ, đến hết ngày"),
}
RECURRENCE_LABELS = {
    Recurrence.NONE: _("Không lặp lại"),
    Recurrence.WEEKLY: _("Hằng tuần"),
    Recurrence.MONTHLY: _("Hằng tháng"),
    Recurrence.QUARTERLY: _("Hằng quý"),
    Recurrence.HALF_YEARLY: _("06 tháng một lần"),
    Recurrence.YEARLY: _("Hằng năm"),
}
EVIDENCE_LABELS = {
    Evidence.PHOTOS: _("ảnh, danh sách người dự"),
    Evidence.MINUTES: _("biên bản cuộc họp"),
    Evidence.PAPERS: _("danh mục văn bản đã làm"),
    Evidence.POSTING: _("ảnh nơi niêm yết hoặc địa chỉ trang đăng"),
    Evidence.REPORT: _("báo cáo đã gửi"),
    Evidence.NOTE: _("vài dòng kể việc đã làm"),
}
OCCURRENCE_STATE_LABELS = {
    OccurrenceState.OPEN: _("Chưa báo cáo"),
    OccurrenceState.REPORTED: _("Đã báo cáo, chờ nghiệm thu"),
    OccurrenceState.ACCEPTED: _("Đã nghiệm thu"),
    OccurrenceState.RETURNED: _("Trả lại để bổ sung"),
    OccurrenceState.WITHDRAWN: _("Không còn phải làm"),
}
ANSWER_LABELS = {Answer.DONE: _("Đã làm"), Answer.NOTHING_AROSE: _("Không phát sinh")}
PROGRESS_LABELS = {
    Progress.DONE: _("Đã xong"),
    Progress.DOING: _("Đang làm"),
    Progress.NOT_YET: _("Chưa làm"),
    Progress.UNASSIGNED: _("Chưa giao đơn vị"),
    Progress.GENERAL: _("Nguyên tắc chung"),
}
CHANGE_LABELS = {
    Change.SAME: _("Giữ nguyên"),
    Change.ADDED: _("Thêm mới"),
    Change.DROPPED: _("Bỏ"),
    Change.CHANGED: _("Sửa nội dung"),
    Change.MOVED: _("Đổi thời hạn"),
}
EVENT_LABELS = {
    Event.TAKEN_IN: _("Đưa văn bản vào"),
    Event.WRITTEN: _("Soạn kế hoạch"),
    Event.SUBMITTED: _("Trình duyệt"),
    Event.SENT_BACK: _("Trả lại để sửa"),
    Event.APPROVED: _("Duyệt"),
    Event.SUPERSEDED: _("Được thay bằng bản mới"),
    Event.LAW_LINKED: _("Gắn với việc của luật"),
    Event.LAW_UNLINKED: _("Thôi gắn với việc của luật"),
    Event.DISCARDED: _("Bỏ bản đọc"),
    Event.CONFIRMED: _("Xác nhận các việc"),
    Event.SIGNED_COPY: _("Đính kèm bản ký"),
    Event.PUBLISHED: _("Công khai"),
    Event.TASK_CHANGED: _("Sửa việc"),
    Event.TASK_MERGED: _("Gộp việc"),
    Event.TASK_SPLIT: _("Tách việc"),
    Event.TASK_DROPPED: _("Bỏ việc"),
    Event.TASK_RESTORED: _("Lấy lại việc"),
    Event.TASK_ADDED: _("Thêm việc"),
    Event.OFFICER: _("Phân công người phụ trách"),
    Event.REPORTED: _("Báo cáo kết quả"),
    Event.ACCEPTED: _("Nghiệm thu"),
    Event.RETURNED: _("Trả lại"),
    Event.WITHDRAWN: _("Thôi giao"),
    Event.REOPENED: _("Giao lại"),
}


def choices(labels) -> list:
    """The labels as Django's choices."""
    return [(value.value, label) for value, label in labels.items()]
