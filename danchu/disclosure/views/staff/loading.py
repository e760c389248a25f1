"""Loading is the proof of access: what belongs to another commune, or to units one does not see, is not there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.errors import Refused, Stale
from danchu.disclosure import policies, queries
from danchu.disclosure.models import Item, Paper, Version
from danchu.disclosure.states import VersionState
from danchu.organisation.policies import can


def item_or_404(request, pk: int) -> Item:
    """An item the person sees."""
    rows = Item.objects.visible_to(request.access).select_related("commune", "unit").defer("search")
    return get_object_or_404(rows, pk=pk)


def item_to_prepare(request, pk: int) -> Item:
    """An item for whoever may make its versions ready. Raises PermissionDenied for others who see it."""
    item = item_or_404(request, pk)
    policies.check_prepare(request.access, item)
    return item


def draft_of(request, pk: int) -> tuple[Item, Version | None]:
    """An item to prepare, and its draft: None where none is being written (it waits, or nobody has begun)."""
    item = item_to_prepare(request, pk)
    version = queries.in_making(item)
    return item, version if version and version.state == VersionState.DRAFT else None


def paper_to_prepare(request, pk: int) -> Paper:
    """A paper of a draft, for whoever may make it ready; for others it is not there."""
    rows = Paper.objects.filter(version__item__in=Item.objects.visible_to(request.access))
    rows = rows.select_related("version__item__commune", "version__item__unit", "original", "published", "document")
    paper = get_object_or_404(rows, pk=pk)
    policies.check_prepare(request.access, paper.version.item)
    if paper.version.state != VersionState.DRAFT:
        raise Http404
    return paper


def begin_first(request, item):
    """Where to go when there is no draft to work on: to what the item says is next."""
    version = queries.in_making(item)
    if version:
        messages.info(request, _("Bản này đang chờ duyệt nên không sửa được. Cần sửa thì nhờ người duyệt trả lại."))
    elif request.method == "POST":
        messages.error(request, _("Chưa có bản nào đang soạn. Bắt đầu từ lời tóm tắt."))
    target = "disclosure:item" if version or not can(policies.check_edit, request.access, item) else "disclosure:words"
    return redirect(target, pk=item.pk)


def told(form, refusal: Refused, version: Version | None) -> None:
    """The refusal on the form; after "someone else changed it" the same page can be sent again, knowing that."""
    form.add_error(None, str(refusal))
    if isinstance(refusal, Stale) and version and "revision" in form.fields:
        version.refresh_from_db(fields=["revision"])
        form.data = form.data.copy()
        form.data["revision"] = version.revision


def way(item: Item, version: Version | None, here: str) -> list[dict]:
    """The steps of a version, each with its address: `label`, `url` ("" before there is a draft), `here`, `done`."""
    lines = [
        ("words", _("Lời tóm tắt"), bool(version and version.summary.strip())),
        ("papers", _("Văn bản"), bool(version and version.papers.exists())),
        ("check", _("Soát thông tin cá nhân"), bool(version and not version.papers.filter(published=None).exists())),
        ("names", _("Danh sách tên"), bool(version and policies.has_names(version))),
        ("preview", _("Xem trước, trình duyệt"), False),
    ]
    return [
        {
            "label": label, "here": name == here, "done": done,
            "url": reverse(f"disclosure:{name}", args=[item.pk]) if version or name == "words" else "",
        }
        for name, label, done in lines
    ]  # fmt: skip
