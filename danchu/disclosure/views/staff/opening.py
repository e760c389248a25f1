"""What is due month by month; an item opened from a paper; what did not arise."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.channels.queries import form_words
from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.disclosure import catalogue, queries, rules, services
from danchu.disclosure.catalogue import OWN, Kind, Web
from danchu.disclosure.forms.planning import CalendarForm, FindForm, OpenForm, ReasonForm
from danchu.disclosure.messages import article_11, cite
from danchu.disclosure.models import Item
from danchu.disclosure.policies import planning as policies
from danchu.duties.messages import explain
from danchu.duties.queries import overlay_of
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


@staff_page
@require_safe
def calendar(request):
    """What is due in each month of a year."""
    commune, today = request.access.commune, clock.today()
    years = range(commune.begins_on.year, today.year + 2)
    units = [unit for unit in Unit.objects.filter(commune=commune).on(today) if not unit.is_asked]
    form = CalendarForm({"nam": today.year} | request.GET.dict(), years=reversed(years), units=units)
    year = form.chosen.get("nam", today.year)
    unit = form.chosen.get("don_vi")
    months = queries.calendar_of_year(commune, year, today, unit=int(unit) if unit else None)
    entries = [entry for month in months for entry in month]
    return render(request, "disclosure/opening/calendar.html", {
        "filter": form, "year": year, "months": list(enumerate(months, start=1)), "any": entries,
        "late": sum(entry.tag == "late" for entry in entries), "this_month": today.month if year == today.year else 0,
        "may_open": bool(policies.opens_for(request.access)),
    })  # fmt: skip


@staff_page
@require_safe
def choose(request):
    """Which content the paper is about: what waits for its paper first, then the catalogue by clause or by words."""
    policies.check_open(request.access)
    form = FindForm(request.GET)
    chosen = form.chosen
    kinds = queries.found_kinds(chosen.get("tim", ""), chosen.get("khoan"))
    groups = [
        {"clause": clause, "kinds": [kind for kind in kinds if kind.clause == clause]}
        for clause in sorted({kind.clause for kind in kinds})
    ]
    waiting = [] if chosen else queries.waiting_for_paper(request.access.commune)
    return render(
        request, "disclosure/opening/choose.html",
        {"filter": form, "groups": groups, "waiting": waiting, "found": len(kinds), "filtered": bool(chosen)},
    )  # fmt: skip


@staff_page
@form_page
def start(request, kind):
    """The paper's number and day; the page proposes forms, places and the last day, and says why, before it saves."""
    policies.check_open(request.access)
    known = catalogue.find(kind)
    if (known is None and kind != OWN) or (known and known.made_here):
        raise Http404
    access, commune = request.access, request.access.commune
    units = policies.opens_for(access)
    waiting = [item for item in queries.waiting_for_paper(commune, kind) if item.unit in units] if known else []
    wanted = next((item for item in waiting if str(item.pk) == request.GET.get("noi-dung")), None)
    answers = rules.unit_for(known.units if known else (), units)
    initial = {
        "title": wanted.title if wanted else known.title if known else "",
        "unit": str((wanted.unit if wanted else answers or units[0]).pk),
        "item": str(wanted.pk) if wanted else str(waiting[0].pk) if waiting else "",
    }  # fmt: skip
    form = OpenForm(request.POST or None, kind=known, waiting=waiting, units=units, initial=initial)
    status, proposed = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status, proposed = 200, _proposed(commune, known, form.cleaned_data["source_on"])
            if "luu" in request.POST:
                try:
                    item = services.open_from_paper(
                        commune=commune, clause=known.clause if known else 14, kind=kind, by=access.person,
                        now=clock.now(), **form.values(),
                    )  # fmt: skip
                except Refused as refusal:
                    form.add_error(None, str(refusal))
                    status = 409 if isinstance(refusal, Stale) else 422
                else:
                    messages.success(request, _("Đã mở nội dung công khai. Việc tiếp theo: soạn bản công khai."))
                    return redirect("disclosure:item", pk=item.pk)
    return render(
        request, "disclosure/opening/start.html",
        {"form": form, "kind": known, "about": _about(known), "proposed": proposed}, status=status,
    )  # fmt: skip


def _about(kind: Kind | None) -> list[dict]:
    """What the law says of this content, in rows."""
    clause = kind.clause if kind else 14
    rows = [(_("Căn cứ"), article_11(clause))]
    if kind:
        rows.append((_("Phần của khoản"), kind.part))
        if kind.basis and (rule := rulebook.by_id(kind.basis)):
            rows.append((_("Luật riêng"), cite(rule)))
        if kind.web is Web.LISTED:
            rows.append((_("Danh sách tên"), _("Hiện đủ trên bảng và trên mạng trong thời gian niêm yết.")))
        elif kind.web is Web.MASKED:
            rows.append((_("Danh sách tên"), _("Hiện đủ trên bảng; trên mạng chỉ hiện chữ cái đầu.")))
    return [{"key": key, "value": str(value)} for key, value in rows]


def _proposed(commune, kind: Kind | None, source_on) -> dict:
    """Forms, places and days that the rule proposes, each with its reason."""
    clause, today = kind.clause if kind else 14, clock.today()
    overlay = overlay_of(commune)
    proposal = rules.proposal(
        clause=clause, kind=kind, start=source_on, overlay=overlay, put_up_on=max(today, source_on)
    )
    wanted, due = proposal.demand, proposal.due or rules.due_of(kind, source_on, overlay)
    return {
        "due": due.due, "late": due.due < today, "before": due.due < commune.begins_on,
        "why": explain(due), "unsure": due.evidence != rulebook.Evidence.CONFIRMED,
        "forms": [form_words(letter) for letter in wanted.forms],
        "places": _places(commune, wanted, today) if wanted.is_posted else [],
        "permanent": wanted.is_permanent, "hangs_days": wanted.hangs_days,
        "hangs_until": proposal.posted.due if proposal.posted else None, "airs_days": wanted.airs_days,
        "heads": wanted.goes_to_heads, "doubt": kind.doubt if kind else "",
    }  # fmt: skip


def _places(commune, wanted: rules.Demand, today) -> list[str]:
    places = [_("Trụ sở Hội đồng nhân dân, Ủy ban nhân dân xã")]
    if not wanted.only_headquarters:
        villages = Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).on(today)
        places += [_("Nhà văn hóa, điểm sinh hoạt cộng đồng: %(village)s") % {"village": one.name} for one in villages]
    return places


def item_or_404(request, pk: int) -> Item:
    """An item of the units whose work the person sees."""
    rows = Item.objects.visible_to(request.access).select_related("commune", "unit")
    return get_object_or_404(rows, pk=pk)


@staff_page
@form_page
def none(request, pk):
    """It did not arise in this period, for a reason that is public."""
    item = item_or_404(request, pk)
    policies.check_say(request.access, item)
    return step(
        request, ReasonForm(request.POST or None),
        lambda form: services.say_none(
            item=item, why=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        said=_("Đã ghi không phát sinh."), then=reverse("disclosure:item", args=[pk]), lede=item.title,
        title=_("Nội dung này không phát sinh?"), action=_("Ghi không phát sinh"), consequences=[
            _("Việc này không còn phải làm trong kỳ."), _("Lý do hiện công khai trong danh sách của quý."),
        ],
        back_url=reverse("disclosure:item", args=[pk]),
    )  # fmt: skip


@staff_page
@form_page
def owed(request, pk):
    """It arose after all."""
    item = item_or_404(request, pk)
    policies.check_say(request.access, item)
    return step(
        request, None, lambda _form: services.say_owed(item=item, by=request.access.person, now=clock.now()),
        said=_("Đã mở lại."), then=reverse("disclosure:item", args=[pk]), lede=item.title,
        title=_("Nội dung này có phát sinh?"), action=_("Mở lại"),
        back_url=reverse("disclosure:item", args=[pk]),
    )  # fmt: skip
