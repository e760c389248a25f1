"""A list is brought in at one go, all of it or nothing; and taken back while nothing hangs on what it made."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.organisation.models import Commune, Household, HouseholdChange, Import, Person, Post, Unit
from danchu.organisation.services import create_person, create_unit, give_post
from danchu.organisation.services.households import FIELDS, add_many
from danchu.organisation.states import ImportKind


@act(gettext_lazy("Nhập danh sách người và chức vụ"), on="result")
def import_people(*, commune: Commune, rows: list, file_name: str, form_key: str, by: Person, now) -> Import:
    """The good `rows` (forms.importing.ImportRow: `line`, `values`) become people with posts.

    Sent twice under one `form_key` it is one import. Raises Refused, with the line, when one of them cannot be saved:
    then none is.
    """
    row, fresh = begin(commune, ImportKind.PEOPLE, file_name, form_key, by, now)
    if not fresh:
        return row
    made: dict[str, list[int]] = {"people": [], "posts": []}
    by_line: dict[int, Person] = {}
    for each in rows:
        values = each.values
        try:
            person = values.get("person") or by_line.get(values.get("same_as", 0))
            if person is None:
                person = create_person(
                    commune=commune, full_name=values["full_name"], phone=values["phone"], email=values["email"], by=by
                )
                made["people"].append(person.pk)
            by_line[each.line] = person
            post = give_post(
                person=person, unit=values["unit"], role=values["role"], title=values["title"],
                starts_on=values["starts_on"], ends_on=values["ends_on"], is_acting=values["is_acting"],
                is_interim=values["is_interim"], by=by,
            )  # fmt: skip
            made["posts"].append(post.pk)
        except Refused as refused:
            raise at_line(each.line, refused) from refused
    return done(row, made)


@act(gettext_lazy("Nhập danh sách đơn vị"), on="result")
def import_units(*, commune: Commune, rows: list, file_name: str, form_key: str, by: Person, now) -> Import:
    """The good `rows` become units, whatever the order in which parents stand in the list. As `import_people`."""
    row, fresh = begin(commune, ImportKind.UNITS, file_name, form_key, by, now)
    if not fresh:
        return row
    start = Unit.objects.filter(commune=commune).count()
    by_line: dict[int, Unit] = {}
    waiting = list(rows)
    while waiting:
        ready = [each for each in waiting if each.values.get("parent_line", 0) in {0, *by_line}]
        if not ready:
            raise Refused(_("Các đơn vị trực thuộc lẫn nhau thành vòng."))
        for each in ready:
            values = each.values
            try:
                by_line[each.line] = create_unit(
                    commune=commune, kind=values["kind"], name=values["name"], short_name=values["short_name"],
                    parent=by_line.get(values.get("parent_line", 0)) or values.get("parent"), phone=values["phone"],
                    email=values["email"], reports=values["reports"], valid_from=values["valid_from"],
                    order=start + each.line, by=by,
                )  # fmt: skip
            except Refused as refused:
                raise at_line(each.line, refused) from refused
        waiting = [each for each in waiting if each.line not in by_line]
    return done(row, {"units": [unit.pk for unit in by_line.values()]})


@act(gettext_lazy("Nhập danh sách hộ gia đình"), on="result")
def import_households(*, village: Unit, rows: list, file_name: str, form_key: str, by: Person, now) -> Import:
    """The good `rows` become households of the village. As `import_people`."""
    row, fresh = begin(village.commune, ImportKind.HOUSEHOLDS, file_name, form_key, by, now)
    if not fresh:
        return row
    values = [{name: each.values[name] for name in FIELDS if name in each.values} for each in rows]
    made = add_many(village=village, rows=values, by=by, now=now)
    row = done(row, {"households": [one.pk for one in made]})
    row.made = {**row.made, "village": village.pk}
    row.save(update_fields=["made"])
    return row


def begin(commune, kind: ImportKind, file_name: str, form_key: str, by, now) -> tuple[Import, bool]:
    """The row of an import, and whether it is new: sent twice under one `form_key` it is one."""
    locked(Commune.objects).get(pk=commune.pk)
    return Import.objects.get_or_create(
        commune=commune, form_key=form_key[:40],
        defaults={"kind": kind, "file_name": file_name[:200], "made_at": now, "made_by": by},
    )  # fmt: skip


def done(row: Import, made: dict) -> Import:
    """The import with the keys of what it made. Raises Refused for nothing at all."""
    if not any(made.values()):
        raise Refused(_("Không có dòng nào để nhập."))
    row.made = made
    row.save(update_fields=["made"])
    return row


def at_line(line: int, refused: Refused) -> Refused:
    """What is wrong with a row, with its line: nothing was saved."""
    return Refused(_("Dòng %(line)s: %(what)s Chưa có gì được lưu.") % {"line": line, "what": refused})


@act(gettext_lazy("Hoàn tác lần nhập danh sách"))
def undo_import(*, imported: Import, by: Person, now) -> Import:
    """Takes away what a list made. Raises Refused, naming it, when something hangs on a person or unit of it."""
    row = to_undo(imported)
    made = row.made
    Post.objects.filter(pk__in=made.get("posts", [])).delete()
    people = list(Person.objects.filter(pk__in=made.get("people", [])))
    if known := next((person for person in people if person.account_id), None):
        raise Refused(_("%(who)s đã được cấp tài khoản nên không hoàn tác được.") % {"who": known})
    _take_away(Person, people)
    units = list(Unit.objects.filter(pk__in=made.get("units", [])))
    while units:
        leaves = [unit for unit in units if not unit.children.filter(pk__in=[each.pk for each in units]).exists()]
        _take_away(Unit, leaves)
        units = [unit for unit in units if unit not in leaves]
    _take_households_away(made.get("households", []))
    return undone(row, by=by, now=now)


def to_undo(imported: Import) -> Import:
    """The import, locked, to be taken back. Raises Refused when it was."""
    row = locked(Import.objects).get(pk=imported.pk)
    if row.undone_at:
        raise Refused(_("Lần nhập này đã được hoàn tác."))
    return row


def undone(row: Import, *, by: Person, now) -> Import:
    """Who took it back, and when."""
    row.undone_at, row.undone_by = now, by
    row.save(update_fields=["undone_at", "undone_by"])
    return row


def _take_households_away(keys: list[int]) -> None:
    """All of a list, as long as none was changed since and none stands on a roll, at a meeting or behind an assent."""
    if not keys:
        return
    if changed := HouseholdChange.objects.filter(household__in=keys).exclude(before={}).first():
        raise Refused(_("Hộ %(code)s đã được sửa nên không hoàn tác được.") % {"code": changed.household.code})
    try:
        with transaction.atomic():
            Household.objects.filter(pk__in=keys).delete()
    except ProtectedError as error:
        raise Refused(_("Đã có hộ trong một danh sách chốt hoặc cuộc họp nên không hoàn tác được.")) from error


def _take_away(model: type[Person] | type[Unit], rows: Sequence[Person | Unit]) -> None:
    """Deletes rows on which nothing hangs, in whatever area; what would only be emptied elsewhere counts too."""
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not (relation.auto_created and not relation.concrete) or relation.one_to_many is None:
            continue
        name = relation.field.name
        hanging = relation.related_model._base_manager.filter(**{f"{name}__in": rows}).values_list(name, flat=True)
        if (pk := hanging.first()) is not None:
            raise Refused(
                _("%(who)s đã có chức vụ, việc hoặc đơn vị gắn vào nên không hoàn tác được.")
                % {"who": next(row for row in rows if row.pk == pk)}
            )  # fmt: skip
    model._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
