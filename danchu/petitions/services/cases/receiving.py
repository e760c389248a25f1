"""A matter comes in: by the person, or written down, read back, passed on for them."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.text import printable
from danchu.documents import files
from danchu.documents.services import keep
from danchu.duties.messages import LANGUAGE, reckon
from danchu.intake import services as intake
from danchu.intake.services import Issued
from danchu.intake.states import ASSISTED, Way
from danchu.organisation.models import Person, Unit
from danchu.organisation.states import UnitKind
from danchu.petitions.messages.cases import about_yourself, group_wrong
from danchu.petitions.models import About, Attachment, Case, Representative, Submission
from danchu.petitions.queries.cases import searchable
from danchu.petitions.queries.desk import people_at_the_desk
from danchu.petitions.rules.cases import NOTICE, representatives_wrong
from danchu.petitions.services.cases.moving import held, need, settle_clock, tell, tell_desk
from danchu.petitions.states import EventKind, Kind, Topic
from danchu.register import services as register

DESK = "petition"  # the kind of its receipts
AGAIN_WITHIN = datetime.timedelta(hours=1)
MOST_FILES = 4
MOST_IN_ALL = 20
PHOTOS = frozenset({files.JPEG, files.PNG})
PAPERS = PHOTOS | {files.PDF}


@act(gettext_lazy("Ghi nhận phản ánh, kiến nghị"), on="commune")
def submit(
    *, commune, text: str, topic: Topic, way: Way, form_key: str, now, kind: Kind = Kind.FEEDBACK, by=None,
    village: Unit | None = None, landmark: str = "", about: tuple[Person, ...] | list[Person] = (),
    contact: dict | None = None, read_back: str = "", asked_first: bool = False, may_show: bool = False,
    passed_by: Unit | None = None, written_in: Unit | None = None, people: int = 1, representatives=(), uploads=(),
    envelope=None,
) -> Issued:  # fmt: skip
    """Something comes in: one submission with its receipt and PIN, and in it one matter, not sorted yet.

    `by` is who wrote it down (None: the person, online), `written_in` the village of a head who did, `village` where
    the matter lies, `about` whom of the commune's people it is about: from them it is hidden at once.
    `envelope`: the receipt of a sealed envelope whose words these are (envelopes.unopened); its PIN is with its sender.
    `representatives`: (name, address) of who stands for a group. The same form sent again within the hour gives a new
    PIN of the same. Raises Refused without words; when who writes down did not ask first whether it is about
    themselves (`asked_first`), or is one it is about; when nobody is left at the desk who may read it; when a group has
    the wrong number of representatives (Law 42/2013, Art. 29); for a file that is no photo.
    """
    before = Submission.objects.filter(commune=commune, form_key=form_key).select_related("receipt__commune").first()
    if before:
        if now - before.receipt.received_at > AGAIN_WITHIN:
            raise Refused(_("Nội dung này đã gửi rồi, mã %(code)s.") % {"code": before.receipt.code})
        return intake.renew_pin(receipt=before.receipt, by=by, now=now)
    text = need(text, _("Hãy ghi việc bạn muốn phản ánh, kiến nghị."))
    today = timezone.localdate(now)
    _check_who_writes(way, by, about, asked_first)
    _check_somebody_may_read(commune, about, today)
    if way in (Way.FRONT, Way.BOARD) and passed_by is None:
        raise Refused(_("Hãy chọn nơi chuyển đến."))
    if village and (village.commune_id != commune.pk or village.kind != UnitKind.VILLAGE):
        raise Refused(_("Hãy chọn thôn, bản của xã."))
    if representatives_wrong(people, len(representatives)):
        raise Refused(group_wrong())
    if envelope and way not in ASSISTED:
        issued = intake.use(receipt=envelope, way=way, written_by=by, contact=contact, now=now)
    else:
        issued = intake.receive(
            commune=commune, kind=DESK, way=way, now=now, contact=contact, written_by=by, village=written_in,
            read_back=read_back,
        )  # fmt: skip
    submission = Submission.objects.create(
        commune=commune, receipt=issued.receipt, form_key=form_key, text=text, village=village,
        landmark=printable(landmark).strip()[:200], may_show=may_show, asked_first=asked_first, passed_by=passed_by,
        people=people,
    )  # fmt: skip
    for name, address in representatives:
        Representative.objects.create(submission=submission, name=name[:100], address=address[:200])
    case = Case(
        commune=commune, submission=submission, year=today.year, kind=kind, topic=topic, text=text, received_on=today
    )
    notice = reckon(commune, NOTICE, today)
    case.notice_due_on, case.notice = notice.due_on, notice.explanation
    settle_clock(case)
    case.search = searchable(case)
    case.save()
    case.attachments.set(_kept(submission, uploads, by=by, now=now))
    About.objects.bulk_create(
        [About(case=case, person=person) for person in {each.pk: each for each in about}.values()]
    )
    register.touch(commune=commune.slug)
    tell_desk(case, _("Có phản ánh, kiến nghị mới: %(name)s"), now=now, key="new")
    return issued


@act(gettext_lazy("Đính kèm ảnh, giấy tờ người dân đưa"), on="case")
def attach(*, case: Case, uploads, by, now) -> list[Attachment]:
    """What the person gave to who wrote down or handles: the letter itself, photos, papers, kept with the matter.

    Raises Stale when nothing is owed any more; Refused without a file, for too many, for what is no photo or PDF.
    """
    case = held(case)
    if not case.is_open:
        raise Stale(_("Việc này đã trả lời hoặc đã kết thúc. Cần nữa thì ghi việc mới."))
    if not uploads:
        raise Refused(_("Hãy chọn ảnh hoặc tệp PDF."))
    if case.submission.attachments.count() + len(uploads) > MOST_IN_ALL:
        raise Refused(_("Một việc giữ nhiều nhất %(most)s ảnh, giấy tờ.") % {"most": MOST_IN_ALL})
    kept = _kept(case.submission, uploads, by=by, now=now)
    case.attachments.add(*kept)
    with override(LANGUAGE):
        said = _("Đã nhận thêm %(n)s ảnh, giấy tờ của người gửi.") % {"n": len(kept)}
    tell(case, EventKind.ADDED, said=said, by=by, now=now)
    return kept


def _check_who_writes(way: Way, by, about, asked_first: bool) -> None:
    """The first question: whether it is about who writes it down (Law 42/2013, Art. 3.2: objective, safe)."""
    if by is None:
        return
    if way in ASSISTED and not asked_first:
        raise Refused(_("Trước khi ghi, hãy hỏi: việc này có nói về người đang ghi hoặc người nhà của họ không?"))
    if any(person.pk == by.pk for person in about):
        raise Refused(about_yourself())


def _check_somebody_may_read(commune, about, today) -> None:
    """Somebody must be left who sorts and is not meant; else it has to go higher at once."""
    meant = {person.pk for person in about}
    if meant and people_at_the_desk(commune, today) and not people_at_the_desk(commune, today, meant=meant):
        raise Refused(
            _(
                "Việc này nói về chính những người tiếp nhận của xã, nên gửi ở đây không giữ kín được. Hãy gửi thẳng "
                "cơ quan cấp trên (Ban Tiếp công dân tỉnh, Thanh tra tỉnh), hoặc gặp Mặt trận, Ban Thanh tra nhân dân."
            )
        )


def _kept(submission: Submission, uploads, *, by, now) -> list[Attachment]:
    """The files that came with it, under plain names; a photo without anything hidden in it."""
    if len(uploads) > MOST_FILES:
        raise Refused(_("Nhiều nhất %(most)s ảnh một lần. Hãy bỏ bớt.") % {"most": MOST_FILES})
    kept = []
    for number, upload in enumerate(uploads, start=submission.attachments.count() + 1):
        upload.seek(0)
        data = upload.read()
        kind = files.media_type(data) if data else ""
        ending = "pdf" if kind == files.PDF else "jpg"
        stored = keep(
            commune=submission.commune, name=f"kem-{number}.{ending}", data=data, by=by, now=now,
            only=PAPERS if by else PHOTOS,
        )  # fmt: skip
        kept.append(Attachment.objects.create(submission=submission, file=stored, added_at=now))
    return kept
