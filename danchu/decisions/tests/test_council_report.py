"""The report on discussing and deciding to the People's Council, with copy to the Front: Law 10/2022, Art. 23.1."""

import datetime

import pytest
from django.urls import reverse

from danchu.core.errors import Refused
from danchu.decisions.models import DecisionsReport
from danchu.decisions.papers import council as papers
from danchu.decisions.services import council as services
from danchu.decisions.states import MatterState, ReportState
from danchu.decisions.tests.after_situations import TODAY, answer, count, moment, sent, voted, whole_commune
from danchu.disclosure.services.council import enter_session
from danchu.disclosure.states import SessionKind
from danchu.disclosure.tests.situations import issued
from danchu.documents.paper.serial import from_json
from danchu.duties.models import Duty
from danchu.duties.services import generate_law_duties
from danchu.duties.states import DutyState

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
OPENS = datetime.date(2026, 6, 25)
CLOSED = datetime.date(2026, 6, 10)


def session(cast, kind=SessionKind.REGULAR, opens_on=OPENS):
    return enter_session(commune=cast.commune, opens_on=opens_on, kind=kind, by=cast.clerk, now=moment(TODAY))


def test_l10_a23_1_from_what_happened_to_the_council_the_front_and_the_duty(cast, on_day, sign_in):
    on_day(CLOSED.isoformat())
    generate_law_duties(commune=cast.commune, on=CLOSED, now=moment(CLOSED))
    vote = voted(cast, clause="15.3")
    answer(sent(cast, vote, TODAY + DAY), cast.chair, TODAY + 2 * DAY)
    voted(cast, yes=2, on=TODAY + DAY)
    clerk = sign_in(cast.clerk)

    page = clerk.post(reverse("deciding:begin", args=[session(cast).pk]), {"yes": "1"}, follow=True)
    report = DecisionsReport.objects.get()
    assert (report.period_from, report.period_to) == (datetime.date(2026, 1, 1), CLOSED)
    numbers = services.facts_of(report)["numbers"]
    assert [numbers[code] for code in ("C5_passed", "C5_failed", "C6_sent", "C7_recognised", "C7_refused")] == [
        "1", "1", "1", "1", "0",
    ]  # fmt: skip
    assert numbers["C3_attended"] is None  # no meeting was kept here: nobody knows, which is never zero
    assert "Làm đường vào bản (" in page.text  # what did not pass is named
    assert "chưa có số liệu" in page.text
    assert "không ghi nhận nội dung nào của toàn xã" in page.text
    assert clerk.get(reverse("deciding:paper", args=[report.pk, "pdf"])).content[:4] == b"%PDF"

    texts = {"period_to": CLOSED.isoformat(), "judgement": "", "causes": "Mưa lũ.", "proposals": ""}
    clerk.post(reverse("deciding:write", args=[report.pk]), texts)
    assert clerk.get(reverse("deciding:approve", args=[report.pk])).status_code == 403
    chair = sign_in(cast.chair)
    chair.post(reverse("deciding:approve", args=[report.pk]), {"signer": cast.chair.posts.get().pk})
    report.refresh_from_db()
    assert report.state == ReportState.APPROVED
    send = {"report": report, "by": cast.clerk, "now": moment(CLOSED)}
    with pytest.raises(Refused, match="chưa cấp số"):
        services.send_to_council(sent_on=CLOSED, **send)
    issued(cast, report.document, now=moment(CLOSED))
    for wrong in (CLOSED - DAY, CLOSED + DAY):
        with pytest.raises(Refused, match="Ngày gửi"):
            services.send_to_council(sent_on=wrong, **send)
    page = chair.post(reverse("deciding:send", args=[report.pk]), {"sent_on": f"{CLOSED:%d/%m/%Y}"}, follow=True)
    assert "Gửi Hội đồng nhân dân và Mặt trận Tổ quốc ngày" in page.text
    with pytest.raises(Refused, match="đang ở bước"):
        services.send_to_council(sent_on=CLOSED, **send)

    report.refresh_from_db()
    paper = from_json(report.document.content)
    assert paper.addressees == ("Hội đồng nhân dân xã Bản Mẫu",)
    assert any("MTTQ" in line for line in paper.recipients)
    assert "Mưa lũ." in str(paper.body)
    duty = Duty.objects.get(key="law:report-decisions:2026-S1")
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, CLOSED)
    voted(cast, on=CLOSED)
    assert services.facts_of(report)["numbers"]["C5_passed"] == "1"  # approved, it no longer moves


def test_what_was_put_to_the_whole_commune_is_told_matter_by_matter(cast):
    matter, votes = whole_commune(cast)
    count(cast, votes[0], 9)
    report = services.begin_report(session=session(cast), by=cast.clerk, now=moment(CLOSED))
    told = {"title": matter.title, "clause": "15.1", "households": 9, "yes": 9, "villages": 1, "passing": 1}
    assert services.facts_of(report)["whole"] == [told | {"state": MatterState.VOTING, "decided_on": None}]
    count(cast, votes[1], 8)
    count(cast, votes[2], 2, on=TODAY + DAY)
    told |= {"households": 27, "yes": 19, "villages": 3, "passing": 2, "decided_on": f"{TODAY + DAY:%Y-%m-%d}"}
    assert services.facts_of(report)["whole"] == [told | {"state": MatterState.DECIDED}]
    body = str(papers.of(report, services.facts_of(report), draft=True).body)
    assert "2 trên 3 thôn, bản tán thành; 19 trên 27 hộ đồng ý" in body


def test_only_a_regular_session_hears_it_and_the_next_begins_where_it_ended(cast):
    with pytest.raises(Refused, match="thường lệ"):
        services.begin_report(
            session=session(cast, SessionKind.EXTRAORDINARY, OPENS - DAY), by=cast.clerk, now=moment(CLOSED)
        )
    services.begin_report(session=session(cast), by=cast.clerk, now=moment(CLOSED))
    later = session(cast, opens_on=datetime.date(2026, 12, 10))
    second = services.begin_report(session=later, by=cast.clerk, now=moment(datetime.date(2026, 12, 20)))
    assert (second.period_from, second.period_to) == (CLOSED + DAY, datetime.date(2026, 12, 9))
