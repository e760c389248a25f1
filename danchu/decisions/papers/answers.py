"""The answers to a decision of the people, as drafts for the committee's or the Front's office: recognised or not, its
day, annulled.

Law 10/2022, Art. 21.2 and 22.2; Decree 59/2023, Art. 8 and 9.3; Decree 61/2023, Art. 11.3 (Mẫu số 03), 14 (Mẫu số 05).
The layouts of the annexes were not seen: contents after the articles, form after Decree 30/2020.
"""

import dataclasses

from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day, number
from danchu.decisions.models import Matter, Vote
from danchu.decisions.papers import parts
from danchu.decisions.papers.decision import Decided
from danchu.documents import paper

_DOTS = "…" * 56  # two lines to write on, the first indented


def _dots() -> paper.Paragraph:
    """A line to write on."""
    return paper.Paragraph("…" * 64, align="left", indent=False)


def recognition(facts: Decided) -> paper.Paper:
    """The decision that recognises, of the People's Committee or, for clause 5, of the Front."""
    vote, matter = facts.vote, facts.vote.matter
    by_front = matter.clause == "15.5"
    who = parts.front(vote.commune) if by_front else parts.committee(vote.commune)
    values = {
        "village": vote.village.name, "title": matter.title, "day": day(vote.result.decided_on),
        "head": parts.head_of(vote.village), "names": ", ".join(facts.elected),
    }  # fmt: skip
    what = (
        _("Công nhận %(names)s trúng cử theo kết quả bầu ngày %(day)s của cộng đồng dân cư %(village)s: %(title)s.")
        if facts.elected
        else _("Công nhận quyết định ngày %(day)s của cộng đồng dân cư %(village)s về việc: %(title)s.")
    ) % values
    third = [
        _("%(head)s, Trưởng ban công tác Mặt trận, các cơ quan, cá nhân có liên quan thi hành quyết định "
          "này.") % values
    ]  # fmt: skip
    if matter.clause == "15.3":
        third.append(
            _("Hương ước, quy ước được đóng dấu giáp lai và gửi %(head)s, Ủy ban Mặt trận Tổ quốc xã trong 02 ngày làm "
              "việc (khoản 1 Điều 6, điểm a khoản 1 Điều 18 Nghị định số 61/2023/NĐ-CP).") % values
        )  # fmt: skip
    called = _("Công nhận kết quả: %(title)s") if facts.elected else _("Công nhận: %(title)s")
    return _decree(
        vote.commune, matter, by_front=by_front, title=called % values,
        articles=([what], [_("Có hiệu lực kể từ ngày ban hành quyết định này.")], third),
        bases=(_("Xét đề nghị của %(head)s") % values,), who=who, village=vote.village.name,
    )  # fmt: skip


def refusal(facts: Decided) -> paper.Paper:
    """The letter that does not recognise, with room for its reasons: the law asks for them in writing (Art. 21.2)."""
    vote, matter = facts.vote, facts.vote.matter
    by_front = matter.clause == "15.5"
    who = parts.front(vote.commune) if by_front else parts.committee(vote.commune)
    values = {
        "village": vote.village.name, "title": matter.title, "day": day(vote.result.decided_on), "who": who,
        "head": parts.head_of(vote.village),
    }  # fmt: skip
    body = (
        paper.Paragraph(
            _("%(who)s nhận được quyết định ngày %(day)s của cộng đồng dân cư %(village)s về việc: %(title)s.") % values
        ),
        paper.Paragraph(_("Sau khi xem xét, %(who)s chưa công nhận, vì những lý do sau:") % values),
        paper.Bullet(_("Nội dung, trình tự chưa đúng:")),
        _dots(),
        paper.Bullet(_("Trái với (điều, khoản, văn bản):")),
        _dots(),
        paper.Bullet(_("Cách làm lại để được công nhận:")),
        _dots(),
        paper.Paragraph(_("Đề nghị %(head)s thông báo đến Nhân dân trong thôn, bản.") % values),
    )
    return paper.Paper(
        issuing_body=who, kind=_("Công văn"), title=_("trả lời việc công nhận: %(title)s") % values,
        symbol="MTTQ" if by_front else "UBND", place=vote.commune.place,
        addressees=(values["head"],), body=body,
        recipients=(_("Như trên"), parts.committee(vote.commune) if by_front else parts.front(vote.commune)),
        archive=_("Lưu: VT"), signatures=(_signature(by_front),), sample=parts.sample(vote.commune),
    )  # fmt: skip


def effect_day(matter: Matter, votes: list[Vote]) -> paper.Paper:
    """The committee's decision on the day from which what the whole commune decided binds, with every village's sum."""
    agree = sum(vote.result.outcome == "passed" for vote in votes)
    values = {"title": matter.title, "agree": agree, "all": len(votes), "day": day(matter.decided_on)}
    made = _decree(
        matter.commune, matter, by_front=False, who=parts.committee(matter.commune), village="",
        title=_("Thời điểm có hiệu lực của quyết định: %(title)s") % values,
        bases=(_("Xét kết quả biểu quyết của các thôn, bản, tổ dân phố: %(agree)s trên %(all)s tán thành") % values,),
        articles=(
            [_("Quyết định của Nhân dân trong toàn xã, thông qua ngày %(day)s, về việc: %(title)s, có hiệu lực từ ngày "
               "…… tháng …… năm ………") % values],
            [_("Tổng hợp kết quả của từng thôn, bản, tổ dân phố ở phụ lục kèm theo.")],
            [_("Văn phòng HĐND và UBND xã, các Trưởng thôn, Tổ trưởng tổ dân phố và Nhân dân trong xã thi hành quyết "
               "định này.")],
        ),
    )  # fmt: skip
    columns = (
        paper.Column(_("TT"), 7, "center"), paper.Column(_("Thôn, bản, tổ dân phố"), 35),
        paper.Column(_("Tổng số hộ"), 14, "right"), paper.Column(_("Tán thành"), 14, "right"),
        paper.Column(_("Cần ít nhất"), 14, "right"), paper.Column(_("Kết quả"), 16, "center"),
    )  # fmt: skip
    rows = tuple(
        (
            str(place), vote.village.name, number(vote.result.households), number(vote.result.yes),
            number(vote.result.verdict["needed"]),
            _("tán thành") if vote.result.outcome == "passed" else _("không tán thành"),
        )
        for place, vote in enumerate(votes, 1)
    )  # fmt: skip
    title = _("Tổng hợp kết quả biểu quyết của các thôn, bản, tổ dân phố")
    return dataclasses.replace(made, annexes=(paper.Annex(title, (paper.Table(columns, rows, size=12),)),))


def annulment(matter: Matter) -> paper.Paper:
    """The committee's decision that annuls, with room for ground and reasons (Art. 22.2)."""
    values = {"title": matter.title, "day": day(matter.decided_on)}
    village = matter.village.name if matter.village else ""
    return _decree(
        matter.commune, matter, by_front=False, who=parts.committee(matter.commune), village=village,
        title=_("Bãi bỏ quyết định của cộng đồng dân cư: %(title)s") % values, bases=(),
        articles=(
            [_("Bãi bỏ quyết định ngày %(day)s của cộng đồng dân cư về việc: %(title)s.") % values,
             _("Lý do (điểm a hoặc b khoản 1 Điều 22 Luật Thực hiện dân chủ ở cơ sở):"), _DOTS],
            [_("Trưởng thôn, Tổ trưởng tổ dân phố thông báo quyết định này đến Nhân dân.")],
            [_("Quyết định này có hiệu lực từ ngày ký và được gửi đồng thời đến Ủy ban Mặt trận Tổ quốc xã.")],
        ),
    )  # fmt: skip


# -- the parts ---------------------------------------------------------------------------------------------------------
def _decree(commune, matter: Matter, *, by_front: bool, title, articles, bases, who: str, village: str) -> paper.Paper:
    body: list[paper.Block] = [
        paper.Paragraph((paper.Run(_("QUYẾT ĐỊNH:"), bold=True),), align="center", indent=False)
    ]  # fmt: skip
    for place, lines in enumerate(articles, 1):
        head = (paper.Run(_("Điều %(n)s. ") % {"n": place}, bold=True), paper.Run(lines[0]))
        body += [paper.Paragraph(head), *(paper.Paragraph(line) for line in lines[1:])]
    recipients = (_("Như Điều 3"), parts.committee(commune) if by_front else parts.front(commune))
    if village:
        recipients = (_("Như Điều 3"), village, *recipients[1:])
    law = (_("Căn cứ Luật Tổ chức chính quyền địa phương"),) if not by_front else ()
    return paper.Paper(
        issuing_body=who, kind=_("Quyết định"), title=title, symbol="QĐ-MTTQ" if by_front else "QĐ-UBND",
        place=commune.place, competence=who.upper(), legal_bases=(*law, *parts.bases(matter), *bases),
        body=tuple(body), recipients=recipients, archive=_("Lưu: VT"), signatures=(_signature(by_front),),
        sample=parts.sample(commune),
    )  # fmt: skip


def _signature(by_front: bool) -> paper.Signature:
    if by_front:
        return paper.Signature(authority=("TM. BAN THƯỜNG TRỰC",), post="CHỦ TỊCH")
    return paper.Signature(authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH")
