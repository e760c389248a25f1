"""Forms about what hangs on boards: the photo, the paper log, striking out, ordering more, the filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.channels.models import Board
from danchu.channels.models.posting import PROOF_LABELS, STANDING_LABELS
from danchu.channels.queries.posting import PRESSING
from danchu.channels.states import ProofOf
from danchu.core.forms import DateField

TODO = "can_lam"  # of the filter: whatever asks for something


class ProofForm(forms.Form):
    """What every proof has: what it shows, the day, a note; and the key by which a form sent twice is one proof."""

    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    on = DateField(label=_("Ngày"), help_text=_("Ngày thấy trên bảng. Để nguyên nếu là hôm nay."))
    note = forms.CharField(
        label=_("Ghi chú"), max_length=300, required=False, help_text=_("Ví dụ: tờ cũ bị mưa, đã thay.")
    )


class PhotoForm(ProofForm):
    """A photo from the phone; the place comes from the board."""

    photo = forms.FileField(
        label=_("Ảnh chụp tờ trên bảng"),
        help_text=_("Chụp cả bảng, nhìn rõ tờ giấy. Tránh chụp rõ mặt người. Vị trí trong ảnh sẽ được xóa."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    field_order = ("form_key", "photo", "on", "note")


class LogForm(ProofForm):
    """A line of the paper log, perhaps with a scan of the sheet."""

    of = forms.ChoiceField(
        label=_("Sổ ghi việc gì"), choices=[(of.value, label) for of, label in PROOF_LABELS.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip
    put_by = forms.CharField(
        label=_("Ai dán, ai gỡ"), max_length=100, required=False, help_text=_("Như ghi trong sổ. Không hiện ra ngoài.")
    )
    scan = forms.FileField(
        label=_("Ảnh hoặc bản quét tờ sổ"), required=False, help_text=_("Ảnh .jpg, .png hoặc .pdf."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip
    field_order = ("form_key", "of", "on", "put_by", "note", "scan")

    def clean_of(self):
        """What it shows, as the table of states has it."""
        return ProofOf(self.cleaned_data["of"])


class StrikeForm(forms.Form):
    """Why a proof does not count."""

    reason = forms.CharField(
        label=_("Lý do gạch bỏ"), max_length=300, help_text=_("Ví dụ: ảnh chụp nhầm bảng khác.")
    )  # fmt: skip


class CancelForm(forms.Form):
    """Why something will not hang on a board."""

    reason = forms.CharField(
        label=_("Lý do không dán"), max_length=300, help_text=_("Ví dụ: nhà văn hóa đang sửa, bảng đã tháo.")
    )  # fmt: skip


class MoreForm(forms.Form):
    """To which further boards an announcement goes, and by when."""

    boards = forms.ModelMultipleChoiceField(
        label=_("Giao thêm cho các bảng"), queryset=Board.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một bảng.")},
    )  # fmt: skip
    put_up_by = DateField(label=_("Dán chậm nhất ngày"), help_text=_("Ví dụ: 24/02/2026"))

    def __init__(self, *args, boards, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["boards"].queryset = Board.objects.filter(pk__in=[board.pk for board in boards])

    def clean_put_up_by(self):
        """Not a day that is over."""
        day = self.cleaned_data["put_up_by"]
        if day < self.today:
            raise forms.ValidationError(_("Ngày này đã qua. Hãy chọn hôm nay hoặc ngày sau."))
        return day


class OrderFilterForm(forms.Form):
    """The filter bar of the orders, sent by GET; what is not understood is left out, never an error page."""

    tim = forms.CharField(label=_("Tìm nội dung, tên bảng"), required=False, max_length=100, widget=forms.SearchInput)
    bang = forms.ChoiceField(label=_("Bảng"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)

    def __init__(self, data, *, boards):
        super().__init__(data)
        self.fields["bang"].choices = [("", _("Mọi bảng")), *((str(board.pk), board.name) for board in boards)]
        self.fields["tinh_trang"].choices = [
            ("", _("Tất cả")), (TODO, _("Việc cần làm")), *((one.value, STANDING_LABELS[one]) for one in PRESSING),
        ]  # fmt: skip

    @property
    def chosen(self) -> dict:
        """What was chosen and understood: field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
