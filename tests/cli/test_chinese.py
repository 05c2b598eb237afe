"""What a Chinese user reads where programs would read English: headings, closed sets, lists, wrong commands."""

from __future__ import annotations

import pytest

from tests.cli.test_commands import Run, cli, filled

__all__ = ["cli", "filled"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fortune"], "没有命令 'fortune'"),
        (["kwick"], "没有命令 'kwick'；是否要用 'kwic'？"),
        (["serch"], "没有命令 'serch'；相近的有：'search', 'searches'"),
        (["ingest", "--fast"], "没有选项 '--fast'"),
        (["show"], "缺少参数 'DOC[:PASSAGE]'"),
        (["ingest", "--jobs", "0", "."], "'--jobs' 的值无效：0 不在范围 x>=1 之内"),
        (["ingest", "--jobs", "many", "."], "'--jobs' 的值无效：'many' 不是整数"),
        (["export", "everything"], "'TABLE' 的值无效：没有 'everything'；可用的有：'documents'"),
        (["search", "-n"], "选项 '-n' 后面要给出值"),
    ],
)
def test_a_wrong_command_line_is_told(
    cli: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    ran = cli(*arguments)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_help_has_chinese_headings(cli: Run) -> None:
    shown = cli("--lang", "zh", "--help").out
    assert [line for line in shown.split("\n") if line[:2] in ("用法", "选项", "命令")][1:] == ["选项：", "命令："]
    assert "Usage:" in cli("--lang", "en", "--help").out


def test_tables_for_eyes_are_in_the_language_of_the_eyes(filled: Run) -> None:
    shown = filled("export", "measures", "-f", "table", "--lang", "zh").out
    assert shown.split("\n")[0].split() == ["文档", "名称", "类别", "要点", "原句"]
    assert "服务" in shown
    assert "[" not in shown
    english = filled("export", "measures", "-f", "table", "--lang", "en").out
    assert english.split("\n")[0].split() == ["doc", "name", "category", "items", "sentence"]
    assert "service" in english


def test_what_programs_read_has_one_language(filled: Run) -> None:
    assert (
        filled("export", "measures", "-f", "csv", "--lang", "zh").out == filled("export", "measures", "-f", "csv").out
    )


def test_counts_are_named_in_chinese(filled: Run) -> None:
    shown = filled("search", "首问负责制", "--facets", "-f", "table", "--lang", "zh").out
    assert "连写：" in shown
    assert "简体" in shown
    assert "hans" not in shown
