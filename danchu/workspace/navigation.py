"""The staff navigation: a table. What a row shows is asked of the person's permissions."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from danchu.organisation.policies import can, check_keep_households
from danchu.organisation.states import Permission
from danchu.workspace.policies import check_read_acts


class Entry(NamedTuple):
    """One row of the navigation: its words, the name of its address, who needs which permission to see it."""

    label: str
    url_name: str
    permission: Permission | None = None
    check: Callable | None = None  # where no single permission decides


ENTRIES = (
    Entry(_("Hôm nay"), "workspace:home"),
    Entry(_("Việc phải làm"), "duties:list"),
    Entry(_("Công khai"), "disclosure:list"),
    Entry(_("Dân bàn"), "decisions:list"),
    Entry(_("Hộ gia đình"), "households:list", check=check_keep_households),
    Entry(_("Kế hoạch"), "plans:list"),
    Entry(_("Báo cáo"), "reports:list"),
    Entry(_("Bảng niêm yết"), "boards:orders"),
    Entry(_("Yêu cầu thông tin"), "information:index", Permission.WORK),
    Entry(_("Phản ánh, kiến nghị"), "petitions:index", Permission.WORK),
    Entry(_("Loa, trưởng thôn"), "airing:list"),
    Entry(_("Văn bản đến"), "incoming:book"),
    Entry(_("Văn thư"), "documents:desk", Permission.RECORDS),
    Entry(_("Đơn vị, người dùng"), "organisation:units", Permission.ADMINISTER),
    Entry(_("Nhật ký"), "workspace:acts", check=check_read_acts),
)


def navigation(path: str, access) -> list[dict]:
    """The rows a person sees: label, url, whether `path` lies below it (the home only when it is the page itself)."""
    allowed = [entry for entry in ENTRIES if _sees(entry, access)]
    rows = [(entry, reverse(entry.url_name)) for entry in allowed]
    home = reverse("workspace:home")
    return [
        {"label": entry.label, "url": url, "current": path == url if url == home else path.startswith(url)}
        for entry, url in rows
    ]


def _sees(entry: Entry, access) -> bool:
    if entry.check:
        return can(entry.check, access)
    return entry.permission is None or access.may(entry.permission)
