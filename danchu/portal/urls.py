"""Addresses."""

from django.urls import path

from danchu.portal.views import law, register
from danchu.portal.views import portal as views

root = [
    path("", views.communes, name="communes"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("healthz", views.health, name="health"),
]
portal = [
    path("", views.home, name="home"),
    path("kenh/<slug:door>/", views.channel, name="channel"),
    path("lien-he/", views.contact, name="contact"),
    path("so-cong-khai/", register.lines, name="register"),
    path("so-cong-khai/kiem-chung/", register.check, name="register_check"),
    path("so-cong-khai/dong.json", register.data, name="register_data"),
    path("so-cong-khai/noi-tiep.json", register.continuation, name="register_continuation"),
    path("so-cong-khai/checkpoint", register.checkpoint, name="register_checkpoint"),
    path("so-cong-khai/khoa.txt", register.key, name="register_key"),
    path("so-cong-khai/<int:number>/", register.line, name="register_line"),
    path("so-cong-khai/<int:number>/dong.json", register.line_data, name="register_line_data"),
    path("so-cong-khai/<int:number>/chung-minh.json", register.proof, name="register_proof"),
    path("luat/", law.law, name="law"),
    path("luat/<str:rule>/", law.law_rule, name="law_rule"),
    path("tim-kiem/", views.search, name="search"),
]
