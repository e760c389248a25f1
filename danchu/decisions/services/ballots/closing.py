"""The time is over: nothing more is handed out, and what lies on the table is counted by hand."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import fold
from danchu.decisions.models import BallotPlan, Member, Vote
from danchu.decisions.services.ballots.holding import held, plan_of, said
from danchu.decisions.states import Duty, HandState, VoteState

WITNESSES = 2  # ND59-04-6a


@act(gettext_lazy("Kết thúc thu phiếu"), on="vote")
def close_collection(*, vote: Vote, by, now, not_issued_why: str = "") -> Vote:
    """Ends the handing out and taking back; households that gave nothing back are "not returned". Counting begins.

    Before the last day is over only when every household has given its ballot back (Law 10/2022, Art. 19.3: "theo đúng
    thời hạn"). Each household is to have a ballot: where some got none, `not_issued_why` says why.
    """
    vote = held(vote, VoteState.OPEN)
    plan = plan_of(vote)
    if vote.closes_on is None or not vote.handings.exists():
        raise Refused(_("Chưa phát phiếu nào nên chưa có gì để kết thúc."))
    today = timezone.localdate(now)
    without = vote.roll.households - vote.handings.count()
    waiting = vote.handings.filter(state=HandState.ISSUED)
    if today <= vote.closes_on and (without or waiting.exists()):
        raise Refused(
            _("Hạn thu phiếu là hết ngày %(closes)s. Chỉ kết thúc sớm khi mọi hộ đã nộp phiếu; còn %(n)s hộ chưa nộp.")
            % {"closes": day(vote.closes_on), "n": without + waiting.count()}
        )
    if without:
        plan.not_issued_why = said(
            not_issued_why, _("Có %(n)s hộ chưa được phát phiếu. Mỗi hộ được phát 01 phiếu; hãy ghi vì sao.")
            % {"n": without},
        )  # fmt: skip
    waiting.update(state=HandState.UNRETURNED)
    plan.closed_on, plan.closed_at, plan.closed_by = min(today, vote.closes_on), now, by
    plan.save(update_fields=["closed_on", "closed_at", "closed_by", "not_issued_why"])
    vote.state = VoteState.COUNTING
    vote.save(update_fields=["state"])
    return vote


@act(gettext_lazy("Ghi số phiếu đếm bằng tay"), on="vote")
def count_by_hand(
    *, vote: Vote, unused: int, in_box: int, place: str, witnesses: Sequence[str], by, now
) -> BallotPlan:  # fmt: skip
    """What lies on the table when the box is opened, and the two households' representatives who watch.

    Decree 59/2023, Art. 4.6.a. May be put right until there is a result. Raises Refused when a witness is on the team.
    """
    vote = held(vote, VoteState.COUNTING)
    plan = plan_of(vote)
    if unused < 0 or in_box < 0:
        raise Refused(_("Số phiếu không thể âm."))
    names = [" ".join(name.split()) for name in witnesses if name.strip()]
    if len({fold(name) for name in names}) != WITNESSES:
        raise Refused(_("Hãy ghi đủ 02 đại diện hộ chứng kiến việc kiểm phiếu (điểm a khoản 6 Điều 4 Nghị định 59)."))
    team = {fold(one.name) for one in vote.members.exclude(duty=Duty.WITNESS)}
    if team & {fold(name) for name in names}:
        raise Refused(_("Người chứng kiến không thể là người của Tổ phát phiếu."))
    plan.unused, plan.in_box, plan.place = unused, in_box, place.strip()
    plan.save(update_fields=["unused", "in_box", "place"])
    vote.members.filter(duty=Duty.WITNESS).delete()
    Member.objects.bulk_create(Member(vote=vote, duty=Duty.WITNESS, name=name) for name in names)
    return plan
