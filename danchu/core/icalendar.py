"""A calendar that other programs subscribe to, in the form of RFC 5545. Free of Django."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

_FOLD = 75  # octets of a line, its break not counted (RFC 5545 §3.1)


@dataclass(frozen=True)
class AllDay:
    """One event that takes a whole day. `uid` stays the same when the event is sent again."""

    uid: str
    on: datetime.date
    title: str
    text: str
    changed_at: datetime.datetime


@dataclass(frozen=True)
class Timed:
    """One event that begins at a moment, somewhere; how long it takes nobody knows. `uid` as of `AllDay`."""

    uid: str
    begins_at: datetime.datetime
    place: str
    title: str
    text: str
    changed_at: datetime.datetime


def icalendar(name: str, events: Iterable[AllDay | Timed]) -> bytes:
    """The calendar `name` with its events, as UTF-8 with CRLF line ends."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//danchu//duties//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{_moment(event.changed_at)}",
            *(_whole_day(event) if isinstance(event, AllDay) else _at_its_hour(event)),
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.text)}",
            "TRANSP:TRANSPARENT" if isinstance(event, AllDay) else "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _whole_day(event: AllDay) -> list[str]:
    after = event.on + datetime.timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _at_its_hour(event: Timed) -> list[str]:
    return [f"DTSTART:{_moment(event.begins_at)}", f"LOCATION:{_escaped(event.place)}"]


def _moment(moment: datetime.datetime) -> str:
    """A moment in UTC (RFC 5545 §3.3.5)."""
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A text value (RFC 5545 §3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never in the middle of a letter; each further piece after a blank."""
    pieces, piece, room = [], b"", _FOLD
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _FOLD - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
