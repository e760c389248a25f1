"""Words that people type and everybody reads: no number or date of a person goes out in them.

A file's findings are decided one by one; in a few sentences somebody just rewrites them.
"""

from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.disclosure.messages import finding_kind
from danchu.disclosure.models import Version
from danchu.documents import redaction


def check_words(*texts: str) -> None:
    """Raises Refused naming what kinds of personal data surely stand in one of the texts (Law 10/2022, Art. 11)."""
    sure = [one.kind for text in texts if text for one in redaction.find(text.encode()) if one.sure]
    if sure:
        raise Refused(
            _("Lời sẽ công khai có thông tin cá nhân: %(kinds)s. Hãy bỏ đi rồi làm lại; trên mạng, bảng tin và loa ai "
              "cũng đọc, nghe được.")
            % {"kinds": ", ".join(finding_kind(kind) for kind in dict.fromkeys(sure))}
        )  # fmt: skip


def check_version(version: Version) -> None:
    """The same for all that is typed about a version: title, number, summary, what changed, names of its papers."""
    item = version.item
    titles = version.papers.values_list("title", flat=True)
    check_words(item.title, item.source_number, version.summary, version.what_changed, *titles)
