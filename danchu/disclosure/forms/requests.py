"""What a person asks, and what who handles it says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.disclosure.models import Item
from danchu.disclosure.models.requests import OUTCOME_LABELS, REFUSAL_LABELS, REQUEST_KIND_LABELS
from danchu.documents.forms import FilesField
from danchu.intake.forms import AT_THE_OFFICE, ContactFields, ReadBackFields
from danchu.intake.states import Way


class AskForm(ContactFields):
    """A person asks for information. Everything but the question may be left empty."""

    text = forms.CharField(
        label=_("Bạn muốn biết điều gì?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Càng rõ càng nhanh: việc gì, năm nào, ở thôn nào, văn bản nào (nếu biết)."),
    )  # fmt: skip
    wanted = forms.CharField(
        label=_("Muốn nhận bằng cách nào"), required=False, max_length=200,
        help_text=_("Ví dụ: xem ở trang này, nhận bản giấy tại trụ sở, gửi bưu điện."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    field_order = ("text", "wanted", "name", "address", "phone", "email", "form_key")


class WrongForm(ContactFields):
    """A person says that something public is not right."""

    text = forms.CharField(
        label=_("Chỗ nào sai? Đúng ra là thế nào?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Có giấy tờ làm chứng thì nói ở đâu có; không cần chứng minh ngay."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    field_order = ("text", "name", "address", "phone", "email", "form_key")


class WriteDownForm(AskForm, ReadBackFields):
    """The same, written down for a person at the desk or by a village head."""

    kind = forms.ChoiceField(
        label=_("Người dân"), widget=forms.RadioSelect, choices=list(REQUEST_KIND_LABELS.items()),
        initial="information",
    )  # fmt: skip
    item = forms.ModelChoiceField(
        label=_("Nội dung công khai bị báo sai"), required=False, queryset=Item.objects.none(),
        empty_label=_("Không phải báo sai"),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("Nhận bằng cách nào"), widget=forms.RadioSelect,
        choices=AT_THE_OFFICE, initial=Way.DESK,
    )  # fmt: skip
    given_at_once = forms.CharField(
        label=_("Nếu cung cấp được ngay: đã đưa, đã cho xem gì"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Để trống nếu chưa cung cấp ngay được."),
    )  # fmt: skip

    field_order = (
        "kind", "item", "text", "wanted", "name", "address", "phone", "email", "way", "read_back", "given_at_once",
        "form_key",
    )  # fmt: skip

    def __init__(self, *args, commune, village: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = Item.objects.public().filter(commune=commune)
        self.fields["text"].label = _("Người dân muốn biết điều gì, hoặc chỗ nào sai")
        if village:
            del self.fields["way"]
            del self.fields["given_at_once"]

    def clean(self):
        data = super().clean() or {}
        if data.get("kind") == "wrong" and not data.get("item"):
            self.add_error("item", _("Báo sai thì chọn nội dung công khai nào bị sai."))
        if data.get("kind") == "information":
            data["item"] = None
        return data


class AddForm(forms.Form):
    """The person adds something, with the ticket of the page."""

    text = forms.CharField(label=_("Bổ sung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class WordsForm(forms.Form):
    """A few words, as the step names them."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class AnswerForm(forms.Form):
    """The answer to a request."""

    text = forms.CharField(
        label=_("Câu trả lời"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Bằng lời người dân hiểu được. Chỉ người có mã và số PIN đọc được."),
    )  # fmt: skip
    item = forms.ModelChoiceField(
        label=_("Đã có trong nội dung công khai"), required=False, queryset=Item.objects.none(),
        empty_label=_("Không dẫn nội dung nào"),
    )  # fmt: skip
    uploads = FilesField(label=_("Tệp gửi kèm"), required=False)
    fee = forms.IntegerField(
        label=_("Chi phí thực tế (đồng)"), required=False, min_value=0,
        help_text=_("Cung cấp thông tin không thu phí. Chỉ ghi chi phí thật để in, sao, gửi; không có thì để trống."),
    )  # fmt: skip
    fee_basis = forms.CharField(label=_("Chi phí gồm những gì"), required=False, max_length=200)

    def __init__(self, *args, commune, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = Item.objects.public().filter(commune=commune)


class CheckedForm(forms.Form):
    """What came of a report that something public is wrong."""

    outcome = forms.ChoiceField(
        label=_("Kết quả kiểm tra"), widget=forms.RadioSelect, choices=list(OUTCOME_LABELS.items()),
        help_text=_("Sai thì hệ thống mở ngay một bản đính chính để soạn, duyệt và công khai lại đúng hình thức cũ."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Câu trả lời"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Đã kiểm tra thế nào, đúng hay sai vì sao. Chỉ người có mã và số PIN đọc được."),
    )  # fmt: skip


class RefuseForm(forms.Form):
    """A ground from the closed list, and the reasons."""

    ground = forms.ChoiceField(
        label=_("Căn cứ"), widget=forms.RadioSelect, choices=list(REFUSAL_LABELS.items()),
        help_text=_(
            "Điều khoản của Luật 104/2016/QH13, hết hiệu lực 31/8/2026; luật mới chưa đối chiếu được. Đã công khai "
            "thì không từ chối: dẫn đến nội dung ấy. Nơi khác giữ thì hướng dẫn đến nơi ấy."
        ),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Lý do"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Người yêu cầu đọc được câu này, kèm cách khiếu nại."),
    )  # fmt: skip


class HandForm(forms.Form):
    """Which unit."""

    unit = forms.ModelChoiceField(label=_("Đơn vị xử lý"), queryset=None, empty_label=_("Chọn đơn vị"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class FilterForm(forms.Form):
    """Which requests are shown."""

    q = forms.CharField(label=_("Mã biên nhận"), required=False, max_length=20, widget=forms.SearchInput)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[
            ("", _("Chưa xong")), ("tre", _("Quá hạn")), ("cho", _("Chờ bổ sung")), ("xong", _("Đã xong")),
            ("tat-ca", _("Tất cả")),
        ],
    )  # fmt: skip
    loai = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *REQUEST_KIND_LABELS.items()]
    )
