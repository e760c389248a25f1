"""A matter is brought up, worked on, put to the people: what is refused, with which article, and what is kept."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danchu.channels.models import Announcement, Board, PostingOrder, Relay
from danchu.core.errors import Refused, Stale
from danchu.decisions import queries, services
from danchu.decisions.models import Matter
from danchu.decisions.queries import matters as asked
from danchu.decisions.services import declare, freeze, open_vote, open_votes, ready
from danchu.decisions.states import MatterState, Proposer, VoteState
from danchu.decisions.tests.situations import (
    NOW,
    another_village,
    brought,
    commune_wide,
    households,
    matter_that_is_ready,
    open_with_roll,
    with_paper,
)
from danchu.documents.paper import Paper, Paragraph, render_pdf
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


# -- who may bring what up (Art. 16) ----------------------------------------------------------------------------------
@pytest.mark.parametrize("clause", ["15.3", "15.4", "15.5", "15.6"])
def test_l10_a21_1_only_clauses_1_and_2_are_commune_wide(cast, clause):
    with pytest.raises(Refused, match=r"do từng thôn.*khoản 1 Điều 21"):
        commune_wide(cast, clause=clause)
    assert not Matter.objects.exists()


@pytest.mark.parametrize("proposer", [Proposer.VILLAGE_HEAD, Proposer.CITIZENS])
def test_l10_a16_1_the_whole_commune_is_asked_by_its_chair(cast, proposer):
    with pytest.raises(Refused, match="khoản 1 Điều 16"):
        brought(cast, village=None, proposer=proposer)


def test_l10_a16_2_a_village_is_asked_by_its_head_or_its_citizens(cast):
    with pytest.raises(Refused, match="khoản 2 Điều 16"):
        brought(cast, proposer=Proposer.CHAIR)


def test_d59_6_1_a_the_chair_decides_on_the_election_of_a_village_head(cast):
    matter = ready(
        matter=brought(cast, proposer=Proposer.CHAIR, clause="15.4", front_agreed_on=None), by=cast.chair, now=NOW
    )
    assert matter.brought_up["rule"] == "ND59-06-1a"


@pytest.mark.parametrize(
    ("village", "proposer", "article"),
    [(..., Proposer.VILLAGE_HEAD, "khoản 2 Điều 16"), (None, Proposer.CHAIR, "khoản 1 Điều 16")],
)
def test_l10_a16_without_the_front_nothing_is_put_to_the_people(cast, village, proposer, article):
    matter = brought(cast, village=village, proposer=proposer, front_agreed_on=None)
    with pytest.raises(Refused, match=article):
        ready(matter=matter, by=cast.village_head, now=NOW)
    matter.refresh_from_db()
    assert (matter.state, Line.objects.count()) == (MatterState.PROPOSED, 0)


def test_an_office_is_no_village(cast):
    with pytest.raises(Refused, match="Chỉ thôn"):
        brought(cast, village=cast.culture)


def test_numbers_follow_one_another_within_the_year(cast, others):
    first, second, other = brought(cast), brought(cast), brought(others)
    assert [first.number, second.number, other.number] == [1, 2, 1]


# -- the form (Art. 17 to 19) -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clause", "form", "article"),
    [
        ("15.1", "online", "khoản 2 Điều 17"),
        ("15.4", "online", "khoản 2 Điều 17"),
        ("15.3", "ballot", "khoản 2.* Điều 10"),
        ("15.4", "ballot", "khoản 2 Điều 17"),
        ("15.5", "ballot", "khoản 2 Điều 17"),
    ],
)
def test_l10_a17_2_an_unlawful_form_is_refused_with_its_article(cast, clause, form, article):
    matter = brought(cast, clause=clause)
    with pytest.raises(Refused, match=article):
        services.change(matter=matter, version=1, form=form, by=cast.village_head, now=NOW)
    matter.refresh_from_db()
    assert (matter.form, matter.version) == ("meeting", 1)


def test_d59_4_1_c_a_doubtful_form_is_taken_with_its_doubt(cast):
    assert ready(matter=brought(cast, form="ballot"), by=cast.village_head, now=NOW).state == MatterState.READY


def test_online_is_not_done_here_yet_and_says_so(cast):
    with pytest.raises(Refused, match="chưa làm được"):
        brought(cast, clause="15.6", form="online")


def test_somebody_else_changed_it_meanwhile(cast):
    matter = brought(cast)
    services.change(matter=matter, version=1, title="Làm cầu", by=cast.village_head, now=NOW)
    with pytest.raises(Stale):
        services.change(matter=matter, version=1, title="Làm kênh", by=cast.chair, now=NOW)
    assert asked.matters_of(cast.commune, words="lam cau").get() == matter


def test_lines_break_in_one_way_whatever_the_browser_sends(cast):
    """The digest is counted from the words as they are shown, and a paper shows no empty box."""
    matter = brought(cast, explanation="Một.\r\nHai.")
    assert matter.explanation == "Một.\nHai."
    matter = services.change(matter=matter, version=1, question="Một?\r\nHai?", by=cast.village_head, now=NOW)
    assert matter.question == "Một?\nHai?"


# -- the question stands, and is taken back ---------------------------------------------------------------------------
def test_what_stands_is_in_the_register_and_is_not_changed(cast):
    matter = matter_that_is_ready(cast)
    line = Line.objects.get()
    assert line.event == "decisions.question"
    assert matter.question_digest in line.body
    for act in (
        lambda: services.change(matter=matter, version=2, title="Khác", by=cast.village_head, now=NOW),
        lambda: services.set_candidates(matter=matter, rows=[], by=cast.village_head, now=NOW),
        lambda: ready(matter=matter, by=cast.village_head, now=NOW),
    ):
        with pytest.raises(Stale):
            act()


def test_back_to_editing_while_nobody_votes_is_a_line_with_its_reason(cast):
    matter = matter_that_is_ready(cast)
    with pytest.raises(Refused, match="lý do"):
        services.take_back(matter=matter, reason=" ", by=cast.village_head, now=NOW)
    matter = services.take_back(matter=matter, reason="Sai mức đóng góp.", by=cast.village_head, now=NOW)
    assert (matter.state, matter.question_digest, matter.brought_up) == (MatterState.PROPOSED, "", {})
    assert [line.event for line in Line.objects.order_by("sequence")] == [
        "decisions.question", "decisions.question_taken_back",
    ]  # fmt: skip


def test_once_a_vote_is_open_the_question_is_not_taken_back(cast):
    matter = matter_that_is_ready(cast)
    open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)
    with pytest.raises(Stale):
        services.take_back(matter=matter, reason="Đổi ý.", by=cast.village_head, now=NOW)


def test_a_draft_is_dropped_without_a_line_a_question_with_one(cast):
    services.drop(matter=brought(cast), reason="Chưa cần.", by=cast.village_head, now=NOW)
    assert not Line.objects.exists()
    dropped = services.drop(matter=matter_that_is_ready(cast), reason="Đã có dự án.", by=cast.village_head, now=NOW)
    assert dropped.dropped_why == "Đã có dự án."
    assert Line.objects.order_by("sequence").last().event == "decisions.dropped"


# -- papers and candidates --------------------------------------------------------------------------------------------
def picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 40), "white").save(data, "PNG")
    return SimpleUploadedFile("du-toan.png", data.getvalue(), "image/png")


@pytest.mark.parametrize("form", ["meeting", "cluster"])
@pytest.mark.parametrize("clause", ["15.1", "15.2", "15.3"])
def test_d59_3_4_no_question_of_clauses_1_to_3_stands_for_a_meeting_without_papers(cast, clause, form):
    matter = brought(cast, clause=clause, form=form, scattered=True)
    with pytest.raises(Refused, match="khoản 4 Điều 3 Nghị định số 59/2023"):
        ready(matter=matter, by=cast.village_head, now=NOW)
    assert not Line.objects.exists()
    assert ready(matter=with_paper(matter), by=cast.village_head, now=NOW).state == MatterState.READY


def test_d59_3_4_other_clauses_and_ballots_need_no_papers_and_a_meeting_in_place_of_ballots_does(cast):
    assert ready(matter=brought(cast, clause="15.6"), by=cast.village_head, now=NOW).state == MatterState.READY
    by_ballot = ready(matter=brought(cast, form="ballot"), by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="Chưa có tài liệu"):
        open_vote(matter=by_ballot, village=cast.village, form="meeting", by=cast.village_head, now=NOW)


def test_d59_3_4_papers_stand_in_the_register_by_their_digest(cast):
    matter = brought(cast)
    paper = services.add_paper(matter=matter, title="Dự toán", upload=picture(), by=cast.village_head, now=NOW)
    more = services.add_paper(matter=matter, title="Bản vẽ", upload=picture(), by=cast.village_head, now=NOW)
    services.remove_paper(matter=matter, paper=more, by=cast.village_head, now=NOW)
    ready(matter=matter, by=cast.village_head, now=NOW)
    assert paper.file.sha256 in Line.objects.get().body
    with pytest.raises(Stale):
        services.remove_paper(matter=matter, paper=paper, by=cast.village_head, now=NOW)


def test_a_paper_with_peoples_data_does_not_go_to_every_house(cast):
    upload = SimpleUploadedFile("ds.pdf", render_pdf(Paper(
        issuing_body="bản Nà Mẫu", kind="Danh sách", title="Hộ góp", body=(Paragraph("CCCD số 012345678901"),)
    )))  # fmt: skip
    matter = brought(cast)
    with pytest.raises(Refused, match="thông tin cá nhân") as refused:
        services.add_paper(matter=matter, title="Danh sách", upload=upload, by=cast.village_head, now=NOW)
    assert "012345678901" not in str(refused.value)
    assert not matter.papers.exists()


def test_candidates_only_where_somebody_is_elected_and_no_name_twice(cast):
    rows = [("Lò Văn Một", "bản Nà Mẫu"), ("Lò Thị Hai", "")]
    election = brought(cast, clause="15.5")
    services.set_candidates(matter=election, rows=rows, by=cast.village_head, now=NOW)
    assert list(election.candidates.values_list("name", "order")) == [("Lò Văn Một", 1), ("Lò Thị Hai", 2)]
    with pytest.raises(Refused, match="trùng tên"):
        services.set_candidates(matter=election, rows=[("Lò Văn Một", ""), ("lò văn  một", "")], by=cast.chair, now=NOW)
    with pytest.raises(Refused, match="bầu cử"):
        services.set_candidates(matter=brought(cast), rows=rows, by=cast.village_head, now=NOW)


# -- put to a village, to every village -------------------------------------------------------------------------------
def test_a_vote_is_opened_once_and_the_village_owes_it_until_the_result(cast):
    vote = open_with_roll(cast, 98)
    assert open_vote(matter=vote.matter, village=cast.village, by=cast.village_head, now=NOW).pk == vote.pk
    duty = Duty.objects.get(subject=vote.subject)
    assert (duty.unit, duty.state, duty.never_late) == (cast.village, DutyState.OPEN, True)
    values = {"attending": 98, "yes": 98, "no": 0, "other": 0, "invalid": 0}
    declare(vote=vote, decided_on=TODAY, by=cast.village_head, now=NOW, **values)
    duty.refresh_from_db()
    assert duty.state == DutyState.FULFILLED


def test_a_commune_wide_matter_is_put_to_every_village_once(cast, others):
    second = another_village(cast)
    matter = ready(matter=with_paper(commune_wide(cast)), by=cast.chair, now=NOW)
    votes = open_votes(matter=matter, by=cast.chair, now=NOW)
    assert [vote.village for vote in votes] == [cast.village, second]
    assert [vote.pk for vote in open_votes(matter=matter, by=cast.chair, now=NOW)] == [vote.pk for vote in votes]
    assert set(Duty.objects.values_list("unit", flat=True)) == {cast.village.pk, second.pk}
    with pytest.raises(Refused):
        open_vote(matter=matter, village=others.village, by=cast.chair, now=NOW)


def test_l10_a18_3_in_a_small_village_a_commune_wide_matter_is_talked_over_at_one_meeting(cast):
    large = another_village(cast)
    households(cast, 50)
    households(cast, 200, large)
    matter = ready(matter=with_paper(commune_wide(cast, form="cluster")), by=cast.chair, now=NOW)
    votes = open_votes(matter=matter, by=cast.chair, now=NOW)
    assert {vote.village: vote.form for vote in votes} == {cast.village: "meeting", large: "cluster"}


def test_l10_a18_3_that_people_live_scattered_goes_with_the_vote(cast):
    households(cast, 50)
    matter = matter_that_is_ready(cast, form="cluster", scattered=True)
    assert open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW).scattered


def test_nothing_is_put_to_the_people_before_its_question_stands(cast):
    with pytest.raises(Stale):
        open_vote(matter=brought(cast), village=cast.village, by=cast.village_head, now=NOW)


def held(cast, *, attending, yes, clause="15.1"):
    """A meeting of a village of 98 households with its result."""
    vote = open_with_roll(cast, 98, clause=clause)
    declare(
        vote=vote, decided_on=TODAY, attending=attending, yes=yes, no=attending - yes, other=0, invalid=0,
        by=cast.village_head, now=NOW,
    )  # fmt: skip
    return vote


@pytest.mark.parametrize(("clause", "enough"), [("15.1", 66), ("15.3", 50), ("15.4", 50), ("15.6", 50)])
def test_l10_a19_1_b_ballots_after_a_meeting_that_was_one_short(cast, clause, enough):
    first = held(cast, attending=enough - 1, yes=enough - 1, clause=clause)
    second = open_vote(matter=first.matter, village=cast.village, form="ballot", by=cast.village_head, now=NOW)
    assert (second.after, second.state) == (first, VoteState.PLANNED)
    assert second.matter.decided_on is None
    assert queries.facts(second, on=TODAY)["earlier_meeting_attending"] == enough - 1


@pytest.mark.parametrize(("clause", "enough"), [("15.1", 66), ("15.3", 50), ("15.6", 50)])
def test_l10_a19_1_b_no_ballots_after_a_meeting_that_could_have_passed_it(cast, clause, enough):
    first = held(cast, attending=enough, yes=1, clause=clause)
    with pytest.raises(Refused, match=rf"{enough} đại diện hộ.*khoản (1 Điều 19|2.* Điều 10|2 Điều 17)"):
        open_vote(matter=first.matter, village=cast.village, form="ballot", by=cast.village_head, now=NOW)


def test_l10_a19_1_b_no_ballots_while_the_meeting_has_no_result(cast):
    vote = open_with_roll(cast, 98)
    with pytest.raises(Refused, match="Điều 19"):
        open_vote(matter=vote.matter, village=cast.village, form="ballot", by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="phát phiếu"):
        open_vote(matter=vote.matter, village=cast.village, form="cluster", by=cast.village_head, now=NOW)


def test_l10_a19_1_a_commune_wide_ballots_leave_no_doubt_in_the_result(cast):
    matter = ready(matter=commune_wide(cast, form="ballot"), by=cast.chair, now=NOW)
    households(cast, 9)
    vote = open_votes(matter=matter, by=cast.chair, now=NOW)[0]
    freeze(vote=vote, by=cast.village_head, now=NOW)
    result = declare(
        vote=vote, decided_on=TODAY, issued=9, attending=9, yes=6, no=3, other=0, invalid=0, by=cast.chair, now=NOW
    )  # fmt: skip
    verdict = result.verdict
    assert (result.outcome, verdict["doubtful"], verdict["effect"]) == ("passed", False, "committee_decision")


# -- everyone is told -------------------------------------------------------------------------------------------------
def boards(cast, *villages):
    return [
        Board.objects.create(commune=cast.commune, unit=one, place="culture_house", name=f"Nhà văn hóa {one.name}")
        for one in villages
    ]


def test_d59_3_3_a_villages_matter_hangs_on_its_own_boards_and_goes_through_its_own_head(cast):
    other = another_village(cast)
    mine, _elsewhere = boards(cast, cast.village, other)
    matter = matter_that_is_ready(cast)
    services.tell(matter=matter, aired=False, by=cast.village_head, now=NOW)
    services.tell(matter=matter, aired=True, by=cast.village_head, now=NOW)
    assert [order.board for order in PostingOrder.objects.all()] == [mine]
    assert [relay.village for relay in Relay.objects.all()] == [cast.village]
    told = Announcement.objects.get()
    assert (told.airs_days, told.path, told.title) == (0, "dan-ban/2026/1/", "Dân bàn: Làm đường vào bản")


def test_a_commune_wide_matter_is_told_in_every_village_and_taken_down_when_it_is_taken_back(cast):
    boards(cast, cast.village, another_village(cast))
    matter = ready(matter=with_paper(commune_wide(cast)), by=cast.chair, now=NOW)
    services.tell(matter=matter, aired=True, by=cast.chair, now=NOW)
    assert (PostingOrder.objects.count(), Relay.objects.count()) == (2, 2)
    services.take_back(matter=matter, reason="Sai mức góp.", by=cast.chair, now=NOW)
    assert Announcement.objects.get().state == "withdrawn"
    services.tell(matter=ready(matter=matter, by=cast.chair, now=NOW), aired=True, by=cast.chair, now=NOW)
    assert list(Announcement.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "current"]


def test_a_draft_is_not_told(cast):
    with pytest.raises(Stale):
        services.tell(matter=brought(cast), aired=False, by=cast.village_head, now=NOW)
