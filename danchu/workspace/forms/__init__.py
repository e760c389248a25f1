"""Forms of the workspace."""

from danchu.workspace.forms.acts import ActsFilter
from danchu.workspace.forms.days import DayForm, PromiseForm, ReasonForm, RuleSearchForm

__all__ = ["ActsFilter", "DayForm", "PromiseForm", "ReasonForm", "RuleSearchForm"]
