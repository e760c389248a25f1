"""Names are gone at midnight: on the served page, from the cache, wherever an item can be met (Law 10/2022, 13.2)."""

import datetime

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from danchu.channels.models import Board, PostingOrder
from danchu.disclosure.models import NamedRow
from danchu.disclosure.services import correct, erase_names_due
from danchu.disclosure.states import NamesOnWeb
from danchu.disclosure.tests import public_scene as scene
from danchu.documents import files
from danchu.documents.models import StoredFile

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
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


def _prints(cast, sign_in, item) -> dict[str, str]:
    """What a member of staff can print of an item: the list for the boards, and the notice for one of them."""
    writer, order = sign_in(cast.economy_officer), PostingOrder.objects.get()
    listed = writer.get(reverse("disclosure:names_print", args=[item.pk])).text
    notice = sign_in(cast.clerk).get(reverse("boards:notice", args=[order.pk]))
    with pypdfium2.PdfDocument(notice.content) as pdf:
        return {"list": listed, "notice": "".join(page.get_textpage().get_text_range() for page in pdf)}


def _kept() -> bytes:
    """Every file that is kept."""
    return b"".join(files.path_of(one.sha256).read_bytes() for one in StoredFile.objects.all())


def test_a_minute_after_midnight_no_print_and_no_kept_file_gives_a_name(cast, on_day, sign_in):
    name = "Lò Văn Hẹn"
    on_day("2026-02-10")
    Board.objects.create(commune=cast.commune, unit=cast.committee, place="headquarters", name="Trụ sở")
    item = scene.disclosed(cast, **MASKED, names={"people": [name]})
    last = scene.last_day_of_names(item)
    on_day(last.isoformat())
    before = _prints(cast, sign_in, item)
    assert name in before["list"]
    assert "Danh sách tên kèm theo" in before["notice"]
    on_day((last + DAY).isoformat())
    after = _prints(cast, sign_in, item)  # the daily clock has not come round yet
    assert name not in after["list"]
    assert "Đã hết thời gian niêm yết" in after["list"]
    assert "Danh sách tên kèm theo" not in after["notice"]
    for text in (before["notice"], after["notice"]):
        assert item.title.split()[0] in text
        assert name not in text
    assert name.encode() not in _kept()
    morning = datetime.datetime.combine(last + DAY, datetime.time(0, 1), tzinfo=timezone.get_default_timezone())
    version = correct(item=item, what_changed="Sửa số tiền.", by=cast.economy_officer, now=morning)
    assert not NamedRow.objects.filter(names__version=version).exists(), "a correction does not bring them back"
    erase_names_due(commune=cast.commune, on=last + DAY, now=morning)
    assert not NamedRow.objects.exists()
    assert name not in _prints(cast, sign_in, item)["list"]
