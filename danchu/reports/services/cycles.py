"""Writes on cycles: which periods are reported on, who owes a report in them, reminding."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu import rulebook
from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.duties import queries as duties_queries
from danchu.duties import services as duties
from danchu.duties.messages import figure_in_words
from danchu.duties.states import Mode, Source
from danchu.organisation.models import Commune, Grant, Post, Unit
from danchu.organisation.policies import root_unit
from danchu.organisation.queries import predecessors
from danchu.organisation.states import Permission
from danchu.plans import services as plans
from danchu.reports import messages, outline, rules
from danchu.reports.models import CHAIR_TOLD_AFTER, Cycle, Report
from danchu.reports.services.common import LANGUAGE, log
from danchu.reports.services.outlines import current_version
from danchu.reports.services.writing import count_figures, count_together
from danchu.reports.states import ReportEvent
from danchu.rulebook import Due, Overlay, Rule
from danchu.rulebook.output import due_as_json

AD_HOC = "ad_hoc"


@transaction.atomic
def set_up_cycles(*, commune, year: int, now, citation: str = "") -> list[Cycle]:
    """The year's cycles as the data has them, made once; what is there already stays as a person may have set it.

    The last day comes from the plan's commitment in the rulebook (SEED-01: "trước ngày 05/5" means 4 May, never
    rolls); `citation` names the commune's own plan. Who gathers the reports is the unit of whoever holds the
    permission, else the People's Committee.
    """
    overlay = duties_queries.overlay_of(commune)
    windows = [(kind, rules.window(kind, year)) for kind in outline.kinds()]
    codes = [window.code for _kind, window in windows]
    there = {cycle.code: cycle for cycle in Cycle.objects.filter(commune=commune, code__in=codes)}
    made = []
    with override(LANGUAGE):
        for kind, window in windows:
            if window.code in there:
                made.append(there[window.code])
                continue
            rule = rulebook.find(kind.rule)
            due, stated = _reckoned(rule, window.opens_on, overlay)
            cited = citation or _("Kế hoạch thực hiện dân chủ ở cơ sở năm %(year)s, mục III") % {"year": year}
            defaults = {
                "kind": kind.kind, "title": kind.title.format(year=year), "period_from": window.period_from,
                "period_to": window.period_to, "cutoff_on": window.cutoff_on, "opens_on": window.opens_on,
                "due_on": due.due, "stated": stated, "citation": cited,
                "coordinator": _coordinator(commune, now.date()), "chair_told_after": _usual_commitment(commune),
                "explanation": due_as_json(due, messages.why_due(stated, due.due, cited)), "created_at": now,
            }  # fmt: skip
            cycle, _made = Cycle.objects.get_or_create(commune=commune, code=window.code, defaults=defaults)
            made.append(cycle)
    return made


@dataclass(frozen=True)
class Asked:
    """What an ad hoc report asks for. No sections: all; `indicators` None: all in the sections; no units: all that
    report.
    """

    sections: tuple[str, ...] = ()
    indicators: tuple[str, ...] | None = None
    units: tuple[Unit, ...] = ()


@act(gettext_lazy("Yêu cầu báo cáo"), on="result")
def ask_for_report(
    *, commune, title: str, period, cutoff_on, due_on, citation: str, by, now, asked: Asked = Asked()
) -> Cycle:  # fmt: skip
    """A report asked for outside the calendar ("đột xuất"): a cycle of its own, opened at once.

    `period`: first and last day; `due_on`: the last day to hand in. Asked again in the same words (a second click) it
    is the same cycle. Raises Refused when the days are out of order, or a section, indicator or unit is not there.
    """
    first, last = period
    if not first <= cutoff_on <= last:
        raise Refused(_("Ngày lấy số liệu phải nằm trong kỳ báo cáo."))
    if due_on < now.date():
        raise Refused(_("Hạn gửi không được trước hôm nay."))
    locked(Commune.objects).get(pk=commune.pk)
    made = Cycle.objects.filter(commune=commune, kind=AD_HOC, period_to__year=last.year)
    same = made.filter(title=title, period_from=first, period_to=last, cutoff_on=cutoff_on, due_on=due_on).first()
    if same:
        return same
    version = current_version(commune, now=now)
    whole = version.outline
    if {*asked.sections} - {section.code for section in whole.written}:
        raise Refused(_("Đề cương vừa đổi nên có mục không còn. Hãy chọn lại."))
    if {*(asked.indicators or ())} - {each.id for each in whole.indicators}:
        raise Refused(_("Đề cương vừa đổi nên có chỉ tiêu không còn. Hãy chọn lại."))
    if any(unit.commune_id != commune.pk for unit in asked.units):
        raise Refused(_("Chỉ yêu cầu được đơn vị của xã mình."))
    stated = _("hết ngày %(day)s") % {"day": f"{due_on.day:02d}/{due_on.month}/{due_on.year}"}
    cycle = Cycle.objects.create(
        commune=commune, kind=AD_HOC, code=f"{last.year}-DX{made.count() + 1}", title=title, period_from=first,
        period_to=last, cutoff_on=cutoff_on, opens_on=now.date(), due_on=due_on, stated=stated, citation=citation,
        coordinator=_coordinator(commune, now.date()), created_at=now, outline_version=version,
        sections=list(asked.sections),
        indicators=None if asked.indicators is None else list(asked.indicators),
        explanation={"explanation": messages.why_due(stated, due_on, citation)},
        chair_told_after=_usual_commitment(commune),
    )  # fmt: skip
    cycle.units.set(asked.units)
    open_cycles(commune=commune, on=now.date(), now=now)
    cycle.refresh_from_db()
    return cycle


def _usual_commitment(commune) -> int:
    """After how many days the chair was told in the commune's last cycle: a new one goes on the same way."""
    last = Cycle.objects.filter(commune=commune).order_by("-created_at", "-pk").first()
    return last.chair_told_after if last else CHAIR_TOLD_AFTER


@transaction.atomic
def open_cycles(*, commune, on: datetime.date, now) -> int:
    """Opens the cycles whose day has come: a report and a duty for each unit that reports, and the commune's.

    Called every day; the same day again changes nothing, a missed day is caught up. A body that is asked gets a
    request. What fell due before the commune began is not opened. The numbers of reports still being written are
    counted anew until the period ends. Returns how many reports are new.
    """
    new = 0
    cycles = Cycle.objects.filter(commune=commune, opens_on__lte=on, due_on__gte=commune.begins_on)
    units = list(Unit.objects.on(on).filter(commune=commune, reports=True))
    for cycle in cycles.select_related("coordinator", "outline_version"):
        cycle.commune = commune
        if cycle.opened_at and cycle.period_to < on:
            continue
        if cycle.opened_at is None and cycle.outline_version is None:
            cycle.outline_version = current_version(commune, now=now)
        there = list(cycle.reports.all())
        _follow_coordinator(cycle, there, now=now)
        known = {report.unit_id for report in there}
        sent = {report.unit_id for report in there if report.is_handed_in}
        count_together(reports=[report for report in there if report.is_writable], now=now)
        opened = []
        for unit in [None, *(_asked(cycle) or units)]:
            if (unit.pk if unit else None) in known:
                continue
            before = predecessors(commune).get(unit.pk, set()) if unit and sent else set()
            if before & sent:  # handed in already by a unit in whose place this one stands
                continue
            opened.append(_begun(cycle, unit, now=now))
        count_together(reports=opened, now=now)
        new += len(opened)
        # The plan's own task "send the report by this day" is the same thing: owed once, here.
        theirs = {report.unit_id: report.subject for report in [*there, *opened] if report.unit_id and report.stands}
        plans.hand_over(commune=commune, last_day=cycle.due_on, reports=theirs)
        if cycle.opened_at is None:
            cycle.opened_at = now
            cycle.save(update_fields=["opened_at", "outline_version"])
    return new


def _asked(cycle: Cycle) -> list[Unit]:
    """The units an ad hoc report asks; [] for a cycle that asks all that report."""
    return list(cycle.units.order_by("order", "name")) if cycle.kind == AD_HOC else []


def open_report(cycle: Cycle, unit: Unit | None, *, now) -> Report:
    """A report of a cycle (with its commune) for one unit, or the commune's own: its duty, its numbers."""
    report = _begun(cycle, unit, now=now)
    count_figures(report=report, now=now)
    return report


def _begun(cycle: Cycle, unit: Unit | None, *, now) -> Report:
    """The report and its duty, without its numbers."""
    report = Report.objects.create(
        commune=cycle.commune, cycle=cycle, unit=unit, created_at=now,
        addressees=[] if unit else messages.addressees(cycle.commune),
    )  # fmt: skip
    log(report, ReportEvent.OPENED, by=None, now=now)
    owe_report(report, now=now)
    return report


def _follow_coordinator(cycle: Cycle, reports: list[Report], *, now) -> None:
    """The permission to gather was given to another unit since: the cycle goes with it, while it is being written."""
    unit = _coordinator(cycle.commune, now.date())
    merged = next((one for one in reports if one.stands and not one.unit_id), None)
    if unit == cycle.coordinator or (merged and not merged.is_writable):
        return
    cycle.coordinator = unit
    cycle.save(update_fields=["coordinator"])
    if merged:
        merged.commune, merged.cycle = cycle.commune, cycle
        duties.withdraw(commune=cycle.commune, subject=merged.subject)
        owe_report(merged, now=now)


def owe_report(report: Report, *, now) -> None:
    """A unit owes its report by its last day, a later one included; who gathers them owes the commune's.

    Nothing is owed for a correction. Asked for again it is brought up to date.
    """
    cycle, unit = report.cycle, report.unit
    shared = {
        "commune": report.commune, "source": Source.REPORT, "citation": cycle.citation, "subject": report.subject,
        "period": (cycle.period_from, cycle.period_to), "now": now,
    }  # fmt: skip
    with override(LANGUAGE):
        if unit is None:
            # The plan gives no day by which the commune reports upwards: a period, never late.
            title = _("Tổng hợp báo cáo %(period)s của xã") % {"period": cycle.title}
            key = f"report:{cycle.code}:commune"
            duties.owe(unit=cycle.coordinator, key=key, title=title, never_late=True, **shared)
            return
        title = _("Báo cáo %(period)s, %(stated)s") % {"period": cycle.title, "stated": cycle.stated}
        rule = cycle.explanation.get("rule", "")
        explanation = dict(cycle.explanation)
        if report.extended_to:
            explanation["explanation"] = messages.why_later(cycle, report.extended_to)
        duties.owe(
            unit=unit, key=f"report:{cycle.code}", title=title, due_on=report.due_on, rule=rule,
            mode=Mode.REQUEST if unit.is_asked else Mode.ASSIGN, explanation=explanation, **shared,
        )  # fmt: skip


@transaction.atomic
def follow_promises(*, commune, before: Overlay, now) -> int:
    """Brings the cycles of this year and the last to the commune's present promise; returns how many moved.

    `before` is what the commune promised until now: a cycle whose day a person set otherwise stays as it is. The
    duties of the units that have not handed in go with the cycle.
    """
    after, moved = duties_queries.overlay_of(commune), 0
    rows = Cycle.objects.filter(commune=commune, period_to__year__gte=now.year - 1).exclude(explanation={})
    with override(LANGUAGE):
        for cycle in locked(rows):
            rule_id = cycle.explanation.get("rule")
            if not rule_id:
                continue
            rule, cycle.commune = rulebook.find(rule_id), commune
            was, _stated = _reckoned(rule, cycle.opens_on, before)
            due, stated = _reckoned(rule, cycle.opens_on, after)
            if cycle.due_on != was.due or due.due == was.due:
                continue
            cycle.due_on, cycle.stated = due.due, stated
            cycle.explanation = due_as_json(due, messages.why_due(stated, due.due, cycle.citation))
            cycle.save(update_fields=["due_on", "stated", "explanation"])
            for report in cycle.reports.of_units().select_related("unit"):
                report.commune, report.cycle = commune, cycle
                if not report.is_handed_in:
                    owe_report(report, now=now)
            moved += 1
    return moved


def _reckoned(rule: Rule, opens_on: datetime.date, overlay: Overlay) -> tuple[Due, str]:
    """The last day to hand in for a cycle that opens on a day, and how the paper says it ("trước ngày 05/5")."""
    own = overlay.rule(rule)
    due = rulebook.due(own, opens_on, working=overlay.calendar(rulebook.calendar()))
    named = due.due + datetime.timedelta(days=1) if own.op == "<" else due.due
    return due, figure_in_words(own, named.strftime("%m-%d"))


def _coordinator(commune, on) -> Unit:
    """The unit that gathers on a day: of the post with the permission, else the People's Committee."""
    grant = (
        Grant.objects.filter(
            permission=Permission.COORDINATE, post__in=Post.objects.on(on), post__person__commune=commune
        )
        .select_related("post__unit")
        .order_by("pk")
        .first()
    )
    return grant.post.unit if grant else root_unit(commune)
