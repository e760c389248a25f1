"""A version becomes public, is corrected by the next one, or is taken down for a reason from the closed list."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Refused
from danchu.core.text import fold
from danchu.disclosure import rules
from danchu.disclosure.models import Item, Version
from danchu.disclosure.services.items import settle
from danchu.disclosure.services.preparing import draft, in_state
from danchu.disclosure.states import Ground, ItemState, VersionState
from danchu.register import services as register

_BOARDS_WITHIN = datetime.timedelta(days=1)


@act(gettext_lazy("Duyệt và công khai"), on="version")
def publish(*, version: Version, by, now) -> Version:
    """The version is public: on the web at once, a line of the register, orders to the channels. Only once.

    Law 10/2022, Art. 12.3 and 13. Raises Refused while a paper has not been checked for personal data.
    """
    version = in_state(version, VersionState.PUBLIC)
    item, today = version.item, timezone.localdate(now)
    papers = list(version.papers.select_related("published"))
    if any(paper.published is None for paper in papers):
        raise Refused(_("Còn văn bản chưa được soát thông tin cá nhân."))
    before = item.versions.filter(state=VersionState.PUBLIC).first()
    if before:
        before.state = VersionState.REPLACED
        before.save(update_fields=["state"])
    version.state, version.published_at, version.published_by = VersionState.PUBLIC, now, by
    version.published_on = today
    line = register.append(
        commune=item.commune.slug, event="disclosure.corrected" if before else "disclosure.published",
        subject=item.subject, unit=item.unit.name, on=today, public=_public(version),
        files={paper.title: paper.published.sha256 for paper in papers},
    )  # fmt: skip
    version.line_sequence = line.sequence
    version.save()
    item.state, item.changed_on = ItemState.PUBLIC, today
    item.public_on = item.public_on or today
    item.search = fold(" ".join([item.title, version.summary, *(paper.text for paper in papers)]))
    item.save()
    told = channels.announce(
        commune=item.commune, unit=item.unit, subject=version.subject, group=item.subject, title=item.title,
        summary=version.summary, path=f"cong-khai/{item.year}/{item.number}/",
        short_path=f"{item.commune.slug}/cong-khai/{item.year}/{item.number}", on=today,
        put_up_by=max(item.due_on or today, today + _BOARDS_WITHIN),
        hangs_days=rules.hangs_days(item.clause), only_headquarters=item.clause in rules.POSTED_PERMANENTLY,
        posted="a" in rules.mandatory_forms(item.clause), airs_days=rules.airs_days(item.clause),
        goes_to_heads="d" in rules.mandatory_forms(item.clause), now=now,
    )  # fmt: skip
    if before:
        channels.replace(old=before.subject, new=told)
    settle(commune=item.commune, group=item.subject, now=now)
    return version


def _public(version: Version) -> dict:
    item = version.item
    return {
        "title": item.title, "clause": item.clause, "version": version.number, "summary": version.summary,
        "what_changed": version.what_changed, "source_number": item.source_number, "source_on": item.source_on,
        "due_on": item.due_on,
    }  # fmt: skip


@act(gettext_lazy("Soạn bản đính chính"), on="item")
def correct(*, item: Item, what_changed: str, by, now) -> Version:
    """The next version of what is public, to be worked on; what it changes and why is public with it (Art. 14.1)."""
    if not what_changed.strip():
        raise Refused(_("Hãy ghi nội dung thay đổi và lý do."))
    current = item.versions.get(state=VersionState.PUBLIC)
    return draft(item=item, summary=current.summary, what_changed=what_changed.strip(), by=by, now=now)


@act(gettext_lazy("Gỡ nội dung công khai"), on="version")
def withdraw(*, version: Version, ground: Ground, why: str, by, now) -> Version:
    """Taken down for a reason from the closed list; that it was there, and why it is not, stays public."""
    version = in_state(version, VersionState.WITHDRAWN)
    if not why.strip():
        raise Refused(_("Hãy ghi lý do gỡ."))
    was_public, item, today = version.state == VersionState.PUBLIC, version.item, timezone.localdate(now)
    version.state, version.withdrawn_at, version.withdrawn_by = VersionState.WITHDRAWN, now, by
    version.ground, version.ground_why = ground, why.strip()[:300]
    version.save()
    register.append(
        commune=item.commune.slug, event="disclosure.withdrawn", subject=item.subject, unit=item.unit.name, on=today,
        public={"title": item.title, "version": version.number, "ground": ground.value, "why": version.ground_why},
    )  # fmt: skip
    if was_public:
        item.state, item.ends_on, item.search = ItemState.ENDED, today, ""
        item.save()
        channels.withdraw(commune=item.commune, subject=version.subject)
        settle(commune=item.commune, group=item.subject, now=now)
    return version
