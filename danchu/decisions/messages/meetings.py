"""What a meeting is said in: how many have come, why it may not be called so, who is elected."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.templatetags.vietnamese import day, weekday_day
from danchu.decisions.queries.meetings import Election, Standing
from danchu.decisions.rules.meetings import Impossible
from danchu.duties.messages import cite
from danchu.rulebook import Due, Rule

SUM_WORDS = {
    "yes": gettext_lazy("Đồng ý"),
    "no": gettext_lazy("Không đồng ý"),
    "other": gettext_lazy("Ý kiến khác"),
    "invalid": gettext_lazy("Không hợp lệ"),
}
VALID = gettext_lazy("Phiếu hợp lệ")  # of an election, in the place of `yes`


def running(standing: Standing) -> str:
    """How many have come, in one sentence: "Đã có 66/98 hộ; cần 66 để có thể quyết định."."""
    numbers = {"here": standing.attending, "all": standing.households, "needed": standing.needed}
    if standing.enough:
        return _("Đã có %(here)s/%(all)s hộ; cần %(needed)s để có thể quyết định: đã đủ.") % numbers
    numbers["missing"] = standing.needed - standing.attending
    return _("Đã có %(here)s/%(all)s hộ; cần %(needed)s để có thể quyết định: còn thiếu %(missing)s hộ.") % numbers


def second_person(village: str) -> str:
    """Who may be the second of the two, and how there comes to be one."""
    return _(
        "Người thứ hai vào bằng tài khoản của chính mình: người cùng làm việc ở %(village)s, hoặc đơn vị tổng hợp của "
        "xã. Chưa có ai thì nhờ quản trị của xã cấp thêm quyền làm việc của %(village)s cho một người."
    ) % {"village": village}


def foreseen(*, yes: int, needed: int) -> str:
    """What the counts will come to, before they stand for ever."""
    numbers = {"yes": yes, "needed": needed}
    if yes >= needed:
        return _("Cần ít nhất %(needed)s, có %(yes)s: sẽ công bố là được thông qua.") % numbers
    return _("Cần ít nhất %(needed)s, chỉ có %(yes)s: sẽ công bố là không được thông qua.") % numbers


def too_late(due: Due, *, called: str) -> str:
    """Why it may not be called so: the last day, the article, what to do."""
    return _("Họp ngày %(meeting)s thì phải %(what)s chậm nhất %(last)s (%(article)s). Hãy lùi ngày họp.") % {
        "meeting": day(due.start),
        "what": called,
        "last": weekday_day(due.due),
        "article": cite(due.rule),
    }


def call_by(due: Due) -> str:
    """Until when households have to know."""
    return _("Báo mời chậm nhất %(last)s (%(article)s).") % {"last": weekday_day(due.due), "article": cite(due.rule)}


def hand_out_by(due: Due) -> str:
    """Until when the documents have to be with every household."""
    return _("Gửi tài liệu đến từng hộ chậm nhất %(last)s (%(article)s).") % {
        "last": weekday_day(due.due), "article": cite(due.rule)
    }  # fmt: skip


def before_election(due: Due) -> tuple[str, str]:
    """A step before an election: what, and its last day with the article."""
    return due.rule.text, _("chậm nhất %(last)s (%(article)s)") % {
        "last": weekday_day(due.due), "article": cite(due.rule)
    }  # fmt: skip


def not_enough_hands(rule: Rule, *, in_favour: int, present: int, needed: int) -> str:
    """A procedural vote that more than half of those present did not support."""
    return _(
        "%(yes)s/%(present)s người dự giơ tay, cần ít nhất %(needed)s (trên một nửa số đại diện hộ dự họp, "
        "%(article)s): chưa được chọn."
    ) % {"yes": in_favour, "present": present, "needed": needed, "article": cite(rule)}


def impossible(found: tuple[Impossible, str, int, int], names: dict[str, str]) -> str:
    """Why a tally cannot be true, with the numbers and what to do."""
    why, number, count, most = found
    values = {"count": count, "most": most, "name": names.get(number, number)}
    sentence = {
        Impossible.NEGATIVE: _("Số đếm không thể âm. Hãy xem lại tờ giấy."),
        Impossible.MORE_THAN_PRESENT: _(
            "Cộng lại là %(count)s, nhiều hơn %(most)s hộ có mặt. Hãy xem lại tờ giấy; nếu điểm danh sót hộ thì mở lại "
            "điểm danh trước."
        ),
        Impossible.CANDIDATE_ABOVE_BALLOTS: _(
            "%(name)s được %(count)s phiếu, nhiều hơn số phiếu hợp lệ (%(most)s). Hãy xem lại tờ giấy."
        ),
        Impossible.ABOVE_SEATS: _(
            "Tổng số phiếu bầu cho các ứng cử viên là %(count)s, nhiều hơn mức %(most)s mà số phiếu hợp lệ có thể "
            "mang. Hãy xem lại tờ giấy."
        ),
    }[why]
    return sentence % values


def elected(election: Election) -> list[str]:
    """An election in sentences: who is elected, who is tied, what stays empty and what then happens."""
    sentences = []
    if election.names:
        sentences.append(_("Trúng cử: %(names)s.") % {"names": ", ".join(election.names)})
    if election.outcome.tied:
        sentences.append(
            _(
                "%(names)s bằng phiếu nhau ở chỗ cuối nên chưa xác định được người trúng cử; luật không nói cách chọn. "
                "Hãy báo Ủy ban nhân dân xã, Mặt trận xã để bầu lại chỗ này."
            )
            % {"names": ", ".join(election.tied_names)}
        )
    if not election.names and not election.outcome.tied:
        sentences.append(
            _(
                "Không ai đạt ít nhất %(needed)s phiếu (trên một nửa tổng số đại diện hộ) nên không có người trúng cử. "
                "Ghi rõ trong biên bản để báo cáo xem xét việc bầu lại (điểm d khoản 5 Điều 3 Nghị định 59/2023/NĐ-CP)."
            )
            % {"needed": election.needed}
        )
    elif election.outcome.unfilled and not election.outcome.tied:
        sentences.append(
            _(
                "Còn thiếu %(n)s người so với số cần bầu (%(seats)s): chỉ người đạt ít nhất %(needed)s phiếu mới trúng "
                "cử."
            )
            % {"n": election.outcome.unfilled, "seats": election.seats, "needed": election.needed}
        )
    return sentences
