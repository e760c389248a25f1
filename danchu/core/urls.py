"""The one address of the ground floor: the page that shows every component."""

from django.urls import path

from danchu.core import views

app_name = "core"

urlpatterns = [path("thanh-phan/", views.components, name="components")]
