"""What is printed for boards and village heads: the notice itself, the paper log of a board, the route list.

Not official papers under Decree 30/2020, so they have templates of their own; set by typst in the same vendored face.
"""

from danchu.channels.papers.notice import Notice, notice_of, notices_pdf
from danchu.channels.papers.sheets import LogSheet, RouteList, log_sheet_pdf, route_list_pdf

__all__ = [
    "LogSheet", "Notice", "RouteList", "log_sheet_pdf", "notice_of", "notices_pdf", "route_list_pdf",
]  # fmt: skip
