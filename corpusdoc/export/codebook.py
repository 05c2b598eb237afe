"""What the columns of the tables mean: `codebook.csv`, one row a column, for people and for typed formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from corpusdoc.export.options import Row

# json: lists and mappings, which most formats hold as a text.
Type = Literal["text", "integer", "number", "truth", "json"]
COLUMNS = ("table", "column", "type", "unit", "values", "zh", "en")


@dataclass(frozen=True, slots=True)
class Variable:
    """A column, described."""

    type: Type
    unit: str
    values: tuple[str, ...]  # the closed set that the column draws on; () where it is open
    zh: str
    en: str

    def label(self, language: str) -> str:
        """What the column means, with its unit, in one of the two languages."""
        text = self.zh if language == "zh" else self.en
        return f"{text} [{self.unit}]" if self.unit else text


def variable(table: str | None, column: str) -> Variable | None:
    """What a column of a table is; None for one that is not in the codebook."""
    known = _variables()
    return known.get((table or "", column)) or known.get(("", column))


def codebook(table: str, columns: Sequence[str]) -> Iterator[Row]:
    """A row for each column that is described, with the columns of COLUMNS; of a wide panel, for indicators, too."""
    for column in columns:
        found = variable(table, column)
        if found is None and table == "panel":
            name, _, unit = column.removesuffix(")").rpartition(" (")
            found = Variable(
                "number", unit, (), f"{name}的数值，有冲突时为空", f"value of {name}; empty where mentions differ"
            )
        if found:
            values = " ".join(found.values)
            yield dict(zip(COLUMNS, (table, column, found.type, found.unit, values, found.zh, found.en), strict=True))


@cache
def _variables() -> Mapping[tuple[str, str], Variable]:
    text = files(__package__).joinpath("codebook.csv").read_text(encoding="utf-8")
    return {
        (row["table"], row["column"]): Variable(
            cast(Type, row["type"]), row["unit"], tuple(row["values"].split()), row["zh"], row["en"]
        )
        for row in csv.DictReader(io.StringIO(text))
    }
