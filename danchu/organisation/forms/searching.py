"""What lists are searched by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import ROLE_LABELS, UNIT_KIND_LABELS, Commune, Unit


class SearchForm(forms.Form):
    """Words to look for, and whether to show what has ended."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    ended = forms.BooleanField(label=_("Cả đơn vị, người đã thôi hoạt động"), required=False)


class UnitSearchForm(SearchForm):
    """Units by words and kind."""

    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *UNIT_KIND_LABELS.items()])
    field_order = ("q", "kind", "ended")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended"].label = _("Cả đơn vị đã thôi hoặc chưa bắt đầu")


class PeopleSearchForm(SearchForm):
    """People by words, unit and role."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"), required=False, empty_label=_("Mọi đơn vị"))
    role = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("Mọi vai trò")), *ROLE_LABELS.items()])
    field_order = ("q", "unit", "role", "ended")

    def __init__(self, *args, commune: Commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(commune=commune).on(today)
        self.fields["ended"].label = _("Cả người không giữ chức vụ nào")


class CommuneSearchForm(forms.Form):
    """A commune of the country's list, by its name without marks."""

    q = forms.CharField(
        label=_("Tên xã (gõ không dấu cũng được)"),
        required=False,
        max_length=100,
        help_text=_("Ví dụ: binh lu, hoặc mã 03390. Thêm tên tỉnh nếu nhiều xã trùng tên."),
    )
