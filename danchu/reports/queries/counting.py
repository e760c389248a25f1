"""The numbers other areas can give. Their modules stand in one table; a new area adds one line."""

from danchu.core.figures import Figure
from danchu.decisions import figures as decisions
from danchu.disclosure import figures as disclosure
from danchu.documents import figures as documents
from danchu.duties import figures as duties
from danchu.organisation import figures as organisation
from danchu.petitions import figures as petitions
from danchu.plans import figures as plans
from danchu.reports import rules
from danchu.reports.models import Cycle
from danchu.reports.outline import Part

# "plans.P3" of data/indicators.toml is the code "P3" of the module under "plans".
MODULES = {
    "organisation": organisation, "documents": documents, "duties": duties, "disclosure": disclosure,
    "decisions": decisions, "plans": plans, "petitions": petitions,
}  # fmt: skip
LONGEST_LIST = 500


def known_codes() -> frozenset[str]:
    """Every number that can be counted, as data/indicators.toml names it."""
    return frozenset(f"{area}.{code}" for area, module in MODULES.items() for code in module.FIGURES)


def count(part: Part, cycle: Cycle, unit) -> Figure:
    """Counts one part from the start of the period to the cut-off, for a unit or for the commune (None).

    Raises KeyError when no area knows the part's figure.
    """
    area, _dot, code = part.figure.partition(".")
    counting = MODULES[area].FIGURES[code]
    counted = counting(commune=cycle.commune, unit=unit, period_from=cycle.period_from, period_to=cycle.cutoff_on)
    return Figure(None) if part.zero_is_unknown and not counted.value else counted


def rows_as_json(figure: Figure) -> list[dict]:
    """The list behind a number as it is kept with a report: `text`, `detail`, `url`."""
    return [{"text": row.text, "detail": row.detail, "url": row.url} for row in figure.rows[:LONGEST_LIST]]


def proposed(cycle: Cycle, unit) -> dict[str, list[str]]:
    """What the plan's accepted work suggests to write: the plan's own headings → lines, for a unit or the commune."""
    return plans.section_narrative(
        commune=cycle.commune, unit=unit, period_from=cycle.period_from, period_to=cycle.period_to
    )


def proposal(cycle: Cycle, unit, section: str) -> list[str]:
    """The lines proposed for one section; a heading of the plan that names no section goes to the first."""
    sections = cycle.outline.sections
    first = cycle.outline.written[0].code
    found = []
    for heading, lines in proposed(cycle, unit).items():
        if (rules.section_for(sections, heading) or first) == section:
            found += lines
    return found
