"""Personal data taken out of what people wrote, for eyes that need none of it: rather too much than too little."""

import re
from collections.abc import Iterable

from danchu.core.text import fold
from danchu.documents.redaction import BAR, find

# Words after which a name follows, as they are written with their marks.
_BEFORE_A_NAME = frozenset("ông bà anh chị cô chú bác cậu dì em cụ cháu tên họ mẹ bố vợ chồng ong ba".split())
# Words after which a name follows more often than not: not before what begins like a place.
_OFTEN_BEFORE = frozenset("nhà hộ đình giáo thầy chí tịch toán viên trưởng phó sĩ là".split())
# Family names, as people type them without capitals: "ông thào mí xuyên".
_FAMILIES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương lò vàng giàng thào sùng mùa "
    "quàng cà tòng vì vừ hạng hầu phàn tẩn chẻo đèo điêu lường cầm bạc tráng ma mùng hảng cứ lầu phùng triệu".split()
)
_TYPED_SMALL = 3  # so many words from the family name on
# Words a long name of a place or a body begins with: never a person.
_PLACES = frozenset(
    "cầu bản thôn xã chợ trường trạm phòng ủy uỷ ban hội suối đồi núi đường tổ khu công nhà đảng mặt sở bộ chi tết "
    "ngân văn tỉnh huyện trung việt".split()
)
_LONG_NAME = 3  # so many words with capitals in a row are a name wherever they stand
_WORD = re.compile(r"\w+")


def masked(text: str, known: Iterable[str] = ()) -> str:
    """The text `without_data`, and without what looks like a person's name."""
    return _without_names(without_data(text, known))


def without_data(text: str, known: Iterable[str] = ()) -> str:
    """The text without telephone, identity and account numbers, addresses of mail, and the `known` values."""
    for value in sorted({each.strip() for each in known if len(each.strip()) > 1}, key=len, reverse=True):
        text = _without(text, value)
    for found in find(text.encode()) if text.strip() else ():
        text = text.replace(found.text, BAR)
    return text


def _without(text: str, value: str) -> str:
    """Without any place of a value, marks and capitals aside (compared raw where folding changes the length)."""
    folded, wanted = fold(text), fold(value)
    if len(folded) != len(text):
        return text.replace(value, BAR)
    made, at = [], 0
    while (found := folded.find(wanted, at)) >= 0:
        made += [text[at:found], BAR]
        at = found + len(wanted)
    return "".join([*made, text[at:]])


def _without_names(text: str) -> str:
    words = list(_WORD.finditer(text))
    gone: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        end = _run(text, words, at)
        if end == at:
            if small := _typed_small(text, words, at):
                gone.append((words[at].start(), words[small - 1].end()))
            at = small or at + 1
            continue
        first = at
        if words[first].group().lower() in _BEFORE_A_NAME:  # "Ông Lò Văn A", "Bà Mẩy"
            first += 1
        place = first < end and words[first].group().lower() in _PLACES
        named = first > at or _calls(text, words, at, place=place)
        if end > first and (named or (end - first >= _LONG_NAME and not place)):
            gone.append((words[first].start(), words[end - 1].end()))
        at = end
    for start, end in reversed(gone):
        text = f"{text[:start]}{BAR}{text[end:]}"
    return text


def _run(text: str, words: list[re.Match], at: int) -> int:
    """The end of the words with capitals that follow each other from `at`, only blanks between them."""
    end = at
    while end < len(words) and words[end].group()[0].isupper():
        if end > at and text[words[end - 1].end() : words[end].start()].strip():
            break
        end += 1
    return end


def _calls(text: str, words: list[re.Match], at: int, *, place: bool = False) -> bool:
    """Whether the word before calls somebody by name; before a `place`, or what may be one, only what always does."""
    if at == 0 or text[words[at - 1].end() : words[at].start()].strip(" :"):
        return False
    before = words[at - 1].group().lower()
    return before in _BEFORE_A_NAME or (before in _OFTEN_BEFORE and not place)


def _typed_small(text: str, words: list[re.Match], at: int) -> int:
    """The end of a name typed without capitals after a word that calls somebody; 0 where there is none."""
    if words[at].group() not in _FAMILIES or not _calls(text, words, at, place=True):
        return 0
    end = at + 1
    while end < min(at + _TYPED_SMALL, len(words)) and not text[words[end - 1].end() : words[end].start()].strip():
        end += 1
    return end
