"""Pure rules of reports: days, numbers, sorting into sections, what a reviewer may want to look at. No Django."""

from danchu.reports.rules.difference import (
    Change,
    OutlineChange,
    changed_lines,
    changed_values,
    outline_changes,
)
from danchu.reports.rules.honesty import Number, Other, Remark, Said, remarks
from danchu.reports.rules.numbers import (
    LARGEST,
    Given,
    Total,
    add_up,
    change,
    difference,
    parse_number,
    percentage,
    ratios,
    shown_number,
)
from danchu.reports.rules.period import Window, a_year_before, chair_is_told, why_not_comparable, window
from danchu.reports.rules.placing import place_sections, section_for

__all__ = [
    "LARGEST", "Change", "Given", "Number", "Other", "OutlineChange", "Remark", "Said", "Total", "Window",
    "a_year_before", "add_up", "chair_is_told", "change", "changed_lines", "changed_values", "difference",
    "outline_changes", "parse_number", "percentage", "place_sections", "ratios", "remarks", "section_for",
    "shown_number", "why_not_comparable", "window",
]  # fmt: skip
