"""Stata's .dta and SPSS's .sav, with labels. Both take the whole table into memory, as those programs do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from corpusdoc.errors import UsageError
from corpusdoc.export.codebook import Type, variable
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.typed import converter, require, types, unique_names

LONGEST_NAME = 32  # characters of a variable's name in Stata; SPSS takes 64 bytes
LONGEST_LABEL = 80  # characters of a variable's label in Stata
LONGEST_STRING = 32_767  # bytes of a string in SPSS
LONGEST_FIXED = 2_045  # bytes of a string in Stata; longer ones are "strL"
TRUTHS = {"zh": {0: "否", 1: "是"}, "en": {0: "no", 1: "yes"}}

_ILLEGAL = re.compile(r"\W")
# Words that a variable cannot be called by in one of the programs.
_RESERVED = re.compile(
    r"(?:aggregate|array|boolean|break|byte|case|catch|class|const|continue|default|double|else|end|enum|explicit|"
    r"float|for|function|global|goto|if|in|int|local|long|null|pragma|protected|quad|rowvector|short|static|str\d*|"
    r"strL|struct|super|switch|template|this|typedef|using|vector|void|while|with|_.*|"
    r"all|and|by|eq|ge|gt|le|lt|ne|not|or|to)",
    re.IGNORECASE,
)


def write_stata(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes a .dta of Stata 14 and later; returns the number of rows. Raises UsageError without pandas.

    Stata has no missing strings: they become empty ones.
    """
    pandas = require("pandas", "dta", "stata")
    frame, typed, names = _frame(pandas, rows, columns, options, "")
    texts = [names[column] for column in columns if typed[column] in ("text", "json")]
    longer = [name for name in texts if frame[name].str.encode("utf-8").str.len().max() > LONGEST_FIXED]
    truths = {names[column]: TRUTHS[options.language] for column in columns if typed[column] == "truth"}
    frame.to_stata(
        stream,
        write_index=False,
        version=118,
        variable_labels={names[column]: label[:LONGEST_LABEL] for column, label in _labels(columns, options).items()},
        value_labels=truths,
        convert_strl=longer,
        data_label=(options.title or "")[:LONGEST_LABEL],
    )
    return len(frame)


def write_spss(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes a .sav; returns the number of rows. Raises UsageError without pandas and pyreadstat, or too long a text.

    SPSS has no missing strings: they become empty ones.
    """
    pandas, pyreadstat = require("pandas", "sav", "spss"), require("pyreadstat", "sav", "spss")
    frame, typed, names = _frame(pandas, rows, columns, options, "")
    for column in columns:
        if (
            typed[column] in ("text", "json")
            and frame[names[column]].str.encode("utf-8").str.len().max() > LONGEST_STRING
        ):
            raise UsageError(
                "column {column}: SPSS takes {most} bytes of text; export it as parquet or sqlite",
                column=column,
                most=LONGEST_STRING,
            )
    truths = {names[column]: TRUTHS[options.language] for column in columns if typed[column] == "truth"}
    with TemporaryDirectory(prefix="corpusdoc-") as folder:
        path = Path(folder) / "table.sav"
        pyreadstat.write_sav(
            frame,
            path,
            file_label=(options.title or "")[:64],
            column_labels={names[column]: label for column, label in _labels(columns, options).items()},
            variable_value_labels=truths,
        )
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, stream)
    return len(frame)


def _frame(
    pandas: Any, rows: Iterable[Row], columns: Sequence[str], options: ExportOptions, missing: str
) -> tuple[Any, Mapping[str, Type], Mapping[str, str]]:
    every = list(rows)
    typed = types(columns, every, options)
    names = unique_names(columns, _legal, LONGEST_NAME)
    data = {}
    for column in columns:
        values = list(map(converter(column, typed[column]), (row.get(column) for row in every)))
        if typed[column] in ("text", "json"):
            filled = (missing if value is None else str(value).replace("\x00", "\ufffd") for value in values)
            data[names[column]] = pandas.Series(list(filled), dtype="object")
        else:
            # A double holds whole numbers to 2^53, and has room for "missing", which integers lack.
            data[names[column]] = pandas.Series(values, dtype="float64")
    return pandas.DataFrame(data), typed, names


def _labels(columns: Sequence[str], options: ExportOptions) -> dict[str, str]:
    known = {column: variable(options.table, column) for column in columns}
    return {column: found.label(options.language) if found else column for column, found in known.items()}


def _legal(column: str) -> str:
    name = _ILLEGAL.sub("_", column) or "v"
    return f"v_{name}" if name[0].isdigit() or _RESERVED.fullmatch(name) else name
