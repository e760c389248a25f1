"""Until when a request has to be answered, by the law of its day; and how sure that is."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu import rulebook
from danchu.disclosure.rules.requests import LAST_DAY_OF_2016, asked_rule
from danchu.disclosure.states import RequestKind
from danchu.duties import queries as duties
from danchu.duties.messages import LANGUAGE, cite, explain
from danchu.rulebook.output import due_as_json


@dataclass(frozen=True)
class Clock:
    """A last day. `own`: the law's figure is not known, the day is the commune's aim and nobody is late after it."""

    rule: str
    citation: str
    due_on: datetime.date
    own: bool
    explanation: dict


def reckon(
    commune, *, kind: RequestKind, way: str, is_complex: bool, start: datetime.date, extensions: int = 0
) -> Clock:
    """The last day for a request that was complete on `start`.

    From 1 September 2026 the amended law holds; how long it gives for a request was not found (ATI-NEW-HAN). Until it
    is, the commune aims at the figures of 2016, said to be superseded, and no day is called late. Raises RulebookError
    when the rule allows no such extension.
    """
    asked, facts = asked_rule(kind, way, is_complex=is_complex)
    if extensions:
        facts["extensions"] = str(extensions)
    overlay = duties.overlay_of(commune)
    rule = rulebook.find(asked, on=start, facts=facts)
    own = rule.value is None
    if own:
        rule = rulebook.find(asked, on=LAST_DAY_OF_2016, facts=facts)
    due = rulebook.due(overlay.rule(rule), start, facts, working=overlay.calendar(rulebook.calendar()))
    with override(LANGUAGE):
        words = explain(due)
        if own:
            words = _(
                "Luật Tiếp cận thông tin (sửa đổi) có hiệu lực từ 01/9/2026; thời hạn của luật này chưa tìm thấy. Ngày "
                "dưới đây là mục tiêu của xã, lấy theo mức của Luật 104/2016/QH13 đã hết hiệu lực. %(words)s"
            ) % {"words": words}
        elif "chưa rõ" in rule.law:
            words += " " + _("Luật này chưa thấy số hiệu; hãy đối chiếu trước khi dựa vào.")
        explanation = due_as_json(due, words)
        citation = cite(rule)
    if own or "chưa rõ" in rule.law:
        explanation["evidence"] = "unconfirmed"
    return Clock(rule.id, citation[:200], due.due, own, explanation)
