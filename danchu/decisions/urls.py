"""Addresses. `staff`: below /lam-viec/dan-ban/; `portal`: what anyone sees, below /<commune>/dan-ban/."""

from django.urls import path

from danchu.decisions.views.portal import data, feeds, listing, matter, recount
from danchu.decisions.views.staff import votes

# What is put to the people, and each village's vote on it
staff: list = [
    path("bieu-quyet/<int:pk>/", votes.detail, name="vote"),
    path("bieu-quyet/<int:pk>/chot/", votes.freeze, name="freeze"),
    path("bieu-quyet/<int:pk>/mo-lai/", votes.thaw, name="thaw"),
    path("bieu-quyet/<int:pk>/danh-sach/", votes.roll, name="roll"),
]
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
    path(_MATTER, matter.detail, name="matter"),
    path(f"{_MATTER}van-ban/<int:paper>/", matter.paper, name="paper"),
]

__all__ = ["path", "portal", "staff", "staff_after", "staff_ballots", "staff_meetings"]
