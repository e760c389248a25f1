"""Writes on the country's communes: the list is loaded, and communes follow one another."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.organisation import directory
from danchu.organisation.models import Commune, CommuneSuccession, Province
from danchu.register import services as register

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Loaded:
    """What a run of `load_communes` did."""

    provinces: int
    made: int
    kept: int


@transaction.atomic
def load_communes() -> Loaded:
    """The country's list (directory.py) as rows that have not begun; what is there already stays as it is.

    Run again it changes nothing. Slugs are the list's own; where a row here has taken one, the code is added.
    """
    listed = directory.entries()
    names = {entry.province_code: entry.province for entry in listed.values()}
    Province.objects.bulk_create(
        [Province(code=code, name=name) for code, name in names.items()], ignore_conflicts=True
    )
    provinces = {province.code: province for province in Province.objects.filter(code__in=names)}
    here = dict(Commune.objects.values_list("code", "slug"))
    taken = set(here.values())
    fresh = [
        Commune(
            province=provinces[entry.province_code], code=entry.code, name=entry.name, begins_on=None,
            slug=f"{entry.slug}-{entry.code}" if entry.slug in taken else entry.slug,
        )
        for entry in listed.values()
        if entry.code not in here
    ]  # fmt: skip
    Commune.objects.bulk_create(fresh, batch_size=500)
    return Loaded(len(provinces), len(fresh), len(listed) - len(fresh))


@transaction.atomic
def rearrange_communes(
    *, predecessors: list[Commune], successors: list[Commune], on: datetime.date, decision: str, now
) -> list[CommuneSuccession]:  # fmt: skip
    """From the day `on` the successors stand in the place of the predecessors (merged, split): all days, no job.

    The predecessors' last day is the day before; what they made public, and their slugs, stay for ever and lead on.
    Raises Refused when one of them ends already, follows itself, or no decision is named.
    """
    decision = decision.strip()
    if not decision:
        raise Refused(_("Hãy ghi số nghị quyết, quyết định sắp xếp."))
    if not predecessors or not successors:
        raise Refused(_("Hãy nêu xã cũ và xã mới."))
    for old in predecessors:
        if old in successors:
            raise Refused(
                _("%(commune)s không thể vừa nhập vừa nhận. Xã còn lại chỉ ghi ở bên nhận.") % {"commune": old}
            )
        if old.valid_to:
            raise Refused(_("%(commune)s đã kết thúc ngày %(day)s.") % {"commune": old.title, "day": day(old.valid_to)})
        if old.valid_from and old.valid_from >= on:
            raise Refused(_("%(commune)s chưa có trước ngày này.") % {"commune": old.title})
    for new in successors:
        if new.valid_to and new.valid_to < on:
            raise Refused(_("%(commune)s đã kết thúc trước ngày này.") % {"commune": new.title})
    for old in predecessors:
        old.valid_to = on - _DAY
        old.save(update_fields=["valid_to"])
    made = [
        CommuneSuccession.objects.create(predecessor=old, successor=new, on=on, decision=decision, recorded_at=now)
        for old in predecessors
        for new in successors
    ]
    for commune in (*predecessors, *successors):
        register.touch(commune=commune.slug)
    return made
