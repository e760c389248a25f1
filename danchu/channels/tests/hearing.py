"""Situations of broadcasting, reached by calling the services."""

import datetime
import subprocess

from django.utils import timezone

from danchu.channels import services
from danchu.channels.models import Announcement, Station
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind

TIMES = (datetime.time(5, 30), datetime.time(17, 0))


def moment(day: str, at: str = "09:00") -> datetime.datetime:
    """A moment of a day, local."""
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{day}T{at}"))


def villages(cast, *names: str) -> list[Unit]:
    """More villages beside the cast's own."""
    return [
        Unit.objects.create(
            commune=cast.commune, kind=UnitKind.VILLAGE, name=name, parent=cast.committee, order=20 + at
        )
        for at, name in enumerate(names)
    ]


def announced(cast, *, on: str = "2026-02-10", subject: str = "disclosure.version:1", **fields) -> Announcement:
    """Something that must be read out on three days and told by village heads."""
    given = {
        "title": "Mức đóng góp làm đường bản Nà Mẫu", "airs_days": 3, "goes_to_heads": True, "unit": cast.economy,
        "summary": "Mỗi hộ góp 500.000 đồng trong năm 2026. Hộ nghèo không phải góp. Đường dài 3,2 km, làm xong "
        "trước ngày 30/11/2026.", "path": "cong-khai/2026/1/", "short_path": "ban-mau/cong-khai/2026/1",
        "citation": "khoản 8 Điều 11 Luật 10/2022/QH15", **fields,
    }  # fmt: skip
    day = datetime.date.fromisoformat(on)
    return services.announce(
        commune=cast.commune, subject=subject, group=subject.replace("version", "item"), on=day, put_up_by=day,
        now=moment(on), **given,
    )  # fmt: skip


def station(cast, *, name: str = "Cụm loa trung tâm", unit=None, hears=None, **fields) -> Station:
    """A station of the headquarters that the cast's village hears."""
    return services.open_station(
        commune=cast.commune, unit=unit or cast.committee, name=name,
        hears=[cast.village] if hears is None else hears, times=fields.pop("times", TIMES), by=cast.culture_head,
        now=moment("2026-01-05"), **fields,
    )  # fmt: skip


def planned(cast, announcement, stations, *days: str, now: str = "2026-02-10"):
    """The announcement on the stations' sheets."""
    return services.plan_airings(
        announcement=announcement, stations=stations, days=[datetime.date.fromisoformat(day) for day in days],
        times=(), by=cast.economy_officer, now=moment(now),
    )  # fmt: skip


def confirmed(cast, announcement, airings, *, day: str) -> int:
    """Somebody says that these were heard."""
    return services.confirm_airings(
        announcement=announcement, answers=[services.Answer(each, True) for each in airings], by=cast.economy_officer,
        now=moment(day, "20:00"),
    )  # fmt: skip


def wav(seconds: float = 2.0, rate: int = 16000) -> bytes:
    """A real recording: espeak-ng's voice or, where there is none, a tone; as a WAV file with tags in it."""
    import io
    import math
    import struct
    import wave

    out = io.BytesIO()
    with wave.open(out, "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate)
        count = int(seconds * rate)
        stream.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(at / 7))) for at in range(count)))
    data = out.getvalue()
    tag = b"INFOIART\x10\x00\x00\x00Nguyen Van A\0\0\0\0"
    data += b"LIST" + struct.pack("<I", len(tag)) + tag
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def has_voice() -> bool:
    """Whether espeak-ng is on this machine."""
    try:
        return subprocess.run(["espeak-ng", "--version"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
