"""Sessions of the People's Council, and the report on disclosure to each regular one (Art. 14.3)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.disclosure.messages import LANGUAGE
from danchu.disclosure.models import CouncilReport, CouncilSession, SessionReport
from danchu.disclosure.papers import council as papers
from danchu.disclosure.queries import council as queries
from danchu.disclosure.services.issuing import release, signed_as
from danchu.disclosure.services.wording import check_words
from danchu.disclosure.states import LIST_NEXT, ListState, SessionKind
from danchu.documents import services as documents
from danchu.documents.states import DocumentKind
from danchu.duties import services as duties
from danchu.organisation.policies import root_unit

KIND = "council-report"  # in the catalogue
TEXTS = ("judgement", "causes", "proposals")


@act(gettext_lazy("Ghi kỳ họp Hội đồng nhân dân"), on="result")
def enter_session(*, commune, opens_on: datetime.date, kind: SessionKind, note: str = "", by, now) -> CouncilSession:
    """A session and the day on which it opens. Raises Refused when one that day was entered already."""
    if CouncilSession.objects.filter(commune=commune, opens_on=opens_on).exists():
        raise Refused(_("Xã đã ghi một kỳ họp khai mạc ngày này."))
    return CouncilSession.objects.create(
        commune=commune, opens_on=opens_on, kind=kind, note=note.strip()[:200], recorded_at=now, recorded_by=by
    )


@act(gettext_lazy("Bỏ kỳ họp ghi nhầm"), on="session")
def drop_session(*, session: CouncilSession, by, now) -> None:
    """One entered by mistake. Raises Refused when a report stands on it."""
    if CouncilReport.objects.filter(session=session).exists():
        raise Refused(_("Kỳ họp này đã có báo cáo nên không bỏ được."))
    session.delete()


@act(gettext_lazy("Lập báo cáo Hội đồng nhân dân về công khai"), on="result")
def begin_report(*, session: CouncilSession, by, now) -> CouncilReport:
    """The report to a regular session: of everything since the last one, up to today or the day before the session.

    The one that is there when there is one. Raises Refused for another kind of session.
    """
    found = CouncilReport.objects.filter(session=session).first()
    if found:
        return found
    return begin(CouncilReport, session, now=now)


@act(gettext_lazy("Viết báo cáo Hội đồng nhân dân về công khai"), on="report")
def write_report(*, report: CouncilReport, values: dict, by, now) -> CouncilReport:
    """What people add: `judgement`, `causes`, `proposals`, and the period's last day (`period_to`). No number."""
    return write(_locked(report, ListState.APPROVED), values, now=now)


@act(gettext_lazy("Duyệt báo cáo Hội đồng nhân dân về công khai"), on="report")
def approve_report(*, report: CouncilReport, post, by, now) -> CouncilReport:
    """The facts are frozen, the paper waits for its number. Raises Refused when the post may not sign, Stale twice."""
    report = _locked(report, ListState.APPROVED)
    report.facts = queries.facts_of(report, timezone.localdate(now))
    report.state = ListState.APPROVED
    with override(LANGUAGE):
        return sign(report, papers.of(report, report.facts, draft=False), post=post, by=by, now=now)


@act(gettext_lazy("Công khai báo cáo Hội đồng nhân dân về công khai"), on="report")
def publish_report(*, report: CouncilReport, by, now) -> CouncilReport:
    """The issued report is an item; the duty of the half year its session lies in is fulfilled.

    Raises Refused while the paper is not issued, Stale on a second click.
    """
    report = _locked(report, ListState.PUBLIC)
    opens, whole = report.session.opens_on, report.facts["total"]
    with override(LANGUAGE):
        report.item = release(
            commune=report.commune, unit=report.unit, key=f"council-report:{report.session_id}", kind=KIND,
            title=papers.title(report), year=opens.year, document=report.document, by=by, now=now,
            summary=_(
                "Ủy ban nhân dân xã báo cáo Hội đồng nhân dân: đã công khai %(published)s nội dung, %(late)s muộn hạn, "
                "%(missing)s đến hạn mà chưa công khai."
            ) % whole,
            text=" ".join((report.judgement, report.causes, report.proposals)),
        )  # fmt: skip
    report.state, report.published_at, report.published_by = ListState.PUBLIC, now, by
    report.save()
    reported(report, "report-disclosure", on=timezone.localdate(now), by=by, now=now)
    return report


# -- what the reports of other areas to a session share ---------------------------------------------------------------
def begin[R: SessionReport](model: type[R], session: CouncilSession, *, now) -> R:
    """The report of a kind to a regular session, a draft: of everything since the last one of its kind.

    Raises Refused for another kind of session.
    """
    if session.kind != SessionKind.REGULAR:
        raise Refused(_("Báo cáo này trình kỳ họp thường lệ."))
    first = queries.begins_on(session.commune, session, model)
    last = max(first, min(timezone.localdate(now), session.opens_on - datetime.timedelta(days=1)))
    return model.objects.create(
        commune=session.commune, unit=root_unit(session.commune), session=session, period_from=first, period_to=last,
        made_at=now,
    )  # fmt: skip


def write[R: SessionReport](report: R, values: dict, *, now) -> R:
    """What people add to a report (TEXTS, `period_to`). Raises Refused for a period that cannot be, or for names."""
    last = values.get("period_to", report.period_to)
    if not report.period_from <= last < report.session.opens_on or last > timezone.localdate(now):
        raise Refused(_("Ngày chốt phải sau ngày đầu kỳ, trước ngày khai mạc và không sau hôm nay."))
    check_words(*(values.get(name, "") for name in TEXTS))
    report.period_to = last
    for name in TEXTS:
        setattr(report, name, values.get(name, getattr(report, name)).strip())
    report.save()
    return report


def sign[R: SessionReport](report: R, content, *, post, by, now) -> R:
    """The report is approved as the official paper `content`, which waits for its number; saved.

    Raises Refused when the post may not sign for the People's Committee.
    """
    right = signed_as(post)
    document = documents.open_document(
        commune=report.commune, unit=report.unit, kind=DocumentKind.REPORT, title=content.title,
        subject=report.subject, content=content, now=now,
    )  # fmt: skip
    report.document = documents.approve(document=document, content=content, signed_as=right, by=by, post=post, now=now)
    report.approved_at, report.approved_by = now, by
    report.save()
    return report


def reported(report: SessionReport, duty: str, *, on: datetime.date, by, now) -> None:
    """The law's duty `duty` (its id) of the half year in which the report's session lies was done on a day."""
    opens = report.session.opens_on
    half = 1 if opens.month <= 6 else 2
    duties.fulfil(
        commune=report.commune, subject=f"law:{duty}:{opens.year}-S{half}", by_what=report.subject, on=on,
        note=report.document.full_number, by=by, now=now,
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------


def _locked(report: CouncilReport, to: ListState) -> CouncilReport:
    rows = CouncilReport.objects.select_related("commune", "unit", "session", "document")
    report = locked(rows).get(pk=report.pk)
    if to not in LIST_NEXT[ListState(report.state)]:
        raise Stale(
            _("Báo cáo đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": report.get_state_display()}
        )
    return report
