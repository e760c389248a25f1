"""The one clock: what happens once a day in every commune, in order, and nothing twice."""

import datetime
import logging
from dataclasses import asdict

from danchu.accounts.services import forget_ended
from danchu.channels.services import daily as spread_word
from danchu.channels.services.airing_daily import remind_airings, remind_relays
from danchu.core import clock
from danchu.decisions.services import ask_for_progress, reckon_again
from danchu.disclosure.services import daily as disclose
from danchu.disclosure.services import erase_names_due
from danchu.disclosure.services.lists import open_lists
from danchu.duties.queries import communes_run, last_run
from danchu.duties.rules import missed_days
from danchu.duties.services import generate_law_duties, note_run
from danchu.duties.services.reminding import remind
from danchu.intake.services import erase_due
from danchu.organisation.models import Commune
from danchu.petitions.services.daily import day_round
from danchu.plans.services import roll_forward
from danchu.reports.services import open_cycles, set_up_cycles, tell_chair
from danchu.workspace.services import pass_on_due

log = logging.getLogger(__name__)


def run(on: datetime.date) -> dict:
    """Brings every commune that has begun up to the day `on`: duties of the law, plans, disclosure, reports; reminders.

    The same day again changes nothing; after missed days one run catches up, with the latest reminder of each duty
    alone. A commune that fails is named in `failed` and logged, the others go on.
    Returns `{on, communes: {slug: {missed_days, rearranged, law, lists, erased, plans, disclosure, reports,
    late_reports, decisions, petitions, petition_sums, mediation, channels, airings, reception, relays,
    reminders}}, failed: {slug: error}}`.
    """
    forget_ended(now=clock.real_now())
    done, failed = {}, {}
    for commune in _begun(on).order_by("pk"):
        try:
            done[commune.slug] = day_of(commune, on, now=clock.now())
        except Exception as error:
            log.exception("daily work of %s on %s failed", commune.slug, on)
            failed[commune.slug] = f"{type(error).__name__}: {error}"
    return {"on": on.isoformat(), "communes": done, "failed": failed}


def waiting(on: datetime.date) -> set[int]:
    """Ids of the communes that have begun and for which the clock has not yet worked on the day `on`."""
    return set(_begun(on).exclude(pk__in=communes_run(on)).values_list("pk", flat=True))


def _begun(on: datetime.date):
    """Communes that work with the system on a day: begun, and no longer being set up."""
    return Commune.objects.begun().on(on).filter(begins_on__lte=on)


def day_of(commune: Commune, on: datetime.date, *, now: datetime.datetime) -> dict:
    """The day's round in one commune; returns what it did."""
    missed = missed_days(last_run(commune, before=on), on)
    passed_on = pass_on_due(commune=commune, on=on, now=now)
    set_up_cycles(commune=commune, year=on.year, now=now)
    erase_names_due(commune=commune, on=on, now=now)
    result = {
        "missed_days": missed,
        "rearranged": passed_on,
        "law": asdict(generate_law_duties(commune=commune, on=on, now=now)),
        "lists": open_lists(commune=commune, on=on, now=now),
        "erased": erase_due(commune=commune, on=on, now=now),
        "plans": roll_forward(commune=commune, on=on, now=now),
        "disclosure": disclose(commune=commune, on=on, now=now),
        "reports": open_cycles(commune=commune, on=on, now=now),
        "late_reports": tell_chair(commune=commune, on=on, now=now),
        "decisions": {
            "moved": reckon_again(commune=commune, now=now),
            "quiet": ask_for_progress(commune=commune, on=on, now=now),
        },
        **day_round(commune=commune, on=on, now=now),
        "channels": spread_word(commune=commune, on=on, now=now),
        "airings": remind_airings(commune=commune, on=on, now=now),
        "relays": remind_relays(commune=commune, on=on, now=now),
        "reminders": asdict(remind(commune=commune, on=on, now=now)),
    }
    note_run(commune=commune, on=on, now=now)
    return result
