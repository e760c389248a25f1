"""Every service that somebody does (`by=`) leaves a trace in the trail of acts."""

import importlib
import inspect

import pytest
from django.urls import reverse
from django.utils.translation import override

from danchu.audit.models import Act
from danchu.audit.states import KINDS
from danchu.workspace.subjects import TABLE
from tests.architecture import house
from tests.journeys import scene

# Takes `by` and is never an act of its own: with the reason.
PARTS = {
    "documents.keep": "a part of the act that keeps the file",
    "documents.keep_upload": "a part of the act that keeps the file",
    "audit.note": "the door itself",
    "accounts.note": "the account's own history, within an act",
    "documents.stored": "a part of the act that keeps the file",
    "plans.begin_reading": "documents.begin_scan",
    "plans.new_plan": "a part of the acts that begin a plan",
    "plans.put_in_force": "what follows from an act",
    "plans.take_over_paper": "what follows from the paper's being issued",
    "plans.take_place": "what follows from an act",
    "plans.take_up": "plans.take_in",
    "disclosure.begin_looking": "the machine looks; what people decide are acts",
    "disclosure.begin_cleaning": "disclosure.clean",
    "disclosure.close": "what follows from the acts that close a request",
    "disclosure.tell": "a request's own history, within an act",
    "channels.conclude": "a part of disclosure.withdraw",
    "disclosure.reported": "a part of the acts that give a report out",
    "disclosure.sign": "a part of the acts that approve a report",
    "organisation.begin": "a part of the acts that bring in a list",
    "organisation.undone": "a part of the acts that take back a list",
    "disclosure.release": "a part of the acts that publish a paper of our own",
    "petitions.bring_to": "a step within an act",
    "petitions.settle_duty": "what follows from an act",
    "petitions.end_dialogue": "a part of the acts by which a matter takes another way",
    "petitions.let_go": "a part of the acts that give a matter to another unit",
    "petitions.tell_heard": "what follows from an act",
    "petitions.tell": "a matter's own history, within an act",
    "duties.pass_on": "a part of workspace.rearrange",
    "duties.give_back": "a part of workspace.undo",
    "organisation.add_many": "a part of organisation.import_households",
    "organisation.follow": "a part of assign_households and of workspace.rearrange",
    "organisation.pass_on": "a part of workspace.rearrange",
    "organisation.take_back": "a part of workspace.undo",
    "organisation.rearrange": "a part of workspace.rearrange",
    "organisation.undo_rearrangement": "a part of workspace.undo",
    "plans.pass_on": "a part of workspace.rearrange",
    "plans.take_back": "a part of workspace.undo",
    "reports.pass_on": "a part of workspace.rearrange",
    "plans.log": "the plan's own history, within an act",
    "plans.move": "a step within an act",
    "plans.settle": "what follows from an act, and from the daily clock",
    "reports.settle": "what follows from an act",
    "reports.take_place": "what follows from an act",
    "reports.log": "the report's own history, within an act",
    "reports.step": "a step within an act",
    "petitions.settle_month": "what follows from an act",
    # The trail is read by leaders: a village head's name and an hour would tell that people quarrel there. Each leaves
    # its line in the matter's own log instead (docs/decisions/0111).
    "petitions.open_mediation": "the matter's own log",
    "petitions.hold_mediation": "the matter's own log",
    "petitions.end_mediation": "the matter's own log",
    "petitions.follow_up": "the matter's own log",
    "petitions.amend_mediation": "the matter's own log",
    "petitions.withhold": "the matter's own log",
    "petitions.note_log_printed": "the matter's own log",
    "petitions.note_export": "writes its row by hand",
    "workspace.arrange_absence": "organisation.set_stand_in",
    "workspace.end_absence": "organisation.end_stand_in",
    "workspace.note_reading": "writes its row by hand",
    "workspace.note_export": "writes its row by hand",
}


def _services():
    """(area.name, function) of every public service of the house, whichever module of a package it stands in."""
    for area in house.areas():
        for path in house.source_files(area):
            within = path.relative_to(house.DANCHU / area).with_suffix("").parts
            if within[0] != "services":
                continue
            module = importlib.import_module(".".join(("danchu", area, *within)).removesuffix(".__init__"))
            for name, service in inspect.getmembers(module, inspect.isfunction):
                if not name.startswith("_") and service.__module__ == module.__name__:
                    yield f"{area}.{name}", service


def test_every_service_that_somebody_does_leaves_a_trace():
    silent, acts = [], 0
    for name, service in _services():
        if "by" not in inspect.signature(service).parameters or name in PARTS:
            continue
        acts += 1
        if not hasattr(service, "act") and "note(by=by" not in inspect.getsource(service):
            silent.append(name)
    assert acts > 50
    assert not silent, f"without @act (danchu/audit/services.py): {silent}"


def test_no_two_services_share_a_row_of_the_trail():
    """An act is called `area.function`, whichever module it stands in: of two of one name one's words would stand for
    both. Nor does a part of an act (`PARTS`) bear an act's name: it would excuse it from leaving a trace."""
    named: dict[str, set[str]] = {}
    for name, service in _services():
        if hasattr(service, "act") or "by" in inspect.signature(service).parameters:
            for kind in {name, getattr(service, "act", name)}:
                named.setdefault(kind, set()).add(f"{service.__module__}.{service.__name__}")
    shared = {kind: sorted(services) for kind, services in named.items() if len(services) > 1}
    assert not shared, f"rename all but one of each: {shared}"


def test_no_exception_is_left_over():
    assert set(PARTS) <= {name for name, _service in _services()}


def test_every_kind_has_words_in_both_languages():
    assert len(KINDS) > 55
    for language in ("vi", "en"):
        with override(language):
            assert all(str(words) for words in KINDS.values())
    assert len({str(words) for words in KINDS.values()}) == len(KINDS), "two kinds with the same words"


@pytest.mark.django_db
def test_the_lived_in_scene_has_left_traces_and_each_is_named(on_day, settings, sign_in):
    settings.DEMO = True
    on_day("2026-04-28")
    scene.build()
    kinds = set(Act.objects.values_list("kind", flat=True))
    assert {"plans.take_in", "plans.confirm", "plans.publish", "reports.submit", "duties.report_done"} <= kinds
    assert kinds <= set(KINDS)
    subjects = set(Act.objects.values_list("subject", flat=True))
    unnamed = {text.partition(":")[0] for text in subjects} - set(TABLE) - {""}
    assert not unnamed, unnamed
    from danchu.organisation.models import Person

    client = sign_in(Person.objects.get(account__username="chu-tich"))
    shown = client.post(reverse("workspace:acts_open"), follow=True)
    for act in shown.context["acts"]:
        if act["url"]:
            assert client.get(act["url"]).status_code in (200, 302), act
