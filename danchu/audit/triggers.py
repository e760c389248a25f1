"""The trail of acts is append-only in the database itself (danchu/core/append_only.py)."""

from danchu.core.append_only import Guard

_GUARD = Guard("audit_act", "Nhật ký thao tác chỉ được ghi thêm")

create, drop, standing, missing = _GUARD.create, _GUARD.drop, _GUARD.standing, _GUARD.missing
