"""Saved searches, and what new files answer of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import TEXT, Run, cli, filled

__all__ = ["cli", "filled"]


def test_watch_reports_new_files_and_saved_searches(filled: Run, tmp_path: Path) -> None:
    assert filled("search", "首问负责制", "--save", "首问").code == 0
    assert filled("search", '"三零三省之歌"', "--save", "别的").code == 1
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "新.txt").write_text(TEXT, encoding="utf-8")
    ran = filled("watch", "inbox", "--once")
    assert ran.code == 0
    assert "done: 1 new" in ran.out
    assert "首问: [新 ¶" in ran.out
    assert "别的: " not in ran.out
    assert filled("watch", "inbox", "--once").out == ""


def test_watch_looks_again(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inbox").mkdir()

    def arrive(seconds: float) -> None:
        path = tmp_path / "inbox" / "新.txt"
        if path.exists():
            raise KeyboardInterrupt
        path.write_text(TEXT, encoding="utf-8")

    monkeypatch.setattr("corpusdoc.cli.sleep", arrive)
    ran = filled("watch", "inbox", "--every", "0.5")
    assert (ran.code, "done: 1 new" in ran.out) == (130, True)


def test_a_wrong_query_is_not_kept(filled: Run, tmp_path: Path) -> None:
    assert filled("search", "(服务", "--save", "错").code == 2
    filled("search", "服务", "--save", "对")
    kept = json.loads((tmp_path / "corpora" / "default" / "searches.json").read_text("utf-8"))
    assert kept == {"对": "服务"}
    assert filled("ingest", "corpora").code == 0
    assert filled("export", "failures").out == ""


def test_saved_searches_keep_their_filters_and_can_be_dropped(filled: Run) -> None:
    filled("search", "首问负责制", "OR", "满意率", "--doc", "01", "--save", "一号")
    count = filled("search", "首问负责制 OR 满意率", "--doc", "01", "--count").out
    [row] = filled("searches", "list").rows
    assert row["name"] == "一号"
    assert filled("search", row["query"], "--count").out == count
    assert filled("searches", "remove", "一号").code == 0
    assert filled("searches", "remove", "一号").code == 1
    assert filled("searches", "list").out == ""
