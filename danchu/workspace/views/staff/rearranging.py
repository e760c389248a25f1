"""Rearranging units: the list of what was decided, the form, the page that says what follows, undoing."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.core.steps import step
from danchu.core.text import whole_number
from danchu.organisation.models import CHANGE_LABELS, Rearrangement
from danchu.organisation.policies import can, check_can_be_undone, check_may
from danchu.organisation.states import Change, Permission
from danchu.workspace import services
from danchu.workspace.forms.rearranging import RearrangeForm, chosen, successor_names
from danchu.workspace.queries.following import following

PER_PAGE = 20


def admin_page(view):
    """A page of the commune's administrator; one about a single rearrangement is not there for anybody else."""

    @staff_page
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if "pk" in kwargs and not request.access.may(Permission.ADMINISTER):
            raise Http404
        check_may(request.access, Permission.ADMINISTER)
        return view(request, *args, **kwargs)

    return guarded


def _of(request, pk) -> Rearrangement:
    rows = Rearrangement.objects.select_related("commune", "made_by", "undone_by", "parent")
    return get_object_or_404(rows, commune=request.access.commune, pk=pk)


@admin_page
def listing(request):
    """Every rearrangement of the commune, newest first, and the four ways to begin one."""
    rows = Rearrangement.objects.filter(commune=request.access.commune).select_related("parent")
    rows = rows.prefetch_related("units", "successions__predecessor", "successions__successor")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    ways = [
        (_("Nhập thôn, bản, đơn vị"), Change.MERGE, _("Hai hay nhiều đơn vị thành một.")),
        (_("Chia tách"), Change.SPLIT, _("Một đơn vị thành nhiều.")),
        (_("Đổi tên"), Change.RENAME, _("Tên mới từ một ngày; văn bản cũ giữ tên cũ.")),
        (_("Chuyển cấp trên trực tiếp"), Change.MOVE, _("Đơn vị vẫn thế, trực thuộc nơi khác.")),
    ]
    context = {
        "page": page,
        "ways": [
            {"label": label, "url": reverse("workspace:rearrange", args=[change.value]), "hint": hint}
            for label, change, hint in ways
        ],
    }
    return render(request, "workspace/rearrangements.html", context)


@admin_page
def rearrange(request, change):
    """The form; then, before anything is done, what follows and where each thing goes; then it is done."""
    try:
        kind = Change(change)
    except ValueError:
        raise Http404 from None
    commune, today = request.access.commune, clock.today()
    first = whole_number(request.GET.get("don_vi", ""))
    initial = {"units": [first], "unit": first} if first else {}
    form = RearrangeForm(request.POST or None, change=kind, commune=commune, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        what = form.what()
        follows = following(kind, what["units"], what["on"])
        choices = chosen(request.POST, what, follows) if "confirm" in request.POST else _default(follows)
        try:
            if "confirm" in request.POST:
                row = services.rearrange(
                    commune=commune, by=request.access.person, now=clock.now(), **what, **choices
                )  # fmt: skip
                messages.success(request, _done(row))
                return redirect("workspace:rearrangement", row.pk)
            if "back" not in request.POST:
                _try(request, what, choices)
                return _preview(request, form, what, follows)
        except Refused as refused:
            form.add_error(None, str(refused))
            if "confirm" in request.POST:
                return _preview(request, form, what, follows)
    title = {
        Change.MERGE: _("Nhập đơn vị"), Change.SPLIT: _("Chia tách đơn vị"), Change.RENAME: _("Đổi tên đơn vị"),
        Change.MOVE: _("Chuyển cấp trên trực tiếp"),
    }[kind]  # fmt: skip
    context = {
        "form": form, "title": title, "action": _("Xem trước việc sẽ xảy ra"),
        "lede": _("Chưa có gì thay đổi ở bước này. Trang sau cho xem những gì đi theo, rồi mới xác nhận."),
        "back_url": reverse("workspace:rearrangements"),
    }  # fmt: skip
    return render(request, "organisation/form.html", context)


def _try(request, what: dict, choices: dict) -> None:
    """Does it and takes it back at once, so that what would be refused is said before anything is chosen."""
    with transaction.atomic():
        services.rearrange(
            commune=request.access.commune, by=request.access.person, now=clock.now(), **what, **choices
        )  # fmt: skip
        transaction.set_rollback(True)


def _default(follows) -> dict:
    return {"posts": {row.post.pk: 0 for row in follows.posts if row.goes_on}, "choices": {}}


def _preview(request, form, what: dict, follows):
    names = successor_names(what)
    sent = request.POST if "confirm" in request.POST else {}
    hidden = [(name, value) for name, values in request.POST.lists() for value in values if name in form.fields]
    posts = []
    for row in follows.posts:
        name = f"post-{row.post.pk}"
        posts.append({"row": row, "name": name, "chosen": sent.get(name, "0" if row.goes_on else "")})
    things = []
    for thing in follows.open:
        name = f"open-{thing.reference}"
        things.append({"thing": thing, "name": name, "chosen": sent.get(name, "")})
    context = {
        "form": form, "what": what, "follows": follows, "names": names, "change": what["change"].value,
        "change_label": CHANGE_LABELS[what["change"]], "several": len(names) > 1, "waits": what["on"] > clock.today(),
        "hidden": hidden, "posts": posts, "things": things,
        "options": [(str(at), name) for at, name in enumerate(names)],
    }  # fmt: skip
    return render(request, "workspace/rearrange_preview.html", context)


def _done(row: Rearrangement) -> str:
    if row.applied_at:
        return _("Đã sắp xếp xong. Việc còn mở đã chuyển sang đơn vị mới.")
    return _("Đã ghi. Đến ngày có hiệu lực, mọi thứ tự chuyển; trước ngày đó chưa có gì đổi.")


@admin_page
def detail(request, pk):
    """What was decided, what passed on, and whether it can still be undone."""
    row = _of(request, pk)
    work = row.carried.get("work", {}).values()
    counted = {
        "duties": sum(len(each[area]["withdrawn"]) for each in work for area in ("duties", "plans")),
        "reports": sum(len(each["reports"]["kept"]) + len(each["reports"]["moved"]) for each in work),
        "posts": len(row.carried.get("posts", [])),
    }
    followed = {one.successor_id: one.successor for one in row.successions.select_related("successor")}
    context = {
        "row": row,
        "units": list(row.units.all()),
        "successors": list(followed.values()),
        "counted": counted,
        "can_undo": can(check_can_be_undone, row),
    }
    return render(request, "workspace/rearrangement.html", context)


@admin_page
def undo(request, pk):
    """Everything as before, after a question."""
    row = _of(request, pk)
    back = reverse("workspace:rearrangement", args=[pk])
    return step(
        request, None, lambda _form: services.undo(rearrangement=row, by=request.access.person, now=clock.now()),
        then=back, said=_("Đã hoàn tác. Mọi thứ như trước khi sắp xếp."), title=_("Hoàn tác: %(what)s") % {"what": row},
        consequences=[
            _("Đơn vị cũ hoạt động lại; đơn vị mới được lập trong lần này bị bỏ."),
            _("Chức vụ, quyền và việc còn mở trở về như trước."),
            _("Nếu đơn vị mới đã làm việc nào thì hệ thống sẽ nói rõ và không hoàn tác."),
        ],
        action=_("Hoàn tác"), danger=True, back_url=back,
    )  # fmt: skip
