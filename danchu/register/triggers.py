"""The register is append-only in the database itself (danchu/core/append_only.py)."""

from danchu.core.append_only import Guard

TABLE = "register_line"
MESSAGE = "Sổ công khai chỉ được ghi thêm"
_GUARD = Guard(TABLE, MESSAGE, key=("commune", "sequence"))

create, drop, standing, missing = _GUARD.create, _GUARD.drop, _GUARD.standing, _GUARD.missing
