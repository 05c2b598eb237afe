"""Rows of cells as pieces: tables, but for the cells of forms, which hold paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpusdoc.load.content import Piece

SPACES = re.compile(r"[\t\n ]+")
# A cell that holds more, in paragraphs, is a page's layout or a form's, no table's.
MAX_CELL = 200


def table_pieces(rows: Iterable[Sequence[Sequence[Piece]]], page: int | None = None) -> Iterator[Piece]:
    """The rows of a table, cells split by tabs; what holds paragraphs, as the large cells of forms do, as these.

    Each cell is the pieces in it that are not blank; what a neighbour spans is an empty one.
    """
    lines: list[str] = []
    for cells in rows:
        if not any(len(pieces) > 1 and sum(len(piece.text) for piece in pieces) > MAX_CELL for pieces in cells):
            line = "\t".join(map(_plain, cells))
            lines += [line] if line.strip() else []
            continue
        yield Piece("\n".join(lines), "table", 0, page)
        lines = []
        for pieces in cells:
            yield from pieces
    yield Piece("\n".join(lines), "table", 0, page)


def _plain(pieces: Sequence[Piece]) -> str:
    text = pieces[0].text if len(pieces) == 1 else " ".join(piece.text for piece in pieces)
    return (text if text.isprintable() and "  " not in text else SPACES.sub(" ", text)).strip()
