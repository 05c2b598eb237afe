"""Tables in text: rows of cells, the headings above them, the unit that a caption states for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpusdoc.model import Document, Segmentation, Span

_NUMBER = re.compile(
    r"[<>≤≥-]?[−+]?\d[\d,]{0,20}(?:\.\d{1,6})?[ ]?[^\s\d年月日季号第、.:：()（）]{0,6}"
    r"|[(（]\d[\d,]{0,20}(?:\.\d{1,6})?[ ]?%?[)）]"  # negative, as accounts write it
)
YEAR = re.compile(r"(?:19|20)\d\d")
_RULE = re.compile(r"[-:= ]{2,20}")  # |---|:--:| under the headings
_CAPTION = re.compile(r"单位[:：][ ]?(?P<unit>[^\s,，;；。()（）]{1,10})")
# A caption stands right above its table.
_CAPTION_PASSAGES = 3
_MOST_CELLS = 40
_MOST_HEADS = 3
_LONGEST_ROW = 600


class Cell(NamedTuple):
    """What stands in a table's field, without blanks around it. Sheets have a million, so it is no record."""

    start: int  # in the document
    text: str

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence that is a table's row."""

    sentence: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with headings above them."""

    heads: list[Row]
    body: list[Row]
    caption: str  # the unit stated above it for all of it; "" if none is


def find_tables(document: Document, segmentation: Segmentation) -> Iterator[Table]:
    """The tables that have headings, in order. Text without structure has tables, too: rows of equal width."""
    if "\t" not in document.text and "|" not in document.text:
        return
    for rows in _runs(document, segmentation):
        heads = _heads(rows)
        if heads and len(rows) > heads:
            caption = _caption(document, segmentation, segmentation.sentences[rows[0].sentence].passage)
            yield Table(rows[:heads], rows[heads:], caption)


def is_number(text: str) -> bool:
    """Whether a cell holds a figure, with its unit or without."""
    return _NUMBER.fullmatch(text) is not None


def states_unit(text: str) -> bool:
    """Whether a line is the caption between a table and what leads over to it: 单位:万元."""
    return _CAPTION.search(text) is not None


def _runs(document: Document, segmentation: Segmentation) -> Iterator[list[Row]]:
    """Rows one after another: those of a passage that the source says is a table, else those of equal width."""
    rows: list[Row] = []
    last, around = -1, -1
    for index, sentence in enumerate(segmentation.sentences):
        passage = segmentation.passages[sentence.passage]
        cells = [] if passage.noise else _cells(document.text, sentence.span)
        stated = passage.kind == "table"
        if cells and (all(_RULE.fullmatch(cell.text) for cell in cells) or (stated and len(cells) < 2)):
            last = index
            continue
        alike = sentence.passage == around if stated else bool(rows) and len(cells) == len(rows[0].cells)
        if rows and not (last == index - 1 and alike):
            yield rows
            rows = []
        if len(cells) >= 2:
            rows.append(Row(index, cells))
        last, around = index, sentence.passage
    if rows:
        yield rows


def _heads(rows: list[Row]) -> int:
    """How many rows from the top are headings: one without figures, and those that say more of its merged cells."""
    for count, row in enumerate(rows[:_MOST_HEADS]):
        figures = any(is_number(cell.text) and not YEAR.fullmatch(cell.text) for cell in row.cells[1:])
        further = not row.cells[0].text and any(cell.text for cell in row.cells)
        if figures or len(row.cells) != len(rows[0].cells) or (count and not further):
            return count
    return min(len(rows), _MOST_HEADS)


def _caption(document: Document, segmentation: Segmentation, passage: int) -> str:
    above = segmentation.passages[max(0, passage - _CAPTION_PASSAGES) : passage]
    matches = (_CAPTION.search(each.span.of(document.text)) for each in reversed(above))
    return next((match["unit"] for match in matches if match), "")


def _cells(text: str, row: Span) -> list[Cell]:
    """The cells of a row that tabs or bars divide; [] for a text that is none."""
    start, end = row.start, row.end
    near = text[max(0, start - 1) : end + 1]
    if ("\t" not in near and "|" not in near) or end - start > _LONGEST_ROW:
        return []
    # Empty cells at its ends are no part of a sentence.
    while text[start - 1 : start] == "\t":
        start -= 1
    while text[end : end + 1] == "\t":
        end += 1
    line = text[start:end]
    mark = "\t" if "\t" in line else "|"
    if mark not in line:
        return []
    if mark == "|":
        # Bars around a row divide nothing.
        start, end = end - len(line.lstrip(" |")), start + len(line.rstrip(" |"))
    found: list[Cell] = []
    for piece in text[start:end].split(mark):
        inner = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        found.append(Cell(begin, inner))
        start += len(piece) + 1
    return found if len(found) <= _MOST_CELLS else []
