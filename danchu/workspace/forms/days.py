"""What is typed about the commune's own days and promises, and to look into the trail of acts."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.calendar import Evidence
from danchu.core.forms import DateField
from danchu.duties.states import OwnDayKind
from danchu.rulebook import Reckon, Rule

_KINDS = (
    (OwnDayKind.OFF, gettext_lazy("Nghỉ: ngày lễ, ngày nghỉ hoán đổi")),
    (OwnDayKind.WORKED, gettext_lazy("Làm bù: thứ Bảy hoặc Chủ nhật đi làm")),
    (OwnDayKind.ORDINARY, gettext_lazy("Như ngày thường: lịch chung ghi nghỉ hay làm bù, nhưng ở xã thì không")),
)
_EVIDENCE = (
    (Evidence.CONFIRMED, gettext_lazy("Đã có văn bản trong tay")),
    (Evidence.UNCONFIRMED, gettext_lazy("Mới nghe báo, chưa có văn bản")),
)


class GroundsForm(forms.Form):
    """What every change stands on."""

    source = forms.CharField(
        label=gettext_lazy("Văn bản làm căn cứ"), max_length=200,
        help_text=gettext_lazy("Số, ngày, nơi ban hành. Ví dụ: Thông báo số 12/TB-UBND ngày 02/3/2026"),
    )  # fmt: skip
    evidence = forms.ChoiceField(label=gettext_lazy("Mức chắc chắn"), choices=_EVIDENCE, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Người có việc bị đổi hạn sẽ đọc câu này."),
    )  # fmt: skip


class DayForm(GroundsForm):
    """One day, or days in a row, that are other than the common calendar says."""

    kind = forms.ChoiceField(label=gettext_lazy("Ngày này là"), choices=_KINDS, widget=forms.RadioSelect)
    first = DateField(label=gettext_lazy("Ngày"), help_text=gettext_lazy("Ngày/tháng/năm. Ví dụ: 31/3/2026"))
    last = DateField(
        label=gettext_lazy("Đến hết ngày"), required=False, help_text=gettext_lazy("Chỉ điền khi nhiều ngày liền nhau.")
    )
    make_up = DateField(
        label=gettext_lazy("Làm bù vào ngày"), required=False,
        help_text=gettext_lazy("Chỉ điền khi là ngày nghỉ hoán đổi: thứ Bảy hoặc Chủ nhật đi làm thay."),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Tên ngày"), max_length=120, help_text=gettext_lazy("Ví dụ: Nghỉ hoán đổi dịp 30/4")
    )
    field_order = ("kind", "first", "last", "make_up", "name", "source", "evidence", "reason")

    def clean(self):
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi. Ví dụ: từ 30/4/2026 đến 01/5/2026"))
        if first and last and (last - first).days > 60:
            self.add_error("last", _("Khoảng ngày quá dài. Hãy xem lại tháng và năm."))
        return given

    @property
    def days(self) -> list[datetime.date]:
        """Every day from the first to the last; needs a valid form."""
        first = self.cleaned_data["first"]
        last = self.cleaned_data["last"] or first
        return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]


class PromiseForm(GroundsForm):
    """The commune's own figure for one rule: a number of days, or a day of each year."""

    field_order = ("value", "day_0", "day_1", "day_2", "day_3", "source", "evidence", "reason")

    def __init__(self, data=None, *, rule: Rule, **kwargs):
        super().__init__(data, **kwargs)
        self.rule = rule
        if rule.reckon is Reckon.DAY:
            own = rule.value if isinstance(rule.value, tuple) else (rule.value,)
            self.names = [f"day_{n}" for n in range(len(own))]
            for name, text in zip(self.names, own, strict=True):
                month, day = str(text).split("-")
                shown = f"{day}/{month if int(month) < 3 else int(month)}"
                label = _("Trước ngày, thay cho %(day)s") if rule.op == "<" else _("Ngày, thay cho %(day)s")
                self.fields[name] = forms.CharField(
                    label=label % {"day": shown}, max_length=5, initial=shown,
                    help_text=_("Viết ngày/tháng, ví dụ: 20/4. Để nguyên nếu không đổi."),
                )  # fmt: skip
        else:
            self.names = ["value"]
            self.fields["value"] = forms.IntegerField(label=_("Xã cam kết số ngày"), min_value=1, max_value=1000)
        self.order_fields(self.field_order)

    def clean(self):
        given = super().clean() or {}
        for name in self.names:
            if self.rule.reckon is Reckon.DAY and name in given:
                try:
                    day, month = (int(part) for part in given[name].split("/"))
                    given[name] = datetime.date(2025, month, day).strftime("%m-%d")
                except ValueError:
                    self.add_error(name, _("Viết ngày/tháng có thật trong lịch. Ví dụ: 20/4"))
        return given

    @property
    def value(self) -> int | tuple[str, ...]:
        """The figure as the rulebook takes it; needs a valid form."""
        if self.rule.reckon is Reckon.DAY:
            return tuple(self.cleaned_data[name] for name in self.names)
        return self.cleaned_data["value"]


class ReasonForm(forms.Form):
    """Why a day or a promise is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do bỏ"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: ghi nhầm năm; tỉnh đã thông báo lại."),
    )  # fmt: skip


class RuleSearchForm(forms.Form):
    """Looking for the rule that the commune wants to be stricter with."""

    q = forms.CharField(label=gettext_lazy("Tìm quy định (gõ không dấu cũng được)"), required=False, max_length=100)
