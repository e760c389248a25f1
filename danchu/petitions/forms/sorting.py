"""What who sorts and who answers says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.documents.forms import FilesField
from danchu.organisation.models import Person
from danchu.petitions.messages.cases import check_words
from danchu.petitions.models.cases import GROUND_LABELS, KIND_LABELS, TOPIC_LABELS
from danchu.petitions.models.handling import DECISION_LABELS
from danchu.petitions.rules.cases import CHECKS
from danchu.petitions.states import ORDINARY, SEALED, Kind


def _choices(labels, kinds) -> list:
    return [(kind, label) for kind, label in labels.items() if kind in kinds]


def _words(label, hint="", *, rows: int = 3, longest: int = 4000, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class ChecksFields(forms.Form):
    """The questions of sorting, a box each; what is not ticked does not hold."""

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        seen = {check.key: check for kind in kinds for check in CHECKS[Kind(kind)]}
        for key, check in seen.items():
            question, hint = check_words(check)
            self.fields[f"check_{key}"] = forms.BooleanField(label=question, help_text=hint, required=False)

    @property
    def checks(self) -> dict[str, bool]:
        """What was said of each question (after `is_valid`)."""
        return {
            name.removeprefix("check_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("check_")
        }  # fmt: skip


class AcceptForm(ChecksFields):
    """It is the commune's own: which unit answers."""

    kind = forms.ChoiceField(label=_("Đây là"), widget=forms.RadioSelect, choices=_choices(KIND_LABELS, ORDINARY))
    topic = forms.ChoiceField(label=_("Lĩnh vực"), choices=list(TOPIC_LABELS.items()))
    summary = forms.CharField(
        label=_("Trích yếu một dòng"),
        max_length=200,
        help_text=_("Không nêu tên người gửi. Ví dụ: Cống đầu bản bị tắc"),
    )
    unit = forms.ModelChoiceField(label=_("Đơn vị trả lời"), queryset=None, empty_label=_("Chọn đơn vị"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, kinds=(Kind.FEEDBACK, Kind.PETITION), **kwargs)
        self.fields["unit"].queryset = units
        self.order_fields([name for name in self.fields if name.startswith("check_")])


class SendForm(forms.Form):
    """Another body's, or shown the right way."""

    where = forms.CharField(
        label=_("Nơi cần đến"), max_length=300,
        help_text=_("Tên cơ quan, địa chỉ, điện thoại. Ví dụ: Công an xã, trụ sở tại thôn Chợ, 0213 000 111"),
    )  # fmt: skip
    told = _words(
        _("Lời nói với người gửi"), _("Vì sao, gặp ai, mang gì, khi nào hỏi lại. Người gửi đọc được câu này.")
    )


class RefuseForm(forms.Form):
    """A ground of the closed list, the reasons, where to turn instead."""

    ground = forms.ChoiceField(label=_("Căn cứ"), widget=forms.RadioSelect, choices=list(GROUND_LABELS.items()))
    told = _words(_("Lý do cụ thể"), _("Người gửi đọc được câu này."))
    turn_to = forms.CharField(
        label=_("Nơi người gửi cần đến"), max_length=300, help_text=_("Cơ quan, địa chỉ, điện thoại.")
    )


class ProtectForm(ChecksFields):
    """A complaint or a denunciation: sealed, and the lawful way shown."""

    kind = forms.ChoiceField(label=_("Đây là"), widget=forms.RadioSelect, choices=_choices(KIND_LABELS, SEALED))
    where = forms.CharField(label=_("Nơi nhận theo luật"), max_length=300, help_text=_("Cơ quan, địa chỉ, điện thoại."))
    told = _words(_("Lời nói với người gửi"), rows=6)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, kinds=(Kind.COMPLAINT, Kind.DENUNCIATION), **kwargs)
        self.order_fields(["kind", *(name for name in self.fields if name.startswith("check_"))])


class AboutForm(forms.Form):
    """Whom it is about, named."""

    people = forms.ModelMultipleChoiceField(
        label=_("Người mà việc này nói về"), required=False, queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Những người này không xem được. Không chọn ai thì không giấu ai."),
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class SplitForm(forms.Form):
    """The words of each matter of one submission; the first stays where it is."""

    PIECES = 3
    keep = _words(_("Việc này giữ lại phần"), longest=8000)

    def __init__(self, *args, attachments, **kwargs):
        super().__init__(*args, **kwargs)
        files = [(each.pk, str(each.file)) for each in attachments]
        self._files(files, "keep_files")
        for number in range(1, self.PIECES + 1):
            self.fields[f"text_{number}"] = _words(
                _("Việc tách thứ %(n)s") % {"n": number}, rows=3, longest=8000, required=number == 1
            )
            for name, label, choices in (("kind", _("Loại"), KIND_LABELS), ("topic", _("Lĩnh vực"), TOPIC_LABELS)):
                self.fields[f"{name}_{number}"] = forms.ChoiceField(
                    label=label, choices=[("", _("Chọn một loại")), *choices.items()], required=number == 1
                )
            self._files(files, f"files_{number}")

    def _files(self, files, name: str) -> None:
        if files:
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=_("Ảnh, giấy tờ đi cùng"), required=False, choices=files, coerce=int,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    def clean(self):
        """A piece that was written says what it is: nothing is chosen for it. Its words no longer stand in what is
        kept: a unit that answers the one is not to read the other."""
        data = super().clean() or {}
        kept = " ".join(data.get("keep", "").split())
        taken = [" ".join(data.get(f"text_{number}", "").split()) for number in range(1, self.PIECES + 1)]
        if any(words and words in kept for words in taken):
            self.add_error("keep", _("Phần giữ lại còn lời của việc tách ra. Hãy xóa lời ấy ở đây."))
        for number in range(2, self.PIECES + 1):
            for name in ("kind", "topic"):
                if data.get(f"text_{number}", "").strip() and not data.get(f"{name}_{number}"):
                    self.add_error(f"{name}_{number}", _("Hãy chọn cho việc tách thứ %(n)s.") % {"n": number})
        return data

    def pieces(self) -> list[tuple[str, str, str, frozenset[int]]]:
        """Words, kind, topic and files of each piece that was written (after `is_valid`)."""
        data = self.cleaned_data
        return [
            (data[f"text_{n}"], data[f"kind_{n}"], data[f"topic_{n}"], frozenset(data.get(f"files_{n}") or ()))
            for n in range(1, self.PIECES + 1)
            if data[f"text_{n}"].strip()
        ]


class WordsForm(forms.Form):
    """A few words, as the step names them."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class HandForm(forms.Form):
    """Which unit."""

    unit = forms.ModelChoiceField(label=_("Đơn vị trả lời"), queryset=None, empty_label=_("Chọn đơn vị"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class AnswerForm(forms.Form):
    """Everything an answer says. What is lacking the gate says (rules/answers.py)."""

    decision = forms.ChoiceField(label=_("Kết quả"), widget=forms.RadioSelect, choices=list(DECISION_LABELS.items()))
    reasons = _words(_("Vì sao: đã kiểm tra gì, thấy gì"), rows=5)
    basis = _words(_("Căn cứ: luật, quy định, quyết định nào"), rows=2)
    next_step = _words(_("Việc tiếp theo, ai làm; đã làm xong thì đã làm gì"), rows=3)
    next_by = DateField(
        label=_("Xong ngày nào, hoặc chậm nhất ngày nào"),
        required=False,
        help_text=_("Ví dụ: 30/4/2026. Chỉ để trống khi không còn gì phải làm."),
    )
    uploads = FilesField(label=_("Ảnh, giấy tờ làm minh chứng"), required=False)
    no_evidence = forms.CharField(label=_("Không có minh chứng thì vì sao"), required=False, max_length=300)
    turn_to = forms.CharField(
        label=_("Không đồng ý thì gặp ai, ở đâu"), max_length=300,
        help_text=_("Ví dụ: Chủ tịch xã, ngày tiếp công dân, tại trụ sở"),
    )  # fmt: skip


class EntrustForm(forms.Form):
    """Who keeps it from now on."""

    to = forms.ModelChoiceField(
        label=_("Người tiếp dân giữ"), queryset=Person.objects.none(), empty_label=_("Chọn người")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class _PostChoice(forms.ModelChoiceField):
    """A post, named with who holds it."""

    def label_from_instance(self, obj):
        return f"{obj.person} – {obj}"


class SeatForm(forms.Form):
    """Who sits at the desk from now on, by which post."""

    post = _PostChoice(label=_("Giao cho"), queryset=None, empty_label=_("Chọn người"))

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts


class FilterForm(forms.Form):
    """Which matters are shown."""

    q = forms.CharField(
        label=_("Số, mã hoặc từ trong nội dung"), required=False, max_length=60, widget=forms.SearchInput
    )
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[
            ("", _("Chưa xong")), ("moi", _("Chờ phân loại")), ("tre", _("Quá hạn")),
            ("cho", _("Chờ người gửi xác nhận")), ("xong", _("Đã xong")), ("tat-ca", _("Tất cả")),
        ],
    )  # fmt: skip
    loai = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *KIND_LABELS.items()])
    ve = forms.ChoiceField(
        label=_("Lĩnh vực"), required=False, choices=[("", _("Mọi lĩnh vực")), *TOPIC_LABELS.items()]
    )
    thon = forms.ModelChoiceField(label=_("Thôn, bản"), required=False, queryset=None, empty_label=_("Mọi nơi"))
    tu = DateField(label=_("Nhận từ ngày"), required=False)
    den = DateField(label=_("Nhận đến hết ngày"), required=False)

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thon"].queryset = villages
