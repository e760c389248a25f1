"""What the day brings: an answer nobody spoke to is closed, the desk is reminded of what waits."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.tables import locked
from danchu.duties.messages import LANGUAGE, reckon
from danchu.petitions.models import Case, Dialogue, Pause, Representative
from danchu.petitions.rules.cases import NOTICE, SILENCE
from danchu.petitions.services.cases.escalating import escalate
from danchu.petitions.services.cases.moving import (
    bring_to,
    held,
    is_hidden,
    settle_clock,
    settle_duty,
    tell_desk,
    tell_handlers,
)
from danchu.petitions.states import OPEN, CaseState, DialogueState

REMIND_BEFORE = datetime.timedelta(days=3)
DAY_BEFORE = datetime.timedelta(days=1)


def keep(*, commune, on: datetime.date, now) -> dict[str, int]:
    """Closes, reminds of and tells the leaders of what waits in a commune, within the day's transaction.

    Everything that is not over is read once (1 query where there is nothing): how many were closed, looked at, told of.
    """
    rows = Case.objects.filter(commune=commune).not_over().defer("text", "search", "checks").order_by("pk")
    waiting = list(rows.select_related("commune", "submission__receipt__commune").prefetch_related("abouts"))
    open_ = [case for case in waiting if case.is_open]
    return {
        "closed": _close_silent([case for case in waiting if case.state == CaseState.ANSWERED], on, now),
        "reminded": _remind(commune, open_, on, now),
        "escalated": escalate(commune=commune, cases=open_, on=on, now=now),
    }


def _close_silent(answered: list[Case], on: datetime.date, now) -> int:
    """Closes that to which the person said nothing within the commune's own time; how many."""
    closed = 0
    for case in answered:
        if case.answered_on < on and reckon(case.commune, SILENCE, case.answered_on).due_on < on:
            with override(LANGUAGE):
                said = _("Người gửi chưa nói gì thêm. Chưa được thì vẫn mở lại được một lần.")
            bring_to(held(case, CaseState.CLOSED), CaseState.CLOSED, said=said, now=now)
            closed += 1
    return closed


def _remind(commune, cases: list[Case], on: datetime.date, now) -> int:
    """Reminds the desk of what is not sorted near the day of its notice, and the unit of what stands in no shared list
    of duties (hidden from somebody) near its own: the answer, a dialogue. And of what rests, on the day on which it is
    looked at again. Once a stage; how many were looked at.
    """
    seen, near = 0, on + REMIND_BEFORE
    for case in cases:
        fresh = case.state == CaseState.RECEIVED
        due_on = case.notice_due_on if fresh else case.due_on
        if due_on is None or due_on > near:
            continue
        if fresh:
            tell_desk(case, _("Sắp hết hạn báo người gửi: %(name)s"), now=now, key=_stage(due_on, on))
            seen += 1
        elif is_hidden(case):  # the others are reminded with all duties
            tell_handlers(case, _("Sắp hết hạn trả lời: %(name)s"), now=now, key=_stage(due_on, on))
            seen += 1
    return seen + _remind_of_talks(commune, on, now) + _remind_of_rest(commune, on, now) if cases else 0


def _remind_of_talks(commune, on: datetime.date, now) -> int:
    of_open = {"case__commune": commune, "case__state__in": OPEN}
    talks = Dialogue.objects.filter(**of_open, state=DialogueState.ANNOUNCED, on__lte=on + DAY_BEFORE)
    hidden = [each for each in talks.select_related("case__submission__receipt__commune") if is_hidden(each.case)]
    for each in hidden:
        title = _("Sắp đến buổi đối thoại: %(name)s") if on <= each.on else _("Chưa ghi kết quả đối thoại: %(name)s")
        tell_handlers(each.case, title, now=now, key=f"talk:{each.pk}:{_stage(each.on, on)}")
    return len(hidden)


def _remind_of_rest(commune, on: datetime.date, now) -> int:
    of_open = {"case__commune": commune, "case__state__in": OPEN}
    rests = Pause.objects.filter(**of_open, ended_at__isnull=True, again_on__lte=on)
    for each in rests.select_related("case__submission__receipt__commune"):
        key = f"rest:{each.pk}:{_stage(each.again_on, on)}"
        tell_handlers(each.case, _("Đến ngày xem lại việc đang tạm dừng: %(name)s"), now=now, key=key)
    return len(rests)


def reckon_cases_anew(*, commune, now) -> int:
    """Once a day: last days that nobody has met yet follow the commune's own days and promises, as the duties about
    them do; how many matters moved. Within the day's transaction.
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


def erase_representatives(*, commune) -> int:
    """Who stood for a group is forgotten with the way to be reached (intake.erase_due); how many rows. Within the day's
    transaction.
    """
    rows = Representative.objects.filter(submission__commune=commune, submission__receipt__erased_at__isnull=False)
    return rows.delete()[0]


def _stage(due_on: datetime.date, on: datetime.date) -> str:
    """Before the day, or which week after it."""
    return "soon" if on <= due_on else f"late:{(on - due_on).days // 7}"
