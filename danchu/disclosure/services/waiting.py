"""Papers too long for a page to wait for: the worker looks through them and makes them clean, page by page.

The `PaperWork` of a paper tells how far it is, and in a sentence why it could not be done. Tasks may come twice.
"""

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.disclosure.models import Paper, PaperWork
from danchu.disclosure.services.checking import bytes_of, check_decided, clean, look_through
from danchu.disclosure.services.papers import paper_of_draft
from danchu.disclosure.states import PaperTask
from danchu.documents import files, reader

LONG_FILE = 3_000_000  # bytes
PAGES_AT_ONCE = 2  # of a scan; as many are recognised while the person waits


def is_long(paper: Paper) -> bool:
    """Whether recognising its letters would keep a person waiting."""
    kind = paper.original.media_type
    if kind == files.PDF and paper.original.size > LONG_FILE:
        return True
    if kind != files.PDF and kind not in files.PICTURES:
        return False
    try:
        return reader.pages_of_scan(bytes_of(paper.original)) > PAGES_AT_ONCE
    except reader.Unreadable:
        return False


def begin_looking(*, paper: Paper, by, now) -> bool:
    """The machine looks for personal data: at once → True, or later in the worker → False."""
    if is_long(paper):
        _ask(paper, PaperTask.LOOK, by=by, now=now)
        return False
    look_through(paper=paper, now=now)
    return True


def begin_cleaning(*, paper: Paper, by, now) -> bool:
    """What goes out is made, as `checking.clean` does: at once → True, or later in the worker → False.

    Raises Refused where `clean` would, as far as that is known before the file is opened.
    """
    paper = Paper.objects.select_related("version__item__commune", "original").get(pk=paper.pk)
    check_decided(paper)
    if is_long(paper):
        _ask(paper, PaperTask.CLEAN, by=by, now=now)
        return False
    clean(paper=paper, by=by, now=now)
    return True


@act(gettext_lazy("Dừng việc máy đang làm với văn bản"), on="paper")
def stop_working(*, paper: Paper, by, now) -> Paper:
    """What the worker does to a paper is no longer wanted; what was decided about it stays."""
    paper = paper_of_draft(paper)
    PaperWork.objects.filter(paper=paper).delete()
    return paper


@task
def look_through_later(work_id: int) -> str:
    """Looks through a paper in the worker; done or taken back already, it changes nothing."""
    work = _wanted(work_id, PaperTask.LOOK)
    if work is None:
        return "not wanted"
    look_through(paper=work.paper, now=timezone.now(), progress=_telling(work))
    PaperWork.objects.filter(pk=work.pk).delete()
    return "looked through"


@task
def clean_later(work_id: int) -> str:
    """Makes a paper clean in the worker; done or taken back already, it changes nothing."""
    work = _wanted(work_id, PaperTask.CLEAN)
    if work is None:
        return "not wanted"
    try:
        clean(paper=work.paper, by=work.asked_by, now=timezone.now(), work=work, progress=_telling(work))
    except (Refused, Stale) as refusal:
        PaperWork.objects.filter(pk=work.pk).update(problem=str(refusal)[:600])
        return "not cleaned"
    return "cleaned"


_TASKS = {PaperTask.LOOK: look_through_later, PaperTask.CLEAN: clean_later}


@transaction.atomic
def _ask(paper: Paper, wanted: PaperTask, *, by, now) -> None:
    """Into the queue, in the place of whatever was asked for before."""
    paper = paper_of_draft(paper)
    PaperWork.objects.filter(paper=paper).delete()
    work = PaperWork.objects.create(paper=paper, task=wanted, asked_at=now, asked_by=by)
    transaction.on_commit(lambda: _TASKS[wanted].enqueue(work.pk))


def _wanted(work_id: int, wanted: PaperTask) -> PaperWork | None:
    rows = PaperWork.objects.select_related("paper__version", "paper__original", "asked_by")
    return rows.filter(pk=work_id, task=wanted, problem="").first()


def _telling(work: PaperWork):
    """Writes down after each page how far it is."""

    def tell(done: int, pages: int) -> None:
        PaperWork.objects.filter(pk=work.pk).update(pages_done=done, pages=pages)

    return tell
