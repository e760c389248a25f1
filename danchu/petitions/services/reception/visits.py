"""Somebody is received, or refused: a line of the register, and what follows from it."""

import datetime
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu import rulebook
from danchu.audit.services import act, kind_of_act
from danchu.audit.services import note as write_trail
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE, Clock, cite
from danchu.duties.queries import workers
from danchu.duties.states import Source
from danchu.notifications.services import notify
from danchu.organisation.models import Commune, Unit
from danchu.organisation.policies import root_unit
from danchu.organisation.queries import with_stand_ins
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Booking, Conclusion, ReceptionDay, Visit, VisitNote
from danchu.petitions.queries import reception as queries
from danchu.petitions.rules import reception as rules
from danchu.petitions.services.reception.booking import came
from danchu.petitions.states import Kind, Reply, VisitState
from danchu.register import services as register


@act(gettext_lazy("Tiếp công dân, ghi sổ"), on="result")
def receive(
    *, commune: Commune, values: dict, form_key: str, speakers: int = 0, subjects=(), by, now,
    day: ReceptionDay | None = None, booking: Booking | None = None,
) -> Visit:  # fmt: skip
    """Somebody was heard (Law 42/2013, Art. 25; Decree 154/2026, Art. 12, 14, 27.1): a line of form 03/TCD.

    `values`: columns 3 to 11, `received_by`, `read_back`, `speakers` by name, and perhaps `reply` with `reply_words`
    for what was answered at once. `speakers`: how many speak for a group. `subjects`: whom it is about; they never see
    it. The same form again gives the same line. Raises Refused where the law has another number of representatives.
    """
    if before := Visit.objects.filter(commune=commune, form_key=form_key).first():
        return before
    _check_group(values.get("people", 1), speakers, timezone.localdate(now))
    reply = values.pop("reply", "") or ""
    visit = _new(commune, values, form_key, subjects, by=by, now=now, day=day, booking=booking)
    if reply:
        visit.reply, visit.replied_on = Reply(reply), visit.on
        visit.save()
    else:
        _owe_reply(visit, now=now)
    return visit


@act(gettext_lazy("Từ chối tiếp công dân"), on="result", kind="petitions.refuse_visit")
def refuse_visit(
    *, commune: Commune, values: dict, ground: str, reasons: str, form_key: str, explained: bool = False, subjects=(),
    by, now, day: ReceptionDay | None = None, booking: Booking | None = None,
) -> Visit:  # fmt: skip
    """Somebody was refused on a ground of the law (Law 42/2013, Art. 9; Decree 154/2026, Art. 4).

    On two grounds the head gives notice in writing within three working days (Art. 4.3), which the commune then owes;
    on all others the reason is explained there and then. Raises Refused for no such ground on that day, without
    reasons, or where it was not `explained`.
    """
    if before := Visit.objects.filter(commune=commune, form_key=form_key).first():
        return before
    today = timezone.localdate(now)
    rule = next((each for each in rules.grounds(today) if each.id == ground), None)
    if rule is None:
        raise Refused(_("Hãy chọn căn cứ từ chối trong danh sách của luật."))
    if not reasons.strip():
        raise Refused(_("Hãy ghi lý do từ chối, bằng lời người dân hiểu được."))
    if not rules.needs_notice(rule) and not explained:
        raise Refused(_("Từ chối vì căn cứ này thì phải trực tiếp giải thích lý do cho người dân, rồi đánh dấu vào ô."))
    values = {**values, "state": VisitState.REFUSED, "ground": ground, "reasons": reasons.strip()}
    visit = _new(commune, values, form_key, subjects, by=by, now=now, day=day, booking=booking)
    if rules.needs_notice(rule):
        _owe_notice(visit, now=now)
    return visit


@act(gettext_lazy("Ghi theo dõi lượt tiếp công dân"), on="visit")
def note(*, visit: Visit, text: str, on: datetime.date, by, now) -> VisitNote:
    """An entry of column 12. Raises Refused without words, or for a day before the visit or to come."""
    if not text.strip():
        raise Refused(_("Hãy ghi diễn biến, kết quả."))
    if not visit.on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày phải từ ngày tiếp đến hôm nay."))
    return VisitNote.objects.create(visit=visit, on=on, text=text.strip(), at=now, by=by)


@act(gettext_lazy("Sửa dòng trong sổ tiếp công dân"), on="visit")
def correct(*, visit: Visit, values: dict, why: str, subjects=None, by, now) -> Visit:
    """A slip of the pen is put right; what stood before goes into column 12 with the reason, so that nothing is lost.

    `values`: some of columns 3 to 11; `subjects`: whom it is about (None: as before). Raises Refused without a reason,
    or when nothing differs.
    """
    if not why.strip():
        raise Refused(_("Hãy ghi lý do sửa."))
    visit = _held(visit)
    with override(LANGUAGE):
        told = _set(visit, values)
        if subjects is not None and set(subjects) != set(visit.subjects.all()):
            visit.subjects.set(subjects)
            told.append(_("Sửa việc này nói về ai."))
        text = " ".join([*told, _("Lý do sửa: %(why)s") % {"why": why.strip()}])
    if not told:
        raise Refused(_("Chưa có gì khác so với dòng đã ghi."))
    visit.save()
    VisitNote.objects.create(visit=visit, on=timezone.localdate(now), text=text, at=now, by=by)
    return visit


@act(gettext_lazy("Trả lời người đến tiếp công dân"), on="visit")
def reply(*, visit: Visit, reply: Reply, text: str, on: datetime.date, by, now) -> Visit:
    """The person has been told (Law 42/2013, Art. 28.1). Raises Refused without words or on a day that cannot be."""
    visit = _held(visit)
    if visit.state != VisitState.HEARD or visit.replied_on:
        raise Stale(_("Lượt này đã trả lời, hoặc là lượt từ chối tiếp. Hãy tải lại trang."))
    if not text.strip():
        raise Refused(_("Hãy ghi đã trả lời người dân điều gì."))
    if not visit.on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày trả lời phải từ ngày tiếp đến hôm nay."))
    visit.reply, visit.reply_words, visit.replied_on = Reply(reply), text.strip(), on
    visit.save()
    duties.fulfil(commune=visit.commune, subject=visit.subject, by_what=visit.subject, on=on, by=by, now=now)
    return visit


@act(gettext_lazy("Ghi số thông báo từ chối tiếp công dân"), on="visit")
def give_notice(*, visit: Visit, number: str, on: datetime.date, by, now) -> Visit:
    """The notice of form 01/TCD was signed and handed over. Raises Refused without number or on a wrong day."""
    visit = _held(visit)
    if visit.notice_by is None or visit.notice_on:
        raise Stale(_("Lượt này không phải ra thông báo, hoặc đã ra rồi. Hãy tải lại trang."))
    if not number.strip():
        raise Refused(_("Hãy ghi số của thông báo."))
    if not visit.on <= on <= timezone.localdate(now):
        raise Refused(_("Ngày ra thông báo phải từ ngày từ chối đến hôm nay."))
    visit.notice_number, visit.notice_on = number.strip()[:40], on
    visit.save()
    duties.fulfil(commune=visit.commune, subject=visit.subject, by_what=visit.subject, on=on, by=by, now=now)
    return visit


@act(gettext_lazy("Ghi ý kiến chỉ đạo khi tiếp công dân"), on="visit")
def conclude(
    *, visit: Visit, text: str, unit: Unit, due_on: datetime.date, contact: str, by, now
) -> Conclusion:  # fmt: skip
    """What the chair decided: which unit acts, by when, whom the person asks (Decree 154/2026, Art. 25.2 and 25.3).

    The unit owes it by that day. Raises Refused without words, contact or for a day that is over.
    """
    visit = _held(visit)
    if hasattr(visit, "conclusion"):
        raise Stale(_("Lượt này đã có kết luận. Hãy tải lại trang."))
    if not text.strip() or not contact.strip():
        raise Refused(_("Hãy ghi ý kiến chỉ đạo và người dân hỏi kết quả ở ai."))
    if due_on < timezone.localdate(now) or unit.commune_id != visit.commune_id:
        raise Refused(_("Hạn giải quyết phải từ hôm nay, và đơn vị phải thuộc xã."))
    made = Conclusion.objects.create(
        visit=visit, text=text.strip(), unit=unit, due_on=due_on, contact=contact.strip()[:150], made_at=now, made_by=by
    )
    if visit.apart:  # many read the list of duties: the unit's people are told, but nobody whom it is about
        about = set(visit.subjects.values_list("pk", flat=True))
        today = timezone.localdate(now)
        people = workers(visit.commune, [unit.pk], today, stand_ins=False).get(unit.pk, [])
        people = with_stand_ins([one for one in people if one.pk not in about], today)
        with override(LANGUAGE):
            notify(
                recipients=[one for one in people if one.pk not in about], key=made.subject,
                title=_("Thực hiện kết luận tiếp công dân"), link=f"/lam-viec/tiep-cong-dan/ket-luan/{made.pk}/",
                body=_("Chậm nhất ngày %(day)s. Việc này không hiện trong việc phải làm của đơn vị.")
                % {"day": written(due_on)}, now=now,
            )  # fmt: skip
        return made
    rule = queries.rule_of(rules.CONCLUSION, visit.on)
    with override(LANGUAGE):
        duties.owe(
            commune=visit.commune, unit=unit, key=made.subject, source=Source.DIRECTIVE, due_on=due_on,
            title=_("Thực hiện kết luận tiếp công dân, lượt %(number)s") % {"number": visit}, subject=made.subject,
            rule=rule.id if rule else "", citation=cite(rule) if rule else "", now=now,
        )  # fmt: skip
    return made


@act(gettext_lazy("Ghi số thông báo kết luận tiếp công dân"), on="conclusion")
def issue_conclusion(*, conclusion: Conclusion, number: str, on: datetime.date, by, now) -> Conclusion:
    """The notice was signed and sent. Raises Refused without number or on a day that cannot be."""
    conclusion = _concluded(conclusion)
    if conclusion.issued_on:
        raise Stale(_("Thông báo này đã có số. Hãy tải lại trang."))
    if not number.strip() or not conclusion.visit.on <= on <= timezone.localdate(now):
        raise Refused(_("Hãy ghi số và ngày của thông báo; ngày phải từ ngày tiếp đến hôm nay."))
    conclusion.number, conclusion.issued_on = number.strip()[:40], on
    conclusion.save(update_fields=["number", "issued_on"])
    return conclusion


@act(gettext_lazy("Ghi đã thực hiện kết luận tiếp công dân"), on="conclusion")
def finish_conclusion(*, conclusion: Conclusion, on: datetime.date, what: str, by, now) -> Conclusion:
    """The unit has done it and the person was sent the result. Raises Refused without words or on a wrong day."""
    conclusion = _concluded(conclusion)
    if conclusion.done_on:
        raise Stale(_("Kết luận này đã ghi là thực hiện xong. Hãy tải lại trang."))
    conclusion.done_on = on
    note(visit=conclusion.visit, text=what, on=on, by=by, now=now)
    conclusion.save(update_fields=["done_on"])
    duties.fulfil(
        commune=conclusion.visit.commune, subject=conclusion.subject, by_what=conclusion.subject, on=on, by=by, now=now
    )
    return conclusion


_DAY_BEFORE = datetime.timedelta(days=1)
EXPORTED = kind_of_act("petitions.register_exported", gettext_lazy("Tải hoặc in sổ tiếp công dân"))


@transaction.atomic
def note_export(*, by, now) -> None:
    """The register left the system as a file: it holds personal data, so that stands in the trail."""
    write_trail(by=by, kind=EXPORTED, now=now)


# -- parts of the acts -------------------------------------------------------------------------------------------------
def _new(commune: Commune, values: dict, form_key: str, subjects, *, by, now, day, booking) -> Visit:
    """The next line of the year's register. Held by the register's head: two clerks never get one number."""
    register.touch(commune=commune.slug)
    today = timezone.localdate(now)
    apart = bool(subjects) or values["kind"] == Kind.DENUNCIATION
    visit = Visit(
        commune=commune, day=day, booking=booking, form_key=form_key, year=today.year, on=today, apart=apart,
        number=_next_number(commune, today.year, apart=apart), written_by=by, written_at=now, **values,
    )  # fmt: skip
    visit.save()
    visit.subjects.set(subjects)
    if booking:
        came(booking, now=now)
    return visit


def _next_number(commune: Commune, year: int, *, apart: bool) -> int:
    """The next of the book; of the book apart one by lot: nobody reads the whole of it, so that running numbers would
    tell each reader by their gaps of the lines that are hidden from them.
    """
    numbers = set(Visit.objects.filter(commune=commune, year=year, apart=apart).values_list("number", flat=True))
    if not apart:
        return max(numbers, default=0) + 1
    return secrets.choice([number for number in range(1000, 10_000) if number not in numbers])


def _set(visit: Visit, values: dict) -> list[str]:
    """Sets what differs, and says of each column what stood there before."""
    told = []
    for name, value in values.items():
        before = words.cell_words(visit, name)
        setattr(visit, name, value)
        if before != (after := words.cell_words(visit, name)):
            told.append(words.corrected(visit, name, before, after))
    return told


def _owe_reply(visit: Visit, *, now) -> None:
    """What came of it is told within ten working days (Law 42/2013, Art. 28.1; unconfirmed since July 2026)."""
    found = queries.reckon(visit.commune, rules.REPLY, visit.on)
    if found is None:
        return
    visit.reply_by, visit.explanation = found.due_on, found.explanation
    visit.save()
    with override(LANGUAGE):
        title = _("Trả lời người đến tiếp công dân, lượt %(number)s") % {"number": visit}
    _owe(visit, title, found, now=now)


def _owe_notice(visit: Visit, *, now) -> None:
    found = queries.reckon(visit.commune, rules.NOTICE, visit.on)
    if found is None:
        return  # before July 2026: the older decree was not seen
    visit.notice_by, visit.explanation = found.due_on, found.explanation
    visit.save()
    with override(LANGUAGE):
        title = _("Ra thông báo từ chối tiếp công dân (Mẫu 01/TCD), lượt %(number)s") % {"number": visit}
    _owe(visit, title, found, now=now)


def _owe(visit: Visit, title: str, found: Clock, *, now) -> None:
    """The commune owes it; of what is hidden from somebody, who received is told instead: many read the list of duties
    (docs/decisions/0100). The day's round tells them again (`days.daily`).
    """
    if visit.apart:
        tell_apart(visit, title, found.due_on, key="made", now=now)
        return
    duties.owe(
        commune=visit.commune, unit=root_unit(visit.commune), key=visit.subject, source=Source.PETITION, title=title,
        due_on=found.due_on, rule=found.rule, citation=found.citation, subject=visit.subject,
        explanation=found.explanation, now=now,
    )  # fmt: skip


def tell_apart(visit: Visit, title: str, due: datetime.date, *, key: str, now) -> int:
    """Tells who received and who wrote down, but nobody whom it is about; how many were told."""
    about = set(visit.subjects.values_list("pk", flat=True))
    people = {one.pk: one for one in (visit.received_by, visit.written_by) if one.pk not in about}
    with override(LANGUAGE):
        body = _("Chậm nhất ngày %(day)s. Việc này không hiện trong việc phải làm của đơn vị.") % {"day": written(due)}
    return notify(
        recipients=list(people.values()), key=f"petitions.visit_apart:{visit.pk}:{key}", title=title, body=body,
        link=f"/lam-viec/tiep-cong-dan/so/{visit.pk}/", now=now,
    )  # fmt: skip


def remind_apart(*, commune: Commune, on: datetime.date, now) -> int:
    """Of what is hidden from somebody: who received is told the day before the last day, and once it is over. Within
    the day's transaction.
    """
    waiting = Q(state=VisitState.HEARD, replied_on__isnull=True, reply_by__lte=on + _DAY_BEFORE) | Q(
        notice_by__lte=on + _DAY_BEFORE, notice_on__isnull=True
    )
    told = 0
    rows = Visit.objects.filter(waiting, commune=commune, apart=True)
    for visit in rows.select_related("received_by", "written_by"):
        due = visit.reply_by or visit.notice_by
        with override(LANGUAGE):
            title = _("Còn phải trả lời: %(visit)s") % {"visit": words.visit_title(visit).lower()}
        told += tell_apart(visit, title, due, key="late" if on > due else "soon", now=now)
    return told


def reckon_visits_anew(*, commune: Commune, now) -> int:
    """Once a day: last days that nobody has met yet follow the commune's own days and promises; how many moved."""
    if not commune.days_mark:
        return 0
    unmet = Q(state=VisitState.HEARD, replied_on__isnull=True, reply_by__isnull=False) | Q(
        notice_by__isnull=False, notice_on__isnull=True
    )
    moved = 0
    for visit in locked(Visit.objects.filter(unmet, commune=commune).select_related("commune")):
        before = (visit.reply_by, visit.notice_by)
        (_owe_notice if visit.notice_by else _owe_reply)(visit, now=now)
        moved += (visit.reply_by, visit.notice_by) != before
    return moved


def _check_group(people: int, speakers: int, on: datetime.date) -> None:
    bounds = rules.representatives(people, on)
    if bounds and not bounds[0] <= speakers <= bounds[1]:
        rule = rulebook.find(rules.REPRESENTATIVES, on=on)
        raise Refused(words.group_rule(people, *bounds, cite(rule)))


def _held(visit: Visit) -> Visit:
    return locked(Visit.objects.select_related("commune")).get(pk=visit.pk)


def _concluded(conclusion: Conclusion) -> Conclusion:
    return locked(Conclusion.objects.select_related("visit__commune")).get(pk=conclusion.pk)
