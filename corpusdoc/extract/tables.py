"""Figures in tables: a number's row and column name it, and say its unit and its year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpusdoc.extract.changes import column_change
from corpusdoc.extract.moments import Anchor
from corpusdoc.extract.quantities import find_quantities
from corpusdoc.extract.times import read_times
from corpusdoc.extract.vocabulary import surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Change, Document, Quantity, Segmentation, Span

_NUMBER = re.compile(r"[<>≤≥-]?[−+]?\d[\d,]{0,20}(?:\.\d{1,6})?[ ]?[^\s\d年月日季号第、.:：]{0,6}")
_RULE = re.compile(r"[-:= ]{2,20}")  # |---|:--:| under the headings
_BRACKETS = re.compile(r"[(（](?P<unit>[^()（）]{1,12})[)）]")
_AFTER_COMMA = re.compile(r"[,，、/](?P<unit>[^,，、/]{1,6})$")
_CAPTION = re.compile(r"单位[:：][ ]?(?P<unit>[^\s,，;；。()（）]{1,10})")
# A caption stands right above its table.
_CAPTION_PASSAGES = 3
_MOST_CELLS = 40
_LONGEST_ROW = 600


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A cell that holds a figure; its span is in the document."""

    span: Span
    indicator: str
    quantity: Quantity
    kind: str  # of the unit's symbol: "percent" or ""
    period: str | None  # EDTF, from the row's or column's heading
    change: Change | None = None  # of columns such as 同比(%)
    target: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str

    @property
    def name(self) -> str:
        """The heading without its unit."""
        return _BRACKETS.sub("", self.text).strip()


@dataclass(frozen=True, slots=True)
class _Column:
    """What a heading says of the numbers below it."""

    name: str  # "" where it says no more than when or how: 2023年, 数值, 同比
    unit: str
    period: str | None
    change: Change | None
    target: bool


def table_figures(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> dict[int, list[TableFigure]]:
    """The figures of the rows of tables that have headings, by sentence; these rows are read in no other way."""
    found: dict[int, list[TableFigure]] = {}
    for rows in _tables(document, segmentation):
        heads = rows[0][1]
        if len(rows) < 2 or any(_is_number(head.text) for head in heads[1:]):
            continue
        caption = _caption(document, segmentation, segmentation.sentences[rows[0][0]].passage)
        columns = [_column(head.text, lexicon) for head in heads[1:]]
        # Of growth by columns of years the last year is the one that grew.
        latest = max((column.period for column in columns if column.period), default=None)
        dated = [replace(c, period=latest) if c.change and not c.period else c for c in columns]
        for index, cells in rows:
            found[index] = [] if index == rows[0][0] else list(_figures(cells, dated, caption, lexicon))
    return found


def _tables(document: Document, segmentation: Segmentation) -> Iterator[list[tuple[int, list[_Cell]]]]:
    """Rows of equal width, one after another: sentence and cells. Text without structure has tables, too."""
    rows: list[tuple[int, list[_Cell]]] = []
    last, around = -1, -1
    for index, sentence in enumerate(segmentation.sentences):
        passage = segmentation.passages[sentence.passage]
        cells = [] if passage.noise else _cells(document.text, sentence.span)
        stated = passage.kind == "table"
        if cells and (all(_RULE.fullmatch(cell.text) for cell in cells) or (stated and len(cells) < 2)):
            last = index
            continue
        follows = last == index - 1 and (sentence.passage == around if stated else _as_wide(cells, rows))
        if rows and not follows:
            yield rows
            rows = []
        if len(cells) >= 2:
            rows.append((index, cells))
        last, around = index, sentence.passage
    if rows:
        yield rows


def _as_wide(cells: list[_Cell], rows: list[tuple[int, list[_Cell]]]) -> bool:
    return bool(rows) and len(cells) == len(rows[0][1])


def _column(head: str, lexicon: Lexicon) -> _Column:
    bracket = _BRACKETS.search(head) or _AFTER_COMMA.search(head)
    name = _BRACKETS.sub("", head).strip()
    period = _period(head, lexicon)
    change = column_change(name, lexicon)
    plain = change or period or name in surfaces(lexicon, "phrases", "column")
    target = any(word in name for word in surfaces(lexicon, "phrases", "target_column"))
    unit = bracket["unit"] if bracket else "%" if change in ("yoy", "growth", "share", "completion") else ""
    return _Column("" if plain else name, unit, period, change, target)


def _figures(cells: list[_Cell], columns: list[_Column], caption: str, lexicon: Lexicon) -> Iterator[TableFigure]:
    label = cells[0] if cells and not _is_number(cells[0].text) else None
    # Cells that are merged or empty would put numbers under the wrong heading.
    if label is None or len(cells) != len(columns) + 1:
        return
    own = [match["unit"] for match in (_BRACKETS.search(label.text),) if match]
    row_year = _period(label.text, lexicon)
    about = ""  # what the growth of a later column is the growth of
    for cell, column in zip(cells[1:], columns, strict=True):
        units = [column.unit] if column.change else [column.unit, *own, caption]
        if not _is_number(cell.text):
            own += [cell.text] if column.name == "" and not column.unit and len(cell.text) <= 6 else []
            continue
        quantity = _quantity(cell.text, units, lexicon)
        if quantity is None:
            continue
        about = about if column.change else column.name
        name = ("" if row_year else label.name) + about
        if name:
            kind = "percent" if quantity.unit == "%" else ""
            yield TableFigure(cell.span, name, quantity, kind, column.period or row_year, column.change, column.target)


def _quantity(cell: str, units: Iterable[str], lexicon: Lexicon) -> Quantity | None:
    """The figure with the first unit that makes one of it."""
    for unit in ("", *units):
        found = find_quantities(f"{cell}{unit}", lexicon)
        if len(found) == 1 and len(found[0][0]) == len(f"{cell}{unit}") and found[0][1].unit:
            return found[0][1]
    return None


def _period(heading: str, lexicon: Lexicon) -> str | None:
    times, _ = read_times(heading, Anchor(today=None), lexicon)
    return next((time.edtf for time in times if time.explicit), None)


def _caption(document: Document, segmentation: Segmentation, passage: int) -> str:
    """The unit that the passages right above a table state for all of it; "" if they state none."""
    above = segmentation.passages[max(0, passage - _CAPTION_PASSAGES) : passage]
    matches = (_CAPTION.search(each.span.of(document.text)) for each in reversed(above))
    return next((match["unit"] for match in matches if match), "")


def _cells(text: str, row: Span) -> list[_Cell]:
    """The cells of a row that tabs or bars divide; [] for a text that is none."""
    line = row.of(text) if len(row) <= _LONGEST_ROW else ""
    mark = "\t" if "\t" in line else "|"
    if mark not in line:
        return []
    start, end = 0, len(line)
    if mark == "|":
        # Bars around a row divide nothing.
        start, end = len(line) - len(line.lstrip(" |")), len(line.rstrip(" |"))
    found: list[_Cell] = []
    at = start
    for piece in line[start:end].split(mark):
        inner = piece.strip()
        begin = row.start + at + len(piece) - len(piece.lstrip())
        found.append(_Cell(Span(begin, begin + len(inner)), inner))
        at += len(piece) + 1
    return found if len(found) <= _MOST_CELLS else []


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None
