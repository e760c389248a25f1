"""Household ballots as PDF: what Decree 59/2023, Art. 4.5.b asks of a ballot, large enough for tired eyes.

Title, what is asked, the choices and how to choose, room for another opinion, the day by which it is given back; the
committee's stamp at the top left of what the whole commune votes on, the village head's signature at the bottom right
of what one village votes on. The committee issues the form (4.5.a): `specimen_pdf` is what it is asked to issue. No
household's name stands on it.
"""

import datetime
import io
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import segno
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.core.templatetags.vietnamese import weekday_day
from danchu.decisions.models import BallotPlan, Vote
from danchu.decisions.rules.ballots import code, spaced
from danchu.documents.paper.sheet import set_sheet

_HERE = Path(__file__).parent


class Size(StrEnum):
    """How large a ballot is."""

    A5 = "a5"  # one on a sheet of A5
    TWO = "a4-2"  # two on A4, cut once
    FOUR = "a4-4"  # four on A4


PER_SHEET = {Size.A5: 1, Size.TWO: 2, Size.FOUR: 4}


def ballots_pdf(
    vote: Vote, plan: BallotPlan, serials: Sequence[str], *, size: Size, on: datetime.date
) -> bytes:  # fmt: skip
    """Every ballot with its number and code, to be cut along the dashed lines; in the order of the serials given."""
    digest = vote.matter.question_digest
    ballots = [{"number": spaced(serial), "qr": _picture(code(serial, digest))} for serial in serials]
    return set_sheet(_HERE / "ballot.typ", _data(vote, plan, ballots, size, on), on=on)


def specimen_pdf(vote: Vote, plan: BallotPlan, *, size: Size, on: datetime.date) -> bytes:
    """One sheet of specimens, without number and code: for the committee to issue, for people to learn from."""
    blank = {"number": _("MẪU"), "qr": ""}
    return set_sheet(_HERE / "ballot.typ", _data(vote, plan, [blank] * PER_SHEET[size], size, on), on=on)


def head_of(village: str) -> str:
    """What the head of a village is called: "Trưởng bản Nà Mẫu", "Tổ trưởng tổ dân phố 3"."""
    if village.casefold().startswith("tổ "):
        return _("Tổ trưởng %(village)s") % {"village": village}
    return _("Trưởng %(village)s") % {"village": village}


def _picture(text: str) -> str:
    """A QR code of digits as SVG, the smallest there is, a quarter of it restorable (level Q)."""
    drawing = io.BytesIO()
    segno.make(text, error="q", micro=False).save(drawing, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawing.getvalue().decode()


def _data(vote: Vote, plan: BallotPlan, ballots: list[dict], size: Size, on: datetime.date) -> dict:
    matter, commune = vote.matter, vote.commune
    names = list(matter.candidates.all())
    whole = matter.scope == "commune"
    return {
        "per_sheet": PER_SHEET[size], "ballots": ballots, "question": matter.question,
        "explanation": matter.explanation, "stamp": whole, "signed": not whole, "date": [on.year, on.month, on.day],
        "sample": _("DỮ LIỆU MẪU") if commune.is_sample else "", "choices": _choices(names),
        "words": {
            "title": _("PHIẾU BẦU") if names else _("PHIẾU LẤY Ý KIẾN HỘ GIA ĐÌNH"),
            "under": matter.title, "place": f"{commune.name} · {vote.village.name}",
            "stamp": _("Dấu của Ủy ban nhân dân xã"),
            "how": _how(len(names), matter.seats), "like": _("Đánh dấu như thế này:"),
            "other": _("Ý kiến khác (nếu có, ghi vào đây):"),
            "until": _("Nộp lại phiếu: hết %(day)s") % {"day": weekday_day(vote.closes_on)},
            "return_to": plan.return_to, "nameless": _("Không ghi tên, không ký tên vào phiếu."),
            "number": _("Số phiếu"), "head": head_of(vote.village.name), "sign": _("(ký)"), "specimen": _("MẪU"),
        },
    }  # fmt: skip


def _how(standing: int, seats: int) -> str:
    if not standing:
        return _("Chỉ đánh dấu vào MỘT ô.")
    return ngettext(
        "Chọn %(n)s người: đánh dấu vào MỘT ô.", "Chọn nhiều nhất %(n)s người: đánh dấu vào ô.", seats
    ) % {"n": seats}  # fmt: skip


def _choices(candidates: list) -> list[dict]:
    if not candidates:
        return [
            {"kind": "yes", "number": "", "label": _("ĐỒNG Ý"), "hint": ""},
            {"kind": "no", "number": "", "label": _("KHÔNG ĐỒNG Ý"), "hint": ""},
            {"kind": "speech", "number": "", "label": _("Ý KIẾN KHÁC"), "hint": _("ghi ở dòng dưới")},
        ]
    people = [
        {"kind": "person", "number": str(number), "label": one.name, "hint": one.note}
        for number, one in enumerate(candidates, 1)
    ]
    return [*people, {"kind": "person", "number": "0", "label": _("Không chọn ai trong số này"), "hint": ""}]
