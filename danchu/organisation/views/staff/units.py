"""Units: the list, one unit, adding, correcting, closing, taking away what was entered by mistake."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.steps import step
from danchu.core.text import fold
from danchu.organisation import services
from danchu.organisation.forms import LastDayForm, UnitForm
from danchu.organisation.forms.searching import UnitSearchForm
from danchu.organisation.models import CHANGE_LABELS, Unit
from danchu.organisation.queries import lineage, post_count_filter
from danchu.organisation.states import UnitKind
from danchu.organisation.views.staff import admin_page

PER_PAGE = 30


def _unit_of(request, pk) -> Unit:
    return get_object_or_404(Unit.objects.select_related("commune", "parent"), commune=request.access.commune, pk=pk)


def _after(request, unit: Unit | None = None) -> str:
    """Where one goes on: back to the set-up while it lasts, else to the unit or the list."""
    if request.access.commune.is_being_set_up:
        return reverse("organisation:setup_units")
    return reverse("organisation:unit", args=[unit.pk]) if unit else reverse("organisation:units")


@admin_page
def listing(request):
    """Every unit of the commune; a search without marks; closed ones on request."""
    today = clock.today()
    form = UnitSearchForm(request.GET)
    form.is_valid()
    units = Unit.objects.filter(commune=request.access.commune).select_related("parent")
    if not form.cleaned_data.get("ended"):
        units = units.on(today)
    if kind := form.cleaned_data.get("kind"):
        units = units.filter(kind=kind)
    units = units.annotate(holders=Count("posts", filter=post_count_filter(today))).order_by("order", "name", "pk")
    if words := fold(form.cleaned_data.get("q", "")).strip():
        units = [unit for unit in units if words in fold(f"{unit.name} {unit.short_name}")]
    page = Paginator(units, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisation/units.html", {"search": form, "page": page, "words": words or kind})


@admin_page
def detail(request, pk):
    """One unit: its particulars and who works in it."""
    unit = _unit_of(request, pk)
    today = clock.today()
    posts = list(unit.posts.select_related("person").order_by("-starts_on", "pk"))
    context = {
        "shown": unit,
        "posts": [post for post in posts if post.starts_on <= today and (not post.ends_on or post.ends_on >= today)],
        "coming": [post for post in posts if post.starts_on > today],
        "past": [post for post in posts if post.ends_on and post.ends_on < today],
        "is_root": unit.kind == UnitKind.COMMITTEE,
        "lineage": lineage(unit),
        "ways": CHANGE_LABELS.items(),
    }
    return render(request, "organisation/unit.html", context)


@admin_page
def add(request):
    """A new unit."""
    commune, today = request.access.commune, clock.today()
    form = UnitForm(request.POST or None, commune=commune, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.create_unit(commune=commune, by=request.access.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thêm %(unit)s.") % {"unit": unit.name})
            return redirect(_after(request, unit))
    return _form_page(request, form, title=_("Thêm đơn vị"), action=_("Thêm đơn vị"), back=_after(request))


@admin_page
def edit(request, pk):
    """Correcting a unit."""
    unit = _unit_of(request, pk)
    form = UnitForm(request.POST or None, instance=unit, commune=request.access.commune, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            services.change_unit(unit=Unit.objects.get(pk=pk), by=request.access.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect(_after(request, unit))
    lede = _("Sửa chỗ ghi sai. Đổi tên, nhập, chia tách theo quyết định thì dùng “Sắp xếp”, để việc cũ giữ tên cũ.")
    return _form_page(
        request, form, title=_("Sửa đơn vị"), lede=lede, action=_("Lưu"), back=_after(request, unit)
    )  # fmt: skip


@admin_page
def close(request, pk):
    """The last day of a unit, asked on a page of its own."""
    unit = _unit_of(request, pk)
    today = clock.today()
    form = LastDayForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            services.close_unit(unit=unit, on=form.cleaned_data["on"], by=request.access.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi ngày kết thúc của %(unit)s.") % {"unit": unit.name})
            return redirect("organisation:units")
    context = {
        "title": _("Kết thúc hoạt động của %(unit)s") % {"unit": unit.name},
        "consequences": [
            _("Sau ngày này đơn vị không nhận việc mới; việc và văn bản cũ vẫn mang tên đơn vị."),
            _("Chức vụ của %(n)s người trong đơn vị cũng kết thúc.") % {"n": unit.posts.on(today).count()},
        ],
        "form": form, "action": _("Kết thúc đơn vị"), "danger": True,
        "back_url": reverse("organisation:unit", args=[unit.pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@admin_page
def remove(request, pk):
    """Taking away a unit entered by mistake."""
    unit = _unit_of(request, pk)
    return step(
        request, None, lambda _form: services.remove_unit(unit=unit, by=request.access.person), then=_after(request),
        said=_("Đã bỏ %(unit)s.") % {"unit": unit.name}, title=_("Bỏ %(unit)s") % {"unit": unit.name},
        lede=_("Chỉ dùng khi đơn vị được thêm nhầm và chưa có người, chưa có việc."),
        action=_("Bỏ đơn vị này"), danger=True, back_url=_after(request, unit),
    )  # fmt: skip


def _form_page(request, form, *, title, action, back, lede=""):
    context = {"form": form, "title": title, "lede": lede, "action": action, "back_url": back}
    return render(request, "organisation/form.html", context)
