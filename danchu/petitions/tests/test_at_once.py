"""Two people at the desk at the same moment: one result, and the other is told."""

import threading

import pytest
from django.db import connection

from danchu.core.errors import Stale
from danchu.petitions.models import Case, CaseEvent
from danchu.petitions.services import cases as services
from danchu.petitions.services import papers
from danchu.petitions.states import EventKind, Kind, PaperKind, Topic
from danchu.petitions.tests.situations import accepted, at, brought, day

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works) -> list[str]:
    """Each work in a thread of its own, begun together; "done" or "told", sorted."""
    outcomes, gate = [], threading.Barrier(len(works))

    def run(work):
        gate.wait()
        try:
            work()
            outcomes.append("done")
        except Stale:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_who_sort_the_same_matter_make_one_of_it_and_two_papers_never_one_number(cast):
    case = brought(cast)

    def sort(unit):
        services.accept(
            case=case, unit=unit, kind=Kind.FEEDBACK, topic=Topic.ROAD, summary="Cống tắc", by=cast.clerk,
            now=at("2026-04-14"),
        )  # fmt: skip

    assert at_once(lambda: sort(cast.economy), lambda: sort(cast.culture)) == ["done", "told"]
    assert CaseEvent.objects.filter(case=case, kind=EventKind.SORTED).count() == 1
    assert Case.objects.get(pk=case.pk).number == 1

    other = accepted(cast, brought(cast, key="hai"))
    made = [
        papers.make(
            case=one, kind=PaperKind.NOTICE, addressee="", title="Kết quả", text="Lời.", by=cast.clerk,
            now=at("2026-04-14"),
        )
        for one in (case, other)
    ]  # fmt: skip

    def give(paper):
        papers.give_number(paper=paper, number=None, dated_on=day("2026-04-14"), by=cast.clerk, now=at("2026-04-14"))

    assert at_once(*(lambda paper=paper: give(paper) for paper in made)) == ["done", "done"]
    for paper in made:
        paper.refresh_from_db()
    assert sorted(paper.number for paper in made) == [1, 2]
