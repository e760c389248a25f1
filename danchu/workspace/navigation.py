"""The staff navigation: a table. What a row shows is asked of the person's permissions."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from danchu.organisation.policies import can, check_keep_households, check_may
from danchu.organisation.states import Permission
from danchu.petitions.queries.mediation import villages_of
from danchu.workspace.policies import check_read_acts


def check_desk(access) -> None:
    """Who receives citizens, and who signs for the commune (danchu/petitions)."""
    if not access.may(Permission.APPROVE):
        check_may(access, Permission.RECEIVE)


def check_mediator(access) -> None:
    """Who mediates in a village (danchu/petitions): nobody else opens its log."""
    if not villages_of(access):
        raise PermissionDenied


class Entry(NamedTuple):
    """One row of the navigation: its words, the name of its address, who needs which permission to see it."""

    label: str
    url_name: str
    permission: Permission | None = None
    check: Callable | None = None  # where no single permission decides
    also: tuple[str, ...] = ()  # further addresses that belong to the part


ENTRIES = (
    Entry(_("Hôm nay"), "workspace:home"),
    Entry(_("Việc phải làm"), "duties:list"),
    Entry(_("Công khai"), "disclosure:list"),
    Entry(_("Dân bàn"), "decisions:list", also=("meetings:list", "ballots:list", "after:list")),
    Entry(_("Hộ gia đình"), "households:list", check=check_keep_households),
    Entry(_("Kế hoạch"), "plans:list"),
    Entry(_("Báo cáo"), "reports:list"),
    Entry(_("Bảng niêm yết"), "boards:orders"),
    Entry(_("Yêu cầu thông tin"), "information:index", Permission.WORK),
    Entry(_("Phản ánh, kiến nghị"), "petitions:index", Permission.WORK),
    Entry(_("Tiếp công dân"), "reception:index", check=check_desk),
    Entry(_("Sổ hòa giải"), "mediation:index", check=check_mediator),
    Entry(_("Loa, trưởng thôn"), "airing:list"),
    Entry(_("Văn bản đến"), "incoming:book"),
    Entry(_("Văn thư"), "documents:desk", Permission.RECORDS),
    Entry(_("Đơn vị, người dùng"), "organisation:units", Permission.ADMINISTER),
    Entry(_("Nhật ký"), "workspace:acts", check=check_read_acts),
)


def navigation(path: str, access) -> list[dict]:
    """The rows a person sees: label, url, whether `path` lies below it (the home only when it is the page itself)."""
    home = reverse("workspace:home")
    rows = []
    for entry in ENTRIES:
        if _sees(entry, access):
            url, *others = (reverse(name) for name in (entry.url_name, *entry.also))
            current = path == url if url == home else path.startswith((url, *others))
            rows.append({"label": entry.label, "url": url, "current": current})
    return rows


def _sees(entry: Entry, access) -> bool:
    if entry.check:
        return can(entry.check, access)
    return entry.permission is None or access.may(entry.permission)
