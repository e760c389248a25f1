"""The commune's loudspeaker stations."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.channels import services
from danchu.channels.forms.airing import CloseForm, StationForm
from danchu.channels.models import Station
from danchu.channels.policies import airing as policies
from danchu.channels.queries.hearing import Reach
from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.organisation.states import UnitKind


def _station_or_404(request, pk: int) -> Station:
    """A station of the person's own commune."""
    return get_object_or_404(Station.objects.filter(commune=request.access.commune).select_related("unit"), pk=pk)


def _choices(commune) -> dict:
    units = Unit.objects.filter(commune=commune).on(clock.today())
    villages = units.filter(kind=UnitKind.VILLAGE)
    return {"owners": units.filter(kind__in=(UnitKind.COMMITTEE, UnitKind.VILLAGE)), "villages": villages}


@staff_page
@require_safe
def listing(request):
    """Every station, which villages hear it, and which hear none."""
    commune, today = request.access.commune, clock.today()
    reach = Reach(commune)
    names = {village.pk: village.name for village in reach.villages}
    rows = [
        {"station": each, "hears": [names[pk] for pk in names if pk in reach.hearers(each)]} for each in reach.on(today)
    ]
    context = {
        "rows": rows,
        "closed": [each for each in reach.stations if each.valid_to and each.valid_to < today],
        "silent": reach.without_sound(today),
        "may_change": can(policies.check_stations, request.access),
    }
    return render(request, "channels/stations.html", context)


@staff_page
@form_page
def add(request):
    """A new station."""
    policies.check_stations(request.access)
    commune = request.access.commune
    choices = _choices(commune)
    form = StationForm(request.POST or None, initial={"hears": choices["villages"]}, **choices)
    return _asked(
        request, form,
        lambda form: services.open_station(
            commune=commune, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        said=_("Đã thêm cụm loa."), title=_("Thêm cụm loa"), action=_("Thêm cụm loa"),
    )  # fmt: skip


@staff_page
@form_page
def change(request, pk):
    """What is said of a station."""
    station = _station_or_404(request, pk)
    policies.check_stations(request.access)
    initial = {name: getattr(station, name) for name in ("name", "unit", "where", "times", "language")}
    form = StationForm(
        request.POST or None, initial={**initial, "hears": station.hears.all()}, **_choices(station.commune)
    )
    return _asked(
        request, form,
        lambda form: services.change_station(
            station=station, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        said=_("Đã lưu cụm loa."), title=_("Sửa cụm loa"), action=_("Lưu cụm loa"),
        lede=station.name,
    )  # fmt: skip


@staff_page
@form_page
def close(request, pk):
    """A station is no longer used from the day after."""
    station = _station_or_404(request, pk)
    policies.check_stations(request.access)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    consequences = [
        _("Các buổi phát sau ngày này bị bỏ khỏi lịch."),
        _("Những buổi đã phát vẫn được giữ."),
    ]
    return _asked(
        request, form,
        lambda form: services.close_station(
            station=station, on=form.cleaned_data["on"], by=request.access.person, now=clock.now()
        ),
        said=_("Đã ghi cụm loa thôi dùng."), field="on", title=_("Thôi dùng cụm loa"),
        action=_("Thôi dùng"), lede=station.name, danger=True, consequences=consequences,
    )  # fmt: skip


def _asked(request, form, act, **words):
    back = reverse("airing:stations")
    return step(request, form, act, then=back, back_url=back, template="channels/station_ask.html", **words)
