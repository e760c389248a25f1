"""Forms of the records office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.core.text import squeezed
from danchu.documents.models import STANDING_LABELS, URGENCY_LABELS
from danchu.documents.rules import KIND_NAMES


class ManyFiles(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        """The uploads as a list."""
        rows = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in rows]


class SignForm(forms.Form):
    """Who signs for the People's Committee: one of `posts`."""

    signer = forms.ChoiceField(
        label=_("Người ký"), widget=forms.RadioSelect, help_text=_("Phó Chủ tịch ký thì văn bản ghi KT. CHỦ TỊCH.")
    )

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.fields["signer"].choices = [(pk, f"{post.person} – {post.title}") for pk, post in self.posts.items()]
        self.fields["signer"].initial = next(iter(self.posts), None)

    def post(self):
        """The post that signs (after `is_valid`)."""
        return self.posts[self.cleaned_data["signer"]]


class NumberForm(forms.Form):
    """Number and date as the paper register has them, or the next number of the built-in register."""

    OWN, BUILT_IN = "own", "built_in"
    source = forms.ChoiceField(
        label=_("Số lấy từ đâu"),
        choices=[
            (OWN, _("Sổ văn bản đi của văn phòng (gõ số)")),
            (BUILT_IN, _("Sổ của hệ thống (tự lấy số kế tiếp)")),
        ],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Số văn bản"), required=False, min_value=1, help_text=_("Chỉ gõ phần số. Ví dụ: 57")
    )
    dated_on = DateField(label=_("Ngày ban hành"), help_text=_("Ví dụ: 29/4/2026"))

    def clean(self):
        """A typed number is needed unless the built-in register gives it."""
        data = super().clean() or {}
        if data.get("source") == self.OWN and not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Hãy gõ số đã lấy trong sổ văn bản đi, hoặc chọn sổ của hệ thống."))
        return data


class SignedCopyForm(forms.Form):
    """The signed scan, or the digitally signed PDF."""

    file = forms.FileField(
        label=_("Bản đã ký, đóng dấu"),
        help_text=_("Tệp PDF ký số, hoặc bản quét .pdf, ảnh .jpg, .png. Lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


# -- the register of incoming papers ----------------------------------------------------------------------------------
class BookFilterForm(forms.Form):
    """The filter bar of both registers, sent by GET; what is not understood is left out, never an error page."""

    tim = forms.CharField(label=_("Tìm số, nơi gửi, trích yếu"), required=False, max_length=100)
    nam = forms.ChoiceField(label=_("Năm"), required=False)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)

    def __init__(self, data, *, years, units, standings):
        super().__init__(data)
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *((str(unit.pk), unit.name) for unit in units)]
        if standings:
            self.fields["tinh_trang"].choices = [("", _("Tất cả")), *standings]
        else:
            del self.fields["tinh_trang"]

    @property
    def chosen(self) -> dict:
        """What was chosen and understood: field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


STANDING_CHOICES = [(standing.value, label) for standing, label in STANDING_LABELS.items()]


class IncomingForm(forms.Form):
    """A line of the register: what stands on the paper and on its arrival stamp."""

    arrived_on = DateField(label=_("Ngày đến"), help_text=_("Ngày ghi trên dấu ĐẾN. Ví dụ: 29/4/2026"))
    sender = forms.CharField(label=_("Cơ quan gửi"), max_length=200, help_text=_("Ví dụ: Sở Nội vụ"))
    paper_number = forms.CharField(
        label=_("Số, ký hiệu văn bản"), max_length=60, required=False, help_text=_("Ví dụ: 918/SNV-XDCQ")
    )
    dated_on = DateField(label=_("Ngày văn bản"), required=False)
    kind = forms.CharField(
        label=_("Tên loại"), max_length=60, widget=forms.TextInput(attrs={"list": "ten-loai"}),
        help_text=_("Ví dụ: Công văn, Kế hoạch, Giấy mời"),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Trích yếu nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label=_("Độ khẩn"), required=False, choices=[(one.value, label) for one, label in URGENCY_LABELS.items()]
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    KINDS = tuple(dict.fromkeys([*KIND_NAMES.values(), "Chỉ thị", "Hướng dẫn", "Kết luận", "Thông tư", "Nghị định"]))

    def clean_title(self):
        """On one line, as the register has it."""
        return squeezed(self.cleaned_data["title"])


class RegisterForm(IncomingForm):
    """A new line; the file was kept and read in the step before, or there is none."""

    first_number = forms.IntegerField(
        label=_("Số đến đầu tiên ghi ở đây"), required=False, min_value=1, max_value=100_000,
        help_text=_("Sổ giấy năm nay đã ghi đến số nào thì gõ số kế tiếp; để trống nếu bắt đầu từ 1."),
    )  # fmt: skip
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_first:
            del self.fields["first_number"]


class IncomingFileForm(forms.Form):
    """The paper itself, from which the line is proposed."""

    file = forms.FileField(
        label=_("Văn bản đến"),
        help_text=_("Tệp .pdf, .docx, .doc, .txt, bản quét hoặc ảnh .jpg, .png, .tif. Lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.doc,.txt,.jpg,.jpeg,.png,.tif,.tiff"}),
    )


class CorrectForm(IncomingForm):
    """A line righted, with the reason."""

    reason = forms.CharField(
        label=_("Lý do sửa"), max_length=300, help_text=_("Nội dung cũ vẫn được giữ và ai xem sổ cũng thấy.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PassForm(forms.Form):
    """Who deals with it, with whom, by when (Decree 30/2020, Art. 23.2)."""

    lead = forms.ChoiceField(label=_("Đơn vị chủ trì"), required=False)
    others = forms.MultipleChoiceField(
        label=_("Đơn vị phối hợp"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    receiver = forms.ChoiceField(
        label=_("Người nhận"), required=False, help_text=_("Khi chuyển thẳng cho một người, hoặc kèm đơn vị chủ trì.")
    )
    instruction = forms.CharField(
        label=_("Ý kiến chỉ đạo"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DateField(
        label=_("Hạn giải quyết"), required=False,
        help_text=_("Để trống khi chưa rõ: văn bản hiện ở mục “Chưa rõ hạn” để hỏi lại."),
    )  # fmt: skip
    for_information = forms.BooleanField(label=_("Chỉ để biết, không phải trả lời"), required=False)
    passed_on = DateField(label=_("Ngày chuyển"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, units, people, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(unit.pk), unit.name) for unit in units]
        self.fields["lead"].choices = [("", _("Chưa chọn")), *named]
        self.fields["others"].choices = named
        self.fields["receiver"].choices = [("", _("Không ghi")), *((str(one.pk), one.full_name) for one in people)]


class HandleForm(forms.Form):
    """It is dealt with."""

    on = DateField(label=_("Ngày giải quyết xong"))
    note = forms.CharField(
        label=_("Kết quả"), max_length=300, help_text=_("Ví dụ: đã trả lời bằng Báo cáo số 57/BC-UBND ngày 29/4/2026")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why, for what stays visible in the register."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
