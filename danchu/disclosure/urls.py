"""Addresses. `staff`: below /lam-viec/cong-khai/."""

from django.urls import path

from danchu.disclosure.views.staff import checking, deciding, items, names, papers, words

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
    path("van-ban/<int:pk>/che-tay/", checking.region, name="region"),
    path("van-ban/<int:pk>/che-tay/bo/", checking.uncover, name="uncover"),
    path("van-ban/<int:pk>/ket-qua/", checking.result, name="result"),
    path("trang/<int:pk>/", papers.page, name="page"),
]
