"""What services raise when the answer is no."""


class Refused(Exception):
    """An act is not possible now; the message is one sentence for the person who tried, saying what to do."""


class Stale(Refused):
    """Someone else changed the same thing in the meantime; nothing typed may be lost."""
