"""Behind the addresses of households and of a vote: a household, a list brought in, a vote whose roll is frozen."""

from danchu.core import clock
from danchu.decisions import services
from danchu.decisions.states import Proposer
from danchu.organisation.models import Household, Import, Person, Unit
from danchu.organisation.services import households


def build(commune) -> dict:
    """The objects by the beginning of an address's name."""
    now = clock.now()
    head = Person.objects.get(account__username="truong-ban")
    village = Unit.objects.get(kind="village", posts__person=head, posts__role="village_head")
    rows = [{"code": f"T{number:02}", "representative": f"Tên Thử {number}"} for number in range(1, 4)]
    made = households.add_many(village=village, rows=rows, by=head, now=now)
    ended = Household.objects.get(pk=made[2].pk)
    households.end_household(household=ended, on=now.date(), reason="Thử", by=head, now=now)
    matter = services.open_matter(
        commune=commune, village=village, clause="15.6", title="Dọn đường bản", question="Mỗi tháng dọn đường một lần?",
        form="meeting", proposer=Proposer.VILLAGE_HEAD, proposed_on=now.date(), front_agreed_on=now.date(), by=head,
        now=now,
    )  # fmt: skip
    matter = services.ready(matter=matter, by=head, now=now)
    vote = services.open_vote(matter=matter, village=village, by=head, now=now)
    services.freeze(vote=vote, by=head, now=now)
    imported = Import.objects.create(
        commune=commune, kind="households", file_name="so-ho.xlsx", form_key="scene-households", made_at=now,
        made_by=head, made={"households": [], "village": village.pk},
    )  # fmt: skip
    return {
        "households:": made[0], "households:restore": ended, "households:import_undo": imported,
        **dict.fromkeys((f"decisions:{name}" for name in ("vote", "freeze", "thaw", "roll", "vote_drop")), vote),
    }  # fmt: skip
