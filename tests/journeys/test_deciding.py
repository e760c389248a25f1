"""What the sample commune's villages decide, lived without the rest of the demonstration, as anyone reads it."""

import datetime

import pytest
from django.test import Client

from config.demo.cast import FIRST_DAY, assemble
from config.demo.deciding import Villages
from danchu.decisions.models import Matter
from danchu.decisions.states import MatterState
from danchu.organisation import services as organisation

HOME = "/ban-mau/dan-ban/"


def lived(until: str):
    """The sample commune with its cast, in which nothing happens but what the villages decide."""
    commune = organisation.create_commune(
        province_code="99", province_name="tỉnh Mẫu", code="99001", name="xã Bản Mẫu", begins_on=FIRST_DAY,
        merged_on=datetime.date(2025, 7, 1), is_sample=True, by=None,
    )  # fmt: skip
    units, people = assemble(commune)
    villages = Villages(commune, units, people)
    villages.live(datetime.date.fromisoformat(until))
    return commune, villages


@pytest.mark.django_db
def test_the_villages_of_the_demo(on_day):
    on_day("2026-04-28")
    _commune, villages = lived("2026-04-28")
    states = {key: Matter.objects.get(pk=matter.pk).state for key, matter in villages.matters.items()}
    assert states == {
        "road": MatterState.IN_FORCE, "fund": MatterState.VOTING, "initiative": MatterState.PROPOSED,
        "all": MatterState.VOTING, "election": MatterState.IN_FORCE,
    }  # fmt: skip
    page = Client().get(HOME).text
    assert "71 trong 98 hộ đồng ý; cần ít nhất 66 hộ, hai phần ba của tất cả 98 hộ; Điều 21.1." in page
    assert "Người được nhiều phiếu nhất có 11 phiếu; cần ít nhất 10 phiếu" in page
    assert "Ngày chủ nhật sạch" not in page  # an initiative that still gathers assents
    assert "đã làm được 50 %" in page
    assert "Đã đếm lại 5 kết quả: khớp cả." in Client().get(f"{HOME}dem-lai/").text
