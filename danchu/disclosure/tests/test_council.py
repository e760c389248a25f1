"""The report on disclosure to the People's Council: Law 10/2022, Art. 14.3."""

import datetime

import pytest
from django.utils import timezone

from danchu.core.errors import Refused
from danchu.disclosure.models import CouncilReport
from danchu.disclosure.queries import council as queries
from danchu.disclosure.rules import council as rules
from danchu.disclosure.services import correct, publish, submit, withdraw
from danchu.disclosure.services import council as services
from danchu.disclosure.services import requests as asking
from danchu.disclosure.states import Ground, ItemState, ListState, SessionKind
from danchu.disclosure.tests.situations import issued, owed_item, public_item
from danchu.documents.paper.serial import from_json
from danchu.duties.models import Duty
from danchu.duties.services import generate_law_duties
from danchu.duties.states import DutyState
from danchu.intake.states import Way

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text} 09:00").replace(tzinfo=timezone.get_default_timezone())


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def session(cast, opens_on: str, kind=SessionKind.REGULAR):
    return services.enter_session(
        commune=cast.commune, opens_on=day(opens_on), kind=kind, by=cast.clerk, now=at("2026-01-10")
    )


def begun(cast, opens_on: str = "2026-06-25", on: str = "2026-06-10") -> CouncilReport:
    return services.begin_report(session=session(cast, opens_on), by=cast.clerk, now=at(on))


def published(cast, report, on: str):
    report = services.approve_report(report=report, post=cast.chair.posts.get(), by=cast.chair, now=at(on))
    issued(cast, report.document, now=at(on))
    return services.publish_report(report=report, by=cast.chair, now=at(on))


def test_counts_by_clause_leave_out_what_has_none():
    rows = [
        {"clause": 2, "version": 1, "late": True, "withdrawn_on": None, "forms": [{"proved": False}, {"proved": True}]},
        {
            "clause": 2,
            "version": 2,
            "late": False,
            "withdrawn_on": "2026-02-01",
            "forms": [{"proved": True, "short": 2}],
        },
    ]
    table = rules.by_clause(rows, [{"clause": 9}])
    assert table[0] == {
        "clause": 2, "published": 1, "late": 1, "corrected": 1, "withdrawn": 1, "short": 1, "unproved": 1, "missing": 0,
    }  # fmt: skip
    assert [row["clause"] for row in table] == [2, 9]
    assert rules.total(table)["missing"] == 1


def test_l10_a14_3_only_a_regular_session_hears_it(cast):
    with pytest.raises(Refused, match="thường lệ"):
        services.begin_report(
            session=session(cast, "2026-05-05", SessionKind.EXTRAORDINARY), by=cast.clerk, now=at("2026-05-01")
        )


def test_a_report_begins_where_the_last_one_ended(cast):
    first = begun(cast)
    assert (first.period_from, first.period_to) == (day("2026-01-01"), day("2026-06-10"))
    second = begun(cast, "2026-12-10", "2026-12-20")
    assert (second.period_from, second.period_to) == (day("2026-06-11"), day("2026-12-09"))


@pytest.mark.parametrize(("until", "allowed"), [("2026-06-24", True), ("2026-06-25", False), ("2025-12-31", False)])
def test_the_period_ends_before_the_session(cast, until, allowed):
    report = begun(cast)
    values = {"period_to": day(until), "judgement": "Tốt."}
    if allowed:
        report = services.write_report(report=report, values=values, by=cast.clerk, now=at("2026-06-24"))
        assert report.period_to == day(until)
    else:
        with pytest.raises(Refused):
            services.write_report(report=report, values=values, by=cast.clerk, now=at("2026-06-24"))


def test_its_numbers_are_what_happened(cast):
    public_item(cast, now=at("2026-02-10"), due_on=day("2026-02-10"), title="Đúng hạn")
    late = public_item(cast, now=at("2026-02-12"), due_on=day("2026-02-10"), title="Muộn")
    version = correct(item=late, what_changed="Sửa tổng.", by=cast.economy_officer, now=at("2026-03-01"))
    submit(version=version, by=cast.economy_officer, now=at("2026-03-01"))
    publish(version=version, by=cast.chair, now=at("2026-03-01"))
    withdraw(version=version, ground=Ground.MISTAKE, why="Nhầm.", by=cast.chair, now=at("2026-03-02"))
    owed_item(cast, due_on=day("2026-03-30"), title="Quyết toán")
    asking.ask(commune=cast.commune, text="?", way=Way.ONLINE, form_key="k", now=at("2026-03-03"))
    facts = queries.facts(cast.commune, day("2026-01-01"), day("2026-06-10"), day("2026-06-10"))
    assert facts["total"] | {"unproved": 0} == {
        "published": 2, "late": 1, "corrected": 1, "withdrawn": 1, "short": 0, "unproved": 0, "missing": 1,
    }  # fmt: skip
    assert [row["title"] for row in facts["late"]] == ["Muộn"]
    assert facts["requests"]["received"] == 1


def test_l10_a14_3_it_goes_to_the_council_and_the_front_and_fulfils_the_duty(cast):
    generate_law_duties(commune=cast.commune, on=day("2026-06-10"), now=at("2026-06-10"))
    public_item(cast, now=at("2026-02-10"))
    report = begun(cast)
    services.write_report(report=report, values={"causes": "Mưa lũ."}, by=cast.clerk, now=at("2026-06-10"))
    report = published(cast, report, "2026-06-10")
    paper = from_json(report.document.content)
    assert paper.addressees == ("Hội đồng nhân dân xã Bản Mẫu",)
    assert any("MTTQ" in line for line in paper.recipients)
    assert "Mưa lũ." in str(paper.body)
    assert (report.state, report.item.state) == (ListState.PUBLIC, ItemState.PUBLIC)
    duty = Duty.objects.get(key="law:report-disclosure:2026-S1")
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, day("2026-06-10"))


def test_approved_it_no_longer_moves(cast):
    report = begun(cast)
    report = services.approve_report(report=report, post=cast.chair.posts.get(), by=cast.chair, now=at("2026-06-10"))
    public_item(cast, now=at("2026-06-09"))
    assert queries.facts_of(report, day("2026-06-11"))["total"]["published"] == 0
