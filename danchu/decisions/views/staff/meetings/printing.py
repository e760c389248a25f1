"""What is printed: the invitation, one for each household, the route list, the attendance sheet, the minutes."""

from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import inline, staff_page
from danchu.decisions.messages import meetings as words
from danchu.decisions.models import MatterPaper, Meeting, Result
from danchu.decisions.papers.invitation import invitation_paper, invitations_pdf
from danchu.decisions.papers.lists import attendance_sheet_pdf, route_list_pdf
from danchu.decisions.papers.minutes import Decided, Facts, counting_paper, minutes_paper
from danchu.decisions.queries import meetings as queries
from danchu.decisions.services.procedure import passed
from danchu.decisions.views.staff.meetings import meeting_or_404, wanted_type
from danchu.documents.files import DOCX, PDF
from danchu.documents.paper import render_docx, render_pdf
from danchu.duties.messages import LANGUAGE

KINDS = {"pdf": (render_pdf, PDF), "docx": (render_docx, DOCX)}


@staff_page
@require_safe
def invitation(request, pk, kind):
    """The invitation for everybody."""
    meeting = meeting_or_404(request, pk)
    render, media = wanted_type(kind, KINDS)
    with override(LANGUAGE):
        return inline(render(invitation_paper(meeting, documents=_documents(meeting))), media, f"giay-moi-{pk}.{kind}")


@staff_page
@require_safe
def invitations(request, pk):
    """One for each household, in one PDF."""
    meeting = meeting_or_404(request, pk)
    rows = queries.rows_of(meeting)
    with override(LANGUAGE):
        data = invitations_pdf(meeting, rows, documents=_documents(meeting), on=meeting.called_on or clock.today())
    return inline(data, PDF, f"giay-moi-tung-ho-{pk}.pdf")


@staff_page
@require_safe
def route(request, pk):
    """The list for whoever goes from door to door."""
    meeting = meeting_or_404(request, pk)
    with override(LANGUAGE):
        last = words.call_by(queries.last_days(meeting)["call"])
        data = route_list_pdf(meeting, queries.rows_of(meeting), last_day=last, on=clock.today())
    return inline(data, PDF, f"di-bao-{pk}.pdf")


@staff_page
@require_safe
def sheet(request, pk):
    """The attendance sheet that is signed at the door."""
    meeting = meeting_or_404(request, pk)
    with override(LANGUAGE):
        data = attendance_sheet_pdf(meeting, queries.rows_of(meeting), on=clock.today())
    return inline(data, PDF, f"diem-danh-{pk}.pdf")


@staff_page
@require_safe
def minutes(request, pk, kind):
    """The minutes as they stand."""
    meeting = meeting_or_404(request, pk)
    render, media = wanted_type(kind, KINDS)
    with override(LANGUAGE):
        return inline(render(minutes_paper(meeting, _facts(meeting))), media, f"bien-ban-{pk}.{kind}")


@staff_page
@require_safe
def counting(request, pk, kind):
    """The minutes of the counting board."""
    meeting = meeting_or_404(request, pk)
    render, media = wanted_type(kind, KINDS)
    with override(LANGUAGE):
        return inline(render(counting_paper(meeting, _facts(meeting))), media, f"bien-ban-kiem-phieu-{pk}.{kind}")


def _documents(meeting: Meeting) -> list[str]:
    rows = MatterPaper.objects.filter(matter__votes__meetings=meeting).order_by("matter", "order", "pk")
    return list(dict.fromkeys(rows.values_list("title", flat=True)))


def _said(report) -> str:
    """What a report said; one that was not given says so, with the reason."""
    return report.text if report.given else _("không có báo cáo. %(why)s") % {"why": report.text}


def _facts(meeting: Meeting) -> Facts:
    return Facts(
        households=len(queries.rows_of(meeting, whole=True)), present=meeting.attendance.count(),
        mandates=queries.mandates(meeting), members=list(meeting.members.all()),
        procedural=[(vote, passed(vote)) for vote in meeting.procedural.all()],
        decided=[_decided(meeting, vote) for vote in meeting.votes.select_related("matter", "village", "commune")],
        reports=[(str(one.get_of_display()), _said(one)) for one in meeting.reports.all()],
    )  # fmt: skip


def _decided(meeting: Meeting, vote) -> Decided:
    """The sums of this meeting (of a cluster: its own), and the village's result once it stands."""
    result = Result.objects.filter(vote=vote).first()
    tally, sentences = queries.counted(vote, meeting).agreed, []
    if result is not None:
        sentences = [result.verdict["explanation"]]
        if result.for_candidates:
            found = queries.election(vote, result.for_candidates, on=result.decided_on)
            sentences = [*words.elected(found), *sentences]
    return Decided(vote.matter.title, vote.matter.question, tally, queries.candidates_of(vote), sentences)
