"""The pages of mediation in a real browser, on a phone and on a desk."""

import pytest

from danchu.petitions.services import mediation as services
from danchu.petitions.states import Kept
from danchu.petitions.tests.mediation_situations import group, opened, settled
from danchu.petitions.tests.situations import at, day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORK = "/lam-viec/hoa-giai/"


def test_every_page_is_whole_on_a_phone_and_on_a_desk(cast, on_day, walk, wrong_with, subtests):
    on_day("2026-04-17")
    other, head = group(cast), cast.village_head
    fresh = opened(cast.village, head, "2026-04-16", key="mới", mediators=[head, other])
    done = settled(cast.village, head, key="xong")
    services.follow_up(mediation=done, kept=Kept.WHOLE, text="", on=day("2026-04-17"), by=head, now=at("2026-04-17"))
    pages = ("", "truoc-khi-ghi/?lien_quan=co", "ghi/?da-hoi=1", f"{fresh.pk}/", f"{done.pk}/")
    for number, address in enumerate(pages):
        with subtests.test(address):
            assert wrong_with(walk(WORK + address, head), f"mediation-{number}") == []
    with subtests.test("public"):
        assert wrong_with(walk("/ban-mau/hoa-giai/"), "mediation-public") == []
