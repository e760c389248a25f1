"""The portal's list in the workspace: the file, which column is which, what is wrong with a row."""

import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.errors import Refused
from danchu.core.sheets import MOST_COLUMNS, MOST_ROWS, read_table
from danchu.petitions.rules.portal_list import NEEDED, Fault, Field, guessed, head_at

FIELD_LABELS = {
    Field.CODE: gettext_lazy("Mã phản ánh ở Cổng"),
    Field.TEXT: gettext_lazy("Nội dung"),
    Field.SENT_ON: gettext_lazy("Ngày gửi"),
    Field.NAME: gettext_lazy("Họ và tên người gửi"),
    Field.ADDRESS: gettext_lazy("Nơi cư trú"),
    Field.PHONE: gettext_lazy("Điện thoại"),
    Field.EMAIL: gettext_lazy("Thư điện tử"),
    Field.PLACE: gettext_lazy("Nơi xảy ra việc"),
}


class UploadForm(forms.Form):
    """The file with the list."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"), allow_empty_file=True,
        help_text=gettext_lazy("Tệp .xlsx hoặc .csv tải từ Cổng. Có một dòng tên cột; mỗi lần tối đa 100 việc."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip

    def clean_file(self):
        """Reads the file into `rows`."""
        try:
            self.rows, self.told = read_table(self.cleaned_data["file"].name, self.cleaned_data["file"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if len(self.rows) < 2:
            raise forms.ValidationError(_("Tệp chỉ có dòng tên cột, chưa có việc nào."))
        return self.cleaned_data["file"]


class ColumnsForm(forms.Form):
    """Which column is which; the rows as they were read travel in the page, nothing is kept before it is confirmed."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=3_000_000)

    def __init__(self, *args, table: list[list[str]], **kwargs):
        super().__init__(*args, **kwargs)
        heads = table[head_at(table)] if table else []
        used = [at for at, head in enumerate(heads) if head or any(row[at : at + 1] not in ([], [""]) for row in table)]
        choices = [("", _("Không có"))] + [(str(at), f"{at + 1}. {heads[at][:60]}") for at in used]
        found = guessed(heads)
        for name, label in FIELD_LABELS.items():
            self.fields[name.value] = forms.ChoiceField(
                label=label, choices=choices, required=name in NEEDED, initial=str(found.get(name, "")),
                error_messages={"required": _("Hãy chọn cột này: không có thì không nhập được.")},
            )  # fmt: skip

    def clean(self):
        """One column is one thing."""
        data = super().clean()
        chosen = [data.get(name.value) for name in Field if data.get(name.value)]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("Một cột đang được chọn cho hai mục. Hãy chọn lại."))
        return data

    @property
    def columns(self) -> dict[Field, int]:
        """Field → column (after `is_valid`)."""
        return {name: int(self.cleaned_data[name.value]) for name in Field if self.cleaned_data.get(name.value)}


def table_of(text: str) -> list[list[str]]:
    """The rows as the page carried them: text, no more than a file may hold. Empty for what is no such list."""
    try:
        rows = json.loads(text)
        return [[str(cell) for cell in row[:MOST_COLUMNS]] for row in rows[: MOST_ROWS + 1]]
    except (ValueError, TypeError, KeyError):
        return []


def fault_words(fault: Fault) -> str:
    """What is wrong with a row, as a sentence."""
    return {
        Fault.NO_CODE: lambda: _("Thiếu mã ở Cổng."),
        Fault.CODE_LONG: lambda: _("Mã dài quá 60 ký tự: có lẽ chọn nhầm cột."),
        Fault.NO_TEXT: lambda: _("Thiếu nội dung."),
        Fault.TEXT_LONG: lambda: _("Nội dung dài quá 8.000 ký tự: hãy ghi tay việc này."),
        Fault.FORMULA: lambda: _("Có ô là công thức. Hãy chép giá trị vào."),
        Fault.TWICE: lambda: _("Mã này đã có ở dòng trên."),
        Fault.NO_DAY: lambda: _("Ngày gửi không đọc được: việc vẫn nhận, không có ngày gửi."),
    }[fault]()
