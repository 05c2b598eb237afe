"""Regular expressions: what can be relied on in them, what they mark, and how they end."""

from __future__ import annotations

import pytest

from corpusdoc.errors import QueryError
from corpusdoc.model import Regex, Span
from corpusdoc.search import patterns
from corpusdoc.search.patterns import fitting, places, required

REQUIRED = [
    # pattern                    characters that stand in whatever it fits
    ("首问.{0,4}制",              ["首问", "制"]),
    ("首问(负责|责任)制",          ["首问", "制"]),
    ("首问|负责",                 []),
    ("(首问|负责)制",             ["制"]),
    ("首问?制",                   ["首", "制"]),
    ("首问*",                     ["首"]),
    ("首问{0,2}制",               ["首", "制"]),
    ("首问+制",                   ["首问", "制"]),
    ("[首问]制",                  ["制"]),
    ("[^]首]制",                  ["制"]),
    (r"[\]首]制",                 ["制"]),
    (r"首\(问\)制",               ["首", "问", "制"]),
    ("(?x)首问 # 负责",           []),
    ("(?<=首)问",                 ["问"]),
    ("首问a",                     ["首问"]),
    (r"\d+",                      []),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "runs"), REQUIRED)
def test_what_must_stand_there(pattern: str, runs: list[str]) -> None:
    assert required(pattern) == runs


def test_places_are_those_of_the_text_and_never_empty() -> None:
    assert places(Regex("满意|x*"), "很满意，xx") == [Span(1, 3), Span(4, 6)]


EXPLODING = [r"(.*)*[qw]", r"(?:(?:服|务|.)+)+[qw]", "((((((.{0,500}){0,500}){0,500}){0,500}){0,500}){0,500})[qw]"]


@pytest.mark.parametrize("pattern", EXPLODING)
def test_an_expression_that_explodes_is_stopped(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.3)
    monkeypatch.setattr(patterns, "MARKING", 0.1)
    texts = {1: ("很快", ""), 2: ("服务质量，" * 2000, "")}
    with pytest.raises(QueryError, match="takes too long") as caught:
        fitting(Regex(pattern), [1, 2], lambda ids: {id: texts[id] for id in ids}, f"服务 /{pattern}/")
    assert caught.value.position == 3
    assert places(Regex(pattern), texts[2][0]) == []
