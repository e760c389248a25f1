"""Forms of the records office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField


class NumberForm(forms.Form):
    """Number and date as the paper register has them, or the next number of the built-in register."""

    OWN, BUILT_IN = "own", "built_in"
    source = forms.ChoiceField(
        label=_("Số lấy từ đâu"),
        choices=[
            (OWN, _("Sổ văn bản đi của văn phòng (gõ số)")),
            (BUILT_IN, _("Sổ của hệ thống (tự lấy số kế tiếp)")),
        ],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Số văn bản"), required=False, min_value=1, help_text=_("Chỉ gõ phần số. Ví dụ: 57")
    )
    dated_on = DateField(label=_("Ngày ban hành"), help_text=_("Ví dụ: 29/4/2026"))

    def clean(self):
        """A typed number is needed unless the built-in register gives it."""
        data = super().clean() or {}
        if data.get("source") == self.OWN and not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Hãy gõ số đã lấy trong sổ văn bản đi, hoặc chọn sổ của hệ thống."))
        return data


class SignedCopyForm(forms.Form):
    """The signed scan, or the digitally signed PDF."""

    file = forms.FileField(
        label=_("Bản đã ký, đóng dấu"),
        help_text=_("Tệp PDF ký số, hoặc bản quét .pdf, ảnh .jpg, .png. Lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
