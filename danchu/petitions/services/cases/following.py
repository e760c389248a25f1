"""The person who brought it adds, replies, says whether it is put right, rates, takes it back: with code and PIN."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.duties.messages import LANGUAGE
from danchu.petitions.models import Case, Question
from danchu.petitions.services.cases.ahead import end_dialogue
from danchu.petitions.services.cases.moving import bring_to, held, need, settle_clock, tell, tell_handlers
from danchu.petitions.states import CaseState, EventKind, Rating

LONGEST = 4000


@transaction.atomic
def add(*, case: Case, text: str, now) -> Case:
    """Something is added to an open matter."""
    case = held(case)
    if not case.is_open:
        raise Stale(_("Việc này đã trả lời hoặc đã kết thúc. Cần nữa thì gửi việc mới."))
    text = need(text, _("Hãy ghi điều bạn muốn nói thêm."))
    tell(case, EventKind.ADDED, said=text[:LONGEST], now=now)
    tell_handlers(case, _("Người gửi vừa bổ sung: %(name)s"), now=now, key=f"added:{case.events.count()}")
    return case


@transaction.atomic
def reply(*, case: Case, question: int, text: str, now) -> Question:
    """The person answers a question. Raises Stale when it is no longer open."""
    case = held(case)
    asked = locked(case.questions.all()).filter(pk=question).first()
    if asked is None or not asked.is_open or not case.is_open:
        raise Stale(_("Câu hỏi này không còn chờ trả lời. Hãy xem lại."))
    asked.reply = need(text, _("Hãy ghi câu trả lời."))[:LONGEST]
    asked.replied_at = now
    asked.save(update_fields=["reply", "replied_at"])
    tell(case, EventKind.ADDED, said=asked.reply, now=now)
    tell_handlers(case, _("Người gửi đã trả lời câu hỏi: %(name)s"), now=now, key=f"replied:{asked.pk}")
    return asked


@transaction.atomic
def say_fixed(*, case: Case, now) -> Case:
    """The person says it is put right: the matter is closed."""
    case = held(case, CaseState.CLOSED)
    bring_to(case, CaseState.CLOSED, now=now, event=EventKind.FIXED)
    return case


@transaction.atomic
def say_not_fixed(*, case: Case, why: str, now) -> Case:
    """Not put right: it is opened again, once, without new paper, and its time runs anew from today."""
    case = held(case)
    if case.state not in (CaseState.ANSWERED, CaseState.CLOSED):
        raise Stale(_("Việc này chưa được trả lời."))
    if case.reopened_on:
        raise Refused(
            _("Việc này đã mở lại một lần. Chưa đồng ý thì đến ngày tiếp công dân, hoặc gặp nơi ghi trong câu trả lời.")
        )
    case = held(case, CaseState.HANDLING)
    why = need(why, _("Hãy ghi chỗ nào chưa được."))
    case.reopened_on, case.extensions, case.rating = timezone.localdate(now), 0, ""
    settle_clock(case)
    bring_to(case, CaseState.HANDLING, said=why[:LONGEST], now=now, event=EventKind.NOT_FIXED)
    tell_handlers(case, _("Người gửi báo chưa được giải quyết: %(name)s"), now=now, key="again")
    return case


@transaction.atomic
def rate(*, case: Case, rating: Rating, now) -> Case:
    """What the person says of the answer. Counted, never of a single official."""
    case = held(case)
    if case.state not in (CaseState.ANSWERED, CaseState.CLOSED):
        raise Stale(_("Việc này chưa được trả lời."))
    case.rating = Rating(rating)
    case.save(update_fields=["rating"])
    return case


@transaction.atomic
def take_back(*, case: Case, now) -> Case:
    """The person no longer wants it handled."""
    case = held(case, CaseState.WITHDRAWN)
    with override(LANGUAGE):
        end_dialogue(case, _("Người gửi đã rút."), now=now)
    bring_to(case, CaseState.WITHDRAWN, now=now)
    return case
