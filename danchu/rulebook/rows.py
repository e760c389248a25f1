"""A table of a data file, read key by key; refuses with the file and the row whatever breaks the form."""

import tomllib
import unicodedata
from pathlib import Path

from .errors import BadDataError


class Row:
    """A table of a data file: each key is taken once, and `close` refuses what nobody asked for."""

    def __init__(self, table: object, where: str) -> None:
        if not isinstance(table, dict):
            raise BadDataError(f"{where}: phải là một bảng.")
        self._left = dict(table)
        self.where = where

    def fail(self, sentence: str) -> BadDataError:
        return BadDataError(f"{self.where}: {sentence}")

    def take(self, key: str, kind: type | tuple[type, ...], default=...):
        if key not in self._left:
            if default is ...:
                raise self.fail(f'thiếu "{key}".')
            return default
        value = self._left.pop(key)
        wrong_bool = isinstance(value, bool) and kind is int
        if not isinstance(value, kind) or wrong_bool:
            raise self.fail(f'"{key}" có giá trị sai kiểu: {value!r}.')
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    def text(self, key: str, default=...) -> str:
        value = self.take(key, str, default)
        if default is ... and not value.strip():
            raise self.fail(f'"{key}" để trống.')
        return value

    def choice(self, key: str, kind, default=...):
        value = self.take(key, str, default)
        if value is default:
            return default
        try:
            return kind(value)
        except ValueError:
            raise self.fail(f'"{key}" không nhận "{value}". Được dùng: {", ".join(kind)}.') from None

    def among(self, key: str, allowed: tuple[str, ...], default=...) -> str:
        value = self.take(key, str, default)
        if value is not default and value not in allowed:
            raise self.fail(f'"{key}" không nhận "{value}". Được dùng: {", ".join(allowed)}.')
        return value

    def texts(self, key: str, allowed: tuple[str, ...] = (), default=...) -> tuple[str, ...]:
        values = self.take(key, list, default)
        for value in values:
            if not isinstance(value, str) or (allowed and value not in allowed):
                raise self.fail(f'"{key}" có giá trị lạ: {value!r}.')
        return tuple(values)

    def close(self) -> None:
        if self._left:
            raise self.fail(f"có mục không hiểu được: {', '.join(sorted(self._left))}.")


def read(path: Path) -> Row:
    """The file as one table. Raises BadDataError when it is missing or is no TOML."""
    try:
        return Row(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except FileNotFoundError:
        raise BadDataError(f"{path.name}: thiếu tệp.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDataError(f"{path.name}: không đọc được ({error}).") from None
