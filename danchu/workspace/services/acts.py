"""The trail of acts as it is read: whoever reads what others did stands in it too."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from danchu.audit.services import kind_of_act, note

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
