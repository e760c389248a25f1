"""What the portal gathers from the areas below: how far the plan is, what is published, what a search finds."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu import rulebook
from danchu.core.excerpts import excerpt
from danchu.core.text import fold, squeezed
from danchu.decisions import queries as decisions
from danchu.disclosure import queries as disclosure
from danchu.duties.messages import cite
from danchu.organisation.models import Commune, Unit
from danchu.plans import queries as plans
from danchu.plans.states import Progress
from danchu.reports import queries as reports
from danchu.rulebook import Rule


def plan_address(commune, pk: int) -> str:
    """The public page of a plan."""
    return reverse("plans_public:detail", args=[commune.slug, pk])


def report_address(commune, cycle: str) -> str:
    """The public page of the commune's report of a cycle, by the cycle's code."""
    return reverse("reports_public:detail", args=[commune.slug, cycle])


def plan_fact(commune: Commune, today) -> str:
    """How far the published plans of the newest year are, in words; where nothing is to be ticked off, only a name."""
    standing, counted = plans.public_tally(commune, today)
    if not standing:
        return _("Chưa có kế hoạch nào được công bố")
    total, done = sum(counted.values()), counted[Progress.DONE]
    if not total:
        return str(standing[0])
    if not done:
        return _("%(total)s việc trong kế hoạch; chưa ghi nhận việc nào xong") % {"total": total}
    return _("%(done)s trên %(total)s việc của kế hoạch đã xong") % {"done": done, "total": total}


def disclosure_fact(commune: Commune, today) -> str:
    """How much of what is due is public, in words."""
    counted = disclosure.tally(commune, today)
    if not counted.due:
        return ""
    words = _("%(public)s trên %(due)s nội dung đến hạn đang được công khai đúng luật")
    return words % {"public": counted.public, "due": counted.due}


def decisions_fact(commune: Commune) -> str:
    """How many matters the villages decide now and have decided, in words; empty while there was none."""
    counted = decisions.tally(commune)
    words = []
    if counted.now:
        words.append(_("%(n)s việc đang bàn") % {"n": counted.now})
    if counted.decided:
        words.append(_("%(n)s việc đã quyết định") % {"n": counted.decided})
    return " · ".join(words)


def item_address(commune, item) -> str:
    """The public page of a disclosed item."""
    return reverse("disclosure_public:item", args=[commune.slug, item.year, item.number])


def latest_items(commune: Commune, limit: int = 4) -> list[dict]:
    """The newest of what is public, as cards (2 queries)."""
    return [_card(commune, item) for item in disclosure.posted(commune, disclosure.Asked())[:limit]]


def _card(commune, item, words: str = "") -> dict:
    summary = squeezed(item.shown[0].summary) if item.shown else ""
    found = "".join(piece.text for piece in excerpt([summary], words, room=160)) if words else ""
    text = found or (summary if len(summary) <= 160 else summary[: summary.rfind(" ", 0, 160)] + "…")
    return {"title": item.title, "text": text, "url": item_address(commune, item), "on": item.changed_on}


def decision_address(commune, line: int) -> str:
    """What leads to the page of a matter by a line of the register about it."""
    return reverse("decisions_public:of_line", args=[commune.slug, line])


def decided_now(commune: Commune, limit: int = 3) -> list[dict]:
    """What the villages decide now, as cards; no question asked where nothing is open (1 query)."""
    return [_matter_card(commune, matter) for matter in decisions.open_now(commune)[:limit]]


def _matter_card(commune, matter) -> dict:
    return {
        "title": matter.title, "text": matter.question if len(matter.question) <= 160 else f"{matter.question[:158]}…",
        "url": reverse("decisions_public:matter", args=[commune.slug, matter.year, matter.number]),
        "on": matter.decided_on or matter.proposed_on,
        "meta": matter.village.name if matter.village_id else _("Toàn xã"),
    }  # fmt: skip


def latest_reports(commune: Commune, limit: int = 3) -> list:
    """The newest public reports."""
    return list(reports.published(commune)[:limit])


def units_to_call(commune: Commune, today) -> list[Unit]:
    """The units of a commune that have a telephone."""
    return list(Unit.objects.filter(commune=commune).on(today).exclude(phone=""))


def rules(words: str, *, law: str = "", on=None) -> list[Rule]:
    """The rules whose words, article, text or id hold all of `words`, marks ignored; of one text; in force on a day."""
    wanted = fold(words).split()
    found = rulebook.rules_on(on) if on else rulebook.all_rules()
    found = [rule for rule in found if not law or rule.law == law]
    return [rule for rule in found if not wanted or all(word in _folded(rule) for word in wanted)]


@lru_cache(maxsize=4096)
def _folded_words(rule_id: str, valid_from) -> str:
    rule = next(one for one in rulebook.all_rules() if (one.id, one.valid_from) == (rule_id, valid_from))
    return fold(
        " ".join((rule.id, rule.citation, cite(rule), rule.text, rule.note, rule.actor, rule.source_text.title))
    )


def _folded(rule: Rule) -> str:
    return _folded_words(rule.id, rule.valid_from)


def versions(rule_id: str) -> list[Rule]:
    """Every dated row of exactly this id the earliest first."""
    exact = [rule for rule in rulebook.all_rules() if rule.id == rule_id]
    return sorted(exact, key=lambda rule: rule.valid_from)


def related(rule: Rule) -> list[Rule]:
    """Rows of the same rule at other times or for other facts, and those it refers to."""
    kin = [one for one in rulebook.all_rules() if rule.family and one.family == rule.family]
    seen = [one for one in rulebook.all_rules() if one.id in rule.see]
    return [one for one in {one.id: one for one in (*kin, *seen)}.values() if one.id != rule.id]


def search(commune: Commune, words: str, today) -> list[dict]:
    """Everything public that holds all of `words`, marks ignored: disclosed items, what the people decide, plans, their
    tasks, reports.

    Each: `title`, `url`, `text`, `on`. A report is found by its title and by what stands in its sections.
    """
    wanted = fold(words).split()
    if not wanted:
        return []

    def holds(*texts) -> bool:
        whole = fold(" ".join(str(text) for text in texts))
        return all(word in whole for word in wanted)

    found = [_card(commune, item, words) for item in disclosure.search(commune, words)]
    found += [_matter_card(commune, matter) for matter in decisions.search(commune, words)]
    for plan in plans.published_plans(commune).defer("source_text", "reading"):
        address = plan_address(commune, plan.pk)
        if holds(plan, plan.title):
            found.append({"title": str(plan), "text": plan.title, "url": address, "on": plan.dated_on})
        found += [
            {"title": squeezed(row.task.title), "text": str(plan), "url": address, "on": plan.dated_on}
            for row in plans.public_rows(plan, today)
            if holds(row.task.numbering, row.task.title)
        ]
    for report in reports.published(commune).prefetch_related("texts"):
        if holds(report.document.title, report.cycle.title, *(each.text for each in report.texts.all())):
            found.append(
                {"title": report.document.title, "text": report.cycle.title, "on": report.document.dated_on,
                 "url": report_address(commune, report.cycle.code)}
            )  # fmt: skip
    return found
