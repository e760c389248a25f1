"""Writing the trail of staff acts. A service becomes an act by one line:

    @act(gettext_lazy("Xác nhận kế hoạch"))
    def confirm(*, plan, by, now): …

It then runs in a transaction (as under `@transaction.atomic`), and its row is written in the same one: what was
refused leaves nothing. Acts inside an act (a unit's post given by adding a person) are one act, the outermost.
"""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Protocol

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from danchu.audit.models import Act
from danchu.audit.states import KINDS
from danchu.core import clock
from danchu.core.text import fold

_within: ContextVar[bool] = ContextVar("within an act", default=False)


class _Writes:
    """Sees whether anything was written: an act that changed nothing is none."""

    any = False

    def __call__(self, execute, sql, params, many, context):
        self.any = self.any or sql.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")
        return execute(sql, params, many, context)


class Actor(Protocol):
    """Whoever acts: a person of the organisation."""

    pk: int
    full_name: str
    commune_id: int

    def standing_on(self, day) -> tuple[str, int | None]:
        """The posts held on a day in words, and the unit of the first."""


def kind_of_act(kind: str, label) -> str:
    """Declares a kind that no decorated service writes (a sign-in, an export); gives it back."""
    KINDS[kind] = label
    return kind


def act[**P, R](label, *, on: str = "", kind: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a service an act of the trail, in one transaction with it. `label`: lazily translated words for the page.

    The service takes `by` (None: the system itself, which leaves no row) and perhaps `now`. What the act was on is
    the first row among its arguments, else what it returns, else the commune; `on` names another argument, or "result".
    """

    def mark(service: Callable[P, R]) -> Callable[P, R]:
        name = kind_of_act(kind or f"{service.__module__.split('.')[1]}.{service.__name__}", label)
        order = list(inspect.signature(service).parameters)

        @wraps(service)
        def acting(*args: P.args, **given: P.kwargs) -> R:
            by: Actor | None = given.get("by")  # ty: ignore[invalid-assignment]
            if by is None or _within.get():
                with transaction.atomic():
                    return service(*args, **given)
            subject = "" if on == "result" else _first_row(order, given, on)  # before: a row removed loses its number
            token, writes = _within.set(True), _Writes()
            try:
                with transaction.atomic():
                    with connection.execute_wrapper(writes):
                        result = service(*args, **given)
                    if not writes.any:  # clicked a second time, say
                        return result
                    about = subject or reference(result) or reference(given.get("commune"))
                    _write(by, name, about, given.get("now"))
                    return result
            finally:
                _within.reset(token)

        acting.act = name
        return acting

    return mark


def note(*, by: Actor | None, kind: str, subject: str = "", now=None) -> None:
    """Adds one row to the trail, in the caller's transaction: for what is no decorated service, or reads long before
    it writes. `kind` as in `plans.take_in`, declared by `kind_of_act`; `subject` a reference. Inside an act: nothing.
    """
    if by is not None and not _within.get():
        _write(by, kind, subject, now)


BACKED_UP = kind_of_act("keeping.backup", gettext_lazy("Sao lưu toàn bộ dữ liệu"))
RESTORED = kind_of_act("keeping.restore", gettext_lazy("Khôi phục từ bản sao lưu"))


def note_console(*, communes: list[int], kind: str, now) -> None:
    """An act at the console of the computer itself (a backup, a restore), in the trail of every commune it touched."""
    name = "Bảng lệnh"
    Act.objects.bulk_create(
        [Act(commune=commune, at=now, name=name, kind=kind, folded=fold(name)) for commune in communes]
    )


def _write(by: Actor, kind: str, subject: str, now) -> None:
    moment = now or clock.now()
    post, unit = by.standing_on(timezone.localdate(moment))
    Act.objects.create(
        commune=by.commune_id, at=moment, person=by.pk, name=by.full_name, unit=unit, post=post[:300], kind=kind,
        subject=subject[:120], folded=fold(f"{by.full_name} {post[:300]}")[:420],
    )  # fmt: skip


def reference(row) -> str:
    """The text by which a row is referred to, `plans.plan:12`; of what carries a person the person; else ""."""
    if isinstance(row, Model):
        return f"{row._meta.label_lower}:{row.pk}"
    person = getattr(row, "person", None)
    return reference(person) if isinstance(person, Model) else ""


def _first_row(order: list[str], given, on: str) -> str:
    """Reference of the argument named `on`, or of the first row given besides the actor and the commune."""
    named = [on] if on else [name for name in order if name not in ("by", "commune")]
    return next((reference(row) for row in map(given.get, named) if isinstance(row, Model)), "")
