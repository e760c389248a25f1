"""What must not be read out: names of people, numbers of identity papers, telephone numbers. Pure: no Django.

A loudspeaker reaches everybody, whether they want to listen or not; who is on a list is looked up on the board
(design.md, "Named lists").
"""

import re

# Before a name. "Bà con" and "bác sĩ" go on in small letters; a post after it ("ông Chủ tịch") names nobody.
_TITLE = r"(?:ông|bà|anh|chị|em|cháu|cụ|cô|chú|bác|đồng chí|đ/c|hộ)"
_CAPITAL = r"[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_NAME = rf"{_CAPITAL}[^\W\d_]*(?: {_CAPITAL}[^\W\d_]*)*"
_TITLED = re.compile(rf"(?<!\w)(?i:{_TITLE})(?: (?i:{_TITLE}))? ({_NAME})(?!\w)")
_POSTS = frozenset("Chủ Phó Bí Trưởng Giám Hồ Tổ Công Kế Thủ Bộ".split())
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Lâm|Hà|Giàng|Lò|Vàng|Thào|"
    "Sùng|Mùa|Lù|Tẩn|Chẻo|Hù|Vừ|Mã|Ma|Nông|Triệu|Lường|Quàng|Cà|Điêu|Tòng|Hạng|Cứ|Phàn|Bàn|Chang|Cháng|Ly|Thạch|Kim|Sơn|Y|Ksor|Rơ"
)
_UNTITLED = re.compile(rf"(?<!\w)(?:{_SURNAMES})(?: {_CAPITAL}[^\W\d_]*){{2,3}}(?!\w)")
_STREETS = re.compile(r"(?:đường|phố|trường|cầu|quảng trường|Hội|giải|phong trào)\s*$", re.IGNORECASE)
_WELL_KNOWN = frozenset(("Hồ Chí Minh",))
_PAPERS = re.compile(r"(?<![\d.,])(?:\d{12}|\d{9})(?![\d.,]*\d)")
_PHONES = re.compile(r"(?<![\d.,/])(?:\+84|0)\d(?:[ .-]?\d){7,9}(?!\d)")


def people(text: str) -> list[str]:
    """What reads like a person who is named: a form of address with a name, "ông Nguyễn Văn A"."""
    return [
        match[0] for match in _TITLED.finditer(text) if match[1].split()[0] not in _POSTS or len(match[1].split()) > 3
    ]


def likely_people(text: str) -> list[str]:
    """What may be a person's name: a family name with others after it; streets and schools are left out."""
    named = people(text)
    return [
        match[0] for match in _UNTITLED.finditer(text)
        if match[0] not in _WELL_KNOWN and not _STREETS.search(text[: match.start()])
        and not any(match[0] in one for one in named)
    ]  # fmt: skip


def identity_numbers(text: str) -> list[str]:
    """Nine or twelve digits in a row: an identity paper's number."""
    return _PAPERS.findall(text)


def phones(text: str, *, known: tuple[str, ...] = ()) -> list[str]:
    """Telephone numbers, without those of the commune's own offices (`known`, as they are written anywhere)."""
    own = {_digits(number) for each in known for number in _PHONES.findall(each)}
    return [number for number in _PHONES.findall(text) if _digits(number) not in own]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number.replace("+84", "0"))
