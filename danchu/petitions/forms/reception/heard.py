"""What somebody who was received brought: made into a matter, joined to one, the papers they handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.documents.forms import FilesField
from danchu.intake.forms import ReadBackFields
from danchu.petitions.forms.bringing import SpeakersFields
from danchu.petitions.models.cases import TOPIC_LABELS
from danchu.petitions.models.heard import CONDITION_LABELS

PAPERS = 3  # in one form; more are written in another


class MakeCaseForm(SpeakersFields, ReadBackFields):
    """The words that were taken down, as a matter."""

    text = forms.CharField(
        label=_("Lời người dân nói"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Đúng như đã ghi sổ. Sửa lời thì đọc lại cho họ nghe và chọn ở dưới."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Về việc"), choices=[("", _("Chọn một loại")), *TOPIC_LABELS.items()])
    landmark = forms.CharField(label=_("Chỗ nào, gần đâu"), required=False, max_length=200)
    uploads = FilesField(label=_("Ảnh, bản quét giấy tờ người dân nộp, nhiều nhất 4"), required=False)
    may_show = forms.BooleanField(label=_("Người dân cho đăng câu hỏi và câu trả lời, không nêu tên"), required=False)
    asked_first = forms.BooleanField(
        label=_("Đã hỏi: việc này không nói về tôi, người đang ghi, hoặc người nhà của tôi")
    )

    field_order = ("text", "read_back", "topic", "landmark", "representatives")

    def __init__(self, *args, is_group: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["read_back"].required = False
        self.fields["read_back"].label = _("Nếu sửa lời: đã đọc lại chưa")
        if not is_group:
            del self.fields["representatives"]


class LinkForm(forms.Form):
    """The code the person names, and which of several matters."""

    code = forms.CharField(label=_("Mã biên nhận người dân đưa"), max_length=20, help_text=_("Ví dụ: BM-7K3Q-4"))
    part = forms.IntegerField(
        label=_("Việc thứ mấy của mã ấy"), min_value=1, max_value=50, initial=1,
        help_text=_("Mã chỉ có một việc thì để 1."),
    )  # fmt: skip


class HandInForm(forms.Form):
    """The papers handed in, one a row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, PAPERS + 1):
            said = {"n": number}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Giấy tờ thứ %(n)s") % said, required=number == 1, max_length=200,
                help_text=_("Tên giấy tờ, ngày ghi trên giấy. Nhiều hơn thì ghi thêm lần nữa.") if number == 1 else "",
            )  # fmt: skip
            self.fields[f"pages_{number}"] = forms.IntegerField(
                label=_("Giấy tờ thứ %(n)s: số trang") % said, required=False, min_value=1, max_value=5000
            )
            self.fields[f"condition_{number}"] = forms.ChoiceField(
                label=_("Giấy tờ thứ %(n)s: bản gì") % said, choices=list(CONDITION_LABELS.items()), initial="copy"
            )

    @property
    def papers(self) -> list[tuple[str, int | None, str]]:
        """Name, pages, original or copy of each that was written (after `is_valid`)."""
        data = self.cleaned_data
        return [
            (data[f"name_{n}"], data[f"pages_{n}"], data[f"condition_{n}"])
            for n in range(1, PAPERS + 1)
            if data[f"name_{n}"].strip()
        ]
