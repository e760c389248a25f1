"""Addresses."""

from django.urls import path

from danchu.workspace.views import acts, days
from danchu.workspace.views.staff import handing, home, rearranging, standing_in

staff = [
    path("", home.home, name="home"),
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
    path("lam-thay/", standing_in.listing, name="stand_ins"),
    path("lam-thay/ghi/", standing_in.arrange, name="stand_in_arrange"),
    path("lam-thay/<int:pk>/ket-thuc/", standing_in.end, name="stand_in_end"),
    path("ban-giao/", handing.listing, name="hand_overs"),
    path("ban-giao/lap/<int:pk>/", handing.start, name="hand_over_start"),
    path("ban-giao/<int:pk>/", handing.detail, name="hand_over"),
    path("ban-giao/<int:pk>/bien-ban/", handing.minutes, name="hand_over_minutes"),
    path("to-chuc/sap-xep/", rearranging.listing, name="rearrangements"),
    path("to-chuc/sap-xep/<int:pk>/", rearranging.detail, name="rearrangement"),
    path("to-chuc/sap-xep/<int:pk>/hoan-tac/", rearranging.undo, name="rearrangement_undo"),
    path("to-chuc/sap-xep/moi/<slug:change>/", rearranging.rearrange, name="rearrange"),
]
