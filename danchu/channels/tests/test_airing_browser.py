"""The pages of broadcasting in a real browser: at 360 and 1366 pixels, without violations, usable by hand."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from danchu.channels import services
from danchu.channels.models import Airing, Logged, Relay, Script
from danchu.channels.states import Form, Way
from danchu.channels.tests.hearing import announced, confirmed, has_voice, moment, planned, station, villages, wav

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NOW = "2026-02-12"


@pytest.fixture
def work(cast, on_day):
    """In the middle of a broadcast: one day confirmed, one missed, one ahead; a village that hears nothing."""
    on_day(NOW)
    villages(cast, "bản Lẻ", "bản Xa")
    told, place = announced(cast), station(cast, where="Trụ sở xã")
    airings = planned(cast, told, [place], "2026-02-11", "2026-02-12", "2026-02-13")
    confirmed(cast, told, airings[:2], day="2026-02-11")
    services.confirm_airings(
        announcement=told, answers=[services.Answer(airings[2], False, "Mất điện")], by=cast.economy_officer,
        now=moment(NOW),
    )  # fmt: skip
    text = "Ủy ban nhân dân xã thông báo. Mỗi hộ góp 500.000 đồng. Mời bà con xem bảng tin, hoặc gọi 0213 3875 123."
    script = services.begin_script(announcement=told, text=text, by=cast.economy_officer, now=moment(NOW))
    other = announced(cast, subject="disclosure.version:2", title="Danh sách hộ được hỗ trợ")
    long = services.begin_script(announcement=other, text=text * 8, by=cast.economy_officer, now=moment(NOW))
    approved = services.begin_script(
        announcement=told, text="", language="Mông", by=cast.economy_officer, now=moment(NOW)
    )  # fmt: skip
    services.record(
        script=approved, upload=SimpleUploadedFile("mong.wav", wav()), reader="Chị Đọc", agreed=True,
        by=cast.economy_officer, now=moment(NOW),
    )  # fmt: skip
    approved = services.approve_script(script=approved, by=cast.chair, now=moment(NOW))
    first = Relay.objects.get(announcement=told, village=cast.village)
    services.tell(
        relay=first, way=Way.MEETING, told_on=datetime.date(2026, 2, 11), households=41, note="", by=cast.village_head,
        now=moment(NOW),
    )  # fmt: skip
    logged = services.log_form(
        announcement=told, form=Form.DIALOGUE, on=datetime.date(2026, 2, 11), note="Hội nghị tại nhà văn hóa",
        by=cast.economy_officer, now=moment(NOW),
    )  # fmt: skip
    return cast, told, other, script, long, approved, place, airings, first, logged


def addresses(work):
    """Every page: name → (address, who opens it)."""
    cast, told, other, script, long, approved, place, airings, first, logged = work

    def at(name, row=None):
        return reverse(f"airing:{name}", args=[row.pk] if row else [])

    writer, head = cast.economy_officer, cast.village_head
    return {
        "list": (at("list"), writer), "list-head": (at("list"), head),
        "list-nothing": (at("list") + "?tim=zzz", writer),
        "detail": (at("detail", told), writer), "detail-chair": (at("detail", other), cast.chair),
        "plan": (at("plan", told), writer), "confirm": (at("confirm", told), writer),
        "meeting": (at("meeting", told), writer), "take-back": (at("take_back", airings[0]), writer),
        "drop": (at("drop", airings[-1]), writer),
        "script-language": (at("script_language", told), writer), "script": (at("script", script), writer),
        "script-chair": (at("script", script), cast.chair), "script-long": (at("script", long), writer),
        "script-approved": (at("script", approved), writer), "script-record": (at("script_record", script), writer),
        "script-drop-recording": (at("script_drop_recording", approved), writer),
        "script-approve": (at("script_approve", script), cast.chair),
        "script-reopen": (at("script_reopen", approved), writer),
        "tell": (at("tell", Relay.objects.filter(told_on=None).first()), cast.clerk),
        "tell-head": (at("tell", first), head),
        "tell-take-back": (at("tell_take_back", first), head), "tell-several": (at("tell_several", told), cast.clerk),
        "log": (at("log", told), writer), "log-strike": (at("log_strike", logged), writer),
        "stations": (at("stations"), cast.clerk), "station-add": (at("station_add"), cast.clerk),
        "station": (at("station", place), cast.clerk), "station-close": (at("station_close", place), cast.clerk),
    }  # fmt: skip


def test_every_page_fits_and_has_no_violation(work, walk, wrong_with):
    for name, (address, person) in addresses(work).items():
        tab = walk(address, person)
        assert wrong_with(tab, name) == [], name
        assert tab.query_selector("h1"), name


def test_from_the_summary_to_an_approved_script_by_hand(work, visit):
    cast = work[0]
    told = announced(cast, subject="disclosure.version:3")
    tab = visit(reverse("airing:detail", args=[told.pk]), cast.economy_officer)
    tab.get_by_role("link", name="Soạn bài từ bản tóm tắt").click()
    words = tab.get_by_label("Lời đọc")
    expect(words).to_have_value(re.compile("^Ủy ban nhân dân xã Bản Mẫu xin thông báo"))
    expect(words).to_have_value(re.compile("bảng tin"))
    tab.get_by_role("button", name="Lưu và nghe thử").click()
    script = Script.objects.get(announcement=told)
    tab = visit(reverse("airing:script", args=[script.pk]), cast.chair)
    tab.get_by_role("link", name="Sang bước duyệt").click()
    tab.get_by_role("button", name="Duyệt bài").click()
    script.refresh_from_db()
    assert script.approved_by == cast.chair


def test_a_village_head_tells_by_phone(work, visit):
    cast, told = work[0], work[1]
    Relay.objects.filter(village=cast.village, announcement=told).update(
        told_on=None, told_at=None, told_by=None, way=""
    )  # fmt: skip
    tab = visit(reverse("airing:list"), cast.village_head)
    tab.get_by_role("link", name=told.title).click()
    expect(tab.locator("main")).to_contain_text("Mỗi hộ góp 500.000 đồng")
    tab.get_by_label("Đến từng nhà").check()
    tab.get_by_label("Số hộ đã báo").fill("38")
    tab.get_by_role("button", name="Ghi là đã báo").click()
    relay = Relay.objects.get(village=cast.village, announcement=told)
    assert (relay.way, relay.households, relay.told_by) == (Way.DOORS, 38, cast.village_head)


def test_the_sheet_is_confirmed_several_at_once(work, visit):
    cast, told = work[0], work[1]
    tab = visit(reverse("airing:confirm", args=[told.pk]), cast.economy_officer)
    tab.get_by_label("Đã phát chưa").first.select_option("yes")
    tab.get_by_role("button", name="Ghi xác nhận").click()
    expect(tab.locator("main")).to_contain_text("Đã ghi 1 buổi")
    assert Airing.objects.filter(announcement=told, aired_at__isnull=False).count() == 3
    assert Logged.objects.count() == 1


@pytest.mark.skipif(not has_voice(), reason="espeak-ng is not installed")
def test_a_browser_hears_the_approved_script(work, visit):
    """A second opinion on the sound: Chromium decodes it, says how long it is, and how loud."""
    cast, told, script = work[0], work[1], work[3]
    script = services.approve_script(script=script, by=cast.chair, now=moment(NOW))
    tab = visit(reverse("airing:script", args=[script.pk]), cast.economy_officer)
    assert tab.locator("audio").get_attribute("preload") == "none"
    heard = tab.evaluate(
        """async address => {
            const data = await (await fetch(address)).arrayBuffer();
            const sound = await new OfflineAudioContext(1, 1, 22050).decodeAudioData(data);
            const samples = sound.getChannelData(0);
            let sum = 0, peak = 0;
            for (const each of samples) { sum += each * each; peak = Math.max(peak, Math.abs(each)); }
            return {seconds: sound.duration, rms: Math.sqrt(sum / samples.length), peak};
        }""",
        f"/ban-mau/nghe/{told.pk}.mp3",
    )
    assert abs(heard["seconds"] - script.seconds) < 1.5
    assert heard["rms"] > 0.05
    assert heard["peak"] > 0.6
    played = tab.evaluate(
        """async () => {
            const audio = document.querySelector("audio");
            await audio.play();
            await new Promise(done => setTimeout(done, 900));
            return audio.currentTime;
        }"""
    )
    assert played > 0.2
