"""Numbers, days and times in Vietnamese words, as an announcer says them. Pure: no Django."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_LETTERS = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê", "f": "ép",
    "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "e lờ", "m": "em mờ", "n": "en nờ", "o": "o",
    "ô": "ô", "ơ": "ơ", "p": "pê", "q": "quy", "r": "e rờ", "s": "ét", "t": "tê", "u": "u", "ư": "ư", "v": "vê",
    "w": "vê kép", "x": "ích", "y": "i dài", "z": "dét",
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def cardinal(number: int) -> str:
    """A whole number in words: 24 → "hai mươi tư", 1005 → "một nghìn không trăm linh năm", −3 → "âm ba".

    Empty groups of three are passed over: 1 000 005 → "một triệu không trăm linh năm". From a thousand billions on the
    billions are themselves a number: 10¹² → "một nghìn tỷ".
    """
    if number < 0:
        return f"âm {cardinal(-number)}"
    if number == 0:
        return DIGITS[0]
    billions, rest = divmod(number, _BILLION)
    parts = [f"{cardinal(billions)} tỷ"] if billions else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            parts.append(f"{_hundreds(group, full=bool(parts))} {name}".strip())
    return " ".join(parts)


def _hundreds(number: int, *, full: bool) -> str:
    """A group of three; `full`: it follows another one, so that its hundreds are said even when there are none."""
    hundred, rest = divmod(number, 100)
    words = [f"{DIGITS[hundred]} trăm"] if hundred or full else []
    ten, one = divmod(rest, 10)
    if ten == 0:
        if one:
            words.append(f"linh {DIGITS[one]}" if words else DIGITS[one])
        return " ".join(words)
    words.append("mười" if ten == 1 else f"{DIGITS[ten]} mươi")
    if one == 5:
        words.append("lăm")
    elif one and ten > 1:
        words.append({1: "mốt", 4: "tư"}.get(one, DIGITS[one]))
    elif one:
        words.append(DIGITS[one])
    return " ".join(words)


def decimal(whole: str, fraction: str) -> str:
    """A decimal number: ("2", "5") → "hai phẩy năm", ("3", "14") → "ba phẩy mười bốn", ("0", "05") → each digit."""
    short = len(fraction) <= 2 and not fraction.startswith("0")
    after = cardinal(int(fraction)) if short else digit_by_digit(fraction)
    return f"{cardinal(int(whole))} phẩy {after}"


def digit_by_digit(digits: str) -> str:
    """Each digit by itself: "0912" → "không chín một hai"; whatever is no digit is passed over."""
    return " ".join(DIGITS[int(each)] for each in digits if each in "0123456789")


def ordinal(number: int) -> str:
    """What follows "thứ": 1 → "nhất", 4 → "tư", else as the number."""
    return {1: "nhất", 4: "tư"}.get(number) or cardinal(number)


def month(number: int) -> str:
    """What follows "tháng": 4 → "tư", else as the number."""
    return "tư" if number == 4 else cardinal(number)


def date(day: int, of_month: int, year: int | None = None) -> str:
    """A day in words, without the word "ngày": (4, 4, 2000) → "bốn tháng tư năm hai nghìn"."""
    words = f"{cardinal(day)} tháng {month(of_month)}"
    return words if year is None else f"{words} năm {cardinal(year)}"


def time(hour: int, minute: int) -> str:
    """A time of day: (7, 30) → "bảy giờ ba mươi phút", (17, 0) → "mười bảy giờ"."""
    return f"{cardinal(hour)} giờ" + (f" {cardinal(minute)} phút" if minute else "")


def spelled(letters: str) -> str:
    """Letters one by one by their names: "XĐ" → "ích đê"; whatever is no letter of ours is passed over."""
    return " ".join(_LETTERS[each] for each in letters.lower() if each in _LETTERS)


def roman(text: str) -> int:
    """The value of a Roman numeral in capitals, 0 when it is none ("IIX", "ABC")."""
    if not text or not set(text) <= set(_ROMAN):
        return 0
    values = [_ROMAN[each] for each in text]
    total = sum(
        -value if at + 1 < len(values) and value < values[at + 1] else value for at, value in enumerate(values)
    )  # fmt: skip
    return total if _as_roman(total) == text else 0


def _as_roman(number: int) -> str:
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    written = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        written += letters * count
    return written
