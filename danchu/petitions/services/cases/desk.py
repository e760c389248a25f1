"""The desk: what is sealed goes on when its keeper leaves, and somebody hears of it when nobody is left there.

Nothing said here tells that a matter exists to somebody who may not know: a notice follows from who sits at the desk,
or counts only what is not about its reader (docs/decisions/0110).
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import LANGUAGE
from danchu.notifications.services import notify
from danchu.organisation.models import Person
from danchu.petitions.models import Case, Desk
from danchu.petitions.queries.desk import (
    Seat,
    kept_by,
    may_keep,
    seats,
    sitting,
    waits_unsorted,
    who_administers,
    who_seats,
)
from danchu.petitions.rules.cases import empty_stage
from danchu.petitions.services.cases.moving import DESK_PAGE, tell
from danchu.petitions.states import EventKind

SEALED_PAGE = "/lam-viec/phan-anh/niem-kin/"


def watch_desk(*, commune, on: datetime.date, now) -> dict:
    """What the day brings to the desk: who left it is told, what they kept goes on, and an empty desk is told at once,
    then ever more rarely (rules.cases.empty_stage). `{handed, left, empty}`: how many; since how many days, or None.
    """
    there = seats(commune, on)
    people = sitting(there)
    before, fresh = Desk.objects.get_or_create(commune=commune)
    known = [] if fresh else list(before.people.all())
    left = [one for one in known if one not in people]
    handed = _hand_on(commune, on, there, now=now)
    for person in left:
        _tell_left(commune, person, len(people), on, now=now)
    empty_since = None if people else before.empty_since or on
    if empty_since != before.empty_since:
        before.empty_since = empty_since
        before.save(update_fields=["empty_since"])
    if set(known) != set(people):
        before.people.set(people)
    if before.empty_since:
        _tell_empty(commune, before.empty_since, on, now=now)
    since = (on - before.empty_since).days if before.empty_since else None
    return {"handed": handed, "left": len(left), "empty": since}


def _hand_on(commune, on: datetime.date, there: list[Seat], *, now) -> int:
    """Each sealed matter whose keeper no longer sits at the desk goes to one who does by themselves and whom it is not
    about, one not away before others; where there is none it stays closed. How many went.
    """
    sealed = Case.objects.filter(commune=commune, sealed=True).exclude(sorted_by__in=sitting(there))
    if not sealed.exists():
        return 0
    keepers = [person.pk for person in may_keep(commune, on)]  # tomorrow's too: given before one leaves
    left = list(locked(sealed.exclude(sorted_by__in=keepers).order_by("pk")).prefetch_related("abouts"))
    there = sorted((seat for seat in there if seat.instead is None), key=lambda seat: seat.away)
    given: dict[Person, list[Case]] = {}
    for case in left:
        meant = {about.person_id for about in case.abouts.all()}
        if to := next((seat.person for seat in there if seat.fits(meant)), None):
            given.setdefault(to, []).append(case)
    for to, cases in given.items():
        _give(cases, to, now=now)
    return sum(len(cases) for cases in given.values())


def _give(cases: list[Case], to: Person, *, by=None, now) -> None:
    """They are kept by another from now on, who is told so without a word of them."""
    for case in cases:
        case.sorted_by = to
        case.save(update_fields=["sorted_by"])
        tell(case, EventKind.KEPT, by=by, now=now)
    with override(LANGUAGE):
        notify(
            recipients=[to], key=f"petitions.kept:{max(case.pk for case in cases)}:{now.isoformat()}",
            title=_("Bạn được giao giữ việc niêm kín"), link=SEALED_PAGE, now=now,
            body=_("Từ nay chỉ mình bạn mở được. Nội dung chỉ xem được trong hệ thống."),
        )  # fmt: skip


@act(gettext_lazy("Giao người tiếp dân khác giữ một việc"), on="case")
def entrust(*, case: Case, to: Person, by, now) -> Case:
    """A sealed matter is kept by another at the desk (leave, another post); who gave it no longer opens it.

    Raises Refused for what is not sealed, for somebody not at the desk, or whom it is about.
    """
    case = locked(Case.objects.all()).get(pk=case.pk)
    _check_keeper([case] if case.sealed else [], to, timezone.localdate(now))
    _give([case], to, by=by, now=now)
    return case


@act(gettext_lazy("Giao người tiếp dân khác giữ mọi việc mình giữ"), on="to")
def entrust_all(*, to: Person, by, now) -> int:
    """Everything sealed that `by` keeps is kept by another at the desk. Returns how many; raises Refused as `entrust`,
    and when one of them is about `to`.
    """
    cases = list(locked(kept_by(by)).order_by("pk"))
    _check_keeper(cases, to, timezone.localdate(now))
    _give(cases, to, by=by, now=now)
    return len(cases)


def _check_keeper(cases: list[Case], to: Person, today: datetime.date) -> None:
    meant = {about.person_id for case in cases for about in case.abouts.all()}
    if not cases or to.pk not in {person.pk for person in may_keep(cases[0].commune, today, meant=meant)}:
        raise Refused(_("Chỉ giao được cho một người tiếp dân khác mà việc này không nói về."))


@transaction.atomic
def remind_keeper(*, person: Person, starts_on: datetime.date, now) -> int:
    """Who is going away hears, and nobody else, that what is sealed stays closed meanwhile, and how to give it to
    another; how many it is.
    """
    kept = kept_by(person).count()
    if kept:
        with override(LANGUAGE):
            notify(
                recipients=[person], key=f"petitions.kept_while_away:{starts_on.isoformat()}", link=SEALED_PAGE,
                title=_("Khi bạn vắng, việc niêm kín bạn giữ vẫn đóng"),
                body=_(
                    "Bạn giữ %(n)s việc niêm kín. Người làm thay không tự mở được. Cần có người trông thì giao cho một "
                    "người tiếp dân khác trước ngày %(day)s."
                )
                % {"n": kept, "day": written(starts_on)}, now=now,
            )  # fmt: skip
    return kept


# -- who sits there ----------------------------------------------------------------------------------------------------
def _tell_left(commune, person: Person, remaining: int, on: datetime.date, *, now) -> None:
    """After everybody who leaves, whatever they kept: so that the notice says nothing of matters."""
    with override(LANGUAGE):
        notify(
            recipients=who_administers(commune, on),
            key=f"petitions.desk:left:{person.pk}:{on.isoformat()}", link=DESK_PAGE, now=now,
            title=_("%(person)s không còn ở bàn tiếp dân") % {"person": person},
            body=_(
                "Nay còn %(n)s người. Mỗi lần có người rời bàn, hãy giao quyền tiếp dân cho thêm một người, và giữ ít "
                "nhất hai người: việc nói về một người tiếp dân thì phải có người khác nhận."
            )
            % {"n": remaining},
        )  # fmt: skip


def _tell_empty(commune, since: datetime.date, on: datetime.date, *, now) -> None:
    """On the first day to everybody who can help; later to those for whom something waits that is not about them."""
    stage = empty_stage((on - since).days)
    people = [one for one in who_seats(commune, on) if stage == 0 or waits_unsorted(commune, without=one)]
    with override(LANGUAGE):
        title = _("Chưa có ai ở bàn tiếp dân")
        if stage:
            title = _("Đã %(n)s ngày chưa có ai ở bàn tiếp dân") % {"n": (on - since).days}
        notify(
            recipients=people, key=f"petitions.desk:empty:{since.isoformat()}:{stage}", title=title,
            body=_(
                "Dân vẫn gửi được, nhưng chưa ai đọc và phân loại được; người gửi phải được trả lời đúng hạn. Hãy giao "
                "quyền tiếp dân cho một người ngay hôm nay."
            ),
            link=DESK_PAGE, now=now,
        )  # fmt: skip
