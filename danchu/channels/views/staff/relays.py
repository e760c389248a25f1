"""Village heads tell people: one page on a phone, one list for the clerk; and the other forms of Art. 12.1."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.channels import services
from danchu.channels.forms.airing import LogForm, ReasonForm, TellForm, TellRowForm
from danchu.channels.models import Logged, Relay
from danchu.channels.papers import airing as sheets
from danchu.channels.policies import airing as policies
from danchu.channels.queries.airing import visible
from danchu.channels.states import Form, Way
from danchu.channels.views.staff.scripts import announcement_or_404
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import not_now, step
from danchu.core.templatetags.vietnamese import day
from danchu.documents import files
from danchu.organisation.policies import can
from danchu.organisation.states import Permission


def _relay_or_404(request, pk: int) -> Relay:
    """What a village head has to tell: seen by the village's own people and by whoever sees the announcement."""
    own = Q(village__in=request.access.units(Permission.WORK), announcement__commune=request.access.commune)
    rows = Relay.objects.filter(own | Q(announcement__in=visible(request.access)))
    return get_object_or_404(rows.select_related("announcement__commune", "announcement__unit", "village"), pk=pk)


def _home(request, relay: Relay) -> str:
    """The announcement for whoever sees it, else the village head's own list."""
    sees = visible(request.access).filter(pk=relay.announcement_id).exists()
    return reverse("airing:detail", args=[relay.announcement_id]) if sees else reverse("airing:list")


@staff_page
@form_page
def tell(request, pk):
    """What to tell, in big letters; and how, when and how many were told."""
    relay = _relay_or_404(request, pk)
    form = None
    if can(policies.check_tell, request.access, relay):
        initial = {
            "way": relay.way, "told_on": relay.told_on or clock.today(), "households": relay.households,
            "note": relay.note,
        }  # fmt: skip
        form = TellForm(request.POST or None, initial=initial)
    if request.method == "POST":
        policies.check_tell(request.access, relay)
        if form is not None and form.is_valid():
            given = form.cleaned_data
            try:
                services.tell(
                    relay=relay, way=Way(given["way"]), told_on=given["told_on"], households=given["households"],
                    note=given["note"], by=request.access.person, now=clock.now(),
                )  # fmt: skip
            except Refused as refusal:
                form.add_error("told_on", str(refusal))
            else:
                messages.success(request, _("Đã ghi: %(village)s đã báo cho dân.") % {"village": relay.village})
                return redirect(_home(request, relay))
    context = {
        "relay": relay, "announcement": relay.announcement, "form": form, "words": sheets.words_of(relay.announcement),
        "back_url": _home(request, relay), "page_url": f"/{relay.announcement.commune.slug}/{relay.announcement.path}",
    }  # fmt: skip
    return render(request, "channels/tell.html", context, status=422 if form and form.errors else 200)


@staff_page
@require_safe
def slip(request, pk):
    """The same on paper: the words, and a list of households to tick."""
    relay = _relay_or_404(request, pk)
    address = request.build_absolute_uri(f"/{relay.announcement.short_path}")
    response = HttpResponse(sheets.pdf(sheets.slip(relay, address=address)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="to-bao-{relay.pk}.pdf"'
    return response


@staff_page
@form_page
def take_back(request, pk):
    """It was written down by mistake."""
    relay = _relay_or_404(request, pk)
    policies.check_tell(request.access, relay)
    if request.method == "POST":
        services.take_back_telling(relay=relay, by=request.access.person, now=clock.now())
        messages.success(request, _("Đã lấy lại. Thôn, bản này lại là chưa báo."))
        return redirect("airing:tell", pk=relay.pk)
    context = {
        "announcement": relay.announcement, "title": _("Lấy lại việc đã báo"), "lede": relay.village.name,
        "action": _("Lấy lại"), "danger": True, "back_url": reverse("airing:tell", args=[relay.pk]),
        "consequences": [_("Thôn, bản này lại được tính là chưa báo cho dân.")],
    }  # fmt: skip
    return render(request, "channels/airing_ask.html", context)


@staff_page
@form_page
def several(request, pk):
    """What village heads reported by word of mouth or on paper, typed in by the clerk, several at once."""
    announcement = announcement_or_404(request, pk)
    policies.check_work(request.access, announcement)
    open_relays = announcement.relays.filter(told_on__isnull=True).select_related("village", "announcement__commune")
    rows = [
        (relay, TellRowForm(request.POST or None, prefix=f"t{relay.pk}"))
        for relay in open_relays.order_by("village__order", "village__name")
    ]
    all_valid = not [form for _relay, form in rows if not form.is_valid()]  # each is looked at, so that each says why
    if request.method == "POST" and all_valid and _told(request, rows):
        return redirect("airing:detail", pk=announcement.pk)
    wrong = [form for _relay, form in rows if form.errors]
    context = {
        "announcement": announcement, "rows": rows, "wrong": wrong,
        "back_url": reverse("airing:detail", args=[announcement.pk]),
    }  # fmt: skip
    return render(request, "channels/tell_several.html", context, status=422 if wrong else 200)


def _told(request, rows) -> bool:
    """Writes down what was filled in; a line that is refused shows why, the others are written."""
    count = 0
    for relay, form in rows:
        given = form.cleaned_data
        if not given["way"]:
            continue
        try:
            services.tell(
                relay=relay, way=Way(given["way"]), told_on=given["told_on"], households=given["households"], note="",
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
            count += 1
        except Refused as refusal:
            form.add_error("told_on", str(refusal))
    if count:
        messages.success(request, _("Đã ghi %(n)s thôn, bản.") % {"n": count})
    return not any(form.errors for _relay, form in rows)


# -- other forms ------------------------------------------------------------------------------------------------------
@staff_page
@form_page
def log(request, pk):
    """Another form of Art. 12.1 was used."""
    announcement = announcement_or_404(request, pk)
    policies.check_work(request.access, announcement)
    form = LogForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})
    return step(
        request, form,
        lambda form: services.log_form(
            announcement=announcement, form=Form(form.cleaned_data["form"]), on=form.cleaned_data["on"],
            note=form.cleaned_data["note"], upload=form.cleaned_data["file"], by=request.access.person,
            now=clock.now(),
        ),
        then=reverse("airing:detail", args=[announcement.pk]), said=_("Đã ghi hình thức công khai."),
        template="channels/airing_ask.html", announcement=announcement, title=_("Ghi hình thức công khai khác"),
        lede=announcement.title, action=_("Ghi lại"), back_url=reverse("airing:detail", args=[announcement.pk]),
    )  # fmt: skip


def _logged_or_404(request, pk: int) -> Logged:
    rows = Logged.objects.filter(announcement__in=visible(request.access))
    return get_object_or_404(rows.select_related("announcement__commune", "announcement__unit", "file"), pk=pk)


@staff_page
@form_page
def strike(request, pk):
    """A line is struck out with a reason."""
    logged = _logged_or_404(request, pk)
    announcement = logged.announcement
    back = reverse("airing:detail", args=[announcement.pk])
    if answer := not_now(request, lambda: policies.check_strike(request.access, logged), back=back):
        return answer
    return step(
        request, ReasonForm(request.POST or None),
        lambda form: services.strike_logged(
            logged=logged, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        then=back, said=_("Đã gạch. Dòng này không còn được tính."), template="channels/airing_ask.html",
        announcement=announcement, title=_("Gạch hình thức đã ghi"), action=_("Gạch kèm lý do"), danger=True,
        lede=f"{logged.get_form_display()}, {day(logged.on)}: {logged.note}", back_url=back,
    )  # fmt: skip


@staff_page
@require_safe
def file(request, pk):
    """The paper of a line."""
    logged = _logged_or_404(request, pk)
    if logged.file is None:
        raise Http404
    return files.deliver(logged.file)
