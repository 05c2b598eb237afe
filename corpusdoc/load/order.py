"""Pieces of a PDF page into lines in reading order: from the top, column by column, cells of a row split by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from corpusdoc.load.lines import CELL_GAP, LATIN_END, LATIN_START, Line

HAN = re.compile(r"[\u3400-\u9fff]")
# What columns of prose look like, which cells of a table do not: Chinese lines, many of them full.
MIN_LINES = 3
MIN_HAN = 6
FULL = 2.5  # in type sizes: what may be missing at the right of a full line
FULL_SHARE = 0.3
FIRST_COLUMN = 0.15  # of the width: a second column begins further right
SAME_LEFT = 1.5  # in type sizes
SAME_ROW = 0.5  # of the smaller height
MAX_PIECES = 4_000  # on a page; more is a drawing
DOUBLED = 0.5  # in type sizes: bold type that is printed twice


def reading_order(pieces: Sequence[Line]) -> list[Line]:
    """The lines of a page; the order in which the file draws the pieces does not count."""
    if len(pieces) > MAX_PIECES:
        return list(pieces)
    return list(_ordered(_rows(pieces)))


Row = list[Line]


def _rows(pieces: Sequence[Line]) -> list[Row]:
    """Pieces at one height, from the top; inside, from the left."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        first = rows[-1][0] if rows else None
        height = min(piece.top - piece.bottom, first.top - first.bottom) if first else 0.0
        if first and not (piece.ruled or first.ruled) and first.middle - piece.middle < SAME_ROW * height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _ordered(rows: list[Row]) -> Iterator[Line]:
    band = _columns(rows)
    if band is None:
        yield from map(_joined, rows)
        return
    first, last, gutter = band
    yield from _ordered(rows[:first])
    for side in (True, False):
        yield from _ordered(_side(rows[first:last], gutter, side))
    yield from _ordered(rows[last:])


def _side(rows: list[Row], gutter: float, left: bool) -> list[Row]:
    sides = ([piece for piece in row if (piece.left < gutter) == left] for row in rows)
    return [row for row in sides if row]


def _columns(rows: list[Row]) -> tuple[int, int, float] | None:
    """The longest stretch [first, last) of rows that are two columns or more, and where the second one begins."""
    found: list[tuple[int, int, int, float]] = []
    for gutter in _gutters(rows):
        for first, last in _uncrossed(rows, gutter):
            left, right = (_side(rows[first:last], gutter, side) for side in (True, False))
            if _is_prose(left) and _is_prose(right):
                found.append((last - first, first, last, gutter))
    return max(found)[1:] if found else None


def _gutters(rows: list[Row]) -> Iterator[float]:
    """Where several Chinese lines begin, away from the left margin."""
    pieces = [piece for row in rows for piece in row]
    if not pieces:
        return
    margin = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - margin
    begins = sorted(
        (piece.left, piece.size)
        for piece in pieces
        if piece.left > margin + FIRST_COLUMN * width and len(HAN.findall(piece.text)) >= MIN_HAN
    )
    group: list[float] = []
    for left, size in (*begins, (float("inf"), 1.0)):
        if group and left - group[-1] > SAME_LEFT * size:
            if len(group) >= MIN_LINES:
                yield group[0] - 1.0
            group = []
        group.append(left)


def _uncrossed(rows: list[Row], gutter: float) -> Iterator[tuple[int, int]]:
    """Stretches of rows that nothing crosses the gutter in."""
    first = 0
    for at, row in enumerate((*rows, None)):
        if row is None or any(piece.left < gutter < piece.right - 1.0 for piece in row):
            if at - first >= MIN_LINES:
                yield first, at
            first = at + 1


def _is_prose(rows: list[Row]) -> bool:
    lines = [piece for row in rows for piece in row if not piece.ruled]
    if len(lines) < MIN_LINES or median(len(HAN.findall(line.text)) for line in lines) < MIN_HAN:
        return False
    right = max(line.right for line in lines)
    return sum(line.right > right - FULL * line.size for line in lines) >= FULL_SHARE * len(lines)


def _joined(row: Row) -> Line:
    """A row's pieces as one line, tabs where there are gaps."""
    if len(row) == 1:
        return row[0]
    text, last = row[0].text, row[0]
    for piece in row[1:]:
        if piece.text == last.text and piece.left - last.left < DOUBLED * piece.size:
            continue
        if piece.left - last.right > CELL_GAP * piece.size:
            text += "\t"
        elif LATIN_END.search(text) and LATIN_START.match(piece.text):
            text += " "
        text += piece.text
        last = piece
    return replace(
        max(row, key=lambda piece: len(piece.text)),
        text=text,
        left=row[0].left,
        right=max(piece.right for piece in row),
        bottom=min(piece.bottom for piece in row),
        top=max(piece.top for piece in row),
    )
