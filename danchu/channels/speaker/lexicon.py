"""The table of abbreviations, symbols and units (data/reading.toml), and which capitals are a word. Pure: no Django."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from danchu.channels.speaker.numerals import spelled
from danchu.core.text import fold

_FILE = Path(__file__).resolve().parents[1] / "data" / "reading.toml"
_ONSET = "(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
_NUCLEUS = (
    "(?:uye|uya|uyu|oai|oay|oeo|uoi|uou|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")


@dataclass(frozen=True)
class Lexicon:
    """What is written → what is said. `words` in capitals as in papers, `kinds` and `bodies` of a paper's symbol."""

    words: dict[str, str]
    short: dict[str, str]
    kinds: dict[str, str]
    bodies: dict[str, str]
    units: dict[str, str]

    @property
    def pattern(self) -> re.Pattern:
        """Every abbreviation standing by itself, the longest first."""
        return _whole((*self.words, *self.bodies))

    @property
    def small(self) -> re.Pattern:
        """Every abbreviation in small letters."""
        return _whole(tuple(self.short))

    def said(self, written: str) -> str:
        """What is said for an abbreviation in capitals."""
        return self.words.get(written) or self.bodies[written]


@cache
def common() -> Lexicon:
    """The table that comes with the product."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Lexicon(**{name: dict(data[name]) for name in ("words", "short", "kinds", "bodies", "units")})


@cache
def _whole(keys: tuple[str, ...]) -> re.Pattern:
    ordered = sorted(keys, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])")


def said_capitals(token: str) -> str:
    """A run of capitals that is not in the table: a syllable of ours in small letters, else its letters by name."""
    return token.lower() if _SYLLABLE.fullmatch(fold(token)) else spelled(token)
