"""A plan written here goes before who approves it, comes back, is approved, and is had as a paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.plans import forms, papers, policies, queries, services
from danchu.plans.states import PlanState
from danchu.plans.views.staff.loading import home, plan_or_404, plan_to_manage


def _ask(request, form, plan, **context):
    context = {"lede": plan.title, "back_url": home(plan), "form": form} | context
    return render(request, "core/confirm.html", context, status=422 if form.is_bound and form.errors else 200)


@staff_page
@form_page
def submit(request, pk):
    """The plan is put before who approves it."""
    plan = plan_to_manage(request, pk)
    if not plan.is_written:
        raise Http404
    form = forms.VersionForm(sent(request), initial={"version": plan.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.submit(
                plan=plan, version=form.cleaned_data["version"], by=request.access.person, now=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã trình. Người duyệt nhận được thông báo."))
            return redirect("plans:detail", pk=pk)
    if plan.state != PlanState.DRAFT and not form.is_bound:
        return redirect(home(plan))
    who = _("người đứng đầu đơn vị") if plan.unit_id else _("Chủ tịch hoặc Phó Chủ tịch")
    return _ask(
        request, form, plan, title=_("Trình duyệt kế hoạch?"), action=_("Trình duyệt"),
        consequences=[
            _("Kế hoạch tới %(who)s; bị trả lại thì bạn sửa tiếp được.") % {"who": who},
            _("Trong lúc chờ duyệt không ai sửa được."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def send_back(request, pk):
    """It is not right yet, with the reason."""
    plan = plan_or_404(request, pk)
    _check(policies.check_send_back, request, plan)
    form = forms.ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.send_back(
                plan=plan, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã trả lại. Người soạn đọc được lý do."))
            return redirect("plans:list")
    return _ask(request, form, plan, title=_("Trả lại để sửa"), action=_("Trả lại kèm lý do"))


@staff_page
@form_page
def approve(request, pk):
    """The chair, or a deputy for the chair, agrees; of a unit's own plan, its head."""
    plan = plan_or_404(request, pk)
    if plan.is_written and plan.state in (PlanState.APPROVED, PlanState.CONFIRMED, PlanState.PUBLISHED):
        return redirect("plans:detail", pk=pk)  # a second click, after the first
    _check(policies.check_approve, request, plan)
    person, today = request.access.person, clock.today()
    posts = [] if plan.unit_id else queries.signers(plan.commune, today)
    is_chair = any(post.person_id == person.pk and post.role == "chair" for post in posts)
    # A deputy signs for the chair; only the chair may have a deputy sign.
    offered = [post for post in posts if is_chair or post.person_id == person.pk]
    initial = {"version": plan.version}
    if plan.unit_id:
        form = forms.VersionForm(sent(request), initial=initial)
    else:
        form = forms.ApproveForm(sent(request), posts=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            if plan.unit_id:
                services.approve_in_unit(plan=plan, version=version, by=person, now=clock.now())
            else:
                services.approve(plan=plan, post=form.post(), version=version, by=person, now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Đã duyệt. Các bước đã thành việc phải làm.")
                if plan.unit_id
                else _("Đã duyệt. Văn thư cấp số, trình ký và đính kèm bản đã ký."),
            )
            return redirect("plans:detail", pk=pk)
    told = [
        _("Các việc, các bước của đơn vị thành việc phải làm, có nhắc hạn."),
        _("Việc xã giao vẫn báo cáo ở kế hoạch của xã, không phải báo hai lần."),
    ] if plan.unit_id else [
        _("Kế hoạch thành văn bản chờ cấp số; lời văn không sửa được nữa."),
        _("Văn thư cấp số và đính kèm bản ký xong thì giao việc và công khai."),
    ]  # fmt: skip
    return _ask(request, form, plan, title=_("Duyệt kế hoạch?"), action=_("Duyệt kế hoạch"), consequences=told)


def _check(check, request, plan) -> None:
    """A check that refuses on a page is an address that is not there now."""
    try:
        check(request.access, plan)
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The plan in the official form, as .docx or PDF; what is not approved yet bears the mark of a draft."""
    plan = plan_or_404(request, pk)
    if not plan.is_written or fmt not in papers.FORMATS:
        raise Http404
    data = papers.FORMATS[fmt](papers.current(plan, on=clock.today()))
    response = HttpResponse(data, content_type=papers.MEDIA_TYPES[fmt])
    response.headers["Content-Disposition"] = f'attachment; filename="{papers.file_name(plan, fmt)}"'
    return response
