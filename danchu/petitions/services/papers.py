"""Papers of a matter: made with the words as they are put right, numbered, their signed scan attached."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import fold
from danchu.documents import files
from danchu.documents.paper.serial import as_json
from danchu.documents.services import keep_upload, take_number
from danchu.duties.messages import LANGUAGE
from danchu.organisation.models import Person, Post
from danchu.petitions.models import Case, CasePaper
from danchu.petitions.papers import cases as papers
from danchu.petitions.queries.cases import who_signs
from danchu.petitions.queries.papers import kinds_offered
from danchu.petitions.rules.papers import templates
from danchu.petitions.services.cases.moving import held, is_hidden, need
from danchu.petitions.states import PaperKind

SCANS = frozenset({files.PDF, files.JPEG, files.PNG})


@act(gettext_lazy("Lập giấy tờ của phản ánh, kiến nghị"), on="case")
def make(
    *, case: Case, kind: PaperKind, addressee: str, title: str, text: str, by, now, signer: Person | None = None
) -> CasePaper:  # fmt: skip
    """A paper with these words. Raises Refused for a kind the matter has not come to, without words, for a signer who
    may not sign or is one it is about, and where a sealed matter's paper would name who brought it.
    """
    case = held(case)
    if kind not in kinds_offered(case):
        raise Stale(_("Việc này chưa đến bước lập giấy tờ loại này. Hãy tải lại trang."))
    made = CasePaper(case=case, kind=kind, symbol=papers.symbol_of(PaperKind(kind), case), made_at=now, made_by=by)
    return _written(made, addressee, title, text, signer, now=now)


@act(gettext_lazy("Sửa giấy tờ của phản ánh, kiến nghị"), on="paper")
def change(
    *, paper: CasePaper, addressee: str, title: str, text: str, by, now, signer: Person | None = None
) -> CasePaper:  # fmt: skip
    """Other words, until it is signed. As `make`."""
    return _written(_unsigned(paper), addressee, title, text, signer, now=now)


def _written(paper: CasePaper, addressee: str, title: str, text: str, signer, *, now) -> CasePaper:
    paper.addressee, paper.signer = addressee.strip()[:300], signer
    paper.title = need(title, _("Hãy ghi trích yếu."))[:300]
    paper.text = need(text, _("Hãy ghi nội dung."))
    case, today = paper.case, timezone.localdate(now)
    if signer:
        if not templates()[PaperKind(paper.kind)].is_signed_for_the_commune:
            paper.signer = None
        elif signer.pk not in {person.pk for person in who_signs(case.commune, today)}:
            raise Refused(_("Người này không ký thay mặt Ủy ban nhân dân xã được. Hãy chọn người khác."))
        elif case.abouts.filter(person=signer).exists():
            raise Refused(_("Việc này nói về người ký. Hãy chọn người khác."))
    if case.sealed and _names_somebody(paper):
        raise Refused(
            _("Khiếu nại, tố cáo được giữ kín: giấy tờ không ghi tên, địa chỉ, điện thoại người gửi. Chỉ ghi mã.")
        )
    return _set(paper, today)


def _names_somebody(paper: CasePaper) -> bool:
    """Whether the words name who brought it (Law 25/2018, Art. 56: name, address, whatever tells who it is)."""
    submission = paper.case.submission
    contact = getattr(submission.receipt, "contact", None)
    known = [each.name for each in submission.representatives.all()]
    if contact:
        known += [contact.name, contact.address, contact.phone, contact.email]
    words = fold(f"{paper.addressee} {paper.title} {paper.text}")
    return any(each.strip() and fold(each.strip()) in words for each in known)


def _set(paper: CasePaper, today: datetime.date) -> CasePaper:
    posts = (
        Post.objects.on(paper.dated_on or today).filter(person=paper.signer_id)
        if paper.signer_id
        else Post.objects.none()
    )
    post = posts.select_related("person", "unit").order_by("unit__order", "pk").first()
    with override(LANGUAGE):
        paper.content = as_json(papers.sheet(paper, post=post))
    paper.save()
    return paper


def _unsigned(paper: CasePaper) -> CasePaper:
    rows = CasePaper.objects.select_related("case__commune", "case__submission__receipt__commune", "made_by", "signer")
    paper = locked(rows).get(pk=paper.pk)
    if paper.is_signed:
        raise Stale(_("Giấy tờ này đã có bản ký nên không sửa được nữa. Cần khác đi thì lập giấy mới."))
    if paper.is_cleared:
        raise Stale(_("Lời văn của giấy tờ này đã xóa theo quy định; bản giấy ở lưu trữ."))
    return paper


@act(gettext_lazy("Cấp số giấy tờ của phản ánh, kiến nghị"), on="paper")
def give_number(*, paper: CasePaper, number: int | None, dated_on: datetime.date, by, now) -> CasePaper:
    """Number and day, as the records office's book has them; None takes the built-in book's next.

    What is hidden from somebody takes no number of the built-in book, whose gaps are seen by many: it is typed from
    the paper one. Raises Refused for a kind that has no number, a number taken, a day to come.
    """
    paper = _unsigned(paper)
    register = templates()[PaperKind(paper.kind)].register
    if not register:
        raise Refused(_("Loại giấy này không lấy số."))
    if paper.number:
        raise Stale(_("Giấy tờ này đã có số %(number)s.") % {"number": paper.full_number})
    if is_hidden(paper.case):
        if number is None:
            raise Refused(_("Việc này được giữ kín với một số người: hãy gõ số do văn thư cấp ở sổ giấy."))
        if dated_on > timezone.localdate(now):
            raise Refused(_("Ngày ban hành không được sau hôm nay."))
        paper.number = number
    else:
        with override(LANGUAGE):
            words = _("Giấy tờ của một vụ việc phản ánh, kiến nghị")
        paper.number = take_number(
            commune=paper.case.commune, kind=register, symbol=paper.symbol, words=words, number=number,
            dated_on=dated_on, now=now,
        )  # fmt: skip
    paper.dated_on = dated_on
    return _set(paper, dated_on)


@act(gettext_lazy("Đính bản đã ký của giấy tờ phản ánh, kiến nghị"), on="paper")
def attach_signed(*, paper: CasePaper, upload, by, now) -> CasePaper:
    """The signed scan, or the digitally signed PDF, bound by its digest; from now on the paper is fixed.

    Raises Refused for a numbered kind that has no number yet.
    """
    paper = _unsigned(paper)
    if templates()[PaperKind(paper.kind)].register and not paper.number:
        raise Refused(_("Hãy ghi số và ngày trước khi đính bản đã ký."))
    paper.signed_copy = keep_upload(commune=paper.case.commune, upload=upload, by=by, now=now, only=SCANS)
    paper.signed_at, paper.signed_by = now, by
    paper.save()
    return paper


@act(gettext_lazy("Bỏ giấy tờ chưa dùng của phản ánh, kiến nghị"), on="paper")
def discard_paper(*, paper: CasePaper, by, now) -> None:
    """Gone, as long as it has neither number nor signature."""
    paper = _unsigned(paper)
    if paper.number:
        raise Refused(_("Giấy tờ đã có số thì giữ lại cùng việc."))
    paper.delete()


def clear_papers(*, commune) -> int:
    """A year after its end the papers of a matter are kept by the office's archive (Decree 30/2020, Art. 30.2.b), and
    here the sender's name and way to be reached are gone. So drafts go, and of what has a number or a signature the
    words go: kind, number, day, signer and the signed scan stay, which who signs for the commune alone still opens.
    How many (docs/decisions/0113). Within the day's transaction.
    """
    rows = CasePaper.objects.filter(case__commune=commune, case__submission__receipt__erased_at__isnull=False)
    gone = rows.filter(number__isnull=True, signed_at__isnull=True).delete()[0]
    return gone + rows.exclude(text="").update(addressee="", title="", text="", content={})
