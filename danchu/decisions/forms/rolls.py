"""Forms about a frozen roll."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    """How many households the person saw when freezing, so that nothing changed unseen."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ThawForm(forms.Form):
    """Why a roll is opened again; the reason is public."""

    reason = forms.CharField(
        label=_("Lý do mở lại"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lý do được công khai trong sổ công khai của xã; không ghi tên người. Ví dụ: Sót hai hộ mới tách."),
    )  # fmt: skip
