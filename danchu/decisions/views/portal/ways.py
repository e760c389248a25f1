"""The way of a matter, step by step: lines of the register, which anyone can check, and the meetings between them."""

import datetime
import json

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from danchu.core.templatetags.vietnamese import moment as written
from danchu.decisions.models import Matter, Meeting
from danchu.decisions.states import MeetingState

# event of the register → what happened, and a state's tag where it says how something came out
EVENTS = {
    "decisions.question": gettext_lazy("Chốt câu hỏi"),
    "decisions.question_taken_back": gettext_lazy("Đưa câu hỏi về viết lại"),
    "decisions.dropped": gettext_lazy("Không đưa ra nữa"),
    "decisions.roll_frozen": gettext_lazy("Chốt danh sách hộ"),
    "decisions.roll_thawed": gettext_lazy("Mở lại danh sách hộ"),
    "decisions.meeting_called": gettext_lazy("Báo mời họp"),
    "decisions.meeting_called_off": gettext_lazy("Cuộc họp không diễn ra"),
    "decisions.minutes": gettext_lazy("Lưu biên bản họp có chữ ký"),
    "decisions.conference": gettext_lazy("Đã họp hội nghị thôn"),
    "decisions.ballots_announced": gettext_lazy("Báo việc phát phiếu đến từng hộ"),
    "decisions.ballots_printed": gettext_lazy("In phiếu"),
    "decisions.ballots_counted": gettext_lazy("Kiểm phiếu, mọi con số khớp nhau"),
    "decisions.ballot_minutes": gettext_lazy("Lưu biên bản kiểm phiếu có chữ ký"),
    "decisions.vote_dropped": gettext_lazy("Không phát phiếu nữa"),
    "decisions.result": gettext_lazy("Công bố kết quả biểu quyết"),
    "decisions.decided": gettext_lazy("Kết luận"),
    "decisions.sent": gettext_lazy("Gửi quyết định của dân"),
    "decisions.recognised": gettext_lazy("Công nhận"),
    "decisions.refused": gettext_lazy("Không công nhận"),
    "decisions.effect_set": gettext_lazy("Ủy ban nhân dân xã định ngày có hiệu lực"),
    "decisions.amendment_asked": gettext_lazy("Ủy ban nhân dân xã đề nghị sửa đổi"),
    "decisions.annulled": gettext_lazy("Ủy ban nhân dân xã bãi bỏ"),
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
    return sorted(told, key=lambda step: (step["on"], step["rank"]))


def of_line(commune, line) -> dict:
    public = json.loads(line.body)["public"]
    state, word = _OUTCOMES.get(public.get("outcome", ""), ("", ""))
    text = str(word)
    if line.event == "decisions.roll_frozen":
        count = public.get("households", 0)
        text = ngettext("%(n)s hộ", "%(n)s hộ", count) % {"n": count}
    elif line.event == "decisions.meeting_called":
        text = _("Họp %(when)s, tại %(place)s.") % {"when": _moment(public["begins_at"]), "place": public["place"]}
    elif "reason" in public:
        text = str(public["reason"])
    elif public.get("number") and line.event != "decisions.question":
        text = _("Văn bản số %(number)s") % {"number": public["number"]}
    title = EVENTS.get(line.event) or _("Ghi vào sổ công khai")
    return {"title": title, "on": line.happened_on, "text": text, "by": line.unit, "state": state, "rank": 5,
            "url": line_address(commune, line)}  # fmt: skip


def _moment(text: str) -> str:
    """A moment as a line of the register holds it, in words."""
    return written(datetime.datetime.fromisoformat(text))


def _of_meeting(meeting: Meeting) -> list[dict]:
    if meeting.state != MeetingState.HELD:
        return []  # that people were called, and that it was called off, are lines of the register
    return [{"title": _("Đã họp"), "on": local_day(meeting), "by": meeting.village.name, "rank": 4,
             "text": meeting.place}]  # fmt: skip
