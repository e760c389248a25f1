"""The outline as data with versions: edited apart, adopted, gone back to; open cycles keep theirs. Ad hoc reports."""

import datetime

import pytest

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.states import Mode
from danchu.reports import outline, papers, queries, rules, services
from danchu.reports.models import Cycle, OutlineVersion, Report
from danchu.reports.rules import editing
from danchu.reports.rules.editing import Edit, Impossible
from danchu.reports.services import Asked
from danchu.reports.states import ChangeKind
from danchu.reports.tests.situations import in_year, open_half_year, report_of, write

SHIPPED = outline.shipped()


def edited(*edits: Edit) -> outline.Outline:
    text = outline.shipped_text()
    for each in edits:
        text = editing.apply(text, each)
    return outline.read(text)


def test_nothing_changed_is_no_difference():
    assert rules.outline_changes(SHIPPED, outline.read(outline.shipped_text())) == []


def test_sections_are_worded_added_moved_and_taken_out():
    found = edited(
        Edit("section", "save", "VIII", title="Kiến nghị"),
        Edit("section", "add", "III.4", title="Dân chủ trong trường học", hints=("Quy chế",)),
        Edit("section", "add", "IX", title="Phụ lục"),
        Edit("section", "up", "IX"),
        Edit("section", "drop", "VII"),
    )
    codes = [section.code for section in found.sections]
    assert codes == ["I", "II", "III", "III.1", "III.2", "III.3", "III.4", "IV", "V", "VI", "IX", "VIII"]
    changes = {each.code: each.kind for each in rules.outline_changes(SHIPPED, found)}
    assert changes == {
        "VIII": ChangeKind.REWORDED, "III.4": ChangeKind.IN, "IX": ChangeKind.IN, "VII": ChangeKind.OUT
    }  # fmt: skip


def test_a_heading_moves_with_what_stands_below_it():
    codes = [section.code for section in edited(Edit("section", "up", "III")).sections]
    assert codes[:5] == ["I", "III", "III.1", "III.2", "III.3"]
    assert codes[5] == "II"


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Edit("section", "drop", "I"), "has_indicators"), (Edit("section", "drop", "III"), "has_sections"),
        (Edit("section", "add", "II", title="x"), "taken"), (Edit("section", "add", "2.1", title="x"), "bad_code"),
        (Edit("section", "add", "XI.1", title="x"), "unknown"), (Edit("indicator", "drop", "B1"), "needed"),
        (Edit("indicator", "drop", "Z9"), "unknown"),
        (Edit("indicator", "save", "A4", title="x", section="II"), "no_parts"),
    ],
)  # fmt: skip
def test_a_change_that_leaves_no_sense_is_refused(edit, why):
    with pytest.raises(Impossible) as refused:
        editing.apply(outline.shipped_text(), edit)
    assert refused.value.code == why


def test_indicators_are_worded_typed_instead_of_counted_added_and_put_back():
    found = edited(
        Edit("indicator", "save", "A1", title="Văn bản", section="II", basis="x", by_hand=frozenset({"issued"}),
             parts=(("issued", "đã ban hành", "bản"), ("", "đã sửa", "bản"))),
        Edit("indicator", "add", "A", title="Lớp học", section="II", parts=(("", "đã mở", "lớp"),)),
        Edit("indicator", "drop", "A4"),
        Edit("indicator", "drop", "A7"),
        Edit("indicator", "restore", "A4"),
    )  # fmt: skip
    first = found.indicator("A1")
    assert (first.section, [part.source for part in first.parts]) == ("II", ["typed", "typed"])
    assert found.indicator("A8").name == "Lớp học"
    assert [each.id for each in editing.left_out(found)] == ["A7"]
    order = [each.id for each in found.indicators]
    assert order.index("A3") < order.index("A4") < order.index("A5")
    again = outline.read(editing.apply(outline.shipped_text(), Edit(
        "indicator", "save", "A1", title="x", section="I", parts=(("issued", "đã ban hành", "bản"),))))  # fmt: skip
    assert again.indicator("A1").parts[0].source == "computed"


db = pytest.mark.django_db


@pytest.fixture
def today(on_day):
    return on_day("2026-04-28")


def start(cast, **more):
    return services.start_editing(commune=cast.commune, by=cast.culture_head, now=clock.now(), **more)


def change(version, edit, by, edits=None):
    edits = version.edits if edits is None else edits
    return services.edit(version=version, change=edit, edits=edits, by=by, now=clock.now())


def adopt(version, by, reason="Theo công văn của Sở."):
    return services.adopt(version=version, reason=reason, edits=version.edits, by=by, now=clock.now())


@db
def test_cycles_keep_the_version_they_were_opened_with(cast, today, on_day):
    cycle = open_half_year(cast)
    report = report_of(cycle, cast.economy)
    draft = change(start(cast), Edit("section", "save", "II", title="Truyền thông"), cast.culture_head)
    draft = change(draft, Edit("indicator", "drop", "A4"), cast.culture_head)
    version = adopt(draft, cast.culture_head)
    assert version.number == 1
    assert report_of(cycle, cast.economy).cycle.outline.section("II").title == "Công tác tuyên truyền, phổ biến"
    write(report, cast.economy_head, text="Đã làm.", A4_held=2)  # still asked there
    later = in_year(cast, "2027-H1", on_day)
    assert later.outline_version == version
    new = report_of(later, cast.economy)
    assert new.cycle.outline.section("II").title == "Truyền thông"
    assert "A4" not in {line.indicator.id for line in queries.sheet(new)}
    headings = [getattr(block, "text", "") for block in papers.of(new, draft=True).body]
    assert "Truyền thông" in headings
    assert OutlineVersion.objects.filter(commune=None).count() == 1  # the shipped one, kept once for all communes


@db
def test_one_goes_back_by_adopting_what_an_older_version_said(cast, today):
    first = adopt(change(start(cast), Edit("section", "save", "II", title="Một"), cast.culture_head), cast.culture_head)
    second = adopt(
        change(start(cast), Edit("section", "save", "II", title="Hai"), cast.culture_head), cast.culture_head
    )
    assert (first.number, second.number) == (1, 2)
    back = adopt(start(cast, based_on=first), cast.culture_head, "Quay lại.")
    assert (back.number, back.outline.section("II").title) == (3, "Một")
    assert services.current_version(cast.commune, now=clock.now()) == back
    assert OutlineVersion.objects.get(pk=second.pk).outline.section("II").title == "Hai"


@db
def test_two_people_edit_and_neither_writes_over_the_other(cast, today):
    draft = start(cast)
    change(draft, Edit("section", "save", "II", title="Một"), cast.culture_head)
    with pytest.raises(Stale):
        change(draft, Edit("section", "save", "II", title="Hai"), cast.admin, edits=0)
    draft.refresh_from_db()
    assert draft.outline.section("II").title == "Một"
    with pytest.raises(Refused, match="lý do"):
        adopt(draft, cast.culture_head, " ")


@db
def test_what_says_the_same_is_not_a_new_version(cast, today):
    with pytest.raises(Refused, match="chưa khác"):
        adopt(start(cast), cast.culture_head)


@db
def test_the_pages_of_the_outline(cast, others, today, sign_in):
    open_half_year(cast)
    base = "/lam-viec/bao-cao/de-cuong/"
    head = sign_in(cast.culture_head)
    assert sign_in(cast.economy_officer).post(f"{base}sua/").status_code == 403
    answer = head.post(f"{base}sua/")
    assert answer.status_code == 302
    page = answer.url
    draft = OutlineVersion.objects.get(commune=cast.commune)
    for other in (others.chair, others.admin):
        assert sign_in(other).get(page).status_code == 404
        assert sign_in(other).post(f"{page}doi/", {"edits": 0, "what": "section:II", "how": "up"}).status_code == 404
    kept = head.post(f"{page}muc/", {"edits": 0, "code": "II", "title": "Đoạn mới", "hints": ""})
    assert kept.status_code == 422
    assert "Đoạn mới" in kept.content.decode()
    assert head.post(f"{page}muc/", {"edits": 0, "code": "IX", "title": "Phụ lục", "hints": "Một"}).status_code == 302
    stale = head.post(f"{page}muc/II/", {"edits": 0, "title": "Tên khác", "hints": ""})
    assert stale.status_code == 409
    assert "Tên khác" in stale.content.decode()
    new = {"edits": 1, "group": "A", "title": "Lớp học", "section": "IX", "level": "unit", "new_parts": "đã mở|lớp"}
    assert head.post(f"{page}chi-tieu/", {**new, "new_parts": "đã mở"}).status_code == 422
    assert head.post(f"{page}chi-tieu/", new).status_code == 302
    assert head.post(f"{page}doi/", {"edits": 2, "what": "section:IX", "how": "up"}).status_code == 302
    draft.refresh_from_db()
    assert [section.code for section in draft.outline.sections][-2:] == ["IX", "VIII"]
    assert "Lớp học" in head.get(f"{page}ban-hanh/").content.decode()
    assert head.post(f"{page}ban-hanh/", {"edits": 3, "reason": "Theo công văn."}).status_code == 302
    assert "đang dùng" in head.get(base).content.decode()
    assert "Phụ lục" in head.get(f"{page}khac/").content.decode()
    assert head.get(f"{page}muc/II/").status_code == 404  # adopted: no longer edited


def ask(cast, title="đột xuất về công khai", **asked) -> Cycle:
    return services.ask_for_report(
        commune=cast.commune, title=title, period=(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
        cutoff_on=datetime.date(2026, 3, 31), due_on=datetime.date(2026, 5, 8), citation="Công văn 12",
        asked=Asked(**asked), by=cast.culture_head, now=clock.now(),
    )  # fmt: skip


@db
def test_an_ad_hoc_report_asks_some_units_for_some_sections_and_numbers(cast, today):
    cycle = ask(cast, sections=("II", "III.1"), indicators=("A4", "C12"), units=(cast.economy, cast.front))
    reports = Report.objects.filter(cycle=cycle)
    assert {report.unit for report in reports} == {None, cast.economy, cast.front}
    assert Duty.objects.get(key=f"report:{cycle.code}", unit=cast.front).mode == Mode.REQUEST
    assert [section.code for section in cycle.outline.sections] == ["II", "III", "III.1"]
    own = [line.indicator.id for line in queries.sheet(report_of(cycle, cast.economy))]
    whole = [line.indicator.id for line in queries.sheet(report_of(cycle, None))]
    assert own == ["A4"]
    assert whole == ["A4", "C1", "C12"]  # what the percentage is made of comes along
    body = papers.of(report_of(cycle, cast.economy), draft=True).body
    assert "Công tác tuyên truyền, phổ biến" in [getattr(block, "text", "") for block in body]
    assert "Kiến nghị, đề xuất" not in [getattr(block, "text", "") for block in body]


@db
def test_an_ad_hoc_report_without_numbers(cast, today, sign_in):
    cycle = ask(cast, sections=("VIII",), indicators=(), units=(cast.economy,))
    report = report_of(cycle, cast.economy)
    assert queries.sheet(report) == []
    client = sign_in(cast.economy_head)
    for page in ("", "muc/VIII/", "gui/", "xem-lai/", "van-ban/pdf/", "van-ban/xlsx/"):
        assert client.get(f"/lam-viec/bao-cao/{report.pk}/{page}").status_code == 200, page
    assert client.get(f"/lam-viec/bao-cao/{report.pk}/muc/II/").status_code == 404
    assert client.get(f"/lam-viec/bao-cao/{report.pk}/han-che/").status_code == 404
    assert sign_in(cast.culture_head).get(f"/lam-viec/bao-cao/{report_of(cycle, None).pk}/tong-hop/").status_code == 200


@db
def test_what_is_not_there_cannot_be_asked_for(cast, others, today):
    for asked, sentence in (
        ({"sections": ("XX",)}, "mục không còn"), ({"indicators": ("Z1",)}, "chỉ tiêu không còn"),
        ({"units": (others.economy,)}, "xã mình"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            ask(cast, **asked)
    assert not Cycle.objects.filter(kind="ad_hoc").exists()


@db
def test_the_page_that_asks_keeps_what_was_chosen(cast, today, sign_in):
    head = sign_in(cast.culture_head)
    form = {
        "title": "đột xuất", "citation": "CV 12", "period_from": "01/01/2026", "period_to": "31/3/2026",
        "cutoff_on": "31/3/2026", "due_on": "08/5/2026", "sections": ["II"], "which": "chosen",
        "units": [cast.economy.pk],
    }  # fmt: skip
    wrong = head.post("/lam-viec/bao-cao/dot-xuat/", form)
    assert wrong.status_code == 422
    assert "ít nhất một chỉ tiêu" in wrong.content.decode()
    assert head.post("/lam-viec/bao-cao/dot-xuat/", {**form, "indicators": ["A4", "A5"]}).status_code == 302
    cycle = Cycle.objects.get(kind="ad_hoc")
    assert (cycle.sections, cycle.indicators, list(cycle.units.all())) == (["II"], ["A4", "A5"], [cast.economy])
