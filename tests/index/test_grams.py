from __future__ import annotations

import pytest

from corpusdoc.index import grams, phrase_grams, units, wildcard_blocks

GRAMS = [
    ("首问制", [("首", 0), ("问", 1), ("首 问", 0), ("制", 2), ("问 制", 1), ("。", 3)]),
    ("iso9001", [("iso", 0), ("9001", 1), ("iso 9001", 0), ("。", 2)]),
    ("率，高", [("率", 0), ("高", 1), ("率 高", 0), ("。", 2)]),
    ("率！\n高", [("率", 0), ("。", 1), ("高", 2), ("。", 3)]),
    ("99.5%", [("99", 0), ("5", 1), ("99 5", 0), ("。", 2)]),
    ("。。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), GRAMS)
def test_tokens_of_a_text(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(grams(text)) == expected


def test_units_say_where_they_stand() -> None:
    text = "用户至上，ISO 9001。"
    assert [text[start:end] for _, start, end in units(text)] == [*"用户至上", "ISO", "9001", "。"]


def test_a_long_run_is_cut_into_terms_of_bounded_length() -> None:
    assert max(len(token) for token, _ in grams("a" * 100_000 + "1" * 100_000)) <= 2 * 64 + 1


PHRASES = [
    (("首",), [("首", 0)]),
    (("首", "问"), [("首 问", 0)]),
    (("首", "问", "制"), [("首 问", 0), ("问 制", 1)]),
    (("首", "问", "制", "度"), [("首 问", 0), ("制 度", 2)]),
    (("全", None, "全"), [("全", 0), ("全", 2)]),
    (("全", "。", "全", "意"), [("全", 0), ("。", 1), ("全 意", 2)]),
]


@pytest.mark.parametrize(("block", "expected"), PHRASES)
def test_fewest_tokens_of_a_phrase(block: tuple[str | None, ...], expected: list[tuple[str, int]]) -> None:
    assert phrase_grams(block) == expected


PATTERNS = [
    ("服*", (("服",),)),
    ("*满意*", (("满", "意"),)),
    ("全?全", (("全", None, "全"),)),
    ("服*率", (("服",), ("率",))),
    ("服*?务", (("服", None), ("务",))),
    ("*?年", ((None, "年"),)),
    ("iso*认证", (("iso*",), ("认", "证"))),
    ("200?*", (("200", None),)),
    ("*?*", ()),
    ("，*", ()),
]


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_blocks_of_a_pattern(pattern: str, expected: tuple[tuple[str | None, ...], ...]) -> None:
    assert wildcard_blocks(pattern) == expected
