"""One row of a legal text: its keys, and what they may say together."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from danchu.core.calendar import Evidence

from . import facts
from .model import EMPTY, Extension, LegalText, Period, Reckon, Rule, Unit, Value, Variant
from .rows import Row

_ARTICLE = re.compile(r"\d+[a-zđ]?([-,]\d+[a-zđ]?)*|[IVXL]+|PL( [IVX]+)?|Mẫu \d+(/[A-Z]+)?")
_CLAUSE = re.compile(r"\d+[a-zđ]?([-,]\d+[a-zđ]?)*")
_POINT = re.compile(r"[a-zđ](-[a-zđ])?")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_OPS = ("", "<", "<=", ">", ">=")
DETAILS = (
    "refusal",
    "notice",
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
_TIME_UNITS = (
    Unit.HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.CONSECUTIVE_DAYS, Unit.MONTHS, Unit.YEARS,
)  # fmt: skip


def read_rule(row: Row, text: LegalText) -> Rule:
    """One row of a legal text. Raises BadDataError with the file, the row and its id."""
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
        valid_to=row.take("valid_to", date, text.until),
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
        family=row.text("family", ""),
        parts=_parts(row),
        see=row.texts("see", default=[]),
        amends=row.text("amends", ""),
        further=row.take("further", bool, False),
    )
    row.close()
    _check_rule(row, rule)
    return rule


def _check_rule(row: Row, rule: Rule) -> None:
    if not rule.source.strip():
        raise row.fail("thiếu nguồn.")
    _check_validity(row, rule)
    if rule.evidence is Evidence.UNKNOWN and (rule.value is not None or rule.reckon or rule.parts):
        raise row.fail("chưa tìm thấy con số mà lại có con số.")
    if (rule.value is None) != (rule.unit in (None, Unit.PERMANENT)) and not rule.parts:
        raise row.fail("giá trị và đơn vị phải đi cùng nhau.")
    if rule.variants and rule.reckon is None:
        raise row.fail("có biến thể mà không có cách tính thời hạn.")
    days = rule.value if isinstance(rule.value, tuple) else (rule.value,)
    if rule.unit is Unit.DAY_OF_YEAR and rule.value is not None and not all(_is_month_day(day) for day in days):
        raise row.fail("ngày trong năm phải có dạng THÁNG-NGÀY.")
    if not _reckons(rule):
        raise row.fail(f'cách tính "{rule.reckon}" không hợp với giá trị và đơn vị.')


def _check_validity(row: Row, rule: Rule) -> None:
    text = rule.source_text
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise row.fail("hết hiệu lực trước khi có hiệu lực.")
    if text.until and (rule.valid_to is None or rule.valid_to > text.until):
        raise row.fail(f"còn hiệu lực sau khi văn bản hết hiệu lực ngày {text.until:%d/%m/%Y}.")
    if rule.valid_from < text.effective:
        raise row.fail(f"có hiệu lực trước văn bản, ngày {text.effective:%d/%m/%Y}.")


def _reckons(rule: Rule) -> bool:
    """Whether the way to reckon fits the value and the unit."""
    match rule.reckon:
        case None:
            return True
        case Reckon.DAY:
            return rule.unit is Unit.DAY_OF_YEAR
        case Reckon.ONCE:
            return rule.unit is Unit.DATE
        case Reckon.PERIOD:
            several = rule.value if isinstance(rule.value, tuple) else ()
            chosen = rule.unit is Unit.PERIOD and bool(several) and all(each in tuple(Period) for each in several)
            return chosen or rule.period is not None
    return rule.unit in _TIME_UNITS and isinstance(rule.value, int) and rule.value > 0


def _is_month_day(text: object) -> bool:
    if not isinstance(text, str) or not _MONTH_DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return True


def _value(row: Row) -> Value:
    value = row.take("value", (int, str, date, list), None)
    if isinstance(value, list):
        if not value or not all(isinstance(part, int | str) for part in value):
            raise row.fail('"value" phải là danh sách số hoặc chữ.')
        return tuple(value)
    return value


def _parts(row: Row) -> Mapping[str, int | str | tuple[int | str, ...]]:
    table = row.take("parts", dict, {})
    for name, value in table.items():
        listed = isinstance(value, list) and value and all(isinstance(each, int | str) for each in value)
        if not listed and (isinstance(value, bool) or not isinstance(value, int | str)):
            raise row.fail(f'phần "{name}" có giá trị sai kiểu: {value!r}.')
    found = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return MappingProxyType(found) if found else EMPTY


def _applies(row: Row) -> Mapping[str, tuple[str, ...]]:
    given = row.take("applies", dict, {})
    if not given:
        return EMPTY
    table = Row(given, f"{row.where}, applies")
    result = {key: table.texts(key, allowed, []) for key, allowed in facts.ALLOWED.items()}
    table.close()
    return MappingProxyType({key: values for key, values in result.items() if values}) or EMPTY


def _extension(row: Row) -> Extension | None:
    table = row.take("extension", dict, None)
    if table is None:
        return None
    inner = Row(table, f"{row.where}, extension")
    extension = Extension(inner.take("value", int), inner.take("max", int), inner.choice("unit", Unit, None))
    inner.close()
    return extension


def _variants(row: Row) -> tuple[Variant, ...]:
    variants = []
    for table in row.take("variant", list, []):
        inner = Row(table, f"{row.where}, variant")
        when = Row(inner.take("when", dict), f"{inner.where}, when")
        conditions = {key: when.among(key, allowed, "") for key, allowed in facts.ALLOWED.items()}
        when.close()
        conditions = {key: value for key, value in conditions.items() if value}
        if not conditions:
            raise inner.fail("biến thể phải có điều kiện.")
        value, unit = inner.take("value", int), inner.choice("unit", Unit, None)
        variants.append(Variant(MappingProxyType(conditions), value, _extension(inner), unit))
        inner.close()
    for n, one in enumerate(variants):
        for other in variants[n + 1 :]:
            _refuse_tie(row, one, other, variants)
    return tuple(variants)


def _refuse_tie(row: Row, one: Variant, other: Variant, variants: list[Variant]) -> None:
    both = dict(one.when) | dict(other.when)
    clash = any(one.when.get(key, value) != value for key, value in other.when.items())
    settled = any(dict(variant.when) == both for variant in variants) and one.when != other.when
    if not clash and not settled and len(one.when) == len(other.when):
        raise row.fail("hai biến thể cùng khớp một trường hợp.")


def _details(row: Row) -> Mapping[str, object]:
    given = row.take("details", dict, {})
    if not given:
        return EMPTY
    table = Row(given, f"{row.where}, details")
    found = {key: table.take(key, (bool, str, list), None) for key in DETAILS}
    table.close()
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    return MappingProxyType({key: value for key, value in frozen.items() if value is not None})
