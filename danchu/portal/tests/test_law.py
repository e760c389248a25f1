"""The law's pages: every rule is found, says how sure it is and where it stands; a last day can be tried out."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from danchu import rulebook
from danchu.duties.services import days
from danchu.duties.tests.situations import day, moment
from danchu.organisation.models import Commune
from danchu.portal import messages, queries
from danchu.portal.forms import facts_asked

ON = "2026-04-28"
LIST = "/ban-mau/luat/"


@pytest.fixture
def commune(cast, on_day):
    on_day(ON)
    return cast


def get(path: str, **asked):
    return Client().get(path, asked)


def test_every_rule_has_its_page(commune):
    client = Client()
    for rule in rulebook.all_rules()[::7]:
        page = client.get(f"{LIST}{quote(rule.id)}/")
        assert page.status_code == 200, rule.id
        assert rule.id in page.text
    assert client.get(f"{LIST}KHONG-CO/").status_code == 404


def test_the_list_holds_what_is_in_force_that_day_and_no_more(commune):
    pages = get(LIST).context["page"].paginator
    assert pages.count == len(rulebook.rules_on(day(ON)))
    assert get(LIST, het="on").context["page"].paginator.count == len(rulebook.all_rules())
    assert get(LIST, ngay="30/6/2023", van_ban="10/2022/QH15").context["page"].paginator.count == 0
    assert get(LIST, ngay="1/7/2023", van_ban="10/2022/QH15").context["page"].paginator.count > 200


@pytest.mark.parametrize(
    "words", ["cong khai 05 ngay lam viec", "CÔNG KHAI", "dieu 12", "L10-A12-3", "khoản 3 Điều 12"]
)
def test_it_is_searched_without_marks(commune, words):
    assert any(rule.id == "L10-A12-3" for rule in queries.rules(words)), words
    assert get(LIST, q=words).status_code == 200


def test_nothing_found_says_what_to_do(commune):
    page = get(LIST, q="khongcochunao").text
    assert "Không có quy định nào như vậy" in page
    assert f'href="{LIST}"' in page


def test_a_day_that_is_none_is_said_and_today_is_shown(commune):
    page = get(LIST, ngay="31/2/2026")
    assert page.status_code == 200
    assert "Lịch không có ngày 31/2/2026" in page.text
    assert page.context["page"].paginator.count == len(rulebook.rules_on(day(ON)))


def test_how_sure_it_is_stands_in_words(commune):
    unsure = next(rule for rule in rulebook.rules_on(day(ON)) if rule.evidence == "unconfirmed")
    page = get(f"{LIST}{quote(unsure.id)}/").text
    assert "Quy định này chưa được xác nhận" in page
    sure = get(f"{LIST}L10-A12-3/").text
    assert "đã xác nhận" in sure
    assert "chưa được xác nhận" not in sure
    assert set(messages.EVIDENCE) == set(rulebook.Evidence) == set(messages.EVIDENCE_MEANS)


def test_l10_a12_3_a_last_day_is_tried_out_with_its_explanation(commune):
    page = get(f"{LIST}L10-A12-3/", tu="10/02/2026").text
    assert "thứ Ba, 24/02/2026" in page
    assert "17/02/2026 (Tết Nguyên đán)" in page


def test_the_communes_own_days_and_promises_count_and_the_kept_page_follows(commune):
    address = f"{LIST}L10-A12-3/"
    assert "thứ Hai, 16/3/2026" in get(address, tu="9/3/2026").text
    given = {"evidence": "confirmed", "source": "TB 1", "reason": "Thử", "by": commune.admin, "now": moment(ON)}
    own = Commune.objects.get(pk=commune.commune.pk)
    days.change_days(commune=own, days=[day("2026-03-16")], kind="off", name="Ngày hội", **given)
    page = get(address, tu="9/3/2026").text
    assert "thứ Ba, 17/3/2026" in page
    assert "16/3/2026 (Ngày hội)" in page
    days.promise(commune=own, rule_id="L10-A12-3", value=3, **given)
    page = get(address, tu="9/3/2026").text
    assert "thứ Năm, 12/3/2026" in page
    assert "Xã tự cam kết" in page
    assert "3 ngày làm việc" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Hãy điền"), ("31/2/2026", "Lịch không có ngày 31/2/2026"), ("hôm qua", "chưa phải là ngày")],
)
def test_a_wrong_start_says_what_to_type(commune, typed, sentence):
    page = get(f"{LIST}L10-A12-3/", tu=typed)
    assert page.status_code == 200
    assert sentence in page.text


def test_a_rule_before_its_time_says_so(commune):
    assert "không có hiệu lực vào ngày" in get(f"{LIST}L10-A12-3/", tu="1/6/2023").text


def test_a_rule_without_a_deadline_offers_none(commune):
    assert "Tính thử hạn" not in get(f"{LIST}L10-A15-01/").text


def test_every_deadline_can_be_tried_with_every_fact_it_asks(commune):
    """No rule's form ends in an error page, whatever is chosen."""
    for rule in rulebook.rules_on(day(ON)):
        if rule.reckon is None or rule.unit is None:
            continue
        facts = {name: values[-1] for name, values in facts_asked(rule).items()}
        page = get(f"{LIST}{quote(rule.id)}/", tu="10/02/2026", **facts)
        assert page.status_code == 200, rule.id
        assert page.context.get("due") or page.context.get("no_day"), (rule.id, facts)


def test_a_rule_that_changed_shows_what_was_before(commune):
    changed = [rule for rule in rulebook.all_rules() if rule.valid_to and queries.related(rule)]
    assert changed
    rule = changed[0]
    page = get(f"{LIST}{quote(rule.id)}/").text
    assert queries.related(rule)[0].id in page
    assert "Hiệu lực" in page


def test_every_fact_and_value_has_words():
    assert set(rulebook.FACTS) <= set(messages.FACTS)
    plain = {"extensions", "disclosure_clause"}
    for name, values in rulebook.FACTS.items():
        for value in values:
            assert name in plain or messages.fact_words(name, value) != value, (name, value)


def test_the_footer_leads_here(commune):
    assert LIST in re.findall(r'href="([^"]*)"', get("/ban-mau/").text)
    assert "/en/ban-mau/luat/" in re.findall(r'href="([^"]*)"', get("/en/ban-mau/").text)
