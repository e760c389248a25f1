"""What the log of mediation says to people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import cite
from danchu.petitions.models import Mediation
from danchu.petitions.models.mediation import BEGUN_LABELS, MEDIATION_LABELS, QUARREL_LABELS
from danchu.petitions.rules.mediation import GOING
from danchu.petitions.states import MediationState, Outside, Quarrel

TAGS = {
    MediationState.OPENED: "waiting", MediationState.MEETING: "soon", MediationState.SETTLED: "done",
    MediationState.NOT_SETTLED: "nodata", MediationState.STOPPED: "draft", MediationState.OUTSIDE: "draft",
}  # fmt: skip
# What the person who has the matter may be told when nothing can be mediated.
TURN_TO = {
    Outside.CRIME: gettext_lazy("Công an xã, điện thoại 113; đang nguy hiểm thì gọi ngay"),
    Outside.PENALTY: gettext_lazy("Công an xã hoặc Ủy ban nhân dân xã"),
    Outside.PUBLIC: gettext_lazy("Ủy ban nhân dân xã"),
    Outside.MARRIAGE: gettext_lazy("Ủy ban nhân dân xã hoặc Tòa án nhân dân khu vực"),
    Outside.DEAL: gettext_lazy("Tòa án nhân dân khu vực"),
    Outside.LAW: gettext_lazy("Ủy ban nhân dân xã, hỏi ở bộ phận tiếp công dân"),
}
OUTCOME_LABELS = {**MEDIATION_LABELS, GOING: gettext_lazy("Đang hòa giải khi chốt số")}


def name_of(one: Mediation) -> str:
    """What a matter is called where its parties do not belong: "Việc nhận ngày 12/3/2026"."""
    return _("Việc nhận ngày %(day)s") % {"day": written(one.received_on)}


def law(rule_id: str) -> str:
    """What a rule says, with its place and, where it is not confirmed, that it is not."""
    rule = rulebook.by_id(rule_id)
    if rule is None:
        return ""
    sure = "" if rule.evidence == rulebook.Evidence.CONFIRMED else _(", chưa đối chiếu toàn văn")
    return f"{rule.text} ({cite(rule)}{sure})."


def turn_to(state: MediationState, quarrel: str) -> str:
    """Where the parties may go when nothing was settled, as it is proposed."""
    if state == MediationState.NOT_SETTLED and quarrel == Quarrel.LAND:
        return _("Ủy ban nhân dân xã (hòa giải tranh chấp đất đai), sau đó Tòa án nhân dân khu vực")
    return _("Tòa án nhân dân khu vực, hoặc hòa giải lại khi các bên muốn")


def lacking(to: MediationState) -> str:
    """What is to be written when a matter ends so."""
    if to == MediationState.SETTLED:
        return _("Hãy ghi các bên thỏa thuận gì.")
    return _("Hãy ghi yêu cầu của mỗi bên.") if to == MediationState.NOT_SETTLED else _("Hãy ghi vì sao dừng.")


def agreed_time(day) -> dict:
    """The last day to begin when the parties have named another: as an explanation beside it."""
    return {
        "explanation": _("Các bên hẹn ngày %(day)s. %(law)s") % {"day": written(day), "law": law("HG-20-2")},
        "evidence": "unconfirmed",
    }  # fmt: skip


def changed(one: Mediation, name: str, before: str, after: str) -> str:
    """What stood in a field before it was put right."""
    return _("Sửa %(what)s: “%(before)s” thành “%(after)s”.") % {
        "what": getattr(Mediation._meta.get_field(name), "verbose_name", name), "before": before, "after": after,
    }  # fmt: skip


def shown_as(one: Mediation, name: str) -> str:
    """A field of a matter in words."""
    value = getattr(one, name)
    choices = {"quarrel": QUARREL_LABELS, "begun": BEGUN_LABELS}.get(name)
    if choices:
        return str(choices[value])
    return written(value) if hasattr(value, "isoformat") else str(value or "")


def outcomes(content: dict) -> tuple[list[dict], list[str]]:
    """(what is told: `words`, `count`; what is not told one by one) of a sheet."""
    parts = content["outcome"].items()
    shown = [{"words": str(OUTCOME_LABELS[name]), "count": count} for name, count in parts if count is not None]
    return shown, [str(OUTCOME_LABELS[name]) for name, count in parts if count is None]
