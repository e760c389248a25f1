"""How the public pages say things: topics in plain words, in time or late, why something was taken down."""

import datetime

from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from danchu.core.templatetags.vietnamese import day as written
from danchu.disclosure.models import Item, Paper, Version
from danchu.disclosure.states import Ground, Standing
from danchu.documents import files
from danchu.duties.queries import period_words
from danchu.organisation.models import Commune

# The fourteen contents of Art. 11 of Law 10/2022, in words of every day.
TOPICS = {
    1: gettext_lazy("Kế hoạch phát triển của xã"),
    2: gettext_lazy("Tiền của xã"),
    3: gettext_lazy("Đất đai, công trình"),
    4: gettext_lazy("Quy chế, cán bộ và cách làm việc"),
    5: gettext_lazy("Các quỹ, tiền dân đóng góp"),
    6: gettext_lazy("Tài sản công"),
    7: gettext_lazy("Hỗ trợ, trợ cấp, vay vốn"),
    8: gettext_lazy("Cứu trợ, quyên góp"),
    9: gettext_lazy("Nghĩa vụ quân sự"),
    10: gettext_lazy("Thanh tra, kỷ luật, lấy phiếu tín nhiệm"),
    11: gettext_lazy("Lấy ý kiến Nhân dân"),
    12: gettext_lazy("Phí, lệ phí"),
    13: gettext_lazy("Thủ tục hành chính"),
    14: gettext_lazy("Nội dung khác"),
}
GROUNDS = {
    Ground.SECRET: gettext_lazy("Nội dung là bí mật nhà nước, hoặc luật chưa cho công khai."),
    Ground.PERSONAL: gettext_lazy("Trong đó có thông tin cá nhân không được công khai."),
    Ground.MISTAKE: gettext_lazy("Xã đã công khai nhầm văn bản."),
    Ground.OVER: gettext_lazy("Đã hết thời gian phải công khai."),
}
# Public, and yet not as the law demands.
STANDINGS = {
    Standing.INCOMPLETE: gettext_lazy("Chưa đưa tin đủ nơi, đủ hình thức"),
    Standing.SHORT: gettext_lazy("Gỡ khỏi bảng trước thời hạn"),
    Standing.RENEWAL: gettext_lazy("Phải dán thường xuyên mà lâu chưa thấy bằng chứng"),
}
_TYPES = {
    files.PDF: "PDF", files.JPEG: gettext_lazy("ảnh"), files.PNG: gettext_lazy("ảnh"), files.DOCX: "Word",
    files.XLSX: "Excel", files.TEXT: gettext_lazy("chữ thường"),
}  # fmt: skip
EXTENSIONS = {
    files.PDF: "pdf", files.JPEG: "jpg", files.PNG: "png", files.DOCX: "docx", files.XLSX: "xlsx", files.TEXT: "txt",
}  # fmt: skip


def commune_of(slug: str) -> Commune:
    """The commune behind a public address; 404 for none and for one that has not begun."""
    return get_object_or_404(Commune.objects.begun(), slug=slug)


def topics() -> list[tuple[str, str]]:
    """The topics as choices."""
    return [(str(clause), str(words)) for clause, words in TOPICS.items()]


def topic(clause: int) -> str:
    """A clause of Art. 11 in words of every day."""
    return str(TOPICS.get(clause, TOPICS[14]))


def article(clause: int) -> str:
    """The place in the law."""
    return _("khoản %(clause)s Điều 11 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15") % {"clause": clause}


def address(commune: str, item: Item) -> str:
    """The page of an item, for ever."""
    return reverse("disclosure_public:item", args=[commune, item.year, item.number])


def built(name: str, *args) -> str:
    """An address of another area's page by its name; empty while that page does not exist in this product."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def in_time(item: Item, today: datetime.date) -> tuple[str, str]:
    """Whether an item was public in time: a state's tag and its words; ("", "") where no day binds it.

    What was due before the commune began to work with the system is never called late.
    """
    if item.due_on is None or (item.commune.begins_on and item.due_on < item.commune.begins_on):
        return "", ""
    if item.public_on and item.public_on <= item.due_on:
        return "done", _("Công khai đúng hạn")
    days = ((item.public_on or today) - item.due_on).days
    if days <= 0:
        return "", ""
    return "late", ngettext("Công khai chậm %(n)s ngày", "Công khai chậm %(n)s ngày", days) % {"n": days}


def period(item: Item) -> str:
    """The period an item tells of, in words; empty for none."""
    return period_words(item.period_from, item.period_to) if item.period_from and item.period_to else ""


def size(octets: int) -> str:
    """A file's size as people read it: "85 kB", "1,2 MB"."""
    if octets < 1_000_000:
        return f"{max(round(octets / 1000), 1)} kB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", _(","))


def file_kind(media_type: str) -> str:
    """What kind of file it is, in a word."""
    return str(_TYPES.get(media_type, _("tệp")))


def file_name(item: Item, version: Version, number: int, paper: Paper) -> str:
    """What a downloaded paper is called: from its address, for the name it was sent in with may name somebody."""
    parts = [item.commune.slug, "cong-khai", item.year, item.number, f"ban{version.number}", number]
    return f"{'-'.join(map(str, parts))}.{EXTENSIONS.get(paper.published.media_type, 'bin')}"


def boards_words(up: int, ordered: int) -> str:
    """On how many boards it is proved to hang or to have hung."""
    if not ordered:
        return ""
    if not up:
        return _("Chưa có bằng chứng đã dán ở bảng nào")
    return _("Đã dán ở %(up)s trên %(ordered)s bảng") % {"up": up, "ordered": ordered}


def days_words(days) -> str:
    """Days as a list people read: "12/02/2026, 13/02/2026"."""
    return ", ".join(written(day) for day in days)


def masked(name: str) -> str:
    """A person's name as the web shows it where the law does not demand the list: its first letters alone."""
    return " ".join(f"{part[0].upper()}." for part in name.split() if part)
