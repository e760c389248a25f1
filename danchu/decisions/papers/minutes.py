"""The minutes of a meeting, and those of its counting board, each in three copies (Decree 59/2023, Art. 3.5.c).

Form 02 of the decree's annex was not seen: the minutes follow what Art. 3.5 and Law 10/2022, Art. 20.2 say they hold:
when, households in all, present and absent, what was put, in which form, the result, what was decided, who signs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import moment
from danchu.decisions.models import Meeting, Member, ProceduralVote
from danchu.decisions.models.meetings import DUTY_LABELS
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.states import Duty
from danchu.documents import paper

COPIES = 3


@dataclass(frozen=True)
class Decided:
    """One matter on the agenda: the question, the sums as agreed (None: not counted), what follows in sentences."""

    title: str
    question: str
    tally: Tally | None
    candidates: dict[str, str]
    conclusion: Sequence[str] = ()


@dataclass(frozen=True)
class Facts:
    """What the minutes hold besides the meeting's own words."""

    households: int
    present: int
    mandates: int
    members: Sequence[Member]
    procedural: Sequence[tuple[ProceduralVote, bool]]
    decided: Sequence[Decided]
    reports: Sequence[tuple[str, str]] = ()


def minutes_paper(meeting: Meeting, facts: Facts) -> paper.Paper:
    """The minutes as they stand now; what is not known yet is left as dots. Needs `commune` and `village`."""
    body: list[paper.Block] = [
        *_opening(meeting, facts),
        paper.Heading(_("Diễn biến cuộc họp"), 1, "II."),
        *_agenda(meeting),
        *(paper.Bullet(_procedural(vote, passed)) for vote, passed in facts.procedural),
        *(
            block
            for name, text in facts.reports
            for block in (paper.Paragraph((paper.Run(f"{name}: ", bold=True), paper.Run(text))),)
        ),
        paper.Heading(_("Ý kiến thảo luận"), 2),
        *_paragraphs(meeting.remarks),
    ]
    if facts.decided:
        body.append(paper.Heading(_("Kết quả biểu quyết"), 1, "III."))
        for number, one in enumerate(facts.decided, 1):
            body += _decided(number, one, facts, secret=meeting.secret)
    body += [
        paper.Heading(_("Kết luận"), 1, "IV." if facts.decided else "III."),
        *_paragraphs(meeting.conclusions),
        paper.Paragraph(_ending(meeting)),
    ]
    return _paper(meeting, _("Biên bản"), meeting.title, body, _signatures(meeting, facts))


def counting_paper(meeting: Meeting, facts: Facts) -> paper.Paper:
    """The minutes of the counting board of a secret vote (form 02), three copies, with the two who watched."""
    board = [one for one in facts.members if one.duty in (Duty.COUNTING_HEAD, Duty.COUNTING)]
    watching = [one for one in facts.members if one.duty == Duty.WITNESS]
    body: list[paper.Block] = [
        paper.Paragraph(_("Thời gian, địa điểm: %(when)s, tại %(where)s.") % _when(meeting)),
        paper.Paragraph(_("Ban kiểm phiếu do cuộc họp bầu gồm:")),
        *(paper.Bullet(f"{one.name}, {DUTY_LABELS[Duty(one.duty)]}") for one in board),
        paper.Paragraph(_("Đại diện hộ gia đình chứng kiến việc kiểm phiếu: %(names)s.") % {"names": _names(watching)}),
        paper.Paragraph(
            _("Tổng số hộ của thôn: %(all)s. Số đại diện hộ có mặt: %(present)s.")
            % {"all": facts.households, "present": facts.present}
        ),
    ]  # fmt: skip
    for number, one in enumerate(facts.decided, 1):
        body += _decided(number, one, facts, secret=True)
    signers = [
        *(paper.Signature(post=_("Đại diện hộ chứng kiến"), name=one.name, note=_("(Ký)")) for one in watching),
        *(paper.Signature(post=str(DUTY_LABELS[Duty(one.duty)]), name=one.name, note=_("(Ký)")) for one in board),
    ]
    return _paper(meeting, _("Biên bản kiểm phiếu"), meeting.title, body, tuple(signers))


def _paper(meeting: Meeting, kind: str, title: str, body: list[paper.Block], signatures) -> paper.Paper:
    body.append(paper.Paragraph(_copies()))
    return paper.Paper(
        parent_body=_("Ủy ban nhân dân %(commune)s") % {"commune": meeting.commune.name},
        issuing_body=meeting.village.name, kind=kind, title=title, symbol="BB", place=meeting.commune.place,
        date=timezone.localdate(meeting.begins_at), body=tuple(body), signatures=signatures,
        recipients=(_("Ủy ban nhân dân xã"), _("Ủy ban MTTQ Việt Nam xã")), archive=_("Lưu: thôn"),
        sample=_("DỮ LIỆU MẪU") if meeting.commune.is_sample else "",
    )  # fmt: skip


def _when(meeting: Meeting) -> dict[str, str]:
    return {"when": moment(meeting.begins_at), "where": meeting.place}


def _opening(meeting: Meeting, facts: Facts) -> list[paper.Block]:
    lines = [
        _("Thời gian, địa điểm: %(when)s, tại %(where)s.") % _when(meeting),
        _("Người chủ trì: %(name)s.") % {"name": meeting.convenor},
        _("Thư ký: %(names)s.") % {"names": _names([one for one in facts.members if one.duty == Duty.SECRETARY])},
        _("Tổng số hộ gia đình: %(all)s; số đại diện hộ có mặt: %(present)s; số hộ vắng: %(absent)s.")
        % {"all": facts.households, "present": facts.present, "absent": max(facts.households - facts.present, 0)},
    ]
    if meeting.women is not None and meeting.men is not None:
        lines.append(_("Trong đó nữ: %(women)s, nam: %(men)s.") % {"women": meeting.women, "men": meeting.men})
    if facts.mandates:
        lines.append(_("Số người dự theo giấy ủy quyền: %(n)s.") % {"n": facts.mandates})
    if meeting.language:
        interpreters = _names([one for one in facts.members if one.duty == Duty.INTERPRETER])
        lines.append(
            _("Cuộc họp dùng %(language)s; người phiên dịch: %(names)s.")
            % {"language": meeting.language, "names": interpreters}
        )
    return [paper.Heading(_("Thành phần"), 1, "I."), *(paper.Paragraph(line) for line in lines)]


def _agenda(meeting: Meeting) -> list[paper.Block]:
    return [paper.Paragraph(line.strip()) for line in meeting.agenda.splitlines() if line.strip()]


def _procedural(vote: ProceduralVote, passed: bool) -> str:
    outcome = _("được chọn") if passed else _("không được chọn")
    return _("%(kind)s: %(what)s; %(yes)s/%(present)s người dự giơ tay đồng ý, %(outcome)s.") % {
        "kind": vote.get_kind_display(), "what": vote.what, "yes": vote.in_favour, "present": vote.present,
        "outcome": outcome,
    }  # fmt: skip


def _decided(number: int, one: Decided, facts: Facts, *, secret: bool) -> list[paper.Block]:
    blocks: list[paper.Block] = [paper.Heading(one.title, 2, f"{number}."), paper.Paragraph(one.question)]
    if one.tally is None and one.conclusion:  # too few came: nobody voted
        return [
            *blocks,
            *(paper.Paragraph(sentence) for sentence in (_("Cuộc họp không biểu quyết."), *one.conclusion)),
        ]
    way = _("bỏ phiếu kín") if secret else _("giơ tay")
    blocks.append(paper.Paragraph(_("Hình thức: %(way)s.") % {"way": way}))
    if one.tally is None:
        blocks.append(paper.Paragraph(_("Đồng ý: ………; không đồng ý: ………; ý kiến khác: ………; không hợp lệ: ………")))
    elif one.candidates:
        rows = tuple(
            (number, name, str(one.tally.for_candidates.get(number, 0))) for number, name in one.candidates.items()
        )
        columns = (
            paper.Column(_("TT"), 1, "center"), paper.Column(_("Người ứng cử"), 6),
            paper.Column(_("Số phiếu"), 2, "right"),
        )  # fmt: skip
        blocks.append(
            paper.Paragraph(
                _("Số phiếu hợp lệ: %(valid)s; không hợp lệ: %(invalid)s.")
                % {"valid": one.tally.yes, "invalid": one.tally.invalid}
            )
        )
        blocks.append(paper.Table(columns, rows))
    else:
        blocks.append(
            paper.Paragraph(
                _("Đồng ý: %(yes)s; không đồng ý: %(no)s; ý kiến khác: %(other)s; không hợp lệ: %(invalid)s.")
                % one.tally.as_json()
            )
        )
    return [*blocks, *(paper.Paragraph(sentence) for sentence in one.conclusion)]


def _ending(meeting: Meeting) -> str:
    if meeting.ended_at:
        return _("Cuộc họp kết thúc lúc %(when)s. Biên bản đã đọc lại cho người dự nghe.") % {
            "when": moment(meeting.ended_at)
        }  # fmt: skip
    return _("Cuộc họp kết thúc lúc …… giờ …… cùng ngày. Biên bản đã đọc lại cho người dự nghe.")


def _copies() -> str:
    return _(
        "Biên bản lập thành 03 bản: gửi Ủy ban nhân dân xã, Ủy ban Mặt trận Tổ quốc Việt Nam xã mỗi nơi 01 bản, lưu "
        "tại thôn 01 bản."
    )


def _signatures(meeting: Meeting, facts: Facts) -> tuple[paper.Signature, ...]:
    """Law 10/2022, Art. 20.2.g: the village head, the head of the Front's board, two household representatives."""
    sign = _("(Ký, ghi rõ họ tên)")
    watching = [one.name for one in facts.members if one.duty == Duty.WITNESS]
    return (
        paper.Signature(post=_("Đại diện hộ gia đình"), name=watching[0] if watching else "", note=sign),
        paper.Signature(post=_("Đại diện hộ gia đình"), name=watching[1] if len(watching) > 1 else "", note=sign),
        paper.Signature(post=_("Trưởng ban công tác Mặt trận"), note=sign),
        paper.Signature(post=meeting.convenor, note=sign),
    )


def _names(members: Sequence[Member]) -> str:
    return ", ".join(one.name for one in members) or "………………"


def _paragraphs(text: str) -> list[paper.Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [paper.Paragraph(line) for line in lines] or [paper.Paragraph("…" * 56)]
