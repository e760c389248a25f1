"""Bình Lư, Lai Châu: the real plan of 2026, read from its text, and what follows from it and the law.

Nothing is invented: only the offices the plan names, no people, no acts. The commune begins on the demonstration's
own day, so that nothing earlier is ever called late.
"""

import datetime
from pathlib import Path

from django.conf import settings

from config import daily
from config.demo.days import at
from danchu.organisation import services as organisation
from danchu.organisation.policies import root_unit
from danchu.organisation.states import UnitKind
from danchu.plans import services as plans
from danchu.plans.states import Origin

SLUG = "binh-lu"
TITLE = "Nạp xã Bình Lư: kế hoạch thật số 363/KH-UBND"
PLAN = Path(settings.BASE_DIR, "danchu", "documents", "data", "363-KH-UBND.txt")
DAY = "2026-04-28"

UNITS = (
    (UnitKind.OFFICE, "Phòng Văn hóa - Xã hội", "VHXH", True),
    (UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công", "TTPVHCC", True),
    (UnitKind.FRONT, "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bình Lư", "MTTQ", False),
    (UnitKind.PARTY, "Đảng ủy xã Bình Lư", "", False),
    (UnitKind.COUNCIL, "Hội đồng nhân dân xã Bình Lư", "HĐND", False),
)


def load() -> None:
    """Makes the commune, reads and confirms its plan, lets the day pass once."""
    commune = organisation.create_commune(
        province_code="12", province_name="tỉnh Lai Châu", code="03390", name="xã Bình Lư",
        begins_on=datetime.date.fromisoformat(DAY), merged_on=datetime.date(2025, 7, 1), by=None,
    )  # fmt: skip
    root = root_unit(commune)
    for order, (kind, name, short, reports) in enumerate(UNITS, start=1):
        below = root if kind in (UnitKind.OFFICE, UnitKind.CENTRE) else None
        organisation.create_unit(
            commune=commune, kind=kind, name=name, short_name=short, parent=below, reports=reports, order=order, by=None
        )
    # Who loads the demonstration is not a person of the commune, but every act has an author.
    loader = organisation.create_person(commune=commune, full_name="Nạp từ văn bản đã ban hành", by=None)
    take_in_and_confirm(commune, PLAN.read_text(encoding="utf-8"), Origin.OWN, by=loader, day=DAY)
    daily.day_of(commune, datetime.date.fromisoformat(DAY), now=at(DAY))


def take_in_and_confirm(commune, text: str, origin: Origin, *, by, day: str, publish: bool = True, right=None):
    """A paper read from its text, every proposal taken as it stands, confirmed, and published by its text.

    `right` gets the draft first, to name units where the paper does not.
    """
    now = at(day)
    plan = plans.take_in(commune=commune, origin=origin, text=text, upload_key=f"demo-{origin}-{day}", by=by, now=now)
    if right:
        right(plan)
    plans.mark_seen(plan=plan, by=by, now=now)
    plan = plans.confirm(plan=plan, by=by, now=now)
    return plans.publish(plan=plan, by=by, now=now, issued_outside=True) if publish else plan
