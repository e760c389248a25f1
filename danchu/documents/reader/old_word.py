"""Word files of before 2007 (.doc), read by antiword. The bytes stay in memory, handed over as an open file."""

import os
import shutil
import subprocess

from danchu.documents.reader.paper import Unreadable

_SECONDS = 30
_SAVE_AS = "Hãy mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) .docx rồi nộp lại."
_STREAM = "WordDocument".encode("utf-16-le")


def is_old_word(data: bytes) -> bool:
    """Whether an OLE file holds a Word document, and not a spreadsheet or a mail."""
    return data.startswith(b"\xd0\xcf\x11\xe0") and _STREAM in data


def text_of_doc(data: bytes) -> str:
    """The text of a .doc, one paragraph a line. Raises Unreadable with what to do."""
    if not is_old_word(data):
        raise Unreadable(f"Tệp kiểu cũ này không phải văn bản Word. {_SAVE_AS}")
    if shutil.which("antiword") is None or not hasattr(os, "memfd_create"):
        raise Unreadable(f"Đây là tệp Word kiểu cũ (.doc), máy chủ này chưa đọc được. {_SAVE_AS}")
    handle = os.memfd_create("doc")
    try:
        _write_all(handle, data)
        ended = subprocess.run(
            ["antiword", "-m", "UTF-8.txt", "-w", "0", "-i", "1", f"/proc/self/fd/{handle}"],
            capture_output=True, timeout=_SECONDS, check=False, pass_fds=(handle,),
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise Unreadable(f"Không đọc được tệp .doc này. {_SAVE_AS}") from error
    finally:
        os.close(handle)
    text = ended.stdout.decode("utf-8", errors="replace")
    if ended.returncode or not text.strip():
        raise Unreadable(f"Không đọc được tệp .doc này. {_SAVE_AS}")
    return text


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
