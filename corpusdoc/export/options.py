"""What a caller may ask of a format, and the one signature that all formats have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Companion:
    """A further table that explains the first one: its codebook, its sources, the rules behind it."""

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Wishes that a format heeds where they mean something to it."""

    bom: bool = False  # csv, tsv: a byte order mark, without which Excel reads UTF-8 as the system's code page
    raw: bool = False  # csv, tsv: leave cells that a spreadsheet would run as formulas as they are
    width: int | None = None  # table: columns of the terminal; None cuts nothing
    encoding: str = "utf-8"  # table: what the terminal reads; characters that it lacks become "?"
    title: str | None = None  # md: heading; xlsx: name of the sheet; sqlite: of the table
    table: str | None = None  # which of the codebook's tables this is: typed formats take types and labels from there
    language: str = "en"  # dta, sav: of the labels, zh or en
    companions: tuple[Companion, ...] = ()  # xlsx, sqlite: further sheets or tables
    link: Callable[[Row], str | None] | None = None  # xlsx: where a row leads to, a URL
    linked: str = "quote"  # xlsx: the column that is the link
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # xlsx: what a column's cells offer to choose
    hidden: frozenset[str] = frozenset()  # xlsx: columns that are there but not shown
    form: bool = False  # xlsx: a sheet to be filled in: texts stay texts, whatever is typed
    sheet_rows: int = 1_048_576  # xlsx: rows of a sheet with its header; the default is Excel's limit


# Writes the columns of all rows to a stream, as they come, and returns how many rows there were. JSON, which can have
# rows of different columns, writes each row's own where no columns are given.
Write = Callable[[Iterable[Row], Sequence[str], BinaryIO, ExportOptions], int]
