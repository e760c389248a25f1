"""Codes by the clock (RFC 6238), the end of a session, the address behind a proxy."""

import base64
import datetime

import pytest

from danchu.accounts import rules

SECRET = base64.b32encode(b"12345678901234567890").decode()  # of RFC 6238, appendix B
AT = datetime.datetime(2026, 4, 28, 8, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_rfc_6238_appendix_b(seconds, code):
    assert rules.code_at(SECRET, seconds // 30) == code[-6:]


def test_a_code_of_the_step_before_and_after_fits_and_no_further():
    code = rules.code_at(SECRET, 1000)
    fits = [rules.matching_step(SECRET, code, step * 30) == 1000 for step in range(998, 1003)]
    assert fits == [False, True, True, True, False]


def test_a_code_is_taken_once_and_none_before_it():
    now = 1000 * 30
    assert rules.matching_step(SECRET, rules.code_at(SECRET, 1000), now, used=1000) is None
    assert rules.matching_step(SECRET, rules.code_at(SECRET, 999), now, used=1000) is None
    assert rules.matching_step(SECRET, rules.code_at(SECRET, 1001), now, used=1000) == 1001


@pytest.mark.parametrize("typed", ["", "abc", "１２３４５６", "12345", "1234567", "0" * 500])
def test_what_is_no_code_never_fits(typed):
    assert rules.matching_step(SECRET, typed, 30000) is None


def test_a_code_may_be_typed_with_spaces():
    code = rules.code_at(SECRET, 1000)
    assert rules.matching_step(SECRET, f" {code[:3]} {code[3:]} ", 30000) == 1000


@pytest.mark.parametrize(("is_shared", "minutes"), [(True, 15), (False, 8 * 60)])
def test_a_session_ends_after_its_idle_time(is_shared, minutes):
    limit = datetime.timedelta(minutes=minutes)
    second = datetime.timedelta(seconds=1)
    assert not rules.has_ended(AT, AT + limit - second, is_shared=is_shared)
    assert not rules.has_ended(AT, AT + limit, is_shared=is_shared)
    assert rules.has_ended(AT, AT + limit + second, is_shared=is_shared)


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # not our proxy: its word counts for nothing
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # what the client wrote itself stands further left
        ("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"),  # two proxies of ours
        ("127.0.0.1", "rubbish", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_our_own_proxy_says_whose_address_asks(remote, forwarded, address):
    assert rules.client_address(remote, forwarded, ("127.0.0.1", "10.0.0.0/8")) == address


def test_a_device_is_two_words_and_no_fingerprint():
    agent = "Mozilla/5.0 (Linux; Android 14; SM-A155F Build/UP1A.231005.007) Chrome/126.0.6478.71 Mobile Safari/537.36"
    assert rules.device_words(agent) == "Chrome · Android"
    assert rules.device_words("") == ""
