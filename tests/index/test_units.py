from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.index import units
from corpusdoc.index.sequences import RUN, read_units, spell

TEXTS = [
    ["首问，3G！\r\n负责", "", "。。", "负责"],
    ["ＡＢ12ж①²五〇\U00020000", "\ud800服务\ud800"],
    ["a" * 200 + "1" * 65, "1" * 64],
    [],
]


@pytest.mark.parametrize("texts", TEXTS)
def test_all_texts_at_once_read_as_each_alone(texts: list[str]) -> None:
    same(texts)


@given(st.lists(st.text(alphabet="首问服ab39，。！\n _é² %", max_size=20), max_size=5))
def test_any_texts_read_as_each_alone(texts: list[str]) -> None:
    same(texts)


def same(texts: list[str]) -> None:
    runs: dict[str, int] = {}
    numbers, lengths = read_units(texts, runs)
    expected = [[unit for unit, _, _ in units(text)] for text in texts]
    assert [term.decode() for term in spell(numbers.tolist(), runs)] == [unit for each in expected for unit in each]
    assert lengths.tolist() == [len(each) for each in expected]


def test_runs_keep_their_numbers() -> None:
    runs: dict[str, int] = {}
    first, _ = read_units(["iso9001"], runs)
    second, _ = read_units(["9001年iso"], runs)
    assert first.tolist()[:2] == [RUN, RUN + 1]
    assert np.isin(first[:2], second).all()
