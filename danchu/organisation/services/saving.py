"""What every write of organisation shares: a row is checked in the words of its fields, then saved."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danchu.core.errors import Refused


def save(row):
    """Checks a row in the database's and the fields' own words, then saves it. Raises Refused with the sentences."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(dict.fromkeys(error.messages))) from error
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # two clicks at the very same moment
        raise Refused(_("Điều này vừa được lưu. Hãy tải lại trang để xem.")) from error
    return row
