"""Where two people read a sheet differently, the sheet itself is looked at again."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.decisions.models import Ballot, BallotReading, CountAgreed, Vote
from danchu.decisions.queries.ballots import ABSENT
from danchu.decisions.rules.ballots import spaced
from danchu.decisions.services.ballots.holding import held, plan_of, said
from danchu.decisions.services.ballots.typing import SLOTS, check_chosen
from danchu.decisions.states import Mark, VoteState


@act(gettext_lazy("Thống nhất một phiếu hai người nhập khác nhau"), on="vote")
def settle_ballot(
    *, vote: Vote, serial: str, mark: Mark | str, why: str, by, now, chosen: Sequence[int] = ()
) -> CountAgreed:  # fmt: skip
    """What stands of a sheet on which the readings differ, with the reason; may be said anew until there is a result.

    `mark` may be `ABSENT` for a sheet that only one of the two typed and nobody finds. Raises Refused when both read it
    alike: then there is nothing to settle, and nobody may change it.
    """
    vote = held(vote, VoteState.COUNTING)
    plan = plan_of(vote)
    if not (plan.first_done_at and plan.second_done_at):
        raise Stale(_("Hai lần nhập chưa xong nên chưa đối chiếu được."))
    why = said(why, _("Hãy ghi vì sao: trên tờ phiếu ghi thế nào."))
    ballot = Ballot.objects.filter(vote=vote, serial=serial).first()
    readings = list(BallotReading.objects.filter(ballot=ballot)) if ballot else []
    if not readings:
        raise Refused(_("Chưa ai nhập phiếu %(serial)s.") % {"serial": spaced(serial)})
    if len({(one.mark, one.chosen) for one in readings}) == 1 and len(readings) == len(SLOTS):
        raise Refused(_("Hai người nhập phiếu %(serial)s giống nhau nên không có gì để sửa.") % {
            "serial": spaced(serial)
        })  # fmt: skip
    if mark == ABSENT and len(readings) == len(SLOTS):
        raise Refused(_("Cả hai người đều đã nhập phiếu này nên phiếu có thật. Hãy chọn điều ghi trên phiếu."))
    names = "" if mark == ABSENT else check_chosen(vote, Mark(mark), chosen)
    agreed, _made = CountAgreed.objects.update_or_create(
        ballot=ballot,
        defaults={
            "vote": vote, "stands": {"mark": str(mark), "chosen": names}, "why": why, "settled_at": now,
            "settled_by": by,
        },
    )  # fmt: skip
    return agreed
