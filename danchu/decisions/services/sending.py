"""A decision of the people goes to the People's Committee and the Front, each step with its clock (Art. 20.3, 21.2)."""

import datetime
import secrets
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu import rulebook
from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.messages import after as words
from danchu.decisions.models import Matter, Recognition, SentPaper, Vote
from danchu.decisions.queries.concluding import standing_votes
from danchu.decisions.rules.after import sending_starts
from danchu.decisions.states import MATTER_NEXT, MatterState, Sent
from danchu.documents import files
from danchu.documents.services import keep_upload
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE, cite, reckon
from danchu.duties.queries import workers
from danchu.duties.states import Mode, Source
from danchu.notifications.services import notify
from danchu.organisation.models import Unit
from danchu.organisation.policies import root_unit
from danchu.organisation.states import UnitKind
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest
from danchu.rulebook.voting import Recogniser, Verdict

_WAITS = (MatterState.VOTING, MatterState.DECIDED, MatterState.SENT)
SIGNED = frozenset({files.PDF, files.JPEG, files.PNG})


def owe_sending(*, vote: Vote, verdict: Verdict, decided_on: datetime.date, now) -> Recognition:
    """The village owes its decision to the committee and the Front from the day it was taken; once a vote.

    Part of `declare`. Needs `commune`, `village` and `matter` loaded.
    """
    made, _new = Recognition.objects.get_or_create(
        vote=vote,
        defaults={
            "matter": vote.matter, "by_front": verdict.recogniser == Recogniser.FRONT,
            "needs_answer": verdict.recogniser is not None,
        },
    )  # fmt: skip
    starts = sending_starts(form=vote.form, decided_on=decided_on, closes_on=vote.closes_on)
    made.explanations["send"] = _reckoned(verdict.send, starts, vote.commune)
    if verdict.recognise:
        made.explanations["answer_rule"] = verdict.recognise.id
    made.send_by = _last_day(made.explanations["send"])
    made.save()
    with override(LANGUAGE):
        duties.owe(
            commune=vote.commune, unit=vote.village, key=f"decisions.send:{vote.pk}", source=Source.DECISION,
            title=_("Gửi quyết định của dân: %(title)s") % {"title": vote.matter.title}, due_on=made.send_by,
            rule=made.explanations["send"]["rule"], citation=cite(verdict.send) if verdict.send else "",
            subject=sending_subject(vote.matter), explanation=made.explanations["send"], now=now,
        )  # fmt: skip
    return made


@act(gettext_lazy("Gửi quyết định của dân đến Ủy ban nhân dân xã, Mặt trận xã"), on="recognition")
def send(*, recognition: Recognition, sent_on: datetime.date, papers: Mapping[Sent, object], by, now) -> Recognition:
    """The signed decision goes out with its papers (`papers`: kind → upload), and whoever recognises owes an answer.

    Raises Refused without the signed decision (Art. 20.2.g), of a convention without its text (Decree 61/2023,
    Art. 11.4), or on a day before the decision or to come; Stale when it was sent already.
    """
    recognition = held(recognition)
    vote, matter, today = recognition.vote, recognition.matter, timezone.localdate(now)
    if vote is None or recognition.sent_on:
        raise Stale(_("Quyết định này đã được gửi. Hãy tải lại trang."))
    if matter.state in (MatterState.ANNULLED, MatterState.DROPPED):
        raise Refused(_("Quyết định này đã bị bãi bỏ nên không gửi nữa."))
    if not papers.get(Sent.DECISION):
        raise Refused(_("Hãy đính kèm bản quyết định đã có đủ chữ ký (điểm g khoản 2 Điều 20)."))
    if matter.clause == "15.3" and not papers.get(Sent.CONVENTION):
        raise Refused(
            _("Hồ sơ đề nghị công nhận phải kèm hương ước, quy ước đã được thông qua (khoản 4 Điều 11 Nghị định "
              "61/2023).")
        )  # fmt: skip
    if not vote.result.decided_on <= sent_on <= today:
        raise Refused(_("Ngày gửi phải từ ngày dân quyết định đến hôm nay. Hãy xem lại ngày."))
    digests = {
        kind.value: _keep(recognition, kind, upload, by=by, now=now) for kind, upload in papers.items() if upload
    }
    recognition.sent_on, recognition.sent_at, recognition.sent_by = sent_on, now, by
    _owe_answer(recognition, sent_on, now=now)
    recognition.save()
    append_line(recognition, "decisions.sent", now=now, public={
        "title": matter.title, "sent_on": sent_on, "send_by": recognition.send_by,
        "in_time": recognition.send_by is None or sent_on <= recognition.send_by,
    }, erasable=digests)  # fmt: skip
    duties.fulfil(
        commune=matter.commune, subject=sending_subject(matter), unit=vote.village, by_what=recognition.subject,
        on=sent_on, by=by, now=now,
    )  # fmt: skip
    with override(LANGUAGE):
        title, body = words.sent(recognition)
    tell(matter, receivers(matter), key=f"decisions.sent:{recognition.pk}", title=title, body=body, now=now)
    move_on(matter, now=now)
    return recognition


@act(gettext_lazy("Ghi ngày nhận quyết định của dân"), on="recognition")
def receive(*, recognition: Recognition, received_on: datetime.date, by, now) -> Recognition:
    """It arrived, of a convention with all its papers: the days for the answer are counted from here (Art. 21.2).

    Raises Refused on a day before it was sent or to come; Stale when it is there already or was answered.
    """
    recognition = held(recognition)
    if not recognition.sent_on or recognition.received_on or recognition.answered_at:
        raise Stale(_("Quyết định này chưa gửi, hoặc đã ghi ngày nhận. Hãy tải lại trang."))
    if not recognition.sent_on <= received_on <= timezone.localdate(now):
        raise Refused(_("Ngày nhận phải từ ngày gửi đến hôm nay. Hãy xem lại ngày."))
    recognition.received_on, recognition.received_at, recognition.received_by = received_on, now, by
    _owe_answer(recognition, received_on, now=now)
    recognition.save()
    register.touch(commune=recognition.matter.commune.slug)
    return recognition


def _owe_answer(recognition: Recognition, starts: datetime.date, *, now) -> None:
    """Whoever recognises owes an answer; the Front is asked, not ordered. Until a day of arrival is written the days
    run from the day it was sent, and the explanation starts there."""
    if not recognition.needs_answer:
        return
    matter = recognition.matter
    unit = recogniser(recognition)
    rule = rulebook.find(recognition.explanations["answer_rule"], on=starts)
    recognition.explanations["answer"] = reckoned = _reckoned(rule, starts, matter.commune)
    recognition.answer_by = _last_day(reckoned)
    with override(LANGUAGE):
        duties.owe(
            commune=matter.commune, unit=unit, key=f"decisions.answer:{recognition.pk}", source=Source.DECISION,
            mode=Mode.REQUEST if unit.is_asked else Mode.ASSIGN,
            title=_("Công nhận hoặc trả lời quyết định của dân: %(title)s") % {"title": matter.title},
            due_on=recognition.answer_by, rule=rule.id, citation=cite(rule), subject=answering_subject(matter),
            explanation=reckoned, now=now,
        )  # fmt: skip


@transaction.atomic
def reckon_again(*, commune, now) -> int:
    """Once a day: last days that nobody has met yet follow the commune's calendar, as the duties about them do; how
    many moved."""
    open_ = Q(sent_on=None, send_by__isnull=False) | Q(answered_at=None, answer_by__isnull=False)
    rows = Recognition.objects.filter(open_, matter__commune=commune, matter__state__in=_WAITS)
    moved = 0
    for one in locked(rows):
        name, field = ("answer", "answer_by") if one.sent_on else ("send", "send_by")
        told = one.explanations[name]
        starts = datetime.date.fromisoformat(told["start"])
        reckoned = _reckoned(rulebook.find(told["rule"], on=starts), starts, commune)
        if _last_day(reckoned) != getattr(one, field):
            one.explanations[name] = reckoned
            setattr(one, field, _last_day(reckoned))
            one.save(update_fields=["explanations", field])
            moved += 1
    return moved


def move_on(matter: Matter, *, now) -> None:
    """A decided matter is sent once every village that agreed has sent; it is in force where nobody has to recognise
    or set a day. Needs the matter locked; part of its caller's act."""
    if matter.state != MatterState.DECIDED:
        return
    rows = matter.recognitions.filter(vote__isnull=False)
    if rows.filter(sent_on__isnull=True).exists():
        return
    matter.state = MatterState.SENT
    if matter.effect_on and not rows.filter(needs_answer=True).exists():
        matter.state = MatterState.IN_FORCE
    matter.save(update_fields=["state"])


# -- who is told, what it is called ------------------------------------------------------------------------------------
def recogniser(recognition: Recognition) -> Unit:
    """The Front for its own boards where the commune has entered it, else the People's Committee."""
    commune = recognition.matter.commune
    front = Unit.objects.filter(commune=commune, kind=UnitKind.FRONT, valid_to__isnull=True).order_by("pk").first()
    return front if recognition.by_front and front else root_unit(commune)


def receivers(matter: Matter) -> list[Unit]:
    """The People's Committee and the Front of the commune (Art. 20.3)."""
    kinds = Q(kind=UnitKind.COMMITTEE) | Q(kind=UnitKind.FRONT)
    return list(Unit.objects.filter(kinds, commune=matter.commune, valid_to__isnull=True).order_by("order", "pk"))


def villages_told(matter: Matter) -> list[Unit]:
    """The villages that voted on a matter."""
    return [vote.village for vote in standing_votes(matter).values()]


def tell(matter: Matter, units: list[Unit], *, key: str, title: str, body: str, now, link: str = "") -> None:
    """Whoever works in these units finds it in their notices, once a key."""
    people = workers(matter.commune, [unit.pk for unit in units], timezone.localdate(now))
    notify(
        recipients=[person for group in people.values() for person in group], key=key, title=title, body=body,
        link=link or words.after_address(matter), now=now,
    )  # fmt: skip


def sending_subject(matter: Matter) -> str:
    """What the villages' duties to send refer to."""
    return f"decisions.sending:{matter.pk}"


def answering_subject(matter: Matter) -> str:
    """What the duty to answer refers to."""
    return f"decisions.answering:{matter.pk}"


def amending_subject(matter: Matter) -> str:
    """What the villages' duties to decide anew refer to."""
    return f"decisions.amending:{matter.pk}"


# -- the parts ---------------------------------------------------------------------------------------------------------
def held(recognition: Recognition) -> Recognition:
    """The step as it stands now; the matter is held first, by everyone in this order."""
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=recognition.matter_id)
    rows = Recognition.objects.select_related("vote__village", "vote__result", "vote__commune")
    recognition = locked(rows).get(pk=recognition.pk)
    recognition.matter = matter
    return recognition


def check_next(matter: Matter, to: MatterState) -> None:
    """Raises Stale when the matter may not go to a state from where it stands."""
    if to not in MATTER_NEXT[MatterState(matter.state)]:
        raise Stale(
            _("Việc này đang ở bước “%(state)s”, không làm được. Hãy tải lại trang.")
            % {"state": matter.get_state_display()}
        )


def _keep(recognition: Recognition, kind: Sent, upload, *, by, now) -> str:
    """Keeps a signed paper; its salted digest."""
    kept = keep_upload(commune=recognition.matter.commune, upload=upload, by=by, now=now, only=SIGNED)
    salt = secrets.token_hex(SALT)
    digest = salted_digest(bytes.fromhex(salt), files.path_of(kept.sha256).read_bytes())
    SentPaper.objects.create(
        recognition=recognition, kind=kind, file=kept, salt=salt, digest=digest, at=now, by=by
    )  # fmt: skip
    return digest


def append_line(recognition: Recognition, event: str, *, now, public: dict, **more) -> None:
    vote = recognition.vote
    register.append(
        commune=recognition.matter.commune.slug, event=event, subject=recognition.subject,
        unit=vote.village.name if vote else recognition.matter.commune.name, on=timezone.localdate(now), public=public,
        **more,
    )  # fmt: skip


def _reckoned(rule: rulebook.Rule | None, starts: datetime.date, commune) -> dict:
    """A last day and how it was worked out, as it is stored; {} where the law names none."""
    return reckon(commune, rule, starts).explanation if rule else {}


def _last_day(explanation: dict) -> datetime.date | None:
    return datetime.date.fromisoformat(explanation["due"]) if explanation else None
