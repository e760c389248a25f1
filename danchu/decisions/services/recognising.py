"""A decision of the people is recognised, refused with reasons, given its day, or annulled (Art. 21.2, 22)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.messages import after as words
from danchu.decisions.models import AmendmentRequest, Annulment, Matter, Recognition
from danchu.decisions.services.sending import (
    SIGNED,
    amending_subject,
    answering_subject,
    append_line,
    check_next,
    held,
    receivers,
    recogniser,
    sending_subject,
    tell,
    villages_told,
)
from danchu.decisions.states import Ground, MatterState
from danchu.documents.services import keep_upload
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.duties.states import Source
from danchu.register import services as register

SIGNED_NAME = "văn bản đã ký"  # never the name a file came with: it may name a person
LEAST_REASON = 15  # letters: "không đồng ý" is no reason


@act(gettext_lazy("Công nhận quyết định của dân"), on="recognition")
def recognise(*, recognition: Recognition, number: str, on: datetime.date, file, by, now) -> Recognition:
    """Recognised by a decision with its number, day and signed copy (`file`, an upload): in force from that day.

    Law 10/2022, Art. 21.2; of clause 5 by the Front. Raises Refused without number or copy, on a day before it was
    sent or to come; Stale when it was answered already.
    """
    recognition = _to_answer(recognition, number, on, file, now)
    recognition.recognised = True
    _answer(recognition, number, on, file, by=by, now=now)
    matter = recognition.matter
    matter.state, matter.effect_on = MatterState.IN_FORCE, on
    matter.save(update_fields=["state", "effect_on"])
    return _answered(recognition, "decisions.recognised", by=by, now=now)


@act(gettext_lazy("Không công nhận quyết định của dân"), on="recognition")
def refuse(*, recognition: Recognition, reasons: str, number: str, on: datetime.date, file, by, now) -> Recognition:
    """Not recognised, by a letter that says why (Art. 21.2, last paragraph). Raises as `recognise`, and Refused
    without reasons."""
    recognition = _to_answer(recognition, number, on, file, now)
    _check_reasons(reasons)
    recognition.recognised, recognition.reasons = False, reasons.strip()
    _answer(recognition, number, on, file, by=by, now=now)
    matter = recognition.matter
    matter.state = MatterState.REFUSED
    matter.save(update_fields=["state"])
    return _answered(recognition, "decisions.refused", by=by, now=now)


@act(gettext_lazy("Định ngày có hiệu lực của quyết định toàn xã"), on="matter")
def set_effect(
    *, matter: Matter, effect_on: datetime.date, number: str, on: datetime.date, file, by, now
) -> Recognition:  # fmt: skip
    """The People's Committee sets the day from which what the whole commune decided binds (Art. 21.2).

    Raises Refused for a matter of one village, a day before the people decided, or without number and signed copy;
    Stale when the day was set already.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if matter.village_id is not None:
        raise Refused(_("Chỉ việc của toàn xã mới do Ủy ban nhân dân xã định ngày có hiệu lực (khoản 2 Điều 21)."))
    recognition = matter.recognitions.filter(vote=None).first()
    if recognition is None or recognition.answered_at:
        raise Stale(_("Việc này chưa được quyết định, hoặc đã có ngày hiệu lực. Hãy tải lại trang."))
    check_next(matter, MatterState.IN_FORCE)
    recognition = held(recognition)
    matter = recognition.matter
    _check_paper(number, on, file, earliest=matter.decided_on, now=now)
    if effect_on < matter.decided_on:
        raise Refused(_("Ngày có hiệu lực không thể trước ngày dân quyết định. Hãy xem lại ngày."))
    recognition.recognised = True
    _answer(recognition, number, on, file, by=by, now=now)
    matter.state, matter.effect_on = MatterState.IN_FORCE, effect_on
    matter.save(update_fields=["state", "effect_on"])
    append_line(recognition, "decisions.effect_set", now=now, public={
        "title": matter.title, "number": recognition.number, "decided_on": on, "effect_on": effect_on,
    }, files={SIGNED_NAME: recognition.file.sha256})  # fmt: skip
    with override(LANGUAGE):
        title, body = words.effect_set(matter, recognition.number)
    tell(matter, villages_told(matter), key=f"decisions.effect:{matter.pk}", title=title, body=body, now=now)
    return recognition


@act(gettext_lazy("Bãi bỏ quyết định của dân"), on="matter")
def annul(
    *, matter: Matter, ground: Ground, reasons: str, number: str, on: datetime.date, file, by, now
) -> Annulment:  # fmt: skip
    """The People's Committee annuls what the people decided, for one of the two grounds of Art. 22.1.a and b.

    The villages' heads and the Front are told (Art. 22.2); what was still owed is owed no more. That the people
    themselves take a decision back (point c) is a new matter. Raises Refused without reasons, number or signed copy;
    Stale when it does not stand.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    check_next(matter, MatterState.ANNULLED)
    _check_reasons(reasons)
    _check_paper(number, on, file, earliest=matter.decided_on, now=now)
    kept = keep_upload(commune=matter.commune, upload=file, by=by, now=now, only=SIGNED)
    made = Annulment.objects.create(
        matter=matter, ground=ground, reasons=reasons.strip(), number=number.strip(), decided_on=on, file=kept, at=now,
        by=by,
    )  # fmt: skip
    matter.state = MatterState.ANNULLED
    matter.save(update_fields=["state"])
    register.append(
        commune=matter.commune.slug, event="decisions.annulled", subject=matter.subject, unit=matter.commune.name,
        on=timezone.localdate(now),
        public={"title": matter.title, "ground": ground, "number": made.number, "decided_on": on},
        files={SIGNED_NAME: kept.sha256},
    )  # fmt: skip
    with override(LANGUAGE):
        title, body = words.annulled(made)
        note = _("Quyết định của dân đã bị bãi bỏ.")
    ended = (sending_subject(matter), answering_subject(matter), f"decisions.carrying:{matter.pk}")
    for subject in (*ended, amending_subject(matter)):
        duties.withdraw(commune=matter.commune, subject=subject, note=note, by=by, now=now)
    told = [*villages_told(matter), *receivers(matter)]
    tell(matter, told, key=f"decisions.annulled:{matter.pk}", title=title, body=body, now=now)
    return made


@act(gettext_lazy("Đề nghị dân sửa đổi, thay thế quyết định"), on="matter")
def ask_to_amend(
    *, matter: Matter, reasons: str, number: str, on: datetime.date, file, by, now
) -> AmendmentRequest:  # fmt: skip
    """The People's Committee asks the people to amend or replace a decision that was not adopted as the law says.

    Law 10/2022, Art. 22.2: instead of annulling, by how grave it is, and for the ground of point b alone; the letter
    goes to the village heads, who tell the people, and to the Front. Art. 22.3: the people decide on it as on any
    matter. The law names no day, so the villages' duty is never late, and nothing suspends the decision meanwhile.
    Raises Refused without reasons, number or signed copy; Stale when it does not stand or was asked for already.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    check_next(matter, MatterState.ANNULLED)  # it stands
    if AmendmentRequest.objects.filter(matter=matter).exists():
        raise Stale(_("Đã có văn bản đề nghị sửa đổi quyết định này. Hãy tải lại trang."))
    _check_reasons(reasons)
    _check_paper(number, on, file, earliest=matter.decided_on, now=now)
    kept = keep_upload(commune=matter.commune, upload=file, by=by, now=now, only=SIGNED)
    made = AmendmentRequest.objects.create(
        matter=matter, reasons=reasons.strip(), number=number.strip(), requested_on=on, file=kept, at=now, by=by
    )
    register.append(
        commune=matter.commune.slug, event="decisions.amendment_asked", subject=matter.subject,
        unit=matter.commune.name, on=timezone.localdate(now),
        public={"title": matter.title, "number": made.number, "requested_on": on}, files={SIGNED_NAME: kept.sha256},
    )  # fmt: skip
    villages = villages_told(matter)
    with override(LANGUAGE):
        title, body = words.amendment_asked(made)
        for village in villages:
            duties.owe(
                commune=matter.commune, unit=village, key=f"decisions.amend:{matter.pk}:{village.pk}",
                source=Source.DECISION, title=title, due_on=None, never_late=True,
                citation=_("Điều 22 Luật số 10/2022/QH15"), subject=amending_subject(matter),
                explanation={"explanation": _("Luật không ấn định ngày phải bàn lại.")}, now=now,
            )  # fmt: skip
    told = [*villages, *receivers(matter)]
    tell(matter, told, key=f"decisions.amend:{matter.pk}", title=title, body=body, now=now)
    return made


# -- the parts ---------------------------------------------------------------------------------------------------------
def _to_answer(recognition: Recognition, number: str, on, file, now) -> Recognition:
    recognition = held(recognition)
    if not recognition.needs_answer or recognition.answered_at or not recognition.sent_on:
        raise Stale(_("Quyết định này chưa gửi đến, hoặc đã được trả lời. Hãy tải lại trang."))
    if recognition.matter.state != MatterState.SENT:
        raise Stale(_("Việc này không còn chờ công nhận. Hãy tải lại trang."))
    _check_paper(number, on, file, earliest=recognition.received_on or recognition.sent_on, now=now)
    return recognition


def _check_paper(number: str, on: datetime.date, file, *, earliest: datetime.date, now) -> None:
    if not number.strip():
        raise Refused(_("Hãy ghi số của văn bản. Ví dụ: 12/QĐ-UBND"))
    if not file:
        raise Refused(_("Hãy đính kèm bản đã ký, đóng dấu của văn bản."))
    if not earliest <= on <= timezone.localdate(now):
        raise Refused(_("Ngày của văn bản phải từ ngày nhận quyết định của dân đến hôm nay. Hãy xem lại ngày."))


def _check_reasons(reasons: str) -> None:
    if len(reasons.strip()) < LEAST_REASON:
        raise Refused(_("Hãy nêu rõ lý do: điều gì chưa đúng, theo điều khoản nào. Người dân sẽ đọc lý do này."))


def _answer(recognition: Recognition, number: str, on: datetime.date, file, *, by, now) -> None:
    recognition.file = keep_upload(commune=recognition.matter.commune, upload=file, by=by, now=now, only=SIGNED)
    recognition.number, recognition.answered_on = number.strip(), on
    recognition.answered_at, recognition.answered_by = now, by
    recognition.save()


def _answered(recognition: Recognition, event: str, *, by, now) -> Recognition:
    matter, kept = recognition.matter, recognition.file
    append_line(recognition, event, now=now, public={
        "title": matter.title, "number": recognition.number, "answered_on": recognition.answered_on,
        "answer_by": recognition.answer_by, "in_time": recognition.answered_on <= recognition.answer_by,
        "effect_on": matter.effect_on,
    }, files={SIGNED_NAME: kept.sha256})  # fmt: skip
    duties.fulfil(
        commune=matter.commune, subject=answering_subject(matter), unit=recogniser(recognition),
        by_what=recognition.subject, on=recognition.answered_on, note=recognition.number, by=by, now=now,
    )  # fmt: skip
    with override(LANGUAGE):
        title, body = words.answered(recognition)
    told = [*villages_told(matter), *receivers(matter)]
    tell(matter, told, key=f"decisions.answered:{recognition.pk}", title=title, body=body, now=now)
    return recognition
