"""What a person types: code and PIN; how they may be reached; whether it was read back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.intake.models import READ_BACK_LABELS, WAY_LABELS
from danchu.intake.states import Way

EVERY_WAY = list(WAY_LABELS.items())
AT_THE_OFFICE = [(way, WAY_LABELS[way]) for way in (Way.DESK, Way.POST)]  # by which way it came there
CONTACT = ("name", "address", "phone", "email")


class OpenForm(forms.Form):
    """Code and PIN of a receipt."""

    code = forms.CharField(
        label=_("Mã trên giấy biên nhận"), max_length=20, help_text=_("Ví dụ: BM-7K3Q-4. Gõ chữ thường cũng được."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    pin = forms.CharField(
        label=_("Số PIN"), max_length=12, help_text=_("Sáu chữ số, in cạnh mã."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip


class ContactFields(forms.Form):
    """How a person may be reached; everything may be left empty."""

    name = forms.CharField(label=_("Họ và tên"), required=False, max_length=100)
    address = forms.CharField(label=_("Nơi cư trú"), required=False, max_length=200)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=30)
    email = forms.CharField(label=_("Thư điện tử"), required=False, max_length=100)

    @property
    def contact(self) -> dict:
        """What was said, field by field (after `is_valid`)."""
        return {name: self.cleaned_data.get(name, "") for name in CONTACT}


class ReadBackFields(forms.Form):
    """Whether what was written down for a person was read back to them."""

    read_back = forms.ChoiceField(
        label=_("Đọc lại cho người dân nghe"), widget=forms.RadioSelect, choices=list(READ_BACK_LABELS.items()),
    )  # fmt: skip
