"""The list on which households assent to a citizen's initiative by signing (Law 10/2022, Art. 16.3).

The law prescribes no form: it asks for the households that agree, each with its day. A .docx to edit and a PDF.
"""

from django.utils.translation import gettext as _

from danchu.decisions.models import Matter
from danchu.decisions.rules.initiative import Support
from danchu.documents import paper


def assent_list(matter: Matter, households, support: Support) -> paper.Paper:
    """The list of a village's households (`code`, `representative`, `cluster`) with room for a day and a signature."""
    village = matter.village
    assert village is not None
    columns = (
        paper.Column(_("TT"), 6, "center"), paper.Column(_("Mã hộ"), 12, "center"),
        paper.Column(_("Đại diện hộ"), 34), paper.Column(_("Cụm, xóm"), 18),
        paper.Column(_("Ngày đồng ý"), 16, "center"), paper.Column(_("Chữ ký"), 22),
    )  # fmt: skip
    rows = tuple(
        (str(number), one.code, one.representative, one.cluster, "…/…/……", "")
        for number, one in enumerate(households, 1)
    )
    body: list[paper.Block] = [
        paper.Paragraph((paper.Run(_("Việc đề xuất: "), bold=True), paper.Run(matter.title))),
        paper.Paragraph((paper.Run(_("Câu hỏi: "), bold=True), paper.Run(matter.question.strip()))),
        paper.Paragraph(
            _(
                "Hộ nào đồng ý đưa việc này ra cộng đồng dân cư bàn và quyết định thì tự ghi ngày và ký. Ký vào đây "
                "chỉ là đồng ý đưa ra bàn, chưa phải biểu quyết."
            )
        ),
        paper.Paragraph(
            _(
                "Cần ít nhất %(needed)s trên %(all)s hộ (10%% tổng số hộ). Mỗi ý kiến có giá trị 03 tháng kể "
                "từ ngày đồng ý (khoản 3 Điều 16 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15). Công dân "
                "có sáng kiến chịu trách nhiệm trước pháp luật về tính chính xác của số hộ và danh sách hộ đồng thuận."
            )
            % {"needed": support.needed, "all": support.households}
        ),
        paper.Table(columns, rows, size=12),
        paper.Paragraph(_("Tổng số hộ đã ký: …… hộ. Ngày gửi đề xuất đến Trưởng thôn: …/…/……")),
    ]
    return paper.Paper(
        issuing_body=village.name, parent_body=_("Ủy ban nhân dân %(commune)s") % {"commune": matter.commune.name},
        kind=_("Danh sách"), title=_("Hộ gia đình đồng thuận với sáng kiến của công dân"),
        place=matter.commune.place, body=tuple(body), end_mark=False, body_size=13,
        sample=_("DỮ LIỆU MẪU") if matter.commune.is_sample else "",
        signatures=(paper.Signature(post=_("Công dân có sáng kiến"), note=_("(Ký, ghi rõ họ tên)")),),
    )  # fmt: skip
