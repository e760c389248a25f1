"""What the day brings to the logs of mediation: a reminder, words that are kept no longer, the public numbers."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import LANGUAGE
from danchu.notifications.services import notify
from danchu.organisation.models import Commune
from danchu.petitions.models import Mediation, MediationLog, MediationMeeting, MediationSheet
from danchu.petitions.queries import mediation as queries
from danchu.petitions.rules import mediation as rules
from danchu.petitions.services.sums import into_register
from danchu.petitions.states import MediationState

EVENT = "petitions.mediation_sums"
REMIND_BEFORE = datetime.timedelta(days=1)
WORDS = ("one_side", "other_side", "others", "about", "guests", "agreement", "how", "turn_to")


def remind_mediators(*, commune: Commune, on: datetime.date, now) -> int:
    """Tells its mediators of what is to begin, or to be asked after, near the last day and once it is over; how many
    were told. The notice names no one and nothing.
    """
    near = on + REMIND_BEFORE
    begin = Q(state=MediationState.OPENED, begin_by__lte=near)
    follow = Q(state=MediationState.SETTLED, kept="", follow_by__lte=near, erased_on=None)
    told = 0
    for one in Mediation.objects.filter(begin | follow, commune=commune).select_related("village__commune"):
        begins = one.state == MediationState.OPENED
        due = one.begin_by if begins else one.follow_by
        with override(LANGUAGE):
            title = _("Sổ hòa giải: gặp hai bên") if begins else _("Sổ hòa giải: hỏi thăm việc thực hiện thỏa thuận")
            body = _("Hạn: ngày %(day)s. Mở sổ để xem là việc nào.") % {"day": written(due)}
        told += notify(
            recipients=queries.readers_of(one, on), title=title, body=body, link=f"/lam-viec/hoa-giai/{one.pk}/",
            key=f"petitions.mediation:{one.pk}:{one.state}:{'late' if on > due else 'soon'}", now=now,
        )  # fmt: skip
    return told


def erase_mediations(*, commune: Commune, on: datetime.date) -> int:
    """Names and words are gone some time after something was last noted: the commune's own promise (Law 91/2025: no
    longer than they are needed). Village, days, kind and result stay, to be counted. How many matters.
    """
    erased = 0
    rows = Mediation.objects.filter(commune=commune, erased_on=None, touched_on__lt=on).select_related("commune")
    for one in rows.order_by("touched_on"):
        if queries.erased_from(one).due_on >= on:
            break  # so is whatever was touched later
        for name in WORDS:
            setattr(one, name, "")
        one.erased_on = on
        one.save()
        MediationMeeting.objects.filter(mediation=one).update(place="", came="", went="")
        MediationLog.objects.filter(mediation=one).update(said="")
        erased += 1
    return erased


def fix_mediation_sums(*, commune: Commune, on: datetime.date, now) -> int:
    """Publishes the numbers of every half-year that has ended and settled by a day, of all villages together; how many
    sheets. The same day again publishes nothing, and where no village keeps its log here nothing is published: no data
    is not zero. What may not stand alone is counted with the next half-year (rules.mediation.tellable).
    """
    if not queries.log_is_kept(commune):
        return 0
    made = 0
    newest = queries.sheets(commune).first()
    for start, last in rules.halves_to_fix(commune.begins_on, newest.last_on if newest else None, on):
        rows = queries.to_count(commune, last)
        if not rules.tellable(queries.by_village(rows)):
            continue
        first = (
            newest.last_on + datetime.timedelta(days=1) if newest else rules.half_start(min(commune.begins_on, start))
        )
        counted = [(village, MediationState(state)) for village, state in rows.values_list("village", "state")]
        newest = MediationSheet.objects.create(
            commune=commune, first_on=first, last_on=last, fixed_on=on, content=rules.told(counted)
        )
        rows.update(sheet=newest)
        _publish(newest)
        made += 1
    return made


def _publish(sheet: MediationSheet) -> None:
    with override(LANGUAGE):
        title = _("hòa giải ở cơ sở từ %(first)s đến %(last)s") % {
            "first": written(sheet.first_on), "last": written(sheet.last_on)
        }  # fmt: skip
    subject = f"petitions.mediationsheet:{sheet.pk}"
    into_register(sheet, event=EVENT, subject=subject, title=title, path="hoa-giai/")
