"""Addresses of plans."""

from django.urls import path

from danchu.plans.views import portal as public
from danchu.plans.views.staff import (
    approval,
    directives,
    editions,
    following,
    overview,
    plans,
    reading,
    scrutiny,
    starting,
    tasks,
    work,
    writing,
)  # fmt: skip

staff = [
    path("", plans.plan_list, name="list"),
    path("bat-dau/", starting.start, name="start"),
    path("moi/", reading.new, name="new"),
    path("tu-van-ban-den/<int:pk>/", directives.from_incoming, name="from_incoming"),
    path("ban-quet/<int:pk>/", directives.scan, name="scan"),
    path("viet/", starting.write, name="write"),
    path("lich/", overview.month, name="calendar"),
    path("<int:pk>/", plans.detail, name="detail"),
    path("<int:pk>/tep/<str:copy>/", plans.plan_file, name="file"),
    path("<int:pk>/van-ban/<str:fmt>/", approval.paper, name="paper"),
    path("<int:pk>/nhat-ky/", plans.log, name="log"),
    # read and righted
    path("<int:pk>/doc/", reading.review, name="review"),
    path("<int:pk>/doc/da-xem/", reading.section_seen, name="section_seen"),
    path("<int:pk>/doc/giao/", reading.section_units, name="section_units"),
    path("<int:pk>/soi/", scrutiny.scrutiny, name="scrutiny"),
    path("<int:pk>/dau-van-ban/", reading.head, name="head"),
    path("<int:pk>/them-viec/", tasks.task_add, name="task_add"),
    path("<int:pk>/xac-nhan/", reading.confirm, name="confirm"),
    path("<int:pk>/bo/", reading.discard, name="discard"),
    path("<int:pk>/cong-khai/", reading.publish, name="publish"),
    # written here
    path("<int:pk>/soan/", writing.compose, name="compose"),
    path("<int:pk>/soan/mo-dau/", writing.opening, name="opening"),
    path("<int:pk>/soan/them-muc/", writing.part_add, name="part_add"),
    path("<int:pk>/soan/them-viec/", writing.task_write, name="task_write"),
    path("<int:pk>/soan/da-xem/", writing.seen, name="seen"),
    path("<int:pk>/soan/de-xuat/<int:seed>/dua-vao/", writing.seed_take, name="seed_take"),
    path("<int:pk>/soan/de-xuat/<int:seed>/gac-lai/", writing.seed_aside, name="seed_aside"),
    path("muc/<int:pk>/", writing.part, name="part"),
    path("muc/<int:pk>/chuyen/", writing.part_move, name="part_move"),
    path("muc/<int:pk>/bo/", writing.part_remove, name="part_remove"),
    path("<int:pk>/trinh/", approval.submit, name="submit"),
    path("<int:pk>/tra-lai/", approval.send_back, name="send_back"),
    path("<int:pk>/duyet/", approval.approve, name="approve"),
    # made from another
    path("<int:pk>/nam-sau/", starting.copy, name="copy"),
    path("<int:pk>/ke-hoach-don-vi/", starting.derive, name="derive"),
    path("<int:pk>/sua-doi/", starting.amend, name="amend"),
    path("<int:pk>/sua-doi/soan/", starting.amend_here, name="amend_here"),
    path("<int:pk>/khac-gi/", editions.differences, name="differences"),
    path("viec/<int:pk>/noi-tiep/", editions.continue_from, name="continue_from"),
    # seen as a whole
    path("<int:pk>/bang/", overview.board, name="board"),
    path("<int:pk>/don-vi/", overview.by_unit, name="by_unit"),
    path("<int:pk>/phan-viec/", overview.parts, name="parts"),
    # one task
    path("viec/<int:pk>/", tasks.task, name="task"),
    path("viec/<int:pk>/theo-doi/", following.task, name="follow"),
    path("viec/<int:pk>/luat/", following.law, name="law"),
    path("viec/<int:pk>/chuyen/", writing.task_move, name="task_move"),
    path("viec/<int:pk>/tach/", tasks.task_split, name="task_split"),
    path("viec/<int:pk>/gop/", tasks.task_merge, name="task_merge"),
    path("viec/<int:pk>/bo/", tasks.task_drop, name="task_drop"),
    path("viec/<int:pk>/lay-lai/", tasks.task_restore, name="task_restore"),
    path("viec/<int:pk>/nguoi-phu-trach/", work.officer, name="officer"),
    # what one unit owes
    path("phan-viec/<int:pk>/", work.occurrence, name="occurrence"),
    path("phan-viec/<int:pk>/ghi/", work.note, name="note"),
    path("phan-viec/<int:pk>/bat-dau/", overview.begin_work, name="begin_work"),
    path("phan-viec/<int:pk>/bao-cao/", work.report, name="report"),
    path("phan-viec/<int:pk>/nghiem-thu/", work.accept, name="accept"),
    path("phan-viec/<int:pk>/tra-lai/", work.return_, name="return"),
    path("phan-viec/<int:pk>/tep/<int:file>/", work.occurrence_file, name="occurrence_file"),
    path("noi-nhan/<int:pk>/da-nhan/", work.receipt, name="receipt"),
]

portal = [
    path("", public.plan_list, name="list"),
    path("<int:pk>/", public.detail, name="detail"),
    path("<int:pk>/van-ban/", public.text, name="text"),
    path("<int:pk>/ban-ky/", public.signed_copy, name="signed_copy"),
    path("<int:pk>/lich-su/", public.history, name="history"),
    path("<int:pk>/khac-gi/", public.differences, name="differences"),
]
