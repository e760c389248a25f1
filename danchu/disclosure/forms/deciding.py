"""Forms of the list of items, and of whoever decides: approve, return, correct, take down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.disclosure.models.items import GROUND_LABELS, STANDING_LABELS
from danchu.disclosure.states import Standing


class ItemFilterForm(forms.Form):
    """The filter bar of the list, sent by GET; what is not understood is left out, never an error page."""

    tim = forms.CharField(label=_("Tìm nội dung, số văn bản"), required=False, max_length=100)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[
            ("", _("Tất cả")), ("todo", _("Chưa công khai")), ("late", _("Quá hạn")), ("waiting", _("Chờ duyệt")),
            ("public", _("Đang công khai")), ("incomplete", STANDING_LABELS[Standing.INCOMPLETE]),
            ("short", STANDING_LABELS[Standing.SHORT]), ("renewal", STANDING_LABELS[Standing.RENEWAL]),
            ("ended", _("Đã hết, đã gỡ")), ("none", _("Không phát sinh")),
        ],
    )  # fmt: skip
    khoan = forms.TypedChoiceField(label=_("Khoản của Điều 11"), required=False, coerce=int, empty_value=None)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    quy = forms.TypedChoiceField(
        label=_("Quý đến hạn"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Cả năm")), ("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")],
    )  # fmt: skip

    def __init__(self, data, *, units, years):
        super().__init__(data)
        self.fields["khoan"].choices = [("", _("Mọi khoản")), *((str(n), str(n)) for n in range(1, 15))]
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *((str(unit.pk), unit.name) for unit in units)]
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]

    @property
    def chosen(self) -> dict:
        """Field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi rõ chỗ nào cần sửa. Người soạn đọc được."),
    )  # fmt: skip


class CorrectForm(forms.Form):
    """What a correction changes, and why."""

    what_changed = forms.CharField(
        label=_("Thay đổi gì, vì sao"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Người dân đọc được phần này. Ví dụ: Sửa số thu ở dòng 3 biểu 1, do cộng nhầm."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why something public is taken down: a ground from the closed list, and in words."""

    ground = forms.ChoiceField(
        label=_("Căn cứ gỡ"), widget=forms.RadioSelect,
        choices=[(value.value, label) for value, label in GROUND_LABELS.items()],
    )  # fmt: skip
    why = forms.CharField(
        label=_("Nói rõ lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lý do này công khai; đừng nhắc lại điều phải giấu."),
    )  # fmt: skip


class SeenForm(forms.Form):
    """Approval of what was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
