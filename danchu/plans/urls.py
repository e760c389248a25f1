"""Addresses of plans."""

from django.urls import path

from danchu.plans.views import portal as public
from danchu.plans.views.staff import directives, reading, scrutiny, tasks, work

staff = [
    path("", work.plan_list, name="list"),
    path("moi/", reading.new, name="new"),
    path("tu-van-ban-den/<int:pk>/", directives.from_incoming, name="from_incoming"),
    path("ban-quet/<int:pk>/", directives.scan, name="scan"),
    path("<int:pk>/", work.detail, name="detail"),
    path("<int:pk>/tep/<str:copy>/", work.plan_file, name="file"),
    path("<int:pk>/nhat-ky/", work.log, name="log"),
    path("<int:pk>/doc/", reading.review, name="review"),
    path("<int:pk>/doc/da-xem/", reading.section_seen, name="section_seen"),
    path("<int:pk>/doc/giao/", reading.section_units, name="section_units"),
    path("<int:pk>/soi/", scrutiny.scrutiny, name="scrutiny"),
    path("<int:pk>/dau-van-ban/", reading.head, name="head"),
    path("<int:pk>/them-viec/", tasks.task_add, name="task_add"),
    path("<int:pk>/xac-nhan/", reading.confirm, name="confirm"),
    path("<int:pk>/bo/", reading.discard, name="discard"),
    path("<int:pk>/cong-khai/", reading.publish, name="publish"),
    path("viec/<int:pk>/", tasks.task, name="task"),
    path("viec/<int:pk>/tach/", tasks.task_split, name="task_split"),
    path("viec/<int:pk>/gop/", tasks.task_merge, name="task_merge"),
    path("viec/<int:pk>/bo/", tasks.task_drop, name="task_drop"),
    path("viec/<int:pk>/lay-lai/", tasks.task_restore, name="task_restore"),
    path("viec/<int:pk>/nguoi-phu-trach/", work.officer, name="officer"),
    path("phan-viec/<int:pk>/", work.occurrence, name="occurrence"),
    path("phan-viec/<int:pk>/ghi/", work.note, name="note"),
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
]
