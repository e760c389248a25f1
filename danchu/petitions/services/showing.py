"""An answered matter is shown to everybody in words somebody has read, or taken down for a reason that is public."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import fold
from danchu.disclosure.services.wording import check_words
from danchu.duties.messages import LANGUAGE
from danchu.petitions.models import Case, Showing
from danchu.petitions.models.cases import TOPIC_LABELS
from danchu.petitions.policies.showing import check_showable
from danchu.petitions.queries.showing import last_answer, names_in
from danchu.petitions.services.cases.moving import held, need
from danchu.petitions.states import DownGround, Topic
from danchu.register import services as register


@act(gettext_lazy("Đăng câu hỏi và trả lời cho bà con cùng biết"), on="case")
def show(*, case: Case, title: str, question: str, answer: str, next_step: str = "", by, now) -> Showing:
    """The matter and its answer are public in these words (Law 10/2022, Art. 35.2; the person allowed it).

    Raises Refused when the person did not allow it, when it is hidden from anybody or not answered, and while a name
    of who sent it or surely personal data stands in the words. The register keeps none of the words: what has to go one
    day can go.
    """
    case = held(case)
    check_showable(case)
    title = need(title, _("Hãy ghi một dòng nói việc gì."))[:160]
    question = need(question, _("Hãy ghi điều người dân nêu."))
    answer = need(answer, _("Hãy ghi câu trả lời."))
    next_step = next_step.strip()
    _check_nobody_in(case, title, question, answer, next_step)
    given, today = last_answer(case), timezone.localdate(now)
    register.touch(commune=case.commune.slug)  # holds the register: two who show at once wait for each other
    last = Showing.objects.filter(commune=case.commune).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    showing = Showing.objects.create(
        commune=case.commune, number=number, case=case, topic=case.topic, village=case.submission.village,
        title=title, question=question, answer=answer, next_step=next_step, next_by=given.next_by,
        decision=given.decision, answered_by=case.unit.name, received_on=case.received_on,
        answered_on=case.answered_on, up_on=today, up_at=now, up_by=by,
        search=fold(" ".join([title, question, answer, next_step])),
    )  # fmt: skip
    line = register.append(
        commune=case.commune.slug, event="petitions.shown", subject=showing.subject, unit=case.unit.name, on=today,
        public=_public(showing),
    )  # fmt: skip
    showing.line_sequence = line.sequence
    showing.save(update_fields=["line_sequence"])
    return showing


def _check_nobody_in(case: Case, *texts: str) -> None:
    check_words(*texts)
    folded = fold("\n".join(texts))
    if any(fold(name) in folded for name in names_in(case)):
        raise Refused(_("Lời sẽ đăng còn tên người gửi. Hãy bỏ đi rồi xem lại."))


def _public(showing: Showing) -> dict:
    with override(LANGUAGE):
        topic = str(TOPIC_LABELS[Topic(showing.topic)])
    path = f"phan-anh/da-tra-loi/{showing.number}/"
    return {"title": f"{topic} ({showing.number})", "topic": showing.topic, "path": path}


@act(gettext_lazy("Gỡ câu hỏi và trả lời đã đăng"), on="showing")
def take_down(*, showing: Showing, ground: DownGround, why: str, by, now) -> Showing:
    """No longer shown, on a ground of the closed list and for a reason, both public; its words are erased.

    `by` None: the person who sent it takes back that they allowed it. Raises Refused without a reason or with personal
    data in it, Stale when it is down already.
    """
    showing = locked(Showing.objects.select_related("commune")).get(pk=showing.pk)
    if showing.down_on:
        raise Stale(_("Việc này đã gỡ rồi. Hãy tải lại trang."))
    why = need(why, _("Hãy ghi lý do gỡ."))[:300]
    check_words(why)
    today = timezone.localdate(now)
    showing.down_on, showing.down_by, showing.ground, showing.why = today, by, ground, why
    showing.title = showing.question = showing.answer = showing.next_step = showing.search = ""
    showing.save()
    register.append(
        commune=showing.commune.slug, event="petitions.taken_down", subject=showing.subject, unit=showing.answered_by,
        on=today, public=_public(showing) | {"ground": ground},
    )  # fmt: skip
    return showing


def forbid(*, case: Case, now) -> None:
    """The person who sent it no longer allows that it is shown: from now on it is not, and what is shown comes down."""
    with override(LANGUAGE):
        why = _("Người gửi rút lại việc cho đăng.")
    case.submission.may_show = False
    case.submission.save(update_fields=["may_show"])
    for showing in Showing.objects.up().filter(case__submission=case.submission_id):
        take_down(showing=showing, ground=DownGround.ASKED, why=why, by=None, now=now)
