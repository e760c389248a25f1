"""What is not public stands on no public page: a mark is planted in all of it and looked for everywhere.

Planted: an item that is owed, a version in the making, papers as they came in, what the check found, masked names,
notes of proofs, scripts not approved, names of files; households, who proposed, who called, who came, what was said,
who gave, what stands on a ballot. Looked for: every public page, feed, export, file and map, both
languages, with and without a search for it; and the log.
"""

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse

from danchu.channels.models import Airing, Announcement, Logged, Proof, Relay, Script
from danchu.core import clock
from danchu.core.text import fold
from danchu.decisions import triggers as decisions_triggers
from danchu.decisions.models import (
    Assent,
    Attendance,
    Ballot,
    BallotReading,
    Contribution,
    CountAgreed,
    Handing,
    Matter,
    MatterPaper,
    Meeting,
    Member,
    ProceduralVote,
    RollEntry,
)
from danchu.decisions.states import MatterState
from danchu.disclosure import triggers
from danchu.disclosure.models import Item, NamedRow, Paper, Version
from danchu.disclosure.services import draft, open_item, submit
from danchu.disclosure.states import ItemState, VersionState
from danchu.disclosure.tests.situations import with_paper
from danchu.documents import files
from danchu.documents.models import StoredFile
from danchu.organisation.models import Commune, Household, HouseholdChange, Person, Unit
from tests.architecture.test_fields import readable
from tests.journeys import scene

MARK = "§dấu kín§"
WORD = "khongaibiet"  # stands beside every mark, to be searched for


class _Cast:
    """Who writes: the economy office's officer."""

    def __init__(self):
        self.commune = Commune.objects.get(slug="ban-mau")
        self.economy = Unit.objects.get(commune=self.commune, short_name="KT")
        self.economy_officer = Person.objects.get(account__username="kinh-te-cv")


def _plant() -> None:
    """Puts the mark wherever something of disclosure and of the channels is not, or not yet, public."""
    triggers.drop(connection)  # what is public is fixed in the database; here it is marked all the same
    cast, now, secret = _Cast(), clock.now(), f"{MARK} {WORD}"
    officer = cast.economy_officer
    for key, day in (("leak-late", 24), ("leak-soon", 30)):
        item = open_item(
            commune=cast.commune, unit=cast.economy, key=key, kind="own", clause=10, title=secret, year=2026, now=now,
            due_on=clock.today().replace(day=day),
            explanation={"explanation": secret}, source_number=secret[:60],
        )  # fmt: skip
        version = draft(item=item, summary=secret, by=officer, now=now)
        with_paper(cast, version, secret, title=secret, now=now)
    submit(version=version, by=officer, now=now)
    public = Item.objects.filter(commune=cast.commune, state=ItemState.PUBLIC).first()
    correction = draft(item=public, summary=secret, what_changed=secret, by=officer, now=now)
    with_paper(cast, correction, secret, title=secret, now=now)
    Version.objects.filter(state=VersionState.DRAFT).update(returned_why=secret)
    for paper in Paper.objects.exclude(original=F("published")):  # of our own papers both are the one public file
        data = f"{secret} {paper.pk}".encode()
        StoredFile.objects.filter(pk=paper.original_id).update(sha256=files.store(data), name=f"{secret}.pdf")
        StoredFile.objects.filter(pk=paper.published_id).update(name=f"{secret}.pdf")
    Paper.objects.update(findings=[{"value": secret}], regions=[[secret]])
    NamedRow.objects.update(name=f"{WORD} {WORD}{MARK}")  # shown by its first letters
    Proof.objects.update(note=secret, doubt=secret)
    for model in (Relay, Logged, Airing):
        model.objects.update(note=secret)
    for told in Announcement.objects.all():
        Script.objects.get_or_create(
            announcement=told, language="Mông", defaults={"text": secret, "written_at": now, "written_by": officer}
        )


def _plant_in_decisions(secret: str) -> None:
    """Puts the mark wherever something of decisions is nobody's but the village's."""
    decisions_triggers.drop(connection)
    fields = ("representative", "substitute", "address", "phone", "cluster", "folded")
    Household.objects.update(**dict.fromkeys(fields, secret[:40]))
    HouseholdChange.objects.update(before={"representative": secret}, after={"phone": secret}, reason=secret)
    RollEntry.objects.update(representative=secret, substitute=secret, cluster=secret[:60])
    Matter.objects.update(initiator=secret, front_agreed_by=secret)
    draft = Matter.objects.filter(state=MatterState.PROPOSED)
    assert draft.update(title=secret, question=secret, explanation=secret, folded=fold(secret))
    Assent.objects.update(way=secret)
    Meeting.objects.update(convenor=secret, remarks=secret)
    Member.objects.update(name=secret, of=secret)
    Attendance.objects.update(mandate=secret)
    ProceduralVote.objects.update(what=secret)
    CountAgreed.objects.update(why=secret)
    BallotReading.objects.update(words=secret)
    Ballot.objects.update(spoiled_why=secret)
    Handing.objects.update(note=secret)
    assert Contribution.objects.update(what=secret, struck_why=secret)
    StoredFile.objects.filter(pk__in=MatterPaper.objects.values("file")).update(name=f"{secret}.pdf")


def _seen(addresses) -> dict[str, bool]:
    """Address → whether the mark is read there; with the search for the word as a page of its own."""
    client, found = Client(), {}
    for name, _needed, is_public in scene.every_pattern():
        if not is_public:
            continue
        for prefix in ("", "/en"):
            for query in ("", f"?q={WORD}", "?since=0", "?tai=1"):
                path = prefix + reverse(name, kwargs=addresses[name]) + query
                answer = client.get(path)
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                text = readable(content) + str(answer.headers)
                found[path] = MARK in text or (WORD in fold(text).replace(f"q={WORD}", "") and not query)
    return found


@pytest.mark.django_db
def test_nothing_that_is_not_public_is_on_any_public_page(on_day, settings, caplog):
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    _plant()
    _plant_in_decisions(f"{MARK} {WORD}")
    caplog.set_level("DEBUG")
    found = _seen(addresses)
    assert [path for path, leaks in found.items() if leaks] == []
    assert len(found) > 200
    assert MARK not in caplog.text
    # what is public is found by the same walk: so it would have been seen
    Version.objects.filter(state=VersionState.PUBLIC).update(summary=MARK)
    Matter.objects.exclude(state=MatterState.PROPOSED).update(question=MARK)
    cache.clear()
    loud = [path for path, leaks in _seen(addresses).items() if leaks]
    assert any("/cong-khai/2026/" in path for path in loud)
    assert any("tin.atom" in path for path in loud)
    assert any("du-lieu.csv" in path for path in loud)
    assert any("du-lieu.json" in path for path in loud)
    assert any("/dan-ban/2026/" in path for path in loud)
    assert any("dan-ban/du-lieu.json" in path for path in loud)
