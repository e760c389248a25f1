"""A commune at work, brought there by the real services: the plan published, reports asked for, one published."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.documents import services as documents
from danchu.plans import services as plans
from danchu.plans.states import Origin
from danchu.reports import outline
from danchu.reports import services as reports
from danchu.reports.models import Report

PLAN = Path(settings.BASE_DIR) / "danchu/documents/data/363-KH-UBND.txt"
SIGNED = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def at(day: datetime.date) -> datetime.datetime:
    """Nine o'clock in the morning of a day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))


def publish_plan(cast, day: datetime.date):
    """The real plan, taken in, looked through, confirmed and published."""
    who = {"by": cast.culture_head, "now": at(day)}
    plan = plans.take_in(
        commune=cast.commune, origin=Origin.OWN, text=PLAN.read_text(encoding="utf-8"), upload_key="tests", **who
    )
    plans.mark_seen(plan=plan, **who)
    plan = plans.confirm(plan=plan, **who)
    return plans.publish(plan=plan, issued_outside=True, **who)


def ask_for_reports(cast, day: datetime.date):
    """The year's cycles, opened as the daily clock opens them."""
    reports.set_up_cycles(commune=cast.commune, year=day.year, now=at(day))
    reports.open_cycles(commune=cast.commune, on=day, now=at(day))


def publish_report(cast, day: datetime.date) -> Report:
    """The commune's half-year report, approved, numbered, signed and published."""
    now = at(day)
    report = Report.objects.select_related("cycle").get(commune=cast.commune, unit=None, cycle__code="2026-H1")
    section = next(iter(outline.shipped().sections))
    reports.save_section(
        report=report, section=section.code, text="Xã đã tổ chức triển khai đến từng thôn, bản.",
        nothing_occurred=False, numbers={}, version=0, by=cast.culture_head, now=now,
    )  # fmt: skip
    report = reports.submit(report=report, version=report.version, by=cast.culture_head, now=now)
    post = cast.chair.posts.get()
    report = reports.approve(report=report, post=post, version=report.version, by=cast.chair, now=now)
    paper = documents.assign_number(document=report.document, number=12, dated_on=day, by=cast.clerk, now=now)
    signed = SimpleUploadedFile("ban-ky.pdf", SIGNED, content_type="application/pdf")
    documents.attach_signed(document=paper, upload=signed, by=cast.clerk, now=now)
    report = Report.objects.get(pk=report.pk)
    return reports.publish(report=report, version=report.version, by=cast.culture_head, now=now)
