"""What a reader looks for among what is public, by GET; what is not understood is left aside, never an error page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.channels import queries as channels
from danchu.channels.states import Form
from danchu.core.forms import DateField
from danchu.core.text import squeezed, whole_number
from danchu.disclosure.queries import Asked

ORDER_WORDS = (
    ("moi", _("Mới công khai trước")),
    ("cu", _("Công khai lâu nhất trước")),
    ("khoan", _("Theo chủ đề")),
    ("het", _("Sắp hết thời gian công khai trước")),
)


class FindingForm(forms.Form):
    """Words, topic, place, form, year, days, order. `topics` and `places`: choices; `years`: numbers."""

    q = forms.CharField(
        label=_("Tìm (gõ không dấu cũng được)"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    chu_de = forms.ChoiceField(label=_("Chủ đề"), required=False)
    noi = forms.ChoiceField(label=_("Đang dán ở bảng của"), required=False)
    hinh_thuc = forms.ChoiceField(label=_("Đã đưa tin bằng"), required=False)
    nam = forms.ChoiceField(label=_("Của năm"), required=False)
    tu = DateField(label=_("Công khai từ ngày"), required=False)
    den = DateField(label=_("Đến hết ngày"), required=False)
    xep = forms.ChoiceField(label=_("Xếp"), required=False, choices=ORDER_WORDS)

    def __init__(self, data, *, topics, places, years):
        super().__init__(data, auto_id="%s")
        self.fields["chu_de"].choices = [("", _("Mọi chủ đề")), *topics]
        self.fields["noi"].choices = [("", _("Mọi nơi")), *((str(unit.pk), unit.name) for unit in places)]
        self.fields["hinh_thuc"].choices = [
            ("", _("Mọi hình thức")), *((form.value, channels.form_words(form)) for form in Form)
        ]  # fmt: skip
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]
        for name in ("tu", "den"):
            self.fields[name].widget.attrs["placeholder"] = _("ngày/tháng/năm")

    @property
    def chosen(self) -> dict:
        """What was understood: field name → value; nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def further(self) -> bool:
        """Whether something beyond words and topic was asked for: then those fields stand open."""
        return bool(self.chosen.keys() - {"q", "chu_de"}) or bool(self.errors)

    @property
    def asked(self) -> Asked:
        """The same as the query takes it."""
        chosen = self.chosen
        return Asked(
            words=squeezed(chosen.get("q", "")), clause=whole_number(chosen.get("chu_de", "")),
            place=whole_number(chosen.get("noi", "")), form=chosen.get("hinh_thuc", ""),
            year=whole_number(chosen.get("nam", "")), since=chosen.get("tu"), until=chosen.get("den"),
            order=chosen.get("xep", "moi"),
        )  # fmt: skip
