"""Who stands in for whom, on which days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.organisation.models import Person


class StandInForm(forms.Form):
    """Somebody is away; a colleague does their work. Who may set it for themselves alone is not asked for whom."""

    absent = forms.ModelChoiceField(label=_("Ai vắng mặt"), queryset=Person.objects.none(), empty_label=None)
    colleague = forms.ModelChoiceField(
        label=_("Ai làm thay"), queryset=Person.objects.none(), empty_label=_("Chọn người"),
        help_text=_("Một đồng nghiệp đăng nhập được. Lãnh đạo xã thì chỉ Phó Chủ tịch làm thay."),
    )  # fmt: skip
    starts_on = DateField(label=_("Vắng từ ngày"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))
    ends_on = DateField(label=_("Đến hết ngày"), help_text=_("Ngày cuối cùng còn vắng."))

    def __init__(self, *args, own: Person, absentees, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset, self.fields["colleague"].queryset = absentees, colleagues
        self.fields["absent"].initial = own
        if [person.pk for person in absentees] == [own.pk]:
            self.fields["absent"].disabled = True
            self.fields["absent"].widget = forms.HiddenInput()
