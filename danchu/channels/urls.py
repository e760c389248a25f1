"""Addresses of channels: of boards, what hangs there and its proof."""

from django.urls import path

from danchu.channels.views import portal as public
from danchu.channels.views.staff import announcements, boards, orders

boards_staff = [
    path("", orders.listing, name="orders"),
    path("nghi-ngo/", orders.doubts, name="doubts"),
    path("to/<int:pk>/", orders.order, name="order"),
    path("to/<int:pk>/in/", announcements.order_notice, name="notice"),
    path("to/<int:pk>/chup/<str:what>/", orders.photo, name="photo"),
    path("to/<int:pk>/ghi-so/", orders.log, name="log"),
    path("bang-chung/<int:pk>/tep/", orders.proof_file, name="proof_file"),
    path("bang-chung/<int:pk>/gach-bo/", orders.strike, name="strike"),
    path("bang-chung/<int:pk>/da-xem/", orders.settle, name="settle"),
    # by what is announced
    path("thong-bao/", announcements.listing, name="announcements"),
    path("thong-bao/<int:pk>/", announcements.detail, name="announcement"),
    path("thong-bao/<int:pk>/in/", announcements.notices, name="notices"),
    path("thong-bao/<int:pk>/giao-them/", announcements.more, name="more"),
    path("thong-bao/<int:pk>/di-bao/<int:village>/", announcements.route_list, name="route_list"),
    # the boards themselves
    path("bang/", boards.listing, name="boards"),
    path("bang/lap/", boards.set_up, name="set_up"),
    path("bang/them/", boards.add, name="add"),
    path("bang/<int:pk>/", boards.detail, name="board"),
    path("bang/<int:pk>/sua/", boards.change, name="change"),
    path("bang/<int:pk>/cho-tren-so-do/", boards.place, name="place"),
    path("bang/<int:pk>/chuyen/", boards.move, name="move"),
    path("bang/<int:pk>/thoi-dung/", boards.close, name="close"),
    path("bang/<int:pk>/so/", boards.log_sheet, name="log_sheet"),
    path("bang/<int:pk>/in/", boards.notices, name="board_notices"),
]

boards_portal = [path("", public.boards, name="boards")]
