"""The sheet and the days: what the stylesheet weighs, colours that can be read, days and numbers."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from danchu.core import forms as core_forms
from danchu.core.templatetags import vietnamese

CORE = Path(core_forms.__file__).parent
SHEET = CORE / "static" / "core" / "danchu.css"
TODAY = dt.date(2026, 4, 28)


def drawn(source, **context):
    """A template's text with our tags loaded."""
    return Template("{% load components vietnamese %}" + source).render(Context(context))


def words(html):
    """What is read: without marks, blanks as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


# -- the sheet ------------------------------------------------------------------------------------------------------
def test_sheet_weighs_at_most_twenty_kilobytes():
    assert len(SHEET.read_bytes()) <= 20_000


def test_no_template_carries_style_or_script_inline():
    for path in CORE.glob("templates/**/*.html"):
        text = path.read_text()
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"\son[a-z]+=", text), path


def luminance(colour):
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    colour = colour if len(colour) == 7 else "#" + "".join(two * 2 for two in colour[1:])
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_reads_on_every_ground(scheme):
    blocks = re.findall(r":root \{(.*?)\}", SHEET.read_text(), re.DOTALL)
    tokens = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", blocks[0]))
    if scheme == "dark":
        tokens |= dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", blocks[1]))
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link", "late", "mark") for ground in ("page", "ground")]
    pairs += [(state, f"{state}-bg") for state in ("done", "soon", "late")]
    pairs += [("ink", ground) for ground in ("done-bg", "soon-bg", "late-bg", "info-bg", "plain-bg")]
    pairs += [("link", "info-bg")]
    poor = {pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5}
    assert not poor
    assert contrast("#ffffff", tokens["brand"]) >= 7
    assert contrast(tokens["edge"], tokens["ground"]) >= 3


# -- days and numbers -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (dt.date(2026, 4, 28), "28/4/2026", "28 April 2026"),
        (dt.date(2026, 2, 24), "24/02/2026", "24 February 2026"),
        (dt.date(2026, 5, 5), "05/5/2026", "5 May 2026"),
        (dt.date(2026, 11, 1), "01/11/2026", "1 November 2026"),
        (dt.datetime(2026, 4, 27, 18, 30, tzinfo=dt.UTC), "28/4/2026", "28 April 2026"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_day_as_decree_30_2020_writes_it(value, vi, en):
    assert vietnamese.day(value) == vi
    with translation.override("en"):
        assert vietnamese.day(value) == en


def test_weekday_and_moment_in_both_languages():
    at = dt.datetime(2026, 4, 28, 7, 2, tzinfo=dt.UTC)
    assert vietnamese.weekday_day(TODAY) == "thứ Ba, 28/4/2026"
    assert vietnamese.weekday_day(dt.date(2026, 5, 3)) == "Chủ nhật, 03/5/2026"
    assert vietnamese.moment(at) == "14:02 ngày 28/4/2026"
    assert vietnamese.moment(None) == ""
    with translation.override("en"):
        assert vietnamese.weekday_day(TODAY) == "Tuesday, 28 April 2026"
        assert vietnamese.moment(at) == "14:02, 28 April 2026"


@pytest.mark.parametrize(
    ("value", "places", "vi", "en"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (Decimal("1234567.50"), None, "1.234.567,5", "1,234,567.5"),
        (0, None, "0", "0"),
        (1000, None, "1.000", "1,000"),
        (41.666, 1, "41,7", "41.7"),
        (-2, None, "−2", "−2"),
        (None, None, "", ""),
        ("chưa rõ", None, "chưa rõ", "chưa rõ"),
    ],
)
def test_numbers_take_point_for_thousands_and_comma_for_parts(value, places, vi, en):
    assert vietnamese.number(value, places) == vi
    with translation.override("en"):
        assert vietnamese.number(value, places) == en


# -- typing a day ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["24/02/2026", "24/2/2026", " 24-02-2026 ", "24.2.2026", "24022026", "2026-02-24", "24 / 02 / 2026", "24 2 2026"],
)
def test_a_day_is_understood_in_every_form_people_type(text):
    assert core_forms.DateField().clean(text) == dt.date(2026, 2, 24)


@pytest.mark.parametrize("text", ["mai", "24/02", "24/02/26", "2402026", "24/02/2026 ạ", "2026/02/24"])
def test_what_is_no_day_is_answered_with_an_example(text):
    with pytest.raises(forms.ValidationError) as caught:
        core_forms.DateField().clean(text)
    assert caught.value.code == "invalid"
    assert text in caught.value.messages[0]
    assert "Ví dụ: 24/02/2026" in caught.value.messages[0]


def test_a_day_no_calendar_has_is_told_apart():
    with pytest.raises(forms.ValidationError) as caught:
        core_forms.DateField().clean("31/02/2026")
    assert caught.value.code == "no_such_day"
    with pytest.raises(forms.ValidationError) as caught:
        core_forms.DateField().clean("01/01/0026")
    assert caught.value.code == "far_away"


def test_a_day_is_shown_as_it_is_typed_and_kept_when_wrong():
    class DayForm(forms.Form):
        on = core_forms.DateField(label="Ngày họp")

    assert 'value="24/02/2026"' in str(DayForm(initial={"on": dt.date(2026, 2, 24)}))
    assert 'value="31/2/2026"' in str(DayForm({"on": "31/2/2026"}))
    assert not DayForm({"on": "24/2/2026"}, initial={"on": dt.date(2026, 2, 24)}).has_changed()
