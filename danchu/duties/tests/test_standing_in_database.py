"""What the database says of a duty's standing is what the rule says."""

import itertools

import pytest

from danchu.duties.models import PRESSING, Duty
from danchu.duties.states import DutyState, Mode, Source, Standing
from danchu.duties.tests.situations import day, moment

DUES = [None, "2025-12-31", "2026-01-01", "2026-04-27", "2026-04-28", "2026-04-29", "2026-05-13", "2026-05-14"]


@pytest.fixture
def every_kind(cast):
    """A duty in every state × mode × lateness × day."""
    rows = []
    for at, (state, mode, never_late, due) in enumerate(
        itertools.product(DutyState, Mode, (False, True), DUES)
    ):  # fmt: skip
        done = [None] if state != DutyState.FULFILLED else ["2026-01-01", "2026-05-20"]
        for fulfilled in done:
            rows.append(
                Duty(
                    commune=cast.commune, unit=cast.culture, key=f"{at}:{fulfilled}", source=Source.PLAN, title="Việc",
                    mode=mode, never_late=never_late, state=state, due_on=due and day(due),
                    fulfilled_on=fulfilled and day(fulfilled), created_at=moment("2026-01-01"),
                )
            )  # fmt: skip
    return Duty.objects.bulk_create(rows)


def test_each_standing_is_filtered_as_the_rule_says(every_kind):
    today = day("2026-04-28")
    rows = list(Duty.objects.select_related("commune"))
    assert len(rows) == len(every_kind) > 150
    seen = set()
    for wanted in Standing:
        by_rule = {duty.pk for duty in rows if duty.standing_on(today) == wanted}
        by_database = set(Duty.objects.standing(wanted, today).values_list("pk", flat=True))
        assert by_database == by_rule, wanted
        seen |= by_database
    assert len(seen) == len(rows)
    assert set(Duty.objects.late_on(today)) == set(Duty.objects.standing(Standing.LATE, today))


def test_lists_begin_with_what_presses(every_kind):
    today = day("2026-04-28")
    ranks = [
        PRESSING.index(duty.standing_on(today))
        for duty in Duty.objects.select_related("commune").by_pressure(today)
    ]  # fmt: skip
    assert ranks == sorted(ranks)
