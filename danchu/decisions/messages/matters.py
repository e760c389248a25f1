"""Where a matter stands and what comes next, in one sentence; its steps; who brought it up, with the sum."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day, moment
from danchu.decisions.models import Matter, Meeting, Vote
from danchu.decisions.rules.initiative import Support
from danchu.decisions.states import MatterState, Proposer, VoteState
from danchu.duties.messages import cite
from danchu.rulebook import Rule

TAGS = {
    MatterState.PROPOSED: "draft", MatterState.READY: "waiting", MatterState.VOTING: "soon",
    MatterState.DECIDED: "waiting", MatterState.SENT: "waiting", MatterState.IN_FORCE: "done",
    MatterState.REFUSED: "late", MatterState.NOT_PASSED: "late", MatterState.DROPPED: "draft",
    MatterState.ANNULLED: "late",
}  # fmt: skip
VOTE_TAGS = {
    VoteState.PLANNED: "draft", VoteState.OPEN: "soon", VoteState.COUNTING: "soon", VoteState.RESULT: "done",
    VoteState.DROPPED: "draft",
}  # fmt: skip
_AT = {
    MatterState.PROPOSED: 1, MatterState.READY: 2, MatterState.VOTING: 3, MatterState.NOT_PASSED: 3,
    MatterState.DECIDED: 4, MatterState.SENT: 4, MatterState.REFUSED: 4, MatterState.IN_FORCE: 5,
    MatterState.DROPPED: 1, MatterState.ANNULLED: 5,
}  # fmt: skip


@dataclass(frozen=True)
class Next:
    """What comes next: a sentence, and which button stands beside it ("" where it is done elsewhere)."""

    words: str
    act: str = ""


def steps(matter: Matter) -> tuple[list[str], int]:
    """The way of a matter, and at which step it is (from 1)."""
    labels = [
        _("Soạn việc"), _("Chốt câu hỏi, báo bà con"), _("Bàn và biểu quyết"), _("Gửi, công nhận"),
        _("Làm theo quyết định"),
    ]  # fmt: skip
    return labels, _AT[MatterState(matter.state)]


def whose(matter: Matter) -> str:
    """The village, or every village of the commune."""
    return matter.village.name if matter.village else _("Toàn xã")


def next_step(matter: Matter, *, lacks: list[str], votes: list[Vote], villages: int, second: list[Vote]) -> Next:
    """What somebody has to do now; `lacks` what stands in the way, `second` meetings after which ballots may go."""
    state = MatterState(matter.state)
    if state is MatterState.PROPOSED:
        return Next(_("Còn thiếu: %(lacks)s") % {"lacks": lacks[0]}) if lacks else Next(
            _("Đã đủ để chốt câu hỏi. Chốt rồi thì câu hỏi vào sổ công khai, không ai lặng lẽ sửa được."), "ready"
        )  # fmt: skip
    if state is MatterState.READY:
        where = _("mọi thôn, bản") if matter.village is None else whose(matter)
        return Next(
            _("Câu hỏi đã chốt. Báo cho bà con, rồi mở cuộc biểu quyết ở %(where)s.") % {"where": where}, "open"
        )  # fmt: skip
    if second:
        names = ", ".join(vote.village.name for vote in second)
        return Next(_("Cuộc họp ở %(names)s không đủ hộ dự để có thể thông qua. Có thể phát phiếu.") % {"names": names})
    if state is MatterState.VOTING:
        done = sum(vote.state == VoteState.RESULT for vote in votes)
        if matter.village is None and len({vote.village_id for vote in votes}) < villages:
            return Next(_("Còn thôn, bản chưa mở cuộc biểu quyết."), "open")
        if done == len(votes):
            return Next(_("Mọi cuộc biểu quyết đã có kết quả."), "after")
        if matter.village is None:
            return Next(_("%(done)s trên %(all)s thôn, bản đã có kết quả.") % {"done": done, "all": len(votes)})
        ballots = any(vote.form == "ballot" and vote.state != VoteState.RESULT for vote in votes)
        return Next(
            _("Chốt danh sách hộ, rồi phát phiếu đến từng hộ.") if ballots
            else _("Chốt danh sách hộ, mời họp trước ít nhất 02 ngày, rồi họp và biểu quyết."), "vote"
        )  # fmt: skip
    return {
        MatterState.DECIDED: Next(_("Đã quyết định. Gửi quyết định đến UBND xã và Ủy ban MTTQ xã."), "after"),
        MatterState.SENT: Next(_("Đã gửi. Đang chờ công nhận, hoặc trả lời bằng văn bản có lý do."), "after"),
        MatterState.IN_FORCE: Next(
            _("Quyết định có hiệu lực. Ghi việc làm theo quyết định: góp, chi, tiến độ."), "after"
        ),
        MatterState.REFUSED: Next(
            _("Không được công nhận. Xem lý do; nếu cần thì đưa ra lại thành việc mới."), "after"
        ),
        MatterState.NOT_PASSED: Next(_("Bà con không thông qua. Muốn bàn lại thì đưa ra thành một việc mới.")),
        MatterState.ANNULLED: Next(_("Đã bị bãi bỏ. Xem lý do bằng văn bản."), "after"),
        MatterState.DROPPED: Next(_("Không đưa ra nữa: %(why)s") % {"why": matter.dropped_why}),
    }[state]


def address(matter: Matter) -> str:
    """The matter's page for who works on it."""
    return reverse("decisions:matter", args=[matter.pk])


def dropped(matter: Matter, reason: str) -> tuple[str, str]:
    """Title and body: what was to be put to the people is not, and what the village's head does now."""
    return (
        _("Không đưa ra dân bàn nữa: %(title)s") % {"title": matter.title},
        _("Lý do: %(why)s Hãy báo lại cho bà con, gỡ giấy báo đã dán và hủy phiếu đã in.") % {"why": reason},
    )


def what_dropping_does(matter: Matter, meetings: list[Meeting]) -> list[str]:
    """What follows when a matter is dropped now; `meetings`: those that people were called to."""
    said = [_("Việc này dừng hẳn và không mở lại được. Muốn bàn lại thì đưa ra một việc mới.")]
    if matter.question_digest:
        said.append(_("Trang công khai và sổ công khai ghi: không đưa ra nữa, kèm lý do. Ai cũng đọc được."))
        said.append(_("Lệnh dán giấy báo dừng lại; giấy báo đã dán phải gỡ xuống."))
    if matter.state == MatterState.VOTING:
        said.append(_("Cuộc biểu quyết bị hủy, danh sách hộ đã chốt bị bỏ, phiếu đã in mà chưa phát phải hủy."))
        said += [
            _("Cuộc họp %(when)s ở %(village)s ghi là không họp: Trưởng thôn báo lại cho từng hộ.")
            % {"when": moment(meeting.begins_at), "village": meeting.village.name}
            for meeting in meetings
        ]
        said.append(_("Chỉ làm được khi chưa hộ nào đến họp hay nhận phiếu."))
    return said


def how_brought_up(matter: Matter, support: Support | None) -> str:
    """Who brought it up, with the day of the Front and the sum of the assents."""
    parts = [str(matter.get_proposer_display())]
    if matter.front_agreed_on:
        parts.append(
            _("Mặt trận thống nhất ngày %(day)s (%(who)s)")
            % {"day": day(matter.front_agreed_on), "who": matter.front_agreed_by or _("chưa ghi tên")}
        )
    counted = matter.brought_up
    if "assents" in counted:
        parts.append(
            _("%(n)s trên %(all)s hộ đồng thuận ngày gửi đề xuất, cần %(needed)s")
            % {"n": counted["assents"], "all": counted["households"], "needed": counted["needed"]}
        )
    elif support is not None and matter.proposer == Proposer.CITIZENS:
        parts.append(_("%(n)s hộ đồng thuận còn giá trị, cần %(all)s") % {"n": support.valid, "all": support.needed})
    return ". ".join(parts) + "."


def spaced(digest: str) -> str:
    """A digest in groups of eight: one can compare it by eye, and it breaks on a narrow screen."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


# -- what still stands in the way -------------------------------------------------------------------------------------
def no_form() -> str:
    return _("Chọn cách bà con quyết định (họp hay phát phiếu).")


def no_papers(rule: Rule | None) -> str:
    """That papers for every household are missing, with the article; "" where the law asks for none."""
    return _("Thêm tài liệu gửi đến từng hộ (%(place)s).") % {"place": cite(rule)} if rule else ""


def no_agreement(matter: Matter) -> str:
    """Whose agreement of the Front is not recorded yet (Art. 16.1, 16.2)."""
    if matter.village is None:
        return _("Ghi ngày Chủ tịch UBND xã thống nhất với Chủ tịch Ủy ban MTTQ xã.")
    return _("Ghi ngày Trưởng thôn thống nhất với Trưởng ban công tác Mặt trận.")


def too_few_assents(support: Support) -> str:
    """That the tenth is not reached, and the two ways on (Art. 16.3)."""
    if not support.households:
        return _("Nhập danh sách hộ của thôn, rồi ghi các hộ đồng thuận.")
    return _("Thêm %(n)s hộ đồng thuận nữa, hoặc ghi ngày Ban công tác Mặt trận tán thành.") % {"n": support.missing}
