"""Named lists: what never goes out, what the web shows on which day, what is erased and what stays."""

import datetime

import pytest
from django.utils import timezone

from danchu.audit.models import Act
from danchu.channels.models import Announcement
from danchu.core.errors import Refused
from danchu.disclosure import queries, rules
from danchu.disclosure.models import NamedList, NamedRow
from danchu.disclosure.services import correct, erase_names_due, list_names, without_numbers
from danchu.disclosure.states import NamesOnWeb
from danchu.disclosure.tests.situations import drafted, released
from danchu.notifications.models import Message
from danchu.register.models import Line
from danchu.register.rules import salted_digest

NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
DAY = datetime.timedelta(days=1)
MARK = "Tòng Thị Dấu"
ROWS = [
    ["STT", "Họ và tên", "Bản", "Mức hỗ trợ"],
    ["1", MARK, "Nà Mẫu", "3.000.000"],
    ["2", "Lò Văn Hai", "Nà Hai", ""],
]


# -- rules ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Lý do tạm hoãn", "reason"), ("Bệnh", "reason"), ("Tình trạng sức khỏe", "reason"), ("Hoãn", "reason"),
        ("Số CCCD", "identity"), ("Điện thoại", "contact"), ("Năm sinh", "birth"), ("Tôn giáo", "belief"),
        ("Mức hỗ trợ", ""), ("Loại hộ", ""), ("Hoàng hôn", ""),
    ],
)  # fmt: skip
def test_columns_that_never_go_out_are_known_by_their_heading(heading, why):
    assert rules.read_table([["Họ và tên", heading], ["Lò Văn Một", "x"]]).dropped == (
        (rules.Dropped(heading, why),) if why else ()
    )


def test_a_reason_under_an_innocent_heading_is_known_by_what_stands_in_it():
    table = rules.read_table([["Họ tên", "Ghi chú"], ["Lò Văn Một", "Tạm hoãn"], ["Lò Văn Hai", ""]])
    assert table.columns == ()
    assert table.dropped == (rules.Dropped("Ghi chú", "reason"),)
    assert "hoãn" not in str(table.people)


def test_identity_numbers_in_cells_take_the_column_with_them():
    table = without_numbers(rules.read_table([["Họ tên", "Ghi chú"], ["Lò Văn Một", "CCCD 012345678901"]]))
    assert table.columns == ()
    assert table.dropped[0].why == "value"


def test_a_list_is_read_with_its_headings_or_as_it_was_typed():
    table = rules.read_table(ROWS)
    assert (table.columns, table.people[0]) == (("Mức hỗ trợ",), rules.Person(MARK, "Nà Mẫu", ("3.000.000",)))
    assert rules.read_table([["Lò Văn Một", "Nà Hai"]]).people == (rules.Person("Lò Văn Một", "Nà Hai"),)
    assert rules.read_table([["1", "Lò Văn Một", "Nà Hai"]]).people == (rules.Person("Lò Văn Một", "Nà Hai"),)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Họ tên"], [""]], "no_rows"), ([], "no_rows"), ([["Họ tên", "Bản"], ["", "Nà"]], "no_name"),
        ([["Họ tên"], ["Lò A"], ["lò a"]], "twice"), ([["Họ tên"], ["x" * 101]], "too_long"),
        ([["a", "b", "c", "d"]], "no_heading"),
        ([["Họ tên", *map("cột {}".format, range(7))], ["A"] * 8], "too_many_columns"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_list_is_said(rows, code):
    assert rules.read_table(rows).faults[0].code == code


def test_l10_a13_2_names_hang_thirty_full_days_after_the_last_day_for_the_boards():
    assert rules.names_until(datetime.date(2026, 2, 11), 30) == datetime.date(2026, 3, 13)


# -- as it is lived -------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(cast):
    version = drafted(cast, now=NOW, clause=7, kind="support-list", title="Danh sách hộ được hỗ trợ")
    list_names(version=version, table=rules.read_table(ROWS), by=cast.economy_officer, now=NOW)
    return released(cast, version, now=NOW)


def test_the_web_masks_the_names_and_shows_none_from_the_day_after(listed):
    until = NamedList.objects.get().names_until
    assert until == datetime.date(2026, 3, 13)
    shown = queries.names_shown(listed, until)
    assert shown.rows[0] == ("1", "T. T. D.", "Nà Mẫu", "3.000.000")
    assert not shown.full
    gone = queries.names_shown(listed, until + DAY)  # at midnight, before any job has run
    assert (gone.rows, gone.count, gone.over) == ((), 2, True)
    assert Announcement.objects.get().names_until == until


def test_full_names_stand_on_the_web_only_where_the_law_demands_the_list(cast):
    version = drafted(cast, now=NOW, clause=7, kind="support-list")
    full = {"table": rules.read_table(ROWS), "on_web": NamesOnWeb.LISTED, "by": cast.economy_officer, "now": NOW}
    with pytest.raises(Refused, match="Luật không buộc"):
        list_names(version=version, **full)
    version = drafted(cast, now=NOW, clause=9, kind="call-up-eligible", key="call-up")
    list_names(version=version, **full)
    version = released(cast, version, now=NOW)
    shown = queries.names_shown(version, NOW.date())
    assert shown.full
    assert shown.rows[0][1] == MARK


def test_the_register_knows_the_list_by_a_salted_digest_alone(listed):
    names, line = NamedList.objects.get(), Line.objects.get()
    assert names.digest in line.body
    assert MARK not in line.body
    assert names.salt not in line.body
    salt, data = queries.kept_list(listed.item.subject, "danh sách, bản 1")
    assert salted_digest(salt, data) == names.digest
    NamedRow.objects.filter(number=1).update(name="Người Khác")
    salt, data = queries.kept_list(listed.item.subject, "danh sách, bản 1")
    assert salted_digest(salt, data) != names.digest


def test_names_and_salt_are_erased_after_their_window_and_the_count_stays(cast, listed):
    until = NamedList.objects.get().names_until
    assert erase_names_due(commune=cast.commune, on=until, now=NOW) == 0
    assert erase_names_due(commune=cast.commune, on=until + DAY, now=NOW) == 1
    assert erase_names_due(commune=cast.commune, on=until + DAY, now=NOW) == 0
    names = NamedList.objects.get()
    assert (names.rows.count(), names.salt, names.count) == (0, "", 2)
    assert queries.kept_list(listed.item.subject, "danh sách, bản 1") == (None, None)


def test_a_correction_carries_the_names_and_hangs_them_anew(cast, listed):
    second = correct(item=listed.item, what_changed="Thêm một hộ.", by=cast.economy_officer, now=NOW)
    assert second.names.rows.count() == 2
    assert second.names.salt == ""
    later = NOW + 5 * DAY
    released(cast, second, now=later)
    second.names.refresh_from_db()
    assert second.names.names_until == later.date() + 31 * DAY
    assert queries.names_shown(listed, later.date()) is not None  # a stale copy in hand …
    listed.refresh_from_db()
    assert queries.names_shown(listed, later.date()) is None  # … the replaced version itself shows no names


def test_no_name_is_in_the_register_the_trail_or_the_outbox(cast, listed, caplog):
    for model in (Line, Act, Message, Announcement):
        assert MARK not in str(list(model.objects.values())), model
    assert MARK not in caplog.text
    listed.item.refresh_from_db()
    assert "tong thi dau" not in listed.item.search


@pytest.mark.parametrize("words", ["Không hoãn", "miễn học phí"])
def test_words_of_a_reason_are_never_kept_anywhere(cast, words):
    version = drafted(cast, now=NOW)
    table = rules.read_table([["Họ và tên", "Lý do"], ["Lò Văn Một", words]])
    list_names(version=version, table=table, by=cast.economy_officer, now=NOW)
    assert words not in str(list(NamedRow.objects.values())) + str(list(NamedList.objects.values()))
