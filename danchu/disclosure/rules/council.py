"""Counts for the report to the People's Council, from the facts of a period: pure functions (Art. 14.3)."""

from collections.abc import Iterable

CLAUSES = range(1, 15)  # of Art. 11


def by_clause(rows: Iterable[dict], missing: Iterable[dict]) -> list[dict]:
    """Clause by clause, those that have any: published, of it late, corrected, taken down, short, unproved, not public.

    `rows` and `missing` as `queries.lists.facts` gives them. A row counts as unproved when a form it must have has no
    proof, as short when it hung too briefly on some board.
    """
    table = {
        clause: dict.fromkeys(("published", "late", "corrected", "withdrawn", "short", "unproved", "missing"), 0)
        for clause in CLAUSES
    }
    for row in rows:
        found = table[row["clause"]]
        found["published" if row["version"] == 1 else "corrected"] += 1
        found["late"] += row["late"]
        found["withdrawn"] += bool(row["withdrawn_on"])
        found["short"] += any(form.get("short") for form in row["forms"])
        found["unproved"] += any(not form["proved"] for form in row["forms"])
    for item in missing:
        table[item["clause"]]["missing"] += 1
    return [{"clause": clause, **found} for clause, found in table.items() if any(found.values())]


def total(table: Iterable[dict]) -> dict:
    """The sum of all clauses."""
    rows = list(table)
    names = ("published", "late", "corrected", "withdrawn", "short", "unproved", "missing")
    return {name: sum(row[name] for row in rows) for name in names}
