"""The plan, the committee's form, word to the village, and the sheets."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import sent as post
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import whole_number
from danchu.decisions.forms.ballots import (
    SIZE_LABELS,
    DayForm,
    IssuedFormForm,
    KnownForm,
    PlanForm,
    PrintForm,
    SerialForm,
)
from danchu.decisions.models import Ballot, BallotPlan, Vote
from danchu.decisions.papers import ballot as sheets
from danchu.decisions.papers.ballot_papers import plan_paper
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import announced_by
from danchu.decisions.services import ballots as services
from danchu.decisions.services.ballots.printing import most_spare
from danchu.decisions.states import BallotState, VoteState
from danchu.decisions.views.staff.ballots.loading import MEDIA, paper_answer, plan_or_none, step, vote_or_404
from danchu.duties.messages import LANGUAGE

AT_ONCE = 300  # ballots in one file: so many are drawn while a person waits, and fit in a printer's tray


def _planned(vote: Vote) -> BallotPlan:
    plan = plan_or_none(vote)
    if plan is None:
        raise Http404(_("Chưa có kế hoạch phát phiếu."))
    return plan


@staff_page
@form_page
def plan(request, pk):
    """The plan and the team, written or changed."""
    vote = vote_or_404(request, pk)
    now = clock.now()
    there = plan_or_none(vote)
    form = PlanForm(post(request), initial=PlanForm.read(vote, there, clock.today()))
    consequences = [
        _("Gửi kế hoạch cho Chủ tịch UBND và Chủ tịch Mặt trận xã chậm nhất 02 ngày kể từ ngày ban hành."),
        _("Công khai nội dung, thời gian và Tổ phát phiếu chậm nhất 02 ngày trước khi phát."),
    ]
    if vote.announced_on:
        consequences.append(_("Nếu đổi ngày hoặc Tổ phát phiếu thì phải công khai lại."))
    return step(
        request, vote, form,
        lambda form: services.plan_ballots(vote=vote, by=request.access.person, now=now, **form.values()),
        said=_("Đã lưu kế hoạch và Tổ phát phiếu."), title=_("Kế hoạch phát phiếu, Tổ phát phiếu"),
        lede=_("Theo Điều 19 Luật Thực hiện dân chủ ở cơ sở và Điều 4 Nghị định 59/2023/NĐ-CP."),
        action=_("Lưu kế hoạch"), consequences=consequences,
    )  # fmt: skip


@staff_page
@require_safe
@override(LANGUAGE)
def plan_as_paper(request, pk, fmt):
    """The plan, to be numbered, signed and sent."""
    vote = vote_or_404(request, pk)
    if fmt not in MEDIA:
        raise Http404
    return paper_answer(plan_paper(vote, _planned(vote), queries.team_of(vote)), fmt, f"ke-hoach-phat-phieu-{pk}")


@staff_page
@form_page
def sent(request, pk):
    """The plan went to the chair and to the Front."""
    vote = vote_or_404(request, pk)
    _planned(vote)
    return step(
        request, vote, DayForm(post(request), initial={"on": clock.today()}),
        lambda form: services.note_sent(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data),
        said=_("Đã ghi ngày gửi kế hoạch."), title=_("Đã gửi kế hoạch"), action=_("Ghi ngày gửi"),
        lede=_("Gửi Chủ tịch UBND xã và Chủ tịch Ủy ban Mặt trận Tổ quốc xã (khoản 2 Điều 4 Nghị định 59/2023)."),
    )  # fmt: skip


@staff_page
@form_page
def form(request, pk):
    """The committee's paper by which the form was issued."""
    vote = vote_or_404(request, pk)
    there = _planned(vote)
    initial = {"number": there.form_number, "on": there.form_on or clock.today()}
    return step(
        request, vote, IssuedFormForm(post(request), initial=initial),
        lambda form: services.note_form(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data),
        said=_("Đã ghi văn bản ban hành mẫu phiếu."), title=_("Mẫu phiếu do UBND xã ban hành"),
        lede=_("UBND xã quy định, ban hành mẫu phiếu (điểm a khoản 5 Điều 4 Nghị định 59/2023). In bản mẫu gửi UBND."),
        action=_("Ghi văn bản"), sizes=list(SIZE_LABELS.items()), template="decisions/ballots/issued_form.html",
    )  # fmt: skip


@staff_page
@form_page
def known(request, pk):
    """The village was told."""
    vote = vote_or_404(request, pk)
    there = _planned(vote)
    assert vote.opens_on is not None
    return step(
        request, vote,
        KnownForm(post(request), initial={"on": clock.today(), "how": there.announced_how}),
        lambda form: services.make_known(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data),
        said=_("Đã ghi việc công khai."), title=_("Công khai việc phát phiếu"), action=_("Ghi đã công khai"),
        lede=_("Phát phiếu từ %(opens)s nên phải công khai chậm nhất ngày %(last)s.") % {
            "opens": day(vote.opens_on), "last": day(announced_by(vote.opens_on))
        },
        consequences=[
            _("Nội dung lấy ý kiến: %(question)s") % {"question": vote.matter.question},
            _("Thời gian: phát từ %(opens)s, thu hết ngày %(closes)s.") % {
                "opens": day(vote.opens_on), "closes": day(vote.closes_on)
            },
            _("Tổ phát phiếu: %(names)s.") % {"names": ", ".join(one.name for one in queries.team_of(vote))},
            _("Việc công khai được ghi vào sổ đăng ký công khai của xã; tên người không ghi vào đó."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def printing(request, pk):
    """New ballots come into being; the sheets are opened from here."""
    vote = vote_or_404(request, pk)
    _planned(vote)
    households = vote.roll.households if vote.state != VoteState.PLANNED else 0
    made = Ballot.objects.filter(vote=vote).count()
    spare = min(most_spare(households), max(3, households // 20))
    return step(
        request, vote, PrintForm(post(request), initial={"count": None if made else households + spare}),
        lambda form: services.print_ballots(
            vote=vote, by=request.access.person, now=clock.now(), count=form.cleaned_data["count"]
        ),
        said=_("Đã tạo phiếu. Chọn khổ giấy để in."), then=request.path, title=_("In phiếu"), action=_("Tạo phiếu"),
        lede=_("%(n)s hộ trong danh sách đã chốt; in thêm ít phiếu dự phòng.") % {"n": households},
        made=made, parts=_parts(made), sizes=list(SIZE_LABELS.items()), anew=_anew(request, vote),
        open=vote.state == VoteState.OPEN,
        template="decisions/ballots/print.html",
    )  # fmt: skip


def _parts(made: int) -> list[tuple[int, int, int]]:
    """(part, its first ballot, its last) of all that were made; a ballot stays in its part, whatever others become."""
    starts = range(0, made, AT_ONCE)
    return [(part, start + 1, min(start + AT_ONCE, made)) for part, start in enumerate(starts, 1)]


def _anew(request, vote: Vote) -> Ballot | None:
    """The ballot that was just printed anew, when one comes from there."""
    asked = request.GET.get("phieu", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return Ballot.objects.filter(vote=vote, pk=int(asked), state=BallotState.PRINTED).first()


def _size(text: str) -> sheets.Size:
    try:
        return sheets.Size(text)
    except ValueError:
        raise Http404 from None


@staff_page
@require_safe
@override(LANGUAGE)
def sheets_pdf(request, pk, size):
    """The ballots that can be used, as sheets to be cut; of many those of one part (`?phan=2`)."""
    vote = vote_or_404(request, pk)
    there = _planned(vote)
    part = whole_number(request.GET.get("phan", "1")) or 1
    every = Ballot.objects.filter(vote=vote).order_by("pk").values_list("serial", "state")
    own = every[(part - 1) * AT_ONCE : part * AT_ONCE]
    serials = [serial for serial, state in own if state == BallotState.PRINTED]
    if not serials:
        raise Http404(_("Chưa có phiếu nào."))
    data = sheets.ballots_pdf(vote, there, serials, size=_size(size), on=clock.today())
    return inline(data, "application/pdf", f"phieu-{pk}-{size}-{part}.pdf")


@staff_page
@require_safe
@override(LANGUAGE)
def specimen(request, pk, size):
    """The form without number and code, for the committee to issue."""
    vote = vote_or_404(request, pk)
    data = sheets.specimen_pdf(vote, _planned(vote), size=_size(size), on=clock.today())
    return inline(data, "application/pdf", f"mau-phieu-{pk}-{size}.pdf")


@staff_page
@form_page
def spoiled(request, pk):
    """A sheet nobody was handed is struck, or printed anew under another number."""
    vote = vote_or_404(request, pk)
    _planned(vote)
    anew = request.POST.get("action") == "reprint"

    def act(form):
        service = services.reprint if anew else services.spoil
        return service(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data)

    return step(
        request, vote, SerialForm(post(request), digest=vote.matter.question_digest), act,
        then=lambda made: f"{reverse('ballots:print', args=[pk])}?phieu={made.pk}" if anew else request.path,
        said=_("Đã in lại dưới số mới; số cũ không dùng nữa.") if anew else _("Đã ghi phiếu hỏng."),
        title=_("Phiếu hỏng, in lại"), action=_("Chỉ ghi là hỏng"),
        lede=_("Cho phiếu chưa phát: rách, in mờ, in lệch. Phiếu hỏng ở hộ thì ghi ở dòng của hộ."),
        spoiled=list(Ballot.objects.filter(vote=vote, state=BallotState.SPOILED)), open=vote.state == VoteState.OPEN,
        template="decisions/ballots/spoiled.html",
    )  # fmt: skip


@staff_page
@require_safe
@override(LANGUAGE)
def one_sheet(request, pk, ballot):
    """One ballot alone, after a reprint."""
    vote = vote_or_404(request, pk)
    found = get_object_or_404(Ballot, vote=vote, pk=ballot, state=BallotState.PRINTED)
    data = sheets.ballots_pdf(vote, _planned(vote), [found.serial], size=sheets.Size.A5, on=clock.today())
    return inline(data, "application/pdf", f"phieu-in-lai-{pk}.pdf")
