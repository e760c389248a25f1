"""Addresses."""

from django.urls import path

from danchu.workspace.views import acts, days
from danchu.workspace.views import staff as views

staff = [
    path("", views.home, name="home"),
    path("nhat-ky/", acts.listing, name="acts"),
    path("nhat-ky/mo/", acts.open_trail, name="acts_open"),
    path("nhat-ky/tai-ve/", acts.export, name="acts_export"),
    path("ngay-va-cam-ket/", days.listing, name="days"),
    path("ngay-va-cam-ket/nhat-ky/", days.log, name="days_log"),
    path("ngay-va-cam-ket/them-ngay/", days.add_day, name="day_add"),
    path("ngay-va-cam-ket/ngay/<int:pk>/bo/", days.remove_day, name="day_remove"),
    path("ngay-va-cam-ket/quy-dinh/", days.rules, name="promise_rules"),
    path("ngay-va-cam-ket/quy-dinh/<slug:rule>/", days.promise, name="promise"),
    path("ngay-va-cam-ket/cam-ket/<int:pk>/bo/", days.remove_promise, name="promise_remove"),
]
