"""Households assent to a citizens' initiative: ticked from the printed list, one by one; struck out with a trace."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import Assent, Matter
from danchu.decisions.rules.initiative import assent_rule, holds
from danchu.decisions.services.matters import in_work
from danchu.decisions.states import Proposer
from danchu.organisation.models import Household


@act(gettext_lazy("Ghi hộ đồng thuận với sáng kiến"), on="matter")
def assent(*, matter: Matter, given: dict[int, datetime.date], way: str = "", by, now) -> int:
    """Households (by primary key) assented, each on its day; returns how many are new.

    A household whose assent still holds is left as it is; of one whose assent has lapsed the old row is struck out and
    the new one counts. Raises Refused for a household of another village and for a day that cannot be.
    """
    matter, today = in_work(matter), timezone.localdate(now)
    if matter.proposer != Proposer.CITIZENS:
        raise Refused(_("Chỉ sáng kiến của công dân mới cần ý kiến đồng thuận của các hộ."))
    households = {one.pk: one for one in Household.objects.filter(village=matter.village_id, pk__in=given)}
    rule = assent_rule(today)
    standing = {one.household_id: one for one in locked(matter.assents.filter(struck_at=None))}
    fresh = []
    for pk, day in given.items():
        household = households.get(pk)
        if household is None:
            raise Refused(_("Có hộ không thuộc thôn, bản của việc này. Hãy tải lại trang."))
        if day > today:
            raise Refused(_("Hộ %(code)s: ngày đồng thuận không được sau hôm nay.") % {"code": household.code})
        before = standing.get(pk)
        if before and (holds(before.on, today, rule) or day <= before.on):
            continue
        if before:
            _strike(before, _("Đã quá 03 tháng; hộ đồng thuận lại."), by=by, now=now)
        fresh.append(Assent(matter=matter, household=household, on=day, way=way.strip()[:120], at=now, by=by))
    Assent.objects.bulk_create(fresh)
    return len(fresh)


@act(gettext_lazy("Bỏ ý kiến đồng thuận ghi nhầm"), on="matter")
def strike_assent(*, matter: Matter, assent: Assent, why: str, by, now) -> Assent:
    """An assent no longer counts; it stays to be read, with who struck it out and why."""
    matter = in_work(matter)
    row = locked(matter.assents).get(pk=assent.pk)
    if row.struck_at:
        raise Stale(_("Ý kiến này đã được bỏ rồi. Hãy tải lại trang."))
    if not why.strip():
        raise Refused(_("Hãy ghi lý do bỏ. Ví dụ: ghi nhầm hộ."))
    return _strike(row, why.strip(), by=by, now=now)


def _strike(row: Assent, why: str, *, by, now) -> Assent:
    row.struck_at, row.struck_by, row.struck_why = now, by, why[:300]
    row.save(update_fields=["struck_at", "struck_by", "struck_why"])
    return row
