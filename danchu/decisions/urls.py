"""Addresses. `staff`: below /lam-viec/dan-ban/; `portal`: what anyone sees, below /<commune>/dan-ban/."""

from django.urls import path

from danchu.decisions.views.portal import data, feeds, listing, matter, recount

# What is put to the people, and each village's vote on it
staff: list = []
# Below /lam-viec/hop-dan/
staff_meetings: list = []
# Below /lam-viec/phieu/
staff_ballots: list = []
# Below /lam-viec/sau-quyet-dinh/: sent, recognised, carried out
staff_after: list = []
_MATTER = "<int:year>/<int:number>/"
portal: list = [
    path("", listing.index, name="list"),
    path("dem-lai/", recount.page, name="recount"),
    path("tin.atom", feeds.atom, name="feed"),
    path("lich-hop.ics", feeds.calendar, name="calendar"),
    path("du-lieu/", data.dictionary, name="dictionary"),
    path("du-lieu.csv", data.as_csv, name="csv"),
    path("du-lieu.json", data.as_json_document, name="json"),
    path("theo-so/<int:line>/", listing.of_line, name="of_line"),
    path(_MATTER, matter.detail, name="matter"),
    path(f"{_MATTER}van-ban/<int:paper>/", matter.paper, name="paper"),
]

__all__ = ["path", "portal", "staff", "staff_after", "staff_ballots", "staff_meetings"]
