"""The body as paragraphs with offsets, and its tree of numbered pieces."""

import re
from dataclasses import dataclass, field

from danchu.core.text import squeezed
from danchu.documents.reader.lines import ENDS, Line
from danchu.documents.reader.paper import NOWHERE, Section, Span
from danchu.documents.reader.sentences import tells_to_do

_MARKS = [
    ("part", re.compile(r"^(?P<n>(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+\S+|[IVX]+|\d+))\s*[.:]?\s*(?P<rest>.*)$")),
    ("chapter", re.compile(r"^(?P<n>(?:Chương|CHƯƠNG)\s+(?:[IVX]+|\d+))\s*[.:]?\s*(?P<rest>.*)$")),
    (
        "annex",
        re.compile(
            r"^(?P<n>(?:Phụ lục|PHỤ LỤC|PHỤ BIỂU)(?:\s+(?:số\s+)?(?:[IVX]+|\d+))?)(?=\s|$|[.:])\s*[.:]?\s*(?P<rest>.*)$"
        ),
    ),
    ("division", re.compile(r"^(?P<n>(?:Mục|MỤC)\s+\d+)\s*[.:]\s*(?P<rest>.*)$")),
    ("article", re.compile(r"^(?P<n>Điều\s+\d+[a-z]?)\s*[.:]\s*(?P<rest>.*)$")),
    ("roman", re.compile(r"^(?P<n>[IVXL]{1,6})\s?[.)/–-]\s*(?P<rest>\S.*)$")),
    ("capital", re.compile(r"^(?P<n>[A-EĐ])\.\s+(?P<rest>\S.*)$")),
    ("arabic3", re.compile(r"^(?P<n>\d{1,2}(?:\.\d{1,2}){2,3})[.)]?\s+(?P<rest>\S.*)$")),
    ("arabic2", re.compile(r"^(?P<n>\d{1,2}\.\d{1,2})[.)]?\s+(?P<rest>\S.*)$")),
    (
        "arabic",
        re.compile(r"^(?P<n>\d{1,2})\s?(?:[.)/]\s*(?=[^\W\d]|[“\"(])|[.)]\s+(?=\d)|[-–]\s+(?=[^\W\d]))(?P<rest>.+)$"),
    ),
    ("letter", re.compile(r"^(?P<n>[a-zđ])[).]\s*(?P<rest>\S.*)$")),
    ("dash", re.compile(r"^(?P<n>[-–—])\s*(?P<rest>[^\s\d].*|\d.*)$")),
    ("plus", re.compile(r"^(?P<n>[+•*·])\s*(?P<rest>\S.*)$")),
]
# Paragraphs that close the paper and belong to no section.
_ENDS_PAPER = re.compile(r"(?:\./\.?|/\.)$")
_CLOSING = re.compile(
    r"^(?:Trên đây là|Trong quá trình (?:tổ chức |triển khai )*(?:thực hiện|triển khai)|(?:Căn cứ|"
    r"Nhận được) (?:nội dung )?(?:Kế hoạch|Chỉ thị|Công văn|Chương trình|Thông báo) này|"
    r"Cuộc họp (?:kết thúc|bế mạc)|Hội nghị (?:kết thúc|bế mạc)|Biên bản (?:này )?(?:được |kết thúc|"
    r"lập xong)|Rất mong|Trân trọng|Mọi (?:khó khăn|vướng mắc)|Nếu có (?:khó khăn|vướng mắc))"
)
# Which sort usually stands above which.
_ORDER = {
    sort: i
    for i, sort in enumerate(
        "part annex chapter division article capital roman arabic arabic2 arabic3 letter dash plus".split()
    )
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass
class Block:
    """A paragraph or a table row of the body. `span`: the whole of it in the text; `words`: what follows its number."""

    text: str
    span: Span
    path: tuple[int, ...] = ()  # indexes of the sections it stands in, outermost first
    words: Span = NOWHERE
    cells: tuple[Span, ...] = ()
    gap: bool = False

    @property
    def row(self) -> bool:
        return bool(self.cells)


@dataclass
class Draft:
    numbering: str
    sort: str
    level: int
    title: str | None
    start: int
    path: tuple[int, ...]
    texts: list[str] = field(default_factory=list)
    end: int = 0


def laid_out(lines: list[Line], text: str = "") -> tuple[str, list[Block]]:
    """Paragraphs → (the normalised text so far extended by them, one to a line; their blocks with offsets)."""
    pieces = [text] if text else []
    at = len(text) + 1 if text else 0
    blocks: list[Block] = []
    for line in lines:
        cells: list[Span] = []
        if line.row:
            start = at
            for cell in line.cells:
                cells.append(Span(start, start + len(squeezed(cell.text))))
                start += len(squeezed(cell.text)) + 3
            piece = " | ".join(squeezed(c.text) for c in line.cells)
        else:
            piece = squeezed(line.text)
        if not piece.strip(" |"):
            continue
        span = Span(at, at + len(piece))
        blocks.append(Block(piece, span, words=span, cells=tuple(cells), gap=line.gap))
        pieces.append(piece)
        at += len(piece) + 1
    return "\n".join(pieces), blocks


def mark_of(text: str) -> tuple[str, str, int] | None:
    """A paragraph's own number → (sort, number, where its words begin) or None."""
    for sort, pattern in _MARKS:
        m = pattern.match(text)
        if m and not (sort == "capital" and len(m["rest"].split()) < 2):
            return sort, squeezed(m["n"]), m.start("rest")
    return None


def tree_of(blocks: list[Block], first: int = 0) -> list[Section]:
    """Blocks → sections in order; each block learns the path of the sections it stands in, counted from `first`.

    The level of a sort of number is how deep it first stands: whichever sort opens the body is level 1.
    """
    drafts: list[Draft] = []
    stack: list[tuple[str, int]] = []  # sort, index into drafts
    awaiting_title = None
    for k, block in enumerate(blocks):
        mark = None if block.row else mark_of(block.text)
        if mark and mark[0] == "letter" and not _letter_fits(mark[1], stack, drafts):
            mark = None
        if mark is None:
            if _CLOSING.match(block.text) or (
                stack and _ENDS_PAPER.search(block.text) and _spoken(drafts[stack[-1][1]])
            ):
                stack = []
            if (
                awaiting_title is not None
                and not block.row
                and _looks_like_title(block.text)
                and not drafts[awaiting_title].texts
                and not block.text.startswith("(")
            ):
                drafts[awaiting_title].title = block.text
            elif stack:
                drafts[stack[-1][1]].texts.append(block.text)
            awaiting_title = None
            block.path = tuple(i for _, i in stack)
            if stack:
                drafts[stack[-1][1]].end = block.span.end
            continue
        sort, number, at = mark
        words = block.text[at:]
        stack = _popped(stack, sort)
        index = len(drafts)
        stack.append((sort, index))
        title, own = _title_and_text(sort, words, leaf=_is_leaf(blocks, k, sort))
        draft = Draft(number, sort, len(stack), title, block.span.start, tuple(i for _, i in stack), end=block.span.end)
        if own:
            draft.texts.append(own)
        drafts.append(draft)
        block.path = draft.path
        begins = at + (len(words) - len(own) if own and words.endswith(own) else 0)
        block.words = (
            Span(block.span.start + begins, block.span.end)
            if own or not title
            else Span(block.span.end, block.span.end)
        )
        awaiting_title = index if sort in ("part", "chapter", "annex") and not words else None
    for block in blocks:
        block.path = tuple(i + first for i in block.path)
    return [Section(d.numbering, d.title, d.level, "\n".join(d.texts) or None, Span(d.start, d.end)) for d in drafts]


def _spoken(draft: Draft) -> bool:
    """Whether a section has said its own: then a paragraph that ends the paper is no part of it."""
    return bool(draft.texts)


def _popped(stack: list[tuple[str, int]], sort: str) -> list[tuple[str, int]]:
    for depth, (open_sort, _) in enumerate(stack):
        if open_sort == sort:
            return stack[:depth]
    if sort in ("part", "annex"):
        return []
    # An unseen sort stands under the ones that usually stand above it.
    return [entry for entry in stack if _ORDER[entry[0]] < _ORDER[sort]]


def _letter_fits(letter: str, stack: list[tuple[str, int]], drafts: list[Draft]) -> bool:
    return letter == "a" or any(sort == "letter" for sort, _ in stack)


def _is_leaf(blocks: list[Block], k: int, sort: str) -> bool:
    """Whether nothing stands under a numbered paragraph: the next one is its sister, its aunt, or none."""
    if k + 1 >= len(blocks) or blocks[k + 1].row:
        return k + 1 >= len(blocks)
    following = mark_of(blocks[k + 1].text)
    if following is None:
        return bool(_CLOSING.match(blocks[k + 1].text))
    return _ORDER[following[0]] <= _ORDER[sort]


def _title_and_text(sort: str, words: str, *, leaf: bool) -> tuple[str | None, str | None]:
    """What follows a number: a heading, or a sentence, or "heading: sentence"."""
    if not words:
        return None, None
    if sort in ("dash", "plus"):
        return None, words
    if words.isupper():
        return words.rstrip(" .:"), None
    if leaf and words.endswith(".") and ": " not in words and sort in ("arabic", "arabic2", "arabic3", "letter"):
        return None, words
    if leaf and sort not in ("roman", "part", "chapter", "annex", "capital") and tells_to_do(words):
        return None, words
    if not ENDS.search(words) and len(words) <= 260:
        return words, None
    if sort == "article" and re.search(r"\b(?:sau|sau đây)\s*:$", words):
        return None, words
    if re.search(r",.*\b(?:yêu cầu|đề nghị|chỉ đạo|kết luận|như sau|sau đây)\s*:$", words):
        return None, words
    if words.endswith(":") and len(words) <= 200 and not re.search(r"[.;]\s", words):
        return words.rstrip(" :"), None
    head, colon, tail = words.partition(": ")
    if (
        colon
        and 3 <= len(head) <= 140
        and not re.search(r"[.;]\s|,\s.*,\s.*,\s.*,\s", head)
        and not re.search(r"\bnhư sau$|\bgồm$|\b(?:địa chỉ|thư điện tử|[Ee]-?mail|số điện thoại|hòm thư)$", head)
    ):
        return head.strip(), tail.strip()
    short = re.match(r"^(?P<head>[^.;:]{4,90})\.\s+(?P<tail>[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÍÌỈĨỊÚÙỦŨỤÝỲ].+)$", words)
    if short and sort == "article" and len(short["head"].split()) <= 8:
        return short["head"], short["tail"]
    if (
        words.endswith(".")
        and len(words) <= 60
        and len(words.split()) <= 9
        and sort in ("roman", "arabic", "part", "chapter", "article")
        and not re.search(r"\d/\d", words)
    ):
        return (words.rstrip("."), None) if sort != "article" else (None, words)
    return None, words


def _looks_like_title(text: str) -> bool:
    return text.isupper() or (len(text) < 160 and not ENDS.search(text))


def gaps(sections: list[Section]) -> list[tuple[str, str]]:
    """Where the numbering jumps: (number before, number that follows it) among sisters."""
    found: list[tuple[str, str]] = []
    last: dict[tuple[int, str], tuple[int, str]] = {}
    for section in sections:
        value, sort = _value(section.numbering)
        for key in [k for k in last if k[0] > section.level]:
            del last[key]
        key = (section.level, sort)
        if value is not None:
            before = last.get(key)
            if before is None and value > 1 and sort in ("roman", "arabic", "article"):
                found.append(("", section.numbering))
            elif before is not None and value != before[0] + 1 and not (sort == "arabic" and value == 1):
                found.append((before[1], section.numbering))
            last[key] = (value, section.numbering)
    return found


def _value(numbering: str) -> tuple[int | None, str]:
    if re.fullmatch(r"[IVXL]+", numbering):
        total = 0
        for one, two in zip(numbering, [*numbering[1:], ""], strict=True):
            total += -_ROMAN[one] if two and _ROMAN[two] > _ROMAN[one] else _ROMAN[one]
        return total, "roman"
    if re.fullmatch(r"\d+", numbering):
        return int(numbering), "arabic"
    if m := re.fullmatch(r"Điều (\d+)", numbering):
        return int(m[1]), "article"
    if re.fullmatch(r"[a-zđ]", numbering):
        return "abcdđeghiklmnopqrstuvxy".find(numbering) + 1 or None, "letter"
    return None, ""
