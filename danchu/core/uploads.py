"""How uploads come in: in memory only, cut off at the limit, so that nothing refused ever lay on a disk."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_IN_ONE_FORM = 6  # times the limit of one file


class InMemory(FileUploadHandler):
    """Keeps each file in memory up to one byte beyond `UPLOAD_LIMIT`; the rest is read and thrown away.

    A file cut off so is larger than the limit, and its form says so. Django's own handlers would write files of more
    than 2.5 MB to a temporary folder before anybody has looked at them.
    """

    taken = 0  # bytes of all files of this request

    def new_file(self, *args, **kwargs):
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.kept, self.is_cut = BytesIO(), False

    def receive_data_chunk(self, raw_data, start):
        """Some bytes of it; gives None, so that no other handler gets them."""
        room = settings.UPLOAD_LIMIT + 1 - self.kept.tell()
        if self.taken + len(raw_data) > MOST_IN_ONE_FORM * settings.UPLOAD_LIMIT:
            room, self.is_cut = 0, True
        self.kept.write(raw_data[:room])
        self.taken += min(room, len(raw_data))

    def file_complete(self, file_size):
        """The whole of it; or its beginning, with the size that tells the form that it is too large."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept, field_name=self.field_name, name=self.file_name, content_type=self.content_type,
            size=max(file_size, settings.UPLOAD_LIMIT + 1) if self.is_cut else file_size, charset=self.charset,
            content_type_extra=self.content_type_extra,
        )  # fmt: skip
