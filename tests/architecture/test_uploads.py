"""Every file from outside passes one place, where its kind, its size and a stamp of secrecy are looked at."""

import re

from tests.architecture.house import ROOT, areas, source_files

DOOR = "danchu/documents/services/keeping.py"


def _places(pattern: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for area in areas()
        for path in source_files(area)
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_bytes_reach_the_disk_in_one_place_only():
    assert _places(r"\bfiles\.store\(|StoredFile\.objects\.create|StoredFile\(") <= {DOOR, "danchu/documents/models.py"}


def test_uploads_are_held_in_memory_only(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["danchu.core.uploads.InMemory"]


def test_whoever_takes_a_file_from_a_form_is_a_staff_page_or_has_it_looked_at_ahead():
    for place in _places(r"request\.FILES"):
        text = (ROOT / place).read_text(encoding="utf-8")
        ahead = ("staff_page", "admin_page", "households_page", "look_at(upload)")
        assert any(page in text for page in ahead), place
