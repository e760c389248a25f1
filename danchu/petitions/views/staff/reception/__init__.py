"""The reception of citizens at work: loading, which proves access, and papers as answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from danchu.documents import files, paper
from danchu.petitions.models import Booking, ReceptionDay, Schedule, Visit
from danchu.petitions.policies.reception import check_receive

MEDIA = {"pdf": (paper.render_pdf, "application/pdf"), "docx": (paper.render_docx, files.DOCX)}


def schedule_or_404(request, pk: int) -> Schedule:
    """A schedule of the person's commune, for who works with it (1 query)."""
    one = get_object_or_404(Schedule.objects.select_related("commune"), commune=request.access.commune, pk=pk)
    check_receive(request.access)
    return one


def day_or_404(request, pk: int) -> ReceptionDay:
    """A day of the person's commune, for who works with it (1 query)."""
    rows = ReceptionDay.objects.select_related("commune", "schedule__commune", "moved_to", "moved_from")
    one = get_object_or_404(rows, commune=request.access.commune, pk=pk)
    check_receive(request.access)
    return one


def booking_or_404(request, pk: int) -> Booking:
    """A booking of the person's commune, for who works with it (1 query)."""
    rows = Booking.objects.select_related("day__commune", "receipt__commune", "receipt__contact")
    one = get_object_or_404(rows, commune=request.access.commune, pk=pk)
    check_receive(request.access)
    return one


def visit_or_404(request, pk: int) -> Visit:
    """A line of the register, for who may read it; for everybody else it is not there (1 query)."""
    rows = Visit.objects.visible_to(request.access).select_related(
        "commune", "village", "received_by", "written_by", "day", "conclusion__unit"
    )
    return get_object_or_404(rows, pk=pk)


def paper_answer(content: paper.Paper, name: str, fmt: str) -> HttpResponse:
    """An official paper to print (PDF) or to edit (.docx); 404 for any other kind of file."""
    if fmt not in MEDIA:
        raise Http404
    render_as, media = MEDIA[fmt]
    how = "inline" if fmt == "pdf" else "attachment"
    return HttpResponse(
        render_as(content), content_type=media, headers={"Content-Disposition": f'{how}; filename="{name}.{fmt}"'}
    )
