"""The report on discussing and deciding to the sessions of the People's Council, in the workspace (Art. 23.1)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.decisions.forms.council import SendForm, WriteForm
from danchu.decisions.messages import council as words
from danchu.decisions.models import DecisionsReport
from danchu.decisions.papers import council as papers
from danchu.decisions.queries import council as queries
from danchu.decisions.services import council as services
from danchu.decisions.states import ReportState
from danchu.decisions.views.staff.papers import answer
from danchu.disclosure import sessions
from danchu.documents.forms import SignForm
from danchu.documents.states import DocumentState

TAGS = {ReportState.DRAFT: "draft", ReportState.APPROVED: "waiting", ReportState.SENT: "done"}


def _report_or_404(request, pk: int) -> DecisionsReport:
    return get_object_or_404(queries.reports_of(request.access.commune), pk=pk)


@staff_page
@require_safe
def index(request):
    """The sessions that were entered, each with its report."""
    rows = []
    for one in queries.sessions(request.access.commune):
        report = getattr(one, "decisions_report", None)
        tag = TAGS[ReportState(report.state)] if report else ""
        rows.append({"session": one, "report": report, "regular": one.kind == sessions.SessionKind.REGULAR, "tag": tag})
    context = {"rows": rows, "can_keep": sessions.can_keep(request.access)}
    return render(request, "decisions/council/index.html", context)


@staff_page
@form_page
def begin(request, pk):
    """The report to a session is begun."""
    session = get_object_or_404(queries.sessions(request.access.commune).select_related("commune"), pk=pk)
    sessions.check_keep(request.access)
    return step(
        request, None, lambda form: services.begin_report(session=session, by=request.access.person, now=clock.now()),
        then=lambda report: _address(report.pk), title=_("Lập báo cáo việc dân bàn và quyết định?"),
        lede=str(session), action=_("Lập báo cáo"), back_url=reverse("deciding:index"),
        consequences=[_("Số liệu tự lấy từ những gì đã làm kể từ báo cáo trước; bạn chỉ viết nhận xét.")],
    )  # fmt: skip


def _address(pk: int) -> str:
    return reverse("deciding:report", args=[pk])


@staff_page
@require_safe
def report(request, pk):
    """The report: its facts, what people wrote, what comes next."""
    report, access = _report_or_404(request, pk), request.access
    facts = services.facts_of(report)
    context = {
        "report": report, "whole": [words.matter(row) for row in facts["whole"]], "numbers": words.rows(facts),
        "lists": papers.told(facts), "draft": report.state == ReportState.DRAFT, "tag": TAGS[ReportState(report.state)],
        "approved": report.state == ReportState.APPROVED,
        "issued": bool(report.document and report.document.state == DocumentState.ISSUED),
        "can_keep": sessions.can_keep(access), "can_sign": sessions.can_sign(access),
        "can_release": sessions.can_release(access),
    }  # fmt: skip
    return render(request, "decisions/council/report.html", context)


@staff_page
@form_page
def write(request, pk):
    """What people add."""
    report = _report_or_404(request, pk)
    sessions.check_keep(request.access)
    form = WriteForm(
        request.POST or None, initial={name: getattr(report, name) for name in ("period_to", *sessions.TEXTS)}
    )
    return step(
        request, form,
        lambda form: services.write_report(
            report=report, values=form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        then=_address(pk), title=_("Viết nhận xét"), lede=str(report), action=_("Lưu"), back_url=_address(pk),
    )  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The chair, or a deputy for the chair, agrees."""
    report = _report_or_404(request, pk)
    sessions.check_sign(request.access)
    form = SignForm(
        request.POST or None, posts=sessions.signers(request.access.commune, clock.today(), request.access.person)
    )
    return step(
        request, form,
        lambda form: services.approve_report(
            report=report, post=form.post(), by=request.access.person, now=clock.now()
        ),
        then=_address(pk), said=_("Đã duyệt. Văn thư cấp số và đính kèm bản đã ký."), title=_("Duyệt báo cáo?"),
        lede=str(report), action=_("Duyệt báo cáo"), back_url=_address(pk),
        consequences=[_("Số liệu giữ nguyên như lúc này; báo cáo thành văn bản chờ cấp số.")],
    )  # fmt: skip


@staff_page
@form_page
def send(request, pk):
    """The day on which the issued report went to the People's Council and the Front."""
    report = _report_or_404(request, pk)
    sessions.check_release(request.access)

    def act(form):
        services.send_to_council(report=report, by=request.access.person, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Đã ghi ngày gửi. Việc của kỳ theo luật được ghi là đã làm."))

    return step(
        request, SendForm(request.POST or None, initial={"sent_on": clock.today()}), act, then=_address(pk),
        title=_("Ghi ngày gửi báo cáo"), action=_("Ghi đã gửi"), back_url=_address(pk),
        lede=_("Gửi Hội đồng nhân dân xã và Ủy ban Mặt trận Tổ quốc Việt Nam xã (khoản 1 Điều 23)."),
    )  # fmt: skip


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The paper as it stands: a draft bears its mark."""
    report = _report_or_404(request, pk)
    with override(sessions.LANGUAGE):
        content = (
            sessions.kept(report.document)
            if report.document
            else papers.of(report, services.facts_of(report), draft=True)
        )
    return answer(content, f"bao-cao-dan-ban-{report.session.opens_on:%Y-%m-%d}", fmt)
