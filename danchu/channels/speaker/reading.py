"""What is written, as a Vietnamese announcer reads it out: no digit, abbreviation or sign is left. Pure: no Django.

    >>> read_aloud("UBND xã họp 7h30 ngày 10/02/2026.")
    'Ủy ban nhân dân xã họp bảy giờ ba mươi phút ngày mười tháng hai năm hai nghìn không trăm hai mươi sáu.'

Each step takes the text and gives it back with one sort of thing said in words; what a later step would mistake is
said by an earlier one (a date before a fraction, a telephone number before a number).
"""

import re
import unicodedata
from functools import lru_cache

from danchu.channels.speaker import numerals
from danchu.channels.speaker.lexicon import common, said_capitals
from danchu.channels.speaker.papers import say_papers
from danchu.channels.speaker.quantities import say_quantities
from danchu.core.text import composed, plain_dashes

ADDRESS = "địa chỉ ghi trên bảng tin"  # said in place of what nobody can write down while listening
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?:https?://|www\.)\S+?(?=[.,;:!?)]*(?:\s|$))|(?<![\w/.@-])(?:[a-z0-9-]+\.)+(?:vn|com|net|org)\b(?:/[^\s,;)]*)?"
)
_PATH = re.compile(r"(?<![\w/])[a-z0-9-]*[a-z][a-z0-9-]*(?:/[a-z0-9-]+){2,}(?![\w/])")
_TWICE_SAID = re.compile(r"(?<=\d)\s*\(([^()\d]{2,60})\)")
_NUMERALS = frozenset((*numerals.DIGITS, *"mươi mười lăm mốt tư trăm nghìn ngàn triệu tỷ tỉ linh lẻ".split()))
_PHONE = re.compile(
    r"(?<![\d.,/])(?:\+84[ .-]?|0)\d(?:[ .-]?\d){7,9}(?![\d])|(?<![\d.,/])1[89]00(?:[ .-]?\d){4,6}(?!\d)"
)
_CALL = re.compile(
    r"((?:gọi|tổng đài|đường dây nóng|điện thoại|máy lẻ|ĐT)(?: số)?:?\s+)(\d{3,})(?![\d.,/]\d)", re.IGNORECASE
)
_LONG = re.compile(r"(?<![\d.,])(?:\d{13,}|\d{12}|0\d{4,})(?![\d])")
_DATE = r"(\d{1,2})(?P<stroke>[/.-])(\d{1,2})(?P=stroke)((?:19|20)\d\d)(?!\d)"
_DAY_WORD = r"(?:ngày|sáng|chiều|tối|trưa|đêm|hôm|từ|đến|trước|sau|hết|thứ \w+,?|Chủ nhật,?)"
_CLOCK = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-4])(?:\s?[hH]\s?([0-5]\d)?|[gG]([0-5]\d)|:([0-5]\d)(?::[0-5]\d)?)(?:'|ph|p)?(?![\w])"
)
_POINT = re.compile(r"\b([Đđ]iểm) ([a-zđ])((?:, [a-zđ])*)((?: và | hoặc )[a-zđ])?(?!\w)")
_ROMAN_AFTER = re.compile(
    r"\b((?:quý|lần thứ|thứ|khóa|khoá|kỳ|kì|chương|phần|mục|phụ lục|hạng|loại|cấp|thế kỷ|nhóm|khu vực|vùng|bậc|đợt)\s+)"
    r"([IVXLCDM]+)(?![\w])", re.IGNORECASE,
)  # fmt: skip
_ROMAN_ALONE = re.compile(r"(?<![\w-])([IVX]{2,})(?![\w-])")
_CHAIN = re.compile(
    r"\b(đồng|nghìn|triệu|tỷ|gam|tạ|tấn|lít|mét|vuông|khối|lần|suất|công)((?:/[^\W\d_]+(?: (?:vuông|khối))?)+)"
)
_SIGNS = {"&": " và ", "+": " cộng ", "=": " bằng ", "<": " nhỏ hơn ", ">": " lớn hơn ", "≤": " không quá ",
          "≥": " ít nhất ", "×": " nhân ", "±": " cộng trừ ", "÷": " chia ", "%": " phần trăm "}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=256)
def read_aloud(text: str) -> str:
    """The text in words, in sentences that each end with their mark; "" for a text without any word."""
    text = _plain(text)
    for step in (
        _addresses, _short, _said_twice, say_papers, _dates, _times, _phones, _points, _romans, say_quantities, _chains,
        _abbreviations, _signs,
    ):  # fmt: skip
        text = step(text)
    return _cleaned(text)


def _plain(text: str) -> str:
    """One kind of dash, digit and blank; list marks gone; each line a sentence."""
    text = composed(
        unicodedata.normalize("NFKC", text.replace("²", "2").replace("³", "3").replace("½", " một phần hai"))
    )
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain_dashes(text))
    lines = [re.sub(r"^\s*[-+*•▪·]+\s+", "", line).strip() for line in text.splitlines()]
    return " ".join(line if line[-1] in ".,;:?!" else f"{line}." for line in lines if line)


def _addresses(text: str) -> str:
    text = _MAIL.sub(f"{ADDRESS}", text)
    return _PATH.sub(ADDRESS, _WEB.sub(ADDRESS, text))


def _short(text: str) -> str:
    """Abbreviations in small letters, before their marks are taken for others."""
    table = common()
    return table.small.sub(lambda m: table.short[m[0]], text)


def _said_twice(text: str) -> str:
    """ "05 (năm) ngày" is said once."""
    return _TWICE_SAID.sub(lambda m: "" if set(m[1].lower().split()) <= _NUMERALS else m[0], text)


# -- days and times ---------------------------------------------------------------------------------------------------
def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _dates(text: str) -> str:
    text = re.sub(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", r"\3/\2/\1", text)
    text = re.sub(r"(?<=/\d{4})\s?-\s?(?=\d{1,2}/\d{1,2}/\d{4})", " đến ", text)
    text = re.sub(r"(?<![\d/])(\d{1,2})\s?-\s?(\d{1,2})/(\d{1,2})(?=/(?:19|20)\d\d)", _span_of_days, text)
    text = re.sub(rf"(?<![\d/.])(ngày\s+)?{_DATE}", _whole_date, text, flags=re.IGNORECASE)
    text = re.sub(r"\b(tháng\s+)(\d{1,2})/((?:19|20)\d\d)(?!\d)", _month_of_year, text, flags=re.IGNORECASE)
    text = re.sub(r"(?<![\d/.,])(\d{1,2})/((?:19|20)\d\d)(?![\d/])", _month_or_number, text)
    text = re.sub(rf"\b({_DAY_WORD}\s+)(\d{{1,2}})/(\d{{1,2}})(?![\d/])", _short_date, text, flags=re.IGNORECASE)
    text = re.sub(
        r"\b(tháng\s+)(\d{1,2})(?![\d/.,]*\d)", lambda m: m[1] + numerals.month(int(m[2])), text, flags=re.IGNORECASE
    )
    return re.sub(
        r"(?<=[^\W\d_])(\s?[IVX]*)/((?:19|20)\d\d)(?!\d)", lambda m: f"{m[1]} năm {numerals.cardinal(int(m[2]))}", text
    )


def _span_of_days(match: re.Match) -> str:
    first, last, month = int(match[1]), int(match[2]), int(match[3])
    if not (_is_day(first, month) and _is_day(last, month)):
        return match[0]
    return f"{numerals.cardinal(first)} đến ngày {last}/{month}"


def _whole_date(match: re.Match) -> str:
    day, month = int(match[2]), int(match[4])
    if not _is_day(day, month):
        return match[0]
    return f"{match[1] or 'ngày '}{numerals.date(day, month, int(match[5]))}"


def _month_of_year(match: re.Match) -> str:
    return f"{match[1]}{numerals.month(int(match[2]))} năm {numerals.cardinal(int(match[3]))}"


def _month_or_number(match: re.Match) -> str:
    """02/2026 alone is a month, after "Nghị định" or "số" a paper of a year."""
    number, year = int(match[1]), f"năm {numerals.cardinal(int(match[2]))}"
    before = match.string[: match.start()].rstrip().lower()
    if before.endswith(("số", "luật", "định", "tư", "quyết", "lệnh", "thị", "hoạch")) or not 1 <= number <= 12:
        return f"{numerals.cardinal(number)} {year}"
    return f"tháng {numerals.month(number)} {year}"


def _short_date(match: re.Match) -> str:
    day, month = int(match[2]), int(match[3])
    if not _is_day(day, month):
        return match[0]
    word = match[1] if match[1].strip().lower() == "ngày" else f"{match[1]}ngày "
    return word + numerals.date(day, month)


def _times(text: str) -> str:
    text = re.sub(r"(?<=[\dhg])\s?-\s?(?=\d{1,2}(?:[hg]|:\d))", " đến ", text)
    text = re.sub(r"(?<=[\dhg])\s?-\s?(?=\d{1,2}(?:[hg]|:\d))", " đến ", text)
    return _CLOCK.sub(lambda m: f"{numerals.time(int(m[1]), int(m[2] or m[3] or m[4] or 0))}", text)


# -- what is read digit by digit --------------------------------------------------------------------------------------
def _phones(text: str) -> str:
    text = _PHONE.sub(lambda m: _in_groups(m[0]), text)
    text = _CALL.sub(lambda m: m[1] + _in_groups(m[2]), text)
    return _LONG.sub(lambda m: _in_groups(m[0]), text)


def _in_groups(digits: str) -> str:
    """Digit by digit, a breath between the groups: as they are typed, else four and then threes."""
    digits = digits.replace("+84", "0").strip()
    groups = [group for group in re.split(r"[ .-]", digits) if group]
    if len(groups) > 1 and groups[0] == "0":
        groups = [groups[0] + groups[1], *groups[2:]]
    if len(digits) == 8 and len(groups) == 1:
        groups = [digits[:4], digits[4:]]
    elif len(groups) == 1 and len(digits) > 4:
        rest = digits[4:]
        groups = [digits[:4], *(rest[at : at + 3] for at in range(0, len(rest), 3))]
    return ", ".join(numerals.digit_by_digit(group) for group in groups)


# -- letters and Roman numbers ----------------------------------------------------------------------------------------
def _points(text: str) -> str:
    """ "điểm a, b và đ khoản 2": the letters by their names."""

    def said(match: re.Match) -> str:
        return match[1] + re.sub(r"(?<= )[a-zđ](?!\w)", lambda m: numerals.spelled(m[0]), match[0][len(match[1]) :])

    return _POINT.sub(said, text)


def _romans(text: str) -> str:
    def after(match: re.Match) -> str:
        value = numerals.roman(match[2])
        if not value:
            return match[0]
        ordinal = match[1].strip().lower().endswith("thứ")
        return match[1] + (numerals.ordinal(value) if ordinal else numerals.cardinal(value))

    def alone(match: re.Match) -> str:
        value = numerals.roman(match[1])
        return numerals.cardinal(value) if value else match[0]

    return _ROMAN_ALONE.sub(alone, _ROMAN_AFTER.sub(after, text))


# -- the rest ---------------------------------------------------------------------------------------------------------
def _chains(text: str) -> str:
    """ "đồng/hộ/tháng" → "đồng một hộ một tháng"."""
    units = common().units
    return _CHAIN.sub(
        lambda m: m[1] + "".join(f" một {units.get(part, part)}" for part in m[2].strip("/").split("/")), text
    )


def _abbreviations(text: str) -> str:
    table = common()
    text = table.pattern.sub(lambda m: table.said(m[0]), text)
    text = re.sub(r"(?<![\w])[B-DF-HJ-NP-TV-XZĐ](?![\w])", lambda m: numerals.spelled(m[0]), text)
    return _WORD.sub(lambda m: said_capitals(m[0]) if _shouts(m[0]) else m[0], text)


def _shouts(token: str) -> bool:
    """Whether a capital follows another letter: no plain word, and no name, is written so."""
    return any(letter.isupper() for letter in token[1:])


def _signs(text: str) -> str:
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    text = re.sub(r"\bvà/hoặc\b", "và hoặc", text)
    text = re.sub(r"\s-+\s|[()\[\]{}…]|\s*/\s*|\.{2,}", ", ", text)
    return re.sub(r"[^\w\s,.;:?!]|_", " ", text)


def _cleaned(text: str) -> str:
    """Whatever is still no letter of ours is said digit by digit or left out; marks stand once, sentences end."""
    text = re.sub(r"\d+", lambda m: f" {numerals.digit_by_digit(m[0])} ", text)
    text = "".join(c if c.isalpha() or c in " ,.;:?!" else " " for c in unicodedata.normalize("NFC", text))
    text = "".join(c if c in " ,.;:?!" or "LATIN" in unicodedata.name(c, "") else " " for c in text)
    text = re.sub(r"\s*([,.;:?!])[\s,.;:?!]*", _one_mark, text)
    text = " ".join(text.split()).strip(" ,;:")
    text = _lowered(text).lstrip(" ,.;:?!")
    if not text:
        return ""
    return text if text[-1] in ".?!" else f"{text}."


def _one_mark(match: re.Match) -> str:
    """Of several marks in a row the strongest: one that ends a sentence before one that does not."""
    marks = [c for c in match[0] if c in ",.;:?!"]
    return next((c for c in marks if c in ".?!"), marks[0]) + " "


def _lowered(text: str) -> str:
    return " ".join(token.lower() if _shouts(token) else token for token in text.split(" "))
