"""Writes inside a report: texts, numbers, files, what a unit sent by other ways."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.figures import Figure, once, reading_once
from danchu.documents import reader
from danchu.documents import services as documents
from danchu.organisation.models import Unit
from danchu.reports import outline, rules
from danchu.reports.models import Attachment, FigureEntry, Report, SectionText
from danchu.reports.queries import counting
from danchu.reports.services.common import all_locked, locked, log
from danchu.reports.states import FigureSource, ReportEvent

_FIELDS = ("value", "estimate", "source", "nothing_occurred", "note", "rows", "counted", "updated_at", "updated_by")
_KEY = ("report", "indicator", "part")


@dataclass(frozen=True)
class Typed:
    """What a person wrote about one number; for a counted one only `estimate` and `note` are taken."""

    value: Decimal | None = None
    estimate: Decimal | None = None
    nothing_occurred: bool = False
    note: str = ""


@act(gettext_lazy("Lưu một phần báo cáo"))
def save_section(
    *, report: Report, section: str, text: str, nothing_occurred: bool, numbers: dict[str, Typed], version: int, by, now
) -> SectionText:
    """Saves one section of a draft: its text or the statement that nothing occurred, and its numbers by key.

    `version` is the section's as the person saw it: raises Stale when another person saved it since, Refused when the
    report was handed in meanwhile or a text contradicts the statement. Nothing is written then.
    """
    report = locked(report)
    _must_be_writable(report)
    row = SectionText.objects.filter(report=report, section=section).first() or SectionText(
        report=report, section=section
    )
    text = text.replace("\r\n", "\n").strip()
    if row.version != version:
        said = (row.text, row.nothing_occurred, row.updated_by_id) == (text, nothing_occurred, by.pk)
        if said and _are_already(report, numbers):
            return row  # a second click
        raise Stale(_("Người khác vừa lưu mục này. Những gì bạn viết vẫn còn ở dưới; hãy so lại rồi lưu."))
    if nothing_occurred and text:
        raise Refused(_("Đã viết nội dung thì bỏ dấu “Không phát sinh”, hoặc xóa nội dung."))
    row.text, row.nothing_occurred, row.version = text, nothing_occurred, version + 1
    row.updated_at, row.updated_by = now, by
    row.save()
    _save_numbers(report, numbers, by=by, now=now)
    return row


def _are_already(report: Report, numbers: dict[str, Typed]) -> bool:
    """Whether the report says just these numbers."""
    stored = {entry.key: entry for entry in report.figures.all()}
    for key, typed in numbers.items():
        entry = stored.get(key) or FigureEntry()
        counted = entry.source == FigureSource.COMPUTED
        if (entry.estimate, entry.note) != (typed.estimate, typed.note.strip()[:300]):
            return False
        if not counted and (entry.value, entry.nothing_occurred) != (typed.value, typed.nothing_occurred):
            return False
    return True


def _save_numbers(report: Report, numbers: dict[str, Typed], *, by, now) -> None:
    known = report.cycle.outline.parts
    stored = {entry.key: entry for entry in report.figures.all()}
    changed = []
    for key, typed in numbers.items():
        part = known[key]
        entry = stored.get(key) or FigureEntry(
            report=report, indicator=part.indicator, part=part.id, source=FigureSource(part.source)
        )
        # What the system should count but knows nothing of may be typed, and is marked so.
        uncounted = part.source == "computed" and (entry.value is None or entry.source == FigureSource.TYPED)
        if (part.is_typed or uncounted) and not (report.is_communes and part.by_unit):
            if typed.nothing_occurred and (typed.value is not None or typed.estimate is not None):
                raise Refused(_("Đã ghi số thì bỏ dấu “Không phát sinh”."))
            said = typed.value is not None or typed.nothing_occurred
            entry.value, entry.nothing_occurred = typed.value, typed.nothing_occurred
            entry.source = FigureSource.TYPED if said else FigureSource(part.source)
            if not said:
                entry.value, entry.counted = entry.counted, None  # emptied: what the system counts holds again
        entry.estimate, entry.note = typed.estimate, typed.note.strip()[:300]
        entry.updated_at, entry.updated_by = now, by
        changed.append(entry)
    upsert(changed)


def upsert(entries: list[FigureEntry]) -> None:
    """Writes entries of reports, each in the place of the one with the same report, indicator and part."""
    FigureEntry.objects.bulk_create(
        [
            FigureEntry(**{name: getattr(entry, name) for name in (*_KEY, *_FIELDS, "known", "asked")})
            for entry in entries
        ],
        update_conflicts=True, unique_fields=_KEY, update_fields=(*_FIELDS, "known", "asked"),
    )  # fmt: skip


@transaction.atomic
def count_together(*, reports: list[Report], now) -> None:
    """Counts anew the numbers of several reports of one cycle, as `count_figures` does.

    The reports are held together and what their numbers stand on is read once: as many queries for twenty as for one.
    """
    held = [one for one in all_locked(reports) if one.is_writable]
    changed: list[FigureEntry] = []
    with reading_once():
        for report in held:
            report.commune, report.cycle = held[0].commune, held[0].cycle
            changed += _counted(report, now)
    if changed:
        upsert(changed)
    if held:
        Report.objects.filter(pk__in=[one.pk for one in held]).update(counted_at=now)


def count_figures(*, report: Report, now) -> None:
    """Counts anew every number the system can count, with the list behind it, from the period's start to its cut-off.

    For a unit: its own. For the commune: what is counted for the commune as a whole, and of what units count, what
    lies outside the units that report. Estimates and notes stay. Does nothing once the report was handed in.
    """
    count_together(reports=[report], now=now)


def _counted(report: Report, now) -> list[FigureEntry]:
    """The entries of a held report that come out otherwise than they stand."""
    stored = {entry.key: entry for entry in report.figures.all()}
    outside = None
    nothing: set[str] = set()
    changed = []
    for indicator in report.cycle.outline.indicators:
        for part in indicator.parts_for(report.unit.kind if report.unit_id else None):
            if part.source != "computed":
                continue
            if any(part.figure.startswith(f"{whole}.") for whole in nothing):
                counted = Figure(None)  # a split of what counts none
            elif report.unit_id or not part.by_unit:
                counted = counting.count(part, report.cycle, report.unit)
            else:
                outside = _outside(report) if outside is None else outside
                counted = _together(part, report.cycle, outside)
            if counted.value is None:
                nothing.add(part.figure)
            entry = stored.get(part.key) or FigureEntry(report=report, indicator=part.indicator, part=part.id)
            entry.counted = None
            if entry.source == FigureSource.TYPED:
                # A person knew more than the system did; what it counts since stands beside, for the reviewer.
                entry.counted, entry.rows = counted.value, counting.rows_as_json(counted)
                changed.append(entry)
                continue
            said = (counted.value, False, FigureSource.COMPUTED, counting.rows_as_json(counted))
            if entry.pk and (entry.value, entry.nothing_occurred, entry.source, entry.rows) == said:
                continue
            entry.value, entry.nothing_occurred, entry.source, entry.rows = said
            entry.updated_at, entry.updated_by = now, None
            changed.append(entry)
    return changed


def _outside(report: Report) -> list[Unit]:
    """The commune's units that send no report of their own in this cycle."""
    units = report.commune.units.exclude(pk__in=report.cycle.reports.of_units().values("unit"))
    return once(("units outside", report.cycle_id), lambda: list(units))


def _together(part: outline.Part, cycle, units: list[Unit]) -> Figure:
    counted = [counting.count(part, cycle, unit) for unit in units]
    values = [each.value for each in counted if each.value is not None]
    rows = tuple(row for each in counted for row in each.rows)
    return Figure(sum(values, Decimal(0)) if values else None, rows)


@act(gettext_lazy("Sửa nơi nhận báo cáo"))
def set_addressees(*, report: Report, addressees: list[str], by, now) -> Report:
    """Whom the commune's report is for, one line each. Raises Refused when it was handed in or none is named."""
    report = locked(report)
    _must_be_writable(report)
    named = [" ".join(line.split())[:200] for line in addressees if line.strip()]
    if not named:
        raise Refused(_("Hãy ghi ít nhất một nơi nhận ở phần “Kính gửi”."))
    report.addressees = named
    report.save(update_fields=["addressees"])
    return report


@act(gettext_lazy("Đính tệp vào báo cáo"), on="report")
def attach(*, report: Report, upload, by, now) -> Attachment:
    """Adds a file to a draft; the same file again is there already.

    Raises Refused when the file is not let in or the report was handed in.
    """
    report = locked(report)
    _must_be_writable(report)
    file = documents.keep_upload(commune=report.commune, upload=upload, by=by, now=now)
    same = report.attachments.filter(file__sha256=file.sha256, file__name=file.name).first()
    if same:
        return same
    log(report, ReportEvent.ATTACHED, by=by, now=now, text=file.name)
    return Attachment.objects.create(report=report, file=file, added_at=now, added_by=by)


@act(gettext_lazy("Bỏ tệp đính của báo cáo"))
def remove_attachment(*, attachment: Attachment, by, now) -> None:
    """Takes a file off a draft; the paper a unit itself sent stays with the report."""
    report = locked(attachment.report)
    _must_be_writable(report)
    if attachment.is_original:
        raise Refused(_("Bản gốc đơn vị gửi phải giữ cùng báo cáo."))
    log(report, ReportEvent.REMOVED, by=by, now=now, text=attachment.file.name)
    attachment.delete()


@dataclass(frozen=True)
class Recorded:
    """What came of a unit's own paper: the sections filled, and whether something found no place."""

    report: Report
    filled: tuple[str, ...]
    has_left_over: bool


@act(gettext_lazy("Ghi thay báo cáo giấy của đơn vị"))
def record_on_behalf(*, report: Report, upload, by, now) -> Recorded:
    """Reads a unit's own paper (.docx, .pdf with text, .txt) into the sections of its report and keeps the original.

    The report stays a draft, marked as written down on the unit's behalf, until it is looked through and handed in.
    What a section says already is kept, the paper's words come after it. Raises Refused when the file cannot be read
    or bears a stamp of secrecy; then nothing is kept.
    """
    report = locked(report)
    _must_be_writable(report)
    data = upload.read()
    try:
        paper = reader.read_file(upload.name, data)
    except reader.Unreadable as error:
        raise Refused(str(error)) from error
    if paper.is_secret:
        raise Refused(_("Văn bản có dấu mật nên không đưa vào hệ thống này. Hãy xử lý theo chế độ bảo mật."))
    read = [(piece.numbering, piece.title or "", piece.text or "") for piece in paper.sections]
    placed = rules.place_sections(report.cycle.outline.sections, read or [("", "", paper.text)])
    file = documents.keep(commune=report.commune, name=upload.name, data=data, by=by, now=now)
    Attachment.objects.create(report=report, file=file, is_original=True, added_at=now, added_by=by)
    texts = {row.section: row for row in report.texts.all()}
    for code, text in placed.items():
        row = texts.get(code) or SectionText(report=report, section=code)
        row.text = f"{row.text}\n\n{text}".strip()
        row.nothing_occurred, row.version = False, row.version + 1
        row.updated_at, row.updated_by = now, by
        row.save()
    report.recorded_at, report.recorded_by = now, by
    report.save(update_fields=["recorded_at", "recorded_by"])
    log(report, ReportEvent.RECORDED, by=by, now=now, text=file.name)
    return Recorded(report, tuple(code for code in placed if code != outline.LEFT_OVER), outline.LEFT_OVER in placed)


def _must_be_writable(report: Report) -> None:
    if not report.is_writable:
        raise Refused(_("Báo cáo đã gửi nên không sửa được. Những gì bạn viết chưa được lưu."))
