"""Sheets of cells as pieces: blank rows part tables, a row of one cell is a caption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Piece, ReadingError

SPACES = re.compile(r"[\s\u3000]+")
# Names that nobody gave: Sheet1, 工作表1.
UNNAMED = re.compile(r"(?:sheet|工作表|工作簿|表|page|页) {0,2}\d{0,3}", re.IGNORECASE)
FIGURE = re.compile(r"[^\w]{0,3}\d[\d.,:/%％+-]{0,40}")
MAX_CELLS = 5_000_000
MAX_CAPTION = 120


def sheet_pieces(name: str, rows: Iterable[Sequence[str]], page: int | None) -> Iterator[Piece]:
    """The sheet's name where it was given one, then its tables with the lines above them. Raises ReadingError."""
    heading = None if UNNAMED.fullmatch(name.strip()) else Piece(name, "heading", 1, page)
    for blank, group in groupby(_clean(rows), key=lambda row: not any(row)):
        if blank:
            continue
        if heading:
            # An empty sheet has nothing to head.
            yield heading
            heading = None
        yield from _pieces(list(group), page)


def _clean(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    seen = 0
    for row in rows:
        seen += len(row)
        if seen > MAX_CELLS:
            raise ReadingError("too_big", "over {most:,} cells", most=MAX_CELLS)
        yield [SPACES.sub(" ", cell).strip() for cell in row]


def _pieces(rows: list[list[str]], page: int | None) -> Iterator[Piece]:
    """A run of rows: those of one cell at its ends are lines of text, the others a table."""
    first, last = 0, len(rows)
    while first < last and _single(rows[first]):
        first += 1
    while last > first and _single(rows[last - 1]):
        last -= 1
    yield from _captions(rows[:first], page)
    if first < last:
        used = [
            at
            for at in range(max(map(len, rows[first:last])))
            if any(row[at : at + 1] > [""] for row in rows[first:last])
        ]
        columns = [[row[at] if at < len(row) else "" for at in used] for row in rows[first:last]]
        gaps = [at for at, (here, following) in enumerate(pairwise(used), 1) if following > here + 1]
        yield from _tables(columns, gaps, page)
    yield from _captions(rows[last:], page)


def _tables(rows: list[list[str]], gaps: list[int], page: int | None) -> Iterator[Piece]:
    """The table, or the tables side by side where blank columns part them: each has heads of its own for its rows."""
    parts = [[row[start:end] for row in rows] for start, end in pairwise([0, *gaps, len(rows[0])])]
    if len(parts) > 1 and all(map(_is_whole, parts)):
        for part in parts:
            yield from _pieces([row for row in part if any(row)], page)
    else:
        yield Piece("\n".join(map("\t".join, rows)), "table", 0, page)


def _is_whole(rows: list[list[str]]) -> bool:
    """Whether columns are a table: words in the first, figures in others."""
    heads = [row[0] for row in rows if row[0]]
    figures = sum(any(map(FIGURE.fullmatch, row[1:])) for row in rows)
    return len(heads) > 1 and figures > 0 and not any(map(FIGURE.fullmatch, heads))


def _single(row: list[str]) -> bool:
    return sum(map(bool, row)) == 1


def _captions(rows: list[list[str]], page: int | None) -> Iterator[Piece]:
    for row in rows:
        yield Piece(next(filter(None, row)), "paragraph", 0, page)
