"""The law that was collected is here whole: each of its 510 rows is computed with an example, or says why not."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from danchu.rulebook import Evidence, NoDeadline, Period, Unit, all_rules, book, calendar, due, find
from danchu.rulebook.examples import Example, load_examples
from danchu.rulebook.model import Rule

EXAMPLES = load_examples()
COMPUTED = [rule for rule in all_rules() if rule.has_figure]
COLLECTED = "3fbbc1dbe9aed82497b2b6d7141036c04390135dcddc0657558c76c405138ff8"


def collected() -> set[str]:
    """The ids of the rows the law was collected in, kept as ids here."""
    ours = {rule.id for rule in all_rules() if not rule.further}
    return ours | {one.id for one in book().outside}


def test_five_hundred_and_ten_rows_and_no_other():
    ids = sorted(collected())
    assert len(ids) == 510
    digest = sha256("\n".join(ids).encode()).hexdigest()
    assert digest == COLLECTED, "an id was renamed, lost or added: rows of our own say `further = true`"


def test_each_row_is_computed_with_an_example_or_says_why_not():
    why = {rule_id for reason in book().not_computed for rule_id in reason.rules} | {one.id for one in book().outside}
    assert {rule.id for rule in COMPUTED} == set(EXAMPLES)
    assert not set(EXAMPLES) & why
    assert set(EXAMPLES) | why == {rule.id for rule in all_rules()} | {one.id for one in book().outside}
    assert all(reason.why.strip() and reason.rules for reason in book().not_computed)


def test_rows_of_our_own_are_few_and_stand_beside_a_collected_one():
    further = [rule for rule in all_rules() if rule.further]
    assert len(further) == 45
    led_to = {other for rule in all_rules() for other in rule.see} | {"ND59-09-3a"}
    families = {rule.family for rule in all_rules() if not rule.further}
    assert all(rule.id in led_to or rule.family in families for rule in further)


@pytest.mark.parametrize("rule", COMPUTED, ids=lambda rule: f"{rule.id}@{rule.valid_from}")
def test_every_example_comes_out(rule):
    for example in EXAMPLES[rule.id]:
        assert example.start is None or rule.in_force(example.start), f"{example} lies outside the rule's time"
        assert example.holds(rule, calendar()), example


def mutants(rule: Rule) -> list[Rule]:
    """The rule with each of its figures changed by a little, one at a time."""
    step = 24 if rule.unit is Unit.HOURS else 1
    found = [replace(rule, value=value) for value in _changed(rule.value, step)]
    for name, value in rule.parts.items():
        found += [replace(rule, parts={**rule.parts, name: changed}) for changed in _changed(value, 1)]
    for n, variant in enumerate(rule.variants):
        for changed in _changed(variant.value, 1):
            new = replace(variant, value=changed)
            found.append(replace(rule, variants=(*rule.variants[:n], new, *rule.variants[n + 1 :])))
    if rule.extension:
        found += [replace(rule, extension=replace(rule.extension, value=rule.extension.value + by)) for by in (-1, 1)]
        found.append(replace(rule, extension=replace(rule.extension, max=rule.extension.max - 1)))
    if rule.reckon == "period":
        found.append(replace(rule, period=Period.YEAR if rule.period is not Period.YEAR else Period.QUARTER))
        if isinstance(rule.value, tuple):
            found[-1:] = [replace(rule, value=rule.value[::-1]), replace(rule, value=rule.value[:2])]
    flipped = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
    if rule.op in flipped and rule.reckon is None:
        found.append(replace(rule, op=flipped[rule.op]))
    other = {"limit": "minimum", "minimum": "limit", "before": "limit"}
    if rule.reckon in other and rule.unit in (Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.WORKING_DAYS):
        way = type(rule.reckon)(other[rule.reckon])
        if not (rule.unit is Unit.WORKING_DAYS and rule.reckon == "limit"):  # of working days the two are one
            found.append(replace(rule, reckon=way))
    return found


def _changed(value, step: int) -> list:
    match value:
        case int():
            return [value + step] if value <= step and step == 1 else [value - step, value + step]
        case date():
            return [value - timedelta(days=1), value + timedelta(days=1)]
        case "2/3" | "1/3":
            return ["1/2", "3/4"]
        case str() if len(value) == 5 and value[2] == "-":
            return [value[:3] + f"{int(value[3:]) - 1:02}"]
        case str():
            return [] if value in ("quarter", "half_year", "year", "session") else [value + "x"]
        case tuple():
            return [
                (*value[:n], changed, *value[n + 1 :])
                for n, each in enumerate(value)
                for changed in _changed(each, step)
            ]
    return []


@pytest.mark.parametrize("rule", COMPUTED, ids=lambda rule: f"{rule.id}@{rule.valid_from}")
def test_an_example_notices_when_a_figure_changes(rule):
    for mutant in mutants(rule):
        assert not all(example.holds(mutant, calendar()) for example in EXAMPLES[rule.id]), mutant


def test_an_example_can_fail():
    assert not Example("L10-A12-3", start=date(2026, 2, 12), due=date(2026, 2, 25)).holds(find("L10-A12-3"), calendar())
    assert not Example("L10-A21-1a", amount=60, of=90, fits=False).holds(find("L10-A21-1a"), calendar())


def test_what_was_not_found_is_refused_and_never_invented():
    unknown = [rule for rule in all_rules() if rule.evidence is Evidence.UNKNOWN]
    assert {rule.id for rule in unknown} == {"ATI-NEW-HAN", "ATI-NEW-CK", "ATI-NEW-NY", "OSS-118-xl-han"}
    for rule in unknown:
        with pytest.raises(NoDeadline, match="Chưa tìm thấy con số"):
            due(rule, date(2026, 10, 1))
