"""What a village decided, as its own paper, and the letter with which it goes to the committee and the Front.

Contents after Law 10/2022, Art. 20.2, and Decree 59/2023, Art. 3.5.d (Mẫu số 03), of a convention Decree 61/2023,
Art. 11.4 (Mẫu số 01, 02). The layouts of the annexes were not seen: the contents are the articles', the form is Decree
30/2020's, and the .docx can be edited.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.templatetags.vietnamese import day
from danchu.decisions.models import Vote
from danchu.decisions.papers import parts
from danchu.decisions.queries.meetings import candidates_of
from danchu.decisions.rules.meetings import elected
from danchu.documents import paper
from danchu.organisation.models import Post
from danchu.organisation.states import Role
from danchu.rulebook import voting

# What the paper may be called (Art. 20.1); the village head chooses together with the head of the Front's board.
NAMES = {
    "nghi-quyet": gettext_lazy("Nghị quyết"),
    "bien-ban": gettext_lazy("Biên bản cuộc họp"),
    "ban-ghi-nho": gettext_lazy("Bản ghi nhớ"),
    "ban-thoa-thuan": gettext_lazy("Bản thỏa thuận"),
}
_SIGN = gettext_lazy("(Ký, ghi rõ họ tên)")


@dataclass(frozen=True)
class Decided:
    """What the papers of a vote need besides the vote: who signs, who stood and who is elected."""

    vote: Vote
    head: str = ""  # names, where they are known
    front_head: str = ""
    candidates: tuple[tuple[str, int], ...] = ()  # (name, votes), most first
    elected: tuple[str, ...] = ()


def facts_of(vote: Vote) -> Decided:
    """A vote with its result, who heads the village on its day, and of an election who stood and who is elected.

    Needs `matter`, `village`, `commune` and `result` loaded (4 queries).
    """
    on, result = vote.result.decided_on, vote.result
    heads = Post.objects.on(on).filter(unit=vote.village, role=Role.VILLAGE_HEAD).select_related("person")
    head = heads.order_by("pk").first()
    names, votes = candidates_of(vote), result.for_candidates
    stood = sorted(((names[one], votes.get(one, 0)) for one in names), key=lambda pair: -pair[1])
    chosen = ()
    if names and result.outcome == voting.Outcome.PASSED:
        found = elected(
            {one: votes.get(one, 0) for one in names}, seats=vote.matter.seats, needed=result.verdict["needed"]
        )
        chosen = tuple(names[one] for one in found.numbers)
    front_head = "" if vote.matter.village_id is None else _name_alone(vote.matter.front_agreed_by)
    return Decided(vote, head.person.full_name if head else "", front_head, tuple(stood), chosen)


def _name_alone(said: str) -> str:
    """The name below a signature: of "Bà Lò Thị A, Trưởng ban" the name only."""
    name = said.partition(",")[0].strip()
    for address in ("Ông ", "Bà ", "ông ", "bà "):
        name = name.removeprefix(address)
    return name


def decision(facts: Decided, *, called: str = "nghi-quyet") -> paper.Paper:
    """The decision of the community with its eight contents and the places of the four signatures (Art. 20.2)."""
    vote, matter, village = facts.vote, facts.vote.matter, facts.vote.village
    result = vote.result
    body: list[paper.Block] = [
        paper.Heading(_("Thời gian, địa điểm"), 2, "1."),
        paper.Paragraph(_("Cộng đồng dân cư %(village)s bàn và quyết định: %(held)s.") % {
            "village": village.name, "held": parts.held(vote),
        }),
        paper.Heading(_("Thành phần"), 2, "2."),
        *(paper.Bullet(line) for line in parts.present(vote)),
        paper.Heading(_("Nội dung bàn"), 2, "3."),
        paper.Paragraph(f"{matter.title}. {matter.question}"),
        *(paper.Paragraph(line) for line in matter.explanation.splitlines() if line.strip()),
        paper.Heading(_("Hình thức quyết định"), 2, "4."),
        paper.Paragraph(f"{parts.form_of(vote)}."),
        paper.Heading(_("Kết quả"), 2, "5."),
        *_result(facts),
        paper.Heading(_("Cộng đồng dân cư quyết định"), 2, "6."),
        *_decided(facts),
    ]  # fmt: skip
    return paper.Paper(
        parent_body=vote.commune.name, issuing_body=_("Cộng đồng dân cư %(village)s") % {"village": village.name},
        kind=str(NAMES[called]), title=_("của cộng đồng dân cư %(village)s về việc: %(title)s") % {
            "village": village.name, "title": matter.title,
        },
        place=village.name, date=result.decided_on, legal_bases=parts.bases(matter), body=tuple(body),
        recipients=(parts.committee(vote.commune), parts.front(vote.commune),
                    _("Niêm yết tại nhà văn hóa, điểm sinh hoạt cộng đồng")),
        archive=_("Lưu: thôn, bản"),
        signatures=parts.four_signatures(village, facts.head, facts.front_head),
        sample=parts.sample(vote.commune), end_mark=False, body_size=13,
    )  # fmt: skip


def _result(facts: Decided) -> list[paper.Block]:
    result = facts.vote.result
    blocks: list[paper.Block] = []
    if facts.candidates:
        blocks.append(parts.candidates_table(list(facts.candidates), result.households))
    else:
        blocks.append(parts.votes_table(result))
    verdict = result.verdict
    values = {"yes": result.yes, "all": result.households, "needed": verdict["needed"], "share": verdict["share"]}
    blocks.append(
        paper.Paragraph(
            _("Có %(yes)s trên tổng số %(all)s đại diện hộ tán thành; muốn được thông qua phải có ít nhất %(needed)s "
              "(%(share)s tổng số đại diện hộ, kể cả hộ vắng mặt; khoản 1 Điều 21 Luật Thực hiện dân chủ ở cơ sở).")
            % {**values, "share": _share(verdict)}
        )
    )  # fmt: skip
    return blocks


def _share(verdict: dict) -> str:
    return (_("trên %(share)s") if verdict["comparison"] == ">" else _("từ %(share)s trở lên")) % {
        "share": verdict["share"]
    }  # fmt: skip


def _decided(facts: Decided) -> list[paper.Block]:
    matter, vote = facts.vote.matter, facts.vote
    if facts.candidates:
        said = [
            _("Bầu: %(names)s.") % {"names": ", ".join(facts.elected)} if facts.elected
            else _("Không xác định được người trúng cử. Lý do: ………………………………")
        ]  # fmt: skip
    else:
        said = [_("Thông qua: %(what)s") % {"what": parts.statement(matter)}]
    if matter.village_id is None:
        said.append(
            _("Việc thuộc phạm vi toàn xã: kết quả này được gửi Ủy ban nhân dân xã để tổng hợp; ngày có hiệu lực do Ủy "
              "ban nhân dân xã quyết định (khoản 2 Điều 21).")
        )  # fmt: skip
    elif vote.result.verdict["effect"] == "vote":
        said.append(_("Quyết định có hiệu lực từ ngày %(day)s, ngày được biểu quyết thông qua.") % {
            "day": day(vote.result.decided_on),
        })  # fmt: skip
    else:
        who = parts.front(vote.commune) if matter.clause == "15.5" else parts.committee(vote.commune)
        said.append(_("Quyết định có hiệu lực từ ngày %(who)s ban hành quyết định công nhận.") % {"who": who})
    said.append(
        _("%(head)s công khai kết quả, tổ chức thực hiện và báo cáo Nhân dân, Ủy ban nhân dân xã (khoản 2 Điều 23).")
        % {"head": parts.head_title(vote.village)}
    )
    return [paper.Bullet(line) for line in said]


def letter(facts: Decided) -> paper.Paper:
    """The letter with the decision to the committee and the Front; of what has to be recognised, a request for it.

    Law 10/2022, Art. 20.3; Decree 61/2023, Art. 11.4.a for conventions.
    """
    vote, matter, village = facts.vote, facts.vote.matter, facts.vote.village
    asks = vote.result.verdict["recogniser"] is not None
    values = {
        "head": parts.head_title(village), "village": village.name, "day": day(vote.result.decided_on),
        "title": matter.title,
    }  # fmt: skip
    enclosed = [_("Quyết định của cộng đồng dân cư, có đủ chữ ký;")]
    enclosed.append(_("Biên bản họp, biên bản kiểm phiếu;"))
    if matter.clause == "15.3":
        enclosed.append(_("Dự thảo hương ước, quy ước đã được thông qua;"))
    body: list[paper.Block] = [
        paper.Paragraph(
            _("Ngày %(day)s, cộng đồng dân cư %(village)s đã bàn và biểu quyết thông qua việc: %(title)s.") % values
        ),
        paper.Paragraph(
            _("Theo khoản 3 Điều 20 Luật Thực hiện dân chủ ở cơ sở, %(head)s gửi đến quý cơ quan hồ sơ gồm:") % values
        ),
        *(paper.Bullet(line) for line in enclosed),
    ]
    if asks:
        who = parts.front(vote.commune) if matter.clause == "15.5" else parts.committee(vote.commune)
        body.append(
            paper.Paragraph(
                _("Đề nghị %(who)s xem xét, công nhận trong 05 ngày làm việc kể từ ngày nhận; nếu không công nhận, đề "
                  "nghị trả lời bằng văn bản và nêu rõ lý do (khoản 2 Điều 21).") % {"who": who}
            )
        )  # fmt: skip
    title = _("đề nghị công nhận: %(title)s") if asks else _("gửi quyết định của cộng đồng dân cư: %(title)s")
    return paper.Paper(
        parent_body=vote.commune.name, issuing_body=village.name, kind=_("Công văn"), title=title % values,
        place=village.name, addressees=(parts.committee(vote.commune), parts.front(vote.commune)), body=tuple(body),
        recipients=(_("Như trên"), _("Trưởng ban công tác Mặt trận")), archive=_("Lưu: thôn, bản"),
        signatures=(paper.Signature(parts.head_title(village), facts.head, note=str(_SIGN)),),
        sample=parts.sample(vote.commune),
    )  # fmt: skip


def election(facts: Decided) -> paper.Paper:
    """The report of an election's result to the People's Committee (clause 4; Decree 59/2023, Art. 3.5.d, 8)."""
    vote, matter, village = facts.vote, facts.vote.matter, facts.vote.village
    body: list[paper.Block] = [
        paper.Paragraph(
            _("Tổ bầu cử %(village)s báo cáo kết quả: %(title)s, tại cuộc họp của cộng đồng dân cư %(held)s.")
            % {"village": village.name, "title": matter.title, "held": parts.held(vote)}
        ),
        paper.Heading(_("Thành phần"), 2, "1."),
        *(paper.Bullet(line) for line in parts.present(vote)),
        paper.Heading(_("Kết quả"), 2, "2."),
        *_result(facts),
    ]
    if facts.candidates:
        body.append(
            paper.Paragraph(
                _("Người trúng cử: %(names)s.") % {"names": ", ".join(facts.elected)} if facts.elected
                else _("Không xác định được người trúng cử. Lý do: ……………………………… Đề nghị Ủy ban nhân dân xã xem xét, "
                       "quyết định việc bầu lại.")
            )
        )  # fmt: skip
    body.append(
        paper.Paragraph(
            _("Đề nghị Ủy ban nhân dân xã xem xét, quyết định công nhận trong 05 ngày làm việc kể từ ngày nhận "
              "(Điều 8 Nghị định số 59/2023/NĐ-CP).")
        )
    )  # fmt: skip
    return paper.Paper(
        parent_body=vote.commune.name, issuing_body=_("Tổ bầu cử %(village)s") % {"village": village.name},
        kind=_("Báo cáo"), title=_("Kết quả: %(title)s") % {"title": matter.title}, place=village.name,
        addressees=(parts.committee(vote.commune),), body=tuple(body), recipients=(_("Như trên"),),
        archive=_("Lưu: Tổ bầu cử"),
        signatures=(paper.Signature(_("Tổ trưởng Tổ bầu cử"), note=str(_SIGN)),), sample=parts.sample(vote.commune),
    )  # fmt: skip
