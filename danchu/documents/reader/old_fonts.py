"""Texts typed for the fonts of before Unicode (TCVN3: .VnTime; VNI: VNI-Times) → Unicode.

Such fonts draw Vietnamese letters in the places of Western ones, so a text shows "céng hßa" where it means "cộng hòa".
"""

import re
import unicodedata
from enum import StrEnum


class OldFont(StrEnum):
    """The two families that offices used."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í"}
_PROPER = re.compile("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủứừửữựỵỷỹđươ]")
_TCVN3_SIGNS = re.compile("[" + "".join(TCVN3) + "]")
_VNI_SIGNS = re.compile("[aeouyôö][øùûõï]|[aeo][âáàåãä]|a[êéèúüë]|ñ[aeiouöô]|ö[ôïùø]")


def old_font_of(text: str) -> OldFont | None:
    """Which old font a text was typed for, None for Unicode, for short texts and for other languages."""
    sample = text[:60_000].lower()
    letters = sum(c.isalpha() or c in TCVN3 for c in sample)
    if letters < 60 or len(_PROPER.findall(sample)) > 0.03 * letters:
        return None
    vni = len(_VNI_SIGNS.findall(sample))
    tcvn3 = len(_TCVN3_SIGNS.findall(sample))
    if vni > 0.08 * letters and not re.search("[µ¸¶·¹\u00ad®«¬]", sample):
        return OldFont.VNI
    return OldFont.TCVN3 if tcvn3 > 0.12 * letters else None


def to_unicode(text: str, font: OldFont, *, capitals: bool = False) -> str:
    """The same text in Unicode. `capitals`: it was set in a font that draws capitals (.VnTimeH)."""
    changed = _from_vni(text) if font is OldFont.VNI else "".join(TCVN3.get(c, c) for c in text)
    return changed.upper() if capitals else changed


def font_named(name: str) -> tuple[OldFont, bool] | None:
    """A font's name → (its family, whether it draws capitals), None for others: ".VnTimeH" → (TCVN3, True)."""
    bare = name.strip().lower()
    if bare.startswith(".vn"):
        return OldFont.TCVN3, bare.endswith("h")
    return (OldFont.VNI, False) if bare.startswith("vni-") else None


def _from_vni(text: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(text):
        base, mark = text[at], text[at + 1 : at + 2].lower()
        letter = base.lower()
        plain = {"ô": "o\u031b", "ö": "u\u031b"}.get(letter, letter)
        marks = None
        if letter in "aeouyôö" and mark in _TONES:
            marks = _TONES[mark]
        elif letter in "aeo" and mark in _CIRCUMFLEX:
            marks = "\u0302" + _CIRCUMFLEX[mark]
        elif letter == "a" and mark in _BREVE:
            marks = "\u0306" + _BREVE[mark]
        if marks is not None and mark:
            made = unicodedata.normalize("NFC", plain + marks)
            at += 2
        else:
            made = _VNI_ALONE.get(letter, letter)
            at += 1
        out.append(made.upper() if base.isupper() else made)
    return "".join(out)


_HEADLINES = re.compile(
    r"^(?:cộng h(?:òa|oà) xã hội|đảng cộng sản|ủy ban|uỷ ban|hội đồng nhân dân|ubnd|hđnd|sở |bộ |đảng (?:bộ|ủy|uỷ)|"
    r"kế hoạch|thông báo|quyết định|báo cáo|biên bản|giấy mời|chỉ thị|nghị quyết|tờ trình|chương trình|"
    r"tm\.|kt\.|tl\.|tuq\.|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|(?:tuyệt |tối )?mật)"
)


def with_headlines(text: str) -> str:
    """A converted text whose font is no longer known: what must have been set in capitals is written so.

    That is a line of the form all in small letters, and one where only letters with marks are small (TCVN3 has no
    capitals for most of them).
    """

    def righted(cell: str) -> str:
        small = [c for c in cell if c.islower()]
        shouted = any(c.isupper() for c in cell) and all(not c.isascii() for c in small)
        headline = cell == cell.lower() and _HEADLINES.match(cell.strip()) and len(cell.strip()) < 80
        return cell.upper() if small and (shouted or (headline and cell[-1:] not in ".;:,")) else cell

    return "\n".join("".join(map(righted, re.split(r"(\t+| {3,})", line))) for line in text.split("\n"))
