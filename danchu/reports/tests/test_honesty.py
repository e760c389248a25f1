"""What is worth a look before a report is approved: the pure checks, and what a reviewer and the unit see of them."""

from decimal import Decimal

import pytest

from danchu.core import clock
from danchu.documents import services as documents
from danchu.documents.paper import Paper
from danchu.documents.states import DocumentKind, SignedAs
from danchu.reports import outline, queries, services
from danchu.reports.rules import Number, Other, Said, remarks
from danchu.reports.rules.honesty import alike, copied
from danchu.reports.states import RemarkKind
from danchu.reports.tests.situations import hand_in, in_year, open_half_year, published, report_of, signed_scan, write

LONG = "Phòng đã tổ chức sáu hội nghị tuyên truyền Luật Thực hiện dân chủ ở cơ sở tại các bản trong quý I."
OTHER = "Trung tâm niêm yết đủ thủ tục hành chính, hướng dẫn người dân nộp hồ sơ trực tuyến tại quầy số ba."


def number(key, value=None, **more):
    section = outline.shipped().indicator(key.partition(".")[0]).section
    return Number(key, section, None if value is None else Decimal(value), is_typed=True, **more)


def letter_issued(cast, number):
    """A letter of the economy office, issued today."""
    content, now, post = Paper(issuing_body="Ủy ban nhân dân", kind="", title="Về"), clock.now(), cast.chair.posts.get()
    letter = documents.open_document(
        commune=cast.commune, unit=cast.economy, kind=DocumentKind.LETTER, title="Về công khai", subject="",
        content=content, now=now,
    )  # fmt: skip
    letter = documents.approve(
        document=letter, content=content, signed_as=SignedAs.CHAIR, by=cast.chair, post=post, now=now
    )
    letter = documents.assign_number(document=letter, number=number, dated_on=clock.today(), by=cast.clerk, now=now)
    documents.attach_signed(document=letter, upload=signed_scan(), by=cast.clerk, now=now)


def kinds(found):
    return [each.kind for each in found]


def seen(said=(), numbers=(), others=(), *, kind=None):
    """The remarks of one kind (all but empty sections when none is named)."""
    found = remarks(outline.shipped(), list(said), list(numbers), list(others))
    return [each for each in found if each.kind == kind or (kind is None and each.kind != RemarkKind.EMPTY)]


def test_a_paragraph_copied_from_the_last_period_stands_beside_it_with_the_percentage():
    last = Other("báo cáo năm 2025", RemarkKind.COPIED_LAST, (Said("II", LONG),))
    [found] = copied([Said("II", f"Mở đầu.\n{LONG}")], [last])
    assert (found.kind, found.percent, found.mine, found.theirs) == (RemarkKind.COPIED_LAST, 100, LONG, LONG)
    changed = LONG.replace("sáu", "bảy").upper()  # a number changed, case, marks: still the same words
    [found] = copied([Said("II", changed)], [last])
    assert 90 <= found.percent < 100


def test_other_words_and_short_set_phrases_are_nobodys_copy():
    others = [Other("Phòng Kinh tế", RemarkKind.COPIED_UNIT, (Said("II", f"{LONG}\nĐã thực hiện đúng quy định."),))]
    assert copied([Said("II", OTHER)], others) == []
    assert copied([Said("II", "Đã thực hiện đúng quy định.")], others) == []


def test_the_nearest_of_several_is_named():
    near = LONG.replace("sáu", "hai")
    others = [
        Other("Phòng Kinh tế", RemarkKind.COPIED_UNIT, (Said("II", near),)),
        Other("Trạm Y tế", RemarkKind.COPIED_UNIT, (Said("I", LONG),)),
    ]
    [found] = copied([Said("II", LONG)], others)
    assert (found.whose, found.percent) == ("Trạm Y tế", 100)


def test_alike_counts_words_in_the_same_order():
    assert alike("a b c d".split(), "a b c d".split()) == 100
    assert alike("a b c d".split(), "a b x y".split()) == 50
    assert alike("a b".split(), "x y".split()) == 0


def test_a_section_without_a_word_is_empty_and_a_statement_is_a_word():
    said = [Said(section.code, "Có.") for section in outline.shipped().written if section.code != "III.3"]
    assert [each.section for each in seen(said, kind=RemarkKind.EMPTY)] == ["III.3"]
    assert seen([*said, Said("III.3", nothing_occurred=True)], kind=RemarkKind.EMPTY) == []


@pytest.mark.parametrize(
    ("text", "key", "value", "contradicts"),
    [
        ("Không phát sinh.", "A4.held", 1, True),
        ("Không phát sinh.", "A4.held", 0, False),
        ("Trong kỳ không phát sinh khiếu nại.", "G7.complaints", 3, True),
        ("Trong kỳ không phát sinh khiếu nại.", "G7.denunciations", 3, False),
        ("Trong kỳ không phát sinh tố cáo thuộc thẩm quyền.", "G8.cases", 2, False),
        ("Trong kỳ không phát sinh tố cáo thuộc thẩm quyền.", "G9.cases", 2, True),
        ("Không có vụ nào phải hòa giải ở cơ sở.", "G12.cases", 5, True),
        ("Đã giải quyết 3 đơn khiếu nại.", "G7.complaints", 3, False),
    ],
)
def test_words_that_deny_what_the_number_says(text, key, value, contradicts):
    said = [Said(number(key).section, text)]
    found = seen(said, [number(key, value)], kind=RemarkKind.CONTRADICTS)
    assert [each.keys for each in found] == ([(key,)] if contradicts else [])


def test_a_section_that_states_nothing_occurred_beside_a_typed_number():
    said = [Said("II", nothing_occurred=True)]
    assert kinds(seen(said, [number("A4.held", 2)])) == [RemarkKind.CONTRADICTS]
    counted = Number("A4.held", "II", Decimal(2))  # the system counted it: nobody wrote the contradiction
    assert seen(said, [counted]) == []


def test_parts_that_do_not_make_up_their_total():
    cases = [number("G8.settled", 5), number("G8.right", 2), number("G8.wrong", 2), number("G8.partly", 0)]
    [found] = seen(numbers=cases)
    assert (found.kind, found.values) == (RemarkKind.DOES_NOT_MEET, (Decimal(4), Decimal(5)))
    assert seen(numbers=[*cases[:3], number("G8.partly", 1)]) == []
    assert seen(numbers=cases[:3]) == []  # one part is not known: nothing can be said
    more = [number("G11.received", 4), number("G11.answered", 5)]
    assert kinds(seen(numbers=more)) == [RemarkKind.DOES_NOT_MEET]
    assert seen(numbers=[number("G11.received", 5), number("G11.answered", 5)]) == []


def test_a_share_above_a_hundred_is_a_part_greater_than_the_whole():
    assert kinds(seen(numbers=[number("G1.procedures", 30), number("G1.posted", 31)])) == [RemarkKind.DOES_NOT_MEET]


def test_nothing_occurred_is_zero_in_a_sum():
    parts = [
        number("G10.received", 3), number("G10.answered", 3), Number("G10.pending", "IV", nothing_occurred=True)
    ]  # fmt: skip
    assert seen(numbers=parts) == []


def test_a_typed_number_far_from_the_counted_one():
    far = [number("A1.issued", 50, counted=Decimal(3))]
    assert seen(numbers=far)[0].values == (Decimal(50), Decimal(3))
    assert seen(numbers=[number("A1.issued", 4, counted=Decimal(3))]) == []
    assert seen(numbers=[number("A1.issued", 4)]) == []


def test_an_estimate_below_what_is_there():
    assert kinds(seen(numbers=[number("A4.held", 6, estimate=Decimal(5))])) == [RemarkKind.ESTIMATE_BELOW]
    assert seen(numbers=[number("A4.held", 6, estimate=Decimal(6))]) == []


def test_every_share_a_hundred():
    shares = [Number(key, "IV", Decimal(100), is_share=True) for key in ("G1.share", "G2.share")]
    assert kinds(seen(numbers=shares)) == [RemarkKind.ALL_HUNDRED]
    assert seen(numbers=shares[:1]) == []
    assert seen(numbers=[*shares, Number("G4.share", "IV", Decimal(99), is_share=True)]) == []


def test_round_numbers_all_over():
    keys = ("A5.officials", "A5.people", "A6.articles", "A6.broadcasts", "A6.leaflets")
    assert kinds(seen(numbers=[number(key, 20) for key in keys])) == [RemarkKind.ROUND]
    assert seen(numbers=[number(key, 21) for key in keys]) == []
    assert seen(numbers=[number(key, 20) for key in keys[:4]]) == []


def test_numbers_as_they_were_last_period():
    keys = ("A4.held", "A5.officials", "A5.people")
    same = [number(key, 7, last=Decimal(7)) for key in keys]
    assert kinds(seen(numbers=same)) == [RemarkKind.SAME_AS_LAST]
    assert seen(numbers=same[:2]) == []
    assert seen(numbers=[*same[:2], number("A5.people", 7, last=Decimal(8))]) == []


@pytest.mark.django_db
def test_the_unit_and_the_reviewer_see_the_same_list_but_not_another_units_words(cast, sign_in, on_day):
    on_day("2026-04-28")
    cycle = open_half_year(cast)
    culture, economy = report_of(cycle, cast.culture), report_of(cycle, cast.economy)
    write(culture, cast.culture_head, text=LONG, A4_held=6)
    hand_in(culture, cast.culture_head)
    write(economy, cast.economy_head, text=LONG.replace("Phòng", "Đơn vị"), A4_held=(6, 5))
    page = f"/lam-viec/bao-cao/{economy.pk}/"
    unit = sign_in(cast.economy_head).get(f"{page}xem-lai/").content.decode()
    reviewer = sign_in(cast.culture_head).get(f"{page}xem-lai/").content.decode()
    for seen_page in (unit, reviewer):
        assert "Đoạn văn giống đơn vị khác" in seen_page
        assert "Ước cả kỳ nhỏ hơn số đã có" in seen_page
        assert "Mục còn trống" in seen_page
        assert "Phòng Văn hóa - Xã hội" in seen_page
    assert LONG not in unit
    assert LONG in reviewer
    assert "chỗ nên xem lại" in sign_in(cast.economy_head).get(f"{page}gui/").content.decode()
    assert hand_in(report_of(cycle, cast.economy), cast.economy_head).state == "submitted"  # advice, not a refusal


@pytest.mark.django_db
def test_what_a_year_ago_said_is_found_again(cast, on_day):
    on_day("2026-04-28")
    cycle, _report = published(cast)
    write_again = in_year(cast, "2027-H1", on_day)
    old, new = report_of(cycle, cast.culture), report_of(write_again, cast.culture)
    text = old.texts.get(section="II").text
    assert queries.remarks_on(new, None)
    write(new, cast.culture_head, text=f"{text} {LONG}", A4_held=6)
    assert RemarkKind.COPIED_LAST not in kinds(queries.remarks_on(new, None))


@pytest.mark.django_db
def test_what_a_person_typed_stays_when_the_system_begins_to_count(cast, sign_in, on_day):
    on_day("2026-04-28")
    report = report_of(open_half_year(cast), cast.economy)
    write(report, cast.economy_head, section="I", text="Đã làm.", A1_issued=50)
    for n in range(3):
        letter_issued(cast, number=n + 1)
    services.count_figures(report=report, now=clock.now())
    entry = report.figures.get(indicator="A1", part="issued")
    assert (entry.value, entry.counted, entry.source) == (50, 3, "typed")
    assert report.figures.get(indicator="A1", part="letters").value == 3  # the split is counted
    found = [each for each in queries.remarks_on(report, None) if each.kind == RemarkKind.FAR_FROM_COUNTED]
    assert found[0].keys == ("A1.issued",)
    # Emptied, the counted number holds again.
    row = report.texts.get(section="I")
    page = f"/lam-viec/bao-cao/{report.pk}/muc/I/"
    answer = sign_in(cast.economy_head).post(page, {"version": row.version, "text": "Đã làm.", "value:A1.issued": ""})
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.value, entry.counted, entry.source) == (3, None, "computed")
