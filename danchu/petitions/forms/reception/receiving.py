"""Somebody is received or refused; what the register is searched for; what follows."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu import rulebook
from danchu.core.forms import DateField
from danchu.duties.messages import cite
from danchu.intake.forms import ReadBackFields
from danchu.organisation.models import Person, Unit
from danchu.petitions.models.reception import KIND_LABELS, REPLY_LABELS
from danchu.petitions.rules import reception as rules
from danchu.petitions.states import Reply

_LONG = forms.Textarea(attrs={"rows": 4})


def law(rule_id: str) -> str:
    """What a rule says, with its place: for the hint beside a field."""
    rule = rulebook.by_id(rule_id)
    return f"{rule.text} ({cite(rule)})." if rule else ""


class WhoForm(forms.Form):
    """Columns 3 to 6 of the register: who came, with what."""

    name = forms.CharField(label=_("Họ và tên"), max_length=100)
    address = forms.CharField(label=_("Địa chỉ"), max_length=200)
    village = forms.ModelChoiceField(
        label=_("Thôn, bản"), required=False, queryset=Unit.objects.none(),
        empty_label=_("Không ở thôn, bản nào của xã"),
    )  # fmt: skip
    identity = forms.CharField(
        label=_("Số căn cước, hộ chiếu hoặc giấy tờ tùy thân"), required=False, max_length=60,
        help_text=_("Không có giấy tờ thì vẫn tiếp; ghi giấy tờ khác nếu có."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Tóm tắt nội dung"),
        max_length=4000,
        widget=_LONG,
        help_text=_("Ghi đúng lời người dân, việc gì, ở đâu."),
    )
    kind = forms.ChoiceField(
        label=_("Phân loại"), widget=forms.RadioSelect, choices=list(KIND_LABELS.items()),
        help_text=_("Có cả khiếu nại hoặc tố cáo lẫn kiến nghị, phản ánh thì ghi riêng từng lượt (khoản 4 Điều 14 Nghị "
                    "định 154/2026)."),
    )  # fmt: skip
    received_by = forms.ModelChoiceField(label=_("Người tiếp"), queryset=Person.objects.none(), empty_label=None)
    subjects = forms.ModelMultipleChoiceField(
        label=_("Việc này nói về ai trong xã"), required=False, queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Người được chọn sẽ không xem được lượt tiếp này, dù giữ chức vụ gì."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args, villages, people: list[Person], officials, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages
        self.fields["received_by"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
        self.fields["subjects"].queryset = officials

    def clean(self):
        data = super().clean() or {}
        if data.get("received_by") and data["received_by"] in (data.get("subjects") or ()):
            self.add_error(
                "received_by", _("Việc nói về chính người này nên người này không tiếp. Hãy để người khác tiếp và ghi.")
            )
        return data

    @property
    def line(self) -> dict:
        """What stands in the register's own columns."""
        return {
            name: value for name, value in self.cleaned_data.items()
            if name not in ("subjects", "form_key", "speakers_number", "ground", "reasons", "explained")
        }  # fmt: skip


class ColumnsForm(WhoForm):
    """Columns 7 to 11 as well."""

    people = forms.IntegerField(label=_("Số người cùng nội dung"), min_value=1, max_value=5000, initial=1)
    is_ours = forms.TypedChoiceField(
        label=_("Thuộc thẩm quyền của xã"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", _("Có")), ("no", _("Không: hướng dẫn hoặc chuyển đến nơi có thẩm quyền"))],
    )  # fmt: skip
    guided_to = forms.CharField(
        label=_("Hướng dẫn đến cơ quan nào, số văn bản hướng dẫn"), required=False, max_length=200
    )
    passed_to = forms.CharField(
        label=_("Chuyển đơn đến cơ quan nào, số văn bản chuyển"), required=False, max_length=200
    )
    settled_by = forms.CharField(
        label=_("Cơ quan đã giải quyết hết thẩm quyền (nếu có)"), required=False, max_length=200
    )

    def clean(self):
        data = super().clean() or {}
        if data.get("is_ours") is False and not (data.get("guided_to") or data.get("passed_to")):
            self.add_error("guided_to", _("Không thuộc thẩm quyền của xã thì ghi hướng dẫn hoặc chuyển đến nơi nào."))
        return data


class ReceiveForm(ColumnsForm, ReadBackFields):
    """Somebody was heard: columns 3 to 11 of form 03/TCD, and what was answered at once."""

    speakers_number = forms.IntegerField(
        label=_("Số người đại diện (khi đông người)"), required=False, min_value=0, max_value=50,
    )  # fmt: skip
    speakers = forms.CharField(label=_("Họ tên người đại diện"), required=False, max_length=300)
    reply_words = forms.CharField(
        label=_("Nếu trả lời được ngay: đã trả lời thế nào"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    field_order = (
        "name", "address", "village", "identity", "about", "kind", "people", "speakers_number", "speakers", "is_ours",
        "guided_to", "passed_to", "settled_by", "received_by", "read_back", "reply_words", "subjects", "form_key",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["speakers_number"].help_text = law(rules.REPRESENTATIVES)
        self.fields["reply_words"].help_text = _("Để trống thì còn phải trả lời: %(law)s") % {"law": law(rules.REPLY)}

    @property
    def line(self) -> dict:
        line = super().line
        return {**line, "reply": Reply.AT_ONCE if line["reply_words"].strip() else ""}


class CorrectForm(ColumnsForm):
    """A slip of the pen in columns 3 to 11 is put right."""

    why = forms.CharField(label=_("Lý do sửa"), max_length=300, help_text=_("Dòng cũ được giữ ở cột theo dõi."))

    COLUMNS = (
        "name", "address", "village", "identity", "about", "kind", "people", "is_ours", "guided_to", "passed_to",
        "settled_by", "received_by",
    )  # fmt: skip
    field_order = (*COLUMNS, "why", "subjects", "form_key")

    def __init__(self, *args, refused: bool, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("people", "is_ours", "guided_to", "passed_to", "settled_by") if refused else ():
            del self.fields[name]

    @property
    def line(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.COLUMNS if name in self.fields}


class RefuseForm(WhoForm):
    """A ground of the law and the reasons."""

    ground = forms.ChoiceField(label=_("Căn cứ từ chối"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Lý do"), max_length=2000, widget=_LONG, help_text=_("Bằng lời người dân hiểu được.")
    )
    explained = forms.BooleanField(label=_("Đã trực tiếp giải thích lý do cho người dân"), required=False)

    field_order = (
        "ground", "reasons", "explained", "name", "address", "village", "identity", "about", "kind", "received_by",
        "subjects", "form_key",
    )  # fmt: skip

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [
            (
                rule.id,
                f"{rule.text} ({cite(rule)})" + (f" · {rule.details['notice']}" if rules.needs_notice(rule) else ""),
            )
            for rule in rules.grounds(today)
        ]


class NoteForm(forms.Form):
    """An entry of column 12."""

    on = DateField(label=_("Ngày"))
    text = forms.CharField(label=_("Diễn biến, kết quả"), max_length=2000, widget=_LONG)


class ReplyForm(forms.Form):
    """What the person was told."""

    reply = forms.ChoiceField(label=_("Trả lời"), widget=forms.RadioSelect, choices=list(REPLY_LABELS.items()))
    text = forms.CharField(label=_("Đã trả lời thế nào"), max_length=2000, widget=_LONG)
    on = DateField(label=_("Ngày trả lời"))


class NumberForm(forms.Form):
    """The number and the day of a paper that was signed."""

    number = forms.CharField(label=_("Số thông báo"), max_length=40, help_text=_("Ví dụ: 12/TB-UBND"))
    on = DateField(label=_("Ngày ban hành"))


class ConcludeForm(forms.Form):
    """What the chair decided."""

    text = forms.CharField(
        label=_("Ý kiến chỉ đạo của Chủ tịch"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    unit = forms.ModelChoiceField(label=_("Giao đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"))
    due_on = DateField(label=_("Giải quyết xong trước hết ngày"))
    contact = forms.CharField(
        label=_("Người dân hỏi kết quả ở ai"), max_length=150, help_text=_("Ví dụ: Văn phòng, điện thoại 0213 000 101")
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class FinishForm(forms.Form):
    """That a conclusion was carried out."""

    what = forms.CharField(label=_("Đã làm gì, đã gửi kết quả cho người dân thế nào"), max_length=2000, widget=_LONG)
    on = DateField(label=_("Ngày xong"))


class RegisterFilter(forms.Form):
    """Which lines of the register are shown."""

    q = forms.CharField(
        label=_("Tìm họ tên, địa chỉ, nội dung"), required=False, max_length=100, widget=forms.SearchInput
    )
    loai = forms.ChoiceField(label=_("Phân loại"), required=False, choices=[("", _("Mọi loại")), *KIND_LABELS.items()])
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[
            ("", _("Tất cả")), ("open", _("Chưa trả lời")), ("refused", _("Từ chối tiếp")), ("group", _("Đông người")),
        ],
    )  # fmt: skip
    tu = DateField(label=_("Từ ngày"), required=False)
    den = DateField(label=_("Đến ngày"), required=False)
