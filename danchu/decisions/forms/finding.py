"""What a reader looks for among the matters, by GET; what is not understood is left aside, never an error page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.text import squeezed, whole_number
from danchu.decisions.models.matters import CLAUSE_LABELS
from danchu.decisions.queries import Asked

GROUP_WORDS = (
    ("dang-ban", _("Đang bàn")),
    ("da-quyet", _("Đã quyết định")),
    ("khong-qua", _("Không được thông qua, không được công nhận, không đưa ra nữa")),
)


class FindingForm(forms.Form):
    """Words, village, content of Art. 15, how far it is, year. `villages`: units; `years`: numbers."""

    q = forms.CharField(
        label=_("Tìm (gõ không dấu cũng được)"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    thon = forms.ChoiceField(label=_("Thôn, bản"), required=False)
    muc = forms.ChoiceField(label=_("Đã đến đâu"), required=False, choices=[("", _("Mọi việc")), *GROUP_WORDS])
    khoan = forms.ChoiceField(label=_("Nội dung"), required=False)
    nam = forms.ChoiceField(label=_("Năm đưa ra"), required=False)

    def __init__(self, data, *, villages, years):
        super().__init__(data, auto_id="%s")
        self.fields["thon"].choices = [("", _("Mọi thôn, bản")), *((str(unit.pk), unit.name) for unit in villages)]
        self.fields["khoan"].choices = [("", _("Mọi nội dung")), *CLAUSE_LABELS.items()]
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]

    @property
    def chosen(self) -> dict:
        """What was understood: field name → value; nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def asked(self) -> Asked:
        """The same as the query takes it."""
        chosen = self.chosen
        return Asked(
            words=squeezed(chosen.get("q", "")), village=whole_number(chosen.get("thon", "")),
            clause=chosen.get("khoan", ""), year=whole_number(chosen.get("nam", "")), group=chosen.get("muc", ""),
        )  # fmt: skip
