"""Pages of docs/ that are drawn from the code: the law from the rulebook, the states from their tables."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from danchu.rulebook.catalogue import catalogue_markdown

# file in docs/states → (heading, module, table) of each machine drawn there
MACHINES = {
    "channels.md": (("A posting order", "danchu.channels.states", "ORDER_NEXT"),),
    "disclosure.md": (
        ("An item of Art. 11", "danchu.disclosure.states", "ITEM_NEXT"),
        ("A version of it", "danchu.disclosure.states", "VERSION_NEXT"),
    ),
    "meetings.md": (("A meeting of a village", "danchu.decisions.states", "MEETING_NEXT"),),
    "documents.md": (("An official paper", "danchu.documents.states", "NEXT"),),
    "disclosure-lists.md": (
        ("A quarterly list, a report to the People's Council", "danchu.disclosure.states", "LIST_NEXT"),
        ("A request for information", "danchu.disclosure.states", "REQUEST_NEXT"),
    ),
    "petitions.md": (
        ("Feedback or a petition", "danchu.petitions.states", "CASE_NEXT"),
        ("A dialogue about it", "danchu.petitions.states", "DIALOGUE_NEXT"),
    ),
    "duties.md": (("A duty", "danchu.duties.states", "NEXT"),),
    "plans.md": (
        ("A plan", "danchu.plans.states", "PLAN_NEXT"),
        ("What a unit owes under a task", "danchu.plans.states", "OCCURRENCE_NEXT"),
    ),
    "reception.md": (
        ("A schedule of reception days", "danchu.petitions.states", "SCHEDULE_NEXT"),
        ("A reception day", "danchu.petitions.states", "DAY_NEXT"),
        ("A booking", "danchu.petitions.states", "BOOKING_NEXT"),
    ),
    "mediation.md": (("A matter of the log of mediation", "danchu.petitions.states", "MEDIATION_NEXT"),),
    "reports.md": (("A report", "danchu.reports.states", "NEXT"),),
}


def diagram(table: Mapping) -> str:
    """A table of states (state → next states) as a Mermaid state diagram; the first state of the table is the start."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(table))}"]
    for state, following in table.items():
        lines += [f"    {state} --> {each}" for each in sorted(following)] or [f"    {state} --> [*]"]
    return "\n".join([*lines, "```"])


def pages() -> dict[str, str]:
    """Every drawn page: path below docs/ → its text."""
    drawn = {"law.md": catalogue_markdown()}
    for name, machines in MACHINES.items():
        parts = ["Drawn from the tables in the code by `danchu docs`; a test compares."]
        for heading, module, table in machines:
            parts += [f"## {heading}", f"`{module}.{table}`", diagram(getattr(import_module(module), table))]
        drawn[f"states/{name}"] = "\n\n".join(parts) + "\n"
    return drawn


def write(folder: Path) -> list[str]:
    """Writes every drawn page below `folder`; returns their names."""
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(pages())
