"""How what the people decided is carried out: the book with every line, new lines, lines struck out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.decisions import policies, services
from danchu.decisions.forms.after import ContributionForm, ProgressForm, SpendingForm, StrikeForm
from danchu.decisions.queries import carrying
from danchu.decisions.states import ContributionKind
from danchu.decisions.views.staff.after import matter_or_404
from danchu.documents import files

# address → kind of line, its form, the page's words
KINDS = {
    "dong-gop": ("contribution", ContributionForm, gettext_lazy("Ghi đóng góp"), gettext_lazy("Ghi đóng góp")),
    "chi": ("spending", SpendingForm, gettext_lazy("Ghi khoản chi"), gettext_lazy("Ghi khoản chi")),
    "tien-do": ("progress", ProgressForm, gettext_lazy("Ghi tiến độ"), gettext_lazy("Ghi tiến độ")),
}


@staff_page
@require_safe
def book(request, pk):
    """Every line with its paper, struck ones too: for the boards that inspect, and to print for the people."""
    matter = matter_or_404(request, pk)
    inspects = policies.can_inspect(request.access, matter)
    context = {
        "matter": matter, "works": carrying.totals(matter), "may_inspect": inspects,
        "may_carry": policies.can_run_matter(request.access, matter) and carrying.binds(matter, clock.today()),
        "parts": [
            {"address": address, "kind": kind, "lines": list(carrying.lines(matter, kind))}
            for address, (kind, _form, _title, _action) in KINDS.items()
        ],
    }  # fmt: skip
    return render(request, "decisions/after/book.html", context)


@staff_page
@form_page
def add(request, pk, what):
    """A new line: what came in, what was spent, how far it is."""
    matter = matter_or_404(request, pk)
    if what not in KINDS:
        raise Http404
    policies.check_run_matter(request.access, matter)
    kind, form_class, title, action = KINDS[what]

    def act(form):
        values = {"matter": matter, "by": request.access.person, "now": clock.now(), **form.cleaned_data}
        if kind == "contribution":
            services.contribute(**{**values, "kind": ContributionKind(values["kind"])})
        elif kind == "spending":
            services.spend(**values)
        else:
            services.progress(**values)
        messages.success(request, _("Đã ghi."))

    back = reverse("after:book", args=[matter.pk])
    form = form_class(request.POST or None, request.FILES or None, today=clock.today())
    return step(
        request, form, act, then=back, title=title, lede=matter.title, action=action, back_url=back
    )  # fmt: skip


def _line_or_404(request, what: str, pk: int):
    if what not in KINDS:
        raise Http404
    rows = carrying.LINES[KINDS[what][0]].objects.select_related("matter__village", "matter__commune", "file")
    return get_object_or_404(rows, matter__commune=request.access.commune, pk=pk)


@staff_page
@form_page
def strike(request, what, pk):
    """A line that was written wrongly is struck out, with the reason."""
    line = _line_or_404(request, what, pk)
    policies.check_run_matter(request.access, line.matter)
    back = reverse("after:book", args=[line.matter_id])

    def act(form):
        services.strike(line=line, why=form.cleaned_data["why"], by=request.access.person, now=clock.now())
        messages.success(request, _("Đã gạch bỏ. Dòng cũ vẫn xem được trong sổ."))

    return step(
        request, StrikeForm(request.POST or None), act, then=back, title=_("Gạch bỏ dòng này?"), lede=line.what,
        action=_("Gạch bỏ"), danger=True, back_url=back,
    )  # fmt: skip


@staff_page
@require_safe
def line_file(request, what, pk):
    """The paper behind a line."""
    line = _line_or_404(request, what, pk)
    policies.check_inspect(request.access, line.matter)
    if line.file is None:
        raise Http404
    return files.deliver(line.file, download=False)
