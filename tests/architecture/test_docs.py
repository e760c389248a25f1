"""What docs/ says is what the code has: drawn pages are drawn anew and compared, the English is complete."""

import re
import shutil

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command

from config.docs import pages
from tests.architecture import house

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z][^>]*>")


@pytest.mark.parametrize("name", pages())
def test_a_drawn_page_is_up_to_date(name):
    assert (house.ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name], "./run danchu docs"


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """The English catalogue with every string that the code has now."""
    if shutil.which("xgettext") is None:
        pytest.skip("cần gettext để đọc mọi chuỗi của giao diện")
    copy = tmp_path_factory.mktemp("house")  # makemessages writes beside the code it reads
    for name in ("danchu", "config"):
        (copy / name).symlink_to(house.ROOT / name)
    shutil.copytree(house.ROOT / "locale", copy / "locale")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr("django.conf.settings.LOCALE_PATHS", [])
        call_command(
            "makemessages", locale=["en"], verbosity=0, no_obsolete=True, no_location=True, symlinks=True,
            ignore_patterns=["tests"],
        )  # fmt: skip
    with (copy / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        return read_po(catalogue, locale="en")


def test_the_english_interface_is_complete(english):
    said = [m for m in english if m.id]
    missing = [m.id for m in said if m.fuzzy or not all(m.string if isinstance(m.string, tuple) else [m.string])]
    assert len(said) > 1000
    assert not missing, missing[:20]


def test_a_translation_keeps_what_is_filled_in(english):
    for message in english:
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[1]
        translated = message.string if isinstance(message.string, str) else message.string[1]
        assert sorted(PLACEHOLDER.findall(original)) == sorted(PLACEHOLDER.findall(translated)), original
