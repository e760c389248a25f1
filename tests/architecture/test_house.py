"""What the import linter cannot see: doors between areas, keys that point down, the vocabulary, the length of files."""

import tomllib

import pytest
from django.apps import apps

from tests.architecture import house

LONGEST = 400


@pytest.mark.parametrize("area", house.areas())
def test_other_areas_are_entered_through_open_modules_only(area):
    entered = []
    for path in house.source_files(area):
        for name in house.imports(path):
            parts = name.split(".")
            if parts[0] != "danchu" or len(parts) < 3 or parts[1] == area or parts[1] in house.OPEN_INSIDE:
                continue
            doors = house.DOORS | house.FURTHER_DOORS.get(parts[1], set())
            if parts[2] not in doors and not (parts[2] == "urls" and area == "config"):
                entered.append(f"{path.relative_to(house.ROOT)} imports {name}")
    assert not entered, "\n".join(entered)


def test_foreign_keys_point_down():
    up = []
    for model in apps.get_models():
        own = model.__module__.split(".")
        if own[0] != "danchu":
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or target.__module__.split(".")[0] != "danchu":
                continue
            other = target.__module__.split(".")[1]
            if other != own[1] and house.HEIGHT[other] >= house.HEIGHT[own[1]]:
                up.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not up, "\n".join(up)


@pytest.mark.parametrize("area", [area for area in house.areas() if area not in house.OPEN_INSIDE])
def test_an_area_holds_only_words_of_the_vocabulary(area):
    allowed = house.VOCABULARY | set(house.FURTHER.get(area, {}))
    names = {
        path.stem if path.suffix == ".py" else path.name
        for path in (house.DANCHU / area).iterdir()
        if path.name != "__pycache__"
    }
    assert names <= allowed, sorted(names - allowed)


def test_files_stay_short_enough_to_be_read():
    suffixes = {".py", ".html", ".css", ".typ"}
    files = [p for p in house.ROOT.rglob("*") if p.suffix in suffixes and not _foreign(p)]
    long = {
        str(path.relative_to(house.ROOT)): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert len(files) > 50
    assert not long, long


def _foreign(path):
    return bool({".venv", ".tools", "var", "migrations", "node_modules"} & set(path.parts))


def test_the_order_of_the_areas_is_the_linters_own():
    text = (house.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contract = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]
    layers = tuple(
        tuple(name.strip(" ()") for name in layer.split("|")) for layer in reversed(contract["layers"])
    )  # fmt: skip
    assert layers == house.LAYERS


def test_the_glossary_names_what_the_code_has():
    code = "\n".join(path.read_text(encoding="utf-8") for area in house.areas() for path in house.source_files(area))
    rows = [
        line.split("|")
        for line in (house.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and "`" in line
    ]
    assert len(rows) > 20
    names = [name for row in rows for name in row[2].replace("`", "").replace(",", " ").split()]
    missing = [name for name in names if name not in code]
    assert not missing, missing


# Below duties a commune's own days cannot be asked for; everybody above takes them from `duties.queries`.
COMMON_CALENDAR = frozenset({"core", "rulebook", "register", "organisation", "documents", "notifications"})


@pytest.mark.parametrize("area", [area for area in house.areas() if area not in COMMON_CALENDAR])
def test_whoever_counts_days_for_a_commune_takes_the_communes_calendar(area):
    counted = [
        f"{path.relative_to(house.ROOT)}: {line.strip()}"
        for path in house.source_files(area)
        for line in path.read_text(encoding="utf-8").splitlines()
        if "rulebook.calendar()" in line and "calendar(rulebook.calendar())" not in line
    ]
    common = ("danchu/duties/queries.py", "danchu/duties/services/days.py")  # where the common one is laid under
    assert [line for line in counted if not line.startswith(common)] == []
