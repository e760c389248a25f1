"""Forms about the households of a village."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from danchu.core.forms import DateField
from danchu.core.text import squeezed
from danchu.organisation.models import SEX_LABELS, Household, Unit
from danchu.organisation.states import UnitKind

_SEXES = [("", _("Chưa ghi")), *SEX_LABELS.items()]
WHY_ENDED = {
    "moved": _("Chuyển đi nơi khác, ngoài xã"),
    "joined": _("Nhập vào hộ khác"),
    "empty": _("Không còn ai ở"),
    "mistake": _("Ghi nhầm, không phải hộ của thôn"),
    "other": _("Lý do khác"),
}


class HouseholdForm(forms.ModelForm):
    """One household: what is needed to invite it and to know who speaks for it, and nothing else."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Household
        fields = (
            "code", "representative", "representative_sex", "named_by_household", "substitute", "substitute_sex",
            "address", "cluster", "is_remote", "reach", "phone",
        )  # fmt: skip
        labels = {
            "representative_sex": _("Giới tính của người đại diện"),
            "substitute_sex": _("Giới tính của người đi thay"),
            "named_by_household": _("Người đại diện này do hộ tự cử"),
            "is_remote": _("Nhà ở xa, cần báo sớm"),
        }
        help_texts = {
            "code": _("Số sổ hộ, hoặc số thứ tự của thôn. Ví dụ: H012"),
            "representative": _("Hộ cử ai thì ghi người đó, vợ hay chồng đều được. Hộ chưa cử thì ghi chủ hộ."),
            "representative_sex": _("Chỉ để cộng số nữ, số nam dự họp; không hiện tên kèm giới tính ở đâu."),
            "substitute": _("Thường là vợ hoặc chồng của người đại diện: đi họp thay không cần giấy."),
            "cluster": _("Nếu thôn họp theo cụm. Ví dụ: Cụm Đồi Chè"),
        }

    field_order = Meta.fields

    def __init__(self, *args, clusters: Sequence[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["representative_sex"].choices = self.fields["substitute_sex"].choices = _SEXES
        self.fields["representative_sex"].required = self.fields["substitute_sex"].required = False
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        if clusters:
            self.fields["cluster"].help_text = _("Các cụm đã có: %(names)s") % {"names": ", ".join(clusters)}

    def values(self) -> dict:
        """What was typed, as the services take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RepresentativeForm(forms.Form):
    """Whom the household named itself."""

    representative = forms.CharField(label=_("Người hộ cử làm đại diện"), max_length=100)
    representative_sex = forms.ChoiceField(label=_("Giới tính"), choices=_SEXES, required=False)
    substitute = forms.CharField(
        label=_("Người đi thay khi vắng"), max_length=100, required=False,
        help_text=_("Thường là vợ hoặc chồng. Để nguyên thì giữ như đang ghi."),
    )  # fmt: skip
    substitute_sex = forms.ChoiceField(label=_("Giới tính của người đi thay"), choices=_SEXES, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class EndForm(forms.Form):
    """From which day a household is none of the village, and why."""

    why = forms.ChoiceField(label=_("Lý do"), choices=list(WHY_ENDED.items()), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Ghi rõ thêm"), max_length=200, required=False)
    on = DateField(label=_("Không còn là hộ của thôn từ ngày"))

    def clean(self):
        """Another reason is said in words."""
        if self.cleaned_data.get("why") == "other" and not squeezed(self.cleaned_data.get("note") or ""):
            self.add_error("note", _("Hãy ghi rõ lý do."))
        return self.cleaned_data

    def reason(self) -> str:
        """The reason as it is kept, in the language of the law."""
        with override("vi"):
            label = str(WHY_ENDED[self.cleaned_data["why"]])
        note = squeezed(self.cleaned_data["note"])
        if self.cleaned_data["why"] == "other":
            return note
        return f"{label}: {note}" if note else label


class MoveHouseholdForm(forms.Form):
    """Into which village of the commune, from which day."""

    to = forms.ModelChoiceField(Unit.objects.none(), label=_("Chuyển sang thôn, bản"), empty_label=_("Chọn thôn, bản"))
    on = DateField(label=_("Từ ngày"))
    code = forms.CharField(
        label=_("Mã hộ ở thôn, bản mới"), max_length=20, required=False,
        help_text=_("Bỏ trống thì giữ mã cũ, nếu ở đó chưa có hộ nào mang mã ấy."),
    )  # fmt: skip

    def __init__(self, *args, household: Household, today, **kwargs):
        super().__init__(*args, **kwargs)
        villages = Unit.objects.filter(commune=household.commune_id, kind=UnitKind.VILLAGE).on(today)
        self.fields["to"].queryset = villages.exclude(pk=household.village_id)


class HouseholdSearchForm(forms.Form):
    """What the list of a village is searched by."""

    SHOWN = {
        "": _("Mọi hộ"),
        "unnamed": _("Chưa có người đại diện"),
        "head": _("Chưa tự cử đại diện"),
        "remote": _("Ở xa"),
        "ended": _("Đã ra khỏi danh sách"),
    }
    q = forms.CharField(label=_("Tìm mã hộ, tên (không dấu cũng được)"), required=False, max_length=100)
    cum = forms.ChoiceField(label=_("Cụm"), required=False)
    hien = forms.ChoiceField(label=_("Hiện"), required=False, choices=list(SHOWN.items()))
    thon = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, clusters: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cum"].choices = [("", _("Mọi cụm")), *((name, name) for name in clusters)]
        if not clusters:
            del self.fields["cum"]
