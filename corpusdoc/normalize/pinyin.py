"""Pinyin notes that converters leave behind each of certain characters: 導(dǎo)語 is 导语."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from corpusdoc import lazy_re as re
from corpusdoc.normalize.look import LETTER, Look
from corpusdoc.normalize.readings import SYLLABLE, TONED, numbered, readings, toneless
from corpusdoc.normalize.rewriter import Edit

# Some put blanks or a number for the tone into them: (dǎo), [dǎo], ( dao3 ).
_NOTE = re.compile(rf"[(（\[]\x20?({SYLLABLE}[1-5]?)\x20?[)）\]]")
_TONE = re.compile(f"[{TONED}]")

# A textbook explains one or two readings; a converter leaves hundreds.
ENOUGH = 3
# Other converters leave notes without tones, 指(zhi)導(dao)(dao)意(yi)見, which short glosses look like: of so many
# different characters.
MANY = 8

# A damaged page makes thousands, and this takes half the time of calling the class.
_edit = partial(tuple.__new__, Edit)


def note_edits(look: Look) -> Iterator[Edit]:
    """An edit for each note that gives its character's reading, where the document holds several.

    (wifi), (view) and (ISO) are no readings of the character before them and stay. A note without a tone mark
    (们(men)) goes only where toned ones, or a lot of its kind, show that a converter was at work.
    """
    text = look.text
    if not look.holds(LETTER):
        return
    exact: list[tuple[int, int]] = []
    loose: list[tuple[int, int]] = []  # exact but for the tone
    read: dict[str, tuple[bool, bool]] = {}
    toned, base, last = 0, "", -1
    for match in _NOTE.finditer(text, 1):
        start, end = match.span()
        # A note may come twice or three times.
        base = base if start == last else text[start - 1]
        shown = base + match.group(1)
        if shown not in read:
            read[shown] = _reads(base, match.group(1))
        is_exact, is_loose = read[shown]
        if is_exact:
            exact.append((start, end))
            toned += toned < ENOUGH and (_TONE.search(shown) is not None or shown[-1].isdigit())
        if is_loose:
            loose.append((start, end))
            last = end
    notes = exact if toned >= ENOUGH else loose if sum(is_loose for _, is_loose in read.values()) >= MANY else []
    yield from (_edit((start, end, "", "pinyin.note", 1.0)) for start, end in notes)


def _reads(char: str, note: str) -> tuple[bool, bool]:
    """Whether the note is a reading of the character, and whether it is but for the tone."""
    known = readings(char)
    if note[-1].isdigit():
        exact = toneless(note) in map(numbered, known)
        return exact, exact
    return note in known, bool(known) and toneless(note) in map(toneless, known)
