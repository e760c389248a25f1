"""Forms of the quarterly list and of the report to the People's Council."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.disclosure.rules.lists import QUARTERS


class RemarkForm(forms.Form):
    """What a person adds to a row."""

    text = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In ở cột ghi chú. Không ghi tên người dân. Để trống thì bỏ ghi chú."),
    )  # fmt: skip


class OpenForm(forms.Form):
    """Which quarter."""

    quarter = forms.ChoiceField(label=_("Quý"))

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [
            (f"{year}-{number}", _("Quý %(quarter)s/%(year)s") % {"quarter": QUARTERS[number - 1], "year": year})
            for year, number in quarters
        ]

    def chosen(self) -> tuple[int, int]:
        """Year and quarter (after `is_valid`)."""
        year, _dash, number = self.cleaned_data["quarter"].partition("-")
        return int(year), int(number)
