"""How many columns of a terminal a text takes (UAX #11, East Asian Width)."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
# Marks above or below a letter, variation selectors and joiners stand in the column of the character before them.
_ZERO_CATEGORIES = frozenset({"Mn", "Me", "Cf"})


def display_width(text: str) -> int:
    """Columns that the text takes. Characters of ambiguous width count one, as most terminals draw them."""
    return len(text) if text.isascii() else sum(map(_width, text))


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits into `width` columns with an ellipsis behind."""
    if display_width(text) <= width:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += _width(character)
        if taken > width - 1:
            return text[:index] + ELLIPSIS
    return text


def pad(text: str, width: int, right: bool = False) -> str:
    """The text filled up with spaces to `width` columns, at its right or at its left side."""
    filling = " " * (width - display_width(text))
    return filling + text if right else text + filling


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in _ZERO_CATEGORIES:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
