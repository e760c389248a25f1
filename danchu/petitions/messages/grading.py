"""How the grading of answers is told."""

from danchu.petitions.models.grading import MARK_LABELS


def share_words(row: dict) -> list[tuple[str, int, int]]:
    """(question, how many hold it, of how many graded) in the order of the gate; empty while too few are graded."""
    if row["sums"] is None:
        return []
    return [(str(MARK_LABELS[mark]), count, row["graded"]) for mark, count in row["sums"].items()]
