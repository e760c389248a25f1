"""Changes to an outline as data: sections worded, moved, added, taken out; indicators likewise. Text in, text out.

No Django.
"""

import json
import re
from dataclasses import dataclass

from danchu.reports import outline

_CODE = re.compile(r"[IVX]{1,5}(\.[0-9]{1,2})?")


class Impossible(ValueError):
    """A change that would leave the outline without sense; `code` names why, `name` what stands in the way."""

    def __init__(self, code: str, name: str = ""):
        super().__init__(code)
        self.code, self.name = code, name


@dataclass(frozen=True)
class Edit:
    """One change: `what` "section" or "indicator", `how` "save", "add", "drop", "up", "down" or "restore"."""

    what: str
    how: str
    code: str
    title: str = ""
    hints: tuple[str, ...] = ()
    weaknesses: bool = False
    section: str = ""  # of an indicator
    basis: str = ""
    hint: str = ""
    parts: tuple[tuple[str, str, str], ...] = ()  # id ("" for a new one), name, unit
    by_hand: frozenset[str] = frozenset()  # ids of counted parts that are typed instead
    by_unit: bool = True


def apply(text: str, edit: Edit) -> str:
    """The outline's text after one change. Raises Impossible."""
    data = json.loads(text)
    rows, key = (data["section"], "code") if edit.what == "section" else (data["indicator"], "id")
    if edit.how == "add":
        _add_section(rows, edit) if edit.what == "section" else _add_indicator(data, edit)
    elif edit.how == "restore":
        _restore(data, edit.code)
    else:
        at = next((n for n, row in enumerate(rows) if row[key] == edit.code), None)
        if at is None:
            raise Impossible("unknown", edit.code)
        if edit.how == "drop":
            _check_drop(data, edit)
            del rows[at]
        elif edit.how in ("up", "down"):
            _move(rows, at, -1 if edit.how == "up" else 1, same=lambda row: _level(row, edit.what))
        elif edit.what == "section":
            rows[at] |= {"title": edit.title, "hints": list(edit.hints), "weaknesses": edit.weaknesses}
        else:
            _save_indicator(data, rows[at], edit)
    return outline.as_text(data)


def next_id(found: outline.Outline, group: str) -> str:
    """The id a new indicator of a group gets: one above the highest there or in the shipped outline ("A8")."""
    numbers = [int(each.id[1:]) for each in (*found.indicators, *outline.shipped().indicators) if each.group == group]
    return f"{group}{max(numbers, default=0) + 1}"


def left_out(found: outline.Outline) -> list[outline.Indicator]:
    """The shipped indicators an outline does not ask for; each can be put back."""
    kept = {each.id for each in found.indicators}
    return [each for each in outline.shipped().indicators if each.id not in kept]


def _level(row: dict, what: str):
    """Among which rows one is moved: a section among its siblings, an indicator among those of its section."""
    return row["code"].rpartition(".")[0] if what == "section" else row["section"]


def _move(rows: list[dict], at: int, step: int, *, same) -> None:
    """Changes places with the nearest row of its kind; sub-sections go along with their heading."""
    other = at + step
    while 0 <= other < len(rows) and same(rows[other]) != same(rows[at]):
        other += step
    if not 0 <= other < len(rows):
        return
    first, second = sorted((at, other))
    blocks = [_with_below(rows, first), _with_below(rows, second)]
    middle = rows[first + len(blocks[0]) : second]
    rows[first : second + len(blocks[1])] = [*blocks[1], *middle, *blocks[0]]


def _with_below(rows: list[dict], at: int) -> list[dict]:
    code = rows[at].get("code")
    return [rows[at], *(row for row in rows if code and row.get("code", "").startswith(f"{code}."))]


def _add_section(rows: list[dict], edit: Edit) -> None:
    if not _CODE.fullmatch(edit.code):
        raise Impossible("bad_code", edit.code)
    codes = [row["code"] for row in rows]
    if edit.code in codes:
        raise Impossible("taken", edit.code)
    above = edit.code.rpartition(".")[0]
    if above and above not in codes:
        raise Impossible("unknown", above)
    row = {"code": edit.code, "title": edit.title, "hints": list(edit.hints), "weaknesses": edit.weaknesses}
    last = max((n for n, code in enumerate(codes) if above and (code == above or code.startswith(f"{above}."))),
               default=len(rows) - 1)  # fmt: skip
    rows.insert(last + 1, row)


def _add_indicator(data: dict, edit: Edit) -> None:
    found = outline.read(outline.as_text(data))
    if not edit.parts:
        raise Impossible("no_parts")
    data["indicator"].append(
        {"id": next_id(found, edit.code), "section": edit.section, "name": edit.title, "basis": edit.basis,
         "hint": edit.hint, "level": "unit" if edit.by_unit else "commune", "parts": _typed_parts([], edit)}
    )  # fmt: skip


def _save_indicator(data: dict, row: dict, edit: Edit) -> None:
    row |= {"name": edit.title, "section": edit.section, "basis": edit.basis, "hint": edit.hint}
    kept = {id for id, _name, _unit in edit.parts if id}
    for part in row["parts"]:
        if part["id"] not in kept:
            _check_needed(data, f"{row['id']}.{part['id']}", row["id"])
    row["parts"] = _typed_parts(row["parts"], edit)
    if not row["parts"]:
        raise Impossible("no_parts")


def _typed_parts(before: list[dict], edit: Edit) -> list[dict]:
    """The parts as edited: known ones keep how they are counted, new ones are typed."""
    known = {part["id"]: part for part in before}
    ids, found = set(known), []
    for id, name, unit in edit.parts:
        if not id:
            number = 1
            while f"own{number}" in ids:
                number += 1
            id = f"own{number}"
            ids.add(id)
        part = {**known.get(id, {}), "id": id, "name": name, "unit": unit}
        if "figure" in part:
            part["by_hand"] = id in edit.by_hand
        found.append(part)
    return found


def _check_drop(data: dict, edit: Edit) -> None:
    if edit.what == "indicator":
        row = next(row for row in data["indicator"] if row["id"] == edit.code)
        for part in row["parts"]:
            _check_needed(data, f"{edit.code}.{part['id']}", edit.code)
        return
    if any(row["section"] == edit.code for row in data["indicator"]):
        raise Impossible("has_indicators", edit.code)
    if any(row["code"].startswith(f"{edit.code}.") for row in data["section"]):
        raise Impossible("has_sections", edit.code)
    if not any(row["code"] != edit.code and not row.get("heading_only") for row in data["section"]):
        raise Impossible("last_section", edit.code)


def _check_needed(data: dict, key: str, own: str) -> None:
    """A number that a percentage elsewhere is made of stays."""
    for row in data["indicator"]:
        for part in row["parts"]:
            if row["id"] != own and any(key in keys for keys in part.get("of", ())):
                raise Impossible("needed", row["id"])


def _restore(data: dict, id: str) -> None:
    rows = data["indicator"]
    shipped = json.loads(outline.shipped_text())["indicator"]
    row = next((each for each in shipped if each["id"] == id), None)
    if row is None or any(each["id"] == id for each in rows):
        raise Impossible("unknown" if row is None else "taken", id)
    codes = [each["code"] for each in data["section"] if not each.get("heading_only")]
    row["section"] = row["section"] if row["section"] in codes else codes[0]
    order = [each["id"] for each in shipped]
    after = [n for n, each in enumerate(rows) if each["id"] in order and order.index(each["id"]) < order.index(id)]
    rows.insert((after[-1] + 1) if after else 0, row)
