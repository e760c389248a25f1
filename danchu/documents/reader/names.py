"""Names of kinds of papers and of bodies: which there are, how they are abbreviated, how capitals become a sentence."""

import re

from danchu.core.text import fold, plain_dashes, squeezed

# Decree 30/2020, Annex III, then the kinds other laws and practice add. Abbreviation None: it has none in symbols.
KINDS: dict[str, str | None] = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
    "Nghị định": "NĐ",
    "Thông tư": "TT",
    "Kết luận": "KL",
    "Thư mời": None,
    "Luật": None,
    "Pháp lệnh": None,
    "Lệnh": None,
    "Hương ước": None,
    "Quy ước": None,
    "Nội quy": None,
    "Đề cương": None,
    "Lịch": None,
    "Thư công": None,
    "Công bố": None,
}
LETTER = "Công văn"
_BY_FOLD = {fold(kind): kind for kind in KINDS}
_BY_SYMBOL = {short.upper(): kind for kind, short in KINDS.items() if short}

KIND_WORDS = "|".join(
    sorted(
        [re.escape(k) for k in KINDS if k not in ("Lịch", "Lệnh")]
        + [LETTER, "Thông tư liên tịch", "Bộ luật", "Hiến pháp", "Văn bản"],
        key=len,
        reverse=True,
    )
)


def kind_of_line(line: str) -> tuple[str, str] | None:
    """A line in capitals that names a kind → (kind in sentence case, what stands behind it on the line) or None."""
    words = squeezed(line.strip(" :*_.-"))
    folded = fold(words)
    for bare, kind in _BY_FOLD.items():
        if folded == bare:
            # «Kế hoạch» alone in small letters is a word of the text unless it is written like a heading.
            return (kind, "") if words.isupper() or words.istitle() or words[0].isupper() else None
        if folded.startswith(bare + " ") and words[: len(bare)].isupper():
            return kind, words[len(bare) :].strip()
    return None


def kind_of_symbol(symbol: str | None) -> str | None:
    """The kind a symbol such as "KH-UBND" or "KH/ĐU" begins with; None for a letter's ("UBND-VHXH")."""
    first = re.split(r"[-/]", symbol or "")[0]
    return _BY_SYMBOL.get(first.upper())


BODY_WORDS = (
    "ỦY BAN|UỶ BAN|UBND|UBMTTQ|HỘI ĐỒNG|HĐND|BỘ|SỞ|PHÒNG|BAN|CỤC|CHI CỤC|TỔNG CỤC|VỤ|VĂN PHÒNG|"
    "TRUNG TÂM|TRƯỜNG|CÔNG AN|"
    "ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|CHI BỘ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|MẶT TRẬN|MTTQ|HỘI|ĐOÀN|LIÊN ĐOÀN|"
    "CÔNG ĐOÀN|CHÍNH PHỦ|THỦ TƯỚNG|"
    "QUỐC HỘI|TÒA ÁN|TOÀ ÁN|VIỆN|KIỂM TOÁN|THANH TRA|KHO BẠC|THUẾ|BẢO HIỂM|TẬP ĐOÀN|CÔNG TY|TRẠM|ĐẠI HỌC|HỌC VIỆN|"
    "THÔN|BẢN|TỔ DÂN PHỐ|KHU PHỐ|BCĐ|BCH|TỔ|HỢP TÁC XÃ|ĐÀI|BÁO|QUỸ|NGÂN HÀNG|CHỦ TỊCH"
)
_BODY_START = re.compile(rf"^(?:{BODY_WORDS})\b")
_BARE_BODY = re.compile(r"^(?:VĂN PHÒNG|PHÒNG|BAN|TRUNG TÂM|TỔ|HỘI|ĐOÀN|CÔNG AN|BAN CHỈ ĐẠO|TRƯỜNG|SỞ|BỘ)$")
_LEVEL_START = re.compile(r"^(?:XÃ|PHƯỜNG|THỊ TRẤN|TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|ĐẶC KHU)\b")


def bodies_of_lines(lines: list[str]) -> list[str]:
    """The lines of the issuer's corner, a name often on two → one string for each body, still as printed."""
    bodies: list[str] = []
    for line in lines:
        goes_on = bodies and (
            _LEVEL_START.match(line.upper())
            or not _BODY_START.match(line.upper())
            or _BARE_BODY.match(bodies[-1].upper())
            or bodies[-1].endswith((",", "-", "–"))
            or bodies[-1].upper().endswith((" VÀ", " CỦA", " THUỘC"))
        )
        if goes_on:
            bodies[-1] = f"{bodies[-1]} {line}"
        else:
            bodies.append(line)
    return [squeezed(body) for body in bodies]


# Words that keep their capitals, or take them, wherever they stand in a body's name.
_FIXED = [
    "Ủy ban nhân dân",
    "Trung tâm Phục vụ hành chính công",
    "Phục vụ hành chính công",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ủy ban Mặt trận Tổ quốc",
    "Mặt trận Tổ quốc Việt Nam",
    "Mặt trận Tổ quốc",
    "Việt Nam",
    "Hồ Chí Minh",
    "Đảng Cộng sản",
    "Đảng ủy",
    "Đảng bộ",
    "Chi bộ",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Ban Chỉ đạo",
    "Ban Chấp hành",
    "Ban Thường vụ",
    "Ban Thường trực",
    "Ban Quản lý",
    "Ban Tổ chức",
    "Ban Tuyên giáo",
    "Ban Chỉ huy Quân sự",
    "Ban Thanh tra nhân dân",
    "Ban Giám sát đầu tư của cộng đồng",
    "Trung ương",
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Quốc hội",
    "Bộ trưởng",
    "Ngân hàng Nhà nước",
    "Thanh tra Chính phủ",
    "Tòa án nhân dân",
    "Viện kiểm sát nhân dân",
    "Tổ công tác",
    "Tổ dân phố",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên",
    "Đoàn TNCS",
    "Liên đoàn Lao động",
    "Kho bạc Nhà nước",
    "Bảo hiểm xã hội",
    "Công an nhân dân",
    "Hà Nội",
    "Quy chế dân chủ",
    "Ban Tuyên giáo và Dân vận",
    "Ban Dân tộc",
    "Ban Dân tộc và Tôn giáo",
    "Dân tộc và Tôn giáo",
    "Ủy ban MTTQ",
    "Ủy ban Kiểm tra",
    "Ban Công tác Mặt trận",
    "Ban Xây dựng Đảng",
    "Ban Nội chính",
    "Ban Dân vận",
    "Ban Pháp chế",
    "Ban Kinh tế - Ngân sách",
    "Ban Văn hóa - Xã hội",
    "Đại biểu Quốc hội",
    "Hội Người cao tuổi",
    "Hội Chữ thập đỏ",
    "Hội Khuyến học",
    "Hội đồng",
    "cơ quan Đảng",
    "Chương trình mục tiêu quốc gia",
]
_FIXED.sort(key=len, reverse=True)
_KEPT = set(
    "UBND HĐND MTTQ UBMTTQ TNCS BCĐ BCH TW TU HTX THCS THPT PTDTBT PTDTNT KH-TC I II III IV V VI VII VIII IX X".split()
)
_AREA_CAPITAL = {
    "bộ",
    "sở",
    "phòng",
    "cục",
    "chi cục",
    "tổng cục",
    "vụ",
    "viện",
    "trung tâm",
    "trạm",
    "văn phòng",
    "trường",
    "đài",
    "hội",
}
_SCHOOL = re.compile(
    r"(?:phổ thông dân tộc (?:nội|bán) trú|PTDTBT|PTDTNT|tiểu học|trung học cơ sở|trung học phổ thông|THCS|THPT|TH|"
    r"mầm non|mẫu giáo|cao đẳng|đại học)(?= |$)"
)
_LEVELS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "xã", "phường", "tỉnh", "huyện", "quận", "thôn", "bản")


def sentence_case(name: str) -> str:
    """A body's name printed in capitals, as it is written in a sentence: "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG" → "Sở Nông
    nghiệp và Môi trường", "ỦY BAN NHÂN DÂN XÃ MƯỜNG SAO" → "Ủy ban nhân dân xã Mường Sao". Abbreviations stay; a name
    that is not all capitals is returned unchanged.
    """
    name = squeezed(plain_dashes(name))
    if name.upper() != name:
        return name
    words = [word if _is_short(word.strip(",.")) else word.lower() for word in name.split(" ")]
    out: list[str] = []
    rest = words
    capital_area = place = False
    while rest:
        level = next((lv for lv in _LEVELS if rest[: lv.count(" ") + 1] == lv.split(" ")), None)
        if (
            level
            and not _just_named(out)
            and len(rest) > level.count(" ") + 1
            and not (level == "xã" and rest[1] == "hội")
            and rest[1] not in ("ủy", "uỷ", "đoàn")
        ):
            out += level.split(" ") if out else _capital(level).split(" ")
            rest = rest[level.count(" ") + 1 :]
            place, capital_area = True, False
            continue
        school = _SCHOOL.match(" ".join(rest)) if out and out[0].lower() == "trường" else None
        if school:
            count = school[0].count(" ") + 1
            out += [
                word if word.isupper() else _capital(word) if k == 0 else word for k, word in enumerate(rest[:count])
            ]
            rest, place = rest[count:], True
            continue
        if place:
            ends = rest[0] in ("-", "và") or rest[0].endswith(",")
            out.append(rest[0] if rest[0] in ("-", "và") or rest[0].isupper() else rest[0].capitalize())
            rest = rest[1:]
            if ends:
                place = False
            continue
        fixed = next(
            (f for f in _FIXED if [w.strip(",").lower() for w in rest[: f.count(" ") + 1]] == f.lower().split(" ")),
            None,
        )
        if fixed:
            count = fixed.count(" ") + 1
            out += [f + ("," if r.endswith(",") else "") for f, r in zip(fixed.split(" "), rest[:count], strict=True)]
            rest, capital_area = rest[count:], False
            place = fixed in ("Tỉnh ủy", "Thành ủy") and len(out) == 2 and bool(rest)
            continue
        word = rest[0]
        first = not out or (out[-1] == "-" and out[0].lower() in _AREA_CAPITAL)
        after = capital_area and (_opens_area(out) or out[-1] in ("-", "và") or out[-1].endswith(","))
        out.append(word if word.isupper() else _capital(word) if (first or after) and word not in ("-", "và") else word)
        if not capital_area and _opens_area(out):
            capital_area = True
        rest = rest[1:]
    return squeezed(" ".join(out))


def _is_short(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: a known one, or letters without a vowel (QCDC)."""
    return word in _KEPT or (len(word) > 1 and word.isalpha() and not re.search("[aeiouy]", fold(word)))


def _just_named(out: list[str]) -> bool:
    """Whether a level's word stands right before: XÃ BẢN MẪU is the commune Bản Mẫu."""
    return " ".join(out[-1:]) in _LEVELS or " ".join(out[-2:]) in _LEVELS


def _opens_area(out: list[str]) -> bool:
    return out[-1].lower() in _AREA_CAPITAL or " ".join(out[-2:]).lower() in _AREA_CAPITAL


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def initials(name: str) -> str:
    """ "Phòng Văn hóa - Xã hội" → "VHXH": the first letters without the noun of the office, as records offices do."""
    words = [
        w
        for w in re.split(r"[\s,.-]+", plain_dashes(name))
        if w and w.lower() not in ("và", "phòng", "ban", "sở", "bộ")
    ]
    return "".join(w[0].upper() for w in words)
