"""Villages in which nothing has to carry a notice, because nobody has said where its board is (docs/decisions/0083)."""

import datetime
from collections.abc import Mapping

from django.db.models import Count, F, Q

from danchu.channels.models import PostingOrder
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


def bare_villages(commune, told: Mapping[str, datetime.date], today: datetime.date) -> dict[str, tuple[str, ...]]:
    """Subject → the villages where no board has to carry it, in their order; only subjects that lack one somewhere.

    `told`: what has to hang in every village (Law 10/2022, Art. 13.2) → the day it was announced. Asked for are the
    villages of that day that are still there: one that followed another has its boards, and their orders, from it.
    2 queries for any number of subjects, 1 more where something is lacking, none for none.
    """
    if not told:
        return {}
    villages = list(Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).on(today).order_by("order", "name"))
    orders = (
        PostingOrder.objects.filter(commune=commune, announcement__subject__in=list(told), board__unit__in=villages)
        .filter(Q(board__unit__valid_from=None) | Q(board__unit__valid_from__lte=F("announcement__on")))
        .demanded().order_by()
    )  # fmt: skip
    there = {subject: [one for one in villages if one.valid_from is None or one.valid_from <= on]
             for subject, on in told.items()}  # fmt: skip
    carrying = dict(orders.values_list("announcement__subject").annotate(Count("board__unit", distinct=True)))
    lacking = [subject for subject in told if carrying.get(subject, 0) < len(there[subject])]
    if not lacking:
        return {}
    rows = orders.filter(announcement__subject__in=lacking)
    pairs = set(rows.values_list("announcement__subject", "board__unit").distinct())
    return {subject: tuple(one.name for one in there[subject] if (subject, one.pk) not in pairs) for subject in lacking}
