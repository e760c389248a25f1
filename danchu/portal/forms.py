"""What a reader asks of the law's and the register's pages, by GET."""

import datetime
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu import rulebook
from danchu.core.forms import DateField
from danchu.portal.messages import FACTS, fact_words, kinds


class LawFilterForm(forms.Form):
    """Words, the legal text, the day on which a rule has to be in force; what is not understood is said, not fatal."""

    q = forms.CharField(label=_("Tìm (gõ không dấu cũng được)"), required=False, max_length=100)
    van_ban = forms.ChoiceField(label=_("Văn bản"), required=False)
    ngay = DateField(label=_("Có hiệu lực vào ngày"), required=False)
    het = forms.BooleanField(label=_("Cả quy định đã hết hoặc chưa có hiệu lực"), required=False)

    def __init__(self, data, *, today: datetime.date):
        super().__init__(data)
        self.today = today
        texts = [(text.law, f"{text.name}: {text.title}"[:90]) for text in rulebook.all_texts()]
        self.fields["van_ban"].choices = [("", _("Mọi văn bản")), *texts]
        self.fields["ngay"].widget.attrs["placeholder"] = today.strftime("%d/%m/%Y")

    @property
    def chosen(self) -> dict:
        """What was understood: field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def day(self) -> datetime.date:
        """The day asked about, else today."""
        return self.chosen.get("ngay") or self.today


class TrialForm(forms.Form):
    """From a day, and the facts that a rule depends on, to its last day. Nothing is written down."""

    tu = DateField(label=_("Tính từ ngày"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))

    def __init__(self, data, *, rule: rulebook.Rule):
        super().__init__(data)
        self.asked = facts_asked(rule)
        if rule.counted_from:
            self.fields["tu"].label = _("Tính từ: %(event)s") % {"event": rule.counted_from}
        for name, values in self.asked.items():
            choices = [(value, fact_words(name, value)) for value in values]
            self.fields[name] = forms.ChoiceField(label=FACTS.get(name, name), choices=choices, required=False)

    @property
    def facts(self) -> dict[str, str]:
        """The facts chosen; needs a valid form."""
        return {name: self.cleaned_data[name] for name in self.asked if self.cleaned_data.get(name)}


def facts_asked(rule: rulebook.Rule) -> dict[str, tuple[str, ...]]:
    """The facts that change the rule's figure, each with the values to choose from."""
    asked: dict[str, tuple[str, ...]] = {}
    names = {name for variant in rule.variants for name in variant.when}
    for name in (*sorted(names), *(name for name in rule.applies if len(rule.applies[name]) > 1)):
        asked[name] = rule.applies.get(name) or rulebook.FACTS[name]
    most = max((one.extension.max for one in (rule, *rule.variants) if one.extension), default=0)
    if most:
        asked["extensions"] = tuple(map(str, range(most + 1)))
    return asked


# -- the public register ----------------------------------------------------------------------------------------------
class RegisterFilterForm(forms.Form):
    """The kind of public act and the period; what is not understood is said, not fatal."""

    loai = forms.ChoiceField(label=_("Loại việc"), required=False)
    tu = DateField(label=_("Từ ngày"), required=False)
    den = DateField(label=_("Đến hết ngày"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["loai"].choices = [("", _("Mọi loại")), *kinds()]
        for name in ("tu", "den"):
            self.fields[name].widget.attrs["placeholder"] = _("ngày/tháng/năm")

    @property
    def chosen(self) -> dict:
        """What was understood: `kind`, `since`, `until`, nothing for the rest."""
        self.is_valid()
        names = {"loai": "kind", "tu": "since", "den": "until"}
        return {names[name]: value for name, value in self.cleaned_data.items() if value}


class DigestForm(forms.Form):
    """The digest of a file that a person has in hand."""

    ma = forms.CharField(
        label=_("Dấu băm SHA-256 của tệp bạn có"), max_length=200,
        error_messages={"required": _("Dán dấu băm của tệp vào ô này.")},
    )  # fmt: skip

    def clean_ma(self) -> str:
        """64 hexadecimal digits, however they were spaced or written."""
        digits = re.sub(r"[\s:]", "", self.cleaned_data["ma"]).lower().removeprefix("sha256")
        if not re.fullmatch(r"[0-9a-f]{64}", digits):
            raise forms.ValidationError(
                _("Dấu băm SHA-256 có đúng 64 ký tự, gồm số và các chữ a đến f. Hãy chép lại cho đủ.")
            )
        return digits


class HeadForm(forms.Form):
    """The head of the register as a paper prints it: how many lines, and how the root begins."""

    dong = forms.IntegerField(
        label=_("Số dòng ghi trên giấy"), min_value=1,
        error_messages={
            "required": _("Ghi số dòng in trên giấy. Ví dụ: 12"), "invalid": _("Chỉ ghi số. Ví dụ: 12"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    goc = forms.CharField(
        label=_("Gốc ghi trên giấy"), max_length=200, help_text=_("Ví dụ: d31feb51fb9ce04d…"),
        error_messages={"required": _("Ghi các ký tự sau chữ “gốc” in trên giấy.")},
    )  # fmt: skip

    def clean_goc(self) -> str:
        """At least eight hexadecimal digits, the first of the root."""
        digits = re.sub(r"[\s….]", "", self.cleaned_data["goc"]).lower()
        if not re.fullmatch(r"[0-9a-f]{8,64}", digits):
            raise forms.ValidationError(
                _("Ghi ít nhất 8 ký tự đầu của gốc, gồm số và các chữ a đến f. Ví dụ: d31feb51fb9ce04d")
            )
        return digits
