from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "danchu.documents"
    label = "documents"
