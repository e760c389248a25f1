"""What no database, feed or sheet holds comes in by every door of a stranger and stays as words (on both databases)."""

import pytest

from danchu.petitions.models import Case
from danchu.petitions.services import cases as services
from danchu.petitions.services.showing import show
from danchu.petitions.tests.situations import answered, at, given
from danchu.petitions.views.portal.shown import atom

pytestmark = pytest.mark.django_db
BAD = "\x00\x08\x0b\ud800\ufffe\u202e"


def test_signs_nothing_holds_are_left_out_and_the_words_stay(cast, rf):
    case, _issued = given(
        cast, text=f"Cống {BAD}tắc", landmark=f"cạnh {BAD}chợ", contact={"name": f"Ké{BAD} Mẫu", "phone": BAD},
        may_show=True,
    )  # fmt: skip
    case = Case.objects.select_related("submission__receipt__contact").get(pk=case.pk)
    contact = case.submission.receipt.contact
    assert (case.text, case.submission.landmark) == ("Cống tắc", "cạnh chợ")
    assert (contact.name, contact.phone) == ("Ké Mẫu", "")
    services.add(case=case, text=f"Thêm{BAD}", now=at("2026-04-14"))
    assert case.events.get().said == "Thêm"
    answered(cast, services.accept(case=case, unit=cast.economy, kind="feedback", topic="road", summary="Cống",
                                   by=cast.clerk, now=at("2026-04-14")))  # fmt: skip
    words = {"title": "Cống\x0b", "question": "Cống\x08 tắc", "answer": "Đã\x0c xem", "next_step": ""}
    show(case=case, by=cast.clerk, now=at("2026-04-15"), **words)
    assert "Cống tắc" in atom(rf.get("/ban-mau/phan-anh/da-tra-loi.atom"), commune="ban-mau").content.decode()
