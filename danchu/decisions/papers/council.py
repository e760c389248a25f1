"""The report on discussing and deciding to the People's Council, as an official paper (Law 10/2022, Art. 23.1)."""

from django.utils.translation import gettext as _

from danchu.decisions.messages import council as words
from danchu.decisions.models import DecisionsReport
from danchu.disclosure.sessions import framed, said
from danchu.documents import paper


def of(report: DecisionsReport, facts: dict, *, draft: bool) -> paper.Paper:
    """The paper of a report with these facts (needs `commune` and `session`)."""
    opening = _(
        "Thực hiện khoản 1 Điều 23 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15, %(who)s báo cáo %(council)s việc tổ "
        "chức để Nhân dân bàn và quyết định từ ngày %(first)s đến ngày %(last)s như sau:"
    ) % said(report)
    closing = _("Trên đây là báo cáo việc tổ chức để Nhân dân bàn và quyết định của %(who)s") % said(report)
    return framed(report, title(report), opening, [*_whole(facts), *_villages(facts)], closing, draft=draft)


def title(report: DecisionsReport) -> str:
    """What the paper is about."""
    return _("Tổ chức để Nhân dân bàn và quyết định từ ngày %(first)s đến ngày %(last)s") % said(report)


def _whole(facts: dict) -> list[paper.Block]:
    heading = paper.Heading(_("Nội dung có phạm vi thực hiện trong toàn xã"), 1, "I.")
    lines = [words.matter(row) for row in facts["whole"]]
    return [heading, *map(paper.Paragraph, lines or [_("Trong kỳ không ghi nhận nội dung nào của toàn xã.")])]


def _villages(facts: dict) -> list[paper.Block]:
    columns = (
        paper.Column(_("Nội dung"), 90), paper.Column(_("Kết quả"), 35, "right"), paper.Column(_("Đơn vị tính"), 35),
    )  # fmt: skip
    blocks: list[paper.Block] = [
        paper.Heading(_("Kết quả chung ở các thôn, bản và việc thực hiện"), 1, "II."),
        paper.Table(columns, tuple(words.rows(facts)), size=12),
    ]
    for at, (heading, lines) in enumerate(told(facts), start=1):
        blocks.append(paper.Heading(heading, 2, f"{at}."))
        blocks += [paper.Paragraph(f"- {line}") for line in lines]
    return blocks


def told(facts: dict) -> list[tuple[str, list[str]]]:
    """The lists told beside the numbers, those that are not empty: heading, lines."""
    return [(str(heading), facts["lists"][code]) for code, heading in words.TOLD if facts["lists"].get(code)]
