"""Amounts, shares, ranges, fractions and money with their units, in words. Pure: no Django."""

import re

from danchu.channels.speaker.lexicon import common
from danchu.channels.speaker.numerals import cardinal, decimal, digit_by_digit, ordinal

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?: \d{3}){2,}|\d+(?:,\d+)?)(?![\d])"
_WITH_SPACE = frozenset(
    ("ha", "km", "m", "cm", "mm", "kg", "g", "km2", "m2", "m3", "kWh", "kW", "ml", "mg", "đ", "%", "°C", "tr")
)
_SCALE = r"(?:tỷ|tỉ|triệu|nghìn|ngàn|trăm)"
_WHOLE_AFTER = r"(?=\s*(?:tổng số|số|hộ|đại diện|cử tri|thành viên|diện tích|dân số))"
_LONGEST = 18  # digits of a number that is still said as one


def say_quantities(text: str) -> str:
    """Every number in words, with what it counts."""
    text = re.sub(rf"({_NUMBER})\s?[x×]\s?(?=\d)", r"\1 nhân ", text)
    text = re.sub(rf"(?<![\d.,])({_NUMBER})\s?-\s?(?={_NUMBER})", r"\1 đến ", text)
    text = re.sub(r"(?:(?<=\s)|(?<=^)|(?<=\())-\s?(?=\d)", "âm ", text)
    text = re.sub(r"(?<![\d.,/])(\d{1,3})/(\d{1,3})(?![\d/,.]*\d)" + f"({_WHOLE_AFTER})?", _fraction, text)
    text = re.sub(r"(?<=\d)\s?:\s?(?=\d)", " trên ", text)
    text = re.sub(r"(?<=\d)/(?=\d)", " trên ", text)
    text = re.sub(r"\b(thứ\s+)(\d{1,2})(?![\d.,]*\d)", lambda m: m[1] + ordinal(int(m[2])), text, flags=re.IGNORECASE)
    text = _units(text)
    text = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", text)
    text = re.sub(
        rf"(?<![\d.,])(\d+)\.(\d{{1,2}})(?=\s*(?:{_SCALE}|phần trăm|héc|ki lô|mét|đồng)\b)",
        lambda m: decimal(m[1], m[2]),
        text,
    )
    text = re.sub(r"(?<![\d.,])\d+(?:\.\d{1,2})+(?![\d])(?!\.\d)", _numbered, text)
    text = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", text)
    return re.sub(_NUMBER, lambda m: number(m[0]), text)


def number(written: str) -> str:
    """A number as written in Vietnamese ("1.250.000", "2,5", "007") in words."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", written):
        written = written.replace(",", "")
    whole, _comma, fraction = written.replace(".", "").replace(" ", "").partition(",")
    if fraction:
        return decimal(whole, fraction)
    return cardinal(int(whole)) if len(whole) <= _LONGEST else digit_by_digit(whole)


def _numbered(match: re.Match) -> str:
    """2.1 and 1.2.3 number a paragraph: "hai chấm một"."""
    return " chấm ".join(cardinal(int(part)) for part in match[0].split("."))


def _fraction(match: re.Match) -> str:
    """2/3 of something is a fraction; 4/6 boards are four out of six."""
    part, whole = int(match[1]), int(match[2])
    between = "phần" if match[3] is not None and 0 < part < whole <= 10 else "trên"
    return f"{cardinal(part)} {between} {cardinal(whole)}"


def _units(text: str) -> str:
    """Units after a number, and after a stroke that follows one."""
    units = common().units
    close = "|".join(re.escape(each) for each in sorted(units, key=len, reverse=True))
    apart = "|".join(re.escape(each) for each in sorted(_WITH_SPACE, key=len, reverse=True))
    ends = r"(?![^\W_])"
    scale = rf"(\d\s?{_SCALE}|\d)"
    strokes = rf"((?:/(?:{close}|[^\W\d_]+))*){ends}"

    def said(match: re.Match) -> str:
        others = "".join(f" một {units.get(each, each)}" for each in match[3].strip("/").split("/") if each)
        return f"{match[1]} {units[match[2]]}{others}"

    text = re.sub(rf"{scale}({close}){strokes}", said, text)
    return re.sub(rf"{scale}\s({apart}){strokes}", said, text)
