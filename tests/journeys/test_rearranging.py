"""Units over time: renamed, merged, split, moved; what is open passes on, what was done stays, and it can be undone."""

import datetime

import pytest

from config.daily import day_of
from danchu.channels.models import Announcement, Relay, Station
from danchu.channels.queries.hearing import Reach
from danchu.channels.services.relaying import tell
from danchu.channels.states import Way
from danchu.channels.tests.hearing import announced, station
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.disclosure.models import Item, PlanLine, Request
from danchu.disclosure.queries import still_open
from danchu.disclosure.services import begin_plan, withdraw
from danchu.disclosure.services.requests.handling import hand_over
from danchu.disclosure.states import Ground, ItemState
from danchu.disclosure.tests.situations import owed_item, public_item
from danchu.disclosure.tests.test_requests import asked
from danchu.duties import services as duties
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Source
from danchu.organisation import services as organisation
from danchu.organisation.models import Grant, Post, Rearrangement, Unit
from danchu.organisation.policies import access_of
from danchu.organisation.queries import lineage
from danchu.organisation.states import Change, Permission, Role, UnitKind
from danchu.plans import services as plans
from danchu.plans.models import Occurrence
from danchu.plans.states import OccurrenceState
from danchu.plans.tests.cases import SMALL, confirmed
from danchu.reports.models import Report
from danchu.workspace import services

TODAY = "2026-04-28"
D = datetime.date.fromisoformat
DECISION = "Quyết định 12/QĐ-UBND ngày 20/4/2026"


@pytest.fixture
def village(cast, on_day):
    """A second village beside the cast's, with its head, after one day's round; `cast` lives on 28 April 2026."""
    on_day(TODAY)
    other = organisation.create_unit(
        commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Huổi Mẫu", parent=cast.committee, by=cast.admin
    )
    organisation.appoint(
        commune=cast.commune, full_name="Bác Trưởng Bản Hai", unit=other, role=Role.VILLAGE_HEAD, title="Trưởng bản",
        starts_on=D("2026-01-01"), by=cast.admin,
    )  # fmt: skip
    day_of(cast.commune, D(TODAY), now=clock.now())
    return other


def _rearrange(cast, change, units, on=TODAY, **what):
    return services.rearrange(
        commune=cast.commune, change=change, units=units, on=D(on), decision=DECISION, by=cast.admin,
        now=clock.now(), **what,
    )  # fmt: skip


def _open(unit) -> set[str]:
    return set(Duty.objects.filter(unit=unit, state=DutyState.OPEN).values_list("key", flat=True))


def _merge(cast, village, **what):
    return _rearrange(cast, Change.MERGE, [cast.village, village], **{"names": ["bản Mẫu Mới"]} | what)


def _state() -> list:
    """What an undo must bring back: units, posts, grants, and every duty by unit and state."""
    return [
        list(Unit.objects.order_by("pk").values_list("pk", "name", "valid_from", "valid_to", "parent")),
        list(Post.objects.order_by("pk").values_list("pk", "unit", "ends_on")),
        list(Grant.objects.order_by("pk").values_list("post", "permission", "unit")),
        list(Duty.objects.order_by("pk").values_list("pk", "unit", "state", "due_on")),
        list(Occurrence.objects.order_by("pk").values_list("pk", "unit", "state")),
        list(Report.objects.order_by("pk").values_list("pk", "unit", "state")),
    ]


def test_two_villages_merge_and_their_open_duties_go_to_the_new_one(cast, village):
    done = Duty.objects.filter(unit=cast.village, source=Source.LAW, state=DutyState.OPEN).first()
    duties.report_done(duty=done, on=D(TODAY), note="Biên bản", by=cast.village_head, now=clock.now())
    theirs = _open(village)
    assert theirs
    _merge(cast, village)
    new = Unit.objects.get(name="bản Mẫu Mới")
    assert _open(new) == theirs
    assert _open(cast.village) == _open(village) == set()
    assert Duty.objects.get(pk=done.pk).unit == cast.village  # what was done stays with who did it
    passed = Duty.objects.filter(unit=new).first()
    assert passed.note.startswith("Nhận từ bản")
    told = Duty.objects.filter(unit=village, state=DutyState.WITHDRAWN).first().events.first()
    assert DECISION in told.note
    assert "bản Mẫu Mới" in told.note


def test_the_next_days_round_takes_nothing_away_and_doubles_nothing(cast, village, on_day):
    _merge(cast, village)
    new = Unit.objects.get(name="bản Mẫu Mới")
    before = _open(new)
    day_of(cast.commune, on_day("2026-04-29"), now=clock.now())
    assert before <= _open(new)
    assert _open(cast.village) == _open(village) == set()
    assert not Duty.objects.filter(unit__in=(cast.village, village), state=DutyState.OPEN).exists()


def test_a_future_merge_waits_for_its_day_and_dates_carry_the_rest(cast, village, on_day):
    theirs = _open(village)
    row = _merge(cast, village, on="2026-07-01", posts={cast.village_head.posts.get().pk: 0})
    new = Unit.objects.get(name="bản Mẫu Mới")
    last, first = D("2026-06-30"), D("2026-07-01")
    assert set(Unit.objects.on(last).filter(kind="village")) == {cast.village, village}
    assert set(Unit.objects.on(first).filter(kind="village")) == {new}
    assert access_of(cast.village_head, last).may(Permission.SUBMIT, cast.village)
    assert not access_of(cast.village_head, last).may(Permission.SUBMIT, new)
    assert access_of(cast.village_head, first).may(Permission.SUBMIT, new)
    assert not access_of(cast.village_head, first).may(Permission.SUBMIT, cast.village)
    day_of(cast.commune, on_day("2026-06-30"), now=clock.now())
    assert _open(village) >= theirs
    day_of(cast.commune, on_day("2026-07-01"), now=clock.now())
    row.refresh_from_db()
    assert row.applied_at
    assert _open(village) == set()
    assert _open(new) >= theirs
    again = day_of(cast.commune, on_day("2026-07-01"), now=clock.now())
    assert again["rearranged"] == 0


def test_a_merge_is_undone_while_nothing_happened(cast, village):
    before = _state()
    row = _merge(cast, village)
    assert _state() != before
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert _state() == before
    with pytest.raises(Refused, match="đã được hoàn tác"):
        services.undo(rearrangement=row, by=cast.admin, now=clock.now())


def test_a_merge_is_undone_after_a_days_round_too(cast, village, on_day):
    row = _merge(cast, village)
    day_of(cast.commune, on_day("2026-04-29"), now=clock.now())
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert not Unit.objects.filter(name="bản Mẫu Mới").exists()
    assert _open(village)


def test_it_is_not_undone_once_the_new_unit_did_something(cast, village):
    row = _merge(cast, village)
    new = Unit.objects.get(name="bản Mẫu Mới")
    duty = Duty.objects.filter(unit=new).first()
    duties.report_done(duty=duty, on=D(TODAY), note="Đã họp", by=cast.chair, now=clock.now())
    with pytest.raises(Refused, match="đã làm xong"):
        services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert Rearrangement.objects.get().undone_at is None
    assert _open(village) == set()


def test_a_split_gives_to_whom_was_chosen_and_else_to_all(cast, village):
    chosen, other = list(Duty.objects.filter(unit=village, source=Source.LAW, state=DutyState.OPEN)[:2])
    row = _rearrange(
        cast, Change.SPLIT, [village], names=["bản Trên", "bản Dưới"], choices={f"duties.duty:{chosen.pk}": [1]}
    )
    upper, lower = (succession.successor for succession in row.successions.order_by("pk"))
    assert (upper.name, lower.name) == ("bản Trên", "bản Dưới")
    assert chosen.key in _open(lower) - _open(upper)
    assert other.key in _open(lower) & _open(upper)


def test_one_village_goes_into_another_that_stays(cast, village):
    name = cast.village.name
    row = _rearrange(cast, Change.MERGE, [village], into=cast.village)
    cast.village.refresh_from_db()
    assert (cast.village.name, cast.village.valid_to) == (name, None)
    assert row.successions.get().successor == cast.village
    keys = list(Duty.objects.filter(unit=cast.village, state=DutyState.OPEN).values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert Unit.objects.get(pk=village.pk).valid_to is None


def test_an_office_is_renamed_with_its_people_tasks_grants_and_drafts(cast, on_day):
    on_day(TODAY)
    plan = confirmed(cast, text=SMALL)
    day_of(cast.commune, D(TODAY), now=clock.now())
    answered = Occurrence.objects.filter(unit=cast.economy).order_by("due_on").first()
    plans.report_done(occurrence=answered, report="Đã niêm yết", by=cast.economy_head, now=clock.now())
    draft = Report.objects.filter(unit=cast.economy).first()
    holders = {post.pk: 0 for post in Post.objects.filter(unit=cast.economy)}
    row = _rearrange(cast, Change.RENAME, [cast.economy], names=["Phòng Kinh tế, Hạ tầng"], posts=holders)
    new = Unit.objects.get(name="Phòng Kinh tế, Hạ tầng")
    assert access_of(cast.economy_head, D(TODAY)).may(Permission.SUBMIT, new)
    assert new.short_name == "KT"
    assert Occurrence.objects.get(pk=answered.pk).unit == cast.economy
    unanswered = Occurrence.objects.filter(unit=cast.economy, state=OccurrenceState.OPEN)
    assert not unanswered.exists()
    assert Occurrence.objects.filter(unit=new, state=OccurrenceState.OPEN).exists()
    assert plan.tasks.filter(lead_units=new).exists()
    assert not plan.tasks.filter(lead_units=cast.economy).exists()
    assert Report.objects.get(pk=draft.pk).unit == new
    before = set(Occurrence.objects.living().values_list("task", "unit", "key"))
    day_of(cast.commune, on_day("2026-04-29"), now=clock.now())
    assert set(Occurrence.objects.living().values_list("task", "unit", "key")) == before
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert Report.objects.get(pk=draft.pk).unit == cast.economy
    assert unanswered.exists()


def test_a_unit_moves_below_another_and_back(cast, village):
    row = _rearrange(cast, Change.MOVE, [village], parent=cast.culture)
    assert Unit.objects.get(pk=village.pk).parent == cast.culture
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert Unit.objects.get(pk=village.pk).parent == cast.committee


def test_lineage_says_the_old_names(cast, village):
    _merge(cast, village)
    new = Unit.objects.get(name="bản Mẫu Mới")
    _rearrange(cast, Change.RENAME, [new], on="2026-05-20", names=["bản Mới Hẳn"])
    newest = lineage(Unit.objects.get(name="bản Mới Hẳn"))
    olds = [unit.name for unit, _on in newest.predecessors]
    assert (olds[0], set(olds[1:])) == ("bản Mẫu Mới", {"bản Nà Mẫu", "bản Huổi Mẫu"})
    assert newest.named == f"bản Mới Hẳn (trước là {', '.join(olds)})"
    assert [unit.name for unit, _on in lineage(village).successors] == ["bản Mẫu Mới", "bản Mới Hẳn"]


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"decision": " "}, "số quyết định"),
        ({"names": []}, "tên đơn vị"),
        ({"names": ["Phòng Kinh tế"]}, "đã có một đơn vị mang tên này"),
        ({"on": D("2028-01-01")}, "trong vòng một năm"),
        ({"with": "economy"}, "Không nhập thôn, bản với cơ quan"),
        ({"with": "committee"}, "gốc của cây"),
        ({"alone": True}, "từ hai đơn vị"),
    ],
)
def test_what_cannot_be_is_said(cast, village, what, sentence):
    what = dict(what)
    units = [cast.village, getattr(cast, what.pop("with")) if "with" in what else village]
    if what.pop("alone", False):
        units = units[:1]
    values = {"on": D(TODAY), "decision": DECISION, "names": ["bản Mẫu Mới"], **what}
    before = _state()
    with pytest.raises(Refused, match=sentence):
        services.rearrange(
            commune=cast.commune, change=Change.MERGE, units=units, by=cast.admin, now=clock.now(), **values
        )
    assert _state() == before


def test_the_last_administrator_is_never_lost_on_the_way(cast, on_day):
    on_day(TODAY)
    office = organisation.create_unit(
        commune=cast.commune, kind=UnitKind.OFFICE, name="Văn phòng", parent=cast.committee, by=cast.admin
    )
    cast.admin.posts.update(unit=office)
    with pytest.raises(Refused, match="quản trị"):
        _rearrange(cast, Change.RENAME, [office], names=["Văn phòng mới"])
    _rearrange(cast, Change.RENAME, [office], names=["Văn phòng mới"], posts={cast.admin.posts.get().pk: 0})


def test_what_both_villages_did_is_not_asked_of_the_new_one_again(cast, village, on_day):
    first = Duty.objects.filter(unit=cast.village, source=Source.LAW, state=DutyState.OPEN).first()
    for duty in (first, Duty.objects.get(unit=village, key=first.key)):
        duties.report_done(duty=duty, on=D(TODAY), note="Biên bản", by=cast.chair, now=clock.now())
    _merge(cast, village)
    day_of(cast.commune, on_day("2026-04-29"), now=clock.now())
    new = Unit.objects.get(name="bản Mẫu Mới")
    assert first.key not in _open(new)


def test_the_new_units_figures_count_the_old_ones_and_say_their_names(cast, village):
    from danchu.duties.figures import FIGURES

    done = Duty.objects.filter(unit=village, source=Source.LAW, state=DutyState.OPEN).first()
    duties.report_done(duty=done, on=D(TODAY), note="Biên bản", by=cast.chair, now=clock.now())
    _merge(cast, village)
    new = Unit.objects.get(name="bản Mẫu Mới")
    period = {"period_from": D("2026-01-01"), "period_to": D("2026-06-30")}
    figure = FIGURES["law_done"](commune=cast.commune, unit=new, **period)
    assert figure.value == 1
    assert "bản Huổi Mẫu" in figure.rows[0].detail


def test_a_quiet_day_costs_one_query(cast, on_day, django_assert_num_queries):
    day = on_day(TODAY)
    with django_assert_num_queries(1):
        assert services.pass_on_due(commune=cast.commune, on=day, now=clock.now()) == 0


# -- what is to be made public, told and read out -------------------------------------------------------------------
def _public_state() -> list:
    """What an undo must bring back of disclosure and of the ways by which word gets out."""
    return [
        list(Item.objects.order_by("pk").values_list("pk", "unit", "state")),
        list(PlanLine.objects.order_by("pk").values_list("pk", "unit")),
        list(Request.objects.order_by("pk").values_list("pk", "unit", "due_on")),
        list(Station.objects.order_by("pk").values_list("pk", "unit", "hears").order_by("pk", "hears")),
        list(Relay.objects.order_by("announcement", "village").values_list("announcement", "village", "sent_on")),
        list(Announcement.objects.order_by("pk").values_list("pk", "unit")),
        sorted(Duty.objects.filter(state=DutyState.OPEN).values_list("subject", "unit", "due_on")),
    ]


def test_an_offices_items_lines_requests_and_announcements_go_to_the_office_under_its_new_name(cast, on_day):
    on_day(TODAY)
    now = clock.now()
    plan = begin_plan(commune=cast.commune, year=2026, by=cast.clerk, now=now)
    line = plan.lines.filter(unit=cast.economy).first()
    assert line
    owed = owed_item(cast, now=now, due_on=D("2026-05-10"))
    public = public_item(
        cast, now=now, clause=14, kind="democracy-rules-other", due_on=D("2026-05-10"), title="Quy chế"
    )
    ended = owed_item(cast, now=now, title="Đã hết")
    Item.objects.filter(pk=ended.pk).update(state=ItemState.ENDED)
    duties.withdraw(commune=cast.commune, subject=ended.subject, now=now)
    request = hand_over(request=asked(cast, on=TODAY), unit=cast.economy, by=cast.chair, now=now)
    told = Announcement.objects.create(
        commune=cast.commune, unit=cast.economy, subject="disclosure.version:900", group="disclosure.item:900",
        title="Thông báo", on=D(TODAY), made_at=now,
    )  # fmt: skip
    before = _public_state()
    row = _rearrange(cast, Change.RENAME, [cast.economy], names=["Phòng Kinh tế, Hạ tầng"])
    new = Unit.objects.get(name="Phòng Kinh tế, Hạ tầng")
    for one in (owed, public, ended, line, request, told):
        one.refresh_from_db()
    assert {owed.unit, public.unit, line.unit, request.unit, told.unit} == {new}
    assert ended.unit == cast.economy
    duty = Duty.objects.get(subject=owed.subject, state=DutyState.OPEN)
    assert (duty.unit, duty.due_on) == (new, D("2026-05-10"))
    assert Duty.objects.get(subject=public.subject).unit == cast.economy  # who made it public did it
    assert Duty.objects.get(subject=request.subject, state=DutyState.OPEN).unit == new
    withdraw(version=public.versions.get(), ground=Ground.MISTAKE, why="Nhầm.", by=cast.chair, now=now)
    assert Duty.objects.get(subject=public.subject, state=DutyState.OPEN).unit == new  # owed again: by who stands there
    Item.objects.filter(pk=public.pk).update(state=ItemState.PUBLIC)
    services.undo(rearrangement=row, by=cast.admin, now=now)
    after = _public_state()
    assert after[:-1] == before[:-1]
    assert set(before[-1]) <= set(after[-1])
    assert not Unit.objects.filter(name="Phòng Kinh tế, Hạ tầng").exists()


def test_a_split_office_gives_an_item_to_whom_was_chosen_and_else_to_the_first(cast, on_day):
    on_day(TODAY)
    chosen, other = (owed_item(cast, now=clock.now(), title=title) for title in ("Đất đai", "Ngân sách"))
    (first, second) = still_open([cast.economy])
    assert {first.pk, second.pk} == {chosen.pk, other.pk}
    row = _rearrange(
        cast, Change.SPLIT, [cast.economy], names=["Phòng Kinh tế", "Phòng Hạ tầng"], choices={chosen.subject: [1]}
    )
    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.unit.name, other.unit.name) == ("Phòng Hạ tầng", "Phòng Kinh tế")
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    chosen.refresh_from_db()
    assert chosen.unit == cast.economy
    assert Duty.objects.get(subject=chosen.subject, state=DutyState.OPEN).unit == cast.economy


def test_loudspeakers_and_what_heads_have_to_tell_follow_two_merged_villages_and_come_back(cast, village):
    central = station(cast, hears=[cast.village, village])
    own = station(cast, name="Loa bản Hai", unit=village, hears=[])
    told = announced(cast, on=TODAY)
    assert told.relays.count() == 2
    before = _public_state()
    row = _merge(cast, village)
    new = Unit.objects.get(name="bản Mẫu Mới")
    reach = Reach(cast.commune)
    own.refresh_from_db()
    assert own.unit == new
    assert {new.pk, village.pk} <= reach.hearers(own)  # what the old village heard stays heard
    assert {new.pk, cast.village.pk, village.pk} == reach.hearers(central)
    assert [relay.village for relay in told.relays.all()] == [new]
    services.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert _public_state() == before


def test_a_split_villages_heads_each_have_to_tell_and_what_was_told_stays_and_stops_the_undo(cast, village):
    early = announced(cast, on=TODAY)
    done = early.relays.get(village=village)
    tell(relay=done, way=Way.MEETING, told_on=D(TODAY), households=20, note="", by=cast.village_head, now=clock.now())
    late = announced(cast, on=TODAY, subject="disclosure.version:2")
    row = _rearrange(cast, Change.SPLIT, [village], names=["bản Trên", "bản Dưới"])
    assert early.relays.filter(village=village).exists()
    names = set(late.relays.exclude(village=cast.village).values_list("village__name", flat=True))
    assert names == {"bản Trên", "bản Dưới"}
    fresh = late.relays.get(village__name="bản Trên")
    tell(relay=fresh, way=Way.MEETING, told_on=D(TODAY), households=9, note="", by=cast.clerk, now=clock.now())
    with pytest.raises(Refused, match="đã báo dân"):
        services.undo(rearrangement=row, by=cast.admin, now=clock.now())
