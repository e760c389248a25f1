"""Reads what stands beside the legal texts: the days off and worked, and the duties that come round."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from danchu.core.calendar import Calendar, CalendarRow, Evidence

from .errors import BadDataError
from .model import LawDuty, Period, Rule
from .rows import Row, read

_DUE_KINDS = ("rule", "after", "suggested", "period")
_PARTS_OF_YEAR = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")
ROLES = (
    "people_committee",
    "people_council",
    "front",
    "village_head",
    "village_people",
    "inspection_board",
    "investment_board",
    "agency_head",
    "agency_staff",
    "agency_inspection_board",
    "agency_union",
    "province",
)


def load_calendar(path: Path, rules: Mapping[str, Rule]) -> Calendar:
    file = read(path)
    years: dict[int, Evidence] = {}
    for table in file.take("year", list):
        row = Row(table, f"{path.name}, year")
        year = row.take("year", int)
        if year in years:
            raise row.fail(f"năm {year} có hai dòng.")
        years[year] = row.choice("evidence", Evidence, Evidence.CONFIRMED)
        row.text("source")
        row.text("note", "")
        row.close()
    rows = []
    for kind in ("off", "make_up"):
        for table in file.take(kind, list, []):
            row = Row(table, f"{path.name}, {kind}")
            day = row.take("day", date)
            row.where = f"{row.where} {day}"
            if day.year not in years:
                raise row.fail(f"năm {day.year} chưa khai trong lịch.")
            name, rule_id = row.text("name"), row.text("rule")
            if rule_id not in rules:
                raise row.fail(f"căn cứ {rule_id} không có trong sổ quy định.")
            evidence = row.choice("evidence", Evidence, years[day.year])
            row.close()
            rows.append(CalendarRow(day, name, works=kind == "make_up", evidence=evidence, rule=rule_id))
    file.close()
    try:
        return Calendar(rows=tuple(rows), years=years)
    except ValueError as error:
        raise BadDataError(f"{path.name}: {error}") from None


def load_duties(path: Path, rules: Mapping[str, Rule]) -> tuple[LawDuty, ...]:
    file = read(path)
    duties: dict[str, LawDuty] = {}
    for table in file.take("duty", list):
        row = Row(table, f"{path.name}, duty")
        duty_id = row.text("id")
        row.where = f"{row.where} {duty_id}"
        rule_id = row.text("rule")
        if duty_id in duties:
            raise row.fail("trùng mã.")
        if rule_id not in rules:
            raise row.fail(f"căn cứ {rule_id} không có trong sổ quy định.")
        duty = LawDuty(
            id=duty_id,
            title=row.text("title"),
            rule=rule_id,
            owes=row.among("owes", ROLES),
            to=row.texts("to", ROLES),
            every=row.choice("every", Period),
            due=row.among("due", _DUE_KINDS),
            valid_from=row.take("valid_from", date, rules[rule_id].valid_from),
            also=row.texts("also", default=[]),
            only=row.texts("only", _PARTS_OF_YEAR, []),
            own_period=row.take("own_period", bool, False),
            note=row.text("note", ""),
        )
        for other in duty.also:
            if other not in rules:
                raise row.fail(f"căn cứ {other} không có trong sổ quy định.")
        if duty.due != "period" and rules[rule_id].reckon is None:
            raise row.fail(f"căn cứ {rule_id} không ấn định ngày.")
        row.close()
        duties[duty_id] = duty
    file.close()
    return tuple(duties.values())
