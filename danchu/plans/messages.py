"""What plans say to people, in the words of the language that is active."""

import re

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day, weekday_day
from danchu.plans.models import EVIDENCE_LABELS, RECURRENCE_LABELS, Occurrence, Task
from danchu.plans.queries import turns_of
from danchu.plans.scrutiny.findings import Lack
from danchu.plans.states import Bound, Evidence, Recurrence, TaskKind, TaskMode

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


# Between a deadline and how often it comes back, in the words of a plan's line.
_OFTEN = {
    Recurrence.WEEKLY: "hằng tuần",
    Recurrence.MONTHLY: "hằng tháng",
    Recurrence.QUARTERLY: "hằng quý",
    Recurrence.HALF_YEARLY: "06 tháng một lần",
    Recurrence.YEARLY: "hằng năm",
}


def tail(task: Task) -> str:
    """What follows a task's words in a plan written here: who leads, who helps, by when, what has to come of it.

    A principle has none (needs the units prefetched). Empty, or begins with a blank.
    """
    if task.kind == TaskKind.PRINCIPLE:
        return ""
    leads = [unit.name for unit in task.lead_units.all()]
    if task.every_office:
        leads.insert(0, "các cơ quan, đơn vị thuộc xã")
    told = []
    if leads:
        told.append(f"{'Đề nghị' if task.mode == TaskMode.REQUEST else 'Chủ trì'}: {', '.join(leads)}")
    if helping := [unit.name for unit in task.cooperating_units.all()]:
        told.append(f"Phối hợp: {', '.join(helping)}")
    often = _OFTEN.get(Recurrence(task.recurrence), "")
    when = stated(task)
    if when or often:
        already = often and often in when
        told.append(f"Thời hạn: {', '.join(filter(None, (when, '' if already else often)))}")
    if task.product:
        told.append(f"Sản phẩm: {task.product}")
    if not told:
        return ""
    ended = task.text.rstrip().endswith((".", ";", ":", "!", "?"))
    return f"{'' if ended else '.'} {'. '.join(told)}."


def question_words(task: Task) -> str:
    """What is asked of a continuing task, with the proposed kind of evidence."""
    return _("Kỳ này đơn vị đã làm gì, có minh chứng gì? Minh chứng nên có: %(evidence)s.") % {
        "evidence": EVIDENCE_LABELS[Evidence(task.evidence)]
    }


def law_title(law: str) -> str:
    """What the law's duty with this id of the rulebook is called; empty when there is none."""
    return next((duty.title for duty in rulebook.recurring_duties() if duty.id == law), "")


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
    if task.law and (law := law_title(task.law)):
        said.append(_("Làm việc này cũng là làm xong việc luật giao: %(law)s.") % {"law": law})
        own = [turn.last_day for turn in turns_of(task, occurrence.period_to) if turn.key == occurrence.key]
        if occurrence.due_on and own and own[0] != occurrence.due_on:
            said.append(
                _("Luật buộc xong chậm nhất %(day)s, nên hạn là ngày đó.") % {"day": weekday_day(occurrence.due_on)}
            )
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


def step(plan, what: str, reason: str = "") -> tuple[str, str]:
    """The notice of one step on a plan's way: (title, body). `what`: submitted, sent_back, to_number, approved."""
    title = {
        "submitted": _("Chờ duyệt: %(plan)s"),
        "sent_back": _("Trả lại để sửa: %(plan)s"),
        "to_number": _("Chờ cấp số: %(plan)s"),
        "approved": _("Đã duyệt: %(plan)s"),
    }[what] % {"plan": plan.title}
    body = {
        "submitted": _("Kế hoạch đã soạn xong. Hãy đọc, rồi duyệt hoặc trả lại kèm lý do."),
        "sent_back": _("Kế hoạch được trả lại. Lý do: %(reason)s") % {"reason": reason},
        "to_number": _("Kế hoạch đã duyệt. Hãy cấp số, trình ký và đính kèm bản đã ký."),
        "approved": _("Kế hoạch đã duyệt. Các việc đã thành việc phải làm."),
    }[what]
    return title, body


def address(plan) -> str:
    """The staff page of a plan."""
    return reverse("plans:detail", args=[plan.pk])
