"""What is announced and where it hangs: the list, one announcement, its papers to print, further boards."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.channels import services
from danchu.channels.forms.posting import MoreForm
from danchu.channels.models import Announcement, PostingOrder
from danchu.channels.models.posting import sees_every_board
from danchu.channels.papers import Notice, RouteList, notice_of, notices_pdf, route_list_pdf
from danchu.channels.policies import check_keep_boards, keeps_boards
from danchu.channels.queries import posting as queries
from danchu.channels.rules import ONE_DAY
from danchu.channels.states import OrderState
from danchu.channels.views.staff import line_of, order_or_404, pdf
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.templatetags.vietnamese import moment
from danchu.organisation.models import Unit
from danchu.organisation.states import Permission, UnitKind
from danchu.register import queries as register

PER_PAGE = 20


def _announcement_or_404(request, pk: int) -> Announcement:
    rows, access = Announcement.objects, request.access
    rows = rows.filter(pk__in=queries.announcements(access, clock.today(), unordered=keeps_boards(access)).values("pk"))
    return get_object_or_404(rows.select_related("commune", "unit"), commune=request.access.commune, pk=pk)


@staff_page
@require_safe
def listing(request):
    """What is told by boards, newest first, with how many boards have it."""
    rows = queries.announcements(request.access, clock.today(), unordered=keeps_boards(request.access))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "channels/announcements.html", {"page": page})


@staff_page
@require_safe
def detail(request, pk):
    """One announcement, board by board."""
    told, access, today = _announcement_or_404(request, pk), request.access, clock.today()
    rows = queries.orders(access).filter(announcement=told).order_by("board__unit__order", "board__name")
    lines = [line_of(order, access, today) for order in rows]
    context = {
        "told": told, "lines": lines, "keeps": keeps_boards(access),
        "up": sum(1 for line in lines if line.tag == "done"), "all": sum(1 for line in lines if line.tag != "nodata"),
        "without": queries.boards_without(told, today) if keeps_boards(access) else [],
        "villages": _villages(access, told, today),
        "address": reverse("portal:home", args=[told.commune.slug]) + told.path,
    }  # fmt: skip
    return render(request, "channels/announcement.html", context)


def _villages(access, told: Announcement, today) -> list[Unit]:
    """The villages whose route list one may print, where village heads have to tell it (Art. 13.4)."""
    if not told.goes_to_heads:
        return []
    rows = Unit.objects.filter(commune=told.commune, kind=UnitKind.VILLAGE).on(today)
    return [unit for unit in rows if sees_every_board(access) or access.may(Permission.WORK, unit)]


@staff_page
@form_page
def more(request, pk):
    """Orders for boards that came after it was announced."""
    told, today = _announcement_or_404(request, pk), clock.today()
    check_keep_boards(request.access)
    without = queries.boards_without(told, today)
    initial = {"put_up_by": today + ONE_DAY, "boards": [board.pk for board in without]}
    form = MoreForm(request.POST or None, boards=without, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            number = services.order_more(
                announcement=told, boards=list(form.cleaned_data["boards"]),
                put_up_by=form.cleaned_data["put_up_by"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã giao thêm %(n)s bảng.") % {"n": number})
            return redirect("boards:announcement", pk=pk)
    context = {
        "title": _("Giao thêm bảng"), "lede": told.title, "form": form, "action": _("Giao dán"),
        "back_url": reverse("boards:announcement", args=[pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


# -- to be printed ----------------------------------------------------------------------------------------------------
def notice(request, order: PostingOrder) -> Notice:
    """The notice of an order as it is printed today, with the public page's whole address."""
    told, commune = order.announcement, order.board.commune
    address = request.build_absolute_uri(f"/{told.short_path.strip('/')}/")
    return notice_of(order, address=address, stamp=_stamp(commune), today=clock.today())


def _stamp(commune) -> str:
    """The head of the commune's register as it is printed: whoever keeps the sheet can check it (docs/register.md)."""
    head = register.stamp(commune.slug)
    if not head.size:
        return ""
    return _("Sổ công khai %(commune)s: %(n)s dòng, gốc %(root)s, %(at)s") % {
        "commune": commune.name, "n": head.size, "root": head.root, "at": moment(head.at)
    }  # fmt: skip


@staff_page
@require_safe
def order_notice(request, pk):
    """The notice for one board."""
    order = order_or_404(request, pk)
    return pdf(notices_pdf([notice(request, order)], on=clock.today()), f"to-dan-{order.pk}")


@staff_page
@require_safe
def notices(request, pk):
    """The notices for all boards one sees, in one PDF."""
    told = _announcement_or_404(request, pk)
    rows = queries.orders(request.access).filter(announcement=told).exclude(state=OrderState.CANCELLED)
    rows = rows.select_related("announcement__unit", "board__unit", "board__commune")
    papers = [notice(request, order) for order in rows.order_by("board__unit__order", "board__name")]
    if not papers:
        raise Http404
    return pdf(notices_pdf(papers, on=clock.today()), f"to-dan-thong-bao-{told.pk}")


@staff_page
@require_safe
def route_list(request, pk, village):
    """The list by which a village head tells households (Art. 13.4), its lines to be filled in by hand."""
    told, today = _announcement_or_404(request, pk), clock.today()
    unit = next((each for each in _villages(request.access, told, today) if each.pk == village), None)
    if unit is None:
        raise Http404
    address = request.build_absolute_uri(f"/{told.short_path.strip('/')}")
    route = RouteList(
        told.commune.name, unit.name, told.title, told.summary, address.partition("://")[2], told.commune.is_sample
    )
    return pdf(route_list_pdf(route, on=today), f"di-bao-{told.pk}-{unit.pk}")
