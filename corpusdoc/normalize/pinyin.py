"""Pinyin notes that converters leave behind each of certain characters: 導(dǎo)語 is 导语."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpusdoc.normalize.readings import SYLLABLE, TONED, readings
from corpusdoc.normalize.rewriter import Edit

_NOTE = re.compile(rf"[(（]({SYLLABLE})[)）]")
_TONE = re.compile(f"[{TONED}]")

# A textbook explains one or two readings; a converter leaves hundreds.
ENOUGH = 3


def note_edits(text: str) -> Iterator[Edit]:
    """An edit for each note that gives its character's reading, where the document holds several.

    (wifi), (view) and (ISO) are no readings of the character before them and stay. A note without a tone mark
    (们(men)) goes only where toned ones show that a converter was at work.
    """
    read: dict[str, bool] = {}  # whether a note gives the reading of its character, for each that occurs
    notes: list[tuple[int, int]] = []
    toned = 0
    for match in _NOTE.finditer(text, 1):
        start, end = match.span()
        shown = text[start - 1 : end]
        if shown not in read:
            read[shown] = match.group(1) in readings(shown[0])
        if read[shown]:
            notes.append((start, end))
            toned += toned < ENOUGH and _TONE.search(shown) is not None
    if toned >= ENOUGH:
        yield from (Edit(start, end, "", "pinyin.note") for start, end in notes)
