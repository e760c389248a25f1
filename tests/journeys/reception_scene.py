"""Behind the addresses of the reception of citizens: a draft, a day to come, a booking, lines of the register."""

import datetime

from danchu.core import clock
from danchu.organisation.models import Person, Unit
from danchu.petitions.models import Booking, ReceptionDay, Visit
from danchu.petitions.services import reception
from danchu.petitions.services.heard import hand_in
from danchu.petitions.states import Condition, Kind


def build(commune) -> tuple[dict, dict]:
    """The objects by the beginning of an address's name, and what its arguments are beyond the number."""
    now, clerk = clock.now(), Person.objects.get(account__username="van-thu")
    draft = reception.draft_schedule(
        commune=commune, first_on=datetime.date(2026, 7, 1), last_on=datetime.date(2026, 9, 30), weekday=3,
        weeks=(1, 3), begins=datetime.time(8), ends=datetime.time(10), minutes=30, place="Trụ sở",
        receiver="Chủ tịch", hours="Giờ hành chính", by=clerk, now=now,
    )  # fmt: skip
    day = ReceptionDay.objects.get(commune=commune, on=datetime.date(2026, 5, 7))
    mine = Visit.objects.filter(commune=commune)
    concluded = mine.get(conclusion__isnull=False)
    reception.issue_conclusion(
        conclusion=concluded.conclusion, number="1", on=clock.today(), by=clerk, now=now
    )  # fmt: skip
    reception.note(visit=concluded, text="Đã họp chợ.", on=clock.today(), by=clerk, now=now)
    heard = reception.receive(
        commune=commune, form_key="scene", by=clerk, now=now,
        values={
            "name": "Lò Văn Hẹn", "address": "bản Nà Mẫu", "about": "Việc thử", "kind": Kind.PETITION, "people": 1,
            "is_ours": True, "read_back": "agreed", "received_by": clerk,
            "village": Unit.objects.filter(commune=commune, kind="village").first(),
        },
    )  # fmt: skip
    hand_in(visit=heard, papers=[("Đơn", 1, Condition.ORIGINAL)], by=clerk, now=now)
    here = {"commune": commune.slug}
    by_area = {
        **_each("change drop", draft.days.first()), **_each("day move cancel note_day take_back book", day),
        **_each("give_back absent await_again", Booking.objects.filter(commune=commune).first()),
        **_each("visit note reply conclude correct make_case link hand_in receipt_paper", heard),
        **_each("notice notice_paper", mine.get(state="refused")),
        **_each("issue", concluded), **_each("conclusion finish conclusion_paper", concluded.conclusion),
        "reception:": draft, "reception:note_day": day, "reception_public:": day,
    }  # fmt: skip
    extra = {
        **{f"reception:{name}_paper": {"fmt": "pdf"} for name in ("schedule", "notice", "conclusion", "receipt")},
        "reception:export": {"fmt": "csv"}, "reception_public:book": here, "reception_public:give_back": here,
    }  # fmt: skip
    return by_area, extra


def _each(names: str, row) -> dict:
    return {f"reception:{name}": row for name in names.split()}
