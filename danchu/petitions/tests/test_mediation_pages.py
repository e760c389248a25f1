"""The pages of mediation: a matter walked to its end and printed; who finds nothing there; what everybody is told."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from danchu.intake.states import Way
from danchu.organisation.models import Person
from danchu.petitions.models import Mediation
from danchu.petitions.services import cases
from danchu.petitions.services import mediation as services
from danchu.petitions.states import Ground
from danchu.petitions.tests.mediation_situations import group, opened, settled, village
from danchu.petitions.tests.situations import at, brought, day

pytestmark = pytest.mark.django_db
HERE = "/lam-viec/hoa-giai/"


def url(name: str, *args) -> str:
    return reverse(f"mediation:{name}", args=args)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as book:
        return " ".join("\n".join(page.get_textpage().get_text_range() for page in book).split())


def test_a_village_head_takes_a_matter_to_its_record(cast, on_day, sign_in, subtests):
    on_day("2026-04-15")
    other = group(cast)
    head = sign_in(cast.village_head)
    assert "Sổ chưa có việc nào" in head.get(HERE).content.decode()
    assert head.get(url("start")).status_code == 302, "the first question comes first"
    stopped = head.get(url("first_question") + "?lien_quan=co").content.decode()
    assert other.full_name in stopped
    assert "Mặt trận" in stopped
    assert not Mediation.objects.exists()
    form = head.get(url("start") + "?da-hoi=1").context["form"]
    sent = {
        "village": cast.village.pk, "quarrel": "land", "begun": "asked", "received_on": "14/4/2026",
        "assigned_on": "14/4/2026", "one_side": "Lò Thị Một, 52 tuổi", "other_side": "Vàng A Hai\nVàng A Ba",
        "about": "Tranh nhau bờ rào", "mediators": [cast.village_head.pk], "form_key": form["form_key"].value(),
    }  # fmt: skip
    assert head.post(url("start") + "?da-hoi=1", {**sent, "mediators": []}).status_code == 422
    page = head.post(url("start") + "?da-hoi=1", sent, follow=True).content.decode()
    one = Mediation.objects.get()
    assert "Chưa được xác nhận" in page
    assert "Điều 20" in page
    assert head.post(url("meet", one.pk), {"on": "15/4/2026", "went": "Nhận lỗi"}).status_code == 302
    assert head.post(url("end", one.pk, "thanh"), {"on": "15/4/2026", "agreement": ""}).status_code == 422
    assert head.post(url("settlement", one.pk, "pdf")).status_code == 404, "nothing is settled yet"
    done = {"on": "15/4/2026", "agreement": "Lùi bờ rào", "how": "Trước 30/4"}
    assert head.post(url("end", one.pk, "thanh"), done).status_code == 302
    assert head.get(url("end", one.pk, "khac")).status_code == 404
    with subtests.test("the record, for the parties to sign"):
        said = text_of(head.post(url("settlement", one.pk, "pdf")).content)
        for words in ("BIÊN BẢN", "Vàng A Ba", "Lùi bờ rào", "Nhận lỗi", "BÊN THỨ HAI", "HÒA GIẢI VIÊN"):
            assert words in said
        assert "Người được mời" not in said
        assert head.post(url("settlement", one.pk, "docx")).content.startswith(b"PK")
    with subtests.test("the log as a table, which leaves its line in the matter's own log"):
        said = text_of(head.post(url("book") + "?q=bo+rao").content)
        assert "SỔ THEO DÕI HOẠT ĐỘNG HÒA GIẢI Ở CƠ SỞ" in said
        assert "Lò Thị Một" in said
        assert [each.kind for each in one.log.all()][:3] == ["printed"] * 3
    with subtests.test("put right, followed, searched"):
        fields = {name: getattr(one, name) for name in ("quarrel", "begun", "one_side", "other_side")}
        change = {**sent, **fields, **done, "about": "Tranh nhau lối đi", "why": "Nghe nhầm"}
        assert head.post(url("amend", one.pk), change).status_code == 302
        assert head.post(url("follow", one.pk), {"on": "15/4/2026", "kept": "whole"}).status_code == 302
        assert "Tranh nhau lối đi" in head.get(HERE + "?q=loi+di").content.decode()
        assert "Không có việc nào như vậy" in head.get(HERE + "?q=xe+may").content.decode()
    with subtests.test("withheld from the other mediator, who finds nothing of it"):
        theirs = sign_in(other)
        assert theirs.get(url("matter", one.pk)).status_code == 200
        assert head.post(url("withhold", one.pk), {"people": [other.pk]}).status_code == 302
        assert theirs.get(url("matter", one.pk)).status_code == 404
        assert "Sổ chưa có việc nào" in theirs.get(HERE).content.decode()


def test_nobody_else_finds_the_log(cast, on_day, sign_in, client, subtests):
    on_day("2026-04-15")
    other = group(cast)
    one = opened(cast.village, cast.village_head)
    for key in ("chair", "admin", "clerk", "front_head", "culture_head"):
        with subtests.test(key):
            theirs = sign_in(cast.people[key])
            assert theirs.get(HERE).status_code == theirs.post(url("book")).status_code == 403
            for address in ("matter", "meet", "amend", "withhold", "follow"):
                assert theirs.get(url(address, one.pk)).status_code == 404
            assert "Sổ hòa giải" not in theirs.get("/lam-viec/").content.decode()
    assert client.get(url("matter", one.pk)).status_code == 302
    assert "Sổ hòa giải" in sign_in(other).get("/lam-viec/").content.decode()
    assert cast.village_head.standing_on(day("2026-04-15"))[0].startswith("Trưởng bản"), (
        "who mediates too signs as head"
    )


def test_a_quarrel_refused_as_private_shows_the_way_and_takes_nothing_over(cast, on_day, sign_in):
    on_day("2026-04-15")
    group(cast)
    case = brought(cast, way=Way.DESK, village=cast.village)
    cases.decline(
        case=case, ground=Ground.PRIVATE, told="Hai nhà tự hòa giải.", by=cast.clerk,
        now=at("2026-04-14"), turn_to="Tổ hòa giải bản",
    )  # fmt: skip
    page = sign_in(cast.clerk).get(reverse("petitions:case", args=[case.pk])).content.decode()
    assert "Bác Trưởng Bản" in page
    assert url("first_question") not in page, "who sits at the desk opens no log"
    assert not Mediation.objects.exists()


def test_the_public_page_tells_of_all_villages_together(cast, on_day, client, subtests):
    group(cast)
    theirs = village(cast, "bản Khác Mẫu") and Person.objects.get(account__username="bản Khác Mẫu")
    on_day("2026-07-30")
    page = client.get("/ban-mau/hoa-giai/").content.decode()
    assert "lần đầu vào ngày 31/7/2026" in page
    for number in range(7):
        settled(cast.village, cast.village_head, key=f"a{number}")
        settled(theirs.posts.get().unit, theirs, key=f"b{number}")
    services.fix_mediation_sums(commune=cast.commune, on=day("2026-07-31"), now=at("2026-07-31"))
    on_day("2026-08-01")
    page = client.get("/ban-mau/hoa-giai/").content.decode()
    assert "6 tháng đầu năm 2026" in page
    assert "100%" in page
    for secret in ("Lò Thị Một", "bờ rào", "Nà Mẫu", "Khác Mẫu", "Bác Trưởng Bản"):
        assert secret not in page
    assert "/ban-mau/hoa-giai/" in client.get("/ban-mau/phan-anh/so-lieu/").content.decode()
