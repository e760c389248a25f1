"""Ballots come into being, each with a number of its own; those that cannot be used are struck."""

import secrets

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import Ballot, Vote
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import SERIAL, serial_of, spaced
from danchu.decisions.services.ballots.holding import held, plan_of, said
from danchu.decisions.states import BallotState, VoteState
from danchu.register import services as register

_SPARE, _SPARE_SHARE = 10, 10  # at most ten spare ballots, or a tenth of the households


def most_spare(households: int) -> int:
    """How many more ballots than households may be usable at a time: a rule of this house, not of the law."""
    return max(_SPARE, households // _SPARE_SHARE)


@act(gettext_lazy("In phiếu lấy ý kiến"), on="vote")
def print_ballots(*, vote: Vote, count: int, by, now) -> list[Ballot]:
    """So many new ballots with random numbers; how many there are becomes a line of the register.

    Nothing says which household will have which (docs/decisions/0072). Raises Refused before the roll is frozen and the
    committee issued the form (Decree 59/2023, Art. 4.5.a), and when there would be far more than households.
    """
    vote = held(vote, VoteState.PLANNED, VoteState.OPEN)
    if vote.state == VoteState.PLANNED:
        raise Refused(_("Hãy chốt danh sách hộ trước khi in phiếu."))
    if not plan_of(vote).form_on:
        raise Refused(
            _("UBND xã ban hành mẫu phiếu trước khi in (điểm a khoản 5 Điều 4 Nghị định 59/2023). Hãy ghi văn bản ấy.")
        )
    usable = Ballot.objects.filter(vote=vote, state=BallotState.PRINTED).count()
    room = vote.roll.households + most_spare(vote.roll.households) - usable
    if not 0 < count <= room:
        raise Refused(
            _("Đã có %(usable)s phiếu dùng được cho %(households)s hộ; chỉ in thêm được từ 1 đến %(room)s phiếu.")
            % {"usable": usable, "households": vote.roll.households, "room": room}
            if room > 0
            else _("Đã đủ phiếu: %(usable)s phiếu dùng được cho %(households)s hộ.")
            % {"usable": usable, "households": vote.roll.households}
        )
    return _made(vote, count, now)


def _made(vote: Vote, count: int, now) -> list[Ballot]:
    """New ballots, and their line in the register."""
    serials: set[str] = set()
    while len(serials) < count:
        fresh = {serial_of(secrets.randbelow(10 ** (SERIAL - 1))) for _each in range(count - len(serials))}
        serials |= fresh - set(Ballot.objects.filter(serial__in=fresh).values_list("serial", flat=True))
    made = Ballot.objects.bulk_create([Ballot(vote=vote, serial=serial) for serial in sorted(serials)], batch_size=2000)
    register.append(
        commune=vote.commune.slug, event="decisions.ballots_printed", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now),
        public={
            "question_sha256": vote.matter.question_digest, "printed": count,
            "in_all": Ballot.objects.filter(vote=vote).count(),
        },
    )  # fmt: skip
    return made


def usable_ballot(vote: Vote, serial: str) -> Ballot:
    """A printed ballot of the vote by its serial, held. Raises Refused when there is none, it is struck or was read."""
    ballot = locked(Ballot.objects).filter(vote=vote, serial=serial).first()
    if ballot is None:
        raise Refused(_("Cuộc lấy phiếu này không có phiếu số %(serial)s.") % {"serial": spaced(serial)})
    if ballot.state != BallotState.PRINTED:
        raise Stale(
            _("Phiếu %(serial)s đã ghi là hỏng: %(why)s") % {"serial": spaced(serial), "why": ballot.spoiled_why}
        )
    if ballot.readings.exists():
        raise Refused(_("Phiếu %(serial)s đã được nhập khi kiểm phiếu.") % {"serial": spaced(serial)})
    return ballot


def strike(ballot: Ballot, why: str) -> Ballot:
    """The ballot counts no more."""
    ballot.state, ballot.spoiled_why = BallotState.SPOILED, why
    ballot.save(update_fields=["state", "spoiled_why"])
    return ballot


@act(gettext_lazy("Ghi phiếu hỏng"), on="vote")
def spoil(*, vote: Vote, serial: str, why: str, by, now) -> Ballot:
    """A sheet that nobody was handed is torn or badly printed: its number counts no more."""
    vote = held(vote, VoteState.OPEN, VoteState.COUNTING)
    why = said(why, _("Hãy ghi phiếu hỏng thế nào."))
    ballot = usable_ballot(vote, serial)
    if queries.left_to_hand_out(vote) < 1:
        raise Refused(_("Mọi phiếu đã ở các hộ. Hộ có phiếu hỏng thì ghi ở hộ ấy: “Đổi phiếu”."))
    return strike(ballot, why)


@act(gettext_lazy("In lại phiếu, hủy số cũ"), on="vote")
def reprint(*, vote: Vote, serial: str, why: str, by, now) -> Ballot:
    """A sheet that came badly out of the printer is printed anew under another number; the old number is struck."""
    vote = held(vote, VoteState.OPEN)
    spoil(vote=vote, serial=serial, why=why, by=by, now=now)
    return _made(vote, 1, now)[0]
