"""Parts of the acts on matters: one held as it stands, moved, told, owed, closed."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import printable
from danchu.duties import queries as duty_queries
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE, reckon
from danchu.duties.states import Source
from danchu.intake import services as intake
from danchu.notifications.services import notify
from danchu.organisation.models import Commune, Person
from danchu.organisation.queries import with_stand_ins
from danchu.petitions.messages.answers import lack_words
from danchu.petitions.models import Case, CaseEvent
from danchu.petitions.models.cases import KIND_LABELS
from danchu.petitions.queries.cases import is_talk_ahead, searchable
from danchu.petitions.queries.desk import seats, sitting, who_seats
from danchu.petitions.rules.answers import Lack
from danchu.petitions.rules.cases import clock_of, may_move
from danchu.petitions.services.cases.ahead import settle_ahead, tell_heard
from danchu.petitions.states import EVENTS, OVER, CaseState, EventKind, Kind, Topic
from danchu.register import services as register

# What a matter cannot come into while the person was asked and has not replied.
_SPEAKS = frozenset({CaseState.ANSWERED, CaseState.CLOSED, CaseState.REFUSED, CaseState.TRANSFERRED, CaseState.GUIDED})
_RESTS_NO_MORE = _SPEAKS | {CaseState.WITHDRAWN}
ADDRESS = "/lam-viec/phan-anh/{pk}/"
DESK_PAGE = "/lam-viec/phan-anh/ban-tiep-dan/"


def held(case: Case, to: CaseState | None = None) -> Case:
    """The matter as it stands now, locked; raises Stale when it may not go to the state `to`."""
    rows = Case.objects.select_related("commune", "submission__receipt__commune", "submission__village", "unit")
    case = locked(rows).get(pk=case.pk)
    if to and not may_move(CaseState(case.state), to, reopened=bool(case.reopened_on)):
        raise Stale(
            _("Việc này đang ở bước “%(state)s”, không làm được điều vừa chọn. Hãy tải lại trang.")
            % {"state": case.get_state_display()}
        )
    if to in _SPEAKS and any(question.is_open for question in case.questions.all()):
        raise Refused(lack_words(Lack.QUESTION_OPEN))
    if to in _SPEAKS and is_talk_ahead(case):
        raise Refused(lack_words(Lack.TALK_AHEAD))
    return case


def need(words: str, sentence: str) -> str:
    """The words, without blanks around and what cannot be printed; Refused with the sentence where none are left."""
    words = printable(words).strip()
    if not words:
        raise Refused(sentence)
    return words


def tell(case: Case, kind: EventKind, *, said: str = "", by=None, now) -> None:
    """Something happened to the matter; `said` is for the person to read."""
    CaseEvent.objects.create(case=case, kind=kind, at=now, by=by, said=said)


def bring_to(
    case: Case, to: CaseState, *, said: str = "", by=None, now, event: EventKind | None = None, **fields
) -> None:
    """The matter comes into a state: saved, told, owed or no longer, its receipt closed when all of it is over."""
    today = timezone.localdate(now)
    for name, value in fields.items():
        setattr(case, name, value)
    case.state = to
    case.closed_at, case.closed_on = (now, today) if to in OVER else (None, None)
    if to not in (CaseState.RECEIVED, CaseState.WITHDRAWN) and case.noticed_on is None:
        case.noticed_on = today  # the person reads it with code and PIN from this moment
    case.search = searchable(case)
    case.save()
    if to in _RESTS_NO_MORE:
        case.pauses.filter(ended_at__isnull=True).update(ended_at=now)
    tell(case, event or EVENTS[to], said=said, by=by, now=now)
    tell_heard(case, by=by, now=now)
    settle_duty(case, by=by, now=now)
    settle_receipt(case, now=now)
    register.touch(commune=case.commune.slug)


def settle_clock(case: Case) -> None:
    """Works out the last day of the answer anew; the caller saves. Raises RulebookError for an extension too many."""
    facts = {"extensions": str(case.extensions)} if case.extensions else {}
    clock = reckon(case.commune, clock_of(Topic(case.topic)), case.reopened_on or case.received_on, facts)
    case.rule, case.due_on, case.promised, case.explanation = clock.rule, clock.due_on, clock.own, clock.explanation


def is_hidden(case: Case) -> bool:
    """Whether somebody of the commune must not know of it: then it stands in no shared list and in no numbered book."""
    return case.sealed or case.abouts.exists()


def settle_duty(case: Case, *, by=None, now) -> None:
    """The unit owes the answer by its day, where nobody is hidden from: lists of duties are read by many."""
    today, hidden = timezone.localdate(now), is_hidden(case)
    owed = case.state in (CaseState.ACCEPTED, CaseState.HANDLING) and case.unit_id and not hidden
    if owed:
        with override(LANGUAGE):
            title = _("Trả lời %(kind)s số %(number)s") % {
                "kind": str(KIND_LABELS[Kind(case.kind)]).lower(), "number": case.name,
            }  # fmt: skip
        duties.reopen(commune=case.commune, subject=case.subject, unit=case.unit, now=now)
        duties.owe(
            commune=case.commune, unit=case.unit, key=case.subject, source=Source.PETITION, title=title,
            due_on=case.due_on, rule=case.rule, citation=case.explanation.get("citation_words", ""),
            subject=case.subject, explanation=case.explanation, now=now,
        )  # fmt: skip
    elif case.state in (CaseState.ANSWERED, CaseState.CLOSED, CaseState.TRANSFERRED, CaseState.GUIDED):
        duties.fulfil(commune=case.commune, subject=case.subject, by_what=case.subject, on=today, by=by, now=now)
    else:
        duties.withdraw(commune=case.commune, subject=case.subject, now=now)
    settle_ahead(case, hidden=hidden, now=now)


def settle_receipt(case: Case, *, now) -> None:
    """The receipt is closed when every matter of the submission is over, and open again when one is not."""
    parts = Case.objects.filter(submission=case.submission_id)
    last = None if parts.exclude(state__in=OVER).exists() else parts.order_by("-closed_on").first()
    intake.close(receipt=case.submission.receipt, on=last.closed_on if last else None)


def next_number(case: Case) -> int | None:
    """The next number of the year's book, or None for what is hidden from somebody. Within the act's transaction.

    The commune's row is held meanwhile, so that two who sort at once do not take the same.
    """
    if is_hidden(case):
        return None
    locked(Commune.objects).get(pk=case.commune_id)
    return (Case.objects.filter(commune=case.commune_id, year=case.year).aggregate(last=Max("number"))["last"] or 0) + 1


def tell_desk(case: Case, title: str, *, now, key: str) -> None:
    """A notice without a word of the matter to who sits at the desk and may know. Where nobody sits there, once a day
    to who can change that (but nobody it is about), without even its name: they could not open it.
    """
    today, meant = timezone.localdate(now), _meant(case)
    there = seats(case.commune, today)
    if there:
        return _notify(case, sitting(there, meant=meant), title, now=now, key=key)
    with override(LANGUAGE):
        notify(
            recipients=[person for person in who_seats(case.commune, today) if person.pk not in meant],
            key=f"petitions.desk:came:{today.isoformat()}", title=_("Dân đã gửi mà chưa có ai ở bàn tiếp dân"),
            body=_("Chưa ai đọc và phân loại được. Hãy giao quyền tiếp dân cho một người ngay hôm nay."),
            link=DESK_PAGE, now=now,
        )  # fmt: skip


def tell_handlers(case: Case, title: str, *, now, key: str) -> None:
    """The same to who works in the unit that answers; to the desk while there is none."""
    if case.unit_id is None:
        return tell_desk(case, title, now=now, key=key)
    _notify(case, who_may_know(case, case.unit_id, timezone.localdate(now)), title, now=now, key=key)


def who_may_know(case: Case, unit: int, on) -> list[Person]:
    """Who works in a unit on a day, by themselves or in another's stead, but nobody the matter is about and nobody in
    their stead.
    """
    meant = _meant(case)
    people = duty_queries.workers(case.commune, {unit}, on, stand_ins=False).get(unit, [])
    may_know = with_stand_ins([person for person in people if person.pk not in meant], on)
    return [person for person in may_know if person.pk not in meant]


def _meant(case: Case) -> set[int]:
    """Keys of whom it is about: neither they nor, in their stead, anybody else hears of it."""
    return set(case.abouts.values_list("person_id", flat=True))


def _notify(case: Case, people, title: str, *, now, key: str) -> None:
    if case.sealed:
        people = [person for person in people if person.pk == case.sorted_by_id]
    with override(LANGUAGE):
        body = _("Mở để đọc và xử lý. Nội dung chỉ xem được trong hệ thống.")
    notify(
        recipients=people, key=f"{case.subject}:{key}", title=title % {"name": case.name}, body=body,
        link=ADDRESS.format(pk=case.pk), now=now,
    )  # fmt: skip
