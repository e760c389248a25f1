"""The register of incoming papers (Decree 30/2020, Art. 20–24). Lines are added and righted, never taken out."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import fold, squeezed
from danchu.documents.models import Incoming, IncomingEntry, NumberRegister, StoredFile
from danchu.documents.rules import arrival_refusal
from danchu.documents.states import Entry, Urgency

BOOK = "den"  # the incoming register among the registers of numbers
DESCRIBED = ("arrived_on", "sender", "paper_number", "dated_on", "kind", "title", "urgency", "note")
PASSED = ("lead", "others", "receiver", "instruction", "passed_on", "due_on", "for_information")

_REFUSALS = {
    "arrival_in_the_future": lambda: _("Ngày đến không được sau hôm nay."),
    "arrival_before_the_line_above": lambda: _(
        "Số đến lấy theo thứ tự tiếp nhận (khoản 2 Điều 22 Nghị định 30/2020), mà văn bản ghi ngay trước đó đến ngày "
        "%(before)s. Ngày đến không được sớm hơn; nếu trước đây quên vào sổ, ghi ngày đến là hôm nay và nói rõ ở ô "
        "Ghi chú."
    ),
    "arrival_after_the_line_below": lambda: _(
        "Văn bản ghi ngay sau trong sổ đến ngày %(after)s. Ngày đến không được muộn hơn ngày đó."
    ),
}


@act(gettext_lazy("Vào sổ văn bản đến"), on="result")
def register(
    *, commune, arrived_on: datetime.date, sender: str, kind: str, title: str, paper_number: str = "", dated_on=None,
    urgency: str = Urgency.NONE, note: str = "", file: StoredFile | None = None, first_number: int | None = None,
    form_key: str, by, now,
) -> Incoming:  # fmt: skip
    """A paper that came: it takes the next number of arrival of its year (Art. 22.2). The same form twice is one line.

    `first_number` is where a year's register goes on from the paper one; it counts only while the year has no line.
    Raises Refused for a day out of order, or a paper of the same sender, number and day that is registered already.
    """
    made = Incoming.objects.filter(commune=commune, form_key=form_key).first()
    if made:
        return made
    year = arrived_on.year
    book = _book(commune, year)
    last = Incoming.objects.filter(commune=commune, year=year).order_by("-number").first()
    _check_day(arrived_on, now, before=last and last.arrived_on, after=None)
    newer = Incoming.objects.filter(commune=commune, year__gt=year).order_by("-year").first()
    if newer:
        raise Refused(_("Sổ năm %(year)s đã mở, không ghi thêm vào sổ năm trước.") % {"year": newer.year})
    line = Incoming(
        commune=commune, year=year, arrived_on=arrived_on, sender=sender, paper_number=paper_number, dated_on=dated_on,
        kind=kind, title=title, urgency=urgency, note=note, file=file, form_key=form_key, recorded_at=now,
        recorded_by=by,
    )  # fmt: skip
    _check_new(line)
    line.number = (book.last if last else (first_number or 1) - 1) + 1
    book.last = line.number
    book.save(update_fields=["last"])
    line.search = _search(line)
    line.save()
    _log(line, Entry.REGISTERED, by=by, now=now)
    return line


@act(gettext_lazy("Sửa dòng sổ văn bản đến"))
def correct(*, line: Incoming, version: int, values: dict, reason: str, by, now) -> Incoming:
    """What was written wrongly is righted; what stood there before stays visible with the reason.

    `values`: any of DESCRIBED. The number of arrival never changes. Raises Refused without a reason or for a day out of
    order, Stale when somebody changed the line meanwhile.
    """
    line = _current(line, version)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do sửa. Nội dung cũ vẫn được giữ trong sổ."))
    if "arrived_on" in values and values["arrived_on"] != line.arrived_on:
        if values["arrived_on"].year != line.year:
            raise Refused(_("Ngày đến phải trong năm %(year)s, năm của số đến.") % {"year": line.year})
        beside = Incoming.objects.filter(commune=line.commune, year=line.year)
        above = beside.filter(number__lt=line.number).order_by("-number").first()
        below = beside.filter(number__gt=line.number).order_by("number").first()
        _check_day(values["arrived_on"], now, before=above and above.arrived_on, after=below and below.arrived_on)
    before, after = _change(line, {name: values[name] for name in DESCRIBED if name in values})
    if not after:
        return line
    _check_new(line)
    return _saved(line, Entry.CORRECTED, by=by, now=now, reason=reason, before=before, after=after)


@act(gettext_lazy("Chuyển văn bản đến"), on="line")
def pass_on(
    *, line: Incoming, version: int, lead=None, others=(), receiver=None, instruction: str = "", due_on=None,
    for_information: bool = False, passed_on: datetime.date, by, now,
) -> Incoming:  # fmt: skip
    """Whoever decides said who deals with it, with whom and by when (Art. 23.2); passed on anew it is written anew.

    Raises Refused when it goes to nobody, before it arrived, or is due before it was passed on; Stale.
    """
    line = _current(line, version)
    if lead is None and receiver is None:
        raise Refused(_("Hãy chọn đơn vị chủ trì, hoặc người nhận."))
    if not line.arrived_on <= passed_on <= timezone.localtime(now).date():
        raise Refused(
            _("Ngày chuyển phải từ ngày đến (%(day)s) đến hôm nay.") % {"day": day(line.arrived_on)}
        )  # fmt: skip
    if due_on and due_on < passed_on:
        raise Refused(_("Hạn giải quyết phải từ ngày chuyển trở đi."))
    helping = [unit for unit in others if unit != lead]
    was = ", ".join(unit.name for unit in line.others.all())
    before, after = _change(
        line,
        {"lead": lead, "receiver": receiver, "instruction": instruction.strip(), "passed_on": passed_on,
         "due_on": None if for_information else due_on, "for_information": for_information},
    )  # fmt: skip
    line.others.set(helping)
    become = ", ".join(unit.name for unit in helping)
    if was != become:
        before["others"], after["others"] = was, become
    return _saved(line, Entry.PASSED, by=by, now=now, before=before, after=after)


@act(gettext_lazy("Ghi văn bản đến đã giải quyết"))
def handle(*, line: Incoming, version: int, on: datetime.date, note: str, by, now) -> Incoming:
    """It is dealt with, and how. Raises Refused: not passed on, without words, on a day to come; Stale."""
    line = _current(line, version)
    if line.passed_on is None:
        raise Refused(_("Văn bản chưa chuyển cho ai. Hãy chuyển giải quyết trước."))
    if line.handled_on:
        return line
    if not line.arrived_on <= on <= timezone.localtime(now).date():
        raise Refused(_("Ngày giải quyết xong phải từ ngày đến đến hôm nay."))
    if not note.strip():
        raise Refused(_("Hãy ghi kết quả: đã làm gì, trả lời bằng văn bản nào."))
    before, after = _change(line, {"handled_on": on, "handled_note": note.strip()})
    return _saved(line, Entry.HANDLED, by=by, now=now, before=before, after=after)


@act(gettext_lazy("Mở lại văn bản đến"))
def reopen(*, line: Incoming, version: int, reason: str, by, now) -> Incoming:
    """It is not dealt with after all. Raises Refused without a reason, Stale."""
    line = _current(line, version)
    if not line.handled_on:
        return line
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do mở lại."))
    before, after = _change(line, {"handled_on": None, "handled_note": ""})
    return _saved(line, Entry.REOPENED, by=by, now=now, reason=reason, before=before, after=after)


@act(gettext_lazy("Ghi dòng sổ văn bản đến là nhầm"))
def mark_mistaken(*, line: Incoming, version: int, reason: str, by, now) -> Incoming:
    """The line was written by mistake (twice, say): it stays, struck out, and its number stays taken (Art. 22.2)."""
    line = _current(line, version)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do, ví dụ: đã vào sổ ở số 12."))
    if line.subject:
        raise Refused(_("Đã giao việc từ văn bản này. Hãy bỏ bản đọc hoặc các việc đó trước."))
    line.mistaken_at, line.mistaken_by = now, by
    return _saved(line, Entry.MISTAKEN, by=by, now=now, reason=reason)


@act(gettext_lazy("Gắn văn bản đến với việc"))
def link(*, line: Incoming, subject: str, by, now) -> Incoming:
    """Something was made of the paper: `subject` is its text reference ("plans.plan:5"). Linked already: nothing."""
    line = locked(Incoming.objects).get(pk=line.pk)
    if line.subject == subject:
        return line
    before, after = {"subject": line.subject}, {"subject": subject}
    line.subject = subject
    return _saved(line, Entry.TAKEN_UP, by=by, now=now, before=before, after=after)


# -- the parts ---------------------------------------------------------------------------------------------------------
def _book(commune, year: int) -> NumberRegister:
    keys = {"commune": commune, "kind": BOOK, "year": year}
    NumberRegister.objects.bulk_create([NumberRegister(**keys)], ignore_conflicts=True)
    return locked(NumberRegister.objects).get(**keys)


def _current(line: Incoming, version: int) -> Incoming:
    line = locked(Incoming.objects.select_related("commune")).get(pk=line.pk)
    if line.version != version:
        raise Stale(_("Có người vừa sửa văn bản này. Hãy xem lại rồi gửi lần nữa; nội dung bạn gõ còn nguyên."))
    if line.mistaken_at:
        raise Refused(_("Dòng này đã đánh dấu ghi nhầm, không sửa nữa."))
    return line


def _check_day(arrived_on, now, *, before, after) -> None:
    why = arrival_refusal(arrived_on=arrived_on, today=timezone.localtime(now).date(), before=before, after=after)
    if why:
        raise Refused(_REFUSALS[why]() % {"before": day(before), "after": day(after)})


def _check_new(line: Incoming) -> None:
    if line.dated_on and line.dated_on > line.arrived_on:
        raise Refused(_("Ngày của văn bản không được sau ngày đến. Hãy xem lại hai ngày."))
    if not line.paper_number:
        return
    same = Incoming.objects.filter(
        commune=line.commune, paper_number=line.paper_number, dated_on=line.dated_on, mistaken_at__isnull=True
    ).exclude(pk=line.pk)
    twin = next((one for one in same if fold(one.sender) == fold(line.sender)), None)
    if twin:
        raise Refused(
            _("Văn bản này đã vào sổ: số đến %(number)s/%(year)s, ngày %(day)s.")
            % {"number": twin.number, "year": twin.year, "day": day(twin.arrived_on)}
        )


def _change(line: Incoming, values: dict) -> tuple[dict, dict]:
    """Sets the fields and gives (what stood there, what stands now) for those that differ, as text."""
    before, after = {}, {}
    for name, value in values.items():
        old = getattr(line, name)
        if old != value:
            before[name], after[name] = _said(old), _said(value)
            setattr(line, name, value)
    return before, after


def _said(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    return day(value) if isinstance(value, datetime.date) else str(value)


def _saved(line: Incoming, kind: Entry, *, by, now, reason: str = "", before=None, after=None) -> Incoming:
    line.version += 1
    line.search = _search(line)
    line.save()
    _log(line, kind, by=by, now=now, reason=reason, before=before, after=after)
    return line


def _search(line: Incoming) -> str:
    return fold(squeezed(f"{line.number} {line.sender} {line.paper_number} {line.kind} {line.title} {line.note}"))


def _log(line: Incoming, kind: Entry, *, by, now, reason: str = "", before=None, after=None) -> None:
    IncomingEntry.objects.create(
        incoming=line, kind=kind, at=now, by=by, reason=reason.strip()[:300], before=before or {}, after=after or {}
    )
