"""The two registers as lists: incoming and outgoing look alike, are searched alike and are printed in their forms."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.core.templatetags.vietnamese import day
from danchu.documents import forms, queries
from danchu.documents.models import STANDING_LABELS, Document, Incoming, NumberTaken
from danchu.documents.policies import can_keep_records, check_keep_records
from danchu.documents.rules import KIND_NAMES
from danchu.documents.states import DocumentKind, DocumentState, Standing
from danchu.documents.views.staff.incoming import TAGS, stands
from danchu.organisation.models import Unit

PER_PAGE = 30
PER_PRINT = 2000
_OPEN_QUESTIONS = "cau_hoi"
_STATE_TAGS = {DocumentState.NUMBERED: "waiting", DocumentState.ISSUED: "done", DocumentState.WITHDRAWN: "nodata"}


@dataclass
class Row:
    """A line of either register as the list shows it."""

    number: str
    url: str
    title: str
    hint: str
    where: str
    tag: str
    word: str
    struck: bool = False
    made: object = None


@staff_page
@require_safe
def incoming(request, made_of=None):
    """The register of incoming papers, newest first; `?in=1` prints it in the form of the paper register."""
    access, today = request.access, clock.today()
    mine = queries.incoming(access)
    standings = [*forms.STANDING_CHOICES, (_OPEN_QUESTIONS, _("Việc đã giao còn câu hỏi"))]
    form = _filter(request, sorted(set(mine.values_list("year", flat=True)), reverse=True), standings)
    chosen = form.chosen
    lines = mine.matching(chosen.get("tim", ""))
    if year := chosen.get("nam"):
        lines = lines.filter(year=int(year))
    if unit := chosen.get("don_vi"):
        lines = (lines.filter(lead=int(unit)) | lines.filter(others=int(unit))).distinct()
    stand = chosen.get("tinh_trang")
    if stand in set(Standing):
        lines = lines.standing(Standing(stand), today)
    asked = _with_questions(mine, made_of, access)
    if stand == _OPEN_QUESTIONS:
        lines = lines.filter(pk__in=asked)
    printing = "in" in request.GET
    page = _page(request, lines.order_by("year", "number") if printing else lines, printing)
    made = made_of(list(page), access) if made_of else {}
    return _book(
        request, form, page, printing,
        title=_("Sổ văn bản đến"), is_incoming=True, keeps=can_keep_records(access),
        rows=[_incoming_row(line, made.get(line.pk)) for line in page],
        counts=[
            (_("Chưa chuyển"), mine.standing(Standing.TO_PASS, today).count(), f"?tinh_trang={Standing.TO_PASS}"),
            (_("Quá hạn"), mine.standing(Standing.LATE, today).count(), f"?tinh_trang={Standing.LATE}"),
            (_("Chưa rõ hạn"), mine.standing(Standing.NO_DATE, today).count(), f"?tinh_trang={Standing.NO_DATE}"),
            (_("Việc đã giao còn câu hỏi"), len(asked), f"?tinh_trang={_OPEN_QUESTIONS}"),
        ],
        columns=[
            _("Ngày đến"), _("Số đến"), _("Tác giả"), _("Số, ký hiệu"), _("Ngày tháng"), _("Tên loại và trích yếu"),
            _("Đơn vị hoặc người nhận"), _("Ngày chuyển"), _("Ký nhận"), _("Ghi chú"),
        ],
        printed=[_incoming_printed(line) for line in page] if printing else [],
        here=reverse("incoming:book"),
    )  # fmt: skip


def _with_questions(mine, made_of, access) -> list[int]:
    """Lines whose tasks still have a question open (no day named, say)."""
    taken_up = list(mine.exclude(subject=""))
    made = made_of(taken_up, access) if made_of and taken_up else {}
    return [line.pk for line in taken_up if line.pk in made and made[line.pk].questions]


def _incoming_row(line: Incoming, made) -> Row:
    stand = stands(line)
    receivers = [line.lead and line.lead.name, line.receiver and line.receiver.full_name]
    return Row(
        number=str(line.number), url=reverse("incoming:detail", args=[line.pk]), title=line.title,
        hint=" · ".join(filter(None, [line.sender, f"{line.kind} {line.paper_number}".strip(), day(line.dated_on)])),
        where=" · ".join(filter(None, [_("đến %(day)s") % {"day": day(line.arrived_on)}, *receivers,
                                       line.due_on and _("hạn %(day)s") % {"day": day(line.due_on)}])),
        tag=TAGS[stand], word=STANDING_LABELS[stand], struck=stand == Standing.MISTAKEN, made=made,
    )  # fmt: skip


def _incoming_printed(line: Incoming) -> list[str]:
    to = [line.lead and line.lead.name, *(unit.name for unit in line.others.all())]
    note = [line.note, _("ghi nhầm") if line.mistaken_at else "", line.handled_note]
    return [
        day(line.arrived_on), str(line.number), line.sender, line.paper_number, day(line.dated_on),
        f"{line.kind}: {line.title}", ", ".join(filter(None, [*to, line.receiver and line.receiver.full_name])),
        day(line.passed_on), "", ". ".join(filter(None, note)),
    ]  # fmt: skip


@staff_page
@require_safe
def outgoing(request):
    """The register of outgoing papers: whatever has taken a number here."""
    access = request.access
    check_keep_records(access)
    papers = queries.in_the_book(access.commune, "")
    years = sorted({paper.dated_on.year for paper in papers}, reverse=True)
    form = _filter(request, years, ())
    chosen = form.chosen
    if words := chosen.get("tim"):
        papers = queries.in_the_book(access.commune, words)
    if year := chosen.get("nam"):
        papers = [paper for paper in papers if paper.dated_on.year == int(year)]
    if unit := chosen.get("don_vi"):
        papers = [paper for paper in papers if isinstance(paper, Document) and paper.unit_id == int(unit)]
    printing = "in" in request.GET
    page = _page(request, papers[::-1] if printing else papers, printing)
    return _book(
        request, form, page, printing,
        title=_("Sổ văn bản đi"), is_incoming=False, keeps=True, counts=[],
        rows=[_outgoing_row(paper) for paper in page],
        columns=[
            _("Số, ký hiệu"), _("Ngày tháng"), _("Tên loại và trích yếu"), _("Người ký"), _("Nơi nhận"),
            _("Đơn vị, người nhận bản lưu"), _("Số lượng bản"), _("Ngày chuyển"), _("Ký nhận"), _("Ghi chú"),
        ],
        printed=[_outgoing_printed(paper) for paper in page] if printing else [],
        here=reverse("documents:outgoing"),
    )  # fmt: skip


def _outgoing_row(paper: Document | NumberTaken) -> Row:
    if isinstance(paper, NumberTaken):  # the same for everybody: no name, no way to it
        return Row(
            number=paper.full_number, url="", title=paper.words, hint=_kind_name(paper), where=day(paper.dated_on),
            tag="done", word=_("Đã lấy số"),
        )  # fmt: skip
    issued = paper.state == DocumentState.ISSUED
    signed, waiting = ("documents:file", [paper.pk, "ky"]), ("documents:attach", [paper.pk])
    name, args = signed if issued else waiting
    return Row(
        number=paper.full_number, url=reverse(name, args=args), title=paper.title,
        hint=f"{paper.get_kind_display()} · {paper.unit.name}",
        where=day(paper.dated_on), tag=_STATE_TAGS.get(DocumentState(paper.state), "draft"),
        word=paper.get_state_display(), struck=paper.state == DocumentState.WITHDRAWN,
    )  # fmt: skip


def _kind_name(one: NumberTaken) -> str:
    """The kind in words; one that only its area knows goes by its symbol."""
    return KIND_NAMES[DocumentKind(one.kind)] if one.kind in set(DocumentKind) else one.symbol


def _outgoing_printed(paper: Document | NumberTaken) -> list[str]:
    if isinstance(paper, NumberTaken):
        said = f"{_kind_name(paper)}: {paper.words}"
        return [paper.full_number, day(paper.dated_on), said, "", "", "", "", "", "", ""]
    content = paper.content
    signed = next((one.get("name") or "" for one in content.get("signatures", [])), "")
    withdrawn = paper.get_state_display() if paper.state == DocumentState.WITHDRAWN else ""
    return [
        paper.full_number, day(paper.dated_on), f"{paper.get_kind_display()}: {paper.title}", signed,
        "; ".join(content.get("recipients", [])), paper.unit.name, "", "", "", withdrawn,
    ]  # fmt: skip


def _filter(request, years, standings):
    units = Unit.objects.filter(commune=request.access.commune)
    return forms.BookFilterForm(request.GET, years=years, units=units, standings=standings)


def _page(request, rows, printing: bool):
    return Paginator(rows, PER_PRINT if printing else PER_PAGE).get_page(request.GET.get("page"))


def _book(request, form, page, printing: bool, **context):
    query = request.GET.copy()
    query.pop("page", None)
    query["in"] = "1"
    context |= {
        "filter": form, "filtered": any(form.chosen.values()), "page": page, "printing": printing,
        "print_url": f"?{query.urlencode()}",
    }  # fmt: skip
    return render(request, "documents/book.html", context)
