"""Hot spots: of topics and villages, by plain counting, of what the reader may see."""

import datetime

import pytest

from danchu.petitions.rules import hotspots as rules
from danchu.petitions.rules.hotspots import Rise, Spot
from danchu.petitions.services import cases as services
from danchu.petitions.states import Topic
from danchu.petitions.tests.situations import accepted, at, brought

DAY = datetime.date(2026, 6, 30)


def test_rising_is_five_and_half_as_many_again():
    assert rules.stretch(DAY) == (datetime.date(2026, 5, 31), datetime.date(2026, 6, 29))
    assert rules.stretch(DAY, 1) == (datetime.date(2026, 5, 1), datetime.date(2026, 5, 30))
    now, before = {"a": 4, "b": 5, "c": 5, "d": 6, "e": 9}, {"b": 4, "c": 3, "d": 4, "e": 20}
    assert rules.rising(now, before) == [Rise("d", 6, 4), Rise("c", 5, 3)]
    assert rules.rising({"new": 5}, {}) == [Rise("new", 5, 0)]


def spot(pk: int, *, sender: int | None = None, on: datetime.date = DAY, village: int | None = 7) -> Spot:
    return Spot(pk, "road", village, on, sender or pk, False)


def test_repeated_is_five_senders_of_one_topic_in_one_village():
    spots = [spot(pk) for pk in range(5)]
    assert rules.repeated(spots, DAY) == [(("road", 7), 5)]
    assert rules.repeated([spot(pk, sender=1) for pk in range(9)], DAY) == [], "one sender, however often"
    assert rules.repeated([*spots[:4], spot(9, on=DAY - datetime.timedelta(days=91))], DAY) == []
    assert rules.repeated([spot(pk, village=None) for pk in range(9)], DAY) == [], "no place, no spot"


def test_linked_matters_are_one_group_whatever_the_order():
    senders = {pk: pk for pk in range(1, 8)}
    pairs = [(2, 1), (4, 3), (5, 4), (3, 2), (7, 6)]
    assert rules.linked(pairs, senders) == [[1, 2, 3, 4, 5]]
    assert rules.linked(pairs, {**senders, 5: 1}) == [], "one of them sent twice"
    assert rules.linked([*pairs, (99, 5)], senders) == [[1, 2, 3, 4, 5]], "what may not be seen joins nothing"


def test_late_together():
    assert rules.late_together(["a", "a", "b", "b", "b"]) == [("b", 3)]


@pytest.mark.django_db
def test_the_chair_sees_where_to_look_and_nobody_else(cast, on_day, sign_in, subtests):
    on_day("2026-06-30")
    cases = [
        accepted(cast, brought(cast, "2026-06-05", key=f"n{n}", village=cast.village), on="2026-06-08")
        for n in range(6)
    ]
    for n in range(4):
        accepted(cast, brought(cast, "2026-06-05", key=f"w{n}", topic=Topic.WATER), on="2026-06-08", topic=Topic.WATER)
    for case in cases[1:]:
        services.link(case=case, earlier=cases[0], by=cast.clerk, now=at("2026-06-09"))
    with subtests.test("what rises, is repeated, is late"):
        page = sign_in(cast.chair).get("/lam-viec/phan-anh/diem-nong/")
        found = page.context["found"]
        assert [(rise.what, rise.now) for rise in found.topics] == [("road", 6)]
        assert [(rise.what, rise.now) for rise in found.villages] == [(cast.village, 6)]
        assert [(topic, count) for topic, _village, count in found.repeated] == [("road", 6)]
        assert [len(group) for group in found.linked] == [6]
        assert found.late_topics == [("road", 6), ("water", 4)]
        assert found.not_heard == []
    with subtests.test("what is about the chair is in no number of theirs"):
        services.name_people(case=cases[0], people=[cast.chair], by=cast.clerk, now=at("2026-06-10"))
        found = sign_in(cast.chair).get("/lam-viec/phan-anh/diem-nong/").context["found"]
        assert [rise.now for rise in found.topics] == [5]
        assert found.linked == []
    with subtests.test("for who signs alone"):
        assert sign_in(cast.clerk).get("/lam-viec/phan-anh/diem-nong/").status_code == 403
