"""Addresses of the periodic reports."""

from django.urls import path

from danchu.reports.views import portal as public
from danchu.reports.views.staff import commune, cycles, units

staff = [
    path("", units.index, name="list"),
    path("dot-xuat/", cycles.ask, name="ask"),
    path("ky/<int:pk>/", cycles.cycle, name="cycle"),
    path("ky/<int:pk>/nhac/", cycles.remind, name="remind"),
    path("ky/<int:pk>/chua-gui/", cycles.not_reported, name="not_reported"),
    path("<int:pk>/", units.form, name="form"),
    path("<int:pk>/muc/<str:code>/", units.section, name="section"),
    path("<int:pk>/so-lieu/<str:key>/", units.figure, name="figure"),
    path("<int:pk>/dem-lai/", units.recount, name="recount"),
    path("<int:pk>/gui/", units.submit, name="submit"),
    path("<int:pk>/tep/", units.attach, name="attach"),
    path("<int:pk>/tep/<int:file>/", units.attachment, name="attachment"),
    path("<int:pk>/tep/<int:file>/bo/", units.remove_attachment, name="remove_attachment"),
    path("<int:pk>/van-ban/<str:fmt>/", units.paper, name="paper"),
    path("<int:pk>/tra-lai/", cycles.return_report, name="return"),
    path("<int:pk>/duyet/", cycles.approve_unit, name="approve_unit"),
    path("<int:pk>/ghi-thay/", cycles.on_behalf, name="on_behalf"),
    path("<int:pk>/tong-hop/", commune.merge, name="merge"),
    path("<int:pk>/kinh-gui/", commune.addressees, name="addressees"),
    path("<int:pk>/ky-duyet/", commune.approve, name="approve"),
    path("<int:pk>/cong-bo/", commune.publish, name="publish"),
]
portal = [
    path("", public.index, name="list"),
    path("<str:code>/", public.detail, name="detail"),
    path("<str:code>/<str:copy>/", public.file, name="file"),
]
