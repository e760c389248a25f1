"""What the workspace, the console and the reports ask of duties."""

import json

import pytest

from danchu.duties import queries, services
from danchu.duties.figures import FIGURES
from danchu.duties.models import Duty
from danchu.duties.states import Mode, Source, Standing
from danchu.duties.tests.situations import day, law, moment, owe
from danchu.organisation.policies import access_of

ON = "2026-04-28"


@pytest.fixture
def work(cast):
    law(cast, ON)
    owe(cast, cast.culture, "late", "2026-04-20")
    owe(cast, cast.culture, "today", ON)
    owe(cast, cast.culture, "soon", "2026-05-04")
    owe(cast, cast.culture, "ahead", "2026-09-04")
    owe(cast, cast.culture, "open question", None)
    owe(cast, cast.economy, "late too", "2026-04-24")
    owe(cast, cast.economy, "late three", "2026-04-24")
    owe(cast, cast.front, "asked", "2026-04-20", mode=Mode.REQUEST)
    return cast


def test_for_the_workspace_in_few_queries(work, django_assert_max_num_queries):
    access = access_of(work.culture_head, day(ON))
    with django_assert_max_num_queries(2):
        found = queries.for_workspace(access, day(ON))
    assert [[one.duty.key for one in group] for group in (found.late, found.today, found.soon, found.undated)] == [
        ["late"], ["today"], ["soon"], ["open question"],
    ]  # fmt: skip
    assert found.counts == {Standing.LATE: 1, Standing.TODAY: 1, Standing.SOON: 1, Standing.UNDATED: 1}
    assert (found.late[0].days_left, found.soon[0].days_left) == (0, 3)


def test_periods_that_have_not_begun_do_not_press(work):
    found = queries.for_workspace(access_of(work.clerk, day(ON)), day(ON))
    assert "law:disclosure-register:2026-Q2" in {one.duty.key for one in found.undated}
    assert "law:disclosure-register:2026-Q3" not in {one.duty.key for one in found.undated}


def test_counts_and_late_by_unit(work, others):
    owe(others, others.culture, "late", "2026-04-20")
    numbers = queries.counts(work.commune, day(ON))
    assert numbers[Standing.LATE] == 5  # the staff conference of Art. 51 and the budget of the first quarter too
    assert sum(numbers.values()) == Duty.objects.filter(commune=work.commune).count()
    assert queries.late_by_unit(work.commune, day(ON)) == [(work.committee, 2), (work.economy, 2), (work.culture, 1)]


def test_by_unit(work):
    rows = {row["name"]: row for row in queries.by_unit(work.commune, day(ON))}
    assert {name: rows["Phòng Văn hóa - Xã hội"][name] for name in ("late", "today", "soon", "done")} == {
        "late": 1, "today": 1, "soon": 1, "done": 0,
    }  # fmt: skip


def test_as_json_is_json_and_explains(work):
    rows = json.loads(json.dumps(queries.as_json(work.commune, day(ON)), ensure_ascii=False))
    assert [row["standing"] for row in rows[:4]] == ["late"] * 4
    by_key = {row["key"]: row for row in rows}
    conference = by_key["law:staff-conference:2026"]
    assert conference["due_on"] == "2026-03-31"
    assert conference["binding"] is True
    assert "31/3/2026" in conference["explanation"]
    assert conference["evidence"] == "unconfirmed"
    assert by_key["law:dialogue:2026"]["binding"] is False
    assert by_key["asked"]["standing"] == "asked"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-01-01", "2026-12-31", "năm 2026"),
        ("2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"),
        ("2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"),
        ("2026-10-01", "2026-12-31", "quý IV/2026"),
        ("2026-04-01", "2026-06-30", "quý II/2026"),
        ("2026-02-01", "2026-02-28", "tháng 2/2026"),
        ("2026-02-01", "2026-04-30", "1/2/2026–30/4/2026"),
        ("2025-12-15", "2026-06-14", "15/12/2025–14/6/2026"),
    ],
)
def test_periods_in_words(first, last, words):
    assert queries.period_words(day(first), day(last)) == words


# -- numbers for reports ----------------------------------------------------------------------------------------------
def number(cast, code, start="2026-01-01", end="2026-04-30", unit=None):
    return FIGURES[code](commune=cast.commune, unit=unit, period_from=day(start), period_to=day(end))


def report(cast, key, on, now=ON):
    services.report_done(
        duty=Duty.objects.get(commune=cast.commune, key=f"law:{key}"), on=day(on), note="BB 01", by=cast.chair,
        now=moment(now),
    )  # fmt: skip


def test_without_duties_nobody_knows_which_is_not_zero(cast):
    assert {code: number(cast, code).value for code in FIGURES} == dict.fromkeys(FIGURES)


def test_art_13_2_quarterly_registers_are_counted_with_their_list(cast):
    law(cast, ON)
    assert number(cast, "disclosure_registers").value == 0
    report(cast, "disclosure-register:2026-Q1", "2026-03-30")
    counted = number(cast, "disclosure_registers")
    assert counted.value == 1
    assert counted.rows[0].detail == "Ủy ban nhân dân xã Bản Mẫu · 30/3/2026"
    assert "quý I/2026" in counted.rows[0].text
    assert counted.rows[0].url.startswith("/lam-viec/viec-phai-lam/")
    assert number(cast, "disclosure_registers", start="2026-04-01").value == 0


@pytest.mark.parametrize(("on", "expected"), [("2026-03-31", 1), ("2026-04-01", 0)])
def test_art_51_1_the_staff_conference_in_time_is_by_31_march(cast, on, expected):
    law(cast, ON)
    report(cast, "staff-conference:2026", on)
    report(cast, "budget-execution:2026-Q1", "2026-04-10")
    assert number(cast, "staff_conferences_on_time").value == expected
    assert number(cast, "law_late").value == 1 - expected
    assert number(cast, "law_done").value == 2


def test_a_unit_that_does_not_owe_it_has_no_number(cast):
    law(cast, ON)
    assert number(cast, "dialogues", unit=cast.culture).value is None
    assert number(cast, "dialogues", unit=cast.committee).value == 0


def test_what_was_before_the_system_is_not_counted_as_zero(cast):
    cast.commune.begins_on = day("2026-04-15")
    cast.commune.save()
    law(cast, ON)
    assert number(cast, "staff_conferences_on_time").value is None
    assert number(cast, "law_late").value == 0


def test_reports_have_their_own_source(cast):
    duty = owe(cast, cast.culture, "r", "2026-05-04", source=Source.REPORT)
    law(cast, ON)
    services.fulfil(commune=cast.commune, subject=duty.subject, by_what="reports.form:1", on=day(ON))
    assert number(cast, "law_done").value == 0
