"""Panels, bundles and typed formats as their user meets them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import Run, cli, filled

__all__ = ["cli", "filled"]


def test_panel_long_and_wide(filled: Run) -> None:
    name = filled("export", "metrics").rows[0]["indicator_canonical"] or "客户满意率"
    long = filled("export", "panel", "--indicator", "客户满意率").rows
    assert long
    assert {row["status"] for row in long} <= {"ok", "conflict"}
    assert all(row["sources"] for row in long)
    [*wide] = filled("export", "panel", "--wide", "--indicator", f"客户满意率，{name}").rows
    assert {"org", "year", "conflicts", "sources"} <= set(wide[0])
    ran = filled("export", "panel", "--indicator", "没有这个")
    assert (ran.code, "no figures for the indicator" in ran.err) == (2, True)


def test_bundle_and_verify(filled: Run, tmp_path: Path) -> None:
    assert "files in 附录.zip" in filled("export", "--bundle", "附录.zip").err
    ran = filled("verify", "附录.zip")
    assert (ran.code, "all as it says" in ran.out) == (0, True)
    data = bytearray((tmp_path / "附录.zip").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "附录.zip").write_bytes(data)
    assert filled("verify", "附录.zip").code in (2, 3)
    assert filled("verify", "无.zip").code == 2
    assert filled("export").code == 2


def test_workbooks_bring_codebook_sources_and_rules(filled: Run, tmp_path: Path) -> None:
    filled("export", "honors", "-o", "荣誉.xlsx")
    book = openpyxl.load_workbook(tmp_path / "荣誉.xlsx")
    assert book.sheetnames == ["honors", "codebook", "sources", "rules"]
    assert book["sources"].max_row == 17
    header, *rows = book["codebook"].values
    assert all(row[header.index("zh")] and row[header.index("en")] for row in rows)


@pytest.mark.parametrize("name", ["parquet", "sqlite", "dta", "sav"])
def test_typed_formats_by_their_ending(name: str, filled: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyreadstat")
    pytest.importorskip("pyarrow")
    assert filled("export", "metrics", "-o", f"m.{name}", "--lang", "zh").code == 0
    assert (tmp_path / f"m.{name}").stat().st_size > 5_000


def test_documents_are_tagged_and_asked_for_by_tag(filled: Run) -> None:
    assert "documents tagged: 2" in filled("tag", "add", "精读", "01", "02").err
    [row] = filled("tag", "list").rows
    assert (row["tag"], [name[:2] for name in row["documents"]]) == ("精读", ["01", "02"])
    assert {row["doc"][:2] for row in filled("search", "客户", "--tag", "精读", "-n", "99").rows} == {"01", "02"}
    assert filled("search", "客户 tag:精读", "--count").out == filled("search", "客户", "--tag", "精读", "--count").out
    assert {row["tags"][0] for row in filled("export", "documents", "--tag", "精读").rows} == {"精读"}
    assert {row["org"] for row in filled("export", "panel", "--tag", "精读").rows}
    assert filled("export", "metrics", "--tag", "泛读").code == 2
    assert filled("tag", "remove", "精读", "01").code == 0
    assert filled("tag", "remove", "精读", "01").code == 1
    filled("remove", "02")
    assert filled("tag", "list").out == ""
    assert filled("tag", "add", "精读", "02").code == 4
