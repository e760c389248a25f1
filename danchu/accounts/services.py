"""Writes on accounts: codes taken once, sessions, recovery by an administrator, the commune's rule, identities."""

import datetime
import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.accounts import messages, policies, queries, rules
from danchu.accounts.models import AccountEvent, OpenSession, SecondFactorRule
from danchu.accounts.seal import opened
from danchu.accounts.states import EventKind
from danchu.audit.services import act, kind_of_act
from danchu.audit.services import note as note_act
from danchu.core.errors import Refused
from danchu.notifications.services import notify
from danchu.organisation.models import Account, Commune, Person
from danchu.organisation.services import generated_password

ONE_TIME = datetime.timedelta(days=3)  # how long a one-time password waits for its owner
KEPT = datetime.timedelta(days=30)  # ended sessions are forgotten after that


PASSWORD_CHANGED = kind_of_act("accounts.password_changed", gettext_lazy("Tự đổi mật khẩu"))


@dataclass(frozen=True)
class Recovered:
    """An account given back to its owner; the password exists only here, to be shown once."""

    person: Person
    username: str
    password: str
    until: datetime.datetime


def note(*, account: Account, kind: EventKind, now, by: Person | None = None, reason: str = "") -> AccountEvent:
    """One line in the account's history."""
    return AccountEvent.objects.create(account=account, kind=kind, at=now, by=by, reason=reason)


# -- codes ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def take_code(*, account: Account, code: str, now) -> Authenticator | None:
    """The factor whose code this is, or None. What was taken once is never taken again, on any server process."""
    factors = Authenticator.objects.select_for_update().filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN)
    for factor in factors.order_by("-type"):  # the app before the recovery codes
        if factor.type == Authenticator.Type.TOTP:
            if _take_step(factor, code):
                return factor
        elif RecoveryCodes(factor).validate_code(rules.only_digits(code)):
            note(account=account, kind=EventKind.CODE_USED, now=now)
            return factor
    return None


def _take_step(factor: Authenticator, code: str) -> bool:
    step = rules.matching_step(decrypt(factor.data["secret"]), code, time.time(), factor.data.get("step"))
    if step is None:
        return False
    factor.data["step"] = step
    factor.save(update_fields=["data"])
    return True


@transaction.atomic
def make_codes(*, account: Account, now) -> None:
    """A new set of recovery codes; the old ones end."""
    _locked(account.pk)  # two clicks make one set
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(account)
    note(account=account, kind=EventKind.CODES_MADE, now=now)


def _locked(pk: int) -> Account:
    """The account's row alone: PostgreSQL locks no row that may be missing from a join."""
    return Account.objects.select_related(None).select_for_update().get(pk=pk)


# -- sessions -------------------------------------------------------------------------------------------------------
@transaction.atomic
def open_session(*, account: Account, is_shared: bool, user_agent: str, previous_at, now) -> OpenSession:
    """A sign-in on one device. Sessions ended more than 30 days ago are forgotten."""
    OpenSession.objects.filter(account=account, seen_at__lt=now - KEPT).delete()
    return OpenSession.objects.create(
        account=account, began_at=now, seen_at=now, previous_at=previous_at, is_shared=is_shared,
        device=rules.device_words(user_agent),
    )  # fmt: skip


def forget_ended(*, now) -> int:
    """Sessions that have expired, signed in or not, leave the database; returns how many. Once a day is enough."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def close_session(*, session: OpenSession, now) -> None:
    """The session has ended: signed out, or not used for too long."""
    OpenSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=now)


def end_sessions(*, account: Account, now, but: OpenSession | None = None) -> int:
    """Ends every session of the account, `but` one; returns how many."""
    others = OpenSession.objects.filter(account=account, ended_at__isnull=True)
    if but:
        others = others.exclude(pk=but.pk)
    return others.update(ended_at=now)


@transaction.atomic
def leave_other_devices(*, account: Account, this: OpenSession | None, now) -> int:
    """The person signs out everywhere else; returns how many sessions ended."""
    ended = end_sessions(account=account, now=now, but=this)
    note(account=account, kind=EventKind.SESSIONS_ENDED, now=now)
    return ended


# -- recovery -------------------------------------------------------------------------------------------------------
@act(gettext_lazy("Cấp lại đường đăng nhập"), on="person")
def recover(*, person: Person, reason: str, also_factors: bool, by: Person, now) -> Recovered:
    """An administrator gives somebody of the own commune a one-time password; `also_factors`: second factors go too.

    Never in silence: every session of the account ends, the history names who and why, the person is told in the
    workspace and by mail, and their next sign-in shows when the account was last used. Raises Refused for another
    commune's person, for oneself, and for somebody without an account.
    """
    policies.check_may_recover(person, by)
    account = _locked(person.account_id)
    password = generated_password()
    account.set_password(password)
    account.one_time_until = now + ONE_TIME
    account.save(update_fields=["password", "one_time_until"])
    end_sessions(account=account, now=now)
    event = note(account=account, kind=EventKind.RECOVERED, now=now, by=by, reason=reason)
    body = str(messages.TAKEN_OVER_BODY) % {"by": by.full_name, "reason": reason}
    if also_factors:
        Authenticator.objects.filter(user=account).delete()
        note(account=account, kind=EventKind.FACTORS_RESET, now=now, by=by, reason=reason)
        body += " " + str(messages.FACTORS_GONE)
    notify(
        recipients=[person], key=f"account:{event.pk}", title=str(messages.TAKEN_OVER), body=body, now=now,
        link="/tai-khoan/",
    )  # fmt: skip
    return Recovered(person, account.username, password, account.one_time_until)


@transaction.atomic
def recover_from_console(*, username: str, reason: str, now) -> Recovered:
    """The way back for the last administrator, by whoever runs the server. Raises Refused when nobody has the name."""
    person = Person.objects.select_related("account").filter(account__username=username.lower()).first()
    if person is None:
        raise Refused(_("Không có tài khoản “%(name)s”.") % {"name": username})
    account = _locked(person.account_id)
    password = generated_password()
    account.set_password(password)
    account.one_time_until = now + ONE_TIME
    account.save(update_fields=["password", "one_time_until"])
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account=account, now=now)
    for kind in (EventKind.RECOVERED, EventKind.FACTORS_RESET):
        note(account=account, kind=kind, now=now, reason=reason)
    return Recovered(person, account.username, password, account.one_time_until)


@transaction.atomic
def drop_unopenable(*, now) -> int:
    """After a restore under another SECRET_KEY: factors whose secret nobody can open any more go; returns of how many
    accounts. Their owners sign in with the password and set them up anew; passkeys are not sealed and stay.
    """
    sealed_factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_related("user")
    lost = [row for row in sealed_factors if opened(row.data.get("secret") or row.data.get("seed", "")) is None]
    for row in lost:
        row.delete()
    accounts = {row.user for row in lost}
    for account in accounts:
        note(account=account, kind=EventKind.FACTORS_RESET, now=now, reason=_("Khôi phục dữ liệu với khóa khác"))
    return len(accounts)


@transaction.atomic
def password_changed(*, account: Account, this: OpenSession | None, now) -> None:
    """The owner chose a password: it is no one-time password any more, and the other devices are signed out."""
    Account.objects.filter(pk=account.pk).update(one_time_until=None)
    account.one_time_until = None
    end_sessions(account=account, now=now, but=this)
    note(account=account, kind=EventKind.PASSWORD_CHANGED, now=now)
    note_act(by=getattr(account, "person", None), kind=PASSWORD_CHANGED)


# -- what the commune asks ------------------------------------------------------------------------------------------
@act(gettext_lazy("Yêu cầu xác thực hai bước"))
def ask_second_factor(*, commune: Commune, roles: list[str], from_on: datetime.date, by: Person) -> SecondFactorRule:
    """Of which roles the commune asks a second factor; until `from_on` it may be put off at each sign-in."""
    rule, _made = SecondFactorRule.objects.update_or_create(
        commune=commune, defaults={"roles": sorted(roles), "from_on": from_on}
    )
    return rule


# -- identities -----------------------------------------------------------------------------------------------------
@act(gettext_lazy("Gắn danh tính điện tử"), on="person")
def link_identity(*, person: Person, subject: str, by: Person, now) -> SocialAccount:
    """An administrator links a person's account to what an identity provider calls them (`sub`); the person is told.

    Raises Refused when the person has no account or one identity already, or the identity belongs to another account.
    """
    policies.check_may_link(person, by)
    if SocialAccount.objects.filter(provider=settings.OIDC_PROVIDER, uid=subject).exists():
        raise Refused(_("Mã định danh này đã gắn với một tài khoản. Hãy kiểm tra lại mã."))
    link = SocialAccount.objects.create(
        user_id=person.account_id, provider=settings.OIDC_PROVIDER, uid=subject, extra_data={"sub": subject}
    )
    event = note(account=person.account, kind=EventKind.LINKED, now=now, by=by)
    names = {"by": by.full_name, "provider": settings.OIDC["name"]}
    notify(
        recipients=[person], key=f"account:{event.pk}", title=str(messages.LINKED),
        body=str(messages.LINKED_BODY) % names, link="/tai-khoan/", now=now,
    )  # fmt: skip
    return link


@act(gettext_lazy("Gỡ danh tính điện tử"))
def unlink_identity(*, account: Account, now, by: Person | None = None) -> None:
    """Takes the identity off an account. Raises Refused when it could not be entered any other way."""
    link = queries.identity_of(account)
    if link is None:
        raise Refused(_("Tài khoản này chưa gắn với tài khoản định danh nào."))
    if not account.has_usable_password():
        raise Refused(_("Tài khoản này chưa có mật khẩu nên chưa bỏ gắn được. Hãy nhờ quản trị của xã cấp mật khẩu."))
    link.delete()
    note(account=account, kind=EventKind.UNLINKED, now=now, by=by)
