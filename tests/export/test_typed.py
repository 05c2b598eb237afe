"""Formats with types, each read back by its own library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Any, get_args

import pytest
from openpyxl import load_workbook

from corpusdoc import model
from corpusdoc.catalogue import COLUMNS
from corpusdoc.errors import UsageError
from corpusdoc.export import CODEBOOK, Companion, ExportOptions, codebook, find_format
from corpusdoc.export.codebook import variable
from tests.export.test_formats import INJECTIONS

HEADER = ("quote", "value", "start", "target", "rank")
ROWS: list[dict[str, object]] = [
    {"quote": "达到“99.2%”,😀", "value": Decimal("99.20"), "start": 7, "target": False, "rank": None},
    {
        "quote": "下降-3.5个百分点\n次行",
        "value": -3.5,
        "start": 0,
        "target": True,
        "rank": {"scope": "全省", "position": 1},
    },
    {"quote": None, "value": None, "start": None, "target": None, "rank": None},
    {"quote": "=HYPERLINK(1)", "value": 7673800000, "start": 2**40, "target": False, "rank": None},
]
TEXT = [row["quote"] for row in ROWS]
VALUES = [99.2, -3.5, None, 7673800000.0]
RANKS = [None, '{"scope": "全省", "position": 1}', None, None]


def written(name: str, rows: list[dict[str, object]], columns: tuple[str, ...], folder: Path, **options: Any) -> Path:
    path = folder / f"table.{name}"
    with path.open("wb") as stream:
        assert find_format(name)(iter(rows), columns, stream, ExportOptions(**options)) == len(rows)
    return path


def test_parquet_is_read_back_by_pyarrow(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(written("parquet", ROWS, HEADER, tmp_path, table="metrics", language="zh"))
    found = table.to_pydict()
    assert [found[column] for column in HEADER] == [
        TEXT,
        VALUES,
        [7, 0, None, 2**40],
        [False, True, None, False],
        RANKS,
    ]
    assert [str(field.type) for field in table.schema] == ["string", "double", "int64", "bool", "string"]
    assert table.schema.field("value").metadata[b"description"].decode().startswith("数值")


def read_sqlite(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM metrics").fetchall()


def test_sqlite_is_read_back(tmp_path: Path) -> None:
    companion = Companion("codebook", CODEBOOK, codebook("metrics", HEADER))
    path = written("sqlite", ROWS, HEADER, tmp_path, title="metrics", table="metrics", companions=(companion,))
    assert read_sqlite(path) == [
        (TEXT[0], 99.2, 7, 0, None),
        (TEXT[1], -3.5, 0, 1, RANKS[1]),
        (None, None, None, None, None),
        (TEXT[3], 7673800000.0, 2**40, 0, None),
    ]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute('SELECT zh FROM codebook WHERE "column" = ?', ("target",)).fetchone() == (
            variable("metrics", "target").zh,  # type: ignore[union-attr]
        )


def read_stata(path: Path) -> tuple[dict[str, list[Any]], dict[str, str]]:
    from pandas.io.stata import StataReader

    with StataReader(path, convert_categoricals=False) as reader:
        return reader.read().to_dict("list"), reader.variable_labels()


def read_spss(path: Path) -> tuple[dict[str, list[Any]], dict[str, str]]:
    import pyreadstat

    frame, found = pyreadstat.read_sav(path)
    return frame.to_dict("list"), found.column_names_to_labels


@pytest.mark.parametrize(("name", "read"), [("dta", read_stata), ("sav", read_spss)])
def test_statistics_programs_get_values_and_labels(
    name: str, read: Callable[[Path], tuple[dict[str, list[Any]], dict[str, str]]], tmp_path: Path
) -> None:
    pytest.importorskip("pyreadstat")
    path = written(name, ROWS, HEADER, tmp_path, title="指标", table="metrics", language="zh")
    found, labels = read(path)
    missing = {
        column: [None if isinstance(value, float) and isnan(value) else value for value in found[column]]
        for column in HEADER
    }
    assert missing["quote"] == [text or "" for text in TEXT]
    assert missing["value"] == VALUES
    assert missing["start"] == [7, 0, None, 2**40]
    assert missing["target"] == [0, 1, None, 0]
    assert missing["rank"] == [rank or "" for rank in RANKS]
    assert labels["value"].startswith("数值，已换算")
    assert all(0 < len(label) <= 80 for label in labels.values()) or name == "sav"


@pytest.mark.parametrize(("name", "read"), [("dta", read_stata), ("sav", read_spss)])
def test_names_of_variables_are_legal_short_and_different(
    name: str, read: Callable[[Path], tuple[dict[str, list[Any]], dict[str, str]]], tmp_path: Path
) -> None:
    columns = ("客户满意率 (%)", "x" * 40, "x" * 41, "in", "WITH", "2017年", "Case", "case", "")
    path = written(name, [dict.fromkeys(columns, "甲")], columns, tmp_path)
    found, _ = read(path)
    assert [len(name) <= 32 for name in found] == [True] * len(columns)
    assert next(iter(found)) == "客户满意率____"
    assert len({name.lower() for name in found}) == len(columns)
    assert all(values == ["甲"] for values in found.values())


def test_long_texts_go_where_they_fit(tmp_path: Path) -> None:
    long = "中" * 3_000
    found, _ = read_stata(written("dta", [{"a": long}, {"a": "x"}], ("a",), tmp_path))
    assert found == {"a": [long, "x"]}
    found, _ = read_spss(written("sav", [{"a": long}, {"a": "x"}], ("a",), tmp_path))
    assert found == {"a": [long, "x"]}
    with pytest.raises(UsageError, match="SPSS takes 32767 bytes"):
        written("sav", [{"a": "中" * 11_000}], ("a",), tmp_path)


@pytest.mark.parametrize("name", ["parquet", "sqlite", "dta", "sav"])
def test_nothing_runs_and_nothing_is_changed_in_typed_formats(name: str, tmp_path: Path) -> None:
    texts = [text for text, _ in INJECTIONS]
    path = written(name, [{"quote": text} for text in texts], ("quote",), tmp_path, title="metrics", table="metrics")
    if name == "parquet":
        from pyarrow import parquet

        found = parquet.read_table(path).column("quote").to_pylist()
    elif name == "sqlite":
        found = [row[0] for row in read_sqlite(path)]
    else:
        found = (read_stata if name == "dta" else read_spss)(path)[0]["quote"]
    assert found == texts


@pytest.mark.parametrize("name", ["parquet", "sqlite", "dta", "sav"])
def test_values_of_two_types_are_refused_and_halves_of_characters_replaced(name: str, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"n": n} for n in range(300)]
    if name in ("parquet", "sqlite"):
        with pytest.raises(UsageError, match="column n holds 甲"):
            written(name, [*rows, {"n": "甲"}], ("n",), tmp_path)
    else:  # all rows are known before the first is written
        written(name, [*rows, {"n": "甲"}], ("n",), tmp_path)
    written(name, [{"a": "半\udc80"}, {"a": float("nan")}], ("a",), tmp_path)


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'corpusdoc\[parquet\]'"):
        written("parquet", ROWS, HEADER, tmp_path)


def test_a_workbook_brings_what_explains_it(tmp_path: Path) -> None:
    companions = (
        Companion("codebook", CODEBOOK, codebook("metrics", HEADER)),
        Companion("sources", ("doc", "sha256"), [{"doc": "=1+1", "sha256": "ab"}]),
    )
    book = load_workbook(written("xlsx", ROWS, HEADER, tmp_path, title="metrics", companions=companions))
    assert book.sheetnames == ["metrics", "codebook", "sources"]
    assert [row[1] for row in book["codebook"].values][1:] == list(HEADER)
    assert book["sources"]["A2"].data_type in ("s", "inlineStr")
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert (book["metrics"]["B5"].number_format, book["metrics"]["B3"].number_format) == ("#,##0", "#,##0.0#########")


# ------------------------------------------------------------------------------------------------------ codebook


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in COLUMNS for column in COLUMNS[table]])
def test_every_column_is_described(table: str, column: str) -> None:
    found = variable(table, column)
    assert found is not None
    assert found.zh
    assert found.en
    assert found.type in ("text", "integer", "number", "truth", "json")


CLOSED = [
    ("documents", "script", model.Script),
    ("documents", "genre", model.Genre),
    ("passages", "kind", model.BlockKind),
    ("metrics", "bound", model.Bound),
    ("metrics", "change", model.Change),
    ("honors", "level", model.Level),
    ("honors", "status", model.Status),
    ("times", "type", model.TimeType),
    ("measures", "category", model.Category),
    ("entities", "type", model.EntityType),
    ("failures", "stage", model.Stage),
    ("failures", "reason", model.Reason),
]


@pytest.mark.parametrize(("table", "column", "closed"), CLOSED)
def test_closed_sets_are_those_of_the_records(table: str, column: str, closed: Any) -> None:
    assert variable(table, column).values == get_args(closed)  # type: ignore[union-attr]


def test_labels_name_the_unit() -> None:
    assert variable("metrics", "start").label("en").endswith("[code points]")  # type: ignore[union-attr]
