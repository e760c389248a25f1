"""Writes on weaknesses: naming one, answering for one, and what follows once the report that says so is accepted."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.duties import services as duties
from danchu.duties.states import Mode, Source
from danchu.plans import services as plans
from danchu.reports import messages, queries
from danchu.reports.models import Report, Weakness, WeaknessAnswer
from danchu.reports.services.common import LANGUAGE, locked
from danchu.reports.states import Remedy


@act(gettext_lazy("Nêu hạn chế trong báo cáo"), on="report")
def name_weakness(
    *, report: Report, text: str, unit, due_on: datetime.date, again: Weakness | None = None, by, now
) -> Weakness:  # fmt: skip
    """Names what did not go well, with the unit that puts it right and the last day.

    `again`: a weakness named before, by a unit or in an earlier report, that is taken up here; the same twice is one.
    Raises Refused when the report was handed in, nothing is said, the day is past, or a unit names another's.
    """
    report = _writable(report)
    text = " ".join(text.split())
    if not text:
        raise Refused(_("Hãy ghi hạn chế là gì, bằng một câu."))
    if due_on < now.date():
        raise Refused(_("Hạn khắc phục không được trước hôm nay."))
    if unit.commune_id != report.commune_id or (report.unit_id and unit.pk != report.unit_id):
        raise Refused(_("Đơn vị chỉ nêu hạn chế của mình; hạn chế của đơn vị khác do xã nêu."))
    root = None if again is None else again.origin
    row = report.weaknesses.filter(root=root).first() if root else report.weaknesses.filter(text=text[:400]).first()
    if row:
        return row
    return Weakness.objects.create(
        report=report, root_id=root, text=text[:400], unit=unit, due_on=due_on, created_at=now, created_by=by
    )


@act(gettext_lazy("Bỏ hạn chế đã nêu"))
def drop_weakness(*, weakness: Weakness, by, now) -> None:
    """Takes a weakness out of a report that is still written."""
    _writable(weakness.report)
    weakness.delete()


@act(gettext_lazy("Trả lời hạn chế kỳ trước"), on="report")
def answer(*, report: Report, weakness: Weakness, remedy: Remedy, text: str, by, now) -> WeaknessAnswer:
    """Says in a report whether a weakness was put right, in words. Raises Refused without words."""
    report = _writable(report)
    if not text.strip():
        raise Refused(_("Hãy ghi đã làm gì, còn vướng gì, để người đọc hiểu."))
    row, _made = WeaknessAnswer.objects.update_or_create(
        report=report, weakness_id=weakness.origin,
        defaults={"remedy": remedy, "text": text.strip(), "answered_at": now, "answered_by": by},
    )  # fmt: skip
    return row


def check_answered(report: Report) -> None:
    """Raises Refused while a report has not said of every earlier weakness whether it was put right."""
    missing = len(queries.unanswered(report))
    if missing:
        raise Refused(
            _("Còn %(n)s hạn chế nêu ở kỳ trước chưa trả lời “đã khắc phục chưa?”. Hãy trả lời ở mục Hạn chế.")
            % {"n": missing}
        )


def settle(*, report: Report, by, now) -> None:
    """Brings the duties in line with what accepted reports say, after this report was accepted, returned or replaced.

    In force and open: owed by its unit by its day, and proposed for the next year's plan; said to be put right:
    fulfilled; in no accepted report: withdrawn.
    Done twice it changes nothing.
    """
    named = {row.origin for row in report.weaknesses.all()}
    answered = set(report.answers.values_list("weakness", flat=True))
    if report.corrects_id:
        named |= {row.origin for row in report.corrects.weaknesses.all()}
        answered |= set(report.corrects.answers.values_list("weakness", flat=True))
    found = queries.in_force_by_origin(report.commune, named | answered)
    for origin in sorted(named | answered):
        subject = f"reports.weakness:{origin}"
        each = found.get(origin)
        if each is None:
            duties.reopen(commune=report.commune, subject=subject, by=by, now=now)
            duties.withdraw(commune=report.commune, subject=subject, by=by, now=now)
            plans.take_back_seed(commune=report.commune, key=subject)
            Weakness.objects.filter(pk=origin).update(resolved_on=None)
            continue
        _bring_up_to_date(each, by=by, now=now)


def _bring_up_to_date(named: queries.Named, *, by, now) -> None:
    row = named.weakness
    commune, subject, unit = row.report.commune, row.subject, row.unit
    owners = set(Weakness.objects.filter(pk=row.origin).values_list("unit", flat=True))
    owners |= set(Weakness.objects.filter(root=row.origin).values_list("unit", flat=True))
    if len(owners) > 1:
        duties.withdraw(commune=commune, subject=subject, note=_("Giao cho đơn vị khác"), by=by, now=now)
    with override(LANGUAGE):
        duties.owe(
            commune=commune, unit=unit, key=f"weakness:{row.origin}", source=Source.REPORT, subject=subject,
            title=messages.weakness_title(row), due_on=row.due_on, citation=messages.named_in(row.report)[:200],
            mode=Mode.REQUEST if unit.is_asked else Mode.ASSIGN, now=now,
        )  # fmt: skip
    if queries.is_put_right(named) and named.last:
        on = timezone.localdate(named.last.report.approved_at)  # the commune's day, not the clock of the database
        duties.fulfil(
            commune=commune, subject=subject, by_what=named.last.report.subject, on=on, note=named.last.text[:300],
            unit=unit, by=by, now=now,
        )  # fmt: skip
        plans.take_back_seed(commune=commune, key=subject)
        Weakness.objects.filter(pk=row.origin).update(resolved_on=on)
    else:
        duties.reopen(commune=commune, subject=subject, unit=unit, by=by, now=now)
        with override(LANGUAGE):
            plans.seed(
                commune=commune, year=row.report.cycle.period_to.year + 1, key=subject, unit=unit, now=now,
                text=messages.weakness_title(row), why=messages.named_in(row.report),
            )  # fmt: skip
        Weakness.objects.filter(pk=row.origin).update(resolved_on=None)


def _writable(report: Report) -> Report:
    report = locked(report)
    if not report.is_writable:
        raise Refused(_("Báo cáo đã gửi nên không sửa được. Những gì bạn viết chưa được lưu."))
    return report
