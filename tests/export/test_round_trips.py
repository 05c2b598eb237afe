"""Tables of real reports, written in every format and read back by that format's own library: the same rows."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpusdoc.catalogue import COLUMNS, Row
from corpusdoc.corpus import Corpus
from corpusdoc.export import ExportOptions
from corpusdoc.export.codebook import variable

TABLES = ("metrics", "honors", "measures", "documents")
# What the reports do not hold: signs, small and large figures, formulas, quotes and line ends.
ODD: Row = {
    "doc": '=1+1, "甲"', "kind": "metric", "org": "－乙方\t丙", "indicator": "@利润|率", "indicator_canonical": None,
    "value": -0.000125, "value_max": 7673800000, "unit": "个百分点", "value_text": "+3.5%", "bound": ">=", "change": "decline",
    "period": "2016/2018", "subject": None, "rank": {"scope": "全省", "position": 1}, "target": True, "first_year": 2016,
    "last_year": None, "quote": "第一行\n“第二行”", "sentence": "😀 <b>&amp;</b> \\| `x` __y__", "section": None, "passage": 1,
    "page": None, "start": 0, "end": 2**31, "raw_start": 0, "raw_end": 1, "rule": "r", "rule_version": "0",
    "confidence": 0.1 + 0.2, "corrected": None,
}  # fmt: skip


def read_separated(delimiter: str) -> Callable[[Path], list[Mapping[str, object]]]:
    def read(path: Path) -> list[Mapping[str, object]]:
        text = io.StringIO(path.read_text("utf-8"), newline="")
        rows = csv.DictReader(text, delimiter=delimiter, strict=True)
        return [{name: bare(cell) for name, cell in row.items()} for row in rows]

    return read


def bare(cell: str) -> str:
    """The cell without the apostrophe that keeps it from being run."""
    return cell[1:] if cell[:1] == "'" else cell


def read_lines(path: Path) -> list[Mapping[str, object]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def read_json(path: Path) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = json.loads(path.read_bytes())
    return found


def read_workbook(path: Path) -> list[Mapping[str, object]]:
    head, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def read_parquet(path: Path) -> list[Mapping[str, object]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    found: list[Mapping[str, object]] = parquet.read_table(path).to_pylist()
    return found


def read_sqlite(path: Path) -> list[Mapping[str, object]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute("SELECT * FROM t")]


def read_stata(path: Path) -> list[Mapping[str, object]]:
    pandas = pytest.importorskip("pandas")
    return list(pandas.read_stata(path, convert_categoricals=False).to_dict("records"))


def read_spss(path: Path) -> list[Mapping[str, object]]:
    pyreadstat = pytest.importorskip("pyreadstat")
    return list(pyreadstat.read_sav(path)[0].to_dict("records"))


def read_markdown(path: Path) -> list[Mapping[str, object]]:
    lines = [line for line in path.read_text("utf-8").split("\n") if line.startswith("|")]
    head, _, *rows = ([unescaped(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def unescaped(cell: str) -> str:
    return re.sub(r"\\(.)", r"\1", cell.strip()).replace("<br>", "\n")


READERS = {
    "csv": read_separated(","),
    "tsv": read_separated("\t"),
    "json": read_json,
    "jsonl": read_lines,
    "xlsx": read_workbook,
    "parquet": read_parquet,
    "sqlite": read_sqlite,
    "dta": read_stata,
    "sav": read_spss,
    "md": read_markdown,
}


def plain(table: str, column: str, value: object, form: str) -> object:
    """The value as all formats can hold it: nothing, a figure, a truth, a text, or what JSON says."""
    known = variable(table, column)
    assert known
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    match known.type:
        case "integer" | "number":
            # Workbooks keep 15 digits.
            return float(f"{value:.14g}" if form == "xlsx" else value)  # type: ignore[arg-type]
        case "truth":
            return {"true": True, "false": False}.get(str(value).lower(), bool(value))
        case "json":
            return json.loads(value) if isinstance(value, str) else value
    text = str(value)
    # Markdown has no tabs and no second line in a cell.
    return " ".join(text.split()) if form == "md" else text


def alike(rows: Iterable[Mapping[str, object]], table: str, form: str) -> list[dict[str, object]]:
    return [{name: plain(table, name, row[name], form) for name in COLUMNS[table]} for row in rows]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", READERS)
def test_a_table_comes_back_as_it_was(form: str, table: str, sample: Corpus, tmp_path: Path) -> None:
    path = tmp_path / f"t.{form}"
    with path.open("wb") as stream:
        count = sample.export(table, stream, form, options=ExportOptions(title="t", table=table))
    found = READERS[form](path)
    names = dict(zip(found[0], COLUMNS[table], strict=True))  # legal ones in .dta and .sav
    found = [{names[name]: value for name, value in row.items()} for row in found]
    rows = list(sample.rows(table))
    assert count == len(rows)
    assert alike(found, table, form) == alike(rows, table, form)


@pytest.mark.parametrize("form", READERS)
def test_odd_values_come_back_as_they_were(form: str, tmp_path: Path) -> None:
    from corpusdoc.export import find_format

    path, columns = tmp_path / f"t.{form}", COLUMNS["metrics"]
    rows = [ODD, dict.fromkeys(columns) | {"target": False}, {**ODD, "value": 0, "doc": "　全角空格"}]
    with path.open("wb") as stream:
        find_format(form)(iter(rows), columns, stream, ExportOptions(title="t", table="metrics"))
    found = READERS[form](path)
    names = dict(zip(found[0], columns, strict=True))
    found = [{names[name]: value for name, value in row.items()} for row in found]
    assert alike(found, "metrics", form) == alike(rows, "metrics", form)
