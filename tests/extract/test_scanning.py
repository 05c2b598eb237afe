"""Many words looked for at once, and which sentences hold them."""

from __future__ import annotations

from corpusdoc.extract.entities import find_entities
from corpusdoc.extract.scanning import Scanner, Words
from tests.extract.reading import LEXICON, read


def test_words_are_found_as_a_pattern_of_them_would() -> None:
    words = Words(["机制", "工作机制", "制度", "首问"])
    assert words.find("首问工作机制度") == [(0, 2, "首问"), (2, 6, "工作机制")]
    assert words.find("") == []


def test_sentences_that_hold_a_word_of_a_topic() -> None:
    document, segmentation = read("公司开展了培训。\n员工获得奖状。公司荣获称号。")
    scanner = Scanner({"firm": ["公司"], "award": ["获得", "荣获"], "none": ["没有"]})
    assert scanner.cues(document.text, segmentation) == {0: {"firm"}, 1: {"award"}, 2: {"firm", "award"}}


def test_words_inside_others_count() -> None:
    assert sorted(Scanner({"a": ["公司", "分公司"], "b": ["公司"]}).words("省分公司")) == ["公司", "分公司"]


def test_what_was_read_before_changes_nothing() -> None:
    """Parts of speech are remembered from text to text."""
    text = "主任何广田介绍,东莞联通U-17青年队到龙门镇石桥村开展4G-LTE测试。"
    first = find_entities(*read(text), LEXICON)
    find_entities(*read("任何人都可达本线。4G 与 LTE, 17 岁。"), LEXICON)
    assert find_entities(*read(text), LEXICON) == first
