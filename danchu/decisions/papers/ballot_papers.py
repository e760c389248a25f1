"""Papers around the ballots: the plan, the issue list carried from door to door, the counting minutes.

Form 04 of Decree 59/2023 was not seen: the minutes hold what Art. 4.6.a and Law 10/2022, Art. 19.3 and 20.2 ask for
(when and where, team and witnesses, every number of ballots, the result, who signs), as .docx so that they can be put
into the form's layout.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day, weekday_day
from danchu.decisions.models import BallotPlan, Member, RollEntry, Vote
from danchu.decisions.papers.ballot import head_of
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import Figures, balances
from danchu.decisions.states import Duty, HandState
from danchu.documents import paper
from danchu.documents.paper.sheet import set_sheet

_HERE = Path(__file__).parent

_DOTS = "……"
FORM = "Mẫu số 04"


# -- the plan ----------------------------------------------------------------------------------------------------------
def plan_paper(vote: Vote, plan: BallotPlan, team: Sequence[Member]) -> paper.Paper:
    """The plan with every content of Decree 59/2023, Art. 4.2. Needs `commune`, `village`, `matter`."""
    matter, commune = vote.matter, vote.commune
    body: list[paper.Block] = [
        paper.Heading(_("Mục đích, yêu cầu"), 1, "I."), *_paragraphs(plan.purpose),
        paper.Heading(_("Nội dung lấy ý kiến"), 1, "II."), *_paragraphs(matter.question),
        *_paragraphs(matter.explanation),
        paper.Heading(_("Thành phần"), 1, "III."),
        paper.Paragraph(_("Đại diện của mọi hộ gia đình trong %(village)s; mỗi hộ được phát 01 phiếu.") % {
            "village": vote.village.name
        }),
        paper.Heading(_("Thời gian, thời hạn lấy ý kiến"), 1, "IV."),
        paper.Paragraph(_("Phát phiếu từ %(opens)s. Thu phiếu đến hết %(closes)s, tại: %(where)s.") % {
            "opens": weekday_day(vote.opens_on), "closes": weekday_day(vote.closes_on), "where": plan.return_to
        }),
        paper.Heading(_("Phân công tổ chức thực hiện"), 1, "V."),
        paper.Paragraph(_("Thành lập Tổ phát phiếu lấy ý kiến gồm %(n)s người:") % {"n": len(team)}),
        _team(team), *_paragraphs(plan.assignment),
        paper.Heading(_("Các điều kiện bảo đảm"), 1, "VI."), *_paragraphs(plan.conditions or _("Theo thực tế của thôn, "
                                                                                             "bản.")),
    ]  # fmt: skip
    return paper.Paper(
        issuing_body=vote.village.name, parent_body=commune.name, kind=_("Kế hoạch"),
        title=_("Phát phiếu lấy ý kiến hộ gia đình: %(title)s") % {"title": matter.title},
        number=plan.number.partition("/")[0], symbol=plan.number.partition("/")[2], place=commune.place,
        date=plan.issued_on, body=tuple(body),
        legal_bases=(
            _("Căn cứ Điều 19 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;"),
            _("Căn cứ Điều 4 Nghị định số 59/2023/NĐ-CP."),
        ),
        recipients=(
            _("Chủ tịch UBND xã"), _("Chủ tịch Ủy ban MTTQ Việt Nam xã"), _("Tổ phát phiếu"),
            _("Niêm yết tại nhà văn hóa"),
        ),
        signatures=(
            paper.Signature(post=_("Trưởng ban công tác Mặt trận").upper()),
            paper.Signature(post=head_of(vote.village.name).upper()),
        ),
        sample=_("DỮ LIỆU MẪU") if commune.is_sample else "",
    )  # fmt: skip


def _paragraphs(text: str) -> list[paper.Block]:
    return [paper.Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _team(team: Sequence[Member]) -> paper.Table:
    columns = (paper.Column(_("TT"), 1, "center"), paper.Column(_("Họ và tên"), 5), paper.Column(_("Đại diện"), 5),
               paper.Column(_("Nhiệm vụ"), 3))  # fmt: skip
    rows = tuple(
        (str(number), one.name, one.of, _("Tổ trưởng") if one.duty == Duty.COUNTING_HEAD else _("Thành viên"))
        for number, one in enumerate(team, 1)
    )
    return paper.Table(columns, rows, size=13)


# -- the issue list ----------------------------------------------------------------------------------------------------
def issue_list_pdf(vote: Vote, entries: Sequence[RollEntry], *, on: datetime.date) -> bytes:
    """Households by cluster, to sign for their one ballot; the number of no ballot stands on it (decision 0072)."""
    columns = [
        [_("TT"), 9], [_("Mã hộ"), 17], [_("Đại diện hộ"), 48], [_("Đã phát"), 14], [_("Ngày, ký nhận"), 40],
        [_("Đã thu"), 14], [_("Ngày thu"), 22], [_("Ghi chú"), 14],
    ]  # fmt: skip
    clusters = sorted({entry.cluster for entry in entries}, key=lambda name: (not name, name))
    groups = [
        {
            "name": name or (_("Không ghi cụm") if len(clusters) > 1 else ""),
            "rows": [_row(entry) for entry in entries if entry.cluster == name],
        }
        for name in clusters
    ]  # fmt: skip
    data = {
        "title": _("Danh sách phát phiếu, thu phiếu"), "village": vote.village.name, "commune": vote.commune.name,
        "sample": _("DỮ LIỆU MẪU") if vote.commune.is_sample else "",
        "tell": [
            f"{vote.matter.title}.",
            _("Mỗi hộ 01 phiếu. Trộn đều các phiếu, đưa tờ trên cùng; không ghi số phiếu vào danh sách này."),
            _("Thu phiếu vào hòm, phiếu gấp lại, đến hết %(day)s.") % {"day": weekday_day(vote.closes_on)},
        ],
        "columns": columns, "groups": groups, "page": _("trang"), "date": [on.year, on.month, on.day],
        "foot": _("Tổ trưởng Tổ phát phiếu (ký, ghi rõ họ tên):"),
    }  # fmt: skip
    return set_sheet(_HERE / "household_list.typ", data, on=on)


def _row(entry: RollEntry) -> list[str]:
    handing = getattr(entry, "handing", None)
    back = handing is not None and handing.state == HandState.RETURNED
    return [
        str(entry.number), entry.code, entry.representative, _("có") if handing else "☐",
        day(handing.issued_on) if handing else "", _("có") if back else "☐",
        day(handing.returned_on) if handing and handing.returned_on else "", "",
    ]  # fmt: skip


# -- the counting minutes ----------------------------------------------------------------------------------------------
def minutes_paper(vote: Vote, plan: BallotPlan) -> paper.Paper:
    """The minutes of the count as it stands; what is not counted yet is left as dots."""
    now, _sums = queries.figures(vote, plan)
    result = getattr(vote, "result", None)
    commune, team = vote.commune, queries.team_of(vote)
    watching = list(vote.members.filter(duty=Duty.WITNESS))
    when = result.at if result else plan.closed_at
    on = timezone.localdate(when) if when else None
    body: list[paper.Block] = [
        paper.Paragraph(_("%(when)s, tại %(where)s, Tổ phát phiếu tiến hành kiểm phiếu lấy ý kiến hộ gia đình về việc: "
                          "%(title)s.") % {
            "when": weekday_day(on).capitalize() if on else _("Ngày %(dots)s") % {"dots": _DOTS},
            "where": plan.place or _DOTS, "title": vote.matter.title,
        }),
        paper.Heading(_("Thành phần"), 1, "I."), _team(team),
        paper.Paragraph(_("Đại diện hộ gia đình chứng kiến: %(names)s.") % {
            "names": "; ".join(one.name for one in watching) or _DOTS
        }),
        paper.Heading(_("Nội dung lấy ý kiến"), 1, "II."), *_paragraphs(vote.matter.question),
        paper.Heading(_("Kết quả kiểm phiếu"), 1, "III."), _numbers(now, opened=plan.in_box is not None),
        *_election(vote, now), *_notes(vote, plan, now),
        paper.Heading(_("Kết luận"), 1, "IV."),
        paper.Paragraph(result.verdict["explanation"] if result else _DOTS),
        paper.Paragraph(_("Biên bản lập xong, đọc cho mọi người có mặt cùng nghe, nhất trí và ký tên.")),
    ]  # fmt: skip
    return paper.Paper(
        issuing_body=_("Tổ phát phiếu %(village)s") % {"village": vote.village.name}, parent_body=commune.name,
        kind=_("Biên bản"), title=_("Kiểm phiếu lấy ý kiến hộ gia đình"), place=commune.place,
        date=on, body=tuple(body), recipients=(_("UBND xã"), _("Ủy ban MTTQ Việt Nam xã")),
        archive=_("Lưu: %(village)s") % {"village": vote.village.name},
        signatures=(
            paper.Signature(post=_("Thành viên").upper(), note=_("(ký, ghi rõ họ tên)")),
            paper.Signature(post=_("Tổ trưởng").upper(), name=team[0].name if team else "",
                            note=_("(ký, ghi rõ họ tên)")),
            *(paper.Signature(post=_("Đại diện hộ chứng kiến").upper(), name=name, note=_("(ký, ghi rõ họ tên)"))
              for name in ([one.name for one in watching] or ["", ""])),
        ),
        draft="" if result else _("Dự thảo"), sample=_("DỮ LIỆU MẪU") if commune.is_sample else "",
    )  # fmt: skip


def _numbers(now: Figures, *, opened: bool) -> paper.Table:
    """Every number of ballots, as the sums need them."""
    counted = opened and now.apart == 0 and bool(now.first)
    lines = [
        (_("Tổng số hộ gia đình"), now.households), (_("Số phiếu in ra"), now.printed),
        (_("Số phiếu phát ra"), now.issued), (_("Số phiếu hỏng, mất, đã hủy số"), now.spoiled),
        (_("Số phiếu không dùng"), now.unused), (_("Số phiếu thu về"), now.returned),
        (_("Số phiếu không thu được"), now.unreturned), (_("Số phiếu trong hòm"), now.in_box),
        (_("Số phiếu đồng ý"), now.yes if counted else None), (_("Số phiếu không đồng ý"), now.no if counted else None),
        (_("Số phiếu có ý kiến khác"), now.other if counted else None),
        (_("Số phiếu không hợp lệ"), now.invalid if counted else None),
    ]  # fmt: skip
    columns = (
        paper.Column(_("TT"), 1, "center"),
        paper.Column(_("Nội dung"), 8),
        paper.Column(_("Số lượng"), 2, "right"),
    )
    rows = tuple(
        (str(place), label, _DOTS if number is None else str(number)) for place, (label, number) in enumerate(lines, 1)
    )
    return paper.Table(columns, rows, size=13)


def _election(vote: Vote, now: Figures) -> list[paper.Block]:
    """Who got how many, in an election."""
    people = queries.numbered_candidates(vote)
    if not people:
        return []
    counted = queries.sums(queries.tally(vote), candidates=len(people)).for_candidates or {}
    columns = (paper.Column(_("Số"), 1, "center"), paper.Column(_("Người ứng cử"), 8),
               paper.Column(_("Số phiếu"), 2, "right"))  # fmt: skip
    rows = tuple((str(number), one.name, str(counted.get(str(number), 0))) for number, one in people)
    return [
        paper.Paragraph(_("Trong cuộc bầu, “đồng ý” là số phiếu của người được nhiều phiếu nhất.")),
        paper.Table(columns, rows, size=13),
    ]


def _notes(vote: Vote, plan: BallotPlan, now: Figures) -> list[paper.Block]:
    """The sums in words, why some got no ballot, how many sheets were looked at again."""
    blocks: list[paper.Block] = []
    if balances(now):
        blocks.append(
            paper.Paragraph(
                _(
                    "Đã soát: phiếu in bằng phiếu phát ra, phiếu hỏng và phiếu không dùng cộng lại; phiếu phát ra bằng "
                    "phiếu thu về và không thu được; phiếu thu về bằng phiếu trong hòm và bằng tổng các loại phiếu."
                )
            )
        )
    if plan.not_issued_why:
        blocks.append(paper.Paragraph(_("Hộ chưa được phát phiếu: %(why)s") % {"why": plan.not_issued_why}))
    settled = vote.settlements.filter(ballot__isnull=False).count()
    if settled:
        blocks.append(
            paper.Paragraph(
                _("Hai người nhập phiếu riêng rẽ; %(n)s phiếu nhập khác nhau đã được xem lại trên tờ phiếu.")
                % {"n": settled}
            )
        )
    return blocks
