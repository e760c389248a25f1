from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "danchu.notifications"
    label = "notifications"
