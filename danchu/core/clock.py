"""The clock, read at the door. Everything further in takes `today` or `now` as an argument."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """The local day (Asia/Ho_Chi_Minh); the fixed day when the demo or a test lives on one."""
    return settings.FIXED_TODAY or timezone.localdate()


def now() -> datetime.datetime:
    """The moment, aware. On a fixed day: that day at the real time of day."""
    moment = timezone.localtime()
    if settings.FIXED_TODAY:
        return datetime.datetime.combine(settings.FIXED_TODAY, moment.timetz())
    return moment


def real_now() -> datetime.datetime:
    """The machine's own moment, whatever the demo's day: for the register, whose time never goes back."""
    return timezone.now()
