"""Who may do what with the channels."""

from danchu.channels.policies.boards import (
    check_day,
    check_keep_boards,
    check_prove,
    check_strike,
    keeps_boards,
    proves,
)

__all__ = ["check_day", "check_keep_boards", "check_prove", "check_strike", "keeps_boards", "proves"]
