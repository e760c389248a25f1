"""How the meeting votes, what two people counted, what is settled at the paper, the result."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.decisions import services
from danchu.decisions.forms.counting import BoardForm, OtherForm, SecretaryForm, SettleForm, TallyForm, WayForm
from danchu.decisions.messages.meetings import SUM_WORDS, VALID, foreseen, not_enough_hands, second_person
from danchu.decisions.models import Meeting, ProceduralVote, Vote
from danchu.decisions.queries import meetings as queries
from danchu.decisions.services.procedure import hands_needed, passed
from danchu.decisions.states import Duty
from danchu.decisions.views.staff.meetings import answer, meeting_or_404, vote_of, wanted_type
from danchu.decisions.views.staff.meetings.lines import vote_lines

_KINDS = {
    "thu-ky": (SecretaryForm, services.choose_secretary, gettext_lazy("Cử thư ký")),
    "cach": (WayForm, services.choose_way, gettext_lazy("Chọn cách biểu quyết")),
    "ban-kiem-phieu": (BoardForm, services.choose_board, gettext_lazy("Bầu Ban kiểm phiếu")),
    "khac": (OtherForm, services.vote_on_procedure, gettext_lazy("Việc khác")),
}


@staff_page
@require_safe
def procedure(request, pk):
    """What those present decided about the meeting, and who does what."""
    meeting = meeting_or_404(request, pk)
    rows = [(vote, passed(vote)) for vote in meeting.procedural.all()]
    duties = set(meeting.members.values_list("duty", flat=True))
    context = {
        "meeting": meeting, "rows": rows, "members": meeting.members.all(), "here": meeting.attendance.count(),
        "needs_board": meeting.secret and Duty.COUNTING_HEAD not in duties, "has_secretary": Duty.SECRETARY in duties,
        "needed": hands_needed(meeting.attendance.count()) if meeting.attendance.exists() else None,
    }  # fmt: skip
    return render(request, "decisions/meetings/procedure.html", context)


@staff_page
@form_page
def hands(request, pk, kind):
    """One procedural vote: more than half of those present (Decree 59/2023, Art. 3.5)."""
    meeting = meeting_or_404(request, pk)
    form_class, service, title = wanted_type(kind, _KINDS)
    here = meeting.attendance.count()
    form = form_class(request.POST or None, initial={"present": here})
    back = reverse("meetings:procedure", args=[pk])
    made: list[ProceduralVote] = []

    def act():
        values = getattr(form, "values", None) or form.cleaned_data
        made.append(service(meeting=meeting, by=request.access.person, now=clock.now(), **values))
        if not passed(made[0]):
            messages.warning(request, _failed(made[0]))

    return answer(
        request, form, act, meeting=meeting, said=_("Đã ghi biểu quyết."), title=str(title), action=_("Ghi biểu quyết"),
        back=back, lede=_("Được chọn khi trên một nửa số đại diện hộ đang dự họp giơ tay đồng ý."),
    )  # fmt: skip


def _failed(vote: ProceduralVote) -> str:
    return not_enough_hands(
        queries.rule(queries.PRESENT_SHARE), in_favour=vote.in_favour, present=vote.present,
        needed=hands_needed(vote.present),
    )  # fmt: skip


@staff_page
@form_page
def count(request, pk, vote_pk):
    """One of two people types what stands on the paper; the other's numbers are not shown."""
    meeting, vote = _both(request, pk, vote_pk)
    found = queries.counted(vote, meeting)
    own, names = found.typed_by(request.access.person), queries.candidates_of(vote)
    initial = _initial(own) if own else {}
    form = TallyForm(request.POST or None, candidates=names, initial=initial)
    return answer(
        request, form,
        lambda: services.type_count(
            vote=vote, meeting=meeting, tally=form.tally, by=request.access.person, now=clock.now()
        ),
        meeting=meeting, said=_("Đã lưu số của bạn. Cần hai người nhập riêng."), title=_("Nhập số kiểm đếm"),
        action=_("Lưu số đếm"), lede=vote.matter.title,
        consequences=[
            _("Có %(n)s hộ dự họp: cộng các ô không được quá số này.") % {"n": meeting.attendance.count()},
            _("Hai người nhập riêng, theo cùng tờ giấy, không xem số của nhau."), second_person(vote.village.name),
            *([_("Tối đa bầu %(n)s người; ô “Phiếu hợp lệ” là số phiếu, không phải số lượt bầu.")
               % {"n": vote.matter.seats}] if names else []),
        ],
    )  # fmt: skip


def _initial(own) -> dict:
    sums = {name: getattr(own, name) for name in ("yes", "no", "other", "invalid")}
    return sums | {f"c{place}": votes for place, votes in own.for_candidates.items()}


@staff_page
@form_page
def settle(request, pk, vote_pk):
    """The two counts side by side where they differ; what stands after looking at the paper, and why."""
    meeting, vote = _both(request, pk, vote_pk)
    found, names = queries.counted(vote, meeting), queries.candidates_of(vote)
    form = SettleForm(request.POST or None, candidates=names, initial=_initial(found.counts[0]) if found.counts else {})
    if request.method == "POST" and form.is_valid():
        try:
            services.settle(
                vote=vote, meeting=meeting, stands=form.tally, why=form.cleaned_data["why"], by=request.access.person,
                now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thống nhất số đếm theo tờ giấy."))
            return redirect("meetings:meeting", pk=pk)
    elif request.method != "POST" and not found.differences:
        return redirect("meetings:meeting", pk=pk)
    labels = {**SUM_WORDS, **names} | ({"yes": VALID} if names else {})
    context = {
        "meeting": meeting, "vote": vote, "form": form, "counted": found,
        "rows": [(labels[name], first, second) for name, first, second in found.differences],
    }  # fmt: skip
    return render(request, "decisions/meetings/settle.html", context)


@staff_page
@form_page
def declare(request, pk, vote_pk):
    """The result, before it stands for ever."""
    meeting, vote = _both(request, pk, vote_pk)
    line = next(line for line in vote_lines(meeting) if line.vote.pk == vote.pk)
    if request.method != "POST" and not line.may_declare:
        return redirect("meetings:meeting", pk=pk)
    tally = queries.summed(vote)
    consequences = [line.running]
    if line.too_small:
        consequences.append(
            _("Số hộ dự không đủ để có thể thông qua, nên kết quả là không được thông qua vì họp thiếu hộ. Sau đó có "
              "thể phát phiếu đến từng hộ (điểm b khoản 1 Điều 19 Luật số 10/2022/QH15).")
        )  # fmt: skip
    elif tally:
        needed = queries.standing(vote, on=queries.day_of(meeting)).needed
        best = max(tally.for_candidates.values(), default=tally.yes)
        consequences += [*_sums(vote, tally), foreseen(yes=best, needed=needed)]
    consequences.append(_("Kết quả được ghi vào sổ công khai và không bao giờ sửa."))
    return answer(
        request, None,
        lambda: services.declare_at_meeting(vote=vote, by=request.access.person, now=clock.now()),
        meeting=meeting, said=_("Đã công bố kết quả."), title=_("Công bố kết quả"), lede=vote.matter.title,
        action=_("Công bố kết quả"), consequences=consequences,
    )  # fmt: skip


def _sums(vote: Vote, tally) -> list[str]:
    names = queries.candidates_of(vote)
    if names:
        return [f"{name}: {tally.for_candidates.get(place, 0)}" for place, name in names.items()]
    return [f"{label}: {getattr(tally, name)}" for name, label in SUM_WORDS.items()]


def _both(request, pk: int, vote_pk: int) -> tuple[Meeting, Vote]:
    meeting = meeting_or_404(request, pk)
    return meeting, vote_of(meeting, vote_pk)
