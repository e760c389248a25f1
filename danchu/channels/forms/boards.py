"""Forms about boards: added, righted, closed, moved, placed, set up for the first time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.channels.models.posting import PLACE_LABELS
from danchu.channels.queries.boards import Proposal
from danchu.channels.services import NewBoard
from danchu.channels.states import Place
from danchu.core.forms import DateField
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind

_PLACES = [(place.value, label) for place, label in PLACE_LABELS.items()]


def board_units(commune, today):
    """The units that have boards: the People's Committee, at the headquarters, and the villages of a day."""
    return Unit.objects.filter(commune=commune, kind__in=(UnitKind.COMMITTEE, UnitKind.VILLAGE)).on(today)


class BoardForm(forms.Form):
    """What a board is called, what kind of place it is, where it hangs."""

    place = forms.ChoiceField(label=_("Loại nơi"), choices=_PLACES, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Tên bảng"), max_length=120, help_text=_("Tên bà con hay gọi. Ví dụ: Nhà văn hóa bản Nà Mẫu")
    )
    where = forms.CharField(
        label=_("Chỗ treo"), max_length=200, required=False, help_text=_("Ví dụ: tường bên phải cổng vào")
    )

    def clean_place(self):
        """The kind of place as the table of states has it."""
        return Place(self.cleaned_data["place"])


class NewBoardForm(BoardForm):
    """A board, and whose it is."""

    unit = forms.ModelChoiceField(label=_("Thôn, bản hoặc trụ sở"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    field_order = ("unit", "place", "name", "where")

    def __init__(self, *args, commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = board_units(commune, today)


class AbsentForm(forms.Form):
    """Why a village does not have a place."""

    why = forms.CharField(
        label=_("Vì sao không có"), max_length=300,
        help_text=_("Ví dụ: bản chỉ có nhà văn hóa, bà con họp luôn ở đó."),
    )  # fmt: skip


class SetUpForm(forms.Form):
    """The proposed boards: each to be ticked, with its name to be righted."""

    def __init__(self, *args, proposed: list[Proposal], **kwargs):
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for each in proposed:
            self.fields[f"take_{each.key}"] = forms.BooleanField(
                label=PLACE_LABELS[each.place], required=False, initial=True
            )  # fmt: skip
            self.fields[f"name_{each.key}"] = forms.CharField(
                label=_("Tên bảng ở %(unit)s") % {"unit": each.unit.name}, max_length=120, initial=each.name
            )

    def clean(self):
        """At least one is ticked."""
        data = super().clean()
        if not any(data.get(f"take_{each.key}") for each in self.proposed):
            self.add_error(None, _("Hãy đánh dấu ít nhất một bảng."))
        return data

    def chosen(self) -> list[NewBoard]:
        """The ticked ones."""
        return [
            NewBoard(each.unit, each.place, self.cleaned_data[f"name_{each.key}"])
            for each in self.proposed
            if self.cleaned_data[f"take_{each.key}"]
        ]


class CloseForm(forms.Form):
    """The board's last day."""

    on = DateField(label=_("Ngày cuối dùng bảng"), help_text=_("Ví dụ: 30/6/2026"))


class MoveForm(forms.Form):
    """To whom the board belongs from which day on."""

    unit = forms.ModelChoiceField(label=_("Chuyển sang"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    on = DateField(label=_("Từ ngày"), help_text=_("Ngày việc sắp xếp có hiệu lực. Ví dụ: 01/7/2026"))

    def __init__(self, *args, commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = board_units(commune, today)


class SpotForm(forms.Form):
    """Where the board stands on the drawn map, in hundredths of it."""

    left = forms.IntegerField(label=_("Cách mép trái (phần trăm)"), min_value=7, max_value=93)
    top = forms.IntegerField(label=_("Cách mép trên (phần trăm)"), min_value=7, max_value=93)
