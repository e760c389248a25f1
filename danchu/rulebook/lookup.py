"""Finding a rule by its id or by what a lawyer would write."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from .errors import Ambiguous, UnknownRule
from .model import Rule


def find(rules: Iterable[Rule], ref: str, on: date | None, facts: Mapping[str, str]) -> Rule:
    """The one rule that `ref` names: an id, or `law:article[.clause[.point]]`.

    A citation also names what lies under it (13.2 names 13.2.a). `on` keeps only what is in force that day; without it
    the latest version of each rule counts. `facts` may settle a citation that names several
    (`disclosure_clause=11.7`). Raises Ambiguous with the candidates, or UnknownRule.
    """
    wanted = unicodedata.normalize("NFC", ref.strip())
    named = [rule for rule in rules if rule.id.casefold() == wanted.casefold()] or _cited(rules, wanted)
    if not named:
        raise UnknownRule(f'Không có quy định nào mang mã hay trích dẫn "{ref}".')
    if on is None:
        current = list({rule.id: rule for rule in sorted(named, key=lambda rule: rule.valid_from)}.values())
    else:
        current = [rule for rule in named if rule.in_force(on)]
    if not current:
        raise UnknownRule(f'Quy định "{ref}" không có hiệu lực vào ngày {on:%d/%m/%Y}.')
    if len(current) > 1:
        settled = [rule for rule in current if _settled_by(rule, facts)]
        if len(settled) != 1:
            raise Ambiguous(ref, current)
        current = settled
    return current[0]


def _settled_by(rule: Rule, facts: Mapping[str, str]) -> bool:
    return any(facts.get(key) in values for key, values in rule.applies.items())


def _cited(rules: Iterable[Rule], wanted: str) -> list[Rule]:
    law, _, place = wanted.partition(":")
    parts = [part.strip() for part in place.split(".")] if place.strip() else []
    if len(parts) > 3 or not all(parts):
        return []
    return [rule for rule in rules if _same_law(rule.law, law) and _under(rule, parts)]


def _same_law(one: str, other: str) -> bool:
    """Law numbers are also typed without the Vietnamese Đ."""
    return _plain(one) == _plain(other)


def _plain(law: str) -> str:
    return re.sub(r"\s+", "", law).casefold().replace("đ", "d")


def _under(rule: Rule, parts: list[str]) -> bool:
    have = (rule.article, rule.clause, rule.point)
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
