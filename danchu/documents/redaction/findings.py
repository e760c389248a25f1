"""What is found, what a person decides about it, and what comes out: plain frozen values, safe to keep as data."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

BAR = "▇▇▇▇▇"  # always as long: its length must not tell how long the words were


class Kind(StrEnum):
    """What sort of personal data."""

    IDENTITY_NUMBER = "identity_number"  # số định danh, CCCD (12 digits), CMND (9)
    PASSPORT = "passport"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"  # a day, a month or a year of birth
    BANK_ACCOUNT = "bank_account"
    INSURANCE_NUMBER = "insurance_number"  # BHXH, BHYT
    EMAIL = "email"
    PLATE = "plate"
    HOME_ADDRESS = "home_address"
    FINGERPRINT = "fingerprint"
    CONCEALED = "concealed"  # words that the eye does not see and a program reads: under a bar, hidden, deleted
    LONG_NUMBER = "long_number"  # nine digits or more that no label explains


class Hint(StrEnum):
    """Why something is only suggested, or why it deserves a second look; "" where there is nothing to add."""

    NONE = ""
    OFFICE = "office"  # looks like an office's own number or address
    TREASURY = "treasury"  # an account at the State Treasury
    UNLABELLED = "unlabelled"  # it has the shape, and nothing beside it says what it is
    DOUBTFUL_LETTERS = "doubtful_letters"  # the machine was not sure of the letters of a scan
    PATTERN = "pattern"  # seen in a picture by its colour and lines
    COVERED = "covered"  # a bar is drawn over words that are still in the file
    INVISIBLE = "invisible"  # white or unprinted letters, a layer switched off, hidden text
    HIDDEN_SHEET = "hidden_sheet"  # in a hidden sheet, row or column


class Part(StrEnum):
    """Where in a file a place is; what the numbers of a `Place` count."""

    LINE = "line"  # of a text file; `number`
    PAGE = "page"  # of a PDF or a picture; `number`, with a box
    PARAGRAPH = "paragraph"  # of a Word file's body; `number`
    TABLE = "table"  # of a Word file; table `number`, `row`, `column`
    HEADER = "header"  # header or footer
    NOTE = "note"  # footnote, endnote
    CELL = "cell"  # of a workbook; `sheet`, `row`, `column`
    PICTURE = "picture"  # picture `number` inside a Word or Excel file, with a box
    ATTRIBUTE = "attribute"  # properties of the file, names of things, anything else that is not on a page


@dataclass(frozen=True)
class Region:
    """A rectangle on a page (from 1) in percent of its width and height, from the upper left of what is shown.

    Of a Word or Excel file, `page` is the number of the picture inside it: `pages_as_pictures` gives those.
    """

    page: int
    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        if self.page < 1 or self.width <= 0 or self.height <= 0:
            raise ValueError("a region has a page from 1, a width and a height")


@dataclass(frozen=True)
class Place:
    """Where something stands. `boxes`: on a page, one for each line it takes."""

    part: Part
    number: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""
    boxes: tuple[Region, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.part}.{self.number}.{self.row}.{self.column}.{self.sheet}"

    @property
    def words(self) -> str:
        """The place in Vietnamese: "trang 2", "bảng 1, dòng 3, cột 2"."""
        match self.part:
            case Part.LINE:
                return f"dòng {self.number}"
            case Part.PAGE:
                return f"trang {self.number}"
            case Part.PARAGRAPH:
                return f"đoạn {self.number}"
            case Part.TABLE:
                return f"bảng {self.number}, dòng {self.row}, cột {self.column}"
            case Part.HEADER:
                return "đầu trang hoặc chân trang"
            case Part.NOTE:
                return "chú thích cuối trang"
            case Part.CELL:
                return f"trang tính “{self.sheet}”, dòng {self.row}, cột {self.column}"
            case Part.PICTURE:
                return f"hình thứ {self.number} trong tệp"
        return "thông tin kèm theo tệp"


@dataclass(frozen=True)
class Finding:
    """One piece of personal data in a file.

    `id` is the same for the same bytes and tells nothing of the value. `text` and the words around it are for the
    officer's eyes only. `sure`: False is a suggestion that a person must look at.
    """

    id: str
    kind: Kind
    text: str
    before: str
    after: str
    place: Place
    sure: bool = True
    hint: Hint = Hint.NONE

    @property
    def masked(self) -> str:
        """What may be printed or logged: the first and the last sign of a longer value, never more."""
        return f"{self.text[0]}…{self.text[-1]}" if len(self.text) > 5 else "…"


@dataclass(frozen=True)
class Decision:
    """What an officer decided about a finding: taken out, or kept for a reason."""

    id: str
    redact: bool
    reason: str = ""


@dataclass(frozen=True)
class Problem:
    """What a person should know of the file: a stable code and a Vietnamese sentence."""

    code: str
    text: str


@dataclass(frozen=True)
class Published:
    """Bytes fit to be public, the text by which they are searched, their media type, and what to know of them."""

    data: bytes
    text: str
    media_type: str
    problems: tuple[Problem, ...] = ()


class Unredactable(Exception):
    """Personal data cannot be taken out of this file; the message says what to do, in Vietnamese."""


class Undecided(Unredactable):
    """Findings that nobody decided about; `findings` are they."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            f"Còn {len(self.findings)} chỗ có thể là dữ liệu cá nhân chưa được quyết định. Hãy chọn che hoặc giữ."
        )


class Remains(Unredactable):
    """Something that was to be taken out is still in the file; `places` say where, without the value."""

    def __init__(self, places: Iterable[str]) -> None:
        self.places = tuple(places)
        super().__init__("Chưa che hết dữ liệu cá nhân, tệp không được công khai: " + "; ".join(self.places))


@dataclass(frozen=True)
class Passage:
    """Words that stand together: what the patterns are matched on.

    `head`: the heading of their column. `marks`: where each sign stands in the whole file, so that nothing is told
    twice where passages overlap. `boxes`: on a page, the box of each sign (None for what joins two).
    """

    text: str
    place: Place
    marks: Sequence[int] = field(repr=False)
    head: str = ""
    hint: Hint = Hint.NONE
    hints: Sequence[Hint] = field(default=(), repr=False)  # one a sign, on pages only
    letterhead: bool = False
    scanned: bool = False
    boxes: Sequence[Region | None] = field(default=(), repr=False)


def as_data(findings: Iterable[Finding]) -> list[dict]:
    """Findings → plain data. It holds the values found: personal, to be kept no longer than the decision takes."""
    return [asdict(finding) for finding in findings]


def of_data(rows: Iterable[dict]) -> list[Finding]:
    """The way back from `as_data`."""
    found = []
    for row in rows:
        place = row["place"]
        boxes = tuple(Region(**box) for box in place["boxes"])
        found.append(
            Finding(
                **row | {"kind": Kind(row["kind"]), "hint": Hint(row["hint"]), "place": Place(
                    **place | {"part": Part(place["part"]), "boxes": boxes})}
            )
        )  # fmt: skip
    return found
