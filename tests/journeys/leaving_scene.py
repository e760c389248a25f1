"""Behind the addresses of leaving: an officer who will be away for a day, and one who hands over for good."""

import datetime

from danchu.core import clock
from danchu.organisation.models import Person, StandIn
from danchu.workspace.models import HandOver, HandOverItem


def away_soon(officer: Person) -> StandIn:
    """An officer who will be away, and the head of the office in their stead."""
    head = Person.objects.get(account__username="kinh-te")
    first = clock.today() + datetime.timedelta(days=3)
    return StandIn.objects.create(
        commune=officer.commune, absent=officer, colleague=head, starts_on=first, ends_on=first, made_at=clock.now(),
        made_by=officer,
    )  # fmt: skip


def handed_over(officer: Person) -> HandOver:
    """The economy office's officer leaves some day, with one thing on the list."""
    post = officer.posts.get()
    hand_over = HandOver.objects.create(
        commune=officer.commune, post=post, person=officer, on=clock.today(), made_at=clock.now(),
        made_by=Person.objects.get(account__username="quan-tri"),
    )  # fmt: skip
    HandOverItem.objects.create(hand_over=hand_over, order=1, reference="plans.task:0", title="Việc mẫu")
    return hand_over
