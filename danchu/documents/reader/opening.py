"""The opening of a body: which paragraphs only cite and introduce, and the legal bases they name."""

import re

from danchu.core.text import fold, squeezed
from danchu.documents.reader.citations import found_in, whole_phrase
from danchu.documents.reader.names import KIND_WORDS
from danchu.documents.reader.paper import LegalBasis, Section
from danchu.documents.reader.sections import Block, mark_of

_CITES = re.compile(
    r"^(?:[-–+•*]\s*)?(?:Căn cứ|Thi hành|Xét\s|Theo\s|Thực hiện\s|Triển khai\s|Tiếp theo\s|Trên cơ sở|"
    r"Để triển khai|Để thực hiện|Nhằm triển khai|Phúc đáp|Trả lời)",
    re.IGNORECASE,
)
_BASIS = re.compile(r"^(?:[-–+•*]\s*)?Căn cứ(?:\s+vào)?\s*:?\s*", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:[-–+•*]\s*)?(?:Căn cứ(?:\s+vào)?|Thi hành|Xét|Theo|Thực hiện|Triển khai(?:\s+thực hiện)?|"
    r"Tiếp theo|Để (?:triển khai|thực hiện)|Phúc đáp|Trả lời|và)\s*:?\s+",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|THÔNG BÁO|CHỈ THỊ)\s*:?$")
_LAW = re.compile(rf"^(?:{KIND_WORDS}|Điều lệ|Chức năng|chức năng)\b")
_STOP = re.compile(
    r"[;\n]|\.(?=\s|$)|,\s*(?=(?:UBND|Ủy ban|Ủy Ban|HĐND|Hội đồng|Sở|Bộ|Phòng|Ban|Chủ tịch|Văn phòng|"
    r"Công an|Trung tâm|Đảng ủy|Cục|Trường)\s[^,;]{0,90}?"
    r"\b(?:xây dựng|ban hành|đề nghị|yêu cầu|báo cáo|thông báo|kính|trân trọng|tổ chức|triển khai|"
    r"hướng dẫn|có ý kiến|trình|phúc đáp|xin)\b)"
    rf"|(?:,|\svà)\s*(?=(?:{KIND_WORDS})\s)|,\s*(?=nay\b|để\b|nhằm\b|căn cứ\b|trên cơ sở\b)"
)


def opening_length(blocks: list[Block]) -> int:
    """How many blocks stand before what the paper says: bases, the sentence that leads in, QUYẾT ĐỊNH:."""
    decides = next((i for i, b in enumerate(blocks[:40]) if _DECIDES.match(b.text) and i > 0), None)
    if decides is not None:
        return decides + 1
    i = 0
    listed = going_on = False
    while i < len(blocks):
        text = blocks[i].text.rstrip()
        if blocks[i].row:
            break
        if listed and re.match(r"^[-–+•*]\s", text) and not text.endswith(":"):
            pass
        elif _CITES.match(text):
            listed = bool(_BASIS.match(text)) and text.endswith(":")
            if text.endswith(":") and not listed:
                return i + 1
        elif mark_of(text):
            break
        elif text.endswith(":"):
            return i + 1
        elif not (_only_name(text) or going_on or i == 0):
            break
        going_on = text.endswith((";", ","))
        i += 1
    return i


def _only_name(text: str) -> bool:
    return text.isupper() and len(text) < 120


def legal_bases(text: str, blocks: list[Block], count: int, sections: list[Section]) -> list[LegalBasis]:
    """The "Căn cứ …" lines and what else the opening cites; also a section headed Căn cứ or Cơ sở pháp lý."""
    found: list[LegalBasis] = []
    for block in blocks[:count]:
        found += _bases_of(block.text)
    for block in blocks[count:]:
        titles = [fold(sections[i].title or "") for i in block.path]
        if not block.row and any(re.match(r"(?:cac )?(?:can cu|co so phap ly)", t) for t in titles) and len(blocks) > 1:
            found += _bases_of(text[block.words.start : block.words.end], listed=True)
    unique: list[LegalBasis] = []
    for basis in found:
        if basis not in unique:
            unique.append(basis)
    return unique


def _bases_of(text: str, *, listed: bool = False) -> list[LegalBasis]:
    is_basis = bool(_BASIS.match(text)) or listed
    citations = found_in(text)
    starts = [whole_phrase(text, c).start for c in citations]
    found: list[LegalBasis] = []
    covered = 0
    for k, (citation, start) in enumerate(zip(citations, starts, strict=True)):
        again = citation.date is None and any(f.number == citation.number for f in found)
        if start < covered or again:  # amended by, attached to: named inside the one before
            continue
        limit = starts[k + 1] if k + 1 < len(starts) else len(text)
        stop = _STOP.search(text, citation.span.end)
        end = stop.start() if stop else len(text)
        inner = re.search(
            r"(?:sửa đổi|kèm theo|thay thế|quy định chi tiết|hướng dẫn thi hành|bãi bỏ)",
            text[citation.span.end : limit],
        )
        if not inner:
            end = min(end, limit)
        covered = end
        words = squeezed(text[start:end]).strip(" ;,.")
        words = re.sub(r"\s+và$|\s*\(sau đây[^)]*$", "", words)
        found.append(LegalBasis(citation.number, citation.date, words))
    if is_basis:
        found += _without_number(text, [(s, c.span.end) for s, c in zip(starts, citations, strict=True)])
    return found


def _without_number(text: str, cited: list[tuple[int, int]]) -> list[LegalBasis]:
    """Bases printed with neither number nor day: "Căn cứ Luật Tổ chức chính quyền địa phương;"."""
    found = []
    at = 0
    for clause in re.split(r"(?<=;)", text):
        begin, at = at, at + len(clause)
        if any(begin <= s < at for s, _ in cited):
            continue
        words = squeezed(_LEADS.sub("", clause.strip())).strip(" ;,.-:")
        if _LAW.match(words) and len(words) < 300 and not words.endswith(":"):
            found.append(LegalBasis(None, None, words))
    return found
