"""Panels, bundles and typed formats as their user meets them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest

from corpusdoc.publish import file_url
from tests.cli.test_commands import Run, cli, filled
from tests.conftest import SAMPLE

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
    with ZipFile(tmp_path / "附录.zip") as bundle:
        largest = max(bundle.infolist(), key=lambda info: info.compress_size)
    data = bytearray((tmp_path / "附录.zip").read_bytes())
    # A byte of a member's content; what stands between members says nothing.
    data[largest.header_offset + largest.compress_size // 2] ^= 1
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


def test_a_workbook_leads_to_the_sources_and_explains_itself(filled: Run, tmp_path: Path) -> None:
    filled("export", "metrics", "-o", "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == ["metrics", "codebook", "sources", "rules"]
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    for line in range(2, page.max_row + 1):
        link = page.cell(line, columns["quote"]).hyperlink
        doc = page.cell(line, columns["doc"]).value
        assert link.target.startswith("FILE:///")
        path = Path("/" + unquote(link.target.removeprefix("FILE:///")))
        assert (path.stem, path.is_file()) == (doc, True)
        number = page.cell(line, columns["page"]).value
        assert link.location == (f"page={number}" if path.suffix == ".pdf" else None)
    assert page.cell(2, columns["start"]).number_format == "0"
    assert page.cell(2, columns["value"]).number_format.startswith("#,##0")
    described = [row[1] for row in book["codebook"].iter_rows(min_row=2, values_only=True)]
    assert described == list(columns)


def test_years_are_no_amounts(filled: Run, tmp_path: Path) -> None:
    filled("export", "panel", "-o", "p.xlsx")
    page = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    cells = [page.cell(line, columns["year"]) for line in range(2, page.max_row + 1)]
    assert {cell.number_format for cell in cells if cell.value} == {"0"}
    assert page.cell(2, columns["sources"]).hyperlink


URLS = [
    # path                     URL
    ("/甲/乙 丙.txt", "FILE:///甲/乙%20丙.txt"),
    ("/a#b/100%?.pdf", "FILE:///a%23b/100%25%3F.pdf"),
    ('/a"<b>[c].txt', "FILE:///a%22%3Cb%3E%5Bc%5D.txt"),
]


@pytest.mark.parametrize(("path", "url"), URLS)
def test_urls_of_files(path: str, url: str) -> None:
    assert file_url(PurePosixPath(path)) == url  # type: ignore[arg-type]
    assert file_url(PureWindowsPath("C:\\甲\\乙.txt")) == "FILE:///C:/甲/乙.txt"  # type: ignore[arg-type]


METRIC = {"org", "indicator", "indicator_canonical", "value", "unit", "value_text", "bound", "change", "period", "first_year",
          "last_year", "rank", "target", "quote", "sentence", "section", "page", "doc", "start", "raw_start", "rule",
          "rule_version", "confidence", "corrected"}  # fmt: skip


def test_a_metric_says_all_that_it_rests_on(filled: Run) -> None:
    rows = filled("export", "metrics").rows
    assert set(rows[0]) >= METRIC
    documents = {row["doc"]: row["org"] for row in filled("export", "documents").rows}
    for row in rows:
        assert row["org"] == (row["subject"] or documents[row["doc"]])
        assert row["rule_version"].startswith("0.")
        if row["period"] and len(row["period"]) == 4:
            assert row["first_year"] == row["last_year"] == int(row["period"])
    extracted = filled("extract", str(SAMPLE / "01_云溪电信创建文明单位纪实.txt"), "-f", "jsonl").rows
    mine = [row for row in extracted if row["kind"] == "metric"]
    assert mine == [row for row in rows if row["doc"].startswith("01")]
