"""Forms of sessions and of the report to the People's Council."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.disclosure.models.lists import SESSION_LABELS


class SessionForm(forms.Form):
    """A session and its day."""

    opens_on = DateField(label=_("Ngày khai mạc"), help_text=_("Ngày/tháng/năm. Ví dụ: 15/7/2026"))
    kind = forms.ChoiceField(
        label=_("Loại kỳ họp"), widget=forms.RadioSelect, choices=list(SESSION_LABELS.items()), initial="regular"
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=200)


class WriteForm(forms.Form):
    """What people add to the facts."""

    period_to = DateField(label=_("Chốt số liệu đến ngày"))
    judgement = forms.CharField(
        label=_("Nhận xét, đánh giá"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
    causes = forms.CharField(
        label=_("Hạn chế, nguyên nhân"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vì sao có nội dung chưa công khai, muộn, niêm yết thiếu ngày. Không ghi tên người dân."),
    )  # fmt: skip
    proposals = forms.CharField(
        label=_("Phương hướng, kiến nghị"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
