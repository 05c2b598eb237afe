"""Rows of cells as pieces: tables, but for the cells of forms, which hold paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Piece

SPACES = re.compile(r"[\t\n ]+")
SAME_EDGE = 120  # twips: 2 mm
# A row's cells, and where each ends, from the left, in twips.
Row = tuple[Sequence[Sequence[Piece]], Sequence[int]]
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


def in_columns(rows: Sequence[Row]) -> Iterator[list[Sequence[Piece]]]:
    """The cells of each row, an empty one behind each for every further column that it reaches over.

    Where the cells of all rows end makes the columns; rows that do not say it are left as they are.
    """
    columns: list[int] = []
    for edge in sorted({edge for _, edges in rows for edge in edges}):
        columns += [edge] if not columns or edge - columns[-1] > SAME_EDGE else []
    for cells, edges in rows:
        spread: list[Sequence[Piece]] = []
        if len(edges) != len(cells):
            spread += cells
        else:
            for cell, edge in zip(cells, edges, strict=True):
                last = bisect_right(columns, edge)
                spread += [cell, *[()] * (last - len(spread) - 1)]
        yield spread


def _plain(pieces: Sequence[Piece]) -> str:
    text = pieces[0].text if len(pieces) == 1 else " ".join(piece.text for piece in pieces)
    return (text if text.isprintable() and "  " not in text else SPACES.sub(" ", text)).strip()
