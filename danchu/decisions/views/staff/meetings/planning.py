"""A meeting is planned, looked at, called, called off; the list of meetings."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.text import fold, whole_number
from danchu.decisions import services
from danchu.decisions.forms.meetings import (
    CallForm,
    ChangeForm,
    ClusterPlanForm,
    MeetingFilterForm,
    MeetingForm,
    VillageForm,
    WhyForm,
)
from danchu.decisions.messages import meetings as words
from danchu.decisions.models import Meeting, Vote
from danchu.decisions.papers.ballot import head_of
from danchu.decisions.policies import check_run
from danchu.decisions.queries import meetings as queries
from danchu.decisions.states import MeetingState, VoteState
from danchu.decisions.views.staff.meetings import answer, meeting_or_404, own_vote_or_404
from danchu.decisions.views.staff.meetings.lines import steps_of, vote_lines
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind

PER_PAGE = 20


@staff_page
@require_safe
def listing(request):
    """The meetings of one's villages, the next first; what may be planned."""
    access, today = request.access, clock.today()
    villages = queries.run_by(access, today)
    form = MeetingFilterForm(request.GET, villages=villages)
    chosen = form.chosen
    rows = queries.meetings_of(access).order_by("-begins_at")
    if village := whole_number(chosen.get("thon", "")):
        rows = rows.filter(village=village)
    if state := chosen.get("buoc"):
        rows = rows.filter(state=state)
    found = list(rows)
    if wanted := fold(chosen.get("tim", "")).split():
        found = [row for row in found if all(word in fold(f"{row.title} {row.place}") for word in wanted)]
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")), "filter": form, "filtered": bool(chosen),
        "villages": villages, "open_votes": _open_votes(villages),
    }  # fmt: skip
    return render(request, "decisions/meetings/list.html", context)


def _open_votes(villages: list[Unit]):
    """Votes of these villages that are decided at meetings and have none yet."""
    rows = Vote.objects.filter(
        village__in=villages, form__in=queries.AT_MEETINGS, state__in=(VoteState.PLANNED, VoteState.OPEN)
    ).select_related("matter", "village")
    held = Meeting.objects.exclude(state=MeetingState.CALLED_OFF).filter(votes__in=rows).values("votes")
    return rows.exclude(pk__in=held, form="meeting")


@staff_page
@form_page
def new(request):
    """A meeting on a vote (`?vote=`), or the yearly conference of a village (`?conference=1&thon=`)."""
    vote = _asked_vote(request)
    village = vote.village if vote else _asked_village(request)
    if village is None:
        return _which_village(request)
    today = clock.today()
    clusters = queries.clusters_of(village, today) if vote and vote.form == "cluster" else None
    form = MeetingForm(
        request.POST or None, clusters=clusters,
        initial=_proposed(vote, village, today) | {"convenor": _head_calls(request, vote, village)},
        convenor_hint=_who_calls(vote),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            meeting = services.plan_meeting(
                village=village, votes=[vote] if vote else [], is_conference=vote is None, by=request.access.person,
                now=clock.now(), **form.values,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("meetings:meeting", pk=meeting.pk)
    context = {
        "form": form, "title": _("Lập cuộc họp") if vote else _("Lập hội nghị định kỳ hằng năm"), "vote": vote,
        "lede": vote.matter.title if vote else village.name, "action": _("Lập cuộc họp"),
        "back_url": reverse("meetings:list"),
        "needs_plan": vote and vote.form == "cluster" and not vote.cluster_plan_on,
    }  # fmt: skip
    return render(request, "decisions/meetings/form.html", context)


def _head_calls(request, vote: Vote | None, village: Unit) -> str:
    """A village head who fills in the form calls the meeting (Art. 18.1), but not one where a head is elected."""
    if request.access.unit != village or (vote is not None and vote.matter.clause == "15.4"):
        return ""
    return head_of(village.name)


def _asked_vote(request) -> Vote | None:
    asked = whole_number(request.GET.get("vote", ""))
    return own_vote_or_404(request, asked) if asked is not None else None


def _asked_village(request) -> Unit | None:
    villages = queries.run_by(request.access, clock.today())
    asked = whole_number(request.GET.get("thon", ""))
    if asked is not None:
        rows = Unit.objects.filter(commune=request.access.commune, kind=UnitKind.VILLAGE)
        village = get_object_or_404(rows, pk=asked)
        check_run(request.access, village)
        return village
    return villages[0] if len(villages) == 1 else None


def _which_village(request):
    villages = queries.run_by(request.access, clock.today())
    if not villages:
        raise Http404
    form = VillageForm(request.GET if "thon" in request.GET else None, villages=villages)
    context = {"form": form, "title": _("Hội nghị định kỳ của thôn nào?"), "back_url": reverse("meetings:list")}
    return render(request, "decisions/meetings/which.html", context)


def _proposed(vote: Vote | None, village: Unit, today) -> dict:
    """What the form says before anybody typed: the order that the law gives (Art. 18.4; Decree 59/2023, Art. 11.2)."""
    if vote is None:
        title = _("Hội nghị định kỳ của cộng đồng dân cư năm %(year)s") % {"year": today.year}
        agenda = [
            _("1. Tuyên bố lý do, giới thiệu đại biểu, thư ký hội nghị"),
            _("2. Trưởng thôn báo cáo tình hình của thôn và kết quả thực hiện những việc dân đã bàn, quyết định"),
            _("3. Ban công tác Mặt trận báo cáo việc thực hiện dân chủ ở thôn và ở xã"),
            _("4. Thành viên Ban Thanh tra nhân dân báo cáo việc kiểm tra, giám sát"),
            _("5. Bà con thảo luận, kiến nghị; tiếp thu, giải trình"),
            _("6. Thông qua các nội dung; biểu dương; kết luận"),
        ]
    else:
        title = _("Họp bàn: %(title)s") % {"title": vote.matter.title}
        agenda = [
            _("1. Tuyên bố lý do, giới thiệu đại biểu, cử thư ký"),
            _("2. Trình bày: %(title)s") % {"title": vote.matter.title},
            _("3. Bà con thảo luận"),
            _("4. Chọn cách biểu quyết (giơ tay hoặc bỏ phiếu kín) và biểu quyết"),
            _("5. Công bố kết quả, kết luận"),
        ]
    return {"title": title[:300], "agenda": "\n".join(agenda), "place": _("Nhà văn hóa %(v)s") % {"v": village.name}}


def _who_calls(vote: Vote | None) -> str:
    """Who convenes and chairs, by what is decided (Law 10/2022, Art. 18.1; Decree 59/2023, Art. 3.1)."""
    if vote is None or vote.matter.clause != "15.4":
        return _("Trưởng thôn, Tổ trưởng tổ dân phố; khi khuyết thì người được Chủ tịch UBND xã chỉ định.")
    if vote.matter.candidates.exists():
        return _("Bầu Trưởng thôn: Tổ bầu cử do Chủ tịch UBND xã quyết định thành lập triệu tập, chủ trì.")
    return _("Cho thôi Trưởng thôn: Trưởng ban công tác Mặt trận; nếu là cùng một người thì Chủ tịch UBND xã.")


@staff_page
@require_safe
def detail(request, pk):
    """One meeting: where it stands, what comes next, what is printed, what was decided."""
    meeting, today = meeting_or_404(request, pk), clock.today()
    women, men, unknown = queries.by_sex(meeting)
    days = queries.last_days(meeting)
    context = {
        "meeting": meeting, "today": today, "day": queries.day_of(meeting), "steps": steps_of(meeting),
        "lines": vote_lines(meeting), "here": meeting.attendance.count(), "women": women, "men": men,
        "unknown": unknown, "all": len(queries.rows_of(meeting, whole=True)),
        "call_by": words.call_by(days["call"]),
        "hand_out_by": words.hand_out_by(days["documents"]) if "documents" in days else "",
        "is_late": meeting.state == MeetingState.PLANNED and today > days["call"].due,
        "not_frozen": meeting.votes.filter(state=VoteState.PLANNED).select_related("matter"),
        "members": meeting.members.all(), "photos": meeting.photos.all(), "reports": meeting.reports.all(),
        "before_election": [words.before_election(due) for due in queries.before_an_election(meeting)],
        "may_hold": today >= queries.day_of(meeting),
    }  # fmt: skip
    return render(request, "decisions/meetings/detail.html", context)


@staff_page
@form_page
def change(request, pk):
    """Another time, place, agenda, while nobody has been called."""
    meeting = meeting_or_404(request, pk)
    begins = timezone.localtime(meeting.begins_at)
    initial = {
        "title": meeting.title, "on": begins.date(), "at": begins.time(), "place": meeting.place,
        "convenor": meeting.convenor, "agenda": meeting.agenda, "version": meeting.version,
    }  # fmt: skip
    form = ChangeForm(request.POST or None, initial=initial)
    return answer(
        request,
        form,
        lambda: services.change_meeting(meeting=meeting, by=request.access.person, now=clock.now(), **form.values),
        meeting=meeting,
        said=_("Đã sửa cuộc họp."),
        title=_("Sửa cuộc họp"),
        action=_("Lưu"),
    )


@staff_page
@form_page
def call(request, pk):
    """That the notice went out, and the documents with it."""
    meeting = meeting_or_404(request, pk)
    days = queries.last_days(meeting)
    form = CallForm(
        request.POST or None, initial={"called_on": clock.today()}, is_conference=meeting.is_conference,
        documents=words.hand_out_by(days["documents"]) if "documents" in days else "",
    )  # fmt: skip
    return answer(
        request, form,
        lambda: services.call(meeting=meeting, by=request.access.person, now=clock.now(), **form.values),
        meeting=meeting, said=_("Đã ghi báo mời. Đến giờ họp, mở “Điểm danh”."), title=_("Ghi đã báo mời"),
        lede=words.call_by(days["call"]), action=_("Ghi đã báo mời"),
        consequences=[_("Giờ, địa điểm không sửa được nữa; muốn đổi thì ghi không họp rồi lập cuộc họp mới."),
                      _("Cuộc họp hiện trên trang công khai của xã.")],
    )  # fmt: skip


@staff_page
@form_page
def call_off(request, pk):
    """Why the meeting is not held."""
    meeting = meeting_or_404(request, pk)
    form = WhyForm(request.POST or None)
    return answer(
        request, form,
        lambda: services.call_off(meeting=meeting, by=request.access.person, now=clock.now(), **form.cleaned_data),
        meeting=meeting, said=_("Đã ghi không họp. Muốn họp ngày khác, hãy lập cuộc họp mới và báo mời lại."),
        title=_("Không họp nữa"), action=_("Ghi không họp"), danger=True,
        consequences=[_("Cuộc họp này không mở lại được."), _("Nếu đã báo mời, lý do được ghi vào sổ công khai.")],
    )  # fmt: skip


@staff_page
@form_page
def cluster_plan(request, pk):
    """The committee's decision on meeting by clusters, of a vote."""
    vote = own_vote_or_404(request, pk)
    form = ClusterPlanForm(request.POST or None, initial={"scattered": vote.scattered, "plan_on": vote.cluster_plan_on})
    back = reverse("meetings:new") + f"?vote={vote.pk}"
    if request.method == "POST" and form.is_valid():
        try:
            services.note_cluster_plan(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(back)
    context = {
        "form": form, "title": _("Phương án họp theo cụm"), "action": _("Lưu"), "back_url": back,
        "lede": _("Thôn từ 200 hộ, hoặc dân cư sống không tập trung, được họp theo cụm khi Ủy ban nhân dân xã đã quyết "
                  "định phương án (khoản 3 Điều 18 Luật số 10/2022/QH15; khoản 6 Điều 3 Nghị định 59/2023/NĐ-CP)."),
    }  # fmt: skip
    return render(request, "decisions/meetings/form.html", context)
