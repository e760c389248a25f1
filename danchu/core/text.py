"""Vietnamese text as plain values: folding for comparison and search, cleaning for reading. No Django here."""

import re
import unicodedata

# Eth and African D are what some keyboards and old converters leave where Vietnamese wants Đ.
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0x0256: "đ", 0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x2011: "-"}
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_TRANSLATION = {**_LOOKALIKES, **_INVISIBLE}
_DASHES = re.compile("[‐‑‒–—―−]")
# What no XML, sheet or PostgreSQL holds, and what turns the direction of reading.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[ \t\r\f\v]+")


def fold(text: str) -> str:
    """The text in lower case without any mark, đ as d: what search indexes and comparisons are made on.

    Lower, NFD, combining marks dropped, đ → d. Blanks and punctuation stay as they are.
    """
    # Lower first: the capital dotted I brings its own mark when it is lowered.
    decomposed = unicodedata.normalize("NFD", text.replace("Ð", "Đ").lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d").lower()


def composed(text: str) -> str:
    """The same text in NFC, with lookalikes of Đ and odd blanks replaced and invisible characters removed."""
    return unicodedata.normalize("NFC", text.translate(_TRANSLATION))


def whole_number(text: str) -> int | None:
    """A number that came in an address or a hidden field: digits 0 to 9, no more than a database key holds; else None.

    "²".isdigit() is true and int("²") is an error, and a key of thirty digits fits no column.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def printable(text: str) -> str:
    """What a stranger typed, without signs that no feed, paper, sheet or database holds, and without those that let a
    line be read otherwise than it is kept.
    """
    return _UNPRINTABLE.sub("", text)


def squeezed(text: str) -> str:
    """One line: every run of blanks and line breaks is one space, none at the ends."""
    return " ".join(text.split())


def same_breaks(text: str) -> str:
    """Lines end in one way only: a browser sends two signs for a break, a paper shows the first as an empty box."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plain_dashes(text: str) -> str:
    """Every kind of dash as the hyphen-minus."""
    return _DASHES.sub("-", text)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are equal but for case, marks, dashes, blanks and where the tone mark is put (hoà, hòa)."""
    return squeezed(fold(plain_dashes(one))) == squeezed(fold(plain_dashes(other)))


def collapsed_blanks(text: str) -> str:
    """Runs of blanks inside lines become one space; line breaks stay."""
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
