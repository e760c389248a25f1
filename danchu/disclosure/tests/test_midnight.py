"""Names are gone at midnight: on the served page, from the cache, wherever an item can be met (Law 10/2022, 13.2)."""

import datetime

import pytest
from django.test import Client

from danchu.disclosure.states import NamesOnWeb
from danchu.disclosure.tests import public_scene as scene

pytestmark = pytest.mark.django_db
HOME = "/ban-mau/cong-khai/"
EVERYWHERE = (
    "", "?q=L%C3%B2+V%C4%83n+H%E1%BA%B9n", "tin.atom", "khoan-9/tin.atom", "khoan-7/tin.atom", "du-lieu.csv",
    "du-lieu.json", "sitemap.xml", "2026/1/", "2026/1/danh-sach/",
)  # fmt: skip
LISTED = {"clause": 9, "kind": "call-up-called"}
MASKED = {"clause": 7, "kind": "own"}


def _served() -> dict[str, str]:
    """Every address as a stranger gets it, twice: the second time from the cache."""
    for path in EVERYWHERE:
        Client().get(HOME + path)
    return {path: Client().get(HOME + path).text for path in EVERYWHERE}


def _with(served: dict[str, str], name: str) -> set[str]:
    """Where the name stands, but for what the search page repeats of the question."""
    return {path for path, text in served.items() if name in text and not path.startswith("?")}


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, True), (1, False)])
@pytest.mark.parametrize(
    ("on_web", "of", "name"), [(NamesOnWeb.LISTED, LISTED, "Lò Văn Hẹn"), (NamesOnWeb.MASKED, MASKED, "L. V. H.")]
)
def test_names_are_gone_at_midnight_wherever_they_are_served(cast, on_day, days, shown, on_web, of, name):
    on_day("2026-02-10")
    item = scene.disclosed(cast, **of, names={"people": ["Lò Văn Hẹn"], "on_web": on_web})
    assert item.number == 1
    assert _with(_served(), name) == {"2026/1/danh-sach/"}
    on_day((scene.last_day_of_names(item) + datetime.timedelta(days=days)).isoformat())
    served = _served()
    assert _with(served, name) == ({"2026/1/danh-sach/"} if shown else set())
    assert "2026/1/" not in served["?q=L%C3%B2+V%C4%83n+H%E1%BA%B9n"]  # a name never finds anything
    if on_web == NamesOnWeb.MASKED:
        assert not _with(served, "Văn Hẹn")
