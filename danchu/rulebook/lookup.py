"""Finding a rule by its id or by what a lawyer would write."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from . import facts as fact_table
from .errors import Ambiguous, UnknownRule
from .model import Rule


def find(rules: Iterable[Rule], ref: str, on: date | None, facts: Mapping[str, str]) -> Rule:
    """The one rule that `ref` names: an id, or `law:article[.clause[.point]]`.

    A citation also names what lies under it (13.2 names 13.2.a). `on` keeps only what is in force that day: a case
    keeps the law of its day. Where the named row is not in force then, or does not apply to the given facts, the row of
    its family that does is the answer (the ten days of before 1 July 2026; the figure for remote areas). Without `on`
    the latest version of each rule counts. `facts` may settle a citation that names several
    (`disclosure_clause=11.7`). Raises Ambiguous with the candidates, or UnknownRule.
    """
    rules = tuple(rules)
    wanted = unicodedata.normalize("NFC", ref.strip())
    named = [rule for rule in rules if rule.id.casefold() == wanted.casefold()] or _cited(rules, wanted)
    if not named:
        raise UnknownRule(f'Không có quy định nào mang mã hay trích dẫn "{ref}".')
    current = _current(named, on)
    fitting = [rule for rule in current if not fact_table.contradict(rule.applies, facts)]
    if not fitting and (kin := _kin(rules, named)):
        fitting = [rule for rule in _current(kin, on) if not fact_table.contradict(rule.applies, facts)]
    current = fitting or current
    if not current:
        spans = "; ".join(f"{rule.id} {span(rule)}" for rule in named)
        raise UnknownRule(f'Quy định "{ref}" không có hiệu lực vào ngày {on:%d/%m/%Y}: {spans}.')
    return current[0] if len(current) == 1 else _settled(ref, current, facts)


def span(rule: Rule) -> str:
    """From when to when a rule is in force, in words."""
    until = f" đến {rule.valid_to:%d/%m/%Y}" if rule.valid_to else ""
    return f"từ {rule.valid_from:%d/%m/%Y}{until}"


def _current(rules: Iterable[Rule], on: date | None) -> list[Rule]:
    if on is not None:
        return [rule for rule in rules if rule.in_force(on)]
    return list({rule.id: rule for rule in sorted(rules, key=lambda rule: rule.valid_from)}.values())


def _kin(rules: Iterable[Rule], named: Iterable[Rule]) -> list[Rule]:
    families = {rule.family for rule in named if rule.family}
    return [rule for rule in rules if rule.family in families]


def _settled(ref: str, current: list[Rule], facts: Mapping[str, str]) -> Rule:
    """Of several rules the one that the facts name, or failing that the only one the usual case leaves."""
    named = [rule for rule in current if any(facts.get(key) in values for key, values in rule.applies.items())]
    if len(named) == 1:
        return named[0]
    usual = [rule for rule in current if not fact_table.contradict(rule.applies, fact_table.DEFAULTS | dict(facts))]
    if len(usual) == 1:
        return usual[0]
    raise Ambiguous(ref, current)


def _cited(rules: Iterable[Rule], wanted: str) -> list[Rule]:
    law, _, place = wanted.partition(":")
    parts = [part.strip() for part in place.split(".")] if place.strip() else []
    if len(parts) > 3 or not all(parts):
        return []
    law = _plain(law)
    return [rule for rule in rules if any(_plain(mine) == law and _under(at, parts) for mine, at in _places(rule))]


def _places(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where a rule may be cited: its own law and place, and the place of an older text that it writes anew."""
    yield rule.law, (rule.article, rule.clause, rule.point)
    if rule.amends:
        law, _, place = rule.amends.partition(":")
        yield law, (*place.split("."), "", "")[:3]


def _plain(law: str) -> str:
    """Law numbers are also typed without the Vietnamese Đ."""
    return re.sub(r"\s+", "", law).casefold().replace("đ", "d")


def _under(have: tuple[str, ...], parts: list[str]) -> bool:
    return all(_covers(mine, asked) for mine, asked in zip(have, parts, strict=False))


def _covers(mine: str, asked: str) -> bool:
    """Whether a part of a citation, perhaps a range ("2-3") or a list ("1,5"), holds the part asked for."""
    if mine.casefold() == asked.casefold():
        return True
    for piece in mine.split(","):
        first, dash, last = piece.partition("-")
        if piece == asked:
            return True
        if dash and first.isdigit() and last.isdigit() and asked.isdigit() and int(first) <= int(asked) <= int(last):
            return True
        if dash and not first.isdigit() and len(asked) == 1 and _LETTERS.find(first) >= 0:
            return asked in _LETTERS and _LETTERS.find(first) <= _LETTERS.find(asked) <= _LETTERS.find(last)
    return False


_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of points in Vietnamese legal texts
