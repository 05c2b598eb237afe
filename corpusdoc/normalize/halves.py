"""Characters of which one byte of two is left: the one that makes a word with what stands around it."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.normalize.conversion import simplified
from corpusdoc.normalize.readings import SYLLABLE
from corpusdoc.normalize.words import completions

_NOTE = re.compile(rf"\({SYLLABLE}\)")
# Notes lie between the characters of a word.
REACH = 24
CONTEXT = 3
# The natural logarithm of a word's frequency from which on it says anything.
LIKELY = 5.0


def completed(before: str, after: str, first: int | None = None, second: int | None = None) -> str:
    """The character in GBK with this first or second byte that makes the best word; nothing where none does.

    A word is better than the one that ends before it: 提高 and a full stop, not 高校.
    """
    ahead = _plain(before[-REACH:])[-CONTEXT:]
    words = completions(ahead, _plain(after[:REACH])[:CONTEXT])
    found = ((words[short][0], char) for char, short in _characters(first, second) if short in words)
    score, char = max(found, default=(0.0, ""))
    ended, _ = completions(ahead[-2:-1], "").get(ahead[-1:], (0.0, ""))
    return char if score >= LIKELY and (second is None or score > ended) else ""


def _plain(text: str) -> str:
    return simplified(_NOTE.sub("", text))


@cache
def _characters(first: int | None, second: int | None) -> tuple[tuple[str, str], ...]:
    """The characters with this byte, and what they are in Simplified Chinese."""
    leads = (first,) if first is not None else range(0x81, 0xFF)
    trails = (second,) if second is not None else range(0x80, 0xFF)
    decoded = (bytes((lead, trail)).decode("gbk", "ignore") for lead in leads for trail in trails)
    return tuple((char, simplified(char)) for char in decoded if len(char) == 1)
