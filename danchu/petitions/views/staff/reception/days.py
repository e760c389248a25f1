"""A reception day at the desk: who is awaited, who has come, what became of the day; a place in the queue."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.intake.states import Way
from danchu.petitions.forms.reception.planning import DeskBookForm, HeldForm, MoveForm, WhyForm
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Booking, Visit
from danchu.petitions.queries import reception as queries
from danchu.petitions.services import reception as services
from danchu.petitions.states import BookingState, DayState
from danchu.petitions.views.portal.reception import shown_once
from danchu.petitions.views.staff.reception import booking_or_404, day_or_404


@staff_page
@require_safe
def day(request, pk):
    """One day: who is awaited in what order, whom one has received, what may be done now."""
    one, today = day_or_404(request, pk), clock.today()
    if one.published_on is None:
        return redirect("reception:schedule", one.schedule_id)
    seen = set(Visit.objects.visible_to(request.access).filter(day=one).values_list("pk", flat=True))
    queue = [
        {
            "one": each, "tag": words.BOOKING_TAGS[BookingState(each.state)],
            "contact": getattr(each.receipt, "contact", None),
            "visit": each.visit.pk if hasattr(each, "visit") and each.visit.pk in seen else None,
            "hidden": hasattr(each, "visit") and each.visit.pk not in seen,  # it may be about the reader
        }
        for each in queries.queue(one)
    ]  # fmt: skip
    planned = one.state == DayState.PLANNED
    context = {
        "one": one, "hours": words.hours(one), "queue": queue, **words.became(one, today),
        "visits": Visit.objects.visible_to(request.access).filter(day=one).order_by("number"),
        "planned": planned, "is_today": one.on == today, "may_note": planned and one.on <= today,
        "may_receive": one.on == today and one.state in (DayState.PLANNED, DayState.HELD),
        "may_book": planned and one.on >= today, "free": len(queries.free_places(one)),
        "noted": one.state in (DayState.HELD, DayState.MISSED), "late": words.posted_late(one) if one.late else "",
    }  # fmt: skip
    return render(request, "petitions/reception/day.html", context)


def _back(day) -> str:
    return reverse("reception:day", args=[day.pk])


@staff_page
@form_page
def move(request, pk):
    """Put off to another day."""
    one = day_or_404(request, pk)
    return step(
        request, MoveForm(request.POST or None, initial={"begins": one.begins, "ends": one.ends}),
        lambda form: services.move_day(day=one, **form.cleaned_data, by=request.access.person, now=clock.now()),
        then=_back, said=_("Đã dời. Người đã hẹn được chuyển sang ngày mới; hãy báo cho họ nếu có số điện thoại."),
        title=_("Dời ngày tiếp công dân"), lede=str(one), action=_("Dời ngày"), back_url=_back(one),
        consequences=[
            _("Trang của xã nói ngày cũ, ngày mới và lý do."), _("Bảng niêm yết ở trụ sở nhận lệnh dán."),
            _("Người đã hẹn giữ lượt của mình ở ngày mới."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def cancel(request, pk):
    """No longer to be."""
    one = day_or_404(request, pk)
    return step(
        request, WhyForm(request.POST or None),
        lambda form: services.cancel(day=one, **form.cleaned_data, by=request.access.person, now=clock.now()),
        then=_back, said=_("Đã hủy ngày tiếp."), title=_("Hủy ngày tiếp công dân"), lede=str(one), danger=True,
        action=_("Hủy ngày này"), back_url=_back(one),
        consequences=[_("Trang của xã nói ngày này không tiếp và lý do."), _("Ngày đã hủy không mở lại được.")],
    )  # fmt: skip


@staff_page
@form_page
def note(request, pk):
    """Held, held by another, or not held."""
    one = day_or_404(request, pk)

    def act(form):
        values = {"day": one, "by": request.access.person, "now": clock.now()}
        if form.cleaned_data["became"] == "missed":
            return services.note_missed(reason=form.cleaned_data["reason"], **values)
        return services.note_held(in_person=form.cleaned_data["became"] == "in_person", **values)

    return step(
        request, HeldForm(request.POST or None, chairs=one.is_chairs), act, then=_back, said=_("Đã ghi."),
        title=_("Kết thúc ngày tiếp công dân"), lede=str(one), action=_("Ghi"), back_url=_back(one),
        consequences=[
            _("Người dân thấy trên trang của xã ngày này đã tiếp hay không."),
            _("Ai hẹn mà chưa đến được ghi là không đến."),
        ],
    )  # fmt: skip


@staff_page
@require_POST
def take_back(request, pk):
    """What was noted of the day was a mistake."""
    one = day_or_404(request, pk)
    return _done(request, one, lambda: services.take_back(day=one, by=request.access.person, now=clock.now()))


# -- the queue ---------------------------------------------------------------------------------------------------------
@staff_page
@form_page
def book(request, pk):
    """A place for somebody at the desk or on the telephone; the answer is the receipt with its PIN, to print."""
    one = day_or_404(request, pk)
    free = queries.free_places(one)
    form = DeskBookForm(request.POST or None, free=free, initial={"form_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        try:
            issued = services.book(
                day=one, way=Way.DESK, **form.wanted, contact=form.contact, read_back=form.cleaned_data["read_back"],
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            made = Booking.objects.select_related("day", "receipt__commune").get(receipt=issued.receipt)
            return render(request, "petitions/reception/slip.html", {"day": one, **shown_once(request, made, issued)})
    context = {"form": form, "day": one, "free": free, "hours": words.hours(one)}
    return render(request, "petitions/reception/book_desk.html", context, status=422 if form.errors else 200)


def _on_booking(request, pk: int, act):
    one = booking_or_404(request, pk)
    return _done(request, one.day, lambda: act(booking=one, by=request.access.person, now=clock.now()))


@staff_page
@require_POST
def give_back(request, pk):
    """The person says they do not come."""
    return _on_booking(request, pk, services.give_back)


@staff_page
@require_POST
def absent(request, pk):
    """Whoever was awaited did not come."""
    return _on_booking(request, pk, services.note_absent)


@staff_page
@require_POST
def await_again(request, pk):
    """Whoever was thought absent has come after all."""
    return _on_booking(request, pk, services.await_again)


def _done(request, day, act):
    try:
        act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("reception:day", day.pk)
