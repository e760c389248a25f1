"""The roll of a village is frozen: who the denominator is, before anybody votes."""

import secrets

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import Attendance, Handing, Roll, RollEntry, Vote
from danchu.decisions.rules import public_path, roll_bytes
from danchu.decisions.states import VoteState
from danchu.organisation.models import Household
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest


@act(gettext_lazy("Chốt danh sách hộ"), on="vote")
def freeze(*, vote: Vote, by, now) -> Roll:
    """Copies the village's households of the day into a roll; its salted digest is a line of the register.

    Law 10/2022, Art. 21.1: every share is of all household representatives of the village. Raises Refused when the
    village has no household, Stale when the roll is frozen already.
    """
    vote = locked(Vote.objects.select_related("commune", "village", "matter")).get(pk=vote.pk)
    if vote.state != VoteState.PLANNED:
        raise Stale(_("Danh sách hộ đã được chốt. Hãy tải lại trang."))
    today = timezone.localdate(now)
    households = list(Household.objects.filter(village=vote.village).on(today).order_by("code"))
    if not households:
        raise Refused(_("Thôn, bản này chưa có hộ nào trong danh sách. Hãy nhập danh sách hộ trước."))
    rows = [
        (str(number), one.code, one.cluster, one.representative, one.substitute)
        for number, one in enumerate(households, 1)
    ]
    salt = secrets.token_hex(SALT)
    digest = salted_digest(bytes.fromhex(salt), roll_bytes(rows))
    roll = Roll.objects.create(vote=vote, households=len(rows), salt=salt, digest=digest, frozen_at=now, frozen_by=by)
    RollEntry.objects.bulk_create(
        [
            RollEntry(
                roll=roll, number=number, household=one, code=one.code, cluster=one.cluster,
                representative=one.representative, representative_sex=one.representative_sex,
                substitute=one.substitute, substitute_sex=one.substitute_sex,
            )
            for number, one in enumerate(households, 1)
        ],
        batch_size=2000,
    )  # fmt: skip
    vote.state = VoteState.OPEN
    vote.save(update_fields=["state"])
    register.append(
        commune=vote.commune.slug, event="decisions.roll_frozen", subject=vote.subject, unit=vote.village.name,
        on=today, erasable={"roll": roll.digest},
        public={"path": public_path(vote.matter), "matter": vote.matter.title, "households": len(rows)},
    )  # fmt: skip
    return roll


@act(gettext_lazy("Mở lại danh sách hộ"), on="vote")
def thaw(*, vote: Vote, reason: str, by, now) -> Vote:
    """Opens a roll again while nobody has come and no ballot has gone out. Raises Refused afterwards."""
    vote = locked(Vote.objects.select_related("commune", "village", "matter")).get(pk=vote.pk)
    if vote.state != VoteState.OPEN:
        raise Stale(_("Danh sách hộ không ở bước đã chốt. Hãy tải lại trang."))
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do mở lại danh sách."))
    came = Attendance.objects.filter(meeting__votes=vote, household__in=vote.roll.entries.values("household"))
    if came.exists() or Handing.objects.filter(vote=vote).exists():
        raise Refused(_("Đã có hộ đến họp hoặc nhận phiếu nên không mở lại danh sách được."))
    vote.roll.delete()
    vote.state = VoteState.PLANNED
    vote.save(update_fields=["state"])
    register.append(
        commune=vote.commune.slug, event="decisions.roll_thawed", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now),
        public={"path": public_path(vote.matter), "matter": vote.matter.title, "reason": reason.strip()[:300]},
    )  # fmt: skip
    return vote
