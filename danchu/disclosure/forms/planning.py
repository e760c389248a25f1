"""What people type into the yearly disclosure plan, and when they open an item from a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.channels.queries import form_words
from danchu.core.forms import DateField
from danchu.disclosure import rules
from danchu.disclosure.catalogue import Kind, Trigger

START_WORDS = {
    Trigger.PAPER: _("Ngày của quyết định, văn bản"),
    Trigger.SESSION: _("Ngày khai mạc kỳ họp Hội đồng nhân dân"),
    Trigger.PERIOD_END: _("Ngày cuối kỳ"),
    Trigger.SUBMITTED: _("Ngày trình báo cáo"),
    Trigger.RECEIVED: _("Ngày xã nhận được văn bản"),
    Trigger.APPROVED: _("Ngày duyệt, chi trả"),
    Trigger.STANDING: _("Ngày văn bản có hiệu lực"),
}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class YearForm(forms.Form):
    """Of which year."""

    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class LineForm(forms.Form):
    """A line of the plan: what the law demands stands beside the form and cannot be unticked."""

    title = forms.CharField(label=_("Nội dung công khai"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ChoiceField(label=_("Đơn vị chịu trách nhiệm"))
    extra = forms.MultipleChoiceField(
        label=_("Thêm hình thức"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Ngoài các hình thức luật bắt buộc, vẫn giữ nguyên."),
    )  # fmt: skip
    when = forms.CharField(label=_("Thời điểm"), max_length=200)
    how_long = forms.CharField(label=_("Thời hạn"), max_length=200)

    def __init__(self, *args, units, mandatory: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.fields["unit"].choices = [(pk, unit.name) for pk, unit in self.units.items()]
        self.fields["extra"].choices = [
            (letter, form_words(letter)) for letter in rules.ALL_FORMS if letter not in mandatory
        ]

    def values(self) -> dict:
        """What the services take (after `is_valid`)."""
        said = self.cleaned_data
        values = {name: value for name, value in said.items() if name != "extra"}
        return {**values, "unit": self.units[said["unit"]], "forms": "".join(said["extra"])}


class OwnLineForm(LineForm):
    """A content of the commune's own, with its clause."""

    clause = forms.TypedChoiceField(
        label=_("Thuộc khoản nào của Điều 11"), coerce=int, initial=14,
        choices=[(clause, _("Khoản %(n)s") % {"n": clause}) for clause in range(1, 15)],
        help_text=_("Không rõ thì chọn khoản 14: nội dung khác theo luật và quy chế dân chủ của xã."),
    )  # fmt: skip
    field_order = ("clause", "title", "unit", "extra", "when", "how_long")


class FindForm(forms.Form):
    """Finding a content in the catalogue, sent by GET."""

    tim = forms.CharField(label=_("Tìm nội dung"), required=False, max_length=100)
    khoan = forms.TypedChoiceField(
        label=_("Khoản của Điều 11"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Mọi khoản")), *((clause, _("Khoản %(n)s") % {"n": clause}) for clause in range(1, 15))],
    )  # fmt: skip

    @property
    def chosen(self) -> dict:
        """What was chosen and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CalendarForm(forms.Form):
    """The year and the unit to show, sent by GET; what is not understood is left out."""

    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)

    def __init__(self, data, *, years, units):
        super().__init__(data)
        self.fields["nam"].choices = [(year, str(year)) for year in years]
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *((str(unit.pk), unit.name) for unit in units)]

    @property
    def chosen(self) -> dict:
        """What was chosen and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class OpenForm(forms.Form):
    """The paper behind an item. `item`: one that waits for its paper, or none of them."""

    item = forms.ChoiceField(label=_("Nội dung đang chờ văn bản này"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Tên nội dung công khai"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    source_number = forms.CharField(
        label=_("Số, ký hiệu văn bản"), max_length=60, required=False,
        help_text=_("Ví dụ: 05/NQ-HĐND. Không có số thì để trống."),
    )  # fmt: skip
    source_on = DateField(label=_("Ngày của quyết định, văn bản"))
    unit = forms.ChoiceField(label=_("Đơn vị chịu trách nhiệm"))

    def __init__(self, *args, kind: Kind | None, waiting, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.waiting = {str(item.pk): item for item in waiting}
        self.fields["unit"].choices = [(pk, unit.name) for pk, unit in self.units.items()]
        self.fields["source_on"].label = START_WORDS[kind.trigger if kind else Trigger.PAPER]
        self.fields["source_on"].help_text = _("Thời hạn tính từ sau ngày này. Ví dụ: 10/02/2026")
        if self.waiting:
            self.fields["item"].choices = [
                *((pk, item.title) for pk, item in self.waiting.items()), ("", _("Không, đây là một lần khác")),
            ]  # fmt: skip
            self.fields["item"].initial = next(iter(self.waiting))
        else:
            del self.fields["item"]

    def values(self) -> dict:
        """What `services.open_from_paper` takes (after `is_valid`)."""
        said = self.cleaned_data
        return {
            "title": said["title"], "source_number": said["source_number"], "source_on": said["source_on"],
            "unit": self.units[said["unit"]], "item": self.waiting.get(said.get("item") or ""),
        }  # fmt: skip
