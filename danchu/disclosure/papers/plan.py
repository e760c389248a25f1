"""The yearly disclosure plan as an official paper: contents, forms, when, how long, who answers (Art. 14.1)."""

from django.utils.translation import gettext as _

from danchu.channels.queries import form_words
from danchu.disclosure.models import DisclosurePlan, PlanLine
from danchu.documents import paper
from danchu.documents.paper.serial import from_json


def plan_title(plan: DisclosurePlan) -> str:
    """What the paper is about: "Thực hiện việc công khai thông tin năm 2026"."""
    title = _("Thực hiện việc công khai thông tin năm %(year)s") % {"year": plan.year}
    if plan.revision > 1:
        return _("%(title)s (điều chỉnh lần %(n)s)") % {"title": title, "n": plan.revision - 1}
    return title


def kept(document) -> paper.Paper:
    """The paper as it was approved, with its number once it has one."""
    return from_json(document.content)


def plan_paper(plan: DisclosurePlan, lines: list[PlanLine], *, draft: bool) -> paper.Paper:
    """The plan as it stands now; `draft` prints the mark of a draft. Needs `commune` and the lines' units loaded."""
    commune = plan.commune
    committee = _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}
    going = [line for line in lines if line.kept]
    return paper.Paper(
        issuing_body=committee, kind=_("Kế hoạch"), title=plan_title(plan), symbol="KH-UBND", place=commune.place,
        legal_bases=(
            _("Căn cứ Luật Tổ chức chính quyền địa phương;"),
            _("Căn cứ Luật Thực hiện dân chủ ở cơ sở;"),
            _("Căn cứ Nghị định số 73/2026/NĐ-CP hướng dẫn Luật Ngân sách nhà nước."),
        ),
        body=tuple(_body(plan, going, committee)), annexes=(_annex(plan, going),),
        recipients=(
            _("Thường trực Đảng ủy, Thường trực HĐND xã"), _("Ủy ban MTTQ Việt Nam xã"),
            _("Các cơ quan, đơn vị thuộc xã"), _("Trưởng các thôn, bản, tổ dân phố"), _("Trang thông tin điện tử xã"),
        ),
        archive=_("Lưu: VT"), signatures=(paper.Signature(authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH"),),
        draft=_("Dự thảo") if draft else "", sample=_("DỮ LIỆU MẪU") if commune.is_sample else "",
    )  # fmt: skip


def _body(plan: DisclosurePlan, lines: list[PlanLine], committee: str) -> list[paper.Block]:
    words = {"who": committee, "year": plan.year, "n": len(lines), "clauses": len({line.clause for line in lines})}
    blocks: list[paper.Block] = [
        paper.Paragraph(
            _("Thực hiện khoản 1 Điều 14 Luật Thực hiện dân chủ ở cơ sở, %(who)s ban hành Kế hoạch thực hiện việc công "
              "khai thông tin năm %(year)s như sau:") % words
        ),
    ]  # fmt: skip
    if plan.changed_why and plan.revision > 1:
        blocks.append(paper.Paragraph(_("Lý do điều chỉnh: %(why)s") % {"why": plan.changed_why}))
    return [
        *blocks,
        paper.Heading(_("Mục đích, yêu cầu"), 1, "I."),
        _numbered("1.", _("Để Nhân dân biết đầy đủ, kịp thời, chính xác những việc của xã theo quy định của pháp luật; "
                          "mỗi nội dung có đơn vị chịu trách nhiệm, có hạn, có bằng chứng đã công khai.")),
        _numbered("2.", _("Không công khai bí mật nhà nước và thông tin chưa được công khai theo quy định của pháp "
                          "luật; thông tin cá nhân được soát, che trước khi công khai.")),
        paper.Heading(_("Nội dung, hình thức, thời điểm, thời hạn công khai"), 1, "II."),
        _numbered("1.", _("Năm %(year)s công khai %(n)s nội dung thuộc %(clauses)s khoản của Điều 11 Luật Thực hiện "
                          "dân chủ ở cơ sở, ghi tại phụ lục kèm theo.") % words),
        _numbered("2.", _("Nội dung đã công khai mà có thay đổi, điều chỉnh thì phần thay đổi được công khai kịp "
                          "thời như công khai lần đầu.")),
        _numbered("3.", _("Hằng quý lập danh sách các nội dung đã công khai kèm hình thức, thời gian và niêm yết theo "
                          "khoản 2 Điều 13 của Luật.")),
        paper.Heading(_("Tổ chức thực hiện"), 1, "III."),
        _numbered("1.", _("Chủ tịch Ủy ban nhân dân xã chỉ đạo, kiểm tra, đôn đốc và báo cáo Ủy ban nhân dân kết quả "
                          "thực hiện Kế hoạch này.")),
        _numbered("2.", _("Đơn vị chịu trách nhiệm chuẩn bị nội dung, trình duyệt và theo dõi đến khi hết thời hạn "
                          "công khai. Trưởng thôn, bản, tổ dân phố niêm yết, thông báo và xác nhận việc đã làm.")),
        _numbered("3.", _("Kết quả công khai được tổng hợp, báo cáo Hội đồng nhân dân xã tại kỳ họp thường lệ gần "
                          "nhất, gửi Ủy ban Mặt trận Tổ quốc Việt Nam xã để giám sát.")),
    ]  # fmt: skip


def _numbered(number: str, text: str) -> paper.Paragraph:
    return paper.Paragraph(f"{number} {text}")


def _annex(plan: DisclosurePlan, lines: list[PlanLine]) -> paper.Annex:
    columns = (
        paper.Column(_("TT"), 5, "center"), paper.Column(_("Nội dung"), 46),
        paper.Column(_("Hình thức"), 32), paper.Column(_("Thời điểm"), 32), paper.Column(_("Thời hạn"), 28),
        paper.Column(_("Đơn vị chịu trách nhiệm"), 24),
    )  # fmt: skip
    rows: list = []
    clause = 0
    for place, line in enumerate(lines, start=1):
        if line.clause != clause:
            clause = line.clause
            rows.append(paper.GroupRow(_("Khoản %(n)s Điều 11") % {"n": clause}))
        rows.append((str(place), line.title, forms_in_words(line.forms), line.when, line.how_long, line.unit.name))
    title = _("Nội dung, hình thức, thời điểm, thời hạn công khai thông tin năm %(year)s") % {"year": plan.year}
    return paper.Annex(title, (paper.Table(columns, tuple(rows), size=11),), landscape=True)


def forms_in_words(letters: str) -> str:
    """The forms as a list of words: "Niêm yết; Đăng trên trang thông tin điện tử"."""
    return "; ".join(form_words(letter) for letter in letters)
