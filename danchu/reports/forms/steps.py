"""Steps of a report: reasons, files, who signs, whom it is for, a correction, a call, a later day."""

from django import forms
from django.utils.translation import gettext_lazy

from danchu.core.forms import DateField
from danchu.documents.forms import SignForm


class VersionForm(forms.Form):
    """A step of a report: only which version the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonsForm(VersionForm):
    """Why a report is returned."""

    reasons = forms.CharField(
        label=gettext_lazy("Lý do trả lại"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ghi rõ mục nào, số nào cần sửa. Người viết đọc nguyên văn câu này."),
    )  # fmt: skip


class FileForm(forms.Form):
    """A file to attach."""

    file = forms.FileField(
        label=gettext_lazy("Tệp đính kèm"),
        help_text=gettext_lazy("Tệp .docx, .xlsx, .pdf, .txt hoặc ảnh; tối đa 20 MB."),
    )


class UnitsPaperForm(forms.Form):
    """The paper a unit sent by other ways."""

    file = forms.FileField(
        label=gettext_lazy("Báo cáo đơn vị gửi"),
        help_text=gettext_lazy("Tệp .docx, .pdf có lớp chữ, hoặc .txt; tối đa 20 MB. Bản gốc được giữ cùng báo cáo."),
    )


class AddresseesForm(forms.Form):
    """Whom the commune's report is for."""

    addressees = forms.CharField(
        label=gettext_lazy("Kính gửi"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text=gettext_lazy("Mỗi nơi nhận một dòng."),
    )  # fmt: skip


class ApproveForm(SignForm, VersionForm):
    """Who signs the commune's report."""


class CorrectForm(forms.Form):
    """Why a locked report is corrected."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đính chính"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Sai ở đâu, vì sao. Câu này in trong bản đính chính; không ghi tên người dân."),
    )  # fmt: skip


class CallForm(forms.Form):
    """What came of calling a unit."""

    text = forms.CharField(
        label=gettext_lazy("Đơn vị trả lời thế nào?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: đã gọi Trưởng phòng, hẹn gửi trước 16 giờ mai."),
    )  # fmt: skip


class ExtendForm(forms.Form):
    """A later last day for one unit."""

    due_on = DateField(label=gettext_lazy("Hạn mới, ngày cuối"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do gia hạn"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Đơn vị đọc nguyên văn câu này."),
    )  # fmt: skip


class CommitmentForm(forms.Form):
    """After how many working days the chair is told."""

    days = forms.IntegerField(
        label=gettext_lazy("Báo Chủ tịch khi quá hạn hơn số ngày làm việc"), min_value=0, max_value=30,
        help_text=gettext_lazy("Đây là cam kết của xã, không phải hạn của luật. 0 là báo ngay hôm sau hạn."),
    )  # fmt: skip
