"""Forms of reports."""

from danchu.reports.forms.asking import AdHocForm
from danchu.reports.forms.outline import AdoptForm, EditsForm, IndicatorEditForm, SectionEditForm
from danchu.reports.forms.section import NumberField, SectionForm
from danchu.reports.forms.steps import (
    AddresseesForm,
    ApproveForm,
    CallForm,
    CommitmentForm,
    CorrectForm,
    ExtendForm,
    FileForm,
    ReasonsForm,
    UnitsPaperForm,
    VersionForm,
)
from danchu.reports.forms.weaknesses import AnswerForm, WeaknessForm

__all__ = [
    "AdHocForm", "AddresseesForm", "AdoptForm", "AnswerForm", "ApproveForm", "CallForm", "CommitmentForm",
    "CorrectForm", "EditsForm", "ExtendForm", "FileForm", "IndicatorEditForm", "NumberField", "ReasonsForm",
    "SectionEditForm", "SectionForm", "UnitsPaperForm", "VersionForm", "WeaknessForm",
]  # fmt: skip
