"""Writes on communes, units, people and their posts. What the public sees moves the commune's public revision."""

import datetime
import re
import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.organisation import directory
from danchu.organisation.models import Account, Commune, CommuneSuccession, Grant, Person, Post, Province, Unit
from danchu.organisation.policies import (
    check_account_can_be_locked,
    check_interim,
    check_post_can_end,
    check_ready_to_begin,
    check_role_fits,
    root_unit,
)
from danchu.organisation.rules import (
    COMMUNE_CODE,
    PROVINCE_CODE,
    USERNAME,
    commune_slug,
    interim_last_day,
    place_name,
    slugify_name,
)
from danchu.organisation.services.country import load_communes, rearrange_communes
from danchu.organisation.services.saving import save
from danchu.organisation.services.standing_in import end_stand_in, set_stand_in
from danchu.organisation.services.units import change_unit, close_unit, create_unit, create_units, remove_unit
from danchu.organisation.states import Permission, Role, UnitKind
from danchu.register import services as register

__all__ = [
    "NewAccount", "appoint", "begin", "change_contact", "change_person", "change_unit", "close_unit",
    "correct_commune", "create_commune", "create_person", "create_person_with_account", "create_unit", "create_units",
    "end_post", "end_stand_in", "finish_set_up", "generated_password", "give_account", "give_post", "grant",
    "load_communes", "lock_account", "open_account", "rearrange_communes", "remove_unit", "reset_password", "revoke",
    "set_stand_in",
]  # fmt: skip

# Letters and digits that are not taken for one another when read aloud or off paper.
FIRST_PASSWORD = datetime.timedelta(days=30)  # how long a first password waits for its owner
_PASSWORD_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class NewAccount:
    """A person who has just been given a way to sign in; the password exists only here, to be shown once."""

    person: Person
    username: str
    password: str


# -- the commune ----------------------------------------------------------------------------------------------------
@transaction.atomic
def begin(
    *, province: str, province_code: str, name: str, code: str, begins_on: datetime.date, admin: str, admin_name: str,
    on: datetime.date,
) -> str:  # fmt: skip
    """The real start (`danchu init`): a commune still being set up, its People's Committee, a first administrator.

    Nothing else is assumed: the set-up page asks the rest. `on` is today, the administrator's first day; `admin` the
    name to sign in with. Returns the initial password, to be shown once. Raises Refused when the commune or the name
    exists already.
    """
    commune = create_commune(
        province_code=province_code, province_name=province, code=code, name=name, begins_on=begins_on, by=None
    )
    commune.is_being_set_up = True
    commune.save(update_fields=["is_being_set_up"])
    made = create_person_with_account(commune=commune, full_name=admin_name, username=admin, by=None)
    give_post(
        person=made.person, unit=root_unit(commune), role=Role.ADMINISTRATOR, title=_("Quản trị hệ thống"),
        starts_on=on, by=None,
    )  # fmt: skip
    return made.password


@act(gettext_lazy("Lập xã"), on="result")
def create_commune(
    *, province_code: str, province_name: str, code: str, name: str, begins_on: datetime.date,
    by: Person | None, is_sample: bool = False, **contact,
) -> Commune:  # fmt: skip
    """A commune with its root unit, the People's Committee; the slug is worked out once and kept for ever.

    `contact`: `merged_on`, `address`, `phone`, `office_hours`, `reception_days`, `website`.
    """
    if not re.match(PROVINCE_CODE, province_code) or not re.match(COMMUNE_CODE, code):
        raise Refused(_("Mã tỉnh gồm 2 chữ số, mã xã gồm 5 chữ số. Ví dụ: 12 và 03390."))
    province, _made = Province.objects.get_or_create(code=province_code, defaults={"name": province_name})
    # An entry of the country's list becomes the commune itself, slug and all.
    commune = Commune.objects.filter(code=code, begins_on__isnull=True).first() or Commune(code=code)
    commune.slug = commune.slug or _free_slug(name, code)
    values = {"province": province, "name": name, "begins_on": begins_on, "is_sample": is_sample, **contact}
    for field, value in values.items():
        setattr(commune, field, value)
    save(commune)
    save(Unit(commune=commune, kind=UnitKind.COMMITTEE, name=_committee_name(name), short_name="UBND"))
    register.touch(commune=commune.slug)
    register.touch_directory()
    return commune


@act(gettext_lazy("Sửa tên, mã xã khi thiết lập"), on="commune")
def correct_commune(*, commune: Commune, province_code: str, province_name: str, by: Person, **values) -> Commune:
    """While a commune is being set up its name, code and first day may still be corrected, and its slug with them."""
    if not commune.is_being_set_up:
        raise Refused(_("Xã đã bắt đầu dùng hệ thống nên tên, mã và ngày bắt đầu không sửa được nữa."))
    old = commune.slug
    province, _made = Province.objects.get_or_create(code=province_code, defaults={"name": province_name})
    if province.name != province_name and not Commune.objects.filter(province=province).exclude(pk=commune.pk).exists():
        province.name = province_name
        save(province)
    commune.province = province
    former = commune.code
    for name, value in values.items():
        setattr(commune, name, value)
    if commune.code != former:
        _give_way(commune)
    commune.slug = _free_slug(commune.name, commune.code, but=commune)
    save(commune)
    root = root_unit(commune)
    root.name = _committee_name(commune.name)
    save(root)
    for slug in {old, commune.slug}:
        register.touch(commune=slug)
    register.touch_directory()
    return commune


@act(gettext_lazy("Sửa thông tin liên hệ của xã"), on="commune")
def change_contact(*, commune: Commune, by: Person, **contact) -> Commune:
    """Where and when the commune is reached: `address`, `phone`, `office_hours`, `reception_days`, `website`."""
    for name, value in contact.items():
        setattr(commune, name, value)
    save(commune)
    register.touch(commune=commune.slug)
    return commune


@act(gettext_lazy("Hoàn tất thiết lập xã"), on="commune")
def finish_set_up(*, commune: Commune, by: Person, on: datetime.date) -> Commune:
    """The commune begins: from now on it is public. Raises Refused naming what is missing."""
    check_ready_to_begin(commune, on)
    commune.is_being_set_up = False
    commune.save(update_fields=["is_being_set_up"])
    register.touch(commune=commune.slug)
    register.touch_directory()
    return commune


def _give_way(commune: Commune) -> None:
    """The mere entry of the country's list under the commune's new code makes room, what follows others included."""
    for entry in Commune.objects.filter(code=commune.code, begins_on__isnull=True):
        CommuneSuccession.objects.filter(successor=entry).update(successor=commune)
        entry.delete()


def _free_slug(name: str, code: str, but: Commune | None = None) -> str:
    """As the country's list has it; outside the list the name, if no commune of the country and no row here has it."""
    others = Commune.objects.exclude(pk=but.pk) if but else Commune.objects
    taken = set(others.values_list("slug", flat=True))
    listed = directory.entries().get(code)
    same = listed and slugify_name(place_name(listed.name)) == slugify_name(place_name(name))
    if same and listed.slug not in taken:
        return listed.slug
    return commune_slug(place_name(name), code, taken | directory.places())


def _committee_name(commune: str) -> str:
    return f"Ủy ban nhân dân {commune}"


# -- people ---------------------------------------------------------------------------------------------------------
@act(gettext_lazy("Thêm người"), on="result")
def create_person(*, commune: Commune, full_name: str, by: Person | None, phone: str = "", email: str = "") -> Person:
    """A person who works with the commune, without a way to sign in."""
    return save(Person(commune=commune, full_name=full_name, phone=phone, email=email))


@act(gettext_lazy("Thêm người kèm tài khoản"), on="result")
def create_person_with_account(
    *, commune: Commune, full_name: str, username: str, by: Person | None, phone: str = "", email: str = "",
    password: str = "",
) -> NewAccount:  # fmt: skip
    """A person and an account; without `password` one is generated. It is in the answer and nowhere else."""
    person = create_person(commune=commune, full_name=full_name, phone=phone, email=email, by=by)
    return give_account(person=person, username=username, password=password, by=by)


@act(gettext_lazy("Thêm người và chức vụ"), on="result")
def appoint(
    *, commune: Commune, full_name: str, unit: Unit, role: Role, title: str, starts_on: datetime.date, by: Person,
    phone: str = "", email: str = "", username: str = "", is_acting: bool = False, is_interim: bool = False,
    ends_on: datetime.date | None = None,
) -> NewAccount | Person:  # fmt: skip
    """A new person with a first post; with `username` also an account, whose password is in the answer.

    Raises Refused when someone of this name holds this very post: a second click.
    """
    same = Post.objects.on(starts_on).filter(unit=unit, role=role, title=title, person__full_name=full_name)
    if not username and same.exists():
        raise Refused(
            _("%(person)s đã được thêm với chức vụ này. Nếu là hai người trùng tên, hãy ghi thêm vào tên hoặc chức vụ.")
            % {"person": full_name}
        )
    made = person = create_person(commune=commune, full_name=full_name, phone=phone, email=email, by=by)
    give_post(
        person=person, unit=unit, role=role, title=title, starts_on=starts_on, ends_on=ends_on, is_acting=is_acting,
        is_interim=is_interim, by=by,
    )  # fmt: skip
    if username:
        made = give_account(person=person, username=username, by=by)
    return made


@act(gettext_lazy("Cấp tài khoản"))
def give_account(*, person: Person, username: str, by: Person | None, password: str = "") -> NewAccount:
    """Lets a person sign in. Raises Refused when the name is taken or the person has an account."""
    if person.account_id:
        raise Refused(_("%(person)s đã có tài khoản.") % {"person": person.full_name})
    if not re.match(USERNAME, username):
        raise Refused(_("Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số. Ví dụ: vanthu.binhlu"))
    if Account.objects.filter(username__iexact=username).exists():
        raise Refused(
            _(
                "Tên đăng nhập “%(name)s” đã có người dùng. Hãy chọn tên khác. Nếu bạn vừa bấm hai lần, người này đã "
                "được thêm: mở trang của người đó và đặt lại mật khẩu."
            )
            % {"name": username}
        )
    account = Account(username=username, email=person.email)
    if password:
        _acceptable(password)
    else:
        password = generated_password()
        account.one_time_until = timezone.now() + FIRST_PASSWORD
    account.set_password(password)
    save(account)
    person.account = account
    person.save(update_fields=["account"])
    return NewAccount(person, username, password)


@act(gettext_lazy("Sửa thông tin người dùng"))
def change_person(*, person: Person, by: Person, **values) -> Person:
    """Corrects `full_name`, `phone`, `email`; mail to the account follows."""
    for name, value in values.items():
        setattr(person, name, value)
    save(person)
    if person.account and person.account.email != person.email:
        person.account.email = person.email
        person.account.save(update_fields=["email"])
    return person


@act(gettext_lazy("Khóa tài khoản"))
def lock_account(*, person: Person, on: datetime.date, by: Person) -> None:
    """The person may no longer sign in; open sessions end. The last administrator cannot be locked out."""
    check_account_can_be_locked(person, on)
    Account.objects.filter(pk=person.account_id).update(is_active=False)


@act(gettext_lazy("Mở lại tài khoản"))
def open_account(*, person: Person, by: Person) -> None:
    """The person may sign in again."""
    Account.objects.filter(pk=person.account_id).update(is_active=True)


def generated_password() -> str:
    """Twelve letters and digits in three groups: 58 bits, easy to read off paper."""
    return "-".join("".join(secrets.choice(_PASSWORD_LETTERS) for _letter in range(4)) for _group in range(3))


def _acceptable(password: str) -> str:
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return password


# -- posts and grants -----------------------------------------------------------------------------------------------
@act(gettext_lazy("Giao chức vụ"))
def give_post(
    *, person: Person, unit: Unit, role: Role, title: str, starts_on: datetime.date, by: Person | None,
    is_acting: bool = False, is_interim: bool = False, ends_on: datetime.date | None = None,
) -> Post:  # fmt: skip
    """The person holds a role in a unit of their own commune from `starts_on`, where known until `ends_on`.

    An interim village head without a last day gets the latest the law allows; longer raises Refused (rules.py).
    """
    if unit.commune_id != person.commune_id:
        raise Refused(_("Đơn vị không thuộc xã của người này."))
    if unit.valid_to and unit.valid_to < starts_on:
        raise Refused(_("%(unit)s đã kết thúc hoạt động trước ngày đó.") % {"unit": unit.name})
    if unit.valid_from and starts_on < unit.valid_from:
        raise Refused(
            _("%(unit)s chỉ có từ ngày %(day)s. Chức vụ không thể bắt đầu trước ngày đó.")
            % {"unit": unit.name, "day": day(unit.valid_from)}
        )
    check_role_fits(unit, role)
    if is_interim:
        ends_on = ends_on or interim_last_day(starts_on)
        check_interim(unit, role, starts_on, ends_on)
    if person.posts.on(starts_on).filter(unit=unit, role=role).exists():
        raise Refused(_("%(person)s đang giữ vai trò này ở %(unit)s.") % {"person": person, "unit": unit.name})
    return save(
        Post(
            person=person, unit=unit, role=role, title=title, starts_on=starts_on, ends_on=ends_on,
            is_acting=is_acting, is_interim=is_interim,
        )
    )  # fmt: skip


@act(gettext_lazy("Kết thúc chức vụ"))
def end_post(*, post: Post, on: datetime.date, by: Person) -> Post:
    """`on` is the last day the post is held; its grants end with it. The last administrator's post stays."""
    check_post_can_end(post, on)
    post.ends_on = on
    return save(post)


@act(gettext_lazy("Cấp quyền riêng"))
def grant(*, post: Post, permission: Permission, unit: Unit, by: Person | None) -> Grant:
    """A permission beyond the role, over `unit` and everything below it."""
    if unit.commune_id != post.unit.commune_id:
        raise Refused(_("Đơn vị không thuộc xã của người này."))
    given, _made = Grant.objects.get_or_create(post=post, permission=permission, unit=unit)
    return given


@act(gettext_lazy("Thu hồi quyền riêng"))
def revoke(*, grant: Grant, by: Person) -> None:
    """Takes back what was given beyond the role."""
    grant.delete()
