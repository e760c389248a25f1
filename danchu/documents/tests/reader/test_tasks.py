"""Tasks: which unit a sentence names."""

from danchu.documents.reader import read_text


def test_an_office_with_and_in_its_name_is_one_unit():
    paper = read_text("1. Giao Văn phòng Hội đồng nhân dân và Ủy ban nhân dân cung cấp số liệu trước ngày 15/4/2026.")
    assert [task.units for task in paper.tasks] == [("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",)]


LETTER = (
    "UBND XÃ MƯỜNG SAO\nSố: 5/UBND-VX\nMường Sao, ngày 09 tháng 3 năm 2026\n\nKính gửi: Các thôn.\n\n"
    "Ủy ban nhân dân xã trân trọng đề nghị:\n"
)
PLAN = (
    "UBND XÃ MƯỜNG SAO\nSố: 5/KH-UBND\nMường Sao, ngày 09 tháng 3 năm 2026\nKẾ HOẠCH\nKiểm tra\n\n"
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Sơn Thủy về kiểm tra năm 2026;\n\n"
    "I. TỔ CHỨC THỰC HIỆN\n"
)


def tasks_of(text):
    return [(task.units, str(task.mode)) for task in read_text(text).tasks]


def test_who_asks_before_a_colon_asks_every_unit_named_under_it():
    found = tasks_of(LETTER + "1. Công an xã cung cấp số liệu.\n2. Trưởng các thôn tổng hợp ý kiến, kiến nghị của dân.")
    assert found == [(("Công an xã",), "request"), (("Trưởng các thôn",), "request")]


def test_under_a_units_heading_everything_said_is_the_units():
    found = tasks_of(PLAN + "1. Sở Nội vụ\na) Là cơ quan thường trực, chủ trì theo dõi.\nb) Tổng hợp kết quả.")
    assert found == [(("Sở Nội vụ",), "assign")] * 2


def test_a_unit_told_by_what_is_done_to_it():
    found = tasks_of(PLAN + "1. Các cơ quan, tổ dân phố được kiểm tra\n- Chuẩn bị hồ sơ trước ngày 25/3/2026.")
    assert found == [(("Các cơ quan, tổ dân phố được kiểm tra",), "assign")]


def test_the_press_and_the_standing_committee_keep_their_whole_names():
    found = tasks_of(
        PLAN + "1. Báo và Phát thanh, truyền hình tỉnh\nXây dựng chuyên mục.\n"
        "2. Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam xã\nPhối hợp tuyên truyền trong Nhân dân."
    )
    assert found == [
        (("Báo và Phát thanh, truyền hình tỉnh",), "assign"),
        (("Ban Thường trực Ủy ban MTTQ Việt Nam xã",), "request"),
    ]
