"""A matter is sorted: what it is, whose, whom it is about; sent on, shown the right way, refused, split, linked."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import workers
from danchu.duties.services.passing import forget
from danchu.notifications.services import retract
from danchu.organisation.models import Person, Unit
from danchu.petitions.models import About, Case, CaseLink
from danchu.petitions.models.cases import GROUND_LABELS
from danchu.petitions.queries.cases import is_of_a_leader, searchable
from danchu.petitions.queries.desk import people_at_the_desk
from danchu.petitions.rules.answers import refusal_lacking
from danchu.petitions.rules.cases import CHECKS, is_ordinary, is_sealed
from danchu.petitions.services.cases.ahead import end_dialogue, subjects_of
from danchu.petitions.services.cases.moving import (
    bring_to,
    held,
    need,
    next_number,
    settle_clock,
    settle_duty,
    tell,
    tell_handlers,
)
from danchu.petitions.states import CaseState, EventKind, Ground, Kind, Link, Topic
from danchu.register import services as register


@act(gettext_lazy("Phân loại, giao trả lời phản ánh, kiến nghị"), on="case")
def accept(
    *, case: Case, unit: Unit, kind: Kind, topic: Topic, summary: str, by, now, checks: dict[str, bool] | None = None
) -> Case:  # fmt: skip
    """It is the commune's own: a unit answers, by the day that follows from its topic; the person is told by which.

    Raises Refused for a kind that is not handled so, for a unit of another commune, where everybody of the unit is
    meant, or the matter is about the chair (who directs all units: it goes higher).
    """
    case = held(case, CaseState.ACCEPTED)
    if not is_ordinary(kind):
        raise Refused(_("Khiếu nại, tố cáo không giao trả lời như phản ánh, kiến nghị. Hãy niêm kín và chỉ cách gửi."))
    check_unit(case, unit, timezone.localdate(now))
    case.kind, case.topic, case.unit = kind, topic, unit
    case.summary = need(summary, _("Hãy ghi trích yếu một dòng, không nêu tên người gửi."))[:200]
    case.checks = _checked(kind, checks)
    case.sorted_at, case.sorted_by = now, by
    settle_clock(case)
    case.number = next_number(case)
    with override(LANGUAGE):
        said = _("%(unit)s trả lời.") % {"unit": unit.name}
    bring_to(case, CaseState.ACCEPTED, said=said, by=by, now=now)
    tell_handlers(case, _("Việc cần trả lời: %(name)s"), now=now, key=f"accepted:{unit.pk}")
    return case


def check_unit(case: Case, unit: Unit, today) -> None:
    """Raises Refused for a unit that cannot answer: of another commune or gone, or all of it are those it is about."""
    if unit.commune_id != case.commune_id or (unit.valid_to and unit.valid_to < today):
        raise Refused(_("Hãy chọn một đơn vị của xã."))
    meant = [about.person for about in case.abouts.select_related("person")]
    if meant and is_of_a_leader(meant, case.commune, today, chair_only=True):
        raise Refused(_("Việc nói về Chủ tịch thì xã không tự trả lời được. Hãy chuyển cơ quan cấp trên."))
    there = {person.pk for person in workers(case.commune, {unit.pk}, today, stand_ins=False).get(unit.pk, [])}
    if there and there <= {person.pk for person in meant}:
        raise Refused(_("Việc này nói về chính những người của %(unit)s. Hãy chọn đơn vị khác.") % {"unit": unit.name})


def _checked(kind: Kind, checks: dict[str, bool] | None) -> dict[str, bool]:
    known = {check.key for check in CHECKS[kind]}
    return {key: bool(value) for key, value in (checks or {}).items() if key in known}


@act(gettext_lazy("Chuyển phản ánh, kiến nghị đến nơi có thẩm quyền"), on="case")
def transfer(*, case: Case, where: str, told: str, by, now, summary: str = "") -> Case:
    """It is another body's: what was written is sent there, and the person told where (Law 42/2013, Art. 26.2.b, 28.1).

    `where`: the body with its address or telephone; `told`: what the person is told. Raises Refused without either.
    """
    case = held(case, CaseState.TRANSFERRED)
    where = need(where, _("Hãy ghi cơ quan có thẩm quyền, địa chỉ hoặc điện thoại."))[:300]
    told = need(told, _("Hãy ghi lời nói với người gửi: vì sao chuyển, khi nào hỏi lại, hỏi ai."))
    _sorted(case, summary, by=by, now=now)
    bring_to(
        case, CaseState.TRANSFERRED, said=f"{where}. {told}", by=by, now=now, turn_to=where, told=told,
    )  # fmt: skip
    return case


@act(gettext_lazy("Hướng dẫn phản ánh, kiến nghị đúng nơi"), on="case")
def guide(*, case: Case, where: str, told: str, by, now, summary: str = "") -> Case:
    """The person is shown the right place and way; nothing is sent anywhere. Raises Refused without where or words."""
    case = held(case, CaseState.GUIDED)
    where = need(where, _("Hãy ghi nơi cần đến, địa chỉ hoặc điện thoại."))[:300]
    told = need(told, _("Hãy ghi lời hướng dẫn: mang theo gì, gặp ai, hạn nào phải nhớ."))
    _sorted(case, summary, by=by, now=now)
    bring_to(case, CaseState.GUIDED, said=f"{where}. {told}", by=by, now=now, turn_to=where, told=told)
    return case


@act(gettext_lazy("Không xử lý phản ánh, kiến nghị, có căn cứ"), on="case")
def decline(*, case: Case, ground: Ground, told: str, turn_to: str, by, now, summary: str = "") -> Case:
    """Only on a ground of the closed list, with reasons in words and the right address. Raises Refused without."""
    case = held(case, CaseState.REFUSED)
    if refusal_lacking(ground, told, turn_to):
        raise Refused(_("Không xử lý thì chọn căn cứ, ghi lý do cụ thể và nơi người gửi cần đến."))
    _sorted(case, summary, by=by, now=now)
    with override(LANGUAGE):
        said = f"{GROUND_LABELS[Ground(ground)]}. {told.strip()}"
    bring_to(
        case, CaseState.REFUSED, said=said, by=by, now=now, ground=ground, told=told.strip(),
        turn_to=turn_to.strip()[:300],
    )  # fmt: skip
    return case


def _sorted(case: Case, summary: str, *, by, now) -> None:
    """Whoever sends it away has sorted it, unless it was sorted before."""
    case.summary = summary.strip()[:200] or case.summary
    if case.sorted_at is None:
        case.sorted_at, case.sorted_by = now, by
        case.number = next_number(case)


@act(gettext_lazy("Hướng dẫn cách gửi đơn theo luật"), on="case")
def protect(
    *, case: Case, kind: Kind, where: str, told: str, by, now, checks: dict[str, bool] | None = None
) -> Case:  # fmt: skip
    """A complaint or a denunciation: sealed from all but who sorts it, and the person is shown the lawful ways.

    What came by the web is no denunciation by law (Law 25/2018, Art. 22, 25) and is protected as one all the same (Art.
    9, 49, 56). Of the chair or a deputy it goes to the body above (Art. 12.1): `where` names it. Raises Refused without
    where or words, or when who sorts is one it is about.
    """
    with override(LANGUAGE):  # sealing waits for nobody
        end_dialogue(case, _("Việc được hướng dẫn theo cách khác nên không đối thoại nữa."), by=by, now=now)
    case = held(case, CaseState.GUIDED)
    if not is_sealed(kind):
        raise Refused(_("Chỉ khiếu nại, tố cáo mới niêm kín như thế này."))
    if case.abouts.filter(person=by).exists():
        raise Refused(_("Việc này nói về bạn. Hãy để người khác phân loại."))
    where = need(where, _("Hãy ghi nơi nhận theo luật, địa chỉ hoặc điện thoại."))[:300]
    told = need(told, _("Hãy ghi lời nói với người gửi."))
    case.kind, case.sealed, case.checks = kind, True, _checked(kind, checks)
    case.sorted_at, case.sorted_by = now, by
    forget(commune=case.commune, subjects=[case.subject])  # not even that a unit once owed an answer
    retract(about=case.subject, recipients=Person.objects.filter(commune=case.commune_id).exclude(pk=by.pk))
    bring_to(case, CaseState.GUIDED, said=f"{where}. {told}", by=by, now=now, turn_to=where, told=told)
    return case


@act(gettext_lazy("Soát ai được xem một việc"), on="case")
def name_people(*, case: Case, people, by, now) -> Case:
    """Whom it is about, named by who sorts, in place of whom the form meant: from them it is hidden.

    Raises Refused when who sorts is one of them, or nobody at the desk would be left who may see it.
    """
    case = held(case)
    wanted = {person.pk: person for person in people if person.commune_id == case.commune_id}
    if by.pk in wanted:
        raise Refused(_("Việc này nói về bạn. Hãy để người tiếp dân khác phân loại, rồi báo quản trị của xã."))
    today = timezone.localdate(now)
    if people_at_the_desk(case.commune, today) and not people_at_the_desk(case.commune, today, meant=wanted):
        raise Refused(_("Không còn ai ở bộ phận tiếp dân xem được việc này. Hãy chuyển cơ quan cấp trên."))
    case.abouts.exclude(person__in=wanted).delete()
    there = set(case.abouts.values_list("person_id", flat=True))
    About.objects.bulk_create([About(case=case, person=person) for pk, person in wanted.items() if pk not in there])
    tell(case, EventKind.ABOUT, by=by, now=now)
    if wanted:  # not even that it once stood in the shared list
        forget(commune=case.commune, subjects=subjects_of(case))
        for subject in subjects_of(case):
            retract(about=subject, recipients=list(wanted.values()))
    settle_duty(case, by=by, now=now)
    register.touch(commune=case.commune.slug)  # shown to everybody, it no longer is
    return case


@dataclass(frozen=True)
class Piece:
    """One matter of several in a submission: its words, what it is, the attachments that go with it (by key)."""

    text: str
    kind: Kind
    topic: Topic
    files: frozenset[int] = frozenset()


@act(gettext_lazy("Tách một lần gửi thành nhiều việc"), on="case")
def split(
    *, case: Case, keep: str, pieces: list[Piece], by, now, files: frozenset[int] = frozenset()
) -> list[Case]:  # fmt: skip
    """What was sent as one is several matters: `keep` stays in this one with `files`, each piece becomes one of its
    own, linked, with its own number and state; the whole stays with the submission (Law 42/2013, Art. 25.3).

    A complaint or denunciation among them is sealed at once. Raises Refused without words, or once it was sorted.
    """
    case = held(case)
    if case.state != CaseState.RECEIVED:
        raise Refused(_("Chỉ tách khi chưa giao trả lời."))
    if not pieces or not all(piece.text.strip() for piece in pieces):
        raise Refused(_("Hãy ghi nội dung của từng việc."))
    case.text = need(keep, _("Hãy ghi nội dung còn lại của việc này."))
    case.search = searchable(case)
    case.save(update_fields=["text", "search"])
    meant = list(case.abouts.select_related("person"))
    sent = list(case.submission.attachments.all())
    case.attachments.set([each for each in sent if each.pk in files])
    taken = case.submission.cases.count()
    made = []
    pieces = sorted(pieces, key=lambda piece: is_sealed(piece.kind))  # the others' numbers show no gap
    for number, piece in enumerate(pieces, start=taken + 1):
        fresh = Case(
            commune=case.commune, submission=case.submission, part=number, year=case.year, kind=piece.kind,
            topic=piece.topic, text=piece.text.strip(), received_on=case.received_on,
            notice_due_on=case.notice_due_on, notice=case.notice, sealed=is_sealed(piece.kind),
        )  # fmt: skip
        if fresh.sealed:
            fresh.sorted_at, fresh.sorted_by = now, by
        settle_clock(fresh)
        fresh.search = searchable(fresh)
        fresh.save()
        fresh.attachments.set([each for each in sent if each.pk in piece.files])
        About.objects.bulk_create([About(case=fresh, person=about.person) for about in meant])
        CaseLink.objects.create(later=fresh, earlier=case, kind=Link.SPLIT, made_at=now, made_by=by)
        made.append(fresh)
    with override(LANGUAGE):
        said = _("Lần gửi này có %(n)s việc, mỗi việc được trả lời riêng.") % {"n": taken + len(made)}
    tell(case, EventKind.SPLIT, said=said, by=by, now=now)
    return made


@act(gettext_lazy("Liên kết hai việc giống nhau"), on="case")
def link(*, case: Case, earlier: Case, by, now) -> CaseLink:
    """A person says that two matters are the same; each keeps its own number and is answered to its own sender.

    Raises Refused for one of another commune, itself, or what is sealed.
    """
    case = held(case)
    if earlier.commune_id != case.commune_id or earlier.pk == case.pk or case.sealed or earlier.sealed:
        raise Refused(_("Không liên kết được hai việc này."))
    made, fresh = CaseLink.objects.get_or_create(
        later=case, earlier=earlier, defaults={"kind": Link.SAME, "made_at": now, "made_by": by}
    )
    if fresh:
        tell(case, EventKind.LINKED, by=by, now=now)
    return made
