"""Naming a weakness, answering for one."""

from django import forms
from django.utils.translation import gettext_lazy

from danchu.core.forms import DateField
from danchu.organisation.models import Unit
from danchu.reports.models import REMEDY_LABELS


class WeaknessForm(forms.Form):
    """What did not go well, who puts it right, by which day. `units`: those that may be named."""

    text = forms.CharField(
        label=gettext_lazy("Hạn chế"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Một câu, nêu việc, không nêu tên người. Ví dụ: Niêm yết ở 2 bản chưa đủ 30 ngày."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị khắc phục"), queryset=Unit.objects.none(), empty_label=gettext_lazy("Chọn đơn vị"),
        help_text=gettext_lazy("Thành một việc phải làm của đơn vị khi báo cáo được duyệt."),
    )  # fmt: skip
    due_on = DateField(label=gettext_lazy("Khắc phục xong trước khi hết ngày"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        if len(units) == 1:
            self.fields["unit"].initial = units[0]


class AnswerForm(forms.Form):
    """Has it been put right?"""

    remedy = forms.ChoiceField(
        label=gettext_lazy("Đã khắc phục chưa?"), choices=list(REMEDY_LABELS.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Đã làm gì, còn vướng gì?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
