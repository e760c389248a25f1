"""The pages in a real browser: at 360 and 1366 pixels, without axe violations, nothing wider than the screen."""

import datetime as dt

import pytest
from django.urls import reverse

from danchu.plans import services
from danchu.plans.models import Occurrence
from danchu.plans.tests.cases import SMALL, at, confirmed, published, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def addresses(cast, on_day):
    """Every page with something on it: (name, address, who opens it)."""
    on_day("2026-04-28")
    draft = taken_in(cast)
    services.mark_seen(plan=draft, tasks=list(draft.tasks.all()[:7]), by=cast.culture_head, now=at("2026-04-28"))
    full = taken_in(cast, text=SMALL.replace("12/KH", "14/KH"))
    services.mark_seen(plan=full, by=cast.culture_head, now=at("2026-04-28"))
    waiting = confirmed(cast, text=SMALL.replace("12/KH", "15/KH"), day="2026-01-21")
    plan = published(cast, text=SMALL, day="2026-01-21")
    owed = Occurrence.objects.get(task__plan=plan, unit=cast.economy, due_on=dt.date(2026, 5, 14))
    services.add_note(
        occurrence=owed, text="Đã dán ở 4/6 bản.", percent=60, form_key="k", by=cast.economy_officer,
        now=at("2026-04-20"),
    )  # fmt: skip
    services.report_done(occurrence=owed, report="Đã dán ở 5/6 bản.", by=cast.economy_head, now=at("2026-04-21"))
    services.return_with_reasons(
        occurrence=owed, reason="Còn thiếu ảnh ở bản Nà Mẫu.", by=cast.culture_head, now=at("2026-04-22")
    )
    reported = Occurrence.objects.get(task__plan=plan, unit=cast.centre, due_on=dt.date(2026, 6, 19))
    services.report_done(occurrence=reported, report="Đã gửi.", by=cast.centre_head, now=at("2026-04-22"))
    question = Occurrence.objects.get(task__plan=plan, unit=cast.economy, key="2026-H1")
    task = draft.tasks.filter(due_on__isnull=False).first()

    def staff(name, *args):
        return reverse(f"plans:{name}", args=args)

    now = at("2026-04-28")
    written = services.begin(
        commune=cast.commune, year=2026, title="Đối thoại năm 2026", upload_key="w", by=cast.culture_head, now=now
    )
    part = written.parts.first()
    values = {"text": "Tổ chức đối thoại", "remark": "Năm 2025 chưa làm xong ở nơi nào (0/3)."}
    services.write_task(plan=written, part=part, values=values, by=cast.culture_head, now=now)
    services.seed(commune=cast.commune, year=2026, key="k", text="Niêm yết còn chậm.", why="Báo cáo năm 2025", now=now)
    own = services.derive(plan=plan, unit=cast.economy, upload_key="d", by=cast.economy_head, now=now)
    text = SMALL.replace("12/KH", "30/KH").replace("15/5/2026", "25/5/2026").replace("Thường xuyên rà", "Hằng tuần rà")
    following = services.take_in(
        commune=cast.commune, origin="own", text=text, upload_key="s", replaces=plan, by=cast.culture_head, now=now
    )

    culture, economy = cast.culture_head, cast.economy_head
    return [
        ("list", staff("list"), culture),
        ("list-unit", staff("list"), economy),
        ("new", staff("new"), culture),
        ("review", staff("review", draft.pk), culture),
        ("review-reports", staff("review", draft.pk) + "?muc=5", culture),
        ("head", staff("head", draft.pk), culture),
        ("task", staff("task", task.pk), culture),
        ("task-add", staff("task_add", draft.pk), culture),
        ("task-split", staff("task_split", draft.tasks.filter(text__contains="; ").first().pk), culture),
        ("confirm", staff("confirm", full.pk), culture),
        ("discard", staff("discard", draft.pk), culture),
        ("detail", staff("detail", plan.pk), culture),
        ("detail-unit", staff("detail", plan.pk), economy),
        ("log", staff("log", plan.pk), culture),
        ("start", staff("start"), culture),
        ("write", staff("write"), culture),
        ("compose", staff("compose", written.pk), culture),
        ("compose-unit", staff("compose", own.pk), economy),
        ("opening", staff("opening", written.pk), culture),
        ("part", staff("part", part.pk), culture),
        ("task-write", staff("task_write", written.pk), culture),
        ("task-write-unit", staff("task_write", own.pk), economy),
        ("submit", staff("submit", written.pk), culture),
        ("amend", staff("amend", waiting.pk), culture),
        ("differences", staff("differences", following.pk), culture),
        ("board", staff("board", plan.pk), culture),
        ("by-unit", staff("by_unit", plan.pk), culture),
        ("parts", staff("parts", plan.pk), culture),
        ("calendar", staff("calendar") + "?nam=2026&thang=5", culture),
        ("calendar-year", staff("calendar") + "?nam=2026", culture),
        ("follow", staff("follow", owed.task_id), culture),
        ("law", staff("law", owed.task_id), culture),
        ("public-history", f"/{cast.commune.slug}/ke-hoach/{plan.pk}/lich-su/", None),
        ("task-confirmed", staff("task", waiting.tasks.first().pk), culture),
        ("publish", staff("publish", waiting.pk), cast.clerk),
        ("occurrence-returned", staff("occurrence", owed.pk), economy),
        ("occurrence-question", staff("occurrence", question.pk), economy),
        ("occurrence-to-accept", staff("occurrence", reported.pk), culture),
        ("officer", staff("officer", owed.task_id), economy),
        ("public-list", f"/{cast.commune.slug}/ke-hoach/", None),
        ("public-detail", f"/{cast.commune.slug}/ke-hoach/{plan.pk}/", None),
        ("public-text", f"/{cast.commune.slug}/ke-hoach/{plan.pk}/van-ban/", None),
    ]


def test_every_page_fits_and_has_no_violation(addresses, walk, wrong_with):
    looked = {name: wrong_with(walk(address, person), name) for name, address, person in addresses}
    assert {name: wrong for name, wrong in looked.items() if wrong} == {}
