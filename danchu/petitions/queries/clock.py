"""By when somebody is told and answered, each date with its rule and its days; whose word it is, the law's or ours."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu import rulebook
from danchu.duties import queries as duties
from danchu.duties.messages import LANGUAGE, cite, explain
from danchu.rulebook.output import due_as_json


@dataclass(frozen=True)
class Clock:
    """A last day. `promised`: the commune's own word, no law."""

    rule: str
    citation: str
    due_on: datetime.date
    promised: bool
    explanation: dict


def reckon(commune, rule: str, start: datetime.date, *, extensions: int = 0) -> Clock:
    """The last day of `rule` for what happened on `start`, by the commune's own days and promises.

    Raises RulebookError when the rule allows no such extension.
    """
    facts = {"extensions": str(extensions)} if extensions else {}
    overlay = duties.overlay_of(commune)
    found = overlay.rule(rulebook.find(rule, on=start, facts=facts))
    due = rulebook.due(found, start, facts, working=overlay.calendar(rulebook.calendar()))
    promised = found.source_text.is_commitment
    with override(LANGUAGE):
        words, citation = explain(due), cite(found)
        if promised:
            words = _("Đây là cam kết của xã, không phải hạn do luật định. %(words)s") % {"words": words}
    explanation = {**due_as_json(due, words), "citation_words": citation[:200]}
    return Clock(found.id, citation[:200], due.due, promised, explanation)
