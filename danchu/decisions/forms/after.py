"""Forms of what follows a vote: sent, received, answered, annulled, carried out."""

import re
from decimal import Decimal

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.decisions.models.after import GROUND_LABELS, KIND_LABELS
from danchu.decisions.states import ContributionKind, Sent

_SIGNED = forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
_SIGNED_HELP = _("Bản quét .pdf, ảnh chụp .jpg, .png, hoặc PDF ký số. Lớn nhất 20 MB.")


def _paper(label, *, required: bool = True) -> forms.FileField:
    return forms.FileField(label=label, required=required, help_text=_SIGNED_HELP, widget=_SIGNED)


class SendForm(forms.Form):
    """The signed decision and what goes with it."""

    sent_on = DateField(label=_("Ngày gửi"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))
    decision = _paper(_("Quyết định của cộng đồng dân cư, đã đủ bốn chữ ký"))
    convention = _paper(_("Hương ước, quy ước đã được thông qua"))
    minutes = _paper(_("Biên bản họp, biên bản kiểm phiếu"), required=False)
    other = _paper(_("Giấy tờ khác, nếu có"), required=False)

    def __init__(self, *args, convention: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not convention:
            del self.fields["convention"]

    def papers(self) -> dict[Sent, object]:
        """Kind → upload (after `is_valid`)."""
        return {kind: self.cleaned_data[kind] for kind in Sent if self.cleaned_data.get(kind)}


class ReceiveForm(forms.Form):
    """When it arrived."""

    received_on = DateField(label=_("Ngày nhận"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))


class PaperForm(forms.Form):
    """An official paper as it was issued: number, day, signed copy."""

    number = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=60, help_text=_("Ví dụ: 12/QĐ-UBND"))
    on = DateField(label=_("Ngày văn bản"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))
    file = _paper(_("Bản đã ký, đóng dấu"))


class RefuseForm(PaperForm):
    """A letter that says why not."""

    reasons = forms.CharField(
        label=_("Lý do không công nhận"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Người dân sẽ đọc: điều gì chưa đúng, theo điều khoản nào, làm lại thế nào. Không ghi tên hộ."),
    )  # fmt: skip
    field_order = ("reasons", "number", "on", "file")


class EffectForm(PaperForm):
    """The day from which what the whole commune decided binds."""

    effect_on = DateField(label=_("Có hiệu lực từ ngày"))
    field_order = ("effect_on", "number", "on", "file")


class AnnulForm(PaperForm):
    """A decision of the people is annulled."""

    ground = forms.ChoiceField(
        label=_("Trường hợp (khoản 1 Điều 22)"), widget=forms.RadioSelect, choices=list(GROUND_LABELS.items())
    )
    reasons = forms.CharField(
        label=_("Lý do bãi bỏ"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Người dân sẽ đọc: nội dung nào, trái điều khoản nào. Không ghi tên hộ."),
    )  # fmt: skip
    field_order = ("ground", "reasons", "number", "on", "file")


class AmendForm(PaperForm):
    """The people are asked to amend what they decided."""

    reasons = forms.CharField(
        label=_("Điều chưa đúng trình tự, và đề nghị dân sửa gì"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Người dân sẽ đọc: bước nào chưa đúng, theo điều nào, cần bàn lại điều gì. Không ghi tên hộ."),
    )  # fmt: skip
    field_order = ("reasons", "number", "on", "file")


# -- carrying out ------------------------------------------------------------------------------------------------------
class NumberField(forms.CharField):
    """A number as people write it: "1.500.000", "12,5". Cleans to a Decimal above nothing."""

    def __init__(self, *, places: int = 2, **kwargs):
        self.places = places
        super().__init__(max_length=24, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value):
        """The text typed → a Decimal."""
        text = re.sub(r"[\s ]", "", str(super().clean(value) or ""))
        if not text:
            return None
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", text):
            text = text.replace(".", "").replace(",", ".")
        elif not re.fullmatch(r"\d+\.\d{1,2}", text):
            raise forms.ValidationError(_t("“%s” chưa phải là số. Ví dụ: 1.500.000 hoặc 12,5") % text[:24])
        number = Decimal(text)
        if -int(number.as_tuple().exponent) > self.places or number >= Decimal(10) ** 14:
            raise forms.ValidationError(
                _t("Viết số nguyên, không có phần lẻ.") if not self.places else _t("Nhiều nhất hai chữ số phần lẻ.")
            )
        return number


class LineForm(forms.Form):
    """What every line has."""

    on = DateField(label=_("Ngày"), help_text=_("Ngày/tháng/năm. Ví dụ: 24/02/2026"))
    what = forms.CharField(label=_("Nội dung"), max_length=300, help_text=_("Ngắn gọn. Không ghi tên hộ."))
    file = forms.FileField(
        label=_("Chứng từ, ảnh"), required=False, widget=_SIGNED,
        help_text=_("Nên có: biên nhận, hóa đơn, ảnh chụp. Dòng chưa có chứng từ được ghi rõ như vậy."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data=None, files=None, *, today):
        super().__init__(data, files, initial={"on": today, "form_key": get_random_string(20)})


class ContributionForm(LineForm):
    """Something came in."""

    kind = forms.ChoiceField(label=_("Loại đóng góp"), widget=forms.RadioSelect, choices=list(KIND_LABELS.items()))
    amount = NumberField(
        label=_("Số lượng"), help_text=_("Tiền ghi bằng đồng, ngày công ghi số công, đất ghi m². Ví dụ: 1.500.000")
    )
    measure = forms.CharField(
        label=_("Đơn vị tính"), max_length=30, required=False,
        help_text=_("Chỉ ghi khi là vật liệu, hiện vật. Ví dụ: bao, m³, viên"),
    )  # fmt: skip
    households = forms.IntegerField(
        label=_("Từ bao nhiêu hộ"), required=False, min_value=1, help_text=_("Chỉ ghi số hộ, không ghi hộ nào.")
    )
    field_order = ("kind", "amount", "measure", "households", "on", "what", "file")

    def clean(self):
        """Material needs its measure."""
        data = super().clean() or {}
        if data.get("kind") == ContributionKind.MATERIAL and not data.get("measure", "").strip():
            self.add_error("measure", _t("Hãy ghi đơn vị tính. Ví dụ: bao, m³, viên"))
        return data


class SpendingForm(LineForm):
    """Something was spent."""

    amount = NumberField(label=_("Số tiền (đồng)"), places=0, help_text=_("Ví dụ: 1.500.000"))
    field_order = ("amount", "on", "what", "file")


class ProgressForm(LineForm):
    """How far the work is."""

    per_cent = forms.IntegerField(label=_("Đã làm được (%)"), min_value=0, max_value=100)
    field_order = ("per_cent", "on", "what", "file")


class StrikeForm(forms.Form):
    """Why a line does not count."""

    why = forms.CharField(label=_("Lý do gạch bỏ"), max_length=300, help_text=_("Dòng cũ vẫn xem được, kèm lý do này."))


class AfterFilterForm(forms.Form):
    """The filter bar of the list, sent by GET; what is not understood is left out."""

    tim = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    buoc = forms.ChoiceField(label=_("Đang ở bước"), required=False)
    thon = forms.ChoiceField(label=_("Thôn, bản"), required=False)

    def __init__(self, data, *, steps, villages):
        super().__init__(data)
        self.fields["buoc"].choices = [("", _t("Tất cả")), *steps]
        self.fields["thon"].choices = [("", _t("Mọi thôn, bản")), *((str(one.pk), one.name) for one in villages)]

    @property
    def chosen(self) -> dict:
        """What was chosen and understood: field name → value."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
