"""The broadcast sheet: planned on days and at times, and counted only when a person says that it was heard."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels.models import Airing, Announcement
from danchu.channels.policies import airing as policies
from danchu.channels.queries.airing import days_to_add
from danchu.channels.rules import airing as rules
from danchu.channels.services.announcing import word_spread
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day

_FARTHEST = datetime.timedelta(days=90)


@act(gettext_lazy("Lập lịch phát thanh"), on="announcement")
def plan_airings(*, announcement: Announcement, stations, days, times, by, now) -> list[Airing]:
    """Puts the announcement on the sheets of `stations` on each of `days`, at `times` (none: the station's usual).

    What is there already stays. Raises Refused when a day is past or too far, or a station would still not reach the
    consecutive days asked for (Law 10/2022, Art. 13.3).
    """
    policies.check_current(announcement)
    today = timezone.localdate(now)
    if not days or not stations:
        raise Refused(_("Hãy chọn ít nhất một cụm loa và một ngày."))
    for one in days:
        if not today <= one <= today + _FARTHEST:
            raise Refused(_("Ngày %(day)s phải từ hôm nay đến 90 ngày tới.") % {"day": day(one)})
    script = announcement.scripts.filter(language="Việt").first()
    made = []
    for station in stations:
        for on in days:
            for at in times or rules.times_of(station.times):
                airing, new = Airing.objects.get_or_create(
                    announcement=announcement, station=station, on=on, time=at, defaults={"script": script}
                )
                if not new and airing.missed:  # dropped from the sheet before, and planned anew
                    airing.missed = ""
                    airing.save(update_fields=["missed"])
                made.append(airing)
        if missing := days_to_add(announcement, station, today):
            raise Refused(
                _("%(station)s chưa đủ %(days)s ngày liên tục. Hãy thêm ngày %(more)s.")
                % {"station": station.name, "days": announcement.airs_days or rules.LEAST_DAYS,
                   "more": ", ".join(day(one) for one in missing)}
            )  # fmt: skip
    word_spread(announcement=announcement, now=now)
    return made


@dataclass(frozen=True)
class Answer:
    """What a person says of one planned broadcast: it was heard, or why it was not."""

    airing: Airing
    happened: bool
    reason: str = ""


@act(gettext_lazy("Xác nhận buổi phát thanh"), on="announcement")
def confirm_airings(*, announcement: Announcement, answers: list[Answer], by, now) -> int:
    """What happened, for one broadcast or the whole sheet; gives how many were answered anew.

    Raises Refused for a day that has not come, and for a missed one without a reason.
    """
    today, changed = timezone.localdate(now), 0
    rows = {row.pk: row for row in locked(Airing.objects.filter(announcement=announcement))}
    for answer in answers:
        airing = rows[answer.airing.pk]
        policies.check_happened(airing.on, today)
        reason = answer.reason.strip()[:300]
        if not answer.happened and not reason:
            raise Refused(_("Buổi không phát thì ghi lý do. Ví dụ: mất điện."))
        if answer.happened == bool(airing.aired_at) and (answer.happened or reason == airing.missed):
            continue
        airing.aired_at, airing.aired_by = (now, by) if answer.happened else (None, None)
        airing.missed = "" if answer.happened else reason
        airing.save(update_fields=["aired_at", "aired_by", "missed"])
        changed += 1
    if changed:
        word_spread(announcement=announcement, now=now)
    return changed


@act(gettext_lazy("Lấy lại xác nhận phát thanh"), on="airing")
def take_back_airing(*, airing: Airing, by, now) -> Airing:
    """What was said of a broadcast was a mistake: it waits again. A reading at a meeting is taken off altogether."""
    airing = locked(Airing.objects.select_related("announcement__commune")).get(pk=airing.pk)
    announcement = airing.announcement
    if airing.station_id is None:
        airing.delete()
    elif airing.aired_at or airing.missed:
        airing.aired_at, airing.aired_by, airing.missed = None, None, ""
        airing.save(update_fields=["aired_at", "aired_by", "missed"])
    word_spread(announcement=announcement, now=now)
    return airing


@act(gettext_lazy("Bỏ buổi phát thanh khỏi lịch"), on="announcement")
def drop_airing(*, announcement: Announcement, airing: Airing, reason: str, by, now) -> Airing:
    """A planned broadcast will not be heard, and why: the row stays, as one that was missed. `take_back_airing` undoes.

    Raises Refused without a reason, and when somebody has answered for it already.
    """
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do bỏ buổi phát. Ví dụ: loa hỏng, đang sửa."))
    row = locked(Airing.objects).get(pk=airing.pk)
    if row.aired_at or row.missed:
        raise Refused(_("Buổi này đã được xác nhận. Hãy lấy lại xác nhận trước."))
    row.missed = reason.strip()[:300]
    row.save(update_fields=["missed"])
    word_spread(announcement=announcement, now=now)
    return row


@act(gettext_lazy("Ghi buổi đọc tại cuộc họp thôn, bản"), on="announcement")
def read_at_meeting(*, announcement: Announcement, village, on: datetime.date, note: str, by, now) -> Airing:
    """The script was read out at a meeting of a village, above all where no loudspeaker is heard. Once a day.

    Raises Refused for a day that has not come, or lies before the announcement.
    """
    policies.check_current(announcement)
    policies.check_happened(on, timezone.localdate(now))
    if on < announcement.on:
        raise Refused(_("Ngày họp phải từ ngày công khai (%(day)s) trở đi.") % {"day": day(announcement.on)})
    found = Airing.objects.filter(announcement=announcement, village=village, station=None, on=on).first()
    if found:
        return found
    airing = Airing.objects.create(
        announcement=announcement, village=village, on=on, note=note.strip()[:300], aired_at=now, aired_by=by,
        script=announcement.scripts.filter(language="Việt").first(),
    )  # fmt: skip
    word_spread(announcement=announcement, now=now)
    return airing
