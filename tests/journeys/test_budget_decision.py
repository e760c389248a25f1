"""A budget decision of 10 February 2026, just before Tết: from its opening to the proof on the boards of five villages,
the loudspeaker, its correction, the quarter's list, and a register that anyone can check (Law 10/2022, Art. 11–14).
"""

import datetime
import json

import pytest
from django.db import connection

from config.cli import main
from danchu.channels import services as channels
from danchu.channels.models import Announcement, PostingOrder
from danchu.channels.queries import coverage
from danchu.channels.states import Place, ProofOf
from danchu.channels.tests import hearing, situations
from danchu.disclosure import queries
from danchu.disclosure.models import QuarterlyList
from danchu.disclosure.queries import lists as quarterly
from danchu.disclosure.services import correct, draft, open_from_paper, write
from danchu.disclosure.services import lists as quarter_services
from danchu.disclosure.states import Standing
from danchu.disclosure.tests.situations import issued, released, with_paper
from danchu.documents import files
from danchu.register import triggers
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DECIDED, UP = datetime.date(2026, 2, 10), datetime.date(2026, 2, 11)
# Days off from the day of the decision on, as the government's notice on Tết Bính Ngọ has them, written here by hand.
TET = {datetime.date(2026, 2, day) for day in range(16, 21)}
VILLAGES = ("bản Na Đon", "bản Nậm Tăm", "bản Phiêng Hoi", "bản Thẳm")


def at(day: datetime.date, hour: int = 9) -> datetime.datetime:
    return hearing.moment(day.isoformat(), f"{hour:02}:00")


def is_off(day: datetime.date) -> bool:
    return day.weekday() >= 5 or day in TET


def days_later(start: datetime.date, days: int) -> datetime.date:
    """So many days after `start`, moved on to the next working day: reckoned without the rulebook."""
    day = start + days * DAY
    while is_off(day):
        day += DAY
    return day


def working_days_later(start: datetime.date, days: int) -> datetime.date:
    """The working day with this number after `start`: reckoned without the rulebook."""
    day = start
    while days:
        day += DAY
        days -= not is_off(day)
    return day


@pytest.fixture
def boards(cast):
    """A board at the headquarters and one in each of five villages."""
    places = [(cast.committee, Place.HEADQUARTERS)]
    places += [(village, Place.CULTURE_HOUSE) for village in (cast.village, *hearing.villages(cast, *VILLAGES))]
    return [
        channels.add_board(
            commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120], by=cast.clerk,
            now=at(DECIDED - 30 * DAY), valid_from=DECIDED - 30 * DAY,
        )
        for unit, place in places
    ]  # fmt: skip


@pytest.fixture
def verify(capsys):
    """Runs `danchu register verify --json`: the exit code and what it found wrong, as text."""

    def run() -> tuple[int, str]:
        capsys.readouterr()
        code = main(["register", "verify", "--json"])
        said = json.loads(capsys.readouterr().out)
        wrong = [row for one in said["communes"] for row in one["wrong"]]
        return code, json.dumps(wrong, ensure_ascii=False)

    return run


def opened(cast, **fields):
    return open_from_paper(**{
        "commune": cast.commune, "unit": cast.economy, "clause": 2, "kind": "budget-decided",
        "title": "Dự toán ngân sách xã năm 2026", "source_number": "05/NQ-HĐND", "source_on": DECIDED,
        "by": cast.economy_officer, "now": at(DECIDED), **fields,
    })  # fmt: skip


def published(cast):
    """The decision is public on its day, on the loudspeaker too; returns the item and its announcement."""
    item, by = opened(cast), cast.economy_officer
    version = draft(item=item, summary="Xã thu 12,5 tỷ đồng và chi 12,5 tỷ đồng.", by=by, now=at(DECIDED))
    write(version=version, summary=version.summary, extra_forms="c", by=by, now=at(DECIDED))
    version.refresh_from_db()
    with_paper(cast, version, "Tổng thu 12,5 tỷ đồng. Điện thoại 0912 345 678.", now=at(DECIDED))
    version = released(cast, version, now=at(DECIDED))
    item.refresh_from_db()
    return item, Announcement.objects.get(subject=version.subject)


def hangs(cast, told, on: datetime.date, of=ProofOf.UP, *, only=None, seed: int = 0):
    """A photo from each board (or of `only` one) of what hangs there or came down."""
    for order in told.orders.filter(board=only) if only else told.orders.order_by("pk"):
        channels.confirm_by_photo(
            order=order, of=of, on=on, upload=situations.photo(seed + order.pk), by=cast.clerk, now=at(on, 17)
        )


def stands(item, today: datetime.date):
    item.refresh_from_db()
    return queries.stands_of([item], today)[item.pk]


def test_due_days_around_tet_are_those_of_an_own_loop(cast):
    budget = opened(cast)  # Decree 73/2026, Art. 37: thirty days
    assert budget.due_on == days_later(DECIDED, 30) == datetime.date(2026, 3, 12)
    fees = opened(cast, kind="", clause=8, title="Mức thu thử", source_number="1")  # Art. 12.3: five working days
    assert fees.due_on == working_days_later(DECIDED, 5) == datetime.date(2026, 2, 24)
    for back in range(40):  # and from every day of the weeks before
        start = DECIDED + (back - 5) * DAY
        one = opened(cast, kind="", clause=8, title="Mức", source_number=f"k{back}", source_on=start, now=at(start))
        assert one.due_on == working_days_later(start, 5), start


def spread(told, day):
    """How far word of it has got by a day."""
    return coverage(told.commune, [told.subject], day)[told.subject]


def test_the_decision_is_told_everywhere_and_nothing_counts_unproved(cast, boards):
    item, told = published(cast)
    assert (item.public_on, told.orders.count(), told.airs_days) == (DECIDED, 6, 3)
    assert "0912" not in item.search
    assert item.versions.get().papers.get().text.count("12,5") == 1
    assert spread(told, DECIDED).boards_up == 0
    assert stands(item, item.due_on + DAY).standing == Standing.INCOMPLETE  # no board has proof past its day

    station = hearing.station(cast, hears=[board.unit for board in boards[1:]])
    hangs(cast, told, UP)
    assert spread(told, UP).boards_up == 6
    assert spread(told, UP).complete is False  # nobody has heard it yet
    aired = channels.plan_airings(
        announcement=told, stations=[station], days=[UP, UP + DAY, UP + 2 * DAY], times=(), by=cast.culture_head,
        now=at(UP, 4),
    )  # fmt: skip
    assert spread(told, UP).air_days == 0
    hearing.confirmed(cast, told, aired, day="2026-02-13")
    proved = stands(item, UP + 2 * DAY)
    heard = spread(told, UP + 2 * DAY)
    assert (proved.standing, heard.air_days, heard.complete) == (Standing.PUBLIC, 3, True)
    assert not heard.silent_villages


def test_l10_a13_2_twenty_nine_days_are_short_and_a_photo_less_changes_the_counts(cast, boards):
    item, told = published(cast)
    hangs(cast, told, UP)
    last = UP + 30 * DAY  # has to hang all of this day
    village = boards[1]
    hangs(cast, told, last, ProofOf.DOWN, only=village, seed=500)
    short = [one for one in spread(told, last).boards if one.short]
    assert [(one.board, one.days, one.missing) for one in short] == [(village.name, 29, 1)]
    assert stands(item, last).standing == Standing.SHORT
    assert spread(told, last).boards_up == 5

    taken_down = PostingOrder.objects.get(announcement=told, board=village).proofs.get(of=ProofOf.DOWN)
    channels.strike(proof=taken_down, reason="Chụp nhầm bảng.", by=cast.clerk, now=at(last, 18))
    assert spread(told, last).boards_up == 6
    shown = PostingOrder.objects.get(announcement=told, board=boards[2]).proofs.get(of=ProofOf.UP)
    channels.strike(proof=shown, reason="Ảnh của tờ khác.", by=cast.clerk, now=at(last, 18))
    after = stands(item, last)
    assert (spread(told, last).boards_up, after.standing) == (5, Standing.INCOMPLETE)


def corrected(cast, item, on: datetime.date):
    """A second version, which hangs the next day."""
    version = correct(item=item, what_changed="Sửa tổng chi ở biểu 2.", by=cast.economy_officer, now=at(on))
    version = released(cast, version, now=at(on))
    told = Announcement.objects.get(subject=version.subject)
    hangs(cast, told, on + DAY, seed=900)
    return told


def test_l10_a13_2_the_quarters_list_has_both_versions_with_forms_and_times(cast, boards):
    item, told = published(cast)
    hangs(cast, told, UP)
    hangs(cast, told, UP + 31 * DAY, ProofOf.DOWN, seed=500)
    corrected(cast, item, datetime.date(2026, 3, 16))
    end = datetime.date(2026, 3, 31)
    one = quarter_services.open_list(commune=cast.commune, year=2026, quarter=1, by=cast.clerk, now=at(end))
    one = quarter_services.approve(quarterly=one, post=cast.chair.posts.get(), by=cast.chair, now=at(end))
    first, second = one.facts["rows"]
    forms = {each["form"]: each for each in first["forms"]}
    assert (first["source_number"], first["published_on"], first["late"]) == ("05/NQ-HĐND", "2026-02-10", False)
    assert (forms["b"]["first"], forms["b"]["last"]) == ("2026-02-10", "2026-03-16")
    assert (forms["a"]["of"], forms["a"]["up"], forms["a"]["short"]) == (6, 6, 0)
    assert (forms["a"]["first"], forms["a"]["last"]) == ("2026-02-11", "2026-03-14")
    assert forms["c"]["proved"] is False  # chosen, and nobody says that it was on the air
    assert second["corrected"] == "Sửa tổng chi ở biểu 2."
    issued(cast, one.document, now=at(end))
    one = quarter_services.publish_list(quarterly=one, by=cast.chair, now=at(end))
    assert quarterly.latest(cast.commune, 2026, 1) == QuarterlyList.objects.get(pk=one.pk)
    assert one.item.public_on == end
    assert Announcement.objects.get(group=one.item.subject).orders.count() == 6


def test_the_public_page_says_where_it_hangs_and_what_was_corrected(cast, boards, client, on_day):
    item, told = published(cast)
    hangs(cast, told, UP)
    corrected(cast, item, datetime.date(2026, 3, 16))
    on_day("2026-03-17")
    page = client.get(f"/ban-mau/cong-khai/2026/{item.number}/").content.decode()
    for village in ("bản Nà Mẫu", *VILLAGES):
        assert village in page
    for words in ("Sửa tổng chi ở biểu 2.", "12/3/2026", "05/NQ-HĐND", "/hoi-thong-tin/", "Thông tin này sai?"):
        assert words in page, words
    assert "0912" not in page


def test_a_changed_byte_and_a_row_edited_by_sql_are_found_and_named(cast, boards, verify):
    item, told = published(cast)
    hangs(cast, told, UP)
    corrected(cast, item, datetime.date(2026, 3, 16))
    assert verify() == (0, "[]")
    line = Line.objects.get(subject=item.subject, event="disclosure.published")

    path = files.path_of(item.versions.get(number=1).papers.get().published.sha256)
    whole = path.read_bytes()
    path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    code, said = verify()
    assert (code, "đã bị thay đổi" in said, f'"line": {line.sequence}' in said) == (1, True, True)
    path.write_bytes(whole)
    assert verify() == (0, "[]")

    triggers.drop(connection)  # who edits a row has lifted the locks, or the database refuses
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_line SET body = replace(body, '05/NQ', '06/NQ') WHERE id = %s", [line.pk])
    triggers.create(connection)
    code, said = verify()
    assert (code, f'"line": {line.sequence}' in said) == (1, True)
