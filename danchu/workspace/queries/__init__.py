"""What a person must do today, gathered from the areas below; nothing is counted here that they do not count."""

import datetime
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.channels import queries as channels
from danchu.disclosure import queries as disclosure
from danchu.documents import queries as documents
from danchu.duties import queries as duties
from danchu.notifications import queries as notifications
from danchu.organisation.states import Permission
from danchu.petitions.queries.desk import is_empty
from danchu.plans import queries as plans
from danchu.reports import queries as reports
from danchu.workspace.queries import handing

SHOWN = 8  # lines of a list on the home page; the rest behind a link
NOTICES = 5


@dataclass(frozen=True)
class Item:
    """One line of the home page: what, where it is opened, how it stands, by when."""

    label: str
    url: str
    hint: str = ""
    state: str = ""
    word: str = ""
    due_on: datetime.date | None = None
    days_left: int | None = None
    why: tuple[str, ...] = ()
    stated: str = ""


@dataclass(frozen=True)
class Home:
    """The whole home page, in the order in which it is read."""

    late: list[Item]
    today: list[Item]
    soon: list[Item]
    counts: dict[str, int]
    waiting: list[Item] = field(default_factory=list)  # others wait for this person
    questions: list[Item] = field(default_factory=list)  # one question per period of a continuing task
    writing: list[Item] = field(default_factory=list)  # reports to write
    progress: tuple = ()
    units: list[dict] = field(default_factory=list)
    notices: list = field(default_factory=list)
    desk_empty: bool = False  # told to who can change it


def home(access, today: datetime.date) -> Home:
    """What presses on a person (at most 10 queries: duties 2, plans 2, reports 2, four of one each; one more for who
    administers or signs).
    """
    seats_people = access.may(Permission.ADMINISTER) or access.may(Permission.APPROVE)
    pressing = duties.for_workspace(access, today, limit=SHOWN)
    asked = plans.for_workspace(access, today)
    written = reports.for_workspace(access, today)
    return Home(
        late=[_duty(line) for line in pressing.late],
        today=[_duty(line) for line in pressing.today],
        soon=[_duty(line) for line in pressing.soon],
        counts={standing.value: number for standing, number in pressing.counts.items()},
        waiting=[
            *_waiting_boards(access, today),
            *_waiting_reports(written),
            *_waiting_disclosure(access),
            *_waiting_tasks(asked),
            *_waiting_papers(access),
            *_waiting_hand_overs(access),
        ],
        questions=[_question(row) for row in (*asked.returned, *_continuing(asked.to_answer))],
        writing=[_report(row) for row in written.mine],
        progress=written.progress,
        units=duties.by_unit(access.commune, today) if access.may(Permission.SEE_ALL) else [],
        notices=list(notifications.for_person(access.person).filter(read_at__isnull=True)[:NOTICES]),
        desk_empty=seats_people and is_empty(access.commune, today),
    )


def _duty(line) -> Item:
    return Item(
        label=line.duty.title, url=line.done_in or duties.line_address(line.duty.pk),
        hint=line.duty.unit.name, state=line.tag, word=line.word,
        due_on=line.due_on, days_left=line.days_left, why=line.why, stated=line.stated,
    )  # fmt: skip


def _report(row) -> Item:
    return Item(
        label=row.label, url=row.url, hint=row.hint, state=row.state, word=row.word, due_on=row.due_on,
        days_left=row.days_left, stated=row.stated,
    )  # fmt: skip


def _continuing(occurrences) -> list:
    """Those without a day: what has one stands among the duties already."""
    return [occurrence for occurrence in occurrences if occurrence.due_on is None]


def _question(occurrence) -> Item:
    returned = occurrence.state == "returned"
    return Item(
        label=occurrence.task.title, url=reverse("plans:occurrence", args=[occurrence.pk]),
        hint=f"{occurrence.unit.name} · {duties.period_words(occurrence.period_from, occurrence.period_to)}",
        state="soon" if returned else "draft", word=_("Trả lại") if returned else _("Chưa trả lời"),
    )  # fmt: skip


def _waiting_tasks(asked) -> list[Item]:
    to_accept = [
        Item(
            label=plans.occurrence_title(row), url=reverse("plans:occurrence", args=[row.pk]), hint=row.unit.name,
            state="waiting", word=_("Chờ nghiệm thu"),
        )
        for row in asked.to_accept
    ]  # fmt: skip
    receipts = [
        Item(
            label=row.plan.title, url=reverse("plans:detail", args=[row.plan_id]), hint=row.unit.name,
            state="waiting", word=_("Chờ xác nhận đã nhận"),
        )
        for row in asked.receipts
    ]  # fmt: skip
    return to_accept + receipts


def _waiting_boards(access, today) -> list[Item]:
    up, down = channels.for_workspace(access, today)
    if not (up or down):
        return []
    todo = [_("dán %(n)s tờ") % {"n": up} if up else "", _("gỡ %(n)s tờ") % {"n": down} if down else ""]
    return [
        Item(
            label=_("Bảng niêm yết: %(what)s") % {"what": ", ".join(filter(None, todo))}, url=reverse("boards:orders"),
            hint=_("Dán xong thì chụp một tấm ảnh gửi lên."), state="soon" if up else "waiting", word=_("Cần làm"),
        )
    ]  # fmt: skip


def _waiting_reports(written) -> list[Item]:
    return [_report(row) for row in (*written.to_approve, *written.to_publish)]


def _waiting_disclosure(access) -> list[Item]:
    waiting = disclosure.for_workspace(access)
    to_approve = [
        Item(
            label=version.item.title, url=reverse("disclosure:approve", args=[version.item_id]),
            hint=version.item.unit.name, state="waiting", word=_("Chờ duyệt công khai"), due_on=version.item.due_on,
        )
        for version in waiting.to_approve
    ]  # fmt: skip
    returned = [
        Item(
            label=version.item.title, url=reverse("disclosure:item", args=[version.item_id]),
            hint=version.returned_why, state="soon", word=_("Trả lại"),
        )
        for version in waiting.returned
    ]  # fmt: skip
    return to_approve + returned


def _waiting_papers(access) -> list[Item]:
    if not access.may(Permission.RECORDS):
        return []
    return [
        Item(
            label=paper.title, url=reverse("documents:desk"), hint=paper.unit.name, state="waiting",
            word=paper.get_state_display(),
        )
        for paper in documents.waiting_for_records(access.commune)
    ]  # fmt: skip


def _waiting_hand_overs(access) -> list[Item]:
    return [
        Item(
            label=row["label"], url=row["url"], hint=row["hint"], state="waiting" if row["mine"] else "soon",
            word=_("Chờ bạn xác nhận") if row["mine"] else _("Chưa ai nhận"),
        )
        for row in handing.waiting(access)
    ]  # fmt: skip
