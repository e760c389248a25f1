"""The pages of duties: who sees what, filters without marks, one page at a time, few queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danchu.duties import services
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode, Source
from danchu.duties.tests.situations import day, law, moment, owe
from danchu.notifications.models import Message
from danchu.notifications.services import notify

ON = "2026-04-28"
LIST = "/lam-viec/viec-phai-lam/"


@pytest.fixture
def today(on_day):
    return on_day(ON)


@pytest.fixture
def work(cast, today):
    """Duties of two offices, the law's own, and one that is asked."""
    law(cast, ON)
    owe(cast, cast.culture, "report", "2026-05-04", title="Báo cáo 06 tháng đầu năm", source=Source.REPORT)
    owe(cast, cast.culture, "late", "2026-04-20", title="Đăng tin về Luật Thực hiện dân chủ ở cơ sở")
    owe(cast, cast.economy, "economy", ON, title="Công khai dự toán ngân sách")
    owe(cast, cast.front, "asked", "2026-05-10", title="Vận động Nhân dân", mode=Mode.REQUEST)
    return cast


def page(client, query=""):
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_signed_out_one_is_led_to_the_door(client, db):
    for name in ("list", "holidays", "notices", "calendar_feed"):
        answer = client.get(reverse(f"duties:{name}"))
        assert answer.status_code == 302
        assert "/dang-nhap/" in answer.url


def test_an_officer_sees_the_own_units_duties_and_the_chair_all(work, sign_in):
    officer = page(sign_in(work.culture_officer))
    assert "Báo cáo 06 tháng đầu năm" in officer
    assert "Công khai dự toán ngân sách" not in officer
    chair = page(sign_in(work.chair))
    assert "Công khai dự toán ngân sách" in chair
    assert "Phòng Kinh tế" in chair


def test_another_communes_and_another_units_duty_is_not_there(work, others, sign_in):
    duty = Duty.objects.get(key="economy")
    names = ("detail", "report_done", "reopen")
    for person in (others.chair, others.admin, work.culture_officer, work.admin):
        client = sign_in(person)
        for name in names:
            assert client.get(reverse(f"duties:{name}", args=[duty.pk])).status_code == 404
    assert sign_in(work.economy_officer).get(reverse("duties:detail", args=[duty.pk])).status_code == 200
    assert "Công khai dự toán" not in page(sign_in(others.chair))


def test_late_comes_first_and_what_is_left_is_said_in_working_days(work, sign_in):
    text = page(sign_in(work.culture_head), "?tinh_trang=all")
    assert text.index("Đăng tin về Luật") < text.index("Báo cáo 06 tháng đầu năm")
    assert "quá hạn 8 ngày" in text
    assert "còn 3 ngày làm việc" in text
    assert "vì sao?" in text


def test_quarters_that_have_not_begun_are_shown_only_when_asked_for(work, sign_in):
    client = sign_in(work.chair)
    assert "trong quý III/2026" not in page(client)
    assert "trong quý III/2026" in page(client, "?tinh_trang=undated")
    assert "trong quý III/2026" in page(client, "?ky=2026-Q3")


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ("?tim=BAO+CAO+06+thang", "Báo cáo 06 tháng đầu năm", "Đăng tin về Luật"),
        ("?tim=dieu+51", "hội nghị cán bộ, công chức", "Báo cáo 06 tháng đầu năm"),
        ("?nguon=report", "Báo cáo 06 tháng đầu năm", "Đăng tin về Luật"),
        ("?tinh_trang=late", "Đăng tin về Luật", "Báo cáo 06 tháng đầu năm"),
        ("?tinh_trang=asked", "Vận động Nhân dân", "Đăng tin về Luật"),
        ("?ky=2026-Q1", "tổng kết năm công tác trước", "Báo cáo 06 tháng đầu năm"),
        ("?ky=2026-04", "Đăng tin về Luật", "Báo cáo 06 tháng đầu năm"),
        ("?ky=nonsense&nguon=nonsense", "Báo cáo 06 tháng đầu năm", "404"),
    ],
)
def test_the_filter(work, sign_in, query, inside, outside):
    text = page(sign_in(work.chair), query)
    assert inside in text
    assert outside not in text.replace("/404", "")


def test_filter_by_unit_takes_only_units_one_sees(work, others, sign_in):
    assert "Công khai dự toán" in page(sign_in(work.chair), f"?don_vi={work.economy.pk}")
    assert "Đăng tin về Luật" not in page(sign_in(work.chair), f"?don_vi={work.economy.pk}")
    assert "Đăng tin về Luật" in page(sign_in(work.culture_officer), f"?don_vi={others.economy.pk}")


def test_thirty_a_page_and_all_on_paper(work, sign_in):
    for at in range(70):
        owe(work, work.culture, f"k{at}", "2026-06-17")
    client = sign_in(work.culture_officer)
    assert page(client).count('class="main"') == 30
    assert page(client, "?page=3").count('class="main"') == 12
    printed = page(client, "?in=1")
    assert printed.count('<tr role="row"') == 73  # the head of the table too
    assert "quá hạn 8 ngày" in printed
    assert "<form" not in printed.split('id="noi-dung"')[1]


def test_an_empty_list_says_what_comes(cast, today, sign_in):
    assert "Chưa có việc nào phải làm" in page(sign_in(cast.culture_officer))
    assert "Không có việc nào khớp" in page(sign_in(cast.culture_officer), "?tim=abc")


def test_at_most_twelve_queries_a_page(work, sign_in, django_assert_max_num_queries):
    for at in range(40):
        owe(work, work.culture, f"k{at}", "2026-06-17")
    client = sign_in(work.chair)
    duty = Duty.objects.get(key="law:staff-conference:2026")
    services.report_done(duty=duty, on=day(ON), note="BB 02", by=work.chair, now=moment(ON))
    for address in (
        LIST, f"{LIST}?tim=bao+cao&ky=2026", reverse("duties:detail", args=[duty.pk]), reverse("duties:holidays"),
        reverse("duties:notices"), reverse("duties:calendar_feed"), reverse("duties:reopen", args=[duty.pk]),
    ):  # fmt: skip
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_the_detail_explains_the_day_and_shows_what_is_not_confirmed(work, sign_in):
    duty = Duty.objects.get(key="law:staff-conference:2026")
    text = sign_in(work.chair).get(reverse("duties:detail", args=[duty.pk])).content.decode()
    assert duty.explanation["explanation"] in text
    assert "khoản 1 Điều 51" in text
    assert "Chưa được xác nhận" in text
    assert "Báo đã làm" in text


def test_a_plan_duty_offers_no_report_here(work, sign_in):
    duty = Duty.objects.get(key="late")
    client = sign_in(work.culture_head)
    assert reverse("duties:report_done", args=[duty.pk]) not in client.get(
        reverse("duties:detail", args=[duty.pk])
    ).content.decode()  # fmt: skip
    answer = client.post(reverse("duties:report_done", args=[duty.pk]), {"on": "28/4/2026", "note": "x"})
    assert answer.status_code == 302
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN


def test_reporting_done_and_taking_it_back(work, sign_in):
    duty = Duty.objects.get(key="law:staff-conference:2026")
    client, address = sign_in(work.chair), reverse("duties:report_done", args=[duty.pk])
    wrong = client.post(address, {"on": "29/4/2026", "note": "Biên bản 02"})
    assert wrong.status_code == 422
    assert "sau hôm nay" in wrong.content.decode()
    assert "Biên bản 02" in wrong.content.decode()  # nothing typed is lost
    upload = SimpleUploadedFile("bien-ban.txt", "Biên bản".encode())
    client.post(address, {"on": "20/3/2026", "note": "Biên bản 02/BB-UBND", "file": upload})
    duty.refresh_from_db()
    assert duty.fulfilled_on == day("2026-03-20")
    text = client.get(reverse("duties:detail", args=[duty.pk])).content.decode()
    assert "Biên bản 02/BB-UBND" in text
    assert "bien-ban.txt" in text
    kept = client.get(reverse("duties:file", args=[duty.pk, duty.events.get().pk]))
    assert b"".join(kept.streaming_content) == "Biên bản".encode()
    assert client.post(address, {"on": "20/3/2026", "note": "lại"}).status_code == 302  # a double click
    assert duty.events.count() == 1
    back = reverse("duties:reopen", args=[duty.pk])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "Ghi nhầm"}).status_code == 302
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN


def test_the_attached_file_is_for_who_sees_the_duty(work, others, sign_in):
    duty = Duty.objects.get(key="law:staff-conference:2026")
    upload = SimpleUploadedFile("bien-ban.txt", "Biên bản".encode())
    services.report_done(duty=duty, on=day(ON), note="BB", file=upload, by=work.chair, now=moment(ON))
    address = reverse("duties:file", args=[duty.pk, duty.events.get().pk])
    assert sign_in(work.clerk).get(address).status_code == 200
    assert sign_in(work.culture_officer).get(address).status_code == 404
    assert sign_in(others.chair).get(address).status_code == 404


def test_who_does_not_speak_for_the_unit_may_not_report(work, sign_in):
    duty = Duty.objects.get(key="law:staff-conference:2026")
    answer = sign_in(work.clerk).post(reverse("duties:report_done", args=[duty.pk]), {"on": "20/3/2026", "note": "x"})
    assert answer.status_code == 403
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN


def test_the_holidays_page_marks_what_is_not_published(work, sign_in):
    text = sign_in(work.culture_officer).get(reverse("duties:holidays")).content.decode()
    assert "Nghỉ hoán đổi với thứ Bảy 10/1/2026" in text
    assert "thứ Bảy, 10/01/2026" in text
    assert "Lịch năm 2027 chưa được xác nhận hết" in text


def test_notices_are_the_persons_own_and_get_never_writes(work, sign_in):
    notify(recipients=[work.chair, work.deputy], key="k", title="Nhắc\nviệc", body="Nội dung", now=moment(ON))
    client = sign_in(work.chair)
    assert "Nhắc việc" in client.get(reverse("duties:notices")).content.decode()
    assert Message.objects.filter(read_at__isnull=True).count() == 2
    foreign = Message.objects.get(recipient=work.deputy)
    assert client.post(reverse("duties:mark_read"), {"pk": foreign.pk}).status_code == 404
    assert client.get(reverse("duties:mark_read")).status_code == 405
    own = Message.objects.get(recipient=work.chair)
    assert client.post(reverse("duties:mark_read"), {"pk": own.pk}).status_code == 302
    own.refresh_from_db()
    assert own.read_at
    sign_in(work.deputy).post(reverse("duties:mark_read"))
    foreign.refresh_from_db()
    assert foreign.read_at


def test_the_feed_holds_the_units_open_duties_as_all_day_events(work, sign_in):
    answer = sign_in(work.culture_officer).get(reverse("duties:calendar_feed"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode().replace("\r\n ", "")
    assert "SUMMARY:DỮ LIỆU MẪU · Hạn: Báo cáo 06 tháng đầu năm" in text
    assert "DTSTART;VALUE=DATE:20260504" in text
    assert "Công khai dự toán" not in text
    assert all(len(one) <= 75 for one in answer.content.split(b"\r\n"))
