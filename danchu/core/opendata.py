"""What every file and feed for programs shares: cells no spreadsheet runs, samples marked and kept out of searches."""

import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

_MORNING = datetime.time(7)


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

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["empty_since"]
