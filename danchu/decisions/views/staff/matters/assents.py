"""Assents to a citizens' initiative: ticked from the list of households, struck out, printed to be signed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import sent
from danchu.core.text import fold
from danchu.decisions import services
from danchu.decisions.forms.matters import AssentsForm, ReasonForm
from danchu.decisions.messages import choices as law
from danchu.decisions.models import Matter
from danchu.decisions.papers.assents import assent_list
from danchu.decisions.queries import matters as queries
from danchu.decisions.rules.initiative import assent_rule, holds, last_day
from danchu.decisions.states import MatterState, Proposer
from danchu.decisions.views.staff.matters.loading import matter_to_run
from danchu.documents.paper import render_docx, render_pdf
from danchu.duties.messages import LANGUAGE

PER_PAGE = 60
MEDIA = {
    "docx": (render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (render_pdf, "application/pdf"),
}


def _initiative(request, pk: int) -> Matter:
    """A citizens' initiative that the person works on; nobody else sees its households."""
    matter = matter_to_run(request, pk)
    if matter.proposer != Proposer.CITIZENS or matter.village is None:
        raise Http404
    return matter


@staff_page
@form_page
def assents(request, pk):
    """How many have agreed until when; every household that has not, to be ticked, many at once, each with its day."""
    matter, today = _initiative(request, pk), clock.today()
    rule = assent_rule(today)
    given = list(matter.assents.select_related("household", "struck_by").order_by("household__code", "-pk"))
    standing = {row.household_id for row in given if not row.struck_at and holds(row.on, today, rule)}
    wanted = request.GET.get("tim", "")[:100]
    rows = [
        one for one in queries.households_on(matter.village, today).order_by("code")
        if one.pk not in standing and _found(one, wanted)
    ]  # fmt: skip
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    form = AssentsForm(sent(request), initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            count = services.assent(
                matter=matter, given=form.cleaned_data["given"], way=form.cleaned_data["way"],
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(n)s hộ đồng thuận.") % {"n": count})
            return redirect(request.get_full_path())
    support = queries.support_of(matter, today)
    typed = request.POST if request.method == "POST" else {}
    ticked = request.POST.getlist("ho") if request.method == "POST" else []
    return render(request, "decisions/matters/assents.html", {
        "one": matter, "form": form, "page": page, "wanted": wanted, "editing": matter.state == MatterState.PROPOSED,
        "households": [
            {"one": one, "ticked": str(one.pk) in ticked, "own": typed.get(f"ngay-{one.pk}", "")} for one in page
        ],
        "given": [_given(row, today, rule) for row in given if not row.struck_at],
        "struck": [row for row in given if row.struck_at], "support": support, "counted": law.counted(support),
    }, status=422 if form.errors else 200)  # fmt: skip


def _found(one, wanted: str) -> bool:
    text = fold(f"{one.code} {one.representative} {one.substitute} {one.cluster}")
    return all(word in text for word in fold(wanted).split())


def _given(row, today, rule) -> dict:
    return {"row": row, "until": last_day(row.on, rule), "valid": holds(row.on, today, rule)}


@staff_page
@form_page
def strike(request, pk, assent):
    """An assent that was entered by mistake no longer counts, and stays to be read."""
    matter = _initiative(request, pk)
    row = get_object_or_404(matter.assents.select_related("household"), pk=assent)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.strike_assent(
                matter=matter, assent=row, why=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã bỏ ý kiến của hộ %(code)s.") % {"code": row.household.code})
            return redirect("decisions:assents", pk=pk)
    title = _("Bỏ ý kiến đồng thuận của hộ %(code)s") % {"code": row.household.code}
    return render(request, "core/confirm.html", {
        "title": title, "lede": _("Ý kiến này không tính nữa, nhưng vẫn còn trong danh sách với lý do bạn ghi."),
        "form": form, "action": _("Bỏ ý kiến này"), "danger": True, "back_url": reverse("decisions:assents", args=[pk]),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff_page
@require_safe
def printed(request, pk, fmt):
    """The list to be carried from door to door and signed, as .docx or PDF."""
    matter, today = _initiative(request, pk), clock.today()
    if fmt not in MEDIA:
        raise Http404
    render_as, media = MEDIA[fmt]
    with override(LANGUAGE):
        paper = assent_list(
            matter, queries.households_on(matter.village, today).order_by("cluster", "code"),
            queries.support_of(matter, today),
        )  # fmt: skip
    name = f"dong-thuan-{matter.year}-{matter.number}.{fmt}"
    return inline(render_as(paper), media, name)
