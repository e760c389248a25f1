"""The form of RFC 5545: line ends, folding, escaping."""

import datetime

from danchu.core.icalendar import AllDay, icalendar

AT = datetime.datetime(2026, 4, 28, 8, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))


def made(title, text=""):
    return icalendar("Lịch", [AllDay("duty-1@ban-mau.danchu", datetime.date(2026, 12, 31), title, text, AT)])


def test_lines_end_with_crlf_and_times_are_utc():
    lines = made("Báo cáo").decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTAMP:20260428T010000Z" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines


def test_text_is_escaped_so_that_a_title_cannot_add_lines():
    text = made("a,b;c\\d\nEND:VEVENT").decode()
    assert "SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT" in text
    assert text.count("\r\nEND:VEVENT") == 1


def test_long_lines_are_folded_at_75_octets_and_never_inside_a_letter():
    title = "Tổ chức hội nghị trao đổi, đối thoại với Nhân dân " * 4
    data = made(title)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # raises when a letter was cut
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:" + title.replace(",", "\\,") in unfolded
