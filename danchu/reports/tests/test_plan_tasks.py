"""The plan's own task "send the report" and the report are one thing: owed once, followed in both places."""

import datetime

import pytest

from danchu.core import clock
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.plans import services as plans
from danchu.plans.models import Occurrence
from danchu.plans.states import OccurrenceState, Origin
from danchu.reports import services
from danchu.reports.models import Report
from danchu.reports.services import Typed

pytestmark = pytest.mark.django_db

PLAN = """Số: 15/KH-UBND

Bản Mẫu, ngày 09 tháng 3 năm 2026

KẾ HOẠCH
Thực hiện dân chủ ở cơ sở năm 2026

I. TỔ CHỨC THỰC HIỆN

1. Các cơ quan, đơn vị thuộc UBND xã

Thực hiện chế độ báo cáo định kỳ 06 tháng (trước ngày 05/5), 01 năm (trước ngày 05/11) về UBND xã.
"""


@pytest.fixture
def report(cast, on_day):
    """The economy office's report of the first half-year, ordered by a confirmed plan."""
    today = on_day("2026-04-20")
    now = clock.now()
    plan = plans.take_in(
        commune=cast.commune, origin=Origin.OWN, text=PLAN, upload_key="p", by=cast.culture_head, now=now
    )
    plans.mark_seen(plan=plan, by=cast.culture_head, now=now)
    plans.confirm(plan=plan, by=cast.culture_head, now=now)
    services.set_up_cycles(commune=cast.commune, year=2026, now=now)
    for _again in range(2):
        plans.roll_forward(commune=cast.commune, on=today, now=now)
        services.open_cycles(commune=cast.commune, on=today, now=now)
    return Report.objects.get(cycle__code="2026-H1", unit=cast.economy)


def _task(cast):
    return Occurrence.objects.get(unit=cast.economy, due_on=datetime.date(2026, 5, 4))


def test_one_report_is_owed_once(cast, report):
    owed = Duty.objects.filter(unit=cast.economy, due_on=datetime.date(2026, 5, 4), state=DutyState.OPEN)
    assert [duty.subject for duty in owed] == [report.subject]
    assert _task(cast).handled_by == report.subject


def test_the_plans_task_follows_the_report(cast, report):
    services.save_section(
        report=report, section="I", text="Đã làm.", nothing_occurred=False, numbers={"A4.held": Typed(value=1)},
        version=0, by=cast.economy_head, now=clock.now(),
    )  # fmt: skip
    report.refresh_from_db()
    report = services.submit(report=report, version=report.version, by=cast.economy_head, now=clock.now())
    assert _task(cast).state == OccurrenceState.REPORTED
    report = services.return_report(
        report=report, reasons="Thiếu số liệu.", version=report.version, by=cast.culture_head, now=clock.now()
    )
    assert (_task(cast).state, _task(cast).reason) == (OccurrenceState.RETURNED, "Thiếu số liệu.")
    services.submit(report=report, version=report.version, by=cast.economy_head, now=clock.now())
    assert _task(cast).state == OccurrenceState.REPORTED


def test_the_plans_task_leads_to_the_report(cast, report, sign_in):
    page = sign_in(cast.economy_head).get(f"/lam-viec/ke-hoach/phan-viec/{_task(cast).pk}/").content.decode()
    assert f"/lam-viec/bao-cao/{report.pk}/" in page
    assert "Gửi kết quả" not in page
    sign_in(cast.economy_head).post(f"/lam-viec/ke-hoach/phan-viec/{_task(cast).pk}/bao-cao/", {"bao-report": "x"})
    assert _task(cast).state == OccurrenceState.OPEN
