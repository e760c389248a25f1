"""What is owed around a matter besides its answer: an announced dialogue, what was promised in one, the word to who was
received about it.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.tables import locked
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.duties.services.passing import forget
from danchu.duties.states import Source
from danchu.petitions.models import Case, CaseEvent, Pledge, Visit
from danchu.petitions.models.cases import KIND_LABELS
from danchu.petitions.states import CaseState, DialogueState, EventKind, Kind, Reply, VisitState


def subjects_of(case: Case) -> list[str]:
    """How duties refer to the matter and to whatever hangs on it (2 queries)."""
    pledges = Pledge.objects.filter(dialogue__case=case)
    return [case.subject, *(each.subject for each in case.dialogues.all()), *(each.subject for each in pledges)]


def settle_ahead(case: Case, *, hidden: bool, now) -> None:
    """The unit owes the dialogue on its day, and each unit what it promised. Of what is hidden from somebody nothing
    stands in the list of duties, which many read: nor that it once did (docs/decisions/0100).
    """
    if hidden:
        forget(commune=case.commune, subjects=subjects_of(case)[1:])
        return
    with override(LANGUAGE):
        said = {"kind": str(KIND_LABELS[Kind(case.kind)]).lower(), "number": case.name}
        talk, promised = _("Đối thoại về %(kind)s số %(number)s"), _("Việc hẹn sau đối thoại, %(kind)s số %(number)s")
        for each in case.dialogues.filter(state=DialogueState.ANNOUNCED):
            _owe(case, case.unit, each.subject, talk % said, each.on, now=now)
        for each in Pledge.objects.filter(dialogue__case=case, done_on__isnull=True).select_related("unit"):
            _owe(case, each.unit, each.subject, promised % said, each.due_on, now=now)


def _owe(case: Case, unit, subject: str, title: str, due_on, *, now) -> None:
    duties.owe(
        commune=case.commune, unit=unit, key=subject, source=Source.PETITION, title=title, due_on=due_on,
        subject=subject, now=now,
    )  # fmt: skip


def let_go(case: Case, *, note: str, by=None, now) -> None:
    """The unit no longer owes the matter nor its dialogue: another one will (`settle_ahead`)."""
    for each in case.dialogues.filter(state=DialogueState.ANNOUNCED):
        duties.withdraw(commune=case.commune, subject=each.subject, note=note, by=by, now=now)
    duties.withdraw(commune=case.commune, subject=case.subject, note=note, by=by, now=now)


def end_dialogue(case: Case, why: str, *, by=None, now) -> None:
    """The matter takes a way on which nobody is waited for: a dialogue ahead is called off, and that is told."""
    for each in case.dialogues.filter(state=DialogueState.ANNOUNCED):
        each.state, each.reason = DialogueState.CALLED_OFF, why
        if by:  # the person who brought it is nobody of the commune
            each.noted_at, each.noted_by = now, by
        each.save()
        CaseEvent.objects.create(case=case, kind=EventKind.TALK_OFF, at=now, by=by, said=why)
        duties.withdraw(commune=case.commune, subject=each.subject, note=why, by=by, now=now)


_REPLIES = {
    CaseState.TRANSFERRED: Reply.PASSED_ON, CaseState.GUIDED: Reply.DECLINED, CaseState.REFUSED: Reply.DECLINED,
}  # fmt: skip


def tell_heard(case: Case, *, by=None, now) -> None:
    """Who was received about this matter is told once what becomes of it (Law 42/2013, Art. 28.1): the matter's notice
    is the answer of the reception too. In words that name no matter: the register is read by more people.
    """
    if case.noticed_on is None:
        return
    with override(LANGUAGE):
        words = _("Đã báo bằng biên nhận của việc lập từ lượt tiếp này.")
    today = timezone.localdate(now)
    waiting = Visit.objects.filter(heard__case=case, state=VisitState.HEARD, replied_on__isnull=True)
    for visit in locked(waiting).select_related("commune"):
        visit.reply = _REPLIES.get(CaseState(case.state), Reply.ACCEPTED)
        visit.reply_words, visit.replied_on = words, max(visit.on, today)
        visit.save()
        duties.fulfil(
            commune=visit.commune, subject=visit.subject, by_what=visit.subject, on=visit.replied_on, by=by, now=now
        )  # fmt: skip
