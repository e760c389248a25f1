"""The trail: one row per act, in the act's own transaction; nothing refused, doubled or changed."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from danchu.audit import queries, triggers
from danchu.audit.models import Act
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.organisation import services
from danchu.organisation.models import Person
from danchu.organisation.states import Role, UnitKind

pytestmark = pytest.mark.django_db


def test_an_act_says_who_in_which_post_what_on_what_and_when(cast):
    unit = services.create_unit(commune=cast.commune, kind=UnitKind.OFFICE, name="Phòng Mới", by=cast.admin)
    row = Act.objects.get()
    assert (row.commune, row.person, row.name) == (cast.commune.pk, cast.admin.pk, "Anh Quản Trị")
    assert (row.kind, row.subject) == ("organisation.create_unit", f"organisation.unit:{unit.pk}")
    assert row.post.startswith("Quản trị hệ thống, Ủy ban nhân dân")
    assert row.unit == cast.committee.pk
    assert abs(row.at - clock.now()) < datetime.timedelta(minutes=1)


def test_an_act_within_an_act_is_one_act(cast):
    services.appoint(
        commune=cast.commune, full_name="Người Mới", unit=cast.culture, role=Role.OFFICER, title="Chuyên viên",
        starts_on=clock.today(), username="nguoi-moi", by=cast.admin,
    )  # fmt: skip
    row = Act.objects.get()
    assert row.kind == "organisation.appoint"
    assert row.subject == f"organisation.person:{Person.objects.get(full_name='Người Mới').pk}"


def test_what_was_refused_leaves_no_trace(cast):
    with pytest.raises(Refused):
        services.lock_account(person=cast.admin, on=clock.today(), by=cast.admin)  # the last administrator
    assert not Act.objects.exists()


def test_what_the_system_does_by_itself_leaves_no_trace(cast):
    services.create_unit(commune=cast.commune, kind=UnitKind.OFFICE, name="Phòng Mới", by=None)
    assert not Act.objects.exists()


def test_what_was_removed_is_still_named_by_its_number(cast):
    unit = services.create_unit(commune=cast.commune, kind=UnitKind.OFFICE, name="Nhập nhầm", by=cast.admin)
    number = unit.pk
    services.remove_unit(unit=unit, by=cast.admin)
    assert Act.objects.get(kind="organisation.remove_unit").subject == f"organisation.unit:{number}"


@pytest.mark.parametrize("change", [lambda: Act.objects.update(name="x"), lambda: Act.objects.all().delete()])
def test_the_database_refuses_to_change_or_remove_an_act(cast, change):
    services.change_contact(commune=cast.commune, phone="0213", by=cast.admin)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        change()
    assert Act.objects.get().name == "Anh Quản Trị"
    assert triggers.missing(connection) == set()


def test_it_is_searched_without_marks_by_name_post_and_kind(cast):
    services.change_contact(commune=cast.commune, phone="0213", by=cast.admin)
    services.lock_account(person=cast.clerk, on=clock.today(), by=cast.chair)
    rows = queries.acts(cast.commune.pk)
    found = lambda text: {row.kind for row in queries.narrowed(rows, text=text)}  # noqa: E731
    assert found("quan tri") == found("lien he") == {"organisation.change_contact"}
    assert found("khoa TAI KHOAN") == found("chu tich") == {"organisation.lock_account"}
    assert found("khong co") == set()


@pytest.mark.parametrize(("first", "last", "count"), [(0, 0, 1), (-1, 1, 1), (1, 2, 0), (-2, -1, 0)])
def test_a_range_of_days_has_both_ends(cast, first, last, count):
    services.change_contact(commune=cast.commune, phone="0213", by=cast.admin)
    day = lambda days: clock.today() + datetime.timedelta(days=days)  # noqa: E731
    rows = queries.narrowed(queries.acts(cast.commune.pk), first=day(first), last=day(last))
    assert rows.count() == count


def test_another_communes_acts_are_not_there(cast, others):
    services.change_contact(commune=cast.commune, phone="0213", by=cast.admin)
    assert not queries.acts(others.commune.pk).exists()
