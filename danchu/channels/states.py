"""Where word is put up or read out, and how the proof of it stands: tables, no Django."""

from enum import StrEnum


class Place(StrEnum):
    """What kind of place a noticeboard hangs in (Law 10/2022, Art. 13.2)."""

    HEADQUARTERS = "headquarters"  # trụ sở HĐND, UBND xã
    CULTURE_HOUSE = "culture_house"  # nhà văn hóa
    MEETING_POINT = "meeting_point"  # điểm sinh hoạt cộng đồng


VILLAGE_PLACES = (Place.CULTURE_HOUSE, Place.MEETING_POINT)  # where a village has to have a board (Art. 13.2)


class Form(StrEnum):
    """The ten forms of disclosure, by the letter of their point (Law 10/2022, Art. 12.1)."""

    POSTING = "a"  # niêm yết
    WEBSITE = "b"  # cổng, trang thông tin điện tử
    LOUDSPEAKER = "c"  # hệ thống truyền thanh
    VILLAGE_HEAD = "d"  # qua Trưởng thôn, Tổ trưởng tổ dân phố
    LETTER = "đ"  # gửi văn bản đến công dân
    DIALOGUE = "e"  # hội nghị trao đổi, đối thoại
    SPOKEN = "g"  # tiếp công dân, tiếp xúc cử tri, báo chí, người phát ngôn
    ORGANISATIONS = "h"  # thông báo đến các tổ chức, đoàn thể
    NETWORK = "i"  # mạng viễn thông, mạng xã hội
    OTHER = "k"


# Forms whose being done a person writes down, with the day and a paper or photo; the others have their own proof.
LOGGED = frozenset({Form.LETTER, Form.DIALOGUE, Form.SPOKEN, Form.ORGANISATIONS, Form.NETWORK, Form.OTHER})


class AnnouncementState(StrEnum):
    """Whether word is still to be spread."""

    CURRENT = "current"
    REPLACED = "replaced"  # a corrected one took its place and is spread anew
    WITHDRAWN = "withdrawn"


class OrderState(StrEnum):
    """A posting order for one board."""

    ORDERED = "ordered"  # to be put up
    UP = "up"
    DOWN = "down"  # taken down, in time or early
    CANCELLED = "cancelled"


ORDER_NEXT: dict[OrderState, frozenset[OrderState]] = {
    OrderState.ORDERED: frozenset({OrderState.UP, OrderState.CANCELLED}),
    OrderState.UP: frozenset({OrderState.DOWN, OrderState.ORDERED}),  # ordered again when its only proof is struck out
    OrderState.DOWN: frozenset({OrderState.UP}),  # put up again
    OrderState.CANCELLED: frozenset({OrderState.ORDERED}),  # a person took the cancellation back
}


class ProofOf(StrEnum):
    """What a proof at a board shows."""

    UP = "up"
    STILL_UP = "still_up"
    DOWN = "down"


class ProofForm(StrEnum):
    """How it is shown."""

    PHOTO = "photo"
    LOG = "log"  # the paper log, entered by the clerk


class Voice(StrEnum):
    """Who speaks in a script's sound."""

    PERSON = "person"  # a recording by a named human voice
    MACHINE = "machine"  # espeak-ng, as preview and fallback
    LIVE = "live"  # read out by the announcer


class ScriptState(StrEnum):
    """A loudspeaker script on its way."""

    DRAFT = "draft"
    APPROVED = "approved"


class Way(StrEnum):
    """How a village head told people (Law 10/2022, Art. 13.4)."""

    MEETING = "meeting"  # cuộc họp của cộng đồng dân cư
    ORGANISATION = "organisation"  # cuộc họp, sinh hoạt của đoàn thể ở thôn
    DOORS = "doors"  # thông báo trực tiếp đến từng hộ
    LETTER = "letter"  # gửi văn bản thông báo đến từng hộ
    MESSAGE = "message"  # tin nhắn đến đại diện hộ
    NETWORK = "network"  # mạng xã hội đã được cộng đồng thống nhất


class Dialect(StrEnum):
    """The three ways of speaking Vietnamese that the machine voice knows."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"
