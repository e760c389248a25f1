"""A sample of answers is drawn and graded."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.core.text import squeezed
from danchu.duties.messages import LANGUAGE
from danchu.notifications.services import notify
from danchu.organisation.models import Unit
from danchu.petitions.models import Sample, Sampled
from danchu.petitions.policies.grading import GRADERS
from danchu.petitions.queries.cases import leaders
from danchu.petitions.queries.grading import items_of, may_be_drawn
from danchu.petitions.rules import grading as rules
from danchu.petitions.rules.grading import Mark
from danchu.register import services as register


@act(gettext_lazy("Rút mẫu câu trả lời để chấm"), on="unit")
def draw(*, unit: Unit, year: int, quarter: int, size: int, seed: str, by, now) -> Sample:
    """A body draws, once for a quarter that is over, with a seed that anyone may check (rules/grading.py).

    Raises Refused for another kind of body, a quarter that runs or was drawn already, a size out of bounds, no seed,
    or when nothing was answered in it.
    """
    first, last = rules.quarter_days(year, quarter)
    if unit.kind not in GRADERS:
        raise Refused(_("Chỉ Mặt trận và Ban Thanh tra nhân dân rút mẫu để chấm."))
    if last >= timezone.localdate(now):
        raise Refused(_("Quý này chưa hết. Hãy chọn quý đã qua."))
    if not rules.FEWEST <= size <= rules.MOST:
        raise Refused(_("Rút từ %(least)s đến %(most)s câu trả lời.") % {"least": rules.FEWEST, "most": rules.MOST})
    seed = squeezed(seed)[:60]
    if not seed:
        raise Refused(_("Hãy ghi chuỗi rút thăm, ví dụ kết quả xổ số hôm nay đọc trước mọi người."))
    rows = {case.name: case for case in may_be_drawn(unit.commune, first, last)}
    if not rows:
        raise Refused(_("Quý này chưa có câu trả lời nào rút được."))
    try:
        with transaction.atomic():
            sample = Sample.objects.create(
                commune=unit.commune, unit=unit, year=year, quarter=quarter, seed=seed, drawn_at=now, drawn_by=by,
                numbers=sorted(rows, key=lambda name: int(name.split("/")[0])),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("Quý này đã rút mẫu rồi: mỗi quý rút một lần, không rút lại.")) from error
    Sampled.objects.bulk_create(
        [Sampled(sample=sample, case=rows[name], number=name) for name in rules.drawn(rows, seed, size)]
    )
    register.touch(commune=unit.commune.slug)
    return sample


@act(gettext_lazy("Chấm câu trả lời phản ánh, kiến nghị"), on="item")
def grade(*, item: Sampled, marks: dict[Mark, bool], comment: str, by, now) -> Sampled:
    """What the answer holds, and a comment; graded again it is put right. When all are, who leads is told.

    Raises Refused when whoever grades gave the answer, or the matter is hidden from somebody by now.
    """
    item = locked(Sampled.objects.select_related("sample__commune", "sample__unit")).get(pk=item.pk)
    rows = items_of(item.sample)
    if not rows.filter(pk=item.pk).exists():
        raise Refused(_("Việc này nay được giữ kín nên không chấm nữa."))
    if item.case.answers.filter(by=by).exists():
        raise Refused(_("Bạn đã trả lời việc này nên không tự chấm. Hãy để người khác chấm."))
    item.marks = {mark.value: bool(marks.get(mark)) for mark in Mark}
    item.comment, item.graded_at, item.graded_by = comment.strip()[:500], now, by
    item.save()
    register.touch(commune=item.sample.commune.slug)
    if not rows.filter(graded_at__isnull=True).exists():
        _tell(item.sample, now=now)
    return item


def _tell(sample: Sample, *, now) -> None:
    with override(LANGUAGE):
        title = _("Đã chấm xong mẫu câu trả lời: %(sample)s") % {"sample": sample}
        body = _("Xem tổng hợp và nhận xét từng câu trả lời.")
    notify(
        recipients=leaders(sample.commune, timezone.localdate(now)), key=f"petitions.sample:{sample.pk}:graded",
        title=title, body=body, link=f"/lam-viec/phan-anh/cham/{sample.pk}/", now=now,
    )  # fmt: skip
