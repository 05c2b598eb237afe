"""Numbers in every mix of Arabic and Han characters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.extract.numerals import find_numerals, number_of

NUMBERS = [
    # text            number           value          max      bound
    ("收入3,062.55", "3,062.55", "3062.55", None, "="),
    ("增长３．５", "３．５", "3.5", None, "="),
    ("投资八十多亿", "八十多亿", "8000000000", None, ">"),
    ("用户40多万", "40多万", "400000", None, ">"),
    ("用户230余万", "230余万", "2300000", None, ">"),
    ("里程12 万", "12 万", "120000", None, "="),
    ("捐款3千5百万", "3千5百万", "35000000", None, "="),
    ("投资1亿3千万", "1亿3千万", "130000000", None, "="),
    ("投资2亿5000万", "2亿5000万", "250000000", None, "="),
    ("三万五千亿", "三万五千亿", "3500000000000", None, "="),
    ("两万三千四百五十六", "两万三千四百五十六", "23456", None, "="),
    ("一百零五", "一百零五", "105", None, "="),
    ("一百二", "一百二", "120", None, "="),
    ("三万五", "三万五", "35000", None, "="),
    ("二〇二三", "二〇二三", "2023", None, "="),
    ("叁佰万", "叁佰万", "3000000", None, "="),
    ("几百", "几百", "100", None, "~"),
    ("十几", "十几", "10", None, "~"),
    ("数十", "数十", "10", None, ">"),
    ("数千万", "数千万", "10000000", None, ">"),
    ("两三百", "两三百", "200", "300", "~"),
    ("三四十", "三四十", "30", "40", "~"),
    ("十七八", "十七八", "17", "18", "~"),
    ("四五百万", "四五百万", "4000000", "5000000", "~"),
    ("七成五", "七成五", "75", None, "="),
    ("七成半", "七成半", "75", None, "="),
    ("约六成用户", "六成", "60", None, "="),
    ("三点五", "三点五", "3.5", None, "="),
    ("投资5亿1万4千6百", "5亿1万4千6百", "500014600", None, "="),
    ("四万万", "四万万", "400000000", None, "="),
    ("10成", "10成", "100", None, "="),
    ("六点五成", "六点五成", "65", None, "="),
    ("肆佰陸拾萬", "肆佰陸拾萬", "4600000", None, "="),
    ("十二点零八亿", "十二点零八亿", "1208000000", None, "="),
    ("百分之三点五", "百分之三点五", "3.5", None, "="),
    ("万分之零点五", "万分之零点五", "0.00005", None, "="),
    ("百分之三十五", "百分之三十五", "35", None, "="),
    ("千分之二", "千分之二", "2", None, "="),
    ("四分之一", "四分之一", "0.25", None, "="),
    ("全省的1/25", "1/25", "0.04", None, "="),
]


@pytest.mark.parametrize(("text", "number", "value", "high", "bound"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers(text: str, number: str, value: str, high: str | None, bound: str) -> None:
    [found] = find_numerals(text)
    assert found.span.of(text) == number
    assert found.value == Decimal(value)
    assert found.value_max == (Decimal(high) if high else None)
    assert found.bound == bound


@pytest.mark.parametrize("text", ["几个", "多家", "成立大会", "千瓦", "百分点", ""])
def test_no_number(text: str) -> None:
    assert list(find_numerals(text)) == []


def test_codes_and_years_are_no_fractions() -> None:
    assert [found.value for found in find_numerals("2012/2013年")] == [2012, 2013]
    assert "1.2" not in [found.span.of("版本1.2.3") for found in find_numerals("版本1.2.3")]


def test_a_share_names_its_own_unit() -> None:
    assert [found.unit for found in find_numerals("九成,千分之三,百分之五,五分之一")] == ["%", "‰", "%", ""]


def test_the_first_number_before_a_unit_that_begins_like_a_power() -> None:
    assert [found.value for found in find_numerals("500千瓦")] == [500]
    assert [found.value for found in find_numerals("3万千瓦时")] == [30000]


def test_number_of_wants_the_whole_text() -> None:
    assert number_of("十二") == 12
    assert number_of("十二月") is None
    assert number_of("") is None


@given(st.integers(0, 10**12), st.sampled_from(["", "万", "亿"]))
def test_arabic_numbers_read_as_themselves(value: int, power: str) -> None:
    [found] = find_numerals(f"{value:,}{power}")
    assert found.value == value * {"": 1, "万": 10**4, "亿": 10**8}[power]


def _han(value: int) -> str:
    """A number below 100,000,000 in Han characters."""
    digits = "零一二三四五六七八九"
    if value >= 10000:
        low = value % 10000
        return _han(value // 10000) + "万" + (("零" if low < 1000 else "") + _han(low) if low else "")
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + name
        zero = not digit
    return text


@given(st.integers(11, 99_999_999))
def test_han_numbers_read_back(value: int) -> None:
    assert number_of(_han(value)) == value


@given(st.text(alphabet="0123456789０９零一二两三九十百千万亿几数多余成半分之/.,． 个元%第", max_size=40))
def test_every_number_stands_in_the_text(text: str) -> None:
    end = 0
    for found in find_numerals(text):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.value_max is None or found.value < found.value_max
        end = found.span.end
