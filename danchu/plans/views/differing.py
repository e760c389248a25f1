"""How the difference between two editions is shown, on both faces of the house."""

from django.utils.translation import gettext as _

from danchu.plans import messages as wording
from danchu.plans import queries
from danchu.plans.models import CHANGE_LABELS
from danchu.plans.states import Change

CHANGE_TAGS = {
    Change.SAME: "draft",
    Change.ADDED: "done",
    Change.DROPPED: "late",
    Change.CHANGED: "soon",
    Change.MOVED: "waiting",
}


def shown(row: queries.Compared) -> dict:
    """One difference as both faces of the house show it: words, not keys."""
    old, new = row.old, row.new
    return {
        "task": row.task,
        "old": old,
        "new": new,
        "tags": [(CHANGE_TAGS[change], CHANGE_LABELS[change]) for change in row.changes],
        "words": row.words,
        "days": (_day(old), _day(new)) if old and new and Change.MOVED in row.changes else None,
        "units": (_units(old), _units(new)) if row.who_changed else None,
        "product": (old.product, new.product) if old and new and row.product_changed else None,
    }


def _day(task) -> str:
    said = wording.stated(task) or _("không có ngày")
    if task.recurrence != "none":
        said = f"{said}, {task.get_recurrence_display().lower()}"
    return said


def _units(task) -> str:
    names = [unit.name for unit in task.lead_units.all()]
    if task.every_office:
        names.insert(0, _("mọi cơ quan, đơn vị"))
    return ", ".join(names) or _("chưa ghi nơi làm")
