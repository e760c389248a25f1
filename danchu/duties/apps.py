from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class DutiesConfig(AppConfig):
    name = "danchu.duties"
    label = "duties"

    def ready(self) -> None:
        """Loads the law, so that a data file that breaks its form stops the start and not a page later on."""
        from danchu import rulebook
        from danchu.rulebook import voting

        try:
            rulebook.book()
            voting.table()
        except rulebook.BadDataError as error:
            raise ImproperlyConfigured(f"Sổ quy định có lỗi. {error}") from None
