"""Whether a summary is in plain words: what a reader would stumble over. Hints, never a verdict."""

import re
from dataclasses import dataclass

LONG_SENTENCE = 30  # syllables; Vietnamese writes each apart
LONG_SUMMARY = 150
_SENTENCE = re.compile(r"[^.!?;\n]+")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_SHORT_FORM = re.compile(r"(?<!\w)(?=[^\d\W]*[A-ZĐĂÂÊÔƠƯ]{2})[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯa-z]{1,7}(?!\w)")
_NUMERAL = re.compile(r"^(?=[IVXLC]+$)[IVXLC]+$")
# What everybody may be told in full instead.
SPELLED_OUT = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "MTTQ": "Mặt trận Tổ quốc", "BHYT": "bảo hiểm y tế",
    "BHXH": "bảo hiểm xã hội", "NSNN": "ngân sách nhà nước", "CTMTQG": "chương trình mục tiêu quốc gia",
    "GPMB": "giải phóng mặt bằng", "NTM": "nông thôn mới", "TTHC": "thủ tục hành chính", "QĐ": "Quyết định",
    "NQ": "Nghị quyết", "KH": "Kế hoạch", "BC": "Báo cáo", "NSĐP": "ngân sách địa phương", "XDCB": "xây dựng cơ bản",
    "KTXH": "kinh tế - xã hội", "TDP": "tổ dân phố", "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất",
}  # fmt: skip


@dataclass(frozen=True)
class Hint:
    """What to look at: long_sentence, short_form or long_summary; `words` the place; `instead` what to say."""

    code: str
    words: str
    instead: str = ""


def hints(text: str) -> list[Hint]:
    """What of a summary could be plainer: sentences of more than 30 syllables, abbreviations, too many words in all."""
    found = [
        Hint("long_sentence", _beginning(sentence))
        for sentence in _SENTENCE.findall(text)
        if len(_WORD.findall(sentence)) > LONG_SENTENCE
    ]
    short = dict.fromkeys(word for word in _SHORT_FORM.findall(text) if not _NUMERAL.match(word))
    found += [Hint("short_form", word, SPELLED_OUT.get(word, "")) for word in short]
    if len(_WORD.findall(text)) > LONG_SUMMARY:
        found.append(Hint("long_summary", str(len(_WORD.findall(text)))))
    return found


def _beginning(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
