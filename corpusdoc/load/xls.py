"""Excel before 2007: its sheets with the numbers, percentages and dates that cells show.

[MS-XLS] names the records. Files of Excel 5 and 95 differ in their strings only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from struct import error as StructError  # noqa: N812  # struct calls it "error"
from struct import unpack, unpack_from

from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.number_format import BUILTIN, show
from corpusdoc.load.ole import CODECS, Storage
from corpusdoc.load.sheets import sheet_pieces


class Kind(IntEnum):
    """Types of records that matter here."""

    BOF = 0x0809
    EOF = 0x000A
    CONTINUE = 0x003C
    FILEPASS = 0x002F
    CODEPAGE = 0x0042
    DATEMODE = 0x0022
    SHEET = 0x0085
    STRINGS = 0x00FC
    FORMAT = 0x041E
    STYLE = 0x00E0
    LABEL = 0x0204
    RICH_LABEL = 0x00D6
    LABEL_SST = 0x00FD
    NUMBER = 0x0203
    RK = 0x027E
    MULTI_RK = 0x00BD
    FORMULA = 0x0006
    RESULT = 0x0207  # the text of the formula before it
    TRUTH = 0x0205


CELLS = frozenset(
    (Kind.LABEL, Kind.RICH_LABEL, Kind.LABEL_SST, Kind.NUMBER, Kind.RK, Kind.MULTI_RK, Kind.FORMULA, Kind.TRUTH)
)
NO_NUMBER = b"\xff\xff"  # ends a formula's result that is text, truth, error or nothing
BIFF8 = 0x0600


@dataclass(slots=True)
class _Book:
    version: int = BIFF8
    codec: str = "cp1252"
    from_1904: bool = False
    sheets: list[tuple[int, str]] = field(default_factory=list)  # (offset, name) of those that are shown
    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILTIN))
    styles: list[int] = field(default_factory=list)  # number formats

    def shown(self, value: float, style: int) -> str:
        number = self.styles[style] if style < len(self.styles) else 0
        return show(repr(value), self.codes.get(number, "General"), self.from_1904)


def read(data: bytes) -> Content:
    """The sheets that are shown; `page` is the sheet's number. Raises ReadingError."""
    storage = Storage(data)
    stream = storage.stream("Workbook" if storage.holds("Workbook") else "Book")
    try:
        book = _book(stream)
        pieces: list[Piece] = []
        for number, (offset, name) in enumerate(book.sheets, 1):
            pieces += sheet_pieces(name, _rows(stream, offset, book), number)
    except (StructError, IndexError) as error:
        raise ReadingError("damaged", str(error)) from error
    text, blocks = compose(pieces)
    return Content(text, blocks, hints=storage.hints())


def _records(stream: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """(type, its parts) of each record up to the end of the sheet; long ones continue in parts."""
    kind, parts = -1, [b""]
    while at + 4 <= len(stream):
        following, length = unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if following == Kind.CONTINUE:
            parts.append(body)
            continue
        if kind >= 0:
            yield kind, parts
        kind, parts = following, [body]
        if kind == Kind.EOF:
            break
    if kind >= 0:
        yield kind, parts


def _book(stream: bytes) -> _Book:
    book = _Book()
    for kind, parts in _records(stream, 0):
        body = parts[0]
        if kind == Kind.BOF:
            book.version = unpack_from("<H", body)[0]
        elif kind == Kind.FILEPASS:
            raise ReadingError("encrypted")
        elif kind == Kind.CODEPAGE:
            page = unpack_from("<H", body)[0]
            book.codec = CODECS.get(page, "cp1252")
        elif kind == Kind.DATEMODE:
            book.from_1904 = body[:1] == b"\1"
        elif kind == Kind.SHEET and body[4] & 3 == 0 and body[5] == 0:
            book.sheets.append((unpack_from("<I", body)[0], _text(book, [body], 6, 1)[0]))
        elif kind == Kind.FORMAT:
            book.codes[unpack_from("<H", body)[0]] = _text(book, [body], 2, 2 if book.version == BIFF8 else 1)[0]
        elif kind == Kind.STYLE:
            book.styles.append(unpack_from("<H", body, 2)[0])
        elif kind == Kind.STRINGS:
            book.strings = list(_shared(book, parts))
    return book


def _shared(book: _Book, parts: list[bytes]) -> Iterator[str]:
    count = unpack_from("<I", parts[0], 4)[0]
    place = (0, 8)
    for _ in range(count):
        part, at = place
        if part < len(parts) and at >= len(parts[part]):
            part, at = part + 1, 0
        if part >= len(parts):
            return
        text, (further, at) = _text(book, parts[part:], at, 2)
        place = (part + further, at)
        yield text


def _text(book: _Book, parts: list[bytes], at: int, width: int) -> tuple[str, tuple[int, int]]:
    """A string whose length takes `width` bytes, and (part, offset) of what follows it."""
    part = 0
    length = int.from_bytes(parts[0][at : at + width], "little")
    at += width
    if book.version != BIFF8:
        return parts[0][at : at + length].decode(book.codec, "replace"), (0, at + length)
    flags = parts[0][at]
    at += 1
    runs = unpack_from("<H", parts[0], at)[0] if flags & 8 else 0
    at += 2 if flags & 8 else 0
    extra = unpack_from("<I", parts[0], at)[0] if flags & 4 else 0
    at += 4 if flags & 4 else 0
    said: list[str] = []
    while length > 0:
        if at >= len(parts[part]):
            # The next part says anew how wide its characters are.
            part, at = part + 1, 1
            flags = parts[part][0]
        size = 2 if flags & 1 else 1
        here = parts[part][at : at + length * size]
        said.append(here.decode("utf-16-le" if size == 2 else "latin-1", "replace"))
        at += len(here)
        length -= max(1, len(here) // size)
    at += 4 * runs + extra
    while part < len(parts) - 1 and at > len(parts[part]):
        at -= len(parts[part])
        part += 1
    return "".join(said), (part, at)


def _rows(stream: bytes, offset: int, book: _Book) -> Iterator[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    waiting: tuple[int, int] | None = None  # a formula whose text comes next
    depth = 0
    for kind, parts in _records(stream, offset):
        depth += (kind == Kind.BOF) - (kind == Kind.EOF)
        if kind == Kind.RESULT and waiting:
            rows.setdefault(waiting[0], {})[waiting[1]] = _text(book, parts, 0, 2)[0]
        elif kind in CELLS and len(parts[0]) >= 6:
            row, column = unpack_from("<HH", parts[0])
            cells = _cells(kind, parts, book)
            rows.setdefault(row, {}).update({column + at: text for at, text in enumerate(cells)})
            waiting = (row, column)
    for row in range(max(rows, default=-1) + 1):
        held = rows.get(row, {})
        yield [held.get(column, "") for column in range(max(held, default=-1) + 1)]


def _cells(kind: int, parts: list[bytes], book: _Book) -> list[str]:  # noqa: PLR0911  # one a type of record
    """The texts of the cells that a record states, side by side."""
    body = parts[0]
    style = unpack_from("<H", body, 4)[0]
    match kind:
        case Kind.LABEL_SST:
            number = unpack_from("<I", body, 6)[0]
            return [book.strings[number] if number < len(book.strings) else ""]
        case Kind.LABEL | Kind.RICH_LABEL:
            return [_text(book, parts, 6, 2)[0]]
        case Kind.RK:
            return [book.shown(_rk(unpack_from("<I", body, 6)[0]), style)]
        case Kind.MULTI_RK:
            entries = (unpack_from("<HI", body, at) for at in range(4, len(body) - 6, 6))
            return [book.shown(_rk(value), each) for each, value in entries]
        case Kind.TRUTH:
            return [_truth(body[6]) if not body[7] else ""]
        case Kind.FORMULA if body[12:14] == NO_NUMBER:
            return [_truth(body[8]) if body[6] == 1 else ""]
        case _:
            return [book.shown(unpack_from("<d", body, 6)[0], style)]


def _truth(value: int) -> str:
    return "是" if value else "否"


def _rk(value: int) -> float:
    """A number that is stored in four bytes, its two lowest bits saying how."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x8000_0000 else 0))
    else:
        number = float(unpack("<d", b"\0\0\0\0" + (value & 0xFFFF_FFFC).to_bytes(4, "little"))[0])
    return number / 100 if value & 1 else number
