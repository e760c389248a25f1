"""What the sign-in pages need beside their form."""

import datetime
import math

from django import template
from django.conf import settings

from danchu.core import clock
from danchu.organisation import queries

register = template.Library()


@register.simple_tag
def sample_accounts() -> list[dict]:
    """`{% sample_accounts as accounts %}`: the cast of the demo; empty outside it."""
    return queries.sample_accounts(clock.today())


@register.simple_tag
def demo_password() -> str:
    """The one password of the demo's cast."""
    return settings.DEMO_PASSWORD if settings.DEMO else ""


@register.filter
def minutes(span: datetime.timedelta) -> int:
    """A span of time in whole minutes, rounded up."""
    return math.ceil(span.total_seconds() / 60)


@register.simple_tag
def identity_provider() -> str:
    """The name of the identity provider, when one is configured."""
    return settings.OIDC.get("name", "")
