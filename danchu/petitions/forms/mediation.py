"""What a mediator types: a matter, a meeting, its end, whether the agreement is kept; what the log is searched for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.organisation.models import Person, Unit
from danchu.petitions.messages import mediation as words
from danchu.petitions.models.mediation import (
    BEGUN_LABELS,
    KEPT_LABELS,
    MEDIATION_LABELS,
    OUTSIDE_LABELS,
    QUARREL_LABELS,
)
from danchu.petitions.rules import mediation as rules
from danchu.petitions.states import MediationState


def _long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MatterFields(forms.Form):
    """What stands in the log of a matter, in the order in which one asks."""

    quarrel = forms.ChoiceField(label=_("Việc gì"), widget=forms.RadioSelect, choices=list(QUARREL_LABELS.items()))
    begun = forms.ChoiceField(label=_("Vì sao hòa giải"), widget=forms.RadioSelect, choices=list(BEGUN_LABELS.items()))
    received_on = DateField(label=_("Ngày nhận việc"))
    assigned_on = DateField(
        label=_("Ngày giao cho hòa giải viên"), help_text=_("Ngày các bên chọn, hoặc tổ trưởng phân công.")
    )
    one_side = forms.CharField(
        label=_("Bên thứ nhất"), max_length=600, widget=_long(2),
        help_text=_("Mỗi người một dòng: họ tên, tuổi, chỗ ở."),
    )  # fmt: skip
    other_side = forms.CharField(
        label=_("Bên thứ hai"), max_length=600, widget=_long(2),
        help_text=_("Mỗi người một dòng: họ tên, tuổi, chỗ ở."),
    )  # fmt: skip
    others = forms.CharField(
        label=_("Người khác có quyền, nghĩa vụ liên quan"), required=False, max_length=600, widget=_long(2)
    )
    about = forms.CharField(
        label=_("Nội dung chủ yếu"),
        max_length=4000,
        widget=_long(5),
        help_text=_("Việc gì, từ bao giờ, mỗi bên nói gì."),
    )
    guests = forms.CharField(
        label=_("Người được mời cùng hòa giải"), required=False, max_length=300,
        help_text=_("Ví dụ: già làng, trưởng họ, người có uy tín."),
    )  # fmt: skip


class OpenForm(MatterFields):
    """A matter for the log."""

    village = forms.ModelChoiceField(label=_("Tổ hòa giải"), queryset=Unit.objects.none(), empty_label=None)
    agreed_on = DateField(
        label=_("Các bên đã hẹn ngày gặp"), required=False, help_text=_("Không hẹn thì theo hạn của luật.")
    )
    mediators = forms.ModelMultipleChoiceField(
        label=_("Ai hòa giải"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    withheld_from = forms.ModelMultipleChoiceField(
        label=_("Ai trong tổ là người trong cuộc, hoặc là người nhà của họ"), required=False,
        queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Người được chọn không hòa giải và không xem được việc này."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    field_order = (
        "village", "quarrel", "begun", "received_on", "one_side", "other_side", "others", "about", "mediators",
        "withheld_from", "guests", "assigned_on", "agreed_on", "form_key",
    )  # fmt: skip

    def __init__(self, *args, villages: list[Unit], group: list[Person], writer: Person, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(pk__in=[person.pk for person in group])
        self.fields["mediators"].queryset = people
        self.fields["withheld_from"].queryset = people.exclude(pk=writer.pk)  # who is asked the first question
        self.fields["mediators"].help_text = words.law(rules.IMPARTIAL)
        self.fields["assigned_on"].help_text = words.law(rules.BEGIN)
        self.fields["village"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in villages])
        if len(villages) == 1:
            self.fields["village"].widget = forms.HiddenInput()

    @property
    def values(self) -> dict:
        """What stands in the log."""
        return {name: self.cleaned_data[name] for name in MatterFields.base_fields}


class AmendForm(MatterFields):
    """The same, put right, with the reason; agreement and how only once there is one."""

    agreement = forms.CharField(label=_("Thỏa thuận, hoặc yêu cầu của mỗi bên"), max_length=4000, widget=_long(4))
    how = forms.CharField(label=_("Cách và thời hạn thực hiện"), required=False, max_length=1000, widget=_long(2))
    why = forms.CharField(label=_("Vì sao sửa"), max_length=300, help_text=_("Điều đã ghi trước đó vẫn giữ trong sổ."))

    def __init__(self, *args, ended: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not ended:
            del self.fields["agreement"], self.fields["how"]

    @property
    def values(self) -> dict:
        """What may have changed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


class MeetingForm(forms.Form):
    """The parties met."""

    on = DateField(label=_("Ngày hòa giải"))
    place = forms.CharField(label=_("Nơi hòa giải"), required=False, max_length=200)
    came = forms.CharField(label=_("Ai có mặt"), required=False, max_length=300)
    went = forms.CharField(
        label=_("Diễn biến"), max_length=4000, widget=_long(5),
        help_text=_("Mỗi bên nói gì, hòa giải viên nói gì, còn vướng ở đâu."),
    )  # fmt: skip


class SettledForm(forms.Form):
    """What was agreed."""

    on = DateField(label=_("Ngày hòa giải thành"))
    agreement = forms.CharField(label=_("Các bên thỏa thuận gì"), max_length=4000, widget=_long(5))
    how = forms.CharField(
        label=_("Thực hiện bằng cách nào, xong bao giờ"), required=False, max_length=1000, widget=_long(2)
    )


class NotSettledForm(forms.Form):
    """What each side wants, and where they were shown to go."""

    on = DateField(label=_("Ngày kết thúc"))
    agreement = forms.CharField(label=_("Yêu cầu của mỗi bên"), max_length=4000, widget=_long(4))
    turn_to = forms.CharField(label=_("Đã chỉ cho các bên đến nơi nào"), max_length=300)


class StoppedForm(forms.Form):
    """Why it goes no further."""

    on = DateField(label=_("Ngày dừng"))
    agreement = forms.CharField(
        label=_("Vì sao dừng"), max_length=1000, widget=_long(3), help_text=_("Ví dụ: hai bên tự làm lành.")
    )


class OutsideForm(forms.Form):
    """Why it may not be mediated, and where they were shown to go; the place is proposed where it is left empty."""

    on = DateField(label=_("Ngày trả lời người dân"))
    outside = forms.ChoiceField(
        label=_("Vì sao không hòa giải"), widget=forms.RadioSelect, choices=list(OUTSIDE_LABELS.items())
    )
    turn_to = forms.CharField(
        label=_("Đã chỉ cho người dân đến nơi nào"), required=False, max_length=300,
        help_text=_("Để trống thì máy ghi theo gợi ý: tội phạm, bạo lực đến công an; giao dịch đến tòa án…"),
    )  # fmt: skip

    def clean(self):
        data = super().clean() or {}
        if data.get("outside") and not data.get("turn_to"):
            data["turn_to"] = str(words.TURN_TO[data["outside"]])
        return data


class FollowForm(forms.Form):
    """Whether the agreement is kept."""

    on = DateField(label=_("Ngày hỏi thăm"))
    kept = forms.ChoiceField(
        label=_("Các bên thực hiện thỏa thuận thế nào"), widget=forms.RadioSelect, choices=list(KEPT_LABELS.items())
    )
    text = forms.CharField(label=_("Ghi thêm"), required=False, max_length=1000, widget=_long(3))


class WithholdForm(forms.Form):
    """Which mediators are a party, or kin of one."""

    people = forms.ModelMultipleChoiceField(
        label=_("Ai trong tổ là người trong cuộc, hoặc là người nhà của họ"), queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, group: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = Person.objects.filter(pk__in=[person.pk for person in group])


class LogFilter(forms.Form):
    """Which matters of the log are shown."""

    q = forms.CharField(label=_("Tìm họ tên, nội dung"), required=False, max_length=100, widget=forms.SearchInput)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[("", _("Tất cả")), ("open", _("Chưa xong")), ("over", _("Đã xong")),
                 *[(state, MEDIATION_LABELS[state]) for state in (MediationState.SETTLED, MediationState.NOT_SETTLED)]],
    )  # fmt: skip
    viec = forms.ChoiceField(label=_("Việc gì"), required=False, choices=[("", _("Mọi việc")), *QUARREL_LABELS.items()])
    tu = DateField(label=_("Nhận từ ngày"), required=False)
    den = DateField(label=_("Nhận đến ngày"), required=False)
