"""Forms of the workspace."""

from danchu.workspace.forms.acts import ActsFilter
from danchu.workspace.forms.days import DayForm, PromiseForm, ReasonForm, RuleSearchForm
from danchu.workspace.forms.standing_in import StandInForm

__all__ = ["ActsFilter", "DayForm", "PromiseForm", "ReasonForm", "RuleSearchForm", "StandInForm"]
