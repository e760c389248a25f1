"""Reads the data files into frozen values and refuses, with the file and the row, whatever breaks their form."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from danchu.core.calendar import Calendar, CalendarRow, Evidence

from . import facts
from .errors import BadDataError
from .model import EMPTY, Extension, LawDuty, LegalText, Period, Reckon, Rule, Unit, Value, Variant

DATA = Path(__file__).parent / "data"

_ARTICLE = re.compile(r"\d+[a-zđ]?|[IVXL]+")
_CLAUSE = re.compile(r"\d+[a-zđ]?([-,]\d+[a-zđ]?)*")
_POINT = re.compile(r"[a-zđ](-[a-zđ])?")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_OPS = ("", "<", "<=", ">", ">=")
_KINDS = ("law", "code", "decree", "decision", "resolution", "plan")
_DUE_KINDS = ("rule", "suggested", "period")
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
DETAILS = (
    "website",
    "posting",
    "posting_places",
    "loudspeaker",
    "via_village_head",
    "threshold",
    "takes_effect",
    "online_vote_allowed",
    "meeting_mandatory",
    "fields",
    "form",
)
_TIME_UNITS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.CONSECUTIVE_DAYS, Unit.MONTHS, Unit.YEARS)


@dataclass(frozen=True)
class Rulebook:
    """Everything the data files say: the legal texts, their rules, the recurring duties, the calendar."""

    texts: tuple[LegalText, ...]
    rules: tuple[Rule, ...]
    duties: tuple[LawDuty, ...]
    calendar: Calendar


class _Row:
    """A table of a data file: each key is taken once, and `close` refuses what nobody asked for."""

    def __init__(self, table: object, where: str) -> None:
        if not isinstance(table, dict):
            raise BadDataError(f"{where}: phải là một bảng.")
        self._left = dict(table)
        self.where = where

    def fail(self, sentence: str) -> BadDataError:
        return BadDataError(f"{self.where}: {sentence}")

    def take(self, key: str, kind: type | tuple[type, ...], default=...):
        if key not in self._left:
            if default is ...:
                raise self.fail(f'thiếu "{key}".')
            return default
        value = self._left.pop(key)
        wrong_bool = isinstance(value, bool) and kind is int
        if not isinstance(value, kind) or wrong_bool:
            raise self.fail(f'"{key}" có giá trị sai kiểu: {value!r}.')
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    def text(self, key: str, default=...) -> str:
        value = self.take(key, str, default)
        if default is ... and not value.strip():
            raise self.fail(f'"{key}" để trống.')
        return value

    def choice(self, key: str, kind, default=...):
        value = self.take(key, str, default)
        if value is default:
            return default
        try:
            return kind(value)
        except ValueError:
            raise self.fail(f'"{key}" không nhận "{value}". Được dùng: {", ".join(kind)}.') from None

    def among(self, key: str, allowed: tuple[str, ...], default=...) -> str:
        value = self.take(key, str, default)
        if value is not default and value not in allowed:
            raise self.fail(f'"{key}" không nhận "{value}". Được dùng: {", ".join(allowed)}.')
        return value

    def texts(self, key: str, allowed: tuple[str, ...] = (), default=...) -> tuple[str, ...]:
        values = self.take(key, list, default)
        for value in values:
            if not isinstance(value, str) or (allowed and value not in allowed):
                raise self.fail(f'"{key}" có giá trị lạ: {value!r}.')
        return tuple(values)

    def close(self) -> None:
        if self._left:
            raise self.fail(f"có mục không hiểu được: {', '.join(sorted(self._left))}.")


def load(folder: Path = DATA) -> Rulebook:
    """Reads every `.toml` of the folder. Raises BadDataError with file and row for anything malformed."""
    texts: list[LegalText] = []
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name in ("calendar.toml", "duties.toml"):
            continue
        text, its_rules = _legal_text(_Row(_read(path), path.name))
        texts.append(text)
        rules += its_rules
    _refuse_twins(rules)
    by_id = {rule.id: rule for rule in rules}
    calendar = _calendar(folder / "calendar.toml", by_id)
    return Rulebook(tuple(texts), tuple(rules), _duties(folder / "duties.toml", by_id), calendar)


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadDataError(f"{path.name}: thiếu tệp.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDataError(f"{path.name}: không đọc được ({error}).") from None


def _legal_text(file: _Row) -> tuple[LegalText, list[Rule]]:
    head = _Row(file.take("text", dict), f"{file.where}, [text]")
    text = LegalText(
        law=head.text("law"),
        kind=head.among("kind", _KINDS),
        title=head.text("title"),
        name=head.text("name"),
        effective=head.take("effective", date),
        source=head.text("source"),
    )
    head.close()
    rows = file.take("rule", list)
    file.close()
    return text, [_rule(_Row(row, f"{file.where}, dòng {n}"), text) for n, row in enumerate(rows, 1)]


def _rule(row: _Row, text: LegalText) -> Rule:
    rule_id = row.text("id")
    row.where = f"{row.where} ({rule_id})"
    article, clause, point = row.text("article", ""), row.text("clause", ""), row.text("point", "")
    for part, form, name in ((article, _ARTICLE, "article"), (clause, _CLAUSE, "clause"), (point, _POINT, "point")):
        if part and not form.fullmatch(part):
            raise row.fail(f'trích dẫn sai: {name} = "{part}".')
    if (clause and not article) or (point and not clause):
        raise row.fail("trích dẫn sai: có điểm mà thiếu khoản, hoặc có khoản mà thiếu điều.")
    rule = Rule(
        id=rule_id,
        source_text=text,
        article=article,
        clause=clause,
        point=point,
        topic=row.text("topic"),
        text=row.text("text"),
        valid_from=row.take("valid_from", date, text.effective),
        valid_to=row.take("valid_to", date, None),
        evidence=row.choice("evidence", Evidence, Evidence.CONFIRMED),
        source=row.text("source", text.source),
        value=_value(row),
        unit=row.choice("unit", Unit, None),
        op=row.among("op", _OPS, ""),
        reckon=row.choice("reckon", Reckon, None),
        period=row.choice("period", Period, None),
        binding=row.take("binding", bool, True),
        counted_from=row.text("counted_from", ""),
        actor=row.text("actor", ""),
        note=row.text("note", ""),
        applies=_applies(row),
        variants=_variants(row),
        extension=_extension(row),
        details=_details(row),
    )
    row.close()
    _check_rule(row, rule)
    return rule


def _check_rule(row: _Row, rule: Rule) -> None:
    if not rule.source.strip():
        raise row.fail("thiếu nguồn.")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise row.fail("hết hiệu lực trước khi có hiệu lực.")
    if (rule.value is None) != (rule.unit in (None, Unit.PERMANENT)):
        raise row.fail("giá trị và đơn vị phải đi cùng nhau.")
    if rule.variants and rule.reckon is None:
        raise row.fail("có biến thể mà không có cách tính thời hạn.")
    days = rule.value if isinstance(rule.value, tuple) else (rule.value,)
    if rule.unit is Unit.DAY_OF_YEAR and not all(_is_month_day(day) for day in days):
        raise row.fail("ngày trong năm phải có dạng THÁNG-NGÀY.")
    if rule.reckon is Reckon.DAY:
        fits = rule.unit is Unit.DAY_OF_YEAR
    elif rule.reckon is Reckon.PERIOD:
        fits = rule.period is not None
    else:
        fits = rule.reckon is None or (rule.unit in _TIME_UNITS and isinstance(rule.value, int) and rule.value > 0)
    if not fits:
        raise row.fail(f'cách tính "{rule.reckon}" không hợp với giá trị và đơn vị.')


def _is_month_day(text: object) -> bool:
    if not isinstance(text, str) or not _MONTH_DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return True


def _value(row: _Row) -> Value:
    value = row.take("value", (int, str, date, list), None)
    if isinstance(value, list):
        if not value or not all(isinstance(part, int | str) for part in value):
            raise row.fail('"value" phải là danh sách số hoặc chữ.')
        return tuple(value)
    return value


def _applies(row: _Row) -> Mapping[str, tuple[str, ...]]:
    table = _Row(row.take("applies", dict, {}), f"{row.where}, applies")
    result = {key: table.texts(key, allowed, []) for key, allowed in facts.ALLOWED.items()}
    table.close()
    return MappingProxyType({key: values for key, values in result.items() if values}) or EMPTY


def _extension(row: _Row) -> Extension | None:
    table = row.take("extension", dict, None)
    if table is None:
        return None
    inner = _Row(table, f"{row.where}, extension")
    extension = Extension(inner.take("value", int), inner.take("max", int))
    inner.close()
    return extension


def _variants(row: _Row) -> tuple[Variant, ...]:
    variants = []
    for table in row.take("variant", list, []):
        inner = _Row(table, f"{row.where}, variant")
        when = _Row(inner.take("when", dict), f"{inner.where}, when")
        conditions = {key: when.among(key, allowed, "") for key, allowed in facts.ALLOWED.items()}
        when.close()
        conditions = {key: value for key, value in conditions.items() if value}
        if not conditions:
            raise inner.fail("biến thể phải có điều kiện.")
        variants.append(Variant(MappingProxyType(conditions), inner.take("value", int), _extension(inner)))
        inner.close()
    for n, one in enumerate(variants):
        for other in variants[n + 1 :]:
            _refuse_tie(row, one, other, variants)
    return tuple(variants)


def _refuse_tie(row: _Row, one: Variant, other: Variant, variants: list[Variant]) -> None:
    both = dict(one.when) | dict(other.when)
    clash = any(one.when.get(key, value) != value for key, value in other.when.items())
    settled = any(dict(variant.when) == both for variant in variants) and one.when != other.when
    if not clash and not settled and len(one.when) == len(other.when):
        raise row.fail("hai biến thể cùng khớp một trường hợp.")


def _details(row: _Row) -> Mapping[str, object]:
    table = _Row(row.take("details", dict, {}), f"{row.where}, details")
    found = {key: table.take(key, (bool, str, list), None) for key in DETAILS}
    table.close()
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    return MappingProxyType({key: value for key, value in frozen.items() if value is not None})


def _refuse_twins(rules: list[Rule]) -> None:
    seen: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in seen.setdefault(rule.id, []):
            starts_in = other.in_force(rule.valid_from) or rule.in_force(other.valid_from)
            if starts_in:
                raise BadDataError(f"{rule.id}: hai dòng cùng mã có hiệu lực trong cùng thời gian.")
        seen[rule.id].append(rule)


def _calendar(path: Path, rules: Mapping[str, Rule]) -> Calendar:
    file = _Row(_read(path), path.name)
    years: dict[int, Evidence] = {}
    for table in file.take("year", list):
        row = _Row(table, f"{path.name}, year")
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
            row = _Row(table, f"{path.name}, {kind}")
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


def _duties(path: Path, rules: Mapping[str, Rule]) -> tuple[LawDuty, ...]:
    file = _Row(_read(path), path.name)
    duties: dict[str, LawDuty] = {}
    for table in file.take("duty", list):
        row = _Row(table, f"{path.name}, duty")
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
