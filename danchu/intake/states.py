"""How something came in and whether it was read back: tables, no Django."""

from enum import StrEnum


class Way(StrEnum):
    """By which way it came."""

    ONLINE = "online"  # written by the person, without an account
    DESK = "desk"
    VILLAGE_HEAD = "village_head"
    POST = "post"


ASSISTED = frozenset({Way.DESK, Way.VILLAGE_HEAD})  # somebody wrote it down for the person


class ReadBack(StrEnum):
    """Whether what was written down was read back to the person."""

    AGREED = "agreed"
    DECLINED = "declined"  # the person did not want to hear it
