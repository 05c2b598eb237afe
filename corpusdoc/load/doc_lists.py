"""Automatic numbers of Word before 2007. [MS-DOC] names the structures: PlfLst, LSTF, LVL, PlfLfo, LFO, LFOData."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from struct import error as StructError  # noqa: N812  # struct calls it "error"
from struct import unpack_from

from corpusdoc.load.numbering import Level, Numbering

# What number formats (MSONFC) are called since 2007; the others are shown in figures.
FORMATS = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth",
    22: "decimalZero",
    23: "bullet",
    28: "decimalEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    35: "taiwaneseCounting",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCounting",
    40: "ideographDigital",
    255: "none",
}
LEGAL, NO_RESTART = 0x04, 0x08
STARTS, REDEFINED = 0x10, 0x20
LIST, LEVEL, USE, OVERRIDE = 28, 28, 16, 8  # bytes of a record, without what follows it
LEVELS = 9


def read_lists(definitions: bytes, uses: bytes) -> Numbering:
    """The lists of a document, known by the number (from 1) of the use that paragraphs name.

    `definitions` begins with the list of lists, `uses` is the list of uses. Damage costs the numbers, not the text.
    """
    try:
        known = dict(_definitions(definitions)) if len(definitions) > 2 else {}
        return _numbering(known, uses)
    except (StructError, IndexError):
        return Numbering({}, {})


def _definitions(data: bytes) -> Iterator[tuple[int, dict[int, Level]]]:
    count = unpack_from("<H", data, 0)[0]
    at = 2 + count * LIST
    for number in range(count):
        place = 2 + number * LIST
        levels: dict[int, Level] = {}
        for depth in range(1 if data[place + 26] & 1 else LEVELS):
            levels[depth], at = _level(data, at)
        yield unpack_from("<i", data, place)[0], levels


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A level, and where what follows it begins."""
    start, form, flags = unpack_from("<iBB", data, at)
    characters, paragraphs, limit = data[at + 24], data[at + 25], data[at + 26]
    at += LEVEL + characters + paragraphs
    length = unpack_from("<H", data, at)[0]
    text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    # Characters below nine stand for the numbers of levels.
    template = "".join(f"%{ord(each) + 1}" if each < "\x09" else each for each in text)
    restarts = limit if flags & NO_RESTART else LEVELS
    return Level(FORMATS.get(form, "decimal"), template, start, restarts, bool(flags & LEGAL)), at + 2 + 2 * length


def _numbering(known: dict[int, dict[int, Level]], uses: bytes) -> Numbering:
    lists: dict[str, dict[int, Level]] = {}
    abstract: dict[str, str] = {}
    count = unpack_from("<I", uses, 0)[0] if len(uses) > 4 else 0
    at = 4 + count * USE
    for number in range(count):
        place = 4 + number * USE
        name, changes = unpack_from("<i", uses, place)[0], uses[place + 12]
        levels = dict(known.get(name, {}))
        abstract[str(number + 1)] = str(name)
        at += 4
        for _ in range(changes):
            start, flags = unpack_from("<iI", uses, at)
            depth = flags & 0xF
            at += OVERRIDE
            if flags & REDEFINED:
                levels[depth], at = _level(uses, at)
            elif flags & STARTS:
                levels[depth] = replace(levels.get(depth, Level()), start=start)
            if flags & STARTS:
                # A list that states a start of its own counts for itself.
                abstract[str(number + 1)] = f"restarted {number}"
        lists[str(number + 1)] = levels
    return Numbering(lists, abstract)
