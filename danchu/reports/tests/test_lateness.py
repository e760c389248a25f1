"""Who is late, reminded how often; the chair is told after the commune's own days; a body that is asked never is."""

import datetime

import pytest

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.duties.models import Duty
from danchu.notifications.models import Message
from danchu.reports import queries, rules, services
from danchu.reports.models import LogLine
from danchu.reports.tests.situations import hand_in, open_half_year, report_of, write
from danchu.rulebook import calendar

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 5, 4)  # the last day of the first half of 2026


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def test_the_chair_is_told_on_the_day_after_the_committed_days():
    for day, told in ((4, False), (7, False), (8, True), (9, True)):
        assert rules.chair_is_told(MONDAY, 3, datetime.date(2026, 5, day), calendar()) is told
    assert not rules.chair_is_told(MONDAY, 0, MONDAY, calendar())
    assert rules.chair_is_told(MONDAY, 0, datetime.date(2026, 5, 5), calendar())


def told_on(cast, day: datetime.date) -> int:
    return services.tell_chair(commune=cast.commune, on=day, now=clock.now())


def test_the_chair_hears_once_of_each_unit_and_never_of_the_front(cast, on_day):
    cast.front.reports = True
    cast.front.save()
    cycle = open_half_year(cast)
    economy = report_of(cycle, cast.economy)
    write(economy, cast.economy_head, text="Đã làm.")
    hand_in(economy, cast.economy_head)
    assert told_on(cast, on_day("2026-05-07")) == 0
    assert told_on(cast, on_day("2026-05-08")) == 2
    assert told_on(cast, on_day("2026-05-08")) == 0
    assert told_on(cast, on_day("2026-05-11")) == 0
    message = Message.objects.get(recipient=cast.chair)
    assert "2 đơn vị chưa gửi báo cáo 6 tháng đầu năm 2026, quá hạn hơn 3 ngày làm việc" in message.title
    assert "Phòng Văn hóa - Xã hội" in message.body
    assert "Mặt trận" not in message.body
    assert "cam kết của xã, không phải hạn của luật" in message.body
    late = queries.late(cycle, clock.today())
    assert {row.standing.report.unit for row in late} == {cast.culture, cast.centre}
    assert [len(row.chair_told) for row in late] == [1, 1]


def test_the_chair_hears_of_an_ad_hoc_report_though_its_period_is_over(cast, on_day):
    cycle = services.ask_for_report(
        commune=cast.commune, title="đột xuất", period=(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
        cutoff_on=datetime.date(2026, 3, 31), due_on=MONDAY, citation="Công văn 12", by=cast.culture_head,
        now=clock.now(), asked=services.Asked(units=(cast.economy, cast.front)),
    )  # fmt: skip
    assert told_on(cast, on_day("2026-05-07")) == 0
    assert told_on(cast, on_day("2026-05-08")) == 1
    assert [row.standing.report.unit for row in queries.late(cycle, clock.today())] == [cast.economy]


def test_the_list_says_since_when_and_reminded_how_often(cast, on_day, sign_in):
    cycle = open_half_year(cast)
    assert queries.late(cycle, on_day("2026-05-04")) == []
    for day in ("2026-05-05", "2026-05-05", "2026-05-06"):
        on_day(day)
        services.remind(cycle=cycle, by=cast.culture_head, now=clock.now())
    late = queries.late(cycle, on_day("2026-05-07"))
    assert [(row.since, row.working_days, len(row.reminded)) for row in late] == [(MONDAY, 3, 2)] * 3
    page = sign_in(cast.chair).get(f"/lam-viec/bao-cao/ky/{cycle.pk}/tre/").content.decode()
    assert "đã nhắc 2 lần" in page
    assert "Gia hạn" in page
    assert "cam kết của xã" in page


def test_the_chair_gives_one_unit_a_later_day_with_a_reason(cast, on_day, sign_in):
    cycle = open_half_year(cast)
    on_day("2026-05-08")
    told_on(cast, clock.today())
    economy = report_of(cycle, cast.economy)
    page = f"/lam-viec/bao-cao/{economy.pk}/gia-han/"
    assert sign_in(cast.culture_head).get(page).status_code == 403
    chair = sign_in(cast.chair)
    wrong = chair.post(page, {"due_on": "04/5/2026", "reason": "Đang chống lũ."})
    assert wrong.status_code == 422
    assert "Đang chống lũ." in wrong.content.decode()
    assert chair.post(page, {"due_on": "15/5/2026", "reason": "Đang chống lũ."}).status_code == 302
    duty = Duty.objects.get(key="report:2026-H1", unit=cast.economy)
    assert duty.due_on == datetime.date(2026, 5, 15)
    assert "gia hạn" in duty.explanation["explanation"]
    assert Duty.objects.get(key="report:2026-H1", unit=cast.culture).due_on == MONDAY
    assert {row.standing.report.unit for row in queries.late(cycle, clock.today())} == {cast.culture, cast.centre}
    assert Message.objects.filter(recipient=cast.economy_head, body__contains="Đang chống lũ.").exists()
    # The daily work does not take the later day back, and the chair hears again once it is past too.
    services.open_cycles(commune=cast.commune, on=on_day("2026-05-14"), now=clock.now())
    duty.refresh_from_db()
    assert duty.due_on == datetime.date(2026, 5, 15)
    assert told_on(cast, on_day("2026-05-21")) == 1


def test_a_call_is_written_down(cast, on_day):
    cycle = open_half_year(cast)
    on_day("2026-05-08")
    services.note_call(report=report_of(cycle, cast.economy), text="Hẹn gửi ngày mai.", by=cast.chair, now=clock.now())
    row = next(row for row in queries.late(cycle, clock.today()) if row.standing.report.unit == cast.economy)
    assert [line.text for line in row.said] == ["Hẹn gửi ngày mai."]
    with pytest.raises(Refused, match="trả lời thế nào"):
        services.note_call(report=report_of(cycle, cast.economy), text=" ", by=cast.chair, now=clock.now())


def test_a_body_that_is_asked_is_not_chased(cast):
    cast.front.reports = True
    cast.front.save()
    report = report_of(open_half_year(cast), cast.front)
    with pytest.raises(Refused, match="không nhắc"):
        services.note_call(report=report, text="Gọi.", by=cast.chair, now=clock.now())
    with pytest.raises(Refused, match="không nhắc"):
        services.extend(report=report, due_on=datetime.date(2026, 6, 1), reason="x", by=cast.chair, now=clock.now())
    assert not LogLine.objects.filter(report=report, event__in=("called", "extended")).exists()


def test_the_commune_sets_its_own_days_and_the_next_cycle_keeps_them(cast, sign_in):
    cycle = open_half_year(cast)
    page = f"/lam-viec/bao-cao/ky/{cycle.pk}/cam-ket/"
    assert sign_in(cast.economy_head).get(page).status_code == 403
    assert sign_in(cast.chair).post(page, {"days": "31"}).status_code == 422
    assert sign_in(cast.chair).post(page, {"days": "5"}).status_code == 302
    services.set_up_cycles(commune=cast.commune, year=2027, now=clock.now())
    cycle.refresh_from_db()
    assert cycle.chair_told_after == 5
