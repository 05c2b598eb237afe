"""PowerPoint before 2007: the text of its slides. [MS-PPT] names the records."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.ole import Storage

MAIN, USER = "PowerPoint Document", "Current User"
ENCRYPTED = 0xF3D1C4DF
HEADER, CHARACTERS, BYTES, SLIDE, MASTER, LIST = 0x0F9F, 0x0FA0, 0x0FA8, 0x03EE, 0x03F8, 0x0FF0
SLIDES = 0  # the instance of the list of slides; others list masters and notes
TITLES = (0, 6)
MAX_DEPTH = 20
SPACES = re.compile(r"\s+")


def read(data: bytes) -> Content:
    """Titles and text of the slides and their notes. Raises ReadingError."""
    storage = Storage(data)
    user = storage.stream(USER) if storage.holds(USER) else b""
    if len(user) >= 16 and unpack_from("<I", user, 12)[0] == ENCRYPTED:
        raise ReadingError("encrypted")
    found = list(_texts(storage.stream(MAIN)))
    text, blocks = compose(_pieces(found))
    return Content(text, blocks, hints=storage.hints())


def _pieces(texts: list[tuple[int, str]]) -> Iterator[Piece]:
    for kind, text in texts:
        if kind in TITLES:
            yield Piece(SPACES.sub(" ", text), "heading", 1)
        else:
            yield from (Piece(line) for line in re.split("[\r\n]", text.replace("\v", "\r")))


def _texts(stream: bytes) -> Iterator[tuple[int, str]]:
    """(kind of text, text) in the order of the file, without what masters say."""
    kind = -1
    # (next place, end) of the containers that are open.
    open_: list[tuple[int, int]] = [(0, len(stream))]
    while open_:
        at, end = open_.pop()
        if at + 8 > end:
            continue
        version, record, length = unpack_from("<HHI", stream, at)
        start = at + 8
        stop = min(start + length, end)
        open_.append((stop, end))
        if record == HEADER and stop - start >= 4:
            kind = unpack_from("<I", stream, start)[0]
        elif record == CHARACTERS:
            yield kind, stream[start:stop].decode("utf-16-le", "replace")
            kind = -1
        elif record == BYTES:
            yield kind, stream[start:stop].decode("latin-1")
            kind = -1
        elif version & 0xF == 0xF and len(open_) < MAX_DEPTH and not _is_master(version, record):
            open_.append((start, stop))


def _is_master(version: int, record: int) -> bool:
    return record == MASTER or (record == LIST and version >> 4 == 1)
