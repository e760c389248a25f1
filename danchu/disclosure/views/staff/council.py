"""Sessions of the People's Council and the report on disclosure to them, in the workspace."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import step
from danchu.disclosure.forms.council import SessionForm, WriteForm
from danchu.disclosure.messages import LANGUAGE
from danchu.disclosure.messages import lists as words
from danchu.disclosure.models import CouncilReport, CouncilSession
from danchu.disclosure.papers import council as papers
from danchu.disclosure.papers.lists import kept
from danchu.disclosure.policies import lists as policies
from danchu.disclosure.queries import council as queries
from danchu.disclosure.queries.signing import signers
from danchu.disclosure.services import council as services
from danchu.disclosure.states import ListState, SessionKind
from danchu.disclosure.views.staff.lists import MEDIA, TAGS, missing_shown
from danchu.documents.forms import SignForm
from danchu.documents.states import DocumentState


def _report_or_404(request, pk: int) -> CouncilReport:
    return get_object_or_404(queries.reports_of(request.access.commune), pk=pk)


def _session_or_404(request, pk: int) -> CouncilSession:
    rows = CouncilSession.objects.filter(commune=request.access.commune).select_related("commune")
    return get_object_or_404(rows, pk=pk)


@staff_page
@require_safe
def index(request):
    """The sessions that were entered, each with its report."""
    today, commune = clock.today(), request.access.commune
    rows = [
        {"session": one, "report": getattr(one, "report", None), "regular": one.kind == SessionKind.REGULAR}
        for one in queries.sessions(commune)
    ]
    for row in rows:
        row["tag"] = TAGS[ListState(row["report"].state)] if row["report"] else ""
    context = {
        "rows": rows, "next": queries.next_regular(commune, today), "can_keep": policies.can_keep(request.access),
    }  # fmt: skip
    return render(request, "disclosure/council/index.html", context)


@staff_page
@form_page
def session_add(request):
    """A session and its day are entered."""
    policies.check_keep(request.access)
    return step(
        request, SessionForm(request.POST or None, initial={"kind": "regular"}),
        lambda form: services.enter_session(
            commune=request.access.commune, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        then=reverse("council:index"), title=_("Ghi kỳ họp Hội đồng nhân dân"), action=_("Ghi kỳ họp"),
        lede=_("Ngày họp do Hội đồng nhân dân định. Báo cáo công khai trình kỳ họp thường lệ gần nhất."),
        back_url=reverse("council:index"),
    )  # fmt: skip


@staff_page
@form_page
def session_drop(request, pk):
    """One that was entered by mistake."""
    session = _session_or_404(request, pk)
    policies.check_keep(request.access)
    return step(
        request, None, lambda form: services.drop_session(session=session, by=request.access.person, now=clock.now()),
        then=reverse("council:index"), title=_("Bỏ kỳ họp ghi nhầm?"), lede=str(session), action=_("Bỏ kỳ họp"),
        danger=True, back_url=reverse("council:index"),
    )  # fmt: skip


@staff_page
@form_page
def begin(request, pk):
    """The report to a session is begun."""
    session = _session_or_404(request, pk)
    policies.check_keep(request.access)
    return step(
        request, None, lambda form: services.begin_report(session=session, by=request.access.person, now=clock.now()),
        then=lambda report: reverse("council:detail", args=[report.pk]), title=_("Lập báo cáo về công khai?"),
        lede=str(session), action=_("Lập báo cáo"), back_url=reverse("council:index"),
        consequences=[_("Số liệu tự lấy từ những gì đã làm kể từ báo cáo trước; bạn chỉ viết nhận xét.")],
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk):
    """The report: its facts, what people wrote, what comes next."""
    report, today, access = _report_or_404(request, pk), clock.today(), request.access
    facts = queries.facts_of(report, today)
    issued = bool(report.document and report.document.state == DocumentState.ISSUED)
    context = {
        "report": report, "facts": facts, "draft": report.state == ListState.DRAFT, "issued": issued,
        "tag": TAGS[ListState(report.state)], "missing": missing_shown(facts),
        "in_time": facts["total"]["published"] - facts["total"]["late"],
        "late": [
            {**row, "day": words.on(row["published_on"]), "due": words.on(row["due_on"])} for row in facts["late"]
        ],
        "can_keep": policies.can_keep(access), "can_sign": policies.can_sign(access),
        "can_release": policies.can_release(access),
    }  # fmt: skip
    return render(request, "disclosure/council/detail.html", context)


@staff_page
@form_page
def write(request, pk):
    """What people add."""
    report = _report_or_404(request, pk)
    policies.check_keep(request.access)
    initial = {name: getattr(report, name) for name in ("period_to", *services.TEXTS)}
    return step(
        request, WriteForm(request.POST or None, initial=initial),
        lambda form: services.write_report(
            report=report, values=form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        then=reverse("council:detail", args=[pk]), title=_("Viết nhận xét"), lede=str(report), action=_("Lưu"),
        back_url=reverse("council:detail", args=[pk]),
    )  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The chair, or a deputy for the chair, agrees."""
    report = _report_or_404(request, pk)
    policies.check_sign(request.access)
    person = request.access.person

    def act(form):
        services.approve_report(report=report, post=form.post(), by=person, now=clock.now())
        messages.success(request, _("Đã duyệt. Văn thư cấp số và đính kèm bản đã ký."))

    return step(
        request, SignForm(request.POST or None, posts=signers(request.access.commune, clock.today(), person)), act,
        then=reverse("council:detail", args=[pk]), title=_("Duyệt báo cáo?"), lede=str(report),
        action=_("Duyệt báo cáo"), back_url=reverse("council:detail", args=[pk]),
        consequences=[
            _("Số liệu giữ nguyên như lúc này; báo cáo thành văn bản chờ cấp số."),
            _("Gửi Hội đồng nhân dân và Ủy ban Mặt trận Tổ quốc Việt Nam xã."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def publish(request, pk):
    """The issued report goes out."""
    report = _report_or_404(request, pk)
    policies.check_release(request.access)

    def act(form):
        services.publish_report(report=report, by=request.access.person, now=clock.now())
        messages.success(request, _("Đã công khai báo cáo."))

    return step(
        request, None, act, then=reverse("council:detail", args=[pk]),
        title=_("Công khai báo cáo?"), lede=str(report), action=_("Công khai"),
        back_url=reverse("council:detail", args=[pk]),
        consequences=[
            _("Báo cáo lên trang của xã, kèm bản đã ký."), _("Việc của kỳ theo luật được ghi là đã làm."),
        ],
    )  # fmt: skip


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The paper as it stands: a draft bears its mark."""
    report = _report_or_404(request, pk)
    if fmt not in MEDIA:
        raise Http404
    render_as, media = MEDIA[fmt]
    with override(LANGUAGE):
        content = (
            kept(report.document)
            if report.document is not None
            else papers.of(report, queries.facts_of(report, clock.today()), draft=True)
        )
    name = f"bao-cao-cong-khai-{report.session.opens_on:%Y-%m-%d}.{fmt}"
    return inline(render_as(content), media, name)
