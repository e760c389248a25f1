"""Writes on the outline: a version is edited apart, adopted with a reason, and holds for cycles that open later."""

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.organisation.models import Commune
from danchu.reports import outline
from danchu.reports.models import OutlineVersion
from danchu.reports.rules import editing


def current_version(commune, *, now) -> OutlineVersion:
    """The version that cycles open with now: the commune's latest, else the product's, kept once for all communes."""
    own = OutlineVersion.objects.filter(commune=commune, number__isnull=False).order_by("-number").first()
    if own:
        return own
    text = outline.shipped_text()
    shipped = OutlineVersion.objects.filter(commune=None)
    # The number of a shipped version tells one release's from another's without reading the text.
    number = int(hashlib.sha256(text.encode()).hexdigest()[:7], 16)
    found = shipped.filter(number=number).first()
    return found or OutlineVersion.objects.create(number=number, content=text, created_at=now)


@act(gettext_lazy("Bắt đầu sửa đề cương báo cáo"), on="result")
def start_editing(*, commune, based_on: OutlineVersion | None = None, by, now) -> OutlineVersion:
    """The version being edited: the one there is, else a copy of `based_on`, else of the one that holds.

    Raises Refused when another is being edited and `based_on` asks for an older one.
    """
    locked(Commune.objects).get(pk=commune.pk)
    draft = OutlineVersion.objects.filter(commune=commune, number=None).first()
    if draft:
        if based_on and draft.based_on_id != based_on.pk:
            raise Refused(_("Đang có một bản sửa dở. Hãy ban hành hoặc bỏ bản đó trước."))
        return draft
    source = based_on or current_version(commune, now=now)
    return OutlineVersion.objects.create(
        commune=commune, number=None, content=source.content, based_on=source, created_at=now, created_by=by
    )


@act(gettext_lazy("Sửa đề cương báo cáo"))
def edit(*, version: OutlineVersion, change: editing.Edit, edits: int, by, now) -> OutlineVersion:
    """Applies one change to the version being edited.

    `edits`: how many the person saw; raises Stale when somebody edited since, Refused when the change makes no sense.
    """
    version = _being_edited(version, edits)
    try:
        text = editing.apply(version.content, change)
        outline.read(text)
    except editing.Impossible as problem:
        raise Refused(_REFUSALS[problem.code]() % {"name": problem.name}) from problem
    except ValueError as problem:
        raise Refused(_("Sửa như vậy thì đề cương không còn khớp: %(why)s.") % {"why": problem}) from problem
    version.content, version.edits = text, version.edits + 1
    version.save(update_fields=["content", "edits"])
    return version


@act(gettext_lazy("Áp dụng đề cương báo cáo"))
def adopt(*, version: OutlineVersion, reason: str, edits: int, by, now) -> OutlineVersion:
    """The edited version becomes the commune's next; cycles that are open keep theirs.

    Raises Refused without a reason or when it says what the present one says, Stale when somebody edited since.
    """
    locked(Commune.objects).get(pk=version.commune_id)
    version = _being_edited(version, edits)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do sửa đề cương, để người sau hiểu."))
    present = current_version(version.commune, now=now)
    if present.content == version.content:
        raise Refused(_("Bản này chưa khác bản đang dùng. Hãy sửa, hoặc bỏ bản đang sửa."))
    version.number = present.number + 1 if present.commune_id else 1
    version.reason, version.adopted_at, version.adopted_by = " ".join(reason.split())[:300], now, by
    version.save()
    return version


@act(gettext_lazy("Thôi sửa đề cương báo cáo"), on="commune")
def stop_editing(*, version: OutlineVersion, edits: int, by, now) -> None:
    """Throws the version being edited away; what holds goes on holding."""
    _being_edited(version, edits).delete()


def _being_edited(version: OutlineVersion, edits: int) -> OutlineVersion:
    found = locked(OutlineVersion.objects.select_related("commune")).filter(pk=version.pk).first()
    if found is None or found.number is not None:
        raise Stale(_("Bản này đã được ban hành hoặc đã bỏ. Hãy tải lại trang."))
    if found.edits != edits:
        raise Stale(_("Người khác vừa sửa đề cương. Hãy xem lại rồi làm lại."))
    return found


_REFUSALS = {
    "has_indicators": lambda: _("Mục %(name)s còn chỉ tiêu. Hãy chuyển các chỉ tiêu sang mục khác trước."),
    "has_sections": lambda: _("Mục %(name)s còn mục con. Hãy bỏ các mục con trước."),
    "last_section": lambda: _("Đề cương phải còn ít nhất một mục để viết."),
    "needed": lambda: _("Tỷ lệ ở chỉ tiêu %(name)s tính từ chỉ tiêu này nên chưa bỏ được."),
    "taken": lambda: _("Đã có mã %(name)s. Hãy dùng mã khác."),
    "unknown": lambda: _("Không tìm thấy %(name)s. Hãy tải lại trang."),
    "no_parts": lambda: _("Chỉ tiêu cần ít nhất một số liệu. Ví dụ: số cuộc | cuộc"),
    "bad_code": lambda: _("Mã mục “%(name)s” chưa đúng. Ví dụ: IX hoặc III.4"),
}
