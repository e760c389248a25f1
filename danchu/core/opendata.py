"""What every file and feed for programs shares: cells no spreadsheet runs, samples marked and kept out of searches."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.text import printable

_MORNING = datetime.time(7)
TEXT, NUMBER, DAY, YES_NO, LIST = "text", "number", "day", "yes_no", "list"
TYPES = {
    TEXT: gettext_lazy("chữ"),
    NUMBER: gettext_lazy("số nguyên; trống là không có"),
    DAY: gettext_lazy("ngày, dạng 2026-02-24"),
    YES_NO: gettext_lazy("true, false; trống là không có"),
    LIST: gettext_lazy("danh sách; trong CSV là các địa chỉ, cách nhau bằng dấu cách"),
}


@dataclass(frozen=True)
class Field:
    """One field of a table of open data: its name in the data, its type, what it means, how it is read off a row.

    Of one tuple of fields the files, the JSON and the data dictionary are all made.
    """

    name: str
    type: str
    meaning: str
    value: Callable

    @property
    def type_words(self) -> str:
        """The type in words."""
        return str(TYPES[self.type])


def as_json(fields: Iterable[Field], row) -> dict:
    """The row as JSON-ready values: days in ISO form, null where there is nothing."""
    values = {field.name: field.value(row) for field in fields}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def as_cells(fields: Iterable[Field], row) -> list[str]:
    """The row as cells of a CSV file, in the order of the fields; none a spreadsheet takes for a formula."""
    return [_cell(value) for value in as_json(fields, row).values()]


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(each["url"] for each in value)
    return plain_cell(str(value))


def plain_cell(text: str) -> str:
    """The text as a cell that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def not_indexed(response: HttpResponse, commune) -> HttpResponse:
    """Samples are kept out of search engines in files too, where no page can say so."""
    if commune.is_sample:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def sample(commune, title: str) -> str:
    """The title, marked where the commune is a sample."""
    return _("[DỮ LIỆU MẪU] %(title)s") % {"title": title} if commune.is_sample else title


def morning(on: datetime.date) -> datetime.datetime:
    """The moment of an entry of which only the day is known."""
    return timezone.make_aware(datetime.datetime.combine(on, _MORNING))


class Feed(Atom1Feed):
    """An Atom feed (RFC 4287) whose `updated` never is the moment somebody looks: an empty one dates from
    `empty_since`, given when it is made.
    """

    def add_item(self, title, link, description, *args, **more):
        """An entry; its words without signs that XML does not hold, on which the whole feed would fail."""
        super().add_item(printable(title), link, printable(description), *args, **more)

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["empty_since"]
