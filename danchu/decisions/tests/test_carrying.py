"""What the people decided is carried out: sums, papers, struck lines, the commune's own promise to say how it goes."""

import datetime
import json
from decimal import Decimal

import pytest

from danchu.core.errors import Refused, Stale
from danchu.decisions.queries.carrying import totals
from danchu.decisions.rules.after import is_quiet, works
from danchu.decisions.services import annul, ask_for_progress, contribute, progress, spend, strike
from danchu.decisions.states import ContributionKind, Ground
from danchu.decisions.tests.after_situations import TODAY, moment, scan, voted, whole_commune
from danchu.decisions.tests.situations import NOW
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.register.models import Line

LATER = datetime.date(2026, 3, 20)


def test_collected_less_spent_is_left():
    found = works(
        contributions=[
            ("money", Decimal(5_000_000), "đồng", "Đợt 1", True), ("money", Decimal(500_000), "đồng", "Đợt 2", False),
            ("labour", Decimal("30.5"), "ngày công", "Đào móng", True), ("land", Decimal(120), "m²", "Hiến đất", True),
            ("material", Decimal(40), "bao", "Xi măng", True),
        ],
        spendings=[(Decimal(3_000_000), True), (Decimal(250_000), False)],
        progress=[(LATER, 60), (TODAY, 90), (LATER, 40)],
    )  # fmt: skip
    assert (found.money, found.spent, found.left) == (5_500_000, 3_250_000, 2_250_000)
    assert (found.labour, found.land, found.material) == (Decimal("30.5"), 120, (("Xi măng", "bao", Decimal(40)),))
    assert (found.per_cent, found.per_cent_on, found.unproved) == (40, LATER, 2)  # of one day the last given


def test_nothing_said_is_no_zero_per_cent():
    assert works(contributions=[], spendings=[], progress=[]).per_cent is None


@pytest.mark.parametrize(("days", "quiet"), [(91, False), (92, False), (93, True)])
def test_the_communes_promise_ends_after_92_quiet_days(days, quiet):
    today = TODAY + datetime.timedelta(days=days)
    assert is_quiet(TODAY, None, 0, today) is quiet
    assert is_quiet(datetime.date(2026, 1, 1), TODAY, 50, today) is quiet
    assert not is_quiet(TODAY, None, 100, today)


def given(matter, cast, key="1", **fields):
    values = {"kind": ContributionKind.MONEY, "on": TODAY, "what": "Góp đợt 1", "amount": Decimal(4_500_000)}
    return contribute(
        matter=matter, form_key=key, by=cast.village_head, now=moment(LATER), **{**values, "households": 9, **fields}
    )


@pytest.mark.django_db
def test_lines_are_written_once_a_form_and_stand_in_the_register(cast):
    matter = voted(cast).matter
    first = given(matter, cast, file=scan("bien-nhan.pdf"))
    assert given(matter, cast) == first
    spend(
        matter=matter, on=TODAY, what="Mua đá", amount=Decimal(1_000_000), form_key="2", by=cast.village_head,
        now=moment(LATER),
    )  # fmt: skip
    found = totals(matter)
    assert (found.money, found.spent, found.left, found.unproved) == (4_500_000, 1_000_000, 3_500_000, 1)
    said = [json.loads(line.body)["public"] for line in Line.objects.filter(event="decisions.line")]
    assert [one["kind"] for one in said] == ["money", "spending"]
    assert "what" not in said[0]  # what somebody typed does not enter the register


@pytest.mark.django_db
def test_a_struck_line_stays_with_its_reason_and_counts_no_more(cast):
    matter = voted(cast).matter
    line = given(matter, cast)
    with pytest.raises(Refused, match="lý do"):
        strike(line=line, why=" ", by=cast.village_head, now=moment(LATER))
    strike(line=line, why="Ghi nhầm việc khác.", by=cast.village_head, now=moment(LATER))
    line.refresh_from_db()
    assert (line.struck_why, line.amount) == ("Ghi nhầm việc khác.", 4_500_000)
    assert totals(matter).money == 0
    with pytest.raises(Stale):
        strike(line=line, why="Lại.", by=cast.village_head, now=moment(LATER))
    assert Line.objects.filter(event="decisions.line_struck").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"households": 10}, "9 hộ"), ({"amount": Decimal(0)}, "lớn hơn 0"),
        ({"kind": ContributionKind.MATERIAL}, "đơn vị tính"), ({"on": datetime.date(2026, 3, 9)}, "có hiệu lực"),
        ({"on": datetime.date(2026, 3, 21)}, "hôm nay"), ({"what": " "}, "nội dung"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(cast, fields, why):
    matter = voted(cast).matter
    with pytest.raises(Refused, match=why):
        given(matter, cast, **fields)
    assert not matter.contributions.exists()


@pytest.mark.django_db
def test_nothing_is_collected_for_what_does_not_bind(cast):
    matter, _votes = whole_commune(cast)
    with pytest.raises(Refused, match="chưa có hiệu lực"):
        given(matter, cast)


@pytest.mark.django_db
def test_nothing_is_collected_for_what_was_annulled(cast):
    matter = voted(cast).matter
    annul(
        matter=matter, ground=Ground.CONTENT, reasons="Mức đóng góp trái quy định của luật.", number="1/QĐ-UBND",
        on=TODAY, file=scan(), by=cast.chair, now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="không còn hiệu lực"):
        given(matter, cast)


@pytest.mark.django_db
def test_a_quiet_decision_is_asked_for_a_word_as_the_communes_own_promise(cast):
    matter = voted(cast).matter
    quiet = TODAY + datetime.timedelta(days=93)
    assert ask_for_progress(commune=cast.commune, on=quiet - datetime.timedelta(days=1), now=moment(quiet)) == 0
    for _again in (1, 2):
        assert ask_for_progress(commune=cast.commune, on=quiet, now=moment(quiet)) == 1
    duty = Duty.objects.get(key=f"decisions.progress:{matter.pk}")
    assert (duty.unit, duty.due_on, duty.never_late) == (cast.village, None, True)
    assert "không phải hạn của luật" in duty.citation
    progress(
        matter=matter, on=quiet, what="Đã đổ xong mặt đường", per_cent=80, form_key="t", by=cast.village_head,
        now=moment(quiet),
    )  # fmt: skip
    duty.refresh_from_db()
    assert duty.state == DutyState.FULFILLED
    assert ask_for_progress(commune=cast.commune, on=quiet, now=moment(quiet)) == 0
    again = quiet + datetime.timedelta(days=93)
    assert ask_for_progress(commune=cast.commune, on=again, now=moment(again)) == 1
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN
