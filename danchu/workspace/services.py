"""Acts that touch several areas at once: the commune's own days and promises, which duties and reports both follow."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from danchu.audit.services import kind_of_act, note
from danchu.duties import queries as duties
from danchu.duties.services import days
from danchu.reports.services import follow_promises


@transaction.atomic
def change_days(*, commune, now, **change):
    """Days of the commune's own; see `duties.services.days.change_days`. Gives the line of the log."""
    return _followed(days.change_days, commune, {"commune": commune, "now": now, **change})


@transaction.atomic
def remove_day(*, own, now, **change):
    """The common calendar holds again on a day; see `duties.services.days.remove_day`."""
    return _followed(days.remove_day, own.commune, {"own": own, "now": now, **change})


@transaction.atomic
def promise(*, commune, now, **change):
    """A promise of the commune's own; see `duties.services.days.promise`."""
    return _followed(days.promise, commune, {"commune": commune, "now": now, **change})


@transaction.atomic
def remove_promise(*, own, now, **change):
    """The rule's own figure holds again; see `duties.services.days.remove_promise`."""
    return _followed(days.remove_promise, own.commune, {"own": own, "now": now, **change})


def _followed(act, commune, given: dict):
    before = duties.overlay_of(commune)
    change = act(**given)
    follow_promises(commune=change.commune, before=before, now=given["now"])
    return change


# -- the trail of acts: whoever reads what others did stands in it too ------------------------------------------------
READ = kind_of_act("audit.read", gettext_lazy("Mở nhật ký thao tác"))
EXPORTED = kind_of_act("audit.exported", gettext_lazy("Tải nhật ký thao tác về máy"))


@transaction.atomic
def note_reading(*, by, now) -> None:
    """Whoever reads what others did stands in the trail too."""
    note(by=by, kind=READ, now=now)


@transaction.atomic
def note_export(*, by, now) -> None:
    """The trail left the system as a file."""
    note(by=by, kind=EXPORTED, now=now)
