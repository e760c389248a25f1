"""Days, moments and numbers as Vietnamese papers write them; the English pages write them the English way."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django import template
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _local(value):
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def day(value) -> str:
    """A date or moment → `28/4/2026`, `05/5/2026`, `24/02/2026`; in English `28 April 2026`. Empty for no date.

    Days under 10 and the months 1 and 2 take a leading zero (Decree 30/2020, Annex I, II.4.b).
    """
    value = _local(value)
    if not isinstance(value, dt.date):
        return ""
    if _english():
        return f"{value.day} {_MONTHS_EN[value.month - 1]} {value.year}"
    month = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"{value.day:02}/{month}/{value.year}"


@register.filter
def weekday_day(value) -> str:
    """A date or moment → `thứ Ba, 28/4/2026`; in English `Tuesday, 28 April 2026`. Empty for no date."""
    value = _local(value)
    if not isinstance(value, dt.date):
        return ""
    return f"{(_WEEKDAYS_EN if _english() else _WEEKDAYS)[value.weekday()]}, {day(value)}"


@register.filter
def moment(value) -> str:
    """A moment → `14:02 ngày 28/4/2026` in local time; in English `14:02, 28 April 2026`. Empty for none."""
    value = _local(value)
    if not isinstance(value, dt.datetime):
        return ""
    return f"{value:%H:%M}, {day(value)}" if _english() else f"{value:%H:%M} ngày {day(value)}"


@register.filter
def number(value, places=None) -> str:
    """A number → `1.234,5`; in English `1,234.5`. `places`: digits after the comma, else as many as it has.

    None gives the empty text, never 0; what is not a number comes back as it is.
    """
    if value is None or value == "":
        return ""
    try:
        exact = Decimal(str(value))
        if not exact.is_finite():
            return str(value)
    except InvalidOperation:
        return str(value)
    if places is not None:
        text = f"{exact:,.{int(places)}f}"
    else:
        text = f"{exact:,f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    if not _english():
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text
