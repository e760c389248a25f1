"""The fixed words of an official paper; how its numbers, dates and lists are written (Decree 30/2020, Annex I)."""

import dataclasses
import re
import unicodedata
from datetime import date

from danchu.documents.paper.model import Annex, Block, Bullet, Paper, Paragraph, Run, Text, plain, runs_of

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
ADDRESSEES = "Kính gửi:"
END_MARK = "./."
ROOM_TO_WRITE = "\u00a0" * 10

# For the properties of a file whose paper has no date yet: the decree's own day, so that equal papers stay equal bytes.
UNDATED = date(2020, 3, 5)

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Everything XML 1.0 forbids, the C1 controls, the soft hyphen, the byte-order mark and the marks that turn the
# direction of writing (which could make a paper read otherwise than it is stored).
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)


def clean(text: str) -> str:
    """User text made fit for both renderers: composed (NFC), one kind of line end, no control characters."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def line(text: str) -> str:
    """Clean text on a single line, outer space removed."""
    return " ".join(clean(text).split())


def capitals(text: str) -> str:
    """A single line in capitals."""
    return line(text).upper()


def number_line(paper: Paper) -> str:
    """ "Số: 05/BC-UBND"; one digit gets a zero, a missing number leaves room; "" without number and symbol."""
    symbol, number = line(paper.symbol), line(paper.number)
    if not symbol and not number:
        return ""
    return f"Số: {'/'.join(filter(None, [_padded(number) or ROOM_TO_WRITE, symbol]))}"


def _padded(number: str) -> str:
    return number.zfill(2) if number.isascii() and number.isdigit() else number


def date_words(day: date | None) -> str:
    """ "ngày 05 tháng 02 năm 2026": days under 10 and the months 1 and 2 get a zero; None gives dots to fill in."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def place_date_line(paper: Paper) -> str:
    """ "Bình Lư, ngày 05 tháng 11 năm 2026"."""
    return ", ".join(filter(None, [line(paper.place), date_words(paper.date)]))


def subject(paper: Paper) -> str:
    """The "V/v …" of a letter."""
    title = line(paper.title)
    return title if title.casefold().startswith("v/v") else f"V/v {title}"


def heading(text: str, level: int, numbering: str) -> str:
    """The printed line of a heading; level 1 in capitals."""
    words = capitals(text) if level == 1 else clean(text).strip()
    return f"{line(numbering)} {words}".strip()


def bases(paper: Paper) -> list[tuple[Run, ...]]:
    """The legal bases, each closed by ";", the last by "."."""
    return [_closed(base, "." if last else ";") for base, last in _with_last(paper.legal_bases)]


def recipients(paper: Paper) -> list[str]:
    """The lines under "Nơi nhận:", dash and closing mark included, the archive line last."""
    lines = [f"- {_closed_line(name, ';')}" for name in paper.recipients if line(name)]
    if line(paper.archive):
        lines.append(" ".join(filter(None, [f"- {_closed_line(paper.archive, '.')}", line(paper.drafter)])))
    return lines


def addressees(paper: Paper) -> list[str]:
    """Whom the paper is for: one name as it is, several with a dash and a closing mark each."""
    names = [line(name) for name in paper.addressees if line(name)]
    if len(names) < 2:
        return names
    return [f"- {_closed_line(name, '.' if last else ';')}" for name, last in _with_last(names)]


def closed_body(paper: Paper) -> tuple[Block, ...]:
    """The body whose last paragraph ends with "./." if the paper asks for it."""
    if not paper.body or not paper.end_mark or not isinstance(paper.body[-1], Paragraph | Bullet):
        return paper.body
    last = paper.body[-1]
    if plain(last.text).rstrip().endswith("/."):
        return paper.body
    return (*paper.body[:-1], dataclasses.replace(last, text=_closed(last.text, END_MARK)))


def annex_labels(paper: Paper) -> list[str]:
    """ "Phụ lục" for a single annex; "Phụ lục I", "Phụ lục II", … for several."""
    if len(paper.annexes) < 2:
        return ["Phụ lục"] * len(paper.annexes)
    return [f"Phụ lục {_roman(place)}" for place in range(1, len(paper.annexes) + 1)]


def annex_reference(paper: Paper, annex: Annex) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-UBND ngày … của …)", or what the annex says itself."""
    if annex.reference is not None:
        return line(annex.reference)
    number = number_line(paper).replace("Số:", "số")
    parts = ["Kèm theo", line(paper.kind), number, date_words(paper.date), "của", line(paper.issuing_body)]
    return f"({' '.join(filter(None, parts))})"


def file_title(paper: Paper) -> str:
    """The title a file carries in its properties, at most 250 characters."""
    words = [line(paper.kind)[:1].upper() + line(paper.kind)[1:], line(paper.title)]
    return " ".join(filter(None, words))[:250]


def _with_last[T](items: tuple[T, ...] | list[T]) -> list[tuple[T, bool]]:
    return [(item, place == len(items)) for place, item in enumerate(items, start=1)]


def _closed_line(text: str, mark: str) -> str:
    return f"{line(text).rstrip(' ;.,')}{mark}"


def _closed(text: Text, mark: str) -> tuple[Run, ...]:
    """A text whose last letters are `mark`, whatever closed it before."""
    runs = list(runs_of(text))
    while runs and not runs[-1].text.rstrip(" ;.,\n\t"):
        runs.pop()
    if not runs:
        return ()
    runs[-1] = dataclasses.replace(runs[-1], text=runs[-1].text.rstrip(" ;.,\n\t") + mark)
    return tuple(runs)


def _roman(number: int) -> str:
    written = ""
    for value, sign in ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            written, number = written + sign, number - value
    return written
