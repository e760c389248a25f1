"""Who has and has not reported, whom to call, what waits for a person."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Grant, Person, Post
from danchu.organisation.states import ROLE_PERMISSIONS, Permission, Role
from danchu.reports.models import STATE_LABELS, Cycle, Report
from danchu.reports.states import HANDED_IN, WRITABLE, ReportState

# How a state is drawn (core/components/state_tag); the word is STATE_LABELS.
TAGS = {
    ReportState.DRAFT: "draft", ReportState.SUBMITTED: "waiting", ReportState.RETURNED: "soon",
    ReportState.APPROVED: "done", ReportState.LOCKED: "done",
}  # fmt: skip
_HEADS = (Role.HEAD, Role.VILLAGE_HEAD, Role.CHAIR)


@dataclass(frozen=True)
class Standing:
    """How a report stands on a day. `days_left` in working days, None where no day binds (handed in, or asked)."""

    report: Report
    tag: str
    word: str
    days_left: int | None
    is_late: bool
    head: Post | None = None

    @property
    def is_asked(self) -> bool:
        """A body that is asked, not ordered: never reminded, never late."""
        return bool(self.report.unit_id) and self.report.unit.is_asked


def standing(report: Report, today: datetime.date, head: Post | None = None) -> Standing:
    """How a report stands on `today` (needs `cycle`, `unit`, and the cycle's `commune`)."""
    asked = report.unit_id is not None and report.unit.is_asked
    bound = bool(report.unit_id) and not report.is_handed_in and not asked and not report.corrects_id
    before = report.due_on < report.cycle.commune.begins_on
    late = bound and not before and report.due_on < today
    word = str(STATE_LABELS[ReportState(report.state)])
    tag = TAGS[ReportState(report.state)]
    if report.published_at:
        word = _("Đã công bố")
    elif late:
        tag, word = "late", _("%(state)s, trễ hạn") % {"state": word}
    left = days_left(report.due_on, today, calendar_of(report.cycle.commune)) if bound and not before else None
    return Standing(report, tag, word, left, late, head)


def of_cycle(cycle: Cycle, today: datetime.date) -> list[Standing]:
    """Every unit's report of a cycle with the head to call, in the order of the units (2 queries)."""
    reports = list(
        cycle.reports.of_units().select_related("unit", "recorded_by").order_by("unit__order", "unit__name")
    )  # fmt: skip
    heads = heads_of([report.unit_id for report in reports], today)
    for report in reports:
        report.cycle = cycle
    return [standing(report, today, heads.get(report.unit_id)) for report in reports]


def not_reported(cycle: Cycle, today: datetime.date) -> list[Standing]:
    """Those of a cycle that have not handed in."""
    return [each for each in of_cycle(cycle, today) if not each.report.is_handed_in]


def heads_of(units: list[int], on: datetime.date) -> dict[int, Post]:
    """The head of each unit on a day: unit id → post with its person (1 query)."""
    posts = Post.objects.on(on).filter(unit__in=units, role__in=_HEADS).select_related("person").order_by("-pk")
    return {post.unit_id: post for post in posts}


def people_who(commune, permission: Permission, on: datetime.date, *, unit=None) -> list[Person]:
    """Who holds a permission on a day, by role or by grant; with `unit`, by a role in that unit (2 queries)."""
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]
    posts = Post.objects.on(on).filter(person__commune=commune, role__in=roles).select_related("person")
    if unit is not None:
        return [post.person for post in posts.filter(unit=unit)]
    grants = Grant.objects.filter(permission=permission, post__in=Post.objects.on(on), post__person__commune=commune)
    found = [post.person for post in posts] + [grant.post.person for grant in grants.select_related("post__person")]
    return list({person.pk: person for person in found}.values())


def signers(commune, on: datetime.date) -> list[Post]:
    """Posts that may sign for the People's Committee on a day, the chair first (1 query)."""
    roles = (Role.CHAIR, Role.DEPUTY_CHAIR)
    posts = Post.objects.on(on).filter(unit__commune=commune, role__in=roles).select_related("person", "unit")
    return sorted(posts, key=lambda post: (roles.index(Role(post.role)), post.pk))


@dataclass(frozen=True)
class Waiting:
    """One line for the workspace: what, where it is opened, how it stands."""

    label: str
    url: str
    state: str
    word: str
    hint: str = ""
    due_on: datetime.date | None = None
    days_left: int | None = None
    stated: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a cycle is: `handed_in` of `asked` units sent their report, `accepted` of them were accepted."""

    cycle: Cycle
    url: str
    handed_in: int
    accepted: int
    asked: int
    days_left: int


@dataclass(frozen=True)
class ForWorkspace:
    """What the periodic reports ask of a person today: to write, to decide on, to publish; how far the cycles are."""

    mine: tuple[Waiting, ...] = ()
    to_approve: tuple[Waiting, ...] = ()
    to_publish: tuple[Waiting, ...] = ()
    progress: tuple[Progress, ...] = ()


def for_workspace(access, today: datetime.date) -> ForWorkspace:
    """What waits for a person (at most 2 queries)."""
    seen = Report.objects.visible_to(access).select_related("cycle__commune", "unit", "document")
    reports = list(seen.exclude(state=ReportState.LOCKED).order_by("cycle__due_on", "unit__order"))
    working = access.units(Permission.WORK)
    mine = [r for r in reports if r.unit_id in working and r.state in WRITABLE]
    decide = [
        r for r in reports if r.state == ReportState.SUBMITTED
        and access.may(Permission.APPROVE if r.is_communes else Permission.COORDINATE)
    ]  # fmt: skip
    publish = [
        r for r in reports if r.is_communes and r.state == ReportState.APPROVED
        and r.document and r.document.state == "issued" and access.may(Permission.COORDINATE)
    ]  # fmt: skip
    whole = access.may(Permission.COORDINATE) or access.may(Permission.SEE_ALL)
    return ForWorkspace(
        mine=tuple(_waiting(report, today) for report in mine),
        to_approve=tuple(_waiting(report, today) for report in decide),
        to_publish=tuple(_waiting(report, today) for report in publish),
        progress=tuple(progress(access.commune, today)) if whole else (),
    )


def progress(commune, today: datetime.date) -> list[Progress]:
    """How far the open cycles of a commune are, the one due first at the top (1 query)."""
    finished = Report.objects.published().filter(cycle=OuterRef("pk"))
    cycles = Cycle.objects.filter(~Exists(finished), commune=commune, opened_at__isnull=False)
    by_unit = Q(reports__unit__isnull=False, reports__stands=True)
    counted = cycles.annotate(
        asked=Count("reports", filter=by_unit),
        handed_in=Count("reports", filter=by_unit & Q(reports__state__in=HANDED_IN)),
        accepted=Count("reports", filter=by_unit & Q(reports__state__in=(ReportState.APPROVED, ReportState.LOCKED))),
    ).order_by("due_on")
    return [
        Progress(
            cycle, reverse("reports:cycle", args=[cycle.pk]), cycle.handed_in, cycle.accepted, cycle.asked,
            days_left(cycle.due_on, today, calendar_of(commune)),
        )
        for cycle in counted
    ]  # fmt: skip


def _waiting(report: Report, today: datetime.date) -> Waiting:
    stands = standing(report, today)
    label = _("Báo cáo %(period)s") % {"period": report.cycle.title}
    if report.correction:
        label = f"{label} ({report.correction_words})"
    if report.is_communes or report.state == ReportState.SUBMITTED:
        label = f"{label} · {report.unit or report.commune.title}"
    page = "reports:merge" if report.is_communes else "reports:form"
    return Waiting(
        label=label, url=reverse(page, args=[report.pk]), state=stands.tag, word=stands.word,
        hint=returned_reason(report) if report.state == ReportState.RETURNED else "",
        due_on=report.due_on if report.unit_id and not report.corrects_id else None, days_left=stands.days_left,
        stated=report.cycle.stated if report.unit_id and not report.extended_to else "",
    )  # fmt: skip


def returned_reason(report: Report) -> str:
    """Why the report was last returned, "" when it never was (1 query)."""
    return report.log.filter(event="returned").values_list("text", flat=True).first() or ""
