"""Addresses. `staff`: below /lam-viec/dan-ban/; `portal`: what anyone sees, below /<commune>/dan-ban/."""

from django.urls import path

from danchu.decisions.views.staff import after, carrying, papers

# What is put to the people, and each village's vote on it
staff: list = []
# Below /lam-viec/hop-dan/
staff_meetings: list = []
# Below /lam-viec/phieu/
staff_ballots: list = []
# Below /lam-viec/sau-quyet-dinh/: sent, recognised, carried out
staff_after: list = [
    path("", after.listing, name="list"),
    path("<int:pk>/", after.matter, name="matter"),
    path("<int:pk>/hieu-luc/", after.effect, name="effect"),
    path("<int:pk>/bai-bo/", after.annul, name="annul"),
    path("<int:pk>/bai-bo/ban-ky/", after.annulment_file, name="annulment_file"),
    path("gui/<int:pk>/", after.send, name="send"),
    path("gui/<int:pk>/nhan/", after.receive, name="receive"),
    path("gui/<int:pk>/cong-nhan/", after.recognise, name="recognise"),
    path("gui/<int:pk>/khong-cong-nhan/", after.refuse, name="refuse"),
    path("gui/<int:pk>/ban-ky/", after.answer_file, name="answer_file"),
    path("giay-to/<int:pk>/", after.sent_file, name="sent_file"),
    path("<int:pk>/so/", carrying.book, name="book"),
    path("<int:pk>/ghi/<slug:what>/", carrying.add, name="add"),
    path("dong/<slug:what>/<int:pk>/gach/", carrying.strike, name="strike"),
    path("dong/<slug:what>/<int:pk>/chung-tu/", carrying.line_file, name="line_file"),
    path("in/<int:pk>/<slug:what>.<slug:fmt>", papers.of_vote, name="paper"),
    path("<int:pk>/in/<slug:what>.<slug:fmt>", papers.of_matter, name="whole_paper"),
]
portal: list = []

__all__ = ["path", "portal", "staff", "staff_after", "staff_ballots", "staff_meetings"]
