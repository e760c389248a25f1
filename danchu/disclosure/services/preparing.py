"""A version is made ready: its words, its papers, and to whoever approves."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.disclosure.models import Item, Paper, Version
from danchu.disclosure.states import VERSION_NEXT, ItemState, VersionState
from danchu.documents.services import keep_upload


@act(gettext_lazy("Soạn bản công khai"), on="item")
def draft(*, item: Item, summary: str, by, now, what_changed: str = "") -> Version:
    """The item's version in the making: the one that is there already, or the next one. `summary` in plain words."""
    item = locked(Item.objects).get(pk=item.pk)
    last = item.versions.first()
    if last and last.state in (VersionState.DRAFT, VersionState.WAITING):
        return last
    if item.state == ItemState.EXPECTED:
        item.state = ItemState.PREPARING
        item.save(update_fields=["state"])
    number = last.number + 1 if last else 1
    return Version.objects.create(
        item=item, number=number, summary=summary, what_changed=what_changed, made_at=now, made_by=by
    )


@act(gettext_lazy("Đính văn bản để công khai"), on="version")
def attach(*, version: Version, title: str, upload, by, now) -> Paper:
    """A paper of the version, as it came in. What of it goes out is decided when it is checked."""
    version = in_state(version, VersionState.WAITING)
    kept = keep_upload(commune=version.item.commune, upload=upload, by=by, now=now)
    return Paper.objects.create(version=version, title=title[:300], original=kept, order=version.papers.count())


@act(gettext_lazy("Trình duyệt bản công khai"), on="version")
def submit(*, version: Version, by, now) -> Version:
    """To the person who approves. Raises Refused when there are no words in it."""
    version = in_state(version, VersionState.WAITING)
    if not version.summary.strip():
        raise Refused(_("Hãy viết vài câu tóm tắt bằng lời dễ hiểu trước khi trình duyệt."))
    version.state, version.submitted_at, version.submitted_by, version.returned_why = VersionState.WAITING, now, by, ""
    version.save()
    return version


@act(gettext_lazy("Trả lại bản công khai"), on="version")
def return_to_writer(*, version: Version, reason: str, by, now) -> Version:
    """Back to be worked on, with the reason."""
    version = in_state(version, VersionState.DRAFT)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do trả lại."))
    version.state, version.submitted_at, version.submitted_by = VersionState.DRAFT, None, None
    version.returned_why = reason.strip()[:300]
    version.save()
    return version


def in_state(version: Version, to: VersionState) -> Version:
    """The version as it stands now, locked, when it may go to the state `to`. Raises Stale otherwise."""
    version = locked(Version.objects.select_related("item__commune", "item__unit")).get(pk=version.pk)
    if to not in VERSION_NEXT[VersionState(version.state)]:
        raise Stale(
            _("Bản này đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": version.get_state_display()}
        )
    return version
