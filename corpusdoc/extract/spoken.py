"""Numbers and sums of money as one says them: 一个半小时, 2又1/2, 八折, 三块五, 五元三毛, 2e5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpusdoc.extract.numerals import DIGITS, POWERS, find_numerals, number_of
from corpusdoc.model import Recognized

_DIGIT = "".join(DIGITS)
_ONE_TO_NINE = "".join(character for character, value in DIGITS.items() if value)
_HAN = _DIGIT + "".join(POWERS)
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"  # 大陆块 is no sum of money
_ALONE = rf"(?<![\d.{_HAN}])"
_SUM = rf"{_ALONE}(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}}(?:\.\d{{1,2}})?|[{_HAN}]{{1,16}})"
_HALF = re.compile(
    r"(?P<count>\d{1,4}|[一两二三四五六七八九十]{1,3})个半(?P<whole_unit>小时|月|钟头|星期)"
    r"|(?<![\d上下前后大小多个年月天时一两二三四五六七八九十百])半个?(?P<half_unit>小时|钟头|天|月|年|公里|斤|吨|米|里)"
    r"|(?<![\d\u4e00-\u9fff])一?半(?![\u4e00-\u9fff])"
)
_BUCKS = re.compile(
    rf"(?P<yuan>{_SUM})(?<![{_CAPITALS}])块(?:(?P<jiao>[1-9{_ONE_TO_NINE}])[毛角]?)?钱?(?![\u4e00-\u9fff])"
    rf"|(?P<yuan2>{_SUM})(?:[元圆]|(?<![{_CAPITALS}])块)(?:(?P<jiao2>[1-9{_ONE_TO_NINE}])[毛角]|零)(?:(?P<fen>[1-9{_ONE_TO_NINE}])分钱?)?钱?"
    rf"|(?P<dollars>{_SUM})美元[又零]?(?P<cents>\d{{1,2}}|[{_HAN}]{{1,3}})美分"
)
_MIXED = re.compile(
    rf"(?P<minus>[负-])?{_ALONE}(?P<whole>\d{{1,4}}|[{_HAN}]{{1,16}})"
    rf"(?:又(?P<part>\d{{1,3}}/\d{{1,4}}|(?:\d{{1,4}}|[{_HAN}]{{1,8}})分之(?:\d{{1,4}}|[{_HAN}]{{1,8}}))"
    rf"|(?<=\d)[ ](?P<upper>\d{{1,3}})/(?P<lower>[1-9]\d{{0,3}})(?![\d/.]))"
)
_NEGATIVE_PART = re.compile(
    rf"(?P<minus>负)?{_ALONE}(?P<under>\d{{1,4}}|[{_HAN}]{{1,8}})分之负(?P<over>\d{{1,4}}|[{_HAN}]{{1,8}})"
)
_DISCOUNT = re.compile(
    rf"(?<![\d.点成十百千万])(?:(?P<whole>[1-9{_ONE_TO_NINE}])[.点]?(?P<rest>[1-9{_ONE_TO_NINE}])?|(?<=打)对|半)折"
    r"(?![叠线射合算返腾磨服旧断页])|(?<![一-鿿])(?P<tenth>半)成(?![品熟年])"
)
# 五兆六十二亿: 兆 alone is a unit of data.
_TRILLIONS = re.compile(rf"{_ALONE}(?P<trillions>[{_HAN}]{{1,6}})兆(?P<rest>[{_HAN}]{{0,12}}[亿億万萬][{_HAN}]{{0,6}})")
_NOTATION = re.compile(
    r"(?<![\w.+)%-])(?P<number>-?(?:\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2}|\^[+-]{0,2}\d{1,2})|\.\d{1,15}))(?![\w.])"
)
# 16/5 is a day elsewhere: only where it stands alone.
_FRACTION = re.compile(r"(?<![^\s,，;；。])(?P<number>-?(?P<over>\d{1,3})/(?P<under>[1-9]\d{0,2}))(?![^\s,，;；。])")
# 3~6个月, 30~90日
_BETWEEN = re.compile(
    rf"{_ALONE}(?<![~～—-])(?P<low>\d{{1,3}}|[{_HAN}]{{1,4}})[ ]?(?:--|——|[-~—–～－−至到])[ ]?"
    rf"(?P<high>\d{{1,3}}|[{_HAN}]{{1,4}})"
    r"(?P<unit>个月|个季度|个?星期|个?礼拜|周(?![一二三四五六日末年岁])|日(?=内|$|[^\u4e00-\u9fff]))"
)
_LAST_OF_MONTH = 31
_FIFTY = re.compile("半百")


def find_ranges(line: str) -> Iterator[Recognized]:
    """Lengths of time between two numbers: 3~6个月, 30~90日."""
    for match in _BETWEEN.finditer(line):
        low, high = number_of(match["low"]), number_of(match["high"])
        if low is not None and high is not None and low < high and (match["unit"] != "日" or high > _LAST_OF_MONTH):
            yield Recognized("quantity", *match.span(), value=low, value_max=high, unit=match["unit"], bound="=")


def find_spoken(line: str) -> Iterator[Recognized]:
    """What of `line` is said in a way that reports do not write; some of it may overlap."""
    yield from _whole(line)
    yield from _discounts(line)
    for match in _MIXED.finditer(line):
        value = _mixed(match)
        if value is not None:
            yield _number(match, -value if match["minus"] else value)
    for match in _NEGATIVE_PART.finditer(line):
        over, under = number_of(match["over"]), number_of(match["under"])
        if over is not None and under:
            yield _number(match, over / under if match["minus"] else -over / under)
    for match in _FRACTION.finditer(line):
        if int(match["over"]) >= int(match["under"]) or match["number"].startswith("-"):
            value = Decimal(match["over"]) / int(match["under"])
            yield _number(match, -value if match["number"].startswith("-") else value)
    for match in _BUCKS.finditer(line):
        yield _bucks(match)
    for match in _HALF.finditer(line):
        whole = number_of(match["count"]) if match["count"] else None
        unit = match["whole_unit"] or match["half_unit"] or ""
        value = (whole or Decimal(0)) + Decimal("0.5")
        yield Recognized("quantity" if unit else "number", *match.span(), value=value, unit=unit, bound="=")


def _whole(line: str) -> Iterator[Recognized]:
    """半百, 五兆六十二亿, 2e5, .5."""
    for match in _FIFTY.finditer(line):
        yield _number(match, Decimal(50))
    for match in _TRILLIONS.finditer(line):
        trillions, rest = number_of(match["trillions"]), number_of(match["rest"])
        if trillions is not None and rest is not None:
            yield _number(match, trillions * 10**12 + rest)
    for match in _NOTATION.finditer(line):
        base, _, power = match["number"].partition("^")
        sign = -1 if base.startswith("-") else 1
        exponent = int(power.replace("--", "").lstrip("+")) if power else 1
        if exponent > 0 or Decimal(base):
            yield _number(match, sign * abs(Decimal(base)) ** exponent)


def _number(match: re.Match[str], value: Decimal) -> Recognized:
    return Recognized("number", *match.span(), value=value, bound="=")


def _mixed(match: re.Match[str]) -> Decimal | None:
    """2又1/2, 三又五分之四, 1 3/5."""
    whole = number_of(match["whole"])
    part = number_of(match["part"]) if match["part"] else Decimal(match["upper"]) / int(match["lower"])
    return None if whole is None or part is None else whole + part


def _bucks(match: re.Match[str]) -> Recognized:
    """三块五, 五百块, 五元三毛, 十元零五分; 两美元又三美分."""
    [first] = list(find_numerals(match["yuan"] or match["yuan2"] or match["dollars"]))[:1]
    tenths, hundredths = match["jiao"] or match["jiao2"] or "零", match["fen"] or match["cents"] or "零"
    value = first.value + (number_of(tenths) or 0) / Decimal(10) + (number_of(hundredths) or 0) / Decimal(100)
    unit = "美元" if match["dollars"] else "元"
    return Recognized("money", *match.span(), value=value, value_max=first.value_max, unit=unit, bound=first.bound)


def _discounts(line: str) -> Iterator[Recognized]:
    """八折, 七五折, 9.5折, 打对折: what is left to pay, in percent; 半成."""
    for match in _DISCOUNT.finditer(line):
        whole, rest = (number_of(match[name] or "零") or Decimal(0) for name in ("whole", "rest"))
        value = Decimal(5) if match["tenth"] else 10 * whole + rest if match["whole"] else Decimal(50)
        yield Recognized("percent", *match.span(), value=value, unit="%", bound="=")
