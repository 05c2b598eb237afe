"""Rows for Python: records to walk over, and data frames where their libraries are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from corpusdoc.export.codebook import variable
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.parquet import arrow_type
from corpusdoc.export.typed import column_values, converter, require, types


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, read anew each time that they are asked for; columns have the codebook's types."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows())

    def to_arrow(self) -> Any:
        """A pyarrow.Table. Raises UsageError without pyarrow."""
        pa = require("pyarrow", "arrow", "parquet")
        every = list(self.rows())
        typed = types(self.columns, every, ExportOptions(table=self.name))
        data = {
            column: pa.array(map(converter(column, type_), column_values(every, column)), arrow_type(pa, type_))
            for column, type_ in typed.items()
        }
        return pa.table(data)

    def to_pandas(self) -> Any:
        """A pandas.DataFrame; lists and mappings stay what they are. Raises UsageError without pandas."""
        pandas = require("pandas", "pandas", "pandas")
        every = list(self.rows())
        # A year among empty cells is 2017, not 2017.0.
        whole = {"integer": "Int64", "truth": "boolean"}
        known = {column: variable(self.name, column) for column in self.columns}
        types = {column: whole[found.type] for column, found in known.items() if found and found.type in whole}
        return pandas.DataFrame(every, columns=list(self.columns)).astype(types)

    def to_polars(self) -> Any:
        """A polars.DataFrame; lists and mappings are JSON texts. Raises UsageError without polars."""
        polars = require("polars", "polars", "polars")
        every = list(self.rows())
        typed = types(self.columns, every, ExportOptions(table=self.name))
        kinds = {"integer": polars.Int64, "number": polars.Float64, "truth": polars.Boolean}
        return polars.DataFrame(
            {column: list(map(converter(column, typed[column]), column_values(every, column))) for column in typed},
            schema={column: kinds.get(type_, polars.String) for column, type_ in typed.items()},
        )
