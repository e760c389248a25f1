"""What belongs to a matter: papers for the households, candidates."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, sent, step
from danchu.decisions import services
from danchu.decisions.forms.matters import CandidatesForm, PaperForm
from danchu.decisions.services.contents import bytes_of, fit_for_all
from danchu.decisions.views.staff.matters.loading import matter_or_404, matter_to_run
from danchu.documents import files


@staff_page
@form_page
def papers(request, pk):
    """The papers that go to every household; one is added."""
    matter = matter_to_run(request, pk)
    form = PaperForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            fit_for_all(bytes_of(form.cleaned_data["file"]))  # takes long: before the database is held
            services.add_paper(
                matter=matter, title=form.cleaned_data["title"], upload=form.cleaned_data["file"],
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Đã thêm tài liệu."))
            return redirect("decisions:papers", pk=pk)
    return render(request, "decisions/matters/papers.html", {
        "one": matter, "form": form, "papers": matter.papers.select_related("file"),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff_page
@require_POST
def paper_remove(request, pk, paper):
    """A paper no longer goes out."""
    matter = matter_to_run(request, pk)
    row = get_object_or_404(matter.papers, pk=paper)
    return at_once(
        request, lambda: services.remove_paper(matter=matter, paper=row, by=request.access.person, now=clock.now()),
        then=reverse("decisions:papers", args=[pk]),
    )  # fmt: skip


@staff_page
@require_safe
def paper_file(request, pk, paper):
    """The file of a paper."""
    return files.deliver(get_object_or_404(matter_or_404(request, pk).papers.select_related("file"), pk=paper).file)


@staff_page
@form_page
def candidates(request, pk):
    """Who stands, one a line, and how many are elected."""
    matter = matter_to_run(request, pk)
    lines = "\n".join(f"{one.name}; {one.note}" if one.note else one.name for one in matter.candidates.all())
    form = CandidatesForm(sent(request), initial={"names": lines, "seats": matter.seats})
    return step(
        request, form,
        lambda form: services.set_candidates(
            matter=matter, rows=form.rows, seats=form.cleaned_data["seats"], by=request.access.person,
            now=clock.now(),
        ),
        then=reverse("decisions:matter", args=[pk]), said=_("Đã ghi danh sách người ứng cử."), field="names",
        template="decisions/matters/candidates.html", one=matter,
    )  # fmt: skip
