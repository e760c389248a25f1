"""The ground floor's own addresses: the page that shows every component, and the form that waits to be sent again."""

from django.urls import path

from danchu.core import views

app_name = "core"

urlpatterns = [
    path("thanh-phan/", views.components, name="components"),
    path("gui-lai/", views.send_kept_form, name="send_again"),
]
