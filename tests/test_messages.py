"""Every message in the code has its Chinese text, with the same values in it."""

from __future__ import annotations

import ast
import copy
import pickle
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from corpusdoc import load
from corpusdoc.catalogue.conditions import KINDS
from corpusdoc.cli import clicks, render, view
from corpusdoc.cli.output import CLOSED, FILTERS, GLANCE
from corpusdoc.cli.shell import SHARED
from corpusdoc.load import opening, sniff
from corpusdoc.messages import (
    PARTIAL,
    Message,
    as_written,
    label,
    language_of_locale,
    say,
    told,
    translate,
    word,
    written,
)
from corpusdoc.model import Category, Change, EntityType, Level, Reason, Script, Stage, Status, TimeType

PACKAGE = Path(__file__).parent.parent / "corpusdoc"
TABLE: dict[str, str] = tomllib.loads((PACKAGE / "messages.toml").read_text("utf-8"))
ERRORS = ("CorpusdocError", "UsageError", "QueryError", "ConfigError", "MissingError", "VersionError", "LockedError")
# Calls, and which of their arguments may be a message.
CALLS = dict.fromkeys(ERRORS, (0,)) | {
    "SourceError": (1,),
    "ReadingError": (1,),
    "Message": (0,),
    "say": (0,),
    "note": (0,),
    "_error": (0, 1),
}
VALUE = re.compile(r"\{(\w+)")


def messages() -> Iterator[tuple[str, str]]:
    """(place, message) for each message that the code holds as a literal."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from literals(path, node)
            if isinstance(node, ast.FunctionDef) and path.parent.name == "cli" and is_command(node):
                yield f"{path.name}:{node.lineno}", " ".join((ast.get_docstring(node) or "").split())


def literals(path: Path, call: ast.Call) -> Iterator[tuple[str, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    for argument in (call.args[position] for position in CALLS.get(name, ()) if position < len(call.args)):
        for value in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield f"{path.name}:{call.lineno}", value.value
    for keyword in call.keywords if path.parent.name == "cli" else ():
        if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
            yield f"{path.name}:{call.lineno}", keyword.value.value


def is_command(node: ast.FunctionDef) -> bool:
    return any(
        "command" in ast.unparse(decorator) or "group" in ast.unparse(decorator) for decorator in node.decorator_list
    )


def words() -> Iterator[str]:
    """Closed sets that people read."""
    yield from (
        *PARTIAL.values(),
        *sniff.NAMES.values(),
        *render.SCRIPTS.values(),
        *render.COLUMNS,
        *KINDS,
    )
    yield from (*render.STEPS, *render.FACETS.values(), "words", "pairs", "sentence", "whole")
    yield from (
        "all words",
        "version",
        "catalogue",
        "index",
        "rules",
        "read by older rules",
        "failed sources",
    )
    yield from view.GROUPS
    yield from (*clicks.TEMPLATES, "Usage: ", "Options:", "Commands:")
    yield from (*load.ADVICE.values(), *load.DETAILED.values(), *load.DETAILS.values())
    yield from (load.SHUT_ADVICE, load.VIEWERS_ADVICE, load.EXTRA, "file", opening.NO_FILE, opening.NO_TARGET)
    for closed in (Level, Status, Category, Change, TimeType):
        yield from get_args(closed)
    yield from (settings["help"] for _, settings in (*FILTERS, *SHARED))


FOUND = sorted((dict.fromkeys(words(), "words") | {message: place for place, message in messages() if message}).items())


@pytest.mark.parametrize(("message", "place"), FOUND, ids=range(len(FOUND)))
def test_every_message_is_translated(message: str, place: str) -> None:
    assert message in TABLE, f"{place}: add to messages.toml: {message!r}"


@pytest.mark.parametrize("english", TABLE, ids=range(len(TABLE)))
def test_translations_hold_the_same_values(english: str) -> None:
    assert sorted(VALUE.findall(TABLE[english])) == sorted(VALUE.findall(english))
    assert re.search("[一-鿿：]", TABLE[english])


def test_say_and_translate() -> None:
    [(english, chinese)] = list(TABLE.items())[:1]
    assert translate(english, "zh") == chinese
    assert translate(english, "en") == english
    assert say("no such text: {x}", "zh", x=1) == "no such text: 1"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_language_of_locale(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_locale() == language


TOO_DEEP = Message("{kind}, damaged ({detail}): get the file again", kind=Message("PDF"), detail=Message("no pages"))


def test_a_message_is_english_and_can_be_told_in_chinese() -> None:
    assert TOO_DEEP == "PDF, damaged (no pages): get the file again"
    assert told(TOO_DEEP, "en") == str(TOO_DEEP)
    assert told(TOO_DEEP, "zh") == "PDF 文件已损坏（没有页面）：请重新获取"
    assert told("a text of old", "zh") == "a text of old"


@pytest.mark.parametrize("through", [pickle.loads, copy.deepcopy, as_written], ids=lambda f: f.__name__)
def test_a_message_stays_one_wherever_it_goes(through: Callable[[Any], str]) -> None:
    carried: Any = {pickle.loads: pickle.dumps, as_written: written}.get(through, lambda message: message)(TOO_DEEP)
    assert told(through(carried), "zh") == told(TOO_DEEP, "zh")


@pytest.mark.parametrize("text", ["a.txt: damaged", '{"say": 1}', '{"say": "a {b}", "with": {}}', '{"say": ', "{x} {"])
def test_what_is_no_stored_message_is_read_as_it_stands(text: str) -> None:
    assert told(as_written(text), "zh") in (text, "a {b}")


def test_words_of_a_library_may_hold_braces() -> None:
    said = Message("{kind}, damaged ({detail}): get the file again", kind=Message("PDF"), detail=Message("bad {x} }{"))
    assert told(as_written(written(said)), "zh") == "PDF 文件已损坏（bad {x} }{）：请重新获取"


@pytest.mark.parametrize(
    "closed", [Category, Change, EntityType, Level, Reason, Script, Stage, Status, TimeType], ids=str
)
def test_words_of_closed_sets_are_said_in_chinese(closed: Any) -> None:
    for each in get_args(closed):
        assert re.search("[一-鿿]", word(each, "zh")), each
        assert word(each, "en") == each


def test_headings_of_tables_are_said_in_chinese() -> None:
    for column in {*CLOSED, *(column for columns in GLANCE.values() for column in columns)}:
        assert re.search("[一-鿿]", label(column, "zh")), column
        assert label(column, "en") == column
