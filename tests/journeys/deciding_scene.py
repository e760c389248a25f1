"""What the public addresses of decisions lead to in the sample commune: a matter with its papers, a line about it."""

from danchu.decisions.models import MatterPaper
from danchu.register import queries as register


def build(commune) -> dict[str, dict]:
    """The arguments of the public addresses of decisions, by their names."""
    paper = MatterPaper.objects.filter(matter__commune=commune).exclude(matter__question_digest="").first()
    address = {"commune": commune.slug, "year": paper.matter.year, "number": paper.matter.number}
    line = register.about(commune.slug, paper.matter.subject).last()
    return {
        "decisions_public:matter": address, "decisions_public:paper": {**address, "paper": 1},
        "decisions_public:of_line": {"commune": commune.slug, "line": line.sequence},
    }  # fmt: skip
