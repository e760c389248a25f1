"""A sample is drawn, an answer graded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.petitions.models.grading import MARK_LABELS
from danchu.petitions.rules.grading import FEWEST, MOST, Mark


class DrawForm(forms.Form):
    """Which body, which quarter, how many, with which seed."""

    unit = forms.ModelChoiceField(label=_("Nơi chấm"), queryset=None, empty_label=None)
    quarter = forms.ChoiceField(label=_("Quý"))
    size = forms.IntegerField(
        label=_("Rút bao nhiêu câu trả lời"), min_value=FEWEST, max_value=MOST, initial=10,
        help_text=_("Từ 5 đến 50. Ít hơn số ấy thì rút hết."),
    )  # fmt: skip
    seed = forms.CharField(
        label=_("Chuỗi rút thăm"), max_length=60,
        help_text=_("Một số mà không ai chọn trước được, đọc trước mọi người. Ví dụ: giải đặc biệt hôm nay, 48213"),
    )  # fmt: skip

    def __init__(self, *args, units, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["quarter"].choices = [
            (f"{year}-{quarter}", _("Quý %(q)s/%(y)s") % {"q": quarter, "y": year}) for year, quarter in quarters
        ]

    def clean_quarter(self):
        """(year, quarter)."""
        year, quarter = self.cleaned_data["quarter"].split("-")
        return int(year), int(quarter)


class GradeForm(forms.Form):
    """A box for each question of the gate: ticked is yes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for mark, label in MARK_LABELS.items():
            self.fields[mark.value] = forms.BooleanField(label=label, required=False)
        self.fields["comment"] = forms.CharField(
            label=_("Nhận xét"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Không bắt buộc. Nói về câu trả lời; không nêu tên ai."),
        )  # fmt: skip

    @property
    def marks(self) -> dict[Mark, bool]:
        """Question → yes or no (after `is_valid`)."""
        return {mark: self.cleaned_data[mark.value] for mark in Mark}
