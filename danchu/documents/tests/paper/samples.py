"""Four papers as an office would write them: a report with its annex of figures, a letter, a plan, minutes."""

from datetime import date

from danchu.documents.paper import (
    Annex,
    Bullet,
    Column,
    ColumnGroup,
    Foot,
    GroupRow,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Urgency,
)

GROUPS = {
    "A. Chỉ đạo, tuyên truyền": 7,
    "B. Công khai để Nhân dân biết": 11,
    "C. Nhân dân bàn và quyết định": 12,
    "D. Nhân dân tham gia ý kiến": 6,
    "Đ. Nhân dân kiểm tra, giám sát": 7,
    "E. Dân chủ trong cơ quan, đơn vị": 8,
    "G. Thủ tục hành chính, tiếp công dân, đơn thư": 12,
    "H. Nhân dân thụ hưởng, khen thưởng": 4,
}
NAMES = (
    "Văn bản chỉ đạo, triển khai đã ban hành",
    "Hội nghị tuyên truyền, tập huấn",
    "Lượt người dự hội nghị, tập huấn (cán bộ, công chức và Nhân dân)",
    "Nội dung phải công khai trong kỳ báo cáo",
    "Nội dung đã công khai đúng hạn (trong 05 ngày làm việc hoặc theo hạn riêng của từng nội dung)",
    "Tỷ lệ công khai",
    "Cuộc họp thôn, bản có từ 50% đại diện hộ gia đình trở lên dự",
)
LONG = (
    "Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân xã đã ban hành kế hoạch thực hiện dân chủ ở cơ sở, phân công rõ "
    "trách nhiệm cho từng cơ quan, đơn vị; quán triệt đến toàn thể cán bộ, công chức, viên chức, người lao động và "
    "Nhân dân các thôn, bản bằng nhiều hình thức phù hợp với phong tục, tiếng nói của từng dân tộc trên địa bàn."
)
FIGURES_COLUMNS = (
    Column("TT", 8, "center"),
    Column("Chỉ tiêu", 62),
    Column("Đơn vị tính", 18, "center"),
    Column("Kỳ này", 17, "right"),
    Column("Cùng kỳ năm trước", 19, "right"),
    Column("Tăng, giảm (%)", 17, "right"),
    Column("Ghi chú", 22),
)


def figures(count: int = 67) -> Table:
    rows, number = [], 0
    for group, size in GROUPS.items():
        if number < count:
            rows.append(GroupRow(group))
        for _ in range(size):
            if number == count:
                break
            number += 1
            note = "Chưa có nguồn số liệu" if number % 9 == 0 else ""
            value = "" if note else f"{number * 37:,}".replace(",", ".")
            rows.append((str(number), NAMES[number % len(NAMES)], "nội dung", value, "", "", note))
    return Table(FIGURES_COLUMNS, tuple(rows))


def report() -> Paper:
    body = []
    for numbering, title in (
        ("I.", "Công tác lãnh đạo, chỉ đạo, tổ chức thực hiện"),
        ("II.", "Công tác tuyên truyền, phổ biến"),
    ):
        body += [Heading(title, 1, numbering), Paragraph(LONG), Paragraph(LONG)]
    body += [
        Heading("Kết quả thực hiện dân chủ ở cơ sở", 1, "III."),
        Heading("Thực hiện dân chủ ở xã và cộng đồng dân cư", 2, "1."),
        Heading("Công khai để Nhân dân biết", 3, "a)"),
        Paragraph(
            (
                Run("Đã công khai "),
                Run("23/27 nội dung", bold=True),
                Run(" (85,2%), trong đó "),
                Run("21", italic=True),
                Run(" nội dung đúng hạn."),
            )
        ),
        Bullet(
            "Niêm yết tại trụ sở Ủy ban nhân dân xã và 12/12 nhà văn hóa thôn, bản, mỗi lần ít nhất 30 ngày liên tục;"
        ),
        Bullet("Phát trên hệ thống truyền thanh của xã 36 buổi bằng tiếng phổ thông, tiếng Thái và tiếng Mông."),
        Heading("Nhân dân bàn và quyết định", 3, "b)"),
        Paragraph(LONG),
        Table(
            (
                Column("TT", 8, "center"),
                Column("Hình thức", 60),
                Column("Kỳ này", 20, "right"),
                Column("Cùng kỳ", 20, "right"),
                Column("Ghi chú", 30),
            ),
            (
                ("1", "Họp cộng đồng dân cư", "36", "31", ""),
                ("2", "Phát phiếu lấy ý kiến hộ gia đình", "4", "", "Năm trước chưa tách số liệu"),
            ),
            groups=(ColumnGroup(""), ColumnGroup(""), ColumnGroup("Số cuộc", 2), ColumnGroup("")),
            size=13,
        ),
        Heading("Phương hướng, nhiệm vụ kỳ tới", 1, "IV."),
        Paragraph(LONG),
        Paragraph(
            "Trên đây là báo cáo kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026, "
            "Ủy ban nhân dân xã Bản Mẫu trân trọng báo cáo."
        ),
    ]
    return Paper(
        issuing_body="Ủy ban nhân dân xã Bản Mẫu",
        number="5",
        symbol="BC-UBND",
        place="Bản Mẫu",
        date=date(2026, 5, 4),
        kind="Báo cáo",
        title="Kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026",
        addressees=("Sở Nội vụ tỉnh",),
        body=tuple(body),
        recipients=(
            "Như trên",
            "Thường trực Đảng ủy, HĐND xã",
            "Lãnh đạo UBND xã",
            "Ủy ban MTTQ Việt Nam xã",
            "Các cơ quan, đơn vị thuộc xã",
        ),
        archive="Lưu: VT, VHXH",
        signatures=(Signature("Phó Chủ tịch", "Người Ký Mẫu", ("TM. Ủy ban nhân dân", "KT. Chủ tịch")),),
        annexes=(
            Annex("Biểu số liệu thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026", (figures(),)),
            Annex(
                "Tổng hợp theo thôn, bản",
                (figures(20), Paragraph("Ghi chú: ô để trống là chưa có số liệu.")),
                landscape=True,
            ),
        ),
        sample="DỮ LIỆU MẪU",
        foot=Foot("Bản công khai của Ủy ban nhân dân xã Bản Mẫu", "https://ban-mau.example.vn/vb/5-BC-UBND"),
    )


def letter() -> Paper:
    return Paper(
        parent_body="Ủy ban nhân dân xã Bản Mẫu",
        issuing_body="Phòng Văn hóa - Xã hội",
        number="12",
        symbol="VHXH",
        place="Bản Mẫu",
        date=date(2026, 2, 9),
        kind="Công văn",
        title="báo cáo kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026",
        addressees=(
            "Các cơ quan, đơn vị thuộc Ủy ban nhân dân xã",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã",
            "Trưởng các thôn, bản",
        ),
        body=(
            Paragraph(LONG),
            Paragraph(
                "Đề nghị các cơ quan, đơn vị gửi báo cáo trước ngày 05/5/2026, qua Phòng Văn hóa - Xã hội để tổng hợp."
            ),
        ),
        recipients=("Như trên", "Chủ tịch, các Phó Chủ tịch UBND xã (báo cáo)"),
        archive="Lưu: VHXH",
        drafter="NVM (15b)",
        signatures=(Signature("Trưởng phòng", "Trưởng Phòng Mẫu"),),
    )


def plan() -> Paper:
    return Paper(
        parent_body="Tỉnh Mẫu",
        issuing_body="Ủy ban nhân dân phường Nguyễn Thị Minh Khai Mở Rộng",
        symbol="KH-UBND",
        place="Bản Mẫu",
        kind="Kế hoạch",
        title="Thực hiện dân chủ ở cơ sở năm 2026 và chương trình tập huấn "
        "cho Trưởng thôn, Tổ trưởng tổ dân phố, thành viên Ban Thanh tra nhân dân",
        legal_bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022",
            "Theo đề nghị của Trưởng Phòng Văn hóa - Xã hội",
        ),
        body=(
            Heading("Mục đích, yêu cầu", 1, "I."),
            Heading("Mục đích", 2, "1."),
            *[Paragraph(LONG)] * 6,
            Heading("Tổ chức thực hiện", 1, "II."),
            *[Bullet(LONG)] * 3,
            Paragraph(
                "Trên đây là Kế hoạch thực hiện dân chủ ở cơ sở năm 2026, "
                "yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện."
            ),
        ),
        recipients=("Sở Nội vụ", "TT. Đảng ủy, HĐND xã", "Các cơ quan, đơn vị thuộc xã"),
        archive="Lưu: VT, VHXH",
        signatures=(Signature("Q. Chủ tịch", "", ("TM. Ủy ban nhân dân",)),),
        draft="Dự thảo 2",
        urgency=Urgency.URGENT,
    )


def minutes() -> Paper:
    return Paper(
        parent_body="Ủy ban nhân dân xã Bản Mẫu",
        issuing_body="Thôn Nà Mẫu",
        number="01",
        symbol="BB-TNM",
        place="Bản Mẫu",
        date=date(2026, 1, 15),
        kind="Biên bản",
        title="Họp cộng đồng dân cư bàn và quyết định mức đóng góp làm đường nội thôn",
        body=(
            Paragraph("Thời gian bắt đầu: 19 giờ 30 phút, ngày 15 tháng 01 năm 2026."),
            Paragraph("Địa điểm: Nhà văn hóa thôn Nà Mẫu."),
            Heading("Thành phần tham dự", 1, "I."),
            Paragraph("Đại diện 78/90 hộ gia đình (86,7%)."),
            Heading("Nội dung", 1, "II."),
            Paragraph(LONG),
            Paragraph("Cuộc họp kết thúc vào 21 giờ 15 phút cùng ngày."),
        ),
        signatures=(
            Signature("Thư ký", "Thư Ký Mẫu", note="(Ký, ghi rõ họ tên)"),
            Signature("Chủ tọa", "Trưởng Thôn Mẫu", note="(Ký, ghi rõ họ tên)"),
        ),
        recipients=("UBND xã", "Ban Công tác Mặt trận thôn"),
        archive="Lưu: Hồ sơ thôn",
    )


SAMPLES = {"report": report, "letter": letter, "plan": plan, "minutes": minutes}


def _marked_letters() -> str:
    """The letters of Vietnamese that carry a mark, both cases: 67 each, 134 in all."""
    tones = {
        "a": "àáảãạ", "ă": "ằắẳẵặ", "â": "ầấẩẫậ", "e": "èéẻẽẹ", "ê": "ềếểễệ", "i": "ìíỉĩị",
        "o": "òóỏõọ", "ô": "ồốổỗộ", "ơ": "ờớởỡợ", "u": "ùúủũụ", "ư": "ừứửữự", "y": "ỳýỷỹỵ",
    }  # fmt: skip
    lower = "đăâêôơư" + "".join(tones.values())
    return lower + lower.upper()


MARKED_LETTERS = _marked_letters()
# Everything typst or XML could take for its own: every sign must come out as it went in.
SIGNS = (
    "& < > # $ * _ @ [ ] { } ( ) \\ / \" ' ` ~ ^ | = + - -- --- ... % ; : ! ? "
    "#let x = 1; $a^2$ *đậm* _nghiêng_ <nhãn> @trích"
)
WORDS_OF_OTHERS = "Hmoob Ntsuab, Ƀahnar Kriêm, Êđê: čŏ, ĕ, ŭ, ñ; Thái: tãy, xưa pã"
LONG_WORD = "https://vi-du.example.vn/" + "a1B2" * 60
NASTY = (
    f"{SIGNS} {WORDS_OF_OTHERS} 👍🏽 ꪎꪱ \x00\x07\x0b\x1b\ufffe\ud800\u202e dấu\ttab và\ndòng mới\r\nnữa "
    "‘ngoặc’ “kép” … – — ½ ² "
    "\u0061\u0302\u0301"
)
