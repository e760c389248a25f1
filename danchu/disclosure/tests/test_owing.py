"""What comes round is opened ahead, each open item is a duty, and the duty follows what really happened."""

import datetime

import pytest
from django.utils import timezone

from danchu.channels.models import PostingOrder
from danchu.channels.states import OrderState
from danchu.core.errors import Refused, Stale
from danchu.disclosure import queries
from danchu.disclosure.models import Item, Version
from danchu.disclosure.services import daily, draft, open_from_paper, say_none, say_owed, settle, withdraw
from danchu.disclosure.states import Ground, ItemState, Standing
from danchu.disclosure.tests.situations import owed_item, public_item, released
from danchu.disclosure.tests.test_in_force import DAY, boards, put_up  # noqa: F401
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Source
from danchu.duties.states import Standing as DutyStanding

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()


def at(day):
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=timezone.get_default_timezone())


def run(cast, day):
    return daily(commune=cast.commune, on=day, now=at(day))


def duty_of(item):
    return Duty.objects.get(subject=item.subject)


def keys(commune):
    return set(Item.objects.filter(commune=commune).values_list("key", flat=True))


def test_the_clock_opens_what_comes_round_ahead_of_its_day(cast):
    run(cast, datetime.date(2026, 2, 28))
    assert "budget-progress:2026-M3" not in keys(cast.commune)
    run(cast, datetime.date(2026, 3, 1))
    item = Item.objects.get(key="budget-progress:2026-M3")
    assert (item.due_on, item.unit, item.rule) == (datetime.date(2026, 4, 10), cast.economy, "BUD-37c")
    assert "10" in item.explanation["explanation"]
    duty = duty_of(item)
    assert (duty.source, duty.due_on, duty.never_late) == (Source.DISCLOSURE, item.due_on, False)


def test_the_same_day_again_changes_nothing_and_costs_little(cast, django_assert_max_num_queries):
    run(cast, TODAY)
    with django_assert_max_num_queries(12):
        assert run(cast, TODAY) == {"opened": 0, "moved": 0, "held": 0}


def test_after_missed_days_it_catches_up_and_opens_what_the_clock_did_not(cast):
    first = run(cast, datetime.date(2026, 7, 15))
    found = keys(cast.commune)
    assert {"budget-progress:2026-M3", "budget-progress:2026-M6", "socio-economic-half-year:2026"} <= found
    assert first["opened"] == len(found)
    late = Item.objects.get(key="budget-progress:2026-M3")
    assert queries.standing_of([late], datetime.date(2026, 7, 15)) == {late.pk: Standing.LATE}


def test_what_had_to_be_public_before_the_commune_began_is_not_opened(cast):
    cast.commune.begins_on = datetime.date(2026, 4, 28)
    cast.commune.save()
    run(cast, datetime.date(2026, 4, 28))
    found = keys(cast.commune)
    assert "budget-progress:2026-M3" not in found  # due on 10 April
    assert "investment-list:2026" not in found  # its months are over
    assert "budget-year:2026" in found  # its report may come until June
    assert all(
        item.due_on is None or item.due_on >= cast.commune.begins_on
        for item in Item.objects.filter(commune=cast.commune)
    )


def test_without_a_day_of_the_laws_own_nobody_is_late(cast):
    run(cast, datetime.date(2026, 1, 5))
    item = Item.objects.get(key="investment-list:2026")
    duty = duty_of(item)
    assert (item.due_on, duty.never_late, duty.due_on) == (None, True, datetime.date(2026, 3, 31))
    assert duty.standing_on(datetime.date(2026, 6, 1)) == DutyStanding.UNDATED


def test_l10_a13_2_what_must_hang_at_all_times_is_owed_from_the_beginning(cast):
    run(cast, datetime.date(2026, 1, 1))
    item = Item.objects.get(key="democracy-rules")
    assert item.due_on == datetime.date(2026, 1, 9)  # five working days: 2 January is off, Saturday 10 is worked
    assert "thường xuyên" in item.explanation["explanation"]


def test_what_the_system_writes_itself_is_opened_when_it_is_approved_and_owed_by_the_law_alone(cast):
    run(cast, datetime.date(2026, 12, 31))
    assert not Item.objects.filter(kind__in=("quarterly-list", "disclosure-plan", "council-report")).exists()
    item = owed_item(cast, kind="quarterly-list", clause=14, key="quarterly-list:2026-Q1")
    assert not Duty.objects.filter(subject=item.subject).exists()


def paper(cast, *, kind="budget-decided", now=NOW, source_on=TODAY, **fields):
    return open_from_paper(
        commune=cast.commune, unit=cast.economy, clause=2, kind=kind, title="Dự toán ngân sách xã năm 2026",
        source_number="05/NQ-HĐND", source_on=source_on, by=cast.clerk, now=now, **fields,
    )  # fmt: skip


def test_nd73_a37_2_the_budget_decision_before_tet_is_owed_within_thirty_days(cast):
    item = paper(cast)
    assert (item.due_on, item.rule) == (datetime.date(2026, 3, 12), "BUD-37b")
    assert duty_of(item).due_on == item.due_on
    assert paper(cast).pk == item.pk  # a second click


def test_l10_a12_3_five_working_days_across_tet_are_explained_day_by_day(cast):
    item = paper(cast, kind="land-recovery-plan")
    assert item.due_on == datetime.date(2026, 2, 24)
    skipped = {day["date"] for day in item.explanation["skipped"]}
    assert {f"2026-02-{day}" for day in range(14, 23)} == skipped


def test_a_paper_that_was_waited_for_gives_the_open_item_its_day(cast):
    run(cast, TODAY)
    item = Item.objects.get(key="budget-year:2026")
    assert queries.standing_of([item], TODAY) == {item.pk: Standing.UNDATED}
    opened = paper(cast, kind="budget-year", item=item)
    assert (opened.pk, opened.due_on) == (item.pk, datetime.date(2026, 2, 23))
    assert duty_of(item).never_late is False
    with pytest.raises(Stale):
        paper(cast, kind="budget-year", item=item)


@pytest.mark.parametrize("days", [1, -367])
def test_a_day_that_cannot_be_is_refused(cast, days):
    with pytest.raises(Refused):
        paper(cast, source_on=TODAY + days * DAY)


def test_the_duty_is_fulfilled_when_it_is_public_and_up_on_every_board(cast, boards):  # noqa: F811
    item = public_item(cast, now=NOW, due_on=TODAY + 10 * DAY)
    assert duty_of(item).state == DutyState.OPEN  # public on the web alone
    put_up(cast, item, on=TODAY + 2 * DAY)
    settle(commune=cast.commune, group=item.subject, now=at(TODAY + 2 * DAY))
    duty = duty_of(item)
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, TODAY + 2 * DAY)
    item.refresh_from_db()
    assert item.ends_on == TODAY + 32 * DAY


def test_what_came_down_early_is_owed_again(cast, boards):  # noqa: F811
    item = public_item(cast, now=NOW, due_on=TODAY + 10 * DAY)
    put_up(cast, item)
    settle(commune=cast.commune, group=item.subject, now=NOW)
    put_up(cast, item, down_on=TODAY + 29 * DAY)
    settle(commune=cast.commune, group=item.subject, now=at(TODAY + 29 * DAY))
    assert duty_of(item).state == DutyState.OPEN
    assert queries.standing_of([item], TODAY + 29 * DAY) == {item.pk: Standing.SHORT}
    item.refresh_from_db()
    assert item.ends_on is None


def test_a_proof_struck_opens_the_duty_again(cast, boards):  # noqa: F811
    item = public_item(cast, now=NOW, due_on=TODAY + 10 * DAY)
    put_up(cast, item)
    settle(commune=cast.commune, group=item.subject, now=NOW)
    PostingOrder.objects.filter(board__unit=cast.village).update(state=OrderState.ORDERED, up_on=None)
    settle(commune=cast.commune, group=item.subject, now=NOW)
    assert duty_of(item).state == DutyState.OPEN


def test_l10_a13_2_a_permanent_posting_nobody_has_shown_for_a_quarter_is_owed_again(cast, boards):  # noqa: F811
    item = public_item(cast, now=NOW, clause=4, kind="democracy-rules", due_on=TODAY + 10 * DAY)
    put_up(cast, item)
    settle(commune=cast.commune, group=item.subject, now=NOW)
    run(cast, TODAY + 92 * DAY)
    assert duty_of(item).state == DutyState.FULFILLED
    assert run(cast, TODAY + 93 * DAY)["held"] == 1
    assert duty_of(item).state == DutyState.OPEN


def test_what_is_taken_down_for_a_mistake_is_owed_again(cast):
    item = public_item(cast, now=NOW, clause=14, kind="democracy-rules-other", due_on=TODAY + 10 * DAY)
    assert duty_of(item).state == DutyState.FULFILLED  # the web alone is demanded
    withdraw(version=item.versions.get(), ground=Ground.MISTAKE, why="Nhầm bản nháp.", by=cast.chair, now=NOW)
    assert duty_of(item).state == DutyState.OPEN


@pytest.mark.parametrize("ground", [Ground.MISTAKE, Ground.PERSONAL, Ground.OVER, Ground.SECRET])
def test_l10_a11_only_what_the_law_keeps_from_the_public_is_owed_no_more(cast, boards, ground):  # noqa: F811
    """Art. 11, opening sentence: except state secrets and what the law does not let become public yet."""
    item = public_item(cast, now=NOW, due_on=TODAY + 10 * DAY)  # on the web, on no board yet: still owed
    withdraw(version=item.versions.get(), ground=ground, why="Có lý do.", by=cast.chair, now=NOW)
    duty = duty_of(item)
    if ground == Ground.SECRET:
        assert duty.state == DutyState.WITHDRAWN
        assert "Bí mật nhà nước" in duty.events.order_by("-pk").first().note
    else:  # another paper is owed, or the boards that never carried it
        assert duty.state == DutyState.OPEN


def test_l10_a11_a_secret_made_public_counts_as_no_duty_done_and_is_owed_again_once_it_may_be_public(cast):
    item = public_item(cast, now=NOW, clause=14, kind="democracy-rules-other", due_on=TODAY + 10 * DAY)
    assert duty_of(item).state == DutyState.FULFILLED
    withdraw(version=item.versions.get(), ground=Ground.SECRET, why="Chưa được công khai.", by=cast.chair, now=NOW)
    assert duty_of(item).state == DutyState.WITHDRAWN
    assert run(cast, TODAY)["held"] == 0
    assert duty_of(item).state == DutyState.WITHDRAWN
    item.refresh_from_db()
    version = draft(item=item, summary="Nay đã được công khai.", by=cast.economy_officer, now=NOW)
    Version.objects.filter(pk=version.pk).update(what_changed="Đã hết thời gian giữ bí mật.")
    released(cast, version, now=NOW)
    assert duty_of(item).state == DutyState.FULFILLED


def test_what_did_not_arise_says_why_and_is_owed_no_more_until_it_does(cast):
    run(cast, TODAY)
    item = Item.objects.get(key="public-land-lease:2026")
    with pytest.raises(Refused):
        say_none(item=item, why=" ", by=cast.economy_head, now=NOW)
    say_none(item=item, why="Xã không có đất công ích cho thuê.", by=cast.economy_head, now=NOW)
    assert duty_of(item).state == DutyState.WITHDRAWN
    item.refresh_from_db()
    assert (item.state, queries.standing_of([item], TODAY)) == (ItemState.NONE, {item.pk: Standing.NONE})
    assert run(cast, TODAY)["opened"] == 0
    say_owed(item=item, by=cast.economy_head, now=NOW)
    assert duty_of(item).state == DutyState.OPEN
