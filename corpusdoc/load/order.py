"""Pieces of a PDF page into lines in reading order: from the top, column by column, cells of a row split by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpusdoc import lazy_re as re
from corpusdoc.load.lines import Line, cell_gap, is_note_mark, joined, unspaced

POINT = re.compile("[，。；、：,;”]")
NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节節条條款部]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[、.．)）]?|附件[一二三四五六七八九十\d]{0,2}[:：]?|[①-⑳●■◆□√•▪►※]"
)
HAN = re.compile(r"[\u3400-\u9fff]")
# What columns of prose look like, which cells of a table do not: Chinese lines, many of them full.
MIN_LINES = 3
MIN_HAN = 6
FULL = 2.5  # in type sizes: what may be missing at the right of a full line
FULL_SHARE = 0.3
RAGGED_SHARE = 0.4
FIRST_COLUMN = 0.15  # of the width: a second column begins further right
SAME_GUTTER = 6.0  # points
SAME_LEFT = 1.5  # in type sizes
SAME_ROW = 0.5  # of the smaller height
MAX_PIECES = 4_000  # on a page; more is a drawing
MAX_LABEL = 20  # characters
DOUBLED = 0.5  # in type sizes: bold type that is printed twice


Row = list[Line]


def reading_order(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page; the order in which the file draws the pieces does not count.

    Where columns begin on several pages, a page with less in its last column has them, too.
    """
    rows = [_rows(pieces) if len(pieces) <= MAX_PIECES else [[piece] for piece in pieces] for pieces in pages]
    bands = [_columns(page) for page in rows]
    usual = sorted(band[2] for band in bands if band)
    known = [gutter for gutter, other in pairwise(usual) if other - gutter < SAME_GUTTER]
    return [
        list(_ordered(page, band or _columns(page, known[:1]), known[:1]))
        for page, band in zip(rows, bands, strict=True)
    ]


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


Band = tuple[int, int, float]  # rows [first, last) in columns, and where the second column begins


def _ordered(rows: list[Row], band: Band | None, known: Sequence[float]) -> Iterator[Line]:
    if band is None:
        yield from _lines([_cells(row) for row in rows])
        return
    first, last, gutter = band
    sides = (_side(rows[first:last], gutter, side) for side in (True, False))
    for part in (rows[:first], *sides, rows[last:]):
        yield from _ordered(part, _columns(part, known), known)


def _side(rows: list[Row], gutter: float, left: bool) -> list[Row]:
    sides = ([piece for piece in row if (piece.left < gutter) == left] for row in rows)
    return [row for row in sides if row]


def _columns(rows: list[Row], known: Sequence[float] = ()) -> Band | None:
    """The longest stretch of rows that are two columns or more. At known gutters, prose on one side is enough."""
    found: list[tuple[int, int, int, float]] = []
    for gutter in (*_gutters(rows), *known):
        for first, last in _uncrossed(rows, gutter):
            left, right = (_side(rows[first:last], gutter, side) for side in (True, False))
            prose = (_is_prose(left), _is_prose(right))
            if all(prose) or (any(prose) and left and right and gutter in known):
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
    right, width = max(line.right for line in lines), max(line.right - line.left for line in lines)
    full = sum(line.right > right - FULL * line.size for line in lines)
    # Prose that is set ragged has points and commas, which names and addresses have not.
    ragged = sum(bool(POINT.search(line.text)) and line.right - line.left > width / 2 for line in lines)
    return full >= FULL_SHARE * len(lines) or ragged >= RAGGED_SHARE * len(lines)


def _cells(row: Row) -> Row:
    """A row's pieces, those that no gap parts joined; a number stays with what it numbers."""
    cells: Row = []
    row = unspaced(row)
    for piece in row:
        last = cells[-1] if cells else None
        if last is None:
            cells.append(piece)
        elif piece.text == last.text and piece.left - last.left < DOUBLED * piece.size:
            continue
        elif piece.left - last.right <= cell_gap(last.text, piece.text) * piece.size:
            text = last.text if is_note_mark(last, piece) else joined((last.text, piece.text))
            cells[-1] = _joined([last, piece], text)
        elif len(row) == 2 and NUMBER.fullmatch(last.text):
            cells[-1] = _joined([last, piece], f"{last.text} {piece.text}")
        else:
            cells.append(piece)
    return cells


def _joined(pieces: Row, text: str) -> Line:
    return replace(
        max(pieces, key=lambda piece: len(piece.text)),
        text=text,
        left=min(piece.left for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=min(piece.bottom for piece in pieces),
        top=max(piece.top for piece in pieces),
    )


def _lines(rows: list[Row]) -> Iterator[Line]:
    """Each row as a line; of rows that follow one another, the cells stand in columns."""
    at = 0
    while at < len(rows):
        last = at
        while last < len(rows) and (len(rows[last]) > 1 or (last > at and _is_label(rows, last))):
            last += 1
        if last - at < 2:
            # One row alone is none: its gaps are spaces.
            yield rows[at][0] if len(rows[at]) == 1 else _joined(rows[at], " ".join(cell.text for cell in rows[at]))
            at += 1
            continue
        columns = _table_columns(rows[at:last])
        for row in rows[at:last]:
            yield _joined(row, "\t".join(_in_columns(row, columns)))
        at = last


def _is_label(rows: list[Row], at: int) -> bool:
    """Whether a short line between two rows is a row of one cell: 流动资产："""
    text = rows[at][0].text
    return (
        not rows[at][0].ruled
        and len(text) <= MAX_LABEL
        and not text.endswith("。")
        and any(len(row) > 1 for row in rows[at + 1 : at + 3])
    )


def _table_columns(rows: list[Row]) -> list[tuple[float, float]]:
    """From where to where the columns reach: as the rows with the most cells have them."""
    most = max(map(len, rows))
    full = [row for row in rows if len(row) == most]
    columns = [(min(row[at].left for row in full), max(row[at].right for row in full)) for at in range(most)]
    if any(right > left for (_, right), (left, _) in pairwise(columns)):
        return [(cell.left, cell.right) for cell in full[0]]
    return columns


def _in_columns(row: Row, columns: list[tuple[float, float]]) -> list[str]:
    """The row's texts, one for each column; as they are where two would stand in one column."""
    texts = [""] * len(columns)
    last = -1
    for cell in row:
        apart = [max(left - cell.right, cell.left - right) for left, right in columns]
        nearest = apart.index(min(apart))
        if nearest <= last:
            return [cell.text for cell in row] if len(row) > 1 else [row[0].text, ""]
        texts[nearest], last = cell.text, nearest
    return texts
