"""The plan, the team, the committee's form, and word to the village before any ballot goes out."""

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import fold
from danchu.decisions import messages
from danchu.decisions.models import BallotPlan, Member, Vote
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import announced_by, team_size
from danchu.decisions.services.ballots.holding import held, plan_of
from danchu.decisions.states import Duty, VoteState
from danchu.duties.messages import LANGUAGE
from danchu.register import services as register

FRONT = gettext_lazy("Ban công tác Mặt trận")


def _refuse_unlawful(vote: Vote, on: datetime.date) -> None:
    verdict = queries.form_verdict(vote, on=on)
    if queries.is_unlawful(verdict):
        raise Refused(messages.explain_vote(verdict))


def _refuse_too_soon(opens_on: datetime.date, known_on: datetime.date) -> None:
    last = announced_by(opens_on)
    if known_on > last:
        raise Refused(
            _(
                "Phát phiếu ngày %(opens)s thì phải công khai chậm nhất ngày %(last)s (khoản 2 Điều 19 Luật Thực hiện "
                "dân chủ ở cơ sở: chậm nhất 02 ngày trước). Hãy lùi ngày phát phiếu trong kế hoạch."
            )
            % {"opens": day(opens_on), "last": day(last)}
        )


@act(gettext_lazy("Lập kế hoạch phát phiếu, Tổ phát phiếu"), on="vote")
def plan_ballots(
    *, vote: Vote, opens_on: datetime.date, closes_on: datetime.date, issued_on: datetime.date, purpose: str,
    assignment: str, return_to: str, head: str, members: Sequence[tuple[str, str]], by, now, number: str = "",
    conditions: str = "", version: int | None = None,
) -> BallotPlan:  # fmt: skip
    """Writes the plan and the team, or changes them while no household has its ballot.

    Decree 59/2023, Art. 4.2 and 4.3. `head` leads the team and speaks for the Front's board; `members` are the others,
    each with whom they speak for, the village first. `version`: of the plan that was read. A change after word went out
    takes that word back: the village must know the new time or team two days before (Law 10/2022, Art. 19.2). Raises
    Refused when the form is not lawful, with the article, or the days or the team cannot be: a plan cannot be known
    in time before the day on which it was issued.
    """
    vote = held(vote, VoteState.PLANNED, VoteState.OPEN)
    _refuse_unlawful(vote, timezone.localdate(now))
    if vote.handings.exists():
        raise Stale(_("Đã có hộ nhận phiếu nên không sửa kế hoạch, Tổ phát phiếu được nữa."))
    if not issued_on <= opens_on <= closes_on:
        raise Refused(_("Ngày phát phiếu phải từ ngày ban hành kế hoạch trở đi, hạn thu phải từ ngày phát trở đi."))
    _refuse_too_soon(opens_on, issued_on)
    team = _team(head, members)
    plan = BallotPlan.objects.filter(vote=vote).first()
    if plan and version is not None and plan.version != version:
        raise Stale(_("Người khác vừa sửa kế hoạch này. Hãy tải lại trang, xem bản mới rồi sửa tiếp."))
    plan = plan or BallotPlan(vote=vote, version=0)
    plan.number, plan.issued_on = number.strip(), issued_on
    plan.purpose, plan.assignment, plan.conditions = purpose.strip(), assignment.strip(), conditions.strip()
    plan.return_to = return_to.strip()
    plan.made_at, plan.made_by, plan.version = now, by, plan.version + 1
    before = (vote.opens_on, vote.closes_on, [(one.name, one.of) for one in queries.team_of(vote)])
    if vote.announced_on and before != (opens_on, closes_on, team):
        vote.announced_on, plan.announced_how = None, ""
    plan.save()
    vote.opens_on, vote.closes_on = opens_on, closes_on
    vote.save(update_fields=["opens_on", "closes_on", "announced_on"])
    vote.members.filter(duty__in=(Duty.COUNTING_HEAD, Duty.COUNTING)).delete()
    Member.objects.bulk_create(
        Member(vote=vote, duty=Duty.COUNTING if place else Duty.COUNTING_HEAD, name=name, of=of)
        for place, (name, of) in enumerate(team)
    )
    return plan


def _team(head: str, members: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    with override(LANGUAGE):
        front = str(FRONT)
    team = [(head.strip(), front), *((name.strip(), of.strip()) for name, of in members if name.strip())]
    least, most = team_size()
    if not team[0][0]:
        raise Refused(_("Hãy ghi Tổ trưởng: người đại diện Ban công tác Mặt trận (khoản 3 Điều 4 Nghị định 59/2023)."))
    if not least <= len(team) <= most:
        raise Refused(
            _("Tổ phát phiếu có từ %(least)s đến %(most)s người (khoản 2 Điều 19 Luật Thực hiện dân chủ ở cơ sở).")
            % {"least": least, "most": most}
        )
    if len({fold(name) for name, _of in team}) < len(team):
        raise Refused(_("Một người được ghi hai lần trong Tổ phát phiếu."))
    if any(not of for _name, of in team):
        raise Refused(_("Hãy ghi mỗi người trong Tổ phát phiếu đại diện cho ai."))
    return team


@act(gettext_lazy("Ghi ngày gửi kế hoạch phát phiếu"), on="vote")
def note_sent(*, vote: Vote, on: datetime.date, by, now) -> BallotPlan:
    """The plan went to the chair of the committee and of the Front (Decree 59/2023, Art. 4.2: within two days)."""
    vote = held(vote, VoteState.PLANNED, VoteState.OPEN, VoteState.COUNTING)
    plan = plan_of(vote)
    if not plan.issued_on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày gửi phải từ ngày ban hành kế hoạch đến hôm nay."))
    plan.sent_on = on
    plan.save(update_fields=["sent_on"])
    return plan


@act(gettext_lazy("Ghi mẫu phiếu do UBND xã ban hành"), on="vote")
def note_form(*, vote: Vote, number: str, on: datetime.date, by, now) -> BallotPlan:
    """The People's Committee issued the ballot's form (Decree 59/2023, Art. 4.5.a); nothing is printed before."""
    vote = held(vote, VoteState.PLANNED, VoteState.OPEN)
    plan = plan_of(vote)
    if on > timezone.localdate(now):
        raise Refused(_("Ngày ban hành mẫu phiếu không thể sau hôm nay."))
    if not number.strip():
        raise Refused(_("Hãy ghi số, ký hiệu văn bản ban hành mẫu phiếu."))
    plan.form_number, plan.form_on = number.strip(), on
    plan.save(update_fields=["form_number", "form_on"])
    return plan


@act(gettext_lazy("Công khai việc phát phiếu"), on="vote")
def make_known(*, vote: Vote, on: datetime.date, how: str, by, now) -> Vote:
    """The village was told what is asked, from when to when, and who is on the team; a line of the register.

    Law 10/2022, Art. 19.2: no later than two days before the ballots go out. Names of people are not in the line.
    Raises Refused when that is too late, with the first day that would do.
    """
    vote = held(vote, VoteState.PLANNED, VoteState.OPEN)
    plan = plan_of(vote)
    assert vote.opens_on is not None
    assert vote.closes_on is not None
    if vote.handings.exists():
        raise Stale(_("Đã có hộ nhận phiếu. Hãy tải lại trang."))
    if on > timezone.localdate(now):
        raise Refused(_("Ngày công khai không thể sau hôm nay. Hãy ghi khi đã công khai."))
    _refuse_too_soon(vote.opens_on, on)
    if not how.strip():
        raise Refused(_("Hãy ghi đã công khai bằng cách nào."))
    vote.announced_on, plan.announced_how = on, how.strip()[:200]
    vote.save(update_fields=["announced_on"])
    plan.save(update_fields=["announced_how"])
    register.append(
        commune=vote.commune.slug, event="decisions.ballots_announced", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now),
        public={
            "matter": vote.matter.title, "question_sha256": vote.matter.question_digest, "opens_on": vote.opens_on,
            "closes_on": vote.closes_on, "team": vote.members.exclude(duty=Duty.WITNESS).count(), "announced_on": on,
            "how": plan.announced_how,
        },
    )  # fmt: skip
    return vote
