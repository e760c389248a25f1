"""Who may do what with an item of disclosure. `check_…` raises a sentence; `can(check, …)` derives the rest."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.disclosure.models import Item, NamedList, Version
from danchu.disclosure.queries.kinds import may_be_listed
from danchu.disclosure.states import ItemState, NamesOnWeb, VersionState
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission

_PREPARES_ALL = (Permission.COORDINATE, Permission.RECORDS)


def check_prepare(access, item: Item) -> None:
    """Raises PermissionDenied for whoever neither works in the item's unit, nor coordinates or keeps the records."""
    if not any(access.may(permission) for permission in _PREPARES_ALL):
        check_may(access, Permission.WORK, item.unit)


def check_edit(access, item: Item) -> None:
    """Raises as `check_prepare`; Refused where there is nothing to work on now."""
    check_prepare(access, item)
    if item.state == ItemState.NONE:
        raise Refused(_("Nội dung này được ghi là không phát sinh. Hãy mở lại trước khi soạn."))
    if item.versions.filter(state=VersionState.WAITING).exists():
        raise Refused(_("Bản này đang chờ duyệt nên không sửa được. Cần sửa thì nhờ người duyệt trả lại."))


def check_approve(access, item: Item) -> None:
    """Raises PermissionDenied for whoever does not sign for the commune."""
    check_may(access, Permission.APPROVE)


def check_correct(access, item: Item) -> None:
    """Raises as `check_prepare`; Refused where nothing is public, or a version is in the making already."""
    check_prepare(access, item)
    if item.state != ItemState.PUBLIC:
        raise Refused(_("Chỉ đính chính được nội dung đang công khai."))
    if item.versions.filter(state__in=(VersionState.DRAFT, VersionState.WAITING)).exists():
        raise Refused(_("Đã có một bản đính chính đang soạn hoặc chờ duyệt."))


def check_withdraw(access, item: Item) -> None:
    """Raises PermissionDenied for whoever neither signs for the commune nor keeps the records."""
    if not access.may(Permission.APPROVE):
        check_may(access, Permission.RECORDS)
    if item.state != ItemState.PUBLIC:
        raise Refused(_("Nội dung này không còn công khai, không có gì để gỡ."))


def check_read_names(access, item: Item) -> None:
    """Who sees full names before they hang: whoever prepares the item, or approves it."""
    if not access.may(Permission.APPROVE):
        check_prepare(access, item)


def check_on_web(item: Item, on_web: NamesOnWeb) -> None:
    """Raises Refused when full names are to stand on the web and the law does not demand the list for this content."""
    if on_web == NamesOnWeb.LISTED and not may_be_listed(item.kind):
        raise Refused(_("Luật không buộc công khai đủ tên trên mạng với nội dung này. Trên mạng chỉ hiện chữ cái đầu."))


def check_complete(version: Version) -> None:
    """Raises Refused with the first thing that is missing before a version may go to who approves."""
    for lack in lacks(version):
        raise Refused(lack)


def lacks(version: Version) -> list[str]:
    """What a draft still lacks, each a sentence that says what to do, in the order of the steps."""
    lacking = []
    if not version.summary.strip():
        lacking.append(_("Hãy viết vài câu tóm tắt bằng lời dễ hiểu trước khi trình duyệt."))
    if version.number > 1 and was_public_before(version) and not version.what_changed.strip():
        lacking.append(_("Hãy ghi nội dung thay đổi và lý do."))
    for paper in version.papers.all():
        if paper.problem:
            lacking.append(_("Văn bản “%(title)s”: %(why)s") % {"title": paper.title, "why": paper.problem})
        elif paper.published_id is None:
            lacking.append(_("Văn bản “%(title)s” chưa soát xong thông tin cá nhân.") % {"title": paper.title})
    return lacking


def was_public_before(version: Version) -> bool:
    """Whether an earlier version of the item was public: then this one is a correction."""
    return version.item.versions.filter(number__lt=version.number, published_at__isnull=False).exists()


_FAULTS = {
    "no_heading": lambda: _("Danh sách nhiều cột phải có dòng đầu ghi tên cột, trong đó có cột “Họ và tên”."),
    "no_rows": lambda: _("Chưa có dòng nào. Mỗi người một dòng: họ và tên; thôn, bản."),
    "no_name": lambda: _("Dòng %(line)s: thiếu họ và tên."),
    "twice": lambda: _("Dòng %(line)s: trùng với dòng %(words)s. Bỏ một dòng, hoặc ghi thêm thôn, bản để phân biệt."),
    "too_long": lambda: _("Dòng %(line)s: có ô quá dài. Tên nhiều nhất 100 ký tự, ô khác 200."),
    "too_many_columns": lambda: _("Nhiều nhất %(words)s cột ngoài tên và thôn, bản. Hãy bỏ bớt cột."),
}
_DROPPED = {
    "reason": lambda: _("Cột “%(column)s” trông như lý do (hoãn, miễn, bệnh tật): không bao giờ công khai, đã bỏ."),
    "identity": lambda: _("Cột “%(column)s” là số giấy tờ cá nhân: đã bỏ."),
    "contact": lambda: _("Cột “%(column)s” là địa chỉ, điện thoại hoặc tài khoản: đã bỏ."),
    "birth": lambda: _("Cột “%(column)s” là ngày, năm sinh: đã bỏ."),
    "belief": lambda: _("Cột “%(column)s” là thông tin riêng tư nhạy cảm: đã bỏ."),
    "value": lambda: _("Cột “%(column)s” có số giấy tờ, điện thoại hoặc thông tin riêng: đã bỏ."),
    "chosen": lambda: _("Cột “%(column)s”: bạn đã chọn không công khai."),
}


def fault_words(fault) -> str:
    """What is wrong in a line of a named list, in a sentence."""
    return _FAULTS[fault.code]() % {"line": fault.line, "words": fault.words}


def dropped_words(column: str, why: str) -> str:
    """Why a column of a named list was left out, in a sentence."""
    return _DROPPED[why]() % {"column": column}


def has_names(version: Version) -> bool:
    """Whether the version carries a named list."""
    return NamedList.objects.filter(version=version).exists()


def check_see_original(access, item: Item) -> None:
    """Originals may hold what must not be public: for whoever prepares, or approves."""
    try:
        check_prepare(access, item)
    except PermissionDenied:
        check_may(access, Permission.APPROVE)
