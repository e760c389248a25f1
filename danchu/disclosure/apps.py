from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class DisclosureConfig(AppConfig):
    name = "danchu.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """Reads the catalogue, so that a data file that breaks its form stops the start and not a page later on."""
        from danchu.disclosure import catalogue
        from danchu.rulebook import BadDataError

        try:
            catalogue.load()
        except BadDataError as error:
            raise ImproperlyConfigured(f"Danh mục nội dung công khai có lỗi. {error}") from None
