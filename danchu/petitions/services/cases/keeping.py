"""What the day brings: an answer nobody spoke to is closed, the desk is reminded of what waits."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.tables import locked
from danchu.duties.messages import LANGUAGE, reckon
from danchu.petitions.models import Case, Dialogue, Pause, Representative
from danchu.petitions.rules.cases import NOTICE, SILENCE
from danchu.petitions.services.cases.moving import (
    bring_to,
    held,
    is_hidden,
    settle_clock,
    settle_duty,
    tell_desk,
    tell_handlers,
)
from danchu.petitions.states import CaseState, DialogueState

REMIND_BEFORE = datetime.timedelta(days=3)
DAY_BEFORE = datetime.timedelta(days=1)


@transaction.atomic
def close_silent(*, commune, on: datetime.date, now) -> int:
    """Closes what was answered and to which the person said nothing within the commune's own time; how many."""
    closed = 0
    for case in Case.objects.filter(commune=commune, state=CaseState.ANSWERED, answered_on__lt=on):
        if reckon(commune, SILENCE, case.answered_on).due_on < on:
            with override(LANGUAGE):
                said = _("Người gửi chưa nói gì thêm. Chưa được thì vẫn mở lại được một lần.")
            bring_to(held(case, CaseState.CLOSED), CaseState.CLOSED, said=said, now=now)
            closed += 1
    return closed


@transaction.atomic
def remind(*, commune, on: datetime.date, now) -> int:
    """Reminds the desk of what is not sorted near the day of its notice, and the unit of what stands in no shared list
    of duties (hidden from somebody) near its own: the answer, a dialogue. And of what rests, on the day on which it is
    looked at again. Once a stage; how many were looked at.
    """
    seen = 0
    rows = Case.objects.filter(commune=commune).open().select_related("commune", "submission__receipt__commune")
    fresh, near = Q(state=CaseState.RECEIVED), on + REMIND_BEFORE
    for case in rows.filter((fresh & Q(notice_due_on__lte=near)) | (~fresh & Q(due_on__lte=near))):
        if case.state == CaseState.RECEIVED:
            tell_desk(case, _("Sắp hết hạn báo người gửi: %(name)s"), now=now, key=_stage(case.notice_due_on, on))
            seen += 1
        elif is_hidden(case):  # the others are reminded with all duties
            tell_handlers(case, _("Sắp hết hạn trả lời: %(name)s"), now=now, key=_stage(case.due_on, on))
            seen += 1
    return seen + _remind_of_talks(rows, on, now=now) + _remind_of_rest(rows, on, now=now)


def _remind_of_talks(rows, on: datetime.date, *, now) -> int:
    talks = Dialogue.objects.filter(case__in=rows, state=DialogueState.ANNOUNCED, on__lte=on + DAY_BEFORE)
    hidden = [each for each in talks.select_related("case__submission__receipt__commune") if is_hidden(each.case)]
    for each in hidden:
        title = _("Sắp đến buổi đối thoại: %(name)s") if on <= each.on else _("Chưa ghi kết quả đối thoại: %(name)s")
        tell_handlers(each.case, title, now=now, key=f"talk:{each.pk}:{_stage(each.on, on)}")
    return len(hidden)


def _remind_of_rest(rows, on: datetime.date, *, now) -> int:
    rests = Pause.objects.filter(case__in=rows, ended_at__isnull=True, again_on__lte=on)
    for each in rests.select_related("case__submission__receipt__commune"):
        key = f"rest:{each.pk}:{_stage(each.again_on, on)}"
        tell_handlers(each.case, _("Đến ngày xem lại việc đang tạm dừng: %(name)s"), now=now, key=key)
    return len(rests)


@transaction.atomic
def reckon_cases_anew(*, commune, now) -> int:
    """Once a day: last days that nobody has met yet follow the commune's own days and promises, as the duties about
    them do; how many matters moved.
    """
    if not commune.days_mark:
        return 0
    moved = 0
    rows = Case.objects.filter(commune=commune).open().select_related("commune", "unit", "submission__receipt__commune")
    for case in locked(rows):
        before = (case.due_on, case.notice_due_on)
        settle_clock(case)
        if case.noticed_on is None:
            notice = reckon(commune, NOTICE, datetime.date.fromisoformat(case.notice["start"]))
            case.notice_due_on, case.notice = notice.due_on, notice.explanation
        if (case.due_on, case.notice_due_on) != before:
            case.save()
            if case.unit_id:
                settle_duty(case, now=now)
            moved += 1
    return moved


@transaction.atomic
def erase_representatives(*, commune) -> int:
    """Who stood for a group is forgotten with the way to be reached (intake.erase_due); how many rows."""
    rows = Representative.objects.filter(submission__commune=commune, submission__receipt__erased_at__isnull=False)
    return rows.delete()[0]


def _stage(due_on: datetime.date, on: datetime.date) -> str:
    """Before the day, or which week after it."""
    return "soon" if on <= due_on else f"late:{(on - due_on).days // 7}"
