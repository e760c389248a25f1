"""Somebody was received: what they brought becomes a matter or belongs to one, and is answered once."""

import pytest

from danchu.core.errors import Refused, Stale
from danchu.documents import paper as sheets
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.intake.services import open_with
from danchu.organisation.policies import access_of
from danchu.petitions.models import Case
from danchu.petitions.papers.cases import facts_of
from danchu.petitions.papers.handed import handed_paper
from danchu.petitions.papers.register import cells
from danchu.petitions.queries.heard import case_of, cases_with, names_of, visits_of
from danchu.petitions.services import cases, heard
from danchu.petitions.states import Condition, Kind, Reply, Topic
from danchu.petitions.tests.reception_situations import heard as received
from danchu.petitions.tests.situations import accepted, again, at, brought, day


def made(cast, visit, *, on: str = "2026-07-03", **fields):
    """The visit's words as a matter, with its receipt."""
    values = {"text": visit.about, "topic": Topic.ROAD, "asked_first": True, "by": cast.clerk, "now": at(on), **fields}
    return heard.make_case(visit=visit, **values)


def sees(person):
    return access_of(person, day("2026-07-06"))


@pytest.mark.django_db
def test_l42_2013_a25_a28_1_what_is_heard_becomes_a_matter_and_is_answered_once(cast, subtests):
    visit = received(cast)
    duty = Duty.objects.get(subject=visit.subject)
    with subtests.test("not without the first question"), pytest.raises(Refused, match="Trước khi ghi"):
        made(cast, visit, asked_first=False)
    with subtests.test("other words than were read back are read back anew"), pytest.raises(Refused, match="đọc lại"):
        made(cast, visit, text="Lời khác.")
    issued = made(cast, visit)
    case = Case.objects.get(heard__visit=visit)
    with subtests.test("the person follows it with code and PIN"):
        assert open_with(commune=cast.commune, code=issued.receipt.code, pin=issued.pin) == issued.receipt
        assert issued.receipt.read_back == "agreed"
        assert case.submission.receipt.contact.name == visit.name
    with subtests.test("once"), pytest.raises(Stale):
        made(cast, visit)
    assert duty.state == DutyState.OPEN
    accepted(cast, again(case), "2026-07-07")
    visit.refresh_from_db()
    duty.refresh_from_db()
    with subtests.test("its notice is the answer of the reception"):
        assert (visit.reply, visit.replied_on) == (Reply.ACCEPTED, day("2026-07-07"))
        assert duty.state == DutyState.FULFILLED
    with subtests.test("either page shows the other, the register's column too"):
        assert case_of(visit, sees(cast.clerk)) == case
        assert list(visits_of(case, sees(cast.clerk))) == [visit]
        names = names_of([visit], sees(cast.clerk))
        assert cells(visit, names[visit.pk])[11].startswith(f"Việc số {again(case).name}; 07/7/2026: Đã thụ lý")
    with subtests.test("who sees the line and not the matter reads nothing of it"):
        assert "Việc số" not in cells(visit)[11]
        assert list(visits_of(case, sees(cast.economy_officer))) == []
    with subtests.test("a denunciation has its own way"), pytest.raises(Refused, match="hướng dẫn gửi đơn"):
        made(cast, received(cast, key="tố", kind=Kind.DENUNCIATION))


@pytest.mark.django_db
def test_a_visit_belongs_to_a_matter_whose_code_the_person_names(cast, subtests):
    case = brought(cast, "2026-07-01")
    code = case.submission.receipt.code
    with subtests.test("who may not see it finds nothing by its code"):
        assert cases_with(sees(cast.clerk), code) == [case]
        assert cases_with(sees(cast.economy_officer), code) == []
        assert cases_with(sees(cast.clerk), "sai") == []
    visit = received(cast)
    heard.link_visit(visit=visit, case=case, by=cast.clerk, now=at("2026-07-02"))
    visit.refresh_from_db()
    assert visit.replied_on is None  # not told yet what becomes of it
    cases.transfer(
        case=case, where="Điện lực", told="Hỏi lại sau.", by=cast.clerk, now=at("2026-07-03")
    )  # fmt: skip
    visit.refresh_from_db()
    assert (visit.reply, visit.replied_on) == (Reply.PASSED_ON, day("2026-07-03"))
    with subtests.test("told before: the person at the desk hears it there and then"):
        later = received(cast, "2026-07-06", key="hai")
        heard.link_visit(visit=later, case=again(case), by=cast.clerk, now=at("2026-07-06"))
        later.refresh_from_db()
        assert later.replied_on == day("2026-07-06")
    with subtests.test("both are kept from the same people, or they are not joined"):
        hidden = received(cast, key="ba", subjects=[cast.culture_officer])
        other = brought(cast, "2026-07-01", key="bốn")
        with pytest.raises(Refused, match="cùng những người"):
            heard.link_visit(visit=hidden, case=other, by=cast.clerk, now=at("2026-07-02"))
        about = brought(cast, "2026-07-01", key="năm", about=[cast.culture_officer])
        heard.link_visit(visit=hidden, case=about, by=cast.clerk, now=at("2026-07-02"))
        assert case_of(hidden, sees(cast.culture_officer)) is None


@pytest.mark.django_db
def test_nd154_2026_form_02_tcd_lists_what_was_handed_in(cast, subtests):
    visit = received(cast)
    with subtests.test("each has a name"), pytest.raises(Refused, match="tên từng"):
        heard.hand_in(visit=visit, papers=[(" ", 1, Condition.COPY)], by=cast.clerk, now=at("2026-07-02"))
    papers = [("Đơn đề nghị", 2, Condition.ORIGINAL), ("Sổ đỏ", None, Condition.COPY)]
    rows = heard.hand_in(visit=visit, papers=papers, by=cast.clerk, now=at("2026-07-02"))
    sheet = handed_paper(visit, rows)
    text = "\n".join(sheets.plain(block.text) for block in sheet.body)
    assert "Đã nhận của: ông (bà) Người Đến Một" in text
    assert "Đơn đề nghị, 2 trang, bản chính" in text
    assert "Sổ đỏ, bản phô tô" in text
    assert "MÃ BIÊN NHẬN" not in text
    assert [each.name for each in sheet.signatures] == ["", "Chị Văn Thư"]
    with subtests.test("the matter made from it lists them too"):
        made(cast, visit)
        facts = facts_of(again(Case.objects.get(heard__visit=visit)), recorder=cast.clerk)
        assert "Sổ đỏ, bản phô tô" in facts["files"]
