"""What kinds of unit there are, which roles a post may have, and what each role may do: tables, no Django."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is. A village is a unit too, so that a permission's scope is always a set of units."""

    COMMITTEE = "committee"  # Ủy ban nhân dân xã, the root of the commune's own offices
    COUNCIL = "council"
    PARTY = "party"
    FRONT = "front"
    ORGANISATION = "organisation"
    OFFICE = "office"
    CENTRE = "centre"
    SCHOOL = "school"
    HEALTH = "health"
    VILLAGE = "village"
    INSPECTION_BOARD = "inspection_board"
    SUPERIOR = "superior"


# Bodies that are asked, not ordered: never reminded, never late (design.md, "Orders and requests differ").
ASKED_NOT_ORDERED = frozenset({UnitKind.COUNCIL, UnitKind.PARTY, UnitKind.FRONT, UnitKind.ORGANISATION,
                               UnitKind.INSPECTION_BOARD, UnitKind.SUPERIOR})  # fmt: skip


class Change(StrEnum):
    """How units are rearranged on a day, by a decision."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"  # under another unit; it stays the same unit


class ImportKind(StrEnum):
    """What a list brought in."""

    PEOPLE = "people"
    UNITS = "units"
    HOUSEHOLDS = "households"
    BOARDS = "boards"


class Role(StrEnum):
    """What a person is in a unit."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    OFFICER = "officer"
    RECORDS_CLERK = "records_clerk"
    VILLAGE_HEAD = "village_head"
    ADMINISTRATOR = "administrator"
    PROVINCE_READER = "province_reader"
    # Keeps a village's confidential log (docs/decisions/0111) and may do nothing else. Posts are named in the order of
    # these words: a village head who mediates too signs as village head.
    MEDIATOR = "village_mediator"


class Permission(StrEnum):
    """What a post may do, in a set of units."""

    ADMINISTER = "administer"  # units, people, settings of the commune
    SEE_ALL = "see_all"  # every unit's work in the commune
    WORK = "work"  # the unit's own tasks, drafts, reports
    SUBMIT = "submit"  # speaks for the unit: submits its report, reports a task done
    ACCEPT = "accept"  # accepts or returns what units report as done
    MANAGE_PLANS = "manage_plans"
    COORDINATE = "coordinate"  # gathers the units' reports (Phòng Văn hóa - Xã hội under the plan)
    APPROVE = "approve"  # signs for the commune
    RECORDS = "records"  # numbers, attaches the signed copy, issues (văn thư)
    RECEIVE = "receive"  # sits at the desk: receives people, reads what they bring first, sorts it


class Scope(StrEnum):
    """Which units a role's permission reaches."""

    OWN = "own"
    COMMUNE = "commune"


_OWN_WORK = {Permission.WORK: Scope.OWN}
_HEAD = {**_OWN_WORK, Permission.SUBMIT: Scope.OWN}
_CHAIR = dict.fromkeys(
    (Permission.SEE_ALL, Permission.ACCEPT, Permission.APPROVE, Permission.MANAGE_PLANS), Scope.COMMUNE
)

# role -> permission -> scope. What a single person has beyond the role is a Grant (models.py).
ROLE_PERMISSIONS: dict[Role, dict[Permission, Scope]] = {
    Role.CHAIR: {**_CHAIR, **_HEAD},
    Role.DEPUTY_CHAIR: {**_CHAIR, **_HEAD},
    Role.HEAD: _HEAD,
    Role.DEPUTY_HEAD: _HEAD,
    Role.OFFICER: _OWN_WORK,
    Role.RECORDS_CLERK: {**_OWN_WORK, Permission.RECORDS: Scope.COMMUNE, Permission.RECEIVE: Scope.COMMUNE},
    Role.VILLAGE_HEAD: _HEAD,
    Role.ADMINISTRATOR: {Permission.ADMINISTER: Scope.COMMUNE},
    Role.PROVINCE_READER: {},
    Role.MEDIATOR: {},  # no permission: what may be granted over a commune could not be kept within a village
}

# permission -> whether it passes to the colleague who stands in for somebody who is away (docs/decisions/0110).
PASSES_ON: dict[Permission, bool] = {
    Permission.ADMINISTER: False,  # whoever administers gives the permission to another for good
    Permission.SEE_ALL: False,  # who leads oversees; it is no work that lies waiting
    Permission.WORK: True,
    Permission.SUBMIT: True,
    Permission.ACCEPT: True,
    Permission.MANAGE_PLANS: True,
    Permission.COORDINATE: True,
    Permission.APPROVE: False,  # signing is the office's: a deputy chair holds it in their own right
    Permission.RECORDS: True,
    Permission.RECEIVE: True,  # never to who signs: policies.check_stand_in
}


class Sex(StrEnum):
    """Counted in sums only, never shown of a person."""

    FEMALE = "female"
    MALE = "male"


class Reach(StrEnum):
    """How a household is best told of a meeting."""

    DOOR = "door"
    PHONE = "phone"
    MESSAGE = "message"
