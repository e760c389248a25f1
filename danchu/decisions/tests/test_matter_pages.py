"""Pages of a matter: step by step, what is unlawful refused with nothing lost, assents ticked, acts confirmed."""

import pytest

from danchu.channels.models import Relay
from danchu.decisions import services
from danchu.decisions.models import Matter, Vote
from danchu.decisions.services import declare, open_votes, ready
from danchu.decisions.states import MatterState
from danchu.decisions.tests.situations import (
    NOW,
    another_village,
    brought,
    commune_wide,
    households,
    initiative,
    matter_that_is_ready,
    open_with_roll,
    with_paper,
)
from danchu.decisions.tests.test_matters import picture

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
BASE = "/lam-viec/dan-ban/"


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-03-10")


def answers(cast, **changed) -> dict:
    """What is typed on all five steps."""
    return {
        "clause": "15.1", "where": str(cast.village.pk), "proposer": "village_head", "proposed_on": "09/3/2026",
        "front_agreed_on": "10/3/2026", "front_agreed_by": "Ông Trưởng ban", "title": "Làm đường vào bản",
        "question": "Mỗi hộ góp 500.000 đồng?", "explanation": "Đường cũ lầy.", "form": "meeting", **changed,
    }  # fmt: skip


def test_one_question_a_page_and_what_was_answered_travels_along(cast, sign_in):
    client, typed = sign_in(cast.village_head), answers(cast)
    assert "Việc này về điều gì" in client.get(f"{BASE}moi/").text
    for at in range(4):
        page = client.post(f"{BASE}moi/", {**typed, "buoc": at})
        assert f'name="buoc" value="{at + 1}"' in page.text
    assert "ít nhất 2 ngày trước ngày họp" in page.text
    answer = client.post(f"{BASE}moi/", {**typed, "buoc": 4})
    matter = Matter.objects.get()
    assert answer.url == f"{BASE}{matter.pk}/"
    assert (matter.village, matter.form, matter.front_agreed_by) == (cast.village, "meeting", "Ông Trưởng ban")


def test_back_loses_nothing(cast, sign_in):
    page = sign_in(cast.village_head).post(f"{BASE}moi/", {**answers(cast), "buoc": 4, "quay-lai": 1})
    assert "Mỗi hộ góp 500.000 đồng?" in page.text
    assert 'name="buoc" value="3"' in page.text
    assert '<input type="hidden" name="form" value="meeting">' in page.text


@pytest.mark.parametrize(
    ("changed", "article"),
    [
        ({"clause": "15.4", "form": "ballot"}, "khoản 2 Điều 17"),
        ({"form": "online"}, "khoản 2 Điều 17"),
        ({"clause": "15.3", "form": "ballot"}, "Điều 10"),
    ],
)
def test_l10_a17_an_unlawful_form_is_refused_with_its_article_and_nothing_is_lost(cast, sign_in, changed, article):
    page = sign_in(cast.village_head).post(f"{BASE}moi/", {**answers(cast, **changed), "buoc": 4})
    assert page.status_code == 422
    assert article in page.text
    assert "Mỗi hộ góp 500.000 đồng?" in page.text
    assert not Matter.objects.exists()


def test_l10_a21_1_a_convention_for_the_whole_commune_is_refused_at_its_step(cast, sign_in):
    typed = answers(cast, clause="15.3", where="xa", proposer="chair")
    page = sign_in(cast.chair).post(f"{BASE}moi/", {**typed, "buoc": 1})
    assert page.status_code == 422
    assert "khoản 1 Điều 21" in page.text


def test_a_doubtful_form_is_shown_with_its_doubt_and_taken(cast, sign_in):
    client = sign_in(cast.village_head)
    page = client.post(f"{BASE}moi/", {**answers(cast), "buoc": 3})
    assert "Còn nghi ngờ" in page.text
    assert client.post(f"{BASE}moi/", {**answers(cast, form="ballot"), "buoc": 4}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"proposed_on": "11/3/2026"}, "không được sau hôm nay"),
        ({"front_agreed_by": ""}, "Hãy ghi ai của Mặt trận"),
        ({"front_agreed_on": ""}, "Hãy ghi ngày Mặt trận"),
        ({"proposer": "citizens"}, "Hãy ghi họ tên công dân"),
        ({"proposer": "chair"}, "Ai đề xuất"),
        ({"proposed_on": "31/2/2026"}, "Lịch không có ngày"),
    ],
)
def test_what_is_typed_wrong_says_what_to_do(cast, sign_in, changed, words):
    page = sign_in(cast.village_head).post(f"{BASE}moi/", {**answers(cast, **changed), "buoc": 2})
    assert page.status_code == 422
    assert words in page.text


@pytest.mark.parametrize(("who", "status"), [("village_head", 200), ("culture_head", 200), ("chair", 200),
                                             ("economy_officer", 403), ("clerk", 403)])  # fmt: skip
def test_who_may_bring_something_up(cast, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get(f"{BASE}moi/").status_code == status


def test_another_communes_people_find_nothing(cast, others, sign_in):
    matter = initiative(cast, [TODAY], count=3)
    client = sign_in(others.chair)
    for path in ("", "sua/cau-hoi/", "tai-lieu/", "dong-thuan/", "dong-thuan/danh-sach.pdf", "chot/", "mo/"):
        assert client.get(f"{BASE}{matter.pk}/{path}").status_code == 404


def test_only_who_works_on_it_sees_households(cast, sign_in):
    matter = initiative(cast, [TODAY], count=3)
    for path in ("dong-thuan/", "dong-thuan/danh-sach.docx"):
        assert sign_in(cast.economy_head).get(f"{BASE}{matter.pk}/{path}").status_code == 403
    page = sign_in(cast.economy_head).get(f"{BASE}{matter.pk}/")
    assert page.status_code == 200
    assert "Đại Diện Hộ" not in page.text


def test_the_list_is_searched_without_marks_and_filtered(cast, sign_in):
    brought(cast, clause="15.6")
    commune_wide(cast)
    elsewhere = another_village(cast)
    client = sign_in(cast.village_head)
    page = client.get(BASE, {"tim": "duong vao"})
    assert "2 việc" in page.text
    assert "1 việc" in client.get(BASE, {"khoan": "15.6"}).text
    assert "1 việc" in client.get(BASE, {"thon": elsewhere.pk}).text
    assert "Bỏ lọc" in client.get(BASE, {"tinh_trang": "dang-ban"}).text
    assert "2 việc" in client.get(BASE, {"thon": "x", "khoan": "99"}).text


def test_an_empty_list_says_what_to_do(cast, sign_in):
    assert "Bắt đầu bằng" in sign_in(cast.village_head).get(BASE).text
    assert "Trưởng thôn, bản, đơn vị tổng hợp" in sign_in(cast.economy_officer).get(BASE).text


def test_from_a_draft_to_the_peoples_hands(cast, sign_in):
    households(cast, 98)
    matter = brought(cast, front_agreed_on=None)
    client, page = sign_in(cast.village_head), f"{BASE}{matter.pk}/"
    assert "Ghi ngày Trưởng thôn thống nhất" in client.get(page).text
    refused = client.post(f"{page}chot/")
    assert refused.status_code == 422
    assert "khoản 2 Điều 16" in refused.text
    client.post(f"{page}sua/de-xuat/", {
        "proposer": "village_head", "proposed_on": "9/3/2026", "front_agreed_on": "9/3/2026",
        "front_agreed_by": "Ông Trưởng ban", "version": 1,
    })  # fmt: skip
    assert f'href="{page}tai-lieu/">Thêm tài liệu</a>' in client.get(page).text
    refused = client.post(f"{page}chot/")
    assert (refused.status_code, "khoản 4 Điều 3 Nghị định" in refused.text) == (422, True)
    with_paper(matter)
    assert f'href="{page}chot/"' in client.get(page).text
    client.post(f"{page}chot/")
    matter.refresh_from_db()
    assert matter.state == MatterState.READY
    assert matter.question_digest[:8] in client.get(page).text
    client.post(f"{page}thong-bao/", {"aired": "on"})
    assert Relay.objects.get().village == cast.village
    assert "98 hộ trong danh sách" in client.get(f"{page}mo/").text
    client.post(f"{page}mo/")
    assert Vote.objects.get().village == cast.village
    assert "Chốt danh sách hộ, mời họp" in client.get(page).text


def test_somebody_else_saved_first_and_what_was_typed_is_still_there(cast, sign_in):
    matter = brought(cast)
    typed = {"title": "Làm cầu treo", "question": "Đồng ý?", "explanation": "", "version": 1}
    services.change(matter=matter, version=1, title="Khác", by=cast.chair, now=NOW)
    page = sign_in(cast.village_head).post(f"{BASE}{matter.pk}/sua/cau-hoi/", typed)
    assert page.status_code == 422
    assert "Làm cầu treo" in page.text
    assert "người khác sửa" in page.text


def test_assents_are_ticked_many_at_once_each_with_its_day(cast, sign_in):
    matter = initiative(cast, [])
    rows = list(matter.village.households.order_by("code")[:10])
    client, page = sign_in(cast.village_head), f"{BASE}{matter.pk}/dong-thuan/"
    typed = {"ho": [one.pk for one in rows], "on": "10/3/2026", "way": "ký", f"ngay-{rows[0].pk}": "1/3/2026"}
    assert client.post(page, typed).status_code == 302
    assert {row.on.day for row in matter.assents.filter(household=rows[0])} == {1}
    text = client.get(page).text
    assert "10 hộ đồng thuận còn giá trị; cần ít nhất 10 trên 98 hộ" in text
    assert "1 ý kiến hết giá trị sau ngày 01/6/2026" in text
    row = matter.assents.first()
    assert client.post(f"{page}{row.pk}/bo/", {"reason": ""}).status_code == 422
    client.post(f"{page}{row.pk}/bo/", {"reason": "Ghi nhầm."})
    assert "Chưa đủ một phần mười" in client.get(page).text


def test_what_was_ticked_stays_ticked_when_a_day_is_wrong(cast, sign_in):
    matter = initiative(cast, [])
    one = matter.village.households.first()
    page = sign_in(cast.village_head).post(f"{BASE}{matter.pk}/dong-thuan/", {
        "ho": [one.pk], "on": "10/3/2026", f"ngay-{one.pk}": "30/2/2026",
    })  # fmt: skip
    assert page.status_code == 422
    assert "30/2/2026" in page.text
    assert f'id="ho-{one.pk}" checked' in page.text


@pytest.mark.parametrize(("fmt", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_list_to_be_signed_is_printed(cast, sign_in, fmt, begins):
    matter = initiative(cast, [], count=12)
    answer = sign_in(cast.village_head).get(f"{BASE}{matter.pk}/dong-thuan/danh-sach.{fmt}")
    assert answer.content.startswith(begins)


def test_papers_are_added_opened_and_removed(cast, sign_in):
    matter = brought(cast)
    client, page = sign_in(cast.village_head), f"{BASE}{matter.pk}/tai-lieu/"
    client.post(page, {"title": "Dự toán", "file": picture()})
    paper = matter.papers.get()
    assert client.get(f"{page}{paper.pk}/").status_code == 200
    client.post(f"{page}{paper.pk}/bo/")
    assert not matter.papers.exists()
    assert "Hãy đính kèm" in client.post(page, {"title": "Bản vẽ"}).text


def test_candidates_one_a_line(cast, sign_in):
    matter = brought(cast, clause="15.5")
    client, page = sign_in(cast.village_head), f"{BASE}{matter.pk}/ung-cu/"
    client.post(page, {"names": "Lò Văn Một; 45 tuổi\n\nLò Thị Hai\n", "seats": 1})
    assert list(matter.candidates.values_list("name", "note")) == [("Lò Văn Một", "45 tuổi"), ("Lò Thị Hai", "")]
    assert "trùng tên" in client.post(page, {"names": "A B\na b", "seats": 1}).text


def test_l10_a19_1_b_ballots_are_offered_after_a_meeting_that_was_too_small(cast, sign_in):
    vote = open_with_roll(cast, 98)
    declare(vote=vote, decided_on=TODAY, attending=65, yes=65, no=0, other=0, invalid=0, by=cast.village_head, now=NOW)
    client, page = sign_in(cast.village_head), f"{BASE}{vote.matter_id}/"
    assert "không đủ hộ dự" in client.get(page).text
    client.post(f"{page}phat-phieu/{vote.pk}/")
    assert Vote.objects.get(form="ballot").after == vote
    assert "không đủ hộ dự để có thể thông qua. Có thể" not in client.get(page).text.split("Cuộc biểu quyết của")[0]


def test_a_commune_wide_matter_counts_the_villages(cast, sign_in):
    another_village(cast)
    matter = ready(matter=with_paper(commune_wide(cast)), by=cast.chair, now=NOW)
    open_votes(matter=matter, by=cast.chair, now=NOW)
    assert "0 trên 2 thôn, bản đã có kết quả" in sign_in(cast.chair).get(f"{BASE}{matter.pk}/").text
    assert sign_in(cast.village_head).post(f"{BASE}{matter.pk}/mo/").status_code == 403


def test_dropped_with_its_reason(cast, sign_in):
    matter = matter_that_is_ready(cast)
    client, page = sign_in(cast.village_head), f"{BASE}{matter.pk}/"
    assert client.post(f"{page}soan-lai/", {"reason": ""}).status_code == 422
    client.post(f"{page}soan-lai/", {"reason": "Sai số tiền."})
    client.post(f"{page}khong-dua-ra/", {"reason": "Huyện đã làm."})
    assert "Huyện đã làm." in client.get(page).text
