"""The register of form 03/TCD: searched, printed, taken out as a file; one line of it and what follows from it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.documents import files
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Unit
from danchu.petitions.forms.reception.receiving import (
    ConcludeForm,
    FinishForm,
    NoteForm,
    NumberForm,
    RegisterFilter,
    ReplyForm,
)
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Conclusion, Visit
from danchu.petitions.papers import reception as papers
from danchu.petitions.papers import register as book
from danchu.petitions.policies import reception as policies
from danchu.petitions.queries import reception as queries
from danchu.petitions.queries.heard import case_of, names_of
from danchu.petitions.services import reception as services
from danchu.petitions.states import ORDINARY, Reply, VisitState
from danchu.petitions.views.staff.reception import paper_answer, visit_or_404

PER_PAGE = 25
PER_FILE = 20_000


def _narrowed(request) -> tuple[RegisterFilter, queries.Asked]:
    form = RegisterFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data.get
    asked = queries.Asked(
        words=chosen("q") or "", kind=chosen("loai") or "", state=chosen("tinh_trang") or "", first=chosen("tu"),
        last=chosen("den"),
    )  # fmt: skip
    return form, asked


@staff_page
@require_safe
def index(request):
    """The lines a person may read, newest first."""
    policies.check_receive(request.access)
    form, asked = _narrowed(request)
    rows = queries.register_of(request.access, asked)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    matters = names_of(page, request.access)
    context = {
        "page": page, "lines": [{**_line(one), "matter": matters.get(one.pk, "")} for one in page],
        "filter": form, "filtered": any(request.GET.values()),
        "query": request.GET.urlencode(),
        "formats": (("pdf", _("In sổ (Mẫu 03/TCD)")), ("xlsx", _("Tải .xlsx")), ("csv", _("Tải .csv"))),
    }  # fmt: skip
    return render(request, "petitions/reception/register.html", context)


def _line(one: Visit) -> dict:
    today = clock.today()
    due = _due(one)
    left = days_left(due, today, calendar_of(one.commune)) if due else None
    return {
        "one": one, "due_on": due, "days_left": left, "why": one.explanation.get("explanation", ""),
        "unsure": one.explanation.get("evidence") != "confirmed",
    }  # fmt: skip


def _due(one: Visit):
    """The last day of what is still owed to the person: an answer, or the notice of a refusal."""
    if one.state == VisitState.REFUSED:
        return one.notice_by if one.notice_on is None else None
    return one.reply_by if one.replied_on is None else None


@staff_page
@require_POST
def export(request, fmt):
    """What the filter leaves in the twelve columns: .pdf in the official form, .xlsx or .csv; the trail says so."""
    policies.check_receive(request.access)
    if fmt not in ("pdf", "xlsx", "csv"):
        raise Http404
    _form, asked = _narrowed(request)
    rows = list(
        queries.register_of(request.access, asked)
        .prefetch_related("notes")
        .order_by("on", "apart", "number")[:PER_FILE]
    )
    matters = names_of(rows, request.access)
    services.note_export(by=request.access.person, now=clock.now())
    commune, today = request.access.commune, clock.today()
    with override(LANGUAGE):
        if fmt == "pdf":
            data, media = book.register_pdf(commune, rows, asked, matters, on=today), "application/pdf"
        elif fmt == "xlsx":
            data, media = book.register_xlsx(rows, matters), files.XLSX
        else:
            data, media = book.register_csv(rows, matters), "text/csv; charset=utf-8"
    how = "inline" if fmt == "pdf" else "attachment"
    name = f'{how}; filename="so-tiep-cong-dan-{today}.{fmt}"'
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": name})


@staff_page
@require_safe
def visit(request, pk):
    """One line of the register, for who may read it."""
    one = visit_or_404(request, pk)
    matter = case_of(one, request.access)
    context = {
        **_line(one), "columns": book.columns_of(one, matter.name if matter else ""), "matter": matter,
        "joins": not hasattr(one, "heard") and one.state == VisitState.HEARD and one.kind in ORDINARY,
        "handed": one.handed.all(), "notes": one.notes.select_related("by"),
        "conclusion": _conclusion(one), "subjects": one.subjects.all(), "may": policies.can_receive(request.access),
        "signs": policies.can_sign(request.access), "refused": one.state == VisitState.REFUSED,
        "ground": words.ground_words(one) if one.ground else "", "title": words.visit_title(one),
        "chairs": one.day is not None and one.day.is_chairs,
    }  # fmt: skip
    return render(request, "petitions/reception/visit.html", context)


def _conclusion(one: Visit) -> Conclusion | None:
    return getattr(one, "conclusion", None)


def _back(one: Visit) -> str:
    return reverse("reception:visit", args=[one.pk])


@staff_page
@form_page
def note(request, pk):
    """An entry of column 12."""
    one = visit_or_404(request, pk)
    return step(
        request, NoteForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.note(visit=one, **form.cleaned_data, by=request.access.person, now=clock.now()),
        then=_back(one), said=_("Đã ghi theo dõi."), title=_("Theo dõi quá trình, kết quả"), action=_("Ghi"),
        lede=words.visit_title(one), back_url=_back(one),
    )  # fmt: skip


@staff_page
@form_page
def reply(request, pk):
    """What the person was told."""
    one = visit_or_404(request, pk)
    return step(
        request, ReplyForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.reply(
            visit=one, reply=Reply(form.cleaned_data["reply"]), text=form.cleaned_data["text"],
            on=form.cleaned_data["on"], by=request.access.person, now=clock.now(),
        ),
        then=_back(one), said=_("Đã ghi trả lời."), title=_("Trả lời người đến"), action=_("Ghi đã trả lời"),
        lede=words.visit_title(one), back_url=_back(one),
    )  # fmt: skip


@staff_page
@form_page
def notice(request, pk):
    """The notice of a refusal was signed and handed over."""
    one = visit_or_404(request, pk)
    return step(
        request, NumberForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.give_notice(
            visit=one, number=form.cleaned_data["number"], on=form.cleaned_data["on"], by=request.access.person,
            now=clock.now(),
        ),
        then=_back(one), said=_("Đã ghi số thông báo."), title=_("Ghi số thông báo từ chối tiếp"),
        lede=words.visit_title(one), action=_("Ghi"), back_url=_back(one),
    )  # fmt: skip


@staff_page
@require_safe
def notice_paper(request, pk, fmt):
    """Form 01/TCD."""
    one = visit_or_404(request, pk)
    if one.state != VisitState.REFUSED:
        raise Http404
    with override(LANGUAGE):
        content = papers.refusal_paper(one, queries.chair_of(one.commune, clock.today()))
    return paper_answer(content, f"tu-choi-tiep-cong-dan-{one.year}-{one.number}", fmt)


@staff_page
@form_page
def conclude(request, pk):
    """What the chair decided."""
    one = visit_or_404(request, pk)
    policies.check_sign(request.access)
    units = Unit.objects.filter(commune=one.commune).on(clock.today())
    return step(
        request, ConcludeForm(request.POST or None, units=units),
        lambda form: services.conclude(visit=one, **form.cleaned_data, by=request.access.person, now=clock.now()),
        then=_back(one), said=_("Đã ghi kết luận; đơn vị được giao thấy việc này trong việc phải làm."),
        title=_("Kết luận của Chủ tịch"), lede=words.visit_title(one), action=_("Ghi kết luận"), back_url=_back(one),
    )  # fmt: skip


@staff_page
@form_page
def issue(request, pk):
    """The notice of the conclusion was signed and sent."""
    one = visit_or_404(request, pk)
    policies.check_receive(request.access)
    made = get_object_or_404(Conclusion, visit=one)
    return step(
        request, NumberForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.issue_conclusion(
            conclusion=made, number=form.cleaned_data["number"], on=form.cleaned_data["on"], by=request.access.person,
            now=clock.now(),
        ),
        then=_back(one), said=_("Đã ghi số thông báo."), title=_("Ghi số thông báo kết luận"), action=_("Ghi"),
        lede=words.visit_title(one), back_url=_back(one),
    )  # fmt: skip


def _conclusion_or_404(request, pk: int) -> Conclusion:
    """A conclusion, for who may read its visit and for the unit that carries it out (1 query)."""
    rows = Conclusion.objects.visible_to(request.access).select_related("visit__commune", "unit")
    return get_object_or_404(rows, pk=pk)


@staff_page
@require_safe
def conclusion(request, pk):
    """What the chair decided: what the unit has to do, by when, for whom."""
    made, today = _conclusion_or_404(request, pk), clock.today()
    due = made.due_on if made.done_on is None else None
    context = {
        "made": made, "visit": made.visit, "due_on": due,
        "days_left": days_left(due, today, calendar_of(made.visit.commune)) if due else None,
        "opens": Visit.objects.visible_to(request.access).filter(pk=made.visit_id).exists(),
    }  # fmt: skip
    return render(request, "petitions/reception/conclusion.html", context)


@staff_page
@form_page
def finish(request, pk):
    """The conclusion was carried out: by the unit itself, or written down at the desk."""
    made = _conclusion_or_404(request, pk)
    back = reverse("reception:conclusion", args=[made.pk])
    return step(
        request, FinishForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.finish_conclusion(
            conclusion=made, **form.cleaned_data, by=request.access.person, now=clock.now()
        ),
        then=back, said=_("Đã ghi thực hiện xong."), title=_("Kết luận đã thực hiện xong"), action=_("Ghi"),
        lede=made.unit.name, back_url=back,
    )  # fmt: skip


@staff_page
@require_safe
def conclusion_paper(request, pk, fmt):
    """The notice of the chair's conclusion."""
    made = _conclusion_or_404(request, pk)
    with override(LANGUAGE):
        content = papers.conclusion_paper(made, queries.chair_of(made.visit.commune, clock.today()))
    return paper_answer(content, f"ket-luan-tiep-cong-dan-{made.visit.year}-{made.pk}", fmt)
