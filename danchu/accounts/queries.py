"""Reads on accounts: open sessions, events, second factors, the linked identity."""

import datetime
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q

from danchu.accounts.models import AccountEvent, OpenSession, SecondFactorRule
from danchu.accounts.rules import OWN_IDLE, SHARED_IDLE
from danchu.accounts.states import Step
from danchu.organisation.models import Account, Commune, Person, Post

EVENTS_SHOWN = 10
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Factors:
    """The second factors of an account: the app, the passkeys (newest first), how many recovery codes are left."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int | None

    @property
    def any(self) -> bool:
        """Whether there is a second factor at all."""
        return bool(self.app or self.passkeys)


def factors_of(account: Account) -> Factors:
    """What the account has beside its password (1 query)."""
    rows = list(Authenticator.objects.filter(user=account).order_by("-created_at"))
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        passkeys=[row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def has_second_factor(account: Account) -> bool:
    """Whether the account asks for more than a password."""
    return Authenticator.objects.filter(user=account, type__in=SECOND_FACTORS).exists()


def open_sessions(account: Account, now: datetime.datetime) -> list[OpenSession]:
    """The sessions of an account that have not ended, newest first."""
    alive = Q(is_shared=True, seen_at__gte=now - SHARED_IDLE) | Q(is_shared=False, seen_at__gte=now - OWN_IDLE)
    return list(OpenSession.objects.filter(alive, account=account, ended_at__isnull=True))


def events_of(account: Account) -> list[AccountEvent]:
    """The latest things that happened to the account."""
    return list(AccountEvent.objects.filter(account=account).select_related("by")[:EVENTS_SHOWN])


def identity_of(account: Account) -> SocialAccount | None:
    """The identity linked to the account, if any."""
    return SocialAccount.objects.filter(user=account, provider=settings.OIDC_PROVIDER).first()


def rule_of(commune: Commune) -> SecondFactorRule | None:
    """What the commune asks."""
    return SecondFactorRule.objects.filter(commune=commune).first()


def is_asked(person: Person, today: datetime.date) -> SecondFactorRule | None:
    """The commune's rule when it asks a second factor of this person's roles on a day, now or soon; else None."""
    rule = rule_of(person.commune)
    if rule and rule.roles and person.posts.on(today).filter(role__in=rule.roles).exists():
        return rule
    return None


def step_after_sign_in(account: Account, today: datetime.date, *, by_password: bool) -> Step | None:
    """What must be done before work: a one-time password first, then the second factor the commune asks for.

    Whoever came by a passkey or an identity provider may never have seen the password; they are not held up by it.
    """
    if account.one_time_until and by_password:
        return Step.PASSWORD
    person = getattr(account, "person", None)
    rule = is_asked(person, today) if person else None
    if rule is None or has_second_factor(account):
        return None
    return Step.FACTOR if rule.from_on <= today else Step.FACTOR_SOON


def asked_without_factor(commune: Commune, roles: list[str], today: datetime.date) -> list[Person]:
    """People who can sign in, hold one of the roles and have no second factor yet."""
    posts = Post.objects.on(today).filter(unit__commune=commune, role__in=roles)
    armed = Authenticator.objects.filter(type__in=SECOND_FACTORS).values("user")
    return list(
        Person.objects.filter(commune=commune, posts__in=posts, account__is_active=True)
        .exclude(account__in=armed)
        .distinct()
    )
