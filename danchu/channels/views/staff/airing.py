"""What has to be spoken and told; one announcement's scripts, sheet and village heads; planning and confirming."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.channels import queries, services
from danchu.channels.forms.airing import AnswerForm, DropForm, FilterForm, MeetingForm, PlanForm
from danchu.channels.models import Airing, Announcement, Station
from danchu.channels.papers import airing as sheets
from danchu.channels.policies import airing as policies
from danchu.channels.queries import airing as reads
from danchu.channels.rules import airing as rules
from danchu.channels.states import AnnouncementState, ScriptState
from danchu.channels.views.staff.scripts import announcement_or_404
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.organisation.states import Permission, UnitKind

PER_PAGE = 20


@staff_page
@require_safe
def listing(request):
    """What the person has to tell or confirm first, then every announcement of the units they see."""
    access, today = request.access, clock.today()
    form = FilterForm(request.GET)
    chosen = form.chosen
    rows = reads.visible(access).select_related("unit")
    if chosen.get("loc") != "all":
        rows = rows.filter(state=AnnouncementState.CURRENT)
    if words := chosen.get("tim"):
        rows = reads.matching(rows, words)
    rows = reads.with_counts(rows, today).order_by("-on", "-pk")
    narrowed = {
        "word": {"unsaid__gt": 0}, "plan": {"airs_days__gt": 0, "aired": 0, "ahead": 0, "unsaid": 0},
    }.get(chosen.get("loc", ""))  # fmt: skip
    if narrowed:
        rows = rows.filter(**narrowed)
    elif chosen.get("loc") == "heads":
        rows = rows.filter(heads__gt=0).exclude(told=F("heads"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    relays = list(reads.own_relays(access)[:PER_PAGE])
    context = {
        "filter": form,
        "filtered": bool(chosen),
        "page": page,
        "rows": [{"announcement": each, "notes": _notes(each)} for each in page],
        "relays": [each for each in relays if each.told_on is None],
        "told": [each for each in relays if each.told_on],
        "own_unsaid": _own_unsaid(access, today),
        "sees_units": bool(reads.visible(access).exists()),
        "may_stations": can(policies.check_stations, access),
    }
    return render(request, "channels/airing_list.html", context)


def _own_unsaid(access, today) -> list[dict]:
    """Announcements with broadcasts of the person's own stations that nobody has answered for."""
    villages = Unit.objects.filter(pk__in=access.units(Permission.WORK), kind=UnitKind.VILLAGE)
    rows = reads.unsaid(access.commune, today).filter(station__unit__in=villages).select_related("announcement")
    found: dict[int, Announcement] = {row.announcement_id: row.announcement for row in rows}
    return [
        {
            "label": each.title,
            "url": reverse("airing:confirm", args=[pk]),
            "state": "waiting",
            "word": _("Chờ xác nhận"),
        }
        for pk, each in found.items()
    ]


def _notes(row) -> list[tuple[str, str]]:
    """(mark, words) of where an announcement stands."""
    if row.state != AnnouncementState.CURRENT:
        return [("draft", str(row.get_state_display()))]
    notes = []
    if row.airs_days:
        if not row.approved:
            notes.append(("waiting", _("Chưa duyệt bài")))
        if row.unsaid:
            notes.append(("soon", _("%(n)s buổi chờ xác nhận") % {"n": row.unsaid}))
        elif not (row.aired or row.ahead):
            notes.append(("waiting", _("Chưa có lịch phát")))
        if row.aired:
            notes.append(("done", _("Đã phát %(n)s buổi") % {"n": row.aired}))
    if row.heads:
        mark = "done" if row.told == row.heads else "waiting"
        notes.append((mark, _("%(told)s/%(heads)s thôn, bản đã báo") % {"told": row.told, "heads": row.heads}))
    return notes


@staff_page
@require_safe
def detail(request, pk):
    """One announcement: what is read out, when, who has told whom, and what of it is confirmed."""
    announcement = announcement_or_404(request, pk)
    today = clock.today()
    standing = queries.coverage(announcement.commune, [announcement.subject], today)[announcement.subject]
    airings = list(announcement.airings.select_related("station", "village"))
    stations = {each.station for each in airings if each.station}
    missing = {
        station.name: [day(one) for one in more]
        for station in sorted(stations, key=lambda each: each.name)
        if (more := reads.days_to_add(announcement, station, today))
    }
    context = {
        "announcement": announcement,
        "standing": standing,
        "scripts": announcement.scripts.select_related("recording"),
        "airings": [_airing_row(each, today) for each in airings],
        "missing": [f"{name}: {', '.join(days)}" for name, days in missing.items()],
        "unsaid": sum(1 for each in airings if not each.aired_at and not each.missed and each.on <= today),
        "relays": list(announcement.relays.select_related("village").order_by("village__order", "village__name")),
        "logged": announcement.logged.select_related("file"),
        "is_current": announcement.state == AnnouncementState.CURRENT,
        "may_work": can(policies.check_work, request.access, announcement),
        "page_url": f"/{announcement.commune.slug}/{announcement.path}",
        "open_since": today - rules.HEADS_WITHIN,
        "approved": ScriptState.APPROVED,
    }
    return render(request, "channels/airing_detail.html", context)


def _airing_row(airing: Airing, today) -> dict:
    if airing.aired_at:
        mark, word = "done", _("Đã phát") if airing.station_id else _("Đã đọc")
    elif airing.missed:
        mark, word = "late", _("Không phát: %(why)s") % {"why": airing.missed}
    elif airing.on <= today:
        mark, word = "soon", _("Chờ xác nhận")
    else:
        mark, word = "waiting", _("Sắp phát")
    where = airing.station.name if airing.station else _("Họp %(village)s") % {"village": airing.village.name}
    return {"airing": airing, "where": where, "mark": mark, "word": word, "is_open": mark in ("soon", "waiting")}


@staff_page
@form_page
def plan(request, pk):
    """The broadcast sheet: proposed from tomorrow on, at each station's usual times."""
    announcement = announcement_or_404(request, pk)
    policies.check_work(request.access, announcement)
    today = clock.today()
    stations = Station.objects.filter(commune=announcement.commune).on(today)
    days = _days_proposed(announcement, stations, today)
    form = PlanForm(
        request.POST or None, stations=stations, initial={"stations": stations, "first": days[0], "days": len(days)}
    )

    def lay(form):
        given = form.cleaned_data
        chosen = [given["first"] + number * datetime.timedelta(days=1) for number in range(given["days"])]
        services.plan_airings(
            announcement=announcement, stations=given["stations"], days=chosen, times=given["times"],
            by=request.access.person, now=clock.now(),
        )  # fmt: skip

    return _asked(
        request, announcement, form, lay, then=reverse("airing:detail", args=[pk]),
        said=_("Đã lập lịch phát. In phiếu phát giao người trực loa."), title=_("Lập lịch phát thanh"),
        action=_("Lập lịch phát"), template="channels/airing_plan.html", no_stations=not stations,
        stations_rows=[(each.name, each.times) for each in stations],
    )  # fmt: skip


def _days_proposed(announcement, stations, today) -> tuple[datetime.date, ...]:
    """What is missing on the sheet, else the days from tomorrow on."""
    if announcement.airings.filter(station__isnull=False).exists():
        missing = {each for station in stations for each in reads.days_to_add(announcement, station, today)}
        if missing:
            first, last = min(missing), max(missing)
            return tuple(first + number * rules.ONE_DAY for number in range((last - first).days + 1))
    return rules.proposed_days(today, announcement.airs_days)


@staff_page
@form_page
def confirm(request, pk):
    """What happened, broadcast by broadcast: on the spot by phone, or from the paper sheet, several at once."""
    found = Announcement.objects.filter(commune=request.access.commune).select_related("commune", "unit")
    announcement = get_object_or_404(found, pk=pk)
    today, access = clock.today(), request.access
    rows = announcement.airings.filter(station__isnull=False).select_related("station", "announcement")
    airings = [each for each in rows if can(policies.check_confirm, access, each)]
    if not airings and not reads.visible(access).filter(pk=pk).exists():
        raise Http404
    waiting = [each for each in airings if each.on <= today and not each.aired_at and not each.missed]
    forms = [(each, AnswerForm(request.POST or None, prefix=f"b{each.pk}")) for each in waiting]
    all_valid = not [form for _each, form in forms if not form.is_valid()]  # each is looked at, so that each says why
    if request.method == "POST" and all_valid:
        answers = [
            services.Answer(each, form.cleaned_data["happened"] == "yes", form.cleaned_data["reason"])
            for each, form in forms
            if form.cleaned_data["happened"]
        ]
        try:
            count = services.confirm_airings(
                announcement=announcement, answers=answers, by=access.person, now=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Đã ghi %(n)s buổi.") % {"n": count})
            sees = reads.visible(access).filter(pk=pk).exists()
            return redirect("airing:detail", pk=pk) if sees else redirect("airing:list")
    context = {
        "announcement": announcement,
        "forms": forms,
        "wrong": [form for _each, form in forms if form.errors],
        "ahead": [each for each in airings if each.on > today],
        "answered": [_airing_row(each, today) for each in airings if each.aired_at or each.missed],
        "sees": reads.visible(access).filter(pk=pk).exists(),
    }
    return render(request, "channels/airing_confirm.html", context, status=422 if context["wrong"] else 200)


def _airing_or_404(request, pk: int) -> Airing:
    rows = Airing.objects.filter(announcement__commune=request.access.commune)
    airing = get_object_or_404(
        rows.select_related("announcement__commune", "announcement__unit", "station", "village"), pk=pk
    )
    try:
        policies.check_confirm(request.access, airing)
    except PermissionDenied:
        if not reads.visible(request.access).filter(pk=airing.announcement_id).exists():
            raise Http404 from None
        raise
    return airing


@staff_page
@form_page
def take_back(request, pk):
    """What was said of a broadcast was a mistake."""
    airing = _airing_or_404(request, pk)
    announcement = airing.announcement
    sees = reads.visible(request.access).filter(pk=announcement.pk).exists()
    row = _airing_row(airing, clock.today())
    consequences = [_("%(where)s, ngày %(day)s không còn được tính.") % {"where": row["where"], "day": day(airing.on)}]
    return _asked(
        request, announcement, None,
        lambda _form: services.take_back_airing(airing=airing, by=request.access.person, now=clock.now()),
        then=reverse("airing:detail", args=[announcement.pk]) if sees else "airing:list",
        said=_("Đã lấy lại xác nhận."), title=_("Lấy lại xác nhận"), action=_("Lấy lại"), danger=True,
        consequences=consequences,
    )  # fmt: skip


@staff_page
@form_page
def drop(request, pk):
    """A planned broadcast will not be heard, and why."""
    airing = _airing_or_404(request, pk)
    announcement = airing.announcement
    policies.check_work(request.access, announcement)
    form = DropForm(request.POST or None)
    row = _airing_row(airing, clock.today())
    consequences = [
        _("%(where)s, ngày %(day)s bị bỏ khỏi lịch và không được tính là đã phát.")
        % {"where": row["where"], "day": day(airing.on)}
    ]
    return _asked(
        request, announcement, form,
        lambda form: services.drop_airing(
            announcement=announcement, airing=airing, by=request.access.person, now=clock.now(),
            **form.cleaned_data,
        ),
        then=reverse("airing:detail", args=[announcement.pk]),
        said=_("Đã bỏ buổi phát khỏi lịch. Lý do được giữ lại; lấy lại được nếu nhầm."), title=_("Bỏ buổi phát"),
        action=_("Bỏ khỏi lịch"), danger=True, consequences=consequences,
    )  # fmt: skip


@staff_page
@form_page
def meeting(request, pk):
    """The script was read out at a meeting of a village."""
    announcement = announcement_or_404(request, pk)
    policies.check_work(request.access, announcement)
    villages = Unit.objects.filter(commune=announcement.commune, kind=UnitKind.VILLAGE).on(clock.today())
    form = MeetingForm(request.POST or None, villages=villages, initial={"on": clock.today()})
    return _asked(
        request, announcement, form,
        lambda form: services.read_at_meeting(
            announcement=announcement, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        then=reverse("airing:detail", args=[announcement.pk]), said=_("Đã ghi buổi đọc tại cuộc họp."), field="on",
        title=_("Đọc tại cuộc họp thôn, bản"), action=_("Ghi buổi đọc"),
    )  # fmt: skip


@staff_page
@require_safe
def sheet(request, pk):
    """The broadcast sheet to print: the words in large type, every broadcast with a box to tick."""
    announcement = announcement_or_404(request, pk)
    content = sheets.sheet(announcement, address=request.build_absolute_uri(f"/{announcement.short_path}"))
    response = HttpResponse(sheets.pdf(content), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="phieu-phat-{announcement.pk}.pdf"'
    return response


def _asked(request, announcement, form, act, *, template="channels/airing_ask.html", **words):
    return step(
        request, form, act, template=template, announcement=announcement, lede=announcement.title,
        back_url=reverse("airing:detail", args=[announcement.pk]), **words,
    )  # fmt: skip
