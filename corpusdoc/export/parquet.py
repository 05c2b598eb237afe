"""Apache Parquet, with the codebook's types, for data frames and databases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from corpusdoc.export.cells import sample
from corpusdoc.export.codebook import Type, variable
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.typed import batches, column_values, converter, require, types

# Rows of a group: all that is in memory at once.
GROUP = 20_000


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes one Parquet file, group by group; returns the number of rows. Raises UsageError without pyarrow."""
    pa, parquet = require("pyarrow", "parquet", "parquet"), require("pyarrow.parquet", "parquet", "parquet")
    first, every = sample(rows)
    typed = types(columns, first, options)
    schema = pa.schema([_field(pa, column, typed[column], options) for column in columns])
    count = 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in batches(every, GROUP):
            arrays = [_array(pa, field, typed[field.name], batch) for field in schema]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema), GROUP)
            count += len(batch)
    return count


def arrow_type(pa: Any, type_: Type) -> Any:
    """The Arrow type of a column."""
    known = {"integer": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}
    return known.get(type_, pa.string())


def _field(pa: Any, column: str, type_: Type, options: ExportOptions) -> Any:
    known = variable(options.table, column)
    label = {"description": known.label(options.language)} if known else None
    return pa.field(column, arrow_type(pa, type_), metadata=label)


def _array(pa: Any, field: Any, type_: Type, batch: Sequence[Row]) -> Any:
    values = column_values(batch, field.name)
    try:
        return pa.array(values, field.type, from_pandas=type_ == "number")  # there, NaN is null
    except (pa.ArrowException, UnicodeError, TypeError):
        # Lists, decimals, halves of characters: rare, so that most columns go over in one piece.
        return pa.array(list(map(converter(field.name, type_), values)), field.type)
