"""Forms for writing a plan, making one from another, and carrying it through approval."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from danchu.documents.forms import SignForm
from danchu.plans.forms.working import UploadForm


class KeyForm(forms.Form):
    """Carries the key of one showing of a form: sent twice, it is one act."""

    upload_key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """Carries the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BeginForm(KeyForm):
    """What an empty plan begins with. `units` are those in which the person may write; the commune's where allowed."""

    COMMUNE = "xa"
    whose = forms.ChoiceField(label=_("Kế hoạch của ai"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Tên kế hoạch"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Không ghi chữ “Kế hoạch”. Ví dụ: Thực hiện dân chủ ở cơ sở năm 2027"),
    )
    year = forms.IntegerField(label=_("Thực hiện trong năm"), min_value=2020, max_value=2100)
    with_outline = forms.BooleanField(
        label=_("Dựng sẵn các mục thường có (mục đích, nội dung, tổ chức thực hiện)"), required=False, initial=True
    )

    def __init__(self, *args, units, for_commune: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        choices = [(pk, unit.name) for pk, unit in self.units.items()]
        if for_commune:
            choices.insert(0, (self.COMMUNE, _("Của xã")))
        self.fields["whose"].choices = choices
        self.fields["whose"].initial = choices[0][0] if choices else None

    def unit(self):
        """The unit whose own plan it is; None for the commune's (after `is_valid`)."""
        return self.units.get(self.cleaned_data["whose"])


class NextYearForm(KeyForm):
    """For which year a plan is copied."""

    year = forms.IntegerField(label=_("Kế hoạch mới cho năm"), min_value=2020, max_value=2100)

    def __init__(self, *args, after: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.after = after

    def clean_year(self):
        """The year must be a later one."""
        year = self.cleaned_data["year"]
        if year <= self.after:
            raise forms.ValidationError(
                _t("Năm phải sau năm %(year)s. Ví dụ: %(next)s") % {"year": self.after, "next": self.after + 1}
            )
        return year


class DeriveForm(KeyForm):
    """Which unit's own plan is made."""

    unit = forms.ChoiceField(label=_("Đơn vị"), widget=forms.RadioSelect)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.fields["unit"].choices = [(pk, unit.name) for pk, unit in self.units.items()]
        self.fields["unit"].initial = next(iter(self.units), None)


class AmendForm(UploadForm):
    """The paper that changes a plan or takes its place, or the wish to write it here."""

    WHOLE, PART = "thay-the", "sua-mot-phan"
    how = forms.ChoiceField(
        label=_("Văn bản mới làm gì với kế hoạch này"),
        widget=forms.RadioSelect,
        initial=PART,
        choices=[
            (PART, _("Sửa đổi, bổ sung một số việc; việc không nhắc đến giữ nguyên")),
            (WHOLE, _("Thay thế toàn bộ kế hoạch; việc không còn trong văn bản mới thì bỏ")),
        ],
    )
    field_order = ("how", "file", "text")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["origin"]


class OpeningForm(VersionForm):
    """What stands before the first heading, and whom the paper goes to."""

    opening = forms.CharField(
        label=_("Phần mở đầu"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi căn cứ một dòng, bắt đầu bằng “Căn cứ”. Dòng cuối là câu dẫn vào kế hoạch."),
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mỗi nơi một dòng. Dòng “Lưu: VT, …” để cuối."),
    )


class PartForm(forms.Form):
    """One heading and what stands under it."""

    LEVELS = ((1, _("Mục lớn: I, II, III")), (2, _("Mục nhỏ: 1, 2, 3")), (3, _("Ý: a, b, c")))
    title = forms.CharField(label=_("Tên mục"), max_length=200, help_text=_("Không gõ số; số tự đánh."))
    level = forms.TypedChoiceField(label=_("Bậc"), coerce=int, choices=LEVELS, initial=1, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Lời văn dưới mục"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mỗi đoạn một dòng. Việc cụ thể có người làm và thời hạn thì thêm riêng ở bước sau."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SeedForm(forms.Form):
    """Under which heading a proposal goes."""

    part = forms.ChoiceField(label=_("Đưa vào mục"), required=False)

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = {str(part.pk): part for part in parts}
        self.fields["part"].choices = [(pk, part.title) for pk, part in self.parts.items()] or [
            ("", _t("(không thuộc mục nào)"))
        ]

    def chosen(self):
        """The part (after `is_valid`); None for none."""
        return self.parts.get(self.cleaned_data.get("part") or "")


class ApproveForm(SignForm, VersionForm):
    """Who signs the commune's plan."""


class LawForm(forms.Form):
    """Which duty of the law a task fulfils as well."""

    law = forms.ChoiceField(label=_("Việc luật giao"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, duties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["law"].choices = [("", _("Không gắn với việc nào của luật")), *duties]
