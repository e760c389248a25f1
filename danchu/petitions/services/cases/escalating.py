"""What is late for too long is told to who leads the commune, without a word of what it says."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.duties.messages import LANGUAGE, reckon
from danchu.notifications.services import notify
from danchu.petitions.models import Case
from danchu.petitions.queries.cases import leaders
from danchu.petitions.rules.cases import ESCALATE
from danchu.petitions.services.cases.moving import ADDRESS
from danchu.petitions.states import CaseState


def escalate(*, commune, cases: Iterable[Case], on: datetime.date, now) -> int:
    """Tells the chair and the deputies, once for each last day, of what of the open `cases` was not answered (or not
    sorted, its sender not told) within the commune's own time after it; never one whom it is about. How many were told
    of.

    An extension or a re-opening gives a new last day, and so a new notice when that one is missed as well.
    """
    late = [(case, due_on) for case in cases if not case.sealed and (due_on := _missed(case, on))]
    people, told = leaders(commune, on) if late else [], 0
    for case, due_on in late:
        unsorted = case.state == CaseState.RECEIVED
        meant = {about.person_id for about in case.abouts.all()}
        with override(LANGUAGE):
            title = _("Quá hạn chưa phân loại: %(name)s") if unsorted else _("Quá hạn chưa trả lời: %(name)s")
            body = _("Hãy hỏi đơn vị vướng gì và giao người làm ngay. Nội dung chỉ xem được trong hệ thống.")
        told += bool(notify(
            recipients=[person for person in people if person.pk not in meant],
            key=f"{case.subject}:escalated:{due_on.isoformat()}", title=title % {"name": case.name}, body=body,
            link="" if unsorted else ADDRESS.format(pk=case.pk), now=now,
        ))  # fmt: skip
    return told


def _missed(case: Case, on: datetime.date) -> datetime.date | None:
    """The last day that is over for too long; None while it is not."""
    due_on = case.notice_due_on if case.state == CaseState.RECEIVED else case.due_on
    return due_on if due_on and due_on < on and reckon(case.commune, ESCALATE, due_on).due_on < on else None
