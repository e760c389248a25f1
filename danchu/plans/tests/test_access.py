"""Who sees what: each address with each role; GET never writes; few queries."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danchu.plans import services
from danchu.plans.models import Occurrence, Plan, PlanRecipient
from danchu.plans.tests.cases import at, confirmed, real_text, taken_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def page(client, name, *args, **query):
    response = client.get(reverse(f"plans:{name}", args=args), query)
    return response, response.content.decode()


@pytest.fixture
def everything(cast):
    """A draft, a confirmed plan with a note, a file and a reported task: (name of address, pk…)."""
    draft = taken_in(cast, text=real_text().replace("363/KH", "364/KH"))
    plan = confirmed(cast)
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    photo = SimpleUploadedFile("bien-ban.txt", b"bien ban")
    note = services.add_note(
        occurrence=owed, text="x", uploads=[photo], form_key="k", by=cast.economy_head, now=at("2026-04-01")
    )
    services.report_done(occurrence=owed, report="Xong.", by=cast.economy_head, now=at("2026-04-02"))
    receipt = PlanRecipient.objects.filter(plan=plan, unit=cast.economy).first()
    draft_task = draft.tasks.first()
    return {
        "manage": [
            ("review", draft.pk), ("section_seen", draft.pk), ("section_units", draft.pk), ("head", draft.pk),
            ("task_add", draft.pk),
            ("confirm", draft.pk), ("discard", draft.pk), ("task", draft_task.pk), ("task_split", draft_task.pk),
            ("task_merge", draft_task.pk), ("task_drop", draft_task.pk), ("task_restore", draft_task.pk),
            ("publish", plan.pk), ("officer", owed.task_id),
        ],
        "commune": [("detail", plan.pk), ("log", plan.pk)],
        "file": [("file", plan.pk, "goc")],
        "unit": [
            ("occurrence", owed.pk), ("note", owed.pk), ("report", owed.pk), ("accept", owed.pk), ("return", owed.pk),
            ("occurrence_file", owed.pk, note.files.first().pk),
        ],
        "receipt": [("receipt", receipt.pk)],
    }  # fmt: skip


def test_another_communes_official_finds_nothing(cast, others, everything, sign_in):
    client = sign_in(others.culture_head)
    for addresses in everything.values():
        for name, *args in addresses:
            address = reverse(f"plans:{name}", args=args)
            assert 404 in (client.get(address).status_code, client.post(address).status_code), address
            assert client.get(address).status_code in (404, 405), address
            assert client.post(address).status_code in (404, 405), address


def test_who_does_not_make_plans_may_not_right_them(cast, everything, sign_in):
    for person in (cast.economy_head, cast.front_head, cast.admin):
        client = sign_in(person)
        assert client.get(reverse("plans:new")).status_code == 403
        for name, *args in everything["manage"][:-2]:
            address = reverse(f"plans:{name}", args=args)
            assert {client.get(address).status_code, client.post(address).status_code} <= {403, 405}, address


def test_a_unit_does_not_see_the_work_of_another(cast, everything, sign_in):
    for person in (cast.centre_head, cast.front_head, cast.village_head):
        client = sign_in(person)
        for name, *args in everything["unit"]:
            assert client.get(reverse(f"plans:{name}", args=args)).status_code == 404


def test_everyone_of_the_commune_reads_the_plan_but_not_the_others_work(cast, everything, sign_in):
    detail = everything["commune"][0][1]
    response, html = page(sign_in(cast.front_head), "detail", detail)
    assert response.status_code == 200
    assert "phan-viec" in html  # the Front's own request
    assert cast.economy.name not in html.split("noi-nhan")[0].split("<main")[1]


def test_get_never_writes(cast, everything, sign_in):
    client = sign_in(cast.chair)
    client.get(reverse("plans:list"))
    for addresses in everything.values():
        for name, *args in addresses:
            with CaptureQueriesContext(
                connection,
            ) as told:
                client.get(reverse(f"plans:{name}", args=args))
            assert not [q["sql"] for q in told if re.match(r"INSERT|UPDATE|DELETE", q["sql"])], name


def test_few_queries(cast, everything, sign_in, client):
    services.publish(plan=Plan.objects.get(number="363"), issued_outside=True, by=cast.clerk, now=at("2026-03-12"))
    public = Plan.objects.get(number="363").pk
    addresses = [
        (cast.chair, reverse(f"plans:{name}", args=args))
        for name, *args in [("list",), ("new",), *(a for group in everything.values() for a in group)]
        if name
        not in (
            "section_seen",
            "section_units",
            "task_merge",
            "task_restore",
            "receipt",
            "note",
            "report",
            "accept",
            "return",
        )
    ] + [(None, f"/{cast.commune.slug}/ke-hoach/{end}") for end in ("", f"{public}/", f"{public}/van-ban/")]
    counted = {}
    for person, address in addresses:
        visitor = sign_in(person) if person else client
        with CaptureQueriesContext(connection) as told:
            visitor.get(address)
        counted[address] = len(told)
    assert {address: n for address, n in counted.items() if n > MOST_QUERIES} == {}
