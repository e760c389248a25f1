"""The filter of the trail of acts."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.forms import DateField


class ActsFilter(forms.Form):
    """The filter of the trail of acts, sent by GET; what is not understood is left out, and said."""

    tim = forms.CharField(label=gettext_lazy("Tìm người, chức vụ, thao tác"), required=False, max_length=100)
    tu = DateField(label=gettext_lazy("Từ ngày"), required=False)
    den = DateField(label=gettext_lazy("Đến hết ngày"), required=False)
    nguoi = forms.ChoiceField(label=gettext_lazy("Người"), required=False)
    don_vi = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    loai = forms.ChoiceField(label=gettext_lazy("Thao tác"), required=False)

    def __init__(self, data, *, people, units, kinds):
        super().__init__(data)
        self.fields["nguoi"].choices = [("", _("Mọi người")), *((str(row.pk), row.full_name) for row in people)]
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *((str(row.pk), row.name) for row in units)]
        self.fields["loai"].choices = [("", _("Mọi thao tác")), *kinds]

    @property
    def chosen(self) -> dict:
        """What was chosen and understood, by the names of `audit.queries.narrowed`."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "first": given.get("tu"), "last": given.get("den"), "kind": given.get("loai", ""),
            "person": int(given["nguoi"]) if given.get("nguoi") else None,
            "unit": int(given["don_vi"]) if given.get("don_vi") else None, "text": given.get("tim", ""),
        }  # fmt: skip
