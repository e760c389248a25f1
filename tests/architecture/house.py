"""The house as the tests see it: the areas in their order, the closed vocabulary, the doors that stand open."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DANCHU = ROOT / "danchu"

# From the bottom up, as in pyproject.toml's first contract; those on one line stand side by side.
LAYERS = (
    ("core",),
    ("rulebook", "register", "audit"),
    ("organisation",),
    ("documents", "notifications"),
    ("accounts",),
    ("duties",),
    ("channels", "intake"),
    ("disclosure",),
    ("consultations",),
    ("decisions", "satisfaction"),
    ("outreach", "agency"),
    ("plans",),
    ("petitions", "benefits"),
    ("oversight",),
    ("reports",),
    ("portal", "workspace"),
)
HEIGHT = {area: height for height, layer in enumerate(LAYERS) for area in layer}

# What an area may contain (design.md §2) …
VOCABULARY = frozenset(
    "states rules models queries policies papers messages figures services forms views urls admin apps migrations "
    "management templates static tests data README.md __init__ templatetags".split()
)
# … and the further modules, each with the reason why it is not one of the others.
FURTHER = {
    "documents": {
        "reader": "reads official papers",
        "sounds": "recordings: kind, length, what they hide about who made them",
        "paper": "the document model and its two renderers",
        "files": "bytes on disk under their digest",
        "fonts": "the faces papers are set in",
        "redaction": "personal data found in files and taken out of their bytes; values in, values out",
    },
    "accounts": {
        "adapters": "how allauth and axes are bound",
        "identity": "an identity provider's token, verified",
        "provider": "allauth's OpenID Connect client, made strict",
        "seal": "secrets of second factors under SECRET_KEY",
        "middleware": "the end of a session, and what comes before work",
    },
    "organisation": {
        "middleware": "the person behind a request",
        "directory": "the country's list of communes, as data",
        "context": "what layouts may show",
    },
    "channels": {"speaker": "what is written as words, words as sound"},
    "plans": {"scrutiny": "the wind tunnel for a draft plan"},
    "disclosure": {
        "catalogue": "the contents of Art. 11 as data",
        "triggers": "what was public once is fixed in the database",
        "sessions": "the door for the reports of other areas to the People's Council",
    },
    "decisions": {"triggers": "what was asked, who was asked and what they said is fixed in the database"},
    "reports": {"outline": "outline and indicators as data"},
    "register": {"triggers": "append-only in the database", "key": "the instance's signing key, in a file"},
    "audit": {"triggers": "append-only in the database"},
    "portal": {"middleware": "the page cache", "context": "what layouts may show"},
    "workspace": {
        "navigation": "the staff navigation as a table",
        "context": "what layouts may show",
        "subjects": "what a reference of the trail is called, as a table",
    },
}
OPEN_INSIDE = frozenset({"core", "rulebook"})

# Modules of an area that other areas may import, besides core and rulebook, which are open.
DOORS = frozenset({"services", "queries", "figures", "states", "rules"})
FURTHER_DOORS = {
    "organisation": {"models", "policies", "forms"},  # the shared kernel; how lists are read that are brought in
    "disclosure": {"models", "sessions"},  # what every report to a session of the People's Council shares
    # Libraries: values in, values out; and who signs, asked in the same words everywhere.
    "documents": {"paper", "reader", "redaction", "files", "sounds", "forms"},
    "intake": {"forms"},  # what the forms of every desk share
    "duties": {"messages"},  # how a due date is said in a sentence
}


def areas() -> list[str]:
    """The areas that are built."""
    return sorted(path.name for path in DANCHU.iterdir() if (path / "__init__.py").exists())


def source_files(area: str) -> list[Path]:
    """The area's own Python files, without tests and migrations."""
    return [
        path for path in sorted((DANCHU / area).rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)
    ]  # fmt: skip


def imports(path: Path) -> list[str]:
    """Every module or name a file imports, as full dotted names."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found
