"""The papers of a matter: which may be made when, and their words with the facts filled in. The words are data."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from danchu.petitions.states import CaseState, PaperKind

DATA = Path(__file__).parents[1] / "data" / "papers.toml"
_FACT = re.compile(r"\{(\w+)\}")
UNKNOWN = "………………………………"  # a fact of a title or an addressee that is not known: room to write


@dataclass(frozen=True)
class Template:
    """The words of one kind of paper. `register`: the book its number comes from, "" where it has none."""

    name: str
    title: str
    form: str
    seen: bool
    lines: tuple[str, ...]
    register: str = ""
    to: str = ""
    recipients: tuple[str, ...] = ()
    sign: tuple[tuple[str, str, str], ...] = ()  # who, how, whose name stands there ("recorder" or nobody's)

    @property
    def is_signed_for_the_commune(self) -> bool:
        return not self.sign


@functools.cache
def _all() -> Mapping[str, Template]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        kind: Template(
            row["name"], row["title"], row["form"], row["seen"], tuple(row["lines"]), row.get("number", ""),
            row.get("to", ""), tuple(row.get("recipients", ())),
            tuple((who, how, name) for who, how, name in row.get("sign", ())),
        )
        for kind, row in rows.items()
    }  # fmt: skip


def templates() -> Mapping[PaperKind, Template]:
    """Every kind of paper of a matter, with its words."""
    return {kind: _all()[kind] for kind in PaperKind}


def settlement() -> Template:
    """The record of a successful mediation (Law 35/2013, Art. 24.2): no paper of a matter that people brought."""
    return _all()["settlement"]


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The words with their facts; what is not known is room to write."""
    return _FACT.sub(lambda found: facts.get(found[1]) or UNKNOWN, text)


def body(template: Template, facts: Mapping[str, str]) -> str:
    """The lines of a paper, one a line; a line that asks for a fact that is not known is left out."""
    lines = []
    for line in template.lines:
        if all(facts.get(name) for name in _FACT.findall(line)):
            lines.append(filled(line, facts))
    return "\n".join(lines)


# Answered or not, but with a unit that handles it: what people talk about.
_IN_HAND = frozenset({CaseState.ACCEPTED, CaseState.HANDLING})


def offered(
    state: CaseState, *, sealed: bool, assisted: bool, unit: bool, answered: bool, extended: bool
) -> list[PaperKind]:
    """The kinds that may be made of a matter as it stands, in the order in which they come up.

    Of what is sealed (complaint, denunciation) nothing but the receipt, what was written down and the guidance leaves
    the desk (Law 25/2018, Art. 56).
    """
    found = [PaperKind.RECEIPT]
    if assisted:
        found.append(PaperKind.STATEMENT)
    if state == CaseState.GUIDED:
        found.append(PaperKind.GUIDANCE)
    if sealed:
        return found
    if state in _IN_HAND or state == CaseState.TRANSFERRED:
        found.append(PaperKind.NOTICE)
    if state == CaseState.TRANSFERRED:
        found.append(PaperKind.TRANSFER)
    if state == CaseState.REFUSED:
        found.append(PaperKind.REFUSAL)
    if extended and state in _IN_HAND:
        found.append(PaperKind.EXTENSION)
    if answered:
        found.append(PaperKind.ANSWER)
    if unit and state in _IN_HAND | {CaseState.ANSWERED}:
        found += [PaperKind.INVITATION, PaperKind.MINUTES]
    if state in _IN_HAND:
        found.append(PaperKind.SUSPENSION)
    return found
