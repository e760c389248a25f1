"""The quarterly list as an official paper: Decree 30/2020/NĐ-CP, a notice with the list as an annex in landscape."""

from django.utils.translation import gettext as _

from danchu.disclosure.messages import lists as words
from danchu.disclosure.models import QuarterlyList
from danchu.disclosure.rules import lists as quarters
from danchu.documents import paper
from danchu.documents.paper.serial import from_json


def committee(commune) -> str:
    """The name of the People's Committee: "Ủy ban nhân dân xã Bản Mẫu"."""
    return _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}


def kept(document) -> paper.Paper:
    """The paper as it was approved, with its number once it has one."""
    return from_json(document.content)


def of(one: QuarterlyList, facts: dict, stamp: dict, differences: list[dict], *, draft: bool) -> paper.Paper:
    """The paper of a list with these facts; `stamp` is the register's head (`{size, root, at}`), {} for a draft."""
    commune, first, last = one.commune, *quarters.quarter_days(one.year, one.quarter)
    body: list[paper.Block] = [
        paper.Paragraph(
            _("Thực hiện khoản 2 Điều 13 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15, %(who)s công bố danh sách các "
              "nội dung đã công khai trong %(quarter)s (từ ngày %(first)s đến ngày %(last)s), như sau:")
            % {
                "who": committee(commune), "quarter": words.quarter(one.year, one.quarter),
                "first": words.on(first.isoformat()), "last": words.on(last.isoformat()),
            }
        ),
        *_counts(facts),
    ]  # fmt: skip
    if one.correction:
        body += _differences(differences)
    body.append(
        paper.Paragraph(
            _("Danh sách chi tiết ở phụ lục kèm theo. Danh sách này được niêm yết tại trụ sở, nhà văn hóa, điểm sinh "
              "hoạt cộng đồng của các thôn, bản, tổ dân phố và đăng trên trang thông tin điện tử của xã.")
        )
    )  # fmt: skip
    if stamp.get("root"):
        body.append(paper.Paragraph(stamp_sentence(stamp)))
    return paper.Paper(
        issuing_body=committee(commune), kind=_("Thông báo"), title=str(one), symbol="TB-UBND", place=commune.place,
        body=tuple(body), annexes=(_annex(one, facts),),
        recipients=(
            _("Thường trực HĐND xã"), _("Ủy ban MTTQ Việt Nam xã"), _("Các thôn, bản, tổ dân phố (để niêm yết)"),
            _("Trang thông tin điện tử xã"),
        ),
        archive=_("Lưu: VT"), signatures=(paper.Signature(authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH"),),
        draft=_("Dự thảo") if draft else "", sample=_("DỮ LIỆU MẪU") if commune.is_sample else "",
    )  # fmt: skip


def stamp_sentence(stamp: dict) -> str:
    """The register's head as it is printed: how many lines, and the root by which anyone can check them."""
    return _("Sổ công khai của xã khi duyệt danh sách có %(size)s dòng; mã gốc: %(root)s.") % {
        "size": stamp["size"], "root": words.spaced(stamp["root"]),
    }  # fmt: skip


def _counts(facts: dict) -> list[paper.Block]:
    rows = facts["rows"]
    late = sum(row["late"] for row in rows)
    first = sum(row["version"] == 1 for row in rows)
    gone = sum(bool(row["withdrawn_on"]) for row in rows)
    unproved = sum(not form["proved"] for row in rows for form in row["forms"])
    short = sum(form.get("short", 0) > 0 for row in rows for form in row["forms"])
    return [
        paper.Bullet(
            _("Công khai mới: %(first)s nội dung, trong đó %(late)s nội dung muộn hạn; đính chính, công khai lại: "
              "%(again)s lượt; gỡ: %(gone)s lượt.")
            % {"first": first, "late": late, "again": len(rows) - first, "gone": gone}
        ),
        paper.Bullet(
            _("Hình thức chưa có bằng chứng: %(unproved)s; nội dung có nơi niêm yết chưa đủ thời gian: %(short)s.")
            % {"unproved": unproved, "short": short}
        ),
        paper.Bullet(_("Đến hạn trong quý mà chưa công khai: %(n)s nội dung.") % {"n": len(facts["missing"])}),
    ]  # fmt: skip


def _differences(differences: list[dict]) -> list[paper.Block]:
    blocks: list[paper.Block] = [paper.Heading(_("Nội dung đính chính so với danh sách đã công bố"), 2)]
    for one in map(words.difference, differences):
        blocks.append(paper.Paragraph((paper.Run(f"{one['what']}: ", bold=True), paper.Run(one["title"]))))
        blocks += [paper.Bullet(_("Trước: %(text)s") % {"text": line}) for line in one["before"]]
        blocks += [paper.Bullet(_("Nay: %(text)s") % {"text": line}) for line in one["after"]]
    return blocks


def _annex(one: QuarterlyList, facts: dict) -> paper.Annex:
    columns = (
        paper.Column(_("TT"), 5, "center"),
        paper.Column(_("Nội dung"), 42),
        paper.Column(_("Khoản (Điều 11)"), 10, "center"),
        paper.Column(_("Ngày công khai"), 17, "center"), paper.Column(_("Hình thức, thời gian công khai"), 58),
        paper.Column(_("Ghi chú"), 22),
    )  # fmt: skip
    rows: list = []
    for place, row in enumerate(facts["rows"], start=1):
        forms = "; ".join(words.form_sentence(form) for form in row["forms"])
        rows.append((str(place), words.content(row), str(row["clause"]), words.when(row), forms, row["remark"]))
    blocks: list[paper.Block] = []
    if rows:
        blocks.append(paper.Table(columns, tuple(rows), size=11))
    else:
        blocks.append(paper.Paragraph(_("Trong quý không có nội dung nào được công khai.")))
    if facts["missing"]:
        blocks.append(paper.Heading(_("Đến hạn trong quý mà chưa công khai"), 2))
        blocks += [
            paper.Bullet(
                _("%(title)s (khoản %(clause)s); hạn %(due)s; đơn vị chịu trách nhiệm: %(unit)s.")
                % {**item, "due": words.on(item["due_on"])}
            )
            for item in facts["missing"]
        ]
    if facts["none"]:
        blocks.append(paper.Heading(_("Không phát sinh trong kỳ"), 2))
        blocks += [paper.Bullet(f"{item['title']}: {item['why']}".rstrip(": ")) for item in facts["none"]]
    return paper.Annex(str(one), tuple(blocks), landscape=True)
