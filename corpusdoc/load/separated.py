"""Tables in plain text whose cells are separated by commas or semicolons (RFC 4180), as spreadsheets export them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from corpusdoc.load.sheets import FIGURE

SEPARATORS = ",;"
REGULAR = 0.6  # of the rows have one number of cells; the others are captions, of one cell
BEGINNING, LINES = 4000, 5  # characters
MAX_CELL = 80  # characters, but for some: prose has commas, too
LONG_CELLS = 0.05


def separated_rows(text: str) -> list[list[str]]:
    """The rows of a table; none where a text is something else."""
    # Most texts are told by their first lines: two rows have as many cells.
    lines = text[:BEGINNING].lstrip("\ufeff\r\n").split("\n")[:LINES]
    for separator in SEPARATORS:
        counts = [line.count(separator) for line in lines if separator in line]
        if len(set(counts)) < len(counts):
            try:
                rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
            except csv.Error:
                continue
            if _is_table(rows):
                return rows
    return []


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    said = [row for row in rows if any(cell.strip() for cell in row)]
    widths = Counter(map(len, said))
    width, regular = widths.most_common(1)[0] if widths else (0, 0)
    if width < 2 or regular < max(2, REGULAR * len(said)) or set(widths) > {1, width}:
        return False
    cells = [cell.strip() for row in said for cell in row]
    figures = any(FIGURE.fullmatch(cell) for row in said for cell in row[1:])
    return figures and sum(len(cell) > MAX_CELL for cell in cells) <= LONG_CELLS * len(cells)
