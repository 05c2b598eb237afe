"""Pinyin notes that converters leave behind each of certain characters: 導(dǎo)語 is 导语."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpusdoc.model import Span
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
    notes = [note for note in _NOTE.finditer(text, 1) if note.group(1) in readings(text[note.start() - 1])]
    if sum(_TONE.search(match.group()) is not None for match in notes) < ENOUGH:
        return
    for match in notes:
        yield Edit(Span(*match.span()), "", "pinyin.note")
