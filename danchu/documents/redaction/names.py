"""Named lists for the web: who is meant can be told by who knows already, and by nobody else."""

from danchu.core.text import composed, squeezed

_TITLES = frozenset("ông bà anh chị em cháu cụ đ/c đồng chí".split())


def mask_name(full_name: str) -> str:
    """ "Nguyễn Văn Ánh" → "N. V. Á.": initials only, titles dropped; "" for nothing (docs/decisions/0056)."""
    words = [word.strip(".,;:()[]\"'") for word in squeezed(composed(full_name)).split()]
    while words and words[0].lower() in _TITLES:
        words = words[1:]
    return " ".join(f"{word[0].upper()}." for word in words if word and word[0].isalpha())
