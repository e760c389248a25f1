"""A unit's report: its contents, one section a page, the list behind a number, handing in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.documents import files
from danchu.reports import outline, policies, queries, services
from danchu.reports.forms import FileForm, SectionForm, VersionForm
from danchu.reports.messages import why_later
from danchu.reports.models import EVENT_LABELS, Attachment, Report, SectionText
from danchu.reports.queries.counting import proposal
from danchu.reports.services.output import FORMATS
from danchu.reports.views.staff.loading import report_or_404
from danchu.reports.views.staff.looking import remarks

_KINDS = {"docx": files.DOCX, "pdf": files.PDF, "xlsx": files.XLSX}
_DOTS = {"returned": "soon", "approved": "done", "published": "done", "submitted": "waiting"}


@staff_page
@require_safe
def index(request):
    """The cycles, with the reports a person sees in each."""
    today = clock.today()
    cycles: list[dict] = [
        {"cycle": cycle, "rows": [queries.standing(report, today) for report in reports]}
        for cycle, reports in queries.reports_of(request.access)
    ]
    gathers = policies.can_gather(request.access)
    for each in cycles:
        each["commune"] = next((row for row in each["rows"] if row.report.is_communes), None)
        each["units"] = [row for row in each["rows"] if row.report.unit_id in request.access.units("work")]
        each["sent"] = sum(row.report.is_handed_in for row in each["rows"] if row.report.unit_id)
        each["asked"] = sum(1 for row in each["rows"] if row.report.unit_id)
    context = {"cycles": cycles, "gathers": gathers, "may_ask": request.access.may("coordinate")}
    return render(request, "reports/list.html", context)


@staff_page
@require_safe
def form(request, pk):
    """A unit's report: where it stands, its sections, its files, what happened. The commune's has its own page."""
    report = report_or_404(request, pk)
    if report.is_communes:
        return redirect("reports:merge", pk=pk)
    access = request.access
    context = {
        "report": report,
        "standing": queries.standing(report, clock.today()),
        "contents": contents(report),
        "attachments": report.attachments.select_related("file"),
        "log": timeline(report),
        "reasons": queries.returned_reason(report) if report.state == "returned" else "",
        "file_form": FileForm(),
        "can_write": policies.can_write(access, report),
        "can_submit": policies.can_submit(access, report),
        "can_accept": policies.can_accept(access, report),
        "can_return": policies.can_return(access, report),
        "can_record": policies.can_record(access, report),
        "gathers": policies.can_gather(access),
        "note": report.cycle.outline.note,
        "can_correct": policies.can_correct(access, report), "replaced_by": newer(report),
        "weaknesses": weaknesses_of(report),
        "later": [why_later(report.cycle, report.extended_to)] if report.extended_to else [],
    }  # fmt: skip
    return render(request, "reports/form.html", context)


def newer(report: Report) -> Report | None:
    """The correction of a report, in work or in force; only what is locked has one."""
    return report.corrections.first() if report.state == "locked" else None


def weaknesses_of(report: Report) -> dict:
    """How the weaknesses of a report stand: asked and open from before, named now; {} where the outline has none."""
    if not report.cycle.outline.weaknesses_in:
        return {}
    asked = queries.questions(report)
    return {"asked": len(asked), "open": sum(each.answer is None for each in asked), "named": report.named or 0}


def contents(report: Report, lines=None, texts=None) -> list[dict]:
    """The table of contents with what is there: code, title, address, state, words (2–4 queries)."""
    texts = {row.section: row for row in (report.texts.all() if texts is None else texts)}
    by_section: dict[str, list] = {}
    for line in queries.sheet(report) if lines is None else lines:
        by_section.setdefault(line.indicator.section, []).extend(
            cell for cell in line.cells if cell.part.source != "ratio"
        )
    found = []
    for section in report.cycle.outline.sections:
        row, cells = texts.get(section.code), by_section.get(section.code, [])
        state, word = ("draft", _("trống"))
        if row is not None and row.nothing_occurred:
            state, word = "done", _("không phát sinh")
        elif row is not None and row.text:
            state, word = "done", _("có nội dung")
        known = sum(not cell.no_data for cell in cells)
        found.append(
            {
                "section": section,
                "url": "" if section.heading_only else reverse("reports:section", args=[report.pk, section.code]),
                "state": state, "word": word, "is_empty": state == "draft",
                "hint": _("số liệu %(known)s/%(all)s") % {"known": known, "all": len(cells)} if cells else "",
            }
        )  # fmt: skip
    left_over = texts.get(outline.LEFT_OVER)
    if left_over is not None and left_over.text:
        found.append(
            {
                "section": outline.Section(outline.LEFT_OVER, _("Phần trong tệp gốc chưa xếp được vào mục nào")),
                "url": reverse("reports:section", args=[report.pk, outline.LEFT_OVER]),
                "state": "soon", "word": _("cần xem"), "is_empty": False, "hint": "",
            }
        )  # fmt: skip
    return found


def timeline(report: Report) -> list[dict]:
    """What happened with the report, newest first (1 query)."""
    return [
        {"title": EVENT_LABELS[line.event], "at": line.at, "by": line.by, "text": line.text,
         "state": _DOTS.get(line.event, "")}
        for line in report.log.select_related("by")
    ]  # fmt: skip


@staff_page
@form_page
def section(request, pk, code):
    """One section: its text and its numbers. For the commune's, the units' texts stand beside."""
    report = report_or_404(request, pk)
    part = report.cycle.outline.section(code) or (
        outline.Section(code, _("Phần chưa xếp mục")) if code == outline.LEFT_OVER else None
    )
    if part is None or part.heading_only:
        raise Http404
    if request.method == "POST":
        policies.check_writer(request.access, report)
    last = queries.last_year(report.cycle, report.unit_id)
    lines = queries.sheet(report, section=code, last=last)
    own, others = texts_of(report, code)
    row = own.get(code) or SectionText(report=report, section=code)
    bound = SectionForm(
        request.POST or None, lines=lines, for_commune=report.is_communes,
        initial={"version": row.version, "text": row.text, "nothing": row.nothing_occurred},
    )  # fmt: skip
    theirs, status = None, 200
    if request.method == "POST":
        added = _to_insert(request, report, code, others)
        status = 422
        if bound.is_valid():
            try:
                _save(request, report, part, bound, added=added)
            except Stale as stale:
                theirs, status = row, 409
                data = request.POST.copy()
                data["version"] = str(row.version)
                bound = SectionForm(data, lines=lines, for_commune=report.is_communes)
                bound.is_valid()
                bound.add_error(None, str(stale))
            except Refused as refusal:
                bound.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã lưu mục %(code)s.") % {"code": code})
                following = next_code(report, code) if "next" in request.POST else code
                return redirect("reports:section", pk=pk, code=following)
    can_write = policies.can_write(request.access, report)
    context = {
        "report": report, "part": part, "form": bound, "rows": bound.rows(), "row": row, "theirs": theirs,
        "others": others, "last": last, "can_write": can_write, "contents": short_contents(report, own, code),
        "following": next_code(report, code),
        "proposal": proposal(report.cycle, report.unit, code) if can_write else [],
        "back": reverse("reports:merge" if report.is_communes else "reports:form", args=[pk]),
    }  # fmt: skip
    return render(request, "reports/section.html", context, status=status)


def _to_insert(request, report: Report, code: str, others: list[SectionText]) -> str:
    """What a button asks to be put at the end of the text: the proposal, or one unit's words; "" when none was."""
    if "insert" in request.POST:
        return "\n".join(f"- {line}" for line in proposal(report.cycle, report.unit, code))
    return next((each.text for each in others if request.POST.get("from") == str(each.report_id)), "")


def _save(request, report: Report, part, bound: SectionForm, *, added: str) -> None:
    data = bound.cleaned_data
    text = "\n".join(filter(None, [data["text"].rstrip(), added]))
    services.save_section(
        report=report, section=part.code, text=text, nothing_occurred=data["nothing"] and not added,
        numbers=bound.numbers(), version=data["version"], by=request.access.person, now=clock.now(),
    )  # fmt: skip


def texts_of(report: Report, code: str) -> tuple[dict[str, SectionText], list[SectionText]]:
    """The report's own texts by section, and for the commune's what accepted units say in this one (1 query)."""
    rows = SectionText.objects.beside(report, code).select_related("report__unit", "updated_by")
    own = {row.section: row for row in rows if row.report_id == report.pk}
    others = [row for row in rows if row.report_id != report.pk and (row.text or row.nothing_occurred)]
    return own, others


def short_contents(report: Report, own: dict[str, SectionText], code: str) -> list[dict]:
    """The table of contents beside a section: where one is, what is written (no query)."""
    found = []
    for section in report.cycle.outline.sections:
        row = own.get(section.code)
        filled = row is not None and (row.text or row.nothing_occurred)
        found.append(
            {
                "section": section, "here": section.code == code, "filled": bool(filled),
                "url": "" if section.heading_only else reverse("reports:section", args=[report.pk, section.code]),
            }
        )  # fmt: skip
    return found


def next_code(report: Report, code: str) -> str:
    """The section after this one; the last one leads to itself."""
    codes = [each.code for each in report.cycle.outline.written]
    return codes[min(codes.index(code) + 1, len(codes) - 1)] if code in codes else codes[0]


@staff_page
@require_safe
def figure(request, pk, key):
    """One number of a report with the list behind it; of an added one, each unit and the list behind each."""
    report = report_or_404(request, pk)
    part = report.cycle.outline.parts.get(key)
    if part is None:
        raise Http404
    last = queries.last_year(report.cycle, report.unit_id)
    lines = queries.sheet(report, last=last)
    line, cell = next(((line, cell) for line in lines for cell in line.cells if cell.part.key == key), (None, None))
    if line is None or cell is None:
        raise Http404
    entry = None
    if not report.is_communes or not part.by_unit:
        entry = report.figures.filter(indicator=part.indicator, part=part.id).select_related("updated_by").first()
    of = [each for keys in part.of for each in keys]
    context = {
        "report": report, "line": line, "cell": cell, "entry": entry, "last": last,
        "units": queries.contributions(report, part) if report.is_communes else [],
        "made_of": [other for each in lines for other in each.cells if other.part.key in of],
        "section": reverse("reports:section", args=[pk, line.indicator.section]),
    }  # fmt: skip
    return render(request, "reports/figure.html", context)


@staff_page
@require_POST
def recount(request, pk):
    """Counts the computed numbers anew."""
    report = report_or_404(request, pk)
    policies.check_writer(request.access, report)
    services.count_figures(report=report, now=clock.now())
    messages.success(request, _("Đã đếm lại số liệu."))
    return redirect("reports:form", pk=pk)


@staff_page
@form_page
def submit(request, pk):
    """Handing in: what is still empty, then one button."""
    report = report_or_404(request, pk)
    policies.check_submitter(request.access, report)
    bound = VersionForm(request.POST or None, initial={"version": report.version})
    lines, texts = queries.sheet(report), list(report.texts.all())
    rows = contents(report, lines, texts)
    return step(
        request, bound,
        lambda bound: services.submit(
            report=report, version=bound.cleaned_data["version"], by=request.access.person, now=clock.now()
        ),
        then=reverse("reports:form", args=[pk]), said=_("Đã gửi báo cáo."), template="reports/submit.html",
        report=report, standing=queries.standing(report, clock.today()),
        empty_sections=[row for row in rows if row["is_empty"] and row["url"]],
        empty_lines=[line for line in lines if line.is_empty and not line.indicator.is_extra],
        unanswered=len(queries.unanswered(report)),
        remarks=remarks(report, request.access, lines=lines, texts=texts) if report.unit_id else [],
    )  # fmt: skip


@staff_page
@form_page
def attach(request, pk):
    """Adding a file."""
    report = report_or_404(request, pk)
    policies.check_writer(request.access, report)
    bound = FileForm(request.POST or None, request.FILES or None)
    return step(
        request, bound,
        lambda bound: services.attach(
            report=report, upload=bound.cleaned_data["file"], by=request.access.person, now=clock.now()
        ),
        then=reverse("reports:form", args=[pk]), said=_("Đã đính kèm tệp."), field="file", title=_("Đính kèm tệp"),
        lede=str(report), action=_("Đính kèm"), back_url=_page(report),
    )  # fmt: skip


def _attachment_or_404(request, pk: int, file: int) -> Attachment:
    report = report_or_404(request, pk)
    attachment = get_object_or_404(report.attachments.select_related("file"), pk=file)
    attachment.report = report
    return attachment


@staff_page
@require_safe
def attachment(request, pk, file):
    """A file of a report."""
    return files.deliver(_attachment_or_404(request, pk, file).file)


@staff_page
@form_page
def remove_attachment(request, pk, file):
    """Taking a file off a draft, after asking."""
    found = _attachment_or_404(request, pk, file)
    policies.check_writer(request.access, found.report)
    bound = VersionForm(request.POST or None, initial={"version": found.report.version})
    return step(
        request, bound,
        lambda bound: services.remove_attachment(attachment=found, by=request.access.person, now=clock.now()),
        then=reverse("reports:form", args=[pk]), said=_("Đã bỏ tệp."), title=_("Bỏ tệp đính kèm?"),
        lede=found.file.name, action=_("Bỏ tệp"), danger=True, back_url=_page(found.report),
    )  # fmt: skip


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The report as it stands, as .docx to edit or PDF to print; its annex of figures as .xlsx."""
    report = report_or_404(request, pk)
    if fmt not in FORMATS:
        raise Http404
    whose = report.unit.short_name or report.unit_id if report.unit_id else report.commune.slug
    version = f"-dinh-chinh-{report.correction}" if report.correction else ""
    name = f"bao-cao-{report.cycle.code}-{whose}{version}.{fmt}"
    return HttpResponse(
        FORMATS[fmt](report), content_type=_KINDS[fmt],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _page(report: Report) -> str:
    return reverse("reports:merge" if report.is_communes else "reports:form", args=[report.pk])
