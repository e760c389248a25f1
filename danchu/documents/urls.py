"""Addresses of the records office, and of the register of incoming papers."""

from django.urls import path

from danchu.documents.views.staff import books, desk, incoming

staff = [
    path("", desk.desk, name="desk"),
    path("<int:pk>/so/", desk.number, name="number"),
    path("<int:pk>/ban-ky/", desk.attach, name="attach"),
    path("<int:pk>/tep/<str:copy>/", desk.file, name="file"),
    path("van-ban-di/", books.outgoing, name="outgoing"),
]


def incoming_with(made_of) -> list:
    """`made_of(lines, access)` → what the areas above made of incoming papers, by the line's key."""
    given = {"made_of": made_of}
    return [
        path("", books.incoming, given, name="book"),
        path("moi/", incoming.upload, name="upload"),
        path("ghi/", incoming.new, name="new"),
        path("<int:pk>/", incoming.detail, given, name="detail"),
        path("<int:pk>/tep/", incoming.file, name="file"),
        path("<int:pk>/chuyen/", incoming.pass_on, name="pass"),
        path("<int:pk>/sua/", incoming.correct, name="correct"),
        path("<int:pk>/xong/", incoming.handle, name="handle"),
        path("<int:pk>/mo-lai/", incoming.reopen, name="reopen"),
        path("<int:pk>/ghi-nham/", incoming.mistaken, name="mistaken"),
    ]
