"""A report asked for outside the calendar: its days, its sections, its numbers, its units."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.forms import DateField
from danchu.organisation.models import Unit
from danchu.reports.services import Asked


class AdHocForm(forms.Form):
    """A report asked for outside the calendar."""

    title = forms.CharField(
        label=gettext_lazy("Tên kỳ báo cáo"), max_length=120,
        help_text=gettext_lazy("Ví dụ: đột xuất về công khai đất đai, quý I năm 2026"),
    )  # fmt: skip
    citation = forms.CharField(
        label=gettext_lazy("Theo văn bản"), max_length=200,
        help_text=gettext_lazy("Số, ngày, cơ quan yêu cầu. Ví dụ: Công văn số 12/SNV ngày 02/4/2026 của Sở Nội vụ"),
    )  # fmt: skip
    period_from = DateField(label=gettext_lazy("Kỳ báo cáo từ ngày"))
    period_to = DateField(label=gettext_lazy("Đến ngày"))
    cutoff_on = DateField(label=gettext_lazy("Số liệu lấy đến ngày"))
    due_on = DateField(label=gettext_lazy("Hạn gửi, ngày cuối"))

    units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Đơn vị phải báo cáo"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Mặt trận, đoàn thể, Hội đồng nhân dân nhận lời đề nghị: không nhắc, không tính trễ."),
    )  # fmt: skip
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Mục cần viết"), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    which = forms.ChoiceField(
        label=gettext_lazy("Số liệu cần có"), widget=forms.RadioSelect, initial="all",
        choices=[
            ("all", gettext_lazy("Mọi chỉ tiêu của các mục đã chọn")),
            ("chosen", gettext_lazy("Chỉ những chỉ tiêu đánh dấu ở dưới")),
            ("none", gettext_lazy("Không cần số liệu")),
        ],
    )  # fmt: skip
    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ tiêu"), required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, units, outline, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units
        self.fields["units"].initial = [unit.pk for unit in units if unit.reports]
        self.fields["sections"].choices = [(each.code, f"{each.code}. {each.title}") for each in outline.written]
        self.fields["sections"].initial = [each.code for each in outline.written]
        titles = dict(outline.groups)
        by_group: dict[str, list] = {letter: [] for letter in titles}
        for each in outline.indicators:
            by_group[each.group].append((each.id, f"{each.id}. {each.name}"))
        self.fields["indicators"].choices = [
            (f"{letter}. {titles[letter]}", rows) for letter, rows in by_group.items() if rows
        ]  # fmt: skip
        self.whole = {each.code for each in outline.written}

    def asked(self) -> Asked:
        """What is asked for (after `is_valid`)."""
        data = self.cleaned_data
        indicators = {"all": None, "none": (), "chosen": tuple(data["indicators"])}[data["which"]]
        sections = () if set(data["sections"]) == self.whole else tuple(data["sections"])
        return Asked(sections, indicators, tuple(data["units"]))

    def clean(self):
        """The days in order, each said beside its field."""
        data = super().clean()
        first, last, cutoff = (data.get(name) for name in ("period_from", "period_to", "cutoff_on"))
        if first and last and last < first:
            self.add_error("period_to", _("Ngày cuối kỳ phải sau ngày đầu kỳ."))
        elif first and last and cutoff and not first <= cutoff <= last:
            self.add_error("cutoff_on", _("Ngày lấy số liệu phải nằm trong kỳ báo cáo."))
        if data.get("which") == "chosen" and not data.get("indicators"):
            self.add_error("indicators", _("Hãy đánh dấu ít nhất một chỉ tiêu, hoặc chọn “Không cần số liệu”."))
        return data
