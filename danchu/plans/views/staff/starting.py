"""A plan begins: written empty, from last year's, from the commune's, or as the next edition of one that stands."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, sent
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.organisation.states import Permission
from danchu.plans import forms, policies, queries, services
from danchu.plans.models import Plan
from danchu.plans.states import IN_FORCE, Origin, PlanState
from danchu.plans.views.staff.loading import home, plan_or_404, plan_to_manage


@staff_page
@require_safe
def start(request):
    """The ways in which a plan begins; those a person may take."""
    access, today = request.access, clock.today()
    manages = policies.manages(access)
    derivable = queries.to_derive(access)
    if not manages and not access.units(Permission.WORK):
        raise PermissionDenied(_("Bạn chưa có quyền lập kế hoạch. Hãy nhờ quản trị của xã cấp quyền."))
    plans = {plan.pk: plan for plan in Plan.objects.filter(pk__in=derivable).defer("source_text", "reading")}
    return render(
        request,
        "plans/start.html",
        {
            "manages": manages,
            "copies": list(queries.to_copy(access, today.year + 2).defer("source_text", "reading")[:5])
            if manages
            else [],
            "derivable": list(plans.values()),
        },
    )


@staff_page
@form_page
def write(request):
    """An empty plan, to be written."""
    access = request.access
    for_commune = policies.manages(access)
    units = list(Unit.objects.filter(pk__in=access.units(Permission.WORK)).on(clock.today()))
    if not for_commune and not units:
        raise PermissionDenied(_("Bạn chưa có quyền lập kế hoạch. Hãy nhờ quản trị của xã cấp quyền."))
    form = forms.BeginForm(
        sent(request), units=units, for_commune=for_commune,
        initial={"upload_key": fresh_key(), "year": clock.today().year},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            plan = services.begin(
                commune=access.commune, year=data["year"], title=data["title"], unit=form.unit(),
                with_outline=data["with_outline"], upload_key=data["upload_key"], by=access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("plans:compose", pk=plan.pk)
    return render(request, "plans/write.html", {"form": form})


def _ask(request, form, plan, **context):
    """A page that asks before it acts."""
    context = {"lede": str(plan), "back_url": home(plan), "form": form} | context
    return render(request, "core/confirm.html", context, status=422 if form.is_bound and form.errors else 200)


@staff_page
@form_page
def copy(request, pk):
    """Next year's plan from this one."""
    plan = plan_to_manage(request, pk)
    if plan.unit_id is not None or plan.origin != Origin.OWN or plan.state not in (*IN_FORCE, PlanState.SUPERSEDED):
        raise Http404
    form = forms.NextYearForm(
        sent(request), after=plan.year, initial={"upload_key": fresh_key(), "year": plan.year + 1}
    )
    if request.method == "POST" and form.is_valid():
        try:
            new = services.copy_forward(
                plan=plan, year=form.cleaned_data["year"], upload_key=form.cleaned_data["upload_key"],
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(
                request, _("Đã dựng bản nháp. Hãy xem từng việc; việc năm trước chưa làm đã được đánh dấu.")
            )
            return redirect("plans:compose", pk=new.pk)
    return _ask(
        request, form, plan, title=_("Lập kế hoạch năm sau từ kế hoạch này"), action=_("Dựng bản nháp"),
        consequences=[
            _("Các mục và các việc được chép sang bản nháp; mọi ngày được dời sang năm mới."),
            _("Đơn vị không còn được thay bằng đơn vị kế tiếp, hoặc để trống cho bạn chọn."),
            _("Việc năm nay chưa làm xong được đánh dấu. Kế hoạch này không thay đổi gì."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def derive(request, pk):
    """A unit's own plan from the commune's."""
    plan = plan_or_404(request, pk)
    mine = queries.to_derive(request.access).get(plan.pk, set())
    if plan.unit_id is not None or plan.state not in IN_FORCE:
        raise Http404
    if not mine:
        raise PermissionDenied(_("Kế hoạch này không giao việc nào cho đơn vị bạn làm việc."))
    units = Unit.objects.filter(pk__in=mine).on(clock.today())
    form = forms.DeriveForm(sent(request), units=units, initial={"upload_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        try:
            new = services.derive(
                plan=plan, unit=form.units[form.cleaned_data["unit"]], upload_key=form.cleaned_data["upload_key"],
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(home(new))
    return _ask(
        request, form, plan, title=_("Lập kế hoạch của đơn vị"), action=_("Dựng bản nháp"),
        consequences=[
            _("Những việc xã giao đơn vị được chép vào; vẫn báo cáo ở kế hoạch của xã, không phải báo hai lần."),
            _("Đơn vị thêm các bước của mình dưới từng việc, và việc riêng của đơn vị."),
            _("Người đứng đầu đơn vị duyệt thì các bước thành việc phải làm; tiến độ cộng lên việc của xã."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def amend(request, pk):
    """The next edition: from a paper that amends or replaces, or written here."""
    plan = plan_to_manage(request, pk)
    if not can(policies.check_amend, request.access, plan):
        raise Http404
    open_one = plan.replaced_by.exclude(state=PlanState.DISCARDED).first()
    if open_one:
        messages.info(request, _("Kế hoạch này đang có một bản sửa đổi. Đây là bản đó."))
        return redirect(home(open_one))
    form = forms.AmendForm(sent(request), request.FILES or None, initial={"upload_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            new = services.take_in(
                commune=plan.commune, origin=Origin(plan.origin), upload=data["file"], text=data["text"],
                upload_key=data["upload_key"], replaces=plan, whole=data["how"] == form.WHOLE,
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("file" if data["file"] else "text", str(refusal))
        else:
            return redirect("plans:differences", pk=new.pk)
    key_form = forms.KeyForm(initial={"upload_key": fresh_key()})
    return render(request, "plans/amend.html", {"plan": plan, "form": form, "key_form": key_form, "back": home(plan)})


@staff_page
@form_page
def amend_here(request, pk):
    """The next edition is written here, beginning as the plan stands."""
    plan = plan_to_manage(request, pk)
    if plan.origin != Origin.OWN or not can(policies.check_amend, request.access, plan):
        raise Http404
    form = forms.KeyForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return redirect("plans:amend", pk=pk)
    key, by = form.cleaned_data["upload_key"], request.access.person
    return at_once(
        request, lambda: services.amend_here(plan=plan, upload_key=key, by=by, now=clock.now()),
        then=home, back=reverse("plans:detail", args=[pk]),
    )  # fmt: skip
