"""What the terminal says of a source that could not be read."""

from __future__ import annotations

import pytest

from corpusdoc.cli.render import failure_line
from corpusdoc.cli.shell import Shell
from corpusdoc.model import Failure

BUG = Failure("报告/a.txt", "annotate", "error", "KeyError: '厅' (levels.py:12); please report it")


def test_a_fault_is_said_to_be_ours() -> None:
    assert failure_line(BUG, Shell(lang="zh")) == "失败：报告/a.txt：corpusdoc 内部错误：请附上文件反馈"


def test_names_in_gbk_are_readable() -> None:
    name = "坏\n的.pdf".encode("gbk").decode("utf-8", "surrogateescape")
    line = failure_line(Failure(name, "load", "damaged", f"{name}: PDF, damaged: get the file again"), Shell(lang="zh"))
    assert line == "失败：坏\\n的.pdf：已损坏：请重新获取"


@pytest.mark.parametrize("shell", [Shell(lang="en", verbose=True), Shell(lang="en", debug=True)])
def test_who_asks_for_more_learns_where_it_stands(shell: Shell) -> None:
    assert failure_line(BUG, shell) == f"failed: 报告/a.txt: {BUG.message}"
