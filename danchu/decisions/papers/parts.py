"""What the papers of a village's decision have in common: who signs, the laws they stand on, the tables of votes."""

from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day, number
from danchu.decisions.models import Matter, Result, Vote
from danchu.decisions.models.matters import FORM_LABELS
from danchu.documents import paper


def head_title(village) -> str:
    """What the head of a village is: "Trưởng bản", "Trưởng thôn", "Tổ trưởng tổ dân phố"."""
    first = village.name.split()[0].casefold() if village.name.split() else ""
    if first == "tổ":
        return _("Tổ trưởng tổ dân phố")
    return _("Trưởng bản") if first == "bản" else _("Trưởng thôn")


def head_of(village) -> str:
    """The head of a village by post and place: "Trưởng bản Nà Mẫu", "Tổ trưởng tổ dân phố 3"."""
    first = village.name.split()[0].casefold() if village.name.split() else ""
    if first == "tổ":
        return _("Tổ trưởng %(village)s") % {"village": village.name}
    return _("Trưởng %(village)s") % {"village": village.name}


def four_signatures(village, head: str, front_head: str) -> tuple[paper.Signature, ...]:
    """The four who sign a decision of the people (Art. 20.2.g): the two heads by name where known, two households."""
    note = _("(Ký, ghi rõ họ tên)")
    household = _("Đại diện hộ gia đình")
    return (
        paper.Signature(_("Trưởng ban"), front_head, (_("Ban công tác Mặt trận"),), note),
        paper.Signature(head_title(village), head, (village.name,), note),
        paper.Signature(_("Hộ thứ nhất"), "", (household,), note),
        paper.Signature(_("Hộ thứ hai"), "", (household,), note),
    )


def committee(commune) -> str:
    """The People's Committee by its whole name."""
    return _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}


def front(commune) -> str:
    """The Front of the commune by its whole name."""
    return _("Ủy ban Mặt trận Tổ quốc Việt Nam %(commune)s") % {"commune": commune.name}


def sample(commune) -> str:
    """The mark on every page of a sample commune's papers."""
    return _("DỮ LIỆU MẪU") if commune.is_sample else ""


def bases(matter: Matter) -> tuple[str, ...]:
    """The laws under the paper of a decision, of a convention its own decree among them."""
    found = [
        _("Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022"),
        _("Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023 của Chính phủ quy định chi tiết một số điều của "
          "Luật Thực hiện dân chủ ở cơ sở"),
    ]  # fmt: skip
    if matter.clause == "15.3":
        found.append(
            _("Căn cứ Nghị định số 61/2023/NĐ-CP ngày 16 tháng 8 năm 2023 của Chính phủ về xây dựng và thực hiện hương "
              "ước, quy ước của cộng đồng dân cư")
        )  # fmt: skip
    return tuple(found)


def held(vote: Vote) -> str:
    """When and where the people decided (Art. 20.2.a), from the meetings that were held or the days of the ballots."""
    meetings = [one for one in vote.meetings.all() if one.state == "held"]
    if meetings:
        return "; ".join(
            _("%(day)s tại %(place)s") % {"day": day(one.begins_at), "place": one.place} for one in meetings
        )
    if vote.opens_on and vote.closes_on:
        return _("phát và thu phiếu từ ngày %(first)s đến ngày %(last)s") % {
            "first": day(vote.opens_on), "last": day(vote.closes_on),
        }  # fmt: skip
    return _("ngày %(day)s") % {"day": day(vote.result.decided_on)}


def present(vote: Vote) -> list[str]:
    """All households, those who took part, those who did not (Art. 20.2.b)."""
    result = vote.result
    lines = [_("Tổng số hộ gia đình của cộng đồng dân cư: %(n)s hộ.") % {"n": number(result.households)}]
    if vote.form in ("ballot", "online"):
        back = result.yes + result.no + result.other + result.invalid
        if result.issued is not None:
            lines.append(_("Số phiếu phát ra: %(n)s; thu về: %(back)s; không thu được: %(gone)s.") % {
                "n": number(result.issued), "back": number(back), "gone": number(result.issued - back),
            })  # fmt: skip
        else:
            lines.append(_("Số đại diện hộ tham gia biểu quyết: %(n)s.") % {"n": number(back)})
    elif result.attending is not None:
        lines.append(_("Số người đại diện hộ gia đình có mặt: %(n)s.") % {"n": number(result.attending)})
        if result.women is not None and result.men is not None:
            lines.append(_("Trong đó nữ: %(women)s; nam: %(men)s.") % {
                "women": number(result.women), "men": number(result.men),
            })  # fmt: skip
        lines.append(_("Số hộ gia đình không có người đại diện tham dự: %(n)s.") % {
            "n": number(result.households - result.attending),
        })  # fmt: skip
    return lines


def form_of(vote: Vote) -> str:
    """How it was decided (Art. 20.2.d)."""
    said = str(FORM_LABELS[vote.form])
    if vote.form in ("meeting", "cluster"):
        return f"{said}, {_('bỏ phiếu kín') if vote.secret else _('biểu quyết bằng giơ tay')}"
    return said


def votes_table(result: Result) -> paper.Table:
    """How many agreed, did not, had another opinion; of all households."""
    rows = (
        (_("Đồng ý"), result.yes), (_("Không đồng ý"), result.no), (_("Ý kiến khác"), result.other),
        (_("Phiếu không hợp lệ"), result.invalid),
    )  # fmt: skip
    columns = (
        paper.Column(_("Ý kiến"), 46), paper.Column(_("Số đại diện hộ"), 27, "right"),
        paper.Column(_("Trên tổng số hộ"), 27, "right"),
    )  # fmt: skip
    return paper.Table(
        columns, tuple((name, number(count), _share(count, result.households)) for name, count in rows), size=13
    )  # fmt: skip


def candidates_table(candidates: list[tuple[str, int]], households: int) -> paper.Table:
    """The votes for each candidate, as they are given: (name, votes)."""
    columns = (
        paper.Column(_("TT"), 8, "center"), paper.Column(_("Họ và tên người ứng cử"), 48),
        paper.Column(_("Số phiếu"), 20, "right"), paper.Column(_("Trên tổng số hộ"), 24, "right"),
    )  # fmt: skip
    rows = (
        (str(place), name, number(votes), _share(votes, households))
        for place, (name, votes) in enumerate(candidates, 1)
    )  # fmt: skip
    return paper.Table(columns, tuple(rows), size=13)


def _share(count: int, whole: int) -> str:
    """So many per cent of the whole, to a tenth: a reader's help, no rule (the rule counts, `rulebook.voting`)."""
    tenths = count * 1000 // whole if whole else 0
    return f"{tenths // 10},{tenths % 10}%"


def statement(matter: Matter) -> str:
    """The question as what was decided: without its question mark, closed by a stop."""
    return f"{matter.question.strip().rstrip('?.;: ')}."
