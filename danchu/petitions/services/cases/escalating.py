"""What is late for too long is told to who leads the commune, without a word of what it says."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.duties.messages import LANGUAGE, reckon
from danchu.notifications.services import notify
from danchu.petitions.models import Case
from danchu.petitions.queries.cases import leaders
from danchu.petitions.rules.cases import ESCALATE
from danchu.petitions.services.cases.moving import ADDRESS
from danchu.petitions.states import CaseState


@transaction.atomic
def escalate(*, commune, on: datetime.date, now) -> int:
    """Tells the chair and the deputies, once for each last day, of what was not answered (or not sorted, its sender not
    told) within the commune's own time after it; never one whom it is about. How many were told of.

    An extension or a re-opening gives a new last day, and so a new notice when that one is missed as well.
    """
    people, told = leaders(commune, on), 0
    rows = Case.objects.filter(commune=commune, sealed=False).open().prefetch_related("abouts")
    for case in rows.select_related("submission__receipt__commune").order_by("pk"):
        unsorted = case.state == CaseState.RECEIVED
        due_on = case.notice_due_on if unsorted else case.due_on
        if due_on is None or due_on >= on or reckon(commune, ESCALATE, due_on).due_on >= on:
            continue
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
