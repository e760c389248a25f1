"""The country's list of provinces and communes, as data (data/communes.tsv names its source). Read once; no Django."""

import collections
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from danchu.core.text import fold, squeezed
from danchu.organisation.rules import RESERVED_SLUGS, place_name, slugify_name

DATA = Path(__file__).parent / "data" / "communes.tsv"


@dataclass(frozen=True)
class Entry:
    """One commune of the list: codes as text with their leading zeros, names as papers write them ("xã Bình Lư")."""

    code: str
    name: str
    province_code: str
    province: str
    slug: str

    @property
    def searchable(self) -> str:
        """What a search looks at: name, province and code, folded."""
        return fold(f"{self.name} {self.province} {self.code}")


@cache
def entries() -> dict[str, Entry]:
    """Every commune by its code, in the order of codes within provinces.

    The slug is the name without marks where only one commune of the country has it, else name and code: it follows
    from the list alone, so that the order in which communes begin changes no printed address.
    """
    lines = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = {row[0]: row[1] for row in lines if len(row) == 2}
    rows = [row for row in lines if len(row) == 3]
    plain = {row[1]: slugify_name(place_name(row[2])) for row in rows}
    shared = collections.Counter(plain.values())
    return {
        code: Entry(
            code, name, province, names[province],
            plain[code] if shared[plain[code]] == 1 and plain[code] not in RESERVED_SLUGS else f"{plain[code]}-{code}",
        )
        for province, code, name in rows
    }  # fmt: skip


@cache
def places() -> frozenset[str]:
    """Every name of the list without marks: a commune outside the list takes none of them as its slug."""
    return frozenset(slugify_name(place_name(entry.name)) for entry in entries().values())


@cache
def _folded() -> tuple[tuple[str, str, Entry], ...]:
    return tuple((fold(place_name(entry.name)), entry.searchable, entry) for entry in entries().values())


def search(words: str, limit: int = 30) -> tuple[list[Entry], int]:
    """The communes in whose name, province or code every word occurs, marks ignored; and how many there are.

    Names that are exactly what was typed come first, then those that begin with it, then the rest.
    """
    wanted = squeezed(fold(words).replace(",", " "))
    if not wanted:
        return [], 0
    found = [
        (place != wanted, not wanted.startswith(place), not place.startswith(wanted), place, entry)
        for place, whole, entry in _folded()
        if all(word in whole for word in wanted.split())
    ]
    found.sort(key=lambda row: (*row[:4], row[4].code))
    return [row[4] for row in found[:limit]], len(found)
