"""How pages of any area show a paper that a machine recognised in a scan: that it was, and which words to check."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.inclusion_tag("documents/scan_notice.html")
def scan_notice(reading):
    """`{% scan_notice plan.reading %}`: nothing for a paper that carried its own text."""
    return {"scanned": bool(reading.get("scanned")), "count": len(_words(reading))}


@register.filter
def doubtful(text: str, reading: dict):
    """`{{ text|doubtful:plan.reading }}`: the words that the machine was not sure of, marked."""
    words = _words(reading)
    if not words:
        return text
    pieces = re.split(r"([^\W_]+)", text)
    shown = [format_html("<u>{}</u>", piece) if piece in words else conditional_escape(piece) for piece in pieces]
    return mark_safe("".join(shown))  # each piece was escaped above


def _words(reading: dict) -> set[str]:
    return set(reading.get("doubtful_words", ()))
