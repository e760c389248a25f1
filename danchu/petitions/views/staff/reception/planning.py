"""The schedule: what lies ahead, a draft, its days, approved, published."""

import datetime

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.duties.messages import LANGUAGE
from danchu.organisation.policies import root_unit
from danchu.petitions.forms.reception.planning import DayForm, DraftForm, PublishForm, UrgentForm
from danchu.petitions.messages import reception as words
from danchu.petitions.models import ReceptionDay, Schedule
from danchu.petitions.papers import reception as papers
from danchu.petitions.policies import reception as policies
from danchu.petitions.queries import reception as queries
from danchu.petitions.services import reception as services
from danchu.petitions.states import ScheduleState, Standing
from danchu.petitions.views.staff.reception import day_or_404, paper_answer, schedule_or_404

PER_PAGE = 20


@staff_page
@require_safe
def index(request):
    """What lies ahead and how the chair's week or month stands; schedules; days of which nobody has said anything."""
    policies.check_receive(request.access)
    commune, today = request.access.commune, clock.today()
    ahead = queries.coming(commune, today)
    until = max((day.on for day in ahead), default=today)
    kept = (
        queries.chairs_time(commune, today.replace(day=1), until + datetime.timedelta(days=31), today) if ahead else []
    )
    over = queries.chairs_past(commune, today, months=6)
    page = Paginator(queries.past(commune, today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "ahead": [{"day": day, "hours": words.hours(day), **words.became(day, today)} for day in ahead],
        "unnoted": queries.unnoted(commune, today), "schedules": queries.schedules_of(commune)[:6],
        "kept": [words.kept_line(one) for one in kept if one.stretch.first <= until],
        "missed": [words.kept_line(one) for one in over if one.standing == Standing.MISSED],
        "page": page, "past": [{"day": day, **words.became(day, today)} for day in page],
        "open": queries.register_of(request.access, queries.Asked(state="open")).count(),
    }  # fmt: skip
    return render(request, "petitions/reception/index.html", context)


@staff_page
@form_page
def start(request):
    """A schedule is proposed from the chair's usual day."""
    policies.check_receive(request.access)
    commune, today = request.access.commune, clock.today()
    before = Schedule.objects.filter(commune=commune).order_by("-first_on").first()
    day = before.days.filter(whose="chair").order_by("on").first() if before else None
    committee = root_unit(commune).name
    initial = {
        "receiver": _("Chủ tịch %(committee)s") % {"committee": committee}, "period": _next_period(before),
        "place": _("Phòng tiếp công dân, trụ sở %(committee)s") % {"committee": committee},
        "hours": before.hours if before else commune.office_hours,
    }  # fmt: skip
    if day:
        names = ("receiver", "place", "begins", "ends", "minutes", "attendants")
        initial |= {name: getattr(day, name) for name in names} | {"weekday": day.on.weekday()}
    form = DraftForm(request.POST or None, today=today, initial=initial)
    return step(
        request, form,
        lambda form: services.draft_schedule(
            commune=commune, **form.values, by=request.access.person, now=clock.now()
        ),
        then=lambda made: reverse("reception:schedule", args=[made.pk]),
        said=_("Đã đề xuất các ngày. Xem lại, thêm ngày của người khác, rồi trình Chủ tịch duyệt."),
        title=_("Lập lịch tiếp công dân"), action=_("Đề xuất các ngày"), back_url=reverse("reception:index"),
        lede=_("Hệ thống đề xuất các ngày, tránh ngày nghỉ; bạn sửa lại từng ngày được."),
    )  # fmt: skip


def _next_period(before: Schedule | None) -> str:
    if before is None:
        return ""
    first = before.last_on + datetime.timedelta(days=1)
    months = 6 if (before.last_on - before.first_on).days > 100 else 3
    last = (first.replace(day=1) + datetime.timedelta(days=31 * months)).replace(day=1) - datetime.timedelta(days=1)
    return f"{first}:{last}"


@staff_page
@require_safe
def schedule(request, pk):
    """One schedule: its days, what the law asks of them, what comes next."""
    one, today = schedule_or_404(request, pk), clock.today()
    days = list(one.days.select_related("moved_to"))
    draft = one if one.state != ScheduleState.PUBLISHED else None
    kept = queries.chairs_time(one.commune, one.first_on, one.last_on, today, with_draft=draft)
    context = {
        "one": one, "title": words.schedule_title(one),
        "days": [{"day": day, "hours": words.hours(day), **words.became(day, today)} for day in days],
        "kept": [words.kept_line(each) for each in kept], "signs": policies.can_sign(request.access),
        "is_draft": one.state == ScheduleState.DRAFT, "is_public": one.state == ScheduleState.PUBLISHED,
    }  # fmt: skip
    return render(request, "petitions/reception/schedule.html", context)


@staff_page
@form_page
def add(request, pk):
    """A further day: another receiver's, or one more of the chair's."""
    one = schedule_or_404(request, pk)
    like = one.days.order_by("on").first()
    initial = {name: getattr(like, name) for name in ("begins", "ends", "minutes", "place")} if like else {}
    return step(
        request, DayForm(request.POST or None, initial=initial),
        lambda form: services.add_day(
            schedule=one, values=form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        then=reverse("reception:schedule", args=[one.pk]), said=_("Đã thêm ngày vào lịch."), title=_("Thêm một ngày"),
        lede=words.schedule_title(one), action=_("Thêm ngày"), back_url=reverse("reception:schedule", args=[one.pk]),
    )  # fmt: skip


@staff_page
@form_page
def change(request, pk):
    """A day of a draft becomes another."""
    day = _draft_day(request, pk)
    names = ("whose", "receiver", "on", "begins", "ends", "minutes", "place", "attendants", "topic")
    back = reverse("reception:schedule", args=[day.schedule_id])
    return step(
        request, DayForm(request.POST or None, initial={name: getattr(day, name) for name in names}),
        lambda form: services.change_day(
            day=day, values=form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        then=back, said=_("Đã sửa ngày."), title=_("Sửa ngày tiếp"), action=_("Lưu"), back_url=back,
    )  # fmt: skip


@staff_page
@form_page
def drop(request, pk):
    """A day of a draft is not to be."""
    day = _draft_day(request, pk)
    back = reverse("reception:schedule", args=[day.schedule_id])
    return step(
        request, None,
        lambda _form: services.drop_day(day=day, by=request.access.person, now=clock.now()),
        then=back, said=_("Đã bỏ ngày khỏi lịch."), title=_("Bỏ ngày này khỏi lịch?"), lede=str(day), danger=True,
        action=_("Bỏ ngày"), back_url=back,
    )  # fmt: skip


def _draft_day(request, pk: int) -> ReceptionDay:
    day = day_or_404(request, pk)
    if day.schedule is None or day.schedule.state != ScheduleState.DRAFT:
        raise Http404
    return day


@staff_page
@form_page
def approve(request, pk):
    """The chair's word."""
    one = schedule_or_404(request, pk)
    policies.check_sign(request.access)
    back = reverse("reception:schedule", args=[one.pk])
    return step(
        request, None,
        lambda _form: services.approve(schedule=one, by=request.access.person, now=clock.now()),
        then=back, said=_("Đã duyệt lịch. Công bố để người dân thấy."), title=_("Duyệt lịch tiếp công dân"),
        lede=words.schedule_title(one), action=_("Duyệt lịch"), back_url=back,
        consequences=[
            _("Lịch không sửa được nữa, trừ khi đưa về soạn lại."), _("Người dân chưa thấy cho đến khi công bố."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def redraft(request, pk):
    """An approved schedule is put right."""
    one = schedule_or_404(request, pk)
    back = reverse("reception:schedule", args=[one.pk])
    return step(
        request, None,
        lambda _form: services.return_to_draft(schedule=one, by=request.access.person, now=clock.now()),
        then=back, said=_("Lịch đã về bước soạn."), title=_("Đưa lịch về soạn lại?"), lede=words.schedule_title(one),
        action=_("Soạn lại"), back_url=back, consequences=[_("Sửa xong phải duyệt lại.")],
    )  # fmt: skip


@staff_page
@form_page
def publish(request, pk):
    """On the web, onto the boards of the headquarters, into the register."""
    one = schedule_or_404(request, pk)
    back = reverse("reception:schedule", args=[one.pk])
    return step(
        request, PublishForm(request.POST if request.method == "POST" else None),
        lambda form: services.publish(
            schedule=one, accept_late=form.cleaned_data["accept_late"], by=request.access.person, now=clock.now()
        ),
        then=back, said=_("Đã công bố lịch. Bảng niêm yết ở trụ sở đã có lệnh dán."),
        title=_("Công bố lịch tiếp công dân"), lede=words.schedule_title(one), action=_("Công bố lịch"), back_url=back,
        consequences=[
            _("Lịch hiện trên trang của xã, người dân đặt hẹn được."), _("Bảng niêm yết ở trụ sở nhận lệnh dán."),
            _("Một dòng được ghi vào sổ công khai; từ đó chỉ dời hoặc hủy từng ngày, kèm lý do."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def discard(request, pk):
    """A draft is thrown away."""
    one = schedule_or_404(request, pk)
    return step(
        request, None,
        lambda _form: services.discard(schedule=one, by=request.access.person, now=clock.now()),
        then=reverse("reception:index"), said=_("Đã bỏ bản thảo."), title=_("Bỏ bản thảo lịch này?"), danger=True,
        lede=words.schedule_title(one), action=_("Bỏ bản thảo"), back_url=reverse("reception:schedule", args=[one.pk]),
    )  # fmt: skip


@staff_page
@form_page
def urgent(request):
    """The chair receives because a matter presses."""
    policies.check_receive(request.access)
    committee = root_unit(request.access.commune).name
    initial = {
        "receiver": _("Chủ tịch %(committee)s") % {"committee": committee}, "on": clock.today(),
        "place": _("Phòng tiếp công dân, trụ sở %(committee)s") % {"committee": committee},
    }  # fmt: skip
    return step(
        request, UrgentForm(request.POST or None, initial=initial),
        lambda form: services.add_urgent_day(
            commune=request.access.commune, values=form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        then=lambda made: reverse("reception:day", args=[made.pk]), said=_("Đã thêm buổi tiếp đột xuất."),
        title=_("Tiếp công dân đột xuất"), action=_("Thêm và công bố"), back_url=reverse("reception:index"),
        consequences=[_("Buổi tiếp hiện ngay trên trang của xã và được ghi vào sổ công khai.")],
    )  # fmt: skip


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The schedule as an official paper, to sign and to post."""
    one = schedule_or_404(request, pk)
    with override(LANGUAGE):
        content = papers.schedule_paper(one, list(one.days.all()), queries.chair_of(one.commune, clock.today()))
    return paper_answer(content, f"lich-tiep-cong-dan-{one.first_on}", fmt)
