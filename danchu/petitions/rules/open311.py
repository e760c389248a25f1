"""Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2): states mapped, what is asked for read, answers as XML. Pure."""

import datetime
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from danchu.core.text import printable
from danchu.petitions.states import CaseState

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
FORMATS = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
SPAN = datetime.timedelta(days=90)  # as the specification has it
MOST = 1000
LONGEST = 4000  # letters of a description, as the specification has it
OPEN, CLOSED = "open", "closed"
# An answer is not the end: until the person has spoken, or the time for it is over, it is open.
STATUS: dict[CaseState, str] = {
    CaseState.RECEIVED: OPEN, CaseState.ACCEPTED: OPEN, CaseState.HANDLING: OPEN, CaseState.ANSWERED: OPEN,
    CaseState.CLOSED: CLOSED, CaseState.TRANSFERRED: CLOSED, CaseState.GUIDED: CLOSED, CaseState.REFUSED: CLOSED,
    CaseState.WITHDRAWN: CLOSED,
}  # fmt: skip
_ONE = {
    "services": "service", "attributes": "attribute", "values": "value", "service_requests": "request",
    "errors": "error", "endpoints": "endpoint", "formats": "format",
}  # fmt: skip


class BadTime(ValueError):
    """A moment that is no W3C moment with its zone, or a span longer than ninety days."""


def moment(text: str) -> datetime.datetime | None:
    """A moment as the specification writes it ("2010-01-01T00:00:00Z"); None for nothing. Raises BadTime."""
    if not text:
        return None
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise BadTime(text) from None
    if found.tzinfo is None or not 1900 < found.year < 9000:
        raise BadTime(text)
    return found


def span(start: str, end: str, now: datetime.datetime) -> tuple[datetime.datetime, datetime.datetime]:
    """From when to when is asked: the last ninety days where nothing is said. Raises BadTime."""
    first, last = moment(start), moment(end)
    if last is None:
        last = now if first is None else min(first + SPAN, max(now, first))
    if first is None:
        first = last - SPAN
    if last - first > SPAN:
        raise BadTime(f"{start}/{end}")
    return first, last


def several(text: str) -> list[str]:
    """The values of an argument that may hold several, parted by commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


@dataclass(frozen=True)
class Place:
    """Where it is, as it was sent: words, or numbers of a map as words. `is_given`: the specification demands one."""

    words: str
    is_given: bool


def place(address_string: str, address_id: str, lat: str, long: str) -> Place:
    """The location parameter: a description, an id, or both numbers of a point (WGS 84); any one is enough."""
    words = " · ".join(part.strip() for part in (address_string, address_id) if part.strip())
    point = ""
    try:
        north, east = float(lat), float(long)
    except ValueError:
        pass
    else:
        if abs(north) <= 90 and abs(east) <= 180:
            point = f"{north:.5f}, {east:.5f}"
    return Place(words or point, bool(words or point))


def cleaned(value):
    """The same without signs that no XML can hold, so that both formats say the same."""
    if isinstance(value, dict):
        return {key: cleaned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    return printable(value) if isinstance(value, str) else value


def as_xml(root: str, value) -> bytes:
    """The answer (`cleaned`) as XML without namespace, every list's members under the name of one of them."""
    top = ET.Element(root)
    _fill(top, root, value)
    return ET.tostring(top, encoding="utf-8", xml_declaration=True)


def _fill(element: ET.Element, name: str, value) -> None:
    if isinstance(value, dict):
        for key, each in value.items():
            _fill(ET.SubElement(element, key), key, each)
    elif isinstance(value, list):
        for each in value:
            _fill(ET.SubElement(element, _ONE[name]), _ONE[name], each)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None and value != "":
        element.text = str(value)
