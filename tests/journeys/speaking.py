"""The lived-in scene of broadcasting: what is read out, told and logged in the sample commune."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.channels import services as channels
from danchu.channels.models import Relay
from danchu.channels.states import Form
from danchu.channels.tests.hearing import wav
from danchu.core import clock
from danchu.organisation.models import Person, Unit


def build(office) -> dict:
    """Behind the addresses of broadcasting: a thing to be read out and told, its script, a broadcast, a station."""
    person, today = Person.objects.get(account__username="van-hoa"), clock.today()
    now, commune = clock.now(), office.commune
    told = channels.announce(
        commune=commune, unit=office, subject="scene:spoken", group="scene:spoken", title="Thử loa", summary="Thử.",
        path="", short_path="ban-mau", on=today, put_up_by=today, airs_days=3, goes_to_heads=True, now=now,
    )  # fmt: skip
    root = Unit.objects.get(commune=commune, kind="committee")
    place = channels.open_station(
        commune=commune, unit=root, name="Cụm loa thử", hears=[], times=[datetime.time(17)], by=person, now=now
    )  # fmt: skip
    days = [today + datetime.timedelta(days=number) for number in range(3)]
    airings = channels.plan_airings(announcement=told, stations=[place], days=days, times=(), by=person, now=now)
    script = channels.begin_script(announcement=told, text="Mời bà con xem bảng tin.", by=person, now=now)
    script = channels.record(
        script=script, upload=SimpleUploadedFile("doc.wav", wav()), reader="Chị Đọc", agreed=True, by=person, now=now
    )  # fmt: skip
    logged = channels.log_form(announcement=told, form=Form.DIALOGUE, on=today, note="Thử", by=person, now=now)
    return {
        "channels_public:": told, "airing:": told, "airing:take_back": airings[0], "airing:drop": airings[0],
        "airing:script": script,
        "airing:script_begin": told, "airing:script_language": told, "airing:tell_several": told,
        "airing:tell": Relay.objects.filter(announcement=told).first(), "airing:log_strike": logged,
        "airing:log_file": logged, "airing:station": place,
    }  # fmt: skip
