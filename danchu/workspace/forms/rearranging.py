"""Which units are rearranged, into what, from which day, by which decision."""

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.organisation.models import Unit
from danchu.organisation.states import Change, UnitKind


class RearrangeForm(forms.Form):
    """One kind of rearrangement; which fields there are follows from it. `what()` is as the service takes it."""

    units = forms.ModelMultipleChoiceField(Unit.objects.none(), widget=forms.CheckboxSelectMultiple)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"), empty_label=_("Chọn đơn vị"))
    name = forms.CharField(label=_("Tên mới"), max_length=150)
    names = forms.CharField(
        label=_("Tên các đơn vị mới"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một tên, từ hai đơn vị trở lên."),
    )
    into = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Hoặc nhập vào một đơn vị vẫn giữ nguyên"),
        required=False,
        empty_label=_("Không, thành đơn vị mới"),
    )
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Cấp trên trực tiếp mới"), empty_label=_("Chọn đơn vị")
    )
    on = DateField(
        label=_("Có hiệu lực từ ngày"),
        help_text=_("Ngày đầu tiên theo cách mới; có thể ở phía trước. Ví dụ: 01/7/2026"),
    )
    decision = forms.CharField(
        label=_("Số quyết định, nghị quyết"),
        max_length=120,
        help_text=_("Ví dụ: Quyết định 12/QĐ-UBND ngày 15/6/2026"),
    )
    FIELDS = {
        Change.RENAME: ("unit", "name"),
        Change.MERGE: ("units", "name", "into"),
        Change.SPLIT: ("unit", "names"),
        Change.MOVE: ("units", "parent"),
    }

    def __init__(self, *args, change: Change, commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.change = change
        wanted = (*self.FIELDS[change], "on", "decision")
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        self.order_fields(wanted)
        # Villages first: they are what is merged and renamed.
        rank = Case(When(kind=UnitKind.VILLAGE, then=0), default=1)
        standing = Unit.objects.filter(commune=commune, valid_to__isnull=True).order_by(rank, "order", "name")
        for name in ("units", "unit"):
            if name in self.fields:
                self.fields[name].queryset = standing.exclude(kind=UnitKind.COMMITTEE)
        for name in ("into", "parent"):
            if name in self.fields:
                self.fields[name].queryset = standing
        if change == Change.MERGE:
            self.fields["into"].queryset = standing.exclude(kind=UnitKind.COMMITTEE)
            self.fields["name"].required = False
            self.fields["name"].label = _("Tên đơn vị sau khi nhập")
            self.fields["name"].help_text = _("Bỏ trống nếu nhập vào một đơn vị vẫn giữ nguyên (ô dưới).")
            self.fields["units"].label = _("Những đơn vị được nhập")
        if change == Change.MOVE:
            self.fields["units"].label = _("Những đơn vị được chuyển")

    def what(self) -> dict:
        """What was chosen, as `services.rearrange` takes it."""
        values = self.cleaned_data
        units = list(values["units"]) if "units" in values else [values["unit"]]
        names = values.get("names", "").splitlines() or [values.get("name", "")]
        return {
            "change": self.change, "units": units, "on": values["on"], "decision": values["decision"],
            "names": [] if values.get("into") else [name for name in names if name.strip()],
            "into": values.get("into"), "parent": values.get("parent"),
        }  # fmt: skip


def successor_names(what: dict) -> list[str]:
    """The names of the units that will follow, in their order."""
    return [what["into"].name] if what["into"] else [" ".join(name.split()) for name in what["names"]]


def chosen(post, what: dict, following) -> dict:
    """Who goes on where, and who takes what, as the preview page sent it (`post` is request.POST).

    A number that names no successor counts as not chosen. Gives `posts` and `choices`.
    """
    numbers = {str(at): at for at in range(len(successor_names(what)))}
    posts = {
        row.post.pk: numbers[post[f"post-{row.post.pk}"]]
        for row in following.posts
        if post.get(f"post-{row.post.pk}") in numbers
    }
    choices = {
        thing.reference: [numbers[post[f"open-{thing.reference}"]]]
        for thing in following.open
        if post.get(f"open-{thing.reference}") in numbers
    }
    return {"posts": posts, "choices": choices}
