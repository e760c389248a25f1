"""Rows of a list of boards: what each says, what is wrong with it, whether the board is there already."""

from django.utils.translation import gettext as _

from danchu.channels.forms.boards import board_units
from danchu.channels.models import Board
from danchu.channels.models.posting import PLACE_LABELS
from danchu.channels.states import VILLAGE_PLACES, Place
from danchu.organisation.forms.cells import ImportRow, plain, texts, unit_named
from danchu.organisation.models import Unit
from danchu.organisation.states import ImportKind, UnitKind

_PLACE_WORDS = {
    "tru so": Place.HEADQUARTERS, "tru so xa": Place.HEADQUARTERS, "tru so ubnd xa": Place.HEADQUARTERS,
    "nha van hoa": Place.CULTURE_HOUSE, "nvh": Place.CULTURE_HOUSE, "nha sinh hoat cong dong": Place.CULTURE_HOUSE,
    "diem sinh hoat cong dong": Place.MEETING_POINT, "diem sinh hoat": Place.MEETING_POINT,
}  # fmt: skip
_OWN_WORDS = {"tru so", "tru so xa", "ubnd xa", "uy ban nhan dan xa", "xa"}  # how lists name the headquarters


def read_boards(commune, cells: list[dict], today) -> list[ImportRow]:
    """Every row with what is wrong with it, looked up in the commune as it stands (2 queries).

    A name stands once in the list and among the commune's boards; the same board again is skipped.
    """
    units = list(board_units(commune, today))
    known = {plain(board.name): board for board in Board.objects.filter(commune=commune).on(today)}
    names: dict[str, ImportRow] = {}
    rows = []
    for each in cells:
        row = ImportRow(each["line"], each)
        texts(row, ImportKind.BOARDS)
        unit, place = _unit(row, units), _place(row)
        row.values |= {"unit": unit, "place": place, "place_label": PLACE_LABELS[place] if place else ""}
        if unit and place and (place in VILLAGE_PLACES) != (unit.kind == UnitKind.VILLAGE):
            row.errors.append(
                _("Bảng ở trụ sở ghi cho xã; bảng ở nhà văn hóa, điểm sinh hoạt cộng đồng ghi cho thôn, bản.")
            )
        _name(row, names, known)
        rows.append(row)
    return rows


def _unit(row: ImportRow, units: list[Unit]) -> Unit | None:
    if plain(row.cells.get("unit", "")) in _OWN_WORDS:
        return next((unit for unit in units if unit.kind == UnitKind.COMMITTEE), None)
    return unit_named(row, "unit", units)


def _place(row: ImportRow) -> Place | None:
    said = plain(row.cells.get("place", ""))
    labels = {plain(str(label)): place for place, label in PLACE_LABELS.items()}
    place = labels.get(said) or _PLACE_WORDS.get(said)
    if said and place is None:
        ways = "; ".join(str(label) for label in PLACE_LABELS.values())
        row.errors.append(
            _("Loại nơi “%(said)s” không rõ. Viết: %(ways)s.") % {"said": row.cells["place"][:40], "ways": ways}
        )
    return place


def _name(row: ImportRow, names: dict[str, ImportRow], known: dict[str, Board]) -> None:
    name = plain(row.values["name"])
    if not name:
        return
    first = names.setdefault(name, row)
    if first is not row:
        row.errors.append(_("Tên bảng trùng với dòng %(line)s.") % {"line": first.line})
    elif there := known.get(name):
        if row.values["unit"] == there.unit and row.values["place"] == there.place:
            row.skipped = True
            row.notes.append(_("Bảng này đã có; bỏ qua."))
        else:
            row.errors.append(_("Xã đã có bảng tên này, ở nơi khác. Hãy ghi tên khác."))
