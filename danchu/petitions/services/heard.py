"""Somebody was received: what they brought becomes a matter, or belongs to one; the papers they handed in."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.intake.services import Issued
from danchu.intake.states import Way
from danchu.petitions.models import Case, Handed, Heard, Visit
from danchu.petitions.services.cases.ahead import tell_heard
from danchu.petitions.services.cases.moving import tell_handlers
from danchu.petitions.services.cases.receiving import submit
from danchu.petitions.states import ORDINARY, Condition, Kind, Topic, VisitState

MOST_PAPERS = 30


@act(gettext_lazy("Lập phản ánh, kiến nghị từ một lượt tiếp"), on="visit")
def make_case(
    *, visit: Visit, text: str, topic: Topic, by, now, read_back: str = "", asked_first: bool = False,
    landmark: str = "", may_show: bool = False, representatives=(), uploads=(),
) -> Issued:  # fmt: skip
    """What was heard becomes a matter with a receipt and a PIN; whom the visit is about does not see it either.

    `text`: the words as they were taken down; other words than the register's have to be read back (`read_back`). A
    complaint or denunciation is not brought in here: it has its own way (Law 02/2011; Law 25/2018), and the register's
    line is read by fewer. Raises Refused for one, without the first question, or where the words were not read back;
    Stale for a line that has its matter already.
    """
    visit = _open(visit)
    if visit.kind not in ORDINARY:
        raise Refused(_("Khiếu nại, tố cáo không đưa vào đây: ghi ở sổ, hướng dẫn gửi đơn theo luật."))
    read = visit.read_back if text.strip() == visit.about.strip() else ""
    if not (read_back or read):
        raise Refused(_("Lời đã sửa thì phải đọc lại cho người dân nghe, hoặc ghi họ không muốn nghe."))
    issued = submit(
        commune=visit.commune, text=text, topic=topic, way=Way.DESK, form_key=f"visit-{visit.pk}",
        kind=Kind(visit.kind), village=visit.village, landmark=landmark, about=list(visit.subjects.all()),
        contact={"name": visit.name, "address": visit.address}, read_back=read_back or read, asked_first=asked_first,
        may_show=may_show, people=visit.people, representatives=representatives, uploads=uploads, by=by, now=now,
    )  # fmt: skip
    made = Case.objects.get(submission__receipt=issued.receipt, part=1)
    Heard.objects.create(visit=visit, case=made, made_at=now, made_by=by)
    return issued


@act(gettext_lazy("Nối lượt tiếp với một việc đã có"), on="visit")
def link_visit(*, visit: Visit, case: Case, by, now) -> Heard:
    """Somebody came about a matter that is there already: its handlers are told, and the answer of the reception is the
    matter's notice (Law 42/2013, Art. 28.1).

    The same people must be kept from both, so that neither page tells of the other. Raises Refused where they are not,
    for what is sealed or of another commune, Stale for a line that has its matter already.
    """
    visit = _open(visit)
    if case.commune_id != visit.commune_id or case.sealed or visit.kind not in ORDINARY:
        raise Refused(_("Không nối được lượt tiếp này với việc ấy."))
    kept_from = set(case.abouts.values_list("person_id", flat=True))
    if kept_from != set(visit.subjects.values_list("pk", flat=True)):
        raise Refused(_("Lượt tiếp và việc ấy chưa ghi nói về cùng những người. Hãy sửa cho khớp rồi nối."))
    made = Heard.objects.create(visit=visit, case=case, made_at=now, made_by=by)
    if case.is_open:
        tell_handlers(case, _("Người gửi vừa đến trình bày thêm: %(name)s"), now=now, key=f"heard:{visit.pk}")
    tell_heard(case, by=by, now=now)
    return made


@act(gettext_lazy("Ghi giấy tờ người dân nộp khi được tiếp"), on="visit")
def hand_in(*, visit: Visit, papers: list[tuple[str, int | None, Condition]], by, now) -> list[Handed]:
    """Papers that were handed in: (name, pages, original or copy) each, for form 02/TCD (Decree 154/2026, Art. 15.4).

    Raises Refused for none, too many, or one without a name.
    """
    visit = locked(Visit.objects.select_related("commune")).get(pk=visit.pk)
    if not papers or not all(name.strip() for name, _pages, _condition in papers):
        raise Refused(_("Hãy ghi tên từng giấy tờ."))
    if visit.handed.count() + len(papers) > MOST_PAPERS:
        raise Refused(_("Một lượt ghi nhiều nhất %(most)s giấy tờ.") % {"most": MOST_PAPERS})
    return Handed.objects.bulk_create(
        Handed(visit=visit, name=name.strip()[:200], pages=pages, condition=condition, at=now, by=by)
        for name, pages, condition in papers
    )


def _open(visit: Visit) -> Visit:
    visit = locked(Visit.objects.select_related("commune", "village")).get(pk=visit.pk)
    if visit.state != VisitState.HEARD or Heard.objects.filter(visit=visit).exists():
        raise Stale(_("Lượt này đã có việc lập từ đó, hoặc là lượt từ chối tiếp. Hãy tải lại trang."))
    return visit
