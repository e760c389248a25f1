"""One section of a report: its text or the statement that nothing occurred, and the numbers of its lines."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.reports import rules
from danchu.reports.queries import Line
from danchu.reports.services import Typed


class NumberField(forms.Field):
    """A number as Vietnamese offices type it: "1.234,5". Cleans to a Decimal, None when empty; never below 0."""

    widget = forms.TextInput
    default_error_messages = {
        "not_a_number": gettext_lazy("“%(value)s” chưa phải là số. Ví dụ: 1.250 hoặc 12,5"),
        "point": gettext_lazy("Phần thập phân viết sau dấu phẩy. Ví dụ: 12,5"),
        "negative": gettext_lazy("Số liệu không được âm."),
        "too_large": gettext_lazy("Số này quá lớn. Hãy xem lại đơn vị tính."),
        "too_fine": gettext_lazy("Chỉ ghi đến hai chữ số sau dấu phẩy. Ví dụ: 12,35"),
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.widget.attrs.update({"class": "input short", "inputmode": "decimal", "autocomplete": "off", "size": 9})
        self.widget.attrs["aria-label"] = self.label

    def to_python(self, value) -> Decimal | None:
        """The text typed → a Decimal or None."""
        try:
            return rules.parse_number(value or "")
        except ValueError as error:
            code = str(error)
            raise ValidationError(self.error_messages[code], code=code, params={"value": str(value)[:40]}) from error

    def prepare_value(self, value):
        """A Decimal as it is typed; what was typed wrongly stays as it was."""
        return rules.shown_number(value) if isinstance(value, Decimal) else value


class SectionForm(forms.Form):
    """One section: its text or "nothing occurred", and the numbers of its lines. Fields are made from the lines.

    `value:G2.received`, `estimate:G2.received` per number; `nothing:G2`, `note:G2` per line.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, max_length=60000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Mỗi ý một dòng. Dòng bắt đầu bằng dấu “-” thành gạch đầu dòng trong văn bản."),
    )  # fmt: skip
    nothing = forms.BooleanField(label=gettext_lazy("Mục này không phát sinh trong kỳ"), required=False)

    def __init__(self, *args, lines: list[Line], for_commune: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.for_commune = for_commune
        for line in lines:
            for cell in line.cells:
                self._add_fields(line, cell)
            if not all(cell.part.source == "ratio" for cell in line.cells):
                self.fields[f"note:{line.indicator.id}"] = forms.CharField(
                    label=_("Ghi chú cho %(name)s") % {"name": line.indicator.id}, required=False, max_length=300,
                    initial=line.note, widget=forms.TextInput(attrs={"class": "input"}),
                )  # fmt: skip
            if any(self.may_type(cell) for cell in line.cells):
                self.fields[f"nothing:{line.indicator.id}"] = forms.BooleanField(
                    label=_("Không phát sinh"), required=False, initial=line.nothing_occurred
                )

    def may_type(self, cell) -> bool:
        """Whether the number is written here: the commune's added numbers are the units'."""
        return cell.may_be_typed and not (self.for_commune and cell.part.by_unit)

    def _add_fields(self, line: Line, cell) -> None:
        names = {"line": line.indicator.id, "part": cell.part.name, "unit": cell.part.unit}
        if cell.part.source == "ratio":
            return
        if self.may_type(cell):
            label = _("%(line)s, %(part)s (%(unit)s), đến ngày lấy số liệu") % names
            self.fields[f"value:{cell.part.key}"] = NumberField(label=label, initial=cell.value)
        if not (self.for_commune and cell.part.by_unit):
            label = _("%(line)s, %(part)s (%(unit)s), ước cả kỳ") % names
            self.fields[f"estimate:{cell.part.key}"] = NumberField(label=label, initial=cell.estimate)

    def rows(self) -> list[dict]:
        """What the page draws: per line its cells with their fields (None where nothing is written)."""
        return [
            {
                "line": line,
                "cells": [
                    {
                        "cell": cell,
                        "value": self._bound(f"value:{cell.part.key}"),
                        "estimate": self._bound(f"estimate:{cell.part.key}"),
                    }
                    for cell in line.cells
                ],
                "nothing": self._bound(f"nothing:{line.indicator.id}"),
                "note": self._bound(f"note:{line.indicator.id}"),
            }
            for line in self.lines
        ]

    def _bound(self, name: str):
        return self[name] if name in self.fields else None

    def clean(self):
        """A statement that nothing occurred stands alone: no text and no number beside it."""
        data = super().clean()
        if data.get("nothing") and data.get("text", "").strip():
            self.add_error("nothing", _("Đã viết nội dung thì bỏ dấu “Không phát sinh”, hoặc xóa nội dung."))
        for line in self.lines:
            if not data.get(f"nothing:{line.indicator.id}"):
                continue
            typed = [cell for cell in line.cells if self.may_type(cell)]
            if any(data.get(f"{what}:{cell.part.key}") for cell in typed for what in ("value", "estimate")):
                message = _("%(line)s: đã ghi số thì bỏ dấu “Không phát sinh”, hoặc xóa số.")
                self.add_error(f"nothing:{line.indicator.id}", message % {"line": line.indicator.id})
        return data

    def numbers(self) -> dict[str, Typed]:
        """What was written about each number, by key (after `is_valid`); a zero beside "nothing" counts as nothing."""
        data, found = self.cleaned_data, {}
        for line in self.lines:
            note, nothing = data.get(f"note:{line.indicator.id}", ""), data.get(f"nothing:{line.indicator.id}", False)
            first = True
            for cell in line.cells:
                if cell.part.source == "ratio":
                    continue
                typed = self.may_type(cell)
                states = nothing and typed
                found[cell.part.key] = Typed(
                    value=data.get(f"value:{cell.part.key}") if typed and not states else None,
                    estimate=None if states else data.get(f"estimate:{cell.part.key}"),
                    nothing_occurred=states,
                    note=note if first else "",
                )
                first = False
        return found
