"""What can go wrong when the rulebook is asked. Every error is one sentence fit for a person."""


class RulebookError(Exception):
    """Base of all errors of the rulebook; `str()` is the sentence."""


class BadDataError(RulebookError):
    """A data file breaks the rulebook's own form; the sentence names file and row."""


class UnknownRule(RulebookError):
    """No rule has this id or citation (on that day)."""


class Ambiguous(RulebookError):
    """A citation names several rules; `candidates` are those rules."""

    def __init__(self, ref, candidates):
        self.ref = ref
        self.candidates = tuple(candidates)
        names = "; ".join(f"{rule.id} ({rule.text})" for rule in self.candidates[:10])
        names += "; …" if len(self.candidates) > 10 else ""
        super().__init__(f"{ref} ứng với {len(self.candidates)} quy định, hãy chọn một mã: {names}.")


class NoDeadline(RulebookError):
    """The rule sets no time limit that could be reckoned."""


class NoFigure(RulebookError):
    """The rule has no figure that something could be measured by."""


class UnknownFigure(NoDeadline):
    """The law sets a figure, and it was not found: nothing is reckoned in its place."""


class BadFact(RulebookError):
    """A fact is unknown, malformed, or does not fit the rule."""
