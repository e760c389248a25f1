"""The staff home in a real browser."""

import datetime

import pytest

from danchu.duties import services as duties
from danchu.duties.states import Source
from danchu.notifications.services import notify
from danchu.workspace.tests.situation import ask_for_reports, at, publish_plan

pytestmark = pytest.mark.browser


def test_the_home_of_everyone(cast, walk, wrong_with, on_day):
    day = on_day("2026-04-28")
    publish_plan(cast, day)
    ask_for_reports(cast, day)
    for name, due_on in (("việc đã trễ", 24), ("việc hôm nay", 28), ("việc sắp đến", 29)):
        duties.owe(
            commune=cast.commune, unit=cast.culture, key=name, source=Source.LAW, title=name, now=at(day),
            due_on=datetime.date(2026, 4, due_on),
        )  # fmt: skip
    notify(recipients=[cast.culture_head], key="k", title="Có văn bản mới", body="…", now=at(day))
    for who in ("chair", "culture_head", "clerk", "admin", "front_head", "village_head"):
        assert wrong_with(walk("/lam-viec/", cast.people[who])) == [], who
