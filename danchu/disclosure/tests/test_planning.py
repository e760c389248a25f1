"""The yearly plan (Law 10/2022, Art. 14.1): from the catalogue to the signed paper that is itself public."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.core.errors import Refused, Stale
from danchu.disclosure import catalogue, papers, queries, services
from danchu.disclosure.models import DisclosurePlan, Item
from danchu.disclosure.states import ItemState, PlanState
from danchu.documents import paper as renderers
from danchu.documents import services as documents
from danchu.duties.models import Duty
from danchu.duties.services import generate_law_duties
from danchu.duties.states import DutyState
from danchu.organisation.models import Post
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 1, 12, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()


@pytest.fixture
def plan(cast):
    return services.begin_plan(commune=cast.commune, year=2026, by=cast.culture_head, now=NOW)


def approve(cast, plan):
    post = Post.objects.select_related("person").get(person=cast.chair)
    services.approve_plan(plan=plan, post=post, by=cast.chair, now=NOW)
    plan.refresh_from_db()


def issue(cast, plan, number=7):
    document = documents.assign_number(document=plan.document, number=number, dated_on=TODAY, by=cast.clerk, now=NOW)
    scan = SimpleUploadedFile("ky.pdf", renderers.render_pdf(papers.kept(document)), content_type="application/pdf")
    documents.attach_signed(document=document, upload=scan, by=cast.clerk, now=NOW)
    plan.refresh_from_db()


def line(plan, kind):
    return plan.lines.get(kind=kind)


def test_l10_a14_1_the_plan_has_every_content_with_its_forms_time_and_unit(cast, plan):
    lines = list(queries.lines_of(plan))
    assert [one.kind for one in lines] == [kind.id for kind in catalogue.load()]
    assert {one.clause for one in lines} == set(range(1, 15))
    decided = line(plan, "budget-decided")
    assert (decided.forms, decided.unit) == ("ab", cast.economy)
    assert decided.when == "Chậm nhất 30 ngày từ ngày có quyết định, văn bản; thường vào tháng 12"
    assert decided.how_long == "Niêm yết ít nhất 30 ngày liên tục"
    support = line(plan, "support-criteria")
    assert (support.forms, support.unit) == ("abcd", cast.culture)
    assert "03 ngày liên tục" in support.how_long
    assert line(plan, "call-up-quota").unit == cast.committee  # no such office here: it stands with the Committee


def test_begun_twice_it_is_one(cast, plan):
    assert services.begin_plan(commune=cast.commune, year=2026, by=cast.culture_head, now=NOW) == plan


def test_l10_a13_mandatory_forms_cannot_be_left_out_and_others_can_be_added(cast, plan):
    written = services.write_line(
        line=line(plan, "support-criteria"), title="Cách bình xét hộ được hỗ trợ", unit=cast.culture, forms="eb",
        when="Trước bình xét", how_long="30 ngày", by=cast.culture_head, now=NOW,
    )  # fmt: skip
    assert written.forms == "abcde"


def test_a_line_is_left_out_only_for_a_reason(cast, plan):
    with pytest.raises(Refused):
        services.drop_line(line=line(plan, "credit"), why="", by=cast.culture_head, now=NOW)
    services.drop_line(line=line(plan, "credit"), why="Xã không có chương trình này.", by=cast.culture_head, now=NOW)
    assert line(plan, "credit").dropped_why
    services.keep_line(line=line(plan, "credit"), by=cast.culture_head, now=NOW)
    assert line(plan, "credit").kept


def test_l10_a14_1_approved_it_is_a_paper_and_its_lines_are_owed(cast, plan):
    generate_law_duties(commune=cast.commune, on=TODAY, now=NOW)
    services.daily(commune=cast.commune, on=TODAY, now=NOW)
    services.drop_line(line=line(plan, "investment-list"), why="Năm nay không có.", by=cast.culture_head, now=NOW)
    services.write_line(
        line=line(plan, "public-land-lease"), title="Cho thuê đất công ích", unit=cast.culture, forms="", when="Quý I",
        how_long="30 ngày", by=cast.culture_head, now=NOW,
    )  # fmt: skip
    services.add_line(
        plan=plan, clause=14, title="Lịch tiêm chủng", unit=cast.culture, forms="a", when="Hằng tháng",
        how_long="30 ngày", by=cast.culture_head, now=NOW,
    )  # fmt: skip
    approve(cast, plan)
    assert (plan.state, plan.document.symbol) == (PlanState.APPROVED, "KH-UBND")
    law = Duty.objects.get(key="law:disclosure-plan:2026")
    assert (law.state, law.fulfilled_on) == (DutyState.FULFILLED, TODAY)
    dropped = Item.objects.get(key="investment-list:2026")
    assert (dropped.state, dropped.none_why) == (ItemState.NONE, "Năm nay không có.")
    moved = Item.objects.get(key="public-land-lease:2026")
    assert moved.unit == cast.culture
    assert Duty.objects.get(subject=moved.subject, state=DutyState.OPEN).unit == cast.culture
    own = Item.objects.get(title="Lịch tiêm chủng")
    assert Duty.objects.get(subject=own.subject).due_on == datetime.date(2026, 12, 31)
    with pytest.raises(Stale):
        approve(cast, plan)


def test_what_the_plan_leaves_out_is_not_opened_later(cast, plan):
    services.drop_line(line=line(plan, "budget-progress"), why="Thử.", by=cast.culture_head, now=NOW)
    approve(cast, plan)
    services.daily(commune=cast.commune, on=datetime.date(2026, 3, 5), now=NOW)
    assert not Item.objects.filter(kind="budget-progress").exists()


def test_the_issued_plan_is_itself_public_with_its_line_of_the_register(cast, plan):
    approve(cast, plan)
    with pytest.raises(Refused):
        services.publish_plan(plan=plan, by=cast.clerk, now=NOW)
    issue(cast, plan)
    services.publish_plan(plan=plan, by=cast.clerk, now=NOW)
    item = Item.objects.get(kind="disclosure-plan")
    assert (item.state, item.source_number) == (ItemState.PUBLIC, "07/KH-UBND")
    assert Line.objects.get(subject=item.subject).event == "disclosure.published"
    assert DisclosurePlan.objects.get().state == PlanState.PUBLIC


def test_a_changed_plan_is_published_as_the_next_version_with_its_reason(cast, plan):
    approve(cast, plan)
    with pytest.raises(Refused):  # its paper waits for the records office
        services.change_plan(plan=plan, why="Đổi đơn vị.", by=cast.culture_head, now=NOW)
    issue(cast, plan)
    services.publish_plan(plan=plan, by=cast.clerk, now=NOW)
    services.change_plan(plan=plan, why="Đổi đơn vị chịu trách nhiệm.", by=cast.culture_head, now=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.revision, plan.holds) == (PlanState.DRAFT, 2, True)
    assert "điều chỉnh lần 1" in papers.plan_title(plan)
    approve(cast, plan)
    issue(cast, plan, number=9)
    services.publish_plan(plan=plan, by=cast.clerk, now=NOW)
    assert [one.event for one in Line.objects.filter(event__startswith="disclosure.").order_by("sequence")] == [
        "disclosure.published", "disclosure.corrected",
    ]  # fmt: skip


def test_next_years_plan_takes_over_units_forms_and_own_lines_and_shows_what_differs(cast, plan):
    services.write_line(
        line=line(plan, "funds"), title="Tình hình quản lý, sử dụng các quỹ của xã", unit=cast.culture, forms="e",
        when=line(plan, "funds").when, how_long=line(plan, "funds").how_long, by=cast.culture_head, now=NOW,
    )  # fmt: skip
    services.add_line(
        plan=plan, clause=14, title="Lịch tiêm chủng", unit=cast.culture, forms="a", when="Hằng tháng",
        how_long="30 ngày", by=cast.culture_head, now=NOW,
    )  # fmt: skip
    following = services.begin_plan(commune=cast.commune, year=2027, by=cast.culture_head, now=NOW)
    assert (line(following, "funds").unit, line(following, "funds").forms) == (cast.culture, "abe")
    assert following.lines.filter(title="Lịch tiêm chủng", by_hand=True).count() == 1
    assert queries.changes_since(following, plan) == ()
    services.drop_line(line=line(following, "credit"), why="Không có.", by=cast.culture_head, now=NOW)
    (change,) = queries.changes_since(following, plan)
    assert (change.before.kind, change.after) == ("credit", None)


def test_the_paper_has_a_row_for_every_line_that_is_kept(cast, plan):
    services.drop_line(line=line(plan, "credit"), why="Không có.", by=cast.culture_head, now=NOW)
    made = papers.plan_paper(plan, list(queries.lines_of(plan)), draft=True)
    (table,) = made.annexes[0].blocks
    rows = [row for row in table.rows if isinstance(row, tuple)]
    assert len(rows) == len(catalogue.load()) - 1
    assert renderers.render_pdf(made).startswith(b"%PDF")
    assert renderers.render_docx(made)[:2] == b"PK"
