"""Tables as data frames, and the example that uses them."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpusdoc.corpus import Corpus
from corpusdoc.export import Table
from corpusdoc.export.verify import verified
from tests.conftest import ROOT


def test_a_table_is_its_rows_each_time(sample: Corpus) -> None:
    table = sample.table("honors", level="national")
    assert list(table) == list(table)
    assert {row["level"] for row in table} == {"national"}


@pytest.mark.parametrize("name", ["metrics", "honors", "documents", "passages", "panel"])
def test_frames_hold_the_rows(name: str, sample: Corpus) -> None:
    table = sample.table(name)
    rows = list(table)
    arrow, polars, pandas = table.to_arrow(), table.to_polars(), table.to_pandas()
    assert arrow.num_rows == polars.height == len(pandas) == len(rows)
    assert tuple(arrow.column_names) == tuple(polars.columns) == tuple(pandas.columns) == table.columns
    for column in ("value", "doc", "level", "start", "title", "year"):
        if column in table.columns:
            told = [row[column] for row in rows]
            assert arrow.column(column).to_pylist() == told
            assert polars[column].to_list() == told


def test_frames_of_no_rows_have_types() -> None:
    table = Table("metrics", ("value", "start", "target", "quote"), list)
    assert [str(field.type) for field in table.to_arrow().schema] == ["double", "int64", "bool", "string"]
    assert [str(kind) for kind in table.to_polars().dtypes] == ["Float64", "Int64", "Boolean", "String"]


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["panel.py"])
    made = runpy.run_path(str(ROOT / "examples" / "panel.py"))
    assert "16 documents" in capsys.readouterr().out
    assert made["cells"]
    assert len(ElementTree.parse(made["chart"]).findall("{*}rect")) == len(made["cells"])
    assert verified(Path(made["workspace"]) / "appendix.zip", ROOT).faults == ()
