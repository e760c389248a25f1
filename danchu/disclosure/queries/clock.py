"""Until when a request has to be answered, by the law of its day; and how sure that is."""

import datetime
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu import rulebook
from danchu.disclosure.rules.requests import LAST_DAY_OF_2016, asked_rule
from danchu.disclosure.states import RequestKind
from danchu.duties import messages
from danchu.duties.messages import LANGUAGE, Clock


def reckon(
    commune, *, kind: RequestKind, way: str, is_complex: bool, start: datetime.date, extensions: int = 0
) -> Clock:
    """The last day for a request that was complete on `start`. `own`: the commune's aim, nobody is late after it.

    From 1 September 2026 the amended law holds; how long it gives for a request was not found (ATI-NEW-HAN). Until it
    is, the commune aims at the figures of 2016, said to be superseded, and no day is called late. Raises RulebookError
    when the rule allows no such extension.
    """
    asked, facts = asked_rule(kind, way, is_complex=is_complex)
    if extensions:
        facts["extensions"] = str(extensions)
    rule = rulebook.find(asked, on=start, facts=facts)
    own = rule.value is None
    if own:
        rule = rulebook.find(asked, on=LAST_DAY_OF_2016, facts=facts)
    clock = messages.reckon(commune, rule, start, facts)
    told = clock.explanation
    with override(LANGUAGE):
        if own:
            words = _(
                "Luật Tiếp cận thông tin (sửa đổi) có hiệu lực từ 01/9/2026; thời hạn của luật này chưa tìm thấy. Ngày "
                "dưới đây là mục tiêu của xã, lấy theo mức của Luật 104/2016/QH13 đã hết hiệu lực. %(words)s"
            ) % {"words": told["explanation"]}
            told = {**told, "explanation": words, "evidence": "unconfirmed"}
        elif "chưa rõ" in rule.law:
            words = told["explanation"] + " " + _("Luật này chưa thấy số hiệu; hãy đối chiếu trước khi dựa vào.")
            told = {**told, "explanation": words, "evidence": "unconfirmed"}
    return replace(clock, own=own, explanation=told)
