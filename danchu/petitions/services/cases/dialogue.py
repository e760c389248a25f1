"""A dialogue with who brought a matter. For feedback and petitions it is the commune's own choice; the law asks for one
where a complaint is settled (Law 02/2011, Art. 30; unconfirmed).
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.notifications.services import notify
from danchu.organisation.models import Person, Unit
from danchu.petitions.messages import dialogue as words
from danchu.petitions.models import Case, Dialogue, Pledge
from danchu.petitions.queries.cases import is_talk_ahead
from danchu.petitions.rules.dialogue import may_be_held, may_be_set
from danchu.petitions.services.cases.ahead import settle_ahead
from danchu.petitions.services.cases.moving import held, is_hidden, need, tell, who_may_know
from danchu.petitions.states import DIALOGUE_NEXT, ORDINARY, CaseState, DialogueState, EventKind

LONGEST = 4000
DAY_BEFORE = datetime.timedelta(days=1)


@act(gettext_lazy("Hẹn đối thoại về phản ánh, kiến nghị"), on="case")
def announce(
    *, case: Case, on: datetime.date, begins: datetime.time, place: str, chaired_by: Person, by, now,
    about: str = "", invited: str = "",
) -> Dialogue:  # fmt: skip
    """A dialogue on a day to come; the person reads it with code and PIN from this moment, and the unit owes it.

    Raises Refused for a moment that is over, without a place, for a chair it is about; Stale when nothing is in hand or
    one is announced already.
    """
    case = held(case)
    if case.state not in (CaseState.ACCEPTED, CaseState.HANDLING) or case.sealed or case.kind not in ORDINARY:
        raise Stale(_("Chỉ hẹn đối thoại khi việc đang được xử lý. Hãy tải lại trang."))
    if is_talk_ahead(case):
        raise Stale(_("Việc này đã hẹn một buổi đối thoại. Hãy dời buổi ấy, hoặc ghi kết quả trước."))
    _check_moment(on, begins, now)
    _check_chair(case, chaired_by)
    made = Dialogue.objects.create(
        case=case, on=on, begins=begins, place=need(place, _("Hãy ghi nơi đối thoại."))[:200], chaired_by=chaired_by,
        about=about.strip()[:500], invited=invited.strip()[:LONGEST], set_at=now, set_by=by,
    )  # fmt: skip
    _tell(made, EventKind.TALK_SET, words.when_and_where, by=by, now=now)
    settle_ahead(case, hidden=is_hidden(case), now=now)
    return made


@act(gettext_lazy("Dời buổi đối thoại"), on="dialogue")
def move_dialogue(
    *, dialogue: Dialogue, on: datetime.date, begins: datetime.time, place: str, why: str, by, now
) -> Dialogue:  # fmt: skip
    """Another day, hour or place, with a reason the person reads. Raises as `announce`."""
    dialogue = _ahead(dialogue)
    why = need(why, _("Hãy ghi lý do dời; người gửi đọc được."))
    _check_moment(on, begins, now)
    before = words.when_and_where(dialogue)
    dialogue.on, dialogue.begins = on, begins
    dialogue.place = need(place, _("Hãy ghi nơi đối thoại."))[:200]
    if words.when_and_where(dialogue) == before:
        raise Refused(_("Ngày, giờ, nơi chưa có gì khác."))
    dialogue.save()
    _tell(dialogue, EventKind.TALK_MOVED, lambda one: words.moved(one, before, why), by=by, now=now)
    settle_ahead(dialogue.case, hidden=is_hidden(dialogue.case), now=now)
    return dialogue


@act(gettext_lazy("Hủy buổi đối thoại"), on="dialogue")
def call_off(*, dialogue: Dialogue, why: str, by, now) -> Dialogue:
    """It does not take place, for a reason the person reads; the matter goes on without."""
    dialogue = _ahead(dialogue, DialogueState.CALLED_OFF, by=by, now=now)
    dialogue.reason = need(why, _("Hãy ghi lý do hủy; người gửi đọc được."))[:500]
    dialogue.save()
    _tell(dialogue, EventKind.TALK_OFF, lambda one: one.reason, by=by, now=now)
    duties.withdraw(commune=dialogue.case.commune, subject=dialogue.subject, by=by, now=now)
    return dialogue


@dataclass(frozen=True)
class Promised:
    """What a unit of the commune owes after a dialogue, by which day."""

    what: str
    unit: Unit
    due_on: datetime.date


@act(gettext_lazy("Ghi kết quả buổi đối thoại"), on="dialogue")
def note_talk(
    *, dialogue: Dialogue, present: str, said: str, agreed: str, by, now, differing: str = "",
    ended: datetime.time | None = None, promised: list[Promised] | None = None,
) -> Dialogue:  # fmt: skip
    """It was held: who came, what was said, what was agreed and what was not, what is owed by whom by when.

    After the contents of form 14 of Decree 155/2026. Raises Refused before its day, without words, for a day that is
    over or a unit of another commune.
    """
    dialogue = _ahead(dialogue, DialogueState.HELD, by=by, now=now)
    _check_held(dialogue, now)
    dialogue.present = need(present, _("Hãy ghi ai có mặt."))[:LONGEST]
    dialogue.said = need(said, _("Hãy ghi ý kiến của từng bên."))[:LONGEST]
    dialogue.agreed, dialogue.differing = agreed.strip()[:LONGEST], differing.strip()[:LONGEST]
    if not (dialogue.agreed or dialogue.differing):
        raise Refused(_("Hãy ghi điều đã thống nhất, hoặc điều còn ý kiến khác nhau."))
    if ended and ended <= dialogue.begins:
        raise Refused(_("Giờ kết thúc phải sau giờ bắt đầu."))
    dialogue.ended = ended
    dialogue.save()
    for each in promised or []:
        if each.unit.commune_id != dialogue.case.commune_id or each.due_on < dialogue.on:
            raise Refused(_("Việc hẹn phải giao đơn vị của xã, hạn từ ngày đối thoại trở đi."))
        what = need(each.what, _("Hãy ghi hẹn làm việc gì."))[:300]
        Pledge.objects.create(dialogue=dialogue, what=what, unit=each.unit, due_on=each.due_on)
    _tell(dialogue, EventKind.TALK_HELD, words.outcome, by=by, now=now)
    _over(dialogue, by=by, now=now)
    if is_hidden(dialogue.case):
        for pledge in dialogue.pledges.all():
            _tell_unit(pledge, key="made", now=now)
    return dialogue


@act(gettext_lazy("Ghi người gửi không đến đối thoại"), on="dialogue")
def note_not_come(*, dialogue: Dialogue, excused: bool, why: str, by, now) -> Dialogue:
    """The person did not come, with a reason or without; the matter goes on (as Decree 155/2026 has it for complaints,
    Art. 28.4 and 28.5 as amended). Raises Refused before its day, or a reason that is not said."""
    dialogue = _ahead(dialogue, DialogueState.ABSENT, by=by, now=now)
    _check_held(dialogue, now)
    dialogue.excused, dialogue.reason = excused, why.strip()[:500]
    if excused and not dialogue.reason:
        raise Refused(_("Hãy ghi lý do người gửi đã báo."))
    dialogue.save()
    _tell(dialogue, EventKind.TALK_ABSENT, words.absence, by=by, now=now)
    _over(dialogue, by=by, now=now)
    return dialogue


@act(gettext_lazy("Ghi đã làm việc hẹn sau đối thoại"), on="pledge")
def keep_pledge(*, pledge: Pledge, what: str, on: datetime.date, by, now) -> Pledge:
    """What was promised is done; the person reads what. Raises Refused without words or on a day that cannot be."""
    pledge = locked(Pledge.objects.select_related("dialogue__case__commune")).get(pk=pledge.pk)
    if pledge.done_on:
        raise Stale(_("Việc hẹn này đã ghi là xong. Hãy tải lại trang."))
    if not pledge.dialogue.on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày xong phải từ ngày đối thoại đến hôm nay."))
    pledge.done_what, pledge.done_on = need(what, _("Hãy ghi đã làm gì."))[:500], on
    pledge.save()
    commune = pledge.dialogue.case.commune
    duties.fulfil(commune=commune, subject=pledge.subject, by_what=pledge.subject, on=on, by=by, now=now)
    return pledge


def remind_pledges(*, commune, on: datetime.date, now) -> int:
    """What was promised about a matter that is hidden from somebody and stands in no list: told once the day before its
    day and once after. How many.
    """
    near = Pledge.objects.filter(dialogue__case__commune=commune, done_on__isnull=True, due_on__lte=on + DAY_BEFORE)
    hidden = [each for each in near.select_related("dialogue__case__commune") if is_hidden(each.dialogue.case)]
    for pledge in hidden:
        _tell_unit(pledge, key="late" if on > pledge.due_on else "soon", now=now)
    return len(hidden)


def forget_names(*, commune) -> int:
    """Who was invited, who came and what each said goes with the way to be reached; what was agreed stays. How many."""
    rows = Dialogue.objects.filter(case__commune=commune, case__submission__receipt__erased_at__isnull=False)
    return rows.exclude(invited="", present="", said="").update(invited="", present="", said="")


# -- parts of the acts ------------------------------------------------------------------------------------------------
def _ahead(dialogue: Dialogue, to: DialogueState | None = None, *, by=None, now=None) -> Dialogue:
    """The dialogue as it stands now, locked, with the matter it is about; brought to the state `to`."""
    related = ("case__commune", "case__unit", "case__submission__receipt__commune", "chaired_by")
    dialogue = locked(Dialogue.objects.select_related(*related)).get(pk=dialogue.pk)
    if not dialogue.is_ahead or (to and to not in DIALOGUE_NEXT[DialogueState(dialogue.state)]):
        raise Stale(_("Buổi đối thoại này đã ghi kết quả hoặc đã hủy. Hãy tải lại trang."))
    if to:
        dialogue.state, dialogue.noted_at, dialogue.noted_by = to, now, by
    return dialogue


def _check_moment(on: datetime.date, begins: datetime.time, now) -> None:
    if not may_be_set(on, begins, timezone.localtime(now)):
        raise Refused(_("Ngày, giờ đối thoại phải ở phía trước."))


def _check_held(dialogue: Dialogue, now) -> None:
    if not may_be_held(dialogue.on, dialogue.begins, timezone.localtime(now)):
        raise Refused(_("Chưa đến giờ đối thoại đã hẹn. Muốn sớm hơn thì dời buổi hẹn trước."))


def _check_chair(case: Case, person: Person) -> None:
    if person.commune_id != case.commune_id or case.abouts.filter(person=person).exists():
        raise Refused(_("Việc này nói về người ấy nên người ấy không chủ trì. Hãy chọn người khác."))


def _tell(dialogue: Dialogue, kind: EventKind, say, *, by, now) -> None:
    with override(LANGUAGE):
        tell(dialogue.case, kind, said=say(dialogue), by=by, now=now)


def _over(dialogue: Dialogue, *, by, now) -> None:
    case = dialogue.case
    duties.fulfil(
        commune=case.commune, subject=dialogue.subject, by_what=dialogue.subject, on=dialogue.on, by=by, now=now
    )  # fmt: skip
    settle_ahead(case, hidden=is_hidden(case), now=now)


def _tell_unit(pledge: Pledge, *, key: str, now) -> None:
    """What stands in no list of duties is told to who works in the unit and may know."""
    case, today = pledge.dialogue.case, timezone.localdate(now)
    with override(LANGUAGE):
        notify(
            recipients=who_may_know(case, pledge.unit_id, today), key=f"{pledge.subject}:{key}",
            title=_("Việc hẹn sau đối thoại"), link=f"/lam-viec/phan-anh/viec-hen/{pledge.pk}/",
            body=_("Chậm nhất ngày %(day)s. Việc này không hiện trong việc phải làm của đơn vị.")
            % {"day": written(pledge.due_on)}, now=now,
        )  # fmt: skip
