"""Finding matters by words and paging through them: the same on either database, and no more told than is seen."""

import pytest
from django.db import connection

from danchu.core import paging
from danchu.organisation.policies import access_of
from danchu.petitions.models import Case
from danchu.petitions.models.cases import WORDS
from danchu.petitions.models.showing import WORDS as SHOWN_WORDS
from danchu.petitions.queries import cases as queries
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases import sorting
from danchu.petitions.states import Kind, Topic
from danchu.petitions.tests.situations import accepted, at, brought, day

pytestmark = pytest.mark.django_db


def test_every_word_occurs_by_its_beginning_marks_and_case_ignored(cast, others, subtests):
    road = accepted(cast, brought(cast, key="a", text="Đường liên-bản số 5 bị sạt lở; xe không qua được."))
    bench = brought(cast, key="b", text="Ghế đá ở nhà văn hóa hỏng.")
    accepted(cast, brought(cast, key="d", text="Quạt trần cháy.", about=[cast.deputy]))
    brought(others, key="c", text="Đường liên bản của xã khác.")
    code = bench.submission.receipt.code

    def found(words: str) -> list[Case]:
        return list(Case.objects.with_words(cast.commune, words))

    for words, wanted in (
        ("ĐƯỜNG lien", [road]), ("duong ghe", []), ("lien-ban", [road]), ("ban lien", [road]), ("ban-lien", []),
        ("uong", []), ("sat lo;", [road]), (road.name, [road]), (f"1{road.name}", []), (code, [bench]),
        (code.lower().replace("-", " "), [bench]), ("o", [bench]), ("sạt lở 5", [road]),
        ('"', []), ("?!", []), ("ghe OR duong", []), ("ghe' | 'duong", []), ("NOT ghe", []), ("search : ghe", []),
        ("ghe*", [bench]), ("%", []), ("_", []), ("ghe) OR (duong", []),
    ):  # fmt: skip
        with subtests.test(words):
            assert found(words) == wanted
    with subtests.test("found with what it says now, not with what it said"):
        piece = sorting.Piece("Trâu thả rông.", Kind.FEEDBACK, Topic.FARMING)
        (cow,) = services.split(
            case=bench, keep="Cửa sổ vỡ.", pieces=[piece], by=cast.centre_head, now=at("2026-04-14")
        )
        assert (found("ghe"), found("trau"), found("cua so")) == ([], [cow], [Case.objects.get(pk=bench.pk)])
        assert found(code) == [cow, bench], "the last that came first"
    with subtests.test("gone with the row"):
        cow.links.all().delete()
        cow.abouts.all().delete()
        cow.delete()
        assert found("trau") == []
    with subtests.test("nobody finds a matter about themselves"):
        for person, seen in ((cast.clerk, True), (cast.chair, True), (cast.deputy, False), (cast.culture_head, False)):
            rows = Case.objects.visible_to(access_of(person, day("2026-04-14")))
            assert rows.with_words(cast.commune, "quat chay").exists() is seen, person
    with subtests.test("what keeps the words stands"):
        assert not WORDS.missing(connection) | SHOWN_WORDS.missing(connection)


def test_only_so_many_are_counted_and_whoever_is_hidden_from_counts_as_many_as_they_see(cast, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 3)
    made = [brought(cast, key=str(at_), about=[cast.deputy] if at_ == 3 else []) for at_ in range(5)]

    def pages(person) -> paging.Reaching:
        rows = queries.cases_of(access_of(person, day("2026-04-14")))
        return paging.Reaching(rows, 2, whole=rows)

    seen = pages(cast.clerk)
    assert (seen.count, seen.num_pages, seen.has_more) == (3, 2, True)
    assert [list(seen.get_page(number)) for number in (1, 2)] == [made[:2:-1], [made[2]]]
    assert list(seen.get_page("999")) == [made[2]], "no further than is counted"
    for each in made[:4]:
        accepted(cast, each)
    seen = pages(cast.deputy)  # one of the four is about them, one is not sorted
    assert (seen.count, seen.has_more) == (3, False)
