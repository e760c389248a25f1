"""Which forms Art. 11's clauses demand, where and for how long: pure functions, after Law 10/2022, Art. 12 and 13."""

from dataclasses import dataclass

from danchu.disclosure.catalogue import Kind

POSTED_30_DAYS = frozenset({1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12})  # Art. 13.2, first paragraph
POSTED_PERMANENTLY = frozenset({4, 13})  # Art. 13.2, second paragraph: at the headquarters
BROADCAST = frozenset({7, 8, 9, 10, 11, 12})  # Art. 13.3, and through village heads: Art. 13.4
HANGS_DAYS = 30
AIRS_DAYS = 3
ALL_FORMS = "abcdđeghik"  # the forms of Art. 12.1, in their order


def mandatory_forms(clause: int) -> str:
    """The letters of Art. 12.1 that a clause of Art. 11 demands, in their order: "ab", or "abcd" for clauses 7 to 12.

    Website: Art. 13.1 (all of Art. 11, where the commune has one). Clause 14 is posted as its own law says.
    """
    posted = "a" if clause in POSTED_30_DAYS | POSTED_PERMANENTLY else ""
    return posted + "b" + ("cd" if clause in BROADCAST else "")


def hangs_days(clause: int) -> int | None:
    """Full days on the board; None: for as long as it holds (clauses 4 and 13)."""
    return None if clause in POSTED_PERMANENTLY else HANGS_DAYS


def airs_days(clause: int) -> int:
    """Consecutive days on the loudspeaker, 0 where none are demanded (Art. 13.3)."""
    return AIRS_DAYS if clause in BROADCAST else 0


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded of an item: letters of Art. 12.1, full days on the boards (None: for as long as it holds)."""

    forms: str
    hangs_days: int | None
    only_headquarters: bool = False
    airs_days: int = 0

    @property
    def is_posted(self) -> bool:
        return "a" in self.forms

    @property
    def hangs_in_villages(self) -> bool:
        """Whether it has to hang in every village."""
        return self.is_posted and not self.only_headquarters

    @property
    def is_permanent(self) -> bool:
        """Whether it hangs for as long as it holds."""
        return self.is_posted and self.hangs_days is None

    @property
    def goes_to_heads(self) -> bool:
        return "d" in self.forms


def demand(clause: int, kind: Kind | None = None) -> Demand:
    """What a clause of Art. 11 demands, and for clause 14 what the law behind the item (`kind`) does."""
    if clause == 14 and kind is not None:
        posted_days = kind.posted_days if "a" in kind.forms else HANGS_DAYS  # where a person adds the board
        return Demand(in_order(kind.forms), posted_days, kind.only_headquarters)
    return Demand(mandatory_forms(clause), hangs_days(clause), clause in POSTED_PERMANENTLY, airs_days(clause))


def in_order(letters: str) -> str:
    """The letters of Art. 12.1 among `letters`, each once, in the order of the law."""
    return "".join(letter for letter in ALL_FORMS if letter in letters)
