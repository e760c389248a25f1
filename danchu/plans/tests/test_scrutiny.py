"""Soi kế hoạch: pure findings first, then the real plan of 2026 through the tunnel, then the page."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from danchu import rulebook
from danchu.core.calendar import Calendar, CalendarRow
from danchu.plans import services
from danchu.plans.scrutiny import findings, load
from danchu.plans.scrutiny.findings import Lack
from danchu.plans.scrutiny.gathering import scrutinise
from danchu.plans.scrutiny.knowledge import knowledge
from danchu.plans.states import Evidence, TaskKind, TaskMode
from danchu.plans.tests.cases import SMALL, at, confirmed, taken_in

DAY = dt.date(2026, 4, 28)
UNITS = ["Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Trung tâm Phục vụ hành chính công"]
DAYS = "trước ngày 05/5 và trước ngày 05/11"


def instruction(text="Rà soát các quy chế nội bộ.", **changes):
    values = {
        "pk": 1, "place": "II.1", "title": text[:40], "text": text, "kind": TaskKind.CONTINUING,
        "mode": TaskMode.ASSIGN, "has_owner": True, "recurs": False, "last_days": (), "product": "",
        "evidence": Evidence.PAPERS,
    }  # fmt: skip
    return findings.Instruction(**{**values, **changes})


# -- what an instruction lacks --------------------------------------------------------------------------------------
def test_a_principle_lacks_nothing_and_a_request_only_its_owner():
    assert findings.lacking(instruction(kind=TaskKind.PRINCIPLE, has_owner=False)) == ()
    assert findings.lacking(instruction(mode=TaskMode.REQUEST)) == ()
    assert findings.lacking(instruction(mode=TaskMode.REQUEST, has_owner=False)) == (Lack.OWNER,)


def test_owner_day_and_product_are_missed_one_by_one():
    assert findings.lacking(instruction(has_owner=False)) == (Lack.OWNER, Lack.DAY, Lack.PRODUCT)
    assert findings.lacking(instruction(last_days=(DAY,))) == (Lack.PRODUCT,)
    assert findings.lacking(instruction(recurs=True, product="danh mục")) == ()
    assert findings.lacking(instruction("Niêm yết dự toán ngân sách xã.", recurs=True)) == ()


def test_the_wording_names_the_usual_office_the_plans_own_days_and_a_product():
    task = instruction("- Công khai thủ tục hành chính;", has_owner=False, evidence=Evidence.POSTING)
    (gap,) = findings.gaps([task], known=knowledge(), units=UNITS, report_days=DAYS)
    assert gap.wording == (
        "Công khai thủ tục hành chính (đơn vị chủ trì: Trung tâm Phục vụ hành chính công; thời hạn: báo cáo kết quả "
        "trước ngày 05/5 và trước ngày 05/11; sản phẩm: ảnh nơi niêm yết và địa chỉ trang đăng)."
    )


def test_no_office_is_proposed_that_the_commune_does_not_have():
    assert findings.usual_office("Công khai ngân sách", knowledge(), UNITS) == "Phòng Kinh tế"
    assert findings.usual_office("Công khai ngân sách", knowledge(), UNITS[:1]) == ""
    assert findings.usual_office("Giữ gìn vệ sinh", knowledge(), UNITS) == ""


# -- days -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "off"),
    [
        (dt.date(2026, 4, 29), None),  # Wednesday between the feasts
        (dt.date(2026, 4, 30), dt.date(2026, 4, 29)),
        (dt.date(2026, 5, 1), dt.date(2026, 4, 29)),
        (dt.date(2026, 5, 3), dt.date(2026, 4, 29)),  # Sunday after them
        (dt.date(2026, 5, 4), None),
        (dt.date(2026, 2, 18), dt.date(2026, 2, 13)),  # Tết
    ],
)
def test_a_last_day_off_is_found_with_the_working_day_before(day, off):
    found = findings.days_off([instruction(last_days=(day,))], rulebook.calendar())
    assert [row.better for row in found] == ([off] if off else [])


# -- load -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("worked", "carries"), [(5, 3), (4, 3), (3, 2), (2, 2), (1, 1), (0, 0)])
def test_a_short_week_carries_less(worked, carries):
    assert load.capacity(worked, 3) == carries


def due(day, n=1):
    return [load.Due(1, day, f"Việc {at}") for at in range(n)]


def weeks_of(items, per_week=3):
    return load.weeks(items, year=2026, calendar=rulebook.calendar(), per_week=per_week)


def test_the_week_of_30_april_2026_is_overloaded_by_what_an_ordinary_week_carries():
    ordinary = [week for week in weeks_of(due(dt.date(2026, 4, 15), 3)) if week.due]
    feast = [week for week in weeks_of(due(dt.date(2026, 4, 29), 3)) if week.due]
    assert (ordinary[0].working_days, ordinary[0].is_overloaded) == (5, False)
    assert (feast[0].working_days, feast[0].capacity, feast[0].is_overloaded) == (2, 2, True)
    assert [name for _day, name in feast[0].days_off]  # each day off is called by its name


def test_anything_due_in_the_week_of_tet_is_too_much():
    week = next(week for week in weeks_of(due(dt.date(2026, 2, 16))) if week.due)
    assert (week.working_days, week.capacity, week.is_overloaded) == (0, 0, True)


def test_the_nearest_lighter_week_is_proposed_unless_the_law_set_the_day():
    items = due(dt.date(2026, 4, 29), 3) + due(dt.date(2026, 4, 22), 3)
    found = weeks_of(items)
    heavy = next(week for week in found if week.is_overloaded)
    assert load.lighter_before(found, heavy).monday == dt.date(2026, 4, 13)
    fixed = [load.Due(1, dt.date(2026, 4, 29), "Theo luật", own=False)] * 3
    found = weeks_of(fixed)
    assert load.lighter_before(found, next(week for week in found if week.is_overloaded)) is None


@given(st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=60), st.integers(1, 20))
def test_every_thing_due_in_the_year_stands_in_exactly_one_week(days, per_week):
    items = [load.Due(1, day, str(at)) for at, day in enumerate(days)]
    found = load.weeks(items, year=2026, calendar=Calendar(), per_week=per_week)
    assert sorted(one.title for week in found for one in week.due) == sorted(one.title for one in items)
    assert all(week.monday <= one.last_day <= week.sunday for week in found for one in week.due)
    assert all(week.working_days == 5 for week in found)


def test_a_make_up_saturday_is_a_working_day_of_its_week():
    calendar = Calendar(rows=(CalendarRow(dt.date(2026, 1, 10), "Làm bù", works=True),))
    week = load.weeks(due(dt.date(2026, 1, 10)), year=2026, calendar=calendar, per_week=3)[1]
    assert week.working_days == 6


# -- what is cited, what is forgotten -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "gone"), [(dt.date(2026, 6, 30), 0), (dt.date(2026, 7, 1), 1), (dt.date(2026, 7, 2), 1)]
)
def test_decree_42_of_2022_is_cited_in_vain_from_1_july_2026(on, gone):
    assert len(findings.cited_but_gone(["42/2022/NĐ-CP", "59/2023/NĐ-CP"], on, knowledge())) == gone


def test_what_no_longer_holds_ends_on_the_day_the_rulebook_says():
    ends = {text.law: text.until for text in rulebook.all_texts() if text.until}
    known = {gone.number: gone.until for gone in knowledge().gone}
    assert set(ends) <= set(known), "a text of the rulebook ended: say what took its place"
    assert {law: known[law] for law in ends if law in known} == {
        law: until + dt.timedelta(days=1) for law, until in ends.items() if law in known
    }


def test_a_law_amended_is_to_be_cited_so_from_its_day():
    text = "Căn cứ Luật Thực hiện dân chủ ở cơ sở năm 2022;"
    assert findings.cited_without_amendment(text, dt.date(2025, 6, 30), knowledge()) == []
    assert [law.by for law in findings.cited_without_amendment(text, dt.date(2025, 7, 1), knowledge())] == [
        "97/2025/QH15"
    ]
    named = text + " được sửa đổi bởi Luật số 97/2025/QH15"
    assert findings.cited_without_amendment(named, dt.date(2026, 1, 1), knowledge()) == []


def test_every_duty_of_the_law_has_its_words_or_is_said_with_another():
    known = knowledge()
    own = {row.duty for row in known.remembered}
    assert own | set(known.said_with) == {duty.id for duty in rulebook.recurring_duties()}
    assert set(known.said_with.values()) <= own
    assert all(row.wording.endswith(".") and row.unit for row in known.remembered)


def test_a_plan_that_takes_every_proposed_sentence_forgets_nothing():
    known = knowledge()
    duties = {row.duty for row in known.remembered}
    taken = "\n".join(row.wording for row in known.remembered)
    assert [row.duty for row in findings.forgotten(taken, duties, known)] == []
    assert len(findings.forgotten("Một kế hoạch trống.", duties, known)) == len(duties)


# -- the real plan --------------------------------------------------------------------------------------------------
def test_the_plan_of_2026_through_the_tunnel(cast, on_day):
    on_day("2026-03-10")
    plan = taken_in(cast)
    found = scrutinise(plan, on=dt.date(2026, 3, 10))
    assert found.counted.instructions > 20
    assert found.counted.lacks[Lack.DAY] > 15  # most of its instructions name no day
    assert "dialogue" in {row.row.duty for row in found.forgotten}  # it never speaks of a dialogue with the people
    assert any("huyện" in text for text in found.remarks)  # "của tỉnh, của huyện"
    assert [law.by for law in found.amended] == ["97/2025/QH15"]
    assert found.days_off == []  # 4 May and 4 November 2026 are a Monday and a Wednesday


def test_what_a_confirmed_plan_already_owes_is_not_counted_twice(cast, on_day):
    on_day("2026-03-10")
    draft = scrutinise(taken_in(cast, text=SMALL), on=dt.date(2026, 3, 10))
    plan = confirmed(cast, text=SMALL.replace("12/KH", "13/KH"))
    later = scrutinise(plan, on=dt.date(2026, 3, 10))
    assert sum(row.total for row in draft.loads) == sum(row.total for row in later.loads) > 0


def test_last_years_plan_is_set_beside(cast, on_day):
    on_day("2026-03-10")
    assert scrutinise(taken_in(cast), on=dt.date(2026, 3, 10)).last_year is None
    confirmed(cast, text=SMALL.replace("2026", "2025"), day="2025-01-20")
    found = scrutinise(taken_in(cast, text=SMALL), on=dt.date(2026, 3, 10))
    assert found.last_year.instructions == found.counted.instructions > 0


# -- the page -------------------------------------------------------------------------------------------------------
@pytest.fixture
def plan(cast, on_day):
    on_day("2026-03-10")
    return taken_in(cast)


def test_the_page_shows_findings_and_costs_few_queries(cast, plan, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.culture_head)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("plans:scrutiny", args=[plan.pk])).content.decode()
    assert "đối thoại" in page
    assert "97/2025/QH15" in page
    assert "?luat=dialogue" in page


def test_the_yardstick_can_be_changed_and_nonsense_is_ignored(cast, plan, sign_in):
    client = sign_in(cast.culture_head)
    address = reverse("plans:scrutiny", args=[plan.pk])
    assert 'value="5"' in client.get(address + "?suc=5").content.decode()
    for nonsense in ("0", "-1", "99", "x", "²", "9" * 30):
        assert f'value="{knowledge().per_week}"' in client.get(address, {"suc": nonsense}).content.decode()


def test_a_forgotten_duty_is_added_with_its_words_and_unit(cast, plan, sign_in):
    client = sign_in(cast.culture_head)
    address = reverse("plans:task_add", args=[plan.pk])
    page = client.get(address + "?luat=staff-conference")
    text = page.context["form"]["text"].value()
    assert "31/3" in text
    values = {name: value for name in page.context["form"].fields if (value := page.context["form"][name].value())}
    answer = client.post(address, values)
    assert answer.status_code == 302, answer.context["form"].errors
    assert plan.tasks.filter(text=text).exists()
    found = scrutinise(plan, on=dt.date(2026, 3, 10))
    assert "staff-conference" not in {row.row.duty for row in found.forgotten}


def test_a_confirmed_plan_may_be_looked_at_but_not_added_to(cast, plan, sign_in):
    services.mark_seen(plan=plan, by=cast.culture_head, now=at("2026-03-10"))
    services.confirm(plan=plan, by=cast.culture_head, now=at("2026-03-10"))
    page = sign_in(cast.culture_head).get(reverse("plans:scrutiny", args=[plan.pk]))
    assert page.status_code == 200
    assert "?luat=" not in page.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_in_a_browser(cast, plan, visit, wrong_with):
    tab = visit(reverse("plans:scrutiny", args=[plan.pk]), cast.culture_head)
    assert wrong_with(tab) == []
