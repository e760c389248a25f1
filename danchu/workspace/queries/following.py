"""What follows when units are rearranged: everything open in them, and who holds what; asked before it is done."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danchu.disclosure.queries import still_open
from danchu.duties.queries import open_law_duties
from danchu.organisation.models import Grant, Post, Unit
from danchu.organisation.states import Change, Role
from danchu.plans.queries import occurrence_title, unanswered
from danchu.reports.queries import being_written

_LEADING = (Role.HEAD, Role.DEPUTY_HEAD, Role.VILLAGE_HEAD)


@dataclass(frozen=True)
class Open:
    """One thing still open in a unit; `reference` is how a choice names it."""

    reference: str
    title: str
    unit: Unit
    due_on: datetime.date | None
    kind: str


@dataclass(frozen=True)
class HolderRow:
    """A post in a unit, and whether its holder goes on in the successor unless the administrator says otherwise."""

    post: Post
    goes_on: bool


@dataclass(frozen=True)
class Following:
    """What follows a rearrangement: where everything goes is shown, and chosen, before it is done."""

    open: list[Open]
    reports: list[Open]
    posts: list[HolderRow]
    grants: list[Grant]
    below: list[Unit]

    @property
    def nothing(self) -> bool:
        """Whether nothing at all hangs on the units."""
        return not (self.open or self.reports or self.posts or self.grants or self.below)


def following(change: Change, units: list[Unit], on: datetime.date) -> Following:
    """What hangs on `units` and changes from the day `on` (8 queries)."""
    things = (
        [
            Open(f"duties.duty:{duty.pk}", duty.title, duty.unit, duty.due_on, _("việc theo luật"))
            for duty in open_law_duties(units)
        ]
        + [
            Open(row.subject, occurrence_title(row), row.unit, row.due_on, str(row.task.plan))
            for row in unanswered(units)
        ]
        + [
            Open(item.subject, item.title, item.unit, item.due_on, _("nội dung công khai"))
            for item in still_open(units)
        ]
    )
    reports = [
        Open(report.subject, report.cycle.title, report.unit, report.cycle.due_on, str(report.get_state_display()))
        for report in being_written(units)
    ]
    posts = Post.objects.filter(unit__in=units).exclude(ends_on__lt=on).select_related("person", "unit")
    merged = change == Change.MERGE
    grants = Grant.objects.filter(unit__in=units, post__ends_on__isnull=True).exclude(post__unit__in=units)
    return Following(
        open=sorted(things, key=lambda each: (each.due_on or datetime.date.max, each.title)),
        reports=reports,
        posts=[HolderRow(post, not (merged and post.role in _LEADING)) for post in posts],
        grants=list(grants.select_related("post__person", "post__unit", "unit")),
        below=list(Unit.objects.filter(parent__in=units).exclude(pk__in=[unit.pk for unit in units]).on(on)),
    )
