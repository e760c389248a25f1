"""Citizens' initiatives (Law 10/2022, Art. 16.3): assents gathered, lapsed, struck out, counted when they are sent."""

import datetime

import pytest

from danchu.core.errors import Refused, Stale
from danchu.decisions import queries, services
from danchu.decisions.queries import matters as asked
from danchu.decisions.services import declare, freeze, open_vote, ready
from danchu.decisions.tests.situations import NOW, another_village, brought, households, initiative
from danchu.organisation.models import Household

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_l10_a16_3_a_tenth_of_98_households_is_ten(cast):
    matter = initiative(cast, [TODAY] * 9)
    with pytest.raises(Refused, match=r"9 hộ đồng thuận.*10 trên 98.*khoản 3 Điều 16"):
        ready(matter=matter, by=cast.village_head, now=NOW)
    tenth = Household.objects.get(code="H010")
    services.assent(matter=matter, given={tenth.pk: TODAY}, by=cast.village_head, now=NOW)
    matter = ready(matter=matter, by=cast.village_head, now=NOW)
    assert matter.brought_up == {
        "rule": "L10-A16-3a", "on": "2026-03-10", "assents": 10, "households": 98, "needed": 10,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("oldest", "enough"), [(datetime.date(2025, 12, 9), False), (datetime.date(2025, 12, 10), True)]
)
def test_l10_a16_3_an_assent_older_than_three_months_does_not_count(cast, oldest, enough):
    matter = initiative(cast, [oldest] + [TODAY] * 9)
    if enough:
        assert ready(matter=matter, by=cast.village_head, now=NOW).brought_up["assents"] == 10
    else:
        with pytest.raises(Refused, match="1 ý kiến đã quá 03 tháng"):
            ready(matter=matter, by=cast.village_head, now=NOW)


def test_l10_a16_3_fewer_with_the_boards_support(cast):
    matter = initiative(cast, [TODAY] * 3)
    services.change(
        matter=matter, version=1, front_agreed_on=TODAY, front_agreed_by="Ông Mặt Trận", by=cast.village_head, now=NOW
    )
    matter = ready(matter=matter, by=cast.village_head, now=NOW)
    assert (matter.brought_up["rule"], matter.brought_up["assents"]) == ("L10-A16-3b", 3)


def test_l10_a16_3_what_was_sent_in_time_stays_brought_up_when_assents_lapse_before_the_vote(cast):
    matter = ready(matter=initiative(cast, [TODAY] * 10), by=cast.village_head, now=NOW)
    later = NOW + datetime.timedelta(days=150)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=later)
    assert asked.support_of(matter, later.date()).valid == 0
    assert queries.facts(vote, on=later.date())["assents"] == 10
    freeze(vote=vote, by=cast.village_head, now=later)
    vote.refresh_from_db()
    values = {"attending": 80, "yes": 50, "no": 30, "other": 0, "invalid": 0}
    result = declare(vote=vote, decided_on=later.date(), by=cast.village_head, now=later, **values)
    assert result.outcome == "passed"


def test_an_assent_is_given_once_and_again_when_it_has_lapsed(cast):
    long_ago = TODAY - datetime.timedelta(days=200)
    matter = initiative(cast, [long_ago, TODAY])
    first, second = Household.objects.order_by("code")[:2]
    given = {first.pk: TODAY, second.pk: TODAY}
    assert services.assent(matter=matter, given=given, by=cast.village_head, now=NOW) == 1
    assert services.assent(matter=matter, given=given, by=cast.village_head, now=NOW) == 0
    old = matter.assents.get(household=first, struck_at__isnull=False)
    assert (old.on, old.struck_by) == (long_ago, cast.village_head)


def test_an_assent_struck_out_leaves_its_trace_and_no_longer_counts(cast):
    matter = initiative(cast, [TODAY] * 10)
    row = matter.assents.order_by("pk").first()
    with pytest.raises(Refused, match="lý do"):
        services.strike_assent(matter=matter, assent=row, why="", by=cast.village_head, now=NOW)
    services.strike_assent(matter=matter, assent=row, why="Ghi nhầm hộ.", by=cast.village_head, now=NOW)
    assert asked.support_of(matter, TODAY).valid == 9
    assert matter.assents.get(pk=row.pk).struck_why == "Ghi nhầm hộ."
    with pytest.raises(Stale):
        services.strike_assent(matter=matter, assent=row, why="Lại nữa.", by=cast.village_head, now=NOW)


def test_no_assent_of_tomorrow_of_another_village_or_for_the_heads_own_matter(cast):
    matter = initiative(cast, [TODAY])
    mine = Household.objects.get(code="H005")
    elsewhere = households(cast, 1, another_village(cast))[0]
    for given, words in (
        ({mine.pk: TODAY + datetime.timedelta(days=1)}, "H005"),
        ({elsewhere.pk: TODAY}, "không thuộc thôn"),
    ):
        with pytest.raises(Refused, match=words):
            services.assent(matter=matter, given=given, by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="sáng kiến"):
        services.assent(matter=brought(cast), given={mine.pk: TODAY}, by=cast.village_head, now=NOW)
