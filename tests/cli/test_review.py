"""Reviewing by file and on the terminal."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpusdoc.cli.review import add_facts, review_facts
from corpusdoc.cli.shell import Shell
from corpusdoc.corpus import Corpus
from corpusdoc.errors import UsageError
from tests.cli.test_commands import Run, cli, filled

__all__ = ["cli", "filled"]


def sheet(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def save(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_sheet_goes_out_and_comes_back(encoding: str, filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "复核.csv"
    assert filled("review", "honor_mentions", "--export", path.name).code == 0
    rows = sheet(path)
    rows[0]["decision"] = "删除"
    rows[1]["level"] = "county"
    rows[2]["decision"] = "confirm"
    save(path, rows, encoding)
    assert "3 decisions stored" in filled("review", "honor_mentions", "--import", path.name, "--by", "张").err
    after = filled("export", "honor_mentions").rows
    assert len(after) == len(rows) - 1
    assert [row["corrected"] for row in after if row["corrected"]] == ["mended", "confirmed"]
    assert next(row for row in after if row["corrected"] == "mended")["level"] == "county"


def test_an_untouched_sheet_decides_nothing(filled: Run) -> None:
    for table in ("metrics", "honor_mentions", "times", "measures", "entities"):
        for form in ("csv", "tsv", "jsonl", "xlsx"):
            filled("review", table, "--export", f"{table}.{form}")
            assert "0 decisions stored" in filled("review", table, "--import", f"{table}.{form}", "--by", "张").err


def test_decisions_survive_removal_and_ingestion(filled: Run, tmp_path: Path) -> None:
    from tests.conftest import SAMPLE

    filled("review", "--export", "m.csv")
    rows = sheet(tmp_path / "m.csv")
    rows[0]["value"] = "12,345.5"
    save(tmp_path / "m.csv", rows)
    filled("review", "--import", "m.csv", "--by", "张")
    document = rows[0]["doc"]
    filled("remove", document)
    assert filled("ingest", SAMPLE).code == 0
    mended = [row for row in filled("export", "metrics", "--doc", document).rows if row["corrected"]]
    assert [row["value"] for row in mended] == [12345.5]
    assert filled("review", "--conflicts").rows == []
    filled("ingest", "corpora")  # the decisions' own files are no reports
    assert filled("export", "failures").rows == []


WRONG = [
    ({"decision": "maybe"}, "no decision 'maybe'"),
    ({"value": "多"}, "value cannot be '多'"),
    ({"decision": "confirm", "quote": "没有"}, "there is no such fact now"),
    ({"decision": "add", "quote": ""}, "an added fact needs"),
    ({"decision": "add", "quote": "文中没有的话"}, "the quote does not stand in the document"),
    ({"decision": "add", "value": ""}, "an added metric needs: value"),
    ({"bound": "≈"}, "bound cannot be '≈'; there are: ="),
    ({"target": "也许"}, "target cannot be '也许'"),
    ({"rank": "3"}, "rank cannot be '3'"),
]


@pytest.mark.parametrize(("cells", "message"), WRONG)
def test_a_wrong_sheet_decides_nothing(cells: dict[str, str], message: str, filled: Run, tmp_path: Path) -> None:
    filled("review", "--export", "m.csv")
    rows = sheet(tmp_path / "m.csv")
    rows[0]["decision"] = "confirm"
    rows[1] |= cells
    save(tmp_path / "m.csv", rows)
    ran = filled("review", "--import", "m.csv", "--by", "张")
    assert (ran.code, message in ran.err) == (2, True)
    assert not any(row["corrected"] for row in filled("export", "metrics").rows)


def test_the_terminal_review_goes_on_where_it_stopped(filled: Run, tmp_path: Path) -> None:
    def ask(*keys: str) -> Any:
        following = iter(keys)
        return lambda _: next(following)

    shell = Shell(lang="en")
    with Corpus.open(start=tmp_path) as corpus:
        total = len(list(corpus.undecided("metrics", "张")))
        assert review_facts(corpus, "metrics", "张", shell, ask("x", "y", "n", "m", "value=7", "rubbish", "", "q")) == 3
        assert len(list(corpus.undecided("metrics", "张"))) == total - 3
        assert review_facts(corpus, "metrics", "张", shell, ask("s", "y", "q")) == 1
        states = [row["corrected"] for row in corpus.rows("metrics") if row["corrected"]]
        assert states == ["confirmed", "mended", "confirmed"]
    assert filled("review", "--agreement").rows == []


def test_somebody_must_decide(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CORPUSDOC_REVIEWER", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    ran = filled("review", "--import", "m.csv")
    assert (ran.code, "who decides?" in ran.err) == (2, True)


def workbook(path: Path) -> tuple[openpyxl.Workbook, Any, dict[str, int]]:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    return book, page, {cell.value: cell.column for cell in page[1]}


def test_a_workbook_to_review_in_offers_choices_and_hides_keys(filled: Run, tmp_path: Path) -> None:
    filled("--lang", "zh", "review", "honor_mentions", "--export", "h.xlsx")
    book, page, columns = workbook(tmp_path / "h.xlsx")
    assert (page.freeze_panes, book.sheetnames) == ("A2", ["honor_mentions", "codebook"])
    lists = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    last = page.max_row + 200
    assert lists[f"A2:A{last}"] == '"确认,修改,删除,补录"'
    letter = openpyxl.utils.get_column_letter(columns["level"])
    assert "national,provincial" in lists[f"{letter}2:{letter}{last}"]
    hidden = {
        page.cell(1, at).value
        for at in columns.values()
        if page.column_dimensions[openpyxl.utils.get_column_letter(at)].hidden
    }
    assert hidden == {"sha256", "kind", "raw_start", "was"}


def test_a_workbook_that_was_filled_in_is_read(filled: Run, tmp_path: Path) -> None:
    filled("review", "--export", "m.xlsx")
    book, page, columns = workbook(tmp_path / "m.xlsx")
    before = filled("export", "metrics").rows

    def put(line: int, **cells: object) -> None:
        for name, value in cells.items():
            page.cell(line, columns[name]).value = value

    put(2, decision="确认")
    put(3, value=-12.5, unit="%")
    put(4, decision="reject")
    put(5, period=datetime(2017, 11, 1))
    page.cell(5, columns["period"]).number_format = "yyyy\\-mm"
    put(6, value=0.995, unit="%", target=True)
    page.cell(6, columns["value"]).number_format = "0.0%"
    new = {"decision": "补录", "doc": before[0]["doc"], "kind": "metric", "quote": before[0]["quote"]}
    put(page.max_row + 1, **new, indicator="新指标", value=7)
    book.save(tmp_path / "mended.xlsx")
    assert "6 decisions stored" in filled("review", "--import", "mended.xlsx", "--by", "张").err
    after = [row for row in filled("export", "metrics").rows if row["corrected"]]
    found = {(row["value"], row["unit"], row["period"], row["target"]) for row in after if row["corrected"] == "mended"}
    assert (-12.5, "%", before[1]["period"], before[1]["target"]) in found
    assert (before[3]["value"], before[3]["unit"], "2017-11", before[3]["target"]) in found
    assert (99.5, "%", before[4]["period"], True) in found
    [added] = [row for row in after if row["corrected"] == "added"]
    assert (added["indicator"], added["value"], added["value_text"]) == ("新指标", 7, before[0]["quote"])
    # The same sheet again decides the same: nothing is added twice.
    filled("review", "--import", "mended.xlsx", "--by", "张")
    assert len([row for row in filled("export", "metrics").rows if row["corrected"] == "added"]) == 1


def test_what_is_no_workbook_is_said(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "m.xlsx").write_bytes(b"PK")
    for name in ("m.xlsx", "none.xlsx"):
        ran = filled("review", "--import", name, "--by", "张")
        assert (ran.code, "not readable as a review sheet" in ran.err) == (2, True)


def test_facts_that_rules_missed_are_added_on_the_terminal(filled: Run, tmp_path: Path) -> None:
    def ask(*keys: str) -> Any:
        following = iter(keys)
        return lambda _: next(following)

    shell = Shell(lang="en")
    with Corpus.open(start=tmp_path) as corpus:
        row = next(corpus.undecided("measures", "张"))
        doc, quote = str(row["doc"]), str(row["quote"])
        keys = (
            "a",
            "没有的话",
            "甲",
            "service",
            "",
            quote,
            "补上的",
            "无此类",
            quote,
            "补上的",
            "service",
            'items=["一", "二"]',
            "",
            "",
            "q",
        )
        assert review_facts(corpus, "measures", "张", shell, ask(*keys)) == 1
        [added] = [row for row in corpus.rows("measures") if row["corrected"] == "added"]
        assert (added["doc"], added["name"], added["items"], added["rule"]) == (doc, "补上的", ["一", "二"], "review")
        assert add_facts(corpus, "metrics", doc[:2], "张", shell, ask(quote, "指标", "3", "unit=个", "", "")) == 1
        with pytest.raises(UsageError, match="no field 'colour'"):
            corpus.add_fact("metrics", doc, quote, {"colour": 1}, "张")
    assert "added" in {row["corrected"] for row in filled("export", "metrics").rows}


def test_rules_are_measured_against_what_was_decided(filled: Run, tmp_path: Path) -> None:
    ran = filled("score")
    assert (ran.code, "nothing has been decided yet" in ran.err) == (1, True)
    filled("review", "--export", "m.csv")
    rows = sheet(tmp_path / "m.csv")
    rows[0]["decision"] = rows[1]["decision"] = "confirm"
    rows[2]["value"] = "12345"
    rows[3]["decision"] = "reject"
    rows.append(rows[0] | {"decision": "add", "indicator": "漏掉的", "raw_start": ""})
    save(tmp_path / "m.csv", rows)
    filled("review", "--import", "m.csv", "--by", "张")
    [every, *rules] = filled("score").rows
    assert {name: every[name] for name in ("kind", "rule", "reviewed", "found", "full", "wrong", "missed")} == {
        "kind": "metric", "rule": None, "reviewed": 5, "found": 3, "full": 2, "wrong": 1, "missed": 1,
    }  # fmt: skip
    assert (every["precision"], every["recall"], every["mended"]) == (0.75, 0.75, {"value": 1})
    assert sum(rule["found"] for rule in rules) == 3
    errors = [rule["wrong"] + rule["found"] - rule["full"] for rule in rules]
    assert errors == sorted(errors, reverse=True)
    # Reading anew gives the same verdicts.
    with Corpus.open(start=tmp_path) as corpus:
        corpus.catalogue.lay_over()
        assert list(corpus.scores()) == [every, *rules]


def test_a_review_can_be_narrowed(filled: Run, tmp_path: Path) -> None:
    filled("review", "--export", "m.csv", "--doc", "01", "--indicator", "满意率")
    rows = sheet(tmp_path / "m.csv")
    assert rows
    assert all(
        row["doc"].startswith("01") and "满意率" in row["indicator"] + row["indicator_canonical"] for row in rows
    )
