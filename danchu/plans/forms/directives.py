"""What is asked for when tasks are given out from an incoming paper."""

from django import forms
from django.utils.translation import gettext_lazy


class TakeUpForm(forms.Form):
    """The text, where the register has no file of the paper or none that can be read."""

    text = forms.CharField(
        label=gettext_lazy("Dán văn bản vào đây"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Để trống nếu đọc từ tệp đã đính kèm trong sổ."),
    )  # fmt: skip
    upload_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
