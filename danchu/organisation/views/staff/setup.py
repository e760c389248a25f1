"""The set-up of a commune that has just begun: four pages, one thing each, no script."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.steps import at_once
from danchu.organisation import directory, services
from danchu.organisation.forms import CommuneForm, NewPersonForm, PastedUnitsForm, UnitForm
from danchu.organisation.forms.searching import CommuneSearchForm
from danchu.organisation.models import UNIT_KIND_LABELS, Commune, Unit
from danchu.organisation.policies import lacking_to_begin
from danchu.organisation.queries import people_on
from danchu.organisation.views.staff import admin_page
from danchu.organisation.views.staff.people import add_person


def _page(request, template: str, step: int, context: dict):
    if not request.access.commune.is_being_set_up:
        raise Http404
    labels = [_("Xã"), _("Đơn vị"), _("Người"), _("Xem lại")]
    return render(request, template, {**context, "step_labels": labels, "step": step})


@admin_page
def commune(request):
    """Step 1: which commune this is and how it is reached."""
    own = Commune.objects.select_related("province").get(pk=request.access.commune.pk)
    form = CommuneForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_commune(
                commune=Commune.objects.get(pk=own.pk), by=request.access.person, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("organisation:setup_units")
    return _page(request, "organisation/setup/commune.html", 1, {"form": form})


@admin_page
def find(request):
    """Step 1, without typing codes: the commune is found by its name and chosen from the country's list."""
    own = request.access.commune
    form = CommuneSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found, total = directory.search(words)
    if request.method == "POST" and own.is_being_set_up:
        chosen = directory.entries().get(request.POST.get("code", ""))
        try:
            if chosen is None:
                raise Refused(_("Không có xã nào mang mã này."))
            services.correct_commune(
                commune=Commune.objects.get(pk=own.pk), by=request.access.person, name=chosen.name, code=chosen.code,
                province_code=chosen.province_code, province_name=chosen.province,
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("organisation:setup_find")
        messages.success(request, _("Đã chọn %(commune)s, %(province)s.") % {
            "commune": chosen.name, "province": chosen.province
        })  # fmt: skip
        return redirect("organisation:setup")
    context = {"search": form, "found": found, "total": total, "words": words}
    return _page(request, "organisation/setup/find.html", 1, context)


@admin_page
def units(request):
    """Step 2: the commune's units, one by one; nothing is assumed."""
    own, today = request.access.commune, clock.today()
    form = UnitForm(request.POST or None, commune=own, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.create_unit(commune=own, by=request.access.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thêm %(unit)s.") % {"unit": unit.name})
            return redirect("organisation:setup_units")
    present = Unit.objects.filter(commune=own).select_related("parent")
    return _page(request, "organisation/setup/units.html", 2, {"form": form, "units": present})


@admin_page
def paste(request):
    """Step 2, many at once: a pasted list, shown line by line before anything is written."""
    own = request.access.commune
    form = PastedUnitsForm(request.POST or None, commune=own)
    checked = request.method == "POST" and form.is_valid()
    if checked and "confirm" in request.POST:
        try:
            made = services.create_units(
                commune=own, rows=form.rows, reports=form.cleaned_data["reports"], by=request.access.person
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thêm %(n)s đơn vị.") % {"n": len(made)})
            return redirect("organisation:setup_units" if own.is_being_set_up else "organisation:units")
    for row in form.rows:
        row["kind_label"] = UNIT_KIND_LABELS[row["kind"]] if row["kind"] else row["kind_words"]
    context = {
        "form": form, "checked": checked, "step_labels": [_("Xã"), _("Đơn vị"), _("Người"), _("Xem lại")], "step": 2,
        "own": own,
        "back_url": reverse("organisation:setup_units" if own.is_being_set_up else "organisation:units"),
    }  # fmt: skip
    return render(request, "organisation/paste_units.html", context)


@admin_page
def people(request):
    """Step 3: heads and other people, each with a post."""
    own, today = request.access.commune, clock.today()
    form = NewPersonForm(request.POST or None, commune=own, today=today)
    if request.method == "POST" and own.is_being_set_up and form.is_valid() and (answer := add_person(request, form)):
        return answer
    return _page(request, "organisation/setup/people.html", 3, {"form": form, "people": people_on(own, today)})


@admin_page
def review(request):
    """Step 4: everything on one page, what is lacking, and the button to begin."""
    own, today = request.access.commune, clock.today()
    if request.method == "POST" and own.is_being_set_up:
        return at_once(
            request, lambda: services.finish_set_up(commune=own, by=request.access.person, on=today),
            then="workspace:home", said=_("%(commune)s đã bắt đầu dùng hệ thống.") % {"commune": own.title},
            back="organisation:setup_review",
        )  # fmt: skip
    everyone = people_on(own, today)
    units = list(Unit.objects.filter(commune=own).select_related("parent"))
    context = {
        "own": own,
        "units": units,
        "reporting": any(unit.reports for unit in units),
        "people": everyone,
        "lacking": lacking_to_begin(own, today),
    }
    return _page(request, "organisation/setup/review.html", 4, context)
