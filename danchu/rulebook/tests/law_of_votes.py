"""The law of votes a second time, written from its text alone: Law 10/2022 Art. 15 to 21, Decrees 59 and 61/2023.

An independent computation to hold `rulebook.voting` against. It imports nothing, knows no table, and counts up to the
least number that is enough instead of dividing. A case is a dict of what a clerk writes down; what is not in it nobody
said.
"""

PASSED, FAILED, NOT_LAWFUL, REFUSED, OPEN = "passed", "failed", "form_not_lawful", "refused", "not_yet_decidable"


def decide(case: dict) -> tuple[str, int | None]:
    """What became of the vote, and how many had to agree (None where there is nothing to count in)."""
    everyone = case.get("villages") if case["scope"] == "commune" else case.get("households")
    least = enough(case["clause"], case["scope"], everyone) if everyone else None
    if not can_be_true(case):
        return REFUSED, least if lawful_scope(case) else None
    if not lawful_scope(case):
        return NOT_LAWFUL, None
    lawful = lawful_form(case)
    if lawful is None:
        return OPEN, least
    if not lawful:
        return NOT_LAWFUL, least
    if not brought_up(case):
        return OPEN, least
    agreed = case.get("villages_passing" if case["scope"] == "commune" else "yes", 0)
    meeting = case["form"] in ("meeting", "cluster") and case["scope"] == "village"
    if meeting and case["clause"] == 3 and not 2 * case["attending"] > everyone:  # Decree 61, Art. 10.1.a
        return FAILED, least
    return (PASSED if agreed >= least else FAILED), least


def enough(clause: int, scope: str, everyone: int) -> int:
    """Art. 21.1: from two thirds of all for clauses 1 and 2 (of households, or of villages); else more than half."""
    count = 0
    if clause in (1, 2):
        while count * 3 < everyone * 2:
            count += 1
    else:
        while count * 2 <= everyone:
            count += 1
    return count


def can_be_true(case: dict) -> bool:
    """Art. 19.3, 20.2: one ballot and one voice a household; nobody votes who was not there or had no ballot."""
    kinds = [case.get(kind, 0) for kind in ("yes", "no", "other", "invalid")]
    others = ("attending", "online_optin", "earlier_meeting_attending", "ballots_issued", "assents")
    given = [case[name] for name in others if name in case]
    if any(count < 0 for count in (*kinds, *given, case.get("villages", 0), case.get("villages_passing", 0))):
        return False
    if "households" in case:
        all_of_them = case["households"]
        if all_of_them <= 0 or max([*kinds, *given, sum(kinds)]) > all_of_them:
            return False
    if "villages" in case and (case["villages"] <= 0 or case.get("villages_passing", 0) > case["villages"]):
        return False
    room = case.get("ballots_issued") if case["form"] == "ballot" else case.get("attending")
    return room is None or sum(kinds) <= room


def lawful_scope(case: dict) -> bool:
    """Art. 21.1 knows a decision of the whole commune for clauses 1 and 2 alone."""
    return case["scope"] == "village" or case["clause"] in (1, 2)


def lawful_form(case: dict) -> bool | None:
    """Art. 17 to 19 with Decree 59, Art. 3 to 5, and Decree 61, Art. 10. None: what it depends on nobody said."""
    clause, form = case["clause"], case["form"]
    front_refuses = case.get("front_agrees") is False
    committee_refuses = case.get("cluster_plan_approved") is False
    if form == "online":  # Art. 17.2: clause 6 alone; Decree 59, Art. 5.2.c: chosen by more than half
        if clause != 6 or case["scope"] == "commune":
            return False
        if front_refuses:
            return False
        return None if "online_optin" not in case else case["online_optin"] * 2 > case["households"]
    if case["scope"] == "commune":  # Art. 16.1: the chair chooses once the Front's chair agrees
        return not front_refuses and not (form == "cluster" and committee_refuses)
    if form == "meeting":
        return True
    if form == "cluster":  # Art. 18.3; Decree 59, Art. 3.6
        large = case["households"] >= 200 or case.get("scattered", False)
        return large and not front_refuses and not committee_refuses
    too_small = (
        "earlier_meeting_attending" in case
        and case["earlier_meeting_attending"] < enough(clause, "village", case["households"])
    )  # fmt: skip
    if clause in (3, 4, 5):  # Art. 17.2: a meeting first
        return too_small
    return too_small or not front_refuses  # Art. 19.1.b, or 19.1.c where head and Front agree


def brought_up(case: dict) -> bool:
    """Art. 16: head and Front; or citizens with a tenth of the households, or with fewer and the Front's support."""
    if case["scope"] == "commune":
        return True
    if "assents" not in case:
        return case.get("front_agrees") is not False
    return case["assents"] * 10 >= case["households"] or case.get("front_agrees") is True
