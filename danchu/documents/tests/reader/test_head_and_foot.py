"""Heads and feet in the ways they are really set and copied."""

import datetime as dt

import pytest

from danchu.documents.reader import read_text
from danchu.documents.reader.head import read_head
from danchu.documents.reader.lines import lines_of_text
from danchu.documents.reader.names import sentence_case

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LEFT = "UBND TỈNH SƠN THỦY\nSỞ Y TẾ"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BODY = (
    "\n\nKẾ HOẠCH\nPhòng cháy năm 2026\n\nCăn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10/11/2022;\n\nI. "
    "NỘI DUNG\nTuyên truyền.\n"
)


def head_of(text):
    return read_head(lines_of_text(text + BODY))


HEADS = {
    "one under the other": f"{LEFT}\n{NATION}\n{MOTTO}\nSố: 12/KH-SYT\nSơn Thủy, ngày 5 tháng 3 năm 2026",
    "tabs": f"UBND TỈNH SƠN THỦY\t{NATION}\nSỞ Y TẾ\t{MOTTO}\nSố: 12/KH-SYT\tSơn Thủy, ngày 05 tháng 3 năm 2026",
    "blanks": (
        f"UBND TỈNH SƠN THỦY        {NATION}\n     SỞ Y TẾ              {MOTTO}\n  Số: 12/KH-SYT          "
        f"Sơn Thủy, ngày 05 tháng 3 năm 2026"
    ),
    "one blank": f"UBND TỈNH SƠN THỦY {NATION}\nSỞ Y TẾ {MOTTO}\nSố: 12/KH-SYT Sơn Thủy, ngày 05 tháng 3 năm 2026",
    "motto first": (
        f"{NATION}\n{MOTTO}\n\nUBND TỈNH SƠN THỦY\nSỞ Y TẾ\n-------\nSố 12/KH-SYT\nSơn Thủy, ngày 05 tháng 03 năm 2026"
    ),
    "bold marks": (
        f"**UBND TỈNH SƠN THỦY**\n**SỞ Y TẾ**\n**{NATION}**\n**{MOTTO}**\nSố: **12**/KH-SYT\n*Sơn Thủy, "
        f"ngày 05 tháng 3 năm 2026*"
    ),
    "date broken": (
        f"UBND TỈNH SƠN THỦY\nSỞ Y TẾ\n{NATION}\n{MOTTO}\nSố: 12 / KH-SYT\nSơn Thủy, ngày 05\ntháng 3 năm 2026"
    ),
    "signed by a machine": (
        f"Người ký: Sở Y tế\nEmail: soyte@example.vn\nThời gian ký: 05.03.2026 10:00:00 +07:00\nUBND TỈNH "
        f"SƠN THỦY\nSỞ Y TẾ\n{NATION}\n{MOTTO}\nSố: 12/KH-SYT\nSơn Thủy, ngày 05 tháng 3 năm 2026"
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_the_same_head_in_many_settings(name):
    head = head_of(HEADS[name])
    assert (head.issuer, head.parent) == ("Sở Y tế", "UBND tỉnh Sơn Thủy")
    assert (head.number, head.symbol) == ("12", "KH-SYT")
    assert (head.place, head.date) == ("Sơn Thủy", dt.date(2026, 3, 5))
    assert (head.kind, head.title) == ("Kế hoạch", "Phòng cháy năm 2026")
    assert head.motto


@pytest.mark.parametrize(
    "blank", ["Số:      /KH-UBND", "Số: …/KH-UBND", "Số: ....../KH-UBND", "Số:/KH-UBND", "Số: ___/KH-UBND"]
)
def test_a_blank_number(blank):
    head = head_of(f"UBND XÃ X\n{NATION}\n{MOTTO}\n{blank}\nX, ngày    tháng   năm 2026")
    assert (head.number, head.symbol, head.date) == (None, "KH-UBND", None)


@pytest.mark.parametrize(
    ("printed", "number", "symbol"),
    [
        ("Số: 05/2026/QĐ-UBND", "05/2026", "QĐ-UBND"),
        ("Số 45-KH/ĐU", "45", "KH/ĐU"),
        ("Số: 0771/SGDĐT-VP", "0771", "SGDĐT-VP"),
        ("Số: 3 /TB-UBND", "3", "TB-UBND"),
        ("Số: 12a/TTr-VHXH", "12a", "TTr-VHXH"),
    ],
)
def test_number_and_symbol(printed, number, symbol):
    head = head_of(f"UBND XÃ X\n{printed}\nMường Sao, ngày 5 tháng 3 năm 2026")
    assert (head.number, head.symbol) == (number, symbol)


def test_a_letters_subject_on_several_lines_between_columns():
    head = read_head(
        lines_of_text(
            f"SỞ NỘI VỤ                 {NATION}\n                          {MOTTO}\nSố: 5/SNV-VP     "
            f"         Sơn Thủy, ngày 5 tháng 3 năm 2026\n"
            "V/v rà soát danh sách\nthôn, tổ dân phố năm\n2026\n\nKính gửi:\n   - Ủy ban nhân dân xã "
            "A;\n   - Ủy ban nhân dân xã B.\n\n"
            "Sở Nội vụ đề nghị các xã rà soát.\n"
        )
    )
    assert head.kind == "Công văn"
    assert head.title == "rà soát danh sách thôn, tổ dân phố năm 2026"
    assert head.addressees == ["Ủy ban nhân dân xã A", "Ủy ban nhân dân xã B"]


def test_the_kind_follows_from_the_symbol_and_it_is_said():
    paper = read_text(
        "UBND XÃ MƯỜNG SAO\nSố: 4/TB-UBND\nMường Sao, ngày 5 tháng 3 năm 2026\n\n1. Giao Công an xã "
        "báo cáo trước ngày 10/4/2026."
    )
    assert paper.kind == "Thông báo"
    assert "kind_inferred" in [w.code for w in paper.warnings]
    assert "kind" in paper.not_found


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("PHÒNG VĂN HÓA – XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("ỦY BAN NHÂN DÂN XÃ BẢN MẪU", "Ủy ban nhân dân xã Bản Mẫu"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ MƯỜNG SAO", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Mường Sao"),
        ("UBND THÀNH PHỐ HỒ CHÍ MINH", "UBND thành phố Hồ Chí Minh"),
        ("VĂN PHÒNG HĐND VÀ UBND", "Văn phòng HĐND và UBND"),
        ("BAN CHỈ ĐẠO THỰC HIỆN DÂN CHỦ Ở CƠ SỞ", "Ban Chỉ đạo thực hiện dân chủ ở cơ sở"),
        ("BAN CHỈ ĐẠO THỰC HIỆN QCDC Ở CƠ SỞ", "Ban Chỉ đạo thực hiện QCDC ở cơ sở"),
        ("TRƯỜNG TIỂU HỌC MƯỜNG SAO", "Trường Tiểu học Mường Sao"),
        ("TRƯỜNG PTDTBT THCS SỐ 2 MƯỜNG SAO", "Trường PTDTBT THCS Số 2 Mường Sao"),
        ("TỈNH ỦY SƠN THỦY", "Tỉnh ủy Sơn Thủy"),
        ("BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy"),
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN", "Ban Tuyên giáo và Dân vận"),
        ("THÔN ĐỒNG MÍT", "Thôn Đồng Mít"),
        ("ĐẶC KHU VÂN SƠN", "Đặc khu Vân Sơn"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_sentence_case(printed, wanted):
    assert sentence_case(printed) == wanted


def test_stamps():
    paper = read_text(
        f"MẬT\nHỎA TỐC\nBỘ NỘI VỤ\n{NATION}\n{MOTTO}\nSố: 5/BNV-VP\nV/v diễn tập\nHà Nội, ngày 5 tháng 3 "
        f"năm 2026\nKính gửi: Sở Nội vụ.\nĐề nghị Sở báo cáo."
    )
    assert paper.is_secret
    assert paper.secrecy == "MẬT"
    assert paper.urgency == "HỎA TỐC"
    assert paper.warnings[0].code == "secret"
    assert paper.issuer == "Bộ Nội vụ"


def test_the_word_for_secret_in_the_text_is_no_stamp():
    paper = read_text(
        f"BỘ NỘI VỤ\n{NATION}\n{MOTTO}\nSố: 5/KH-BNV{BODY}\nBảo vệ bí mật nhà nước; tài liệu MẬT phải cất giữ riêng."
    )
    assert not paper.is_secret


FOOT = "Trên đây là Kế hoạch của Ủy ban nhân dân xã./.\n\n"


def foot_of(text):
    return read_text(
        f"UBND XÃ X\n{NATION}\n{MOTTO}\nSố: 5/KH-UBND\nMường Sao, ngày 5 tháng 3 năm 2026{BODY}\n{FOOT}{text}"
    )


LIST = "Nơi nhận:\n- Như trên;\n- Lưu: VT."


@pytest.mark.parametrize(
    ("lines", "authority", "post", "name"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Thị Mẫu", ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Nguyễn Thị Mẫu"),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Mẫu",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
            "PHÓ CHỦ TỊCH",
            "Lê Mẫu",
        ),
        ("TL. CHỦ TỊCH\nTRƯỞNG PHÒNG\n[daky]\nLê Mẫu", ("TL. CHỦ TỊCH",), "TRƯỞNG PHÒNG", "Lê Mẫu"),
        ("TUQ. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nLê Mẫu", ("TUQ. GIÁM ĐỐC",), "CHÁNH VĂN PHÒNG", "Lê Mẫu"),
        ("Q. CHỦ TỊCH\n\nLê Mẫu", (), "Q. CHỦ TỊCH", "Lê Mẫu"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTS. Lê Mẫu", ("KT. BỘ TRƯỞNG",), "THỨ TRƯỞNG", "TS. Lê Mẫu"),
        ("TRƯỞNG CÔNG AN XÃ\n\nTrung tá Lê Văn Mẫu", (), "TRƯỞNG CÔNG AN XÃ", "Trung tá Lê Văn Mẫu"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", None),
    ],
)
@pytest.mark.parametrize("order", ["list first", "signature first", "columns"])
def test_signatures(lines, authority, post, name, order):
    if order == "columns":
        right = [line for line in lines.split("\n") if line]
        left = LIST.split("\n")
        size = max(len(left), len(right))
        rows = zip(left + [""] * (size - len(left)), right + [""] * (size - len(right)), strict=True)
        paper = foot_of("\n".join(f"{a:<40}{b}" for a, b in rows))
    else:
        paper = foot_of(f"{LIST}\n{lines}" if order == "list first" else f"{lines}\n{LIST}")
    signature = paper.signature
    assert (signature.authority, signature.post, signature.name) == (authority, post, name)
    assert paper.recipients == ("Như trên", "Lưu: VT")
    assert ("signature.name" in paper.not_found) == (name is None)


def test_two_who_sign_side_by_side():
    paper = foot_of(
        "TM. BAN THƯỜNG TRỰC                      TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH                      "
        "                  CHỦ TỊCH\n\n"
        "Lường Thị Mẫu                             Quàng Văn Mẫu\n" + LIST
    )
    assert [(s.authority, s.post, s.name) for s in paper.signatures] == [
        (("TM. BAN THƯỜNG TRỰC",), "CHỦ TỊCH", "Lường Thị Mẫu"),
        (("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Quàng Văn Mẫu"),
    ]


def test_an_annex_behind_the_signature():
    paper = foot_of(
        f"{LIST}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Mẫu\n\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n(Kèm theo "
        f"Kế hoạch số 5/KH-UBND)\n"
        "| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 |"
        " Lập danh sách hộ nghèo | Phòng Kinh tế | 30/6/2026 |\n"
    )
    assert paper.signature.name == "Lê Mẫu"
    assert paper.recipients == ("Như trên", "Lưu: VT")
    assert "Phụ lục I".upper() in [s.numbering.upper() for s in paper.sections]
    (task,) = [t for t in paper.tasks if t.units == ("Phòng Kinh tế",)]
    assert task.text == "Lập danh sách hộ nghèo"
    assert str(task.deadlines[0].date) == "2026-06-30"


def test_nothing_below_the_text():
    paper = foot_of("")
    assert paper.signatures == ()
    assert {"recipients", "signature"} <= set(paper.not_found)


def test_an_issuer_named_after_a_kind_of_paper_is_no_title():
    """The kind stands below the number and the date; above them "QUY CHẾ …" belongs to the issuer's name."""
    paper = read_text(
        f"ĐẢNG ỦY XÃ MƯỜNG SAO\nBAN CHỈ ĐẠO THỰC HIỆN\nQUY CHẾ DÂN CHỦ Ở CƠ SỞ\nSố: 02/CTr-BCĐ\n{NATION}\n{MOTTO}\n"
        "Mường Sao, ngày 30 tháng 01 năm 2026\n\nCHƯƠNG TRÌNH\nCông tác năm 2026\n\nI. NHIỆM VỤ\nTuyên truyền.\n"
        "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\n\nCHỦ TỊCH UBND XÃ\nNguyễn Văn Thí Dụ\n"
    )
    assert (paper.kind, paper.title) == ("Chương trình", "Công tác năm 2026")
    assert paper.issuer == "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở"
    assert (paper.number, paper.symbol, paper.place) == ("02", "CTr-BCĐ", "Mường Sao")
    (signature,) = paper.signatures
    assert (signature.post, signature.name) == ("TRƯỞNG BAN", "Nguyễn Văn Thí Dụ")


def test_a_party_paper_does_not_cite_itself():
    paper = read_text(
        "ĐẢNG BỘ TỈNH SƠN THỦY\nĐẢNG ỦY XÃ MƯỜNG SAO\n*\nSố 15-HD/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Mường Sao, ngày 22 tháng 01 năm 2026\n\nHƯỚNG DẪN\ntổ chức sinh hoạt\n\nI- NỘI DUNG\n1- Các chi bộ họp."
    )
    assert paper.citations == ()
