"""What personal data look like in Vietnamese papers. Text in, spans out; no file is opened here.

Shapes: twelve digits of an identity number are province, century and sex, year, serial (Circular 59/2021/TT-BCA,
Art. 4 and Annex I: from memory, not seen in a text of this house); phone prefixes are those of the numbering plan in
force since 2018. A label beside a number ("CCCD số …", the heading of its column) weighs more than its shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from danchu.documents.redaction.findings import Hint, Kind
from danchu.documents.redaction.values import flattened

_GAP = r"[ .\-–\u00a0]"
_PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 "
    "044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 "
    "089 091 092 093 094 095 096".split()
)
_RUN = re.compile(rf"(?<![\w,/])\+?\d(?:(?:{_GAP}|{_GAP} |\) ?| \()?\d){{5,23}}(?![\d/]|,\d)")
_MONEY = re.compile(r"\s*(?:dong\b|vnd\b|vnđ|d\b|ty\b|trieu\b|nghin\b|usd\b|m2\b|ha\b|kg\b|%)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+")
_DAY = (
    r"(?:(?:ngay )?\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?\d{4}|(?:ngay )?\d{1,2} thang \d{1,2},? nam \d{4}"
    r"|\d{1,2} ?[/.\-] ?\d{4}|thang \d{1,2}/\d{4}|(?:nam )?(?:19|20)\d\d)(?!\d)"
)
_BEFORE_BORN = r"(?<!hoc )(?<!phat )(?<!ve )(?<!tai )(?<!nay )(?<!hy )(?<!thi )(?<!moi )(?<!nuoi )(?<!tuyen )(?<!khai )"
_BORN = re.compile(
    rf"{_BEFORE_BORN}\b(?:sinh(?:\svao)?\s?(?:ngay|nam|thang)?(?:,\s?thang)?(?:,?\s?nam)?|(?:ngay(?:,?\sthang)?(?:,?\snam)?|"
    rf"nam)\ssinh|n[.]?s|s[.]?n)(?: ?\([^)]{{0,30}}\))?\s*[:.\-]?\s*(?P<value>{_DAY})"
)
_BORN_AFTER_NAME = re.compile(r"\((?:sn|sinh|s\.)? ?(?P<value>19[2-9]\d|20[01]\d)\)")
_EMAIL = re.compile(r"(?<![\w.])[\w.+\-]{1,64} ?\(?@ ?[\w\-]+(?:\.[\w\-]+)+")
_PLATE = re.compile(r"(?<![\w/])[1-9]\d ?-? ?[a-z]{1,2}\d? ?[-. ] ?(?:\d{3}\.\d{2}|\d{4,5})(?![\d/])")
_PASSPORT = re.compile(r"(?<![\w/.\-])[a-z]{1,2} ?\d{7,8}(?![\w/])")
_HEALTH_CARD = re.compile(rf"(?<!\w)[a-z]{{2}}{_GAP}?[1-5](?:{_GAP}?\d){{12}}(?!\d)")
_LIVES = re.compile(
    r"\b(?:ho khau thuong tru|noi thuong tru|noi dang ky thuong tru|thuong tru|tam tru|noi o(?: hien nay| hien tai)?|"
    r"cho o(?: hien nay| hien tai)?|tru(?: quan)? tai|cu tru tai|cu ngu tai|nha rieng|dia chi(?: nha)?|o tai)"
    r"(?: tai)?\s*[:\-]?\s*(?P<value>[^;\n]{4,110})"
)
_HOUSE = re.compile(
    r"\b(?:so nha|nha so)\s*[:]?\s*\d+\w?(?:[/\-]\d+\w?)*(?P<rest>[^;.\n|]{0,80})|"
    r"\bso \d+\w?(?:/\d+\w?)*,? (?:ngo|ngach|hem|kiet|duong|pho|to(?! ban do| khai| trinh))\b(?P<rest2>[^;.\n|]{0,70})"
)
_HOUSE_NUMBER = re.compile(r"\b(?:so(?: nha)?|nha so|ngo|ngach|hem|kiet) ?\d")
_END_OF_ADDRESS = re.compile(
    r"[.](?=\s|$)|[,.]?\s*(?:so )?(?:cccd|cmnd|can cuoc|dien thoai|sdt|dt\b|sinh (?:ngay|nam)|ngay sinh|la chu|nghe "
    r"nghiep|duoc ho tro|da nop|lien he|email|fax|website|nay la|thuoc dien|co don)"
)
_OFFICE = re.compile(
    r"\b(?:ubnd|uy ban|van phong|co quan|tru so|fax|duong day nong|hotline|tong dai|mot cua|truc ban|truong thcs|"
    r"tram y te|cong an xa|hdnd|trung tam|hanh chinh cong|website|cong thong tin|bo phan)\b"
)
_PERSON = re.compile(r"\b(?:ong|ba|anh|chi|em|chau|ho ten|ho va ten|cccd|cmnd|sinh|di dong|ca nhan)\b")
_CODE = re.compile(
    r"\b(?:ma so thue|mst|ma chuong|ma nganh|ma du an|ma so|ma qhns|ma dvqhns|ma don vi|ma ho so)\W*(?:so)?\W*$"
)
_TREASURY = re.compile(r"\b(?:kho bac|kbnn|ngan sach|tam thu|tam giu)\b")
_MOBILE = re.compile(r"(?:84|0)(?:3|5|7|8|9)\d{8}|01[2689]\d{8}")
_LAND = re.compile(r"(?:84|0)2\d{9}")
_LABELS = (
    (Kind.INSURANCE_NUMBER, r"(?:bhxh|bhyt|bao hiem xa hoi|bao hiem y te|so so bao hiem)"),
    (Kind.PASSPORT, r"(?:ho chieu|passport)"),
    (
        Kind.IDENTITY_NUMBER,
        r"(?:cccd|cmnd|cmt|cmtnd|can cuoc|chung minh|dinh danh|giay to tuy than|so giay to|sddcn)",
    ),
    (Kind.BANK_ACCOUNT, r"(?:tai khoan|stk|so tk|tk ngan hang|tk so|\btk|so the)"),
    (Kind.PHONE, r"(?:dien thoai|sdt|so dt|\bdt|di dong|zalo|so may|\btel|hotline|duong day nong|fax|lien he|\bgoi)"),
    (Kind.PLATE, r"(?:bien so|bien kiem soat|\bbks)"),
)  # fmt: skip
_LABEL = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS))
_HEADS = (
    (Kind.BIRTH_DATE, re.compile(r"(?:ngay|nam|thang)[\w ,/]* sinh|\bsinh nam|\bsinh ngay|^ns$|^sn$")),
    (Kind.INSURANCE_NUMBER, re.compile(r"bhxh|bhyt|bao hiem")),
    (Kind.IDENTITY_NUMBER, re.compile(r"cccd|cmnd|\bcmt|can cuoc|chung minh|dinh danh|giay to tuy than|so giay to")),
    (Kind.BANK_ACCOUNT, re.compile(r"tai khoan|\bstk|\btk\b")),
    (Kind.PHONE, re.compile(r"dien thoai|\bsdt|so dt|^dt$|di dong|zalo")),
    (Kind.EMAIL, re.compile(r"e-?mail|thu dien tu")),
    (Kind.PLATE, re.compile(r"bien so|bien kiem soat|\bbks")),
    (Kind.PASSPORT, re.compile(r"ho chieu")),
    (Kind.HOME_ADDRESS, re.compile(r"so nha")),
)
_AMOUNTS = re.compile(r"du toan|thuc hien|quyet toan|\b(?:thu|chi|tien|dong)\b|kinh phi|gia tri|so luong|ke hoach|tong")
_MOSTLY_DIGITS = re.compile(r"(?<![\w.@])[\doilszb]{8,14}(?![\w@])")
_MISREAD = str.maketrans("oilszb", "011528")


@dataclass(frozen=True)
class Hit:
    """A span of a text that is personal data."""

    kind: Kind
    start: int
    end: int
    sure: bool = True
    hint: Hint = Hint.NONE


def is_identity_number(digits: str) -> bool:
    """Whether twelve digits can be a person's number: a province that exists, a birth year from 1900 to 2029."""
    if len(digits) != 12 or digits[:3] not in _PROVINCES:
        return False
    return digits[3] in "01" or (digits[3] in "23" and int(digits[4:6]) < 30)


def hits(text: str, head: str = "", *, letterhead: bool = False, scanned: bool = False) -> list[Hit]:
    """The personal data in a text, in order, none overlapping.

    `head`: the heading of the column it stands in. `scanned`: letters among digits may be misread digits.
    """
    flat = flattened(text)
    if scanned:
        flat = _MOSTLY_DIGITS.sub(lambda m: m[0].translate(_MISREAD) if _is_number(m[0]) else m[0], flat)
    taken: list[Hit] = []
    full = bytearray(len(flat))
    for hit in _all(flat, flattened(head), letterhead):
        if hit.end > hit.start and not any(full[hit.start : hit.end]):
            full[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def kind_of_head(head: str) -> Kind | None:
    """What a column's heading says of its cells, None when it announces no personal data."""
    folded = flattened(head)
    return next((kind for kind, words in _HEADS if words.search(folded)), None)


def _is_number(word: str) -> bool:
    return sum(sign.isdigit() for sign in word) >= len(word) - 3


def _all(flat: str, head: str, letterhead: bool) -> Iterator[Hit]:
    kind = kind_of_head(head)
    if kind:
        yield from _in_column(flat, kind)
    for m in _EMAIL.finditer(flat):
        office = flat[m.start() : m.end()].endswith(".gov.vn")
        yield Hit(Kind.EMAIL, *m.span(), not office, Hint.OFFICE if office else Hint.NONE)
    yield from _births(flat)
    yield from (Hit(Kind.INSURANCE_NUMBER, *m.span()) for m in _HEALTH_CARD.finditer(flat))
    yield from (
        hit for hit in _numbers(flat, letterhead) if hit.kind is not Kind.LONG_NUMBER or not _AMOUNTS.search(head)
    )
    yield from _lettered(flat)
    yield from _addresses(flat, letterhead)


def _in_column(flat: str, kind: Kind) -> Iterator[Hit]:
    """What stands under a heading is what the heading says."""
    if kind is Kind.BIRTH_DATE:
        yield from (Hit(kind, *m.span()) for m in re.finditer(rf"(?<![\d/.]){_DAY}", flat))
    elif kind is Kind.HOME_ADDRESS:
        if words := flat.strip():
            start = flat.index(words)
            yield Hit(kind, start, start + len(words))
    elif kind in (Kind.PLATE, Kind.PASSPORT):
        yield from (Hit(kind, *m.span()) for m in (_PLATE if kind is Kind.PLATE else _PASSPORT).finditer(flat))
    elif kind is not Kind.EMAIL:
        if kind is Kind.INSURANCE_NUMBER:
            yield from (Hit(kind, *m.span()) for m in _HEALTH_CARD.finditer(flat))
        least = 9 if kind in (Kind.IDENTITY_NUMBER, Kind.PHONE) else 6
        for m in _RUN.finditer(flat):
            if len(re.sub(r"\D", "", m[0])) >= least:
                yield Hit(kind, *m.span())


def _births(flat: str) -> Iterator[Hit]:
    yield from (Hit(Kind.BIRTH_DATE, *m.span("value")) for m in _BORN.finditer(flat))
    for m in _BORN_AFTER_NAME.finditer(flat):
        if re.search(r"\b(?:ong|ba|anh|chi|em|chau)(?: [a-z]+){2,5} $", flat[max(0, m.start() - 45) : m.start()]):
            yield Hit(Kind.BIRTH_DATE, *m.span("value"), False, Hint.UNLABELLED)


def _numbers(flat: str, letterhead: bool) -> Iterator[Hit]:
    """Runs of digits, by the label before them and by their shape."""
    for run in _RUN.finditer(flat):
        for start, end in _parted(flat, *run.span()):
            hit = _number(flat, start, end, letterhead)
            if hit:
                yield hit


def _parted(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run that is two numbers with a blank or a dash between them ("012088001234 - 0912345678") comes apart."""
    pieces = list(re.finditer(r"\+?\d+", flat[start:end]))
    whole = [m for m in pieces if len(m[0]) >= 9]
    if len(pieces) == 1 or not whole:
        digits = re.sub(r"\D", "", flat[start:end])
        if len(digits) > 13 and flat[start] == "0":
            yield from _of_known_length(flat, start, end)
        else:
            yield start, end
        return
    cuts = [start, *(start + at for m in whole for at in m.span()), end]
    for left, right in pairwise(cuts):
        piece = flat[left:right]
        if len(re.sub(r"\D", "", piece)) >= 6:
            found = re.search(r"\+?\d.*\d", piece)
            if found:
                yield left + found.start(), left + found.end()


def _of_known_length(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Several grouped numbers in a row: cut where an identity number or a phone number is full."""
    places = [start + m.start() for m in re.finditer(r"\d", flat[start:end])]
    while len(places) >= 9:
        digits = "".join(flat[at] for at in places)
        size = next(
            (
                size
                for size, fits in (
                    (12, is_identity_number(digits[:12])),
                    (10, bool(_MOBILE.fullmatch(digits[:10]))),
                    (11, bool(_LAND.fullmatch(digits[:11]))),
                )
                if fits and (len(places) == size or places[size] > places[size - 1] + 1)
            ),
            len(places),
        )
        yield places[0], places[size - 1] + 1
        places = places[size:]


def _number(flat: str, start: int, end: int, letterhead: bool) -> Hit | None:
    words = flat[start:end]
    digits = re.sub(r"\D", "", words)
    groups = tuple(len(m) for m in re.findall(r"\d+", words))
    before, near = flat[max(0, start - 45) : start], flat[max(0, start - 90) : start]
    if _MONEY.match(flat, end) and words[0] != "0":
        return None
    label = _label(before)
    if label is Kind.PHONE or (label is None and (words[0] == "+" or _MOBILE.fullmatch(digits))):
        phone = _phone(words, digits, groups, start, end, near, letterhead, label)
        if phone:
            return phone
    if label is Kind.BANK_ACCOUNT and len(digits) >= 6:
        treasury = bool(_TREASURY.search(flat[max(0, start - 90) : end + 60]))
        return Hit(label, start, end, not treasury, Hint.TREASURY if treasury else Hint.NONE)
    if label is Kind.IDENTITY_NUMBER and len(digits) in (9, 12):
        return Hit(label, start, end)
    if label in (Kind.INSURANCE_NUMBER, Kind.PASSPORT) and len(digits) >= 8:
        return Hit(label, start, end)
    if is_identity_number(digits):
        return Hit(Kind.IDENTITY_NUMBER, start, end) if _as_written(groups) else None
    if _LAND.fullmatch(digits) or _MOBILE.fullmatch(digits):
        return _phone(words, digits, groups, start, end, near, letterhead, None)
    if len(groups) == 1 and len(digits) >= 9 and not _THOUSANDS.fullmatch(words) and not _is_code(flat, start, end):
        return Hit(Kind.LONG_NUMBER, start, end, False, Hint.UNLABELLED)
    return None


def _phone(words, digits, groups, start, end, near, letterhead, label) -> Hit | None:
    mobile, land = bool(_MOBILE.fullmatch(digits)), bool(_LAND.fullmatch(digits))
    if not (mobile or land or (label and 7 <= len(digits) <= 12)):
        return None
    usual = _as_written(groups) or label is not None
    office = letterhead or land or not mobile or bool(_OFFICE.search(near) and not _PERSON.search(near))
    if office:
        return Hit(Kind.PHONE, start, end, False, Hint.OFFICE)
    return Hit(Kind.PHONE, start, end, usual, Hint.NONE if usual else Hint.UNLABELLED)


def _as_written(groups: tuple[int, ...]) -> bool:
    """Whether digits are parted as people do: in threes and fours, or each in a box of its own; pairs are a table's."""
    return max(groups) >= 3 or set(groups) == {1}


def _label(before: str) -> Kind | None:
    """The last label before a number, when hardly more than its own words stand between."""
    last = None
    for m in _LABEL.finditer(before):
        last = m
    if last is None:
        return None
    between = before[last.end() :]
    if re.search(r"\d{4}|[;\n|]|\. ", between) or len(between.split()) > 5:
        return None
    return Kind(last.lastgroup)


def _is_code(flat: str, start: int, end: int) -> bool:
    """Numbers of papers, budgets, taxes, projects: public by their nature."""
    before = flat[max(0, start - 30) : start]
    return bool(_CODE.search(before) or re.match(r"[\w/\-]*/", flat[end : end + 6]))


def _lettered(flat: str) -> Iterator[Hit]:
    for m in _PASSPORT.finditer(flat):
        label = _label(flat[max(0, m.start() - 45) : m.start()])
        if label is Kind.PASSPORT:
            yield Hit(Kind.PASSPORT, *m.span())
        elif m[0][0] in "bcnkp" and " " not in m[0] and len(m[0]) == 8:
            yield Hit(Kind.PASSPORT, *m.span(), False, Hint.UNLABELLED)
    for m in _PLATE.finditer(flat):
        before = flat[max(0, m.start() - 45) : m.start()]
        told = _label(before) is Kind.PLATE or bool(re.search(r"\b(?:xe|bien)\b", before))
        exact = bool(re.fullmatch(r"\d\d-?[a-z]{1,2}\d?[- ]\d{3}\.\d\d", m[0]))
        if told or exact:
            yield Hit(Kind.PLATE, *m.span())
        elif not re.search(r"\b(?:so|dieu|phu luc|mau|bieu)\W*$", before):
            yield Hit(Kind.PLATE, *m.span(), False, Hint.UNLABELLED)


def _addresses(flat: str, letterhead: bool) -> Iterator[Hit]:
    for m in _LIVES.finditer(flat):
        start = m.start("value")
        end = _end_of_address(flat, start, m.end("value"))
        numbered = bool(_HOUSE_NUMBER.search(flat[start:end]))
        home = not re.match(r"(?:dia chi|o tai)", m[0]) or bool(re.match(r"dia chi nha", m[0]))
        office = letterhead or bool(_OFFICE.search(flat[max(0, m.start() - 70) : end]))
        if numbered:
            person = bool(_PERSON.search(flat[max(0, m.start() - 90) : m.start()]))
            sure = (home or person) and not office
            yield Hit(Kind.HOME_ADDRESS, start, end, sure, Hint.OFFICE if office else Hint.NONE)
    for m in _HOUSE.finditer(flat):
        end = _end_of_address(flat, m.start(), m.end())
        office = letterhead or bool(_OFFICE.search(flat[max(0, m.start() - 70) : m.start()]))
        yield Hit(Kind.HOME_ADDRESS, m.start(), end, False, Hint.OFFICE if office else Hint.UNLABELLED)


def _end_of_address(flat: str, start: int, end: int) -> int:
    stop = _END_OF_ADDRESS.search(flat, start, end)
    end = stop.start() if stop else end
    return start + len(flat[start:end].rstrip(" ,"))
