"""How a matter is told to the person who brought it and to who handles it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import cite
from danchu.organisation.models import StandIn
from danchu.petitions.models import Case
from danchu.petitions.models.handling import EVENT_LABELS
from danchu.petitions.rules.cases import CHECKS, Check
from danchu.petitions.states import INNER, OF_OTHERS, CaseState, EventKind, Kind
from danchu.rulebook import Evidence

TAGS = {
    CaseState.RECEIVED: "waiting", CaseState.ACCEPTED: "waiting", CaseState.HANDLING: "waiting",
    CaseState.ANSWERED: "soon", CaseState.CLOSED: "done", CaseState.TRANSFERRED: "done", CaseState.GUIDED: "done",
    CaseState.REFUSED: "late", CaseState.WITHDRAWN: "draft",
}  # fmt: skip

# What the person reads at the head of the matter already.
_TOLD = frozenset({EventKind.TRANSFERRED, EventKind.GUIDED, EventKind.REFUSED})


def tag(case: Case) -> str:
    """The shape and colour of its state."""
    return TAGS[CaseState(case.state)]


def next_step(case: Case) -> str:
    """To the person: what happens next, by when, who."""
    words = {
        "unit": case.unit.name if case.unit else "",
        "notice": written(case.notice_due_on),
        "day": written(case.due_on),
    }
    if case.state == CaseState.RECEIVED:
        return _("Người tiếp dân của xã đọc và báo bạn ai xử lý, chậm nhất ngày %(notice)s.") % words
    if case.state in (CaseState.ACCEPTED, CaseState.HANDLING):
        if case.promised:
            return _("%(unit)s trả lời, xã cam kết chậm nhất ngày %(day)s.") % words
        return _("%(unit)s xử lý, chậm nhất ngày %(day)s.") % words
    if case.state == CaseState.ANSWERED:
        return _("Xã đã trả lời. Bạn cho biết đã được giải quyết chưa.")
    if case.state == CaseState.TRANSFERRED:
        return _("Xã đã chuyển đến: %(where)s.") % {"where": case.turn_to}
    if case.state == CaseState.GUIDED:
        return _("Việc này cần gửi đến: %(where)s.") % {"where": case.turn_to}
    return ""


def dates(case: Case) -> list[tuple[str, str]]:
    """The days that bind, each with its explanation, for whoever wants to know why."""
    found = []
    if case.is_open and case.noticed_on is None and case.notice:
        found.append(
            (_("Báo bạn kết quả xử lý, chậm nhất: %(day)s") % {"day": written(case.notice_due_on)}, case.notice)
        )
    if case.is_open and case.explanation:
        told = (
            _("Trả lời, chậm nhất: %(day)s") if case.promised else _("Xử lý hoặc chuyển đúng nơi, chậm nhất: %(day)s")
        )
        found.append((told % {"day": written(case.due_on)}, case.explanation))
    return [(label, how.get("explanation", "")) for label, how in found]


def history(case: Case, *, inner: bool) -> list[dict]:
    """What happened, newest first, as the timeline shows it; `inner`: for who handles it, with names, and for whom each
    stood in at that moment (but nobody it is about).
    """
    found, events = [], list(case.events.select_related("by"))
    stood = stood_in(case, events) if inner else {}
    for event in events:
        if event.kind in (OF_OTHERS if inner else INNER):
            continue
        found.append({
            "title": EVENT_LABELS[EventKind(event.kind)], "at": event.at,
            "text": "" if event.kind in _TOLD and not inner else event.said,
            "by": stood.get(event.pk, str(event.by)) if inner and event.by else "",
        })  # fmt: skip
    return [*found, {"title": _("Đã nhận"), "at": case.submission.receipt.received_at}]


def about_yourself() -> str:
    """To who writes down what is about themselves (Law 42/2013, Art. 3.2)."""
    return _("Việc này nói về chính bạn nên bạn không ghi được. Hãy mời người khác ghi, hoặc đưa phong bì dán kín.")


def group_wrong() -> str:
    """To who names too few or too many for a group (Law 42/2013, Art. 29)."""
    return _("Từ 5 đến 10 người thì cử 1–2 người đại diện; trên 10 người thì nhiều nhất 5 (Điều 29 Luật 42/2013).")


def said_again(case: Case) -> str:
    """What the person found not put right, while the matter is open again (1 query, none where it never was)."""
    if not (case.reopened_on and case.is_open):
        return ""
    event = case.events.filter(kind=EventKind.NOT_FIXED).first()
    return event.said if event else ""


def stood_in(case: Case, events) -> dict[int, str]:
    """Key of an event → "A (thay B)" where A stood in for B when it happened (1 query)."""
    rows = StandIn.objects.filter(
        commune=case.commune_id, colleague__in={event.by_id for event in events if event.by_id}
    )
    rows = list(rows.exclude(absent__in=case.abouts.values("person")).select_related("absent"))
    found = {}
    for event in events:
        day = timezone.localdate(event.at)
        names = [str(row.absent) for row in rows if row.colleague_id == event.by_id and row.held_at(event.at, day)]
        if names:
            found[event.pk] = _("%(by)s (đang thay %(absent)s)") % {"by": event.by, "absent": ", ".join(names)}
    return found


def check_words(check: Check) -> tuple[str, str]:
    """A question of sorting, and the article it stands on; what is not confirmed says so."""
    question = {
        "tells": lambda: _("Cho biết một việc có thật đang xảy ra, trong phần việc của cơ quan nhà nước"),
        "asks": lambda: _("Nêu ý kiến, nguyện vọng, cách giải quyết (kiến nghị)"),
        "clear": lambda: _("Rõ việc gì, ở đâu; chưa rõ thì hỏi lại được người gửi"),
        "one": lambda: _("Chỉ một việc; có lẫn khiếu nại, tố cáo thì đã tách riêng"),
        "ours": lambda: _("Thuộc việc của xã"),
        "own_right": lambda: _("Không đồng ý với một quyết định, việc làm của cơ quan đụng đến quyền của chính mình"),
        "in_time": lambda: _("Còn thời hiệu khiếu nại"),
        "breach": lambda: _("Báo một người có hành vi vi phạm pháp luật"),
        "leader": lambda: _("Nói về Chủ tịch hoặc Phó Chủ tịch: phải gửi cấp trên"),
        "named": lambda: _("Có đơn ký tên, hoặc đến nói trực tiếp, rõ họ tên, địa chỉ"),
        "form": lambda: _("Đúng hình thức: đơn hoặc nói trực tiếp (gửi qua mạng thì chưa phải)"),
        "evidence": lambda: _("Rõ người, rõ việc, có chứng cứ kiểm tra được dù chưa rõ ai gửi"),
    }[check.key]()
    rule = rulebook.by_id(check.rule)
    assert rule is not None
    hint = f"{rule.text} ({cite(rule)})."
    if rule.evidence is not Evidence.CONFIRMED:
        hint = _("%(rule)s Chưa được xác nhận.") % {"rule": hint}
    return question, hint


def lawful_way(kind: Kind, commune, *, of_a_leader: bool) -> tuple[str, str]:
    """Where a complaint or a denunciation goes by law, and what its sender is told: to begin the form with.

    Law 25/2018, Art. 12.1, 13.1, 22, 23, 25; Law 02/2011, Art. 9, 17. The addresses above the commune are not known
    here: who sorts fills them in.
    """
    own = _("Chủ tịch Ủy ban nhân dân %(name)s, %(address)s") % {
        "name": commune.name, "address": commune.address or _("tại trụ sở"),
    }  # fmt: skip
    above = _("Chủ tịch Ủy ban nhân dân %(name)s (Ban Tiếp công dân tỉnh)") % {"name": commune.province.name}
    if kind == Kind.DENUNCIATION:
        told = _(
            "Cảm ơn bạn. Nội dung này được giữ kín, chỉ một người tiếp dân đọc. Theo luật, gửi qua mạng chưa phải là "
            "tố cáo: muốn được giải quyết như tố cáo thì viết đơn (ghi ngày, họ tên, địa chỉ, người và việc bị tố "
            "cáo) và ký hoặc điểm chỉ, hoặc đến nói trực tiếp, có người ghi giúp. Họ tên, địa chỉ của bạn được giữ "
            "bí mật. Chưa muốn nêu tên thì gửi việc mới, kèm chứng cứ: rõ người, rõ việc thì vẫn được kiểm tra."
        )
        return (above if of_a_leader else own), told
    told = _(
        "Cảm ơn bạn. Đây là khiếu nại nên cần đơn riêng: ghi ngày, họ tên, địa chỉ, quyết định hoặc việc làm bạn không "
        "đồng ý, lý do và yêu cầu, rồi ký hoặc điểm chỉ; không viết được thì đến, có người ghi giúp. Nhớ thời hiệu: 90 "
        "ngày từ ngày nhận hoặc biết quyết định, việc làm ấy (chưa đối chiếu luật mới)."
    )
    return own, told


def checked(case: Case) -> list[tuple[str, bool]]:
    """What was said of each question when it was sorted."""
    return [
        (check_words(check)[0], case.checks[check.key]) for check in CHECKS[Kind(case.kind)] if check.key in case.checks
    ]
