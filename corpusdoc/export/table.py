"""A table for a terminal: columns aligned by the width in which Chinese is drawn, cut to fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from corpusdoc.export.cells import as_text, holds_figures, is_number, one_line, sample
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.width import cut, display_width, pad

GAP = "  "
# A text column is never narrower: one Chinese character and an ellipsis.
NARROWEST = 3
# What is longer as text is no figure of a report but 2/3.
_LONG, _DIGITS = 15, 6


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    width: int
    figures: bool  # aligned right and never cut: part of a figure is another figure


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes a header, a rule and a line a row; returns the number of rows. Widths are those of the first rows."""
    first, every = sample(rows)
    layout = _fitted([_measured(column, first) for column in columns], options.width)
    cutting = options.width is not None

    def put(cells: Iterable[str]) -> None:
        stream.write((GAP.join(cells).rstrip() + "\n").encode(options.encoding, "replace"))

    put(_cell(column, column.name, cutting) for column in layout)
    put("-" * column.width for column in layout)
    count = 0
    for count, row in enumerate(every, 1):  # noqa: B007  # the count is what is returned
        put(_cell(column, row.get(column.name), cutting) for column in layout)
    return count


def _measured(name: str, rows: Sequence[Row]) -> _Column:
    width = max(display_width(one_line(text)) for text in [name, *(_shown(row.get(name)) for row in rows)])
    return _Column(name, width, holds_figures(name, rows))


def _fitted(columns: Sequence[_Column], width: int | None) -> Sequence[_Column]:
    """The columns with text columns made narrower, the widest ones first, until the line fits."""
    texts = [column.width for column in columns if not column.figures]
    if width is None or not texts:
        return columns
    room = width - len(GAP) * (len(columns) - 1) - sum(column.width for column in columns if column.figures)
    widest = max(texts)
    while widest > NARROWEST and sum(min(text, widest) for text in texts) > room:
        widest -= 1
    return [column if column.figures else _Column(column.name, min(column.width, widest), False) for column in columns]


def _cell(column: _Column, value: object, cutting: bool) -> str:
    text = one_line(_shown(value))
    shown = cut(text, column.width) if cutting and not is_number(value) else text
    return pad(shown, column.width, right=column.figures)


def _shown(value: object) -> str:
    """The value for eyes: lists as one reads them, thirds with the digits that one reads."""
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return " · ".join(map(as_text, value))
    return as_text(rounded(value) if isinstance(value, float) else value)


def rounded(value: float) -> float:
    """A number with the digits that one reads, a third as 0.333333; counts are kept."""
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) and len(repr(value)) > _LONG else value
