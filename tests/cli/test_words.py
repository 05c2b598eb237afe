"""Own words on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import Run, cli

__all__ = ["cli"]


def test_own_words_are_added_listed_and_removed(cli: Run, tmp_path: Path) -> None:
    cli("init")
    values = ("surface=阿猫", "unit=只", "factor=1", "kind=count", "example=共5阿猫", "value=5")
    assert cli("dict", "add", "units", *values).code == 0
    [row] = cli("dict", "list").rows
    assert (row["table"], row["row"]["surface"], row["row"]["factor"]) == ("units", "阿猫", "1")
    (tmp_path / "a.txt").write_text("2023年工作总结\n2023年，公司服务客户共5阿猫。\n", encoding="utf-8")
    cli("ingest", "a.txt")
    assert cli("search", "阿猫").code == 0
    ran = cli("dict", "remove", "units", "阿猫")
    assert (ran.code, "documents read again: 1" in ran.err) == (0, True)
    assert cli("dict", "remove", "units", "阿猫").code == 1
    assert cli("dict", "list").out == ""
    assert "0 changed" in cli("ingest", "--stale").out
    assert cli("search", "阿猫").code == 0


def test_wrong_rows_are_refused(cli: Run) -> None:
    cli("init")
    assert "COLUMN=VALUE" in cli("dict", "add", "units", "阿猫").err
    assert cli("dict", "add", "unitz", "surface=阿猫").code == 2


def test_own_synonyms_are_added_listed_and_removed(cli: Run, tmp_path: Path) -> None:
    cli("init")
    (tmp_path / "a.txt").write_text("2023年工作总结\n本公司推行一窗通办。\n", encoding="utf-8")
    cli("ingest", "a.txt")
    assert cli("search", "阿猫").code == 1
    assert cli("synonyms", "add", "阿猫", "一窗通办", "--weight", "0.8").code == 0
    assert cli("synonyms", "list").rows == [{"terms": ["阿猫", "一窗通办"], "weight": 0.8}]
    assert cli("search", "阿貓").rows[0]["highlights"][0]["raw"] == "一窗通办"
    assert cli("status").rows[0]["stale"] == 0
    # The same words in another order are the same row.
    assert cli("synonyms", "add", "一窗通办", "阿猫").code == 0
    assert [row["weight"] for row in cli("synonyms", "list").rows] == [1.0]
    assert cli("synonyms", "remove", "阿猫").code == 0
    assert cli("synonyms", "remove", "阿猫").code == 1
    assert cli("search", "阿猫").code == 1


def test_wrong_synonyms_are_refused(cli: Run) -> None:
    cli("init")
    for terms in (
        ["甲"],
        ["甲", "甲"],
        ["甲", ""],
        ["甲", "——"],
        ["甲", "乙", "--weight", "0"],
        ["甲", "乙", "--weight", "2"],
    ):
        assert (cli("synonyms", "add", *terms).code, terms) == (2, terms)
    assert cli("synonyms", "list").out == ""


def test_a_file_that_is_gone_costs_no_fact(cli: Run, tmp_path: Path) -> None:
    cli("init")
    (tmp_path / "a.txt").write_text("2023年工作总结\n2023年，公司服务客户共5阿猫。\n", encoding="utf-8")
    cli("ingest", "a.txt")
    (tmp_path / "a.txt").unlink()
    assert cli("dict", "add", "units", "surface=阿猫", "unit=只", "factor=1", "kind=count").code == 3
    assert cli("search", "阿猫").code == 0
    (tmp_path / "a.txt").write_text("2023年工作总结\n2023年，公司服务客户共5阿猫。\n", encoding="utf-8")
    cli("ingest", "--retry-failed")
    assert [row["value_text"] for row in cli("export", "metrics").rows] == ["5阿猫"]
