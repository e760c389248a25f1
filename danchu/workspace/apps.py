from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "danchu.workspace"
    label = "workspace"
