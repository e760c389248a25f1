"""What the forms of Art. 12.1 are called."""

from danchu.channels.models.announcing import FORM_LABELS
from danchu.channels.states import Form


def form_words(form: str) -> str:
    """The form of a letter: "a" → "Niêm yết"."""
    return str(FORM_LABELS[Form(form)])
