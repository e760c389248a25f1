"""The pages of the reception of citizens in a real Chromium, phone and desk: nothing for axe, nothing too wide."""

import pytest

from danchu.petitions.services import reception
from danchu.petitions.tests.reception_situations import at, booked, draft, heard, published, the_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BASE = "/lam-viec/tiep-cong-dan/"


@pytest.fixture(autouse=True)
def _day(on_day, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on_day("2026-07-02")


def test_every_page_of_the_desk_and_of_the_public(cast, walk, wrong_with):
    published(cast)
    later = draft(cast, "2026-10-01", "2026-12-31")
    day, next_day = the_day("2026-07-02"), the_day("2026-07-16")
    booked(day, on="2026-07-01", language="tiếng Thái")
    visit = heard(cast, day=day)
    reception.move_day(
        day=next_day, on=the_day("2026-07-16").on.replace(day=17), begins=day.begins, ends=day.ends, reason="Bão.",
        by=cast.clerk, now=at("2026-07-02"),
    )  # fmt: skip
    for name, path in (
        ("index", ""), ("start", "lich/moi/"), ("schedule", f"lich/{later.pk}/"), ("add", f"lich/{later.pk}/them/"),
        ("day", f"ngay/{day.pk}/"), ("note_day", f"ngay/{day.pk}/ghi/"), ("book", f"ngay/{day.pk}/hen/"),
        ("question", "tiep/"), ("receive", "tiep/?lien_quan=khong"), ("refuse", "tu-choi/?lien_quan=khong"),
        ("register", "so/"), ("visit", f"so/{visit.pk}/"), ("reply", f"so/{visit.pk}/tra-loi/"),
    ):  # fmt: skip
        assert wrong_with(walk(BASE + path, cast.clerk), name) == [], name
    for name, path in (("public", ""), ("public_book", f"hen/{day.pk}/")):
        assert wrong_with(walk(f"/ban-mau/tiep-cong-dan/{path}"), name) == [], name
