"""A matter is brought up, and made ready: its question stands, with its digest in the register."""

import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import fold
from danchu.decisions.models import Matter, Vote
from danchu.decisions.rules import public_path, question_digest
from danchu.decisions.states import MATTER_NEXT, MatterState, Proposer
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.register import services as register


@act(gettext_lazy("Đề xuất việc đưa ra dân bàn"), on="result")
def open_matter(
    *, commune, village: Unit | None, clause: str, title: str, question: str, proposer: Proposer,
    proposed_on: datetime.date, by, now, form: str = "", **fields,
) -> Matter:  # fmt: skip
    """A new matter of one village, or (`village` None) of every village of the commune (Law 10/2022, Art. 16)."""
    year = proposed_on.year
    last = Matter.objects.filter(commune=commune, year=year).aggregate(last=Max("number"))["last"] or 0
    return Matter.objects.create(
        commune=commune, village=village, scope="village" if village else "commune", year=year, number=last + 1,
        clause=clause, title=title, question=question, proposer=proposer, proposed_on=proposed_on, form=form,
        folded=fold(f"{title} {question}"), made_at=now, made_by=by, **fields,
    )  # fmt: skip


@act(gettext_lazy("Chốt câu hỏi đưa ra dân bàn"), on="matter")
def ready(*, matter: Matter, by, now) -> Matter:
    """The question stands: its digest becomes a line of the register, and nothing of it changes while people vote."""
    matter = in_state(matter, MatterState.READY)
    if not matter.form:
        raise Refused(_("Hãy chọn hình thức để dân bàn và quyết định."))
    names = list(matter.candidates.values_list("name", flat=True))
    matter.question_digest = question_digest(
        clause=matter.clause, scope=matter.scope, question=matter.question, candidates=names
    )
    matter.state = MatterState.READY
    matter.save()
    register.append(
        commune=matter.commune.slug, event="decisions.question", subject=matter.subject,
        unit=(matter.village or matter.commune).name, on=timezone.localdate(now),
        public={
            "path": public_path(matter),
            "title": matter.title, "clause": matter.clause, "scope": matter.scope, "question": matter.question,
            "question_sha256": matter.question_digest,
        },
    )  # fmt: skip
    return matter


@act(gettext_lazy("Mở cuộc biểu quyết của thôn, bản"), on="matter")
def open_vote(*, matter: Matter, village: Unit, form: str = "", after: Vote | None = None, by, now) -> Vote:
    """The vote of one village on a matter that is ready; there already: that one."""
    matter = locked(Matter.objects).get(pk=matter.pk)
    if matter.state not in (MatterState.READY, MatterState.VOTING, MatterState.NOT_PASSED):
        raise Stale(_("Việc này chưa sẵn sàng để đưa ra bàn. Hãy tải lại trang."))
    if village.kind != UnitKind.VILLAGE or village.commune_id != matter.commune_id:
        raise Refused(_("Chỉ thôn, bản, tổ dân phố của xã mới bàn và quyết định."))
    if matter.village_id and matter.village_id != village.pk:
        raise Refused(_("Việc này chỉ thuộc phạm vi của một thôn, bản."))
    if matter.state != MatterState.VOTING:
        matter.state = MatterState.VOTING
        matter.save(update_fields=["state"])
    vote, _made = Vote.objects.get_or_create(
        matter=matter, village=village, form=form or matter.form,
        defaults={"commune": matter.commune, "after": after, "made_at": now},
    )  # fmt: skip
    return vote


def in_state(matter: Matter, to: MatterState) -> Matter:
    """The matter as it stands now, locked, when it may go to the state `to`. Raises Stale otherwise."""
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if to not in MATTER_NEXT[MatterState(matter.state)]:
        raise Stale(
            _("Việc này đang ở bước “%(state)s”, không làm được. Hãy tải lại trang.")
            % {"state": matter.get_state_display()}
        )
    return matter
