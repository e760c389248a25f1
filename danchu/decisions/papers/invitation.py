"""The invitation to a meeting: one sheet to be edited, and one for each household in one PDF.

Decree 59/2023/NĐ-CP, Art. 3.3 prescribes form 01 of its annex; the annex was not seen, so this follows what the
article names and what Art. 11.1.a asks of the yearly conference: when, where, what about, who comes, who calls.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import weekday_day
from danchu.decisions.models import Meeting
from danchu.decisions.queries.meetings import Row
from danchu.documents import paper
from danchu.documents.paper.sheet import set_sheet

_HERE = Path(__file__).parent


def invitation_paper(meeting: Meeting, *, documents: Sequence[str] = ()) -> paper.Paper:
    """The sheet for everybody, .docx or PDF; `documents`: titles of what goes with it. Needs `commune`, `village`."""
    return paper.Paper(
        parent_body=_("Ủy ban nhân dân %(commune)s") % {"commune": meeting.commune.name},
        issuing_body=meeting.village.name, kind=_("Giấy mời"), title=meeting.title, symbol="GM",
        place=meeting.commune.place, date=meeting.called_on,
        body=(
            paper.Paragraph(_greeting(meeting)),
            *(paper.Paragraph((paper.Run(f"{name}: ", bold=True), paper.Run(text))) for name, text in _facts(meeting)),
            *_agenda(meeting), *_documents(documents),
            paper.Paragraph(_closing()),
        ),
        recipients=(
            _("Đại diện các hộ gia đình trong thôn"), _("Ban công tác Mặt trận thôn"),
            _("Niêm yết tại nhà văn hóa, điểm sinh hoạt cộng đồng"),
        ),
        archive=_("Lưu: thôn"), signatures=(paper.Signature(post=meeting.convenor, note=_("(Ký, ghi rõ họ tên)")),),
        sample=_("DỮ LIỆU MẪU") if meeting.commune.is_sample else "",
    )  # fmt: skip


def invitations_pdf(
    meeting: Meeting, rows: Sequence[Row], *, documents: Sequence[str] = (), on: datetime.date
) -> bytes:
    """One page for each household, with its representative by name, to be printed at one go."""
    data = {
        "commune": _("Ủy ban nhân dân %(commune)s") % {"commune": meeting.commune.name},
        "village": meeting.village.name, "sample": _("DỮ LIỆU MẪU") if meeting.commune.is_sample else "",
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto": "Độc lập - Tự do - Hạnh phúc",
        "kind": _("GIẤY MỜI"), "title": meeting.title, "dear": _("Kính mời:"), "greeting": _greeting(meeting),
        "facts": [list(pair) for pair in _facts(meeting)], "agenda_title": _("Nội dung"),
        "agenda": [line for line in meeting.agenda.splitlines() if line.strip()],
        "documents_title": _("Tài liệu gửi kèm"), "documents": list(documents), "closing": _closing(),
        "signer": meeting.convenor, "sign": _("(Ký, ghi rõ họ tên)"),
        "people": [{"name": _household(row), "code": row.code} for row in rows],
        "code": _("Mã hộ:"), "date": [on.year, on.month, on.day],
    }  # fmt: skip
    return set_sheet(_HERE / "invitation.typ", data, on=on)


def _household(row: Row) -> str:
    where = f", {row.cluster}" if row.cluster else ""
    return _("Ông (bà) %(name)s, đại diện hộ%(where)s") % {"name": row.representative, "where": where}


def _greeting(meeting: Meeting) -> str:
    if meeting.is_conference:
        return _("Trân trọng mời đại diện hộ gia đình đến dự hội nghị định kỳ hằng năm của cộng đồng dân cư.")
    return _("Trân trọng mời đại diện hộ gia đình đến dự cuộc họp của cộng đồng dân cư để bàn và quyết định.")


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    begins = timezone.localtime(meeting.begins_at)
    when = _("%(hour)s giờ %(minute)02d, %(day)s") % {
        "hour": begins.hour, "minute": begins.minute, "day": weekday_day(begins.date())
    }  # fmt: skip
    facts = [(_("Thời gian"), when), (_("Địa điểm"), meeting.place)]
    if meeting.cluster:
        facts.append((_("Cụm dân cư"), meeting.cluster))
    facts.append((_("Thành phần"), _("Trưởng thôn, Ban công tác Mặt trận, mỗi hộ gia đình một người đại diện")))
    facts.append((_("Người triệu tập"), meeting.convenor))
    return facts


def _agenda(meeting: Meeting) -> list[paper.Block]:
    lines = [line.strip() for line in meeting.agenda.splitlines() if line.strip()]
    if not lines:
        return []
    return [paper.Paragraph((paper.Run(_("Nội dung:"), bold=True),)), *(paper.Paragraph(line) for line in lines)]


def _documents(documents: Sequence[str]) -> list[paper.Block]:
    if not documents:
        return []
    return [paper.Paragraph((paper.Run(_("Tài liệu gửi kèm:"), bold=True),)), *(paper.Bullet(one) for one in documents)]


def _closing() -> str:
    return _(
        "Mỗi hộ cử một người đại diện; người đại diện bận thì người đi thay đến dự, hoặc viết giấy ủy quyền cho người "
        "khác trong hộ. Rất mong bà con đến đúng giờ."
    )
