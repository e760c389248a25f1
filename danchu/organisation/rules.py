"""Pure rules of organisation: names and slugs, who signs for whom. No Django."""

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


def commune_slug(name: str, code: str, taken: set[str]) -> str:
    """The commune's slug: its name if free in the country and not a reserved word, else name and code.

    Stored for ever, so that printed QR codes survive.
    """
    slug = slugify_name(name)
    return f"{slug}-{code}" if slug in taken or slug in RESERVED_SLUGS or not slug else slug
