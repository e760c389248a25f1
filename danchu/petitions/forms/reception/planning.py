"""A schedule, its days, what becomes of a day, a place in the queue."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu import rulebook
from danchu.core.calendar import add_months
from danchu.core.forms import DateField, TimeField
from danchu.duties.queries import period_words
from danchu.intake.forms import ContactFields, ReadBackFields
from danchu.petitions.rules import reception as rules
from danchu.petitions.states import Whose

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"))
WEEKS = ((1, _("Tuần thứ nhất")), (2, _("Tuần thứ hai")), (3, _("Tuần thứ ba")), (4, _("Tuần thứ tư")))
_ONE_DAY = datetime.timedelta(days=1)


def periods(today: datetime.date) -> list[tuple[str, str]]:
    """The quarters and half-years that are not over, as choices: "2026-07-01:2026-09-30"."""
    found = []
    for months in (3, 6):
        first = datetime.date(today.year, (today.month - 1) // months * months + 1, 1)
        for _turn in range(3):
            last = add_months(first, months) - _ONE_DAY
            found.append((f"{first}:{last}", period_words(first, last)))
            first = last + _ONE_DAY
    return found


class DraftForm(forms.Form):
    """From what the chair's days are proposed."""

    period = forms.ChoiceField(label=_("Lịch của kỳ nào"))
    weekday = forms.TypedChoiceField(
        label=_("Chủ tịch thường tiếp vào"), coerce=int, choices=list(enumerate(WEEKDAYS)), initial=3,
    )  # fmt: skip
    weeks = forms.TypedMultipleChoiceField(
        label=_("Vào những tuần nào trong tháng"), coerce=int, choices=WEEKS, initial=[1, 3],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    begins = TimeField(label=_("Từ giờ"), initial=datetime.time(7, 30))
    ends = TimeField(label=_("Đến giờ"), initial=datetime.time(11, 30))
    minutes = forms.IntegerField(label=_("Mỗi lượt bao nhiêu phút"), min_value=5, max_value=240, initial=20)
    place = forms.CharField(label=_("Nơi tiếp"), max_length=200)
    receiver = forms.CharField(label=_("Người tiếp (ghi chức vụ)"), max_length=150)
    attendants = forms.CharField(
        label=_("Thành phần cùng dự"), required=False, max_length=300,
        help_text=_("Ví dụ: Văn phòng, Phòng Kinh tế, công chức tư pháp. Không ghi tên người."),
    )  # fmt: skip
    hours = forms.CharField(
        label=_("Giờ tiếp công dân thường xuyên"), max_length=200,
        help_text=_("Ví dụ: giờ hành chính các ngày làm việc, tại phòng tiếp công dân."),
    )  # fmt: skip

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods(today)
        law = " ".join(f"{rule.text}." for rule in rulebook.all_rules() if rule.family == rules.CHAIRS_FAMILY)
        self.fields["weeks"].help_text = _("%(law)s Ngày nghỉ lễ được tự đổi sang ngày làm việc gần nhất.") % {
            "law": law
        }

    @property
    def values(self) -> dict:
        """What `draft_schedule` takes."""
        data = dict(self.cleaned_data)
        first, _colon, last = data.pop("period").partition(":")
        return {**data, "first_on": datetime.date.fromisoformat(first), "last_on": datetime.date.fromisoformat(last)}


class DayForm(forms.Form):
    """One day of a schedule."""

    whose = forms.ChoiceField(
        label=_("Ai tiếp"), widget=forms.RadioSelect, initial=Whose.OTHER,
        choices=[
            (Whose.CHAIR, _("Chủ tịch Ủy ban nhân dân")),
            (Whose.OTHER, _("Người khác (Đảng ủy, Hội đồng nhân dân…)")),
        ],
    )  # fmt: skip
    receiver = forms.CharField(label=_("Người tiếp (ghi chức vụ)"), max_length=150)
    on = DateField(label=_("Ngày tiếp"), help_text=_("Ví dụ: 24/02/2026"))
    begins = TimeField(label=_("Từ giờ"))
    ends = TimeField(label=_("Đến giờ"))
    minutes = forms.IntegerField(label=_("Mỗi lượt bao nhiêu phút"), min_value=5, max_value=240, initial=20)
    place = forms.CharField(label=_("Nơi tiếp"), max_length=200)
    attendants = forms.CharField(label=_("Thành phần cùng dự"), required=False, max_length=300)
    topic = forms.CharField(label=_("Nội dung dự kiến"), required=False, max_length=300)

    def clean(self):
        data = super().clean() or {}
        if data.get("begins") and data.get("ends") and data["begins"] >= data["ends"]:
            self.add_error("ends", _("Giờ kết thúc phải sau giờ bắt đầu."))
        return data


class UrgentForm(DayForm):
    """The chair receives because a matter presses (Law 42/2013, Art. 18.3)."""

    whose = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].help_text = _(
            "Vụ gay gắt, đông người, nhiều cơ quan liên quan, hoặc có thể gây hậu quả nghiêm trọng (khoản 3 Điều 18). "
            "Không ghi tên người."
        )


class PublishForm(forms.Form):
    """Days that are nearer than the law lets: published all the same, and marked so."""

    accept_late = forms.BooleanField(label=_("Đồng ý công bố dù niêm yết muộn"), required=False)


class MoveForm(forms.Form):
    """Another day, and why."""

    on = DateField(label=_("Ngày mới"), help_text=_("Ví dụ: 24/02/2026"))
    begins = TimeField(label=_("Từ giờ"))
    ends = TimeField(label=_("Đến giờ"))
    reason = forms.CharField(
        label=_("Lý do dời"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người dân đọc được câu này trên trang của xã và trên bảng. Không ghi tên người."),
    )  # fmt: skip


class WhyForm(forms.Form):
    """Why a day is not held."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người dân đọc được câu này trên trang của xã. Không ghi tên người."),
    )  # fmt: skip


class HeldForm(forms.Form):
    """Whether the day was held, and by whom."""

    became = forms.ChoiceField(label=_("Ngày này"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Nếu không tiếp: lý do"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người dân đọc được câu này trên trang của xã. Không ghi tên người."),
    )  # fmt: skip

    def __init__(self, *args, chairs: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if chairs:
            choices = [
                ("in_person", _("Đã tiếp, Chủ tịch trực tiếp tiếp")),
                ("instead", _("Đã tiếp, nhưng người khác tiếp thay Chủ tịch (không tính là ngày của Chủ tịch)")),
            ]
        else:
            choices = [("in_person", _("Đã tiếp"))]
        self.fields["became"].choices = [*choices, ("missed", _("Không tiếp"))]

    def clean(self):
        data = super().clean() or {}
        if data.get("became") == "missed" and not data.get("reason", "").strip():
            self.add_error("reason", _("Không tiếp thì phải ghi lý do; người dân đọc được lý do này."))
        return data


class BookForm(ContactFields):
    """A place in the queue. Only the place has to be chosen."""

    number = forms.TypedChoiceField(label=_("Chọn giờ"), coerce=int, widget=forms.RadioSelect)
    about = forms.CharField(
        label=_("Muốn gặp về việc gì"), required=False, max_length=200,
        help_text=_("Vài chữ là đủ, để trống cũng được. Không ghi tên cán bộ hay việc muốn giữ kín: nói khi gặp."),
    )  # fmt: skip
    language = forms.CharField(
        label=_("Cần phiên dịch tiếng"), required=False, max_length=60,
        help_text=_("Ví dụ: tiếng Thái, tiếng Mông, ngôn ngữ ký hiệu."),
    )  # fmt: skip
    help = forms.CharField(
        label=_("Cần giúp đỡ gì khi đến"), required=False, max_length=120,
        help_text=_("Ví dụ: đi xe lăn, mắt kém, có người đi cùng."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    field_order = ("number", "about", "language", "help", "name", "phone", "form_key")

    def __init__(self, *args, free: list[tuple[int, datetime.time]], **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["address"], self.fields["email"]
        self.fields["number"].choices = [(number, f"{at:%H:%M}") for number, at in free]
        self.fields["name"].help_text = _("Để trống cũng được. Ghi thì xã báo được cho bạn khi ngày tiếp bị dời.")

    @property
    def wanted(self) -> dict:
        """What `book` takes, without the contact."""
        return {name: self.cleaned_data[name] for name in ("number", "about", "language", "help", "form_key")}


class DeskBookForm(BookForm, ReadBackFields):
    """The same, written down for a person at the desk."""

    field_order = ("number", "about", "language", "help", "name", "phone", "read_back", "form_key")
