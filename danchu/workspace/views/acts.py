"""The trail of staff acts: opened by a button (its reading stands in it), filtered by GET, printed, taken away."""

import csv
import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.audit import queries as audit
from danchu.audit.states import words
from danchu.core import clock
from danchu.core.opendata import plain_cell
from danchu.core.pages import staff_page
from danchu.organisation.models import Person, Unit
from danchu.organisation.states import Permission
from danchu.workspace.forms import ActsFilter
from danchu.workspace.policies import check_read_acts, reads_all_acts
from danchu.workspace.services import note_export, note_reading
from danchu.workspace.subjects import named

PER_PAGE = 50
PER_PRINT = 1000
PER_EXPORT = 20_000
OPEN_FOR = datetime.timedelta(minutes=30)
_OPENED = "acts_opened_at"


@staff_page
@require_safe
def listing(request):
    """The trail, once it was opened; before that a page that says what stands in it and has the button."""
    access = request.access
    check_read_acts(access)
    context = {"all_acts": reads_all_acts(access), "query": request.GET.urlencode()}
    if not _is_open(request):
        return render(request, "workspace/acts_closed.html", context)
    form, rows = _narrowed(request)
    printing = "in" in request.GET
    page = Paginator(rows, PER_PRINT if printing else PER_PAGE).get_page(request.GET.get("page"))
    printed = request.GET.copy()
    printed.pop("page", None)
    printed["in"] = "1"
    context |= {
        "filter": form, "page": page, "acts": _shown(page, access), "printing": printing, "columns": _columns(),
        "print_url": f"?{printed.urlencode()}", "filtered": any(form.chosen.values()), "most": PER_PRINT,
    }  # fmt: skip
    return render(request, "workspace/acts.html", context)


@staff_page
@require_POST
def open_trail(request):
    """Writes down who opens the trail, and opens it to them for half an hour."""
    check_read_acts(request.access)
    note_reading(by=request.access.person, now=clock.now())
    request.session[_OPENED] = clock.real_now().isoformat()
    return redirect(f"{reverse('workspace:acts')}?{request.GET.urlencode()}")


@staff_page
@require_POST
def export(request):
    """What the filter leaves, as a file that a spreadsheet opens; that it was taken stands in the trail."""
    check_read_acts(request.access)
    if not _is_open(request):
        return redirect("workspace:acts")
    note_export(by=request.access.person, now=clock.now())
    _form, rows = _narrowed(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nhat-ky-{clock.today():%Y-%m-%d}.csv"'
    response.write("\ufeff")  # spreadsheets read the file as UTF-8 only with this mark
    out = csv.writer(response)
    out.writerow(_columns())
    for act in _shown(rows[:PER_EXPORT], request.access):
        out.writerow([plain_cell(cell) for cell in act["cells"]])
    return response


def _is_open(request) -> bool:
    opened = request.session.get(_OPENED)
    return bool(opened) and clock.real_now() - datetime.datetime.fromisoformat(opened) < OPEN_FOR


def _narrowed(request):
    access = request.access
    rows = audit.acts(access.commune.pk, accounts_only=not reads_all_acts(access))
    form = ActsFilter(
        request.GET, people=Person.objects.filter(commune=access.commune), kinds=audit.kinds_present(rows),
        units=Unit.objects.filter(commune=access.commune),
    )  # fmt: skip
    return form, audit.narrowed(rows, **form.chosen)


def _columns() -> list[str]:
    return [_("Lúc"), _("Người"), _("Chức vụ"), _("Thao tác"), _("Với")]


def _shown(acts, access) -> list[dict]:
    """Each act in words: `at`, `name`, `post`, `what`, `about`, `url`; and `cells`, in the order of the columns."""
    acts = list(acts)
    subjects = named([act.subject for act in acts])
    rows = []
    for act in acts:
        about, url = subjects.get(act.subject, (act.subject, ""))
        if not _opens(access, act.subject):
            url = ""
        what, at = words(act.kind), timezone.localtime(act.at)
        cells = [f"{at:%d/%m/%Y %H:%M:%S}", act.name, act.post, what, about]
        rows.append({"at": act.at, "name": act.name, "post": act.post, "what": what, "about": about, "url": url,
                     "cells": cells})  # fmt: skip
    return rows


def _opens(access, subject: str) -> bool:
    """Whether the person finds the page behind a reference: units and people are the administrator's."""
    return access.may(Permission.ADMINISTER if subject.startswith("organisation.") else Permission.SEE_ALL)
