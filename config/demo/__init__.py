"""The two communes of the demonstration, made by calling the real services.

`binh-lu` is real: the plan as it was signed and what follows from it and the law, nothing invented.
`ban-mau` is fictional: a cast with role names, sample acts, some lateness; marked everywhere as sample data.
"""

from config.demo import ban_mau, binh_lu
from danchu.organisation.models import Commune


def load(*, say) -> None:
    """Loads what is not there yet; a second call does nothing. `say` gets one line per step."""
    for part in (binh_lu, ban_mau):
        if not Commune.objects.filter(slug=part.SLUG).exists():
            say(part.TITLE)
            part.load()
