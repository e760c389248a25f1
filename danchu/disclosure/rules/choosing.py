"""Which forms of Art. 12.1 are no choice, and which are a person's own: after Law 10/2022, Art. 13."""

from danchu.disclosure.rules.forms import mandatory_forms

ALL_FORMS = "abcdđeghik"  # Art. 12.1
# Which article demands a form, as a lawyer writes it.
_DEMANDED = {"b": "13.1", "c": "13.3", "d": "13.4"}


def article_of(clause: int, letter: str) -> str:
    """The place in Law 10/2022 that demands this form for a clause of Art. 11, "13.2"; "" where none does."""
    if letter not in mandatory_forms(clause):
        return ""
    return _DEMANDED.get(letter, "13.2")


def further_forms(clause: int, chosen: str) -> str:
    """What a person chose beyond what the clause demands, in the order of Art. 12.1, each letter once."""
    demanded = mandatory_forms(clause)
    return "".join(letter for letter in ALL_FORMS if letter in chosen and letter not in demanded)
