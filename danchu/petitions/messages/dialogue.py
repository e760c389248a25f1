"""What is said of a dialogue, to the person and in papers."""

from django.utils.translation import gettext as _

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day as written
from danchu.core.templatetags.vietnamese import weekday_day
from danchu.duties.messages import cite
from danchu.petitions.models import Dialogue
from danchu.petitions.rules.dialogue import AHEAD, ASKED
from danchu.petitions.states import DialogueState

TAGS = {
    DialogueState.ANNOUNCED: "soon", DialogueState.HELD: "done", DialogueState.ABSENT: "nodata",
    DialogueState.CALLED_OFF: "draft",
}  # fmt: skip


def hour(dialogue: Dialogue) -> str:
    """ "8:00"."""
    return f"{dialogue.begins.hour}:{dialogue.begins:%M}"


def when_and_where(dialogue: Dialogue) -> str:
    """ "8:00 thứ Ba, 21/4/2026, tại trụ sở xã"."""
    said = {"hour": hour(dialogue), "day": weekday_day(dialogue.on), "place": dialogue.place}
    return _("%(hour)s %(day)s, tại %(place)s.") % said


def moved(dialogue: Dialogue, before: str, why: str) -> str:
    return _("Đã hẹn %(before)s Nay dời sang %(now)s Lý do: %(why)s") % {
        "before": before, "now": when_and_where(dialogue), "why": why,
    }  # fmt: skip


def outcome(dialogue: Dialogue) -> str:
    """What was agreed and what was not; what is owed by whom by when."""
    found = []
    if dialogue.agreed:
        found.append(_("Đã thống nhất: %(what)s") % {"what": dialogue.agreed})
    if dialogue.differing:
        found.append(_("Còn ý kiến khác nhau: %(what)s") % {"what": dialogue.differing})
    return "\n".join([*found, *pledged(dialogue)])


def told(dialogue: Dialogue) -> dict:
    """A dialogue as the person reads it: when and where, what became of it, what was done of what was promised."""
    said = {DialogueState.HELD: outcome, DialogueState.ABSENT: absence}.get(DialogueState(dialogue.state))
    return {
        "one": dialogue, "when": when_and_where(dialogue), "tag": TAGS[DialogueState(dialogue.state)],
        "outcome": said(dialogue) if said else "", "done": [each for each in dialogue.pledges.all() if each.done_on],
    }  # fmt: skip


def pledged(dialogue: Dialogue) -> list[str]:
    """What is owed after it, a line each (1 query)."""
    return [
        _("%(what)s: %(unit)s làm, xong trước hết ngày %(day)s")
        % {"what": each.what.rstrip("."), "unit": each.unit.name, "day": written(each.due_on)}
        for each in dialogue.pledges.select_related("unit")
    ]


def absence(dialogue: Dialogue) -> str:
    if dialogue.excused:
        return _("Vắng mặt có lý do: %(why)s") % {"why": dialogue.reason}
    return _("Vắng mặt không báo lý do.") + (f" {dialogue.reason}" if dialogue.reason else "")


def whose_choice() -> str:
    """That the law asks for no dialogue here, and where it does."""
    asked, ahead = rulebook.by_id(ASKED), rulebook.by_id(AHEAD)
    assert asked
    assert ahead
    return _(
        "Với phản ánh, kiến nghị, đối thoại là việc xã tự chọn. Luật chỉ buộc đối thoại khi giải quyết khiếu nại: "
        "%(asked)s (%(article)s); %(ahead)s (%(second)s). Chưa được xác nhận."
    ) % {
        "asked": _lower(asked.text), "article": cite(asked), "ahead": _lower(ahead.text), "second": cite(ahead),
    }  # fmt: skip


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
