"""What the terminal says of a source that could not be read."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from corpusdoc.cli.render import failure_line
from corpusdoc.cli.shell import Shell
from corpusdoc.messages import Message
from corpusdoc.model import Failure
from tests.cli.test_commands import Run, cli

__all__ = ["cli"]

FAULT = Message(
    "a fault of corpusdoc ({error}, {where}): please report it with the file",
    error="KeyError: '厅'",
    where="levels.py:12",
)
BUG = Failure("报告/a.txt", "annotate", "error", FAULT)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "失败：报告/a.txt：corpusdoc 内部错误（KeyError: '厅'，levels.py:12）：请附上文件反馈"),
        (
            "en",
            "failed: 报告/a.txt: a fault of corpusdoc (KeyError: '厅', levels.py:12): please report it with the file",
        ),
    ],
)
def test_a_fault_is_said_to_be_ours(language: str, line: str) -> None:
    assert failure_line(BUG, Shell(lang=language)) == line


def test_names_in_gbk_are_readable() -> None:
    name = "坏\n的.pdf".encode("gbk").decode("utf-8", "surrogateescape")
    message = Message("{kind}, damaged: get the file again", kind=Message("PDF"))
    line = failure_line(Failure(name, "load", "damaged", message), Shell(lang="zh"))
    assert line == "失败：坏\\n的.pdf：PDF 文件已损坏：请重新获取"


def test_reasons_are_told_in_the_language_of_who_asks(cli: Run, tmp_path: Path) -> None:
    """Whoever read them, and in whatever language."""
    (tmp_path / "坏.zip").write_bytes(b"PK\3\4" + bytes(40))
    assert cli("ingest", "坏.zip", "--lang", "en", "-f", "json").code == 3
    [row] = cli("export", "failures", "--lang", "zh", "-f", "jsonl").rows
    assert row["message"].startswith("ZIP 文件已损坏")
    [row] = cli("export", "failures", "--lang", "en", "-f", "jsonl").rows
    assert row["message"].startswith("ZIP file, damaged")
    told = json.loads(cli("ingest", "--retry-failed", "--lang", "zh", "-f", "json").out)
    assert [failure["message"][:9] for failure in told["failures"]] == ["ZIP 文件已损坏"]


def test_what_earlier_versions_stored_is_shown_as_it_stands(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    cli("ingest", "空.txt")
    [path] = (tmp_path / "corpora").rglob("catalogue.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE failure SET message = '空.txt: holds no text: leave it out'")
    database.close()
    [row] = cli("export", "failures", "--lang", "zh", "-f", "jsonl").rows
    assert row["message"] == "空.txt: holds no text: leave it out"
