"""The log of mediation as a table for its keepers, and the record of a successful mediation for the parties to sign.

Printed when asked for; no copy stays, neither of what is printed nor of what was signed.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day as written
from danchu.documents import paper
from danchu.documents.paper.sheet import set_sheet
from danchu.petitions.models import Mediation
from danchu.petitions.papers.cases import blocks, lines_to_sign, stopped
from danchu.petitions.rules import papers as rules
from danchu.petitions.states import MediationState

_SHEET = Path(__file__).parent / "register.typ"
_WIDTHS = (9, 19, 32, 44, 46, 46, 13, 14, 26, 30)  # millimetres of A4 across


def group_of(village) -> str:
    """What the mediators of a village are called together: "Tổ hòa giải bản Nà Mẫu"."""
    return f"Tổ hòa giải {village.name}"


# -- the record --------------------------------------------------------------------------------------------------------
def settlement_paper(one: Mediation) -> paper.Paper:
    """What the parties agreed (Law 35/2013, Art. 24.2: from memory), in the words of the log."""
    template = rules.settlement()
    return paper.Paper(
        issuing_body=group_of(one.village), parent_body=one.commune.name, kind=template.name, title=template.title,
        date=one.ended_on, place=one.commune.place, body=blocks(rules.body(template, _facts(one))),
        signatures=lines_to_sign(template),
        sample="DỮ LIỆU MẪU" if one.commune.is_sample else "",
    )  # fmt: skip


def _facts(one: Mediation) -> dict[str, str]:
    met = list(one.meetings.all())
    place = next((each.place for each in reversed(met) if each.place), "")
    return {
        "ended": written(one.ended_on), "place": place or one.village.name, "village": one.village.name,
        "begun": one.get_begun_display(), "received": written(one.received_on),
        "one_side": _items(one.one_side), "other_side": _items(one.other_side),
        "others": f"\n{_items(one.others)}" if one.others.strip() else "",
        "mediators": ", ".join(person.full_name for person in one.mediators.all()), "guests": one.guests.rstrip("."),
        "about": one.about, "agreement": one.agreement, "how": stopped(one.how),
        "meetings": "\n".join(f"- Ngày {written(each.on)}: {each.went}" for each in met),
    }  # fmt: skip


def _items(lines: str) -> str:
    return "\n".join(f"- {line.strip()}" for line in lines.splitlines() if line.strip())


# -- the log -----------------------------------------------------------------------------------------------------------
def heads() -> list[str]:
    """The heads of the log as it is in use in the country; the text that lays it down was not seen."""
    return [
        _("STT"), _("Ngày nhận việc"), _("Hòa giải viên, người được mời"), _("Các bên, người liên quan"),
        _("Nội dung chủ yếu"), _("Thỏa thuận, hoặc yêu cầu của mỗi bên"), _("Hòa giải thành"),
        _("Hòa giải không thành"), _("Chữ ký"), _("Ghi chú"),
    ]  # fmt: skip


def cells(place: int, one: Mediation) -> list[str]:
    """One line (needs `mediators`)."""
    who = ", ".join(person.full_name for person in one.mediators.all())
    sides = "; ".join(" · ".join(text.split("\n")) for text in (one.one_side, one.other_side, one.others) if text)
    remark = one.get_state_display() if one.state not in (MediationState.SETTLED, MediationState.NOT_SETTLED) else ""
    if one.erased_on:
        remark = "; ".join(filter(None, (remark, _("đã xóa lời ghi %(day)s") % {"day": written(one.erased_on)})))
    return [
        str(place), written(one.received_on), "; ".join(filter(None, (who, one.guests))), sides, one.about,
        "; ".join(filter(None, (one.agreement, one.how))), "x" if one.state == MediationState.SETTLED else "",
        "x" if one.state == MediationState.NOT_SETTLED else "", "",
        "; ".join(filter(None, (remark, one.turn_to, one.get_kept_display()))),
    ]  # fmt: skip


def log_pdf(villages: Sequence, rows: Sequence[Mediation], *, on: datetime.date) -> bytes:
    """The log of the villages, A4 across, to sign and to keep under lock."""
    commune = villages[0].commune
    data = {
        "commune": ", ".join(group_of(each) for each in villages),
        "title": _("Sổ theo dõi hoạt động hòa giải ở cơ sở"),
        "form": _("Tài liệu giữ kín của tổ hòa giải"), "span": commune.name,
        "sample": _("DỮ LIỆU MẪU") if commune.is_sample else "", "page": _("trang"), "centre": [0, 6, 7],
        "columns": [[head, width] for head, width in zip(heads(), _WIDTHS, strict=True)],
        "rows": [cells(place, one) for place, one in enumerate(rows, 1)], "empty": _("Không có việc nào."),
        "date": [on.year, on.month, on.day], "foot": _("Tổ trưởng tổ hòa giải (ký, ghi rõ họ tên):"),
    }  # fmt: skip
    return set_sheet(_SHEET, data, on=on)
