"""What people type about duties."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.duties.models import SOURCE_LABELS, STANDING_LABELS
from danchu.duties.queries import period_words
from danchu.duties.states import Standing

OPEN = "open"  # the choice that stands for every open standing
ALL = "all"
_PRESSING = (Standing.LATE, Standing.TODAY, Standing.SOON, Standing.AHEAD, Standing.UNDATED, Standing.ASKED)
STANDINGS = {OPEN: _PRESSING, **{one.value: (one,) for one in Standing}, ALL: tuple(Standing)}


class FilterForm(forms.Form):
    """The filter bar of the list, sent by GET; what is not understood is left out, never an error page."""

    tim = forms.CharField(label=_("Tìm việc, điều luật"), required=False, max_length=100)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    nguon = forms.ChoiceField(label=_("Nguồn"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)
    ky = forms.ChoiceField(label=_("Kỳ"), required=False)

    def __init__(self, data, *, units, today: datetime.date):
        super().__init__(data)
        self.periods = periods(today)
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *((str(unit.pk), unit.name) for unit in units)]
        self.fields["nguon"].choices = [("", _("Mọi nguồn")), *SOURCE_LABELS.items()]
        self.fields["tinh_trang"].choices = [("", _("Chưa xong")), *STANDING_LABELS.items(), (ALL, _("Tất cả"))]
        self.fields["ky"].choices = [
            ("", _("Mọi kỳ")), *((key, period_words(*bounds)) for key, bounds in self.periods.items()),
        ]  # fmt: skip

    @property
    def chosen(self) -> dict:
        """What was chosen and understood: field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The standings to show; the open ones when none is chosen."""
        return STANDINGS[self.chosen.get("tinh_trang", OPEN)]


def periods(today: datetime.date) -> dict[str, tuple[datetime.date, datetime.date]]:
    """The periods to choose from: this month, the year's quarters, this year, the year before; both ends included."""
    year = today.year
    spans = {today.strftime("%Y-%m"): (year, today.month, 1)}
    spans |= {f"{year}-Q{quarter}": (year, 3 * quarter - 2, 3) for quarter in range(1, 5)}
    spans |= {str(year): (year, 1, 12), str(year - 1): (year - 1, 1, 12)}
    return {key: _span(*span) for key, span in spans.items()}


def _span(year: int, month: int, months: int) -> tuple[datetime.date, datetime.date]:
    after, over = month + months, month + months > 12
    end = datetime.date(year + over, after - 12 * over, 1) - datetime.timedelta(days=1)
    return datetime.date(year, month, 1), end


class DoneForm(forms.Form):
    """That a duty of the law was done."""

    on = DateField(label=_("Ngày làm xong"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))
    note = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ngày của văn bản, biên bản; hoặc một câu nói đã làm ở đâu."),
    )
    file = forms.FileField(
        label=_("Tệp đính kèm"), required=False, help_text=_("Tệp .pdf, .docx, .xlsx, .txt hoặc ảnh, đến 20 MB.")
    )


class ReasonForm(forms.Form):
    """Why a duty is owed again."""

    reason = forms.CharField(
        label=_("Lý do mở lại"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ví dụ: ghi nhầm việc; chưa niêm yết đủ nơi."),
    )  # fmt: skip
