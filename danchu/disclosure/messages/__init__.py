"""What disclosure says to people."""

from danchu.disclosure.messages.findings import finding_hint, finding_kind
from danchu.disclosure.messages.items import (
    LANGUAGE,
    article_11,
    cite,
    duty_title,
    explained,
    no_day_yet,
    plan_summary,
    standing_from_the_start,
)

__all__ = [
    "LANGUAGE", "article_11", "cite", "duty_title", "explained", "finding_hint", "finding_kind", "no_day_yet",
    "plan_summary",
    "standing_from_the_start",
]  # fmt: skip
