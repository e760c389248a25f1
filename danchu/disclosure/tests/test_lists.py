"""The quarterly list: Law 10/2022, Art. 13.2. What really happened, with its proof; frozen when approved."""

import datetime

import pytest
from django.utils import timezone

from danchu.channels.models import Board, PostingOrder
from danchu.channels.states import OrderState, Place
from danchu.core.errors import Refused, Stale
from danchu.disclosure.messages import lists as words
from danchu.disclosure.models import Item, QuarterlyList
from danchu.disclosure.queries import lists as queries
from danchu.disclosure.rules import lists as quarters
from danchu.disclosure.services import lists as services
from danchu.disclosure.services import withdraw
from danchu.disclosure.states import Ground, ItemState, ListState
from danchu.disclosure.tests.situations import issued, owed_item, public_item
from danchu.documents.paper.serial import from_json
from danchu.duties.models import Duty
from danchu.duties.services import generate_law_duties
from danchu.duties.states import DutyState
from danchu.register.models import Line

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text} 09:00").replace(tzinfo=timezone.get_default_timezone())


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def boards(cast):
    for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
        Board.objects.create(commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120])


def opened(cast, on: str = "2026-03-31") -> QuarterlyList:
    return services.open_list(commune=cast.commune, year=2026, quarter=1, by=cast.clerk, now=at(on))


def approved(cast, on: str = "2026-03-31") -> QuarterlyList:
    return services.approve(quarterly=opened(cast, on), post=cast.chair.posts.get(), by=cast.chair, now=at(on))


def published(cast, on: str = "2026-03-31") -> QuarterlyList:
    one = approved(cast, on)
    issued(cast, one.document, now=at(on))
    return services.publish_list(quarterly=one, by=cast.chair, now=at(on))


def row_of(cast, today: str) -> dict:
    return queries.facts(cast.commune, day("2026-01-01"), day("2026-03-31"), day(today))["rows"][0]


def form(row: dict, letter: str) -> dict:
    return next(each for each in row["forms"] if each["form"] == letter)


# -- rules ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [(1, "2026-01-01", "2026-03-31"), (2, "2026-04-01", "2026-06-30"), (3, "2026-07-01", "2026-09-30"),
     (4, "2026-10-01", "2026-12-31")],
)  # fmt: skip
def test_a_quarter_has_its_days(quarter, first, last):
    assert quarters.quarter_days(2026, quarter) == (day(first), day(last))
    assert quarters.quarter_of(day(first)) == quarters.quarter_of(day(last)) == (2026, quarter)


def test_quarters_between_cross_the_year():
    assert quarters.quarters_between(day("2025-11-30"), day("2026-04-01")) == [(2025, 4), (2026, 1), (2026, 2)]


def test_a_difference_names_what_came_what_changed_and_what_went():
    before = {"rows": [{"key": "1.1", "title": "A", "x": 1}, {"key": "2.1", "title": "B"}], "missing": []}
    after = {"rows": [{"key": "1.1", "title": "A", "x": 2}, {"key": "3.1", "title": "C"}], "missing": []}
    found = {one["what"]: one["title"] for one in quarters.differences(before, after)}
    assert found == {"rows_changed": "A", "rows_added": "C", "rows_gone": "B"}
    assert quarters.differences(before, before) == []


# -- facts ------------------------------------------------------------------------------------------------------------
def test_l10_a13_2_nothing_counts_as_posted_without_proof(cast, boards):
    public_item(cast, now=at("2026-02-10"), due_on=day("2026-02-10"))
    row = row_of(cast, "2026-03-31")
    assert not row["late"]
    assert not form(row, "a")["proved"]
    assert words.form_sentence(form(row, "a")) == "Niêm yết: chưa có bằng chứng (0/2 nơi); 2 nơi quá hạn dán"
    assert words.form_sentence(form(row, "b")) == "Trang thông tin điện tử: từ 10/02/2026"


@pytest.mark.parametrize(("down", "short"), [("2026-03-12", 1), ("2026-03-13", 1), ("2026-03-14", 0)])
def test_29_days_on_the_board_are_short(cast, boards, down, short):
    public_item(cast, now=at("2026-02-10"))
    PostingOrder.objects.update(up_on=day("2026-02-11"), keep_until=day("2026-03-13"), state=OrderState.UP)
    order = PostingOrder.objects.first()
    order.down_on, order.state = day(down), OrderState.DOWN
    order.save()
    found = form(row_of(cast, "2026-03-31"), "a")
    assert (found["of"], found["up"], found["short"]) == (2, 2, short)


@pytest.mark.parametrize(("on", "late"), [("2026-02-09", False), ("2026-02-10", False), ("2026-02-11", True)])
def test_a_late_one_stands_with_its_due_day(cast, on, late):
    public_item(cast, now=at(on), due_on=day("2026-02-10"))
    row = row_of(cast, "2026-03-31")
    assert row["late"] is late
    assert ("hạn 10/02/2026" in words.when(row)) is late


def test_what_was_due_and_is_not_public_is_named(cast):
    owed_item(cast, due_on=day("2026-03-30"), title="Quyết toán")
    owed_item(cast, due_on=day("2026-03-31"), title="Còn hạn")
    found = queries.facts(cast.commune, day("2026-01-01"), day("2026-03-31"), day("2026-03-31"))
    assert [item["title"] for item in found["missing"]] == ["Quyết toán"]


def test_what_was_taken_down_stands_with_its_ground(cast):
    item = public_item(cast, now=at("2026-02-10"))
    withdraw(version=item.versions.get(), ground=Ground.MISTAKE, why="Nhầm bảng.", by=cast.chair, now=at("2026-02-20"))
    row = row_of(cast, "2026-03-31")
    assert row["withdrawn_on"] == "2026-02-20"
    assert form(row, "b")["last"] == "2026-02-20"
    assert "Công khai nhầm văn bản" in words.content(row)


def test_the_other_quarter_does_not_count(cast):
    public_item(cast, now=at("2026-04-01"))
    assert queries.facts(cast.commune, day("2026-01-01"), day("2026-03-31"), day("2026-04-30"))["rows"] == []


# -- its life ---------------------------------------------------------------------------------------------------------
def test_the_draft_lives_and_the_approved_one_is_frozen(cast, boards):
    public_item(cast, now=at("2026-02-10"))
    one = opened(cast)
    assert not form(queries.facts_of(one, day("2026-03-31"))["rows"][0], "a")["proved"]
    PostingOrder.objects.update(up_on=day("2026-02-11"), keep_until=day("2026-03-13"), state=OrderState.UP)
    assert form(queries.facts_of(one, day("2026-03-31"))["rows"][0], "a")["proved"]
    one = approved(cast)
    PostingOrder.objects.update(up_on=None, keep_until=None, state=OrderState.ORDERED)
    assert form(queries.facts_of(one, day("2026-04-02"))["rows"][0], "a")["proved"]
    assert Line.objects.filter(event="disclosure.list_approved", subject=one.subject).count() == 1


@pytest.mark.parametrize(("on", "allowed"), [("2026-03-30", False), ("2026-03-31", True), ("2026-04-01", True)])
def test_a_list_is_approved_from_the_quarters_last_day_on(cast, on, allowed):
    if allowed:
        assert approved(cast, on).state == ListState.APPROVED
    else:
        with pytest.raises(Refused, match="31/3/2026"):
            approved(cast, on)


def test_approved_twice_is_stale(cast):
    one = approved(cast)
    with pytest.raises(Stale):
        services.approve(quarterly=one, post=cast.chair.posts.get(), by=cast.chair, now=at("2026-03-31"))


def test_a_remark_is_added_to_a_row_and_changes_no_fact(cast):
    item = public_item(cast, now=at("2026-02-10"))
    one = opened(cast)
    services.remark(quarterly=one, row=f"{item.pk}.1", text="Bản in ở trụ sở", by=cast.clerk, now=at("2026-03-31"))
    with pytest.raises(Refused):
        services.remark(quarterly=one, row="999.1", text="Không có", by=cast.clerk, now=at("2026-03-31"))
    row = approved(cast).facts["rows"][0]
    assert row["remark"] == "Bản in ở trụ sở"
    assert {**row, "remark": ""} == row_of(cast, "2026-03-31")


def test_the_paper_prints_the_registers_head(cast):
    public_item(cast, now=at("2026-02-10"))
    one = approved(cast)
    body = "\n".join(str(block) for block in from_json(one.document.content).body)
    assert one.stamp["size"] == Line.objects.filter(commune="ban-mau").count() == 2
    assert one.stamp["root"][:8] in body
    assert one.document.symbol == "TB-UBND"


def test_l10_a13_2_the_published_list_is_an_item_posted_everywhere_and_fulfils_the_duty(cast, boards):
    generate_law_duties(commune=cast.commune, on=day("2026-03-31"), now=at("2026-03-31"))
    public_item(cast, now=at("2026-02-10"))
    one = published(cast)
    assert one.item.state == ItemState.PUBLIC
    assert PostingOrder.objects.filter(announcement__group=one.item.subject).count() == 2
    duty = Duty.objects.get(key="law:disclosure-register:2026-Q1")
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, day("2026-03-31"))
    assert one.item.pk not in {int(row["key"].split(".")[0]) for row in queries.live(one, day("2026-04-01"))["rows"]}


def test_it_is_not_public_before_it_was_signed(cast):
    with pytest.raises(Refused, match="Văn thư"):
        services.publish_list(quarterly=approved(cast), by=cast.chair, now=at("2026-03-31"))
    assert not Item.objects.filter(kind=services.KIND).exists()


def test_what_happened_after_approval_goes_into_a_correction_that_shows_the_difference(cast, boards):
    public_item(cast, now=at("2026-02-10"))
    one = published(cast)
    with pytest.raises(Refused, match="Không có gì khác"):
        services.correct_list(quarterly=one, by=cast.clerk, now=at("2026-04-02"))
    PostingOrder.objects.exclude(announcement__group=one.item.subject).update(
        up_on=day("2026-03-01"), keep_until=day("2026-03-31"), state=OrderState.UP
    )
    fresh = services.correct_list(quarterly=one, by=cast.clerk, now=at("2026-04-02"))
    again = services.correct_list(quarterly=one, by=cast.clerk, now=at("2026-04-02"))
    assert fresh.pk == again.pk
    fresh = services.approve(quarterly=fresh, post=cast.chair.posts.get(), by=cast.chair, now=at("2026-04-02"))
    said = words.difference(fresh.differences[0])
    assert said["before"] == ["Niêm yết: chưa có bằng chứng (0/2 nơi); 2 nơi quá hạn dán"]
    assert "2/2 nơi" in said["after"][0]
    issued(cast, fresh.document, now=at("2026-04-02"))
    fresh = services.publish_list(quarterly=fresh, by=cast.chair, now=at("2026-04-02"))
    assert fresh.item_id == one.item_id
    assert fresh.item.versions.first().number == 2


def test_the_clock_opens_each_quarter_once(cast):
    assert services.open_lists(commune=cast.commune, on=day("2026-04-28"), now=at("2026-04-28")) == 2
    assert services.open_lists(commune=cast.commune, on=day("2026-04-28"), now=at("2026-04-28")) == 0
    assert list(queries.lists_of(cast.commune).values_list("year", "quarter")) == [(2026, 2), (2026, 1)]


def test_the_number_of_questions_does_not_grow(cast, boards, django_assert_max_num_queries):
    for number in range(12):
        public_item(cast, now=at("2026-02-10"), title=f"Nội dung {number}")
    with django_assert_max_num_queries(11):
        queries.facts(cast.commune, day("2026-01-01"), day("2026-03-31"), day("2026-03-31"))
