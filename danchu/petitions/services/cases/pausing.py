"""Somebody went and looked; it cannot be looked into for now; it goes on. None of it moves a last day."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import LANGUAGE
from danchu.petitions.models import Case, Pause
from danchu.petitions.services.cases.moving import held, need, tell
from danchu.petitions.states import CaseState, EventKind

FARTHEST = datetime.timedelta(days=365)


def _in_hand(case: Case) -> Case:
    case = held(case)
    if case.state not in (CaseState.ACCEPTED, CaseState.HANDLING):
        raise Stale(_("Việc này không ở bước xử lý. Hãy tải lại trang."))
    return case


@act(gettext_lazy("Ghi kiểm tra tại chỗ"), on="case")
def note_check(*, case: Case, on: datetime.date, who: str, found: str, by, now) -> Case:
    """Who looked on the spot on a day, and what they found; the person reads it, the conclusion is written from it.

    Raises Refused without words, or for a day before it came in or to come.
    """
    case = _in_hand(case)
    who = need(who, _("Hãy ghi ai đi kiểm tra."))
    found = need(found, _("Hãy ghi đã thấy gì."))
    if not case.received_on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày kiểm tra phải từ ngày nhận đến hôm nay."))
    with override(LANGUAGE):
        said = _("Ngày %(day)s, %(who)s: %(found)s") % {"day": written(on), "who": who, "found": found}
    tell(case, EventKind.CHECKED, said=said, by=by, now=now)
    return case


@act(gettext_lazy("Tạm dừng xem xét phản ánh, kiến nghị"), on="case")
def pause(*, case: Case, why: str, until: str, again_on: datetime.date, by, now) -> Pause:
    """It cannot be looked into for now: why, what is waited for, on which day it is looked at again.

    No law lets the commune stop its clock for feedback and petitions (a complaint's has one: Law 02/2011, Art. 11a, as
    amended; Decree 155/2026, Art. 12): the last day stays as it was promised. Raises Refused without words or for a day
    that is over or more than a year off, Stale when it rests already.
    """
    case = _in_hand(case)
    why = need(why, _("Hãy ghi vì sao chưa xem xét tiếp được."))[:500]
    until = need(until, _("Hãy ghi xem xét tiếp khi có gì."))[:300]
    if not timezone.localdate(now) < again_on <= timezone.localdate(now) + FARTHEST:
        raise Refused(_("Ngày xem lại phải sau hôm nay, trong vòng một năm."))
    if case.pauses.filter(ended_at__isnull=True).exists():
        raise Stale(_("Việc này đang tạm dừng rồi. Hãy tải lại trang."))
    made = Pause.objects.create(case=case, why=why, until=until, again_on=again_on, at=now, by=by)
    with override(LANGUAGE):
        said = _("%(why)s Xem xét tiếp: %(until)s; xem lại chậm nhất ngày %(day)s. Hạn trả lời không đổi.") % {
            "why": why, "until": until.rstrip("."), "day": written(again_on),
        }  # fmt: skip
    tell(case, EventKind.PAUSED, said=said, by=by, now=now)
    return made


@act(gettext_lazy("Xem xét tiếp phản ánh, kiến nghị"), on="case")
def resume(*, case: Case, by, now) -> Case:
    """What was waited for is there. Raises Stale when it does not rest."""
    case = held(case)
    if not case.pauses.filter(ended_at__isnull=True).update(ended_at=now):
        raise Stale(_("Việc này không tạm dừng. Hãy tải lại trang."))
    tell(case, EventKind.RESUMED, by=by, now=now)
    return case
