"""Pages of a decision after the vote: where it stands, sent, received, answered, its day set, annulled."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.core.templatetags.vietnamese import day
from danchu.decisions import policies
from danchu.decisions.forms.after import (
    AfterFilterForm,
    AmendForm,
    AnnulForm,
    EffectForm,
    PaperForm,
    ReceiveForm,
    RefuseForm,
)
from danchu.decisions.forms.after import SendForm as SendingForm
from danchu.decisions.models import Matter, Recognition, SentPaper, Vote
from danchu.decisions.models.matters import STATE_LABELS
from danchu.decisions.papers.decision import NAMES as DECISION_NAMES
from danchu.decisions.papers.decision import facts_of
from danchu.decisions.queries import after as queries
from danchu.decisions.queries import carrying
from danchu.decisions.queries.concluding import standing_votes
from danchu.decisions.rules.after import CARRIED_OUT, ballots_may_follow
from danchu.decisions.services import annul as annul_service
from danchu.decisions.services import receive as receive_service
from danchu.decisions.services import recognise as recognise_service
from danchu.decisions.services import recognising
from danchu.decisions.services import refuse as refuse_service
from danchu.decisions.services import send as send_service
from danchu.decisions.states import MATTER_NEXT, Ground, MatterState
from danchu.documents import files
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind

TAGS = {
    MatterState.DECIDED: "soon", MatterState.SENT: "waiting", MatterState.IN_FORCE: "done",
    MatterState.REFUSED: "late", MatterState.NOT_PASSED: "late", MatterState.ANNULLED: "late",
}  # fmt: skip
_A_PAGE = 20


def matter_or_404(request, pk: int) -> Matter:
    """A matter of the reader's own commune."""
    rows = Matter.objects.select_related("commune", "village")
    return get_object_or_404(rows, commune=request.access.commune, pk=pk)


def _recognition_or_404(request, pk: int) -> Recognition:
    rows = Recognition.objects.select_related("matter__commune", "matter__village", "vote__village", "file")
    return get_object_or_404(rows, matter__commune=request.access.commune, pk=pk)


@staff_page
@require_safe
def listing(request):
    """What the people decided: what waits to be sent, to be answered, what is being carried out."""
    commune, today = request.access.commune, clock.today()
    villages = Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).on(today).order_by("order", "name")
    steps = [(one.value, STATE_LABELS[one]) for one in queries.SHOWN]
    form = AfterFilterForm(request.GET, steps=steps, villages=villages)
    chosen = form.chosen
    rows = queries.decided_matters(
        commune, words=chosen.get("tim", ""), state=chosen.get("buoc", ""), village=chosen.get("thon", "")
    )
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.tag = TAGS[MatterState(one.state)]
        if one.state not in carrying.STANDING:  # refused or annulled: nothing is owed any more
            one.next_send = one.next_answer = None
        one.next_on = min((day_ for day_ in (one.next_send, one.next_answer) if day_), default=None)
        one.is_late = one.next_on is not None and one.next_on < today
    context = {"filter_form": form, "page": page, "chosen": bool(chosen)}
    return render(request, "decisions/after/list.html", context)


@staff_page
@require_safe
def matter(request, pk):
    """One decision: the sum, what is to be done now and by whom, its papers, its carrying out."""
    one, today, access = matter_or_404(request, pk), clock.today(), request.access
    state = MatterState(one.state)
    votes = [vote for vote in standing_votes(one).values() if hasattr(vote, "result")]
    results = [_result(one, vote) for vote in votes]
    rows = [_row(request, one, recognition, today) for recognition in carrying.recognitions(one)]
    binds = carrying.binds(one, today)
    context = {
        "matter": one, "tag": TAGS.get(state, "draft"), "votes": results, "rows": rows, "today": today, "binds": binds,
        "comes": bool(one.effect_on and one.effect_on > today and state in carrying.STANDING),
        "whole": one.village_id is None, "agreed": sum(vote.result.outcome == "passed" for vote in votes),
        "stands": state in (MatterState.VOTING, *carrying.STANDING),
        "to_send": any(row["may_send"] for row in rows), "stood_columns": [_("Người ứng cử"), _("Số phiếu")],
        "may_ballot": state == MatterState.NOT_PASSED
        and any(ballots_may_follow(vote.result.verdict["reason"]) for vote in votes),
        "may_amend": state in carrying.STANDING,
        "may_annul": MatterState.ANNULLED in MATTER_NEXT[state] and policies.can_annul(access),
        "annulment": getattr(one, "annulment", None), "asked": getattr(one, "amendment_request", None),
        "amended_by": one.amended_by.exclude(state=MatterState.DROPPED).order_by("pk"),
        "may_carry": policies.can_run_matter(access, one),
        "may_inspect": policies.can_inspect(access, one),
        "carried": one.clause in CARRIED_OUT and (binds or state == MatterState.ANNULLED),
        "works": carrying.totals(one), "whole_papers": _whole_papers(one, access),
    }  # fmt: skip
    return render(request, "decisions/after/matter.html", context)


def _result(one: Matter, vote: Vote) -> dict:
    """What one village said; of an election with who stood and who is elected."""
    if not vote.result.for_candidates:
        return {"vote": vote, "stood": [], "chosen": ""}
    vote.matter, vote.commune = one, one.commune
    facts = facts_of(vote)
    return {"vote": vote, "stood": [list(pair) for pair in facts.candidates], "chosen": ", ".join(facts.elected)}


def _whole_papers(one: Matter, access) -> list[dict]:
    """The committee's papers about the decision as a whole."""
    if not policies.can_annul(access):
        return []
    found = [{"what": "bai-bo", "label": _("Quyết định bãi bỏ (dự thảo)")}]
    if one.village_id is None:
        found.insert(0, {"what": "hieu-luc", "label": _("Quyết định về ngày có hiệu lực, kèm tổng hợp kết quả")})
    return found


def _papers(one: Matter, recognition: Recognition, access) -> list[dict]:
    """The papers of one village's decision that this reader makes."""
    found = []
    if recognition.vote and policies.can_run(access, recognition.vote.village):
        found += [
            {"what": "quyet-dinh", "label": _("Quyết định của dân: %(name)s") % {"name": name}, "query": f"?ten={key}"}
            for key, name in DECISION_NAMES.items()
        ]
        label = _("Đề nghị công nhận") if recognition.needs_answer else _("Công văn gửi quyết định")
        found.append({"what": "cong-van", "label": label, "query": ""})
        if one.clause == "15.4":
            found.append({"what": "bao-cao-bau-cu", "label": _("Báo cáo kết quả bầu"), "query": ""})
    if recognition.needs_answer and policies.can_receive(access, one):
        found.append({"what": "cong-nhan", "label": _("Quyết định công nhận (dự thảo)"), "query": ""})
        found.append({"what": "tra-loi", "label": _("Trả lời không công nhận (dự thảo)"), "query": ""})
    return found


def _row(request, one: Matter, recognition: Recognition, today) -> dict:
    """One village's way to recognition, with what this reader may do about it now."""
    recognition.matter = one
    access, vote = request.access, recognition.vote
    stands = one.state in (MatterState.VOTING, MatterState.DECIDED, MatterState.SENT, MatterState.IN_FORCE)
    waits = one.state == MatterState.SENT and recognition.needs_answer and recognition.sent_on
    open_ = recognition.answered_at is None
    return {
        "one": recognition, "village": vote.village if vote else None,
        "send": queries.sending_clock(recognition, today), "answer": queries.answer_clock(recognition, today),
        "papers": _papers(one, recognition, access),
        "may_send": bool(vote and stands and not recognition.sent_on and policies.can_run(access, vote.village)),
        "may_receive": bool(
            recognition.sent_on and not recognition.received_on and open_ and policies.can_receive(access, one)
        ),
        "may_answer": bool(waits and open_ and policies.can_recognise(access, one)),
        "may_set": bool(
            vote is None and open_ and one.state in (MatterState.DECIDED, MatterState.SENT)
            and policies.can_annul(access)
        ),
    }  # fmt: skip


def _back(one: Matter) -> dict:
    address = reverse("after:matter", args=[one.pk])
    return {"then": address, "back_url": address}


@staff_page
@form_page
def send(request, pk):
    """The village sends its signed decision."""
    recognition = _recognition_or_404(request, pk)
    one = recognition.matter
    if recognition.vote is None:
        raise Http404
    policies.check_run(request.access, recognition.vote.village)

    def act(form):
        send_service(
            recognition=recognition, sent_on=form.cleaned_data["sent_on"], papers=form.papers(),
            by=request.access.person, now=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Đã gửi. Ủy ban nhân dân xã và Mặt trận xã nhận được thông báo."))

    form = SendingForm(
        request.POST or None, request.FILES or None, convention=one.clause == "15.3",
        initial={"sent_on": clock.today()},
    )  # fmt: skip
    by = (_("Hạn gửi: hết ngày %(day)s.") % {"day": day(recognition.send_by)},) if recognition.send_by else ()
    return step(
        request, form, act, title=_("Gửi quyết định của dân"), lede=one.title, action=_("Gửi"), **_back(one),
        consequences=[
            *by, _("Ủy ban nhân dân xã và Ủy ban Mặt trận Tổ quốc xã nhận được ngay."),
            _("Gửi rồi không thay bản đã ký được nữa: mã của bản ký được ghi vào sổ công khai."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def receive(request, pk):
    """When it arrived."""
    recognition = _recognition_or_404(request, pk)
    one = recognition.matter
    policies.check_receive(request.access, one)
    whole = one.clause == "15.3"

    def act(form):
        made = receive_service(
            recognition=recognition, received_on=form.cleaned_data["received_on"], by=request.access.person,
            now=clock.now(),
        )  # fmt: skip
        until = made.answer_by
        messages.success(
            request,
            _("Đã ghi ngày nhận. Hạn trả lời: hết ngày %(day)s.") % {"day": day(until)} if until
            else _("Đã ghi ngày nhận."),
        )  # fmt: skip

    return step(
        request, ReceiveForm(request.POST or None, initial={"received_on": clock.today()}), act,
        title=_("Ghi ngày nhận đủ hồ sơ") if whole else _("Ghi ngày nhận quyết định của dân"), lede=one.title,
        action=_("Ghi ngày nhận"), **_back(one),
        consequences=[_("Thời hạn công nhận được tính từ ngày này (khoản 2 Điều 21).")]
        if recognition.needs_answer else [],
    )  # fmt: skip


@staff_page
@form_page
def recognise(request, pk):
    """Recognised by a decision."""
    recognition = _recognition_or_404(request, pk)
    one = recognition.matter
    policies.check_recognise(request.access, one)

    def act(form):
        recognise_service(recognition=recognition, by=request.access.person, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Đã công nhận. Trưởng thôn nhận được thông báo."))

    return step(
        request, PaperForm(request.POST or None, request.FILES or None), act, title=_("Công nhận quyết định của dân"),
        lede=one.title, action=_("Công nhận"), **_back(one),
        consequences=[
            _("Quyết định của dân có hiệu lực từ ngày của văn bản này (khoản 2 Điều 21)."),
            _("Sổ công khai của xã có thêm một dòng, không sửa được."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def refuse(request, pk):
    """Not recognised, with written reasons."""
    recognition = _recognition_or_404(request, pk)
    one = recognition.matter
    policies.check_recognise(request.access, one)

    def act(form):
        refuse_service(recognition=recognition, by=request.access.person, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Đã trả lời. Trưởng thôn nhận được lý do để thông báo với dân."))

    return step(
        request, RefuseForm(request.POST or None, request.FILES or None), act,
        title=_("Không công nhận quyết định của dân?"), lede=one.title, action=_("Không công nhận, gửi lý do"),
        danger=True, **_back(one),
        consequences=[
            _("Luật buộc trả lời bằng văn bản và nêu rõ lý do (khoản 2 Điều 21). Lý do được công khai."),
            _("Quyết định của dân không có hiệu lực. Dân có thể bàn lại bằng một việc mới."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def effect(request, pk):
    """From which day what the whole commune decided binds."""
    one = matter_or_404(request, pk)
    policies.check_annul(request.access)

    def act(form):
        recognising.set_effect(matter=one, by=request.access.person, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Đã định ngày có hiệu lực. Các thôn, bản nhận được thông báo."))

    return step(
        request, EffectForm(request.POST or None, request.FILES or None), act, title=_("Định ngày có hiệu lực"),
        lede=one.title, action=_("Định ngày"), **_back(one),
        consequences=[_("Việc của toàn xã: Ủy ban nhân dân xã định ngày, từ tổng hợp kết quả các thôn (khoản 2 Điều "
                        "21).")],
    )  # fmt: skip


@staff_page
@form_page
def annul(request, pk):
    """The committee annuls a decision of the people."""
    one = matter_or_404(request, pk)
    policies.check_annul(request.access)

    def act(form):
        values = form.cleaned_data
        values["ground"] = Ground(values["ground"])
        annul_service(matter=one, by=request.access.person, now=clock.now(), **values)
        messages.success(request, _("Đã bãi bỏ. Trưởng thôn và Mặt trận xã nhận được thông báo."))

    return step(
        request, AnnulForm(request.POST or None, request.FILES or None), act,
        title=_("Bãi bỏ quyết định của dân?"), lede=one.title, action=_("Bãi bỏ"), danger=True, **_back(one),
        consequences=[
            _("Chỉ khi nội dung trái pháp luật, thuần phong mỹ tục, hoặc sai trình tự (khoản 1, 2 Điều 22). Sai trình "
              "tự nhẹ: nên đề nghị dân sửa đổi thay vì bãi bỏ."),
            _("Dân tự thấy cần bỏ thì đưa ra bàn một việc mới (khoản 3 Điều 22), không làm ở đây."),
            _("Lý do và bản ký được công khai, không rút lại được."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def amend(request, pk):
    """The committee asks the people to amend a decision."""
    one = matter_or_404(request, pk)
    policies.check_annul(request.access)
    return step(
        request, AmendForm(request.POST or None, request.FILES or None),
        lambda form: recognising.ask_to_amend(
            matter=one, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        title=_("Đề nghị dân sửa đổi, thay thế quyết định"), lede=one.title, action=_("Gửi đề nghị"),
        said=_("Đã gửi đề nghị. Trưởng thôn và Mặt trận xã nhận được thông báo."), **_back(one),
        consequences=[
            _("Chỉ khi quyết định được thông qua sai trình tự, thủ tục (điểm b khoản 1 Điều 22). Nội dung trái pháp "
              "luật thì phải bãi bỏ."),
            _("Bà con bàn và biểu quyết lại bằng một việc mới (khoản 3 Điều 22). Luật không ấn định ngày bàn lại."),
            _("Chưa bàn lại thì quyết định vẫn giữ nguyên. Lý do và số văn bản được công khai."),
        ],
    )  # fmt: skip


# -- the papers that were kept -----------------------------------------------------------------------------------------
@staff_page
@require_safe
def sent_file(request, pk):
    """A signed paper that a village sent."""
    rows = SentPaper.objects.select_related("recognition__matter__village", "file")
    paper = get_object_or_404(rows, recognition__matter__commune=request.access.commune, pk=pk)
    policies.check_inspect(request.access, paper.recognition.matter)
    return files.deliver(paper.file)


@staff_page
@require_safe
def answer_file(request, pk):
    """The signed answer to a decision."""
    recognition = _recognition_or_404(request, pk)
    if recognition.file is None:
        raise Http404
    return files.deliver(recognition.file)


@staff_page
@require_safe
def annulment_file(request, pk):
    """The signed decision that annuls."""
    one = matter_or_404(request, pk)
    if not hasattr(one, "annulment"):
        raise Http404
    return files.deliver(one.annulment.file)


@staff_page
@require_safe
def amendment_file(request, pk):
    """The signed letter that asks to amend."""
    one = matter_or_404(request, pk)
    if not hasattr(one, "amendment_request"):
        raise Http404
    return files.deliver(one.amendment_request.file)
