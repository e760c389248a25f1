"""Pages of a list that grows for ever: only so many rows are counted and reached by their number.

Counting all that matches, and leaping to the last page of it, costs as much as reading it. Nobody pages through a
thousand rows: whoever looks for more says what for.
"""

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

MOST = 1000


class Reaching(Paginator):
    """Pages of the first `MOST` rows. `whole`: how the rows of a page are fetched, by key, once the page is known."""

    def __init__(self, rows, per_page: int, *, whole):
        super().__init__(rows, per_page)
        self.whole = whole

    @cached_property
    def _keys(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def count(self) -> int:
        """How many rows can be reached."""
        return min(len(self._keys), MOST)

    @property
    def has_more(self) -> bool:
        """Whether there are more than can be reached."""
        return len(self._keys) > MOST

    def page(self, number) -> Page:
        """The page, its rows in their order (2 queries)."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys[first : min(first + self.per_page, MOST)]
        known = {row.pk: row for row in self.whole.filter(pk__in=keys)}
        return self._get_page([known[key] for key in keys], number, self)
