"""Filters of the lists, the calendar and the board: sent by GET, what is not understood is left out."""

from django import forms
from django.utils.translation import gettext_lazy as _


class _Filter(forms.Form):
    """What is chosen and understood."""

    @property
    def chosen(self) -> dict:
        """Field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class _UnitFilter(_Filter):
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)

    def __init__(self, data, *, units, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *((str(unit.pk), unit.name) for unit in units)]

    @property
    def unit(self) -> int | None:
        """The key of the unit chosen."""
        return int(self.chosen["don_vi"]) if self.chosen.get("don_vi") else None


class CalendarForm(_UnitFilter):
    """Month or whole year, one unit or all."""

    thang = forms.TypedChoiceField(
        label=_("Tháng"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=2020, max_value=2100)

    def __init__(self, data, *, units, **kwargs):
        super().__init__(data, units=units, **kwargs)
        self.fields["thang"].choices = [("", _("Cả năm")), *((n, str(n)) for n in range(1, 13))]


class OverviewForm(_UnitFilter):
    """What of a plan's parts is listed."""

    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("open", _("Chưa báo cáo")),
            ("reported", _("Chờ nghiệm thu")),
            ("returned", _("Trả lại")),
            ("accepted", _("Đã nghiệm thu")),
            ("late", _("Quá hạn")),
        ],
    )


class PlanListForm(_Filter):
    """Which plans are listed."""

    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    loai = forms.ChoiceField(
        label=_("Loại"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("xa", _("Kế hoạch của xã")),
            ("don-vi", _("Kế hoạch của đơn vị")),
            ("cap-tren", _("Văn bản của cấp trên")),
        ],
    )
    tim = forms.CharField(label=_("Tìm theo tên, số"), required=False, max_length=100)

    def __init__(self, data, *, years, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["nam"].choices = [("", _("Mọi năm")), *((year, str(year)) for year in years)]
