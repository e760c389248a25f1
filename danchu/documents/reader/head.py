"""The head of a paper: issuer, motto, number and symbol, place and date, kind and title, whom it is addressed to."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from danchu.core.text import fold, plain_dashes, squeezed
from danchu.documents.reader.citations import tidy_number
from danchu.documents.reader.lines import ENDS, Line, starts_piece
from danchu.documents.reader.names import LETTER, bodies_of_lines, kind_of_line, kind_of_symbol, sentence_case
from danchu.documents.reader.secrecy import stamp_in_lines, stamp_in_words

_NATION = re.compile(r"C[ỘO]NG\s+H[ÒO][AÀ]\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM", re.IGNORECASE)
_MOTTO = re.compile(r"Độc\s+[Ll]ập\s*[-–—.]?\s*[Tt]ự\s+[Dd]o\s*[-–—.]?\s*[Hh]ạnh\s+[Pp]húc", re.IGNORECASE)
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_BLANK = r"[\s.…_]*"
_SYMBOL = r"[A-ZĐƯƠÔÂÊĂ][\wĐđƯƠ&.]*(?:[ \t]?[-–/][ \t]?[A-ZĐƯƠÔÂÊĂ0-9][\wĐđƯƠ&.]*)*"
_NUMBER = re.compile(
    rf"(?<!\w)(?:Số|SỐ|Luật số|Nghị quyết số|Nghị định số|"
    rf"Thông tư số)\s*:?[ \t]*(?P<number>\d{{1,5}}[a-zđ]?(?:/(?:19|20)\d{{2}})?)?(?P<blank>{_BLANK})"
    rf"(?P<mark>/|[-–](?=[A-ZĐ]{{1,4}}[a-zđ]{{0,3}}/))\s?(?P<symbol>{_SYMBOL})"
)
_OWN_NUMBER = re.compile(rf"Số\s*:?\s*\d{{0,5}}{_BLANK}(?:/|[-–])\s?[A-ZĐ0-9]")
_YEAR_SYMBOL = re.compile(r"^(?P<year>(?:19|20)\d{2})/")
_PLACE_DATE = re.compile(
    r"(?P<place>[A-ZĐ][^\n,;:/]{1,45}?)\s*,\s*ngày\s*(?P<day>\d{1,2}|"
    r"[\s.…_]*)\s*tháng\s*(?P<month>\d{1,2}|[\s.…_]*)\s*năm\s*(?P<year>\d{4}|20[.…_\s]*)?",
)
_DATE_ONLY = re.compile(
    r"^\s*[Nn]gày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})\s*$", re.MULTILINE
)
_ABOUT = re.compile(r"^(?:V/v|V/V|v/v|VV/|Về việc)\s*:?\s*", re.MULTILINE)
_TO = re.compile(r"^Kính gửi\s*:?\s*|^.{3,70}\bđiện\s*:\s*", re.IGNORECASE)
_URGENCY = re.compile(r"^(?:HỎA TỐC(?:\s+HẸN GIỜ)?|HOẢ TỐC(?:\s+HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)$")
# What signing software and arrival stamps print over a paper. Each is told by its colon or its capitals.
_SIGNED_STAMP = re.compile(
    r"^(?:Signature (?:Not )?Verified|Digitally signed by|(?:Người ký|Ký bởi|Ký số bởi|Được ký bởi|"
    r"Thời gian ký|Ngày ký|"
    r"Email|Signer|Reason|Location|Cơ quan|Tổ chức|Chức vụ|Date|Chuyển|Số đến|Ngày đến|Nguồn|Số và ký hiệu HS)\s*:|"
    r"(?:CÔNG )?VĂN (?:BẢN )?ĐẾN\b|ĐẾN\s+(?:Số|Ngày)|ĐẾN$|Ngày\s*:\s*\d|Giờ\s*:?\s*\d|VĂN BẢN ĐIỆN TỬ|"
    r"BẢN SAO|SAO Y|DỰ THẢO|"
    r"\(?Dự thảo\b|Mẫu số|Số\s*:\s*\d+\s*$)"
)
_RULE = re.compile(r"^[\W_]*$")
_BODY_OPENS = re.compile(
    r"^(?:Căn cứ\s|Kính gửi|Thi hành\s|Xét\s|Theo (?:đề nghị|chỉ đạo|Công văn|Kế hoạch|Quyết định)|"
    r"Thời gian (?:qua|vừa qua)|(?:Trong )?(?:những|các) năm qua|Hiện nay|Trước tình hình|"
    r"Hôm nay|Vào (?:hồi|lúc)|Trên cơ sở|Nhằm\s|Để\s|Ngày\s+\d|Sau khi|Vừa qua|Qua\s|"
    r"Trong (?:thời gian|những)|Trân trọng|Năm\s+20\d\d\s*,|Thực hiện\s+(?:(?:[\w/.-]+\s+){0,8}?)số\s|"
    r"Thực hiện (?:chỉ đạo|ý kiến|sự chỉ đạo|chương trình công tác|nhiệm vụ)|"
    r"Triển khai\s+(?:(?:[\w/.-]+\s+){0,8}?)số\s|Tiếp theo\s|I\.\s|1\.\s|Điều\s+1|Chương\s|CHƯƠNG\s|"
    r"Phần\s+thứ|PHẦN\s|A\.\s|-\s|Thời gian\s*:|"
    r"Thành phần|(?:UBND|Ủy ban|Ủy Ban|HĐND|Sở|Bộ|Phòng|Ban|Công an|Văn phòng|"
    r"Đảng ủy)\s.{0,60}\b(?:xây dựng|ban hành|thông báo|báo cáo|kính mời|trân trọng|tổ chức|đề nghị|"
    r"yêu cầu)\b)"
)
_DECIDER = re.compile(
    r"^(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|BỘ TRƯỞNG|GIÁM ĐỐC|BAN|TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|"
    r"QUỐC HỘI|HIỆU TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|ĐẢNG|CHÁNH)\b"
)
LIMIT = 45


@dataclass
class Head:
    """What the head gave; `rest` is the index of the first line that belongs to the body."""

    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    parent: str | None = None
    place: str | None = None
    date: dt.date | None = None
    impossible_date: str | None = None
    month: dt.date | None = None  # its first day, where only the day was left blank
    kind: str | None = None
    kind_inferred: bool = False
    title: str | None = None
    addressees: list[str] = field(default_factory=list)
    motto: bool = False
    urgency: str | None = None
    secrecy: str | None = None
    rest: int = 0


def read_head(lines: list[Line]) -> Head:
    """The first lines of a paper → its Head. Nothing is guessed: what is not printed stays None."""
    head = Head()
    lines = _stamps_read(lines, head)
    start = _kind_line(lines)
    to = next((i for i, line in enumerate(lines[:LIMIT]) if _TO.match(line.text)), None)
    if to is not None and (start is None or to < start):
        upper, start = to, None
    elif start is not None:
        upper = start
    else:
        upper = next((i for i, line in enumerate(lines[:LIMIT]) if _is_body(line)), min(len(lines), LIMIT))
    rest = _upper_part(_two_columns(lines[:upper]), head)
    if start is not None:
        head.kind, behind = kind_of_line(lines[start].text)  # ty: ignore[not-iterable]  # `start` is where it was found
        head.title, head.rest = _title(lines, start + 1, behind, head)
    else:
        head.title, head.rest = rest, upper
    if to is not None and start is not None:
        to = next((i for i in range(head.rest, min(len(lines), head.rest + 8)) if _TO.match(lines[i].text)), None)
    if to is not None and to >= head.rest:
        if start is not None and to > head.rest:
            head.title = squeezed(" ".join([head.title or ""] + [line.text for line in lines[head.rest : to]])) or None
        head.addressees, head.rest = _addressees(lines, to)
    if head.kind is None:
        head.kind = kind_of_symbol(head.symbol)
        head.kind_inferred = head.kind is not None
    if head.kind is None and (head.title or head.addressees) and (head.symbol or head.addressees):
        head.kind = LETTER
    return head


def without_stamps(lines: list[Line]) -> list[Line]:
    """Lines that signing software and arrival stamps leave anywhere in a paper are dropped."""
    return [line for line in lines if not _SIGNED_STAMP.match(line.text) or _NUMBER.search(line.text)]


def _stamps_read(lines: list[Line], head: Head) -> list[Line]:
    for line in lines[:LIMIT]:
        for cell in line.cells:
            words = squeezed(cell.text.strip(" .:*[]()|"))
            if _URGENCY.match(words):
                head.urgency = head.urgency or words
    head.secrecy = stamp_in_lines(lines)
    return lines


def _kind_line(lines: list[Line]) -> int | None:
    """Where the kind is printed: a line of capitals that begins with a kind's name, below the number and the date."""
    first = None
    for i in _kind_lines(lines):
        if not _number_below(lines, i):
            return i
        first = i if first is None else first
    return first


def _number_below(lines: list[Line], i: int) -> bool:
    """Whether the paper's own number or date stands under a line: then it is still part of the issuer's name."""
    for line in lines[i + 1 : i + 9]:
        if any(_OWN_NUMBER.match(c.text) or _PLACE_DATE.fullmatch(c.text.strip(" .")) for c in line.cells):
            return True
        if _is_body(line):
            return False
    return False


def _kind_lines(lines: list[Line]) -> Iterator[int]:
    for i, line in enumerate(lines[:LIMIT]):
        text = line.text
        if line.row or _NUMBER.search(text) or len(line.cells) > 1:
            continue
        named = kind_of_line(text)
        if named and (text.isupper() or (text[: len(named[0])].isupper() if named[1] else len(text) < 25 and i > 1)):
            yield i
        elif _is_body(line) and not _TO.match(text):
            return


def _is_body(line: Line) -> bool:
    text = line.text
    if _NUMBER.search(text) or _ABOUT.match(text) or _PLACE_DATE.search(text):
        return False
    return (
        bool(_BODY_OPENS.match(text))
        or starts_piece(text)
        or (len(text) > 90 and not text.isupper() and len(line.cells) == 1 and not _NATION.search(text))
    )


def _two_columns(lines: list[Line]) -> str:
    """The lines left of the middle, then those right of it; cells cut apart even where the place is unknown."""
    left: list[str] = []
    right: list[str] = []
    sided = any(len(line.cells) > 1 for line in lines) or any(
        c.left > 0.4 * line.middle * 2 > 0 for line in lines for c in line.cells
    )
    for line in lines:
        for i, cell in enumerate(line.cells):
            beyond = (
                line.middle > 0
                and cell.left >= 0
                and cell.left > 0.75 * line.middle
                and (cell.left + cell.right) / 2 > line.middle
            )
            (right if sided and (i > 0 or beyond) else left).append(cell.text)
    return "\n".join([*left, "", *right])


def _upper_part(text: str, head: Head) -> str | None:
    """Motto, number, place and date, issuer → into the head; a letter's subject is returned."""
    head.motto = bool(_NATION.search(text) or _MOTTO.search(text) or _PARTY.search(text))
    for pattern in (_NATION, _MOTTO, _PARTY):
        text = pattern.sub("\n", text)
    number = _NUMBER.search(text)
    before = text
    if number:
        head.number = number["number"]
        head.symbol = tidy_number(number["symbol"]).rstrip(".")
        year = _YEAR_SYMBOL.match(head.symbol)
        if year and head.number:  # Số: 12/2026/QĐ-UBND: the year belongs to the number
            head.number, head.symbol = f"{head.number}/{year['year']}", head.symbol[year.end() :]
        before, text = text[: number.start()], text[: number.start()] + "\n\x00\n" + text[number.end() :]
    day = _PLACE_DATE.search(text) or _DATE_ONLY.search(text)
    if day:
        if "place" in day.re.groupindex:
            head.place = sentence_case(squeezed(day["place"]))
        _set_date(head, day["day"], day["month"], day["year"])
        text = text[: day.start()] + "\n" + text[day.end() :]
    subject = None
    about = _ABOUT.search(text)
    if about:
        subject = _subject(text[about.end() :])
        text = text[: about.start()]
    above = text.split("\x00")[0] if number else text
    if not about and number:
        before = above
    head.issuer, head.parent = _issuers(above if number or about or day else before)
    return subject


def _set_date(head: Head, day: str, month: str, year: str | None) -> None:
    if month and month.strip().isdigit() and 1 <= int(month) <= 12 and year and year.strip().isdigit():
        head.month = dt.date(int(year), int(month), 1)
    if not (day and day.strip().isdigit() and month and month.strip().isdigit() and year and year.strip().isdigit()):
        return
    try:
        head.date = dt.date(int(year), int(month), int(day))
    except ValueError:
        head.impossible_date = f"{day}/{month}/{year}"


def _subject(text: str) -> str | None:
    kept: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            if kept and not ENDS.search(kept[-1]):
                continue
            if kept:
                break
            continue
        if _RULE.match(line) or _SIGNED_STAMP.match(line) or _URGENCY.match(line.strip()) or stamp_in_words(line):
            continue
        kept.append(line.strip())
    return squeezed(" ".join(kept)).rstrip(".;") or None


def _issuers(text: str) -> tuple[str | None, str | None]:
    kept = []
    for line in text.split("\n"):
        words = squeezed(line.strip(" *_-–—.|"))
        if (
            not words
            or _RULE.match(words)
            or _SIGNED_STAMP.match(words)
            or _URGENCY.match(words)
            or stamp_in_words(words)
        ):
            continue
        named = kind_of_line(words)
        if len(words) < 3 or (named and not (named[1] and kept)) or not _capitals(words):
            continue
        kept.append(words)
    bodies = [sentence_case(body) for body in bodies_of_lines(kept)]
    if not bodies:
        return None, None
    return bodies[-1], bodies[-2] if len(bodies) > 1 else None


def _capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def _title(lines: list[Line], start: int, behind: str, head: Head) -> tuple[str | None, int]:
    """The lines under the kind, up to where the body opens → (title, index of the first body line)."""
    behind = re.sub(r"^(?:LIÊN TỊCH|Liên tịch)\b\s*", "", behind)  # KẾ HOẠCH LIÊN TỊCH: still a plan
    parts = [behind] if behind else []
    i = start
    while i < len(lines) and len(parts) < 9:
        line = lines[i]
        text = line.text
        if _RULE.match(text):
            i += 1
            continue
        if line.row or _TO.match(text) or _opens_body(lines, i, parts) or _names_decider(text, head, parts):
            break
        parts.append(text)
        i += 1
    if behind and behind.isupper() and len(parts) > 1 and not parts[1].isupper():
        parts[0] = parts[0].capitalize()
        parts[1] = re.sub(r"^(?:Giữa|Về|Của|Tại)\b", lambda m: m[0].lower(), parts[1])
    if len(parts) > 1 and parts[0].isupper() and parts[1][:1].islower():
        parts[0] = sentence_case(parts[0])  # «CỦA BAN CHẤP HÀNH … / về …»
        parts[0] = parts[0][:1].upper() + parts[0][1:]
    title = squeezed(" ".join(parts)).strip(" :;*") or None
    return (title.removesuffix(".") if title else None), i


def _names_decider(text: str, head: Head, parts: list[str]) -> bool:
    """A decision names who decides under its title: HỘI ĐỒNG NHÂN DÂN XÃ …, CHỦ TỊCH ỦY BAN NHÂN DÂN …"""
    if (
        not parts
        or not text.isupper()
        or head.kind not in ("Nghị quyết", "Quyết định", "Nghị định", "Thông tư", "Chỉ thị")
    ):
        return False
    return bool(_DECIDER.match(text)) and (
        fold(text).startswith(("chu tich", "bo truong", "giam doc")) or fold(head.issuer or "-") in fold(text)
    )


def _opens_body(lines: list[Line], i: int, parts: list[str]) -> bool:
    line = lines[i]
    text = line.text
    if starts_piece(text) or re.match(r"^(?:Căn cứ\s|Kính gửi|Hôm nay)", text):
        return True
    if not parts:
        return False if len(text) < 200 else bool(_BODY_OPENS.match(text))
    if _DECIDER.match(text) and text.isupper() and (line.gap or not parts[-1].isupper()):
        return True
    if text[0].islower():
        return False
    if text.startswith("(") and len(text) < 150:
        return False
    if _BODY_OPENS.match(text) or ENDS.search(text) or len(text) > 110:
        return True
    if line.gap and len(text) > 70 and not text.isupper():
        return True
    if line.gap and not re.search(r"(?:,|\bvà|\bcủa|\bvề|\bcác|\btại|\bcho|\bxã|\btỉnh)$", parts[-1]):
        return True
    if text.isupper() and parts[-1].isupper():
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    return not (
        following is None
        or following.gap
        or _is_body(following)
        or _RULE.match(following.text)
        or following.text.startswith("(")
    )


def _addressees(lines: list[Line], to: int) -> tuple[list[str], int]:
    """ "Kính gửi: …" on one line, or a list under it → (addressees, index of the first body line)."""
    first = _TO.sub("", lines[to].text).strip()
    found: list[str] = []
    i = to + 1
    listed = bool(re.match(r"^[-–+•]\s", first))
    if first:
        found.append(first)
    while i < len(lines) and i < to + 60:
        line = lines[i]
        text = line.text
        item = re.match(r"^[-–+•]\s*", text)
        if item:
            listed = True
            found.append(text[item.end() :])
        elif found and (
            text[0].islower()
            or (
                not ENDS.search(found[-1])
                and not line.gap
                and not _BODY_OPENS.match(text)
                and re.search(r"[,(]$|\b(?:và|các|của)$", found[-1])
            )
        ):
            found[-1] = f"{found[-1]} {text}"
        elif not found and not _BODY_OPENS.match(text):
            found.append(text)
        else:
            break
        i += 1
    # A list keeps each item whole; on one line the semicolons part them.
    pieces = found if listed else [piece for text in found for piece in re.split(r";\s*(?=\S)", text)]
    cleaned = [squeezed(plain_dashes(piece)).strip(" ;.:,-") for piece in pieces]
    return [c for c in cleaned if c and fold(c) != "nhu tren"], i
