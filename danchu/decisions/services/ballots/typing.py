"""Two people read every sheet, each without seeing what the other read."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.decisions.messages.ballots import typed_already
from danchu.decisions.models import Ballot, BallotPlan, BallotReader, BallotReading, CountAgreed, Vote
from danchu.decisions.queries.ballots import slot_of
from danchu.decisions.rules.ballots import chosen_text, spaced
from danchu.decisions.services.ballots.holding import held, plan_of, said
from danchu.decisions.states import BallotState, Mark, VoteState

SLOTS = (1, 2)


@act(gettext_lazy("Bắt đầu nhập phiếu"), on="vote")
def begin_reading(*, vote: Vote, slot: int, by, now) -> BallotReader:
    """Somebody takes one of the two readings for good: who typed sheets of one never types any of the other.

    Raises Refused when they already have the other one, or this one is finished.
    """
    vote = held(vote, VoteState.COUNTING)
    if slot not in SLOTS:
        raise Refused(_("Hãy chọn lần nhập thứ nhất hoặc thứ hai."))
    if plan_of(vote).done_at(slot):
        raise Stale(_("Lần nhập này đã xong. Hãy tải lại trang."))
    reader, _made = BallotReader.objects.get_or_create(vote=vote, person=by, defaults={"slot": slot, "at": now})
    if reader.slot != slot:
        raise Refused(_("Bạn đã nhập lần kia. Hai lần nhập phải do hai người khác nhau làm."))
    return reader


def _reading_of(vote: Vote, by) -> int:
    """The slot that a person types, open. Raises Refused otherwise."""
    slot = slot_of(vote, by)
    if slot is None:
        raise Refused(_("Hãy chọn lần nhập thứ nhất hoặc thứ hai trước."))
    if plan_of(vote).done_at(slot):
        raise Stale(_("Lần nhập này đã xong nên không nhập thêm hay sửa được nữa."))
    return slot


@act(gettext_lazy("Nhập một phiếu"), on="vote")
def read(
    *, vote: Vote, serial: str, mark: Mark, by, now, chosen: Sequence[int] = (), words: str = ""
) -> BallotReading:  # fmt: skip
    """What one person reads on one sheet. `chosen`: the numbers of the candidates it names, in an election.

    Raises Refused, each time saying what to do with the sheet, for a number that is not of this vote, one that was
    struck, one typed already, and more names than there are seats; nothing is changed then.
    """
    vote = held(vote, VoteState.COUNTING)
    ballot, slot = sheet_to_read(vote=vote, serial=serial, person=by)
    names = check_chosen(vote, mark, chosen)
    return BallotReading.objects.create(
        ballot=ballot, slot=slot, mark=mark, chosen=names, at=now, by=by,
        words=words.strip()[:300] if mark == Mark.OTHER else "",
    )  # fmt: skip


def sheet_to_read(*, vote: Vote, serial: str, person) -> tuple[Ballot, int]:
    """The sheet that a person may type now, and in which reading. Raises Refused with what to do with the sheet."""
    slot = _reading_of(vote, person)
    ballot = Ballot.objects.filter(serial=serial).first()  # who types holds the vote
    if ballot is None:
        raise Refused(
            _("Không có phiếu nào mang số %(serial)s. Xem lại số trên phiếu; nếu đúng, để riêng tờ phiếu này ra.")
            % {"serial": spaced(serial)}
        )
    if ballot.vote_id != vote.pk:
        raise Refused(
            _("Phiếu %(serial)s của cuộc lấy phiếu khác. Để riêng tờ phiếu này ra, không tính ở đây.")
            % {"serial": spaced(serial)}
        )
    if ballot.state != BallotState.PRINTED:
        raise Refused(
            _("Phiếu %(serial)s đã ghi là hỏng (%(why)s), không tính. Để riêng tờ phiếu này ra.")
            % {"serial": spaced(serial), "why": ballot.spoiled_why}
        )
    earlier = BallotReading.objects.filter(ballot=ballot, slot=slot).first()
    if earlier:
        raise Refused(typed_already(serial, earlier.get_mark_display()))
    if CountAgreed.objects.filter(ballot=ballot).exists():
        raise Refused(_("Phiếu %(serial)s đã được thống nhất khi đối chiếu.") % {"serial": spaced(serial)})
    return ballot, slot


def check_chosen(vote: Vote, mark: Mark, chosen: Sequence[int]) -> str:
    """The candidates a ballot names, as kept; "" of a ballot that is not valid. Raises Refused when they cannot be."""
    standing = vote.matter.candidates.count()
    numbers = set(chosen)
    if not standing or mark != Mark.YES:
        if numbers and standing and mark == Mark.NO:
            raise Refused(_("Phiếu chọn người thì không phải là phiếu không chọn ai. Hãy xem lại tờ phiếu."))
        return ""
    if not numbers:
        raise Refused(_("Hãy ghi phiếu chọn những người nào."))
    if not all(1 <= number <= standing for number in numbers):
        raise Refused(_("Phiếu này có %(n)s người ứng cử, mang số từ 1.") % {"n": standing})
    seats = vote.matter.seats
    if len(numbers) > seats:
        raise Refused(
            _("Phiếu chọn %(n)s người mà chỉ được chọn nhiều nhất %(seats)s: ghi là “Không hợp lệ”.")
            % {"n": len(numbers), "seats": seats}
        )
    return chosen_text(numbers)


@act(gettext_lazy("Bỏ một phiếu đã nhập nhầm"), on="vote")
def unread(*, vote: Vote, serial: str, by, now) -> None:
    """Takes back what was typed of a sheet, while the reading is open; what had been compared once stays."""
    vote = held(vote, VoteState.COUNTING)
    slot = _reading_of(vote, by)
    reading = BallotReading.objects.filter(ballot__vote=vote, ballot__serial=serial, slot=slot).first()
    if reading is None:
        raise Stale(_("Phiếu %(serial)s không có trong lần nhập này. Hãy tải lại trang.") % {"serial": spaced(serial)})
    reopened = plan_of(vote).reopened_at
    if reopened and reading.at <= reopened:
        raise Refused(_("Phiếu này đã được đối chiếu. Sai khác thì thống nhất ở trang đối chiếu, có ghi lý do."))
    reading.delete()


@act(gettext_lazy("Nhập xong một lần kiểm phiếu"), on="vote")
def finish_reading(*, vote: Vote, by, now, short: bool = False) -> BallotPlan:
    """A reading is complete. When both are, their differences can be seen, and neither can be changed.

    Raises Refused when another number of sheets was counted in the box, unless `short` says that this is known.
    """
    vote = held(vote, VoteState.COUNTING)
    plan, slot = plan_of(vote), _reading_of(vote, by)
    if plan.in_box is None:
        raise Refused(_("Hãy ghi số phiếu đếm được khi mở hòm phiếu trước."))
    typed = BallotReading.objects.filter(ballot__vote=vote, slot=slot).count()
    if typed != plan.in_box and not short:
        raise Refused(
            _("Bạn đã nhập %(typed)s phiếu, trong hòm đếm được %(box)s. Tìm phiếu còn sót, hoặc đánh dấu là đã biết.")
            % {"typed": typed, "box": plan.in_box}
        )
    name = "first_done_at" if slot == SLOTS[0] else "second_done_at"
    setattr(plan, name, now)
    plan.save(update_fields=[name])
    return plan


@act(gettext_lazy("Mở lại việc nhập phiếu"), on="vote")
def reopen_reading(*, vote: Vote, why: str, by, now) -> BallotPlan:
    """Sheets were found that nobody typed: both readings are open again for these; what was compared stays."""
    vote = held(vote, VoteState.COUNTING)
    plan = plan_of(vote)
    if not (plan.first_done_at and plan.second_done_at):
        raise Stale(_("Việc nhập phiếu chưa xong nên không cần mở lại."))
    said(why, _("Hãy ghi vì sao mở lại việc nhập phiếu."))
    plan.first_done_at = plan.second_done_at = None
    plan.reopened_at = now
    plan.save(update_fields=["first_done_at", "second_done_at", "reopened_at"])
    return plan
