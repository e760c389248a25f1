"""Somebody is received, or refused. Before a word is written the recorder asks whether it is about them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.core.text import whole_number
from danchu.petitions.forms.reception.receiving import CorrectForm, ReceiveForm, RefuseForm
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Booking, ReceptionDay
from danchu.petitions.policies.reception import check_receive
from danchu.petitions.queries import reception as queries
from danchu.petitions.queries.cases import villages
from danchu.petitions.queries.desk import may_receive
from danchu.petitions.services import reception as services
from danchu.petitions.states import BookingState, VisitState, Whose
from danchu.petitions.views.staff.reception import visit_or_404

NOT_MINE = "khong"  # the answer to the first question


def _asked(request) -> tuple[ReceptionDay | None, Booking | None]:
    """The day and the booking that the address names (`?ngay=`, `?hen=`); 404 for another commune's or another day's.

    Without a day it is somebody who came outside any announced day: the daily reception (Law 42/2013, Art. 24.2.b).
    """
    commune, today = request.access.commune, clock.today()
    day = booking = None
    if wanted := request.GET.get("hen", ""):
        rows = Booking.objects.select_related("day", "receipt__contact").filter(state=BookingState.BOOKED)
        booking = get_object_or_404(rows, commune=commune, pk=whole_number(wanted) or 0)
        day = booking.day
    elif wanted := request.GET.get("ngay", ""):
        rows = ReceptionDay.objects.public().select_related("commune")
        day = get_object_or_404(rows, commune=commune, pk=whole_number(wanted) or 0)
    if day and day.on != today:
        raise Http404
    return day, booking


def _first_question(request, day):
    """On a card one can point at: is it about the person writing it down, or their kin?"""
    query = request.GET.copy()
    query["lien_quan"] = NOT_MINE
    others = [one for one in may_receive(request.access.commune, clock.today()) if one != request.access.person]
    context = {
        "recorder": request.access.person, "go_on": f"{request.path}?{query.urlencode()}", "others": others,
        "is_mine": request.GET.get("lien_quan") == "co", "mine": f"{request.path}?{_with(request, 'co')}",
        "back_url": reverse("reception:day", args=[day.pk]) if day else reverse("reception:register"),
    }  # fmt: skip
    return render(request, "petitions/reception/first_question.html", context)


def _with(request, answer: str) -> str:
    query = request.GET.copy()
    query["lien_quan"] = answer
    return query.urlencode()


def _choices(request) -> dict:
    commune, today = request.access.commune, clock.today()
    return {
        "villages": villages(commune, today), "people": may_receive(commune, today),
        "officials": queries.officials(commune, today),
    }  # fmt: skip


def _initial(request, day: ReceptionDay | None, booking: Booking | None) -> dict:
    found = {"form_key": fresh_key(), "received_by": request.access.person.pk, "people": 1}
    if day and day.whose != Whose.OTHER and (chair := queries.chair_of(request.access.commune, clock.today())):
        found["received_by"] = chair.person_id
    if booking:
        contact = getattr(booking.receipt, "contact", None)
        found |= {"about": booking.about, "name": contact.name if contact else ""}
    return found


@staff_page
@form_page
def receive(request):
    """Columns 3 to 11 of form 03/TCD, in the order in which one asks."""
    check_receive(request.access)
    day, booking = _asked(request)
    if request.GET.get("lien_quan") != NOT_MINE:
        return _first_question(request, day)
    form = ReceiveForm(request.POST or None, initial=_initial(request, day, booking), **_choices(request))
    return step(
        request, form,
        lambda form: services.receive(
            commune=request.access.commune, values=form.line, form_key=form.cleaned_data["form_key"],
            speakers=form.cleaned_data["speakers_number"] or 0, subjects=form.cleaned_data["subjects"], day=day,
            booking=booking, by=request.access.person, now=clock.now(),
        ),
        then=lambda made: _to(request, made, day), said=_("Đã ghi sổ."), template="petitions/reception/receive.html",
        title=_("Tiếp và ghi sổ"), day=day, booking=booking, action=_("Ghi vào sổ"),
    )  # fmt: skip


@staff_page
@form_page
def refuse(request):
    """A ground of the law first: whoever must be refused is refused for something."""
    check_receive(request.access)
    day, booking = _asked(request)
    if request.GET.get("lien_quan") != NOT_MINE:
        return _first_question(request, day)
    form = RefuseForm(
        request.POST or None, initial=_initial(request, day, booking), today=clock.today(), **_choices(request)
    )
    return step(
        request, form,
        lambda form: services.refuse_visit(
            commune=request.access.commune, values=form.line, ground=form.cleaned_data["ground"],
            reasons=form.cleaned_data["reasons"], explained=form.cleaned_data["explained"],
            form_key=form.cleaned_data["form_key"], subjects=form.cleaned_data["subjects"], day=day, booking=booking,
            by=request.access.person, now=clock.now(),
        ),
        then=lambda made: _to(request, made, day), said=_("Đã ghi lượt từ chối tiếp."),
        template="petitions/reception/receive.html", title=_("Từ chối tiếp"), day=day, booking=booking,
        action=_("Ghi từ chối tiếp"), danger=True,
        lede=_("Chỉ từ chối khi có căn cứ của luật. Không được lấy cớ từ chối để né việc (khoản 4 Điều 4 Nghị định "
               "154/2026)."),
    )  # fmt: skip


@staff_page
@form_page
def correct(request, pk):
    """A slip of the pen is put right; what stood before stays in column 12."""
    one = visit_or_404(request, pk)
    check_receive(request.access)
    initial = {name: getattr(one, name) for name in CorrectForm.COLUMNS} | {
        "is_ours": "yes" if one.is_ours else "no", "subjects": one.subjects.all(), "form_key": one.form_key,
    }  # fmt: skip
    choices = _choices(request)
    choices["people"] = [*choices["people"], one.received_by]
    choices["villages"] = choices["villages"] | villages(one.commune, one.on)
    refused = one.state == VisitState.REFUSED
    form = CorrectForm(request.POST or None, initial=initial, refused=refused, **choices)
    return step(
        request, form,
        lambda form: services.correct(
            visit=one, values=form.line, why=form.cleaned_data["why"], subjects=form.cleaned_data["subjects"],
            by=request.access.person, now=clock.now(),
        ),
        then=lambda made: _to(request, made, one.day), said=_("Đã sửa; dòng cũ được giữ ở cột theo dõi."),
        template="petitions/reception/receive.html", title=_("Sửa dòng trong sổ"), lede=words.visit_title(one),
        action=_("Sửa"), back_url=reverse("reception:visit", args=[one.pk]),
    )  # fmt: skip


def _to(request, made, day: ReceptionDay | None) -> str:
    """To the line just written; to the day, or the register, where it is about the writer."""
    if type(made).objects.visible_to(request.access).filter(pk=made.pk).exists():
        return reverse("reception:visit", args=[made.pk])
    return reverse("reception:day", args=[day.pk]) if day else reverse("reception:register")
