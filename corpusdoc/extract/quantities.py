"""The figures of a sentence: ranges with both ends, rows of numbers with the unit they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from corpusdoc import lazy_re as re
from corpusdoc.extract.figures import Figure, figure_at, short, stands_alone, unit_of, with_words_before
from corpusdoc.extract.numerals import POWERS, Numeral, find_numerals, mark, number_of
from corpusdoc.extract.units import Units, named_spans, units_of
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Quantity, Span

_JOIN = re.compile("[ ]?(?:[(（]含[)）])?(?:--|——|[-~—–－～−至到])[ ]?")
_JOINED = frozenset("-~—–－～−至到 ")
_JOIN_ENDS = re.compile("[-~—–－～−至到][ ]?$")
_TO = "至到"
_FROM = re.compile("[由从自][^,，;；。]{0,8}$")
_POWERS = ("万", "亿")
_AND = re.compile("[ ]?[、和及与][ ]?")
_INSIDE = re.compile("[^\\s。;；:：、(（第]")
_LONGEST_AND = 3
_LEVEL_CLOSED = ("", *"、,，;；。和及与)）\n")


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
    closed = mark(bytearray(len(text)), taken, start)
    numerals = list(find_numerals(text, closed))
    figures = _figures(text, numerals, closed, units) if numerals else []
    if not figures:
        return []
    # Most numbers of most sentences have no unit; only the others are worth a look for names.
    names = named_spans(text, lexicon)
    if not names:
        return figures
    mark(closed, names)
    unnamed = [numeral for numeral in numerals if closed.find(1, numeral.span.start, numeral.span.end) < 0]
    return figures if len(unnamed) == len(numerals) else _figures(text, unnamed, closed, units)


def _figures(text: str, numerals: Sequence[Numeral], closed: bytearray, units: Units) -> list[Figure]:
    found: list[Figure] = []
    end = 0
    waiting: list[Numeral] = []  # 3、5 of 3、5和8个
    for place, (numeral, following) in enumerate(pairwise((*numerals, None))):
        if numeral is None or numeral.span.start < end:
            continue
        figure = _range(text, numeral, following, units) or figure_at(text, numeral, units)
        if figure is None and found and _is_next_level(text, found[-1], numeral):
            figure = Figure(numeral.span, numeral.span, Quantity(numeral.value), "", False)
        if waiting and not _listed(text, waiting[-1], numeral):
            waiting = []
        waiting.append(numeral)
        level = figure and not figure.kind and not numeral.scaled and figure.span == numeral.span
        if level and _ends_with_unit(text, numerals, place, units):
            continue  # 达到112、118和109万立方米
        if figure and closed.find(1, figure.number.start, figure.number.end) < 0:
            shared = _sharing(text, waiting, figure) if len(waiting) > 1 else []
            figure = _two_or_three(text, waiting, figure) or figure
            found += shared or [with_words_before(text, figure, end, numeral.bare, units)]
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
    shared = Quantity(short(quantity.value), unit, quantity.bound, quantity.value_max)
    return left._replace(quantity=shared, kind=right.kind)


def _listed(text: str, left: Numeral, right: Numeral) -> bool:
    start, end = left.span.end, right.span.start
    return end - start <= _LONGEST_AND and _AND.fullmatch(text, start, end) is not None


def _is_next_level(text: str, last: Figure, numeral: Numeral) -> bool:
    """Whether a number without a unit goes on a row of such figures: 得分达到96.5、97.2和98.1."""
    bare = not (last.kind or last.quantity.unit or numeral.han or numeral.unit) and last.number.of(text)[-1].isdigit()
    follows = bare and _AND.fullmatch(text, last.span.end, numeral.span.start)
    return bool(follows) and text[numeral.span.end : numeral.span.end + 1] in _LEVEL_CLOSED


def _ends_with_unit(text: str, numerals: Sequence[Numeral], place: int, units: Units) -> bool:
    """Whether the row of numbers that goes on behind one has a unit at its end."""
    last = place
    while last + 1 < len(numerals) and _listed(text, numerals[last], numerals[last + 1]):
        last += 1
    return last > place and unit_of(text, numerals[last].span.end, numerals[last], units) is not None


def _sharing(text: str, numerals: Sequence[Numeral], last: Figure) -> list[Figure]:
    """The figures of 3、5和8个, which have their unit in common; [] where there is but one number.

    The 1 of 1、5个 is an item's, and 2、3个 are two or three.
    """
    first = numerals[0]
    few = len(numerals) == 2 and _are_neighbours(text, *numerals)
    if few or not last.kind or first.han or not _INSIDE.match(text[: first.span.start][-1:]):
        return []
    factor = last.quantity.value / numerals[-1].value if numerals[-1].value else Decimal(1)
    if numerals[-1].scaled and not first.scaled:
        factor *= max((p for p in (Decimal(10**8), Decimal(10**4)) if numerals[-1].value >= p), default=Decimal(1))
    unit = last.quantity.unit
    shared = (Figure(n.span, n.span, Quantity(short(n.value * factor), unit), last.kind, False) for n in numerals[:-1])
    return [*shared, last]


def _two_or_three(text: str, numerals: Sequence[Numeral], last: Figure) -> Figure | None:
    """2、3个 and 二、三十万元 are between two numbers; the 一 of 一、二十项 that begins a clause may be an item's."""
    inside = len(numerals) == 2 and _INSIDE.match(text[: numerals[0].span.start][-1:])
    if not inside or not _are_neighbours(text, *numerals) or last.quantity.value_max is not None:
        return None
    first, second = numerals
    quantity = last.quantity
    low = short(quantity.value * first.value / (first.value + 1))
    number = Span(first.span.start, second.span.end)
    between = Quantity(low, quantity.unit, "~", quantity.value)
    return Figure(Span(number.start, last.span.end), number, between, last.kind, False)


def _are_neighbours(text: str, low: Numeral, high: Numeral) -> bool:
    """Whether the first digit of `high`, which alone is said of `low`, is the next one: 二、三十万."""
    few = 1 <= low.value <= 8 and len(low.span) == 1 and text[low.span.end : high.span.start] == "、"
    digit = number_of(text[high.span.start]) if few else None
    alone = high.value == digit or (high.han and text[high.span.start + 1 : high.span.end].strip("十百千万亿") == "")
    return digit == low.value + 1 and alone and low.han == high.han


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
    whole = figure_at(text, high, units) if stands_alone(text, low.span.start, units) else None
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
    unit, other = unit_of(text, low.span.end, low, units), unit_of(text, high.span.end, high, units)
    same = unit and other and unit[0]["unit"] == other[0]["unit"]
    return _JOIN.match(text, unit[1]) if unit and same else None
