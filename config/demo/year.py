"""The other plans of the sample commune: last year's, one amended in April, and an office's own."""

import datetime
from pathlib import Path

from config.demo.binh_lu import take_in_and_confirm
from config.demo.days import at
from danchu.duties.services import generate_law_duties
from danchu.plans import services as plans
from danchu.plans.models import Occurrence
from danchu.plans.states import Bound, Origin, TaskKind

_DATA = Path(__file__).parent / "data"


def _text(name: str) -> str:
    return (_DATA / f"{name}.txt").read_text(encoding="utf-8")


def begin(commune, units, *, by):
    """Last year's plan, known by its text, and this year's plan of budget disclosure; gives the latter."""
    take_in_and_confirm(commune, _text("ke-hoach-2025"), Origin.OWN, by=by, day="2026-01-05")
    return take_in_and_confirm(commune, _text("ke-hoach-ngan-sach"), Origin.OWN, by=by, day="2026-01-21")


def go_on(plan, budget, units, people) -> None:
    """April: the budget plan is amended, one task is tied to the law, Phòng Kinh tế divides its tasks into steps."""
    culture, now = people["van-hoa"], at("2026-04-22")
    posted = Occurrence.objects.get(task__plan=budget, task__text__startswith="Niêm yết dự toán")
    plans.report_done(
        occurrence=posted, report="Đã niêm yết ở 4/4 thôn, bản.", by=people["kinh-te"], now=at("2026-03-25")
    )
    plans.accept(occurrence=posted, by=culture, now=at("2026-03-27"))
    amended = plans.take_in(
        commune=budget.commune, origin=Origin.OWN, text=_text("ke-hoach-ngan-sach-sua-doi"), upload_key="demo-sua-doi",
        replaces=budget, whole=True, by=culture, now=now,
    )  # fmt: skip
    plans.mark_seen(plan=amended, by=culture, now=now)
    amended = plans.confirm(plan=amended, by=culture, now=now)
    amended = plans.publish(plan=amended, by=culture, now=now, issued_outside=True)
    generate_law_duties(commune=budget.commune, on=datetime.date(2026, 4, 22), now=now)
    listed = amended.tasks.get(text__startswith="Cập nhật danh sách nội dung")
    plans.link_law(task=listed, law="disclosure-register", by=culture, now=now)
    _own_plan(plan, units["kinh-te"], people)


def _own_plan(plan, unit, people) -> None:
    now = at("2026-04-23")
    own = plans.derive(plan=plan, unit=unit, upload_key="demo-kinh-te", by=people["kinh-te-cv"], now=now)
    open_task = own.tasks.filter(is_mirror=True, text__contains="công khai").first()
    for text, day in (
        ("Lập danh mục nội dung công khai của phòng", "2026-04-24"),
        ("Niêm yết danh mục tại trụ sở và gửi Trưởng thôn, bản", "2026-05-08"),
    ):
        values = {
            "text": text, "kind": TaskKind.ONE_OFF, "due_on": datetime.date.fromisoformat(day), "bound": Bound.BY,
            "parent": open_task.parent, "officer": people["kinh-te-cv"],
        }  # fmt: skip
        plans.write_task(plan=own, part=open_task.part, values=values, by=people["kinh-te-cv"], now=now)
    plans.submit(plan=own, by=people["kinh-te-cv"], now=now)
    plans.approve_in_unit(plan=own, by=people["kinh-te"], now=now)
    first = Occurrence.objects.get(task__plan=own, task__text__startswith="Lập danh mục")
    plans.report_done(occurrence=first, report="Đã lập danh mục 12 nội dung.", by=people["kinh-te-cv"], now=now)
    plans.accept(occurrence=first, by=people["kinh-te"], now=at("2026-04-24"))
