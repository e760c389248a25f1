"""`danchu rule vote` on the command line, held against the law written a second time; and assents that have expired."""

import datetime
import json

import pytest

from config.cli import main
from danchu.decisions import queries
from danchu.decisions.models import Assent
from danchu.decisions.services import open_matter
from danchu.decisions.states import Proposer
from danchu.decisions.tests.situations import NOW, households
from danchu.rulebook.tests.law_of_votes import FAILED, NOT_LAWFUL, OPEN, PASSED, REFUSED, decide

_FACTS = {
    "assents", "front_agrees", "scattered", "cluster_plan_approved", "earlier_meeting_attending", "ballots_issued",
}  # fmt: skip
VILLAGE = {"scope": "village", "form": "meeting", "households": 98, "attending": 98}
COMMUNE = {"clause": 1, "scope": "commune", "form": "meeting"}
CASES = [
    *(({**VILLAGE, "clause": clause, "yes": yes}, outcome)
      for clause, yes, outcome in (
          (1, 65, FAILED), (1, 66, PASSED), (2, 65, FAILED), (2, 66, PASSED), (3, 49, FAILED), (3, 50, PASSED),
          (4, 49, FAILED), (4, 50, PASSED), (5, 49, FAILED), (5, 50, PASSED), (6, 49, FAILED), (6, 50, PASSED),
      )),
    *(({**VILLAGE, "clause": 1, "households": n, "attending": n, "yes": yes}, outcome)
      for n, yes, outcome in ((90, 60, PASSED), (90, 59, FAILED), (91, 60, FAILED), (91, 61, PASSED), (3, 2, PASSED))),
    ({**VILLAGE, "clause": 1, "yes": 99}, REFUSED),
    ({**VILLAGE, "clause": 1, "yes": 60, "no": 39}, REFUSED),
    ({**VILLAGE, "clause": 1, "attending": 64, "yes": 65}, REFUSED),
    ({**VILLAGE, "clause": 1, "attending": 99, "yes": 65}, REFUSED),
    ({**VILLAGE, "clause": 1, "yes": -1}, REFUSED),
    ({**VILLAGE, "clause": 3, "attending": 49, "yes": 49}, FAILED),
    ({**VILLAGE, "clause": 1, "form": "online", "yes": 98}, NOT_LAWFUL),
    ({**VILLAGE, "clause": 6, "form": "online", "yes": 98, "online_optin": 49}, NOT_LAWFUL),
    ({**VILLAGE, "clause": 6, "form": "online", "yes": 50, "online_optin": 50}, PASSED),
    ({**VILLAGE, "clause": 6, "form": "online", "yes": 50}, OPEN),
    *(({"clause": clause, "scope": "village", "form": "ballot", "households": 98, "ballots_issued": 98, "yes": 70,
        **more}, outcome)
      for clause, more, outcome in (
          (4, {}, NOT_LAWFUL), (4, {"earlier_meeting_attending": 49}, PASSED),
          (4, {"earlier_meeting_attending": 50}, NOT_LAWFUL), (3, {"earlier_meeting_attending": 49}, PASSED),
          (1, {"front_agrees": True}, PASSED), (1, {"front_agrees": False}, NOT_LAWFUL), (6, {}, PASSED),
          (1, {"ballots_issued": 69, "front_agrees": True}, REFUSED),
      )),
    *(({**VILLAGE, "clause": 6, "form": "cluster", "households": n, "attending": n, "yes": n, **more}, outcome)
      for n, more, outcome in (
          (199, {}, NOT_LAWFUL), (200, {}, PASSED), (199, {"scattered": True}, PASSED),
          (200, {"cluster_plan_approved": False}, NOT_LAWFUL),
      )),
    ({**COMMUNE, "villages": 9, "villages_passing": 6}, PASSED),
    ({**COMMUNE, "villages": 9, "villages_passing": 5}, FAILED),
    ({**COMMUNE, "villages": 10, "villages_passing": 6}, FAILED),
    ({**COMMUNE, "villages": 9, "villages_passing": 10}, REFUSED),
    ({**COMMUNE, "clause": 4, "villages": 9, "villages_passing": 9}, NOT_LAWFUL),
    *(({**VILLAGE, "clause": 6, "yes": 98, "assents": assents, **more}, outcome)
      for assents, more, outcome in (
          (9, {}, OPEN), (10, {}, PASSED), (9, {"front_agrees": True}, PASSED), (9, {"front_agrees": False}, OPEN),
      )),
    ({**VILLAGE, "clause": 6, "yes": 98, "front_agrees": False}, OPEN),
]  # fmt: skip


def _words(case: dict) -> list[str]:
    words = ["rule", "vote", "--matter", f"15.{case['clause']}", "--scope", case["scope"], "--form", case["form"]]
    for name, value in case.items():
        if name in _FACTS:
            words += ["--fact", f"{name}={str(value).lower()}"]
        elif name not in ("clause", "scope", "form"):
            words += [f"--{name.replace('_', '-')}", str(value)]
    return [*words, "--json"]


def test_on_the_command_line_as_by_the_law(capsys):
    assert len(CASES) > 40
    for case, outcome in CASES:
        assert decide(case)[0] == outcome, case  # the second reading of the law says what is written here
        assert main(_words(case)) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["outcome"], said["needed"]) == decide(case), case
        assert said["citation"].startswith(("10/2022/QH15:", "59/2023/NĐ-CP:", "61/2023/NĐ-CP:")), case
        assert said["explanation"], case


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "last"),
    [("2025-12-10", "2026-03-10"), ("2025-11-30", "2026-02-28"), ("2025-11-28", "2026-02-28")],
)
def test_l10_a16_3_an_assent_counts_for_three_months(cast, given, last):
    given, last = map(datetime.date.fromisoformat, (given, last))
    rows = households(cast, 10)
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause="15.6", form="meeting", title="Trồng hoa", question="Có?",
        proposer=Proposer.CITIZENS, proposed_on=given, by=cast.village_head, now=NOW,
    )  # fmt: skip
    one, other = rows[:2]
    Assent.objects.create(matter=matter, household=one, on=given, at=NOW, by=cast.village_head)
    Assent.objects.create(
        matter=matter,
        household=other,
        on=last,
        at=NOW,
        by=cast.village_head,
        struck_at=NOW,
        struck_by=cast.village_head,
    )  # struck out: never counts
    vote = matter.votes.create(commune=cast.commune, village=cast.village, form="meeting", made_at=NOW)
    day = datetime.timedelta(days=1)
    counted = [queries.facts(vote, on=on)["assents"] for on in (given - day, given, last - day, last, last + day)]
    assert counted == [0, 1, 1, 1, 0]
