"""The yearly disclosure plan in the workspace: proposed, edited, signed, public."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from danchu.channels.queries import form_words
from danchu.core import clock
from danchu.core.pages import attached, form_page, staff_page
from danchu.core.steps import step
from danchu.disclosure import catalogue, papers, queries, rules, services
from danchu.disclosure.forms.planning import LineForm, OwnLineForm, ReasonForm, YearForm
from danchu.disclosure.messages import LANGUAGE
from danchu.disclosure.models import DisclosurePlan, PlanLine
from danchu.disclosure.policies import planning as policies
from danchu.disclosure.queries.signing import signers
from danchu.disclosure.states import PlanState
from danchu.documents import paper as renderers
from danchu.documents.forms import SignForm
from danchu.organisation.models import Unit

TAGS = {PlanState.DRAFT: "draft", PlanState.APPROVED: "waiting", PlanState.PUBLIC: "done"}
MEDIA = {"pdf": (renderers.render_pdf, "application/pdf"), "docx": (
    renderers.render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)}  # fmt: skip
WHAT = {
    "title": gettext_lazy("nội dung"), "forms": gettext_lazy("hình thức"), "when": gettext_lazy("thời điểm"),
    "how_long": gettext_lazy("thời hạn"), "unit": gettext_lazy("đơn vị"),
}  # fmt: skip


def plan_or_404(request, pk: int) -> DisclosurePlan:
    """A plan of the person's commune."""
    return get_object_or_404(queries.plans_of(request.access.commune), pk=pk)


def line_or_404(request, pk: int, line: int) -> PlanLine:
    """A line of a plan that is being worked on, for whoever makes it."""
    plan = plan_or_404(request, pk)
    policies.check_plan(request.access)
    if plan.state != PlanState.DRAFT:
        raise Http404
    return get_object_or_404(queries.lines_of(plan).select_related("plan__commune", "unit"), pk=line)


@staff_page
@require_safe
def index(request):
    """The plans, newest first."""
    plans = list(queries.plans_of(request.access.commune))
    for plan in plans:
        plan.tag = TAGS[PlanState(plan.state)]
    return render(request, "disclosure/plan/index.html", {
        "plans": plans, "can_plan": policies.can_plan(request.access), "year": clock.today().year,
        "lacking": clock.today().year not in {plan.year for plan in plans},
    })  # fmt: skip


@staff_page
@form_page
def begin(request):
    """The plan of a year is proposed from the catalogue."""
    policies.check_plan(request.access)
    commune, today = request.access.commune, clock.today()
    have = set(queries.plans_of(commune).values_list("year", flat=True))
    years = [year for year in (today.year, today.year + 1) if year not in have]
    if not years:
        return redirect("disclosure:plans")
    form = YearForm(request.POST or None, years=years)
    return step(
        request, form,
        lambda form: services.begin_plan(
            commune=commune, year=form.cleaned_data["year"], by=request.access.person, now=clock.now()
        ),
        then=lambda plan: reverse("disclosure:plan", args=[plan.pk]), back_url=reverse("disclosure:plans"),
        said=_("Đã lập bản đề xuất. Xem từng dòng, sửa đơn vị, thêm hình thức, rồi trình lãnh đạo duyệt."),
        title=_("Lập kế hoạch công khai"), action=_("Lập bản đề xuất"),
        lede=_("Hệ thống ghi sẵn đủ nội dung của Điều 11; đơn vị và dòng riêng lấy theo kế hoạch năm trước nếu có."),
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk):
    """The plan by clause: what, in which forms, when, how long, who answers; and what comes next."""
    plan, access = plan_or_404(request, pk), request.access
    lines = list(queries.lines_of(plan))
    for line in lines:
        line.words = [form_words(letter) for letter in line.forms]
        line.known = catalogue.find(line.kind)
    draft = plan.state == PlanState.DRAFT
    before = queries.year_before(plan)
    return render(request, "disclosure/plan/detail.html", {
        "plan": plan, "tag": TAGS[PlanState(plan.state)], "kept": [line for line in lines if line.kept],
        "dropped": [line for line in lines if not line.kept], "draft": draft, "before": before,
        "changes": len(queries.changes_since(plan, before)) if before else 0, "issued": queries.is_issued(plan),
        "may_edit": draft and policies.can_plan(access), "may_sign": draft and policies.can_sign(access),
        "may_change": policies.can_plan(access), "may_release": policies.can_release(access),
    })  # fmt: skip


@staff_page
@require_safe
def differences(request, pk):
    """What is new, gone or different against the last plan."""
    plan = plan_or_404(request, pk)
    before = queries.year_before(plan)
    if before is None:
        raise Http404
    changes = queries.changes_since(plan, before)
    shown = [
        {
            "title": change.line.title, "clause": change.line.clause,
            "new": change.before is None, "gone": change.after is None,
            "parts": [
                {"what": WHAT[name], "before": _part(change.before, name), "after": _part(change.after, name)}
                for name in change.fields
            ],
        }
        for change in changes
    ]  # fmt: skip
    return render(request, "disclosure/plan/differences.html", {"plan": plan, "before": before, "changes": shown})


def _part(line: rules.Line | None, name: str) -> str:
    if line is None:
        return ""
    value = getattr(line, name)
    return ", ".join(form_words(letter) for letter in value) if name == "forms" else value


@staff_page
@form_page
def write(request, pk, line):
    """A line in other words, by another unit, in more forms."""
    row = line_or_404(request, pk, line)
    mandatory = rules.demand(row.clause, catalogue.find(row.kind)).forms
    initial = {
        "title": row.title, "unit": str(row.unit_id), "extra": list(row.forms), "when": row.when,
        "how_long": row.how_long,
    }  # fmt: skip
    form = LineForm(request.POST or None, units=_units(request), mandatory=mandatory, initial=initial)
    return step(
        request, form,
        lambda form: services.write_line(line=row, by=request.access.person, now=clock.now(), **form.values()),
        said=_("Đã sửa dòng."), then=_at(row), template="disclosure/plan/line.html", title=row.title, row=row,
        mandatory=[form_words(letter) for letter in mandatory], kind=catalogue.find(row.kind), action=_("Lưu"),
        back_url=_at(row),
    )  # fmt: skip


@staff_page
@form_page
def add(request, pk):
    """A content of the commune's own."""
    plan = plan_or_404(request, pk)
    policies.check_plan(request.access)
    form = OwnLineForm(
        request.POST or None, units=_units(request), mandatory="b",
        initial={"when": _("Chậm nhất 05 ngày làm việc từ ngày có văn bản"), "how_long": _("30 ngày")},
    )  # fmt: skip
    return step(
        request, form,
        lambda form: services.add_line(plan=plan, by=request.access.person, now=clock.now(), **form.values()),
        said=_("Đã thêm dòng."), then=reverse("disclosure:plan", args=[plan.pk]), template="disclosure/plan/line.html",
        title=_("Thêm nội dung của xã"), mandatory=[form_words("b")], action=_("Thêm vào kế hoạch"),
        back_url=reverse("disclosure:plan", args=[plan.pk]),
    )  # fmt: skip


@staff_page
@form_page
def drop(request, pk, line):
    """A line is left out, for a reason."""
    row = line_or_404(request, pk, line)
    return step(
        request, ReasonForm(request.POST or None),
        lambda form: services.drop_line(
            line=row, why=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        said=_("Đã bỏ dòng khỏi kế hoạch."), then=_at(row), title=_("Không đưa vào kế hoạch?"), lede=row.title,
        action=_("Bỏ khỏi kế hoạch"), consequences=[
            _("Nội dung này không mở ra để làm trong năm."), _("Lý do được lưu và công khai cùng nội dung."),
            _("Nghĩa vụ của luật không mất đi: nếu phát sinh thì vẫn phải công khai."),
        ],
        back_url=_at(row),
    )  # fmt: skip


@staff_page
@form_page
def keep(request, pk, line):
    """A line that was left out is in the plan again."""
    row = line_or_404(request, pk, line)
    return step(
        request, None, lambda _form: services.keep_line(line=row, by=request.access.person, now=clock.now()),
        said=_("Đã đưa dòng trở lại kế hoạch."), then=_at(row), title=_("Đưa trở lại kế hoạch?"), lede=row.title,
        action=_("Đưa trở lại"),
        back_url=_at(row),
    )  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The chair, or a deputy for the chair, agrees."""
    plan = plan_or_404(request, pk)
    policies.check_sign(request.access)
    person = request.access.person
    form = SignForm(request.POST or None, posts=signers(plan.commune, clock.today(), person))
    return step(
        request, form, lambda form: services.approve_plan(plan=plan, post=form.post(), by=person, now=clock.now()),
        said=_("Đã duyệt. Văn thư cấp số, trình ký và đính kèm bản đã ký."), title=_("Duyệt kế hoạch công khai?"),
        then=reverse("disclosure:plan", args=[plan.pk]), lede=str(plan), action=_("Duyệt kế hoạch"), consequences=[
            _("Kế hoạch thành văn bản chờ cấp số."),
            _("Các nội dung trong năm thành việc phải làm của từng đơn vị, có nhắc hạn."),
            _("Việc lập kế hoạch công khai của năm được ghi là đã làm."),
        ],
        back_url=reverse("disclosure:plan", args=[plan.pk]),
    )  # fmt: skip


@staff_page
@form_page
def publish(request, pk):
    """The issued plan is made public."""
    plan = plan_or_404(request, pk)
    policies.check_release(request.access)
    return step(
        request, None, lambda _form: services.publish_plan(plan=plan, by=request.access.person, now=clock.now()),
        said=_("Kế hoạch đã công khai. Các bảng đã có lệnh niêm yết."), title=_("Công khai kế hoạch?"),
        then=reverse("disclosure:plan", args=[plan.pk]), lede=str(plan), action=_("Công khai, niêm yết"),
        consequences=[
            _("Bản đã ký hiện trên trang công khai."), _("Mỗi bảng niêm yết nhận lệnh dán, chờ ảnh xác nhận."),
        ],
        back_url=reverse("disclosure:plan", args=[plan.pk]),
    )  # fmt: skip


@staff_page
@form_page
def change(request, pk):
    """A plan that was issued is opened to be changed, for a reason."""
    plan = plan_or_404(request, pk)
    policies.check_plan(request.access)
    return step(
        request, ReasonForm(request.POST or None),
        lambda form: services.change_plan(
            plan=plan, why=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        said=_("Sửa kế hoạch rồi trình duyệt lại."), then=reverse("disclosure:plan", args=[plan.pk]),
        title=_("Điều chỉnh kế hoạch?"), lede=str(plan), action=_("Mở ra để điều chỉnh"), consequences=[
            _("Việc đã mở vẫn giữ nguyên đến khi bản điều chỉnh được duyệt."),
            _("Bản điều chỉnh được duyệt, cấp số và công khai như bản đầu, kèm lý do."),
        ],
        back_url=reverse("disclosure:plan", args=[plan.pk]),
    )  # fmt: skip


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The plan in the official form; a draft bears its mark."""
    plan = plan_or_404(request, pk)
    if fmt not in MEDIA:
        raise Http404
    with override(LANGUAGE):
        approved = plan.document is not None and plan.state != PlanState.DRAFT
        made = (
            papers.kept(plan.document) if approved
            else papers.plan_paper(plan, list(queries.lines_of(plan)), draft=True)
        )  # fmt: skip
        render_as, media = MEDIA[fmt]
        data = render_as(made)
    return attached(data, media, f"ke-hoach-cong-khai-{plan.year}.{fmt}")


def _units(request) -> list[Unit]:
    units = Unit.objects.filter(commune=request.access.commune).on(clock.today())
    return [unit for unit in units if not unit.is_asked]


def _at(line: PlanLine) -> str:
    return f"{reverse('disclosure:plan', args=[line.plan_id])}#khoan-{line.clause}"
