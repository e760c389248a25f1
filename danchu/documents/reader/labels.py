"""What stands under a task with a label of its own: "Đơn vị chủ trì: …", "Thời hạn hoàn thành: …", "Sản phẩm: …"."""

import re

from danchu.core.text import fold

LABELLED = re.compile(
    r"^(?:[-–+•*]\s*)?(?P<label>(?:Đơn vị|Cơ quan|Bộ phận)\s+(?:chủ trì|phối hợp|thực hiện|"
    r"phụ trách)(?: thực hiện)?|Chủ trì|Phối hợp|"
    r"Thời gian(?: thực hiện| hoàn thành)?|Thời hạn(?: hoàn thành)?|Tiến độ|Sản phẩm(?: dự kiến)?|"
    r"Kết quả(?: dự kiến)?)\s*:\s*"
)


TERM = re.compile(r"^(?:Thời hạn|Thời gian|Hạn)\b[^:.]{0,25}:", re.IGNORECASE)


def label(words: str) -> str:
    """Which of units, cooperating, when, product a label means."""
    folded = fold(words)
    if "phoi hop" in folded:
        return "cooperating"
    if folded.startswith(("thoi", "tien")):
        return "when"
    return "product" if folded.startswith(("san", "ket")) else "units"
