"""The formats: which one bytes are in, and what each can do. One object a format, all with the same five functions."""

from collections.abc import Callable, Sequence
from typing import Protocol

from danchu.documents.reader.word import checked
from danchu.documents.redaction import plain
from danchu.documents.redaction.findings import Finding, Problem, Region, Unredactable
from danchu.documents.redaction.looking import found_in
from danchu.documents.redaction.pictures import Pictures
from danchu.documents.redaction.values import Sought, left_in
from danchu.documents.redaction.word import Word
from danchu.documents.redaction.workbook import Workbook

_PICTURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
MOST_TEXT = 2_000_000  # characters of a file that are searched


class Form(Protocol):
    """`taken`: after `redact`, the boxes under which something to be seen was taken out; `text` marks them."""

    media_type: str

    @property
    def taken(self) -> Sequence[Region]: ...

    def find(self, data: bytes, progress: Callable[[int, int], None] | None = None) -> list[Finding]: ...
    def problems(self, data: bytes) -> list[Problem]: ...
    def redact(self, data: bytes, chosen: list[Finding], regions: tuple[Region, ...]) -> bytes: ...
    def remains(
        self, data: bytes, chosen: list[Finding], progress: Callable[[int, int], None] | None = None
    ) -> list[str]: ...
    def text(
        self, data: bytes, progress: Callable[[int, int], None] | None = None, gone: Sequence[Region] = ()
    ) -> str: ...
    def pictures(self, data: bytes, width: int, most: int) -> list[bytes]: ...


class Plain:
    """A text file: what was taken out of it is marked in its bytes."""

    media_type = "text/plain"
    taken: Sequence[Region] = ()

    def find(self, data, progress=None):
        return found_in(data, plain.passages(data))[0]

    def problems(self, data):
        return []

    def redact(self, data, chosen, regions):
        spans = found_in(data, plain.passages(data))[1]
        return plain.redacted(data, [spans[f.id] for f in chosen], frozenset(f.text for f in chosen))

    def remains(self, data, chosen, progress=None):
        return left_in("nội dung", self.text(data), Sought(chosen))

    def text(self, data, progress=None, gone=()):
        return "".join(plain.lines_of(data))[:MOST_TEXT]

    def pictures(self, data, width, most):
        return []


def form_of(data: bytes) -> Form:
    """The format told from the bytes. Raises Unredactable for what nothing can be taken out of."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from danchu.documents.redaction.pdf import Pdf  # MuPDF takes longer to load than all the rest of the program

        return Pdf()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(data)
    if media_type := next((kind for start, kind in _PICTURES if data.startswith(start)), None):
        return Pictures(media_type)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise Unredactable("Tệp kiểu cũ (.doc, .xls, .rtf) không che được. Hãy lưu thành .docx, .xlsx hoặc .pdf.")
    return Plain()


def _office(data: bytes) -> Form:
    with checked(data) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return Word()
    if "xl/workbook.xml" in names:
        return Workbook()
    raise Unredactable(
        "Chỉ che được tệp .docx, .xlsx, .pdf, .txt và ảnh. Hãy giải nén hoặc xuất ra một trong các loại đó."
    )
