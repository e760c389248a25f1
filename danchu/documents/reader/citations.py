"""Papers named inside a paper: number and symbol, and the day that is printed with them."""

import datetime as dt
import re
from collections.abc import Iterator

from danchu.core.text import squeezed
from danchu.documents.reader.names import KIND_WORDS
from danchu.documents.reader.paper import Citation, Span

_CAPS = "A-ZĐƯƠÔÂÊĂ"
_SYMBOL = rf"[{_CAPS}][{_CAPS}a-zđ0-9&]*(?:\s?[-–.]\s?[{_CAPS}][{_CAPS}a-zđ0-9&]*)*"
# 59/2023/NĐ-CP · 709/UBND-TH · 10/2022/QH15 · 30-CT/TW
NUMBER = (
    rf"\d{{1,5}}(?:/\d{{4}})?/{_SYMBOL}|"
    rf"\d{{1,4}}\s?[-–]\s?[{_CAPS}][{_CAPS}a-zđ]{{0,5}}/[{_CAPS}]{{2,}}(?:-[{_CAPS}]+)*"
)
DAY = (
    r"(?:(?P<d1>\d{1,2})\s*[/.-]\s*(?P<m1>\d{1,2})\s*[/.-]\s*(?P<y1>\d{4})|"
    r"(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s*(?:năm\s+|[/.-]\s*)(?P<y2>\d{4}))"
)
_TAIL = (
    rf"(?: +[{_CAPS}]{{2,8}}(?:-[{_CAPS}]+)?)?(?: +của +[^\d;.():,\n]{{3,70}}?)? *,? *\(? *(?:ban "
    rf"hành\s+|ký\s+)?ngày\s+{DAY}"
)
_NUMBERED = re.compile(rf"(?<![\w/])(?:[Ss]ố\s*:?\s*)?(?P<number>{NUMBER})(?P<tail>{_TAIL})?")
# Only kinds that are usually cited by their day alone; «Báo cáo … trước ngày …» is a task.
_LAWS = (
    "Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Kết luận|"
    "Công điện|Công văn|Quy định"
)
_NO_TITLE = r"(?!số\b|[Cc]ăn\b|trước\b|chậm\b|muộn\b|đến\b|hết\b|vào\b|sau\b|từ\b|kể\b|gửi\b|xong\b|hoàn\b|này\b)"
_UNNUMBERED = re.compile(
    rf"(?:{_LAWS})(?: +{_NO_TITLE}[^\d\s;.:()“”]+){{1,16}}? *,? *\(?"
    rf"(?:ban hành\s+|được\s+\S+(?:\s\S+){{1,6}}?\s+)?ngày\s+{DAY}"
)
_KIND_BEFORE = re.compile(rf"(?:{KIND_WORDS})(?:\s+liên tịch)?\s*(?:[Ss]ố\s*:?\s*)?$")


def day_of(match: re.Match) -> tuple[dt.date | None, str | None]:
    """The groups of DAY → (date, None); (None, the words) for a day that does not exist; (None, None) without one."""
    groups = match.groupdict()
    for i in ("1", "2"):
        if groups.get("d" + i):
            day, month, year = int(groups["d" + i]), int(groups["m" + i]), int(groups["y" + i])
            try:
                return dt.date(year, month, day), None
            except ValueError:
                return None, f"{day:02d}/{month:02d}/{year}"
    return None, None


def tidy_number(number: str) -> str:
    """Number and symbol without blanks and with plain hyphens."""
    return re.sub(r"\s+", "", number.replace("–", "-"))


def found_in(text: str) -> list[Citation]:
    """Every citation in order of appearance, repeated ones too; the span reaches from the number to the day."""
    found: list[Citation] = []
    taken: list[Span] = []
    for match in _NUMBERED.finditer(text):
        number = tidy_number(match["number"])
        if re.fullmatch(r"\d+/\d{4}/?", number):
            continue
        day, impossible = day_of(match)
        found.append(Citation(number, day, Span(match.start(), match.end()), impossible))
        taken.append(Span(match.start(), match.end()))
    for match in _UNNUMBERED.finditer(text):
        span = Span(match.start(), match.end())
        if any(s.start < span.end and span.start < s.end for s in taken):
            continue
        day, impossible = day_of(match)
        found.append(Citation(None, day, span, impossible))
    return sorted(found, key=lambda c: c.span)


def whole_phrase(text: str, citation: Citation) -> Span:
    """The citation's span widened by the words of its kind in front of it ("Nghị định số …")."""
    before = _KIND_BEFORE.search(text, 0, citation.span.start)
    return Span(before.start(), citation.span.end) if before else citation.span


def distinct(citations: list[Citation]) -> Iterator[Citation]:
    """Each paper once: a bare number is left out where the same number stands with its day elsewhere."""
    dated = {c.number for c in citations if c.number and c.date}
    seen: set[tuple] = set()
    for c in citations:
        key = (c.number, c.date)
        if key in seen or (c.number and c.date is None and c.number in dated) or key == (None, None):
            continue
        seen.add(key)
        yield c


def contradictions(citations: list[Citation]) -> list[tuple[str, list[dt.date]]]:
    """Numbers that are cited with more than one day."""
    days: dict[str, list[dt.date]] = {}
    for c in citations:
        if c.number and c.date and c.date not in days.setdefault(c.number, []):
            days[c.number].append(c.date)
    return [(number, found) for number, found in days.items() if len(found) > 1]


def shown(text: str, span: Span) -> str:
    return squeezed(text[span.start : span.end])
