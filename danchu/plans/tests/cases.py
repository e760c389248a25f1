"""Situations for tests, brought about by the real services."""

import datetime as dt
import uuid
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.core import clock
from danchu.plans import services
from danchu.plans.states import Origin

REAL_PLAN = Path(__file__).resolve().parents[2] / "documents" / "data" / "363-KH-UBND.txt"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPEG_HEAD = b"\xff\xd8\xff"


def at(day: str, hour: int = 9) -> dt.datetime:
    """A moment of a local day."""
    return timezone.make_aware(dt.datetime.fromisoformat(day) + dt.timedelta(hours=hour))


def real_text() -> str:
    """The real plan."""
    return REAL_PLAN.read_text(encoding="utf-8")


def taken_in(cast, *, text: str | None = None, origin=Origin.OWN, day: str = "2026-03-10", by=None):
    """A plan read into a draft by the head of the culture office."""
    return services.take_in(
        commune=cast.commune, origin=origin, text=text or real_text(), upload_key=uuid.uuid4().hex,
        by=by or cast.culture_head, now=at(day),
    )  # fmt: skip


def confirmed(cast, *, text: str | None = None, origin=Origin.OWN, day: str = "2026-03-10"):
    """A plan whose tasks were looked at and confirmed."""
    plan = taken_in(cast, text=text, origin=origin, day=day)
    services.mark_seen(plan=plan, by=cast.culture_head, now=at(day))
    return services.confirm(plan=plan, by=cast.culture_head, now=at(day))


def published(cast, **options):
    """A plan that is public with its signed copy."""
    plan = confirmed(cast, **options)
    copy = SimpleUploadedFile("ke-hoach-ky.pdf", PDF, "application/pdf")
    return services.publish(plan=plan, upload=copy, by=cast.clerk, now=clock.now())


def report_tasks(plan):
    """The tasks "báo cáo …" of every office, the half-year's first."""
    return list(plan.tasks.filter(due_on__isnull=False, every_office=True).order_by("due_on"))


SMALL = """ỦY BAN NHÂN DÂN
XÃ BẢN MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Bản Mẫu, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Công khai ngân sách năm 2026

I. NHIỆM VỤ
1. Phòng Kinh tế
- Niêm yết dự toán ngân sách xã trước ngày 15/5/2026.
- Thường xuyên rà soát các khoản thu của Nhân dân đóng góp.
2. Các cơ quan, đơn vị thuộc UBND xã
- Gửi báo cáo kết quả về Phòng Văn hóa - Xã hội trước ngày 20/6/2026.
3. Đề nghị Ủy ban MTTQ xã
- Giám sát việc niêm yết trước ngày 30/5/2026.

Nơi nhận:
- Phòng Kinh tế;
- Sở Tài chính;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
