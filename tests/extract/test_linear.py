"""No text makes a rule for figures or times take longer than its length asks for."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable
from datetime import date

import pytest

from corpusdoc.extract.points import Anchor
from corpusdoc.extract.quantities import find_quantities
from corpusdoc.extract.ranks import find_ranks
from corpusdoc.extract.recognize import recognize
from corpusdoc.extract.sentence_times import read_times
from tests.extract.reading import LEXICON
from tests.extract.test_metrics import analysed

LONG = 100_000
DOCUMENT = 16_000  # for whole documents, which are cut into words, too
# Eight times the text in less than twenty times the time: quadratic growth would take sixty-four times.
PARTS, MOST, ATTEMPTS = 8, 20, 4

RULES: dict[str, Callable[[str], object]] = {
    "quantities": lambda text: find_quantities(text, LEXICON),
    "times": lambda text: read_times(text, Anchor(today="2023-05-01"), LEXICON),
    "ranks": lambda text: find_ranks(text, LEXICON),
}
# What patterns begin with, over and over, and never come to an end.
PIECES = [
    "1", "1、", "达到1、", "一半、", "不超过1日", "2010、", "三个季度", "九", "12", "百", "1,", "1.", "1个、", "近", "百分之", "第", "第一", "2023年", "2023年1月至", "自2023年", "每", "每两",
    "《", "“", "(", "（1", "全省", "位居", "同比", "较上年", "1-", "1:", "十几", "半", "上", "个", " ", "同比增长8%、", "约 ", "人民币", "-",
]  # fmt: skip


def seconds(rule: Callable[[str], object], text: str) -> float:
    gc.disable()  # it would cost the more, the more earlier tests have left behind
    try:
        begin = time.process_time()
        rule(text)
        return time.process_time() - begin
    finally:
        gc.enable()


def assert_linear(rule: Callable[[str], object], piece: str, length: int = LONG) -> None:
    text = piece * (length // len(piece))
    rule(piece)
    # A busy machine can slow any one measurement down; growth that is not linear shows in all of them.
    assert any(seconds(rule, text) < MOST * seconds(rule, text[: len(text) // PARTS]) + 0.1 for _ in range(ATTEMPTS)), (
        piece
    )


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("piece", PIECES)
def test_a_rule_takes_time_by_length(rule: str, piece: str) -> None:
    assert_linear(RULES[rule], piece)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [
        "1个、", "每两", "半", "下", "三点", "2023年1月至", "负", "又1/", "百 ", "三 ", "1，", "1k", "三元", "1天", "农历", "周一到",
        "三百分之", "1 ", "兆", "1e", "2^", "1/2,", "近3", "每隔", "闰", "农历十", "去年", "9~", "1:", "10月和", "2010、", "未来1天", "半个", "http://a.",
    "前", "春", "每年", "..", "12月的第三周", "2元以上3元以下", "五一", "三三年", "块毛", "百分之1到",
])  # fmt: skip
def test_texts_alone_take_time_by_length(piece: str) -> None:
    assert_linear(lambda text: recognize(text, date(2023, 5, 1), LEXICON), piece)


PATTERNS = [row for table in ("number_names", "targets") for row in LEXICON.rows(table)]


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row["example"])
def test_a_pattern_of_the_lexicon_takes_time_by_length(row: dict[str, str]) -> None:
    pattern = re.compile(row["pattern"])
    found = pattern.search(row["example"])
    whole = found.group() if found else row["example"]
    for piece in {whole, whole[:-1] or whole}:
        assert_linear(lambda text: sum(1 for _ in pattern.finditer(text)), piece)


DOCUMENTS = [
    "2023年完成12亿元,", "1个、", "同比增长8%、", "全省第一,", "目前已12个", "(1个", "“1个”,", "占1/5和", "用户",
    "2020年8月至", "《2020年", "自2020年", "每月", "一", "十年", "年",
    "收入(万元)|320|8.5\n", "一、2022年回顾\n\n6月投产。\n\n",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", DOCUMENTS)
def test_a_document_takes_time_by_length(piece: str) -> None:
    assert_linear(lambda text: analysed(f"2023年工作总结\n\n指标|2021年|同比(%)\n{text}"), piece, DOCUMENT)
