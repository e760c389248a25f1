"""Reads of dialogues: who may chair one, those of a matter."""

import datetime

from danchu.duties.queries import workers
from danchu.organisation.models import Person
from danchu.petitions.models import Case, Dialogue
from danchu.petitions.queries.cases import who_signs


def may_chair(case: Case, on: datetime.date) -> list[Person]:
    """Who may chair: who signs for the commune and who works in the unit that answers, but nobody it is about."""
    meant = set(case.abouts.values_list("person_id", flat=True))
    unit = workers(case.commune, {case.unit_id}, on).get(case.unit_id, []) if case.unit_id else []
    people = {person.pk: person for person in (*who_signs(case.commune, on), *unit)}
    return [person for pk, person in people.items() if pk not in meant]


def dialogues_of(case: Case) -> list[Dialogue]:
    """The dialogues of a matter, the newest first, with what was promised (2 queries)."""
    return list(case.dialogues.select_related("chaired_by").prefetch_related("pledges__unit").order_by("-pk"))
