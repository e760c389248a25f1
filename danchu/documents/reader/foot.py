"""The foot of a paper: recipients and signatures, and where the annexes begin behind them."""

import re
from dataclasses import dataclass, field

from danchu.core.text import plain_dashes, squeezed
from danchu.documents.reader.lines import ENDS, Cell, Line
from danchu.documents.reader.names import kind_of_line
from danchu.documents.reader.paper import Signature

_RECIPIENTS = re.compile(r"^N[ơƠoO]{1,2}[iI]\s+[nN][hH][ậẬ][nN]\s*(?:\(.*\))?\s*[:.]?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"^(?:TM|KT|TL|TUQ|T/M|K/T|T/L|TUN)\s*[.:]?\s*(?=[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỶ])|^(?:THAY MẶT|THỪA LỆNH|"
    r"THỪA ỦY QUYỀN|KÝ THAY)\b"
)
_POST = (
    r"CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|TRƯỞNG\s|PHÓ TRƯỞNG|CHÁNH\s|"
    r"PHÓ CHÁNH|CỤC TRƯỞNG|PHÓ CỤC TRƯỞNG|"
    r"VỤ TRƯỞNG|PHÓ VỤ TRƯỞNG|CHI CỤC TRƯỞNG|PHÓ CHI CỤC TRƯỞNG|HIỆU TRƯỞNG|PHÓ HIỆU TRƯỞNG|BÍ THƯ|"
    r"PHÓ BÍ THƯ|THỦ TƯỚNG|PHÓ THỦ TƯỚNG|"
    r"TỔNG GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|CHỈ HUY TRƯỞNG|CHÍNH TRỊ VIÊN|VIỆN TRƯỞNG|TỔ TRƯỞNG|"
    r"TỔNG THANH TRA|THỐNG ĐỐC|CHÁNH ÁN|THỦ TRƯỞNG|"
    r"CHỦ TRÌ|CHỦ TỌA|CHỦ TOẠ|THƯ KÝ|NGƯỜI GHI|NGƯỜI LẬP|ĐẠI DIỆN|KẾ TOÁN|THÀNH VIÊN|ỦY VIÊN|UỶ VIÊN|"
    r"BAN THƯỜNG TRỰC|BÊN GIAO|BÊN NHẬN|XÁC NHẬN|"
    r"NGƯỜI\s|TRƯỞNG$|CHÁNH$|THẨM PHÁN|TỔNG BIÊN TẬP|QUYỀN\s|CHỦ NHIỆM|PHÓ CHỦ NHIỆM|PHÓ TỔNG|"
    r"TỔNG KIỂM TOÁN|PHÓ THỐNG ĐỐC|TRẠM TRƯỞNG|ĐỒN TRƯỞNG|TRƯỞNG BAN"
)
_POST_LINE = re.compile(rf"^(?:Q\.\s*|PHỤ TRÁCH\s+)?(?:{_POST})|^Q\.\s|^PHỤ TRÁCH\s")
_OFFICE_BELOW = re.compile(
    r"^(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|CHÁNH|TRƯỞNG)\b.*\b(?:UBND|HĐND|ỦY BAN|UỶ BAN|ĐẢNG ỦY|PHÒNG|SỞ|CÔNG AN)\b"
)
_SIGNED = re.compile(
    r"^[\[(]?\s*(?:đã ký|da ky|daky|ký tên|chữ ký|ký, ghi rõ|ký, đóng dấu|ký và|họ và tên|họ, tên|"
    r"ghi rõ họ|ký số|đóng dấu|ký|signed|dấu)\b.*$|^[\[(].{0,60}[\])]$",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"^(?:PHỤ LỤC|PHỤ BIỂU|Phụ lục|BIỂU\s+(?:MẪU|SỐ))(?:\s+(?:số\s+)?[IVX\d]{1,4})?\s*[.:]?(?:\s+[A-ZĐ(].*)?$"
)
_ATTACHED = re.compile(r"^\(?\s*(?:Ban hành )?[Kk]èm theo\s")
_NATION = re.compile("CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA")
_TITLES = re.compile(
    r"^(?:(?:TS|ThS|GS|PGS|BS|CN|KS|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy|"
    r"Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng)\.?\s*){1,3}"
)
_NAME = re.compile(rf"^(?:{_TITLES.pattern[1:]})?[^\W\d_]+(?:\s+[^\W\d_]+){{1,6}}$")
_END_MARK = re.compile(r"\./\.?\s*$|/\.\s*$")


@dataclass
class Foot:
    """What was read, and the lines it takes: from `start` up to `end`, where an annex may follow."""

    recipients: list[str] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    block: bool = False
    has_recipients: bool = False
    start: int = 0
    end: int = 0


def read_foot(lines: list[Line], body: int) -> Foot:
    """The lines from the index `body` on → the Foot; `start == len(lines)` when the paper ends without one."""
    start = _where_it_begins(lines, body)
    end = _where_annex_begins(lines, start)
    foot = Foot(start=start, end=end)
    left, right = _columns(lines[start:end])
    _read_recipients(foot, left, right)
    return foot


def is_annex(text: str) -> bool:
    return bool(_ANNEX.match(text)) and (text.upper().startswith("PHỤ LỤC") or text.isupper())


def _where_it_begins(lines: list[Line], body: int) -> int:
    last = next(
        (
            i
            for i in range(body + 1, len(lines))
            if is_annex(lines[i].text) and (lines[i].text.isupper() or len(lines[i].text) < 16)
        ),
        len(lines),
    )
    marks = [i for i in range(body, last) if _END_MARK.search(lines[i].text)]
    for i in range(body, last):
        line = lines[i]
        first = line.cells[0].text if line.cells else ""
        if line.row:
            continue
        if _RECIPIENTS.match(first) or any(_RECIPIENTS.match(c.text) for c in line.cells[1:]):
            return _back_over_authority(lines, i, body)
        if any(_AUTHORITY.match(c.text) and _shouts(c.text) for c in line.cells):
            return i
    after_mark = (marks[-1] + 1) if marks else max(body, last - 14)
    for i in range(after_mark, last):
        if (
            not lines[i].row
            and all(_shouts(c.text) and len(c.text) < 60 for c in lines[i].cells)
            and any(_POST_LINE.match(c.text) for c in lines[i].cells)
        ):
            return i
    return last


def _back_over_authority(lines: list[Line], i: int, body: int) -> int:
    """Papers copied column by column may give the signature before the recipients."""
    j = i
    while j > body and i - j < 8:
        text = lines[j - 1].text
        if (
            _AUTHORITY.match(text)
            or (_POST_LINE.match(text) and _shouts(text))
            or _SIGNED.match(text)
            or (_is_name(text) and j - 2 > body)
        ):
            j -= 1
        else:
            break
    return j if j < i and any(_shouts(lines[k].text) for k in range(j, i)) else i


def _where_annex_begins(lines: list[Line], start: int) -> int:
    for i in range(start, len(lines)):
        text = lines[i].text
        if _ANNEX.match(text) and (text.isupper() or len(text) < 24) and not _RECIPIENTS.match(text):
            return i
        if i - start > 2 and (
            _NATION.search(text) or (text.isupper() and kind_of_line(text) and not _RECIPIENTS.match(text))
        ):
            return i
        if _ATTACHED.match(text) and i - start > 2:
            back = i
            while (
                back > start + 1
                and (_shouts(lines[back - 1].text) and not _AUTHORITY.match(lines[back - 1].text))
                and i - back < 4
                and len(lines[back - 1].text) > 8
            ):
                back -= 1
            return back
        if lines[i].row and i > start + 2:
            return i
    return len(lines)


def _is_name(text: str) -> bool:
    """Two or more words with capitals, behind a title or a rank at most."""
    return bool(_NAME.match(text)) and _TITLES.sub("", text).istitle() and len(text.split()) > 1


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _columns(lines: list[Line]) -> tuple[list[str], list[list[str]]]:
    """The foot → (lines of the recipients' side, columns of signature lines)."""
    recipients: list[str] = []
    rest: list[tuple[int, Cell]] = []
    in_list = False
    for n, line in enumerate(lines):
        for cell in line.cells:
            text = cell.text
            is_left = len(line.cells) > 1 and cell is line.cells[0]
            if _RECIPIENTS.match(text):
                in_list = True
                recipients.append(text)
                continue
            listed = bool(re.match(r"^[-–+•]\s*\S", text))
            if (recipients and listed) or (in_list and (listed or _continues_list(text, line, is_left, recipients))):
                recipients.append(text)
                continue
            in_list = in_list and len(line.cells) > 1
            rest.append((n, cell))
    return recipients, _side_by_side(rest)


def _side_by_side(cells: list[tuple[int, Cell]]) -> list[list[str]]:
    """Signature lines → columns. Only where two stand on one line, or a table's place tells, is there more than one."""
    by_line: dict[int, list[Cell]] = {}
    for n, cell in cells:
        by_line.setdefault(n, []).append(cell)
    widest = max(by_line.values(), key=len, default=[])
    tabled = sorted({c.left for _, c in cells if c.left >= 1000 and c.left % 1000 == 0})
    if tabled:
        return [[c.text for _, c in cells if c.left == left] for left in tabled] + [
            [c.text for _, c in cells if c.left not in tabled]
        ]
    if len(widest) < 2:
        return [[c.text for _, c in cells]]
    middles = [(c.left + c.right) / 2 for c in widest]
    columns: list[list[str]] = [[] for _ in widest]
    for line in by_line.values():
        for k, cell in enumerate(line):
            nearest = min(range(len(middles)), key=lambda i: abs(middles[i] - (cell.left + cell.right) / 2))
            columns[k if len(line) == len(widest) else nearest].append(cell.text)
    return columns


def _continues_list(text: str, line: Line, is_left: bool, recipients: list[str]) -> bool:
    if _SIGNED.match(text) or _AUTHORITY.match(text) or (_shouts(text) and _POST_LINE.match(text)):
        return False
    beyond = line.middle > 0 and line.cells[0].left > 0.75 * line.middle
    if beyond and not is_left:
        return False
    if is_left:
        return True
    if not recipients or recipients[-1].rstrip().endswith("."):
        return False
    open_ended = not recipients[-1].rstrip().endswith((";", "."))
    return open_ended and not (
        _NAME.match(text) and text.istitle() and len(text.split()) > 1 and "Lưu" in recipients[-1]
    )


def _read_recipients(foot: Foot, listed: list[str], columns: list[list[str]]) -> None:
    items: list[str] = []
    for text in listed:
        bare = _RECIPIENTS.sub("", text) if _RECIPIENTS.match(text) else text
        foot.has_recipients = True
        for piece in re.split(r"(?:(?<=;)|(?<=\.)(?=\s*[-–])|^)\s*[-–+•]\s*", bare):
            if not piece.strip():
                continue
            if re.match(r"^[-–+•]", bare) or not items or ENDS.search(items[-1]):
                items.append(piece)
            else:
                items[-1] += f" {piece}"
    split = [p for item in items for p in re.split(r";\s+(?=[-–+•A-ZĐ])", item)]
    cleaned = [squeezed(plain_dashes(item)).strip(" ;.,/-+•") for item in split]
    foot.recipients = [item for item in cleaned if item]
    for column in _merged([c for c in columns if c]):
        foot.signatures += _signatures_in(column)
    foot.block = bool(foot.signatures)


def _merged(columns: list[list[str]]) -> list[list[str]]:
    """A column without a post belongs to the one before: its lines only stood elsewhere because they are centred."""
    merged: list[list[str]] = []
    for column in columns:
        has_post = any(_AUTHORITY.match(t) or (_POST_LINE.match(t) and _shouts(t)) for t in column)
        if has_post or not merged:
            merged.append(list(column))
        else:
            merged[-1] += column
    if len(merged) > 1 and not any(_AUTHORITY.match(t) or (_POST_LINE.match(t) and _shouts(t)) for t in merged[0]):
        merged[1] = merged[0] + merged[1]
        merged.pop(0)
    return merged


def _signatures_in(lines: list[str]) -> list[Signature]:
    found: list[Signature] = []
    authority: list[str] = []
    post: str | None = None
    for raw in lines:
        text = squeezed(raw.strip(" *_.…-–")).rstrip(",;") or ""
        if not text or (_SIGNED.match(text) and not _AUTHORITY.match(text)):
            continue
        if _shouts(text) and _AUTHORITY.match(text):
            if post is not None:
                found.append(Signature(tuple(authority), post, None))
                authority, post = [], None
            authority.append(text)
        elif post is not None and authority and "BAN" in post and _OFFICE_BELOW.search(text) and _shouts(text):
            continue  # TRƯỞNG BAN / CHỦ TỊCH UBND XÃ: what the head of a body set up is otherwise
        elif _shouts(text) and (
            _POST_LINE.match(text) or (authority and post is None and not _goes_on_authority(authority, text))
        ):
            if post is not None and (
                text.startswith(("ĐẠI DIỆN", "CHỦ ", "THƯ KÝ", "TM", "NGƯỜI")) or (authority and _POST_LINE.match(text))
            ):
                if _goes_deeper(post, text):
                    authority, post = [*authority, post], text
                    continue
                found.append(Signature(tuple(authority), post, None))
                authority, post = [], None
            elif post is not None:
                authority, post = [*authority, post], text
                continue
            post = text
        elif _shouts(text) and authority and post is None:
            authority[-1] = f"{authority[-1]} {text}"
        elif _NAME.match(text) and (post is not None or authority):
            found.append(Signature(tuple(authority), post, text))
            authority, post = [], None
        elif _shouts(text) and post is not None and not _NAME.match(text):
            post = f"{post} {text}"
    if post is not None or authority:
        found.append(Signature(tuple(authority), post, None))
    return _with_posts(found)


def _goes_on_authority(authority: list[str], text: str) -> bool:
    """TM. ỦY BAN NHÂN DÂN / XÃ MƯỜNG SAO: the second line is still the body's name."""
    if "THƯỜNG TRỰC" in authority[-1] and re.match(r"^(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG)\b", text):
        return True  # TM. BAN THƯỜNG TRỰC / ỦY BAN MTTQ VIỆT NAM XÃ
    return bool(re.match(r"^(?:XÃ|PHƯỜNG|TỈNH|THÀNH PHỐ|VÀ|NHÂN DÂN|MẶT TRẬN|VIỆT NAM)\b", text))


def _goes_deeper(post: str, text: str) -> bool:
    """A first line such as ĐẠI DIỆN ỦY BAN MTTQ stands above a post rather than being one."""
    return (
        post.startswith(("ĐẠI DIỆN", "BAN THƯỜNG TRỰC", "XÁC NHẬN"))
        and bool(re.match(rf"^(?:{_POST})", text))
        and not text.startswith("ĐẠI DIỆN")
    )


def _with_posts(found: list[Signature]) -> list[Signature]:
    """ "TL. CHỦ TỊCH" alone above a name: the last line of authority is all the post there is."""
    out = []
    for s in found:
        if s.post is None and s.authority and not re.match(r"^(?:TM|T/M)", s.authority[-1]):
            out.append(Signature(s.authority, None, s.name))
        else:
            out.append(s)
    return out
