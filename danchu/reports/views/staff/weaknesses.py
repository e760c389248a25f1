"""Weaknesses: what earlier reports named and whether it was put right, what this one names, what seeds a plan."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.organisation.models import Unit
from danchu.reports import policies, queries, services
from danchu.reports.forms import AnswerForm, VersionForm, WeaknessForm
from danchu.reports.messages import named_in
from danchu.reports.models import Report, Weakness
from danchu.reports.views.staff.loading import page_of, report_or_404


def _report_or_404(request, pk: int) -> Report:
    report = report_or_404(request, pk)
    if not report.cycle.outline.weaknesses_in:
        raise Http404
    return report


@staff_page
@require_safe
def weaknesses(request, pk):
    """The weaknesses of a report: the question first, then those of this period."""
    report = _report_or_404(request, pk)
    asked = queries.questions(report)
    context = {
        "report": report, "asked": asked, "open": sum(each.answer is None for each in asked),
        "rows": list(report.weaknesses.select_related("unit")),
        "of_units": queries.of_units(report) if report.is_writable else [],
        "can_write": policies.can_write(request.access, report), "back": page_of(report),
        "named_in": named_in, "today": clock.today(),
    }  # fmt: skip
    return render(request, "reports/weaknesses.html", context)


@staff_page
@form_page
def name(request, pk):
    """Naming a weakness; `?tu=` takes up one that was named before."""
    report = _report_or_404(request, pk)
    policies.check_writer(request.access, report)
    again = _before(request, report)
    units = Unit.objects.on(clock.today()).filter(commune=report.commune).order_by("order", "name")
    if report.unit_id:
        units = Unit.objects.filter(pk=report.unit_id)
    initial = {"text": again.text, "unit": again.unit_id, "due_on": again.due_on} if again else {}
    form = WeaknessForm(request.POST or None, units=units, initial=initial)
    return step(
        request, form,
        lambda form: services.name_weakness(
            report=report, again=again, by=request.access.person, now=clock.now(),
            **{name: form.cleaned_data[name] for name in ("text", "unit", "due_on")},
        ),
        then=reverse("reports:weaknesses", args=[pk]), said=_("Đã ghi hạn chế vào báo cáo."),
        title=_("Nêu một hạn chế"), lede=str(report), action=_("Ghi vào báo cáo"),
        back_url=reverse("reports:weaknesses", args=[pk]),
    )  # fmt: skip


def _before(request, report: Report) -> Weakness | None:
    """The weakness `?tu=` names, when this report may take it up: a unit's of this period, or one it answers for."""
    wanted = request.GET.get("tu", "")
    offered = [each.named.weakness for each in queries.questions(report)] + queries.of_units(report) if wanted else []
    return next((row for row in offered if str(row.pk) == wanted), None)


@staff_page
@form_page
def drop(request, pk, weakness):
    """Taking a weakness out of a report, after asking."""
    report = _report_or_404(request, pk)
    policies.check_writer(request.access, report)
    row = get_object_or_404(report.weaknesses.select_related("unit"), pk=weakness)
    row.report = report
    form = VersionForm(request.POST or None, initial={"version": report.version})
    return step(
        request, form, lambda form: services.drop_weakness(weakness=row, by=request.access.person, now=clock.now()),
        then=reverse("reports:weaknesses", args=[pk]), said=_("Đã bỏ hạn chế khỏi báo cáo."),
        title=_("Bỏ hạn chế này?"), lede=row.text, action=_("Bỏ khỏi báo cáo"), danger=True,
        back_url=reverse("reports:weaknesses", args=[pk]),
    )  # fmt: skip


@staff_page
@form_page
def answer(request, pk, weakness):
    """Has it been put right? Done, partly, not yet, in words."""
    report = _report_or_404(request, pk)
    policies.check_writer(request.access, report)
    question = next((each for each in queries.questions(report) if each.named.weakness.origin == weakness), None)
    if question is None:
        raise Http404
    said = question.answer or question.owners
    initial = {"remedy": said.remedy, "text": said.text} if said else {}
    form = AnswerForm(request.POST or None, initial=initial)
    return step(
        request, form,
        lambda form: services.answer(
            report=report, weakness=question.named.weakness, remedy=form.cleaned_data["remedy"],
            text=form.cleaned_data["text"], by=request.access.person, now=clock.now(),
        ),
        then=reverse("reports:weaknesses", args=[pk]), said=_("Đã ghi câu trả lời."),
        template="reports/weakness_answer.html", question=question, report=report, named_in=named_in,
    )  # fmt: skip


@staff_page
@require_safe
def weakness(request, pk):
    """One weakness as it stands: who puts it right by when, in which reports it was named, what was said of it."""
    access = request.access
    found = get_object_or_404(
        Weakness.objects.filter(
            Q(report__in=Report.objects.visible_to(access)) | Q(unit__in=access.units("work")),
            report__commune=access.commune,
        ),
        pk=pk,
    )
    named = queries.in_force_by_origin(access.commune, [found.origin]).get(found.origin)
    if named is None:
        raise Http404
    seen = Report.objects.visible_to(access).filter(pk=named.weakness.report_id).exists()
    context = {"named": named, "row": named.weakness, "put_right": queries.is_put_right(named), "seen": seen,
               "named_in": named_in, "today": clock.today()}  # fmt: skip
    return render(request, "reports/weakness.html", context)


@staff_page
@require_safe
def seeds(request):
    """What is not put right yet: suggestions for next year's plan, to print or to copy."""
    policies.check_gather(request.access)
    year = request.GET.get("nam", "")
    year = int(year) if year.isdecimal() and len(year) == 4 else clock.today().year
    context = {"year": year, "next": year + 1, "rows": queries.open_weaknesses(request.access.commune, year),
               "today": clock.today()}  # fmt: skip
    return render(request, "reports/seeds.html", context)
