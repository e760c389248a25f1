"""What plans say to people, in the words of the language that is active."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.templatetags.vietnamese import day, weekday_day
from danchu.plans.models import EVIDENCE_LABELS, RECURRENCE_LABELS, Occurrence, Task
from danchu.plans.scrutiny.findings import Lack
from danchu.plans.states import Bound, Evidence, Recurrence

# What an instruction of a draft may lack.
LACKS = {
    Lack.OWNER: gettext_lazy("Chưa rõ đơn vị nào làm"),
    Lack.DAY: gettext_lazy("Chưa có ngày hoặc kỳ"),
    Lack.PRODUCT: gettext_lazy("Chưa rõ sản phẩm"),
}
# "01 năm (trước ngày 05/11)": the period is said elsewhere, the day is what one must know
_DAY_IN_BRACKETS = re.compile(r"\(((?:trước|chậm nhất|muộn nhất|đến hết|trong) [^()]*\d[^()]*)\)\s*$")


def stated(task: Task) -> str:
    """The deadline in the paper's words ("trước ngày 05/5"); worked out from the day when no words are kept."""
    if task.printed_deadline:
        named = _DAY_IN_BRACKETS.search(task.printed_deadline) if task.due_on else None
        return named[1] if named else task.printed_deadline
    if task.due_on:
        words = {
            Bound.BEFORE: _("trước ngày %(day)s"),
            Bound.BY: _("chậm nhất ngày %(day)s"),
            Bound.ON: _("ngày %(day)s"),
            Bound.IN: _("đến hết ngày %(day)s"),
        }[Bound(task.bound)]
        return words % {"day": day(task.due_on)}
    return ""


def question_words(task: Task) -> str:
    """What is asked of a continuing task, with the proposed kind of evidence."""
    return _("Kỳ này đơn vị đã làm gì, có minh chứng gì? Minh chứng nên có: %(evidence)s.") % {
        "evidence": EVIDENCE_LABELS[Evidence(task.evidence)]
    }


def reasons(occurrence: Occurrence) -> list[str]:
    """Why it is owed by that day: sentences for the deadline line (needs `task`, its `plan`, and `unit` loaded)."""
    task = occurrence.task
    said = [_("Việc này nằm trong %(where)s.") % {"where": task.citation}]
    words = stated(task)
    if occurrence.due_on and task.bound == Bound.BEFORE:
        said.append(
            _("Văn bản ghi “%(words)s”, nên ngày cuối còn kịp là %(last)s.")
            % {"words": words, "last": weekday_day(occurrence.due_on)}
        )
    elif occurrence.due_on:
        said.append(
            _("Văn bản ghi “%(words)s”; ngày cuối là %(last)s.")
            % {"words": words, "last": weekday_day(occurrence.due_on)}
        )
    else:
        said.append(_("Văn bản không nêu ngày, nên việc này không bị tính là trễ."))
    if task.recurrence != Recurrence.NONE:
        said.append(_("Lặp lại: %(how)s.") % {"how": RECURRENCE_LABELS[Recurrence(task.recurrence)]})
    if occurrence.is_request:
        said.append(_("Đây là đề nghị, không phải giao việc: không nhắc và không tính trễ."))
    return said


def explanation(occurrence: Occurrence) -> dict:
    """The day as data beside its sentence, in the shape of `rulebook.output.due_as_json`."""
    if occurrence.due_on is None:
        return {}
    task = occurrence.task
    return {
        "rule": None, "citation": task.citation, "start": None, "due": occurrence.due_on.isoformat(), "unit": "date",
        "amount": None, "skipped": [], "explanation": " ".join(reasons(occurrence)), "evidence": "confirmed",
    }  # fmt: skip
