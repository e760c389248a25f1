"""The papers of a matter: which may be made when, and their words with the facts filled in. The words are data."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from danchu.petitions.states import CaseState, Decision, DialogueState, PaperKind

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
    competence: bool = False  # a decision: who decides stands above what it stands on
    sign: tuple[tuple[str, str, str], ...] = ()  # who, how, whose name stands there (nobody's: "")

    @property
    def is_signed_for_the_commune(self) -> bool:
        return not self.sign


@functools.cache
def _all() -> Mapping[str, Template]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        kind: Template(
            row["name"], row["title"], row["form"], row["seen"], tuple(row["lines"]), row.get("number", ""),
            row.get("to", ""), tuple(row.get("recipients", ())), row.get("competence", False),
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


DECIDES = frozenset({Decision.RIGHT, Decision.PARTLY})  # an answer after which something is done
_IN_HAND = frozenset({CaseState.ACCEPTED, CaseState.HANDLING})


@dataclass(frozen=True)
class Standing:
    """How far a matter has come, as far as papers follow from it. `decided`: its answer says that something is done;
    `talk`: how its last dialogue stands; `checked`: somebody looked on the spot; `rests`: it is not looked into now.
    """

    state: CaseState
    sealed: bool = False
    assisted: bool = False
    answered: bool = False
    decided: bool = False
    extended: bool = False
    rests: bool = False
    checked: bool = False
    talk: DialogueState | None = None


def offered(one: Standing) -> list[PaperKind]:
    """The kinds that may be made of a matter as it stands, in the order in which they come up.

    Of what is sealed (complaint, denunciation) nothing but the receipt, what was written down and the guidance leaves
    the desk (Law 25/2018, Art. 56).
    """
    found = [PaperKind.RECEIPT]
    if one.assisted:
        found.append(PaperKind.STATEMENT)
    if one.state == CaseState.GUIDED:
        found.append(PaperKind.GUIDANCE)
    if one.sealed:
        return found
    in_hand, held = one.state in _IN_HAND, one.talk == DialogueState.HELD
    steps = (
        (PaperKind.NOTICE, in_hand or one.state == CaseState.TRANSFERRED),
        (PaperKind.TRANSFER, one.state == CaseState.TRANSFERRED),
        (PaperKind.REFUSAL, one.state == CaseState.REFUSED),
        (PaperKind.EXTENSION, one.extended and in_hand),
        (PaperKind.SUSPENSION, one.rests),
        (PaperKind.INVITATION, one.talk == DialogueState.ANNOUNCED),
        (PaperKind.MINUTES, held or one.talk == DialogueState.ABSENT),
        (PaperKind.CONCLUSION, one.checked or held),
        (PaperKind.ANSWER, one.answered),
        (PaperKind.DECISION, one.decided),
    )
    return found + [kind for kind, is_there in steps if is_there]
