"""Addresses of channels: of boards, what hangs there and its proof; of broadcasting, and the public sound."""

from django.urls import path

from danchu.channels.views import portal as public
from danchu.channels.views import sound
from danchu.channels.views.staff import airing, announcements, board_lists, boards, orders, relays, scripts, stations

boards_staff = [
    path("", orders.listing, name="orders"),
    path("nghi-ngo/", orders.doubts, name="doubts"),
    path("to/<int:pk>/", orders.order, name="order"),
    path("to/<int:pk>/in/", announcements.order_notice, name="notice"),
    path("to/<int:pk>/chup/<str:what>/", orders.photo, name="photo"),
    path("to/<int:pk>/ghi-so/", orders.log, name="log"),
    path("to/<int:pk>/khong-dan/", orders.cancel, name="cancel"),
    path("to/<int:pk>/giao-lai/", orders.again, name="again"),
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
    path("bang/khong-co/<int:pk>/<str:place>/", boards.absent, name="absent"),
    path("bang/co-lai/<int:pk>/<str:place>/", boards.there, name="there"),
    path("bang/them/", boards.add, name="add"),
    path("bang/nhap/", board_lists.bring_in, name="import"),
    path("bang/nhap/tep-mau.xlsx", board_lists.template, name="import_template"),
    path("bang/nhap/<int:pk>/hoan-tac/", board_lists.undo, name="import_undo"),
    path("bang/<int:pk>/", boards.detail, name="board"),
    path("bang/<int:pk>/sua/", boards.change, name="change"),
    path("bang/<int:pk>/cho-tren-so-do/", boards.place, name="place"),
    path("bang/<int:pk>/chuyen/", boards.move, name="move"),
    path("bang/<int:pk>/thoi-dung/", boards.close, name="close"),
    path("bang/<int:pk>/so/", boards.log_sheet, name="log_sheet"),
    path("bang/<int:pk>/in/", boards.notices, name="board_notices"),
]

boards_portal = [path("", public.boards, name="boards")]

# Broadcasting: below /lam-viec/truyen-thanh/, and the sound below the commune's own address.
airing_staff = [
    path("", airing.listing, name="list"),
    path("<int:pk>/", airing.detail, name="detail"),
    path("<int:pk>/lich-phat/", airing.plan, name="plan"),
    path("<int:pk>/xac-nhan/", airing.confirm, name="confirm"),
    path("<int:pk>/phieu-phat.pdf", airing.sheet, name="sheet"),
    path("<int:pk>/doc-tai-hop/", airing.meeting, name="meeting"),
    path("buoi/<int:pk>/lay-lai/", airing.take_back, name="take_back"),
    path("buoi/<int:pk>/bo/", airing.drop, name="drop"),
    path("<int:pk>/bai/", scripts.begin, name="script_begin"),
    path("<int:pk>/bai-tieng-khac/", scripts.begin_language, name="script_language"),
    path("bai/<int:pk>/", scripts.edit, name="script"),
    path("bai/<int:pk>/nghe/", scripts.listen, name="script_sound"),
    path("bai/<int:pk>/ghi-am/", scripts.record, name="script_record"),
    path("bai/<int:pk>/bo-ghi-am/", scripts.drop_recording, name="script_drop_recording"),
    path("bai/<int:pk>/duyet/", scripts.approve, name="script_approve"),
    path("bai/<int:pk>/mo-lai/", scripts.reopen, name="script_reopen"),
    path("bao/<int:pk>/", relays.tell, name="tell"),
    path("bao/<int:pk>/to-bao.pdf", relays.slip, name="tell_slip"),
    path("bao/<int:pk>/lay-lai/", relays.take_back, name="tell_take_back"),
    path("<int:pk>/thon-ban/", relays.several, name="tell_several"),
    path("<int:pk>/hinh-thuc-khac/", relays.log, name="log"),
    path("hinh-thuc/<int:pk>/gach/", relays.strike, name="log_strike"),
    path("hinh-thuc/<int:pk>/tep/", relays.file, name="log_file"),
    path("cum-loa/", stations.listing, name="stations"),
    path("cum-loa/them/", stations.add, name="station_add"),
    path("cum-loa/<int:pk>/", stations.change, name="station"),
    path("cum-loa/<int:pk>/thoi-dung/", stations.close, name="station_close"),
]
airing_sound = [
    path("<int:pk>.<slug:ending>", sound.sound, name="sound"),
    path("<int:pk>/<int:script>.<slug:ending>", sound.sound_in, name="sound_in"),
]
