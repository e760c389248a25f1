"""Bản Mẫu, a fictional commune: the same plan under its own name, units at different stages, some lateness."""

import datetime
from decimal import Decimal
from pathlib import Path

from config import daily
from config.demo import march, mediating, petitioning, year
from config.demo.binh_lu import PLAN, take_in_and_confirm
from config.demo.cast import FIRST_DAY, assemble
from config.demo.days import at
from config.demo.deciding import Villages
from config.demo.disclosing import Year
from config.demo.receiving import Reception
from danchu.organisation import services as organisation
from danchu.plans import services as plans
from danchu.plans.models import Occurrence
from danchu.plans.states import Answer, Origin
from danchu.reports import services as reports
from danchu.reports.models import Cycle
from danchu.reports.services import Typed

SLUG = "ban-mau"
TITLE = "Nạp xã Bản Mẫu: dữ liệu mẫu, có người để đăng nhập thử"
DIRECTIVE = Path(__file__).parent / "data" / "cong-van-mau.txt"

_OWN_NAMES = (
    ("tỉnh Lai Châu", "tỉnh Mẫu"), ("Lai Châu", "tỉnh Mẫu"), ("Bình Lư", "Bản Mẫu"), ("363/KH-UBND", "15/KH-UBND"),
    ("(họ và tên)", "(chữ ký mẫu)"),
)  # fmt: skip


def load() -> None:
    """Makes the commune and lets it live from January to the demonstration's day, 28 April 2026."""
    commune = organisation.create_commune(
        province_code="99", province_name="tỉnh Mẫu", code="99001", name="xã Bản Mẫu", begins_on=FIRST_DAY,
        merged_on=datetime.date(2025, 7, 1), is_sample=True, by=None, phone="0213 000 100",
        address="Bản Nà Mẫu, xã Bản Mẫu, tỉnh Mẫu",
        office_hours="Thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30, 13 giờ 30 đến 17 giờ",
        reception_days="Thứ Năm tuần thứ nhất và tuần thứ ba hằng tháng, tại trụ sở xã",
    )  # fmt: skip
    units, people = assemble(commune)
    lived = (Year(commune, units, people), Villages(commune, units, people), Reception(commune, units, people))
    for day in ("2026-01-05", "2026-02-02", "2026-03-02"):
        _live(commune, lived, day)
    text = PLAN.read_text(encoding="utf-8")
    for there, here in _OWN_NAMES:
        text = text.replace(there, here)
    budget = year.begin(commune, units, by=people["van-hoa"])
    plan = take_in_and_confirm(
        commune, text, Origin.OWN, by=people["van-hoa"], day="2026-03-09",
        right=lambda draft: _name_units(draft, units, by=people["van-hoa"]),
    )  # fmt: skip
    march.asked(commune, units, people)
    _live(commune, lived, "2026-03-27")
    directive = DIRECTIVE.read_text(encoding="utf-8")
    order = take_in_and_confirm(
        commune, directive, Origin.DIRECTIVE, by=people["van-hoa"], day="2026-03-27", publish=False
    )
    for day in ("2026-04-06", "2026-04-13", "2026-04-20"):
        _live(commune, lived, day)
    _work(plan, order, units, people)
    year.go_on(plan, budget, units, people)
    _live(commune, lived, "2026-04-27")
    petitioning.live(commune, units, people)
    mediating.live(units, people)
    _report(commune, units, people)
    _live(commune, lived, "2026-04-28")


def _live(commune, lived: tuple[Year | Villages | Reception, ...], day: str) -> None:
    """What was made public and what the villages did up to the day, and the day's round of the clock."""
    for part in lived:
        part.live(datetime.date.fromisoformat(day))
    daily.day_of(commune, datetime.date.fromisoformat(day), now=at(day))


# Where the plan orders "the office" in general, the sample commune names who leads: a word of the task, the units.
_LEADS = (
    ("Chủ động xây dựng và ban hành", ("van-hoa",)),
    ("Tiếp tục quán triệt sâu rộng", ("van-hoa",)),
    ("Thường xuyên rà soát, bổ sung", ("van-phong",)),
    ("Tổ chức quán triệt đến toàn thể", ("van-phong",)),
    ("Đẩy mạnh công tác tuyên truyền", ("van-hoa",)),
    ("Thực hiện công khai, minh bạch", ("van-phong", "kinh-te")),
    ("nâng cao chất lượng hoạt động của Trung tâm", ("trung-tam",)),
    ("Tăng cường công tác tiếp công dân", ("van-phong",)),
    ("Gắn việc thực hiện QCDC với công tác cải cách", ("trung-tam",)),
    ("Định kỳ tổ chức sơ kết, tổng kết", ("van-hoa",)),
)


def _name_units(plan, units, *, by) -> None:
    for word, keys in _LEADS:
        task = plan.tasks.get(text__contains=word)
        plans.save_task(task=task, values={"lead_units": [units[key] for key in keys]}, by=by, now=at("2026-03-09"))


# -- work under the plan ----------------------------------------------------------------------------------------------
# office, a word of the task, what was done, what came of it on 24 April ("": accepted, a text: returned with it)
_DONE = (
    ("van-hoa", "quán triệt", "Đã tổ chức 2 hội nghị quán triệt, 86 lượt cán bộ dự.", ""),
    ("van-hoa", "Đẩy mạnh công tác tuyên truyền", "Phát thanh 12 buổi tại 4 thôn, bản; niêm yết tài liệu.", ""),
    ("kinh-te", "quán triệt", "Lồng ghép trong họp giao ban tháng 3, 14 người dự.", ""),
    ("kinh-te", "rà soát", "Đã rà soát.", "Chưa nêu rà soát những văn bản nào. Đề nghị gửi danh mục kèm số, ngày."),
    ("trung-tam", "quán triệt", "Họp cơ quan ngày 17/3, đủ 9/9 người dự.", None),
    ("tram-y-te", "quán triệt", "Họp Trạm ngày 20/3, có biên bản.", None),
)  # fmt: skip


def _work(plan, order, units, people) -> None:
    for key, word, said, verdict in _DONE:
        occurrence = _owed(plan, units[key], word)
        plans.add_note(
            occurrence=occurrence, text=said, percent=100, form_key=f"demo-{occurrence.pk}", by=people[key],
            now=at("2026-04-21"),
        )  # fmt: skip
        occurrence = plans.report_done(occurrence=occurrence, report=said, by=people[key], now=at("2026-04-21"))
        if verdict == "":
            plans.accept(occurrence=occurrence, by=people["van-hoa"], now=at("2026-04-24"))
        elif verdict:
            plans.return_with_reasons(
                occurrence=occurrence, reason=verdict, by=people["chu-tich"], now=at("2026-04-24")
            )
    nothing = _owed(plan, units["truong-hoc"], "rà soát")
    plans.report_done(occurrence=nothing, answer=Answer.NOTHING_AROSE, by=people["truong-hoc"], now=at("2026-04-22"))
    posted = _owed(order, units["trung-tam"], "niêm yết")
    plans.report_done(
        occurrence=posted,
        report="Đã niêm yết 112 thủ tục tại bảng tin trụ sở.",
        by=people["trung-tam"],
        now=at("2026-04-20"),
    )
    for recipient in plan.recipients.filter(unit__in=[units["dang-uy"], units["van-hoa"], units["kinh-te"]]):
        plans.confirm_receipt(recipient=recipient, by=people["van-hoa"], now=at("2026-03-11"))


def _owed(plan, unit, word: str):
    return Occurrence.objects.filter(task__plan=plan, unit=unit, task__text__contains=word).earliest(
        "period_from", "pk"
    )


# -- the report of the first half-year --------------------------------------------------------------------------------
_TEXTS = {
    "I": "Đơn vị đã phổ biến Kế hoạch số 15/KH-UBND đến toàn thể cán bộ, công chức; phân công người theo dõi.",
    "II": "Tổ chức quán triệt Luật Thực hiện dân chủ ở cơ sở trong họp cơ quan; niêm yết tài liệu tại bảng tin.",
    "III.2": "Công khai nội bộ kế hoạch công tác, dự toán chi; tổ chức hội nghị cán bộ, công chức đúng quy định.",
    "VI": "Ưu điểm: triển khai kịp thời. Hạn chế: ít hình thức tuyên truyền. Nguyên nhân: thiếu người chuyên trách.",
    "VII": "Tiếp tục công khai theo quy định; đổi mới hình thức tuyên truyền bằng tiếng dân tộc.",
}
_NUMBERS = {
    "van-hoa": {"A4.held": (2, 3), "A5.officials": (86, None), "A5.people": (240, 300), "A6.broadcasts": (12, 18)},
    "kinh-te": {"A4.held": (1, None), "A5.officials": (14, None), "G1.procedures": (31, None), "G1.posted": (31, None)},
    "trung-tam": {"A4.held": (1, None), "G2.received": (412, 640), "G2.on_time": (405, None), "G2.late": (7, None)},
    "tram-y-te": {"A4.held": (1, None), "A5.officials": (8, None)},
}  # fmt: skip


def _report(commune, units, people) -> None:
    """Culture: accepted. Economy: returned. Centre: handed in. Health: a draft. The others: nothing yet."""
    cycle = Cycle.objects.get(commune=commune, code="2026-H1")
    by_unit = {report.unit_id: report for report in cycle.reports.all()}
    for key, numbers in _NUMBERS.items():
        report = by_unit[units[key].pk]
        _write(report, numbers, by=people[key], full=key != "tram-y-te")
        if key == "tram-y-te":
            continue
        if key in ("van-hoa", "kinh-te"):
            march.answered(report, by=people[key])
        report.refresh_from_db()
        report = reports.submit(report=report, version=report.version, by=people[key], now=at("2026-04-24"))
        if key == "van-hoa":
            reports.accept(report=report, version=report.version, by=people["van-hoa"], now=at("2026-04-27"))
        if key == "kinh-te":
            reports.return_report(
                report=report, version=report.version, by=people["van-hoa"], now=at("2026-04-27"),
                reasons="Mục III.2 chưa nêu ngày tổ chức hội nghị cán bộ, công chức. Đề nghị bổ sung.",
            )  # fmt: skip


def _write(report, numbers: dict, *, by, full: bool) -> None:
    typed = {
        key: Typed(
            value=Decimal(value), estimate=Decimal(estimate) if estimate else None, nothing_occurred=False, note=""
        )
        for key, (value, estimate) in numbers.items()
    }
    for number, (section, text) in enumerate(_TEXTS.items()):
        if full or number < 2:
            reports.save_section(
                report=report, section=section, text=text, nothing_occurred=False, numbers=typed if number == 1 else {},
                version=0, by=by, now=at("2026-04-23"),
            )  # fmt: skip
    if full:
        reports.save_section(
            report=report, section="III.3", text="", nothing_occurred=True, numbers={}, version=0, by=by,
            now=at("2026-04-23"),
        )  # fmt: skip
