"""A Markdown table (GitHub's pipe tables), for papers and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from corpusdoc.export.cells import as_text, holds_figures, one_line, sample
from corpusdoc.export.options import ExportOptions, Row

# Masked names (**公司) would turn into bold type, | would end the cell.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~#$&]")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes a pipe table, below a heading if there is a title; returns the number of rows."""
    first, every = sample(rows)
    if options.title:
        stream.write(f"## {escaped(options.title)}\n\n".encode())
    stream.write(_line(map(escaped, columns)))
    stream.write(_line("---:" if holds_figures(column, first) else "---" for column in columns))
    count = 0
    for count, row in enumerate(every, 1):  # noqa: B007  # the count is what is returned
        stream.write(_line(escaped(as_text(row.get(column))) for column in columns))
    return count


def escaped(text: str) -> str:
    """The text as Markdown that shows it as it is; line ends become <br>."""
    lines = (_MARKUP.sub(r"\\\g<0>", one_line(line)) for line in _LINE_END.split(text))
    return "<br>".join(lines)


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()
