"""A weakness named in a report: owed by its owner, asked for in the next report, a seed of the next plan."""

import datetime

import pytest
from django.urls import reverse

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode
from danchu.plans.models import Seed
from danchu.reports import papers, queries, services
from danchu.reports.models import Report, Weakness
from danchu.reports.states import Remedy
from danchu.reports.tests.situations import (
    accept,
    hand_in,
    in_year,
    merged,
    name,
    open_half_year,
    report_of,
    with_weaknesses,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def duty_of(weakness) -> Duty:
    """The one duty that stands for a weakness, however often it was named."""
    return Duty.objects.get(subject=weakness.subject)


def say(report, weakness, remedy, by, text="Đã niêm yết lại ở cả hai bản."):
    services.answer(report=report, weakness=weakness, remedy=remedy, text=text, by=by, now=clock.now())


def test_naming_is_not_owing_until_the_report_is_approved(cast):
    _cycle, report = merged(cast)
    named = name(report, cast.culture_head, "Niêm yết chưa đủ ngày.", cast.culture)
    assert not Duty.objects.filter(subject=named.subject).exists()
    assert queries.in_force(cast.commune) == []


def test_once_approved_the_owner_owes_it_by_its_day_and_a_body_that_is_asked_is_asked(cast):
    cycle, report = with_weaknesses(cast)
    first, second = report.weaknesses.all()
    duty = duty_of(first)
    assert (duty.unit, duty.due_on, duty.state) == (cast.culture, datetime.date(2026, 9, 30), DutyState.OPEN)
    assert duty.title == "Khắc phục hạn chế: Niêm yết ở hai bản chưa đủ 30 ngày."
    assert duty.mode == Mode.ASSIGN
    assert duty_of(second).mode == Mode.REQUEST
    services.open_cycles(commune=cast.commune, on=clock.today(), now=clock.now())
    assert Duty.objects.filter(subject__startswith="reports.weakness").count() == 2
    text = " ".join(str(getattr(block, "text", "")) for block in papers.of(report, draft=False).body)
    assert "Niêm yết ở hai bản chưa đủ 30 ngày. Phòng Văn hóa - Xã hội khắc phục, xong trước khi hết ngày 30/9" in text
    assert cycle.code in str(queries.in_force(cast.commune)[0].weakness.report.cycle.code)


def test_the_next_report_asks_and_is_not_handed_in_without_an_answer(cast, on_day, sign_in):
    _cycle, before = with_weaknesses(cast)
    next_cycle = in_year(cast, "2027-H1", on_day)
    report = report_of(next_cycle, cast.culture)
    question = queries.questions(report)
    assert [each.named.weakness.text for each in question] == ["Niêm yết ở hai bản chưa đủ 30 ngày."]
    assert queries.questions(report_of(next_cycle, cast.economy)) == []
    assert len(queries.questions(report_of(next_cycle, None))) == 2
    write(report, cast.culture_head, text="Đã làm.")
    with pytest.raises(Refused, match="đã khắc phục chưa"):
        hand_in(report, cast.culture_head)
    head = sign_in(cast.culture_head)
    page = f"/lam-viec/bao-cao/{report.pk}/"
    assert "1 chưa trả lời" in head.get(page).content.decode()
    first = before.weaknesses.first()
    address = f"{page}han-che/{first.origin}/tra-loi/"
    kept = head.post(address, {"remedy": "partly", "text": ""})
    assert kept.status_code == 422
    assert "checked" in kept.content.decode()  # what was chosen is not lost
    assert head.post(address, {"remedy": "partly", "text": "Còn một bản."}).status_code == 302
    assert hand_in(report, cast.culture_head).state == "submitted"


def test_put_right_fulfils_the_duty_and_is_not_asked_again(cast, on_day):
    _cycle, before = with_weaknesses(cast)
    first = before.weaknesses.first()
    report = report_of(in_year(cast, "2027-H1", on_day), cast.culture)
    write(report, cast.culture_head, text="Đã làm.")
    say(report, first, Remedy.DONE, cast.culture_head)
    assert duty_of(first).state == DutyState.OPEN  # said, not yet accepted
    accept(hand_in(report, cast.culture_head), cast.culture_head)
    duty = duty_of(first)
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, datetime.date(2027, 4, 20))
    first.refresh_from_db()
    assert first.resolved_on == datetime.date(2027, 4, 20)
    assert [each.weakness.unit for each in queries.in_force(cast.commune)] == [cast.front]
    # Returned after all: owed again.
    report.refresh_from_db()
    services.return_report(
        report=report, reasons="Chưa có ảnh.", version=report.version, by=cast.culture_head, now=clock.now()
    )
    assert duty_of(first).state == DutyState.OPEN
    first.refresh_from_db()
    assert first.resolved_on is None


def test_not_yet_stays_open_and_may_be_named_again_with_a_new_day_and_owner(cast, on_day):
    _cycle, before = with_weaknesses(cast)
    first = before.weaknesses.first()
    cycle = in_year(cast, "2027-H1", on_day)
    whole, culture = report_of(cycle, None), report_of(cycle, cast.culture)
    write(culture, cast.culture_head, text="Đã làm.")
    say(culture, first, Remedy.NOT_YET, cast.culture_head, "Thiếu bảng niêm yết.")
    accept(hand_in(culture, cast.culture_head), cast.culture_head)
    owners = {each.named.weakness.origin: each.owners for each in queries.questions(whole)}
    assert owners[first.origin].text == "Thiếu bảng niêm yết."
    for each in queries.questions(whole):
        say(whole, each.named.weakness, Remedy.NOT_YET, cast.culture_head, "Chuyển sang kỳ sau.")
    services.name_weakness(
        report=whole, text=first.text, unit=cast.economy, due_on=datetime.date(2027, 8, 1), again=first,
        by=cast.culture_head, now=clock.now(),
    )  # fmt: skip
    write(whole, cast.culture_head, section="I", text="Xã đã làm.")
    hand_in(whole, cast.culture_head)
    whole.refresh_from_db()
    services.approve(report=whole, post=cast.chair.posts.get(), version=whole.version, by=cast.chair, now=clock.now())
    rows = {duty.unit: duty for duty in Duty.objects.filter(subject=first.subject)}
    assert rows[cast.culture].state == DutyState.WITHDRAWN
    assert (rows[cast.economy].state, rows[cast.economy].due_on) == (DutyState.OPEN, datetime.date(2027, 8, 1))


def test_a_units_own_weakness_is_owed_once_though_the_commune_takes_it_up(cast):
    cycle = open_half_year(cast)
    economy, whole = report_of(cycle, cast.economy), report_of(cycle, None)
    own = name(economy, cast.economy_head, "Chưa lập danh mục quý.", cast.economy)
    with pytest.raises(Refused, match="do xã nêu"):
        name(economy, cast.economy_head, "Phòng khác chậm.", cast.culture)
    write(economy, cast.economy_head, text="Đã làm.")
    accept(hand_in(economy, cast.economy_head), cast.culture_head)
    assert duty_of(own).due_on == datetime.date(2026, 9, 30)
    assert [row.pk for row in queries.of_units(whole)] == [own.pk]
    for _click in range(2):
        services.name_weakness(
            report=whole, text=own.text, unit=cast.economy, due_on=datetime.date(2026, 7, 1), again=own,
            by=cast.culture_head, now=clock.now(),
        )  # fmt: skip
    assert queries.of_units(whole) == []
    write(whole, cast.culture_head, text="Xã đã làm.")
    hand_in(whole, cast.culture_head)
    whole.refresh_from_db()
    services.approve(report=whole, post=cast.chair.posts.get(), version=whole.version, by=cast.chair, now=clock.now())
    assert duty_of(own).due_on == datetime.date(2026, 7, 1)
    assert len(queries.in_force(cast.commune)) == 1


def test_a_body_that_is_asked_owes_no_answer(cast, on_day):
    cast.front.reports = True
    cast.front.save()
    with_weaknesses(cast)
    report = report_of(in_year(cast, "2027-H1", on_day), cast.front)
    assert len(queries.questions(report)) == 1
    write(report, cast.front_head, text="Đã giám sát.")
    assert hand_in(report, cast.front_head).state == "submitted"


def test_what_is_open_seeds_the_next_plan(cast, sign_in):
    with_weaknesses(cast)
    assert len(queries.open_weaknesses(cast.commune, 2026)) == 2
    assert queries.open_weaknesses(cast.commune, 2025) == []
    page = sign_in(cast.culture_head).get("/lam-viec/bao-cao/goi-y/").content.decode()
    assert "Gợi ý cho kế hoạch năm 2027" in page
    seeds = {seed.key: seed for seed in Seed.objects.filter(commune=cast.commune, year=2027)}
    assert {seed.unit for seed in seeds.values()} == {cast.culture, cast.front}
    assert "Khắc phục hạn chế: Niêm yết ở hai bản chưa đủ 30 ngày." in {seed.text for seed in seeds.values()}
    assert all(key.startswith("reports.weakness:") for key in seeds)
    assert "Niêm yết ở hai bản chưa đủ 30 ngày." in page
    assert sign_in(cast.economy_officer).get("/lam-viec/bao-cao/goi-y/").status_code == 403


def test_a_weakness_needs_words_a_day_ahead_and_a_report_that_is_written(cast):
    cycle, report = with_weaknesses(cast)
    open_one = report_of(cycle, cast.centre)
    for text, due, sentence in (("  ", "2026-09-30", "một câu"), ("Chậm.", "2026-04-27", "trước hôm nay")):
        with pytest.raises(Refused, match=sentence):
            name(open_one, cast.centre_head, text, cast.centre, due)
    assert name(open_one, cast.centre_head, "Chậm.", cast.centre, "2026-04-28").pk  # the day itself is in time
    with pytest.raises(Refused, match="đã gửi"):
        name(report, cast.culture_head, "Chậm.", cast.culture)
    assert Weakness.objects.count() == 3


def test_the_page_of_a_weakness_is_where_its_duty_is_done(cast, others, sign_in):
    _cycle, report = with_weaknesses(cast)
    first = report.weaknesses.first()
    page = f"/lam-viec/bao-cao/han-che/{first.pk}/"
    assert "Đang khắc phục" in sign_in(cast.culture_officer).get(page).content.decode()
    assert sign_in(cast.economy_officer).get(page).status_code == 404
    assert sign_in(others.chair).get(page).status_code == 404
    assert (
        page in sign_in(cast.culture_officer).get(reverse("duties:detail", args=[duty_of(first).pk])).content.decode()
    )
    assert Report.objects.filter(pk=report.pk, state="locked").exists()
