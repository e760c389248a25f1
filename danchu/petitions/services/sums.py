"""The public numbers of a stretch of time are fixed and published, once."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import LANGUAGE
from danchu.organisation.models import Commune, Unit
from danchu.petitions.models import Case, SumSheet
from danchu.petitions.queries import sums as queries
from danchu.petitions.queries.cases import villages
from danchu.petitions.rules import sums as rules
from danchu.petitions.rules.sums import Span
from danchu.petitions.states import ORDINARY, Topic
from danchu.register import services as register

EVENT = "petitions.sums"


def fix_sums(*, commune: Commune, on: datetime.date, now) -> int:
    """Publishes the numbers of every quarter that has ended and settled by a day, and of the half-years they fill; how
    many sheets. The same day again publishes nothing. Within the day's transaction.

    A quarter with one to four matters has no sheet: they are counted with the next one. A half-year is made of the
    very matters of the quarters' sheets that ended within it: the difference of the two tells nothing.
    """
    made = 0
    for start, last in rules.quarters_to_fix(commune.begins_on, queries.fixed_to(commune), on):
        cases = queries.counted(queries.to_count(commune, last))
        if rules.tellable(len(cases)):
            content = rules.by_quarter(cases, sorted(ORDINARY), on)
            content["unsorted"] = queries.some_unsorted(commune, last)
            done = queries.fixed_to(commune)
            first = done + datetime.timedelta(days=1) if done else rules.quarter_start(min(commune.begins_on, start))
            _publish(commune, Span.QUARTER, first, last, cases, content, on)
            made += 1
        if rules.half_ends(last):
            made += _fix_half(commune, last, on)
    return made


def _fix_half(commune: Commune, last: datetime.date, on: datetime.date) -> int:
    """The half-year that ends with `last`: the quarters' sheets since the half-year before."""
    before = queries.sheets(commune, Span.HALF).first()
    parts = queries.sheets(commune, Span.QUARTER).filter(last_on__lte=last)
    parts = list(parts.filter(first_on__gt=before.last_on) if before else parts)
    if not parts:
        return 0
    there = list(villages(commune, last))
    cases = queries.counted(Case.objects.filter(sheets__in=parts))
    content = rules.by_half(cases, sorted(Topic), [str(each.pk) for each in there])
    former = Unit.objects.filter(pk__in=[int(key) for key in content["village"] if key])
    content["names"] = {str(each.pk): each.name for each in (*there, *former)}
    _publish(commune, Span.HALF, parts[-1].first_on, parts[0].last_on, cases, content, on)
    return 1


def _publish(commune: Commune, span: Span, first, last, cases, content: dict, on: datetime.date) -> None:
    sheet = SumSheet.objects.create(
        commune=commune, span=span, first_on=first, last_on=last, fixed_on=on, content=content
    )
    sheet.cases.set([one.pk for one in cases])
    with override(LANGUAGE):
        title = _("phản ánh, kiến nghị từ %(first)s đến %(last)s") % {"first": written(first), "last": written(last)}
    into_register(sheet, event=EVENT, subject=f"petitions.sums:{sheet.pk}", title=title, path="phan-anh/so-lieu/")


def into_register(sheet, *, event: str, subject: str, title: str, path: str) -> None:
    """A sheet of numbers of a commune, fixed on a day, becomes a line of the public register."""
    commune = sheet.commune
    with override(LANGUAGE):
        unit = _("Ủy ban nhân dân %(name)s") % {"name": commune.name}
    line = register.append(
        commune=commune.slug, event=event, subject=subject, unit=unit, on=sheet.fixed_on,
        public={"title": title, "path": path, "numbers": sheet.content},
    )  # fmt: skip
    sheet.line_sequence = line.sequence
    sheet.save(update_fields=["line_sequence"])
