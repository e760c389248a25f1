"""What the duties say to people."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.queries import overlay_of, period_words
from danchu.duties.rules import days_left
from danchu.duties.states import OwnDayKind, Standing
from danchu.rulebook import Due, Evidence, Occurrence, Reckon, Rule, Unit
from danchu.rulebook.output import due_as_json

LANGUAGE = "vi"  # what is stored is stored in the law's own language, whoever runs the clock


@dataclass(frozen=True)
class Clock:
    """A last day with its rule and its days, as it is kept beside what it binds. `own`: the commune's word, no law."""

    rule: str
    citation: str
    due_on: date
    own: bool
    explanation: dict


def reckon(commune, rule: Rule | str, start: date, facts: dict[str, str] | None = None) -> Clock:
    """The last day of a rule (or of the one that an id names on that day) for what happened on `start`, by the
    commune's own days and promises.

    Raises UnknownRule when it was no law on that day, RulebookError when it allows no such facts.
    """
    overlay = overlay_of(commune)
    rule = overlay.rule(rule if isinstance(rule, Rule) else rulebook.find(rule, on=start, facts=facts))
    due = rulebook.due(rule, start, facts, working=overlay.calendar(rulebook.calendar()))
    own = rule.source_text.is_commitment
    with override(LANGUAGE):
        words, citation = explain(due), cite(rule)[:200]
        if own:
            words = _("Đây là cam kết của xã, không phải hạn do luật định. %(words)s") % {"words": words}
    return Clock(rule.id, citation, due.due, own, {**due_as_json(due, words), "citation_words": citation})


def explain(due: Due) -> str:
    """A due date as a few sentences: where it starts, each day passed over by name, the last day, the article.

    In the language that is active; the names of days off stay as the calendar has them.
    """
    sentences = [_opening(due)]
    if due.extensions:
        sentences.append(_extended(due))
    if due.skipped:
        sentences.append(_passed_over(due))
    sentences += _closing(due)
    sentences.append(_("Căn cứ: %(article)s.") % {"article": cite(due.rule)})
    if due.rule.evidence is not Evidence.CONFIRMED:
        sentences.append(_("Quy định này chưa được xác nhận."))
    if not due.calendar_confirmed:
        sentences.append(_("Lịch nghỉ của những ngày này chưa được công bố hoặc chưa xác nhận."))
    return " ".join(sentences)


def cite(rule: Rule) -> str:
    """The place of a rule as a lawyer writes it: "khoản 3 Điều 12 Luật số 10/2022/QH15"."""
    if rule.source_text.is_commitment and rule.article:
        place = _("mục %(place)s") % {"place": ".".join(filter(None, (rule.article, rule.clause, rule.point)))}
        return f"{place} {rule.source_text.name}"
    parts = []
    if rule.point:
        parts.append(_("điểm %(point)s") % {"point": rule.point})
    annex = rule.article.startswith(("PL", "Mẫu"))
    if rule.clause and annex:
        parts.append(_("mục %(place)s") % {"place": rule.clause})
    elif rule.clause:
        parts.append(_("khoản %(clause)s") % {"clause": rule.clause})
    if annex:
        parts.append(rule.article.replace("PL", _("Phụ lục")))
    elif rule.article:
        parts.append(_("Điều %(article)s") % {"article": rule.article})
    return " ".join([*parts, rule.source_text.name])


def led_from(asked: str, rule: Rule) -> str:
    """Why another row than the one asked for was reckoned: not in force that day, or not for these facts."""
    return _("%(asked)s không áp dụng cho ngày hoặc dữ kiện này; áp dụng %(rule)s.") % {"asked": asked, "rule": rule.id}


def _opening(due: Due) -> str:
    names = {"start": _day(due.start), "length": _length(due), "last": _day(due.due)}
    if due.reckon is Reckon.BEFORE:
        return _("Đếm lùi %(length)s từ ngày %(start)s (không tính ngày này).") % names
    if due.reckon is Reckon.MINIMUM:
        return _("Ít nhất %(length)s, tính từ sau ngày %(start)s.") % names
    if due.reckon is Reckon.DAY:
        return _("Việc đến hạn vào ngày cố định hằng năm; tìm từ ngày %(start)s.") % names
    if due.reckon is Reckon.PERIOD:
        return _("Việc của kỳ có ngày %(start)s.") % names
    if due.reckon is Reckon.ONCE:
        return _("Văn bản ấn định một ngày, không đếm từ ngày %(start)s.") % names
    if due.reckon is Reckon.INTERVAL:
        return _("Cứ %(length)s một lần, lần trước là ngày %(start)s.") % names
    if due.unit is Unit.HOURS:
        return _("Tính %(length)s từ giờ xảy ra trong ngày %(start)s.") % names
    return _("Tính %(length)s từ sau ngày %(start)s (không tính ngày này).") % names


def _extended(due: Due) -> str:
    if due.further:
        more, unit = due.further
        return _("Gia hạn thêm %(length)s, tính tiếp từ ngày cuối của thời hạn đầu.") % {"length": span(more, unit)}
    return ngettext(
        "Đã kể %(n)s lần gia hạn.", "Đã kể %(n)s lần gia hạn.", due.extensions
    ) % {"n": due.extensions}  # fmt: skip


def _passed_over(due: Due) -> str:
    rolled = [skip for skip in due.skipped if skip.date >= due.unrolled]
    on_the_way = [skip for skip in due.skipped if skip.date < due.unrolled]
    if due.reckon is Reckon.BEFORE:
        rolled, on_the_way = [], list(due.skipped)
    sentences = []
    if on_the_way:
        sentences.append(_("Không tính: %(days)s.") % {"days": _days(on_the_way)})
    if rolled:
        sentences.append(
            _("Ngày cuối %(day)s là ngày nghỉ nên dời qua: %(days)s.")
            % {"day": _day(due.unrolled), "days": _days(rolled)}
        )
    return " ".join(sentences)


def _closing(due: Due) -> list[str]:
    last = {"last": _weekday_and_day(due.due)}
    if due.reckon is Reckon.MINIMUM:
        return [_("Ngày cuối phải giữ đủ: %(last)s.") % last]
    if due.reckon is Reckon.BEFORE:
        return [_("Chậm nhất: %(last)s.") % last]
    if due.reckon is Reckon.DAY and due.rule.op == "<":
        named = {"named": _day(date.fromordinal(due.due.toordinal() + 1))}
        return [_("Văn bản ghi trước ngày %(named)s, nên ngày cuối là %(last)s.") % (last | named)]
    if due.reckon is Reckon.DAY and not due.binding:
        return [_("Văn bản gợi ý %(last)s; được chọn ngày khác nên không có trễ.") % last]
    if not due.binding:
        return [_("Luật không ấn định ngày; mốc của xã là %(last)s, qua mốc không phải là trễ.") % last]
    return [_("Ngày cuối: %(last)s.") % last]


def _length(due: Due) -> str:
    return span(due.amount or 0, due.unit)


def span(amount: int, unit: Unit) -> str:
    """A length of time as people say it: "5 ngày làm việc"."""
    names = {
        Unit.HOURS: ngettext("%(n)s giờ", "%(n)s giờ", amount),
        Unit.WORKING_DAYS: ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", amount),
        Unit.CALENDAR_DAYS: ngettext("%(n)s ngày", "%(n)s ngày", amount),
        Unit.CONSECUTIVE_DAYS: ngettext("%(n)s ngày liên tục", "%(n)s ngày liên tục", amount),
        Unit.MONTHS: ngettext("%(n)s tháng", "%(n)s tháng", amount),
        Unit.YEARS: ngettext("%(n)s năm", "%(n)s năm", amount),
    }
    return names.get(unit, "") % {"n": amount}


def _days(skipped) -> str:
    known = {
        "Thứ Bảy": _("Thứ Bảy"),
        "Chủ nhật": _("Chủ nhật"),
        "Tạm dừng tính thời hạn": _("Tạm dừng tính thời hạn"),
    }
    return "; ".join(f"{_day(day)} ({known.get(why, why)})" for day, why in skipped)


def _day(day: date) -> str:
    return written(day)


def _weekday_and_day(day: date) -> str:
    weekdays = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    return _("%(weekday)s, %(day)s") % {"weekday": weekdays[day.weekday()], "day": _day(day)}


def explained(occurrence: Occurrence) -> dict:
    """How the day of a duty of the law was worked out, as `rulebook.output.due_as_json` gives it.

    A duty with a period but no day gets the same shape, with `unit` "period" and a sentence that says whose day it is.
    """
    if occurrence.reckoned:
        words = [explain(occurrence.reckoned)]
        made = due_as_json(occurrence.reckoned, "")
    else:
        words = [_period_only(occurrence), _("Căn cứ: %(article)s.") % {"article": cite(occurrence.rule)}]
        if occurrence.evidence is not Evidence.CONFIRMED:
            words.append(_("Quy định này chưa được xác nhận."))
        made = {
            "rule": occurrence.rule.id, "citation": occurrence.rule.citation,
            "start": occurrence.period_from.isoformat(), "due": occurrence.due.isoformat(), "unit": "period",
            "amount": None, "skipped": [], "evidence": occurrence.evidence.value,
        }  # fmt: skip
    if occurrence.duty.note:
        words.append(f"{occurrence.duty.note}.")
    return {**made, "explanation": " ".join(words), "binding": occurrence.binding}


def _period_only(occurrence: Occurrence) -> str:
    names = {
        "period": period_words(occurrence.period_from, occurrence.period_to),
        "last": _day(occurrence.due),
    }
    if occurrence.duty.own_period:
        words = _("Luật không ấn định kỳ và ngày. Xã lấy kỳ là %(period)s, mốc của xã là ngày %(last)s.")
    else:
        words = _("Việc của %(period)s, luật không ấn định ngày. Ngày cuối kỳ %(last)s là mốc của xã.")
    return f"{words % names} {_('Qua mốc không phải là trễ.')}"


def stands_with_committee(owes: str) -> str:
    """Why a duty stands with the People's Committee though the law names somebody else."""
    who = {
        "village_head": _("thôn, bản, tổ dân phố"),
        "front": _("Ủy ban Mặt trận Tổ quốc"),
        "people_council": _("Hội đồng nhân dân"),
        "inspection_board": _("Ban Thanh tra nhân dân"),
        "investment_board": _("Ban Giám sát đầu tư của cộng đồng"),
        "agency_inspection_board": _("Ban Thanh tra nhân dân của cơ quan"),
    }.get(owes, owes)
    return _("Luật giao việc này cho %(who)s; xã chưa khai báo đơn vị đó nên việc tạm ghi ở Ủy ban nhân dân xã.") % {
        "who": who
    }


def days_in_words(days: list[date], kind: OwnDayKind, name: str, make_up: date | None = None) -> str:
    """A change of days in one line: "Nghỉ: 31/3/2026, 01/4/2026 · Ngày hội của xã"."""
    heads = {
        OwnDayKind.OFF: _("Nghỉ"),
        OwnDayKind.WORKED: _("Làm bù"),
        OwnDayKind.ORDINARY: _("Như ngày thường"),
    }
    shown = ", ".join(map(_day, days)) if len(days) < 4 else f"{_day(days[0])} – {_day(days[-1])}"
    instead = _("; làm bù %(day)s") % {"day": _day(make_up)} if make_up else ""
    return f"{heads[kind]}: {shown}{instead} · {name}"


def promise_in_words(rule: Rule, value: int | tuple[str, ...]) -> str:
    """A promise in one line: "Cam kết 3 ngày làm việc thay cho 5: khoản 3 Điều 12 …"."""
    names = {"own": figure_in_words(rule, value), "rule": figure_in_words(rule, rule.value), "place": cite(rule)}
    return _("Cam kết %(own)s, quy định ghi %(rule)s: %(place)s") % names


def figure_in_words(rule: Rule, value) -> str:
    """A rule's figure as people say it: "5 ngày làm việc", "trước ngày 05/5, trước ngày 05/11"."""
    if rule.reckon is Reckon.DAY:
        days = value if isinstance(value, tuple) else (value,)
        before = _("trước ngày %(day)s") if rule.op == "<" else _("ngày %(day)s")
        return ", ".join(before % {"day": _day_of_year(day)} for day in days)
    return span(value, rule.unit) if rule.unit else str(value)


def _day_of_year(text: str) -> str:
    month, day = text.split("-")
    return f"{day}/{month if int(month) < 3 else int(month)}"


def no_longer_asked() -> str:
    """Why a duty of the law was withdrawn by the clock."""
    return _("Quy định không còn yêu cầu, hoặc đơn vị không còn hoạt động.")


def moved(before: date | None, after: date | None) -> str:
    """That a duty's last day changed."""
    none = _("không có ngày")
    return _("Từ %(before)s sang %(after)s.") % {
        "before": _day(before) if before else none,
        "after": _day(after) if after else none,
    }


def plain_day(day: date) -> str:
    """A day as 28/4/2026, 05/5/2026 (Decree 30/2020, Annex I)."""
    return _day(day)


def list_address() -> str:
    """Where the duties of one's units stand."""
    return reverse("duties:list")


def left_words(due_on: date, today: date, calendar) -> str:
    """What is left in working days, what is gone in days: "còn 3 ngày làm việc", "hạn hôm nay", "quá hạn 2 ngày"."""
    if due_on == today:
        return _("hạn hôm nay")
    if due_on < today:
        past = (today - due_on).days
        return ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", past) % {"n": past}
    days = days_left(due_on, today, calendar)
    if not days:
        return _("không còn ngày làm việc nào trước hạn")
    return ngettext("còn %(n)s ngày làm việc", "còn %(n)s ngày làm việc", days) % {"n": days}


def digest(duties, *, today: date, calendar) -> tuple[str, str]:
    """Title and body of one person's digest of reminders; `duties` have `unit` and `commune` loaded."""
    late = [duty for duty in duties if duty.standing_on(today) == Standing.LATE]
    coming = [duty for duty in duties if duty not in late]
    parts = []
    if late:
        parts.append(ngettext("%(n)s việc trễ hạn", "%(n)s việc trễ hạn", len(late)) % {"n": len(late)})
    if coming:
        parts.append(ngettext("%(n)s việc sắp đến hạn", "%(n)s việc sắp đến hạn", len(coming)) % {"n": len(coming)})
    lines = [_("Nhắc việc ngày %(day)s.") % {"day": _weekday_and_day(today)}]
    for heading, group in ((_("Trễ hạn"), late), (_("Sắp đến hạn"), coming)):
        if group:
            lines += ["", f"{heading}:"]
            lines += [
                f"- {duty.title} ({duty.unit}): "
                + _("hạn %(day)s, %(left)s.")
                % {"day": _weekday_and_day(duty.due_on), "left": left_words(duty.due_on, today, calendar)}
                for duty in group
            ]
    lines += ["", _("Vào “Việc phải làm” để xem căn cứ và báo đã làm. Việc đã làm rồi thì bỏ qua thư này.")]
    return _("Nhắc việc: %(what)s") % {"what": ", ".join(parts)}, "\n".join(lines)
