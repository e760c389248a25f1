"""The pages of boards: who sees and may do what, what is printed, what the public sees and never sees."""

import io

import pdfplumber
import pypdfium2
import pytest
import segno
from django.urls import reverse

from danchu.channels import services
from danchu.channels.models import Board, PostingOrder, Proof
from danchu.channels.models.posting import standing_filter
from danchu.channels.papers.notice import SMALLEST
from danchu.channels.queries.posting import counted
from danchu.channels.rules.posting import Standing
from danchu.channels.states import OrderState
from danchu.channels.tests import situations
from danchu.channels.tests.situations import DOWN, STILL, UP, after, announced, at, logged, make_boards, order_at, photo
from danchu.channels.views.staff import stands
from danchu.register import services as register
from danchu.register.queries import stamp

pytestmark = pytest.mark.django_db
LIST = "/lam-viec/niem-yet/"


@pytest.fixture
def work(cast, on_day):
    """The day after the budget decision: two boards, three things announced, one sheet up at the headquarters."""
    on_day(after(1).isoformat())
    own, house = make_boards(cast)
    cast.own, cast.house = own, house
    cast.told = announced(cast, goes_to_heads=True)
    announced(
        cast,
        subject="disclosure.version:2",
        group="disclosure.item:2",
        title="Danh mục dự án đầu tư",
        names_until=after(20),
    )
    announced(
        cast, subject="disclosure.version:3", group="disclosure.item:3", title="Quy chế tiếp công dân", hangs_days=None
    )
    situations.proved(order_at(own, cast.told), UP, 1, cast.clerk)
    return cast


def text_of(response) -> str:
    with pypdfium2.PdfDocument(response.content) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def sent(client, order, what="dan", **more):
    """The photo form as a phone sends it."""
    address = reverse("boards:photo", args=[order.pk, what])
    key = client.get(address).context["form"]["form_key"].value()
    data = {"form_key": key, "on": "11/2/2026", "note": "", "photo": photo(77), **more}
    return client.post(address, data, follow=True)


def test_a_village_head_sees_his_own_board_alone_and_what_to_do_next(work, sign_in):
    page = sign_in(work.village_head).get(LIST)
    assert "Hôm nay bác cần: dán 3 tờ." in page.text
    assert {line.order.board for line in page.context["lines"]} == {work.house}
    assert page.text.count("Đã dán: chụp ảnh") == 3
    assert "Danh sách tên kèm theo: gỡ vào tối ngày 02/3/2026." in page.text
    assert sign_in(work.village_head).get(reverse("boards:order", args=[order_at(work.own).pk])).status_code == 404
    home = sign_in(work.village_head).get("/lam-viec/")
    assert "Bảng niêm yết: dán 3 tờ" in home.text


def test_a_photo_from_the_phone_is_answered_with_what_happens_next(work, sign_in):
    client, order = sign_in(work.village_head), order_at(work.house, work.told)
    page = sent(client, order)
    assert "Đã ghi. Tờ này tính là dán từ ngày 11/02/2026; giữ đến hết ngày 13/3/2026." in page.text
    form = client.get(reverse("boards:photo", args=[order.pk, "con"])).text
    assert 'accept="image/*"' in form
    assert 'capture="environment"' in form
    assert 'enctype="multipart/form-data"' in form


def test_a_failed_sending_keeps_what_was_typed_and_says_that_no_photo_came(work, sign_in):
    client, order = sign_in(work.village_head), order_at(work.house, work.told)
    page = sent(client, order, photo="", note="Dán cạnh cửa")
    assert "Dán cạnh cửa" in page.text
    assert "Ảnh chưa được gửi" in page.text
    page = sent(client, order, photo=photo(data=b"%PDF-1.4 nothing"), note="Dán cạnh cửa")
    assert "Dán cạnh cửa" in page.text
    assert "không đúng loại" in page.text
    assert Proof.objects.filter(order=order).count() == 0


def test_two_clicks_on_one_form_are_one_proof(work, sign_in):
    client, order = sign_in(work.village_head), order_at(work.house, work.told)
    address = reverse("boards:photo", args=[order.pk, "dan"])
    for _click in range(2):
        client.post(address, {"form_key": "same", "on": "11/2/2026", "photo": photo(77)})
    assert Proof.objects.filter(order=order).count() == 1


def test_the_photo_is_for_staff_who_see_the_order_and_nobody_else(work, others, sign_in):
    proof = situations.proved(order_at(work.house, work.told), UP, 1, work.village_head)
    address = reverse("boards:proof_file", args=[proof.pk])
    answer = sign_in(work.village_head).get(address)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200, "image/jpeg", "no-store, private",
    )  # fmt: skip
    assert sign_in(work.front_head).get(address).status_code == 404
    for stranger in (others.chair, others.clerk, others.village_head):
        assert sign_in(stranger).get(address).status_code == 404
    page = sign_in(others.clerk).get(LIST)
    assert page.status_code == 200
    assert work.told.title not in page.text


def test_an_office_sees_where_its_announcement_hangs_and_cannot_confirm_it(work, sign_in):
    client, order = sign_in(work.economy_officer), order_at(work.house, work.told)
    page = client.get(reverse("boards:order", args=[order.pk]))
    assert "và văn thư xã xác nhận ở bảng này" in page.text
    assert client.get(reverse("boards:photo", args=[order.pk, "dan"])).status_code == 403
    assert client.post(reverse("boards:log", args=[order.pk]), {}).status_code == 403


def test_the_clerk_types_the_paper_log_and_strikes_out_what_was_wrong(work, sign_in):
    client, order = sign_in(work.clerk), order_at(work.house, work.told)
    address = reverse("boards:log", args=[order.pk])
    key = client.get(address).context["form"]["form_key"].value()
    page = client.post(
        address, {"form_key": key, "of": "up", "on": "10/2/2026", "put_by": "Bác Trưởng Bản", "note": ""}, follow=True
    )
    assert "trong sổ: Bác Trưởng Bản" in page.text
    proof = Proof.objects.get(order=order)
    strike = reverse("boards:strike", args=[proof.pk])
    assert sign_in(work.village_head).get(strike).status_code == 403  # not his own entry
    page = client.post(strike, {"reason": "Ghi nhầm dòng."}, follow=True)
    assert "Đã gạch bỏ" in page.text
    order.refresh_from_db()
    assert order.state == OrderState.ORDERED
    assert "Chưa có bằng chứng" not in page.text  # the struck line stays to be read


def test_doubts_are_questions_on_the_owners_page_and_are_settled_there(work, sign_in):
    situations.proved(order_at(work.house, work.told), UP, 1, work.village_head, number=6)
    other = order_at(work.own)
    services.confirm_by_photo(order=other, of=UP, on=after(1), upload=photo(6), by=work.clerk, now=at(1))
    client = sign_in(work.clerk)
    page = client.get(reverse("boards:doubts"))
    assert "Đây là câu hỏi, không phải kết luận" in page.text
    assert page.text.count("Ảnh này đã dùng cho bảng") == 1
    assert sign_in(work.village_head).get(reverse("boards:doubts")).text.count("Ảnh này đã dùng") == 0
    proof = Proof.objects.exclude(doubt="").get()
    client.post(reverse("boards:settle", args=[proof.pk]))
    assert client.get(reverse("boards:doubts")).text.count("Ảnh này đã dùng cho bảng") == 0
    assert "đã xem lúc" in client.get(reverse("boards:order", args=[other.pk])).text


def test_the_table_of_standings_and_the_filter_of_the_database_agree(work, on_day):
    """Every order on many days: what the pure rule says is what the list filters and counts."""
    house = order_at(work.house, work.told)
    situations.proved(house, UP, 1, work.village_head)
    logged(order_at(work.own), UP, 1, work.clerk)
    logged(order_at(work.house), UP, 1, work.clerk)
    logged(order_at(work.house), DOWN, 9, work.clerk)
    situations.proved(order_at(work.own, work.told), DOWN, 12, work.clerk)
    situations.proved(
        PostingOrder.objects.get(board=work.house, announcement__title="Danh mục dự án đầu tư"), UP, 1, work.clerk
    )
    services.withdraw(commune=work.commune, subject="disclosure.version:2")
    announced(work, subject="disclosure.version:4", group="disclosure.item:4")
    met = set()
    for days in (0, 1, 2, 12, 31, 32, 40):
        today = after(days)
        orders = list(PostingOrder.objects.select_related("announcement"))
        for one in Standing:
            by_rule = {order.pk for order in orders if stands(order, today) == one}
            by_filter = set(PostingOrder.objects.filter(standing_filter(one, today)).values_list("pk", flat=True))
            assert by_rule == by_filter, (one, days)
            met |= {one} if by_rule else set()
        assert sum(counted(PostingOrder.objects.all(), today).values()) == len(orders)
    assert len(met) >= 6


def test_the_list_is_filtered_searched_and_paged(work, sign_in, django_assert_max_num_queries):
    for number in range(4, 26):
        announced(
            work, subject=f"disclosure.version:{number}", group=f"disclosure.item:{number}", title=f"Mục {number}"
        )
    client = sign_in(work.clerk)
    with django_assert_max_num_queries(20):
        page = client.get(LIST)
    assert len(page.context["lines"]) == 20
    assert page.context["page"].paginator.count == 50
    assert client.get(LIST + "?page=3").context["page"].number == 3
    assert client.get(LIST + "?tim=du toan ngan sach").context["page"].paginator.count == 2
    assert client.get(LIST + f"?bang={work.house.pk}").context["page"].paginator.count == 25
    assert client.get(LIST + "?tinh_trang=hanging").context["page"].paginator.count == 1
    assert client.get(LIST + "?tinh_trang=can_lam").context["page"].paginator.count == 49
    assert "Không có tờ nào khớp" in client.get(LIST + "?tim=khongco").text
    assert client.get(LIST + "?bang=x&tinh_trang=y&page=z").status_code == 200


# -- printed ----------------------------------------------------------------------------------------------------------
def test_the_notice_says_what_it_must(work, sign_in):
    answer = sign_in(work.village_head).get(reverse("boards:notice", args=[order_at(work.house, work.told).pk]))
    assert answer["Content-Type"] == "application/pdf"
    words = text_of(answer)
    for wanted in (
        "Dự toán ngân sách xã năm 2026", "Xã thu 4,2 tỷ đồng", "dán chậm nhất ngày 11/02/2026",
        "hết ngày 13/3/2026", "testserver/ban-mau/cong-khai/2026/1", "Nhà văn hóa bản Nà Mẫu", "khoản 2 Điều 11",
        "DỮ LIỆU MẪU", "xã Bản Mẫu",
    ):  # fmt: skip
        assert wanted in words, wanted


def test_a_notice_that_hangs_for_good_says_so_and_names_have_their_own_day(work, sign_in):
    client = sign_in(work.village_head)
    rows = {order.announcement.subject: order for order in PostingOrder.objects.filter(board=work.house)}
    for_good = text_of(client.get(reverse("boards:notice", args=[rows["disclosure.version:3"].pk])))
    assert "dán thường xuyên, không gỡ" in for_good
    names = text_of(client.get(reverse("boards:notice", args=[rows["disclosure.version:2"].pk])))
    assert "gỡ vào tối ngày 02/3/2026" in names


def test_all_boards_are_one_pdf_and_a_long_summary_flows_on_in_letters_one_can_read(work, sign_in):
    client = sign_in(work.clerk)
    answer = client.get(reverse("boards:notices", args=[work.told.pk]))
    with pypdfium2.PdfDocument(answer.content) as document:
        assert len(document) == 2
    long = announced(
        work, subject="disclosure.version:9", group="disclosure.item:9", summary="Một câu dài để thử chữ. " * 150
    )
    address = reverse("boards:notice", args=[order_at(work.house, long).pk])
    answer = client.get(address)
    with pdfplumber.open(io.BytesIO(answer.content)) as document:
        assert len(document.pages) >= 2
        sizes = [word["size"] for page in document.pages for word in page.extract_words(extra_attrs=["size"])
                 if word["text"] == "chữ."]  # fmt: skip
    assert len(sizes) == 150
    assert min(sizes) >= SMALLEST >= 16
    assert "tờ 1/" in text_of(answer)
    assert answer.content == client.get(address).content  # the same order gives the same bytes


def test_the_notice_bears_the_head_of_the_register(work, sign_in):
    line = {"commune": "ban-mau", "event": "disclosure.published", "subject": "disclosure.item:1", "unit": "Phòng"}
    register.append(**line, on=after(0), public={"title": "Dự toán"})
    answer = sign_in(work.clerk).get(reverse("boards:notice", args=[order_at(work.house, work.told).pk]))
    words = text_of(answer)
    assert "Sổ công khai xã Bản Mẫu: 1 dòng, gốc" in words
    assert stamp("ban-mau").root in words.replace(" ", "")


def test_the_qr_code_on_the_page_is_that_of_the_public_page(work, sign_in):
    """The drawn squares are read back one by one and compared with the code of the address."""
    answer = sign_in(work.clerk).get(reverse("boards:notice", args=[order_at(work.house, work.told).pk]))
    with pypdfium2.PdfDocument(answer.content) as document:
        picture = document[0].render(scale=4).to_pil().convert("L").point(lambda grey: 255 * (grey < 128))
    corner = picture.crop((0, picture.height * 3 // 4, picture.width * 13 // 50, picture.height))
    rows = [corner.crop((0, y, corner.width, y + 1)).getbbox() is not None for y in range(corner.height)]
    below = rows.index(False, rows.index(True))  # under the line above the code
    corner = corner.crop((0, below, corner.width, corner.height))
    left, top, right, _bottom = corner.getbbox()
    code = segno.make("http://testserver/ban-mau/cong-khai/2026/1/", error="m", micro=False).matrix
    step = (right - left) / len(code)
    shown = [
        [corner.getpixel((left + int(step * (x + 0.5)), top + int(step * (y + 0.5)))) > 0 for x in range(len(code))]
        for y in range(len(code))
    ]
    assert shown == [[bool(square) for square in row] for row in code]


def test_the_paper_log_and_the_route_list_are_there_to_be_filled_in(work, sign_in):
    client = sign_in(work.village_head)
    log = text_of(client.get(reverse("boards:log_sheet", args=[work.house.pk])))
    assert "Sổ theo dõi niêm yết" in log
    assert "Quy chế tiếp công dân" in log
    route = text_of(client.get(reverse("boards:route_list", args=[work.told.pk, work.village.pk])))
    assert "Danh sách đi báo tin" in route
    assert "bản Nà Mẫu" in route
    assert client.get(reverse("boards:route_list", args=[work.told.pk, work.committee.pk])).status_code == 404


# -- public -----------------------------------------------------------------------------------------------------------
PUBLIC = "/ban-mau/cong-khai/bang/"


def test_the_public_sees_what_hangs_where_with_its_proof_and_never_who_or_a_photo(work, client):
    order = order_at(work.house, work.told)
    services.confirm_by_photo(
        order=order, of=UP, on=after(1), upload=photo(3), note="ghi chú riêng", by=work.village_head, now=at(1)
    )
    logged(order_at(work.own), UP, 1, work.clerk, put_by="Bà Người Dán")
    page = client.get(PUBLIC).text
    assert "có ảnh chụp ngày 11/02/2026" in page
    assert "có ghi sổ ngày 11/02/2026" in page
    assert "Dán từ 11/02/2026, đến hết 13/3/2026." in page
    assert "Chưa có bằng chứng đã dán" in page
    assert '/ban-mau/cong-khai/2026/1/"' in page
    for hidden in ("Bác Trưởng Bản", "Chị Văn Thư", "Bà Người Dán", "ghi chú riêng", "bang-chung", "IMG.jpg"):
        assert hidden not in page


def test_a_struck_photo_and_a_withdrawn_title_are_gone_from_the_public_page_at_once(work, client):
    proof = situations.proved(order_at(work.house, work.told), UP, 1, work.village_head)
    assert "có ảnh chụp" in client.get(PUBLIC).text
    for one in Proof.objects.exclude(pk=proof.pk):
        services.strike(proof=one, reason="Thử.", by=work.clerk, now=at(1))
    services.strike(proof=proof, reason="Nhầm bảng.", by=work.clerk, now=at(1))
    assert "có ảnh chụp" not in client.get(PUBLIC).text
    assert "Danh mục dự án đầu tư" in client.get(PUBLIC).text
    services.withdraw(commune=work.commune, subject="disclosure.version:2")
    services.place_board(board=work.house, at=(200, 200), by=work.clerk, now=at(1))  # as the area above: it touches
    assert "Danh mục dự án đầu tư" not in client.get(PUBLIC).text


def test_the_public_page_asks_as_many_queries_for_many_sheets(work, client, django_assert_max_num_queries):
    for number in range(4, 26):
        announced(
            work, subject=f"disclosure.version:{number}", group=f"disclosure.item:{number}", title=f"Mục {number}"
        )
    with django_assert_max_num_queries(12):
        client.get(PUBLIC)


def test_a_commune_without_boards_says_so(cast, client):
    assert "chưa ghi bảng niêm yết nào" in client.get(PUBLIC).text


# -- boards -----------------------------------------------------------------------------------------------------------
def test_a_board_is_pushed_on_the_map_typed_and_put_back(work, sign_in):
    client, address = sign_in(work.clerk), reverse("boards:place", args=[work.house.pk])
    client.post(address, {"day": "trai", "left": "50", "top": "11"})
    work.house.refresh_from_db()
    assert (work.house.map_x, work.house.map_y) == (450, 110)
    client.post(address, {"luu": "1", "left": "20", "top": "80"})
    work.house.refresh_from_db()
    assert (work.house.map_x, work.house.map_y) == (200, 800)
    page = client.post(address, {"luu": "1", "left": "120", "top": "80"})
    assert 'value="120"' in page.text
    client.post(address, {"tu-dong": "1"})
    work.house.refresh_from_db()
    assert work.house.map_x is None


def test_boards_without_proof_are_named_in_the_list_beside_the_map(work, sign_in, on_day):
    on_day(after(2).isoformat())
    page = sign_in(work.chair).get(reverse("boards:boards"))
    assert "2 trên 2 bảng còn thiếu bằng chứng." in page.text
    assert page.text.count('r="46"') == 1
    assert 'role="img"' in page.text


def test_further_boards_are_ordered_from_the_announcement(work, sign_in):
    client = sign_in(work.clerk)
    page = client.post(
        reverse("boards:add"),
        {"unit": work.village.pk, "place": "meeting_point", "name": "Điểm đầu bản", "where": "cột điện"},
        follow=True,
    )
    assert "Đã thêm bảng Điểm đầu bản" in page.text
    board = Board.objects.get(name="Điểm đầu bản")
    page = client.get(reverse("boards:announcement", args=[work.told.pk]))
    assert "1 bảng chưa được giao dán nội dung này." in page.text
    client.post(reverse("boards:more", args=[work.told.pk]), {"boards": board.pk, "put_up_by": "12/2/2026"})
    assert order_at(board, work.told).put_up_by == after(2)
    page = client.post(reverse("boards:more", args=[work.told.pk]), {"boards": "", "put_up_by": "1/2/2026"})
    assert "Ngày này đã qua" in page.text


def test_still_up_and_taken_down_early_are_said_where_it_matters(work, sign_in):
    client, order = sign_in(work.clerk), order_at(work.own, work.told)
    page = client.get(reverse("boards:photo", args=[order.pk, "go"]))
    assert "còn phải dán đến hết ngày 13/3/2026" in page.text
    situations.proved(order, STILL, 1, work.clerk)
    page = sent(client, order, "go")
    assert "Gỡ sớm" in page.text
    assert "Dán lại: tính lại từ đầu" in page.text
