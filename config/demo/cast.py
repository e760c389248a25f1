"""The cast of the sample commune: role names, never names of people; accounts after the role."""

import datetime

from django.conf import settings

from danchu.organisation import services as organisation
from danchu.organisation.policies import root_unit
from danchu.organisation.states import Permission, Role, UnitKind

FIRST_DAY = datetime.date(2026, 1, 1)

# key, kind, name, short name, sends a report, phone
UNITS = (
    ("van-phong", UnitKind.OFFICE, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP", True, "0213 000 101"),
    ("van-hoa", UnitKind.OFFICE, "Phòng Văn hóa - Xã hội", "VHXH", True, "0213 000 102"),
    ("kinh-te", UnitKind.OFFICE, "Phòng Kinh tế", "KT", True, "0213 000 103"),
    ("trung-tam", UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công", "TTPVHCC", True, "0213 000 104"),
    ("tram-y-te", UnitKind.HEALTH, "Trạm Y tế xã", "TYT", True, "0213 000 105"),
    ("truong-hoc", UnitKind.SCHOOL, "Trường Tiểu học và Trung học cơ sở Bản Mẫu", "TH-THCS", True, "0213 000 106"),
    ("dang-uy", UnitKind.PARTY, "Đảng ủy xã Bản Mẫu", "", False, "0213 000 107"),
    ("hdnd", UnitKind.COUNCIL, "Hội đồng nhân dân xã Bản Mẫu", "HĐND", False, ""),
    ("mat-tran", UnitKind.FRONT, "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bản Mẫu", "MTTQ", True, "0213 000 108"),
    ("phu-nu", UnitKind.ORGANISATION, "Hội Liên hiệp Phụ nữ xã Bản Mẫu", "HPN", False, ""),
    ("thanh-tra", UnitKind.INSPECTION_BOARD, "Ban Thanh tra nhân dân xã Bản Mẫu", "TTND", False, ""),
    ("na-mau", UnitKind.VILLAGE, "bản Nà Mẫu", "", False, ""),
    ("huoi-mau", UnitKind.VILLAGE, "bản Huổi Mẫu", "", False, ""),
    ("pa-mau", UnitKind.VILLAGE, "bản Pá Mẫu", "", False, ""),
    ("thon-cho", UnitKind.VILLAGE, "thôn Chợ Mẫu", "", False, ""),
    ("hua-mau", UnitKind.VILLAGE, "bản Hua Mẫu", "", False, ""),
)

# account, unit, role, title
PEOPLE = (
    ("chu-tich", "", Role.CHAIR, "Chủ tịch"),
    ("pho-chu-tich", "", Role.DEPUTY_CHAIR, "Phó Chủ tịch"),
    ("van-thu", "van-phong", Role.RECORDS_CLERK, "Văn thư"),
    ("quan-tri", "van-phong", Role.ADMINISTRATOR, "Quản trị hệ thống"),
    ("van-phong", "van-phong", Role.HEAD, "Chánh Văn phòng"),
    ("van-hoa", "van-hoa", Role.HEAD, "Trưởng phòng"),
    ("van-hoa-cv", "van-hoa", Role.OFFICER, "Chuyên viên"),
    ("kinh-te", "kinh-te", Role.HEAD, "Trưởng phòng"),
    ("kinh-te-cv", "kinh-te", Role.OFFICER, "Chuyên viên"),
    ("trung-tam", "trung-tam", Role.HEAD, "Giám đốc"),
    ("tram-y-te", "tram-y-te", Role.HEAD, "Trạm trưởng"),
    ("truong-hoc", "truong-hoc", Role.HEAD, "Hiệu trưởng"),
    ("mat-tran", "mat-tran", Role.HEAD, "Chủ tịch Ủy ban Mặt trận Tổ quốc"),
    ("phu-nu", "phu-nu", Role.HEAD, "Chủ tịch Hội"),
    ("thanh-tra", "thanh-tra", Role.HEAD, "Trưởng ban"),
    ("truong-ban", "na-mau", Role.VILLAGE_HEAD, "Trưởng bản"),
    ("hoa-giai-vien", "na-mau", Role.MEDIATOR, "Hòa giải viên"),
    ("hoa-giai-cho", "thon-cho", Role.MEDIATOR, "Hòa giải viên"),
)


def assemble(commune):
    """Units and people of the sample commune; gives (units by key, people by account)."""
    root = root_unit(commune)
    units = {"": root}
    own = (UnitKind.OFFICE, UnitKind.CENTRE, UnitKind.HEALTH, UnitKind.SCHOOL, UnitKind.VILLAGE)
    for order, (key, kind, name, short, reports, phone) in enumerate(UNITS, start=1):
        units[key] = organisation.create_unit(
            commune=commune, kind=kind, name=name, short_name=short, reports=reports, phone=phone, order=order, by=None,
            parent=root if kind in own else None,
        )  # fmt: skip
    people = {}
    for number, (account, unit, role, title) in enumerate(PEOPLE, start=1):
        name = f"{title}, {units[unit].short_name or units[unit].name} (mẫu)"
        made = organisation.create_person_with_account(
            commune=commune, full_name=name, username=account, password=settings.DEMO_PASSWORD,
            phone=f"0900 000 {number:03d}", email=f"{account}@ban-mau.example", by=None,
        )  # fmt: skip
        people[account] = made.person
        post = organisation.give_post(
            person=made.person, unit=units[unit], role=role, title=title, starts_on=FIRST_DAY, by=None
        )
        if account == "van-hoa":  # gathers the reports under the plan, part III.2
            for permission in (Permission.COORDINATE, Permission.MANAGE_PLANS, Permission.ACCEPT):
                organisation.grant(post=post, permission=permission, unit=root, by=None)
    organisation.give_post(
        person=people["truong-ban"], unit=units["na-mau"], role=Role.MEDIATOR, title="Tổ trưởng tổ hòa giải",
        starts_on=FIRST_DAY, by=None,
    )  # fmt: skip
    return units, people
