"""The rows of the open data, and a row that somebody pasted read back into numbers."""

import csv
import datetime
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danchu.decisions.models import Matter, Vote
from danchu.decisions.queries import public
from danchu.decisions.rules.recount import recount
from danchu.decisions.states import MatterState
from danchu.decisions.views.portal import words
from danchu.decisions.views.portal.fields import Row, declared, village_row
from danchu.rulebook.voting import Form, Outcome, Scope, Situation, verdict_as_json
from danchu.rulebook.voting import Matter as Clause

MOST_PASTED = 100  # rows
_COUNTS = {
    "households": "households", "attending": "attending", "issued": "ballots_issued", "yes": "yes", "no": "no",
    "other": "other", "invalid": "invalid", "earlier_attending": "earlier_meeting_attending", "assents": "assents",
    "villages": "villages", "villages_passing": "villages_passing",
}  # fmt: skip
_FACTS = {
    "front_agrees": "front_agrees", "scattered": "scattered", "cluster_plan": "cluster_plan_approved",
    "commune_wide": "commune_wide", "brought_up": "brought_up",
}  # fmt: skip
_MEANS = {"true": True, "false": False, "": None}


def rows(request, commune) -> list[Row]:
    """Every result, village by village, and after them the sum of each matter of the whole commune."""
    votes = public.results(commune)
    found = [_village(request, commune, vote) for vote in votes]
    for matter in public.commune_wide(commune):
        if row := _whole(request, commune, matter):
            found.append(row)
    return found


def _village(request, commune, vote: Vote) -> Row:
    url = request.build_absolute_uri(words.address(commune.slug, vote.matter))
    again = request.build_absolute_uri(words.recount_address(commune.slug, vote.matter, vote))
    return village_row(vote, public.situation_of(vote), url, again)


def _whole(request, commune, matter: Matter) -> Row | None:
    found = public.commune_situation(matter)
    if found is None:
        return None
    situation, on = found
    verdict = verdict_as_json(recount(situation, on=on).verdict, "")
    return Row(
        matter=matter, situation=situation, declared=declared(verdict) | {"outcome": outcome_of(matter)}, on=on,
        url=request.build_absolute_uri(words.address(commune.slug, matter)),
        recount_url=request.build_absolute_uri(words.recount_address(commune.slug, matter)),
    )  # fmt: skip


def outcome_of(matter: Matter) -> str | None:
    """What was declared of a matter of the whole commune, as its state says it; None while nothing was."""
    if matter.state in (*public.DECIDED, MatterState.REFUSED, MatterState.ANNULLED):
        return Outcome.PASSED.value
    return Outcome.FAILED.value if matter.state == MatterState.NOT_PASSED else None


# -- read back --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Pasted:
    """A row of the CSV as somebody pasted it: what it is called, its numbers, what it declares; or what is wrong."""

    name: str
    situation: Situation | None = None
    on: datetime.date | None = None
    declared: dict | None = None
    problem: str = ""


def read(text: str) -> list[Pasted]:
    """Rows of the CSV with its line of names, pasted with commas or, from a spreadsheet, with tabs.

    A row that cannot be read comes back with what is wrong; never an exception.
    """
    text = text.strip().lstrip("\ufeff")
    first = text.partition("\n")[0]
    table = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in first else ",")
    if not {"clause", "form"} <= set(table.fieldnames or ()):
        return [Pasted(_("Dòng đầu"), problem=_("Hãy dán cả dòng tên các trường (id, url, title, …) ở đầu tệp."))]
    found = []
    for at, row in enumerate(table, 2):
        if len(found) == MOST_PASTED:
            break
        name = " · ".join(filter(None, (row.get("id"), row.get("title"), row.get("village"))))
        found.append(_read_row(name or _("Dòng %(n)s") % {"n": at}, row))
    return found


def _read_row(name: str, row: dict) -> Pasted:
    try:
        counts = {attribute: _whole_number(row, column) for column, attribute in _COUNTS.items()}
        facts = {attribute: _MEANS[(row.get(column) or "").strip().lower()] for column, attribute in _FACTS.items()}
        situation = Situation(
            matter=Clause(row["clause"].strip()), scope=Scope((row.get("scope") or "village").strip()),
            form=Form(row["form"].strip()), **counts, **facts,
        )  # fmt: skip
        on = datetime.date.fromisoformat(row["decided_on"].strip()) if row.get("decided_on") else None
        stated = {
            "outcome": row.get("outcome") or None, "citation": row.get("citation") or None,
            "needed": _whole_number(row, "needed"), "denominator": _whole_number(row, "denominator"),
        }  # fmt: skip
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        return Pasted(name, problem=_("Không đọc được dòng này: %(why)s") % {"why": str(error)[:120]})
    return Pasted(name, situation, on, {key: value for key, value in stated.items() if value is not None})


def _whole_number(row: dict, column: str) -> int | None:
    text = (row.get(column) or "").strip().lstrip("'")
    return int(text) if text else None
