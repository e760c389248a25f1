"""What people typed stands in the register by salted digests alone, and can be erased (decision 0076)."""

import datetime
import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from danchu.core.errors import Refused
from danchu.disclosure import queries, triggers
from danchu.disclosure.models import Version
from danchu.disclosure.services import attach, correct, publish, say_none, withdraw, write
from danchu.disclosure.states import ERASING, Ground
from danchu.disclosure.tests.situations import drafted, owed_item, public_item, released, upload, with_paper
from danchu.register.models import Line
from danchu.register.rules import Kept, erasable_state

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
MARK = "Lò Văn Bí Mật"


def _state(line, name):
    salt, data = queries.kept(line.subject, name)
    return erasable_state(_erasable(line)[name], salt=salt, data=data)


def _erasable(line) -> dict:
    return json.loads(line.body).get("erasable", {})


@pytest.fixture
def corrected(cast):
    """A public item and its correction, whose every typed word holds a name."""
    item = public_item(cast, now=NOW, summary=f"Hỗ trợ {MARK}.")
    second = correct(item=item, what_changed=f"Bỏ tên {MARK}.", by=cast.economy_officer, now=NOW)
    with_paper(cast, second, f"Danh sách: {MARK}", now=NOW, title=f"Đơn của {MARK}")
    return released(cast, second, now=NOW)


def _take_down(cast, version, ground):
    return withdraw(version=version, ground=ground, why=f"Có tên {MARK}.", by=cast.chair, now=NOW)


@pytest.mark.parametrize("ground", list(Ground))
def test_no_line_holds_what_people_typed(cast, corrected, ground):
    _take_down(cast, corrected, ground)
    bodies = [line.body for line in Line.objects.order_by("sequence")]
    assert len(bodies) == 3
    assert not any(MARK in body or "Bí Mật" in body for body in bodies)
    salts = [salt for row in Version.objects.values_list("salt", "why_salt") for salt in row if salt]
    assert not any(salt in "".join(bodies) for salt in salts)


def test_each_line_vouches_for_the_words_it_was_published_with(cast, corrected):
    first, second = Line.objects.order_by("sequence")
    assert (_state(first, "lời, bản 1"), _state(second, "lời, bản 2")) == (Kept.WHOLE, Kept.WHOLE)
    triggers.drop(connection)
    corrected.papers.update(text="khác")
    assert (_state(first, "lời, bản 1"), _state(second, "lời, bản 2")) == (Kept.WHOLE, Kept.CHANGED)


@pytest.mark.parametrize("ground", list(Ground))
def test_taken_down_as_secret_or_personal_the_register_forgets_the_words(cast, corrected, ground):
    _take_down(cast, corrected, ground)
    first, second, third = Line.objects.order_by("sequence")
    erased = ground in ERASING
    expected = Kept.ERASED if erased else Kept.WHOLE
    assert (_state(first, "lời, bản 1"), _state(second, "lời, bản 2")) == (expected, expected)
    assert bool(_erasable(third)) is not erased
    if not erased:
        assert _state(third, "lý do gỡ, bản 2") == Kept.WHOLE
    corrected.refresh_from_db()
    assert MARK in corrected.summary  # sealed, for whoever may see it


def test_a_salt_that_somebody_took_away_is_lost_not_erased(cast, corrected):
    Version.objects.filter(pk=corrected.pk).update(salt="")
    assert _state(Line.objects.get(sequence=2), "lời, bản 2") == Kept.MISSING


def test_the_database_lets_a_salt_be_erased_and_nothing_else(cast, corrected):
    withdrawn = _take_down(cast, corrected, Ground.MISTAKE)
    rows = Version.objects.filter(pk=withdrawn.pk)
    for change in ({"salt": "0" * 64}, {"why_salt": "0" * 64}, {"ground_why": "khác"}, {"ground": "over"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    rows.update(salt="")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(salt="0" * 64)


TELLING = "gọi 0912345678"


def test_a_number_of_a_person_is_refused_wherever_people_type_what_all_will_read(cast):
    version, by = drafted(cast, now=NOW), cast.economy_officer
    doors = (
        lambda: write(version=version, summary=TELLING, by=by, now=NOW),
        lambda: write(version=version, summary="Xã thu.", what_changed=TELLING, by=by, now=NOW),
        lambda: attach(version=version, title=TELLING, upload=upload("a"), by=by, now=NOW),
        lambda: say_none(item=version.item, why=TELLING, by=by, now=NOW),
    )
    for door in doors:
        with pytest.raises(Refused, match="Số điện thoại"):
            door()
    Version.objects.filter(pk=version.pk).update(summary=TELLING, state="waiting")
    with pytest.raises(Refused, match="Số điện thoại"):
        publish(version=version, by=cast.chair, now=NOW)
    assert not Line.objects.exists()


def test_a_title_with_an_identity_number_does_not_enter_the_register(cast):
    version = drafted(cast, now=NOW, title="Hỗ trợ người có CCCD 012345678901")
    with pytest.raises(Refused, match="Số định danh"):
        released(cast, version, now=NOW)
    assert not Line.objects.exists()


def test_an_offices_own_number_may_stand_in_the_words(cast):
    words = "Đường dây nóng của UBND xã: 0912 345 678"
    assert public_item(cast, now=NOW, summary=words).state == "public"


def test_reasons_are_looked_at_too(cast):
    item = public_item(cast, now=NOW)
    with pytest.raises(Refused, match="Số điện thoại"):
        correct(item=item, what_changed=TELLING, by=cast.economy_officer, now=NOW)
    with pytest.raises(Refused, match="Số điện thoại"):
        withdraw(version=item.versions.get(), ground=Ground.MISTAKE, why=TELLING, by=cast.chair, now=NOW)
    with pytest.raises(Refused, match="Số điện thoại"):
        say_none(item=owed_item(cast, title="Việc khác", now=NOW), why=TELLING, by=cast.chair, now=NOW)
