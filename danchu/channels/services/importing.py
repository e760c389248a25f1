"""A list of boards is brought in at one go, all of it or nothing; taken back while nothing was ordered there."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels.models import Board, PostingOrder
from danchu.channels.services.boards import new_board
from danchu.core.errors import Refused
from danchu.organisation.models import Import, Person
from danchu.organisation.services import importing
from danchu.organisation.states import ImportKind
from danchu.register import services as register


@act(gettext_lazy("Nhập danh sách bảng niêm yết"), on="result")
def import_boards(*, commune, rows: list, file_name: str, form_key: str, by: Person, now) -> Import:
    """The good `rows` (organisation's `ImportRow`) become boards from today on.

    Sent twice under one `form_key` it is one import. Raises Refused, with the line, when one of them cannot be saved:
    then none is.
    """
    row, fresh = importing.begin(commune, ImportKind.BOARDS, file_name, form_key, by, now)
    if not fresh:
        return row
    on, made = timezone.localdate(now), []
    for each in rows:
        values = {name: each.values[name] for name in ("unit", "place", "name", "where")}
        try:
            made.append(new_board(Board(commune=commune, valid_from=on, **values)).pk)
        except Refused as refused:
            raise importing.at_line(each.line, refused) from refused
    row = importing.done(row, {"boards": made})
    register.touch(commune=commune.slug)
    return row


@act(gettext_lazy("Hoàn tác lần nhập danh sách bảng niêm yết"))
def undo_boards(*, imported: Import, by: Person, now) -> Import:
    """Takes away what a list made. Raises Refused, naming the board, when something was ordered or hangs there."""
    row = importing.to_undo(imported)
    keys = row.made.get("boards", [])
    if order := PostingOrder.objects.filter(board__in=keys).select_related("board").first():
        raise Refused(
            _("Bảng “%(board)s” đã có tờ được giao dán nên không hoàn tác được. Bảng nào không dùng thì mở bảng đó, "
              "bấm Thôi dùng.") % {"board": order.board.name}
        )  # fmt: skip
    if moved := Board.objects.filter(follows__in=keys).select_related("follows").first():
        raise Refused(_("Bảng “%(board)s” đã chuyển sang thôn khác nên không hoàn tác được.") % {"board": moved})
    Board.objects.filter(pk__in=keys).delete()
    register.touch(commune=row.commune.slug)
    return importing.undone(row, by=by, now=now)
