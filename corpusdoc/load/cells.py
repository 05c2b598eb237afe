"""A page's tables: which of them hold data, and what stands in their columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
EDGES = " \t\r\n\f\u3000\xa0\ufeff\u200b"
# A table whose cells hold articles is layout.
MAX_CELL = 300
MAX_SPAN = 64
CELLS = frozenset(("td", "th"))
# Tables of one column hold no rows.
PLAIN_TABLES = "table:not(:has(table, h1, h2, h3, h4, ul, form)):has(td ~ td, td ~ th, th ~ td, th ~ th)"
NOTES = "rt, rp, script, style, sup"
# The mark of a note, no power as in m2.
NOTE_MARK = re.compile(r"\s{0,3}(?:\[\s?\d{1,3}(?:[-–,，]\d{1,3})?\s?\]|[①-⑳]|注\d{0,2})\s{0,3}")


def plain_tables(body: LexborNode) -> frozenset[int]:
    """The tables of a page, by the parser's numbers for them, that hold no others, nor headings, lists or forms."""
    # Asked once: a question to each table takes as long as walking through it.
    return frozenset(table.mem_id for table in body.css(PLAIN_TABLES))


def data_rows(table: LexborNode) -> list[str]:
    """The rows of a plain table that holds data, cells split by tabs; nothing for one that is only layout."""
    rows = [[cell for cell in row.iter() if cell.tag in CELLS] for row in table.css("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or sum(map(len, rows)) < 2 * len(rows):
        return []
    # A selector takes as long as three cells.
    noted = table.css_first(NOTES) is not None
    texts = list(_in_columns(rows, noted))
    if any(len(text) > MAX_CELL for row in texts for text in row):
        return []
    return ["\t".join(row) for row in texts if any(row)]


def _in_columns(rows: list[list[LexborNode]], noted: bool) -> Iterator[list[str]]:
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
                attributes = cell.attributes
                wide, high = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
                if wide > 1 or high > 1:
                    reach |= dict.fromkeys(range(len(texts), len(texts) + wide), high - 1)
                texts += [_cell(cell, noted), *[""] * (wide - 1)]
            else:
                break
        yield texts


def _span(stated: str | None) -> int:
    if not stated:
        return 1
    return min(max(int(stated), 1), MAX_SPAN) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 1


def is_note_mark(raised: LexborNode) -> bool:
    """Whether what is raised above the line leads to a note."""
    return NOTE_MARK.fullmatch(raised.text()) is not None or raised.css_first("a") is not None


def _cell(cell: LexborNode, noted: bool) -> str:
    for note in cell.css(NOTES) if noted else ():
        if note.tag != "sup" or is_note_mark(note):
            note.decompose()
    text = cell.text().strip(EDGES)
    return text if text.isprintable() and "  " not in text else SPACES.sub(" ", text)
