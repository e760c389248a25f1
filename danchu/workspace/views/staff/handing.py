"""Hand-overs: the list, beginning one when a post ends, the checklist, the minutes to print and sign."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.core.steps import at_once
from danchu.organisation.models import Post
from danchu.organisation.states import Permission
from danchu.workspace import services
from danchu.workspace.models import HandOver
from danchu.workspace.queries import handing

PER_PAGE = 20


def _hand_over_of(request, pk) -> HandOver:
    rows = HandOver.objects.visible_to(request.access).select_related("person", "post__unit", "commune", "made_by")
    return get_object_or_404(rows, pk=pk)


def _post_of(request, pk) -> Post:
    """A post one may begin a hand-over of: one's own, of a unit one speaks for, or any for the administrator."""
    posts = Post.objects.select_related("person__commune", "unit").filter(unit__commune=request.access.commune)
    post = get_object_or_404(posts, pk=pk)
    if post.person_id != request.access.person.pk and not handing.may_manage(request.access, post):
        raise Http404
    return post


@staff_page
def listing(request):
    """What one hands over, receives, or answers for; and posts that ended without a list."""
    page = Paginator(handing.visible(request.access), PER_PAGE).get_page(request.GET.get("page"))
    lacking = handing.without_hand_over(request.access, clock.today())
    context = {"page": page, "lacking": lacking, "administers": request.access.may(Permission.ADMINISTER)}
    return render(request, "workspace/hand_overs.html", context)


@staff_page
def start(request, pk):
    """What stands open when the post ends; the button makes the list of it."""
    post = _post_of(request, pk)
    made = HandOver.objects.filter(post=post).first()
    if request.method == "POST":
        return at_once(
            request,
            lambda: services.start(post=post, on=clock.today(), by=request.access.person, now=clock.now()),
            then=lambda made: reverse("workspace:hand_over", args=[made.pk]), back=request.path,
            said=_("Đã lập danh sách bàn giao. Chọn người nhận từng việc."),
        )  # fmt: skip
    context = {"post": post, "things": handing.open_things(post, clock.today()), "made": made}
    return render(request, "workspace/hand_over_start.html", context)


@staff_page
def detail(request, pk):
    """The checklist: each thing to whom; the receiver says that they have it."""
    hand_over = _hand_over_of(request, pk)
    access, today = request.access, clock.today()
    manages = handing.may_manage(access, hand_over.post)
    everyone = handing.receivers(hand_over.commune, hand_over.person, today) if manages else []
    if request.method == "POST":
        return at_once(request, lambda: _act(request, hand_over, manages, everyone), then=request.path)
    items = list(hand_over.items.select_related("receiver", "confirmed_by"))
    mine = [item for item in items if item.receiver_id == access.person.pk and not item.confirmed_at]
    context = {
        "hand_over": hand_over, "items": items, "manages": manages, "receivers": everyone, "mine": mine,
        "nobodys": [item for item in items if item.receiver_id is None],
        "to_confirm": [item for item in items if item.receiver_id and not item.confirmed_at],
        "done": [item for item in items if item.confirmed_at],
    }  # fmt: skip
    return render(request, "workspace/hand_over.html", context)


def _act(request, hand_over: HandOver, manages: bool, everyone: list) -> None:
    by, now = request.access.person, clock.now()
    picked = [int(pk) for pk in request.POST.getlist("item") if pk.isascii() and pk.isdigit() and len(pk) < 18]
    if "confirm" in request.POST:
        count = services.confirm(
            hand_over=hand_over, items=picked, note=request.POST.get("note", ""), by=by, now=now,
            for_others=manages and request.POST["confirm"] == "others",
        )  # fmt: skip
        if not count:
            raise Refused(_("Hãy đánh dấu việc đã nhận."))
        messages.success(request, _("Đã xác nhận nhận %(n)s việc.") % {"n": count})
    elif manages:
        people = {str(person.pk): person for person in everyone}
        wanted = {
            item.pk: people.get(request.POST[f"to-{item.pk}"])
            for item in hand_over.items.filter(confirmed_at__isnull=True)
            if f"to-{item.pk}" in request.POST
        }
        changed = services.assign(hand_over=hand_over, receivers=wanted, on=clock.today(), by=by, now=now)
        messages.success(request, _("Đã lưu người nhận (%(n)s thay đổi).") % {"n": changed})
    else:
        raise Http404


@staff_page
def minutes(request, pk):
    """The minutes of the hand-over, to be printed and signed by hand."""
    hand_over = _hand_over_of(request, pk)
    items = list(hand_over.items.select_related("receiver", "confirmed_by"))
    names = {item.receiver_id: item.receiver for item in items if item.receiver_id}
    context = {
        "hand_over": hand_over, "items": items, "receivers": list(names.values()),
        "back_url": reverse("workspace:hand_over", args=[pk]),
    }  # fmt: skip
    return render(request, "workspace/hand_over_minutes.html", context)
