"""The two communes of the demonstration, made by calling the real services.

`binh-lu` is real: the plan as it was signed and what follows from it and the law, nothing invented.
`ban-mau` is fictional: a cast with role names, sample acts, some lateness; marked everywhere as sample data.
"""

from config.demo import ban_mau, binh_lu
from danchu.core.errors import Refused
from danchu.organisation.models import Commune


def load(*, say) -> None:
    """Loads what is not there yet; a second call does nothing. `say` gets one line per step.

    Raises Refused where a real commune lives: sample data and a key everyone knows have no place beside it.
    """
    here = Commune.objects.filter(begins_on__isnull=False)  # the country's list is no commune that works here
    real = here.exclude(slug__in=[part.SLUG for part in (binh_lu, ban_mau)]).first()
    if real:
        raise Refused(
            f"Cơ sở dữ liệu này là của {real.name}, không chạy thử ở đây được. Hãy đặt DEMO=0, hoặc đặt DANCHU_DATA "
            "tới một thư mục khác để chạy thử."
        )
    for part in (binh_lu, ban_mau):
        if not here.filter(slug=part.SLUG).exists():
            say(part.TITLE)
            part.load()
