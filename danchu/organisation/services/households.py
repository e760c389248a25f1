"""Writes on the households of a village: each leaves what stood there before (HouseholdChange).

Law 10/2022, Art. 16 to 21: the household decides, through the representative it named itself. Nothing here says what a
household thinks or voted.
"""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act, kind_of_act, note, reference
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.models import Household, HouseholdChange, Person, Unit
from danchu.organisation.rules import free_code, household_words
from danchu.organisation.states import UnitKind

_DAY = datetime.timedelta(days=1)
_TAKEN = kind_of_act("organisation.take_sheet", gettext_lazy("Tải danh sách hộ gia đình về máy"))
FIELDS = (
    "code", "representative", "representative_sex", "named_by_household", "substitute", "substitute_sex", "address",
    "cluster", "is_remote", "reach", "phone",
)  # fmt: skip


@act(gettext_lazy("Thêm hộ gia đình"), on="result")
def add_household(
    *, village: Unit, by: Person | None, now, valid_from: datetime.date | None = None, **fields
) -> Household:
    """A new household of a village, of today unless `valid_from` says otherwise; `fields` as in `FIELDS`.

    Raises Refused when the village has a household of this code, or the village is none that lives.
    """
    _check_village(village, timezone.localdate(now))
    start = valid_from or timezone.localdate(now)
    household = Household(commune_id=village.commune_id, village=village, valid_from=start, **fields)
    _save(household)
    _note(household, {}, {"valid_from": start}, by=by, now=now)
    return household


@act(gettext_lazy("Sửa thông tin hộ gia đình"))
def change_household(
    *, household: Household, by: Person | None, now, seen: int | None = None, reason: str = "", **fields
) -> Household:
    """Corrects what stands of a household, or names another representative; nothing different: nothing is written.

    `seen`: `last_change` as the person had it on the page. Raises Stale when somebody changed it since, Refused when
    the household is no longer one of the village or the code is another's.
    """
    household = _held(household, seen)
    if household.valid_to:
        raise Refused(_("Hộ này không còn trong danh sách. Hãy đưa trở lại trước khi sửa."))
    before = {name: getattr(household, name) for name in fields}
    after = {name: value for name, value in fields.items() if value != before[name]}
    if not after:
        return household
    for name, value in after.items():
        setattr(household, name, value)
    _save(household)
    _note(household, {name: before[name] for name in after}, after, by=by, now=now, reason=reason)
    return household


@act(gettext_lazy("Ghi người đại diện do hộ cử"))
def name_representative(
    *, household: Household, representative: str, representative_sex: str = "", by: Person, now,
    seen: int | None = None, substitute: str | None = None, substitute_sex: str = "",
) -> Household:  # fmt: skip
    """Whom the household itself named; the former representative stays as substitute unless another is said."""
    former = (household.representative, household.representative_sex)
    same = " ".join(representative.split()) == household.representative
    stands_in = (substitute, substitute_sex) if substitute is not None else former
    fields = {} if same and substitute is None else {"substitute": stands_in[0], "substitute_sex": stands_in[1]}
    return change_household(
        household=household, representative=" ".join(representative.split()), representative_sex=representative_sex,
        named_by_household=True, seen=seen, by=by, now=now, **fields,
    )  # fmt: skip


@act(gettext_lazy("Chuyển hộ sang thôn, bản khác"))
def move_household(
    *, household: Household, to: Unit, on: datetime.date, by: Person, now, code: str = "", seen: int | None = None
) -> Household:
    """From the day `on` the household is one of another village of the commune; gives its row there.

    The old row ends the day before: what was decided until then was decided with it. Raises Refused for the same
    village, another commune's, a day in the future, or a code that is taken there.
    """
    household = _held(household, seen)
    _check_ends(household, on, now)
    _check_village(to, on)
    if to.pk == household.village_id or to.commune_id != household.commune_id:
        raise Refused(_("Hãy chọn một thôn, bản khác của xã."))
    taken = set(Household.objects.filter(village=to, valid_to__isnull=True).values_list("code", flat=True))
    wanted = code.strip() or household.code
    if wanted in taken:
        raise Refused(
            _("%(village)s đã có hộ mang mã %(code)s. Hãy ghi mã khác, ví dụ %(free)s.")
            % {"village": to.name, "code": wanted, "free": free_code(wanted, taken)}
        )
    fresh = Household(commune_id=to.commune_id, village=to, valid_from=on)
    for name in FIELDS:
        setattr(fresh, name, getattr(household, name))
    fresh.code, fresh.cluster = wanted, ""
    _end(household, on)
    _save(fresh)
    _note(household, {"valid_to": None}, {"valid_to": household.valid_to, "moved_to": to.name}, by=by, now=now, on=on)
    _note(fresh, {"village": household.village.name}, {"village": to.name}, by=by, now=now, on=on)
    return fresh


@act(gettext_lazy("Đưa hộ ra khỏi danh sách"))
def end_household(
    *, household: Household, on: datetime.date, reason: str, by: Person, now, seen: int | None = None
) -> Household:
    """From the day `on` it is no household of the village; frozen rolls keep it. Raises Refused without a reason."""
    household = _held(household, seen)
    _check_ends(household, on, now)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do."))
    _end(household, on)
    _note(household, {"valid_to": None}, {"valid_to": household.valid_to}, by=by, now=now, on=on, reason=reason)
    return household


@act(gettext_lazy("Đưa hộ trở lại danh sách"))
def restore_household(*, household: Household, by: Person, now, reason: str = "") -> Household:
    """A household that was ended stands in the list again, as if it had never left; under a free code.

    Raises Refused when it lives in another village now.
    """
    household = _held(household, None)
    if household.valid_to is None:
        raise Stale(_("Hộ này đang có trong danh sách. Hãy tải lại trang."))
    moved = next((each.after.get("moved_to") for each in household.changes.all() if "valid_to" in each.after), "")
    if moved:
        raise Refused(_("Hộ này đã chuyển sang %(village)s; hãy chuyển hộ từ đó về.") % {"village": moved})
    _check_village(household.village, timezone.localdate(now))
    before = {"valid_to": household.valid_to, "code": household.code}
    alive = Household.objects.filter(village=household.village_id, valid_to__isnull=True)
    household.code = free_code(household.code, set(alive.values_list("code", flat=True)))
    household.valid_to = None
    _save(household)
    _note(household, before, {"valid_to": None, "code": household.code}, by=by, now=now, reason=reason)
    return household


@act(gettext_lazy("Chia hộ về thôn, bản mới"), on="to")
def assign_households(*, households: Iterable[int], to: Unit, by: Person, now) -> int:
    """After a village was split: households (keys) still in it go to one of the villages that follow it.

    Gives how many went. Raises Refused when `to` does not stand in the place of their village.
    """
    rows = list(locked(Household.objects.select_related("village")).filter(pk__in=list(households), valid_to=None))
    allowed = set(to.follows.values_list("predecessor_id", flat=True))
    if any(row.village_id not in allowed for row in rows):
        raise Refused(_("%(village)s không kế tiếp thôn, bản của các hộ này.") % {"village": to.name})
    follow(rows, to, on=timezone.localdate(now), by=by, now=now)
    return len(rows)


def follow(rows: list[Household], to: Unit, *, on: datetime.date, by: Person | None, now) -> dict[str, list]:
    """The same households go on in another village, under a free code; key → [village, code] before."""
    taken = set(Household.objects.filter(village=to, valid_to__isnull=True).values_list("code", flat=True))
    before, changes = {}, []
    for row in rows:
        before[str(row.pk)] = [row.village_id, row.code]
        code = free_code(row.code, taken)
        taken.add(code)
        old = {"village": row.village.name, "code": row.code}
        row.village, row.code = to, code
        row.folded = household_words(row)
        changes.append(_change(row, old, {"village": to.name, "code": code}, on=on, by=by, now=now))
    Household.objects.bulk_update(rows, ["village", "code", "folded"], batch_size=500)
    HouseholdChange.objects.bulk_create(changes, batch_size=500)
    return before


def add_many(*, village: Unit, rows: list[dict], by: Person, now) -> list[Household]:
    """Every household of a list (`FIELDS` by name), in few statements. Raises Refused, naming the code, and none is
    there then.
    """
    today = timezone.localdate(now)
    _check_village(village, today)
    made = [Household(commune_id=village.commune_id, village=village, valid_from=today, **row) for row in rows]
    for one in made:
        _clean(one)
        one.folded = household_words(one)
    try:
        with transaction.atomic():
            made = Household.objects.bulk_create(made, batch_size=500)
    except IntegrityError as error:
        raise Refused(_("Vừa có người thêm một hộ cùng mã. Hãy chọn lại tệp để xem.")) from error
    HouseholdChange.objects.bulk_create(
        [_change(one, {}, {"valid_from": today.isoformat()}, on=today, by=by, now=now) for one in made], batch_size=500
    )
    return made


# -- shared -----------------------------------------------------------------------------------------------------------
def _held(household: Household, seen: int | None) -> Household:
    """The row as it stands now, locked. Raises Stale when it was changed since `seen`."""
    held = locked(Household.objects.select_related("village", "commune")).get(pk=household.pk)
    if seen is not None and seen != held.last_change:
        raise Stale(_("Hộ này vừa được người khác sửa. Hãy tải lại trang để xem rồi sửa tiếp."))
    return held


def _check_village(village: Unit, on: datetime.date) -> None:
    if village.kind != UnitKind.VILLAGE:
        raise Refused(_("Hộ gia đình chỉ thuộc thôn, bản, tổ dân phố."))
    if village.valid_to and village.valid_to < on:
        raise Refused(
            _("%(village)s không còn sau ngày %(day)s.") % {"village": village.name, "day": day(village.valid_to)}
        )


def _check_ends(household: Household, on: datetime.date, now) -> None:
    if household.valid_to:
        raise Stale(_("Hộ này đã ra khỏi danh sách. Hãy tải lại trang."))
    if on > timezone.localdate(now):
        raise Refused(_("Ngày này chưa đến. Hãy ghi khi hộ đã chuyển đi."))
    if household.valid_from and on < household.valid_from:
        since = {"day": day(household.valid_from)}
        raise Refused(_("Hộ có trong danh sách từ ngày %(day)s; hãy ghi ngày sau đó.") % since)


def _end(household: Household, on: datetime.date) -> None:
    household.valid_to = on - _DAY
    household.save(update_fields=["valid_to"])


def _clean(household: Household) -> None:
    for name in ("code", "representative", "substitute", "address", "cluster", "phone"):
        setattr(household, name, " ".join(getattr(household, name).split()))
    try:
        household.clean_fields(exclude=["village", "commune"])
    except ValidationError as error:
        raise Refused(f"{household.code}: {' '.join(dict.fromkeys(error.messages))}") from error


def _save(household: Household) -> None:
    _clean(household)
    household.folded = household_words(household)
    others = Household.objects.filter(village=household.village_id, code=household.code, valid_to__isnull=True)
    if other := others.exclude(pk=household.pk).first():
        raise Refused(
            _("Mã hộ %(code)s đang là của hộ %(name)s. Hãy dùng mã khác.")
            % {"code": household.code, "name": other.representative or _("chưa có người đại diện")}
        )
    try:
        with transaction.atomic():
            household.save()
    except IntegrityError as error:  # two clicks at the very same moment
        raise Refused(_("Mã hộ này vừa được dùng. Hãy tải lại trang để xem.")) from error


def _note(household: Household, before: dict, after: dict, *, by, now, on=None, reason: str = "") -> None:
    _change(household, before, after, on=on or timezone.localdate(now), by=by, now=now, reason=reason).save()


def _change(household: Household, before: dict, after: dict, *, on, by, now, reason: str = "") -> HouseholdChange:
    return HouseholdChange(
        household=household, on=on, before=_plain(before), after=_plain(after), reason=reason.strip()[:300], at=now,
        by=by,
    )  # fmt: skip


def _plain(values: dict) -> dict:
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in values.items()}


def note_taken(*, village: Unit, by: Person, now) -> None:
    """Somebody took a village's households away as a file: who and when stays in the trail."""
    note(by=by, kind=_TAKEN, subject=reference(village), now=now)
