"""How something came in and whether it was read back: tables, no Django."""

from enum import StrEnum


class Way(StrEnum):
    """By which way it came."""

    ONLINE = "online"  # written by the person, without an account
    DESK = "desk"
    VILLAGE_HEAD = "village_head"
    POST = "post"
    PHONE = "phone"
    BOX = "box"  # found in the suggestion box
    FRONT = "front"  # the Front or one of its organisations passed it on
    BOARD = "board"  # an inspection or supervision board of the people passed it on
    PORTAL = "portal"  # listed by the national portal


# Somebody wrote down for the person what they said; the other ways bring words that stand written already.
ASSISTED = frozenset({Way.DESK, Way.VILLAGE_HEAD, Way.PHONE})


class ReadBack(StrEnum):
    """Whether what was written down was read back to the person."""

    AGREED = "agreed"
    DECLINED = "declined"  # the person did not want to hear it
