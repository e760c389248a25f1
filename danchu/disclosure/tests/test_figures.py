"""The numbers of group B of the report: what had to be public, what is, on time, how often it was told."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from danchu.disclosure import figures
from danchu.disclosure.models import Request
from danchu.disclosure.services import requests as asking
from danchu.disclosure.states import Refusal
from danchu.disclosure.tests.situations import owed_item, public_item
from danchu.disclosure.tests.test_in_force import DAY, boards, put_up, read_out  # noqa: F401
from danchu.intake.states import Way

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
PERIOD = {"period_from": datetime.date(2026, 1, 1), "period_to": datetime.date(2026, 4, 30)}


def figure(cast, code, unit=None, **period):
    return figures.FIGURES[code](commune=cast.commune, unit=unit, **{**PERIOD, **period})


def value(cast, code, **more):
    return figure(cast, code, **more).value


def test_without_anything_in_the_period_nobody_knows(cast):
    assert {code: value(cast, code) for code in figures.FIGURES} == dict.fromkeys(figures.FIGURES)


def test_what_is_late_short_or_after_its_day_is_counted_so(cast, boards):  # noqa: F811
    whole = public_item(cast, now=NOW, key="whole", due_on=TODAY + 10 * DAY)
    put_up(cast, whole, down_on=TODAY + 31 * DAY)
    after = public_item(cast, now=NOW, key="after", due_on=TODAY - DAY)
    put_up(cast, after, down_on=TODAY + 31 * DAY)
    short = public_item(cast, now=NOW, key="short", due_on=TODAY + 10 * DAY)
    put_up(cast, short, down_on=TODAY + 29 * DAY)
    owed_item(cast, key="late", due_on=TODAY)
    owed_item(cast, key="later", due_on=datetime.date(2026, 5, 1))
    owed_item(cast, key="before", due_on=datetime.date(2025, 12, 31))
    assert [value(cast, code) for code in ("B1", "B2", "B4")] == [4, 2, 1]
    assert [value(cast, code) for code in ("B5", "B5_full")] == [6, 4]
    assert [value(cast, code) for code in ("B6", "B6_times")] == [2, 9]  # posted six times, on the web three
    assert value(cast, "B1", unit=cast.culture) is None
    assert len(figure(cast, "B2").rows) == 2


def test_what_was_not_public_yet_on_the_last_day_is_not_counted(cast):
    public_item(cast, now=NOW, due_on=TODAY - 5 * DAY, clause=14, kind="democracy-rules-other")
    assert value(cast, "B2", period_to=TODAY - DAY) == Decimal(0)
    assert value(cast, "B2", period_to=TODAY) == Decimal(1)


def test_l10_a13_3_and_4_read_out_three_days_and_sent_to_the_heads(cast, boards):  # noqa: F811
    told = public_item(cast, now=NOW, key="told", clause=7, kind="support-policy", due_on=TODAY)
    put_up(cast, told)
    read_out(cast, told)
    quiet = public_item(cast, now=NOW, key="quiet", clause=7, kind="support-policy", due_on=TODAY)
    put_up(cast, quiet)
    read_out(cast, quiet, days=2)
    assert [value(cast, code) for code in ("B7", "B8")] == [1, 2]


def _asked(cast, on: str, key: str):
    moment = datetime.datetime.fromisoformat(f"{on} 09:00").replace(tzinfo=timezone.get_default_timezone())
    issued = asking.ask(commune=cast.commune, text="Hỏi riêng", way=Way.ONLINE, form_key=key, now=moment)
    return Request.objects.select_related("receipt__commune", "unit", "commune").get(receipt=issued.receipt)


def _at(on: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{on} 15:00").replace(tzinfo=timezone.get_default_timezone())


def test_requests_for_information_are_counted_as_they_stood_on_the_last_day(cast):
    by = cast.clerk
    asking.answer(request=_asked(cast, "2026-03-02", "a"), text="Đây.", by=by, now=_at("2026-03-05"))  # its last day
    asking.answer(request=_asked(cast, "2026-03-02", "b"), text="Đây.", by=by, now=_at("2026-03-06"))  # the day after
    longer = asking.accept(request=_asked(cast, "2026-03-03", "c"), why="Gom số liệu.", by=by, now=_at("2026-03-04"))
    asking.extend(request=longer, why="Chờ cơ quan khác.", by=by, now=_at("2026-03-10"))
    _asked(cast, "2026-04-28", "d")  # open, its day still to come on 30 April
    _asked(cast, "2026-04-01", "e")  # open past its day
    asking.refuse(
        request=_asked(cast, "2026-04-13", "f"), ground=Refusal.SECRET, reasons="Thuộc bí mật.", by=by,
        now=_at("2026-04-14"),
    )  # fmt: skip
    told = {code: value(cast, code) for code in figures.FIGURES if code.startswith("B10")}
    assert told == {"B10": 6, "B10_answered": 2, "B10_in_time": 1, "B10_late": 3, "B10_refused": 1, "B10_extended": 1}
    assert value(cast, "B10", unit=cast.committee) == 6
    assert value(cast, "B10", unit=cast.economy) is None
    march = {"period_from": datetime.date(2026, 3, 1), "period_to": datetime.date(2026, 3, 5)}
    assert (value(cast, "B10_answered", **march), value(cast, "B10_late", **march)) == (1, 0)
    behind = figure(cast, "B10")
    assert all(row.url and row.detail for row in behind.rows)
    assert not any("Hỏi riêng" in row.text + row.detail for row in behind.rows)
