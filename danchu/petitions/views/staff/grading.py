"""Samples of answers in the workspace: drawn by the Front or the inspection board, read masked, graded."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.organisation.models import Unit
from danchu.petitions.forms.grading import DrawForm, GradeForm
from danchu.petitions.messages.grading import share_words
from danchu.petitions.models import Sample
from danchu.petitions.models.grading import MARK_LABELS
from danchu.petitions.policies import grading as policies
from danchu.petitions.queries.grading import items_of, results, shown
from danchu.petitions.rules.grading import quarters_before
from danchu.petitions.services import grading as services


def _samples(request):
    policies.check_see(request.access)
    return Sample.objects.filter(commune=request.access.commune)


def _sample_or_404(request, pk: int) -> Sample:
    samples = Sample.objects.filter(commune=request.access.commune).select_related("unit", "commune", "drawn_by")
    one = get_object_or_404(samples, pk=pk)
    policies.check_see(request.access)
    return one


def _grades(request, sample: Sample) -> bool:
    return sample.unit_id in {unit.pk for unit in policies.grading_units(request.access)}


@staff_page
@require_safe
def index(request):
    """The samples there are, with their sums."""
    rows = [{**row, "lines": share_words(row)} for row in results(_samples(request))]
    context = {"rows": rows, "may_draw": policies.can_grade(request.access)}
    return render(request, "petitions/grading/index.html", context)


@staff_page
@form_page
def draw(request):
    """A sample is drawn, once a quarter."""
    policies.check_grade(request.access)
    units = policies.grading_units(request.access)
    form = DrawForm(
        request.POST or None, units=Unit.objects.filter(pk__in=[unit.pk for unit in units]),
        quarters=quarters_before(clock.today(), since=request.access.commune.begins_on), initial={"unit": units[0]},
    )  # fmt: skip

    def act(form):
        data = form.cleaned_data
        return services.draw(
            unit=data["unit"], year=data["quarter"][0], quarter=data["quarter"][1], size=data["size"],
            seed=data["seed"], by=request.access.person, now=clock.now(),
        )  # fmt: skip

    return step(
        request, form, act, then=lambda made: reverse("petition_grading:sample", args=[made.pk]),
        said=_("Đã rút mẫu."), title=_("Rút mẫu câu trả lời để chấm"), action=_("Rút"),
        back_url=reverse("petition_grading:index"),
        consequences=[
            _("Mỗi quý rút một lần, không rút lại. Chuỗi rút thăm và các số được công khai để ai cũng tính lại được."),
            _("Không rút việc được giữ kín. Tên, điện thoại, địa chỉ người gửi được che."),
        ],
    )  # fmt: skip


@staff_page
@require_safe
def sample(request, pk):
    """What was drawn, and how far the grading is."""
    one = _sample_or_404(request, pk)
    row = results(Sample.objects.filter(pk=one.pk))[0]
    return render(request, "petitions/grading/sample.html", {
        "sample": one, "items": list(items_of(one)), "row": row, "lines": share_words(row),
        "grades": _grades(request, one), "labels": MARK_LABELS,
    })  # fmt: skip


@staff_page
@form_page
def item(request, pk, item):
    """One answer, masked: read by who leads, graded by the body that drew it."""
    one = _sample_or_404(request, pk)
    rows = list(items_of(one))
    drawn = next((each for each in rows if each.pk == item), None)
    if drawn is None:
        raise Http404
    grades = _grades(request, one)
    if request.method == "POST" and not grades:
        policies.check_grade(request.access)
        raise Http404
    back = reverse("petition_grading:sample", args=[pk])
    left = [each for each in rows if each.graded_at is None and each.pk != drawn.pk]
    then = reverse("petition_grading:item", args=[pk, left[0].pk]) if left else back
    form = GradeForm(request.POST or None, initial={**drawn.marks, "comment": drawn.comment})
    return step(
        request, form,
        lambda form: services.grade(
            item=drawn, marks=form.marks, comment=form.cleaned_data["comment"], by=request.access.person,
            now=clock.now(),
        ),
        then=then, said=_("Đã chấm."), title=_("Chấm câu trả lời"), lede=drawn.number, action=_("Lưu"), back_url=back,
        template="petitions/grading/item.html", item=drawn, sample=one, grades=grades, read=shown(drawn),
        marked=[(label, drawn.marks.get(mark)) for mark, label in MARK_LABELS.items()],
    )  # fmt: skip
