"""Forms of the workspace."""

from danchu.workspace.forms.days import DayForm, PromiseForm, ReasonForm, RuleSearchForm

__all__ = ["DayForm", "PromiseForm", "ReasonForm", "RuleSearchForm"]
