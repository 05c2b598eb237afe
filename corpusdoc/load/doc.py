"""Word before 2007: the pieces of its text in order, with headings and tables by paragraph properties.

[MS-DOC] names the structures: FIB, Clx, PlcPcd.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from struct import error as StructError  # noqa: N812  # struct calls it "error"
from struct import unpack_from

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.doc_layout import BODY_LEVEL, Layout, Properties, read_styles, unread
from corpusdoc.load.doc_lists import read_lists
from corpusdoc.load.forms import Row, in_columns, table_pieces
from corpusdoc.load.numbering import Numbering
from corpusdoc.load.ole import Storage

MAIN = "WordDocument"
WORD_97 = 0xC1
ENCRYPTED, TABLE_1 = 0x0100, 0x0200
# Places of (offset, length) pairs in the FIB's third part.
STYLES, CHPX, PAPX, CLX, LISTS, LIST_USES = 1, 12, 13, 33, 73, 74
COMPRESSED = 0x4000_0000
# A phonetic guide is a formula of the reading over the character, without a result.
GUIDE = re.compile(r"\\o(?:\\a[dlcr])?\s{0,3}\(\\s\\up\s{0,3}\d{1,3}\([^()]{0,40}\)\s{0,3}[,;]([^()]{0,40})\)")
BEGIN, MIDDLE, END = "\x13", "\x14", "\x15"
# In a table of contents, a field says on which page an entry is.
PAGE_OF = re.compile("[\t ]*\t[\t ]*(?=\x13 {0,3}PAGEREF)")
READABLE = re.compile("[^\x07\x0c]")
CELL, MARK = "\x07", re.compile("[\r\x0c\x07]")
UNSEEN = re.compile("[\x00-\x06\x08\x0e-\x12\x16-\x1d\x1f]")
SPACES = re.compile(r"[\s\u3000]+")


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
        runs = _without(runs, list(unread(main, table[slice(*fib.place(CHPX))])))
        layout = Layout(main, table[slice(*fib.place(PAPX))], read_styles(table[slice(*fib.place(STYLES))]))
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
            raise ReadingError("damaged", "broken piece table")
        if place & COMPRESSED:
            offset = (place & ~COMPRESSED) // 2
            runs.append(_Run(main[offset : offset + length].decode("cp1252", "replace"), offset, 1))
        else:
            piece = main[place : place + 2 * length]
            # A piece that the stream breaks off may end in half a character.
            text = piece[: len(piece) // 2 * 2].decode("utf-16-le", "surrogatepass")
            runs.append(_Run(text, place, 2))
    return runs


def _without(runs: Sequence[_Run], gone: Sequence[tuple[int, int]]) -> list[_Run]:
    """The runs with NUL in the place of each character that nobody is to read; cells keep their ends."""
    found: list[_Run] = []
    gone = sorted(gone)
    for run in runs:
        said, at = [], 0
        end = run.offset + run.width * len(run.text)
        # Stretches of a file do not overlap: of those before the run only the last may reach into it.
        for place in range(max(0, bisect_left(gone, (run.offset, 0)) - 1), bisect_left(gone, (end, 0))):
            start, stop = gone[place]
            if stop > run.offset:
                first, last = (max(at, (edge - run.offset) // run.width) for edge in (start, stop))
                said += [run.text[at:first], READABLE.sub("\0", run.text[first:last])]
                at = last
        found.append(replace(run, text="".join((*said, run.text[at:]))) if at else run)
    return found


def _parts(runs: Sequence[_Run], fib: _Fib, layout: Layout, lists: Numbering) -> Iterator[Piece]:
    main, notes, headers, macros, comments, endnotes, boxes = (max(0, length) for length in fib.lengths)
    behind = main + notes + headers + macros + comments
    for start, length in ((0, main), (main, notes), (behind, endnotes), (behind + endnotes, boxes)):
        yield from _pieces(_paragraphs(runs, start, start + length, layout), lists)


def _paragraphs(runs: Sequence[_Run], start: int, end: int, layout: Layout) -> Iterator[tuple[str, str, Properties]]:
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
    yield "".join(held), "\r", Properties()


def _pieces(paragraphs: Iterable[tuple[str, str, Properties]], lists: Numbering) -> Iterator[Piece]:
    rows: list[Row] = []
    cells: list[list[Piece]] = []
    cell: list[Piece] = []
    for said, mark, properties in paragraphs:
        # An empty paragraph counts, too.
        label = lists.label(properties.list_id, properties.depth) if not properties.row_end else ""
        text = _clean(PAGE_OF.sub("……", said))
        text = label + text if text.strip() else text
        if mark == CELL and properties.row_end:
            rows.append((cells, properties.edges))
            cells = []
        elif mark == CELL or properties.in_table:
            if said := SPACES.sub(" ", text).strip():
                cell.append(Piece(said, "item" if label else "paragraph"))
            if mark == CELL:
                cells.append(cell)
                cell = []
        else:
            yield from table_pieces(in_columns(rows))
            rows.clear()
            if properties.level < BODY_LEVEL:
                yield Piece(SPACES.sub(" ", text), "heading", properties.level + 1)
            else:
                yield Piece(text, "item" if label else "paragraph")
    yield from table_pieces(in_columns(rows))


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
