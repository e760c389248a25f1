"""How the public pages say things: how far a matter is, the sum of a vote, each line of a recount, each step."""

from functools import cache

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from danchu import rulebook
from danchu.core import clock
from danchu.core.templatetags.vietnamese import day as written
from danchu.core.templatetags.vietnamese import number as figure
from danchu.decisions import messages
from danchu.decisions.models import Matter, Result, Vote
from danchu.decisions.models.matters import CLAUSE_LABELS, FORM_LABELS
from danchu.decisions.rules.recount import Step, StepKind
from danchu.decisions.states import MatterState, VoteState
from danchu.duties.messages import cite
from danchu.organisation.models import Commune
from danchu.rulebook import Rule
from danchu.rulebook.voting import Outcome

STATES = {
    MatterState.READY: ("waiting", gettext_lazy("Sắp đưa ra bàn")),
    MatterState.VOTING: ("soon", gettext_lazy("Đang bàn và quyết định")),
    MatterState.DECIDED: ("done", gettext_lazy("Đã được thông qua")),
    MatterState.SENT: ("done", gettext_lazy("Đã được thông qua, chờ công nhận")),
    MatterState.IN_FORCE: ("done", gettext_lazy("Đã có hiệu lực")),
    MatterState.REFUSED: ("late", gettext_lazy("Không được công nhận")),
    MatterState.NOT_PASSED: ("draft", gettext_lazy("Không được thông qua")),
    MatterState.DROPPED: ("draft", gettext_lazy("Không đưa ra nữa")),
    MatterState.ANNULLED: ("late", gettext_lazy("Đã bị bãi bỏ")),
}
MEANS = {
    MatterState.READY: gettext_lazy("Câu hỏi đã chốt. Ngày họp, ngày phát phiếu sẽ được báo đến từng hộ và ghi ở đây."),
    MatterState.DECIDED: gettext_lazy("Cộng đồng dân cư đã thông qua."),
    MatterState.SENT: gettext_lazy("Cộng đồng dân cư đã thông qua; đang chờ quyết định công nhận."),
    MatterState.NOT_PASSED: gettext_lazy("Không đủ số tán thành mà luật đòi hỏi, nên việc này không làm."),
    MatterState.REFUSED: gettext_lazy("Đã được biểu quyết thông qua nhưng không được công nhận; lý do ở dưới."),
    MatterState.DROPPED: gettext_lazy("Việc này đã được chốt câu hỏi rồi thôi, không đưa ra bàn nữa."),
    MatterState.ANNULLED: gettext_lazy(
        "Đã được thông qua, sau đó bị Ủy ban nhân dân xã bãi bỏ (khoản 2 Điều 22); lý do ở dưới."
    ),
}
PROPOSERS = {
    "chair": gettext_lazy("Chủ tịch Ủy ban nhân dân xã, sau khi thống nhất với Mặt trận Tổ quốc xã"),
    "village_head": gettext_lazy("Trưởng thôn, sau khi thống nhất với Ban công tác Mặt trận"),
    "citizens": gettext_lazy("Sáng kiến của người dân trong thôn"),
}
_SHARES = {"2/3": gettext_lazy("hai phần ba"), "50%": gettext_lazy("một nửa")}
_PLACES = {"commune": gettext_lazy("Toàn xã")}
OUTCOMES = {
    Outcome.PASSED: ("done", gettext_lazy("Được thông qua")),
    Outcome.FAILED: ("draft", gettext_lazy("Không được thông qua")),
    Outcome.FORM_NOT_LAWFUL: ("late", gettext_lazy("Hình thức không đúng luật")),
    Outcome.REFUSED: ("late", gettext_lazy("Số đếm không thể đúng")),
    Outcome.NOT_YET_DECIDABLE: ("nodata", gettext_lazy("Chưa kết luận được")),
}


def commune_of(slug: str) -> Commune:
    """The commune behind a public address; 404 for none and for one that has not begun."""
    return get_object_or_404(Commune.objects.begun(), slug=slug)


def address(commune: str, matter: Matter) -> str:
    """The page of a matter, for ever."""
    return reverse("decisions_public:matter", args=[commune, matter.year, matter.number])


def recount_address(commune: str, matter: Matter, vote: Vote | None = None) -> str:
    """Where a vote is counted again, or (without one) the villages of a matter of the whole commune."""
    query = f"?viec={matter.year}/{matter.number}" + (f"&lan={vote.pk}" if vote else "")
    return reverse("decisions_public:recount", args=[commune]) + query


def where(matter: Matter) -> str:
    """Whose matter it is: the village's name, or the whole commune's."""
    return matter.village.name if matter.village_id else str(_PLACES["commune"])


def content(matter: Matter) -> str:
    """Which content of Art. 15 it is, in words."""
    return str(CLAUSE_LABELS.get(matter.clause, ""))


def state(matter: Matter) -> tuple[str, str]:
    """How far a matter is: a state's tag and its word."""
    tag, word = STATES[matter.state]
    if matter.state == MatterState.IN_FORCE and matter.effect_on and matter.effect_on > clock.today():
        return "waiting", _("Sắp có hiệu lực")
    return tag, str(word)


def form(code: str) -> str:
    """How it is decided, in words."""
    return str(FORM_LABELS.get(code, ""))


# -- articles ---------------------------------------------------------------------------------------------------------
@cache
def _cited() -> dict[str, Rule]:
    return {rule.citation: rule for rule in rulebook.all_rules()}


def article(citation: str) -> str:
    """The place in the law that a citation like `10/2022/QH15:21.1` names, as a lawyer writes it."""
    if rule := _cited().get(citation):
        return cite(rule)
    wider, _dot, _point = citation.rpartition(".")
    rule = _cited().get(wider)
    return messages.place_of(rule, citation) if rule else citation


def short_article(citation: str) -> str:
    """The same in two words, for a sentence: "Điều 21.1"."""
    _law, _colon, place = citation.partition(":")
    return _("Điều %(place)s") % {"place": place}


# -- the sum of a vote ------------------------------------------------------------------------------------------------
def sum_of(vote: Vote) -> str:
    """The sum of a result in one sentence: how many of how many, how many are needed and why, the article."""
    result: Result = vote.result
    verdict = result.verdict
    if verdict.get("reason") in _TOO_FEW_CAME and not (result.yes or result.no or result.other or result.invalid):
        return _("%(came)s trong %(all)s hộ có người đến họp; cần ít nhất %(needed)s hộ đồng ý; %(article)s.") % {
            "came": figure(result.attending), "all": figure(result.households),
            "needed": figure(verdict.get("needed")), "article": short_article(verdict.get("citation", "")),
        }  # fmt: skip
    values = {
        "yes": figure(result.yes), "all": figure(result.households), "needed": figure(verdict.get("needed")),
        "share": _SHARES.get(verdict.get("share") or "", verdict.get("share")),
        "article": short_article(verdict.get("citation", "")),
    }  # fmt: skip
    if result.for_candidates:
        return (
            _(
                "Người được nhiều phiếu nhất có %(yes)s phiếu; cần ít nhất %(needed)s phiếu, trên %(share)s của tất cả "
                "%(all)s hộ; %(article)s."
            )
            % values
        )
    if verdict.get("comparison") == ">":
        return (
            _(
                "%(yes)s trong %(all)s hộ đồng ý; cần ít nhất %(needed)s hộ, trên %(share)s của tất cả %(all)s hộ; "
                "%(article)s."
            )
            % values
        )
    return (
        _("%(yes)s trong %(all)s hộ đồng ý; cần ít nhất %(needed)s hộ, %(share)s của tất cả %(all)s hộ; %(article)s.")
        % values
    )


_TOO_FEW_CAME = ("meeting_too_small", "no_quorum")


def why_not(vote: Vote) -> str:
    """Why a vote did not pass, where it is not simply that too few agreed; else empty."""
    reason = vote.result.verdict.get("reason")
    if reason == "meeting_too_small":
        return _("Chỉ %(count)s hộ có người đến họp, nên dù ai cũng đồng ý vẫn không đủ.") % {
            "count": figure(vote.result.attending)
        }
    if reason == "no_quorum":
        return _("Chỉ %(count)s hộ có người đến họp; họp về hương ước, quy ước phải có trên một nửa số hộ.") % {
            "count": figure(vote.result.attending)
        }
    return ""


def villages_sum(situation, verdict) -> str:
    """The sum of a matter of the whole commune in one sentence."""
    return _(
        "%(count)s trong %(all)s thôn, bản tán thành; cần ít nhất %(needed)s, %(share)s của tất cả %(all)s; "
        "%(article)s."
    ) % {
        "count": figure(situation.villages_passing), "all": figure(situation.villages),
        "needed": figure(verdict.needed), "article": short_article(verdict.citation),
        "share": _SHARES.get(str(verdict.share_rule.value), "") if verdict.share_rule else "",
    }  # fmt: skip


def count_rows(vote: Vote) -> list[tuple[str, int]]:
    """The counts of a result, each with its name; what nobody counted is left out."""
    result = vote.result
    rows: list[tuple[str, int | None]] = [(_("Tất cả các hộ"), result.households)]
    if vote.form == "ballot":
        rows += [(_("Phiếu phát ra"), result.issued), (_("Phiếu thu về"), result.attending)]
    else:
        rows += [(_("Hộ có người dự"), result.attending)]
    if not (result.yes or result.no or result.other or result.invalid):
        return [(name, count) for name, count in rows if count is not None]  # nobody was asked
    if result.for_candidates:
        rows += [(_("Phiếu hợp lệ"), result.yes + result.no), (_("Không hợp lệ"), result.invalid)]
        return [(name, count) for name, count in rows if count is not None]
    rows += [
        (_("Đồng ý"), result.yes), (_("Không đồng ý"), result.no), (_("Ý kiến khác"), result.other),
        (_("Không hợp lệ"), result.invalid),
    ]  # fmt: skip
    return [(name, count) for name, count in rows if count is not None]


# -- a recount --------------------------------------------------------------------------------------------------------
_OF = {
    "households": gettext_lazy("tổng số hộ"),
    "attending": gettext_lazy("số hộ có người dự họp"),
    "ballots_issued": gettext_lazy("số phiếu phát ra"),
}
_WHOLES = {"households": pgettext_lazy("counted", "hộ"), "villages": pgettext_lazy("counted", "thôn, bản")}


def told_step(step: Step) -> dict:
    """A line of a recount: `title`, `sum` (the reckoning itself), `text`, `place` (the article)."""
    title, reckoned, text = _STEPS[step.kind](step.values)
    place = messages.place_of(step.rule, step.citation) if step.rule else ""
    return {"title": title, "sum": reckoned, "text": text, "place": place}


def _sum(of) -> tuple[str, str, str]:
    reckoned = " + ".join(figure(of[name]) for name in ("yes", "no", "other", "invalid")) + f" = {figure(of['total'])}"
    if of["limit"] is None:
        return _("Cộng mọi ý kiến lại"), reckoned, ""
    sign = "≤" if of["total"] <= of["limit"] else ">"
    words = {"limit": figure(of["limit"]), "of": _OF[of["of"]]}
    text = _("Tổng không được nhiều hơn %(of)s là %(limit)s.") % words
    if of["total"] > of["limit"]:
        text = _("Tổng nhiều hơn %(of)s là %(limit)s: số đếm không thể đúng.") % words
    elif of["without"]:
        text += " " + ngettext(
            "Còn %(n)s hộ không có ý kiến; hộ ấy vẫn tính vào tổng số.",
            "Còn %(n)s hộ không có ý kiến; các hộ ấy vẫn tính vào tổng số.",
            of["without"],
        ) % {"n": figure(of["without"])}
    return _("Cộng mọi ý kiến lại"), f"{reckoned} {sign} {figure(of['limit'])}", text


def _form(of) -> tuple[str, str, str]:
    return _("Được quyết định bằng hình thức này"), "", messages.FORMS[of["form"]].capitalize() + "."


def _whole(of) -> tuple[str, str, str]:
    whole = f"{figure(of['whole'])} {_WHOLES[of['counted']]}"
    if of["counted"] == "villages":
        return _("Tính trên tổng số thôn, bản của xã"), whole, ""
    return _("Tính trên tất cả các hộ"), whole, _("Không phải chỉ trên số hộ đến họp hay nộp phiếu.")


def _need(of) -> tuple[str, str, str]:
    reckoned = f"{figure(of['whole'])} × {of['times']} : {of['by']} = {figure(of['entire'])}"
    if of["rest"]:
        reckoned += _(" và %(rest)s") % {"rest": of["rest"]}
    counted = _WHOLES[of["counted"]]
    needed = {"needed": figure(of["needed"]), "counted": counted, "share": _SHARES.get(of["share"], of["share"])}
    if of["strictly"]:
        text = _("Luật đòi hỏi trên %(share)s, nên cần ít nhất %(needed)s %(counted)s.") % needed
    elif of["rest"]:
        text = _("Luật đòi hỏi từ %(share)s trở lên; không có nửa %(counted)s, nên làm tròn lên %(needed)s.") % needed
    else:
        text = _("Luật đòi hỏi từ %(share)s trở lên, tức ít nhất %(needed)s %(counted)s.") % needed
    return _("Cần bao nhiêu"), reckoned, text


def _compare(of) -> tuple[str, str, str]:
    sign = "≥" if of["enough"] else "<"
    counted = {"count": figure(of["count"]), "counted": _WHOLES[of["counted"]], "lack": of["needed"] - of["count"]}
    text = _("Đủ.") if of["enough"] else _("Còn thiếu %(lack)s %(counted)s.") % counted
    return _("So số đồng ý với số cần"), f"{figure(of['count'])} {sign} {figure(of['needed'])}", text


def _end(of) -> tuple[str, str, str]:
    return _("Kết luận"), "", str(OUTCOMES[of["outcome"]][1]) + "."


_STEPS = {
    StepKind.SUM: _sum, StepKind.FORM: _form, StepKind.WHOLE: _whole, StepKind.NEED: _need,
    StepKind.COMPARE: _compare, StepKind.END: _end,
}  # fmt: skip
DIFFERENCES = {
    "outcome": gettext_lazy("kết luận"),
    "needed": gettext_lazy("số cần có"),
    "denominator": gettext_lazy("tổng số"),
    "citation": gettext_lazy("điều luật"),
}


# -- when and where ---------------------------------------------------------------------------------------------------
def ballot_days(vote: Vote) -> str:
    """When ballots go out and are collected, in words; empty for a vote without days."""
    if vote.form != "ballot" or not vote.opens_on or not vote.announced_on or vote.state == VoteState.DROPPED:
        return ""
    if vote.state == VoteState.COUNTING:
        return _("đã thu phiếu xong, đang kiểm phiếu")
    days = {"first": written(vote.opens_on), "last": written(vote.closes_on) if vote.closes_on else ""}
    if vote.closes_on:
        return _("phát phiếu từ %(first)s, thu đến hết %(last)s") % days
    return _("phát phiếu từ %(first)s") % days


def vote_state(vote: Vote) -> tuple[str, str]:
    """How far the vote of a village is: a state's tag and its word."""
    if vote.state == VoteState.RESULT:
        tag, word = OUTCOMES[Outcome(vote.result.outcome)]
        return tag, str(word)
    return _VOTES[VoteState(vote.state)][0], str(_VOTES[VoteState(vote.state)][1])


_VOTES = {
    VoteState.PLANNED: ("waiting", gettext_lazy("Chưa bắt đầu")),
    VoteState.OPEN: ("soon", gettext_lazy("Đang biểu quyết")),
    VoteState.COUNTING: ("soon", gettext_lazy("Đang kiểm đếm")),
    VoteState.DROPPED: ("draft", gettext_lazy("Đã hủy")),
}
