"""Forms of what is counted at a meeting: hands for its procedure, the two typings, settling, attendance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.decisions.messages.meetings import SUM_WORDS, VALID
from danchu.decisions.rules.meetings import SUMS, Tally

_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


def number(label, **kwargs) -> forms.IntegerField:
    """A count as typed on a phone: the keyboard of digits, no arrows."""
    return forms.IntegerField(label=label, min_value=0, widget=forms.TextInput(attrs=_NUMBER), **kwargs)


class HandsForm(forms.Form):
    """How many of those present raised their hands."""

    in_favour = number(_("Bao nhiêu người giơ tay đồng ý"))
    present = number(_("Bao nhiêu đại diện hộ đang có mặt"))


class SecretaryForm(HandsForm):
    """The secretary."""

    name = forms.CharField(label=_("Họ tên thư ký"), max_length=100)
    field_order = ("name",)


class WayForm(HandsForm):
    """By hand or in secret."""

    secret = forms.TypedChoiceField(
        label=_("Cách biểu quyết"), choices=[("0", _("Giơ tay")), ("1", _("Bỏ phiếu kín"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("secret",)


class BoardForm(HandsForm):
    """The counting board and the two households that watch."""

    head = forms.CharField(label=_("Trưởng ban kiểm phiếu"), max_length=100)
    others = forms.CharField(
        label=_("Các thành viên khác"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi người một dòng, từ 2 đến 4 người."),
    )  # fmt: skip
    witness_1 = forms.CharField(label=_("Đại diện hộ chứng kiến thứ nhất"), max_length=100)
    witness_2 = forms.CharField(label=_("Đại diện hộ chứng kiến thứ hai"), max_length=100)
    field_order = ("head", "others", "witness_1", "witness_2")

    @property
    def values(self) -> dict:
        """What `services.choose_board` takes."""
        data = dict(self.cleaned_data)
        data["witnesses"] = [data.pop("witness_1"), data.pop("witness_2")]
        data["others"] = data["others"].splitlines()
        return data


class OtherForm(HandsForm):
    """Something else about the meeting."""

    what = forms.CharField(label=_("Nội dung biểu quyết"), max_length=200)
    field_order = ("what",)


class TallyForm(forms.Form):
    """The sums from the paper; of an election the valid ballots and each candidate's votes."""

    def __init__(self, *args, candidates: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for name in ("yes", "invalid") if candidates else SUMS:
            label = VALID if candidates and name == "yes" else SUM_WORDS[name]
            self.fields[name] = number(label)
        for place, name in candidates.items():
            self.fields[f"c{place}"] = number(name)
        if candidates:
            self.order_fields([*(f"c{place}" for place in candidates), "yes", "invalid"])

    @property
    def tally(self) -> Tally:
        """What was typed."""
        return Tally(
            **{name: self.cleaned_data.get(name) or 0 for name in SUMS},
            for_candidates={place: self.cleaned_data[f"c{place}"] for place in self.candidates},
        )


class SettleForm(TallyForm):
    """What stands after looking at the paper again, and why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"] = forms.CharField(
            label=_("Đã xem lại tờ giấy: số nào sai, vì sao"), max_length=300,
            help_text=_("Ví dụ: đếm lại tờ kiểm đếm, số không đồng ý là 4."),
        )  # fmt: skip


class CloseForm(forms.Form):
    """The sums by sex as they were counted at the meeting; never by household."""

    women = number(_("Trong đó nữ"), required=False)
    men = number(_("Trong đó nam"), required=False)


class SheetForm(forms.Form):
    """The printed sheet typed in at one go: the numbers of the households that came."""

    numbers = forms.CharField(
        label=_("Số thứ tự các hộ có mặt, theo danh sách in"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ví dụ: 1-12, 15, 18T, 20U. T là người đi thay, U là người được ủy quyền."),
    )  # fmt: skip
