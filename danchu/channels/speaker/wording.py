"""The words a script begins with, taken from the summary: who speaks, what, where to look, whom to ask. No Django."""

import re

from danchu.channels.speaker import pace


def proposal(*, commune: str, title: str, summary: str, until: str = "", phone: str = "", named: bool = False) -> str:
    """A script of at most 90 seconds; the summary gives up its last sentences where it is too long.

    `commune` is "xã Bản Mẫu"; `until` the last day on the boards, as written; `phone` of the commune; `named`: it is
    about a list of people, who are looked up on the board.
    """
    head = [f"Ủy ban nhân dân {commune} xin thông báo tới toàn thể bà con.", _sentence(title)]
    look = ["Bà con xem đầy đủ tại bảng tin trụ sở Ủy ban nhân dân xã và nhà văn hóa các thôn, bản."]
    look += [f"Tờ dán giữ đến hết ngày {until}."] if until else []
    look += ["Tên người trong danh sách chỉ xem tại bảng tin." if named else "Có điện thoại thì quét mã trên bảng tin."]
    ask = "Có điều gì chưa rõ, bà con hỏi trưởng thôn, trưởng bản" + (
        f", hoặc gọi số {phone} trong giờ làm việc." if phone else ", hoặc đến Ủy ban nhân dân xã trong giờ làm việc."
    )
    tail = [*look, ask, "Xin cảm ơn bà con đã lắng nghe."]
    middle = [_sentence(one) for one in re.split(r"(?<=[.!?])\s+|\n+", summary.strip()) if one.strip()]
    while middle and pace.seconds("\n".join([*head, *middle, *tail])) > pace.LONGEST:
        middle.pop()
    return "\n".join([*head, *middle, *tail])


def _sentence(words: str) -> str:
    words = " ".join(words.split()).strip("-•+ ")
    words = words[:1].upper() + words[1:]
    return words if words[-1:] in (".", "?", "!") else f"{words}."
