"""The issue list: which household has a ballot, and which gave one back. Never which ballot."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day
from danchu.decisions.models import BallotPlan, Handing, RollEntry, Vote
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import announced_by
from danchu.decisions.services.ballots.holding import held, plan_of, said
from danchu.decisions.services.ballots.printing import strike, usable_ballot
from danchu.decisions.states import HandState, VoteState


@act(gettext_lazy("Ghi hộ đã nhận phiếu"), on="vote")
def give_out(*, vote: Vote, entries: Iterable[int], on: datetime.date, by, now) -> int:
    """Households (ids of roll entries) got their one ballot each; how many of them newly. Ticked twice counts once.

    Law 10/2022, Art. 19.3. Raises Refused before the village was told in time, before the day of the plan, after the
    last day, and when there are fewer ballots than households that are to have one.
    """
    vote = held(vote, VoteState.OPEN)
    _check_days(vote, on, timezone.localdate(now))
    wanted = _entries(vote, entries)
    have = set(Handing.objects.filter(vote=vote, entry__in=wanted).values_list("entry", flat=True))
    fresh = [entry for entry in wanted if entry.pk not in have]
    left = queries.left_to_hand_out(vote)
    if len(fresh) > left:
        raise Refused(_("Chỉ còn %(left)s phiếu chưa phát. Hãy in thêm phiếu trước.") % {"left": left})
    Handing.objects.bulk_create([Handing(vote=vote, entry=entry, issued_on=on) for entry in fresh])
    return len(fresh)


def _check_days(vote: Vote, on: datetime.date, today: datetime.date) -> None:
    if not vote.announced_on or vote.opens_on is None or vote.closes_on is None:
        raise Refused(
            _(
                "Chưa công khai việc phát phiếu. Phải công khai nội dung, thời gian và Tổ phát phiếu chậm nhất 02 ngày "
                "trước khi phát (khoản 2 Điều 19 Luật Thực hiện dân chủ ở cơ sở)."
            )
        )
    if on > today:
        raise Refused(_("Ngày phát phiếu không thể sau hôm nay."))
    if on < vote.opens_on or vote.announced_on > announced_by(on):
        raise Refused(_("Theo kế hoạch, phiếu được phát từ ngày %(opens)s.") % {"opens": day(vote.opens_on)})
    if on > vote.closes_on:
        raise Refused(_("Đã hết hạn thu phiếu (%(closes)s) nên không phát nữa.") % {"closes": day(vote.closes_on)})


def _entries(vote: Vote, numbers: Iterable[int]) -> list[RollEntry]:
    """The entries of the vote's own roll among the ids."""
    return list(RollEntry.objects.filter(roll=vote.roll, pk__in=list(numbers)))


@act(gettext_lazy("Ghi hộ đã nộp lại phiếu"), on="vote")
def take_in(*, vote: Vote, entries: Iterable[int], on: datetime.date, by, now) -> int:
    """Households gave a ballot back, folded, into the box: only that one came. How many of them newly.

    After the last day nothing is taken in (Law 10/2022, Art. 19.3); a sheet that lay in the box and was not ticked is
    ticked later with its own day, until there is a result.
    """
    vote = held(vote, VoteState.OPEN, VoteState.COUNTING)
    if vote.closes_on and on > vote.closes_on:
        raise Refused(_("Hạn thu phiếu là ngày %(closes)s. Phiếu nộp sau không được tính.") % {
            "closes": day(vote.closes_on)
        })  # fmt: skip
    if on > timezone.localdate(now):
        raise Refused(_("Ngày nộp phiếu không thể sau hôm nay."))
    wanted = _entries(vote, entries)
    handings = list(locked(Handing.objects).filter(vote=vote, entry__in=wanted))
    if len(handings) < len(wanted):
        raise Refused(_("Có hộ chưa được ghi là đã nhận phiếu. Hãy ghi “đã phát” cho hộ ấy trước."))
    if any(handing.issued_on > on for handing in handings):
        raise Refused(_("Có hộ nhận phiếu sau ngày này. Hãy xem lại ngày nộp."))
    fresh = [handing.pk for handing in handings if handing.state != HandState.RETURNED]
    return Handing.objects.filter(pk__in=fresh).update(state=HandState.RETURNED, returned_on=on)


def _handing(vote: Vote, entry: int) -> Handing:
    handing = locked(Handing.objects).filter(vote=vote, entry=entry).first()
    if handing is None:
        raise Stale(_("Hộ này chưa được ghi là đã nhận phiếu. Hãy tải lại trang."))
    return handing


@act(gettext_lazy("Gỡ dấu hộ đã nhận phiếu"), on="vote")
def not_given_out(*, vote: Vote, entry: int, by, now) -> None:
    """It was ticked by mistake that a household got a ballot."""
    vote = held(vote, VoteState.OPEN, VoteState.COUNTING)
    handing = _handing(vote, entry)
    if handing.state == HandState.RETURNED or handing.swapped:
        raise Refused(_("Hộ này đã nộp hoặc đã đổi phiếu nên chắc chắn đã nhận phiếu."))
    handing.delete()


@act(gettext_lazy("Gỡ dấu hộ đã nộp phiếu"), on="vote")
def not_given_back(*, vote: Vote, entry: int, why: str, by, now) -> Handing:
    """It was ticked by mistake that a household gave its ballot back."""
    vote = held(vote, VoteState.OPEN, VoteState.COUNTING)
    handing = _handing(vote, entry)
    if handing.state != HandState.RETURNED:
        raise Stale(_("Hộ này không còn được ghi là đã nộp phiếu. Hãy tải lại trang."))
    handing.note = said(why, _("Hãy ghi vì sao gỡ dấu “đã thu”."))
    handing.state = HandState.ISSUED if vote.state == VoteState.OPEN else HandState.UNRETURNED
    handing.returned_on = None
    handing.save(update_fields=["state", "returned_on", "note"])
    return handing


@act(gettext_lazy("Đổi phiếu hỏng hoặc mất cho hộ"), on="vote")
def swap(*, vote: Vote, entry: int, why: str, by, now, serial: str = "") -> Handing:
    """A household gets another sheet for one that is damaged (`serial`: its number is struck) or gone (no serial).

    Which household the damaged sheet came from is not kept with it. A sheet that is gone and turns up in the box makes
    the sums disagree, so that somebody looks.
    """
    vote = held(vote, VoteState.OPEN)
    handing = _handing(vote, entry)
    if handing.state != HandState.ISSUED:
        raise Refused(_("Hộ này đã nộp phiếu nên không đổi nữa."))
    why = said(why, _("Hãy ghi vì sao đổi phiếu."))
    if queries.left_to_hand_out(vote) < 1:
        raise Refused(_("Không còn phiếu dự phòng. Hãy in thêm phiếu trước."))
    if serial:
        strike(usable_ballot(vote, serial), why)
    else:
        plan = plan_of(vote)
        BallotPlan.objects.filter(pk=plan.pk).update(lost=plan.lost + 1)
    handing.swapped += 1
    handing.save(update_fields=["swapped"])
    return handing
