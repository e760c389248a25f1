"""What people type about ballots: the plan, the team, what was counted, and every sheet twice."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from danchu.core.forms import DateField
from danchu.decisions.messages.ballots import FAULTS
from danchu.decisions.models import BallotPlan, Vote
from danchu.decisions.papers.ballot import Size
from danchu.decisions.queries.ballots import ABSENT, team_of
from danchu.decisions.rules.ballots import is_serial, read_typed
from danchu.decisions.states import Mark
from danchu.duties.messages import LANGUAGE

_DAY = _("Ngày/tháng/năm. Ví dụ: 24/02/2026")
_OTHERS = 4  # members besides the head
SIZE_LABELS = {
    Size.TWO: _("Hai phiếu trên một tờ A4 (cắt đôi)"),
    Size.A5: _("Mỗi phiếu một tờ A5: chữ to nhất"),
    Size.FOUR: _("Bốn phiếu trên một tờ A4: đỡ tốn giấy, chữ nhỏ hơn"),
}


class PlanForm(forms.Form):
    """The plan of Decree 59/2023, Art. 4.2, and the team of 4.3."""

    number = forms.CharField(label=_("Số, ký hiệu kế hoạch"), max_length=60, required=False)
    issued_on = DateField(label=_("Ngày ban hành kế hoạch"), help_text=_DAY)
    purpose = forms.CharField(
        label=_("Mục đích, yêu cầu"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    opens_on = DateField(
        label=_("Bắt đầu phát phiếu ngày"), help_text=_("Phải công khai chậm nhất 02 ngày trước ngày này.")
    )
    closes_on = DateField(label=_("Hạn thu phiếu: hết ngày"))
    return_to = forms.CharField(label=_("Nộp phiếu ở đâu, cho ai"), max_length=200)
    head = forms.CharField(
        label=_("Tổ trưởng Tổ phát phiếu"), max_length=100, help_text=_("Là người đại diện Ban công tác Mặt trận.")
    )
    village_member = forms.CharField(label=_("Người đại diện thôn, bản trong Tổ"), max_length=100)
    assignment = forms.CharField(
        label=_("Phân công thực hiện"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    conditions = forms.CharField(
        label=_("Điều kiện bảo đảm"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        "opens_on", "closes_on", "return_to", "head", "village_member", "name_1", "of_1", "name_2", "of_2", "name_3",
        "of_3", "purpose", "assignment", "conditions", "number", "issued_on", "version",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, _OTHERS):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_now("Thành viên khác thứ %(n)s") % {"n": number}, max_length=100, required=number == 1
            )
            self.fields[f"of_{number}"] = forms.CharField(
                label=_now("Đại diện tổ chức nào"), max_length=150, required=number == 1,
                help_text=_now("Ví dụ: Hội Liên hiệp Phụ nữ"),
            )  # fmt: skip
        self.order_fields(self.field_order)

    def values(self) -> dict:
        """What `plan_ballots` takes."""
        given = dict(self.cleaned_data)
        with override(LANGUAGE):
            members = [(given.pop("village_member"), _now("Thôn, bản"))]
        members += [(given.pop(f"name_{n}"), given.pop(f"of_{n}")) for n in range(1, _OTHERS)]
        return {**given, "members": members}

    @staticmethod
    def read(vote: Vote, plan: BallotPlan | None, today) -> dict:
        """What stands in the boxes at first."""
        if plan is None:
            return {
                "issued_on": today,
                "purpose": _now("Để mọi hộ được bàn và quyết định; phiếu phát đến từng hộ, thu đủ, kiểm khách quan."),
                "assignment": _now(
                    "Tổ phát phiếu đến từng nhà phát phiếu, hướng dẫn cách đánh dấu, thu phiếu vào hòm, kiểm phiếu và "
                    "lập biên bản, có 02 đại diện hộ chứng kiến."
                ),
            }
        names = ("number", "issued_on", "purpose", "assignment", "conditions", "return_to", "version")
        found = {name: getattr(plan, name) for name in names} | {"opens_on": vote.opens_on, "closes_on": vote.closes_on}
        head, village, *others = team_of(vote)
        found |= {"head": head.name, "village_member": village.name}
        for number, one in enumerate(others, 1):
            found |= {f"name_{number}": one.name, f"of_{number}": one.of}
        return found


class DayForm(forms.Form):
    """A day on which something was done."""

    on = DateField(label=_("Ngày"), help_text=_DAY)


class IssuedFormForm(DayForm):
    """The committee's paper that issued the ballot's form."""

    number = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=60, help_text=_("Ví dụ: 12/QĐ-UBND"))
    field_order = ("number", "on")


class KnownForm(DayForm):
    """How the village was told."""

    how = forms.CharField(
        label=_("Đã công khai bằng cách nào"), max_length=200,
        help_text=_("Ví dụ: niêm yết tại nhà văn hóa bản, đọc trên loa, báo từng hộ"),
    )  # fmt: skip


class PrintForm(forms.Form):
    """How many new ballots."""

    count = forms.IntegerField(label=_("In bao nhiêu phiếu"), min_value=1, max_value=9999)


class SerialForm(forms.Form):
    """A sheet by its number, and why."""

    serial = forms.CharField(
        label=_("Số phiếu"), max_length=60, help_text=_("10 chữ số in trên phiếu."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    why = forms.CharField(label=_("Hỏng thế nào"), max_length=300)

    def __init__(self, *args, digest: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.digest = digest

    def clean_serial(self):
        """Only the digits; a sentence when they cannot be a ballot's number."""
        typed = read_typed(self.cleaned_data["serial"], digest=self.digest)
        if typed.fault and (typed.serial or self.fields["serial"].required):
            raise forms.ValidationError(str(FAULTS[typed.fault]))
        return typed.serial


class SwapForm(SerialForm):
    """A household's sheet is damaged, or gone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["serial"].required = False
        self.fields["serial"].help_text = _now("10 chữ số trên tờ phiếu hỏng hộ đưa lại. Phiếu mất thì để trống.")
        self.fields["why"].label = _now("Vì sao đổi")

    def clean_serial(self):
        """Empty: the sheet is gone."""
        return super().clean_serial() if self.cleaned_data["serial"].strip() else ""


class ReasonForm(forms.Form):
    """Why something is put right."""

    why = forms.CharField(label=_("Vì sao"), max_length=300)


class CloseForm(forms.Form):
    """Why some households have no ballot."""

    not_issued_why = forms.CharField(label=_("Vì sao có hộ chưa được phát phiếu"), max_length=300)

    def __init__(self, *args, everyone: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if everyone:
            del self.fields["not_issued_why"]


class ByHandForm(forms.Form):
    """What lies on the table, and who watches."""

    in_box = forms.IntegerField(
        label=_("Đếm được bao nhiêu phiếu khi mở hòm"), min_value=0, max_value=99999,
        help_text=_("Đếm bằng tay mọi tờ phiếu trong hòm, kể cả phiếu trắng."),
    )  # fmt: skip
    unused = forms.IntegerField(
        label=_("Còn lại bao nhiêu phiếu không dùng"), min_value=0, max_value=99999,
        help_text=_("Phiếu đã in mà chưa phát cho ai, không kể phiếu hỏng."),
    )  # fmt: skip
    place = forms.CharField(label=_("Kiểm phiếu ở đâu"), max_length=200)
    witness_1 = forms.CharField(label=_("Đại diện hộ chứng kiến thứ nhất"), max_length=100)
    witness_2 = forms.CharField(label=_("Đại diện hộ chứng kiến thứ hai"), max_length=100)

    def values(self) -> dict:
        """What `count_by_hand` takes."""
        given = dict(self.cleaned_data)
        return {"witnesses": (given.pop("witness_1"), given.pop("witness_2")), **given}


class FinishForm(forms.Form):
    """A reading is complete, though another number lies in the box."""

    short = forms.BooleanField(label=_("Tôi đã tìm và biết số phiếu nhập khác số phiếu trong hòm"), required=False)

    def __init__(self, *args, differs: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not differs:
            del self.fields["short"]


class SettleForm(forms.Form):
    """What stands on the sheet."""

    mark = forms.ChoiceField(label=_("Trên tờ phiếu ghi"), widget=forms.RadioSelect)
    chosen = forms.MultipleChoiceField(
        label=_("Chọn những người"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    why = forms.CharField(
        label=_("Vì sao"), max_length=300, help_text=_("Ví dụ: dấu x nằm trong ô Không đồng ý, người thứ nhất bấm nhầm")
    )

    def __init__(self, *args, people, only_one: bool, labels: dict, **kwargs):
        super().__init__(*args, **kwargs)
        choices = list(labels.items())
        if only_one:
            choices.append((ABSENT, _now("Không có tờ phiếu này trong hòm")))
        self.fields["mark"].choices = choices
        self.fields["chosen"].choices = [(str(number), f"{number}. {one.name}") for number, one in people]
        if not people:
            del self.fields["chosen"]


class HouseholdsForm(forms.Form):
    """The filter bar of the issue list, sent by GET."""

    tim = forms.CharField(label=_("Tìm hộ"), required=False, max_length=100)
    cum = forms.ChoiceField(label=_("Cụm dân cư"), required=False)
    loc = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[("", _("Tất cả")), ("chua-phat", _("Chưa phát")), ("chua-thu", _("Đã phát, chưa thu")),
                 ("da-thu", _("Đã thu"))],
    )  # fmt: skip

    def __init__(self, *args, clusters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cum"].choices = [("", _now("Tất cả")), *((name, name) for name in clusters)]
        if not clusters:
            del self.fields["cum"]

    @property
    def chosen(self) -> dict:
        """What was chosen and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SheetForm(forms.Form):
    """One sheet as it is typed: its number, perhaps with the key of its mark behind; or the number, then a button."""

    serial = forms.CharField(
        label=_("Số phiếu"), max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )  # fmt: skip
    mark = forms.ChoiceField(choices=[(each.value, "") for each in Mark], required=False)
    words = forms.CharField(label=_("Ý kiến ghi trên phiếu"), required=False, max_length=300)

    def __init__(self, *args, digest: str, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.digest, self.people, self.key = digest, people, ""

    def clean_serial(self):
        """The serial; a key typed behind it is kept in `key`. A sentence when it is no ballot's number."""
        typed = read_typed(self.cleaned_data["serial"], digest=self.digest)
        if typed.fault:
            raise forms.ValidationError(str(FAULTS[typed.fault]))
        assert is_serial(typed.serial)
        self.key = typed.key
        return typed.serial


class MinutesForm(forms.Form):
    """The signed minutes, scanned or photographed."""

    upload = forms.FileField(label=_("Biên bản đã ký (PDF hoặc ảnh chụp)"))
