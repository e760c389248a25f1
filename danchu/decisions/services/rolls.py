"""The roll of a village is frozen: who the denominator is, before anybody votes."""

import secrets
from itertools import batched

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import Roll, RollEntry, Vote
from danchu.decisions.queries.rolls import has_begun, on_roll
from danchu.decisions.queries.sealed import ROLL_NAME, entries_bytes, rounds
from danchu.decisions.rules import public_path
from danchu.decisions.services.matters import public_reason
from danchu.decisions.states import VoteState
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest

_AT_ONCE = 1000


@act(gettext_lazy("Chốt danh sách hộ"), on="vote")
def freeze(*, vote: Vote, by, now, expected: int | None = None) -> Roll:
    """Copies the village's households of the day into a roll; its salted digest is a line of the register.

    Law 10/2022, Art. 21.1: every share is of all household representatives of the village. `expected`: how many
    households the person saw who froze it. Raises Refused when the village has no household, Stale when the roll is
    frozen already or another number of households is there now.
    """
    vote = locked(Vote.objects.select_related("commune", "village", "matter")).get(pk=vote.pk)
    if vote.state != VoteState.PLANNED:
        raise Stale(_("Danh sách hộ đã được chốt. Hãy tải lại trang."))
    today = timezone.localdate(now)
    households = on_roll(vote, today)
    count = households.count()
    if not count:
        raise Refused(_("Thôn, bản này chưa có hộ nào trong danh sách. Hãy nhập danh sách hộ trước."))
    if expected is not None and expected != count:
        raise Stale(
            _("Danh sách vừa có thay đổi: nay là %(now)s hộ, không phải %(seen)s. Hãy xem lại rồi chốt.")
            % {"now": count, "seen": expected}
        )
    roll = Roll.objects.create(
        vote=vote, round=rounds(vote) + 1, households=count, salt=secrets.token_hex(SALT), digest="", frozen_at=now,
        frozen_by=by,
    )  # fmt: skip
    for some in batched(enumerate(households.iterator(chunk_size=_AT_ONCE), 1), _AT_ONCE):
        RollEntry.objects.bulk_create(
            RollEntry(
                roll=roll, number=number, household=one, code=one.code, cluster=one.cluster,
                representative=one.representative, representative_sex=one.representative_sex,
                substitute=one.substitute, substitute_sex=one.substitute_sex,
            )
            for number, one in some
        )  # fmt: skip
    roll.digest = salted_digest(bytes.fromhex(roll.salt), entries_bytes(roll))
    roll.save(update_fields=["digest"])
    vote.state = VoteState.OPEN
    vote.save(update_fields=["state"])  # from here on the database refuses every change of the roll
    register.append(
        commune=vote.commune.slug, event="decisions.roll_frozen", subject=vote.subject, unit=vote.village.name,
        on=today, erasable={f"{ROLL_NAME}{roll.round}": roll.digest},
        public={
            "path": public_path(vote.matter), "matter": vote.matter.title, "households": count, "round": roll.round,
        },
    )  # fmt: skip
    return roll


@act(gettext_lazy("Mở lại danh sách hộ"), on="vote")
def thaw(*, vote: Vote, reason: str, by, now) -> Vote:
    """Opens a roll again while nobody has come and no ballot has gone out. Raises Refused afterwards.

    The reason is public: without one, or with a number of a person in it, it is refused.
    """
    vote = locked(Vote.objects.select_related("commune", "village", "matter")).get(pk=vote.pk)
    if vote.state != VoteState.OPEN:
        raise Stale(_("Danh sách hộ không ở bước đã chốt. Hãy tải lại trang."))
    reason = public_reason(reason, _("Hãy ghi lý do mở lại danh sách."))
    if has_begun(vote):
        raise Refused(_("Đã có hộ đến họp hoặc nhận phiếu nên không mở lại danh sách được."))
    roll = vote.roll
    vote.state = VoteState.PLANNED
    vote.save(update_fields=["state"])
    roll.delete()
    register.append(
        commune=vote.commune.slug, event="decisions.roll_thawed", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now),
        public={
            "path": public_path(vote.matter), "matter": vote.matter.title, "round": roll.round,
            "reason": reason,
        },
    )  # fmt: skip
    return vote
