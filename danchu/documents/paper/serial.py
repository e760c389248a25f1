"""A paper as JSON and back, so that it can be kept as data and rendered anew when its number comes."""

import datetime
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum

from danchu.documents.paper import model

_KINDS = {
    kind.__name__: kind
    for kind in (
        model.Annex, model.Bullet, model.Column, model.ColumnGroup, model.Foot, model.GroupRow, model.Heading,
        model.PageBreak, model.Paper, model.Paragraph, model.Run, model.Signature, model.Table,
    )
}  # fmt: skip


def as_json(value):
    """JSON values of a paper or a part of one. A part is an object with its kind under "is"; defaults are left out."""
    if is_dataclass(value):
        kept = {
            each.name: as_json(getattr(value, each.name))
            for each in fields(value)
            if each.default is MISSING or getattr(value, each.name) != each.default
        }
        return {"is": type(value).__name__, **kept}
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    if isinstance(value, Enum):
        return {"is": "Urgency", "value": value.value}
    if isinstance(value, datetime.date):
        return {"is": "date", "value": value.isoformat()}
    return value


def from_json(value):
    """The paper, or the part of one, that `as_json` gave. Raises KeyError for a kind it does not know."""
    if isinstance(value, list):
        return tuple(from_json(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind = value["is"]
    if kind == "date":
        return datetime.date.fromisoformat(value["value"])
    if kind == "Urgency":
        return model.Urgency(value["value"])
    return _KINDS[kind](**{name: from_json(each) for name, each in value.items() if name != "is"})
