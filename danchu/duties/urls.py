"""Addresses."""

from django.urls import path

from danchu.duties.views.staff import calendars, duties, notices

staff = [
    path("", duties.listing, name="list"),
    path("<int:pk>/", duties.detail, name="detail"),
    path("<int:pk>/bao-da-lam/", duties.report_done, name="report_done"),
    path("<int:pk>/mo-lai/", duties.reopen, name="reopen"),
    path("<int:pk>/tep/<int:event>/", duties.file, name="file"),
    path("ngay-nghi/", calendars.holidays, name="holidays"),
    path("lich.ics", calendars.feed, name="calendar_feed"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.mark_read, name="mark_read"),
]
