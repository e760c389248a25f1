"""Addresses. `staff`: below /lam-viec/cong-khai/. `portal`: what anyone sees, below /<commune>/cong-khai/; printed QR
codes lead to its `item`, for ever.
"""

from django.urls import path

from danchu.disclosure.views.portal import data, delivery, feeds, item, listing, reading
from danchu.disclosure.views.portal import lists as public_lists
from danchu.disclosure.views.portal import requests as asking
from danchu.disclosure.views.staff import (
    answering,
    checking,
    council,
    deciding,
    items,
    lists,
    names,
    opening,
    papers,
    planning,
    requests,
    words,
)

staff = [
    path("", items.item_list, name="list"),
    path("<int:pk>/", items.item, name="item"),
    path("<int:pk>/ban/<int:number>/", items.version, name="version"),
    # a version is made ready
    path("<int:pk>/loi/", words.words, name="words"),
    path("<int:pk>/van-ban/", papers.papers, name="papers"),
    path("<int:pk>/van-ban/da-ban-hanh/", papers.documents_of, name="documents"),
    path("<int:pk>/soat/", checking.papers, name="check"),
    path("<int:pk>/danh-sach/", names.names, name="names"),
    path("<int:pk>/danh-sach/cach-hien/", names.shown, name="names_shown"),
    path("<int:pk>/danh-sach/bo/", names.drop, name="names_drop"),
    path("<int:pk>/danh-sach/ban-in/", names.printed, name="names_print"),
    path("<int:pk>/xem-truoc/", deciding.preview, name="preview"),
    path("<int:pk>/bo/", deciding.discard, name="discard"),
    # and let out
    path("<int:pk>/duyet/", deciding.approve, name="approve"),
    path("<int:pk>/tra-lai/", deciding.send_back, name="return"),
    path("<int:pk>/dinh-chinh/", deciding.correct, name="correct"),
    path("<int:pk>/go/", deciding.withdraw, name="withdraw"),
    # one paper
    path("van-ban/<int:pk>/ten/", papers.rename, name="paper_rename"),
    path("van-ban/<int:pk>/len/", papers.move_up, name="paper_up"),
    path("van-ban/<int:pk>/bo/", papers.remove, name="paper_remove"),
    path("van-ban/<int:pk>/tep/<str:copy>/", papers.file, name="paper_file"),
    path("van-ban/<int:pk>/soat/", checking.paper, name="check_paper"),
    path("van-ban/<int:pk>/soat-may/", checking.look, name="look"),
    path("van-ban/<int:pk>/dung/", checking.stop, name="paper_stop"),
    path("van-ban/<int:pk>/che-tay/", checking.region, name="region"),
    path("van-ban/<int:pk>/che-tay/bo/", checking.uncover, name="uncover"),
    path("van-ban/<int:pk>/ket-qua/", checking.result, name="result"),
    path("trang/<int:pk>/", papers.page, name="page"),
    # the yearly plan
    path("ke-hoach/", planning.index, name="plans"),
    path("ke-hoach/lap/", planning.begin, name="plan_begin"),
    path("ke-hoach/<int:pk>/", planning.detail, name="plan"),
    path("ke-hoach/<int:pk>/khac/", planning.differences, name="plan_differences"),
    path("ke-hoach/<int:pk>/them/", planning.add, name="plan_add"),
    path("ke-hoach/<int:pk>/dong/<int:line>/", planning.write, name="plan_line"),
    path("ke-hoach/<int:pk>/dong/<int:line>/bo/", planning.drop, name="plan_drop"),
    path("ke-hoach/<int:pk>/dong/<int:line>/giu/", planning.keep, name="plan_keep"),
    path("ke-hoach/<int:pk>/duyet/", planning.approve, name="plan_approve"),
    path("ke-hoach/<int:pk>/cong-khai/", planning.publish, name="plan_publish"),
    path("ke-hoach/<int:pk>/dieu-chinh/", planning.change, name="plan_change"),
    path("ke-hoach/<int:pk>/van-ban.<str:fmt>", planning.paper, name="plan_paper"),
    # what is due, and opening it
    path("lich/", opening.calendar, name="calendar"),
    path("moi/", opening.choose, name="new"),
    path("moi/<slug:kind>/", opening.start, name="new_of"),
    path("<int:pk>/khong-phat-sinh/", opening.none, name="none"),
    path("<int:pk>/mo-lai/", opening.owed, name="owed"),
]

_ITEM = "<int:year>/<int:number>/"
_VERSION = f"{_ITEM}ban/<int:version>/"

portal = [
    path("", listing.index, name="list"),
    path("da-het/", listing.archive, name="archive"),
    path("den-han/", listing.in_force, name="in_force"),
    path("tin.atom", feeds.atom, name="feed"),
    path("khoan-<int:clause>/tin.atom", feeds.atom, name="feed_of_clause"),
    path("sap-toi.ics", feeds.calendar, name="calendar"),
    path("du-lieu/", data.dictionary, name="dictionary"),
    path("du-lieu.csv", data.as_csv, name="csv"),
    path("du-lieu.json", data.as_json_document, name="json"),
    path("sitemap.xml", data.sitemap, name="sitemap"),
    path(_ITEM, item.detail, name="item"),
    path(f"{_ITEM}danh-sach/", reading.named, name="names"),
    path(f"{_ITEM}van-ban/<int:paper>/", delivery.file, name="file"),
    path(f"{_ITEM}van-ban/<int:paper>/doc/", reading.text, name="text"),
    path(f"{_ITEM}van-ban/<int:paper>/anh/", reading.pictures, name="pictures"),
    path(f"{_ITEM}van-ban/<int:paper>/anh/<int:number_of>/", delivery.picture, name="picture"),
    path(_VERSION, item.version, name="version"),
    path(f"{_VERSION}khac/", item.version_differences, name="differences"),
    path(f"{_VERSION}van-ban/<int:paper>/", delivery.file, name="version_file"),
    path(f"{_VERSION}van-ban/<int:paper>/doc/", reading.text, name="version_text"),
]

# Below /lam-viec/cong-khai/danh-sach/
staff_lists = [
    path("", lists.index, name="index"),
    path("mo/", lists.start, name="start"),
    path("<int:pk>/", lists.detail, name="detail"),
    path("<int:pk>/ghi-chu/<str:row>/", lists.remark, name="remark"),
    path("<int:pk>/duyet/", lists.approve, name="approve"),
    path("<int:pk>/cong-khai/", lists.publish, name="publish"),
    path("<int:pk>/dinh-chinh/", lists.correct, name="correct"),
    path("<int:pk>/van-ban.<str:fmt>", lists.paper, name="paper"),
]
# Below /{xa}/cong-khai/danh-sach/
portal_lists = [
    path("", public_lists.index, name="index"),
    path("<str:code>/", public_lists.latest, name="latest"),
    path("<str:code>/<int:number>/", public_lists.version, name="version"),
    path("<str:code>/<int:number>/<str:copy>/", public_lists.file, name="file"),
]
# Below /lam-viec/cong-khai/bao-cao-hdnd/
staff_council = [
    path("", council.index, name="index"),
    path("ky-hop/", council.session_add, name="session_add"),
    path("ky-hop/<int:pk>/bo/", council.session_drop, name="session_drop"),
    path("ky-hop/<int:pk>/lap/", council.begin, name="begin"),
    path("<int:pk>/", council.detail, name="detail"),
    path("<int:pk>/viet/", council.write, name="write"),
    path("<int:pk>/duyet/", council.approve, name="approve"),
    path("<int:pk>/cong-khai/", council.publish, name="publish"),
    path("<int:pk>/van-ban.<str:fmt>", council.paper, name="paper"),
]
# Below /lam-viec/yeu-cau-thong-tin/
staff_requests = [
    path("", requests.index, name="index"),
    path("ghi-giup/", requests.write_down, name="write_down"),
    path("<int:pk>/", requests.detail, name="detail"),
    path("<int:pk>/bo-sung/", answering.complete, name="complete"),
    path("<int:pk>/thoi-han/", answering.accept, name="accept"),
    path("<int:pk>/gia-han/", answering.extend, name="extend"),
    path("<int:pk>/tra-loi/", answering.answer, name="answer"),
    path("<int:pk>/tu-choi/", answering.refuse, name="refuse"),
    path("<int:pk>/huong-dan/", answering.pass_on, name="pass_on"),
    path("<int:pk>/chuyen/", answering.hand, name="hand"),
    path("<int:pk>/pin/", requests.new_pin, name="new_pin"),
    path("<int:pk>/tep/<int:file>/", requests.file, name="file"),
]
# Below /{xa}/hoi-thong-tin/
portal_requests = [
    path("", asking.ask, name="ask"),
    path("so-lieu/", asking.figures, name="figures"),
    path("sai/<int:year>/<int:number>/", asking.wrong, name="wrong"),
    path("bo-sung/", asking.add, name="add"),
    path("rut/", asking.take_back, name="take_back"),
    path("tep/", asking.file, name="file"),
]
