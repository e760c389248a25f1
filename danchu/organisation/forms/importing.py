"""Lists of people and units brought in: the file, the rows, what is wrong with them, what would be made."""

import json
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.errors import Refused
from danchu.core.sheets import MOST_ROWS, read_lines
from danchu.core.text import fold, squeezed
from danchu.organisation.forms import unit_kind
from danchu.organisation.forms.cells import (
    COLUMNS,
    YES,
    ImportRow,
    day_of,
    digits,
    manner,
    plain,
    role,
    span,
    texts,
    unit_named,
)  # fmt: skip
from danchu.organisation.models import UNIT_KIND_LABELS, Commune, Person, Unit
from danchu.organisation.states import ASKED_NOT_ORDERED, ImportKind, UnitKind


class UploadForm(forms.Form):
    """The file with the list."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        allow_empty_file=True,  # told by the reader, in our words
        help_text=gettext_lazy("Tệp .xlsx hoặc .csv, tối đa 5 MB và 1.000 dòng. Dòng đầu là tên các cột."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args, kind: ImportKind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.told: list[str] = []

    def clean_file(self):
        """Reads the file into `cells`: one dict per row, by column, with its line."""
        upload = self.cleaned_data["file"]
        try:
            lines, self.told = read_lines(upload.name, upload)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        self.cells, unused = by_column(self.kind, lines)
        if unused:
            self.told.append(_("Không dùng các cột: %(names)s.") % {"names": ", ".join(unused[:8])})
        return upload


_HEAD_WITHIN = 12  # a title, the commune's name, an empty line: the names of the columns follow them


def by_column(kind: ImportKind, lines: list[tuple[int, list[str]]]) -> tuple[list[dict], list[str]]:
    """Rows by column with their line of the file, and the heads that name none.

    The names of the columns stand in the first of the upper lines that has all columns that are needed: most lists
    begin with a title. Raises ValidationError when there is none.
    """
    heads = [(at, *_places(kind, row)) for at, (_line, row) in enumerate(lines[:_HEAD_WITHIN])]
    needed = {name for name, (_label, _words, must) in COLUMNS[kind].items() if must}
    at, place, unused = next(
        (head for head in heads if needed <= head[1].keys()), max(heads, key=lambda one: len(one[1]))
    )
    if missing := [str(label) for name, (label, _w, must) in COLUMNS[kind].items() if must and name not in place]:
        raise ValidationError(
            _("Thiếu cột: %(names)s. Các cột đọc được trong tệp: %(found)s. Hãy đặt tên cột như trong tệp mẫu."),
            params={
                "names": ", ".join(missing), "found": ", ".join(head[:40] for head in lines[at][1][:12] if head),
            },
        )  # fmt: skip
    rows = lines[at + 1 :]
    if not rows:
        raise ValidationError(_("Tệp chỉ có dòng tên cột, chưa có ai. Hãy điền danh sách rồi chọn lại."))
    return [
        {name: row[at] if at < len(row) else "" for name, at in place.items()} | {"line": line} for line, row in rows
    ], unused


def _places(kind: ImportKind, row: list[str]) -> tuple[dict[str, int], list[str]]:
    """Column → where it stands, and the heads that name no column."""
    place: dict[str, int] = {}
    unused = []
    for at, head in enumerate(row):
        said = squeezed(fold(head).replace("*", " ").split("(")[0])
        columns = COLUMNS[kind].items()
        name = next((name for name, (_label, words, _n) in columns if said in words and name not in place), None)
        if name:
            place[name] = at
        elif head:
            unused.append(head[:40])
    return place, unused


def sent_back(form: UploadForm) -> dict[str, str]:
    """What the preview of an uploaded list sends back with its confirmation: the fields of `ConfirmForm`."""
    return {
        "rows": json.dumps(form.cells, ensure_ascii=False), "file_name": form.cleaned_data["file"].name[:200],
        "form_key": uuid.uuid4().hex,
    }  # fmt: skip


class ConfirmForm(forms.Form):
    """What the preview sends back: the rows as they were read, under which file, once."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=3_000_000)
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def clean_rows(self):
        """The rows, none but ours: names of columns and text."""
        try:
            rows = json.loads(self.cleaned_data["rows"])
            return [
                {str(name)[:20]: value if name == "line" else str(value)[:500] for name, value in row.items()}
                for row in list(rows)[:MOST_ROWS]
                if isinstance(row.get("line"), int)
            ]
        except (ValueError, AttributeError, TypeError) as error:
            raise forms.ValidationError(_("Hãy chọn lại tệp: trang này đã cũ.")) from error


# -- what the rows say ------------------------------------------------------------------------------------------------
def read_people(commune: Commune, cells: list[dict], today, decided: dict[int, str]) -> list[ImportRow]:
    """Every row with what is wrong with it and what would be made, looked up in the commune as it stands (3 queries).

    `decided`: line → "other" (somebody else of this name) or the key of the person it is; a row of a known name that
    is not decided is skipped.
    """
    units = list(Unit.objects.filter(commune=commune).exclude(valid_to__lt=today))
    people = list(Person.objects.filter(commune=commune).prefetch_related("posts"))
    known = _Known(people)
    rows, seen = [], {}
    for each in cells:
        row = ImportRow(each["line"], each)
        texts(row, ImportKind.PEOPLE)
        row.values["unit"] = unit_named(row, "unit", units)
        role(row)
        for name in ("starts_on", "ends_on"):
            row.values[name] = day_of(row, name)
        span(row, today)
        manner(row)
        _who(row, known, seen, decided)
        rows.append(row)
    return rows


class _Known:
    """The people there are, by name, telephone and e-mail."""

    def __init__(self, people: list[Person]):
        self.by_key = {str(person.pk): person for person in people}
        self.by_name: dict[str, list[Person]] = {}
        self.by_phone = {number: person for person in people if (number := digits(person.phone))}
        self.by_email = {person.email.lower(): person for person in people if person.email}
        for person in people:
            self.by_name.setdefault(plain(person.full_name), []).append(person)


def _who(row: ImportRow, known: _Known, seen: dict, decided: dict[int, str]) -> None:
    """Whether the row's person is there already, or stood in an earlier row."""
    name, phone, email = plain(row.values["full_name"]), digits(row.values["phone"]), row.values["email"].lower()
    for label, found in (
        (_("Số điện thoại"), known.by_phone.get(phone)),
        (_("Thư điện tử"), known.by_email.get(email)),
    ):
        if found and plain(found.full_name) != name:
            row.errors.append(_("%(what)s này đang là của %(person)s.") % {"what": label, "person": found.full_name})
        elif found:
            row.values["person"] = found
    for label, key in ((_("Số điện thoại"), ("phone", phone)), (_("Thư điện tử"), ("email", email))):
        if not key[1]:
            continue
        before = seen.setdefault(key, (row.line, name))
        if before[1] != name:
            row.errors.append(_("%(what)s trùng với dòng %(line)s.") % {"what": label, "line": before[0]})
        elif before[0] != row.line:
            row.values["same_as"] = before[0]
    first = seen.setdefault(("name", name), row.line)
    if name and first != row.line and "same_as" not in row.values and not row.errors:
        row.errors.append(
            _("Trùng tên với dòng %(line)s. Ghi điện thoại ở cả hai dòng để biết là một hay hai người.")
            % {"line": first}
            if not phone and not email
            else ""
        )
        row.errors = [error for error in row.errors if error]
    unit, held = row.values.get("unit"), row.values.get("role")
    same = (name, unit.pk if unit else None, held, row.values.get("starts_on"))
    if name and same in seen:
        row.errors.append(_("Giống hệt dòng %(line)s.") % {"line": seen[same]})
    seen.setdefault(same, row.line)
    if not row.values.get("person") and "same_as" not in row.values and name:
        row.same_name = known.by_name.get(name, [])
        _ask(row, known, decided)
    person = row.values.get("person")
    if person and unit and not row.errors:
        starts = row.values["starts_on"]
        if any(
            p.unit_id == unit.pk and p.role == held and (not p.ends_on or p.ends_on >= starts)
            for p in person.posts.all()
        ):
            row.skipped = True
            row.notes.append(_("%(person)s đã giữ chức vụ này; bỏ qua.") % {"person": person.full_name})
        else:
            row.notes.append(_("Thêm chức vụ cho %(person)s đã có.") % {"person": person.full_name})


def _ask(row: ImportRow, known: _Known, decided: dict[int, str]) -> None:
    answer = decided.get(row.line, "")
    if not row.same_name:
        return
    if answer in known.by_key and known.by_key[answer] in row.same_name:
        row.values["person"] = known.by_key[answer]
    elif answer != "other":
        row.skipped = True
        row.notes.append(_("Đã có người tên này. Chọn: cùng một người, hay người khác trùng tên."))


def read_units(commune: Commune, cells: list[dict], today) -> list[ImportRow]:
    """Every row with what is wrong with it and what would be made (1 query). A parent may be a row of the same list."""
    units = list(Unit.objects.filter(commune=commune).exclude(valid_to__lt=today))
    taken = {plain(unit.name): _("đã có trong xã") for unit in units}
    lines = {plain(each.get("name", "")): each["line"] for each in cells}
    rows = []
    for each in cells:
        row = ImportRow(each["line"], each)
        texts(row, ImportKind.UNITS)
        name = plain(row.values["name"])
        if name in taken:
            row.errors.append(
                _("Tên này %(where)s.") % {"where": taken[name]}
            )  # fmt: skip
        elif name:
            taken[name] = _("trùng với dòng %(line)s") % {"line": row.line}
        kind = unit_kind(row.cells.get("kind", ""))
        if row.cells.get("kind") and kind is None:
            row.errors.append(
                _("Không rõ loại “%(kind)s”. Viết: phòng, trung tâm, trường, trạm y tế, thôn, bản, đoàn thể.")
                % {"kind": row.cells["kind"][:40]}
            )
        row.values["kind"] = kind
        row.values["kind_label"] = UNIT_KIND_LABELS[kind] if kind else row.cells.get("kind", "")
        above = plain(row.cells.get("parent", ""))
        if above and above in lines and lines[above] != row.line:
            row.values["parent_line"] = lines[above]
        elif above:
            row.values["parent"] = unit_named(row, "parent", units)
        elif kind and kind not in ASKED_NOT_ORDERED:
            row.values["parent"] = next((unit for unit in units if unit.kind == UnitKind.COMMITTEE), None)
        row.values["reports"] = plain(row.cells.get("reports", "")) in YES
        row.values["valid_from"] = day_of(row, "valid_from")
        rows.append(row)
    _parents_first(rows)
    return rows


def _parents_first(rows: list[ImportRow]) -> None:
    """A row whose parent's row is wrong, or that stands below itself, cannot be made either."""
    by_line = {row.line: row for row in rows}
    for row in rows:
        at, steps = row, 0
        while at and "parent_line" in at.values and steps <= len(rows):
            at, steps = by_line.get(at.values["parent_line"]), steps + 1
            if at and not at.good and at is not row:
                row.errors.append(_("Đơn vị cấp trên ở dòng %(line)s còn lỗi.") % {"line": at.line})
                break
        if steps > len(rows):
            row.errors.append(_("Các đơn vị trực thuộc lẫn nhau thành vòng."))
