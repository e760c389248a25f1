"""Samples of answers: drawn so that anyone can draw them again, never what is hidden, masked, graded, summed."""

import hashlib

import pytest

from danchu.core.errors import Refused
from danchu.notifications.models import Message
from danchu.organisation.models import Person, Post, Unit
from danchu.organisation.states import Role, UnitKind
from danchu.petitions.models import Sample, Sampled
from danchu.petitions.queries.grading import items_of, results, shown
from danchu.petitions.rules import grading as rules
from danchu.petitions.rules.grading import Mark
from danchu.petitions.rules.masking import masked
from danchu.petitions.services import cases, grading
from danchu.petitions.tests.situations import accepted, again, answered, at, brought, day

NOW = at("2026-07-02")


# -- rules ------------------------------------------------------------------------------------------------------------
def test_a_draw_is_the_same_wherever_it_is_reckoned_and_another_with_another_seed():
    numbers = [f"{n}/2026" for n in range(1, 40)]
    first = rules.drawn(numbers, "48213", 5)
    assert first == rules.drawn(reversed(numbers), "48213", 5)
    assert first != rules.drawn(numbers, "48214", 5)
    smallest = min(numbers, key=lambda n: hashlib.sha256(f"48213|{n}".encode()).hexdigest())
    assert first[0] == smallest
    assert rules.drawn(["1/2026"], "x", 5) == ["1/2026"]


def test_only_quarters_that_are_over():
    assert rules.quarters_before(day("2026-07-01"), since=day("2026-01-01")) == [(2026, 2), (2026, 1)]
    assert rules.quarters_before(day("2026-03-31"), since=day("2026-01-01")) == []


def test_sums_are_told_from_five_on():
    marks = [{"reasons": True}, {"reasons": False}, {}, {"reasons": True}]
    assert rules.sums(marks) is None
    told = rules.sums([*marks, {"decision": True}])
    assert told is not None
    assert (told[Mark.REASONS], told[Mark.DECISION], told[Mark.BASIS]) == (2, 1, 0)


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("Tôi là Nguyễn Văn Mẫu, 0912 345 678.", ("Nguyễn", "0912"), "Tôi là"),
        ("Ông Lò Văn A đổ rác ở bản Nà Mẫu.", ("Lò", "Văn A"), "đổ rác ở bản Nà Mẫu"),
        ("nhà bà Mẩy, email may@vi.du", ("Mẩy", "may@vi.du"), "nhà bà"),
        ("Trần Thị Mẫu Hai báo lên.", ("Trần", "Hai"), "báo lên"),
        ("Cầu Nà Khoa hỏng, Phòng Kinh tế biết.", (), "Cầu Nà Khoa hỏng, Phòng Kinh tế biết."),
        ("gọi VANG THI MAU nhé", ("VANG",), "nhé"),
        ("Em là Trần Ánh, cạnh nhà Vừ Óng.", ("Trần", "Óng"), ", cạnh nhà"),
        ("Cô giáo Mẩy và ông thào mí xuyên xây lấn mương.", ("Mẩy", "mí xuyên"), "xây lấn mương"),
        ("Mất điện từ Tết Nguyên Đán, nhà văn hóa bản Nà Mẫu tối.", (), "từ Tết Nguyên Đán, nhà văn hóa bản Nà Mẫu"),
    ],
)
def test_what_people_wrote_is_masked_rather_too_much(text, gone, kept):
    said = masked(text, ["Vàng Thị Mẫu"])
    assert kept in said
    assert not [word for word in gone if word in said]


# -- drawn and graded -------------------------------------------------------------------------------------------------
@pytest.fixture
def board(cast) -> Unit:
    """The people's inspection board with one who works in it."""
    unit = Unit.objects.create(commune=cast.commune, kind=UnitKind.INSPECTION_BOARD, name="Ban Thanh tra nhân dân")
    person = Person.objects.create(commune=cast.commune, full_name="Bà Thanh Tra")
    Post.objects.create(person=person, unit=unit, role=Role.HEAD, title="Trưởng ban", starts_on=day("2026-01-01"))
    cast.people["inspector"] = person
    return unit


def some(cast, count: int):
    """Answered matters in April."""
    for n in range(count):
        contact = {"name": "Vàng Thị Mẫu", "phone": "0900000001"}
        case = brought(cast, key=f"m{n}", contact=contact, text=f"Tôi là Vàng Thị Mẫu. Cống số {n} tắc.")
        answered(cast, accepted(cast, case))


def draw(cast, unit=None, *, size: int = 5, quarter: int = 2, seed: str = "48213", now=NOW) -> Sample:
    return grading.draw(
        unit=unit or cast.front, year=2026, quarter=quarter, size=size, seed=seed, by=cast.front_head, now=now
    )


@pytest.mark.django_db
def test_a_sample_is_drawn_once_a_quarter_and_never_of_what_is_hidden(cast, board, subtests):
    some(cast, 7)
    hidden = answered(cast, accepted(cast, brought(cast, key="kín", about=[cast.deputy])))
    with subtests.test("not while the quarter runs"), pytest.raises(Refused, match="chưa hết"):
        draw(cast, now=at("2026-06-30"))
    with subtests.test("not by an office"), pytest.raises(Refused, match="Mặt trận"):
        draw(cast, cast.culture)
    with subtests.test("nothing was answered"), pytest.raises(Refused, match="chưa có"):
        draw(cast, quarter=1)
    sample = draw(cast)
    with subtests.test("from the book alone"):
        assert sample.numbers == [f"{n}/2026" for n in range(1, 8)]
        assert [item.number for item in sample.items.all()] == rules.drawn(sample.numbers, "48213", 5)
        assert hidden.pk not in sample.items.values_list("case", flat=True)
    with subtests.test("not again until it suits"), pytest.raises(Refused, match="không rút lại"):
        draw(cast, seed="99")
    with subtests.test("the board draws its own"):
        assert draw(cast, board).items.count() == 5
    with subtests.test("what is hidden since is gone from it"):
        first = sample.items.select_related("case").first()
        cases.name_people(case=first.case, people=[cast.economy_head], by=cast.clerk, now=NOW)
        assert first.pk not in items_of(sample).values_list("pk", flat=True)
        with pytest.raises(Refused, match="giữ kín"):
            grading.grade(item=first, marks={}, comment="", by=cast.front_head, now=NOW)


@pytest.mark.django_db
def test_answers_are_read_masked_graded_and_summed(cast, subtests):
    some(cast, 6)
    sample = draw(cast)
    items = list(items_of(sample))
    with subtests.test("masked"):
        read = shown(items[0])
        assert "Vàng" not in read["text"]
        assert "Cống số" in read["text"]
    for item in items:
        assert results(Sample.objects.all())[0]["sums"] is None
        grading.grade(item=item, marks={Mark.REASONS: True}, comment="Rõ.", by=cast.front_head, now=NOW)
    with subtests.test("summed"):
        row = results(Sample.objects.all())[0]
        assert (row["drawn"], row["graded"], row["sums"][Mark.REASONS], row["sums"][Mark.BASIS]) == (5, 5, 5, 0)
    with subtests.test("who leads is told once"):
        told = Message.objects.filter(key=f"petitions.sample:{sample.pk}:graded")
        assert {each.recipient for each in told} == {cast.chair, cast.deputy}
        grading.grade(item=items[0], marks={}, comment="", by=cast.front_head, now=NOW)
        assert told.count() == 2
    with subtests.test("nobody grades what they answered"), pytest.raises(Refused, match="không tự chấm"):
        grading.grade(item=items[0], marks={}, comment="", by=cast.economy_officer, now=NOW)


@pytest.mark.django_db
def test_pages_draw_grade_and_tell(cast, client, settings, subtests):
    settings.DANCHU_TODAY = "2026-07-02"
    some(cast, 5)
    base = "/lam-viec/phan-anh/cham/"
    client.force_login(cast.front_head.account)
    sent = client.post(
        f"{base}rut/", {"unit": cast.front.pk, "quarter": "2026-2", "size": 5, "seed": "48213"}, follow=True
    )
    sample = Sample.objects.get()
    with subtests.test("drawn"):
        assert sent.redirect_chain[-1][0] == f"{base}{sample.pk}/"
    for item in Sampled.objects.all():
        page = client.get(f"{base}{sample.pk}/{item.pk}/").content.decode()
        assert "Vàng Thị" not in page
        assert client.post(f"{base}{sample.pk}/{item.pk}/", {"reasons": "on"}).status_code == 302
    with subtests.test("everybody reads the sums, and no word of a matter"):
        client.logout()
        said = client.get(f"/{cast.commune.slug}/phan-anh/cham/").content.decode()
        assert "5/5" in said
        assert "48213" in said
        assert "Cống" not in said
    for name, code in (("chair", 200), ("clerk", 200), ("economy_officer", 403), ("village_head", 403)):
        with subtests.test(name):
            client.force_login(cast.people[name].account)
            assert client.get(f"{base}{sample.pk}/{item.pk}/").status_code == code
    with subtests.test("who leads reads and does not grade"):
        client.force_login(cast.chair.account)
        assert client.post(f"{base}{sample.pk}/{item.pk}/", {"basis": "on"}).status_code == 403
        assert again(item.case)
