"""Every model field is declared public, internal or personal; what is personal is on no public page."""

import html
import io
import tomllib
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from config import locks
from danchu.channels.models import Script
from danchu.documents.paper import Paper, Paragraph, render_docx, render_pdf
from danchu.reports import services as reports
from danchu.reports.tests import situations
from tests.journeys import scene

DECLARED = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
MARK = "§dấu riêng§"


def readable(content: bytes) -> str:
    """What a reader finds in a page or file: archives and office papers are opened, a PDF gives its text."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(readable(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return html.unescape(content.decode(errors="replace"))


def test_a_mark_is_found_in_every_kind_of_file():
    body = Paper(issuing_body="Ủy ban nhân dân", kind="Báo cáo", title="dấu riêng", body=(Paragraph("dấu riêng"),))
    for content in (render_docx(body), render_pdf(body), "dấu riêng".encode(), b"d&#7845;u ri&ecirc;ng"):
        assert "dấu riêng" in readable(content)


def _ours():
    return [model for model in apps.get_models() if model.__module__.startswith("danchu.")]


def _fields(model) -> set[str]:
    return {field.name for field in model._meta.get_fields() if field.concrete and field.name != "id"}


def test_every_field_is_declared_once():
    for model in _ours():
        kinds = DECLARED.get(model._meta.label, {})
        listed = [name for names in kinds.values() for name in names]
        assert sorted(listed) == sorted(_fields(model)), model._meta.label
    assert set(DECLARED) == {model._meta.label for model in _ours()}


def test_whoever_a_row_names_is_personal():
    person = apps.get_model("organisation.Person")
    for model in _ours():
        for field in model._meta.get_fields():
            if field.concrete and field.related_model is person:
                assert field.name in DECLARED[model._meta.label]["personal"], f"{model._meta.label}.{field.name}"


def _plant() -> int:
    """Puts the mark into every personal field of every row; how many rows were marked."""
    planted = 0
    Script.objects.update(reader_agreed=True)  # nobody is named who has not agreed
    locks.lift(connection)  # so that marks can be planted in what is sealed as well
    for model in _ours():
        for name in DECLARED[model._meta.label].get("personal", []):
            field = model._meta.get_field(name)
            if isinstance(field, models.CharField | models.TextField) and not field.unique and not field.choices:
                planted += model.objects.update(**{name: MARK})
    locks.put_back(connection)
    return planted


@pytest.mark.django_db
def test_no_public_page_shows_what_is_personal(on_day, settings):
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    planted = _plant()
    assert planted > 100
    client = Client()
    seen = 0
    for name, _needed, is_public in scene.every_pattern():
        if not is_public:
            continue
        for prefix in ("", "/en"):
            answer = client.get(prefix + reverse(name, kwargs=addresses[name]))
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert MARK not in readable(content), name
            seen += answer.status_code == 200
    assert seen > 15


@pytest.mark.django_db
def test_the_communes_paper_names_nobody_but_who_signs_it(cast, on_day):
    """Marks stand in every personal field before the paper is made; its file bears only the signatory's own name."""
    on_day("2026-04-28")
    situations.before_the_chair(cast)
    assert _plant() > 20
    cast.chair.full_name = "Người Ký Văn Bản"
    cast.chair.save()
    for kind in ("pdf", "docx", "xlsx"):
        words = readable(reports.render(commune=cast.commune, period_code="2026-H1", fmt=kind))
        assert "2026" in words, kind
        assert MARK not in words.replace("\r\n", " "), kind
