"""Figures: a number with its unit, its bounds and, for ranges, its other end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from corpusdoc.extract.numerals import HALVES, POWERS, Numeral, find_numerals
from corpusdoc.extract.units import Units, named_spans, unit_at, units_of, verb_bound, word_after, word_before
from corpusdoc.lexicon import Lexicon, Row
from corpusdoc.model import Bound, Quantity, Span

# What a number without unit or 万 must follow to be a figure.
_LEVEL = re.compile(
    r"(?:达到?了?|升至|升到|降至|降到|提高[到至]|提升[到至]|增[至加]到?|突破|超过"
    r"|(?:保持|维持|稳定|控制)在|得分为?|评分为?|指数为|系数为)[ ]?$"
)
_LEVEL_ENDS = frozenset(" 达到了至加破过在分为")
# A fraction with a slash is also written in dates and codes.
_SHARE_BEFORE = re.compile(r"(?:[的占约近过达超为]|不足|低于)$")
_MORE = re.compile("[ ]?[多余来几]")
_MORE_BEGINS = frozenset(" 多余来几")
_MORE_AFTER = re.compile("多(?=[^\u4e00-\u9fff]|$|[的时])")
_JOIN = re.compile("[ ]?(?:[(（]含[)）])?(?:--|——|[-~—–－～−至到])[ ]?")
_JOINED = frozenset("-~—–－～−至到 ")
_JOIN_ENDS = re.compile("[-~—–－～−至到][ ]?$")
_TO = "至到"
_FROM = re.compile("[由从自][^,，;；。]{0,8}$")
# What may end in front of 一半 where it is a figure: 下降一半, 占一半, 超过一半.
_HALVED = frozenset("降少短缩减低高加长占达过超近约足到了")
_POWERS = ("万", "亿")
_AND = re.compile("[ ]?[、和及与][ ]?")
_INSIDE = re.compile("[^\\s。;；:：、(（第]")
_DAY = "日"
_RENMINBI = "人民币"
_DOUBLING = "番"
_DOUBLED = re.compile("翻了?$")
_NUMBERED = re.compile("[A-Za-z]-$")  # E-0217
_MINUEND = re.compile(r"[\dA-Za-z%％)）]")  # 5-3 is no minus three
_CODE = re.compile(r"[A-Za-z\d._/]")
_UNMEASURED = ("count", "people", "percent", "ratio", "")
_LONGEST_AND = 3
_LONGEST_WORD = 8


class Figure(NamedTuple):
    """A quantity, with what its number and unit looked like."""

    span: Span  # modifiers, number and unit
    number: Span
    quantity: Quantity
    kind: str  # of the unit, as units.csv has it; "" without unit
    han: bool  # a small number in Han characters: 三个, 一次


def find_quantities(
    text: str, lexicon: Lexicon, start: int = 0, taken: Iterable[Span] = ()
) -> list[tuple[Span, Quantity]]:
    """The figures of one sentence, in order. `start` is where `text` begins in the document; what overlaps `taken`
    (spans of the document) is not read.
    """
    return [(figure.span.shift(start), figure.quantity) for figure in find_figures(text, lexicon, start, taken)]


def find_figures(text: str, lexicon: Lexicon, start: int = 0, taken: Iterable[Span] = ()) -> list[Figure]:
    """Like `find_quantities`, with all that is known of each figure; spans count from the sentence's start."""
    units = units_of(lexicon)
    closed = bytearray(len(text))
    _close(closed, taken, start)
    numerals = list(find_numerals(text, closed))
    figures = _figures(text, numerals, closed, units) if numerals else []
    if not figures:
        return []
    # Most numbers of most sentences have no unit; only the others are worth a look for names.
    names = named_spans(text, lexicon)
    if not names:
        return figures
    _close(closed, names, 0)
    unnamed = [numeral for numeral in numerals if closed.find(1, numeral.span.start, numeral.span.end) < 0]
    return figures if len(unnamed) == len(numerals) else _figures(text, unnamed, closed, units)


def _close(closed: bytearray, spans: Iterable[Span], offset: int) -> None:
    for span in spans:
        first, last = max(0, span.start - offset), min(len(closed), span.end - offset)
        closed[first:last] = b"\1" * (last - first)


def _figures(text: str, numerals: Sequence[Numeral], closed: bytearray, units: Units) -> list[Figure]:
    found: list[Figure] = []
    end = 0
    waiting: list[Numeral] = []  # 3、5 of 3、5和8个
    for place, (numeral, following) in enumerate(pairwise((*numerals, None))):
        if numeral is None or numeral.span.start < end:
            continue
        figure = _range(text, numeral, following, units) or _single(text, numeral, units)
        waiting = [*waiting, numeral] if waiting and _listed(text, waiting[-1], numeral) else [numeral]
        level = figure and not figure.kind and not numeral.scaled and figure.span == numeral.span
        if level and _ends_with_unit(text, numerals, place, units):
            continue  # 达到112、118和109万立方米
        if figure and closed.find(1, figure.number.start, figure.number.end) < 0:
            shared = _sharing(text, waiting, figure) if len(waiting) > 1 else []
            found += shared or [_before(text, figure, end, numeral.bare, units)]
            end, waiting = figure.span.end, []
    for position in range(len(found) - 1, 0, -1):
        found[position - 1] = _with_unit_of(text, found[position - 1], found[position])
    return found


def _with_unit_of(text: str, left: Figure, right: Figure) -> Figure:
    """A figure without a unit, with that of the next one in its row: 71万、32万、36万个; 4.4个和0.3个百分点."""
    quantity, unit = left.quantity, right.quantity.unit
    if quantity.unit and right.kind == "point" and unit.startswith(quantity.unit):
        points = _AND.fullmatch(text, left.span.end, right.span.start)
        shared = Quantity(quantity.value, unit, quantity.bound, quantity.value_max)
        return left._replace(quantity=shared, kind=right.kind) if points else left
    bare = not left.kind and not quantity.unit and text[left.span.end - 1] in _POWERS
    if not bare or not right.kind or not _AND.fullmatch(text, left.span.end, right.span.start):
        return left
    if not any(power in right.number.of(text) for power in _POWERS):
        return left
    shared = Quantity(_short(quantity.value), unit, quantity.bound, quantity.value_max)
    return left._replace(quantity=shared, kind=right.kind)


def _listed(text: str, left: Numeral, right: Numeral) -> bool:
    start, end = left.span.end, right.span.start
    return end - start <= _LONGEST_AND and _AND.fullmatch(text, start, end) is not None


def _ends_with_unit(text: str, numerals: Sequence[Numeral], place: int, units: Units) -> bool:
    """Whether the row of numbers that goes on behind one has a unit at its end."""
    last = place
    while last + 1 < len(numerals) and _listed(text, numerals[last], numerals[last + 1]):
        last += 1
    return last > place and _unit(text, numerals[last].span.end, numerals[last], units) is not None


def _sharing(text: str, numerals: Sequence[Numeral], last: Figure) -> list[Figure]:
    """The figures of 3、5和8个, which have their unit in common; [] where there is but one number.

    The 1 of 1、5个 is an item's, and 2、3个 are two or three.
    """
    first = numerals[0]
    few = len(numerals) == 2 and first.value + 1 == numerals[1].value
    if few or not last.kind or first.han or not _INSIDE.match(text[: first.span.start][-1:]):
        return []
    factor = last.quantity.value / numerals[-1].value if numerals[-1].value else Decimal(1)
    if numerals[-1].scaled and not first.scaled:
        factor *= max((p for p in (Decimal(10**8), Decimal(10**4)) if numerals[-1].value >= p), default=Decimal(1))
    unit = last.quantity.unit
    shared = (Figure(n.span, n.span, Quantity(_short(n.value * factor), unit), last.kind, False) for n in numerals[:-1])
    return [*shared, last]


def _single(text: str, numeral: Numeral, units: Units) -> Figure | None:
    start, at, bound = numeral.span.start, numeral.span.end, numeral.bound
    if not _stands_alone(text, start):
        return None
    more = _MORE.match(text, at) if text[at : at + 1] in _MORE_BEGINS else None
    if more and (numeral.bare or numeral.unit or _unit(text, more.end(), numeral, units)):
        at, bound = more.end(), "~" if more.group().strip() in "来几" else ">"
    elif numeral.bare and not word_before(text, max(0, start - 4), start, units.bare):
        return None
    if numeral.unit:
        return _after(text, numeral, numeral.value, numeral.value_max, numeral.unit, "percent", bound, at, units)
    unit = _unit(text, at, numeral, units) or _bounded_length(text, numeral, at, units)
    if unit is None:
        return _without_unit(text, numeral, bound, at, units)
    row, end, per = unit
    if row["unit"] == "元" and text.startswith(_RENMINBI, end):
        end += len(_RENMINBI)
    if row["surface"] == _DOUBLING:
        return _doubled(text, numeral, bound, at + len(_DOUBLING))
    value, high = numeral.value, numeral.value_max
    if row["factor"] != "1":
        factor = Decimal(row["factor"])
        value, high = value * factor, None if high is None else high * factor
    return _after(text, numeral, _short(value), high, row["unit"] + per, row["kind"], bound, end, units)


def _doubled(text: str, numeral: Numeral, bound: Bound, end: int) -> Figure | None:
    """翻两番 is four times as much; 翻了三分之二番 is no round multiple."""
    if numeral.value != int(numeral.value):
        return None
    verb = _DOUBLED.search(text, max(0, numeral.span.start - 2), numeral.span.start)
    span = Span(verb.start() if verb else numeral.span.start, end)
    quantity = Quantity(Decimal(2) ** min(int(numeral.value), 30), "倍", bound)
    return Figure(span, span, quantity, "multiple", False)


def _short(value: Decimal) -> Decimal:
    """The same value without zeros behind the point, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _range(text: str, low: Numeral, high: Numeral | None, units: Units) -> Figure | None:
    """3-5条, 20～30万元, 10%至15%; 由35%到80% are two figures."""
    # Most numbers have no mark in front: the one character tells.
    if (
        high is None
        or text[high.span.start - 1] not in _JOINED
        or not _JOIN_ENDS.search(text, low.span.end, high.span.start)
    ):
        return None
    # 由35%到80% are two figures, 由3-5次 begins with a range.
    if text[high.span.start - 1] in _TO and _FROM.search(text, max(0, low.span.start - 10), low.span.start):
        return None
    join = _JOIN.match(text, low.span.end) or _joined_after_unit(text, low, high, units)
    if join is None or join.end() != high.span.start or low.value_max or high.value_max:
        return None
    whole = _single(text, high, units) if _stands_alone(text, low.span.start) else None
    if whole is None:
        return None
    scale = whole.quantity.value / high.value if high.value else Decimal(1)
    floor = low.value * scale
    if high.scaled and not low.scaled:
        # The power of the second number counts for both: 20～30万.
        floor *= max((p for p in (Decimal(10**8), Decimal(10**4)) if low.value * p <= high.value), default=Decimal(1))
    power = POWERS.get(text[high.span.end - 1], 0)
    if 2 <= power <= 3 and low.span.of(text)[-1] not in POWERS and low.value < high.value.scaleb(-power):
        floor *= 10**power  # 两三千 apart: 两到三千
    if floor >= whole.quantity.value:
        return None
    span = Span(low.span.start, whole.span.end)
    quantity = Quantity(floor, whole.quantity.unit, whole.quantity.bound, whole.quantity.value)
    return Figure(span, Span(low.span.start, whole.number.end), quantity, whole.kind, whole.han)


def _joined_after_unit(text: str, low: Numeral, high: Numeral, units: Units) -> re.Match[str] | None:
    """The mark between 10% and 15%; 增长9.1%至112亿元 is no range."""
    unit, other = _unit(text, low.span.end, low, units), _unit(text, high.span.end, high, units)
    same = unit and other and unit[0]["unit"] == other[0]["unit"]
    return _JOIN.match(text, unit[1]) if unit and same else None


def _stands_alone(text: str, start: int) -> bool:
    """Whether the number is none of a code's, an ordinal's or a decimal's digits: WCDMA2000, 第3."""
    before = text[start - 1 : start]
    if not before:
        return True
    coded = before == "第" or (_CODE.match(before) and text[start].isascii())
    return not coded and not (before == "-" and _NUMBERED.search(text, max(0, start - 2), start))


def _unit(text: str, at: int, numeral: Numeral, units: Units) -> tuple[Row, int, str] | None:
    unit = unit_at(text, at, units)
    return None if unit and unit[0]["han"] == "no" and _is_small(numeral) else unit


def _bounded_length(text: str, numeral: Numeral, at: int, units: Units) -> tuple[Row, int, str] | None:
    """The 日 of 不超过30日, which is a day of the month elsewhere."""
    row = units.rows.get(_DAY) if text.startswith(_DAY, at) else None
    bounded = row and word_before(text, max(0, numeral.span.start - _LONGEST_WORD), numeral.span.start, units.before)
    return (row, at + len(_DAY), "") if row and bounded else None


def _is_small(numeral: Numeral) -> bool:
    """一 to 十, which are often parts of words."""
    return numeral.han and not numeral.scaled and numeral.value <= 10 and numeral.bound == "="


def _without_unit(text: str, numeral: Numeral, bound: Bound, at: int, units: Units) -> Figure | None:
    start = numeral.span.start
    floor, following = max(0, start - 6), text[at : at + 1]
    words = numeral.span.of(text)
    fraction, half = "/" in words, words in HALVES
    ratio = fraction or half or "分之" in words
    if half:
        stands = text[start - 1 : start] in _HALVED or word_after(text, at, units.after) is not None
    elif fraction:
        stands = _SHARE_BEFORE.search(text, floor, start) is not None
    elif ratio or (numeral.scaled and not numeral.bare):
        stands = True
    elif numeral.scaled:
        stands = word_before(text, floor, start, units.bare) is not None
    else:
        stands = (
            not numeral.han
            and text[start - 1 : start] in _LEVEL_ENDS
            and _LEVEL.search(text, floor, start) is not None
            and not (following and following in "年月日号级强页届岁季时点版A")
        )
    if not stands and not (following and following in "年月日期号"):
        stands = word_before(text, floor, start, units.currencies) is not None
    if not stands or (following.isascii() and following.isalpha()):
        return None
    kind = "ratio" if ratio else ""
    return _after(text, numeral, numeral.value, numeral.value_max, "", kind, bound, at, units)


def _after(
    text: str,
    numeral: Numeral,
    value: Decimal,
    high: Decimal | None,
    unit: str,
    kind: str,
    bound: Bound,
    end: int,
    units: Units,
) -> Figure:
    """The figure with the words that bound it from behind: 97%以上, 1小时内."""
    found = word_after(text, end, units.after)
    if found and (found[0].text != "内" or kind in ("duration", "length")):
        bound, end = found[0].value, found[1]  # type: ignore[assignment]
    elif text.startswith("多", end) and (kind not in _UNMEASURED or (not kind and numeral.scaled)):
        more = _MORE_AFTER.match(text, end)
        bound, end = (">", more.end()) if more else (bound, end)
    span = Span(numeral.span.start, end)
    return Figure(span, span, Quantity(value, unit, bound, high), kind, not numeral.unit and _is_small(numeral))


def _before(text: str, figure: Figure, floor: int, bare: bool, units: Units) -> Figure:
    """The figure with the words that bound it from the front: 逾港币30亿元, 超过10000个."""
    start, quantity, kind = figure.span.start, figure.quantity, figure.kind
    value, unit, bound = quantity.value, quantity.unit, quantity.bound
    if start and text[start - 1] in "-−" and (start == 1 or not _MINUEND.match(text[start - 2])):
        start, value = start - 1, -value
    low = max(floor, start - _LONGEST_WORD)
    prefix = word_before(text, low, start, units.currencies) if unit in ("", "元") else None
    if prefix:
        start, unit, kind = prefix[1], prefix[0].value, "money"
    words = word_before(text, max(floor, start - _LONGEST_WORD), start, units.bare if bare else units.before)
    if words:
        start = words[1]
        # 近3万余: the word in front says less than the one inside.
        bound = words[0].value if bound in ("=", "~") else bound  # type: ignore[assignment]
    elif bound == "=":
        bound = verb_bound(text, floor, start, units) or bound
    if start == figure.span.start and bound == quantity.bound:
        return figure
    quantity = Quantity(value, unit, bound, quantity.value_max)
    return Figure(Span(start, figure.span.end), figure.number, quantity, kind, figure.han)
