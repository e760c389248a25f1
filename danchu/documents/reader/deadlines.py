"""Deadlines in the forms people write them, and what each says: a day, a bound, a rhythm."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from danchu.core.text import squeezed
from danchu.documents.reader.calendar_words import (
    CLOCK,
    DATE,
    EVERY,
    PERIOD,
    Moment,
    Reference,
    read_date,
    read_period,
    rhythm,
)
from danchu.documents.reader.paper import Bound, Deadline, Recurrence, Span

_LATEST = (
    r"(?:chậm nhất|muộn nhất|chậm nhất là|không muộn hơn|không chậm quá|không quá|hạn cuối(?:\s+cùng)?|hạn chót|"
    r"thời hạn(?:\s+(?:hoàn thành|gửi|báo cáo|nộp|thực hiện|cuối cùng))?|thời gian (?:hoàn thành|gửi|"
    r"nộp)|hạn (?:gửi|nộp|hoàn thành)|"
    r"hoàn thành(?:\s+xong)?|xong|đến hết|cho đến hết|đến|hết)"
    r"(?:\s*[:,]\s*|\s+)(?:(?:là|vào|trong|đến|hết|ngày làm việc)\s+)*"
)
_BEFORE = (
    r"(?:(?:chậm nhất|muộn nhất|xong|hoàn thành|thời hạn|hạn cuối|"
    r"thời gian)[\s:]+(?:là\s+)?)?trước\s+(?:hoặc\s+trong\s+)?"
)
_ON = r"(?:(?:vào(?:\s+(?:hồi|lúc))?|trong|hồi|lúc|từ)\s+)?"
_HEAD = rf"(?:(?P<before>{_BEFORE})|(?P<by>{_LATEST})|(?P<on>{_ON}))"
_WEEKDAY = (
    r"(?:(?:sáng|chiều|tối)?\s*(?:[Tt]hứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s+nhật)\s*[,(]?\s*)"
)
_REPEATS = rf"(?P<every>\s*,?\s*(?:của\s+)?{EVERY}\s+năm)"

_DAY = re.compile(rf"\b{_HEAD}(?P<clock>{CLOCK})?{_WEEKDAY}?(?P<word>ngày\s+)?{DATE}(?:{_REPEATS})?", re.IGNORECASE)
_SPAN_OF_DAYS = re.compile(
    rf"(?<![\w/])(?:(?:[Tt]ừ|[Tt]rong khoảng từ)\s+(?:{CLOCK})?(?:ngày\s+)?|"
    rf"(?=\d{{1,2}}\s?/))(?:\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?\d{{4}})?|"
    rf"\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?)?)"
    rf"\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:{CLOCK})?(?:ngày\s+)?{DATE}"
)
_SPAN_OF_PERIODS = re.compile(
    rf"\b[Tt]ừ\s+(?:(?P<now>nay|ngày ký|khi ban hành)|(?:đầu\s+)?(?:tháng|quý|"
    rf"năm)\s+[\dIVX/]+)\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:(?:ngày\s+)?{DATE}|{PERIOD})"
)
_PERIOD = re.compile(rf"\b{_HEAD}{PERIOD}", re.IGNORECASE)
_DAY_OF_EVERY = re.compile(
    rf"\b{_HEAD}(?P<clock>{CLOCK})?(?:ngày\s+(?:làm việc\s+)?(?:\d{{1,2}}|cuối(?: cùng)?|"
    rf"đầu(?: tiên)?)|(?:(?<!tuần )[Tt]hứ\s+\w+|[Cc]hủ nhật))"
    rf"(?:\s*,)?\s*(?:của\s+|trong\s+)?(?P<rhythm>tháng\s+(?:cuối|đầu|cuối cùng|đầu tiên|thứ \w+|"
    rf"giữa)\s*(?:cùng|tiên)?\s*(?:của\s+)?(?:{EVERY}\s+)?quý(?:\s+(?:sau|báo cáo|tiếp theo))?|"
    rf"{EVERY}\s+(?:tháng|quý|tuần|năm)|tháng\s+(?:sau|kế tiếp|tiếp theo|liền kề|báo cáo)|của tháng|"
    rf"cuối\s+{EVERY}\s+(?:tháng|quý))",
    re.IGNORECASE,
)
_EVERY_THEN_DAY = re.compile(
    rf"\b(?:định kỳ\s+)?(?P<rhythm>{EVERY}\s+(?:tháng|quý|"
    rf"năm))\s*,?\s*(?:[^.;,\d\n]{{0,70}}?\s)??{_HEAD}(?P<clock>{CLOCK})?ngày\s+\d{{1,2}}(?!\s*[/\d.-]|"
    rf"\s+tháng)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:(?P<in>trong\s+(?:thời hạn|thời gian|vòng)\s+(?:không quá\s+)?|trong\s+)|"
    r"(?P<by>(?:chậm nhất|muộn nhất|không quá|sau)\s+(?:là\s+)?(?:trong\s+|sau\s+)?))"
    r"(?:\d{1,3}|một|hai|ba|bốn|năm|bảy|mười)\s*(?:\([^)]{1,20}\)\s*)?(?:ngày làm việc|ngày liên tục|"
    r"ngày|giờ làm việc|giờ|tuần|tháng)\b(?!\s+(?:đầu|cuối)\s+năm)"
    r"(?P<from>\s*,?\s*(?:kể từ|tính từ|kể khi|từ khi|từ ngày|sau khi|trước khi|trước ngày)\b[^.;,()\n]{2,120})?",
    re.IGNORECASE,
)
# "trước ít nhất 05 ngày làm việc", "ít nhất 05 ngày trước khi họp": counted back from a day that is not named.
_AHEAD = re.compile(
    r"\b(?:trước\s+\d{1,3}\s+(?:ngày làm việc|ngày)\b(?!\s*\d)|"
    r"trước\s+(?:khi\s+)?(?:hội nghị|kỳ họp|cuộc họp|phiên họp|họp)\s+(?:ít nhất\s+)?\d{1,3}\s+"
    r"(?:ngày làm việc|ngày)\b|"
    r"trước\s+(?:đó\s+)?ít nhất\s+(?:là\s+)?\d{1,3}\s+(?:ngày làm việc|ngày|giờ|tuần|tháng)|"
    r"(?:ít nhất|tối thiểu)\s+(?:là\s+)?\d{1,3}\s+(?:ngày làm việc|ngày|giờ|tuần|tháng)\s+"
    r"trước\s+(?:khi|ngày|lúc)[^.;,()\n]{2,80})",
    re.IGNORECASE,
)
_BEFORE_FEAST = re.compile(
    r"\b(?:(?:hoàn thành|xong|chậm nhất)\s+(?:là\s+)?)*trước\s+(?:(?:dịp|kỳ nghỉ|thềm)\s+)?"
    r"(?:[Tt]ết(?:\s+(?:Nguyên đán|Dương lịch|Trung thu))?(?:\s+[A-ZĐ]\w+\s+[A-ZĐ]\w+)?(?:\s+(?:năm\s+)?20\d\d)?|"
    r"mùa mưa(?:,?\s+(?:bão|lũ))?)(?!\w)"
)
_FEAST_DAYS = re.compile(
    r"\b(?:lễ|tết|dịp|kỷ niệm)\s+(?:(?:ngày\s+)?\d{1,2}\s?/\s?\d{1,2}\s*(?:,|và|-|–)?\s*)*(?:ngày\s+)?$", re.IGNORECASE
)
_YEARLY_BEHIND = re.compile(rf"\s*,?\s*{EVERY}\s+năm\b", re.IGNORECASE)
_YEARS_ALONE = re.compile(
    r"(?:giai đoạn|các năm|năm)?\s*20\d\d\s*(?:-|–|đến|đến năm)\s*(?:năm\s+)?(?P<last>20\d\d)", re.IGNORECASE
)
_AT_ONCE = re.compile(r"\bngay\s+(?:sau\s+(?:khi\s+)?|khi\s+|từ khi\s+|trong\s+ngày)[^.;,()\n]{0,100}", re.IGNORECASE)
_ITEM = (
    rf"(?:(?:{EVERY}|một|theo|01|1)\s+)?(?:tuần|tháng|quý|năm|(?:0?[369]|sáu|ba|chín|"
    rf"12)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?)(?:\s*/\s*lần|\s+(?:một|0?1)\s+lần)?"
)
_PERIODICAL = re.compile(
    rf"\b(?P<word>định kỳ\s+(?:vào\s+|là\s+)?)?(?P<item>{_ITEM})\b(?P<paren>\s*\((?P<inside>[^()]{{3,90}})\))?",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:định kỳ\s+)?(?P<item>{EVERY}\s+(?:tuần|tháng|quý|năm|(?:0?[369]|sáu|ba|chín)\s+tháng)|"
    rf"(?:(?:0?[369]|sáu|ba)\s+tháng|tuần|tháng|quý|năm)\s*(?:/\s*lần|(?:một|0?1)\s+lần))\b",
    re.IGNORECASE,
)
# «báo cáo 6 tháng … trước ngày 10/6», «15/12 (báo cáo năm)»: the report's name tells the rhythm of the day.
_REPORT_NAMED = re.compile(
    rf"(?:báo cáo|định kỳ)\s+(?:kết quả\s+|sơ kết\s+|tổng kết\s+)?(?:định kỳ\s+)?(?P<item>{_ITEM})\b", re.IGNORECASE
)
_REPORT_BEHIND = re.compile(
    rf"\s*(?:\(\s*(?:đối với\s+|cho\s+)?(?:báo cáo\s+(?:sơ kết\s+|tổng kết\s+)?(?:định kỳ\s+)?)?|"
    rf"(?:đối với|cho)\s+báo cáo\s+(?:định kỳ\s+)?)"
    rf"(?P<item>{_ITEM})\b(?!\s+\d)",
    re.IGNORECASE,
)
_NOT_A_RHYTHM = re.compile(
    r"(?:kế hoạch|chương trình|công tác|dự toán|quyết toán|ngân sách|nhiệm vụ|mục tiêu|chỉ tiêu|"
    r"kết quả|tình hình|đánh giá, xếp loại|phép|xếp loại)\s+(?:công tác\s+)?$",
    re.IGNORECASE,
)
# Days that only say from when, or up to when figures count, or when something was made.
_NO_DEADLINE = re.compile(
    r"(?:kể từ|tính từ|tính đến|số liệu đến|chốt đến|hiệu lực(?:\s+(?:thi hành|kể))?(?:\s+(?:từ|"
    r"đến))?|sinh|ban hành|được ký|ký|công bố|thông qua|họp|phê duyệt|"
    r"(?:thông báo|quyết định|kế hoạch|công văn|biên bản|tờ trình|báo cáo|văn bản|hợp đồng|luật|"
    r"nghị quyết|nghị định|chỉ thị)(?:\s+số\s*\S+)?)\s*(?:vào\s+)?$",
    re.IGNORECASE,
)
_NOUN_OF_PERIOD = re.compile(
    r"(?:kết quả|tình hình|công tác|nhiệm vụ|kế hoạch|báo cáo|hoạt động|số liệu|chỉ tiêu|dự toán|"
    r"so với|cùng kỳ|của|sơ kết|tổng kết|hội nghị|đánh giá|thu|chi|nghị quyết|phiên họp)\s*$",
    re.IGNORECASE,
)
_ABOUT_PERIOD = re.compile(
    r"(?:(?<!báo cáo )kết quả|tình hình|công tác|nhiệm vụ|hoạt động|số liệu|chỉ tiêu|dự toán|so với|cùng kỳ|của)\s*$",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\d|quý|tháng|năm|tuần|ngay\b|trước (?:dịp |kỳ nghỉ |thềm )?(?:tết|mùa)", re.IGNORECASE
)  # most sentences have no time in them
_AND = re.compile(r"\s*(?:,|và|hoặc|;|,\s*và)?\s*")
_COUNTS = re.compile(r"\s+(?!và\b|hoặc\b|để\b|của\b|theo\b|năm\b|hằng\b|hàng\b|tới\b|này\b|cho\b|gửi\b)[^\W\d_]+")
_A_WEEK = re.compile(r"\btuần\s+(?:lễ\s+)?(?:thứ\s+)?$", re.IGNORECASE)
_AFTER_A_DAY = re.compile(r"\d\s*(?:\([^)]*\)\s*)?(?:,|và|hoặc)\s*$")
_COUNTED_TO = re.compile(r"(?:tính|số liệu|chốt|cộng dồn|kể|thời điểm|kỳ báo cáo|thời kỳ)\s*:?\s*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:hoàn thành(?:\s+xong)?|xong|thời gian \w+ \w+|thời hạn(?:\s+(?:hoàn thành|gửi|báo cáo|nộp|"
    r"thực hiện|cuối cùng))?|"
    r"thời gian|hạn \w+(?:\s+\w+)?)\s*[:,]?\s*(?:là\s+)?(?=\S)",
    re.IGNORECASE,
)


def deadlines_in(text: str, reference: Reference, *, offset: int = 0, taken: Iterable[Span] = (), loose: bool = True):
    """Deadlines in one piece of text, in order.

    reference: where missing years come from. offset: added to the spans. taken: stretches (in the same text) that are
    something else, such as cited papers. loose: also bare days, periods and rhythms, which are deadlines only in an
    instruction, a table's cell or behind "Thời gian:".
    """
    if not _MAYBE.search(text):
        return []
    blocked = [*taken, *_counted(text)]
    found: list[Deadline] = []
    for deadline in _candidates(text, reference, loose):
        if any(s.start < deadline.span.end and deadline.span.start < s.end for s in blocked):
            continue
        blocked.append(deadline.span)
        found.append(deadline)
    found = [_still_to_come(d, reference) for d in _shared(text, sorted(found, key=lambda d: d.span))]
    return [
        Deadline(
            squeezed(d.text),
            d.date,
            d.bound,
            d.recurrence,
            Span(d.span.start + offset, d.span.end + offset),
            d.year_inferred,
            d.impossible,
        )
        for d in found
    ]


def _shared(text: str, found: list[Deadline]) -> list[Deadline]:
    """ "trước ngày 20/6 và ngày 20/12 hằng năm": both days take the one bound and the one rhythm."""
    for i in range(1, len(found)):
        one, two = found[i - 1], found[i]
        if not _AND.fullmatch(text, one.span.end, two.span.start):
            continue
        if two.bound == Bound.ON and one.bound in (Bound.BEFORE, Bound.BY):
            found[i] = two = replace(two, bound=one.bound)
        if two.recurrence and not one.recurrence and (one.date or re.search(r"\d\s?/\s?\d|tháng \d", one.text)):
            found[i - 1] = replace(one, recurrence=two.recurrence)
    return [d for d in found if not _said_better(d, found)]


def _counted(text: str) -> Iterator[Span]:
    """ "số liệu tính từ ngày 01/01 đến ngày 15/8": what the figures cover, no deadline."""
    for m in [*_SPAN_OF_DAYS.finditer(text), *_SPAN_OF_PERIODS.finditer(text)]:
        if _COUNTED_TO.search(text, 0, m.start()):
            yield Span(m.start(), m.end())


def _still_to_come(d: Deadline, reference: Reference) -> Deadline:
    """A day of every year, printed without a year and already past when the paper was issued, first falls next year."""
    if (
        d.recurrence is Recurrence.YEARLY
        and d.year_inferred
        and d.date
        and reference.issued
        and d.date < reference.issued
    ):
        try:
            return replace(d, date=d.date.replace(year=d.date.year + 1))
        except ValueError:  # 29 February
            return d
    return d


def _said_better(bare: Deadline, found: list[Deadline]) -> bool:
    """ "định kỳ hằng quý, trước ngày 15 của tháng cuối quý": the rhythm alone adds nothing to the second."""
    if bare.date or bare.bound is not Bound.IN or not bare.recurrence:
        return False
    return any(d is not bare and d.recurrence is bare.recurrence and d.bound is not Bound.IN for d in found)


def _candidates(text: str, reference: Reference, loose: bool) -> Iterator[Deadline]:
    """Stronger readings first; a later one that overlaps is dropped by the caller."""
    yield from _periodical(text, reference, loose)
    for m in _WITHIN.finditer(text):
        if m["from"] or not m["in"] or "thời hạn" in m["in"].lower() or "vòng" in m["in"].lower():
            yield _made(text, m.start(), m.end(), Moment(None), Bound.IN if m["in"] else Bound.BY)
    for m in [*_DAY_OF_EVERY.finditer(text), *_EVERY_THEN_DAY.finditer(text)]:
        bound = Bound.BY if m["before"] and m["clock"] else _bound(m)
        yield _made(text, m.start(), m.end(), Moment(None), bound, rhythm(m["rhythm"].replace("của tháng", "tháng")))
    for m in _AHEAD.finditer(text):
        yield _made(text, m.start(), m.end(), Moment(None), Bound.BEFORE)
    for m in _BEFORE_FEAST.finditer(text):
        yield _made(text, m.start(), m.end(), Moment(None), Bound.BEFORE)
    m = _YEARS_ALONE.fullmatch(text.strip(" .;:"))
    if m and loose:
        start = text.index(m[0])
        yield _made(text, start, start + len(m[0]), Moment(dt.date(int(m["last"]), 12, 31)), Bound.IN)
    for m in _SPAN_OF_DAYS.finditer(text):
        yield _made(text, m.start(), m.end(), read_date(m, reference), Bound.IN)
    for m in _SPAN_OF_PERIODS.finditer(text):
        has_day = m["da"] or m["db"] or m["dc"]
        end = read_date(m, reference) if has_day else read_period(m, reference)[1]
        yield _made(text, m.start(), m.end(), end, Bound.BY if m["now"] else Bound.IN)
    yield from _days(text, reference, loose)
    yield from _periods(text, reference, loose)
    for m in _AT_ONCE.finditer(text):
        yield _made(text, m.start(), m.end(), Moment(None), Bound.BY)
    if loose:
        for m in _EVERY.finditer(text):
            if not _NOT_A_RHYTHM.search(text, 0, m.start()):
                yield _made(text, m.start(), m.end(), Moment(None), Bound.IN, rhythm(m["item"]))


def _days(text: str, reference: Reference, loose: bool) -> Iterator[Deadline]:
    for m in _DAY.finditer(text):
        strong = m["before"] or m["by"]
        if not strong and _FEAST_DAYS.search(text, 0, m.start()):
            continue  # «dịp nghỉ lễ 30/4 và 01/5» is when, not by when
        if m["dc"] and _A_WEEK.search(text, 0, m.start("dc")):
            continue  # «Tuần 3 tháng 5»
        if not strong and (
            not loose or _NO_DEADLINE.search(text, 0, m.start()) or (m["on"] or "").lower().startswith("từ")
        ):
            continue
        if not m["word"] and not strong and m["db"] and not m["clock"] and not _AFTER_A_DAY.search(text, 0, m.start()):
            continue  # «1/2» alone is a fraction as often as a day
        if m["by"] and not m["word"] and m["db"] and _COUNTS.match(text, m.end()):
            continue  # «hoàn thành 12/15 chỉ tiêu»
        if m["by"] and (_NO_DEADLINE.search(text, 0, m.start()) or _COUNTED_TO.search(text, 0, m.start())):
            continue
        bound = _bound(m)
        if m["before"] and (m["clock"] or "trong" in m["before"].lower()):
            bound = Bound.BY  # before an hour of that day: the day itself still counts
        repeated = rhythm("năm") if m["every"] else _rhythm_named(text, m.start(), m.end())
        yield _made(text, m.start(), m.end(), read_date(m, reference), bound, repeated)


def _periods(text: str, reference: Reference, loose: bool) -> Iterator[Deadline]:
    for m in _PERIOD.finditer(text):
        strong = m["before"] or m["by"]
        whole_year = bool(m["year"]) and not m["edge"]
        if not strong:
            if not loose or _says_what_is_told(text, m) or _NO_DEADLINE.search(text, 0, m.start()):
                continue
            alone = not text[: m.start()].strip(" :|") and not text[m.end() :].strip(" .;|")
            apart = bool(m["on"]) or re.search(r"(?:^|[,(:|]|\bvà|\btháng \d{1,2},?)\s*$", text[: m.start()])
            if not apart or (whole_year and not alone and not (m["on"] or "").lower().startswith(("trong", "vào"))):
                continue
        elif whole_year and (
            m["before"] or not re.match(r"(?:cho\s+)?(?:đến\s+)?hết|xong|hoàn thành|chậm|muộn", m["by"], re.I)
        ):
            continue  # «đến năm 2030» names a goal's horizon
        first, last = read_period(m, reference)
        at_end = m["before"] and (m["edge"] or "").lower() in ("cuối", "giữa")
        every = _YEARLY_BEHIND.match(text, m.end())  # «vào quý IV hằng năm»
        day, end = first if m["before"] and not at_end else last, every.end() if every else m.end()
        yield _made(text, m.start(), end, day, _bound(m, period=True), Recurrence.YEARLY if every else None)


def _says_what_is_told(text: str, m: re.Match) -> bool:
    """ "tình hình tháng 6" is about June; "tổng kết vào tháng 6" and "báo cáo kết quả trong tháng 6" happen in June."""
    on = (m["on"] or "").lower()
    if on.startswith("vào"):
        return False
    about = _ABOUT_PERIOD if on.startswith("trong") else _NOUN_OF_PERIOD
    return bool(about.search(text, 0, m.start()))


def _periodical(text: str, reference: Reference, loose: bool) -> Iterator[Deadline]:
    """ "định kỳ 06 tháng (trước ngày 05/5), 01 năm (trước ngày 05/11)": each rhythm takes the day in its brackets."""
    follows = -1
    for m in _PERIODICAL.finditer(text):
        listed = 0 <= follows <= m.start() and re.fullmatch(
            r"\s*(?:,|;|và|hoặc|,\s*và|/)?\s*", text[follows : m.start()]
        )
        inside = _first_day(m["inside"], reference) if m["inside"] else None
        if not m["word"] and not listed and not (inside and inside.bound in (Bound.BEFORE, Bound.BY)):
            follows = -1
            continue
        if not loose and not inside:
            follows = -1
            continue
        follows = m.end() if inside or not m["paren"] else m.end("item")
        if inside:
            moment = Moment(inside.date, inside.year_inferred, inside.impossible)
            yield _made(text, m.start(), m.end(), moment, inside.bound, rhythm(m["item"]))
        else:
            yield _made(text, m.start(), m.end("item"), Moment(None), Bound.IN, rhythm(m["item"]))


def _first_day(inside: str, reference: Reference) -> Deadline | None:
    for source in (_days(inside, reference, True), _periods(inside, reference, True)):
        for deadline in source:
            return deadline
    for m in _DAY_OF_EVERY.finditer(inside):
        return _made(inside, m.start(), m.end(), Moment(None), _bound(m), rhythm(m["rhythm"]))
    return None


def _rhythm_named(text: str, start: int, end: int):
    """The rhythm of the report a day belongs to: "báo cáo 6 tháng … trước ngày 10/6", "15/12 (báo cáo năm)"."""
    behind = _REPORT_BEHIND.match(text, end)
    if behind:
        return None if re.search(r"(?:đầu|cuối)\s+năm", behind["item"]) else rhythm(behind["item"])
    clause = re.split(r"[.;\n]", text[:start])[-1]
    found = list(_REPORT_NAMED.finditer(clause))
    if not found or len(clause) - found[-1].end() > 70:
        return None
    item = found[-1]["item"]
    if re.search(r"(?:đầu|cuối)\s+năm", item):  # one named half year, not every one
        return None
    return (
        None
        if re.search(r"\btháng\s+\d|quý\s+[IVX\d]", clause[found[-1].start() : found[-1].end() + 4])
        else rhythm(item)
    )


def _bound(m: re.Match, *, period: bool = False) -> Bound:
    if m["before"]:
        return Bound.BEFORE
    if m["by"]:
        inner = period and re.search(
            r"(?:xong|hoàn thành|thời gian \w+ \w+|thời hạn\s*\w*\s*\w*)[\s:]+(?:trong\s+|vào\s+|là\s+)*$",
            m["by"],
            re.IGNORECASE,
        )
        return Bound.IN if inner else Bound.BY
    return Bound.IN if period else Bound.ON


def _made(text: str, start: int, end: int, moment: Moment, bound: Bound, repeated=None) -> Deadline:
    label = _LABEL.match(text[start:end])
    start += label.end() if label else 0
    words = text[start:end].rstrip(" ,")
    return Deadline(
        words, moment.date, bound, repeated, Span(start, start + len(words)), moment.inferred, moment.impossible
    )
