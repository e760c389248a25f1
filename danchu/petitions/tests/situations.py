"""Matters brought to a state by the services."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from danchu.intake.states import ReadBack, Way
from danchu.petitions.models import Case
from danchu.petitions.services import cases as services
from danchu.petitions.states import Decision, Kind, Topic

MARK = "§dấu riêng§"
GOOD = {
    "decision": Decision.RIGHT, "reasons": "Đã ra xem ngày 14/4: cống bị rác lấp kín một nửa miệng.",
    "basis": "Quy chế quản lý công trình công cộng của xã", "next_step": "Tổ vệ sinh bản nạo vét cống.",
    "next_by": datetime.date(2026, 4, 30), "no_evidence": "Chưa làm nên chưa có ảnh.",
    "turn_to": "Chủ tịch xã, ngày tiếp công dân, tại trụ sở",
}  # fmt: skip


def at(text: str, hour: int = 9) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text} {hour:02}:00").replace(tzinfo=timezone.get_default_timezone())


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def brought(cast, on: str = "2026-04-13", *, way: Way = Way.ONLINE, key: str = "khóa", **fields) -> Case:
    """A matter that came in on a day."""
    return given(cast, on, way=way, key=key, **fields)[0]


def given(cast, on: str = "2026-04-13", *, way: Way = Way.ONLINE, key: str = "khóa", **fields):
    """The same with its receipt and PIN."""
    if way in (Way.DESK, Way.PHONE, Way.VILLAGE_HEAD):
        fields = {"by": cast.clerk, "read_back": ReadBack.AGREED, "asked_first": True, **fields}
    fields = {"text": "Cống đầu bản Nà Mẫu bị tắc, nước tràn ra đường.", "topic": Topic.ROAD, **fields}
    issued = services.submit(commune=cast.commune, way=way, form_key=key, now=at(on), **fields)
    return again(Case.objects.get(submission__receipt=issued.receipt)), issued


def accepted(cast, case: Case | None = None, on: str = "2026-04-14", **fields) -> Case:
    """Sorted, and given to the office of economy."""
    case = case or brought(cast)
    values = {"unit": cast.economy, "kind": Kind.FEEDBACK, "topic": Topic.ROAD, "summary": "Cống tắc", **fields}
    return services.accept(case=case, by=cast.clerk, now=at(on), **values)


def answered(cast, case: Case | None = None, on: str = "2026-04-15", **fields) -> Case:
    """Answered as the gate asks."""
    case = accepted(cast) if case is None else case
    services.answer(case=case, by=cast.economy_officer, now=at(on), **{**GOOD, **fields})
    return again(case)


def again(case: Case) -> Case:
    return Case.objects.select_related("commune", "unit", "submission__receipt__commune").get(pk=case.pk)


def photo(name: str = "anh.jpg") -> SimpleUploadedFile:
    """A photo with a place hidden in it."""
    picture = Image.new("RGB", (40, 30), "brown")
    exif = Image.Exif()
    exif[0x010E] = MARK  # description
    exif[0x8825] = {1: "N", 2: (22.0, 12.0, 0.0)}  # where it was taken
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
