"""Pure rules of organisation: names and slugs, how long an interim head may stay. No Django."""

import calendar
import datetime
import re

from danchu.core.text import fold

USERNAME = r"^[a-z0-9][a-z0-9._-]{2,59}$"
COMMUNE_CODE = r"^[0-9]{5}$"  # of the list of administrative units
PROVINCE_CODE = r"^[0-9]{2}$"

# First parts of addresses that can never be a commune's slug.
RESERVED_SLUGS = frozenset(
    "lam-viec en vi dang-nhap dang-xuat doi-mat-khau tai-khoan tai-khoan-tam-khoa gui-lai "
    "thanh-phan static media robots-txt favicon-ico "
    "thiet-lap cong-khai gop-y quyet-dinh ke-hoach giam-sat thu-tuc phan-anh bao-cao so-cong-khai luat tim-kiem "
    "api admin healthz".split()
)


def slugify_name(name: str) -> str:
    """A commune's name as it stands in addresses: without marks, words joined by hyphens ("Bình Lư" → "binh-lu")."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def place_name(name: str) -> str:
    """The name alone, without the word for what kind of place it is ("xã Bình Lư" → "Bình Lư")."""
    for kind in ("đặc khu ", "phường ", "xã "):
        if name.lower().startswith(kind):
            return name[len(kind) :].strip()
    return name


def commune_slug(name: str, code: str, taken: set[str]) -> str:
    """The commune's slug: its name if free in the country and not a reserved word, else name and code.

    Stored for ever, so that printed QR codes survive.
    """
    slug = slugify_name(name)
    return f"{slug}-{code}" if slug in taken or slug in RESERVED_SLUGS or not slug else slug


# -- an interim village head -----------------------------------------------------------------------------------------
INTERIM_SINCE = datetime.date(2026, 5, 26)  # Decree 185/2026/NĐ-CP in force
INTERIM_MONTHS = 6
INTERIM_CITATION = "Nghị định 185/2026/NĐ-CP, Điều 4 khoản 2"


def interim_last_day(starts_on: datetime.date) -> datetime.date | None:
    """The last day an interim village head may stay: the same day six months later (Decree 185/2026, Art. 4.2).

    Known from a partial copy of the decree: unconfirmed. The first day is not counted (Civil Code, Art. 147.2); where
    the month has no such day, its last (Art. 148.3). It is a ceiling: a day off does not prolong it. None for a post
    that began before the decree was in force: the limit of that time is not known here.
    """
    if starts_on < INTERIM_SINCE:
        return None
    years, month = divmod(starts_on.month - 1 + INTERIM_MONTHS, 12)
    year, month = starts_on.year + years, month + 1
    return datetime.date(year, month, min(starts_on.day, calendar.monthrange(year, month)[1]))


# -- households -------------------------------------------------------------------------------------------------------
def household_words(household) -> str:
    """What a household is found by, without marks: its code, the two names, its cluster."""
    words = (household.code, household.representative, household.substitute, household.cluster)
    return fold(" ".join(word for word in words if word))[:420]


def free_code(code: str, taken: set[str]) -> str:
    """The code itself where nobody has it, else with the first number behind it that is free ("H001-2")."""
    if code not in taken:
        return code
    number = 2
    while (other := f"{code[:16]}-{number}") in taken:
        number += 1
    return other
