"""How the people decide: which form is lawful for which matter, how many must agree, and when it takes effect.

Law 10/2022/QH15, Articles 15 to 21, with Decrees 59/2023 and 61/2023. Pure: counts are integers, shares are fractions,
and every figure is that of a rule of the data files. `judge` answers one situation.
"""

from .facts import read_facts
from .judging import judge
from .model import Effect, Form, Matter, Outcome, Reason, Recogniser, Scope, Situation, Verdict
from .output import verdict_as_json
from .shares import needed
from .table import VoteTable, load_table, table

__all__ = [
    "Effect",
    "Form",
    "Matter",
    "Outcome",
    "Reason",
    "Recogniser",
    "Scope",
    "Situation",
    "Verdict",
    "VoteTable",
    "judge",
    "load_table",
    "needed",
    "read_facts",
    "table",
    "verdict_as_json",
]
