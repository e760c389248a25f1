"""Official papers of disclosure (Decree 30/2020)."""

from danchu.disclosure.papers.plan import kept, plan_paper, plan_title

__all__ = ["kept", "plan_paper", "plan_title"]
