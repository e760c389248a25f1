"""Rows of a list of households: what each says, what is wrong with it, whether the household is there already."""

from django.utils.translation import gettext as _

from danchu.organisation.forms.cells import YES, ImportRow, plain, texts
from danchu.organisation.models import REACH_LABELS, Household, Unit
from danchu.organisation.states import ImportKind, Reach, Sex

_SEX_WORDS = {"nu": Sex.FEMALE, "nam": Sex.MALE, "female": Sex.FEMALE, "male": Sex.MALE, "f": Sex.FEMALE, "m": Sex.MALE}
_REACH_WORDS = {
    "den nha": Reach.DOOR, "goi dien": Reach.PHONE, "dien thoai": Reach.PHONE, "nhan tin": Reach.MESSAGE,
    "zalo": Reach.MESSAGE,
}  # fmt: skip
_NO = {"", "khong", "no", "0", "chua"}
OTHER = "other"


def read_households(village: Unit, cells: list[dict], today, decided: dict[int, str]) -> list[ImportRow]:
    """Every row with what is wrong with it, looked up in the village as it stands (1 query).

    A code stands once in the list and the village. A name that is there already under another code is asked about:
    `decided`: line → "other" (another household of this name); a row that is not decided is skipped.
    """
    known = list(Household.objects.filter(village=village).on(today))
    by_code = {plain(one.code): one for one in known}
    by_name: dict[str, Household] = {}
    for one in known:
        by_name.setdefault(plain(one.representative), one)
    rows: list[ImportRow] = []
    codes: dict[str, ImportRow] = {}
    names: dict[str, ImportRow] = {}
    for each in cells:
        row = ImportRow(each["line"], each)
        texts(row, ImportKind.HOUSEHOLDS)
        _values(row, village)
        _code(row, codes, by_code)
        name = plain(row.values["representative"])
        if name and not row.errors and not row.skipped:
            _name(row, names.get(name), by_name.get(name), decided.get(row.line, ""))
        if name:
            names.setdefault(name, row)
        if not name and not row.errors:
            row.notes.append(_("Chưa có người đại diện."))
        rows.append(row)
    return rows


def _values(row: ImportRow, village: Unit) -> None:
    values = row.values
    for name, label in (("representative_sex", _("Giới tính")), ("substitute_sex", _("Giới tính người đi thay"))):
        said = plain(values[name])
        values[name] = _SEX_WORDS.get(said, "")
        if said and not values[name]:
            row.errors.append(_("%(label)s chỉ ghi: nữ, hoặc nam.") % {"label": label})
    for name, label in (("named_by_household", _("Do hộ tự cử")), ("is_remote", _("Ở xa"))):
        said = plain(values[name])
        values[name] = said in YES
        if said not in YES | _NO:
            row.errors.append(_("Cột “%(label)s” chỉ ghi: x, hoặc bỏ trống.") % {"label": label})
    said = plain(values["reach"])
    values["reach"] = _REACH_WORDS.get(said) or (Reach.PHONE if values["phone"] and not said else Reach.DOOR)
    if said and said not in _REACH_WORDS:
        ways = ", ".join(str(label).lower() for label in REACH_LABELS.values())
        row.errors.append(
            _("Cách báo tin “%(said)s” không rõ. Viết: %(ways)s.") % {"said": row.cells["reach"][:40], "ways": ways}
        )
    if (named := plain(values.pop("village"))) and named not in (plain(village.name), plain(village.short_name)):
        row.errors.append(
            _("Dòng này ghi %(named)s, không phải %(village)s.")
            % {"named": row.cells["village"][:60], "village": village.name}
        )


def _code(row: ImportRow, codes: dict[str, ImportRow], by_code: dict[str, Household]) -> None:
    code, name = plain(row.values["code"]), plain(row.values["representative"])
    if not code:
        return
    first = codes.setdefault(code, row)
    if first is not row:
        same = plain(first.values["representative"]) == name
        row.errors.append(
            (_("Giống hệt dòng %(line)s.") if same else _("Mã hộ trùng với dòng %(line)s.")) % {"line": first.line}
        )
    elif there := by_code.get(code):
        if plain(there.representative) == name:
            row.skipped = True
            row.notes.append(_("Hộ này đã có trong danh sách; bỏ qua."))
        else:
            row.errors.append(
                _("Mã hộ này đang là của hộ %(name)s. Nếu hộ đổi người đại diện, hãy sửa ở trang của hộ.")
                % {"name": there.representative or _("chưa có người đại diện")}
            )


def _name(row: ImportRow, first: ImportRow | None, there: Household | None, answer: str) -> None:
    if first is not None:
        row.asked = _("Trùng tên với dòng %(line)s (mã hộ %(code)s).") % {
            "line": first.line, "code": first.values["code"],
        }  # fmt: skip
    elif there is not None:
        row.asked = _("Đã có hộ tên này, mã hộ %(code)s.") % {"code": there.code}
    if row.asked and answer != OTHER:
        row.skipped = True
