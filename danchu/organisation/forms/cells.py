"""The columns of lists that are brought in, and what one cell of a row says or gets wrong."""

import datetime
import difflib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.calendar import spreadsheet_day
from danchu.core.errors import Refused
from danchu.core.forms import DateField
from danchu.core.text import fold, squeezed
from danchu.organisation.models import ROLE_LABELS, Person, Unit
from danchu.organisation.policies import check_interim, check_role_fits
from danchu.organisation.rules import interim_last_day
from danchu.organisation.states import ImportKind, Role, UnitKind

# column -> label, the words a head may use for it (folded), whether every row needs it
COLUMNS: dict[ImportKind, dict[str, tuple]] = {
    ImportKind.PEOPLE: {
        "full_name": (gettext_lazy("Họ và tên"), ("ho va ten", "ho ten", "ten", "full name", "name"), True),
        "phone": (gettext_lazy("Điện thoại"), ("dien thoai", "so dien thoai", "sdt", "phone"), False),
        "email": (gettext_lazy("Thư điện tử"), ("thu dien tu", "email", "e-mail", "hop thu"), False),
        "unit": (gettext_lazy("Đơn vị"), ("don vi", "don vi cong tac", "thon, ban", "unit"), True),
        "title": (gettext_lazy("Chức vụ"), ("chuc vu", "chuc danh", "title"), True),
        "role": (gettext_lazy("Vai trò"), ("vai tro", "vai tro trong he thong", "role"), False),
        "starts_on": (gettext_lazy("Từ ngày"), ("tu ngay", "ngay bat dau", "bat dau", "from"), True),
        "ends_on": (gettext_lazy("Đến hết ngày"), ("den het ngay", "den ngay", "ngay ket thuc", "to"), False),
        "manner": (gettext_lazy("Quyền hoặc lâm thời"), ("quyen hoac lam thoi", "quyen", "lam thoi"), False),
    },
    ImportKind.UNITS: {
        "name": (gettext_lazy("Tên"), ("ten", "ten don vi", "don vi", "thon, ban", "name"), True),
        "kind": (gettext_lazy("Loại"), ("loai", "loai don vi", "kind"), True),
        "short_name": (gettext_lazy("Tên viết tắt"), ("ten viet tat", "viet tat", "short name"), False),
        "parent": (gettext_lazy("Trực thuộc"), ("truc thuoc", "cap tren", "parent"), False),
        "phone": (gettext_lazy("Điện thoại"), ("dien thoai", "so dien thoai", "sdt", "phone"), False),
        "email": (gettext_lazy("Thư điện tử"), ("thu dien tu", "email", "e-mail", "hop thu"), False),
        "reports": (gettext_lazy("Gửi báo cáo định kỳ"), ("gui bao cao dinh ky", "gui bao cao", "bao cao"), False),
        "valid_from": (gettext_lazy("Có từ ngày"), ("co tu ngay", "tu ngay", "from"), False),
    },
    ImportKind.HOUSEHOLDS: {
        "code": (gettext_lazy("Mã hộ"), ("ma ho", "so ho", "ma so ho", "so so ho", "stt", "tt", "code"), True),
        "representative": (
            gettext_lazy("Người đại diện hộ"),
            ("nguoi dai dien ho", "nguoi dai dien", "dai dien ho", "chu ho", "ho ten chu ho", "ho va ten chu ho",
             "ho va ten", "ho ten"), False,
        ),
        "representative_sex": (
            gettext_lazy("Giới tính"), ("gioi tinh", "gioi tinh nguoi dai dien", "nam, nu", "nam/nu"), False
        ),
        "named_by_household": (gettext_lazy("Do hộ tự cử"), ("do ho tu cu", "ho tu cu", "tu cu"), False),
        "substitute": (
            gettext_lazy("Người đi thay"), ("nguoi di thay", "di thay", "vo/chong", "vo, chong", "vo hoac chong"), False
        ),
        "substitute_sex": (
            gettext_lazy("Giới tính người đi thay"), ("gioi tinh nguoi di thay", "gioi tinh vo/chong"), False
        ),
        "address": (gettext_lazy("Địa chỉ"), ("dia chi", "noi o", "address"), False),
        "cluster": (gettext_lazy("Cụm dân cư"), ("cum dan cu", "cum", "nhom lien gia", "nhom"), False),
        "is_remote": (gettext_lazy("Ở xa"), ("o xa", "nha o xa"), False),
        "reach": (gettext_lazy("Cách báo tin"), ("cach bao tin", "bao tin"), False),
        "phone": (gettext_lazy("Điện thoại"), ("dien thoai", "so dien thoai", "sdt", "phone"), False),
        "village": (gettext_lazy("Thôn, bản"), ("thon, ban", "thon", "ban", "to dan pho"), False),
    },
    ImportKind.BOARDS: {
        "unit": (
            gettext_lazy("Thôn, bản hoặc trụ sở"),
            ("thon, ban hoac tru so", "thon, ban", "thon", "ban", "to dan pho", "don vi", "unit"), True,
        ),
        "place": (gettext_lazy("Loại nơi"), ("loai noi", "noi", "noi niem yet", "place"), True),
        "name": (gettext_lazy("Tên bảng"), ("ten bang", "ten", "bang niem yet", "bang", "name"), True),
        "where": (gettext_lazy("Chỗ treo"), ("cho treo", "vi tri", "dia chi", "where"), False),
    },
}  # fmt: skip
LENGTHS = {
    "full_name": 100, "name": 150, "short_name": 40, "phone": 40, "title": 100, "code": 20, "representative": 100,
    "substitute": 100, "cluster": 60,
}  # fmt: skip
# What a title or a word says about the role; the longest that the text begins with wins.
ROLE_WORDS = {
    "chu tich": Role.CHAIR, "pho chu tich": Role.DEPUTY_CHAIR, "van thu": Role.RECORDS_CLERK,
    "quan tri": Role.ADMINISTRATOR,
    "truong thon": Role.VILLAGE_HEAD, "truong ban": Role.VILLAGE_HEAD, "to truong": Role.VILLAGE_HEAD,
    "truong khu": Role.VILLAGE_HEAD, "truong": Role.HEAD, "giam doc": Role.HEAD, "hieu truong": Role.HEAD,
    "tram truong": Role.HEAD, "chanh van phong": Role.HEAD, "nguoi dung dau": Role.HEAD, "bi thu": Role.HEAD,
    "pho": Role.DEPUTY_HEAD, "cap pho": Role.DEPUTY_HEAD, "cong chuc": Role.OFFICER, "vien chuc": Role.OFFICER,
    "chuyen vien": Role.OFFICER, "can bo": Role.OFFICER, "nhan vien": Role.OFFICER, "ke toan": Role.OFFICER,
    "hoa giai vien": Role.MEDIATOR, "to truong to hoa giai": Role.MEDIATOR, "to pho to hoa giai": Role.MEDIATOR,
}  # fmt: skip
YES = {"x", "co", "yes", "1", "v", "true"}


@dataclass
class ImportRow:
    """One row of the list: what it says, whether it may be saved, and what would be done."""

    line: int
    cells: dict[str, str]
    values: dict = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same_name: list[Person] = field(default_factory=list)  # of whom a person must say whether it is one of them
    asked: str = ""  # what a person must decide before the row is saved; "" for nothing
    skipped: bool = False  # there already, or not wanted

    @property
    def good(self) -> bool:
        """Whether it will be saved."""
        return not self.errors and not self.skipped


def plain(text: str) -> str:
    """Without marks, case and stray blanks: what is compared."""
    return squeezed(fold(text))


def digits(text: str) -> str:
    """A telephone number as digits with its zero; empty when it is none."""
    digits = "".join(c for c in text if c.isdigit())
    digits = "0" + digits[2:] if digits.startswith("84") and len(digits) == 11 else digits
    return digits if len(digits) >= 9 else ""


def texts(row: ImportRow, kind: ImportKind) -> None:
    """Length, formulas, what is missing, telephone and e-mail: what every row is checked for."""
    for name, (label, _words, needed) in COLUMNS[kind].items():
        text = row.cells.get(name, "")
        if text.startswith(("=", "@")) or (text.startswith(("+", "-")) and name != "phone"):
            row.errors.append(
                _("%(label)s: ô này là công thức. Hãy chép giá trị vào (Dán đặc biệt, Giá trị).") % {"label": label}
            )
            text = ""
        elif needed and not text:
            row.errors.append(_("Thiếu %(label)s.") % {"label": str(label).lower()})
        if len(text) > LENGTHS.get(name, 200):
            row.errors.append(
                _("%(label)s dài quá %(n)s ký tự.") % {"label": label, "n": LENGTHS.get(name, 200)}
            )  # fmt: skip
        row.values[name] = text
    phone = row.values.get("phone", "")
    if phone.isdigit() and len(phone) == 9:  # a spreadsheet took the zero away
        row.values["phone"] = phone = f"0{phone}"
        row.notes.append(_("Điện thoại thêm số 0 ở đầu: %(phone)s.") % {"phone": phone})
    if phone and (not digits(phone) or any(c.isalpha() for c in phone)):
        row.errors.append(_("Điện thoại “%(phone)s” không giống số điện thoại.") % {"phone": phone[:40]})
    if row.values.get("email"):
        try:
            validate_email(row.values["email"])
        except ValidationError:
            row.errors.append(_("Thư điện tử “%(email)s” viết chưa đúng.") % {"email": row.values["email"][:60]})


def unit_named(row: ImportRow, name: str, units: list[Unit]) -> Unit | None:
    """The unit a cell names, by its name or short name; None with an error on the row, and the nearest name."""
    text = row.cells.get(name, "")
    if not text:
        return None
    found = [unit for unit in units if plain(text) in (plain(unit.name), plain(unit.short_name))]
    if len(found) == 1:
        return found[0]
    if found:
        row.errors.append(_("Có hai đơn vị tên “%(text)s”. Hãy ghi tên đầy đủ.") % {"text": text[:60]})
        return None
    near = difflib.get_close_matches(plain(text), [plain(unit.name) for unit in units], n=1, cutoff=0.6)
    hint = next((unit.name for unit in units if near and plain(unit.name) == near[0]), "")
    sentence = _("Xã không có đơn vị “%(text)s”.") % {"text": text[:60]}
    row.errors.append(sentence + (" " + _("Có phải “%(name)s”?") % {"name": hint} if hint else ""))
    return None


def role(row: ImportRow) -> None:
    """The role a row names, or that follows from its title and unit."""
    said, title = plain(row.cells.get("role", "")), plain(row.cells.get("title", ""))
    labels = {plain(str(label)): role for role, label in ROLE_LABELS.items()}
    words = said or title
    role = labels.get(words) or next(
        (ROLE_WORDS[word] for word in sorted(ROLE_WORDS, key=len, reverse=True) if words.startswith(word)), None
    )
    unit = row.values.get("unit")
    if role in (Role.CHAIR, Role.DEPUTY_CHAIR) and unit and unit.kind != UnitKind.COMMITTEE:
        role = Role.HEAD if role == Role.CHAIR else Role.DEPUTY_HEAD  # of the Front, an association
    if role == Role.HEAD and unit and unit.kind == UnitKind.VILLAGE:
        role = Role.VILLAGE_HEAD
    if role is None and words:
        row.errors.append(
            _("Không rõ vai trò “%(words)s”. Viết một trong: %(roles)s.")
            % {
                "words": row.cells.get("role") or row.cells.get("title"),
                "roles": ", ".join(map(str, ROLE_LABELS.values())),
            }
        )
    row.values["role"] = role
    row.values["role_label"] = ROLE_LABELS[role] if role else ""


def day_of(row: ImportRow, name: str) -> datetime.date | None:
    """The day in a cell, as typed or as the bare number of a spreadsheet; None with an error on the row."""
    text = row.cells.get(name, "")
    if not text or text.startswith("="):
        return None
    if serial := spreadsheet_day(text):
        return serial
    try:
        return DateField().clean(text)
    except ValidationError as error:
        row.errors.append(" ".join(error.messages))
        return None


def span(row: ImportRow, today) -> None:
    """First and last day in order, and inside the life of the unit."""
    starts, ends, unit = row.values["starts_on"], row.values["ends_on"], row.values["unit"]
    if starts and ends and ends < starts:
        row.errors.append(_("Ngày cuối đứng trước ngày bắt đầu."))
    if starts and unit and unit.valid_from and starts < unit.valid_from:
        row.errors.append(_("%(unit)s chưa có vào ngày bắt đầu.") % {"unit": unit.name})
    if starts and starts > today + datetime.timedelta(days=3660):
        row.errors.append(_("Ngày bắt đầu quá xa. Hãy xem lại năm."))


def manner(row: ImportRow) -> None:
    """Whether the post is acting (quyền) or interim (lâm thời), and whether the law lets it be."""
    said = plain(row.cells.get("manner", ""))
    row.values["is_acting"] = said in {"quyen", "q", "q."}
    row.values["is_interim"] = said == "lam thoi"
    if said and not row.values["is_acting"] and not row.values["is_interim"]:
        row.errors.append(_("Cột “Quyền hoặc lâm thời” chỉ ghi: quyền, hoặc lâm thời."))
    values = row.values
    if values["unit"] and values["role"]:
        try:
            check_role_fits(values["unit"], values["role"])
        except Refused as refused:
            row.errors.append(str(refused))
    if values["is_interim"] and values["unit"] and values["role"] and values["starts_on"]:
        values["ends_on"] = values["ends_on"] or interim_last_day(values["starts_on"])
        try:
            check_interim(values["unit"], values["role"], values["starts_on"], values["ends_on"])
        except Refused as refused:
            row.errors.append(str(refused))
