"""A paper comes in: read, kept, its tasks proposed. Nothing is stored before the stamp of secrecy is looked for."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act, kind_of_act, note, reference
from danchu.core.errors import Refused
from danchu.core.text import squeezed
from danchu.documents import files, reader
from danchu.documents.rules import KIND_NAMES
from danchu.documents.services import keep, refuse_secret, secret_sentence
from danchu.documents.states import DocumentKind
from danchu.plans import rules
from danchu.plans.models import Plan, Task
from danchu.plans.queries import unit_names
from danchu.plans.services.copying import check_can_be_amended, join, later
from danchu.plans.services.locking import locked_plan, log, moved_on
from danchu.plans.states import PLAN_NEXT, Bound, Event, Origin, PlanState, Recurrence, TaskKind, TaskMode

_KEPT = frozenset({files.PDF, files.DOCX, files.DOC, files.TEXT}) | files.PICTURES
_TAKEN_IN = kind_of_act("plans.take_in", gettext_lazy("Đưa kế hoạch, công văn vào"))


def take_in(
    *, commune, origin: Origin, upload=None, text: str = "", upload_key: str, replaces: Plan | None = None,
    whole: bool = True, by, now, paper: reader.Paper | None = None,
) -> Plan:  # fmt: skip
    """A plan or a paper from above, uploaded or pasted → a draft with the reader's proposal to be righted.

    With both, the pasted text is read and the file (a scan, say) is kept beside it. `upload_key` belongs to the form:
    sent twice it gives the same plan, and so does the same paper while the person still has it open (the back button).
    `replaces` is the plan whose place the paper takes (`whole`), or of which it changes a part: the draft is then its
    next edition, each task joined to the one it goes on from. `paper` is the file as the worker has read it already.
    Raises Refused with a sentence when nothing can be read, the file is not let in, or the paper bears a stamp of
    secrecy.
    """
    made = Plan.objects.filter(commune=commune, upload_key=upload_key).first()
    if made:
        return made
    name, data = _bytes_of(upload)
    paper = paper or _read(name, data, text)
    head = _head(commune, origin, paper, by=by, now=now)
    if reading := _being_read(commune, head, data):
        return reading
    if replaces is not None:
        check_can_be_amended(replaces)
        head |= {**later(replaces), "unit": replaces.unit, "parent": replaces.parent, "year": replaces.year}
    with transaction.atomic():
        plan, is_new = Plan.objects.get_or_create(commune=commune, upload_key=upload_key, defaults=head)
        if not is_new:
            return plan
        if data:
            plan.source_file = keep(commune=commune, name=name, data=data, by=by, now=now, only=_KEPT)
            plan.save(update_fields=["source_file"])
        _propose(plan, paper)
        if replaces is not None:
            join(plan, replaces, whole=whole)
        log(plan=plan, event=Event.TAKEN_IN, to_state=PlanState.DRAFT, by=by, now=now)
        note(by=by, kind=_TAKEN_IN, subject=reference(plan), now=now)
    return plan


@act(gettext_lazy("Bỏ bản nháp kế hoạch"))
def discard(*, plan: Plan, by, now) -> Plan:
    """Nobody wants this draft. What was confirmed cannot be thrown away: raises Refused."""
    plan = locked_plan(plan)
    if plan.state == PlanState.DISCARDED:
        return plan
    if PlanState.DISCARDED not in PLAN_NEXT[PlanState(plan.state)]:
        raise Refused(_("Kế hoạch đã xác nhận thì không bỏ được nữa. Hãy bỏ từng việc không còn phải làm."))
    plan.state = PlanState.DISCARDED
    plan.save(update_fields=["state"])
    log(plan=plan, event=Event.DISCARDED, from_state=PlanState.DRAFT, to_state=plan.state, by=by, now=now)
    moved_on(plan)
    return plan


def _bytes_of(upload) -> tuple[str, bytes]:
    if upload is None:
        return "", b""
    if upload.size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1024 // 1024
        raise Refused(
            _("Tệp “%(name)s” lớn hơn %(limit)s MB. Hãy quét ở độ phân giải thấp hơn hoặc dán phần chữ vào ô bên dưới.")
            % {"name": upload.name, "limit": limit}
        )
    if not upload.size:
        raise Refused(_("Tệp “%(name)s” trống. Hãy chọn lại tệp.") % {"name": upload.name})
    return upload.name, upload.read()


def _read(name: str, data: bytes, text: str) -> reader.Paper:
    """The paper to work on. A stamp of secrecy on either the file or the text refuses both."""
    pasted = text.strip()
    if not data and not pasted:
        raise Refused(_("Hãy chọn một tệp hoặc dán văn bản vào ô."))
    from_file = None
    try:
        if data:
            kind = files.media_type(data)
            refuse_secret(data=data)
            if kind not in _KEPT:
                raise Refused(_("Tệp “%(name)s” không đúng loại cần ở đây.") % {"name": name})
            if not pasted or not reader.pages_of_scan(data):  # a scan beside its pasted text is kept, not read
                from_file = reader.read_file(name, data)
    except reader.Unreadable as unreadable:
        if not pasted:
            raise Refused(str(unreadable)) from unreadable
    try:
        paper = reader.read_text(text) if pasted else from_file
    except reader.Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    if stamp := next((each.secrecy for each in (paper, from_file) if each and each.secrecy), None):
        raise Refused(secret_sentence(stamp))
    if not paper or not paper.text.strip():
        raise Refused(_("Không thấy chữ nào trong văn bản. Hãy dán phần chữ vào ô, hoặc chọn tệp khác."))
    return paper


def _head(commune, origin: Origin, paper: reader.Paper, *, by, now) -> dict:
    # What is kept speaks the law's own language, whichever the person reads in.
    kind = paper.kind or KIND_NAMES[DocumentKind.PLAN if origin == Origin.OWN else DocumentKind.LETTER]
    today = timezone.localtime(now).date()
    return {
        "origin": origin,
        "year": rules.year_named(paper.title, paper.date, today),
        "kind": kind[:60],
        "title": (paper.title or "Văn bản chưa rõ trích yếu")[:500],
        "number": (paper.number or "")[:20],
        "symbol": (paper.symbol or "")[:40],
        "dated_on": paper.date,
        "issuer": (paper.issuer or "")[:200],
        "source_text": paper.text,
        "source_sha256": hashlib.sha256(paper.text.encode()).hexdigest(),
        "reading": reader.as_reading(paper),
        "created_at": now,
        "created_by": by,
    }


def _being_read(commune, head: dict, data: bytes) -> Plan | None:
    """The draft of the very same text and file that the person already has open."""
    same = {name: head[name] for name in ("origin", "source_sha256", "created_by")}
    drafts = Plan.objects.filter(commune=commune, state=PlanState.DRAFT, **same).select_related("source_file")
    file = hashlib.sha256(data).hexdigest() if data else ""
    return next((plan for plan in drafts if (plan.source_file.sha256 if plan.source_file else "") == file), None)


def _propose(plan: Plan, paper: reader.Paper) -> None:
    """The reader's tasks as rows for a person to right; one with several deadlines becomes one for each."""
    day = plan.dated_on or timezone.localtime(plan.created_at).date()
    units = unit_names(plan.commune, day)
    kinds = {unit.pk: unit for unit in units}
    order, rows, leads, helpers = 0, [], [], []
    for read in paper.tasks:
        if rules.is_closing(read.text) and not any(deadline.date for deadline in read.deadlines):
            continue  # "Trên đây là Kế hoạch …, yêu cầu các cơ quan nghiêm túc thực hiện" orders nothing new
        section, numbering = _place(paper, read.span.start)
        leading, every_office = _matched(read.units, units)
        mode = TaskMode(read.mode)
        helping = _matched(read.cooperating, units)[0]
        if mode == TaskMode.COOPERATE:  # "Phối hợp với …": who is named helps, the commune itself leads
            leading, helping = (), (*leading, *helping)
        if leading and not every_office and not any(kinds[pk].ordered for pk in leading):
            mode = TaskMode.REQUEST
        named = rules.one_task_each(
            rules.Named(
                d.text, d.date or rules.day_of_each(d.text, day), Bound(d.bound or Bound.BY), _recurrence(d.recurrence)
            )
            for d in read.deadlines
        )
        for deadline in named or [None]:
            order += 10
            kind = TaskKind(read.kind)
            title = rules.short_title(read.text)
            row = Task(
                plan=plan, order=order, section=section, numbering=numbering, text=read.text, kind=kind, mode=mode,
                title=title, printed_units="; ".join(read.units)[:500], every_office=every_office,
                product=(read.product or "")[:300], evidence=rules.evidence_for(read.text),
                span_start=read.span.start, span_end=read.span.end,
            )  # fmt: skip
            if deadline:
                row.printed_deadline, row.due_on = deadline.text[:200], deadline.date
                row.bound, row.recurrence = deadline.bound, deadline.recurrence
                if len(named) > 1:
                    before, _said, _after = read.text.partition(named[0].text)
                    row.title = f"{rules.short_title(before or read.text, 110)} · {deadline.text}"[:200]
            row.question = _open_question(row, read)
            rows.append(row)
            leads.append(leading)
            helpers.append(tuple(dict.fromkeys(pk for pk in helping if pk not in leading)))
    made = Task.objects.bulk_create(rows)
    for field, chosen in ((Task.lead_units, leads), (Task.cooperating_units, helpers)):
        field.through.objects.bulk_create(
            field.through(task_id=task.pk, unit_id=unit)
            for task, chosen_units in zip(made, chosen, strict=True)
            for unit in chosen_units
        )


def _open_question(task: Task, read) -> str:
    """What the paper leaves open and a person has to ask for."""
    if any(deadline.impossible for deadline in read.deadlines):
        return _("Ngày nêu trong văn bản không có trong lịch. Hỏi lại nơi ban hành.")
    if task.kind == TaskKind.ONE_OFF and task.due_on is None:
        return _("Văn bản không nêu ngày phải xong. Hỏi lại nơi ban hành.")
    if task.recurrence != Recurrence.NONE and task.due_on is None:
        return _("Văn bản không nêu ngày gửi trong mỗi kỳ. Hỏi lại nơi nhận.")
    return ""


def _recurrence(read) -> Recurrence:
    return Recurrence(read) if read in set(Recurrence) else Recurrence.NONE


def _matched(printed, units) -> tuple[tuple[int, ...], bool]:
    found: list[int] = []
    every = False
    for name in printed:
        match = rules.match_units(name, units)
        every = every or match.every_office
        found += [pk for pk in match.units if pk not in found]
    return tuple(found), every


def _place(paper: reader.Paper, start: int) -> tuple[str, str]:
    """The headings a task stands under ("II. Nội dung › 1. …") and their numbers ("II.1")."""
    path: list = []
    for section in paper.sections:
        if section.span.start > start:
            break
        path = [above for above in path if above.level < section.level] + [section]
    titled = [section for section in path if section.title]
    words = " › ".join(squeezed(f"{section.numbering}. {section.title}") for section in titled)
    return words[:300], ".".join(section.numbering for section in titled)[:40]
