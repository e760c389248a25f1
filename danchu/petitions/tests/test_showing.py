"""What everybody may read of an answered matter: only what the person allowed, in words without anybody in them."""

import json
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from danchu.core.errors import Refused, Stale
from danchu.documents.redaction import BAR
from danchu.intake import services as intake
from danchu.petitions.models import About, Showing
from danchu.petitions.queries.showing import Asked, shown
from danchu.petitions.services import cases as case_services
from danchu.petitions.services import showing as services
from danchu.petitions.states import DownGround
from danchu.petitions.tests.situations import MARK, accepted, again, answered, at, brought, day, given
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Cống đầu bản bị tắc", "question": "Cống đầu bản bị tắc, nước tràn ra đường.",
    "answer": "Đã ra xem: cống bị rác lấp một nửa miệng.", "next_step": "Nạo vét cống.",
}  # fmt: skip
HOME = "/ban-mau/phan-anh/da-tra-loi/"


def allowed(cast, *, key="khóa", **fields):
    """A matter answered, of a person who allows that it is shown."""
    return answered(cast, accepted(cast, brought(cast, key=key, may_show=True, village=cast.village, **fields)))


def show(cast, case, **words):
    return services.show(case=case, by=cast.clerk, now=at("2026-04-16"), **{**WORDS, **words})


def test_only_what_the_person_allowed_and_what_is_answered_and_hidden_from_nobody(cast):
    silent = answered(cast, accepted(cast, brought(cast, key="im")))
    with pytest.raises(Refused, match="không cho đăng"):
        show(cast, silent)
    waiting = accepted(cast, brought(cast, key="cho", may_show=True))
    with pytest.raises(Refused, match="Chỉ đăng việc đã trả lời"):
        show(cast, waiting)
    about = allowed(cast, key="ve")
    About.objects.create(case=about, person=cast.village_head)
    with pytest.raises(Refused, match="được giấu"):
        show(cast, about)
    assert not Showing.objects.exists()


def test_l91_2025_no_word_in_it_tells_of_anybody(cast):
    case = allowed(cast, contact={"name": "Lò Văn Páo", "phone": "0912 345 678"})
    for words, told in (
        ({"question": "Tôi là lò văn páo, cống tắc."}, "tên người gửi"),
        ({"answer": "Gọi số điện thoại 0912 345 678."}, "Số điện thoại"),
        ({"title": "Căn cước 012090001234 bị sai"}, "Số định danh"),
        ({"next_step": "  "}, ""),
    ):
        if not told:
            continue
        with pytest.raises(Refused, match=told):
            show(cast, case, **words)
    assert show(cast, case).search.startswith("cong dau ban")


def test_shown_found_followed_and_taken_down(cast, on_day, subtests):
    on_day("2026-04-20")
    case = allowed(cast)
    showing = show(cast, case)
    with subtests.test("once"), pytest.raises(Refused, match="đang được đăng"):
        show(cast, again(case))
    with subtests.test("the register has none of the words: what must go one day can go"):
        line = Line.objects.get(event="petitions.shown")
        assert json.loads(line.body)["public"]["title"] == "Đường, cầu, cống (1)"
        assert "rác" not in line.body
    with subtests.test("found without marks, by topic, village and day"):
        fits = [
            Asked(words="cong rac"),
            Asked(topic="road"),
            Asked(village=cast.village.pk),
            Asked(since=day("2026-04-15")),
        ]
        misses = [Asked(words="điện"), Asked(topic="water"), Asked(village=1), Asked(until=day("2026-04-14"))]
        assert [shown(cast.commune, each).count() for each in fits + misses] == [1] * 4 + [0] * 4
    with subtests.test("list, page and feed"):
        assert "Cống đầu bản bị tắc" in Client().get(HOME, {"q": "cong tac"}).text
        page = Client().get(f"{HOME}1/").text
        assert "người gửi chưa nói gì thêm" in page
        assert cast.economy.name in page
        feed = ET.fromstring(Client().get("/ban-mau/phan-anh/da-tra-loi.atom").content)
        assert [each.text for each in feed.findall(".//{http://www.w3.org/2005/Atom}entry/{*}title")] == [
            f"[DỮ LIỆU MẪU] {WORDS['title']}"
        ]
    with subtests.test("fixed, or opened again, is what the person said last"):
        case_services.say_not_fixed(case=case, why="Vẫn tắc.", now=at("2026-04-17"))
        assert "xã đang xem lại" in Client().get(f"{HOME}1/").text
    with subtests.test("hidden from somebody since: no longer there"):
        case_services.name_people(case=case, people=[cast.village_head], by=cast.clerk, now=at("2026-04-17"))
        assert Client().get(f"{HOME}1/").status_code == 404
        assert not shown(cast.commune).exists()
        case_services.name_people(case=case, people=[], by=cast.clerk, now=at("2026-04-17"))
    with subtests.test("taken down for a reason, which is public; the words are gone"):
        with pytest.raises(Refused, match="lý do"):
            services.take_down(showing=showing, ground=DownGround.PERSON, why=" ", by=cast.clerk, now=at("2026-04-18"))
        services.take_down(
            showing=showing, ground=DownGround.PERSON, why="Còn tả rõ một nhà.", by=cast.clerk, now=at("2026-04-18")
        )
        with pytest.raises(Stale):
            services.take_down(showing=showing, ground=DownGround.LAW, why="x", by=cast.clerk, now=at("2026-04-18"))
        gone = Client().get(f"{HOME}1/").text
        assert "Còn tả rõ một nhà." in gone
        assert "rác" not in gone + Client().get(HOME).text
        assert "1 việc đã gỡ" in Client().get(HOME).text
        assert Line.objects.filter(event="petitions.taken_down").count() == 1


def test_the_person_takes_back_that_it_may_be_shown(cast, on_day):
    on_day("2026-04-20")
    first, issued = given(cast, may_show=True, village=cast.village)
    case = answered(cast, accepted(cast, first))
    show(cast, case)
    ticket = intake.pass_for(issued.receipt)
    Client().post("/ban-mau/phan-anh/viec/", {"ticket": ticket, "case": case.pk, "act": "forbid"})
    gone = Showing.objects.get()
    assert (gone.ground, gone.question, gone.down_by) == (DownGround.ASKED, "", None)
    with pytest.raises(Refused, match="không cho đăng"):
        show(cast, again(case))


def test_the_desk_sees_the_words_covered_then_as_everybody_will_then_they_are_public(cast, on_day, sign_in, subtests):
    on_day("2026-04-20")
    case = allowed(
        cast, text=f"Tôi là Lò Văn Páo, điện thoại 0912 345 678, cống tắc. {MARK}", contact={"name": "Lò Văn Páo"}
    )
    address = f"/lam-viec/phan-anh/{case.pk}/dang/"
    with subtests.test("who decides"):
        assert sign_in(cast.economy_officer).get(address).status_code == 403
        assert sign_in(cast.front_head).get(address).status_code == 404
    desk = sign_in(cast.clerk)
    with subtests.test("covered"):
        form = desk.get(address).context["form"]
        assert form["question"].value() == f"Tôi là {BAR}, điện thoại {BAR}, cống tắc. {MARK}"
    with subtests.test("nobody has read it yet"):
        assert desk.post(address, WORDS).status_code == 422
    with subtests.test("the preview publishes nothing; a hand-made one without the tick neither"):
        preview = desk.post(address, {**WORDS, "read": "on"})
        assert "Chưa đăng gì cả" in preview.text
        assert desk.post(address, {**WORDS, "send": "1"}).status_code == 422
        assert not Showing.objects.exists()
    with subtests.test("hostile words stay words"):
        words = {**WORDS, "question": "<script>alert(1)</script> cống tắc", "read": "on"}
        assert "<script>alert" not in desk.post(address, words).text
    with subtests.test("public"):
        done = desk.post(address, {**WORDS, "read": "on", "send": "1"})
        assert done.url == f"{HOME}1/"
        assert MARK not in Client().get(done.url).text
    with subtests.test("taken down by a page that says what follows"):
        down = f"/lam-viec/phan-anh/dang/{Showing.objects.get().pk}/go/"
        assert "công khai" in desk.get(down).text
        assert desk.post(down, {"ground": "wrong", "why": "Trả lời nhầm cống."}).status_code == 302
        assert Showing.objects.get().ground == "wrong"
