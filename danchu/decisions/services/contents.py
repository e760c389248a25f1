"""What belongs to a question: the papers that go to every household, the candidates of an election."""

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.text import fold, squeezed
from danchu.decisions.models import Candidate, Matter, MatterPaper
from danchu.decisions.services.matters import in_work
from danchu.documents import files, redaction
from danchu.documents.reader import Unreadable
from danchu.documents.services import keep

KINDS = frozenset({files.PDF, files.DOCX, files.XLSX, files.JPEG, files.PNG})
ELECTIONS = ("15.4", "15.5")


@act(gettext_lazy("Thêm tài liệu của việc đưa ra dân bàn"), on="matter")
def add_paper(*, matter: Matter, title: str, upload, by, now) -> MatterPaper:
    """A paper for the households (Decree 59/2023, Art. 3.4), which anyone may read: kept as `fit_for_all` gives it.

    Raises Refused for a file that may not come in, or has people's data in it.
    """
    matter = in_work(matter)
    file = keep(
        commune=matter.commune, name=upload.name, data=fit_for_all(bytes_of(upload)), by=by, now=now, only=KINDS
    )  # fmt: skip
    last = matter.papers.aggregate(last=Max("order"))["last"] or 0
    return MatterPaper.objects.create(matter=matter, title=squeezed(title)[:300], file=file, order=last + 1)


def bytes_of(upload) -> bytes:
    """The bytes of an upload, from its beginning."""
    upload.seek(0)
    return upload.read()


@lru_cache(maxsize=1)
def fit_for_all(data: bytes) -> bytes:
    """The file without what it hides (who wrote it, where, what was deleted): it goes to every house and on the web.

    Takes seconds for a scan, so that the page asks once before the service holds the database. Raises Refused with the
    places (never the values) where numbers of identity papers and the like were found, and for what cannot be read.
    """
    if not data or files.media_type(data) not in KINDS:
        return data  # `keep` says what is wrong with it
    try:
        found = redaction.find(data)
        places = list(dict.fromkeys(one.place.words for one in found if one.sure))
        if places:
            raise Refused(
                _("Tài liệu có thông tin cá nhân của người dân ở: %(places)s. Hãy xóa các chỗ ấy rồi tải lại tệp.")
                % {"places": "; ".join(places[:5])}
            )
        return redaction.redact(data, (), found=found)
    except (redaction.Unredactable, Unreadable) as obstacle:
        raise Refused(str(obstacle)) from obstacle


@act(gettext_lazy("Bỏ tài liệu của việc đưa ra dân bàn"), on="matter")
def remove_paper(*, matter: Matter, paper: MatterPaper, by, now) -> None:
    """The paper no longer goes to the households; its file stays kept."""
    matter = in_work(matter)
    matter.papers.filter(pk=paper.pk).delete()


@act(gettext_lazy("Ghi danh sách người ứng cử"), on="matter")
def set_candidates(
    *, matter: Matter, rows: Sequence[tuple[str, str]], seats: int = 1, by, now
) -> list[Candidate]:  # fmt: skip
    """The candidates of an election of clauses 4 and 5, in this order: (name, about them). None: it is a removal.

    At most `seats` of them are elected.
    Raises Refused for other matters, and for one name twice.
    """
    matter = in_work(matter)
    if rows and matter.clause not in ELECTIONS:
        raise Refused(_("Chỉ bầu cử (khoản 4, khoản 5 Điều 15) mới có người ứng cử."))
    names = [fold(squeezed(name)) for name, _note in rows]
    if len(set(names)) < len(names):
        raise Refused(_("Có hai người trùng tên. Hãy ghi thêm để phân biệt, ví dụ năm sinh hoặc bản."))
    matter.candidates.all().delete()
    matter.seats = seats
    matter.save(update_fields=["seats"])
    return Candidate.objects.bulk_create(
        [
            Candidate(matter=matter, name=squeezed(name)[:100], note=squeezed(note)[:300], order=number)
            for number, (name, note) in enumerate(rows, 1)
        ]
    )
