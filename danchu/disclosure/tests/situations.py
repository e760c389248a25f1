"""Situations of disclosure, made through the services."""

import datetime

from django.utils import timezone

from danchu.disclosure.services import draft, open_item, publish, submit


def owed_item(cast, *, clause: int = 2, title: str = "Dự toán ngân sách đã được quyết định", key: str = "", **fields):
    """An item that is owed by the office for economy of the cast's commune."""
    return open_item(
        commune=cast.commune, unit=cast.economy, key=key or title, kind=fields.pop("kind", "budget-decided"),
        clause=clause, title=title, year=2026, now=fields.pop("now", timezone.now()), **fields,
    )  # fmt: skip


def public_item(cast, *, now: datetime.datetime, summary: str = "Xã thu và chi như trong bảng.", **fields):
    """An item that is public: written by an officer, approved by the chair."""
    item = owed_item(cast, now=now, **fields)
    version = draft(item=item, summary=summary, by=cast.economy_officer, now=now)
    submit(version=version, by=cast.economy_officer, now=now)
    publish(version=version, by=cast.chair, now=now)
    item.refresh_from_db()
    return item
