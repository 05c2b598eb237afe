"""A page's tables: which of them hold data, and what stands in their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
EDGES = " \t\n\u3000\xa0\ufeff\u200b"
# A table whose cells hold articles is layout.
MAX_CELL = 300
MAX_SPAN = 64


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def data_rows(table: LexborNode) -> list[str]:
    """The rows of a table of data, cells split by tabs; nothing for a table that is only layout."""
    if len(table.css("table")) > 1 or table.css_first("h1, h2, h3, h4, ul, form") is not None:
        return []
    rows = [[cell for cell in _children(row) if cell.tag in ("td", "th")] for row in table.css("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or sum(map(len, rows)) < 2 * len(rows):
        return []
    texts = list(_in_columns(rows))
    if any(len(text) > MAX_CELL for row in texts for text in row):
        return []
    return ["\t".join(row) for row in texts if any(row)]


def _in_columns(rows: list[list[LexborNode]]) -> Iterator[list[str]]:
    """The cells' texts; empty ones for each further column and row that a cell spans, so that columns stay in line."""
    reach: dict[int, int] = {}  # by column: how many more rows a cell above reaches down
    for row in rows:
        texts: list[str] = []
        cells = iter(row)
        while True:
            if reach.get(len(texts), 0):
                reach[len(texts)] -= 1
                texts.append("")
            elif cell := next(cells, None):
                spanned = _span(cell, "colspan")
                reach |= dict.fromkeys(range(len(texts), len(texts) + spanned), _span(cell, "rowspan") - 1)
                texts += [_cell(cell), *[""] * (spanned - 1)]
            else:
                break
        yield texts


def _span(cell: LexborNode, name: str) -> int:
    span = cell.attributes.get(name) or ""
    return min(max(int(span), 1), MAX_SPAN) if span.isascii() and span.isdigit() and len(span) < 4 else 1


def _cell(cell: LexborNode) -> str:
    for note in cell.css("rt, rp, script, style"):
        note.decompose()
    return SPACES.sub(" ", cell.text()).strip(EDGES)
