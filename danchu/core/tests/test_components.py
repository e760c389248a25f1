"""The look: what the sheet weighs, what the tags say, how forms speak, and the page of components in a real browser."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from danchu.core import forms as core_forms

CORE = Path(core_forms.__file__).parent
SHEET = CORE / "static" / "core" / "danchu.css"
TODAY = dt.date(2026, 4, 28)


def drawn(source, **context):
    """A template's text with our tags loaded."""
    return Template("{% load components vietnamese %}" + source).render(Context(context))


def words(html):
    """What is read: without marks, blanks as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


# -- forms ----------------------------------------------------------------------------------------------------------
class AllKinds(forms.Form):
    title = forms.CharField(label="Tên việc", help_text="Như trong văn bản.", max_length=10)
    turnout = forms.IntegerField(label="Lượt người", required=False, min_value=0)
    mode = forms.ChoiceField(label="Cách giao", choices=[("a", "Giao"), ("b", "Đề nghị")], widget=forms.RadioSelect)
    places = forms.MultipleChoiceField(
        label="Nơi", choices=[("x", "Bản X")], widget=forms.CheckboxSelectMultiple, required=False
    )
    paper = forms.FileField(label="Văn bản")
    checked = forms.BooleanField(label="Đã đối chiếu")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("Kỳ này đã khóa.")


def test_field_ties_label_hint_and_error_to_its_control():
    html = AllKinds({"title": ""})["title"].as_field_group()
    control = re.search(r"<input[^>]*name=\"title\"[^>]*>", html)[0]
    assert 'aria-describedby="id_title_helptext id_title_error"' in control
    assert 'aria-invalid="true"' in control
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert '<label for="id_title">Tên việc' in html
    assert "Hãy điền: Tên việc" in html


def test_group_of_choices_is_a_fieldset_whose_options_keep_their_values():
    html = AllKinds({"mode": "b"})["mode"].as_field_group()
    assert "<fieldset" in html
    assert "<legend>Cách giao</legend>" in html
    checked = re.findall(r'<input type="radio"[^>]*checked[^>]*>', html)
    assert len(checked) == 1
    assert 'value="b"' in checked[0]


def test_whole_form_draws_every_field_once_and_hidden_ones_too():
    html = str(AllKinds())
    for name in AllKinds.base_fields:
        ids = set(re.findall(rf'id="(id_{name}(?:_\d)?)"', html))
        assert ids, name
    assert html.count('name="token"') == 1
    assert len(re.findall(r'\bid="([^"]+)"', html)) == len(set(re.findall(r'\bid="([^"]+)"', html)))


def test_error_summary_links_each_error_to_a_control_that_exists():
    form = AllKinds({"title": "dài hơn mười chữ", "turnout": "-4"})
    html = drawn("{% error_summary form %}", form=form)
    page = html + str(form)
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in page
    said = words(html)
    assert "Có 6 chỗ cần sửa" in said
    for sentence in (
        "Kỳ này đã khóa.",
        "Tên việc: viết ngắn lại, nhiều nhất 10 ký tự; đang có 16.",
        "Lượt người: viết số từ 0 trở lên.",
        "Hãy chọn: Cách giao",
        "Hãy đính kèm: Văn bản",
        "Hãy đánh dấu: Đã đối chiếu",
    ):
        assert sentence in said


def test_error_summary_is_silent_when_all_is_well_and_reads_formsets():
    class RightForm(forms.Form):
        title = forms.CharField(label="Tên việc")

    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-title": "Họp", "form-1-title": ""}
    formset = formset_factory(RightForm)(data)
    assert drawn("{% error_summary form %}", form=RightForm({"title": "Họp"})).strip() == ""
    assert drawn("{% error_summary form %}", form=RightForm()).strip() == ""
    assert 'href="#id_form-1-title"' in drawn("{% error_summary formset %}", formset=formset)


def test_a_form_that_words_its_own_error_is_left_alone():
    class OwnWords(forms.Form):
        title = forms.CharField(label="Tên việc", error_messages={"required": "Viết tên việc như trong kế hoạch."})

    assert core_forms.error_sentences(OwnWords({})["title"]) == ["Viết tên việc như trong kế hoạch."]


def test_file_field_shows_what_is_kept():
    class Kept:
        url = "/tep/1"

        def __str__(self):
            return "ke-hoach.pdf"

    class FileForm(forms.Form):
        paper = forms.FileField(label="Văn bản", required=False)

    html = str(FileForm(initial={"paper": Kept()}))
    assert '<a href="/tep/1">ke-hoach.pdf</a>' in html
    assert 'name="paper-clear"' in html
    form = FileForm({}, {"paper": SimpleUploadedFile("a.pdf", b"%PDF")})
    assert form.is_valid()


def test_text_of_others_is_escaped_everywhere():
    evil = "<b>x</b>"
    for source in (
        '{% notice "info" title=evil %}{{ evil }}{% endnotice %}',
        "{% empty evil %}{% endempty %}",
        "{% more evil %}{{ evil }}{% endmore %}",
        '{% state_tag "done" evil %}',
        "{% page_title evil evil evil %}",
        "{% figure evil evil %}",
        '{% breadcrumb evil "/x" %}',
        "{% deadline None None stated=evil why=evil %}",
    ):
        assert evil not in drawn(source, evil=evil), source


# -- states, deadlines, figures -------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["done", "soon", "late", "waiting", "draft", "nodata"])
def test_a_state_has_a_word_and_a_shape(state):
    html = drawn("{% state_tag state %}", state=state)
    assert words(html)
    assert "<svg" in html or "nodata" in html


@pytest.mark.parametrize(
    ("due_on", "left", "said", "state"),
    [
        (dt.date(2026, 11, 4), 132, "còn 132 ngày làm việc", None),
        (dt.date(2026, 5, 4), 3, "còn 3 ngày làm việc", "soon"),
        (TODAY, 1, "hôm nay là ngày cuối", "soon"),
        (dt.date(2026, 5, 1), 1, "còn 1 ngày làm việc", "soon"),
        (dt.date(2026, 5, 1), 0, "không còn ngày làm việc nào trước hạn", "soon"),
        (dt.date(2026, 4, 23), 0, "quá hạn 5 ngày", "late"),
    ],
)
def test_deadline_says_the_days_left(due_on, left, said, state):
    html = drawn("{% deadline due left %}", due=due_on, left=left, today=TODAY)
    assert said in words(html)
    assert (f'class="deadline {state}"' in html) == bool(state)
    assert "<details>" not in html


def test_deadline_shows_the_words_of_the_paper_beside_the_last_day_and_why():
    html = drawn(
        "{% deadline due 3 why=why stated=stated %}", due=dt.date(2026, 5, 4), stated="trước ngày 05/5",
        why=["Không tính 30/4."], today=TODAY,
    )  # fmt: skip
    assert "hạn trước ngày 05/5 (hết ngày 04/5/2026)" in words(html)
    assert "<summary>vì sao?</summary>" in html
    assert "Không tính 30/4." in html


def test_no_data_is_never_zero_and_none_arose_is_neither():
    zero, unknown, none_arose = (
        words(drawn("{% figure value 'Hội nghị' none_arose=none %}", value=value, none=none))
        for value, none in ((0, False), (None, False), (None, True))
    )
    assert zero == "Hội nghị 0"
    assert unknown == "Hội nghị Không có dữ liệu"
    assert none_arose == "Hội nghị Không phát sinh"
    assert "nhập tay" in drawn("{% figure 4 'Hội nghị' typed=True %}")
    assert "Không có dữ liệu" in drawn("{% meter None 6 'Bản' %}")
    assert "Không có dữ liệu" in drawn("{% meter 0 0 'Bản' %}")


def test_meter_is_a_labelled_progress():
    html = drawn("{% meter 4 12 'Đơn vị đã gửi' %}")
    assert '<progress value="4" max="12" aria-label="Đơn vị đã gửi">' in html
    assert "4/12 · 33 %" in words(html)


def test_table_cells_carry_their_column_for_the_phone():
    html = drawn(
        "{% table 'Báo cáo' columns rows numeric='2' %}", columns=["Đơn vị", "Số"], rows=[["A", 1412], ["B", None]]
    )
    assert 'data-label="Số" class="n">1.412<' in html
    assert "Không có dữ liệu" in html


def test_pagination_keeps_the_rest_of_the_address():
    request = RequestFactory().get("/x/?don-vi=3&page=2&tim=h%E1%BB%8Dp")
    html = drawn("{% pagination page %}", page=Paginator(range(60), 20).page(2), request=request)
    assert "?don-vi=3&amp;page=3&amp;tim=h%E1%BB%8Dp" in html
    assert 'aria-current="page">2<' in html
    assert drawn("{% pagination page %}", page=Paginator(range(5), 20).page(1)).strip() == ""


def test_breadcrumb_marks_the_page_above_for_the_phone():
    html = drawn('{% breadcrumb "Xã" "/xa/" "Kế hoạch" "/xa/ke-hoach/" "Kế hoạch 363" %}')
    assert '<li class="parent"><a href="/xa/ke-hoach/">' in html
    assert '<span aria-current="page">Kế hoạch 363</span>' in html


def test_timeline_speaks_local_time():
    event = {"title": "Đã gửi", "at": dt.datetime(2026, 4, 28, 7, 2, tzinfo=dt.UTC)}
    assert "14:02 ngày 28/4/2026" in drawn("{% timeline events %}", events=[event])


# -- layouts --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name", ["core/base.html", "core/portal_base.html", "core/staff_base.html", "404.html", "500.html"]
)
def test_layouts_stand_without_any_context(name):
    html = render_to_string(name)
    assert '<html lang="vi">' in html
    assert 'href="#noi-dung"' in html
    assert 'id="noi-dung"' in html


def test_sample_commune_says_so_and_is_not_indexed():
    commune = {"name": "xã Bản Mẫu", "slug": "ban-mau", "is_sample": True}
    html = render_to_string("core/portal_base.html", {"commune": commune})
    assert "DỮ LIỆU MẪU" in html
    assert '<meta name="robots" content="noindex">' in html
    real = render_to_string("core/portal_base.html", {"commune": {"name": "xã Bình Lư", "slug": "binh-lu"}})
    assert "DỮ LIỆU MẪU" not in real
    assert "noindex" not in real


def test_demo_banner_names_its_day():
    html = render_to_string("core/base.html", {"demo": True, "demo_day_fixed": True, "today": TODAY})
    assert "thứ Ba, 28/4/2026" in html


@pytest.mark.parametrize("name", ["core/portal_base.html", "core/staff_base.html"])
def test_every_foot_leads_to_the_other_language_only(name):
    links = [{"code": "vi", "label": "Tiếng Việt", "url": "/x/"}, {"code": "en", "label": "English", "url": "/en/x/"}]
    html = render_to_string(name, {"language_links": links})
    assert '<a href="/en/x/" lang="en" hreflang="en">English</a>' in html
    assert "Tiếng Việt" not in html


def test_staff_pages_are_never_indexed_and_sign_out_is_a_post():
    context = {
        "person": "Trưởng phòng",
        "unit": {"name": "Phòng VH-XH"},
        "staff_nav": [{"label": "Hôm nay", "url": "/lam-viec/", "current": True, "count": 3}],
    }
    html = render_to_string("core/staff_base.html", context)
    assert html.count('content="noindex"') == 1
    assert f'<form method="post" action="{reverse("account_logout")}">' in html
    assert 'aria-current="page">Hôm nay <span class="count">3</span>' in html


def test_confirmation_says_what_will_happen_and_leads_back():
    context = {
        "title": "Rút?",
        "consequences": ["Không ai mở được nữa."],
        "action": "Rút",
        "danger": True,
        "back_url": "/x/",
    }
    html = render_to_string("core/confirm.html", context)
    assert "Không ai mở được nữa." in html
    assert 'class="button danger"' in html
    assert 'href="/x/"' in html


def test_what_was_typed_is_shown_again_but_never_a_password():
    context = {"ours": True, "signed_in": False, "fields": [("noi_dung", "Đã họp <3"), ("password", "bi-mat")]}
    html = render_to_string("core/send_again.html", context)
    assert "Đã họp &lt;3" in html
    assert "bi-mat" not in html


# -- the page of components -----------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_component_page_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("core:components"))
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert client.post(reverse("core:components")).status_code == 405


@pytest.fixture
def open_page(chromium, live_server):
    """`open_page(width, scheme)` → the page of components in a fresh tab; a console error fails the test."""
    tabs, complaints = [], []

    def enter(width=360, scheme="light", **options):
        tab = chromium.new_page(viewport={"width": width, "height": 740}, color_scheme=scheme, **options)
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.goto(live_server.url + reverse("core:components"))
        tabs.append(tab)
        return tab

    yield enter
    for tab in tabs:
        tab.close()
    assert not complaints


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_component_page_has_no_axe_violation(open_page, wrong_with, scheme):
    assert wrong_with(open_page(360, scheme)) == []


@pytest.mark.browser
def test_nothing_scrolls_sideways_at_320_and_targets_are_big_enough(open_page):
    tab = open_page(320)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    small = tab.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')].filter(part => {
            const box = (part.closest('label.choice, .door, .card') || part).getBoundingClientRect()
            const line = part.closest('p')
            const inSentence = line && line.textContent.trim() != part.textContent.trim()
            return box.width > 1 && box.height < 44 && !inSentence
        }).map(part => part.outerHTML)"""
    )
    assert small == []


@pytest.mark.browser
def test_focus_is_always_seen_and_the_first_stop_skips_to_the_content(open_page):
    tab = open_page(360)
    for stop in range(30):
        tab.keyboard.press("Tab")
        ring = tab.evaluate("getComputedStyle(document.activeElement).outline")
        assert "3px" in ring, tab.evaluate("document.activeElement.outerHTML")
        if stop == 0:
            assert tab.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"


@pytest.mark.browser
def test_paper_carries_no_navigation_but_the_address(open_page):
    tab = open_page(1366)
    tab.emulate_media(media="print")
    for hidden in (".crumbs", ".foot", ".bar", ".pages", ".listen"):
        expect(tab.locator(hidden).first, hidden).not_to_be_visible()
    expect(tab.locator(".print-foot svg")).to_be_visible()
    expect(tab.get_by_text("Bản trên mạng, luôn mới nhất")).to_be_visible()
