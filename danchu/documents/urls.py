"""Addresses of the records office."""

from django.urls import path

from danchu.documents.views import staff as views

staff = [
    path("", views.desk, name="desk"),
    path("<int:pk>/so/", views.number, name="number"),
    path("<int:pk>/ban-ky/", views.attach, name="attach"),
    path("<int:pk>/tep/<str:copy>/", views.file, name="file"),
]
