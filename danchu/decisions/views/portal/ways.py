"""The way of a matter, step by step: lines of the register, which anyone can check, and the meetings between them."""

import datetime
import json

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.templatetags.vietnamese import moment as written
from danchu.decisions.models import Matter, Meeting
from danchu.decisions.states import MeetingState

# event of the register → what happened, and a state's tag where it says how something came out
EVENTS = {
    "decisions.question": gettext_lazy("Chốt câu hỏi"),
    "decisions.roll_frozen": gettext_lazy("Chốt danh sách hộ"),
    "decisions.roll_thawed": gettext_lazy("Mở lại danh sách hộ"),
    "decisions.result": gettext_lazy("Công bố kết quả biểu quyết"),
}
_OUTCOMES = {"passed": ("done", gettext_lazy("được thông qua")), "failed": ("", gettext_lazy("không được thông qua"))}


def line_address(commune, line) -> str:
    """Where a line of the register stands, with its proof."""
    return reverse("portal:register_line", args=[commune.slug, line.sequence])


def local_day(meeting: Meeting) -> datetime.date:
    """The day of a meeting where it is held."""
    return timezone.localdate(meeting.begins_at)


def steps(matter: Matter, meetings: list[Meeting], lines: list) -> list[dict]:
    """What happened, the oldest first: each `title`, `on`, `text`, `by`, `url` (its line), `state`."""
    told = [{"title": _("Được đề xuất"), "on": matter.proposed_on, "rank": 0}]
    told += [of_line(matter.commune, line) for line in lines]
    for meeting in meetings:
        told += _of_meeting(meeting)
    if matter.dropped_why:
        told.append({"title": _("Không đưa ra nữa"), "text": matter.dropped_why, "on": datetime.date.max, "rank": 9})
    told.sort(key=lambda step: (step["on"], step["rank"]))
    return [{**step, "on": None if step["on"] == datetime.date.max else step["on"]} for step in told]


def of_line(commune, line) -> dict:
    public = json.loads(line.body)["public"]
    state, word = _OUTCOMES.get(public.get("outcome", ""), ("", ""))
    text = str(word)
    if line.event == "decisions.roll_frozen":
        text = _("%(n)s hộ") % {"n": public.get("households")}
    elif line.event == "decisions.roll_thawed":
        text = str(public.get("reason", ""))
    title = EVENTS.get(line.event) or _("Ghi vào sổ công khai")
    return {"title": title, "on": line.happened_on, "text": text, "by": line.unit, "state": state, "rank": 5,
            "url": line_address(commune, line)}  # fmt: skip


def _of_meeting(meeting: Meeting) -> list[dict]:
    when = {"when": written(meeting.begins_at), "place": meeting.place}
    told = []
    if meeting.called_on:
        told.append({"title": _("Báo mời họp"), "on": meeting.called_on, "by": meeting.village.name, "rank": 3,
                     "text": _("Họp %(when)s, tại %(place)s.") % when})  # fmt: skip
    if meeting.state == MeetingState.HELD:
        told.append({"title": _("Đã họp"), "on": local_day(meeting), "by": meeting.village.name, "rank": 4,
                     "text": meeting.place})  # fmt: skip
    elif meeting.state == MeetingState.CALLED_OFF:
        told.append({"title": _("Cuộc họp không diễn ra"), "on": local_day(meeting), "by": meeting.village.name,
                     "rank": 4})  # fmt: skip
    return told
