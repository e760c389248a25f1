"""Who came: the list on which one ticks, its ticks from a phone that lost the network, the printed sheet typed in."""

import json
import secrets

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once
from danchu.decisions import services
from danchu.decisions.forms.counting import CloseForm, SheetForm
from danchu.decisions.messages.meetings import running
from danchu.decisions.models import Meeting
from danchu.decisions.models.meetings import PRESENT_LABELS
from danchu.decisions.queries import meetings as queries
from danchu.decisions.rules.meetings import read_sheet
from danchu.decisions.services import Answer, Ticked
from danchu.decisions.states import MeetingState, VoteState
from danchu.decisions.views.staff.meetings import answer, meeting_or_404

_LONGEST_KEY = 64


@staff_page
@form_page
def attendance(request, pk):
    """The households with who came; sent as a form it saves what differs from what the page showed."""
    meeting = meeting_or_404(request, pk)
    if request.method == "POST":
        return _save(request, meeting, _ticks_of_form(request.POST), reverse("meetings:attendance", args=[pk]))
    search, cluster = request.GET.get("tim", "")[:60], request.GET.get("cum", "")[:60]
    rows = queries.rows_of(meeting, whole="ca_thon" in request.GET, search=search, cluster=cluster)
    context = {
        "meeting": meeting, "rows": rows, "search": search, "cluster": cluster, "form_key": secrets.token_hex(12),
        "clusters": queries.clusters_of(meeting.village, queries.day_of(meeting)), "whole": "ca_thon" in request.GET,
        "running": _running(meeting), "choices": [("", _("Chưa đến")), *_short_labels()],
        "seen": json.dumps({row.pk: [row.present, row.key] for row in rows}), "here": meeting.attendance.count(),
        "is_open": meeting.state == MeetingState.CALLED, "not_frozen": _not_frozen(meeting),
    }  # fmt: skip
    return render(request, "decisions/meetings/attendance.html", context)


def _short_labels() -> list[tuple[str, str]]:
    short = {"representative": _("Đại diện"), "substitute": _("Đi thay"), "mandate": _("Ủy quyền")}
    return [(name, short[name]) for name in PRESENT_LABELS]


def _not_frozen(meeting: Meeting):
    return list(meeting.votes.filter(state=VoteState.PLANNED).select_related("matter"))


def _running(meeting: Meeting) -> list[str]:
    """The sentence of each matter on the agenda; of a conference only how many have come."""
    votes = list(meeting.votes.select_related("matter", "village", "commune"))
    if not votes:
        here, whole = meeting.attendance.count(), len(queries.rows_of(meeting, whole=True))
        return [_("Đã có %(here)s/%(all)s hộ.") % {"here": here, "all": whole}]
    sentences = [running(queries.standing(vote, on=queries.day_of(meeting))) for vote in votes]
    return list(dict.fromkeys(sentences))


def _ticks_of_form(post) -> list[Ticked]:
    """What differs from what the page had shown: a tick of somebody else in the meantime is left alone."""
    try:
        seen = {int(pk): (str(present), str(key)) for pk, (present, key) in json.loads(post.get("seen", "{}")).items()}
    except (ValueError, TypeError, AttributeError):
        return []
    form_key = post.get("form_key", "")[:40]
    return [
        Ticked(f"{form_key}-{pk}", pk, post[f"h{pk}"][:14], instead=key)
        for pk, (present, key) in seen.items()
        if f"h{pk}" in post and post[f"h{pk}"] != present
    ]


def _save(request, meeting: Meeting, ticks: list[Ticked], back: str):
    try:
        answers = services.tick(meeting=meeting, ticks=ticks, by=request.access.person, now=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        _say(request, answers)
    return redirect(back)


def _say(request, answers: list[Answer]) -> None:
    for answered in answers:
        if answered.why:
            messages.warning(request, answered.why)
    messages.success(request, _("Đã lưu %(n)s hộ.") % {"n": sum(not one.why for one in answers)})


@staff_page
@require_POST
def ticks(request, pk):
    """Ticks from the page's script, perhaps late, perhaps again; none at all asks who has come by now.

    Answers 200 with what became of each and who is here, 409 with a sentence while the meeting takes no ticks.
    """
    meeting = meeting_or_404(request, pk)
    try:
        sent = [_ticked(one) for one in json.loads(request.POST.get("ticks", "[]"))]
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"error": _("Không đọc được các dấu đã gửi.")}, status=400)
    try:
        answers = services.tick(meeting=meeting, ticks=sent, by=request.access.person, now=clock.now())
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=409)
    here = {row.household_id: [row.present, row.key] for row in meeting.attendance.all()}
    return JsonResponse({
        "answers": [{"key": one.key, "household": one.household, "why": one.why} for one in answers],
        "here": here, "running": " ".join(_running(meeting)),
    })  # fmt: skip


def _ticked(one: dict) -> Ticked:
    return Ticked(
        str(one["key"])[:_LONGEST_KEY], int(one["household"]), str(one["present"])[:14],
        str(one.get("instead", ""))[:_LONGEST_KEY],
    )  # fmt: skip


@staff_page
@form_page
def sheet(request, pk):
    """The printed sheet, typed in afterwards by the numbers of its lines."""
    meeting = meeting_or_404(request, pk)
    form = SheetForm(request.POST or None)
    rows = queries.rows_of(meeting, whole=True)
    said: list[Answer] = []
    key = request.POST.get("form_key") or secrets.token_hex(12)

    def act():
        found, unread = read_sheet(form.cleaned_data["numbers"], last=len(rows))
        if unread:
            raise Refused(
                _("Không đọc được: %(parts)s. Viết số thứ tự từ 1 đến %(last)s. Ví dụ: 1-12, 15, 18T, 20U.")
                % {"parts": "; ".join(unread), "last": len(rows)}
            )
        by_number = {row.number: row for row in rows}
        sent = [
            Ticked(f"{key[:40]}-{number}", by_number[number].pk, present)
            for number, present in found.items()
            if by_number[number].present != present
        ]
        said.extend(services.tick(meeting=meeting, ticks=sent, by=request.access.person, now=clock.now()))
        refused = [one.why for one in said if one.why]
        if refused:
            messages.warning(request, " ".join(dict.fromkeys(refused)))

    return answer(
        request, form, act, meeting=meeting, said=_("Đã lưu theo tờ giấy. Hãy soát lại danh sách."),
        title=_("Nhập theo tờ điểm danh"), action=_("Lưu"), back=reverse("meetings:attendance", args=[pk]),
        lede=_("Hộ đã đánh dấu từ trước vẫn giữ; chỉ thêm các hộ ghi ở đây."),
    )  # fmt: skip


@staff_page
@form_page
def close(request, pk):
    """Nobody is ticked any more; the sums by sex as they were counted."""
    meeting = meeting_or_404(request, pk)
    women, men, unknown = queries.by_sex(meeting)
    form = CloseForm(request.POST or None, initial={} if unknown else {"women": women, "men": men})
    here = meeting.attendance.count()
    return answer(
        request, form,
        lambda: services.close_attendance(
            meeting=meeting, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        meeting=meeting, said=_("Đã chốt điểm danh: %(n)s hộ có mặt.") % {"n": here}, title=_("Chốt điểm danh"),
        lede=" ".join(_running(meeting)), action=_("Chốt điểm danh"),
        consequences=[_("%(n)s hộ có mặt được tính vào cuộc họp.") % {"n": here},
                      _("Còn mở lại được cho đến khi nhập số kiểm đếm.")],
    )  # fmt: skip


@staff_page
@require_POST
def reopen(request, pk):
    """A household was forgotten."""
    meeting = meeting_or_404(request, pk)
    return at_once(
        request, lambda: services.reopen_attendance(meeting=meeting, by=request.access.person, now=clock.now()),
        then=reverse("meetings:attendance", args=[pk]), back=reverse("meetings:meeting", args=[pk]),
    )  # fmt: skip
