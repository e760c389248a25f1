"""Once a day: who was at the loudspeaker yesterday is asked what happened, village heads what they told."""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.channels.queries.airing import relays_overdue, unsaid
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import workers
from danchu.notifications.services import notify


@transaction.atomic
def remind_airings(*, commune, on: datetime.date, now) -> int:
    """One notice a person for broadcasts of earlier days that nobody has answered for; gives how many were told.

    Who is told: the people of the unit that announced, and of the village whose station it is. Never twice a day.
    """
    rows = unsaid(commune, on - datetime.timedelta(days=1)).select_related("announcement", "station")
    units: dict[int, list] = {}
    for row in rows:
        for unit in {row.announcement.unit_id, row.station.unit_id if row.station_id else row.announcement.unit_id}:
            units.setdefault(unit, []).append(row)
    told = 0
    portions: dict = {}
    for unit, people in workers(commune, set(units), on).items():
        for person in people:
            portions.setdefault(person, set()).update(units[unit])
    for person, airings in portions.items():
        with override(LANGUAGE):
            title = _("%(n)s buổi phát thanh chờ xác nhận") % {"n": len(airings)}
            titles = sorted({row.announcement.title for row in airings})
            body = _("Đã phát hay không phát, hãy ghi lại:") + "\n" + "\n".join(f"- {each}" for each in titles)
            link = reverse("airing:list")
        told += notify(
            recipients=[person], key=f"airing.unsaid:{on.isoformat()}", title=title, body=body, link=link, now=now
        )
    return told


@transaction.atomic
def remind_relays(*, commune, on: datetime.date, now) -> int:
    """One notice for each thing a village head was sent and has not told for some days; gives how many were sent.

    Once only: the law gives no day by which people are told (Law 10/2022, Art. 13.4), so nothing here is late.
    """
    rows = list(relays_overdue(commune, on))
    people, told = workers(commune, {row.village_id for row in rows}, on), 0
    for row in rows:
        with override(LANGUAGE):
            title = _("Nhớ báo cho dân: %(title)s") % {"title": row.announcement.title}
            body = _("Mở trang này để xem lời báo; báo xong thì ghi ngày, cách báo và số hộ.")
            link = reverse("airing:tell", args=[row.pk])
        told += notify(
            recipients=people.get(row.village_id, []), key=f"airing.relay:{row.pk}", title=title, body=body, link=link,
            now=now,
        )  # fmt: skip
    return told
