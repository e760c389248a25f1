"""A plan written on pages becomes one text, with spans that point at its tasks, like one that was read."""

import hashlib

from django.utils.translation import override

from danchu.plans import messages, papers, queries, rules
from danchu.plans.models import Plan, Task

LANGUAGE = "vi"  # what is kept speaks the law's own language, whichever the person reads in


def compose(plan: Plan) -> None:
    """Puts the text of a plan together anew: order, headings and spans of its tasks follow. For one that was read,
    whose text stands, it does nothing. Runs in the caller's transaction over a locked plan.
    """
    if not plan.is_written:
        return
    headings, loose = queries.outline(plan)
    places = [(heading.part.level, heading.numbering) for heading in headings]
    with override(LANGUAGE):
        written = [
            rules.Written(
                level=heading.part.level, numbering=heading.numbering, title=heading.part.title, text=heading.part.text,
                tasks=tuple((task.pk, task.text, messages.tail(task)) for task in heading.tasks),
            )
            for heading in headings
        ]  # fmt: skip
        text, spans = rules.put_together(papers.head_lines(plan), written, papers.foot_lines(plan))
    order, changed = 0, []
    for at, heading in enumerate(headings):
        numbering = queries.full_numbering(places, at)
        section = _path(headings, at)
        for task in heading.tasks:
            order += 10
            task.order, task.section, task.numbering = order, section[:300], numbering[:40]
            task.span_start, task.span_end = spans[task.pk]
            changed.append(task)
    for task in loose:
        order += 10
        task.order, task.section, task.numbering, task.span_start, task.span_end = order, "", "", None, None
        changed.append(task)
    Task.objects.bulk_update(changed, ["order", "section", "numbering", "span_start", "span_end"])
    plan.source_text, plan.source_sha256 = text, hashlib.sha256(text.encode()).hexdigest()
    plan.save(update_fields=["source_text", "source_sha256"])


def _path(headings, at: int) -> str:
    """The headings a task stands under: "II. Nội dung › 1. …"."""
    level = headings[at].part.level
    told = [headings[at]]
    for above in reversed(headings[:at]):
        if above.part.level < level:
            told.append(above)
            level = above.part.level
    return " › ".join(f"{each.mark} {each.part.title}" for each in reversed(told))
