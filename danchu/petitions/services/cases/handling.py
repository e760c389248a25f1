"""A matter is handled: taken up, the person asked, the time extended, another unit, the answer that passes the gate."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.documents.services import keep_upload
from danchu.duties.messages import LANGUAGE
from danchu.intake import services as intake
from danchu.intake.services import Issued
from danchu.organisation.models import Unit
from danchu.petitions.messages.answers import lack_words
from danchu.petitions.models import Answer, AnswerFile, Case, Question
from danchu.petitions.models.handling import DECISION_LABELS
from danchu.petitions.queries.cases import may_renew
from danchu.petitions.rules.answers import Draft, lacking
from danchu.petitions.services.cases.ahead import let_go
from danchu.petitions.services.cases.moving import bring_to, held, need, settle_clock, settle_duty, tell, tell_handlers
from danchu.petitions.services.cases.receiving import PAPERS
from danchu.petitions.services.cases.sorting import check_unit
from danchu.petitions.states import CaseState, Decision, EventKind
from danchu.rulebook import RulebookError


@act(gettext_lazy("Bắt đầu xử lý phản ánh, kiến nghị"), on="case")
def take_up(*, case: Case, by, now) -> Case:
    """The unit has it in hand; the person sees so."""
    case = held(case, CaseState.HANDLING)
    if case.state != CaseState.ACCEPTED:
        raise Stale(_("Việc này đang ở bước khác. Hãy tải lại trang."))
    bring_to(case, CaseState.HANDLING, by=by, now=now)
    return case


@act(gettext_lazy("Hỏi lại người gửi phản ánh, kiến nghị"), on="case")
def ask(*, case: Case, text: str, by, now) -> Question:
    """The person is asked; while the question is open the matter is not closed. Raises Refused without words, Stale
    when nothing is owed any more."""
    case = _in_hand(case)
    text = need(text, _("Hãy ghi câu hỏi."))
    tell(case, EventKind.ASKED, said=text, by=by, now=now)
    return Question.objects.create(case=case, text=text, asked_at=now, asked_by=by)


@act(gettext_lazy("Không chờ người gửi trả lời nữa"), on="question")
def give_up(*, question: Question, why: str, by, now) -> Question:
    """What was asked stays unanswered and the matter goes on without it, for a reason that is kept."""
    question = locked(Question.objects.all()).get(pk=question.pk)
    if not question.is_open:
        raise Stale(_("Câu hỏi này đã có trả lời. Hãy tải lại trang."))
    question.given_up_why = need(why, _("Hãy ghi vì sao không chờ nữa."))[:300]
    question.given_up_at = now
    question.save(update_fields=["given_up_why", "given_up_at"])
    return question


def _in_hand(case: Case) -> Case:
    case = held(case)
    if not case.is_open:
        raise Stale(_("Việc này đã trả lời hoặc đã kết thúc. Hãy tải lại trang."))
    return case


@act(gettext_lazy("Gia hạn trả lời phản ánh, kiến nghị"), on="case")
def extend(*, case: Case, why: str, by, now) -> Case:
    """Once, within the time, with a reason the person reads. Raises Refused otherwise."""
    case = _in_hand(case)
    why = need(why, _("Hãy ghi lý do gia hạn."))
    if case.unit_id is None:
        raise Refused(_("Hãy phân loại trước đã."))
    if case.due_on and timezone.localdate(now) > case.due_on:
        raise Refused(_("Đã quá hạn nên không gia hạn được. Hãy trả lời ngay."))
    case.extensions += 1
    try:
        settle_clock(case)
    except RulebookError as error:
        raise Refused(_("Hạn này không gia hạn được, hoặc đã gia hạn một lần.")) from error
    case.save()
    with override(LANGUAGE):
        said = _("%(why)s Hạn mới: %(day)s.") % {"why": why, "day": written(case.due_on)}
    tell(case, EventKind.EXTENDED, said=said, by=by, now=now)
    settle_duty(case, by=by, now=now)
    return case


@act(gettext_lazy("Chuyển đơn vị trả lời phản ánh, kiến nghị"), on="case")
def hand_over(*, case: Case, unit: Unit, by, now) -> Case:
    """Another unit of the commune answers, by the same day."""
    case = _in_hand(case)
    if case.unit_id is None:
        raise Refused(_("Hãy phân loại trước đã."))
    check_unit(case, unit, timezone.localdate(now))
    if unit.pk == case.unit_id:
        return case
    let_go(case, note=unit.name, by=by, now=now)
    case.unit = unit
    case.save(update_fields=["unit"])
    tell(case, EventKind.HANDED, by=by, now=now)
    settle_duty(case, by=by, now=now)
    tell_handlers(case, _("Việc cần trả lời: %(name)s"), now=now, key=f"accepted:{unit.pk}:{case.events.count()}")
    return case


@act(gettext_lazy("Trả lời phản ánh, kiến nghị"), on="case")
def answer(
    *, case: Case, decision: Decision, reasons: str, basis: str, next_step: str, turn_to: str, by, now,
    next_by: datetime.date | None = None, no_evidence: str = "", uploads=(),
) -> Answer:  # fmt: skip
    """The answer, when it says all it has to (rules/answers.py); then the person says whether it is put right.

    Raises Refused with everything that is lacking, also while a question is open.
    """
    case = held(case, CaseState.ANSWERED)
    today = timezone.localdate(now)
    open_questions = sum(1 for question in case.questions.all() if question.is_open)
    draft = Draft(decision, reasons, basis, next_step, next_by, len(uploads), no_evidence, turn_to, open_questions)
    if lacks := lacking(draft, today):
        raise Refused(" ".join(lack_words(lack) for lack in lacks))
    made = Answer.objects.create(
        case=case, decision=decision, reasons=reasons.strip(), basis=basis.strip(), next_step=next_step.strip(),
        next_by=next_by, no_evidence=no_evidence.strip()[:300], turn_to=turn_to.strip()[:300], at=now, by=by,
    )  # fmt: skip
    for upload in uploads:
        kept = keep_upload(commune=case.commune, upload=upload, by=by, now=now, only=PAPERS)
        AnswerFile.objects.create(answer=made, file=kept)
    with override(LANGUAGE):
        said = str(DECISION_LABELS[Decision(decision)])
    bring_to(case, CaseState.ANSWERED, said=said, by=by, now=now, answered_on=today)
    return made


@act(gettext_lazy("Cấp lại số PIN cho người gửi phản ánh, kiến nghị"), on="case")
def new_pin(*, case: Case, by, now) -> Issued:
    """For the person who lost theirs and stands at the desk; the old one no longer opens anything.

    It opens every matter of the submission. Raises Refused where one is hidden from `by`, and where there are several
    and another split them: the one refusal does not tell of which kind it is.
    """
    case = held(case)
    if not may_renew(case, by):
        raise Refused(_("Số PIN của lần gửi này do người đã phân loại lần đầu cấp lại. Hãy nhờ người ấy."))
    tell(case, EventKind.NEW_PIN, by=by, now=now)
    return intake.renew_pin(receipt=case.submission.receipt, by=by, now=now)
