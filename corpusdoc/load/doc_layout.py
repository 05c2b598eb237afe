"""What a DOC says of its paragraphs and characters: styles, layout, rows of tables, what was deleted or is hidden.

[MS-DOC] names the structures: STSH, PlcBtePapx, PapxFkp, PlcBteChpx, ChpxFkp, Prl.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import unpack_from

PAGE = 512
# Numbers of styles that Word brings along: headings 1 to 9, and the title.
HEADING_STYLES, TITLE_STYLE = range(1, 10), 62
PARAGRAPH_STYLE, NO_STYLE = 1, 0x0FFF
MAX_ANCESTORS = 10
OUTLINE, IN_TABLE, ROW_END, LIST, DEPTH = 0x2640, 0x2416, 0x2417, 0x460B, 0x260A
CELLS, DELETED, HIDDEN = 0xD608, 0x0800, 0x083C
BODY_LEVEL = 9
OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the kind of property; 6 states its own


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph says of itself, or the style that it names."""

    level: int = BODY_LEVEL
    in_table: bool = False
    row_end: bool = False
    list_id: str = "0"  # "0": no list
    depth: int = 0
    edges: tuple[int, ...] = ()  # of a row's end: where its cells end, in twips


Changes = Mapping[int, int]  # values by property


def read_styles(sheet: bytes) -> list[Changes]:
    """What each style says of paragraphs: itself or the style that it is based on."""
    if len(sheet) < 6:
        return []
    length, count, fixed = unpack_from("<HHH", sheet, 0)
    at = 2 + length
    stated: list[tuple[Changes, int]] = []  # (changes, the place of the style that it is based on)
    for _ in range(count):
        size = unpack_from("<H", sheet, at)[0]
        stated.append(_stated(sheet[at + 2 : at + 2 + size], fixed))
        at += 2 + size + size % 2
    return [_inherited(stated, place) for place in range(len(stated))]


def _stated(style: bytes, fixed: int) -> tuple[Changes, int]:
    if len(style) < fixed + 2:
        return {}, NO_STYLE
    known, base = unpack_from("<HH", style, 0)
    number = known & 0x0FFF
    outline = {OUTLINE: number - 1} if number in HEADING_STYLES else {OUTLINE: 0} if number == TITLE_STYLE else {}
    # Behind the name, with a NUL at its end, stand the properties of its paragraphs.
    at = fixed + 2 * unpack_from("<H", style, fixed)[0] + 4
    if base & 0xF != PARAGRAPH_STYLE or at + 2 > len(style):
        return outline, base >> 4
    end = at + 2 + unpack_from("<H", style, at)[0]
    return dict(_changes(style, at + 4, min(end, len(style)))) | outline, base >> 4


def _inherited(stated: Sequence[tuple[Changes, int]], place: int) -> Changes:
    found: Changes = {}
    for _ in range(MAX_ANCESTORS):
        if place >= len(stated):
            break
        changes, place = stated[place]
        found = {**changes, **found}
    return found


class Layout:
    """Properties of paragraphs, by the place of their last character in the main stream."""

    def __init__(self, main: bytes, table: bytes, styles: Sequence[Changes]) -> None:
        self._styles = styles
        self._ends: list[int] = []
        self._found: list[Properties] = []
        for page in _pages(main, table):
            count = page[PAGE - 1]
            ends = unpack_from(f"<{count + 1}I", page, 0)
            for number in range(count):
                at = 2 * page[4 * (count + 1) + 13 * number]
                self._ends.append(ends[number + 1])
                self._found.append(_properties(page, at, self._styles) if at else Properties())

    def at(self, offset: int) -> Properties:
        """The properties of the paragraph that the byte at `offset` belongs to."""
        number = bisect_right(self._ends, offset)
        return self._found[number] if number < len(self._found) else Properties()


def _properties(page: bytes, at: int, styles: Sequence[Changes]) -> Properties:
    size = 2 * page[at] - 1
    if not page[at]:
        at, size = at + 1, 2 * page[at + 1]
    style = unpack_from("<H", page, at + 1)[0]
    inherited = styles[style] if style < len(styles) else {}
    end = min(at + 1 + size, PAGE - 1)
    changes = {**inherited, **dict(_changes(page, at + 3, end))}
    return Properties(
        changes.get(OUTLINE, BODY_LEVEL),
        bool(changes.get(IN_TABLE)),
        bool(changes.get(ROW_END)),
        str(changes.get(LIST, 0)),
        changes.get(DEPTH, 0),
        _edges(page, at + 3, end) if changes.get(ROW_END) else (),
    )


def _changes(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """(property, the first two bytes of its value or the one it has) of each change that a style or paragraph makes."""
    for code, place, size in _places(data, at, end):
        yield code, int.from_bytes(data[place : place + min(size, 2)], "little")


def _places(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(property, where its value stands, how many bytes it has)."""
    while at + 3 <= end:
        code, value = unpack_from("<HB", data, at)
        size = OPERAND.get(code >> 13, value + 1)
        if code == CELLS:
            size = int.from_bytes(data[at + 2 : at + 4], "little") + 1
        yield code, at + 2, size
        at += 2 + size


def _edges(data: bytes, at: int, end: int) -> tuple[int, ...]:
    """Where the cells of a row end."""
    for code, place, size in _places(data, at, end):
        if code == CELLS and place + size <= end:
            return unpack_from(f"<{data[place + 2]}h", data, place + 5)
    return ()


def _pages(main: bytes, table: bytes) -> Iterator[bytes]:
    count = (len(table) - 4) // 8
    for page in unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ():
        yield main[page * PAGE : (page + 1) * PAGE]


def unread(main: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """From where to where in the main stream characters stand that a change deleted or that are hidden."""
    for page in _pages(main, table):
        count = page[PAGE - 1]
        ends = unpack_from(f"<{count + 1}I", page, 0)
        for number in range(count):
            at = 2 * page[4 * (count + 1) + number]
            changes = dict(_changes(page, at + 1, min(at + 1 + page[at], PAGE - 1))) if at else {}
            if changes.get(DELETED) or changes.get(HIDDEN):
                yield ends[number], ends[number + 1]
