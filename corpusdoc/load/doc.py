"""Word before 2007: the pieces of its text in order, with headings and tables by paragraph properties.

[MS-DOC] names the structures: FIB, Clx, PlcPcd, PlcBtePapx, PapxFkp.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812  # struct calls it "error"
from struct import unpack_from

from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.doc_lists import read_lists
from corpusdoc.load.forms import table_pieces
from corpusdoc.load.numbering import Numbering
from corpusdoc.load.ole import Storage

MAIN = "WordDocument"
WORD_97 = 0xC1
ENCRYPTED, TABLE_1 = 0x0100, 0x0200
# Places of (offset, length) pairs in the FIB's third part.
STYLES, PAPX, CLX, LISTS, LIST_USES = 1, 13, 33, 73, 74
PAGE = 512
COMPRESSED = 0x4000_0000
# Numbers of styles that Word brings along: headings 1 to 9, and the title.
HEADING_STYLES, TITLE_STYLE = range(1, 10), 62
PARAGRAPH_STYLE, NO_STYLE = 1, 0x0FFF
MAX_ANCESTORS = 10
OUTLINE, IN_TABLE, ROW_END, LIST, DEPTH = 0x2640, 0x2416, 0x2417, 0x460B, 0x260A
BODY_LEVEL = 9
OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the kind of property; 6 states its own
# A phonetic guide is a formula of the reading over the character, without a result.
GUIDE = re.compile(r"\\o(?:\\a[dlcr])?\s{0,3}\(\\s\\up\s{0,3}\d{1,3}\([^()]{0,40}\)\s{0,3}[,;]([^()]{0,40})\)")
BEGIN, MIDDLE, END = "\x13", "\x14", "\x15"
# In a table of contents, a field says on which page an entry is.
PAGE_OF = re.compile("[\t ]*\t[\t ]*(?=\x13 {0,3}PAGEREF)")
CELL, MARK = "\x07", re.compile("[\r\x0c\x07]")
UNSEEN = re.compile("[\x00-\x06\x08\x0e-\x12\x16-\x1d\x1f]")
SPACES = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True, slots=True)
class _Properties:
    level: int = BODY_LEVEL
    in_table: bool = False
    row_end: bool = False
    list_id: str = "0"  # "0": no list
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of the text, and where its bytes stand in the main stream."""

    text: str
    offset: int
    width: int  # bytes of a character


def read(data: bytes) -> Content:
    """The text of a DOC or WPS file; notes and text boxes stand at the end. Raises ReadingError."""
    storage = Storage(data)
    main = storage.stream(MAIN)
    try:
        version, flags = unpack_from("<H", main, 2)[0], unpack_from("<H", main, 10)[0]
        if flags & ENCRYPTED:
            raise ReadingError("encrypted")
        if version < WORD_97:
            raise ReadingError("unsupported", "Word 95")
        table = storage.stream("1Table" if flags & TABLE_1 else "0Table")
        fib = _Fib(main)
        runs = _runs(main, table[slice(*fib.place(CLX))])
        layout = _Layout(main, table[slice(*fib.place(PAPX))], _styles(table[slice(*fib.place(STYLES))]))
        lists = Numbering({}, {})
        if fib.count > LIST_USES:
            # The levels stand behind the list of lists, beyond its stated end.
            lists = read_lists(table[fib.place(LISTS)[0] :], table[slice(*fib.place(LIST_USES))])
        text, blocks = compose(_parts(runs, fib, layout, lists))
    except (StructError, IndexError) as error:
        raise ReadingError("damaged", str(error)) from error
    return Content(text, blocks, hints=storage.hints())


class _Fib:
    """The file information block: lengths of the text's parts, places of tables."""

    def __init__(self, main: bytes) -> None:
        self._main = main
        words = 34 + 2 * unpack_from("<H", main, 32)[0]
        longs = words + 2 + 4 * unpack_from("<H", main, words)[0]
        self._places = longs + 2
        self.count: int = unpack_from("<H", main, longs)[0]  # of the pairs
        # Main text, footnotes, headers, macros, comments, endnotes, text boxes.
        self.lengths: tuple[int, ...] = unpack_from("<7i", main, words + 2 + 12)

    def place(self, number: int) -> tuple[int, int]:
        """From where to where a structure stands in the table stream."""
        offset, length = unpack_from("<II", self._main, self._places + 8 * number)
        return offset, offset + length


Changes = Mapping[int, int]  # values by property


def _styles(sheet: bytes) -> list[Changes]:
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


def _runs(main: bytes, clx: bytes) -> list[_Run]:
    """The text in its order. It lies in the file in pieces, some a byte a character, some two."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ReadingError("damaged", "no piece table")
    count = (unpack_from("<I", clx, at + 1)[0] - 4) // 12
    ends = unpack_from(f"<{count + 1}I", clx, at + 5)
    runs: list[_Run] = []
    for number in range(count):
        place = unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        length = ends[number + 1] - ends[number]
        if not 0 <= length <= len(main):
            raise ReadingError("damaged", "piece table")
        if place & COMPRESSED:
            offset = (place & ~COMPRESSED) // 2
            runs.append(_Run(main[offset : offset + length].decode("cp1252", "replace"), offset, 1))
        else:
            text = main[place : place + 2 * length].decode("utf-16-le", "surrogatepass")
            runs.append(_Run(text, place, 2))
    return runs


class _Layout:
    """Properties of paragraphs, by the place of their last character in the main stream."""

    def __init__(self, main: bytes, table: bytes, styles: Sequence[Changes]) -> None:
        self._styles = styles
        self._ends: list[int] = []
        self._found: list[_Properties] = []
        count = (len(table) - 4) // 8
        for page in unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ():
            self._add(main[page * PAGE : (page + 1) * PAGE])

    def _add(self, page: bytes) -> None:
        count = page[PAGE - 1]
        ends = unpack_from(f"<{count + 1}I", page, 0)
        for number in range(count):
            at = 2 * page[4 * (count + 1) + 13 * number]
            self._ends.append(ends[number + 1])
            self._found.append(_properties(page, at, self._styles) if at else _Properties())

    def at(self, offset: int) -> _Properties:
        """The properties of the paragraph that the byte at `offset` belongs to."""
        number = bisect_right(self._ends, offset)
        return self._found[number] if number < len(self._found) else _Properties()


def _properties(page: bytes, at: int, styles: Sequence[Changes]) -> _Properties:
    size = 2 * page[at] - 1
    if not page[at]:
        at, size = at + 1, 2 * page[at + 1]
    style = unpack_from("<H", page, at + 1)[0]
    inherited = styles[style] if style < len(styles) else {}
    changes = {**inherited, **dict(_changes(page, at + 3, min(at + 1 + size, PAGE - 1)))}
    return _Properties(
        changes.get(OUTLINE, BODY_LEVEL),
        bool(changes.get(IN_TABLE)),
        bool(changes.get(ROW_END)),
        str(changes.get(LIST, 0)),
        changes.get(DEPTH, 0),
    )


def _changes(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """(property, the first two bytes of its value or the one it has) of each change that a style or paragraph makes."""
    while at + 3 <= end:
        code, value = unpack_from("<HB", data, at)
        size = OPERAND.get(code >> 13, value + 1)
        yield code, int.from_bytes(data[at + 2 : at + 2 + min(size, 2)], "little")
        at += 2 + size


def _parts(runs: Sequence[_Run], fib: _Fib, layout: _Layout, lists: Numbering) -> Iterator[Piece]:
    main, notes, headers, macros, comments, endnotes, boxes = (max(0, length) for length in fib.lengths)
    behind = main + notes + headers + macros + comments
    for start, length in ((0, main), (main, notes), (behind, endnotes), (behind + endnotes, boxes)):
        yield from _pieces(_paragraphs(runs, start, start + length, layout), lists)


def _paragraphs(runs: Sequence[_Run], start: int, end: int, layout: _Layout) -> Iterator[tuple[str, str, _Properties]]:
    """(text, the mark that ends it, properties) of each paragraph or cell between two places of the text."""
    held: list[str] = []
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        here = first
        for match in MARK.finditer(run.text, first, last) if first < last else ():
            held.append(run.text[here : match.start()])
            yield "".join(held), match[0], layout.at(run.offset + run.width * match.start())
            held.clear()
            here = match.end()
        if here < last:
            held.append(run.text[here:last])
        at += len(run.text)
    yield "".join(held), "\r", _Properties()


def _pieces(paragraphs: Iterable[tuple[str, str, _Properties]], lists: Numbering) -> Iterator[Piece]:
    rows: list[list[list[Piece]]] = []
    cells: list[list[Piece]] = []
    cell: list[Piece] = []
    for said, mark, properties in paragraphs:
        # An empty paragraph counts, too.
        label = lists.label(properties.list_id, properties.depth) if not properties.row_end else ""
        text = _clean(PAGE_OF.sub("……", said))
        text = label + text if text.strip() else text
        if mark == CELL and properties.row_end:
            rows.append(cells)
            cells = []
        elif mark == CELL or properties.in_table:
            if said := SPACES.sub(" ", text).strip():
                cell.append(Piece(said, "item" if label else "paragraph"))
            if mark == CELL:
                cells.append(cell)
                cell = []
        else:
            yield from table_pieces(rows)
            rows.clear()
            if properties.level < BODY_LEVEL:
                yield Piece(SPACES.sub(" ", text), "heading", properties.level + 1)
            else:
                yield Piece(text, "item" if label else "paragraph")
    yield from table_pieces(rows)


def _clean(text: str) -> str:
    """What is read of a paragraph: the results of fields, not what they compute."""
    shown: list[str] = []
    inside: list[bool] = []  # of each open field: whether its result has begun
    code: list[str] = []
    for character in text:
        if character == BEGIN:
            inside.append(False)
            code.clear()
        elif character == MIDDLE and inside:
            inside[-1] = True
        elif character == END and inside:
            if not inside.pop() and (guide := GUIDE.search("".join(code))):
                shown.append(guide[1])
            code.clear()
        elif all(inside):
            shown.append(character)
        else:
            code.append(character)
    plain = "".join(shown).replace("\x1e", "-").replace("\x0b", "\n").replace("\xa0", " ")
    return UNSEEN.sub("", plain)
