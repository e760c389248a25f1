"""What a draft lacks, where its days fall, what it cites and what it forgets: pure functions of values. No Django.

Proposed wordings are words of a Vietnamese paper: they stay Vietnamese in every language of the interface.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from danchu.core.calendar import Calendar
from danchu.core.text import fold, squeezed
from danchu.plans.scrutiny.knowledge import Amended, Gone, Knowledge, Remembered
from danchu.plans.states import Evidence, TaskKind, TaskMode


class Lack(StrEnum):
    """What an instruction may lack."""

    OWNER = "owner"
    DAY = "day"
    PRODUCT = "product"


@dataclass(frozen=True)
class Instruction:
    """One task of the draft as the tunnel sees it. `last_days`: of every turn that has one."""

    pk: int
    place: str
    title: str
    text: str
    kind: TaskKind
    mode: TaskMode
    has_owner: bool
    recurs: bool
    last_days: tuple[datetime.date, ...]
    product: str
    evidence: Evidence


@dataclass(frozen=True)
class Gap:
    """An instruction that lacks something, and the words that would fill it."""

    task: Instruction
    lacks: tuple[Lack, ...]
    wording: str


# A paper or a visible result that the words of the instruction themselves promise, without marks.
_RESULT_SAID = (
    "bao cao ket qua", "gui bao cao", "thong tin bao cao", "lap danh sach", "lap bien ban", "ban hanh quy che",
    "xay dung ke hoach", "xay dung va thuc hien quy che", "niem yet", "ban hanh ke hoach",
)  # fmt: skip


def lacking(task: Instruction) -> tuple[Lack, ...]:
    """What the instruction lacks. A principle lacks nothing; a request (đề nghị) needs neither day nor product."""
    if task.kind == TaskKind.PRINCIPLE:
        return ()
    lacks = [] if task.has_owner else [Lack.OWNER]
    if task.mode != TaskMode.REQUEST:
        if not task.last_days and not task.recurs:
            lacks.append(Lack.DAY)
        said = fold(task.text)
        if not task.product and not any(words in said for words in _RESULT_SAID):
            lacks.append(Lack.PRODUCT)
    return tuple(lacks)


def gaps(
    tasks: Iterable[Instruction], *, known: Knowledge, units: Collection[str], report_days: str
) -> list[Gap]:  # fmt: skip
    """Every instruction that lacks something, in the order of the plan. `units`: names of the commune's units;
    `report_days` the plan's own, in words ("trước ngày 05/5 và trước ngày 05/11").
    """
    found = []
    for task in tasks:
        if lacks := lacking(task):
            found.append(Gap(task, lacks, _filled(task, lacks, known, units, report_days)))
    return found


def _filled(task: Instruction, lacks, known: Knowledge, units, report_days: str) -> str:
    """The instruction with what it lacks added at its end."""
    text = squeezed(task.text).strip("*-+• ").rstrip(" .;:")
    parts = []
    if Lack.OWNER in lacks and (office := usual_office(task.text, known, units)):
        parts.append(f"đơn vị chủ trì: {office}")
    if Lack.DAY in lacks:
        once = task.kind == TaskKind.ONE_OFF
        parts.append(f"thời hạn: {'xong và báo cáo' if once else 'báo cáo kết quả'} {report_days}")
    if Lack.PRODUCT in lacks:
        parts.append(f"sản phẩm: {known.products[task.evidence]}")
    return f"{text} ({'; '.join(parts)})." if parts else f"{text}."


def usual_office(text: str, known: Knowledge, units: Collection[str]) -> str:
    """The office usually meant by the words of an instruction, if the commune has it; "" otherwise."""
    said = fold(text)
    have = {fold(name): name for name in units}
    for words, office in known.offices:
        if any(word in said for word in words):
            found = next((name for folded, name in have.items() if folded.startswith(fold(office))), "")
            if found:
                return found
    return ""


# -- days -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class OffDay:
    """A last day on which nobody works, and the working day before it."""

    task: Instruction
    day: datetime.date
    name: str
    better: datetime.date


def days_off(tasks: Iterable[Instruction], calendar: Calendar) -> list[OffDay]:
    """Last days that fall on a weekend or a holiday: a day that a plan names never rolls on, so it had better move."""
    return [
        OffDay(task, day, name, calendar.previous_working_day(day))
        for task in tasks
        if task.kind != TaskKind.PRINCIPLE
        for day in task.last_days
        if (name := calendar.is_day_off(day))
    ]


# -- what is cited --------------------------------------------------------------------------------------------------
def cited_but_gone(numbers: Iterable[str], on: datetime.date, known: Knowledge) -> list[Gone]:
    """Papers cited that no longer hold on the day of the plan, each once."""
    cited = {squeezed(number).replace(" ", "") for number in numbers}
    return [gone for gone in known.gone if gone.number in cited and gone.until <= on]


def cited_without_amendment(text: str, on: datetime.date, known: Knowledge) -> list[Amended]:
    """Laws named in the text that were amended before the day of the plan, where the amending law is not named."""
    said = fold(text)
    return [
        law
        for law in known.amended
        if law.since <= on and any(name in said for name in law.said) and fold(law.by) not in said
    ]


# -- what is forgotten ----------------------------------------------------------------------------------------------
def forgotten(text: str, duties: Collection[str], known: Knowledge) -> list[Remembered]:
    """Duties of the law (ids, as they come round in the plan's year) of which no paragraph of the text speaks."""
    paragraphs = [fold(squeezed(part)) for part in text.split("\n") if part.strip()]
    return [
        row
        for row in known.remembered
        if row.duty in duties
        and not any(all(word in part for word in words) for words in row.said for part in paragraphs)
    ]
