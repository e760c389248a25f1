from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "danchu.channels"
    label = "channels"
