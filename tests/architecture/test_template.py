"""The template of the test database stands on everything a migration reads: else it would outlive a change."""

import ast
from pathlib import Path

from tests import template
from tests.architecture.house import DANCHU, ROOT


def test_whatever_a_migration_imports_is_in_the_digest():
    counted = set(template.sources())
    for path in [*DANCHU.glob("*/migrations/*.py"), *DANCHU.glob("*/triggers.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{name}" for name in names]
            for name in names:
                if name.startswith("danchu."):
                    assert _file_of(name) & counted, f"{path.name} imports {name}"


def _file_of(name: str) -> set[Path]:
    """Where the module stands, or the one that holds the name."""
    places = [ROOT / Path(*name.split(".")), ROOT / Path(*name.split(".")[:-1])]
    return {each for place in places for each in (place.with_suffix(".py"), place / "__init__.py") if each.exists()}
