"""The lived-in scene: both demo communes, and one object behind every kind of address of the sample commune."""

import datetime
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver

from danchu.channels import services as channels
from danchu.channels.states import Place, ProofOf
from danchu.channels.tests.pictures import board_photo, with_camera_data
from danchu.core import clock
from danchu.disclosure import services as disclosure
from danchu.disclosure.models import Item
from danchu.disclosure.tests import public_scene
from danchu.documents import services as documents
from danchu.documents.models import Document, Scan
from danchu.documents.paper import Paper
from danchu.documents.states import DocumentKind, SignedAs
from danchu.duties import services as duties
from danchu.duties.models import Duty, OwnDay, OwnPromise
from danchu.duties.states import OwnDayKind, Source
from danchu.organisation.models import Account, Commune, Grant, Import, Person, Post, Rearrangement, Unit
from danchu.organisation.states import Change
from danchu.organisation.tests.cast import make_commune
from danchu.plans import services as plans
from danchu.plans.models import Occurrence, Plan, PlanRecipient, Task
from danchu.plans.states import Origin
from danchu.reports import queries as reports_queries
from danchu.reports import services as reports
from danchu.reports.models import Cycle, Report
from danchu.workspace import services as workspace
from tests.journeys import (
    after_scene,
    asking_scene,
    ballot_scene,
    deciding_scene,
    leaving_scene,
    matter_scene,
    mediation_scene,
    meeting_scene,
    petition_scene,
    publishing,
    reception_scene,
    speaking,
    voting_scene,
)
from tests.journeys.kept import load, once


def every_pattern(resolver=None, namespace="", above=()):
    """Every address of the product: (name with namespace, the names of its arguments, whether it is public)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or ""), (*above, *pattern.pattern.converters), _is_public(pattern)
        else:
            inner = f"{namespace}{pattern.namespace}:" if getattr(pattern, "namespace", None) else namespace
            yield from every_pattern(pattern, inner, (*above, *getattr(pattern.pattern, "converters", ())))


def _is_public(pattern) -> bool:
    return getattr(pattern.callback, "is_public_page", False)


def build() -> dict[str, dict]:
    """The scene, lived once a run and kind of database; gives the arguments of every address that has some."""
    return once("scene", _live)


def _live() -> dict[str, dict]:
    """Loads the demo and another commune; gives the arguments of every address that has some, by its name.

    Objects are the culture office's where a unit has to be chosen.
    """
    load()
    make_commune("ban-khac", "xã Bản Khác", "99002", prefix="khac-")
    Account.objects.update(password=make_password("x"))
    commune = Commune.objects.get(slug="ban-mau")
    office = Unit.objects.get(commune=commune, short_name="VHXH")
    plan = Plan.objects.get(commune=commune, origin=Origin.OWN, number="15")
    amended = Plan.objects.get(commune=commune, edition=2)
    written = _written(commune)
    order = Plan.objects.get(commune=commune, origin=Origin.DIRECTIVE)
    task = Task.objects.filter(plan=order, lead_units=office).get()
    noted = Occurrence.objects.filter(unit=office, task__plan=order).get()
    cycle = Cycle.objects.get(commune=commune, code="2026-H1")
    report = Report.objects.get(cycle=cycle, unit=office)
    merged = Report.objects.get(cycle=cycle, unit=None)
    officer = Person.objects.get(account__username="kinh-te-cv")
    law = _done_with_a_paper(Duty.objects.filter(commune=commune, source=Source.LAW, unit__kind="committee").first())
    health = Report.objects.get(cycle=cycle, unit__short_name="TYT")
    seed = plans.seed(commune=commune, year=written.year, key="scene", text="Niêm yết còn chậm.", now=clock.now())
    mended = Report.objects.get(cycle__code="2026-DX1", unit=office, stands=True)
    whole = Report.objects.get(cycle__code="2026-DX1", cycle__commune=commune, unit=None, stands=True)
    reports.correct(report=whole, reason="Thử", by=officer_of(office), now=clock.now())
    named = reports.name_weakness(
        report=health, text="Thử", unit=health.unit, due_on=clock.today(), by=officer_of(health.unit),
        now=clock.now(),
    )  # fmt: skip
    asked_report = Report.objects.get(cycle=cycle, unit__short_name="KT")
    question = reports_queries.questions(asked_report)[0]
    outline = reports.start_editing(commune=commune, by=officer_of(office), now=clock.now())
    public = {"commune": "ban-mau"}
    line = _registered(office)
    published, of_published = publishing.items(
        office, Person.objects.get(account__username="van-hoa"), Person.objects.get(account__username="chu-tich")
    )  # fmt: skip
    disclosed = _disclosure_plan(commune)
    expected = Item.objects.filter(commune=commune, state="expected", source_on=None).first()
    shown = _disclosed(commune)
    asked, of_asked = asking_scene.build(commune)
    brought, of_brought = petition_scene.build(commune)
    spoken = speaking.build(office)
    met, of_met = meeting_scene.build(_village_of_the_head())
    after = after_scene.build(_village_of_the_head())
    decided, of_decided = matter_scene.build(commune)
    on_paper, of_ballots = ballot_scene.build(_village_of_the_head())
    received, of_received = reception_scene.build(commune)
    mediated, of_mediated = mediation_scene.build(commune)
    by_area = {
        "organisation:unit": office, "organisation:person": officer, "organisation:account": officer,
        "organisation:post_give": officer, "accounts:": officer, "mfa_remove_webauthn": officer,
        "organisation:post_end": officer.posts.get(), "organisation:grant_give": officer.posts.get(),
        "organisation:grant_revoke": Grant.objects.first(), "organisation:import_undo": _imported(commune, "people"),
        "boards:import_undo": _imported(commune, "boards"),
        "workspace:rearrangement": _rearranged(commune), "workspace:hand_over": leaving_scene.handed_over(officer),
        **_boards(commune), **voting_scene.build(commune),
        "workspace:hand_over_start": officer.posts.get(), "workspace:stand_in_end": leaving_scene.away_soon(officer),
        "duties:": law, "workspace:day_remove": _own_day(commune), "workspace:promise_remove": _own_promise(commune),
        "plans:task": task, "plans:officer": task, "plans:occurrence": noted, "plans:note": noted,
        "plans:report": noted, "plans:accept": noted, "plans:return": noted,
        **_plans(plan, amended, written, task), **spoken, **decided,
        "plans:begin_work": noted,
        "plans:receipt": PlanRecipient.objects.filter(plan=plan, unit=office).first(), "plans:": plan,
        "reports:cycle": cycle, "reports:remind": cycle, "reports:not_reported": cycle,
        "reports:merge": merged, "reports:addressees": merged, "reports:approve": merged, "reports:publish": merged,
        "reports:late": cycle, "reports:commitment": cycle, "reports:outline": outline,
        "reports:weakness": whole.weaknesses.get(unit=office), "reports:changed": mended,
        "reports:correct": mended, "reports:drop_correction": whole.corrections.get(),
        "reports:weaknesses": report, "reports:weakness_name": health, "reports:weakness_drop": health,
        "reports:weakness_answer": asked_report, "reports:call": health, "reports:extend": health,
        "reports:look": report,
        "reports:approve_unit": report, "reports:": report, "documents:": _approved_paper(office, report),
        "plans_public:": plan, "plans_public:differences": amended, "incoming:": line, "plans:from_incoming": line,
        "plans:scan": _long_scan(office), **published, **asked, **brought, **after,
        **met, **on_paper, **received, **mediated,
        "disclosure:plan": disclosed, "disclosure:none": expected, "disclosure:owed": expected,
    }  # fmt: skip
    extra = of_published | of_asked | of_brought | of_met | of_decided | of_ballots | of_received | of_mediated | {
        **{f"disclosure:plan_{name}": {"line": disclosed.lines.first().pk} for name in ("line", "drop", "keep")},
        "disclosure:plan_paper": {"fmt": "pdf"}, "disclosure:new_of": {"kind": "budget-decided"},
        "boards:absent": {"place": "culture_house"}, "boards:there": {"place": "culture_house"},
        "boards:photo": {"what": "dan"}, "boards:route_list": {"village": _village_of_the_head().pk},
        "channels_public:sound": {"ending": "mp3"},
        "channels_public:sound_in": {"ending": "mp3", "script": spoken["airing:script"].pk},
        "workspace:promise": {"rule": "L10-A12-3"}, "duties:file": {"event": law.events.latest("pk").pk},
        "organisation:import": {"kind": "nguoi"}, "organisation:import_template": {"kind": "don-vi"},
        "workspace:rearrange": {"change": "merge"},
        "plans:occurrence_file": {"file": _note_with_a_file(noted).files.get().pk},
        "reports:attachment": {"pk": health.pk, "file": _attached(health).pk},
        "reports:remove_attachment": {"pk": health.pk, "file": health.attachments.get().pk},
        "reports:on_behalf": {"pk": health.pk}, "plans:paper": {"fmt": "pdf"},
        "plans:seed_take": {"seed": seed.pk}, "plans:seed_aside": {"seed": seed.pk}, "plans:file": {"copy": "goc"},
        "reports:outline_section": {"code": "II"}, "reports:outline_indicator": {"code": "A4"},
        "reports:weakness_drop": {"weakness": named.pk},
        "reports:weakness_answer": {"weakness": question.named.weakness.origin},
        "reports_public:version": {"code": "2026-DX1", "number": 0},
        "reports_public:version_file": {"code": "2026-DX1", "number": 0, "copy": "pdf"},
        "reports:section": {"code": "II"}, "reports:figure": {"key": "A4.held"},
        "documents:file": {"copy": "pdf"}, "reports:paper": {"fmt": "pdf"},
        "reports_public:detail": {"code": "2026-DX1"},
        "reports_public:file": {"code": "2026-DX1", "copy": "pdf"}, "portal:channel": {"door": "dan-biet"},
        "portal:law_rule": {"rule": "L10-A12-3"}, "portal:register_line": {"number": 1},
        "portal:register_line_data": {"number": 1}, "portal:register_proof": {"number": 1},
        "disclosure_public:feed_of_clause": {"clause": 7}, **after_scene.MORE, **deciding_scene.build(commune),
    }  # fmt: skip
    arguments = {}
    for name, needed, is_public in every_pattern():
        values = dict(public) if is_public and "commune" in needed else {}
        if "pk" in needed:
            values["pk"] = by_area[max((key for key in by_area if name.startswith(key)), key=len)].pk
        if {"year", "number"} <= set(needed) and name.startswith("disclosure_public:"):
            values |= {"year": shown.year, "number": shown.number}
            values |= {"version": 2} if "version" in needed else {}
        if "paper" in needed:
            values |= {"paper": 1} | ({"number_of": 1} if "number_of" in needed else {})
        arguments[name] = values | extra.get(name, {})
    return arguments


def _disclosed(commune):
    """An item that is public: corrected once, with a paper, a list of names, and every form of telling proved."""

    def person(username):
        return Person.objects.get(account__username=username)

    def unit(**which):
        return Unit.objects.filter(commune=commune, **which).order_by("pk").first()

    cast = SimpleNamespace(
        commune=commune, committee=unit(kind="committee"), village=unit(kind="village"), economy=unit(short_name="KT"),
        economy_officer=person("kinh-te-cv"), chair=person("chu-tich"), village_head=person("chu-tich"),
    )  # fmt: skip
    public_scene.boards(cast)
    item = public_scene.disclosed(
        cast,
        clause=7,
        kind="own",
        key="scene-public",
        due_on=clock.today(),
        now=clock.now(),
        names={"people": ["Lò Văn Hẹn"]},
    )
    version = public_scene.corrected(cast, item, now=clock.now())
    public_scene.proved(cast, version, on=clock.today())
    return item


def _grounds() -> dict:
    admin = Person.objects.get(account__username="quan-tri")
    return {"evidence": "confirmed", "source": "Thông báo số 1", "reason": "Thử", "by": admin, "now": clock.now()}


def _own_day(commune) -> OwnDay:
    """A day off of the sample commune's own, far from every duty."""
    day = datetime.date(2026, 12, 24)
    workspace.change_days(commune=commune, days=[day], kind=OwnDayKind.OFF, name="Ngày thử", **_grounds())
    commune.refresh_from_db()
    return OwnDay.objects.get(commune=commune)


def _own_promise(commune) -> OwnPromise:
    """A promise of the sample commune's own."""
    workspace.promise(commune=commune, rule_id="L10-A12-3", value=4, **_grounds())
    return OwnPromise.objects.get(commune=commune)


def _written(commune) -> Plan:
    """A plan being written by the culture office, with a task."""
    person = Person.objects.get(account__username="van-hoa")
    plan = plans.begin(
        commune=commune, year=2027, title="Thử", upload_key="scene-viet", by=person, now=clock.now()
    )  # fmt: skip
    part = plan.parts.first()
    plans.write_task(plan=plan, part=part, values={"text": "Việc thử"}, by=person, now=clock.now())
    plan.refresh_from_db()
    return plan


def _plans(plan: Plan, amended: Plan, written: Plan, task: Task) -> dict:
    """Behind the addresses of writing, approving and amending: a draft, one before the chair, the next edition."""
    person = Person.objects.get(account__username="van-hoa")
    waiting = plans.copy_forward(plan=plan, year=2027, upload_key="scene-chep", by=person, now=clock.now())
    plans.mark_seen(plan=waiting, by=person, now=clock.now())
    waiting = plans.submit(plan=waiting, by=person, now=clock.now())
    following = plans.amend_here(plan=amended, upload_key="scene-sua", by=person, now=clock.now())
    part = written.parts.first()
    return {
        **dict.fromkeys(
            (f"plans:{name}" for name in (
                "compose", "opening", "part_add", "task_write", "seen", "seed_take", "seed_aside", "submit", "paper",
            )),
            written,
        ),
        "plans:part": part, "plans:parts": plan, "plans:task_move": written.tasks.get(), "plans:send_back": waiting,
        "plans:approve": waiting, "plans:differences": amended, "plans:continue_from": following.tasks.first(),
        "plans:follow": task, "plans:law": plan.tasks.filter(kind="continuing").first(),
    }  # fmt: skip


def _disclosure_plan(commune):
    """Next year's disclosure plan, being made, beside this year's."""
    person = Person.objects.get(account__username="van-hoa")
    for year in (2026, 2027):
        plan = disclosure.begin_plan(commune=commune, year=year, by=person, now=clock.now())
    return plan


def officer_of(unit: Unit) -> Person:
    """The head of a unit."""
    return unit.posts.get(role="head").person


def _imported(commune: Commune, kind: str) -> Import:
    """A list brought in by the administrator."""
    admin = Person.objects.get(account__username="quan-tri")
    return Import.objects.create(
        commune=commune, kind=kind, file_name="danh-sach.xlsx", form_key=f"scene {kind}", made_at=clock.now(),
        made_by=admin, made={kind: []},
    )  # fmt: skip


def _rearranged(commune: Commune) -> Rearrangement:
    """A village renamed from a later day on."""
    village = Unit.objects.filter(commune=commune, kind="village").order_by("-order").first()
    admin = Person.objects.get(account__username="quan-tri")
    return workspace.rearrange(
        commune=commune, change=Change.RENAME, units=[village], names=["thôn Chợ Mới"], by=admin, now=clock.now(),
        on=clock.today() + datetime.timedelta(days=60), decision="Quyết định 1/QĐ-UBND",
    )  # fmt: skip


def _village_of_the_head() -> Unit:
    """The village whose head is in the cast."""
    return Post.objects.get(person__account__username="truong-ban", role="village_head").unit


def _boards(commune: Commune) -> dict:
    """Two boards, something announced there, and a proof at the village's about which something was noticed."""
    clerk, now = Person.objects.get(account__username="van-thu"), clock.now()
    head, today = Person.objects.get(account__username="truong-ban"), clock.today()
    office = Unit.objects.get(commune=commune, short_name="KT")
    for unit in (clerk.posts.get().unit, _village_of_the_head()):
        board = channels.add_board(
            commune=commune, unit=unit, place=Place.MEETING_POINT, name=f"Bảng thử {unit.name}", by=clerk, now=now
        )
    told = channels.announce(
        commune=commune, unit=office, subject="scene:1", group="scene", title="Thử", summary="Thử.", on=today,
        path="cong-khai/2026/1/", short_path="ban-mau/cong-khai/2026/1", put_up_by=today, goes_to_heads=True, now=now,
    )  # fmt: skip
    channels.add_board(
        commune=commune, unit=office.parent, place=Place.MEETING_POINT, name="Bảng thử sau", by=clerk, now=now
    )
    order = told.orders.get(board=board)
    photo = SimpleUploadedFile("bang.jpg", with_camera_data(board_photo(1), "2020:01:01 08:00:00"))
    proof = channels.confirm_by_photo(order=order, of=ProofOf.UP, on=today, upload=photo, by=head, now=now)
    return {
        **dict.fromkeys((f"boards:{name}" for name in ("order", "notice", "photo", "log", "cancel", "again")), order),
        **dict.fromkeys((f"boards:{name}" for name in ("absent", "there")), _village_of_the_head()),
        **dict.fromkeys((f"boards:{name}" for name in ("proof_file", "strike", "settle")), proof),
        **dict.fromkeys((f"boards:{name}" for name in ("announcement", "notices", "more", "route_list")), told),
        "boards:": board, "boards:log_sheet": board,
        "boards:board_notices": told.orders.filter(state="ordered").first().board,
    }  # fmt: skip


def _approved_paper(office, report) -> Document:
    """A paper of the culture office that waits for its number."""
    content = Paper(issuing_body="Ủy ban nhân dân xã Bản Mẫu", kind="Báo cáo", title="Thử", place="Bản Mẫu")
    document = documents.open_document(
        commune=office.commune, unit=office, kind=DocumentKind.REPORT, title="Thử", subject=report.subject,
        content=content, now=clock.now(),
    )  # fmt: skip
    chair = Post.objects.get(person__account__username="chu-tich")
    return documents.approve(
        document=document, content=content, signed_as=SignedAs.CHAIR, by=chair.person, post=chair, now=clock.now()
    )


def _upload(name: str = "minh-chung.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "Minh chứng.".encode())


def _done_with_a_paper(duty: Duty) -> Duty:
    """A duty of the law, reported done with a file by the chair."""
    chair = Person.objects.get(account__username="chu-tich")
    return duties.report_done(
        duty=duty, on=clock.today(), note="Biên bản số 3", file=_upload(), by=chair, now=clock.now()
    )


def _note_with_a_file(occurrence: Occurrence):
    """A note of progress with a file."""
    person = Person.objects.get(account__username="van-hoa")
    return plans.add_note(
        occurrence=occurrence, text="Có ảnh", uploads=[_upload()], form_key="scene", by=person, now=clock.now()
    )


def _attached(report: Report):
    """A file of a report that is still a draft."""
    person = Person.objects.get(account__username="tram-y-te")
    return reports.attach(report=report, upload=_upload(), by=person, now=clock.now())


def _registered(office):
    """A paper in the incoming register, with its file, passed to an office."""
    commune, clerk, now = office.commune, Person.objects.get(account__username="van-thu"), clock.now()
    kept = documents.keep(commune=commune, name="cv.txt", data="Công văn".encode(), by=clerk, now=now)
    line = documents.register(
        commune=commune, arrived_on=clock.today(), sender="Sở Nội vụ", kind="Công văn", title="Báo cáo", file=kept,
        form_key="scene", by=clerk, now=now,
    )  # fmt: skip
    return documents.pass_on(line=line, version=1, lead=office, passed_on=clock.today(), by=clerk, now=now)


def _long_scan(office):
    """A scan that waits for the worker."""
    return Scan.objects.create(
        commune=office.commune, purpose=Origin.DIRECTIVE, form_key="scene", pages=3, created_at=clock.now()
    )
