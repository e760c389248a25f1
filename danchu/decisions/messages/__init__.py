"""What a vote's outcome is said in: the numbers, the article, what happens next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.decisions.queries.rolls import Stands
from danchu.decisions.states import MeetingState, VoteState
from danchu.duties.messages import cite
from danchu.rulebook import Evidence, Rule
from danchu.rulebook.voting import Effect, Form, Outcome, Reason, Recogniser, Scope, Verdict

# What a count is called in a sentence.
COUNTS = {
    "households": gettext_lazy("số hộ"),
    "attending": gettext_lazy("số đại diện hộ dự họp"),
    "yes": gettext_lazy("số đồng ý"),
    "no": gettext_lazy("số không đồng ý"),
    "other": gettext_lazy("số ý kiến khác"),
    "invalid": gettext_lazy("số phiếu không hợp lệ"),
    "votes": gettext_lazy("tổng số phiếu các loại"),
    "villages": gettext_lazy("số thôn"),
    "villages_passing": gettext_lazy("số thôn tán thành"),
    "online_optin": gettext_lazy("số đại diện hộ chọn biểu quyết trực tuyến"),
    "earlier_meeting_attending": gettext_lazy("số đại diện hộ dự cuộc họp trước"),
    "ballots_issued": gettext_lazy("số phiếu phát ra"),
    "assents": gettext_lazy("số hộ đồng thuận với sáng kiến"),
    "front_agrees": gettext_lazy("ý kiến của Mặt trận"),
}
FORMS = {
    Form.MEETING: gettext_lazy("cuộc họp của cộng đồng dân cư"),
    Form.CLUSTER: gettext_lazy("họp theo cụm dân cư"),
    Form.BALLOT: gettext_lazy("phát phiếu đến từng hộ"),
    Form.ONLINE: gettext_lazy("biểu quyết trực tuyến"),
}
_REASONS = {
    Reason.ENOUGH: gettext_lazy("Có %(count)s tán thành nên được thông qua."),
    Reason.TOO_FEW: gettext_lazy("Chỉ có %(count)s tán thành nên không được thông qua."),
    Reason.MEETING_TOO_SMALL: gettext_lazy(
        "Chỉ có %(count)s đại diện hộ dự họp, dù tất cả tán thành cũng không đủ %(all)s, nên không được thông qua. "
        "Có thể phát phiếu đến từng hộ."
    ),
    Reason.NO_QUORUM: gettext_lazy(
        "Cuộc họp thông qua hương ước, quy ước phải có trên một nửa số hộ dự, tức ít nhất %(all)s; chỉ có %(count)s "
        "nên không được thông qua. Có thể phát phiếu đến từng hộ."
    ),
    Reason.VILLAGE_ONLY: gettext_lazy(
        "Nội dung này do từng thôn, tổ dân phố quyết định; luật không có cách quyết định chung cho toàn xã."
    ),
    Reason.NEVER: gettext_lazy("Nội dung này không được quyết định bằng hình thức %(form)s."),
    Reason.FRONT_DISAGREES: gettext_lazy(
        "Hình thức %(form)s chỉ được chọn sau khi thống nhất với Ban công tác Mặt trận, mà Ban chưa đồng ý."
    ),
    Reason.CHAIR_AND_FRONT_DISAGREE: gettext_lazy(
        "Việc của toàn xã: Chủ tịch Ủy ban nhân dân xã chỉ chọn nội dung, hình thức sau khi thống nhất với Chủ tịch "
        "Ủy ban Mặt trận Tổ quốc xã, mà Mặt trận chưa đồng ý."
    ),
    Reason.NO_EARLIER_MEETING: gettext_lazy(
        "Nội dung này phải đưa ra cuộc họp trước. Chỉ phát phiếu khi đã họp mà không đủ hộ dự để có thể thông qua. "
        "Nếu đã họp, hãy cho biết bao nhiêu hộ đã dự."
    ),
    Reason.EARLIER_MEETING_LARGE_ENOUGH: gettext_lazy(
        "Cuộc họp trước có %(count)s đại diện hộ, đủ để có thể thông qua (cần %(all)s), nên không được phát phiếu thay."
    ),
    Reason.NOT_CHOSEN: gettext_lazy(
        "Biểu quyết trực tuyến phải được trên một nửa tổng số đại diện hộ chọn trước, tức ít nhất %(all)s; "
        "mới có %(count)s."
    ),
    Reason.TOO_SMALL_FOR_CLUSTERS: gettext_lazy(
        "Chỉ thôn có từ %(all)s hộ trở lên, hoặc dân cư sống không tập trung, mới được họp theo cụm; "
        "thôn này có %(count)s hộ."
    ),
    Reason.CLUSTER_PLAN_REFUSED: gettext_lazy(
        "Phương án họp theo cụm phải được Ủy ban nhân dân xã quyết định, mà Ủy ban chưa chấp thuận."
    ),
    Reason.NEGATIVE: gettext_lazy("%(what)s là %(count)s: số đếm không thể âm. Hãy kiểm tra lại."),
    Reason.NOBODY: gettext_lazy("%(what)s bằng 0 thì không có ai để biểu quyết. Hãy kiểm tra lại."),
    Reason.MORE_THAN_ALL: gettext_lazy("%(what)s là %(count)s, nhiều hơn tổng số %(all)s. Hãy kiểm tra lại."),
    Reason.MORE_VOTES_THAN_PRESENT: gettext_lazy(
        "Tổng số biểu quyết là %(count)s, nhiều hơn số người dự %(all)s. Hãy kiểm tra lại."
    ),
    Reason.MORE_VOTES_THAN_BALLOTS: gettext_lazy(
        "Tổng số phiếu thu về là %(count)s, nhiều hơn số phiếu phát ra %(all)s. Hãy kiểm tra lại."
    ),
    Reason.MISSING: gettext_lazy("Chưa kết luận được vì còn thiếu: %(missing)s."),
    Reason.NOT_BROUGHT_UP: gettext_lazy(
        "Trưởng thôn, Tổ trưởng tổ dân phố chỉ đưa nội dung ra bàn sau khi thống nhất với Trưởng ban công tác "
        "Mặt trận, mà Mặt trận chưa đồng ý; nên chưa thể kết luận."
    ),
    Reason.INITIATIVE_SHORT: gettext_lazy(
        "Sáng kiến của công dân cần ít nhất %(all)s hộ đồng thuận (mỗi ý kiến có giá trị 03 tháng), mới có %(count)s; "
        "hoặc cần Ban công tác Mặt trận tán thành. Nên chưa đưa ra biểu quyết được."
    ),
}  # fmt: skip
EFFECTS = {
    Effect.VOTE: gettext_lazy("Quyết định có hiệu lực từ ngày được biểu quyết thông qua."),
    Effect.COMMITTEE_DECISION: gettext_lazy("Ngày có hiệu lực do Ủy ban nhân dân xã quyết định."),
    Effect.COMMITTEE_RECOGNITION: gettext_lazy(
        "Quyết định có hiệu lực từ ngày Ủy ban nhân dân xã ra quyết định công nhận."
    ),
    Effect.FRONT_RECOGNITION: gettext_lazy(
        "Quyết định có hiệu lực từ ngày Ủy ban Mặt trận Tổ quốc xã ra quyết định công nhận."
    ),
}
RECOGNISERS = {
    Recogniser.PEOPLE_COMMITTEE: gettext_lazy("Ủy ban nhân dân xã"),
    Recogniser.FRONT: gettext_lazy("Ủy ban Mặt trận Tổ quốc xã"),
}
_SHOWS_SHARE = (Reason.ENOUGH, Reason.TOO_FEW, Reason.MISSING)


def explain_vote(verdict: Verdict) -> str:
    """A verdict in a few sentences: how many are needed of whom, how many there are, the article, what follows."""
    sentences = []
    if verdict.needed is not None and verdict.reason in _SHOWS_SHARE:
        sentences.append(_threshold(verdict))
    sentences.append(_reason(verdict))
    sentences.append(_("Căn cứ: %(article)s.") % {"article": place_of(verdict.rule, verdict.citation)})
    if verdict.doubtful:
        sentences.append(
            _(
                "Còn nghi ngờ: chưa có cuộc họp nào trước đó thiếu hộ dự, mà %(article)s chỉ nói đến phát phiếu trong "
                "trường hợp này cho việc tự quản khác. Nên tổ chức họp trước."
            )
            % {"article": cite(verdict.doubtful)}
        )
    if "front_agrees" in verdict.assumed:
        sentences.append(_("Tính như Mặt trận đã thống nhất."))
    if "cluster_plan_approved" in verdict.assumed:
        sentences.append(_("Tính như Ủy ban nhân dân xã đã quyết định phương án họp cụm."))
    if verdict.outcome is Outcome.PASSED:
        sentences += _what_follows(verdict)
    if verdict.evidence is not Evidence.CONFIRMED:
        sentences.append(_("Quy định này chưa được xác nhận."))
    return " ".join(sentences)


def place_of(rule: Rule, citation: str) -> str:
    """The article as a lawyer writes it, at the point that the citation names: "điểm b khoản 1 Điều 19 Luật …"."""
    words = cite(rule)
    point = citation.removeprefix(f"{rule.citation}.") if citation != rule.citation else ""
    return f"{_('điểm %(point)s') % {'point': point}} {words}" if point else words


def _threshold(verdict: Verdict) -> str:
    rule = verdict.share_rule
    assert rule is not None
    names = {
        "needed": verdict.needed,
        "all": verdict.denominator,
        "share": f"{rule.value}%" if isinstance(rule.value, int) else rule.value,
    }
    if verdict.situation.scope is Scope.COMMUNE:
        return _("Cần ít nhất %(needed)s trên %(all)s thôn, tổ dân phố tán thành (từ %(share)s tổng số).") % names
    if rule.op == ">":
        return (
            _(
                "Cần ít nhất %(needed)s trên %(all)s đại diện hộ tán thành (trên %(share)s tổng số đại diện hộ của "
                "thôn, kể cả hộ vắng mặt)."
            )
            % names
        )
    return (
        _(
            "Cần ít nhất %(needed)s trên %(all)s đại diện hộ tán thành (từ %(share)s tổng số đại diện hộ của thôn, kể "
            "cả hộ vắng mặt)."
        )
        % names
    )


def _reason(verdict: Verdict) -> str:
    values: dict = dict(verdict.values)
    if "what" in values:
        words = str(COUNTS[values["what"]])
        values["what"] = words[0].upper() + words[1:]
    values["form"] = FORMS[verdict.situation.form]
    values["missing"] = ", ".join(str(COUNTS[name]) for name in verdict.missing)
    return str(_REASONS[verdict.reason]) % values


def _what_follows(verdict: Verdict) -> list[str]:
    sentences = [str(EFFECTS[verdict.effect])] if verdict.effect else []
    if verdict.send:
        sentences.append(
            _("Trưởng thôn gửi Ủy ban nhân dân xã, Mặt trận xã chậm nhất sau %(days)s ngày làm việc.")
            % {"days": verdict.send.value}
        )
    if verdict.recognise and verdict.recogniser:
        sentences.append(
            _(
                "%(who)s công nhận, hoặc trả lời bằng văn bản kèm lý do, chậm nhất sau %(days)s ngày làm việc từ khi "
                "nhận."
            )
            % {"who": RECOGNISERS[verdict.recogniser], "days": verdict.recognise.value}
        )
    return sentences


def next_step(stands: Stands) -> str:
    """What is next of a vote, in one plain sentence. Notice of a meeting: Decree 59/2023, Art. 3.3."""
    vote, meeting = stands.vote, stands.meeting
    if vote.state == VoteState.DROPPED:
        return _("Cuộc biểu quyết này đã hủy: %(why)s") % {"why": vote.dropped_why}
    if stands.result is not None:
        return _after_result(stands)
    if vote.state == VoteState.PLANNED:
        if not stands.households:
            return _("Nhập danh sách hộ của %(village)s, rồi chốt danh sách.") % {"village": vote.village.name}
        return _("Xem lại danh sách %(n)s hộ rồi chốt: kết quả sẽ tính trên tất cả các hộ này.") % {
            "n": stands.households
        }
    if stands.by_ballot:
        if not stands.handed:
            return _("In phiếu và phát đến từng hộ; mỗi hộ một phiếu.")
        if vote.state == VoteState.OPEN:
            return _("Thu phiếu về; hết hạn thì mở kiểm đếm.")
        return _("Hai người nhập từng phiếu, mỗi người một lần, rồi đối chiếu.")
    if meeting is None:
        return _("Mời họp: báo trước ít nhất 02 ngày.")
    if meeting.state == MeetingState.PLANNED:
        return _("Báo mời đến từng hộ, trước ngày họp ít nhất 02 ngày.")
    if meeting.state == MeetingState.CALLED:
        return _("Đến giờ họp: điểm danh từng hộ, rồi biểu quyết.")
    return _("Hai người nhập số đếm, mỗi người một lần, rồi công bố kết quả.")


def _after_result(stands: Stands) -> str:
    assert stands.result is not None
    if stands.result.outcome == Outcome.PASSED:
        return _("Đã được thông qua. Gửi kết quả đến Ủy ban nhân dân xã và Mặt trận xã.")
    if stands.result.verdict.get("reason") in (Reason.MEETING_TOO_SMALL, Reason.NO_QUORUM):
        return _("Họp thiếu hộ nên không được thông qua. Có thể phát phiếu đến từng hộ.")
    return _("Không được thông qua. Kết quả này giữ nguyên; muốn bàn lại thì đưa thành việc mới.")
