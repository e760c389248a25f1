"""A version becomes public, is corrected by the next one, or is taken down for a reason from the closed list."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import fold
from danchu.disclosure import policies, rules
from danchu.disclosure.models import Item, NamedList, NamedRow, Version
from danchu.disclosure.queries.kinds import demand_of
from danchu.disclosure.queries.sealed import LIST_NAME, PAPER_NAME, path_of
from danchu.disclosure.services.checking import forget_values
from danchu.disclosure.services.items import settle
from danchu.disclosure.services.naming import seal_names
from danchu.disclosure.services.preparing import draft, in_state
from danchu.disclosure.services.sealing import erase_salts, seal_why, seal_words
from danchu.disclosure.services.wording import check_version, check_words
from danchu.disclosure.states import ERASING, Ground, ItemState, VersionState
from danchu.register import services as register

_BOARDS_WITHIN = datetime.timedelta(days=1)


@act(gettext_lazy("Duyệt và công khai"), on="version")
def publish(*, version: Version, by, now, revision: int | None = None) -> Version:
    """The version is public: on the web at once, a line of the register, orders to the channels. Only once.

    Law 10/2022, Art. 12.3 and 13. `revision`: what the person who approves has seen. Raises Refused while a paper has
    not been checked for personal data, Stale when it is not what was seen, or is public already.
    """
    version = in_state(version, VersionState.PUBLIC)
    if revision is not None and revision != version.revision:
        raise Stale(_("Bản này đã được sửa sau khi bạn mở ra xem. Hãy xem lại rồi duyệt."))
    item = locked(Item.objects.select_related("commune", "unit")).get(pk=version.item_id)
    version.item, today = item, timezone.localdate(now)
    papers = list(version.papers.select_related("published"))
    if any(paper.published is None for paper in papers):
        raise Refused(_("Còn văn bản chưa được soát thông tin cá nhân."))
    check_version(version)
    demand, put_up_by = demand_of(item), max(item.due_on or today, today + _BOARDS_WITHIN)
    names = seal_names(version, rules.names_until(put_up_by, rules.HANGS_DAYS))
    for paper in papers:
        forget_values(paper)
    before = item.versions.filter(state=VersionState.PUBLIC).first()
    if before:
        before.state = VersionState.REPLACED
        before.save(update_fields=["state"])
    version.state, version.published_at, version.published_by = VersionState.PUBLIC, now, by
    version.published_on = today
    line = register.append(
        commune=item.commune.slug, event="disclosure.corrected" if before else "disclosure.published",
        subject=item.subject, unit=item.unit.name, on=today, public=_public(version, names),
        files={f"{PAPER_NAME}{number}": paper.published.sha256 for number, paper in enumerate(papers, 1)},
        erasable=seal_words(version) | ({f"{LIST_NAME}{version.number}": names.digest} if names else {}),
    )  # fmt: skip
    version.line_sequence = line.sequence
    version.save()
    item.state, item.changed_on = ItemState.PUBLIC, today
    item.public_on, item.ends_on = item.public_on or today, None
    item.search = fold(" ".join([item.title, version.summary, *(paper.text for paper in papers)]))
    item.save()
    forms = demand.forms + version.extra_forms
    told = channels.announce(
        commune=item.commune, unit=item.unit, subject=version.subject, group=item.subject, title=item.title,
        summary=version.summary, path=path_of(item),
        short_path=f"{item.commune.slug}/cong-khai/{item.year}/{item.number}", on=today, put_up_by=put_up_by,
        hangs_days=_hangs_days(demand), only_headquarters=demand.only_headquarters, posted="a" in forms,
        airs_days=demand.airs_days or (rules.AIRS_DAYS if "c" in forms else 0), goes_to_heads="d" in forms, now=now,
        names_until=names.names_until if names else None, citation=_citation(item),
    )  # fmt: skip
    if before:
        channels.replace(old=before.subject, new=told)
    settle(commune=item.commune, group=item.subject, now=now)
    return version


def _hangs_days(demand: rules.Demand) -> int | None:
    """As it is demanded; as long as the others where posting was chosen beyond it."""
    return demand.hangs_days if demand.is_posted else rules.HANGS_DAYS


def _citation(item: Item) -> str:
    """The law on the notice, in the law's own language whatever the approver reads."""
    paper = f"{item.source_number}, " if item.source_number else ""
    return f"{paper}khoản {item.clause} Điều 11 Luật số 10/2022/QH15"


def _public(version: Version, names) -> dict:
    """What is public about the act. Of a named list only how many there are, of what people typed only the title."""
    item = version.item
    listed = {"names": {"count": names.count, "until": names.names_until}} if names else {}
    return listed | {
        "title": item.title, "clause": item.clause, "version": version.number,
        "source_number": item.source_number, "source_on": item.source_on, "due_on": item.due_on, "path": path_of(item),
    }  # fmt: skip


@act(gettext_lazy("Soạn bản đính chính"), on="item")
def correct(*, item: Item, what_changed: str, by, now) -> Version:
    """The next version of what is public, to be worked on; what it changes and why is public with it (Art. 14.1).

    It begins with the words, papers and names of the public one: only what is wrong has to be exchanged.
    """
    if not what_changed.strip():
        raise Refused(_("Hãy ghi nội dung thay đổi và lý do."))
    check_words(what_changed)
    current = item.versions.filter(state=VersionState.PUBLIC).first()
    if current is None:
        raise Stale(_("Nội dung này không còn công khai. Hãy tải lại trang."))
    version = draft(
        item=item, summary=current.summary, what_changed=what_changed.strip(), extra_forms=current.extra_forms,
        by=by, now=now,
    )  # fmt: skip
    if not version.papers.exists() and not policies.has_names(version):
        _carry_over(current, version, timezone.localdate(now))
    return version


def _carry_over(current: Version, version: Version, today: datetime.date) -> None:
    """Papers as they were checked and published; a list as it stands, unless it was erased or its window is over."""
    for paper in current.papers.all():
        pages = list(paper.pages.filter(is_public=True))
        paper.pk, paper.version = None, version
        paper.save()
        for page in pages:
            page.pk, page.paper = None, paper
            page.save()
    names = NamedList.objects.filter(version=current, erased_at__isnull=True).exclude(names_until__lt=today).first()
    if names:
        rows = list(names.rows.all())
        names.pk, names.version, names.salt, names.digest, names.names_until = None, version, "", "", None
        names.save()
        for row in rows:
            row.pk, row.names = None, names
        NamedRow.objects.bulk_create(rows)


@act(gettext_lazy("Gỡ nội dung công khai"), on="version")
def withdraw(*, version: Version, ground: Ground, why: str, by, now) -> Version:
    """Taken down for a reason from the closed list; that it was there, and why it is not, stays public.

    From then on none of its files is delivered publicly (`queries.public_papers`); what was there is kept sealed. For
    the grounds that `ERASING` names, the register forgets what the item said. Raises Refused without a reason.
    """
    version = in_state(version, VersionState.WITHDRAWN)
    if not why.strip():
        raise Refused(_("Hãy ghi lý do gỡ."))
    check_words(why)
    was_public, today = version.state == VersionState.PUBLIC, timezone.localdate(now)
    item = locked(Item.objects.select_related("commune", "unit")).get(pk=version.item_id)
    version.state, version.withdrawn_at, version.withdrawn_by = VersionState.WITHDRAWN, now, by
    version.ground, version.ground_why = ground, why.strip()[:300]
    erasable = seal_why(version)
    version.save()
    if ground in ERASING:
        erase_salts(item)
    register.append(
        commune=item.commune.slug, event="disclosure.withdrawn", subject=item.subject, unit=item.unit.name, on=today,
        public={"title": item.title, "version": version.number, "ground": ground.value, "path": path_of(item)},
        erasable=erasable,
    )  # fmt: skip
    if was_public:
        item.state, item.ends_on, item.search = ItemState.ENDED, today, ""
        item.save()
        if ground == Ground.OVER:
            channels.conclude(commune=item.commune, subject=version.subject, why=version.ground_why, by=by, now=now)
        else:
            channels.withdraw(commune=item.commune, subject=version.subject)
        settle(commune=item.commune, group=item.subject, now=now)
    return version
