"""Numbers and sums of money as one says them: 一个半小时, 2又1/2, 八折, 三块五, 五元三毛, 2e5, 百亿级."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.extract.numerals import DIGITS, POWERS, find_numerals, number_of
from corpusdoc.extract.units import unit_at, units_of, word_after
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Bound, Recognized, RecognizedKind

_DIGIT = "".join(DIGITS)
_ONE_TO_NINE = "".join(character for character, value in DIGITS.items() if value)
_HAN = _DIGIT + "".join(POWERS)
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"  # 大陆块 is no sum of money
_ALONE = rf"(?<![\d.{_HAN}])"
_SUM = rf"{_ALONE}(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}}(?:\.\d{{1,2}})?[百千万]?|[{_HAN}]{{1,16}})"
_HALF = re.compile(
    r"(?P<count>\d{1,4}|[一两二三四五六七八九十]{1,3})个半(?:(?P<whole_unit>小时|月|钟头|星期)|(?![\u4e00-\u9fff]))"
    r"|(?<![\d上下前后大小多个年月天时一两二三四五六七八九十百])半个?(?P<half_unit>百分点|小时|钟头|天|月|年|公里|斤|吨|米|里)"
    r"|(?<![\u4e00-\u9fff])大半个?(?P<most_unit>天|年|月|小时)"
    r"|(?<![\d\u4e00-\u9fff])一?半(?![\u4e00-\u9fff])"
)
# 廿三 is twenty-three where it is no day of the lunar calendar.
_TWENTIES = re.compile("(?<![\u4e00-\u9fff\\d])[廿卅][一二三四五六七八九]?(?![\u4e00-\u9fff])")
# Hundredths of other money, by what they are parts of: 两美元又三美分, 十日元五钱.
_HUNDREDTHS = {
    "美分": "美元", "欧分": "欧元", "便士": "英镑", "港仙": "港元", "仙": "港元", "钱": "日元", "戈比": "卢布",
}  # fmt: skip
_SAME_MONEY = {"港币": "港元", "日圆": "日元"}
_SMALL_MONEY = re.compile("[块毛角零仙钱銭]|[美欧]分|便士|戈比")
_BUCKS = re.compile(
    rf"(?:(?P<low>{_SUM})[-~～—到至])?(?P<yuan>{_SUM})(?P<more>[多余来])?(?<![{_CAPITALS}])块(?:(?P<jiao>[1-9{_ONE_TO_NINE}])[毛角]?)?钱?(?![\u4e00-\u9fff])"
    rf"|(?P<yuan2>{_SUM})(?:[元圆]|(?<![{_CAPITALS}])块)(?:零?(?P<jiao2>[1-9{_ONE_TO_NINE}])[毛角]|零)"
    rf"(?:(?P<fen>[1-9{_ONE_TO_NINE}])(?:分|(?![\d\u4e00-\u9fff])))?钱?"
    rf"|{_ALONE}(?<![元圆块])(?P<jiao3>[1-9{_ONE_TO_NINE}])(?:毛|角(?=钱|[1-9{_ONE_TO_NINE}]))"
    rf"(?:(?P<fen2>[1-9{_ONE_TO_NINE}])分?)?钱?(?![\u4e00-\u9fff])"
    rf"|(?P<whole>{_SUM})(?P<main>美元|欧元|英镑|港[元币]|日[元圆]|卢布)[又零]?(?P<cents>\d{{1,2}}|[{_HAN}]{{1,3}})"
    rf"(?:日本)?(?P<part>{'|'.join(_HUNDREDTHS)}|銭)"
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
# 四到五成, 百分之二到四
_PERCENTS = re.compile(
    rf"{_ALONE}(?P<low>[1-9{_ONE_TO_NINE}])[ ]?[-~—–～至到][ ]?(?P<high>[1-9{_ONE_TO_NINE}十])成"
    "(?![立为员果本绩功就长都效品熟交套型倍])"
    rf"|{_ALONE}(?P<pair>一二|[二两]三|三四|四五|五六|六七|七八|八九)成(?![{_ONE_TO_NINE}立为员果本绩功就长都效品熟交套型倍])"
    rf"|(?<![\d万千百])百分之(?P<a>[\d.]{{1,6}}|[{_HAN}]{{1,4}})[-~—–～至到](?P<b>\d{{1,4}}(?:\.\d{{1,4}})?|[{_HAN}]{{1,4}})"
    rf"(?![\d.{_HAN}]|分之|个)"
)
# 五兆六十二亿: 兆 alone is a unit of data.
_TRILLIONS = re.compile(rf"{_ALONE}(?P<trillions>[{_HAN}]{{1,6}})兆(?P<rest>[{_HAN}]{{0,12}}[亿億万萬][{_HAN}]{{0,6}})")
_NOTATION = re.compile(
    r"(?<![\w.+)%-])(?P<number>-?(?:\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2}|\^[+-]{0,2}\d{1,2})|\.\d{1,15}))(?![\w.])"
)
# 16/5 is a day elsewhere: only where it stands alone.
_FRACTION = re.compile(r"(?<![^\s,，;；。])(?P<number>-?(?P<over>\d{1,3})/(?P<under>[1-9]\d{0,2}))(?![^\s,，;；。])")
_MARK = "[ ]?(?:--|——|[-~—–～－−至到])[ ]?"
# 3~6个月, 30~90日
_BETWEEN = re.compile(
    rf"{_ALONE}(?<![~～—-])(?P<low>\d{{1,3}}|[{_HAN}]{{1,4}}){_MARK}(?P<high>\d{{1,3}}|[{_HAN}]{{1,4}})"
    r"(?P<unit>个月|个季度|个?星期|个?礼拜|周(?![一二三四五六日末年岁])|日(?=内|$|[^\u4e00-\u9fff]))"
)
# 10天到两周, 18个月至3年: in the lower unit.
_UNLIKE = re.compile(
    rf"{_ALONE}(?P<low>\d{{1,3}}|[{_HAN}]{{1,4}})(?P<unit>天|个月|小时|分钟|秒){_MARK}(?P<high>\d{{1,3}}|[{_HAN}]{{1,4}})"
    r"个?(?P<higher>周(?![一二三四五六日末岁])|星期|礼拜|年|天|小时|分钟)(?![之以]?[前后])"
)
_FACTORS = {
    ("天", "周"): 7, ("天", "星期"): 7, ("天", "礼拜"): 7, ("个月", "年"): 12, ("小时", "天"): 24, ("分钟", "小时"): 60,
    ("秒", "分钟"): 60,
}  # fmt: skip
_LAST_OF_MONTH = 31
_FIFTY = re.compile("半百")
# 万级 alone is a class of clean rooms, and may be so many steps.
_LEAST_CLASS = 10**5
_CLASS = "级"


def find_ranges(line: str) -> Iterator[Recognized]:
    """Lengths of time between two numbers: 3~6个月, 30~90日."""
    for match in _BETWEEN.finditer(line):
        low, high = number_of(match["low"]), number_of(match["high"])
        if low is not None and high is not None and low < high and (match["unit"] != "日" or high > _LAST_OF_MONTH):
            yield Recognized("quantity", *match.span(), value=low, value_max=high, unit=match["unit"], bound="=")
    for match in _UNLIKE.finditer(line):
        low, high = number_of(match["low"]), number_of(match["high"])
        factor = _FACTORS.get((match["unit"], match["higher"]))
        if low is not None and high is not None and factor and low < high * factor:
            high *= factor
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
        if over is not None and match["under"] in ("百", "千"):
            unit = "%" if match["under"] == "百" else "‰"
            yield Recognized("percent", *match.span(), value=over if match["minus"] else -over, unit=unit, bound="=")
        elif over is not None and under:
            yield _number(match, over / under if match["minus"] else -over / under)
    for match in _FRACTION.finditer(line):
        if int(match["over"]) >= int(match["under"]) or match["number"].startswith("-"):
            value = Decimal(match["over"]) / int(match["under"])
            yield _number(match, -value if match["number"].startswith("-") else value)
    for match in _BUCKS.finditer(line) if _SMALL_MONEY.search(line) else ():
        if match["part"] is None or _money(match["main"]) == _HUNDREDTHS.get(match["part"].replace("銭", "钱")):
            yield _bucks(match)
    for match in _HALF.finditer(line):
        whole = number_of(match["count"]) if match["count"] else None
        unit = match["whole_unit"] or match["half_unit"] or match["most_unit"] or ""
        value = (whole or Decimal(0)) + Decimal("0.5")
        kind: RecognizedKind = "quantity" if unit else "number"
        yield Recognized(kind, *match.span(), value=value, unit=unit, bound=">" if match["most_unit"] else "=")


def find_classes(line: str, lexicon: Lexicon) -> Iterator[Recognized]:
    """Orders of magnitude: 百亿级企业, 千万级用户, 10万吨级码头."""
    units = units_of(lexicon)
    for numeral in find_numerals(line) if _CLASS in line else ():
        row, end, per = unit_at(line, numeral.span.end, units) or (None, numeral.span.end, "")
        if not numeral.scaled or per or not line.startswith(_CLASS, end) or (not row and numeral.value < _LEAST_CLASS):
            continue
        value = numeral.value * Decimal(row["factor"] if row else 1)
        unit, kind = (row["unit"], row["kind"]) if row else ("", "")
        recognized: RecognizedKind = "money" if kind == "money" else "quantity"
        limit, last = word_after(line, end + len(_CLASS), units.after) or (None, end + len(_CLASS))
        bound: Bound = limit.value if limit else "~"  # type: ignore[assignment]
        yield Recognized(recognized, numeral.span.start, last, value=value, unit=unit, bound=bound)


def _money(unit: str) -> str:
    return _SAME_MONEY.get(unit, unit)


def _whole(line: str) -> Iterator[Recognized]:
    """半百, 廿三, 五兆六十二亿, 2e5, .5."""
    for match in _FIFTY.finditer(line):
        yield _number(match, Decimal(50))
    for match in _TWENTIES.finditer(line):
        yield _number(
            match, Decimal({"廿": 20, "卅": 30}[match[0][0]] + (DIGITS[match[0][1]] if len(match[0]) > 1 else 0))
        )
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
    [first] = list(find_numerals(match["yuan"] or match["yuan2"] or match["whole"] or "零"))[:1]
    tenths = match["jiao"] or match["jiao2"] or match["jiao3"] or "零"
    hundredths = match["fen"] or match["fen2"] or match["cents"] or "零"
    value = first.value + (number_of(tenths) or 0) / Decimal(10) + (number_of(hundredths) or 0) / Decimal(100)
    unit = _money(match["main"]) if match["main"] else "元"
    low = number_of(match["low"] or "")
    if match["more"]:
        first = first._replace(bound=">")
    if low is None:
        return Recognized("money", *match.span(), value=value, value_max=first.value_max, unit=unit, bound=first.bound)
    power = POWERS.get(match["yuan"][-1], 0)
    if match["low"][-1] not in POWERS and low < value.scaleb(-power):
        low *= 10**power  # 两到三千块
    if low >= value:
        start = match.start("yuan")
        return Recognized("money", start, match.end(), value=value, unit=unit, bound=first.bound)
    return Recognized("money", *match.span(), value=low, value_max=value, unit=unit, bound="=")


def _discounts(line: str) -> Iterator[Recognized]:
    """八折, 七五折, 9.5折, 打对折: what is left to pay, in percent; 半成."""
    for match in _DISCOUNT.finditer(line):
        whole, rest = (number_of(match[name] or "零") or Decimal(0) for name in ("whole", "rest"))
        value = Decimal(5) if match["tenth"] else 10 * whole + rest if match["whole"] else Decimal(50)
        yield Recognized("percent", *match.span(), value=value, unit="%", bound="=")
    for match in _PERCENTS.finditer(line) if "成" in line or "百分之" in line else ():
        ends = (
            match["pair"] or (match["low"], match["high"])
            if match["pair"] or match["low"]
            else (match["a"], match["b"])
        )
        low, high = (number_of(end) or Decimal(0) for end in ends)
        step = 1 if match["a"] else 10
        if low < high:
            yield Recognized("percent", *match.span(), value=step * low, value_max=step * high, unit="%", bound="=")
