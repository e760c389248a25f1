"""A commune's own days and promises: open last days follow, met ones stay."""

import pytest

from danchu.duties.models import Duty
from danchu.duties.services.days import change_days
from danchu.duties.states import OwnDayKind
from danchu.petitions.services.cases.keeping import reckon_cases_anew
from danchu.petitions.services.reception import reckon_visits_anew
from danchu.petitions.states import Reply
from danchu.petitions.tests.reception_situations import heard
from danchu.petitions.tests.situations import accepted, again, answered, at, brought, day

pytestmark = pytest.mark.django_db


def test_last_days_that_nobody_has_met_follow_and_those_met_stay(cast):
    unsorted, met = brought(cast, key="khác"), answered(cast)
    case = accepted(cast, brought(cast, key="thứ ba"))
    visit, told = heard(cast), heard(cast, key="ngay", reply=Reply.AT_ONCE, reply_words="Đã nói rõ.")

    def anew() -> tuple[int, int]:
        cast.commune.refresh_from_db()
        now = at("2026-07-03")
        return reckon_cases_anew(commune=cast.commune, now=now), reckon_visits_anew(commune=cast.commune, now=now)

    assert anew() == (0, 0)
    change_days(
        commune=cast.commune, days=[day("2026-04-16"), day("2026-07-08")], kind=OwnDayKind.OFF, name="Ngày hội",
        evidence="confirmed", source="QĐ 1", reason="Thử", by=cast.admin, now=at("2026-07-03"),
    )  # fmt: skip
    assert anew() == (2, 1)
    case, unsorted, met = again(case), again(unsorted), again(met)
    assert (case.due_on, unsorted.notice_due_on) == (day("2026-05-08"), day("2026-04-29"))
    assert (met.due_on, case.notice_due_on) == (day("2026-05-07"), day("2026-04-28"))
    assert "Ngày hội" in case.explanation["explanation"]
    visit.refresh_from_db()
    told.refresh_from_db()
    assert (visit.reply_by, told.reply_by) == (day("2026-07-17"), None)
    assert [Duty.objects.get(subject=one.subject).due_on for one in (case, visit)] == [case.due_on, visit.reply_by]
    assert anew() == (0, 0)
