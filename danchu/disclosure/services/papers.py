"""The papers of a draft: brought in from outside or from what the commune issued, put in order, taken out again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.disclosure.models import Paper, Version
from danchu.disclosure.services.preparing import editable
from danchu.disclosure.services.wording import check_words
from danchu.documents import files
from danchu.documents.services import keep_upload
from danchu.documents.states import DocumentState

MOST = 20  # papers of one version


@act(gettext_lazy("Đính văn bản để công khai"), on="version")
def attach(*, version: Version, title: str, upload, by, now) -> Paper:
    """A paper of the version, as it came in. What of it goes out is decided when it is checked."""
    version = editable(version)
    kept = keep_upload(commune=version.item.commune, upload=upload, by=by, now=now)
    if kept.media_type == files.DOC:
        raise Refused(
            _("Tệp Word kiểu cũ (.doc) không che và làm sạch được. Hãy lưu thành .docx hoặc PDF rồi chọn lại.")
        )
    return _added(version, title, original=kept)


@act(gettext_lazy("Chọn văn bản đã ban hành để công khai"), on="version")
def attach_document(*, version: Version, document, title: str = "", by, now) -> Paper:
    """A paper that the commune has issued, by its signed copy. Raises Refused for any other.

    Plans and reports of this system are such papers too: what was signed is what goes out.
    """
    version = editable(version)
    if document.commune_id != version.item.commune_id or document.state != DocumentState.ISSUED:
        raise Refused(_("Chỉ chọn được văn bản của xã đã ban hành, có bản ký."))
    if version.papers.filter(document=document).exists():
        raise Refused(_("Văn bản này đã có trong bản công khai."))
    return _added(
        version, title or f"{document}: {document.title}", original=document.signed_copy, document=document
    )  # fmt: skip


@act(gettext_lazy("Đổi tên văn bản công khai"), on="paper")
def rename(*, paper: Paper, title: str, by, now) -> Paper:
    """Another title, as readers see it."""
    paper = paper_of_draft(paper)
    paper.title = _free_title(paper.version, title, but=paper)
    paper.save(update_fields=["title"])
    return paper


@act(gettext_lazy("Xếp lại văn bản công khai"), on="paper")
def move_up(*, paper: Paper, by, now) -> None:
    """One place nearer to the top; the first stays where it is."""
    paper = paper_of_draft(paper)
    ranked = list(paper.version.papers.all())
    at = next(number for number, one in enumerate(ranked) if one.pk == paper.pk)
    if at:
        ranked[at - 1], ranked[at] = ranked[at], ranked[at - 1]
    for number, one in enumerate(ranked):
        if one.order != number:
            one.order = number
            one.save(update_fields=["order"])


@act(gettext_lazy("Bỏ văn bản khỏi bản công khai"), on="version")
def remove(*, version: Version, paper: Paper, by, now) -> None:
    """Out of the draft; nothing of it was public."""
    editable(version)
    version.papers.filter(pk=paper.pk).delete()


def paper_of_draft(paper: Paper, revision: int | None = None) -> Paper:
    """The paper as it stands, its version locked and moved on. Raises Stale when it is not in a draft any more."""
    version = editable(paper.version, revision)
    paper = Paper.objects.select_related("original", "published").get(pk=paper.pk)
    paper.version = version
    return paper


def _added(version: Version, title: str, **given) -> Paper:
    held = list(version.papers.all())
    if len(held) >= MOST:
        raise Refused(_("Một bản công khai có nhiều nhất %(n)s văn bản.") % {"n": MOST})
    order = max((one.order for one in held), default=-1) + 1
    return Paper.objects.create(version=version, title=_free_title(version, title), order=order, **given)


def _free_title(version: Version, title: str, but: Paper | None = None) -> str:
    """The title, numbered where another paper of the version has it: the register names files by it."""
    check_words(title)
    taken = set(version.papers.exclude(pk=but.pk if but else None).values_list("title", flat=True))
    base = title = title.strip()[:290] or _("Văn bản")
    number = 1
    while title in taken:
        number += 1
        title = f"{base} ({number})"
    return title
