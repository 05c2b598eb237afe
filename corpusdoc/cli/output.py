"""Rows to where the user wants them: a table on a terminal, JSON lines in a pipe, any format in a file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from corpusdoc.cli.shell import shell_of
from corpusdoc.errors import UsageError
from corpusdoc.export import BINARY, FORMATS, ExportOptions, find_format, replacing
from corpusdoc.messages import Language, label, word

# What of a table fits on a terminal; files and pipes get every column.
GLANCE: Mapping[str, tuple[str, ...]] = {
    "documents": ("doc", "title", "org", "date", "genre", "script", "score"),
    "passages": ("doc", "passage", "section", "text"),
    "metrics": ("doc", "org", "indicator", "value", "unit", "bound", "change", "period", "quote"),
    "honors": ("doc", "name", "edition", "level", "recipient", "date", "status", "sentence"),
    "times": ("doc", "quote", "type", "edtf", "sentence"),
    "measures": ("doc", "name", "category", "items", "sentence"),
    "entities": ("doc", "type", "name", "title", "org", "sentence"),
    "panel": ("org", "year", "indicator", "change", "period", "value", "unit", "bound", "status", "mentions"),
}

# Columns of words that are not the reports'.
CLOSED = frozenset(("level", "status", "category", "change", "type", "kind", "script", "stage", "reason"))

# Formats with room for the tables that explain a table.
COMPANIED = ("xlsx", "sqlite")

F = TypeVar("F", bound=Callable[..., Any])

FILTERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--org", {"help": "Part of the name of whom a fact is about."}),
    ("--since", {"metavar": "DATE", "help": "Facts of this time or later: 2017, 2017-05."}),
    ("--until", {"metavar": "DATE", "help": "Facts of this time or earlier."}),
    ("--indicator", {"help": "Part of an indicator's name; for a panel, whole names with commas between."}),
    ("--level", {"help": "Level of honors: national, provincial, municipal …"}),
    ("--category", {"help": "Category of measures: service, network, safety …"}),
    ("--kind", {"help": "Kind of fact, or type of time or entity."}),
    ("--doc", {"help": "Document: its id, or the start of it."}),
    ("--tag", {"help": "Documents with this tag."}),
    ("--min-confidence", {"type": click.FloatRange(0, 1), "help": "Facts at least this sure."}),
)


@dataclass(frozen=True, slots=True)
class Output:
    """Where rows go and in which form; `form` is None where nobody said."""

    path: str = "-"
    form: str | None = None
    bom: bool = False

    @property
    def format(self) -> str:
        """What was asked for, else what the file's name says, else a table for eyes and JSON lines for programs."""
        if self.form:
            return self.form
        if self.path == "-":
            return "table" if sys.stdout.isatty() else "jsonl"
        suffix = Path(self.path).suffix.lstrip(".").lower()
        if suffix not in FORMATS:
            known = ", ".join(FORMATS)
            raise UsageError(
                "{path}: no format has this ending; use -f with one of: {known}", path=self.path, known=known
            )
        return suffix

    def write(
        self,
        rows: Iterable[Mapping[str, object]],
        columns: Sequence[str],
        title: str,
        options: ExportOptions | None = None,
    ) -> int:
        """Write rows and return their number; `options` are those that are more than where and how."""
        width = shutil.get_terminal_size().columns if self.path == "-" and sys.stdout.isatty() else None
        options = replace(options or ExportOptions(), bom=self.bom, width=width, title=title, table=title)
        write = find_format(self.format)
        if self.format == "table":
            language = shell_of(click.get_current_context()).language
            rows, columns = readable(rows, columns, language), [label(column, language) for column in columns]
        with self._stream() as stream:
            return write(rows, columns, stream, options)

    @contextmanager
    def _stream(self) -> Iterator[BinaryIO]:
        if self.path == "-":
            if self.format in BINARY and sys.stdout.isatty():
                raise UsageError("{format} cannot be shown on a terminal: use -o FILE.{format}", format=self.format)
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        with replacing(Path(self.path)) as stream:
            yield stream


def readable(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str], language: Language
) -> Iterator[Mapping[str, object]]:
    """Rows as people read them: headings and words of closed sets in their language."""
    heads = {column: label(column, language) for column in columns}
    for row in rows:
        shown = {column: row.get(column) for column in columns}
        yield {
            heads[column]: word(value, language) if column in CLOSED and isinstance(value, str) else value
            for column, value in shown.items()
        }


def output_options(function: F) -> F:
    """-f, -o and --excel as one argument, `output`."""

    def collect(ctx: click.Context, param: click.Parameter, value: str) -> Output:
        return Output(value, ctx.params.pop("form", None), ctx.params.pop("excel", False))

    for option in (
        click.option(
            "-o", "--output", metavar="FILE", default="-", callback=collect, help="File to write; - is standard output."
        ),
        # Eager ones are there when --output collects them.
        click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(list(FORMATS)),
            is_eager=True,
            help="Form of the output; without it by the file's name, else a table on a terminal, JSON lines in a pipe.",
        ),
        click.option(
            "--excel", is_flag=True, is_eager=True, help="CSV and TSV with the byte order mark that Excel needs."
        ),
    ):
        function = option(function)
    return function


def filter_options(function: F) -> F:
    """One option for each filter of tables."""
    for name, settings in reversed(FILTERS):
        function = click.option(name, **settings)(function)
    return function
