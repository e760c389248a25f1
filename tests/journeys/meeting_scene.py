"""The lived-in scene of meetings: a conference that decided something too, typed by two people who differ."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.channels.tests.pictures import board_photo, jpeg
from danchu.core import clock
from danchu.decisions import services
from danchu.decisions.queries.meetings import rows_of
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import Ticked
from danchu.decisions.states import Proposer
from danchu.organisation.models import Household, Person, Unit


def build(village: Unit) -> tuple[dict, dict]:
    """Objects behind the addresses of meetings, and the further arguments of some."""
    now = clock.now()
    head, officer = (Person.objects.get(account__username=name) for name in ("truong-ban", "van-hoa"))
    Household.objects.bulk_create(
        Household(commune=village.commune, village=village, code=f"HS{at}", representative=f"Hộ Cảnh {at}")
        for at in range(9)
    )
    day = {"proposed_on": now.date(), "front_agreed_on": now.date()}
    matter = services.open_matter(
        commune=village.commune, village=village, clause="15.6", title="Giữ vệ sinh đường bản", form="meeting",
        question="Mỗi tháng cả bản quét dọn đường một buổi?", proposer=Proposer.VILLAGE_HEAD, by=head, now=now, **day,
    )  # fmt: skip
    services.ready(matter=matter, by=head, now=now)
    vote = services.open_vote(matter=matter, village=village, by=head, now=now)
    services.freeze(vote=vote, by=head, now=now)
    meeting = services.plan_meeting(
        village=village, votes=[vote], title="Hội nghị thử", begins_at=timezone.localtime(now).replace(hour=0),
        place="Nhà văn hóa", convenor="Trưởng bản", is_conference=True, by=head, now=now,
    )  # fmt: skip
    early = now.date() - datetime.timedelta(days=9)
    services.call(meeting=meeting, called_on=early, called_how="Loa", plan_sent_on=early, by=head, now=now)
    ticks = [Ticked(f"s{row.pk}", row.pk, "representative") for row in rows_of(meeting)[:9]]
    services.tick(meeting=meeting, ticks=ticks, by=head, now=now)
    services.close_attendance(meeting=meeting, by=head, now=now)
    for person, yes in ((head, 6), (officer, 5)):
        services.type_count(vote=vote, meeting=meeting, tally=Tally(yes), by=person, now=now)
    picture = SimpleUploadedFile("hop.jpg", jpeg(board_photo(3)), "image/jpeg")
    photo = services.add_photo(meeting=meeting, upload=picture, note="", by=head, now=now)
    signed = SimpleUploadedFile("ky.jpg", jpeg(board_photo(4)), "image/jpeg")
    services.attach_minutes(meeting=meeting, upload=signed, by=head, now=now)
    of_meeting = {
        "count": {"vote_pk": vote.pk}, "settle": {"vote_pk": vote.pk}, "declare": {"vote_pk": vote.pk},
        "photo": {"photo_pk": photo.pk}, "photo_drop": {"photo_pk": photo.pk},
        "invitation": {"kind": "pdf"}, "minutes": {"kind": "pdf"}, "counting_minutes": {"kind": "pdf"},
        "hands": {"kind": "ban-kiem-phieu"},
    }  # fmt: skip
    extra = {f"meetings:{name}": values for name, values in of_meeting.items()}
    return {"meetings:": meeting, "meetings:cluster_plan": vote}, extra
