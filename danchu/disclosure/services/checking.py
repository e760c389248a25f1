"""Before a paper goes out: the machine looks for personal data, a person decides about each, the bytes are made clean.

What takes long (letters recognised in a scan, pages drawn) happens before the database is held, and for long papers in
the worker (`waiting`).
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act, kind_of_act, note
from danchu.core.errors import Refused, Stale
from danchu.disclosure.models import Paper, PaperPage, PaperWork
from danchu.disclosure.services.papers import paper_of_draft
from danchu.disclosure.services.preparing import in_state
from danchu.disclosure.states import VersionState
from danchu.documents import files, redaction
from danchu.documents.reader import Unreadable
from danchu.documents.services import stored

CLEANED = kind_of_act("disclosure.clean", gettext_lazy("Che và làm sạch văn bản để công khai"))
PAGE_WIDTH = 1100  # pixels: letters of 13 points can be read on a phone, a page weighs some 150 kB


def look_through(*, paper: Paper, now, progress: redaction.Progress | None = None) -> Paper:
    """The machine's part: what may be personal data, what a person should know of the file, its pages as pictures.

    Looked through already, nothing happens: what a person decided stays. Not an act: nobody decides anything here.
    """
    if paper.looked_at or paper.version.state != VersionState.DRAFT:
        return paper
    data, found, problem, remarks, pictures = bytes_of(paper.original), [], "", [], []
    try:
        found = redaction.find(data, progress=progress)
        remarks = [one.text for one in redaction.problems(data)]
        pictures = redaction.pages_as_pictures(data, PAGE_WIDTH)
    except (redaction.Unredactable, Unreadable) as obstacle:
        problem = str(obstacle)
    with transaction.atomic():
        paper = Paper.objects.select_related("version__item__commune", "original").get(pk=paper.pk)
        if paper.looked_at or paper.version.state != VersionState.DRAFT:
            return paper
        paper.looked_at, paper.problem, paper.remarks = now, problem[:600], remarks
        paper.findings = [row | {"out": None, "why": ""} for row in map(_plain, redaction.as_data(found))]
        paper.save(update_fields=["looked_at", "problem", "remarks", "findings"])
        _keep_pages(paper, pictures, is_public=False, by=None, now=now)
    return paper


@act(gettext_lazy("Quyết định che thông tin cá nhân"), on="paper")
def decide(*, paper: Paper, decisions: dict[str, tuple[bool, str]], by, now, revision: int | None = None) -> Paper:
    """What a person decided: id of a finding → (taken out, the reason where it stays). It is cleaned anew.

    Raises Refused when something is to stay and no reason says why.
    """
    paper = paper_of_draft(paper, revision)
    if any(not row["text"] for row in paper.findings):
        raise Refused(_("Văn bản này lấy từ bản đã công khai. Bấm “Soát lại từ đầu” rồi mới đổi quyết định."))
    for row in paper.findings:
        if row["id"] in decisions:
            out, why = decisions[row["id"]]
            if out is False and not why.strip():
                raise Refused(_("Chỗ nào giữ lại phải ghi lý do được công khai."))
            row["out"], row["why"] = out, "" if out else why.strip()[:200]
    return _unclean(paper)


@act(gettext_lazy("Che thêm bằng tay"), on="paper")
def cover(*, paper: Paper, page: int, left: float, top: float, width: float, height: float, by, now) -> Paper:
    """A rectangle of a page goes out black: in per cent of the page, from its upper left."""
    paper = paper_of_draft(paper)
    if not paper.pages.filter(is_public=False, number=page).exists():
        raise Refused(_("Văn bản này không có trang %(n)s để che.") % {"n": page})
    paper.regions = [*paper.regions, [page, left, top, min(width, 100 - left), min(height, 100 - top)]]
    return _unclean(paper)


@act(gettext_lazy("Bỏ chỗ che bằng tay"), on="paper")
def uncover(*, paper: Paper, number: int, by, now) -> Paper:
    """One of the rectangles drawn by hand (from 0) is taken back."""
    paper = paper_of_draft(paper)
    paper.regions = [region for at, region in enumerate(paper.regions) if at != number]
    return _unclean(paper)


def check_decided(paper: Paper) -> None:
    """Raises Refused when the machine has not looked yet, could not, or somebody still has to decide."""
    if paper.looked_at is None:
        raise Refused(_("Máy chưa soát xong văn bản này. Hãy chờ một lát rồi tải lại trang."))
    if paper.problem:
        raise Refused(paper.problem)
    if undecided := [row for row in paper.findings if row["out"] is None]:
        raise Refused(str(redaction.Undecided(_found(undecided))))


def clean(
    *, paper: Paper, by, now, work: PaperWork | None = None, progress: redaction.Progress | None = None
) -> Paper:  # fmt: skip
    """Makes what goes out: redacted bytes without anything hidden, verified by a search of the output; its text, pages.

    `work`: what the worker does; taken back meanwhile, nothing comes of it. Raises Refused when somebody still has to
    decide, when something is left in the output, or nothing can be taken out of such a file; Stale when what was
    decided has changed meanwhile. A paper in which nothing was found passes here too.
    """
    paper = Paper.objects.select_related("version__item__commune", "original").get(pk=paper.pk)
    check_decided(paper)
    decided = [redaction.Decision(row["id"], row["out"], row["why"]) for row in paper.findings]
    regions = [redaction.Region(*region) for region in paper.regions]
    try:
        made = redaction.publishable(
            bytes_of(paper.original), decided, regions=regions, found=_found(paper.findings), progress=progress
        )
        pictures = redaction.pages_as_pictures(made.data, PAGE_WIDTH)
    except (redaction.Unredactable, Unreadable) as obstacle:
        raise Refused(str(obstacle)) from obstacle
    with transaction.atomic():
        paper = _still(paper, work)
        paper.published = stored(
            commune=paper.version.item.commune, name=_public_name(paper, made.media_type), data=made.data,
            kind=made.media_type, by=by, now=now,
        )  # fmt: skip
        paper.text, paper.checked_at, paper.checked_by = made.text, now, by
        paper.remarks = [one.text for one in made.problems]
        paper.save()
        _keep_pages(paper, pictures, is_public=True, by=by, now=now)
        PaperWork.objects.filter(paper=paper).delete()
        note(by=by, kind=CLEANED, subject=f"disclosure.paper:{paper.pk}", now=now)
    return paper


@act(gettext_lazy("Soát lại văn bản từ đầu"), on="paper")
def look_again(*, paper: Paper, by, now) -> Paper:
    """Everything decided about a paper of a draft is dropped; the machine has to look through it again."""
    paper = paper_of_draft(paper)
    paper.looked_at, paper.problem, paper.findings, paper.remarks, paper.regions = None, "", [], [], []
    paper.pages.filter(is_public=False).delete()
    return _unclean(paper)


def forget_values(paper: Paper) -> None:
    """Of what was found only kind, place and decision stay, and no picture of the original: as it goes out."""
    paper.findings = [row | {"text": "", "before": "", "after": ""} for row in paper.findings]
    paper.save(update_fields=["findings"])
    paper.pages.filter(is_public=False).delete()


def bytes_of(file) -> bytes:
    """The bytes of a kept file."""
    return files.path_of(file.sha256).read_bytes()


def _unclean(paper: Paper) -> Paper:
    paper.published, paper.text, paper.checked_at, paper.checked_by = None, "", None, None
    paper.save()
    paper.pages.filter(is_public=True).delete()
    PaperWork.objects.filter(paper=paper).delete()
    return paper


def _still(seen: Paper, work: PaperWork | None) -> Paper:
    """The paper, its draft locked, when what was decided about it is still what `seen` has. Raises Stale otherwise.

    Words and other papers of the draft may have changed meanwhile, and whoever writes them is not told of this.
    """
    version = in_state(seen.version, VersionState.WAITING)
    paper = Paper.objects.select_related("original", "published").filter(pk=seen.pk).first()
    stopped = work is not None and not PaperWork.objects.filter(pk=work.pk).exists()
    if paper is None or stopped or any(
        getattr(paper, name) != getattr(seen, name) for name in ("findings", "regions", "looked_at")
    ):  # fmt: skip
        raise Stale(_("Quyết định che của văn bản này vừa được sửa. Hãy xem lại rồi bấm lần nữa."))
    paper.version = version
    return paper


def _found(rows: list[dict]) -> list[redaction.Finding]:
    """Findings as a paper keeps them → without what was decided about each."""
    return redaction.of_data([{k: v for k, v in row.items() if k not in ("out", "why")} for row in rows])


def _keep_pages(paper: Paper, pictures: list[bytes], *, is_public: bool, by, now) -> None:
    commune = paper.version.item.commune
    paper.pages.filter(is_public=is_public).delete()
    PaperPage.objects.bulk_create(
        PaperPage(
            paper=paper, is_public=is_public, number=number,
            file=stored(commune=commune, name=f"trang-{number}.jpg", data=data, kind=files.JPEG, by=by, now=now),
        )
        for number, data in enumerate(pictures, 1)
    )  # fmt: skip


_SUFFIXES = {files.PDF: ".pdf", files.DOCX: ".docx", files.XLSX: ".xlsx", files.TEXT: ".txt", files.JPEG: ".jpg",
             files.PNG: ".png"}  # fmt: skip


def _public_name(paper: Paper, kind: str) -> str:
    """A name that says what it is and nothing of who made it: the name it came with may hold one."""
    item = paper.version.item
    return f"cong-khai-{item.year}-{item.number}-{paper.order + 1}{_SUFFIXES.get(kind, '')}"


def _plain(row: dict) -> dict:
    """A finding as JSON keeps it."""
    place = row["place"] | {"boxes": [dict(box) for box in row["place"]["boxes"]]}
    return row | {"place": place}
