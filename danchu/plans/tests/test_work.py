"""What units do: note, report, and what comes back."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Standing
from danchu.plans import services
from danchu.plans.models import Occurrence, PlanRecipient
from danchu.plans.states import (
    Answer,
    OccurrenceState,
)  # fmt: skip
from danchu.plans.tests.cases import SMALL, at, confirmed, published
from danchu.register import queries as register

pytestmark = pytest.mark.django_db


# -- the units' work ---------------------------------------------------------------------------------------------------
@pytest.fixture
def owed(cast):
    confirmed(cast, text=SMALL, day="2026-01-21")
    return Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14))


def test_report_return_report_accept(cast, owed):
    services.report_done(occurrence=owed, report="Đã niêm yết.", by=cast.economy_head, now=at("2026-05-12"))
    duty = Duty.objects.get(subject=owed.subject)
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, dt.date(2026, 5, 12))
    services.return_with_reasons(occurrence=owed, reason="Thiếu ảnh.", by=cast.culture_head, now=at("2026-05-13"))
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN
    assert duty.due_on == dt.date(2026, 5, 14)
    services.report_done(occurrence=owed, report="Có ảnh.", by=cast.economy_head, now=at("2026-05-16"))
    services.accept(occurrence=owed, by=cast.culture_head, now=at("2026-05-17"))
    owed.refresh_from_db()
    duty.refresh_from_db()
    assert owed.state == OccurrenceState.ACCEPTED
    assert owed.was_late
    assert duty.standing_on(dt.date(2026, 6, 1)) == Standing.DONE_LATE
    assert [entry.to_state for entry in owed.log.order_by("pk")] == ["reported", "returned", "reported", "accepted"]


def test_a_double_click_on_report_is_one_report(cast, owed):
    for _click in range(2):
        services.report_done(occurrence=owed, report="Đã làm.", by=cast.economy_head, now=at("2026-05-12"))
    assert owed.log.count() == 1


def test_nothing_arose_is_an_answer_of_its_own(cast, owed):
    services.report_done(occurrence=owed, answer=Answer.NOTHING_AROSE, by=cast.economy_head, now=at("2026-05-12"))
    owed.refresh_from_db()
    assert owed.answer == Answer.NOTHING_AROSE
    assert Duty.objects.get(subject=owed.subject).fulfilled_note == "Không phát sinh"


def test_done_needs_words_and_return_needs_reasons(cast, owed):
    with pytest.raises(Refused, match="vài dòng"):
        services.report_done(occurrence=owed, report=" ", by=cast.economy_head, now=at("2026-05-12"))
    services.report_done(occurrence=owed, report="Xong.", by=cast.economy_head, now=at("2026-05-12"))
    with pytest.raises(Refused, match="lý do"):
        services.return_with_reasons(occurrence=owed, reason="", by=cast.culture_head, now=at("2026-05-13"))


def test_what_is_not_reported_is_not_accepted(cast, owed):
    with pytest.raises(Stale):
        services.accept(occurrence=owed, by=cast.culture_head, now=at("2026-05-13"))


def test_a_note_sent_twice_is_one_note_and_its_photo_loses_its_place(cast, owed):
    import io

    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (22.0, 20.0, 0.0)}
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif)
    for _click in range(2):
        photo = SimpleUploadedFile("anh.jpg", out.getvalue())
        services.add_note(
            occurrence=owed, text="Đã dán bảng tin", uploads=[photo], form_key="k", by=cast.economy_officer,
            now=at("2026-05-10"),
        )  # fmt: skip
    (note,) = owed.notes.all()
    (file,) = note.files.all()
    from danchu.documents import files

    assert not Image.open(files.path_of(file.sha256)).getexif()


def test_progress_of_a_public_plan_moves_the_public_revision(cast, on_day):
    on_day("2026-03-12")
    published(cast)
    before = register.revision(cast.commune.slug)
    found = Occurrence.objects.filter(unit=cast.economy).first()
    services.report_done(occurrence=found, report="Đã làm.", by=cast.economy_head, now=at("2026-05-12"))
    assert register.revision(cast.commune.slug) == before + 1


def test_a_report_before_its_period_is_not_owed_again_when_it_begins(cast):
    plan = confirmed(cast)
    second = Occurrence.objects.filter(task__plan=plan, unit=cast.economy, key="2026-H2").first()
    services.report_done(occurrence=second, report="Đã làm sớm.", by=cast.economy_head, now=at("2026-06-20"))
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 7, 1), now=at("2026-07-01"))
    assert Duty.objects.get(subject=second.subject).state == DutyState.FULFILLED


def test_receipt_is_confirmed_once(cast):
    plan = confirmed(cast)
    recipient = PlanRecipient.objects.filter(plan=plan, unit=cast.economy).first()
    services.confirm_receipt(recipient=recipient, by=cast.economy_head, now=at("2026-03-11"))
    services.confirm_receipt(recipient=recipient, by=cast.economy_officer, now=at("2026-03-12"))
    recipient.refresh_from_db()
    assert recipient.received_by == cast.economy_head


def test_an_officer_of_another_commune_is_not_assigned(cast, others):
    task = confirmed(cast).tasks.first()
    with pytest.raises(Refused):
        services.assign_officer(task=task, officer=others.chair, by=cast.chair, now=at("2026-03-11"))
