"""Tasks of a paper: which sentences and table rows tell somebody to do something, who, and by when."""

import re
from dataclasses import dataclass, field, replace

from danchu.core.text import fold, squeezed
from danchu.documents.reader.calendar_words import Reference
from danchu.documents.reader.deadlines import deadlines_in
from danchu.documents.reader.labels import LABELLED, TERM, label
from danchu.documents.reader.paper import Bound, Deadline, Kind, Mode, Section, Span, Task
from danchu.documents.reader.sections import Block
from danchu.documents.reader.sentences import (
    Instruction,
    heading_units,
    instruction_in,
    is_closing,
    parts_of,
    sentences_in,
)
from danchu.documents.reader.tables import columns_of
from danchu.documents.reader.units import is_front, split_units

_PURPOSE = re.compile(r"muc dich|yeu cau|muc tieu|quan diem|nguyen tac|phuong cham|y nghia")
_BACKGROUND = re.compile(
    r"tinh hinh|ket qua|danh gia chung|han che|nguyen nhan|ton tai|thuan loi|kho khan|can cu|"
    r"su can thiet|doi tuong|pham vi|"
    r"thanh phan|dia diem|thoi gian, dia diem|kinh phi|giai thich tu ngu|co so phap ly|dac diem|"
    r"bai hoc|uu diem|muc luc|noi dung cuoc hop|dien bien"
)
_AHEAD = re.compile(
    r"phuong huong|nhiem vu|giai phap|kien nghi|de xuat|de nghi|thoi gian toi|trong tam|cuoi nam|"
    r"to chuc thuc hien|ket luan|phan cong"
)
_ASKING = re.compile(r"kien nghi|de xuat|de nghi")
_TIME = re.compile(r"^(?:thoi gian|thoi han|tien do|han |thoi diem)")
_CONCLUSION = re.compile(r"ket luan|thong nhat|phan cong|giao nhiem vu|chi dao")
_SHARED_OUT = re.compile(r"phan cong|chuan bi|giao nhiem vu")
_SET_UP = re.compile(r"^(?:thành lập|kiện toàn)\b", re.IGNORECASE)
_LAID = re.compile(r"\b(?:đề nghị|yêu cầu|giao|mời|phân công)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:xây dựng|ban hành|báo cáo|thông báo|kết luận|hướng dẫn|trả lời)\b[^.]*\b(?:như sau|sau)\s*:$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^(?:Việc|Trong quá trình|Đây|Trên đây|Qua đó|Theo đó|Trường hợp|Nếu|Kinh phí|Thời gian|Địa điểm|"
    r"Số điện thoại|Quá thời hạn)\b"
)
# "(Có dự thảo kèm theo)"; a member of a body that is set up: "Mời ông …, Chủ tịch MTTQ xã - Phó Trưởng ban".
_NO_TASK = re.compile(
    r"^\([^()]*(?:kèm|đính)[^()]*\)[.;]?$|"
    r"[-–,:]\s*(?:Phó\s+)?(?:[Tt]rưởng [Bb]an|Tổ trưởng|Thành viên|Ủy viên|Uỷ viên|Thư ký)[.;]?$"
)
_DOING = re.compile(
    r"\b(?:hoàn thành|xong|gửi|báo cáo|nộp|thực hiện|tổ chức|trình|ban hành|lập|cung cấp|đăng ký|"
    r"tổng hợp|công khai|niêm yết)\b",
    re.IGNORECASE,
)

# Kinds that tell a story; kinds that only invite or decide. In the others plain verbs are instructions.
_TELLING = {"Báo cáo", "Tờ trình", "Đề cương", "Dự án"}
_INVITING = {"Giấy mời", "Thư mời", "Thư công"}
_DECIDING = {"Quyết định", "Nghị quyết", "Quy định", "Nghị định", "Thông tư", "Luật"}


@dataclass
class Reading:
    """What is needed to read tasks out of a body, and what is found on the way."""

    text: str
    blocks: list[Block]
    sections: list[Section]
    kind: str | None
    reference: Reference
    cited: list[Span]
    addressees: tuple[str, ...] = ()
    opening: int = 0  # how many blocks at the beginning only cite and introduce
    tasks: list[Task] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    _attributes: set[int] = field(default_factory=set)
    _context: dict[int, Instruction] = field(default_factory=dict)

    def read(self) -> None:
        """Fills `tasks` and `deadlines`, both in the order of the text."""
        columns: list[str] | None = None
        for i, block in enumerate(self.blocks):
            if block.row:
                named = columns_of([self.text[c.start : c.end] for c in block.cells])
                if named or columns is None:
                    columns = named
                else:
                    self._read_row(block, columns)
                continue
            columns = None
            if i < self.opening:
                self._introduce(block)
                continue
            if i in self._attributes:
                continue
            if not self._read_labelled(i, block):
                self._read_block(i, block)
        self.tasks.sort(key=lambda t: t.span)
        self.deadlines.sort(key=lambda d: d.span)

    def _read_labelled(self, i: int, block: Block) -> bool:
        """A heading with "- Đơn vị chủ trì: …", "- Thời gian: …", "- Sản phẩm: …" under it is one task."""
        labels: dict[str, Span] = {}
        k = i + 1
        while k < len(self.blocks) and (m := LABELLED.match(self.blocks[k].text)):
            labels[label(m["label"])] = Span(self.blocks[k].span.start + m.end(), self.blocks[k].span.end)
            k += 1
        if "units" not in labels or not block.path:
            return False
        words = self.sections[block.path[-1]].title or self.text[block.words.start : block.words.end]
        at = block.text.find(words)
        if at < 0 or not words:
            return False
        self._attributes.update(range(i + 1, k))
        span = Span(block.span.start + at, block.span.start + at + len(words))
        said = {name: self.text[s.start : s.end] for name, s in labels.items()}
        deadlines = self._deadlines(span, loose=False)
        if "when" in labels:
            deadlines += self._deadlines(labels["when"], loose=True)
        units, partners = split_units(said["units"]), split_units(said.get("cooperating", ""))
        mode = Mode.REQUEST if all(is_front(u) for u in units) else Mode.ASSIGN
        self._add(span, units, mode, partners, deadlines, None, squeezed(said.get("product", "")).strip(" .;") or None)
        return True

    # How the section around a block colours it.

    def _titles(self, block: Block) -> list[str]:
        return [fold(self.sections[i].title or "") for i in block.path]

    def _inherited(self, block: Block) -> Instruction | None:
        for i in reversed(block.path):
            if i in self._context:
                return self._context[i]
            title = self.sections[i].title
            named = heading_units(title) if title else None
            if named:
                return named
        return self._context.get(-1)

    def _introduce(self, block: Block) -> None:
        """ "…, UBND xã đề nghị các cơ quan, đơn vị thực hiện các nội dung sau:" speaks for the list under it."""
        last = [self.text[s.start : s.end] for s in sentences_in(self.text, block.words)][-1:]
        if last and last[0].rstrip().endswith(":"):
            found = instruction_in(last[0], verbs=False)
            if found and found.explicit and _LAID.search(last[0]):
                self._context[block.path[-1] if block.path else -1] = found
            return
        if self.kind == "Công văn" or (last and re.search(r"\b(?:yêu cầu|đề nghị)\b", last[0])):
            self._read_block(self.blocks.index(block), block)

    def _read_block(self, i: int, block: Block) -> None:
        titles = self._titles(block)
        timed = any(_TIME.match(t) for t in titles[-1:]) or bool(
            _TIME.match(fold(self.text[block.words.start : block.words.end])[:30])
        )
        following = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        introduces = following is not None and (
            following.row or len(following.path) > len(block.path) or following.path[-1:] != block.path[-1:]
        )
        for span in sentences_in(self.text, block.words):
            sentence = self.text[span.start : span.end]
            if sentence.rstrip().endswith(":") and introduces:
                found = instruction_in(sentence, verbs=False)
                spoken = not _SPEAKS.search(sentence) or _LAID.search(sentence)
                if found and found.explicit and spoken and (found.units or found.mode is Mode.REQUEST):
                    self._context[block.path[-1] if block.path else -1] = found
                elif found is None or not found.units or not spoken:
                    self._loose_end(span, strong=True, timed=timed)
                    continue
                if not any(d.date for d in self._deadlines(span, loose=False)):
                    continue
            if not self._dates_the_task_before(span, block):
                self._read_sentence(span, block, titles, timed)

    def _dates_the_task_before(self, span: Span, block: Block) -> bool:
        """ "… thay thế thủ tục đã hết hiệu lực. Thời hạn hoàn thành: 30/4/2026." bounds the sentence before it."""
        last = self.tasks[-1] if self.tasks else None
        if not last or last.deadlines or last.span.start < block.words.start or last.span.end > span.start:
            return False
        if not TERM.match(self.text[span.start : span.end]):
            return False
        deadlines = self._deadlines(span, loose=True)
        if deadlines:
            ends = any(d.date or d.recurrence is None for d in deadlines)
            kind = Kind.ONE_OFF if ends and last.kind is Kind.CONTINUING else last.kind
            self.tasks[-1] = replace(last, deadlines=tuple(deadlines), kind=kind)
            self.deadlines += deadlines
        return bool(deadlines)

    def _read_sentence(self, span: Span, block: Block, titles: list[str], timed: bool) -> None:
        parts = parts_of(self.text, span)
        if (
            len(parts) > 1
            and not is_closing(self.text[span.start : span.end])
            and self._stand_alone(parts, block, titles)
        ):
            carried: Instruction | None = None
            for part in parts:
                carried = self._read_piece(part, block, titles, timed, carried) or carried
            return
        self._read_piece(span, block, titles, timed, None)

    def _stand_alone(self, parts: list[Span], block: Block, titles: list[str]) -> bool:
        """Whether pieces between semicolons are tasks of their own: several have days, or name other units."""
        dated = sum(bool(self._deadlines(p, loose=False)) for p in parts)
        named = 0
        for part in parts[1:]:
            found = instruction_in(self.text[part.start : part.end], verbs=False)
            named += bool(found and found.units and (found.units[0][0].isupper() or _LAID.match(self.text, part.start)))
        ending = sum(any(d.date for d in self._deadlines(p, loose=True)) for p in parts)
        return (
            dated > 1
            or (dated == 1 and ending > 1)
            or (dated == 1 and not self._deadlines(parts[-1], loose=False))
            or named > 0
        )

    def _read_piece(
        self, span: Span, block: Block, titles: list[str], timed: bool, carried: Instruction | None
    ) -> Instruction | None:
        sentence = self.text[span.start : span.end]
        purpose = any(_PURPOSE.search(t) and len(t) < 80 for t in titles) and not any(
            "to chuc thuc hien" in t for t in titles
        )
        around = self._inherited(block) or carried
        found = None if timed else self._instruction(sentence, titles, around, span, block)
        if found is None:
            self._loose_end(span, strong=not timed, timed=timed)
            return None
        units, mode = self._who(found, around)
        deadlines = [] if purpose else self._deadlines(span, loose=True)
        self._add(span, units, mode, found.cooperating, deadlines, Kind.PRINCIPLE if purpose else None)
        return replace(found, units=tuple(units), mode=mode)

    def _instruction(
        self, sentence: str, titles: list[str], around: Instruction | None, span: Span, block: Block
    ) -> Instruction | None:
        if _NO_TASK.search(sentence):
            return None
        background = any(_BACKGROUND.search(t) for t in titles) and not any(
            _PURPOSE.search(t) or _AHEAD.search(t) for t in titles
        )
        ahead = any(_AHEAD.search(t) for t in titles)
        if self.kind in _TELLING:
            if not ahead:
                return None
            found = instruction_in(sentence)
            if found is None and any(_ASKING.search(t) for t in titles) and len(sentence) > 25:
                found = Instruction(Mode.REQUEST)
            if found and any(_ASKING.search(t) for t in titles):
                found = replace(found, mode=Mode.REQUEST)
            return found
        if self.kind == "Biên bản":
            found = instruction_in(sentence, verbs=any(_CONCLUSION.search(t) for t in titles))
            dated = any(d.date for d in self._deadlines(span, loose=False))
            told = re.match(r"^(?:thống nhất\s+)?(?:giao|đề nghị|yêu cầu|phân công)\b", sentence, re.IGNORECASE)
            return found if found and (dated or told or any(_CONCLUSION.search(t) for t in titles)) else None
        if self.kind in _INVITING:
            shared_out = any(_SHARED_OUT.search(t) for t in titles)
            found = instruction_in(sentence, verbs=False, told=shared_out)
            asked = shared_out or re.search(r"đề nghị|yêu cầu|mong", sentence, re.IGNORECASE)
            return found if asked else None
        if background:
            found = instruction_in(sentence, verbs=False)
            return (
                found
                if found and re.search(r"\b(?:giao|yêu cầu|đề nghị|có trách nhiệm)\b", sentence, re.IGNORECASE)
                else None
            )
        if self.kind in _DECIDING:
            plain = around is not None or ahead or any(_PURPOSE.search(t) for t in titles)
            return instruction_in(sentence, verbs=plain)
        if self.kind == "Thông báo":
            dated = bool(self._deadlines(span, loose=False))
            return instruction_in(
                sentence,
                verbs=around is not None or dated or any(_CONCLUSION.search(t) or _AHEAD.search(t) for t in titles),
            )
        if self.kind == "Công văn" and not around and not titles:
            return instruction_in(
                sentence,
                verbs=bool(self._deadlines(span, loose=False)),
                told=bool(_DOING.search(sentence)) and not sentence.startswith("Theo"),
            )
        found = instruction_in(sentence)
        if found is None and around and self._speaks_under_unit(sentence, block):
            return Instruction(around.mode)
        if found is None and any(d.bound in (Bound.BEFORE, Bound.BY) for d in self._deadlines(span, loose=False)):
            return (
                Instruction(Mode.ASSIGN)
                if sentence[0].isupper() and not sentence.startswith(("Trên đây", "Quá thời hạn", "Sau "))
                else None
            )
        return found

    def _speaks_under_unit(self, sentence: str, block: Block) -> bool:
        """Under a heading that names a unit, what is said is what the unit does, whichever verb it begins with."""
        if len(sentence) <= 20 or not sentence[0].isalpha() or _ASIDE.match(sentence):
            return False
        titles = [title for i in block.path if (title := self.sections[i].title)]
        return bool(titles) and heading_units(titles[-1]) is not None

    def _who(self, found: Instruction, around: Instruction | None) -> tuple[list[str], Mode]:
        units, mode = list(found.units), found.mode
        if around and not found.explicit:
            units = units or list(around.units)
            if mode is Mode.ASSIGN or (around.mode is Mode.REQUEST and not found.cooperating):
                mode = around.mode
        elif around and not units:
            units = list(around.units)
        elif (
            self.kind not in _INVITING
            and around
            and around.mode is Mode.REQUEST
            and mode is Mode.ASSIGN
            and not found.laid
        ):
            mode = Mode.REQUEST  # «… trân trọng đề nghị:» speaks for every unit named under it
        if not units and mode is Mode.COOPERATE:
            units = list(found.cooperating)
        if not units and self.kind in ("Công văn", "Công điện"):
            units = list(self.addressees)
            if around is None and not found.explicit and units and all(is_front(u) for u in units):
                mode = Mode.REQUEST
        return units, mode

    def _deadlines(self, span: Span, *, loose: bool) -> list[Deadline]:
        piece = self.text[span.start : span.end]
        taken = [
            Span(s.start - span.start, s.end - span.start)
            for s in self.cited
            if s.start < span.end and span.start < s.end
        ]
        found = deadlines_in(piece, self.reference, offset=span.start, taken=taken, loose=loose)
        issued = self.reference.issued
        return [d for d in found if not (d.date and issued and (issued - d.date).days > 60)]

    def _loose_end(self, span: Span, *, strong: bool, timed: bool) -> None:
        """Days in what is no instruction: kept where they bound something still to come."""
        issued = self.reference.issued
        for d in self._deadlines(span, loose=timed):
            ahead = d.date is None or issued is None or d.date >= issued
            narrative = self.kind in _TELLING or self.kind in _DECIDING
            if timed or (ahead and (not narrative or (d.date and d.bound in (Bound.BEFORE, Bound.BY)))):
                self.deadlines.append(d)

    def _add(
        self,
        span: Span,
        units: list[str],
        mode: Mode,
        partners,
        deadlines: list[Deadline],
        kind: Kind | None,
        product=None,
    ) -> None:
        words = self.text[span.start : span.end]
        right = len(words.rstrip(" ;,"))
        left = len(words) - len(words.lstrip(" -–+•"))
        span = Span(span.start + left, span.start + right)
        words = self.text[span.start : span.end]
        if len(words) < 8:
            return
        if kind is None:
            ends = any(d.date or d.recurrence is None for d in deadlines) or _SET_UP.match(words)
            kind = Kind.ONE_OFF if ends else Kind.CONTINUING
        rest = tuple(p for p in partners if p not in units)
        self.tasks.append(Task(words, tuple(units), tuple(deadlines), kind, mode, span, rest, product))
        self.deadlines += deadlines

    def _read_row(self, block: Block, columns: list[str]) -> None:
        if len(block.cells) != len(columns):
            return
        at = {name: block.cells[k] for k, name in enumerate(columns) if name}
        words = {name: squeezed(self.text[s.start : s.end]) for name, s in at.items()}
        task = words.get("task", "")
        if (
            not task
            or (task.isupper() and len(task.split()) > 1)
            or not (words.get("units") or words.get("when") or words.get("cooperating"))
        ):
            return
        deadlines = self._deadlines(at["task"], loose=False)
        if words.get("when"):
            deadlines += self._deadlines(at["when"], loose=True)
        units = split_units(words.get("units", ""))
        partners = split_units(words.get("cooperating", ""))
        mode = Mode.REQUEST if units and all(is_front(u) for u in units) else Mode.ASSIGN
        self._add(at["task"], units, mode, partners, deadlines, None, words.get("product") or None)
