"""Forms of plans."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.plans import rules
from danchu.plans.models import (
    ANSWER_LABELS,
    BOUND_LABELS,
    EVIDENCE_LABELS,
    KIND_LABELS,
    MODE_LABELS,
    ORIGIN_LABELS,
    PROGRESS_LABELS,
    RECURRENCE_LABELS,
)
from danchu.plans.states import Answer, Bound, Evidence, Origin, Progress, Recurrence, TaskKind, TaskMode


def _choices(labels) -> list:
    return [(value.value, label) for value, label in labels.items()]


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one field; cleans to a list, empty when none is chosen."""

    widget = _ManyFiles

    def clean(self, data, initial=None):
        """The uploads → a list of them."""
        many = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(each, initial) for each in many if each]


class UploadForm(forms.Form):
    """A plan to read: a file, or pasted text, or both (the text is read, the file kept beside it)."""

    origin = forms.ChoiceField(
        label=_("Đây là văn bản nào"), choices=_choices(ORIGIN_LABELS), initial=Origin.OWN, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        allow_empty_file=True,
        help_text=_("Tệp .docx, .doc, .txt, .pdf, bản quét hoặc ảnh chụp (.pdf, .jpg, .png, .tif). Lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.doc,.pdf,.txt,.jpg,.jpeg,.png,.tif,.tiff"}),
    )
    text = forms.CharField(
        label=_("Hoặc dán văn bản vào đây"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Dán cả phần đầu (số, ngày) và phần cuối (nơi nhận). Có bản quét thì vừa chọn tệp vừa dán chữ."),
    )
    upload_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean(self):
        """A file or some text is needed."""
        data = super().clean()
        if not data.get("file") and not (data.get("text") or "").strip() and "file" not in self.errors:
            self.add_error("file", _t("Hãy chọn một tệp, hoặc dán văn bản vào ô bên dưới."))
        return data


class HeadForm(forms.Form):
    """What stands at the head of the paper."""

    kind = forms.CharField(label=_("Loại văn bản"), max_length=60)
    title = forms.CharField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    number = forms.CharField(label=_("Số"), max_length=20, required=False, help_text=_("Chỉ phần số. Ví dụ: 363"))
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40, required=False, help_text=_("Ví dụ: KH-UBND"))
    dated_on = DateField(label=_("Ngày ban hành"), required=False, help_text=_("Ví dụ: 09/3/2026"))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Thực hiện trong năm"), min_value=2020, max_value=2100)
    version = forms.IntegerField(widget=forms.HiddenInput)


class TaskForm(forms.Form):
    """One task, righted. `units` and `people` are what the commune has; `confirmed` leaves the words alone."""

    title = forms.CharField(label=_("Tên ngắn của việc"), max_length=200, help_text=_("Hiện ở các danh sách."))
    text = forms.CharField(label=_("Nội dung việc"), widget=forms.Textarea(attrs={"rows": 5}))
    section = forms.ChoiceField(label=_("Thuộc mục"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại việc"),
        choices=_choices(KIND_LABELS),
        initial=TaskKind.ONE_OFF,
        widget=forms.RadioSelect,
        help_text=_(
            "Nguyên tắc: không ai phải báo cáo. Việc thường xuyên không có ngày: mỗi nửa năm hỏi một lần, "
            "không tính trễ."
        ),
    )
    mode = forms.ChoiceField(
        label=_("Cách giao"),
        choices=_choices(MODE_LABELS),
        initial=TaskMode.ASSIGN,
        widget=forms.RadioSelect,
        help_text=_("Đề nghị (Mặt trận, đoàn thể) thì không nhắc và không tính trễ."),
    )
    every_office = forms.BooleanField(
        label=_("Mọi cơ quan, đơn vị thuộc Ủy ban nhân dân xã (mỗi đơn vị tự báo cáo)"), required=False
    )
    lead_units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị chủ trì"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn nhiều đơn vị thì mỗi đơn vị có một việc riêng."),
    )
    cooperating_units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị phối hợp"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    officer = forms.TypedChoiceField(
        label=_("Người phụ trách"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Chỉ dùng trong cơ quan, không công khai."),
    )
    due_on = DateField(
        label=_("Ngày nêu trong văn bản"),
        required=False,
        help_text=_("Ghi đúng ngày văn bản nêu. “Trước ngày 05/5” thì ghi 05/5/2026 và chọn “trước ngày”."),
    )
    bound = forms.ChoiceField(label=_("Văn bản nói hạn thế nào"), choices=_choices(BOUND_LABELS), initial=Bound.BEFORE)
    recurrence = forms.ChoiceField(label=_("Lặp lại"), choices=_choices(RECURRENCE_LABELS), initial=Recurrence.NONE)
    product = forms.CharField(label=_("Sản phẩm cần có"), max_length=300, required=False)
    evidence = forms.ChoiceField(label=_("Minh chứng nên có"), choices=_choices(EVIDENCE_LABELS), initial=Evidence.NOTE)
    question = forms.CharField(
        label=_("Điều còn phải hỏi"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: văn bản không nêu ngày, phải hỏi lại nơi ban hành."),
    )
    reason = forms.CharField(
        label=_("Vì sao thay đổi"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kế hoạch đã xác nhận, nên mỗi thay đổi được ghi lại cùng lý do."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, units, people, sections=(), confirmed=False, adding=False, parts=None, parents=None, **kwargs
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        if parts is not None:
            self._write(parts, parents)
        self.people = {person.pk: person for person in people}
        choices = [(unit.pk, unit.name) for unit in units]
        for name in ("lead_units", "cooperating_units"):
            if name in self.fields:
                self.fields[name].choices = choices
        self.fields["officer"].choices = [("", _("Chưa phân công")), *((p.pk, p.full_name) for p in people)]
        self.fields["section"].choices = [(name, name or _("(không thuộc mục nào)")) for name in sections]
        if not adding:
            del self.fields["section"]
        if confirmed:
            for name in ("title", "text", "kind"):
                del self.fields[name]
        else:
            del self.fields["reason"]

    def _write(self, parts, parents) -> None:
        """Of a plan that is written here a task says under which heading it stands; in a unit's own plan also which
        of the commune's tasks it serves, and the unit does it.
        """
        self.parts = {str(part.pk): part for part in parts}
        choices = [(pk, part.title) for pk, part in self.parts.items()] or [("", _("(không thuộc mục nào)"))]
        self.fields["part"] = forms.ChoiceField(label=_("Thuộc mục"), choices=choices, required=bool(self.parts))
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Hiện ở các danh sách. Bỏ trống thì lấy câu đầu của nội dung.")
        self.fields["text"].error_messages["required"] = _("Hãy viết nội dung việc.")
        self.fields["due_on"].label = _("Thời hạn")
        self.fields["due_on"].help_text = _("Ví dụ: 05/5/2027. Việc lặp lại thì ghi ngày của lần đầu.")
        self.fields["bound"].label = _("Kế hoạch nói hạn thế nào")
        self.order_fields(["text", "part", "parent", "title"])
        if parents is None:
            return
        self.parents = {str(task.pk): task for task in parents}
        self.fields["parent"] = forms.ChoiceField(
            label=_("Là bước của việc nào xã giao"),
            required=False,
            choices=[("", _("Việc riêng của đơn vị")), *((pk, task.title) for pk, task in self.parents.items())],
        )
        self.fields["officer"].help_text = _("Người trong đơn vị làm bước này. Không công khai.")
        for name in ("every_office", "lead_units", "mode"):
            del self.fields[name]
        self.order_fields(["text", "part", "parent", "title"])

    def clean(self):
        """A recurring task or a day belongs to what can be owed; a lead unit does not also co-operate."""
        data = super().clean()
        if data.get("kind") == TaskKind.PRINCIPLE and data.get("due_on"):
            self.add_error("kind", _t("Việc có ngày phải xong thì không phải nguyên tắc chung. Chọn loại khác."))
        both = set(data.get("lead_units") or ()) & set(data.get("cooperating_units") or ())
        if both:
            self.add_error("cooperating_units", _t("Một đơn vị không vừa chủ trì vừa phối hợp. Bỏ chọn một bên."))
        return data

    def values(self) -> dict:
        """What `services.save_task` takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "reason")}
        data["officer"] = self.people.get(data.get("officer"))
        if "part" in self.fields:
            data["part"] = self.parts.get(data.get("part") or "")
            data["title"] = data["title"] or rules.short_title(data["text"])
        if "parent" in self.fields:
            data["parent"] = self.parents.get(data.get("parent") or "")
        return data

    # What is seldom needed stands folded on the page.
    FOLDED = ("cooperating_units", "officer", "product", "evidence", "question")

    def shown(self) -> list:
        """The fields that stand open on the page."""
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    def folded(self) -> list:
        """The fields that stand folded."""
        return [field for field in self.visible_fields() if field.name in self.FOLDED]

    def open_folded(self) -> bool:
        """Whether something folded is filled or wrong, so that it has to be seen."""
        return any(field.errors or (field.name != "evidence" and field.value()) for field in self.folded())

    @staticmethod
    def initial_of(task) -> dict:
        """The task as the form shows it."""
        plain = ("title", "text", "kind", "mode", "every_office", "due_on", "bound", "recurrence", "product",
                 "evidence", "question", "version")  # fmt: skip
        return {name: getattr(task, name) for name in plain} | {
            "lead_units": [unit.pk for unit in task.lead_units.all()],
            "cooperating_units": [unit.pk for unit in task.cooperating_units.all()],
            "officer": task.officer_id,
            "part": task.part_id,
            "parent": task.parent_id,
        }


class SectionUnitsForm(forms.Form):
    """One unit, or every office, for the tasks of a section that name nobody."""

    EVERY = "moi"
    unit = forms.ChoiceField(label=_("Giao các việc chưa rõ đơn vị trong mục này cho"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [
            ("", _("Chọn đơn vị")),
            (self.EVERY, _("Mọi cơ quan, đơn vị thuộc Ủy ban nhân dân xã")),
            *((str(unit.pk), unit.name) for unit in units),
        ]


class SplitForm(forms.Form):
    """Where a task is cut in two."""

    at = forms.TypedChoiceField(label=_("Việc thứ hai bắt đầu từ"), coerce=int, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = places


class ReasonForm(forms.Form):
    """A reason that is logged."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(forms.Form):
    """The signed copy with which a plan becomes public."""

    UPLOAD, SOURCE = "upload", "source"
    NEEDED = _("Hãy đính kèm bản ký. Chưa có bản ký thì kế hoạch chưa công khai được.")
    copy = forms.ChoiceField(
        label=_("Bản ký lấy ở đâu"),
        widget=forms.RadioSelect,
        initial=UPLOAD,
        choices=[(UPLOAD, _("Đính kèm bản ký ở đây")), (SOURCE, _("Tệp PDF đã đưa vào chính là bản ký"))],
    )
    file = forms.FileField(
        label=_("Bản đã ký, đóng dấu"),
        required=False,
        error_messages={"required": NEEDED},
        help_text=_("Tệp PDF ký số, hoặc bản quét .pdf, ảnh .jpg, .png. Lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args, source_can_be_signed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not source_can_be_signed:
            del self.fields["copy"]
            self.fields["file"].required = True

    def clean(self):
        """A file is needed unless the source is the signed copy."""
        data = super().clean()
        if data.get("copy") == self.UPLOAD and not data.get("file") and "file" not in self.errors:
            self.add_error("file", self.NEEDED)
        return data


class NoteForm(forms.Form):
    """A word on how it goes."""

    text = forms.CharField(label=_("Đã làm được gì"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    percent = forms.IntegerField(label=_("Ước được bao nhiêu phần trăm"), required=False, min_value=0, max_value=100)
    attachments = ManyFilesField(
        label=_("Ảnh, biên bản, văn bản kèm theo"),
        required=False,
        help_text=_("Chọn được nhiều tệp. Ảnh được bỏ vị trí chụp trước khi giữ. Tệp không công khai."),
    )
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ReportForm(forms.Form):
    """The unit's answer."""

    answer = forms.ChoiceField(
        label=_("Kết quả"), choices=_choices(ANSWER_LABELS), initial=Answer.DONE, widget=forms.RadioSelect
    )
    report = forms.CharField(
        label=_("Đã làm gì, kết quả ra sao"),
        error_messages={"required": _("Hãy viết vài dòng: đã làm gì, kết quả ra sao.")},
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vài câu ngắn, được đề xuất vào báo cáo định kỳ. Không phát sinh thì bỏ trống được."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Asked for in the page, but not of who says that nothing arose.
        self.fields["report"].required = self.data.get(self.add_prefix("answer")) != Answer.NOTHING_AROSE


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(
        label=_("Cần bổ sung gì"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đơn vị đọc được đoạn này. Nói rõ còn thiếu gì và bổ sung ở đâu."),
    )


class OfficerForm(forms.Form):
    """Who looks after the task inside the office."""

    officer = forms.TypedChoiceField(
        label=_("Người phụ trách"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Chỉ dùng trong cơ quan, không công khai."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["officer"].choices = [("", _("Chưa phân công")), *((p.pk, p.full_name) for p in people)]


class FilterForm(forms.Form):
    """What of a plan is shown."""

    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    loai = forms.ChoiceField(label=_("Loại việc"), required=False, choices=[("", _("Tất cả")), *_choices(KIND_LABELS)])
    tien_do = forms.ChoiceField(
        label=_("Tiến độ"),
        required=False,
        choices=[("", _("Tất cả")), *((p.value, w) for p, w in PROGRESS_LABELS.items() if p != Progress.GENERAL)],
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].choices = [("", _("Tất cả")), *((str(unit.pk), unit.name) for unit in units)]
