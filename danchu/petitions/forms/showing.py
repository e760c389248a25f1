"""What is shown to everybody, and what a reader looks for among it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.core.text import squeezed, whole_number
from danchu.petitions.models.cases import TOPIC_LABELS
from danchu.petitions.models.showing import DOWN_LABELS
from danchu.petitions.queries.showing import Asked


class ShowForm(forms.Form):
    """The words as everybody will read them, and that somebody has read them for people's names."""

    title = forms.CharField(label=_("Một dòng nói việc gì"), max_length=160)
    question = forms.CharField(
        label=_("Điều người dân nêu"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Bỏ tên, số nhà, số điện thoại, chuyện riêng: người lạ đọc không được nhận ra ai."),
    )  # fmt: skip
    answer = forms.CharField(label=_("Câu trả lời"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    next_step = forms.CharField(
        label=_("Việc tiếp theo"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    read = forms.BooleanField(
        label=_("Tôi đã đọc lại: không còn tên, chỗ ở, điều gì làm lộ người gửi hay người khác."),
        error_messages={"required": _("Hãy đọc lại từng phần, rồi đánh dấu vào ô này.")},
    )  # fmt: skip


class DownForm(forms.Form):
    """Why it is no longer shown."""

    ground = forms.ChoiceField(label=_("Căn cứ gỡ"), widget=forms.RadioSelect, choices=list(DOWN_LABELS.items()))
    why = forms.CharField(
        label=_("Nói rõ lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lý do này công khai; đừng nhắc lại điều phải giấu."),
    )  # fmt: skip


class LookForm(forms.Form):
    """Words, topic, village, days; by GET: what is not understood is left aside."""

    q = forms.CharField(
        label=_("Tìm (gõ không dấu cũng được)"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    ve = forms.ChoiceField(
        label=_("Lĩnh vực"), required=False, choices=[("", _("Mọi lĩnh vực")), *TOPIC_LABELS.items()]
    )
    thon = forms.ChoiceField(label=_("Thôn, bản"), required=False)
    tu = DateField(label=_("Trả lời từ ngày"), required=False)
    den = DateField(label=_("Đến hết ngày"), required=False)

    def __init__(self, data, *, villages):
        super().__init__(data, auto_id="%s")
        self.fields["thon"].choices = [("", _("Cả xã")), *((str(unit.pk), unit.name) for unit in villages)]
        for name in ("tu", "den"):
            self.fields[name].widget.attrs["placeholder"] = _("ngày/tháng/năm")

    @property
    def asked(self) -> Asked:
        """What was understood, as the query takes it."""
        self.is_valid()
        chosen = self.cleaned_data.get
        return Asked(
            words=squeezed(chosen("q") or ""), topic=chosen("ve") or "", village=whole_number(chosen("thon") or ""),
            since=chosen("tu"), until=chosen("den"),
        )  # fmt: skip

    @property
    def further(self) -> bool:
        """Whether more than words and topic was asked for: then those fields stand open."""
        asked = self.asked
        return bool(asked.village or asked.since or asked.until or self.errors)
