"""Marks planted in a masked name, in an original and in a draft are found nowhere that the public can look."""

import datetime
import logging

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from danchu.disclosure import rules
from danchu.disclosure.services import draft, list_names
from danchu.disclosure.tests.situations import drafted, owed_item, released, with_paper
from danchu.documents import files
from danchu.documents.models import StoredFile

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
NAME, ORIGINAL, DRAFT = "Dấu Tên Kín", "012345678901", "Dấu nháp kín"


@pytest.fixture
def planted(cast):
    """A public item with a masked list and a redacted paper, and a draft of another item."""
    cast.commune.begins_on = datetime.date(2026, 1, 1)
    cast.commune.save()
    version = drafted(cast, now=NOW, clause=7, kind="support-list", title="Danh sách hộ được hỗ trợ")
    table = rules.read_table([["Họ và tên", "Bản"], [NAME, "Nà Mẫu"], ["Lò Văn Hai", "Nà Hai"]])
    list_names(version=version, table=table, by=cast.economy_officer, now=NOW)
    with_paper(cast, version, f"Số CCCD {ORIGINAL} của người nhận.", now=NOW, title="Quyết định")
    version = released(cast, version, now=NOW)
    other = owed_item(cast, now=NOW, title="Nội dung chưa công khai", clause=3)
    pending = draft(item=other, summary=f"{DRAFT}.", by=cast.economy_officer, now=NOW)
    with_paper(cast, pending, f"{DRAFT} trong tệp.", now=NOW, title=DRAFT)
    return version


def public_addresses(version) -> list[str]:
    """Every public address that this commune, item, version and paper have."""
    item = version.item
    values = {
        "commune": item.commune.slug, "year": item.year, "number": item.number, "version": version.number, "paper": 0,
        "clause": item.clause, "door": "dan-biet", "rule": "L10-A12-3", "pk": item.pk, "code": "2026-H1", "copy": "pdf",
        "size": 1, "order": 0,
    }  # fmt: skip

    def found(resolver, namespace="", above=()):
        for pattern in resolver.url_patterns:
            needed = (*above, *getattr(pattern.pattern, "converters", ()))
            if not isinstance(pattern, URLPattern):
                inner = f"{namespace}{pattern.namespace}:" if getattr(pattern, "namespace", None) else namespace
                yield from found(pattern, inner, needed)
            elif getattr(pattern.callback, "is_public_page", False) and set(needed) <= set(values):
                yield reverse(f"{namespace}{pattern.name}", kwargs={name: values[name] for name in needed})

    return list(found(get_resolver()))


def test_nothing_planted_is_on_a_public_page(planted, on_day):
    on_day("2026-02-11")
    client, read = Client(), 0
    for address in public_addresses(planted):
        answer = client.get(address)
        text = b"".join(answer) if answer.streaming else answer.content
        read += answer.status_code == 200
        for mark in (NAME, ORIGINAL, DRAFT):
            assert mark.encode() not in text, address
    for words in (NAME, ORIGINAL, DRAFT):
        shown = client.get(reverse("portal:search", args=[planted.item.commune.slug]), {"q": words})
        assert planted.item.title not in shown.content.decode()
    assert read >= 5


def test_nothing_planted_is_in_register_trail_outbox_or_logs(cast, caplog, request):
    with caplog.at_level(logging.DEBUG):
        request.getfixturevalue("planted")
    for label in ("register.Line", "audit.Act", "channels.Announcement", "notifications.Message"):
        rows = str(list(apps.get_model(label).objects.values()))
        for mark in (NAME, ORIGINAL, DRAFT):
            assert mark not in rows, f"{mark} in {label}"
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert NAME not in logged
    assert ORIGINAL not in logged


def test_of_all_files_only_originals_and_drafts_hold_a_mark(planted):
    kept = {file.pk: files.path_of(file.sha256).read_bytes() for file in StoredFile.objects.all()}
    originals = set(planted.papers.values_list("original", flat=True))
    public = set(planted.papers.values_list("published", flat=True))
    assert originals
    assert public
    for pk in public:
        assert ORIGINAL.encode() not in kept[pk]
    assert {pk for pk, data in kept.items() if ORIGINAL.encode() in data} == originals
    assert not [pk for pk, data in kept.items() if NAME.encode() in data]
