"""Forms of a matter: the steps by which it is brought up, and what is asked before it is put to the people."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.core.text import squeezed
from danchu.decisions.models.matters import CLAUSE_LABELS, PROPOSER_LABELS
from danchu.decisions.services.contents import KINDS
from danchu.decisions.states import Proposer

COMMUNE = "xa"  # the value of "whose matter" for every village of the commune
EXAMPLES = {
    "15.1": _("Ví dụ: mỗi hộ góp bao nhiêu tiền, ngày công, hiến đất để làm đường, kênh mương, nhà văn hóa."),
    "15.2": _("Ví dụ: thu, chi quỹ thôn; dùng tiền ủng hộ; quản lý nhà văn hóa, sân chơi, rừng cộng đồng."),
    "15.3": _("Ví dụ: thông qua, sửa đổi quy ước về cưới, tang, giữ rừng, vệ sinh môi trường."),
    "15.4": _("Ví dụ: bầu Trưởng bản nhiệm kỳ mới; cho thôi theo nguyện vọng."),
    "15.5": _("Ví dụ: bầu người của bản vào Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng."),
    "15.6": _("Ví dụ: lịch dọn vệ sinh chung, tổ tự quản an ninh, ngày hội của bản."),
}
STATES = [
    ("", _("Tất cả")), ("chuan-bi", _("Đang chuẩn bị")), ("dang-ban", _("Đang bàn")),
    ("da-quyet", _("Đã quyết định")), ("khong", _("Không thông qua, không đưa ra nữa")),
]  # fmt: skip


class MatterFilterForm(forms.Form):
    """The filter bar of the list, sent by GET; what is not understood is left out."""

    tim = forms.CharField(label=_("Tìm việc, câu hỏi"), required=False, max_length=100)
    thon = forms.TypedChoiceField(label=_("Thôn, bản"), required=False, coerce=int, empty_value=None)
    khoan = forms.ChoiceField(label=_("Nội dung (Điều 15)"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)

    def __init__(self, data, *, villages):
        super().__init__(data)
        self.fields["thon"].choices = [("", _("Mọi thôn, bản")), *((str(one.pk), one.name) for one in villages)]
        clauses = [(clause, _clause(clause)) for clause in CLAUSE_LABELS]
        self.fields["khoan"].choices = [("", _("Mọi nội dung")), *clauses]

    @property
    def chosen(self) -> dict:
        """Field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


def _clause(clause: str) -> str:
    return _t("Khoản %(n)s: %(what)s") % {"n": clause.removeprefix("15."), "what": CLAUSE_LABELS[clause]}


class StepForm(forms.Form):
    """One step; `context` is what the steps before it have settled."""

    def __init__(self, data=None, *, context, **kwargs):
        super().__init__(data, **kwargs)
        self.settle(context)

    def settle(self, context) -> None:
        """Puts in what depends on the steps before."""


class ClauseForm(StepForm):
    """What it is about."""

    clause = forms.ChoiceField(label=_("Việc này về điều gì?"), widget=forms.RadioSelect)

    def settle(self, context):
        self.fields["clause"].choices = [
            (clause, f"{_clause(clause)}. {EXAMPLES[clause]}") for clause in CLAUSE_LABELS
        ]  # fmt: skip


class WhoseForm(StepForm):
    """Whose matter it is; every village one may run, and the whole commune for who may ask it."""

    where = forms.ChoiceField(label=_("Việc của ai?"), widget=forms.RadioSelect)

    def settle(self, context):
        choices = [(str(one.pk), _t("Chỉ %(village)s") % {"village": one.name}) for one in context.villages]
        if context.may_whole:
            choices.append((COMMUNE, _("Toàn xã: mọi thôn, bản đều bàn và biểu quyết")))
        self.fields["where"].choices = choices
        if len(choices) == 1:
            self.fields["where"].initial = choices[0][0]


class ProposerForm(StepForm):
    """Who brings it up, and that the Front agrees."""

    proposer = forms.ChoiceField(label=_("Ai đề xuất?"), widget=forms.RadioSelect)
    proposed_on = DateField(label=_("Ngày đề xuất"), help_text=_("Ví dụ: 24/02/2026"))
    front_agreed_on = DateField(
        label=_("Ngày Mặt trận thống nhất"), required=False,
        help_text=_("Chưa thống nhất thì để trống; phải có trước khi chốt câu hỏi. Với sáng kiến của công dân chưa đủ "
                    "một phần mười số hộ: ngày Ban công tác Mặt trận tán thành."),
    )  # fmt: skip
    front_agreed_by = forms.CharField(
        label=_("Người của Mặt trận đã thống nhất"), required=False, max_length=150,
        help_text=_("Họ tên và chức vụ, như trong biên bản hoặc giấy thống nhất."),
    )  # fmt: skip
    initiator = forms.CharField(
        label=_("Công dân có sáng kiến"), required=False, max_length=100,
        help_text=_("Chỉ ghi khi là sáng kiến của công dân. Tên này không công khai."),
    )  # fmt: skip
    handed_in_on = DateField(
        label=_("Ngày công dân gửi đề xuất đến Trưởng thôn"), required=False,
        help_text=_("Chỉ ghi khi là sáng kiến của công dân: số hộ đồng thuận được đếm vào ngày này. Để trống là ngày "
                    "chốt câu hỏi."),
    )  # fmt: skip

    def settle(self, context):
        self.fields["proposer"].choices = [(who.value, PROPOSER_LABELS[who]) for who in context.proposers]
        if Proposer.CITIZENS not in context.proposers:
            del self.fields["initiator"], self.fields["handed_in_on"]
        self.today = context.today

    def clean(self):
        """An agreement has its day and its person; nothing lies ahead; an initiative has its citizen."""
        data = super().clean() or {}
        for name in ("proposed_on", "front_agreed_on", "handed_in_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, _t("Ngày này không được sau hôm nay."))
        if data.get("front_agreed_on") and not squeezed(data.get("front_agreed_by", "")):
            self.add_error("front_agreed_by", _t("Hãy ghi ai của Mặt trận đã thống nhất."))
        named = squeezed(data.get("front_agreed_by", ""))
        if named and not data.get("front_agreed_on") and "front_agreed_on" not in self.errors:
            self.add_error("front_agreed_on", _t("Hãy ghi ngày Mặt trận thống nhất. Ví dụ: 24/02/2026"))
        if data.get("proposer") == Proposer.CITIZENS and not squeezed(data.get("initiator", "")):
            self.add_error("initiator", _t("Hãy ghi họ tên công dân có sáng kiến."))
        return data


class QuestionForm(StepForm):
    """The question in the words that people will answer."""

    title = forms.CharField(
        label=_("Tên việc"), max_length=300, help_text=_("Ngắn gọn. Ví dụ: Làm đường vào bản Nà Mẫu")
    )
    question = forms.CharField(
        label=_("Câu hỏi để biểu quyết"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Một câu trả lời được bằng đồng ý hoặc không đồng ý, có đủ con số. Ví dụ: Mỗi hộ góp 500.000 đồng "
                    "và 3 ngày công để làm đường vào bản?"),
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Nói rõ thêm bằng lời dễ hiểu"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vì sao cần, làm ở đâu, bao giờ, hộ khó khăn thì sao. In trên giấy báo và đọc trên loa."),
    )  # fmt: skip


class FormForm(StepForm):
    """The form by which it is decided; what is not lawful is shown, with its article, and not taken."""

    form = forms.ChoiceField(label=_("Bà con quyết định bằng cách nào?"), widget=forms.RadioSelect)
    scattered = forms.BooleanField(
        label=_("Dân cư của thôn sống không tập trung (chỉ cần khi họp theo cụm mà thôn dưới 200 hộ)"), required=False
    )

    def settle(self, context):
        self.options = context.options
        self.fields["form"].choices = [(one["value"], one["label"]) for one in self.options]
        if not context.in_village:
            del self.fields["scattered"]

    def clean_form(self):
        """Refuses with the article what the law closes."""
        chosen = self.cleaned_data["form"]
        one = next(option for option in self.options if option["value"] == chosen)
        if one["refusal"]:
            raise forms.ValidationError(one["refusal"])
        return chosen


class VersionForm(forms.Form):
    """Which state of the matter the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """A paper for every household."""

    title = forms.CharField(label=_("Tên tài liệu"), max_length=300, help_text=_("Ví dụ: Dự toán làm đường vào bản"))
    file = forms.FileField(
        label=_("Tệp"), allow_empty_file=True,
        help_text=_("Tệp .pdf, .docx, .xlsx hoặc ảnh .jpg, .png. Lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"}),
    )  # fmt: skip
    kinds = KINDS


class CandidatesForm(forms.Form):
    """The candidates, one a line, and how many are elected."""

    names = forms.CharField(
        label=_("Người ứng cử"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi người một dòng; giới thiệu ghi sau dấu chấm phẩy: Lò Văn Một; 45 tuổi, bản Nà Mẫu. "
                    "Việc cho thôi thì để trống."),
    )  # fmt: skip
    seats = forms.IntegerField(label=_("Bầu lấy mấy người?"), min_value=1, max_value=50, initial=1)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """(name, about them) of each line."""
        lines = [line.partition(";") for line in self.cleaned_data["names"].splitlines() if line.strip(" ;")]
        return [(squeezed(name), squeezed(note)) for name, _mark, note in lines]


class AssentsForm(forms.Form):
    """The day and the way of the assents that are ticked."""

    on = DateField(label=_("Ngày các hộ này đồng ý"), help_text=_("Hộ nào khác ngày thì ghi ngày ngay cạnh hộ đó."))
    way = forms.CharField(
        label=_("Cách đồng ý"), required=False, max_length=120,
        help_text=_("Ví dụ: ký vào danh sách giấy; giơ tay tại cuộc họp ngày 12/3/2026."),
    )  # fmt: skip

    def __init__(self, data=None, *, households=(), **kwargs):
        super().__init__(data, **kwargs)
        self.households = households

    def clean(self):
        """household pk → its own day, or the common one."""
        data = super().clean() or {}
        ticked = {int(value) for value in self.data.getlist("ho") if value.isdigit()}
        given, field = {}, DateField(required=False)
        for pk in ticked:
            try:
                own = field.clean(self.data.get(f"ngay-{pk}", ""))
            except forms.ValidationError as error:
                self.add_error(None, error)
                continue
            if own or data.get("on"):
                given[pk] = own or data["on"]
        if not ticked:
            raise forms.ValidationError(_t("Hãy đánh dấu ít nhất một hộ đã đồng ý."))
        data["given"] = given
        return data


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class TellForm(forms.Form):
    """Whether the loudspeaker reads it as well."""

    aired = forms.BooleanField(label=_("Phát cả trên loa truyền thanh"), required=False)
