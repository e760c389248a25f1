"""The day's round of all that people bring, of their reception and of mediation."""

import datetime

from django.db import transaction

from danchu.organisation.models import Commune
from danchu.petitions.services import mediation, reception
from danchu.petitions.services.cases.desk import watch_desk
from danchu.petitions.services.cases.dialogue import forget_names, remind_pledges
from danchu.petitions.services.cases.keeping import erase_representatives, keep, reckon_cases_anew
from danchu.petitions.services.papers import clear_papers
from danchu.petitions.services.sums import fix_sums


@transaction.atomic
def day_round(*, commune: Commune, on: datetime.date, now) -> dict:
    """All of it in one transaction, and little asked where nothing waits: three thousand communes have a round every
    day. The same day again changes nothing.

    Returns `{petitions: {desk, moved, closed, reminded, escalated, pledges, papers, erased}, petition_sums,
    mediation: {reminded, erased, sums}, reception: {moved, today, unnoted, told, apart}}`.
    """
    return {
        "petitions": {
            "desk": watch_desk(commune=commune, on=on, now=now),
            "moved": reckon_cases_anew(commune=commune, now=now),
            **keep(commune=commune, on=on, now=now),
            "pledges": remind_pledges(commune=commune, on=on, now=now),
            "papers": clear_papers(commune=commune),
            "erased": erase_representatives(commune=commune) + forget_names(commune=commune),
        },
        "petition_sums": fix_sums(commune=commune, on=on, now=now),
        "mediation": {
            "reminded": mediation.remind_mediators(commune=commune, on=on, now=now),
            "erased": mediation.erase_mediations(commune=commune, on=on),
            "sums": mediation.fix_mediation_sums(commune=commune, on=on, now=now),
        },
        "reception": {
            "moved": reception.reckon_visits_anew(commune=commune, now=now),
            **reception.daily(commune=commune, on=on, now=now),
            "apart": reception.remind_apart(commune=commune, on=on, now=now),
        },
    }
