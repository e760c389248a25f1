"""The log of mediation: its steps and days, who sees what, what the day brings, what is counted."""

import pytest
from django.db import IntegrityError, transaction

from danchu.audit.models import Act
from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.notifications.models import Message
from danchu.organisation import services as organisation
from danchu.organisation.models import Grant, Person, Post
from danchu.organisation.policies import access_of
from danchu.organisation.services.rearranging import rearrange
from danchu.organisation.states import Change, Permission, Role
from danchu.petitions.figures import FIGURES
from danchu.petitions.models import Mediation, MediationSheet
from danchu.petitions.queries.mediation import Wanted, log_of
from danchu.petitions.services import mediation as services
from danchu.petitions.states import Kept, MediationState, Outside
from danchu.petitions.tests.mediation_situations import ended, group, mediator, met, opened, settled, village
from danchu.petitions.tests.situations import at, day
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
HALF = {"unit": None, "period_from": day("2026-01-01"), "period_to": day("2026-06-30")}


def seen(person: Person, on: str = "2026-04-20") -> set:
    return set(Mediation.objects.visible_to(access_of(person, day(on))))


# -- steps and days ---------------------------------------------------------------------------------------------------
def test_l35_2013_a20_2_three_days_to_begin_or_the_day_the_parties_named(cast, subtests):
    group(cast)
    one = opened(cast.village, cast.village_head, "2026-04-13")
    assert one.begin_by == day("2026-04-16")
    assert "Điều 20" in one.explanation["explanation"]
    assert one.explanation["evidence"] == "unconfirmed"
    with subtests.test("the same form is the same matter"):
        assert opened(cast.village, cast.village_head, "2026-04-13") == one
    with subtests.test("the parties named another day"):
        named = opened(cast.village, cast.village_head, key="hẹn", agreed_on=day("2026-04-25"))
        assert named.begin_by == day("2026-04-25")
        assert "Các bên hẹn ngày 25/4/2026" in named.explanation["explanation"]
    with subtests.test("not before they asked, not assigned before it came"):
        for wrong in ({"agreed_on": day("2026-04-12")}, {"assigned_on": day("2026-04-12")}):
            with pytest.raises(Refused):
                opened(cast.village, cast.village_head, key="sai", **wrong)


def test_from_the_first_meeting_to_an_agreement_that_is_followed(cast, subtests):
    group(cast)
    head = cast.village_head
    one = opened(cast.village, head)
    with subtests.test("nothing is settled before they met"), pytest.raises(Stale):
        ended(one, head)
    met(met(one, head, "2026-04-15"), head, "2026-04-14")
    with subtests.test("not before the last meeting, not without words"):
        for wrong in ({"on": "2026-04-14"}, {"agreement": " "}):
            with pytest.raises(Refused):
                ended(one, head, **wrong)
    done = ended(one, head)
    assert (done.state, done.started_on, done.follow_by) == ("settled", day("2026-04-14"), day("2026-05-18"))
    assert "cam kết của xã" in done.follow_why["explanation"]
    with subtests.test("what is over is over"), pytest.raises(Stale):
        met(one, head, "2026-04-17")
    services.follow_up(mediation=one, kept=Kept.PARTLY, text="Còn một cọc", on=day("2026-05-01"), by=head,
                       now=at("2026-05-02"))  # fmt: skip
    one.refresh_from_db()
    assert one.kept == "partly"
    assert [each.kind for each in one.log.all()] == ["followed", "ended", "met", "met", "opened"]
    assert "Còn một cọc" in one.log.first().said
    with (
        subtests.test("the database as well asks what was agreed"),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        Mediation.objects.filter(pk=one.pk).update(agreement="")


def test_l35_2013_a3_what_may_not_be_mediated_is_shown_where_to_turn(cast):
    group(cast)
    one = opened(cast.village, cast.village_head)
    with pytest.raises(Refused):
        ended(one, cast.village_head, MediationState.OUTSIDE, outside="", turn_to="Công an xã")
    with pytest.raises(Refused):
        ended(one, cast.village_head, MediationState.OUTSIDE, outside=Outside.CRIME, turn_to="")
    done = ended(one, cast.village_head, MediationState.OUTSIDE, outside=Outside.CRIME, turn_to="Công an xã")
    assert (done.state, done.turn_to, done.follow_by) == ("outside", "Công an xã", None)


def test_a_slip_is_put_right_and_what_stood_is_kept(cast):
    group(cast)
    one = opened(cast.village, cast.village_head)
    with pytest.raises(Refused):
        services.amend_mediation(
            mediation=one, values={"about": one.about}, why="x", by=cast.village_head, now=at("2026-04-14")
        )
    services.amend_mediation(
        mediation=one, values={"about": "Tranh nhau lối đi", "assigned_on": day("2026-04-14")}, why="Nghe nhầm",
        by=cast.village_head, now=at("2026-04-14"),
    )  # fmt: skip
    one.refresh_from_db()
    assert (one.about, one.begin_by) == ("Tranh nhau lối đi", day("2026-04-17"))
    said = one.log.first().said
    assert "“Tranh nhau bờ rào giữa hai nhà” thành “Tranh nhau lối đi”" in said
    assert "Nghe nhầm" in said


# -- who sees it ------------------------------------------------------------------------------------------------------
def test_l35_2013_a4_3_its_mediators_see_a_matter_and_nobody_else(cast, subtests):
    other = group(cast)
    elsewhere = village(cast, "bản Khác Mẫu")
    one = opened(cast.village, cast.village_head)
    assert seen(cast.village_head) == seen(other) == {one}
    assert list(log_of(access_of(other, day("2026-04-20")), Wanted(words="bo rao"))) == [one]
    for key, person in cast.people.items():
        if person != cast.village_head:
            with subtests.test(key):
                assert seen(person) == set()
    with subtests.test("nor another village's mediator"):
        assert seen(Person.objects.get(account__username=elsewhere.name)) == set()
    with subtests.test("nor by any permission that can be granted"):
        post = cast.admin.posts.get()
        Grant.objects.bulk_create([Grant(post=post, permission=each, unit=cast.committee) for each in Permission])
        assert seen(cast.admin) == set()
    with subtests.test("nor a mediator of an office, which there cannot be"):
        with pytest.raises(Refused):
            organisation.give_post(
                person=cast.chair,
                unit=cast.committee,
                role=Role.MEDIATOR,
                title="x",
                starts_on=day("2026-01-01"),
                by=None,
            )
        Post.objects.create(
            person=cast.chair, unit=cast.committee, role=Role.MEDIATOR, title="x", starts_on=day("2026-01-01")
        )
        assert seen(cast.chair) == set()
    with subtests.test("nor once the post has ended"):
        Post.objects.filter(person=other, role=Role.MEDIATOR).update(ends_on=day("2026-04-19"))
        assert seen(other) == set()
    with subtests.test("no trail, no duty, no public line tells that it is there"):
        assert not Act.objects.filter(person=cast.village_head.pk).exists()
        assert not Duty.objects.exists()
        assert not Line.objects.filter(event__startswith="petitions").exists()


def test_l35_2013_a18_2_a_party_or_kin_neither_mediates_nor_sees(cast, subtests):
    other = group(cast)
    with subtests.test("not chosen to mediate, not the one who writes"):
        for people in ({"mediators": [other], "withheld_from": [other]}, {"withheld_from": [cast.village_head],
                       "mediators": [other]}, {"mediators": [cast.chair]}, {"mediators": []}):  # fmt: skip
            with pytest.raises(Refused):
                opened(cast.village, cast.village_head, **people)
    one = opened(cast.village, cast.village_head, withheld_from=[other])
    assert seen(other) == set()
    both = opened(cast.village, cast.village_head, key="hai", mediators=[cast.village_head, other])
    with subtests.test("somebody is left to mediate"), pytest.raises(Refused):
        services.withhold(mediation=both, people=[cast.village_head, other], by=other, now=at("2026-04-14"))
    services.withhold(mediation=both, people=[other], by=other, now=at("2026-04-14"))
    assert seen(other) == set()
    assert list(both.mediators.all()) == [cast.village_head]
    with subtests.test("nor is told of it"):
        services.remind_mediators(commune=cast.commune, on=day("2026-04-16"), now=at("2026-04-16"))
        assert {message.recipient_id for message in Message.objects.all()} == {cast.village_head.pk}
    assert seen(cast.village_head) == {one, both}


def test_the_log_goes_with_the_village_where_villages_merge(cast):
    group(cast)
    one = opened(cast.village, cast.village_head)
    elsewhere = village(cast, "bản Khác Mẫu")
    rearrange(
        commune=cast.commune, change=Change.MERGE, units=[cast.village], into=elsewhere, on=day("2026-05-01"),
        decision="QĐ 1", by=cast.admin, now=at("2026-04-20"),
    )  # fmt: skip
    newcomer = Person.objects.get(account__username="bản Khác Mẫu")
    assert seen(newcomer, "2026-05-02") == {one}


# -- what the day brings ----------------------------------------------------------------------------------------------
def test_its_mediators_are_reminded_once_a_stage_and_told_no_name(cast):
    group(cast)
    one = opened(cast.village, cast.village_head)
    told = [
        services.remind_mediators(commune=cast.commune, on=day(on), now=at(on))
        for on in ("2026-04-14", "2026-04-15", "2026-04-16", "2026-04-17", "2026-04-18")
    ]
    assert told == [0, 2, 0, 2, 0]
    message = Message.objects.first()
    assert not any(word in message.title + message.body for word in ("Lò Thị Một", "bờ rào", "Nà Mẫu"))
    ended(met(one, cast.village_head), cast.village_head)
    told = [
        services.remind_mediators(commune=cast.commune, on=day(on), now=at(on)) for on in ("2026-05-16", "2026-05-17")
    ]
    assert told == [0, 2]


def test_words_are_erased_after_the_communes_own_time_and_the_count_stays(cast, subtests):
    group(cast)
    head = cast.village_head
    one = settled(cast.village, head, on="2026-04-13")
    open_one = opened(cast.village, head, "2026-04-14", key="mở")
    assert services.erase_mediations(commune=cast.commune, on=day("2028-04-13")) == 0
    assert services.erase_mediations(commune=cast.commune, on=day("2028-04-14")) == 1
    one.refresh_from_db()
    told = [one.one_side, one.other_side, one.others, one.about, one.guests, one.agreement, one.how, one.turn_to]
    told += [one.folded.strip(), *one.log.values_list("said", flat=True)]
    told += [word for each in one.meetings.all() for word in (each.went, each.came, each.place)]
    assert not any(told)
    assert (one.state, one.erased_on) == ("settled", day("2028-04-14"))
    assert FIGURES["G12_settled"](commune=cast.commune, **HALF).value == 1
    with subtests.test("nothing is noted any more"), pytest.raises(Stale):
        services.follow_up(mediation=one, kept=Kept.WHOLE, text="", on=day("2028-04-14"), by=head, now=at("2028-04-15"))
    with subtests.test("one that was never ended is no exception"):
        assert services.erase_mediations(commune=cast.commune, on=day("2028-04-15")) == 1
        open_one.refresh_from_db()
        assert open_one.about == ""


# -- what is counted --------------------------------------------------------------------------------------------------
def _numbers(cast):
    return [FIGURES[f"G12_{name}"](commune=cast.commune, **HALF).value for name in ("cases", "settled")]


def test_g12_counts_what_happened_and_opens_no_list(cast):
    assert _numbers(cast) == [None, None], "no log is no data, not zero"
    group(cast)
    head = cast.village_head
    settled(cast.village, head, key="1")
    met(opened(cast.village, head, key="2"), head)
    ended(opened(cast.village, head, key="3"), head, MediationState.OUTSIDE, outside=Outside.CRIME)
    ended(met(opened(cast.village, head, "2026-06-29", key="4"), head, "2026-07-01"), head, on="2026-07-01")
    assert _numbers(cast) == [3, 1]
    assert FIGURES["G12_cases"](commune=cast.commune, **HALF).rows == ()
    assert FIGURES["G12_cases"](commune=cast.commune, **{**HALF, "unit": cast.village}).value is None


def test_numbers_are_fixed_once_of_all_villages_and_wait_where_they_would_tell_one(cast):
    group(cast)
    elsewhere = village(cast, "bản Khác Mẫu")
    theirs = Person.objects.get(account__username="bản Khác Mẫu")
    fix = lambda on: services.fix_mediation_sums(commune=cast.commune, on=day(on), now=at(on))  # noqa: E731
    assert fix("2026-07-31") == 0, "where no log is kept nothing is published"
    for number in range(6):
        settled(cast.village, cast.village_head, key=f"a{number}")
        if number < 4:
            settled(elsewhere, theirs, key=f"b{number}")
    assert fix("2026-07-31") == 0, "who mediates in one village would reckon the four of the other"
    settled(elsewhere, theirs, key="b4", on="2026-08-03")
    ended(opened(elsewhere, theirs, "2026-08-03", key="b5"), theirs, MediationState.OUTSIDE, on="2026-08-03",
          outside=Outside.LAW)  # fmt: skip
    assert fix("2027-01-30") == 0
    assert fix("2027-01-31") == 1
    sheet = MediationSheet.objects.get()
    assert (sheet.first_on, sheet.last_on) == (day("2026-01-01"), day("2026-12-31"))
    assert sheet.content == {
        "received": 11, "outcome": {"settled": 11, "not_settled": 0, "stopped": 0, "going": 0}, "share": 100
    }  # fmt: skip
    line = Line.objects.get(event="petitions.mediation_sums")
    assert line.sequence == sheet.line_sequence
    assert sheet.mediations.count() == 11
    assert fix("2027-02-01") == 0
    assert mediator(cast, "sau", cast.village)  # nobody new changes what was told
