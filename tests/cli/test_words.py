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
    assert cli("dict", "remove", "units", "阿猫").code == 0
    assert cli("dict", "remove", "units", "阿猫").code == 1
    assert cli("dict", "list").out == ""
    assert "1 changed" in cli("ingest", "--stale").out
    assert cli("search", "阿猫").code == 0


def test_wrong_rows_are_refused(cli: Run) -> None:
    cli("init")
    assert "COLUMN=VALUE" in cli("dict", "add", "units", "阿猫").err
    assert cli("dict", "add", "unitz", "surface=阿猫").code == 2
