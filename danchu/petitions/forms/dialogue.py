"""A dialogue: announced, moved, called off, held or not; somebody looked on the spot; it rests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField, TimeField
from danchu.organisation.models import Person, Unit

PLEDGES = 3


def _words(label, hint="", *, rows: int = 3, longest: int = 4000, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class MoveForm(forms.Form):
    """Another day, hour or place, and why."""

    on = DateField(label=_("Ngày"), help_text=_("Ví dụ: 24/02/2026"))
    begins = TimeField(label=_("Giờ"), help_text=_("Ví dụ: 8:00"))
    place = forms.CharField(label=_("Ở đâu"), max_length=200)
    why = forms.CharField(label=_("Lý do dời"), max_length=300, help_text=_("Người gửi đọc được câu này."))


class DialogueForm(forms.Form):
    """When, where, who chairs, who else is invited."""

    on = DateField(label=_("Ngày"), help_text=_("Nên báo trước ít nhất 5 ngày. Ví dụ: 24/02/2026"))
    begins = TimeField(label=_("Giờ"), help_text=_("Ví dụ: 8:00"))
    place = forms.CharField(label=_("Ở đâu"), max_length=200, help_text=_("Nơi người gửi dễ đến, không sợ gặp ai."))
    chaired_by = forms.ModelChoiceField(
        label=_("Người chủ trì"), queryset=Person.objects.none(), empty_label=_("Chọn người")
    )
    about = _words(_("Nội dung đối thoại"), _("Không ghi thì là việc đã gửi."), rows=2, longest=500, required=False)
    invited = _words(
        _("Mời cùng dự"), _("Mỗi dòng một nơi hoặc một người. Người gửi đọc được."), rows=3, longest=2000,
        required=False,
    )  # fmt: skip

    def __init__(self, *args, people: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chaired_by"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])


class TalkForm(forms.Form):
    """It was held: in the order of form 14 of Decree 155/2026."""

    present = _words(_("Ai có mặt"), _("Mỗi dòng một người: họ tên, chức vụ hoặc là ai."))
    said = _words(_("Ý kiến của từng người"), _("Ghi đúng lời, ai nói gì."), rows=5)
    agreed = _words(_("Điều đã thống nhất"), required=False)
    differing = _words(_("Điều còn ý kiến khác nhau"), required=False)
    ended = TimeField(label=_("Kết thúc lúc"), required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, PLEDGES + 1):
            said = {"n": number}
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Việc hẹn thứ %(n)s: làm gì") % said, required=False, max_length=300
            )
            self.fields[f"unit_{number}"] = forms.ModelChoiceField(
                label=_("Đơn vị làm việc hẹn thứ %(n)s") % said, required=False, queryset=units,
                empty_label=_("Chọn đơn vị"),
            )  # fmt: skip
            self.fields[f"due_{number}"] = DateField(
                label=_("Việc hẹn thứ %(n)s xong trước hết ngày") % said, required=False
            )

    def clean(self):
        data = super().clean() or {}
        for number in range(1, PLEDGES + 1):
            if data.get(f"what_{number}"):
                for name in ("unit", "due"):
                    if not data.get(f"{name}_{number}") and f"{name}_{number}" not in self.errors:
                        self.add_error(f"{name}_{number}", _("Việc hẹn thì ghi đơn vị làm và ngày xong."))
        return data

    @property
    def promised(self) -> list[tuple[str, Unit, object]]:
        """What, which unit, by when, of each that was written (after `is_valid`)."""
        data = self.cleaned_data
        return [
            (data[f"what_{n}"], data[f"unit_{n}"], data[f"due_{n}"])
            for n in range(1, PLEDGES + 1)
            if data[f"what_{n}"].strip()
        ]

    @property
    def outcome(self) -> dict:
        """The words of the dialogue itself (after `is_valid`)."""
        return {name: self.cleaned_data[name] for name in ("present", "said", "agreed", "differing", "ended")}


class NotComeForm(forms.Form):
    """The person did not come: with a reason or without."""

    excused = forms.TypedChoiceField(
        label=_("Người gửi có báo lý do không"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", _("Có báo, có lý do")), ("no", _("Không báo lý do"))],
    )  # fmt: skip
    why = forms.CharField(label=_("Lý do, hoặc đã gọi, chờ thế nào"), required=False, max_length=500)


class DoneForm(forms.Form):
    """What was done of what was promised."""

    what = _words(_("Đã làm gì"), _("Người gửi đọc được câu này."), longest=500)
    on = DateField(label=_("Xong ngày"))


class CheckForm(forms.Form):
    """Who looked on the spot, when, what they found."""

    on = DateField(label=_("Ngày kiểm tra"))
    who = forms.CharField(label=_("Ai đi kiểm tra"), max_length=300, help_text=_("Ví dụ: Phòng Kinh tế và Trưởng bản"))
    found = _words(_("Đã thấy gì"), _("Sự việc có đúng như nêu không. Người gửi đọc được."), rows=5)


class PauseForm(forms.Form):
    """Why it cannot be looked into, what is waited for, when it is looked at again."""

    why = _words(_("Vì sao chưa xem xét tiếp được"), _("Người gửi đọc được câu này."), rows=2, longest=500)
    until = forms.CharField(
        label=_("Xem xét tiếp khi nào, khi có gì"), max_length=300, help_text=_("Ví dụ: khi có kết quả đo đạc")
    )
    again_on = DateField(label=_("Xem lại chậm nhất ngày"))
