"""Addresses."""

from django.urls import path

from danchu.portal.views import law
from danchu.portal.views import portal as views

root = [
    path("", views.communes, name="communes"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.health, name="health"),
]
portal = [
    path("", views.home, name="home"),
    path("kenh/<slug:door>/", views.channel, name="channel"),
    path("lien-he/", views.contact, name="contact"),
    path("so-cong-khai/", views.register_lines, name="register"),
    path("luat/", law.law, name="law"),
    path("luat/<str:rule>/", law.law_rule, name="law_rule"),
    path("tim-kiem/", views.search, name="search"),
]
