"""What mediators note: a matter, the meetings, how it ended, whether the agreement is kept, a slip put right."""

import datetime
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import LANGUAGE, reckon
from danchu.organisation.models import Person, Unit
from danchu.petitions.messages import mediation as words
from danchu.petitions.models import Mediation, MediationLog, MediationMeeting
from danchu.petitions.queries import mediation as queries
from danchu.petitions.rules import mediation as rules
from danchu.petitions.services.cases.moving import need
from danchu.petitions.states import Kept, LogKind, MediationState

AMENDED = (
    "received_on", "assigned_on", "quarrel", "begun", "one_side", "other_side", "others", "about", "guests",
    "agreement", "how",
)  # fmt: skip


@transaction.atomic
def open_mediation(
    *, village: Unit, values: dict, mediators: Collection[Person], withheld_from: Collection[Person], form_key: str, by,
    now, agreed_on: datetime.date | None = None,
) -> Mediation:  # fmt: skip
    """A matter is written into the village's log and given to its mediators (Law 35/2013, Art. 16, 18, 20, 21.5).

    `values`: received_on, assigned_on, quarrel, begun, one_side, other_side, others, about, guests. `agreed_on`: the
    day the parties named, where they did. The same form again gives the same matter. Raises Refused for mediators who
    are none of the village or a party or kin of one, when the writer is, and on days that cannot be.
    """
    commune, today = village.commune, timezone.localdate(now)
    if before := Mediation.objects.filter(commune=commune, form_key=form_key).first():
        return before
    _check_days(values["received_on"], values["assigned_on"], today)
    if agreed_on and agreed_on < values["received_on"]:
        raise Refused(_("Ngày các bên hẹn không được trước ngày nhận việc."))
    _check_people(queries.mediators_of(village, today), mediators, withheld_from, by)
    made = Mediation(commune=commune, village=village, form_key=form_key, touched_on=today, **values)
    _set_begin(made, agreed_on)
    made.save()
    made.mediators.set(mediators)
    made.withheld_from.set(withheld_from)
    _note(made, LogKind.OPENED, by=by, now=now)
    return made


@transaction.atomic
def hold_mediation(
    *, mediation: Mediation, on: datetime.date, place: str, came: str, went: str, by, now
) -> MediationMeeting:  # fmt: skip
    """The parties met. Raises Refused without words or on a day that cannot be, Stale when the matter has ended."""
    one = _brought_to(mediation, MediationState.MEETING)
    _check_noted(one, on, now)
    met = MediationMeeting.objects.create(
        mediation=one, on=on, place=place.strip()[:200], came=came.strip()[:300],
        went=need(went, _("Hãy ghi buổi hòa giải diễn ra thế nào.")),
    )  # fmt: skip
    one.started_on = min(on, one.started_on or on)
    one.save()
    _note(one, LogKind.MET, by=by, now=now)
    return met


@transaction.atomic
def end_mediation(
    *, mediation: Mediation, to: MediationState, on: datetime.date, by, now, agreement: str = "", how: str = "",
    outside: str = "", turn_to: str = "",
) -> Mediation:  # fmt: skip
    """Settled, not settled, stopped, or found to be nothing that may be mediated (Law 35/2013, Art. 3, 23, 24, 27).

    `agreement`: what was agreed, what each side wants, or why it stops. Whoever is shown elsewhere is told where.
    Raises Refused where that is lacking or the day cannot be, Stale when another step came first.
    """
    one = _brought_to(mediation, to)
    _check_noted(one, on, now)
    if one.meetings.filter(on__gt=on).exists():
        raise Refused(_("Ngày kết thúc không được trước buổi hòa giải sau cùng."))
    if to == MediationState.OUTSIDE:
        if not outside:
            raise Refused(_("Hãy chọn vì sao việc này không được hòa giải."))
        one.outside = outside
    else:
        one.agreement = need(agreement, words.lacking(to))
    if to in (MediationState.OUTSIDE, MediationState.NOT_SETTLED):
        one.turn_to = need(turn_to, _("Hãy ghi đã chỉ cho người dân đến nơi nào."))[:300]
    one.ended_on = on
    if to == MediationState.SETTLED:
        one.how = how.strip()
        clock = reckon(one.commune, rules.FOLLOW, on)
        one.follow_by, one.follow_why = clock.due_on, clock.explanation
    one.save()
    _note(one, LogKind.ENDED, said=one.get_state_display(), by=by, now=now)
    return one


@transaction.atomic
def follow_up(*, mediation: Mediation, kept: Kept, text: str, on: datetime.date, by, now) -> Mediation:
    """The parties were asked whether the agreement is kept (Law 35/2013, Art. 26). Raises Refused on a wrong day."""
    one = _held(mediation)
    if one.state != MediationState.SETTLED:
        raise Stale(_("Chỉ việc hòa giải thành mới có thỏa thuận để theo dõi. Hãy tải lại trang."))
    if not one.ended_on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày phải từ ngày hòa giải thành đến hôm nay."))
    one.kept = Kept(kept)
    one.save()
    said = f"{written(on)}: {one.get_kept_display()}. {text.strip()}".strip()
    _note(one, LogKind.FOLLOWED, said=said, by=by, now=now)
    return one


@transaction.atomic
def amend_mediation(*, mediation: Mediation, values: dict, why: str, by, now) -> Mediation:
    """A slip of the pen is put right; what stood before stays in the matter's log, with the reason.

    Raises Refused without a reason, when nothing differs, or on days that cannot be.
    """
    one = _held(mediation)
    why = need(why, _("Hãy ghi lý do sửa."))
    told = []
    with override(LANGUAGE):
        for name in AMENDED:
            if name not in values:
                continue
            before = words.shown_as(one, name)
            setattr(one, name, values[name])
            if before != (after := words.shown_as(one, name)):
                told.append(words.changed(one, name, before, after))
    if not told:
        raise Refused(_("Chưa có gì khác so với điều đã ghi."))
    _check_days(one.received_on, one.assigned_on, timezone.localdate(now))
    if "assigned_on" in values and one.state == MediationState.OPENED:
        _set_begin(one, None)
    one.save()
    _note(one, LogKind.AMENDED, said=" ".join([*told, _("Lý do: %(why)s") % {"why": why}]), by=by, now=now)
    return one


@transaction.atomic
def withhold(*, mediation: Mediation, people: Collection[Person], by, now) -> Mediation:
    """Mediators turn out to be a party or kin of one: from now on they neither mediate the matter nor see it (Law
    35/2013, Art. 18.2). Raises Refused when nobody would be left to mediate it.
    """
    one = _held(mediation)
    away = {*one.withheld_from.all(), *people}
    left = [person for person in one.mediators.all() if person not in away]
    if not left:
        raise Refused(_("Không còn hòa giải viên nào của việc này. Hãy để người khác ghi việc mới, hoặc nhờ Mặt trận."))
    one.withheld_from.set(away)
    one.mediators.set(left)
    _note(one, LogKind.WITHHELD, by=by, now=now)
    return one


@transaction.atomic
def note_log_printed(*, mediations: Iterable[Mediation], by, now) -> None:
    """The log, or the record of one matter, left the system on paper: each matter's own log says so."""
    MediationLog.objects.bulk_create(
        [MediationLog(mediation=one, kind=LogKind.PRINTED, at=now, by=by) for one in mediations]
    )


# -- parts of the acts -------------------------------------------------------------------------------------------------
def _held(mediation: Mediation) -> Mediation:
    one = locked(Mediation.objects.select_related("commune", "village")).get(pk=mediation.pk)
    if one.erased_on:
        raise Stale(_("Lời ghi của việc này đã xóa theo cam kết của xã nên không ghi thêm được."))
    return one


def _brought_to(mediation: Mediation, to: MediationState) -> Mediation:
    one = _held(mediation)
    if not rules.may_follow(MediationState(one.state), to):
        raise Stale(_("Việc này đang ở bước khác. Hãy tải lại trang."))
    one.state = to
    return one


def _set_begin(one: Mediation, agreed_on: datetime.date | None) -> None:
    with override(LANGUAGE):
        if agreed_on:
            one.begin_by, one.explanation = agreed_on, words.agreed_time(agreed_on)
        else:
            clock = reckon(one.commune, rules.BEGIN, one.assigned_on)
            one.begin_by, one.explanation = clock.due_on, clock.explanation


def _check_days(received: datetime.date, assigned: datetime.date, today: datetime.date) -> None:
    if not received <= assigned <= today:
        raise Refused(_("Ngày phân công phải từ ngày nhận việc đến hôm nay."))


def _check_noted(one: Mediation, on: datetime.date, now) -> None:
    if not one.received_on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày phải từ ngày nhận việc đến hôm nay."))


def _check_people(group: list[Person], mediators: Collection[Person], withheld: Collection[Person], by) -> None:
    known = {person.pk for person in group}
    away = {person.pk for person in withheld}
    if not mediators or {person.pk for person in mediators} - known or away - known:
        raise Refused(_("Hãy chọn hòa giải viên của thôn, bản này."))
    if away & {person.pk for person in mediators}:
        raise Refused(_("Người trong cuộc hoặc người nhà của họ không hòa giải việc này. Hãy chọn người khác."))
    if by.pk in away:
        raise Refused(_("Việc của bạn hoặc người nhà bạn thì để hòa giải viên khác ghi."))


def _note(one: Mediation, kind: LogKind, *, by, now, said: str = "") -> None:
    MediationLog.objects.create(mediation=one, kind=kind, at=now, by=by, said=said)
    one.touched_on = timezone.localdate(now)
    one.save(update_fields=["touched_on", "folded"])
