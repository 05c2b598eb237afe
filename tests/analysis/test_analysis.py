from __future__ import annotations

import pytest

from corpusdoc.analysis import collocates, keyness
from corpusdoc.analysis.measures import log_dice, log_likelihood, log_ratio


def test_log_likelihood_is_that_of_the_textbook() -> None:
    # Rayson and Garside's calculator: 10 of 1,000 against 5 of 2,000.
    assert log_likelihood(10, 1000, 5, 2000) == pytest.approx(6.931, abs=0.001)
    assert log_likelihood(10, 1000, 20, 2000) == pytest.approx(0)
    assert log_likelihood(0, 0, 3, 100) == 0


def test_log_dice_and_log_ratio() -> None:
    assert log_dice(7, 7, 7) == 14
    assert log_dice(1, 2, 2) == 13
    assert log_ratio(8, 100, 1, 100) == 3
    assert log_ratio(0, 100, 1, 100) == -1


SENTENCES = [
    ["服务", "满意率", "提高"],
    ["服务", "满意率", "提高", "到", "九成"],
    ["用户", "满意率", "下降"],
    ["电缆", "敷设", "完成"],
    ["服务", "窗口", "完成", "改造"],
]


def test_words_beside_a_term_on_either_side_of_it() -> None:
    found = {each.word: each for each in collocates(SENTENCES, ["满意率"], window=1, least=1)}
    assert (found["服务"].together, found["服务"].left, found["服务"].right, found["服务"].count) == (2, 2, 0, 3)
    assert (found["提高"].left, found["提高"].right) == (0, 2)
    assert "九成" not in found
    assert found["提高"].log_dice > found["服务"].log_dice


def test_a_term_of_several_words() -> None:
    [first, *_] = collocates(SENTENCES, ["服务", "满意率"], window=2)
    assert (first.word, first.together) == ("提高", 2)


def test_nothing_beside_what_does_not_stand_there() -> None:
    assert collocates(SENTENCES, ["光缆"], window=3) == []


def test_words_that_one_part_has_more_often() -> None:
    found = keyness(SENTENCES[:3], SENTENCES[3:], least=2)
    by_word = {key.word: key for key in found}
    assert {key.word for key in found[:2]} == {"满意率", "完成"}
    assert (by_word["满意率"].first, by_word["满意率"].second) == (3, 0)
    assert by_word["满意率"].log_ratio > 0 > by_word["完成"].log_ratio
    assert keyness([], SENTENCES) == []
