"""Forms and links as a browser finds them in a page, without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_TYPED = ("text", "email", "url", "tel", "number", "search", "password", "textarea")


@dataclass
class Field:
    """One control: its name, its kind ("text", "textarea", "select", "hidden", "file", …), its value as shown."""

    name: str
    kind: str
    value: str = ""
    required: bool = False
    dated: bool = False  # takes a day

    @property
    def is_typed(self) -> bool:
        return self.kind in _TYPED


@dataclass
class Form:
    """One form sent by POST: where to, and its controls."""

    action: str
    fields: list[Field] = field(default_factory=list)

    def data(self) -> dict[str, list[str]]:
        """What a browser would send, files left out."""
        sent: dict[str, list[str]] = {}
        for each in self.fields:
            if each.name and each.kind != "file":
                sent.setdefault(each.name, []).append(each.value)
        return sent


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form = self._area = self._select = None

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "a" and has.get("href"):
            self.links.append(has["href"])
        elif tag == "form":
            self._form = Form(has.get("action") or "") if has.get("method", "").lower() == "post" else None
            if self._form:
                self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input":
            kind = "hidden" if {"readonly", "hidden"} & has.keys() else has.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in has:
                return
            dated = has.get("inputmode") == "numeric" and has.get("autocomplete") == "off"
            self._form.fields.append(Field(has.get("name", ""), kind, has.get("value") or "", "required" in has, dated))
        elif tag == "textarea":
            self._area = Field(has.get("name", ""), "textarea", "", "required" in has)
            self._form.fields.append(self._area)
        elif tag == "select":
            self._select = Field(has.get("name", ""), "select", "", "required" in has)
            self._form.fields.append(self._select)
        elif tag == "option" and self._select and "selected" in has:
            self._select.value = has.get("value") or ""
        elif tag == "button" and has.get("name"):
            self._form.fields.append(Field(has["name"], "button", has.get("value") or ""))

    def handle_data(self, data):
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None


def read(page: str) -> tuple[list[Form], list[str]]:
    """The forms sent by POST and the links of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms, reader.links
