"""Pages after a vote in a real browser, on a phone: no rule of access broken, nothing wider than the screen."""

from decimal import Decimal

import pytest
from django.urls import reverse

from danchu.decisions.services import contribute, progress, strike
from danchu.decisions.states import ContributionKind
from danchu.decisions.tests.after_situations import TODAY, scan, sent, voted
from danchu.decisions.tests.situations import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(cast, on_day):
    """Every page with something on it: address, who opens it."""
    on_day("2026-03-10")
    vote = voted(cast)
    sent(cast, vote, TODAY)
    values = {"matter": vote.matter, "on": TODAY, "by": cast.village_head, "now": NOW}
    line = contribute(
        kind=ContributionKind.MONEY, what="Đợt 1", amount=Decimal(4_500_000), file=scan(), form_key="1", **values
    )
    strike(line=line, why="Ghi nhầm.", by=cast.village_head, now=NOW)
    line = contribute(
        kind=ContributionKind.MATERIAL, what="Cát", measure="m³", amount=Decimal(9), form_key="2", **values
    )
    progress(what="Xong nền", per_cent=30, form_key="3", **values)
    waiting = voted(cast, clause="15.4")
    recognition = sent(cast, waiting, TODAY)
    head, chair = cast.village_head, cast.chair
    return [
        (reverse("after:list"), chair), (reverse("after:matter", args=[vote.matter.pk]), head),
        (reverse("after:book", args=[vote.matter.pk]), head),
        (reverse("after:add", args=[vote.matter.pk, "dong-gop"]), head),
        (reverse("after:strike", args=["dong-gop", line.pk]), head),
        (reverse("after:matter", args=[waiting.matter.pk]), chair),
        (reverse("after:refuse", args=[recognition.pk]), chair),
        (reverse("after:annul", args=[vote.matter.pk]), chair),
    ]  # fmt: skip


def test_no_page_breaks_the_rules_of_access_or_overflows(addresses, visit, violations):
    for address, who in addresses:
        tab = visit(address, who, width=360)
        assert violations(tab) == [], address
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, address
