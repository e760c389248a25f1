"""Open311 GeoReport v2: what the specification demands of every answer, held against ours by a table of its own."""

import datetime
import json
import re
import xml.etree.ElementTree as ET
from contextlib import suppress

import pytest
from django.test import Client

from danchu.core.errors import Refused
from danchu.intake import services as intake
from danchu.petitions.models import About, Case
from danchu.petitions.rules import open311 as rules
from danchu.petitions.services import cases as case_services
from danchu.petitions.services import showing
from danchu.petitions.states import CaseState, Topic
from danchu.petitions.tests.situations import MARK, accepted, again, answered, at, brought

HOME = "/ban-mau/open311/"
NOW = datetime.datetime(2026, 4, 20, 9, tzinfo=datetime.UTC)
W3 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
# After wiki.open311.org/GeoReport_v2: name → (the pattern of its text, whether it has to be there)
SERVICE = {
    "service_code": (r".+", True), "service_name": (r".+", True), "description": (r".+", True),
    "metadata": (r"true|false", True), "type": (r"realtime|batch|blackbox", True), "keywords": (r".*", True),
    "group": (r".*", True),
}  # fmt: skip
ATTRIBUTE = {
    "variable": (r"true|false", True), "code": (r".+", True),
    "datatype": (r"string|number|datetime|text|singlevaluelist|multivaluelist", True),
    "required": (r"true|false", True), "datatype_description": (r".*", True), "order": (r"\d+", True),
    "description": (r".+", True), "values": (r"[\s\S]*", True),
}  # fmt: skip
REQUEST = {
    "service_request_id": (r".+", True), "status": (r"open|closed", True), "status_notes": (r".*", False),
    "service_name": (r".+", True), "service_code": (r".+", True), "description": (r"[\s\S]{1,4000}", True),
    "agency_responsible": (r".*", False), "service_notice": (r"[\s\S]*", False), "requested_datetime": (W3, True),
    "updated_datetime": (W3, True), "expected_datetime": (rf"({W3})?", False), "address": (r".*", True),
    "address_id": (r".*", True), "zipcode": (r".*", True), "lat": (r"(-?\d+\.\d+)?", True),
    "long": (r"(-?\d+\.\d+)?", True), "media_url": (r".*", True),
}  # fmt: skip
MADE = {"token": (r".+", True), "service_notice": (r"[\s\S]*", False), "account_id": (r".*", False)}
TOKEN = {"service_request_id": (r".+", True), "token": (r".+", True)}
ERROR = {"code": (r"\d{3}", True), "description": (r".+", True)}


def fits(element: ET.Element, table: dict) -> list[str]:
    """What of an element is not as the specification has it."""
    found = {child.tag: "".join(child.itertext()) for child in element}
    wrong = [f"{name} is missing" for name, (_pattern, needed) in table.items() if needed and name not in found]
    wrong += [f"{name} is foreign" for name in found if name not in table]
    return wrong + [
        f"{name}: {text!r}" for name, text in found.items() if name in table and not re.fullmatch(table[name][0], text)
    ]


def spark(element: ET.Element):
    """XML as the Spark convention makes JSON of it: lists lose their root, everything is text."""
    children = list(element)
    if not children:
        return element.text or ""
    if element.tag in {"services", "attributes", "values", "service_requests", "errors", "endpoints", "formats"}:
        return [spark(child) for child in children]
    return {child.tag: spark(child) for child in children}


def plain(value):
    """JSON with every value as text, to be held against the XML."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def read(address: str, answers: int = 200, **query) -> ET.Element:
    """An answer in XML, the same as its JSON, each with its type and encoding."""
    as_xml = Client().get(f"{HOME}{address}.xml", query)
    as_json = Client().get(f"{HOME}{address}.json", query)
    assert (as_xml.status_code, as_json.status_code) == (answers, answers), as_xml.content
    assert as_xml["Content-Type"] == "text/xml; charset=utf-8"
    assert as_json["Content-Type"] == "application/json; charset=utf-8"
    assert as_xml.content.lower().startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = ET.fromstring(as_xml.content)
    same = spark(root) if len(root) else []
    told = plain(json.loads(as_json.content))
    if root.tag == "discovery":
        told = json.loads(re.sub(r"\.json\b", ".xml", json.dumps(told)))
    assert same == told
    return root


def send(**data):
    data = {"service_code": "road", "description": "Cống tắc.", "address_string": "Đầu bản", **data}
    return Client().post(f"{HOME}v2/requests.json", {name: value for name, value in data.items() if value is not None})


def shown(cast, key: str, *, topic=Topic.ROAD, on: str = "2026-04-13") -> Case:
    case = answered(cast, accepted(cast, brought(cast, on, key=key, may_show=True, topic=topic), topic=topic))
    words = {
        "title": "Cống tắc",
        "question": "Cống tắc & <b>tràn</b>\x0b.",
        "answer": "Đã ra xem.",
        "next_step": "Nạo vét.",
    }
    showing.show(case=case, by=cast.clerk, now=at("2026-04-16"), **words)
    return again(case)


# -- pure -------------------------------------------------------------------------------------------------------------
def test_every_state_is_open_or_closed_and_an_answer_is_not_the_end():
    assert set(rules.STATUS) == set(CaseState)
    assert set(rules.STATUS.values()) == {"open", "closed"}
    assert rules.STATUS[CaseState.ANSWERED] == "open"


def test_ninety_days_unless_something_else_is_asked():
    days = datetime.timedelta(days=90)
    assert rules.span("", "", NOW) == (NOW - days, NOW)
    first, last = rules.span("2026-01-01T00:00:00Z", "", NOW)
    assert last - first == days
    first, last = rules.span("", "2026-03-31T00:00:00+07:00", NOW)
    assert last - first == days
    for wrong in (
        ("2026-01-01T00:00:00Z", "2026-04-02T00:00:00Z"),
        ("2026-01-01", ""),
        ("x", ""),
        ("", "0001-01-01T00:00Z"),
    ):
        with pytest.raises(rules.BadTime):
            rules.span(*wrong, NOW)


def test_one_location_is_enough_and_no_map_is_demanded():
    assert rules.place("Đầu bản", "", "", "").words == "Đầu bản"
    assert rules.place("", "", "22.2", "103.5") == rules.Place("22.20000, 103.50000", True)
    for point in (("22.2", ""), ("x", "1"), ("91", "1"), ("nan", "1")):
        assert not rules.place("", "", *point).is_given, point


# -- read -------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_what_is_read_is_as_the_specification_has_it(cast, on_day, subtests):
    on_day("2026-04-20")
    first, _second = shown(cast, "a"), shown(cast, "b", topic=Topic.WATER, on="2026-04-12")
    secret = answered(cast, accepted(cast, brought(cast, key="c", text=f"Riêng {MARK}.")))
    case_services.say_fixed(case=first, now=at("2026-04-17"))
    with subtests.test("discovery"):
        endpoint = read("discovery").find("endpoints/endpoint")
        assert endpoint.findtext("specification") == "http://wiki.open311.org/GeoReport_v2"
        assert endpoint.findtext("url").endswith("/ban-mau/open311/v2")
        assert [each.text for each in endpoint.findall("formats/format")] == ["text/xml", "application/json"]
    with subtests.test("services and one of them"):
        services = read("v2/services")
        assert [wrong for each in services for wrong in fits(each, SERVICE)] == []
        assert len(services) == len(Topic)
        told = read("v2/services/road")
        assert told.findtext("service_code") == "road"
        assert [wrong for each in told.find("attributes") for wrong in fits(each, ATTRIBUTE)] == []
    with subtests.test("requests: what is shown, nothing else"):
        found = read("v2/requests")
        assert [wrong for each in found for wrong in fits(each, REQUEST)] == []
        assert [each.findtext("service_request_id") for each in found] == ["1", "2"]
        assert [each.findtext("status") for each in found] == ["closed", "open"]
        assert "<b>tràn</b>" in found[0].findtext("description"), "words stay words"
        assert MARK not in "".join(found.itertext())
    with subtests.test("filters"):
        asked = [
            ({"status": "closed"}, ["1"]), ({"status": "open,closed"}, ["1", "2"]), ({"service_code": "water"}, ["2"]),
            ({"service_code": "water,road"}, ["1", "2"]), ({"service_request_id": "2,99", "status": "closed"}, ["2"]),
            ({"start_date": "2026-04-13T00:00:00Z"}, ["1"]), ({"end_date": "2026-04-12T12:00:00+07:00"}, ["2"]),
            ({"jurisdiction_id": "ban-mau", "start_date": ""}, ["1", "2"]),
        ]  # fmt: skip
        for query, numbers in asked:
            found = read("v2/requests", **query)
            assert [each.findtext("service_request_id") for each in found] == numbers, query
    with subtests.test("one, and none"):
        assert read("v2/requests/2")[0].findtext("service_code") == "water"
        wrong = [
            ("v2/requests/99", 404, {}), ("v2/requests/²", 404, {}), ("v2/services/none", 404, {}),
            ("v2/tokens/none", 404, {}), ("v2/requests", 404, {"jurisdiction_id": "x"}),
            ("v2/requests", 400, {"status": "x"}), ("v2/requests", 400, {"start_date": "2026-01-01"}),
            ("v2/requests", 404, {"service_code": "x"}),
        ]  # fmt: skip
        for address, status, query in wrong:
            errors = read(address, status, **query)
            assert (errors.tag, fits(errors[0], ERROR)) == ("errors", [])
            assert errors[0].findtext("code") == str(status)
        assert Client().get("/khong-co/open311/v2/services.xml").status_code == 404
        assert Client().get(f"{HOME}v2/services.html").status_code == 404
    with subtests.test("hidden from somebody since: gone"):
        About.objects.create(case=secret, person=cast.village_head)
        case_services.name_people(case=first, people=[cast.chair], by=cast.clerk, now=at("2026-04-17"))
        assert [each.findtext("service_request_id") for each in read("v2/requests")] == ["2"]


# -- sent -------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_what_is_sent_goes_the_way_of_the_page(cast, on_day, subtests, settings):
    on_day("2026-04-20")
    data = {
        "first_name": "Páo", "last_name": "Lò Văn", "phone": "0912345678", "device_id": "máy-123", "account_id": "9",
        "media_url": "http://127.0.0.1/x", "attribute[thon]": cast.village.pk, "attribute[cho_dang]": "co",
        "attribute[noi_ve]": cast.village.pk, "description": "<script>alert(1)</script> Cống tắc.",
    }  # fmt: skip
    made = send(**data)
    told = made.json()[0]
    case = Case.objects.get()
    with subtests.test("as the specification has it, code and PIN once, kept by no cache, no cookie"):
        element = ET.fromstring(rules.as_xml("request", told))
        assert fits(element, MADE) == []
        code = case.submission.receipt.code
        pin = re.search(r"PIN (\d{6})", told["service_notice"])[1]
        assert intake.open_with(commune=cast.commune, code=code, pin=pin) == case.submission.receipt
        assert "no-store" in made["Cache-Control"]
        assert not made.cookies
    with subtests.test("the words as they were sent, the village, whom it is hidden from, nothing of the device"):
        assert case.text == data["description"]
        assert (case.submission.village, case.submission.may_show) == (cast.village, True)
        assert [about.person for about in case.abouts.all()] == [cast.village_head]
        assert case.submission.receipt.contact.name == "Lò Văn Páo"
        assert "máy-123" not in str(list(Case.objects.values())) + str(vars(case.submission))
    with subtests.test("its token tells the number once it is shown"):
        assert read(f"v2/tokens/{told['token']}", 404)[0].findtext("description").startswith("Đã nhận")
        wrong = told["token"][:-1] + ("1" if told["token"].endswith("0") else "0")
        assert read(f"v2/tokens/{wrong}", 404)[0].findtext("description").startswith("Không có")
        case_services.name_people(case=case, people=[], by=cast.clerk, now=at("2026-04-20"))
        answered(cast, accepted(cast, case, on="2026-04-20"), on="2026-04-20")
        words = {"title": "Cống tắc", "question": "Cống tắc.", "answer": "Đã ra xem."}
        showing.show(case=case, by=cast.clerk, now=at("2026-04-20"), **words)
        assert fits(read(f"v2/tokens/{told['token']}")[0], TOKEN) == []
    with subtests.test("what is lacking or wrong is refused, and nothing kept"):
        before = Case.objects.count()
        for wrong, status in (
            ({"service_code": None}, 400), ({"service_code": "x"}, 404), ({"description": " "}, 400),
            ({"description": "x" * 10_000_000}, 400), ({"address_string": ""}, 400), ({"attribute[thon]": "1²"}, 400),
            ({"attribute[noi_ve]": "99999"}, 400), ({"jurisdiction_id": "x"}, 404),
        ):  # fmt: skip
            answer = send(**wrong)
            assert (answer.status_code, answer.json()[0]["code"]) == (status, status), wrong
        assert Case.objects.count() == before
    with subtests.test("without CSRF mark, and not without end"):
        strict = Client(enforce_csrf_checks=True)
        data = {"service_code": "road", "description": "Cống tắc.", "lat": "22.2", "long": "103.5"}
        assert strict.post(f"{HOME}v2/requests.xml", data).status_code == 200
        for _each in range(intake.MOST_AN_HOUR):
            with suppress(Refused):
                intake.check_pace(address="127.0.0.1")
        answer = send()
        assert answer.status_code == 400
        assert "quá nhiều lần" in answer.json()[0]["description"]
