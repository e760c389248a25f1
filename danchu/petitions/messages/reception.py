"""What the reception of citizens says to people."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day as written
from danchu.core.templatetags.vietnamese import weekday_day
from danchu.duties.messages import cite
from danchu.duties.queries import period_words
from danchu.petitions.models import Booking, ReceptionDay, Schedule, Visit
from danchu.petitions.models.reception import DAY_LABELS, KIND_LABELS
from danchu.petitions.queries.reception import Kept
from danchu.petitions.rules import reception as rules
from danchu.petitions.rules.reception import Stretch
from danchu.petitions.states import BookingState, DayState, Kind, Standing

DAY_TAGS = {
    DayState.PLANNED: "waiting", DayState.HELD: "done", DayState.MISSED: "late", DayState.MOVED: "soon",
    DayState.CANCELLED: "draft",
}  # fmt: skip
STANDING_TAGS = {
    Standing.KEPT: "done", Standing.MISSED: "late", Standing.PLANNED: "waiting", Standing.SHORT: "soon",
}  # fmt: skip
BOOKING_TAGS = {
    BookingState.BOOKED: "waiting", BookingState.CAME: "done", BookingState.ABSENT: "draft",
    BookingState.CANCELLED: "draft",
}  # fmt: skip


# -- the schedule ------------------------------------------------------------------------------------------------------
def schedule_title(schedule: Schedule) -> str:
    """What the schedule is called on boards and in the register."""
    return _("Lịch tiếp công dân %(period)s") % {"period": period_words(schedule.first_on, schedule.last_on)}


def schedule_summary(days: Sequence[ReceptionDay]) -> str:
    """What hangs on the board: a line for each day. Posts, no names of people."""
    return "\n".join(f"{weekday_day(day.on)}, {hours(day)}: {day.receiver}, {day.place}" for day in days)


def hours(day: ReceptionDay) -> str:
    """From when until when: "7:30–11:30"."""
    return f"{day.begins.hour}:{day.begins:%M}–{day.ends.hour}:{day.ends:%M}"


def stretch_words(stretch: Stretch) -> str:
    """The week or month in words: "tháng 9/2026", "tuần 20/4–26/4/2026"."""
    if stretch.rule.period == rulebook.Period.MONTH:
        return period_words(stretch.first, stretch.last)
    return _("tuần %(first)s–%(last)s") % {
        "first": f"{stretch.first.day}/{stretch.first.month}", "last": written(stretch.last),
    }  # fmt: skip


def needed_words(stretch: Stretch) -> str:
    """What the law asks of the chair, with its article; nothing in a stretch that is all days off."""
    if not stretch.needed:
        return _("cả kỳ là ngày nghỉ, không phải tiếp")
    count = ngettext("ít nhất %(n)s ngày", "ít nhất %(n)s ngày", stretch.needed) % {"n": stretch.needed}
    return f"{count} ({cite(stretch.rule)})"


def kept_line(kept: Kept) -> dict:
    """A week or month of the chair for lists: its words, how it stands, the tag."""
    held = ngettext("đã trực tiếp tiếp dân %(n)s ngày", "đã trực tiếp tiếp dân %(n)s ngày", kept.held)
    held %= {"n": kept.held}
    ahead = ngettext("còn %(n)s ngày trong lịch", "còn %(n)s ngày trong lịch", kept.ahead) % {"n": kept.ahead}
    label = {
        Standing.KEPT: _("Đủ theo luật"), Standing.MISSED: _("Thiếu ngày tiếp"), Standing.PLANNED: _("Đang thực hiện"),
        Standing.SHORT: _("Lịch chưa đủ"),
    }[kept.standing]  # fmt: skip
    text = f"{held}; {ahead}" if kept.ahead else held
    return {
        "title": stretch_words(kept.stretch), "text": text, "needed": needed_words(kept.stretch),
        "tag": STANDING_TAGS[kept.standing], "word": label,
    }  # fmt: skip


def short(kept: Kept) -> str:
    """Why a schedule is not approved: too few of the chair's days."""
    return _("%(when)s mới có %(n)s ngày Chủ tịch trực tiếp tiếp; cần %(needed)s. Hãy thêm ngày.") % {
        "when": stretch_words(kept.stretch)[:1].upper() + stretch_words(kept.stretch)[1:],
        "n": kept.held + kept.ahead, "needed": needed_words(kept.stretch),
    }  # fmt: skip


def too_late(days: Sequence[ReceptionDay]) -> str:
    """Which days are posted too late, and by which article."""
    rule = rulebook.find(rules.POSTED, on=days[0].on)
    told = "; ".join(
        _("ngày %(day)s phải niêm yết chậm nhất %(by)s") % {"day": written(day.on), "by": written(day.post_by)}
        for day in days
    )
    return _(
        "Niêm yết muộn: %(days)s (%(article)s). Hãy dời những ngày ấy, hoặc đánh dấu đồng ý công bố muộn; trang công "
        "khai sẽ ghi rõ là niêm yết muộn."
    ) % {"days": told, "article": cite(rule)}


def posted_late(day: ReceptionDay) -> str:
    """What the public page says of a day that was posted too late."""
    rule = rulebook.find(rules.POSTED, on=day.on)
    return _("Niêm yết muộn: chậm nhất phải %(by)s (%(article)s)") % {"by": written(day.post_by), "article": cite(rule)}


def only_put_off(kept: Kept) -> str:
    """Why the chair's day is not cancelled."""
    return _(
        "Bỏ ngày này thì %(when)s không còn đủ ngày Chủ tịch trực tiếp tiếp: cần %(needed)s. Hãy dời sang ngày khác."
    ) % {"when": stretch_words(kept.stretch), "needed": needed_words(kept.stretch)}


# -- a day -------------------------------------------------------------------------------------------------------------
def moved_title(day: ReceptionDay, new: ReceptionDay) -> str:
    return _("Dời ngày tiếp công dân %(old)s sang %(new)s") % {"old": written(day.on), "new": written(new.on)}


def moved_summary(day: ReceptionDay, new: ReceptionDay) -> str:
    return _("%(who)s tiếp công dân vào %(when)s, %(hours)s, tại %(place)s. Lý do dời: %(reason)s") % {
        "who": new.receiver, "when": weekday_day(new.on), "hours": hours(new), "place": new.place, "reason": day.reason,
    }  # fmt: skip


def cancelled_title(day: ReceptionDay) -> str:
    return _("Không tiếp công dân ngày %(day)s") % {"day": written(day.on)}


def became(day: ReceptionDay, today) -> dict:
    """What became of a day, for lists: tag, word, and a sentence where there is more to say."""
    state = DayState(day.state)
    tag, word, text = DAY_TAGS[state], str(DAY_LABELS[state]), day.reason
    if state == DayState.HELD and day.is_chairs and not day.in_person:
        tag, word = "soon", _("Người khác tiếp thay")
        text = _("Chủ tịch không trực tiếp tiếp nên không tính là ngày tiếp của Chủ tịch.")
    if state == DayState.PLANNED and day.on < today:
        tag, word, text = "nodata", _("Chưa ghi"), _("Xã chưa ghi ngày này đã tiếp hay không.")
    if state == DayState.PLANNED and day.on == today:
        tag, word = "soon", _("Hôm nay")
    if state == DayState.MOVED and day.moved_to:
        word = _("Dời sang %(day)s") % {"day": written(day.moved_to.on)}
    return {"tag": tag, "word": word, "text": text}


# -- a booking ---------------------------------------------------------------------------------------------------------
def booking_next(booking: Booking) -> str:
    """To the person: what to do next."""
    day = booking.day
    if booking.state == BookingState.CANCELLED:
        return _("Lượt hẹn đã hủy. Muốn gặp thì đặt lượt khác, hoặc cứ đến vào ngày tiếp công dân.")
    if booking.state == BookingState.ABSENT:
        return _("Đã qua lượt hẹn. Bạn có thể đặt lượt khác, hoặc cứ đến vào ngày tiếp công dân.")
    if booking.state == BookingState.CAME:
        return _("Bạn đã được tiếp. Hỏi kết quả ở người đã tiếp bạn.")
    return _("Lượt số %(n)s: đến %(place)s lúc %(at)s, %(day)s. Mang theo giấy tờ tùy thân và giấy tờ liên quan.") % {
        "n": booking.number, "place": day.place, "at": f"{booking.at:%H:%M}", "day": weekday_day(day.on),
    }  # fmt: skip


# -- the register ------------------------------------------------------------------------------------------------------
def visit_title(visit: Visit) -> str:
    """What a line is called where its words do not belong: "Lượt tiếp 12/2026"."""
    return _("Lượt tiếp %(number)s") % {"number": visit}


def cell_words(visit: Visit, name: str) -> str:
    """A column of a line as words, by the name of its field."""
    if name == "kind":
        return kind_words(visit.kind)
    if name == "is_ours":
        return _("có") if visit.is_ours else _("không")
    value = getattr(visit, name)
    return "" if value is None else str(value)


def corrected(visit: Visit, name: str, before: str, after: str) -> str:
    """What stood in a column before it was put right."""
    return _("Sửa %(what)s: “%(before)s” thành “%(after)s”.") % {
        "what": getattr(Visit._meta.get_field(name), "verbose_name", name), "before": before, "after": after,
    }  # fmt: skip


def ground_words(visit: Visit) -> str:
    """The ground of a refusal in words, with its article."""
    rule = rulebook.by_id(visit.ground)
    return f"{rule.text} ({cite(rule)})" if rule else visit.ground


def kind_words(kind: str) -> str:
    return str(KIND_LABELS[Kind(kind)])


def group_rule(people: int, low: int, high: int, article: str) -> str:
    """How many may speak for a group."""
    return _("%(people)s người cùng một nội dung thì cử từ %(low)s đến %(high)s người đại diện (%(article)s).") % {
        "people": people, "low": low, "high": high, "article": article,
    }  # fmt: skip
