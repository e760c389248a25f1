"""A version is made ready: its words, the forms it goes out by, and to whoever approves."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.disclosure import policies, rules
from danchu.disclosure.models import Item, Version
from danchu.disclosure.queries.kinds import demand_of
from danchu.disclosure.services.wording import check_version, check_words
from danchu.disclosure.states import VERSION_NEXT, ItemState, VersionState


@act(gettext_lazy("Soạn bản công khai"), on="item")
def draft(*, item: Item, summary: str, by, now, what_changed: str = "", extra_forms: str = "") -> Version:
    """The item's version in the making: the one that is there already, or the next one. `summary` in plain words.

    `extra_forms`: letters of Art. 12.1 beyond those that the clause demands; what is demanded cannot be left out.
    Raises Refused where personal data stands in the words.
    """
    check_words(summary, what_changed)
    item = locked(Item.objects).get(pk=item.pk)
    last = item.versions.first()
    if last and last.state in (VersionState.DRAFT, VersionState.WAITING):
        return last
    if item.state == ItemState.EXPECTED:
        item.state = ItemState.PREPARING
        item.save(update_fields=["state"])
    number = last.number + 1 if last else 1
    return Version.objects.create(
        item=item, number=number, summary=summary, what_changed=what_changed, made_at=now, made_by=by,
        extra_forms=rules.further_forms(demand_of(item), extra_forms),
    )  # fmt: skip


@act(gettext_lazy("Sửa lời của bản công khai"), on="version")
def write(
    *, version: Version, summary: str, by, now, what_changed: str = "", extra_forms: str = "",
    revision: int | None = None,
) -> Version:  # fmt: skip
    """The words of a draft and its further forms. `revision`: what the writer saw; Raises Stale when it has moved,
    Refused where personal data stands in them.
    """
    check_words(summary, what_changed)
    version = editable(version, revision)
    version.summary, version.what_changed = summary.strip(), what_changed.strip()
    version.extra_forms = rules.further_forms(demand_of(version.item), extra_forms)
    version.save(update_fields=["summary", "what_changed", "extra_forms"])
    return version


@act(gettext_lazy("Trình duyệt bản công khai"), on="version")
def submit(*, version: Version, by, now) -> Version:
    """To the person who approves. Raises Refused naming the first thing that is missing."""
    version = in_state(version, VersionState.WAITING)
    policies.check_complete(version)
    check_version(version)
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


@act(gettext_lazy("Bỏ bản công khai đang soạn"), on="item")
def discard(*, item: Item, by, now) -> None:
    """A draft that will not go out is removed whole; what was public before stays as it is."""
    item = locked(Item.objects).get(pk=item.pk)
    version = item.versions.filter(state=VersionState.DRAFT).first()
    if version is None:
        raise Stale(_("Không còn bản nào đang soạn. Hãy tải lại trang."))
    version.delete()
    if item.state == ItemState.PREPARING:
        item.state = ItemState.EXPECTED
        item.save(update_fields=["state"])


def in_state(version: Version, to: VersionState) -> Version:
    """The version as it stands now, locked, when it may go to the state `to`. Raises Stale otherwise."""
    version = locked(Version.objects.select_related("item__commune", "item__unit")).get(pk=version.pk)
    if to not in VERSION_NEXT[VersionState(version.state)]:
        raise Stale(
            _("Bản này đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": version.get_state_display()}
        )
    return version


def editable(version: Version, revision: int | None = None) -> Version:
    """A draft, locked, with its revision moved on. Raises Stale when it is no draft, or no longer the one seen."""
    version = in_state(version, VersionState.WAITING)
    if revision is not None and revision != version.revision:
        raise Stale(_("Người khác vừa sửa bản này. Những gì bạn nhập vẫn còn; xem lại rồi bấm lần nữa."))
    version.revision += 1
    version.save(update_fields=["revision"])
    return version
