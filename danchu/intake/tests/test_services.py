"""A receipt is given, opened by its PIN alone, and forgets the person in time."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from danchu.core.errors import Refused
from danchu.intake import rules, services
from danchu.intake.models import Contact, Receipt
from danchu.intake.states import ReadBack, Way

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone())
CONTACT = {"name": "Bà Ké", "phone": "0912345678", "address": "", "email": ""}


def given(cast, **fields):
    return services.receive(
        commune=cast.commune, kind="information", way=fields.pop("way", Way.ONLINE), now=NOW, **fields
    )


def test_code_and_pin_open_it_and_the_pin_stands_nowhere(cast):
    issued = given(cast, contact=CONTACT)
    assert issued.receipt.code.startswith("BM-")
    assert services.open_with(commune=cast.commune, code=issued.receipt.code.lower(), pin=issued.pin).pk
    row = Receipt.objects.values().get()
    assert not any(issued.pin == str(value) for value in row.values())
    assert issued.pin not in CONTACT["phone"]


def test_a_wrong_pin_is_refused_and_a_wrong_code_says_the_same(cast):
    issued = given(cast)
    other = next(each for each in map(rules.new_body, [lambda a: a[0], lambda a: a[1]]) if each != issued.receipt.body)
    said = set()
    for code, pin in ((issued.receipt.code, "000000" if issued.pin != "000000" else "1"), (other, issued.pin)):
        with pytest.raises(Refused) as refused:
            services.open_with(commune=cast.commune, code=code, pin=pin)
        said.add(str(refused.value))
    assert said == {"Mã và số PIN không khớp. Xem lại trên giấy biên nhận."}


def tried(cast, issued, *, pin: str = "", address: str = "203.0.113.7") -> str:
    """What a try at a receipt's code is told; "" where it opens. Without `pin` a wrong one."""
    wrong = "000000" if issued.pin != "000000" else "111111"
    try:
        services.open_with(commune=cast.commune, code=issued.receipt.code, pin=pin or wrong, address=address)
    except Refused as refused:
        return "wait" if "một giờ" in str(refused) else "wrong"
    return ""


def test_tries_are_counted_by_code_and_stop_even_the_right_pin_for_an_hour(cast, monkeypatch):
    issued, another = given(cast), given(cast)
    assert [tried(cast, issued, pin=issued.pin) for _each in range(9)] == [""] * 9  # what opens is not counted
    assert [tried(cast, issued) for _each in range(rules.WRONG_PINS)] == ["wrong"] * rules.WRONG_PINS
    assert tried(cast, issued, pin=issued.pin) == "wait"
    assert tried(cast, another, pin=another.pin) == ""
    later = time.time() + services.HOUR
    monkeypatch.setattr("danchu.core.counts.time.time", lambda: later)
    assert tried(cast, issued, pin=issued.pin) == ""


def test_one_stranger_shuts_nobody_out_and_many_do_not_guess_on(cast):
    issued = given(cast)
    while tried(cast, issued, address="198.51.100.1") == "wrong":
        pass
    assert tried(cast, issued, pin=issued.pin) == ""
    told = [tried(cast, issued, address=f"198.51.100.{number}") for number in range(2, 12)]
    assert told.count("wrong") == rules.WRONG_OF_ALL - rules.WRONG_PINS
    assert tried(cast, issued, pin=issued.pin) == "wait"
    fresh = services.renew_pin(receipt=issued.receipt, by=cast.clerk, now=NOW)  # at the desk: at once
    assert tried(cast, fresh, pin=fresh.pin) == ""


def test_one_address_does_not_try_every_code(cast):
    told = [tried(cast, given(cast)) for _each in range(rules.WRONG_FROM_ONE + 1)]
    assert told == [*["wrong"] * rules.WRONG_FROM_ONE, "wait"]
    assert tried(cast, given(cast), address="203.0.113.8") == "wrong"


def test_tries_at_once_are_counted_before_the_pin_is_looked_at():
    def passes(_each) -> bool:
        try:
            return bool(services._counted_ahead("intake:wrong:0:AAAAA", "one"))
        except Refused:
            return False

    with ThreadPoolExecutor(12) as many:
        assert sum(many.map(passes, range(24))) == rules.WRONG_PINS


def test_another_commune_does_not_open_it(cast, others):
    issued = given(cast)
    with pytest.raises(Refused, match="không khớp"):
        services.open_with(commune=others.commune, code=issued.receipt.body, pin=issued.pin)


def test_a_page_is_open_until_the_pin_is_another(cast):
    issued = given(cast)
    ticket = services.pass_for(issued.receipt)
    assert issued.pin not in ticket
    assert services.opened(commune=cast.commune, ticket=ticket) == issued.receipt
    services.renew_pin(receipt=issued.receipt, by=cast.clerk, now=NOW)
    for bad in (ticket, ticket[:-2] + "xx", "", "a:b:c"):
        with pytest.raises(Refused):
            services.opened(commune=cast.commune, ticket=bad)


def test_a_page_does_not_stay_open(cast, monkeypatch):
    ticket = services.pass_for(given(cast).receipt)
    monkeypatch.setattr(services, "OPEN_FOR", -1)
    with pytest.raises(Refused, match="quá lâu"):
        services.opened(commune=cast.commune, ticket=ticket)


def test_written_down_for_somebody_it_says_who_and_whether_it_was_read_back(cast):
    with pytest.raises(Refused, match="đọc lại"):
        given(cast, way=Way.VILLAGE_HEAD, written_by=cast.village_head)
    issued = given(cast, way=Way.VILLAGE_HEAD, written_by=cast.village_head, read_back=ReadBack.DECLINED)
    assert issued.receipt.written_by == cast.village_head


@pytest.mark.parametrize(("on", "gone"), [("2027-04-27", False), ("2027-04-28", True), ("2027-04-29", True)])
def test_a_year_after_it_closed_nothing_says_who_asked(cast, on, gone):
    issued, open_one = given(cast, contact=CONTACT), given(cast, contact=CONTACT)
    services.close(receipt=issued.receipt, on=datetime.date(2026, 4, 28))
    assert services.erase_due(commune=cast.commune, on=datetime.date.fromisoformat(on), now=NOW) == gone
    assert Contact.objects.filter(receipt=issued.receipt).exists() is not gone
    assert bool(Receipt.objects.get(pk=issued.receipt.pk).pin_digest) is not gone
    assert Contact.objects.filter(receipt=open_one.receipt).exists()
    if gone:
        with pytest.raises(Refused):
            services.open_with(commune=cast.commune, code=issued.receipt.code, pin=issued.pin)


def test_too_much_from_one_address_is_refused_and_the_address_is_kept_nowhere(cast, settings):
    for _each in range(3):
        services.check_pace(address="203.0.113.7", most=3)
    with pytest.raises(Refused, match="một giờ"):
        services.check_pace(address="203.0.113.7", most=3)
    services.check_pace(address="203.0.113.8", most=3)
    kept = settings.LIMITS_FILE.read_bytes()
    assert b"intake:pace:" in kept
    assert b"203.0.113" not in kept
