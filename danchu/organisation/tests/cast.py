"""The named cast of the tests: two communes, their offices, and people who may and may not.

`bản mẫu` is where things happen; `bản khác` is the other commune, whose people must see nothing (404).
"""

import datetime
from dataclasses import dataclass

from danchu.organisation.models import Account, Commune, Grant, Person, Post, Province, Unit
from danchu.organisation.states import Permission, Role, UnitKind

PASSWORD = "mot-mat-khau-dai"
BEGINS = datetime.date(2026, 1, 1)


@dataclass
class Cast:
    """The people by their role; each has an account named after the field (`chair`, `culture_head`, …)."""

    commune: Commune
    committee: Unit
    culture: Unit
    economy: Unit
    centre: Unit
    front: Unit
    village: Unit
    people: dict[str, Person]

    def __getattr__(self, name):
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


def make_commune(slug: str, name: str, code: str, *, prefix: str = "", is_sample: bool = False) -> Cast:
    """A commune with five units and its people; `prefix` goes before the account names."""
    province, _made = Province.objects.get_or_create(code="99", defaults={"name": "tỉnh Mẫu"})
    commune = Commune.objects.create(
        province=province, code=code, name=name, slug=slug, begins_on=BEGINS, is_sample=is_sample
    )

    def unit(kind, unit_name, short="", parent=None, reports=False, order=0):
        return Unit.objects.create(
            commune=commune, kind=kind, name=unit_name, short_name=short, parent=parent, reports=reports, order=order
        )

    committee = unit(UnitKind.COMMITTEE, f"Ủy ban nhân dân {name}", "UBND")
    culture = unit(UnitKind.OFFICE, "Phòng Văn hóa - Xã hội", "VHXH", committee, True, 1)
    economy = unit(UnitKind.OFFICE, "Phòng Kinh tế", "KT", committee, True, 2)
    centre = unit(UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công", "TTPVHCC", committee, True, 3)
    front = unit(UnitKind.FRONT, f"Ủy ban Mặt trận Tổ quốc Việt Nam {name}", "MTTQ", None, False, 4)
    village = unit(UnitKind.VILLAGE, "bản Nà Mẫu", "", committee, False, 10)
    people: dict[str, Person] = {}

    def person(key, full_name, where, role, title, **post):
        account = Account.objects.create_user(prefix + key, PASSWORD)
        people[key] = Person.objects.create(
            commune=commune, account=account, full_name=full_name, email=f"{prefix}{key}@xa.example", phone="000"
        )
        return Post.objects.create(person=people[key], unit=where, role=role, title=title, starts_on=BEGINS, **post)

    person("chair", "Bà Chủ Tịch", committee, Role.CHAIR, "Chủ tịch")
    person("deputy", "Ông Phó Chủ Tịch", committee, Role.DEPUTY_CHAIR, "Phó Chủ tịch")
    person("clerk", "Chị Văn Thư", committee, Role.RECORDS_CLERK, "Văn thư")
    person("admin", "Anh Quản Trị", committee, Role.ADMINISTRATOR, "Quản trị hệ thống")
    head = person("culture_head", "Ông Trưởng Phòng Văn Hóa", culture, Role.HEAD, "Trưởng phòng")
    for permission in (Permission.COORDINATE, Permission.MANAGE_PLANS, Permission.ACCEPT):
        Grant.objects.create(post=head, permission=permission, unit=committee)
    person("culture_officer", "Cô Chuyên Viên", culture, Role.OFFICER, "Chuyên viên")
    person("economy_head", "Ông Trưởng Phòng Kinh Tế", economy, Role.HEAD, "Trưởng phòng")
    person("economy_officer", "Anh Kinh Tế", economy, Role.OFFICER, "Chuyên viên")
    person("centre_head", "Bà Giám Đốc Trung Tâm", centre, Role.HEAD, "Giám đốc")
    person("front_head", "Ông Mặt Trận", front, Role.HEAD, "Chủ tịch Ủy ban MTTQ")
    person("village_head", "Bác Trưởng Bản", village, Role.VILLAGE_HEAD, "Trưởng bản")
    return Cast(commune, committee, culture, economy, centre, front, village, people)
