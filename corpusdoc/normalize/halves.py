"""Characters of which one byte of two is left: the one that makes a word with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpusdoc.normalize.readings import SYLLABLE
from corpusdoc.normalize.script import simplified
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
    found = ((words[short][0], char) for char in _characters(first, second) if (short := simplified(char)) in words)
    score, char = max(found, default=(0.0, ""))
    ended, _ = completions(ahead[-2:-1], "").get(ahead[-1:], (0.0, ""))
    return char if score >= LIKELY and (second is None or score > ended) else ""


def _plain(text: str) -> str:
    return simplified(_NOTE.sub("", text))


def _characters(first: int | None, second: int | None) -> Iterator[str]:
    for lead in (first,) if first is not None else range(0x81, 0xFF):
        for trail in (second,) if second is not None else range(0x80, 0xFF):
            try:
                yield bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
