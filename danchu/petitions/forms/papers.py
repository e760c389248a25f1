"""The words of a paper, put right by hand before it is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Person


class PaperForm(forms.Form):
    """To whom, what about, the words a line each, who signs."""

    addressee = forms.CharField(label=_("Kính gửi"), max_length=300, required=False)
    title = forms.CharField(label=_("Về việc gì"), max_length=300)
    text = forms.CharField(
        label=_("Nội dung"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Mỗi dòng là một đoạn; dòng bắt đầu bằng “- ” là gạch đầu dòng. Chỗ “…” để viết tay."),
    )  # fmt: skip
    signer = forms.ModelChoiceField(
        label=_("Người ký"), queryset=Person.objects.none(), required=False, empty_label=_("Chưa rõ, để trống tên")
    )

    def __init__(self, *args, signers, to: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if signers is None:
            del self.fields["signer"]
        else:
            self.fields["signer"].queryset = Person.objects.filter(pk__in=[person.pk for person in signers])
        if not to:
            del self.fields["addressee"]

    @property
    def words(self) -> dict:
        """What goes into the paper (after `is_valid`)."""
        return {"addressee": "", "signer": None, **self.cleaned_data}
