"""The report on disclosure to the People's Council, as an official paper (Law 10/2022, Art. 14.3; Decree 30/2020)."""

from django.utils.translation import gettext as _

from danchu.disclosure.messages.lists import on
from danchu.disclosure.models import CouncilReport, SessionReport
from danchu.disclosure.models.items import GROUND_LABELS
from danchu.disclosure.papers.lists import committee
from danchu.disclosure.states import Ground
from danchu.documents import paper


def of(report: CouncilReport, facts: dict, *, draft: bool) -> paper.Paper:
    """The paper of a report with these facts (needs `commune` and `session`)."""
    commune = report.commune
    opening = _(
        "Thực hiện khoản 3 Điều 14 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15, %(who)s báo cáo %(council)s kết quả "
        "công khai thông tin từ ngày %(first)s đến ngày %(last)s như sau:"
    ) % said(report)
    closing = _("Trên đây là báo cáo kết quả công khai thông tin của %(who)s") % {"who": committee(commune)}
    results = [*_results(facts), *_requests(facts["requests"])]
    return framed(report, title(report), opening, results, closing, draft=draft)


def council(commune) -> str:
    """The People's Council by its whole name."""
    return _("Hội đồng nhân dân %(commune)s") % {"commune": commune.name}


def said(report: SessionReport) -> dict[str, str]:
    """Who reports to whom of which days, for sentences: `who`, `council`, `first`, `last`."""
    return {
        "who": committee(report.commune), "council": council(report.commune),
        "first": on(report.period_from.isoformat()), "last": on(report.period_to.isoformat()),
    }  # fmt: skip


def framed(
    report: SessionReport, title: str, opening: str, results: list[paper.Block], closing: str, *, draft: bool
) -> paper.Paper:
    """A report to the People's Council with copy to the Front: its opening, two parts of results (I., II.), what people
    added (III. to V.), its end.
    """
    commune, body = report.commune, [paper.Paragraph(opening), *results]
    for mark, heading, text in (
        ("III.", _("Nhận xét, đánh giá"), report.judgement),
        ("IV.", _("Hạn chế, nguyên nhân"), report.causes),
        ("V.", _("Phương hướng, kiến nghị"), report.proposals),
    ):
        body.append(paper.Heading(heading, 1, mark))
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        body += [paper.Paragraph(line) for line in lines] or [paper.Paragraph(_("Không có ý kiến thêm."))]
    body.append(paper.Paragraph(closing))
    return paper.Paper(
        issuing_body=committee(commune), kind=_("Báo cáo"), title=title, symbol="BC-UBND", place=commune.place,
        addressees=(council(commune),), body=tuple(body),
        recipients=(
            _("Như trên"), _("Ủy ban MTTQ Việt Nam xã"), _("Thường trực Đảng ủy, Thường trực HĐND xã"),
            _("Lãnh đạo UBND xã"),
        ),
        archive=_("Lưu: VT"), signatures=(paper.Signature(authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH"),),
        draft=_("Dự thảo") if draft else "", sample=_("DỮ LIỆU MẪU") if commune.is_sample else "",
    )  # fmt: skip


def title(report: CouncilReport) -> str:
    """What the paper is about."""
    return _("Kết quả công khai thông tin từ ngày %(first)s đến ngày %(last)s") % {
        "first": on(report.period_from.isoformat()), "last": on(report.period_to.isoformat()),
    }  # fmt: skip


def _results(facts: dict) -> list[paper.Block]:
    whole = facts["total"]
    in_time = whole["published"] - whole["late"]
    blocks: list[paper.Block] = [
        paper.Heading(_("Kết quả công khai"), 1, "I."),
        paper.Paragraph(
            _("Đã công khai %(published)s nội dung: %(in_time)s đúng hạn hoặc không có hạn, %(late)s muộn hạn. Đính "
              "chính, công khai lại %(corrected)s lượt; gỡ %(withdrawn)s lượt. Còn %(missing)s nội dung đến hạn mà "
              "chưa công khai.")
            % {**whole, "in_time": in_time}
        ),
    ]  # fmt: skip
    if facts["by_clause"]:
        columns = (
            paper.Column(_("Khoản (Điều 11)"), 18, "center"), paper.Column(_("Đã công khai"), 16, "right"),
            paper.Column(_("Muộn hạn"), 14, "right"), paper.Column(_("Đính chính"), 14, "right"),
            paper.Column(_("Đã gỡ"), 12, "right"), paper.Column(_("Niêm yết thiếu ngày"), 16, "right"),
            paper.Column(_("Còn thiếu bằng chứng"), 17, "right"), paper.Column(_("Chưa công khai"), 16, "right"),
        )  # fmt: skip
        names = ("published", "late", "corrected", "withdrawn", "short", "unproved", "missing")
        rows = [(str(row["clause"]), *(str(row[name]) for name in names)) for row in facts["by_clause"]]
        rows.append((_("Cộng"), *(str(whole[name]) for name in names)))
        blocks.append(paper.Table(columns, tuple(rows), size=12))
    details = (
        (_("Công khai muộn hạn"), [_late(row) for row in facts["late"]]),
        (_("Niêm yết chưa đủ thời gian"), [
            _("%(title)s: %(places)s nơi gỡ sớm.") % row for row in facts["short"]
        ]),
        (_("Đến hạn mà chưa công khai"), [
            _("%(title)s (hạn %(due)s; %(unit)s).") % {**item, "due": on(item["due_on"])} for item in facts["missing"]
        ]),
        (_("Không phát sinh trong kỳ"), [f"{item['title']}: {item['why']}".rstrip(": ") for item in facts["none"]]),
        (_("Đính chính"), [f"{row['title']}: {row['corrected']}" for row in facts["corrected"]]),
        (_("Gỡ nội dung công khai"), [_withdrawn(row) for row in facts["withdrawn"]]),
    )  # fmt: skip
    for number, (heading, lines) in enumerate([each for each in details if each[1]], start=1):
        blocks.append(paper.Heading(heading, 2, f"{number}."))
        blocks += [paper.Bullet(line) for line in lines]
    return blocks


def _late(row: dict) -> str:
    words = {"title": row["title"], "day": on(row["published_on"]), "due": on(row["due_on"])}
    return _("%(title)s: công khai ngày %(day)s, hạn %(due)s.") % words


def _withdrawn(row: dict) -> str:
    ground = GROUND_LABELS[Ground(row["ground"])] if row["ground"] else ""
    words = {"title": row["title"], "day": on(row["withdrawn_on"]), "ground": ground, "why": row["ground_why"]}
    return _("%(title)s: gỡ ngày %(day)s. %(ground)s. %(why)s") % words


def _requests(counts: dict) -> list[paper.Block]:
    return [
        paper.Heading(_("Cung cấp thông tin theo yêu cầu của công dân"), 1, "II."),
        paper.Paragraph(
            _("Nhận %(received)s yêu cầu; trả lời %(answered)s, từ chối %(refused)s, hướng dẫn đến cơ quan khác "
              "%(passed_on)s, người yêu cầu rút %(withdrawn)s; %(late)s trường hợp trả lời muộn hạn.")
            % counts
        ),
    ]  # fmt: skip
