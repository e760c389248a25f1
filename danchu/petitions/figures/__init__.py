"""Numbers of petitions for reports (group G of the annex): `FIGURES` as in core/figures.py, one module a subject."""

from danchu.core.figures import Count
from danchu.petitions.figures import cases, mediation, reception

FIGURES: dict[str, Count] = {**cases.FIGURES, **mediation.FIGURES, **reception.FIGURES}
