"""Papers are checked before they go out; what is public never changes; corrections show their difference."""

import datetime
import io
import zipfile

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from openpyxl import Workbook

from danchu.core.errors import Refused, Stale
from danchu.disclosure import queries, triggers
from danchu.disclosure.models import Paper, Version
from danchu.disclosure.services import (
    attach,
    clean,
    correct,
    decide,
    draft,
    look_through,
    move_up,
    publish,
    remove,
    rename,
    return_to_writer,
    submit,
    withdraw,
    write,
)  # fmt: skip
from danchu.disclosure.states import Ground, ItemState, VersionState
from danchu.disclosure.tests.situations import drafted, owed_item, public_item, released, upload, with_paper
from danchu.documents import files
from danchu.documents.paper import Paper as Content
from danchu.documents.paper import Paragraph, render_docx, render_pdf
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
IDENTITY = "012345678901"
TELLING = f"Người nhận: số CCCD {IDENTITY}, điện thoại 0912345678."


def bytes_of(file) -> bytes:
    return files.path_of(file.sha256).read_bytes()


def test_what_is_found_needs_a_decision_and_is_gone_from_the_bytes_that_go_out(cast):
    version = drafted(cast, now=NOW)
    paper = with_paper(cast, version, TELLING, now=NOW, cleaned=False)
    assert {row["kind"] for row in paper.findings} >= {"identity_number", "phone"}
    with pytest.raises(Refused):
        clean(paper=paper, by=cast.economy_officer, now=NOW)
    with pytest.raises(Refused, match="chưa soát xong"):
        submit(version=version, by=cast.economy_officer, now=NOW)
    decide(paper=paper, decisions={row["id"]: (True, "") for row in paper.findings}, by=cast.economy_officer, now=NOW)
    paper = clean(paper=paper, by=cast.economy_officer, now=NOW)
    out = bytes_of(paper.published).decode()
    assert IDENTITY not in out
    assert "0912345678" not in out
    assert "Người nhận" in out
    assert IDENTITY in bytes_of(paper.original).decode()
    assert paper.text
    assert IDENTITY not in paper.text


def _docx() -> bytes:
    return render_docx(Content(issuing_body="UBND", kind="Báo cáo", title="A", body=(Paragraph(TELLING),)))


def _pdf() -> bytes:
    return render_pdf(Content(issuing_body="UBND", kind="Báo cáo", title="A", body=(Paragraph(TELLING),)))


def _xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Họ và tên", "Số CCCD"])
    book.active.append(["Lò Văn Một", IDENTITY])
    book.save(out)
    return out.getvalue()


def _everything_in(data: bytes) -> str:
    """What a stranger reads in a file: packages opened, a PDF's text."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize(
    ("make", "name", "pages"), [(_docx, "a.docx", 0), (_pdf, "a.pdf", 1), (_xlsx, "a.xlsx", 0)]
)  # fmt: skip
def test_each_kind_of_file_goes_out_clean_in_its_own_format(cast, make, name, pages):
    version = drafted(cast, now=NOW)
    by = cast.economy_officer
    paper = attach(version=version, title="A", upload=upload(make(), name), by=by, now=NOW)
    paper = look_through(paper=paper, now=NOW)
    assert IDENTITY in _everything_in(bytes_of(paper.original))
    decide(paper=paper, decisions={row["id"]: (True, "") for row in paper.findings}, by=by, now=NOW)
    paper = clean(paper=paper, by=by, now=NOW)
    assert paper.published.media_type == paper.original.media_type
    assert IDENTITY not in _everything_in(bytes_of(paper.published))
    assert paper.published.name.endswith(name[1:])
    assert paper.pages.filter(is_public=True).count() == pages
    assert paper.text


def test_what_is_kept_needs_a_reason(cast):
    paper = with_paper(cast, drafted(cast, now=NOW), TELLING, now=NOW, cleaned=False)
    everything = [row["id"] for row in paper.findings]
    with pytest.raises(Refused, match="lý do"):
        decide(paper=paper, decisions=dict.fromkeys(everything, (False, " ")), by=cast.economy_officer, now=NOW)
    kept = dict.fromkeys(everything, (False, "Số điện thoại trực của xã"))
    decide(paper=paper, decisions=kept, by=cast.economy_officer, now=NOW)
    assert IDENTITY in bytes_of(clean(paper=paper, by=cast.economy_officer, now=NOW).published).decode()


def test_a_changed_decision_has_to_be_cleaned_anew(cast):
    version = drafted(cast, now=NOW)
    paper = with_paper(cast, version, TELLING, now=NOW)
    decide(paper=paper, decisions={}, by=cast.economy_officer, now=NOW)
    paper.refresh_from_db()
    assert (paper.published, paper.text) == (None, "")
    with pytest.raises(Refused):
        submit(version=version, by=cast.economy_officer, now=NOW)


def test_values_found_are_forgotten_when_the_version_is_public(cast):
    version = drafted(cast, now=NOW)
    with_paper(cast, version, TELLING, now=NOW)
    released(cast, version, now=NOW)
    paper = Paper.objects.get()
    assert IDENTITY not in str(paper.findings)
    assert {row["out"] for row in paper.findings} == {True}
    assert not paper.pages.filter(is_public=False).exists()
    assert IDENTITY not in Line.objects.get().body


def test_the_register_holds_the_digest_of_what_went_out_not_of_what_came_in(cast):
    version = drafted(cast, now=NOW)
    paper = with_paper(cast, version, TELLING, now=NOW)
    released(cast, version, now=NOW)
    body = Line.objects.get().body
    assert paper.published.sha256 in body
    assert paper.original.sha256 not in body


def test_search_holds_the_text_of_papers_of_what_is_public_only(cast):
    version = drafted(cast, now=NOW)
    with_paper(cast, version, "Cầu Nậm Mẫu được sửa trong quý III.", now=NOW)
    item = version.item
    assert item.search == ""
    released(cast, version, now=NOW)
    item.refresh_from_db()
    assert "cau nam mau" in item.search


def test_two_papers_of_one_title_are_two_files_of_the_line(cast):
    version = drafted(cast, now=NOW)
    first, second = (with_paper(cast, version, f"Biểu {n}.", now=NOW) for n in "12")
    assert (first.title, second.title) == ("Nghị quyết", "Nghị quyết (2)")
    move_up(paper=second, by=cast.economy_officer, now=NOW)
    rename(paper=second, title="Phụ lục", by=cast.economy_officer, now=NOW)
    assert [paper.title for paper in version.papers.all()] == ["Phụ lục", "Nghị quyết"]
    remove(version=version, paper=first, by=cast.economy_officer, now=NOW)
    assert [paper.title for paper in version.papers.all()] == ["Phụ lục"]


def test_an_old_word_file_is_refused_with_what_to_do(cast):
    with pytest.raises(Refused):
        attach(
            version=drafted(cast, now=NOW), title="A", upload=upload(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.doc"),
            by=cast.economy_officer, now=NOW,
        )  # fmt: skip


def test_two_writers_at_once_are_noticed(cast):
    version = drafted(cast, now=NOW)
    write(version=version, summary="Một.", revision=version.revision, by=cast.economy_officer, now=NOW)
    with pytest.raises(Stale):
        write(version=version, summary="Hai.", revision=version.revision, by=cast.economy_head, now=NOW)
    version.refresh_from_db()
    assert version.summary == "Một."


def test_who_approves_approves_what_was_seen(cast):
    version = drafted(cast, now=NOW)
    submit(version=version, by=cast.economy_officer, now=NOW)
    seen = version.revision
    return_to_writer(version=version, reason="Thiếu số chi.", by=cast.chair, now=NOW)
    write(version=version, summary="Khác hẳn.", by=cast.economy_officer, now=NOW)
    submit(version=version, by=cast.economy_officer, now=NOW)
    with pytest.raises(Stale):
        publish(version=version, revision=seen, by=cast.chair, now=NOW)
    version.refresh_from_db()
    publish(version=version, revision=version.revision, by=cast.chair, now=NOW)
    with pytest.raises(Stale):
        publish(version=version, by=cast.chair, now=NOW)
    assert Line.objects.count() == 1


def test_forms_beyond_the_clause_are_told_and_demanded_ones_are_no_choice(cast):
    item = owed_item(cast, now=NOW, clause=2)
    version = draft(item=item, summary="A.", extra_forms="abcz", by=cast.economy_officer, now=NOW)
    assert version.extra_forms == "c"
    released(cast, version, now=NOW)
    from danchu.channels.models import Announcement

    assert Announcement.objects.get().airs_days == 3


def test_l10_a14_1_a_correction_begins_with_what_is_public_and_shows_what_changed(cast):
    version = drafted(cast, now=NOW)
    with_paper(cast, version, "Thu 5 tỷ đồng.\nChi 5 tỷ đồng.", now=NOW)
    with_paper(cast, version, "Biểu 1.", now=NOW, title="Phụ lục")
    item = released(cast, version, now=NOW).item
    second = correct(item=item, what_changed="Sửa số thu.", by=cast.economy_officer, now=NOW)
    assert [paper.title for paper in second.papers.all()] == ["Nghị quyết", "Phụ lục"]
    remove(version=second, paper=second.papers.first(), by=cast.economy_officer, now=NOW)
    with_paper(cast, second, "Thu 6 tỷ đồng.\nChi 5 tỷ đồng.", now=NOW)
    write(version=second, summary="Xã thu nhiều hơn.", what_changed="Sửa số thu.", by=cast.economy_officer, now=NOW)
    second.refresh_from_db()
    released(cast, second, now=NOW)
    found = queries.differences(second)
    assert {one.title: one.what for one in found.papers} == {"Nghị quyết": "exchanged", "Phụ lục": "same"}
    lines = next(one.lines for one in found.papers if one.what == "exchanged")
    changed = [(piece.what, piece.text) for line in lines for piece in line.stretches]
    assert changed[:4] == [("kept", "Thu"), ("gone", "5"), ("come", "6"), ("kept", "tỷ đồng.")]
    assert any(piece.what == "come" for line in found.summary for piece in line.stretches)
    assert queries.differences(version) is None
    version.refresh_from_db()
    assert [one.title for one in queries.public_papers(version)] == [
        "Nghị quyết",
        "Phụ lục",
    ]  # earlier ones stay readable


def test_papers_are_paired_by_title_then_by_place():
    def papers(*titles):
        return [Paper(title=title) for title in titles]

    old, new = papers("A", "B", "C", "D"), papers("C", "A", "Tên mới", "E", "F")
    said = [(was and was.title, now and now.title) for was, now in queries.paired(old, new)]
    assert said == [("C", "C"), ("A", "A"), ("B", "Tên mới"), ("D", "E"), (None, "F")]
    assert queries.paired(old[:1], []) == [(old[0], None)]


@pytest.mark.parametrize("ground", list(Ground))
def test_of_what_was_taken_down_no_file_is_delivered_and_the_original_stays(cast, ground):
    version = drafted(cast, now=NOW)
    paper = with_paper(cast, version, now=NOW)
    released(cast, version, now=NOW)
    version.refresh_from_db()
    assert queries.public_papers(version)
    withdraw(version=version, ground=ground, why="Nhầm.", by=cast.chair, now=NOW)
    version.refresh_from_db()
    assert queries.public_papers(version) == []
    assert queries.page_pictures(version.papers.get()) == []
    assert bytes_of(paper.original)


def test_what_was_taken_down_by_mistake_can_be_made_public_again(cast):
    item = public_item(cast, now=NOW)
    withdraw(version=item.versions.get(), ground=Ground.MISTAKE, why="Nhầm bản.", by=cast.chair, now=NOW)
    item.refresh_from_db()
    second = draft(item=item, summary="Bản đúng.", what_changed="Thay bản nhầm.", by=cast.economy_officer, now=NOW)
    released(cast, second, now=NOW)
    item.refresh_from_db()
    assert (item.state, item.ends_on) == (ItemState.PUBLIC, None)


# -- the database itself --------------------------------------------------------------------------------------------
@pytest.fixture
def published(cast):
    version = drafted(cast, now=NOW)
    with_paper(cast, version, now=NOW)
    return released(cast, version, now=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE disclosure_version SET summary = 'khác'",
        "UPDATE disclosure_version SET state = 'draft'",
        "UPDATE disclosure_version SET published_on = '2026-01-01'",
        "DELETE FROM disclosure_version",
        "UPDATE disclosure_paper SET title = 'khác'",
        "UPDATE disclosure_paper SET published_id = original_id",
        "UPDATE disclosure_paper SET text = ''",
        "DELETE FROM disclosure_paper",
    ],
)
def test_the_database_refuses_to_change_what_was_public(published, statement):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM disclosure_paperpage")
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="đính chính"), transaction.atomic():
        cursor.execute(statement)
    published.refresh_from_db()
    assert published.summary == "Xã thu và chi như trong bảng."


def test_a_draft_is_free(cast):
    version = drafted(cast, now=NOW)
    with_paper(cast, version, now=NOW)
    Paper.objects.update(title="khác")
    Version.objects.update(summary="khác")
    Paper.objects.all().delete()
    Version.objects.all().delete()


def test_the_seals_stand(db):
    assert triggers.missing(connection) == set()


def test_looking_twice_changes_nothing(cast):
    paper = with_paper(cast, drafted(cast, now=NOW), TELLING, now=NOW, cleaned=False)
    ids = [row["id"] for row in paper.findings]
    decide(paper=paper, decisions={ids[0]: (True, "")}, by=cast.economy_officer, now=NOW)
    look_through(paper=paper, now=NOW)
    assert Paper.objects.get().findings[0]["out"] is True


def test_a_version_state_of_each_kind_is_reached(published):
    assert published.state == VersionState.PUBLIC
