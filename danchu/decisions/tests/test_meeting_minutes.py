"""Signed minutes of a meeting bear names: the register has a salted digest, and whoever verifies finds it whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.channels.tests.pictures import board_photo, jpeg
from danchu.decisions.queries.sealed import MEETING_MINUTES_NAME, kept
from danchu.decisions.services import attach_minutes
from danchu.decisions.tests.gatherings import AFTER, held
from danchu.register.models import Line
from danchu.register.rules import salted_digest

pytestmark = pytest.mark.django_db


def test_signed_minutes_are_found_whole_by_whoever_verifies_the_register(cast):
    meeting, _vote = held(cast, 8, households_in_all=9)
    scan = SimpleUploadedFile("bien-ban.jpg", jpeg(board_photo(4)), "image/jpeg")
    attach_minutes(meeting=meeting, upload=scan, by=cast.village_head, now=AFTER)
    meeting.refresh_from_db()
    salt, found = kept(meeting.subject, MEETING_MINUTES_NAME)
    line = Line.objects.get(event="decisions.minutes")
    assert salted_digest(salt, found) in line.body
    assert meeting.minutes.sha256 not in line.body
