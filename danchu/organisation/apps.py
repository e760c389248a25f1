from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "danchu.organisation"
    label = "organisation"
    verbose_name = "Tổ chức"
