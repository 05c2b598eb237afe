"""Figures: a number with its unit, its bounds and, for ranges, its other end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from corpusdoc.extract.numerals import POWERS, Numeral, find_numerals
from corpusdoc.extract.vocabulary import alternatives, guarded
from corpusdoc.lexicon import Lexicon, Row
from corpusdoc.model import Bound, Quantity, Span

_SPACE = "[ \u00a0\u3000]{0,2}"
# What a number without unit or 万 must follow to be a figure.
_LEVEL = re.compile(
    r"(?:达到?了?|升至|升到|降至|降到|提高[到至]|提升[到至]|增[至加]到?|突破|超过"
    r"|(?:保持|维持|稳定|控制)在|得分为?|评分为?|指数为|系数为)[ ]?$"
)
# A fraction with a slash is also written in dates and codes.
_SHARE_BEFORE = re.compile(r"(?:[的占约近过达超为]|不足|低于)$")
_MORE = re.compile("[ ]?[多余来几]")
_MORE_AFTER = re.compile("多(?=[^\u4e00-\u9fff]|$|[的时])")
_JOIN = re.compile("[ ]?(?:[(（]含[)）])?(?:--|——|[-~—–－～−至到])[ ]?")
_JOINED = re.compile("[-~—–－～−至到][ ]?$")
_FROM = re.compile("[由从自][^,，;；。]{0,8}$")
_POWERS = ("万", "亿")
_AND = re.compile("[ ]?[、和及与][ ]?")
_INSIDE = re.compile("[^\\s。;；:：、(（第]")
_PER = "(?:[hsd](?![A-Za-z])|年|月|日|时|股|桶|班|万人|百户|百万|车|亩|度|床)"
_RENMINBI = "人民币"
_DOUBLING = "番"
_DOUBLED = re.compile("翻了?$")
_COUNTED_TWICE = re.compile("次(?![数性要年日月会生序第之])|[(（][套台个件户辆次处座张片组]次?[)）]")
_NUMBERED = re.compile("[A-Za-z]-$")  # E-0217
_MINUEND = re.compile(r"[\dA-Za-z%％)）]")  # 5-3 is no minus three
_CODE = re.compile(r"[A-Za-z\d._/]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, with what its number and unit looked like."""

    span: Span  # modifiers, number and unit
    number: Span
    quantity: Quantity
    kind: str  # of the unit, as units.csv has it; "" without unit
    han: bool  # a small number in Han characters: 三个, 一次


@dataclass(frozen=True, slots=True)
class _Grammar:
    unit: re.Pattern[str]
    prefix: re.Pattern[str]
    before: re.Pattern[str]
    bare: re.Pattern[str]
    after: re.Pattern[str]
    verb: re.Pattern[str]
    units: dict[str, Row]
    prefixes: dict[str, str]
    bounds: dict[tuple[str, str], Bound]
    names: re.Pattern[str]


def find_quantities(
    text: str, lexicon: Lexicon, start: int = 0, taken: Iterable[Span] = ()
) -> list[tuple[Span, Quantity]]:
    """The figures of one sentence, in order. `start` is where `text` begins in the document; what overlaps `taken`
    (spans of the document) is not read.
    """
    return [(figure.span.shift(start), figure.quantity) for figure in find_figures(text, lexicon, start, taken)]


def find_figures(text: str, lexicon: Lexicon, start: int = 0, taken: Iterable[Span] = ()) -> list[Figure]:
    """Like `find_quantities`, with all that is known of each figure; spans count from the sentence's start."""
    grammar = _grammar(lexicon)
    closed = bytearray(len(text))
    _close(closed, (span.shift(-start) for span in taken))
    numerals = list(find_numerals(text, closed))
    figures = _figures(text, numerals, closed, grammar)
    if not figures:
        return []
    # Most numbers of most sentences have no unit; only the others are worth a look for names.
    _close(closed, named_spans(text, lexicon))
    unnamed = [numeral for numeral in numerals if 1 not in closed[numeral.span.start : numeral.span.end]]
    return figures if len(unnamed) == len(numerals) else _figures(text, unnamed, closed, grammar)


def _close(closed: bytearray, spans: Iterable[Span]) -> None:
    for span in spans:
        first, last = max(0, span.start), min(len(closed), span.end)
        closed[first:last] = b"\1" * (last - first)


def _figures(text: str, numerals: Sequence[Numeral], closed: bytearray, grammar: _Grammar) -> list[Figure]:
    found: list[Figure] = []
    end = 0
    waiting: list[Numeral] = []  # 3、5 of 3、5和8个
    for numeral, following in zip_longest(numerals, numerals[1:]):
        if numeral.span.start < end:
            continue
        figure = _range(text, numeral, following, grammar) or _single(text, numeral, grammar)
        waiting = [*waiting, numeral] if not waiting or _listed(text, waiting[-1], numeral) else [numeral]
        if figure and 1 not in closed[figure.number.start : figure.number.end]:
            shared = _sharing(text, waiting, figure)
            found += shared or [_before(text, figure, end, numeral.bare, grammar)]
            end, waiting = figure.span.end, []
    for position in range(len(found) - 1, 0, -1):
        found[position - 1] = _with_unit_of(text, found[position - 1], found[position])
    return found


def _with_unit_of(text: str, left: Figure, right: Figure) -> Figure:
    """A figure without a unit, with that of the next one in its row: 71万、32万、36万个; 4.4个和0.3个百分点."""
    if left.quantity.unit and right.kind == "point" and right.quantity.unit.startswith(left.quantity.unit):
        points = _AND.fullmatch(text, left.span.end, right.span.start)
        return (
            replace(left, quantity=replace(left.quantity, unit=right.quantity.unit), kind=right.kind)
            if points
            else left
        )
    bare = not left.kind and not left.quantity.unit and text[left.span.end - 1] in _POWERS
    if not bare or not right.kind or not _AND.fullmatch(text, left.span.end, right.span.start):
        return left
    if not any(power in right.number.of(text) for power in _POWERS):
        return left
    return replace(
        left,
        quantity=replace(left.quantity, value=_short(left.quantity.value), unit=right.quantity.unit),
        kind=right.kind,
    )


def _listed(text: str, left: Numeral, right: Numeral) -> bool:
    return _AND.fullmatch(text, left.span.end, right.span.start) is not None


def _sharing(text: str, numerals: Sequence[Numeral], last: Figure) -> list[Figure]:
    """The figures of 3、5和8个, which have their unit in common; [] where there is but one number.

    The 1 of 1、5个 is an item's, and 2、3个 are two or three.
    """
    first = numerals[0]
    few = len(numerals) == 2 and first.value + 1 == numerals[1].value
    if len(numerals) < 2 or few or not last.kind or first.han or not _INSIDE.match(text[: first.span.start][-1:]):
        return []
    factor = last.quantity.value / numerals[-1].value if numerals[-1].value else Decimal(1)
    if numerals[-1].scaled and not first.scaled:
        factor *= max((p for p in (Decimal(10**8), Decimal(10**4)) if numerals[-1].value >= p), default=Decimal(1))
    unit = last.quantity.unit
    shared = (Figure(n.span, n.span, Quantity(_short(n.value * factor), unit), last.kind, False) for n in numerals[:-1])
    return [*shared, last]


def named_spans(text: str, lexicon: Lexicon) -> list[Span]:
    """The names that have numbers in them: 10000号, 4G, 世界500强."""
    return [Span(*match.span()) for match in _grammar(lexicon).names.finditer(text)]


def _single(text: str, numeral: Numeral, grammar: _Grammar) -> Figure | None:
    if not _stands_alone(text, numeral.span.start):
        return None
    at, bound = numeral.span.end, numeral.bound
    more = _MORE.match(text, at)
    if more and (numeral.bare or numeral.unit or _unit(text, more.end(), numeral, grammar)):
        at, bound = more.end(), "~" if more.group().strip() in "来几" else ">"
    elif numeral.bare and not grammar.bare.search(text, max(0, numeral.span.start - 4), numeral.span.start):
        return None
    if numeral.unit:
        quantity = Quantity(numeral.value, numeral.unit, bound, numeral.value_max)
        return _after(text, numeral, quantity, "percent", at, grammar)
    unit = _unit(text, at, numeral, grammar)
    if unit is None:
        return _without_unit(text, numeral, bound, at, grammar)
    row, end, per = unit
    if row["unit"] == "元" and text.startswith(_RENMINBI, end):
        end += len(_RENMINBI)
    if row["surface"] == _DOUBLING:
        return _doubled(text, numeral, bound, at + len(_DOUBLING))
    factor = Decimal(row["factor"])
    high = None if numeral.value_max is None else numeral.value_max * factor
    quantity = Quantity(_short(numeral.value * factor), row["unit"] + per, bound, high)
    return _after(text, numeral, quantity, row["kind"], end, grammar)


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


def _range(text: str, low: Numeral, high: Numeral | None, grammar: _Grammar) -> Figure | None:
    """3-5条, 20～30万元, 10%至15%; 由35%到80% are two figures."""
    if high is None or not _JOINED.search(text, low.span.end, high.span.start):
        return None
    if _FROM.search(text, max(0, low.span.start - 10), low.span.start):
        return None
    join = _JOIN.match(text, low.span.end) or _joined_after_unit(text, low, high, grammar)
    if join is None or join.end() != high.span.start or low.value_max or high.value_max:
        return None
    whole = _single(text, high, grammar) if _stands_alone(text, low.span.start) else None
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
    quantity = replace(whole.quantity, value=floor, value_max=whole.quantity.value)
    return Figure(span, Span(low.span.start, whole.number.end), quantity, whole.kind, whole.han)


def _joined_after_unit(text: str, low: Numeral, high: Numeral, grammar: _Grammar) -> re.Match[str] | None:
    """The mark between 10% and 15%; 增长9.1%至112亿元 is no range."""
    unit, other = _unit(text, low.span.end, low, grammar), _unit(text, high.span.end, high, grammar)
    same = unit and other and unit[0]["unit"] == other[0]["unit"]
    return _JOIN.match(text, unit[1]) if unit and same else None


def _stands_alone(text: str, start: int) -> bool:
    """Whether the number is none of a code's, an ordinal's or a decimal's digits: WCDMA2000, 第3."""
    before = text[start - 1 : start]
    return (
        before != "第" and not (before and _CODE.match(before)) and not _NUMBERED.search(text, max(0, start - 2), start)
    )


def _unit(text: str, at: int, numeral: Numeral, grammar: _Grammar) -> tuple[Row, int, str] | None:
    match = grammar.unit.match(text, at)
    if match is None:
        return None
    row = grammar.units[match["unit"]]
    small = numeral.han and not numeral.scaled and numeral.value <= 10 and numeral.bound == "="
    if small and row["han"] == "no":
        return None
    end, per = match.end(), "/" + match["per"] if match["per"] else ""
    if row["kind"] == "count" and not per:
        # 部次, 站次 count how often; 台(套) counts both.
        more = _COUNTED_TWICE.match(text, end)
        end, per = (more.end(), more.group()) if more else (end, per)
    return row, end, per


def _without_unit(text: str, numeral: Numeral, bound: Bound, at: int, grammar: _Grammar) -> Figure | None:
    before = text[max(0, numeral.span.start - 6) : numeral.span.start]
    following = text[at : at + 1]
    fraction = "/" in numeral.span.of(text)
    if fraction:
        stands = bool(_SHARE_BEFORE.search(before))
    elif "分之" in numeral.span.of(text) or (numeral.scaled and not numeral.bare):
        stands = True
    elif numeral.scaled:
        stands = bool(grammar.bare.search(before))
    else:
        stands = (
            not numeral.han
            and bool(_LEVEL.search(before))
            and not (following and following in "年月日号级强页届岁季时点版A")
        )
    if grammar.prefix.search(before) and not (following and following in "年月日期号"):
        stands = True
    if not stands or (following.isascii() and following.isalpha()):
        return None
    kind = "ratio" if fraction or "分之" in numeral.span.of(text) else ""
    return _after(text, numeral, Quantity(numeral.value, "", bound, numeral.value_max), kind, at, grammar)


def _after(text: str, numeral: Numeral, quantity: Quantity, kind: str, end: int, grammar: _Grammar) -> Figure:
    """The figure with the words that bound it from behind: 97%以上, 1小时内."""
    match = grammar.after.match(text, end)
    measured = kind not in ("count", "people", "percent", "ratio", "") or (not kind and numeral.scaled)
    more = _MORE_AFTER.match(text, end) if measured else None
    if match and (match["word"] != "内" or kind in ("duration", "length")):
        quantity, end = replace(quantity, bound=grammar.bounds["after", match["word"]]), match.end()
    elif more:
        quantity, end = replace(quantity, bound=">"), more.end()
    small = numeral.han and not numeral.scaled and numeral.value <= 10 and numeral.bound == "=" and not numeral.unit
    span = Span(numeral.span.start, end)
    return Figure(span, span, quantity, kind, small)


def _before(text: str, figure: Figure, floor: int, bare: bool, grammar: _Grammar) -> Figure:
    """The figure with the words that bound it from the front: 逾港币30亿元, 超过10000个."""
    start, quantity, kind = figure.span.start, figure.quantity, figure.kind
    value, unit, bound = quantity.value, quantity.unit, quantity.bound
    if start and text[start - 1] in "-−" and (start == 1 or not _MINUEND.match(text[start - 2])):
        start, value = start - 1, -value
    prefix = grammar.prefix.search(text, max(floor, start - 8), start) if unit in ("", "元") else None
    if prefix:
        start, unit, kind = prefix.start(), grammar.prefixes[prefix["word"]], "money"
    words = (grammar.bare if bare else grammar.before).search(text, max(floor, start - 8), start)
    if words:
        start = words.start()
        # 近3万余: the word in front says less than the one inside.
        if bound in ("=", "~"):
            place = "bare" if bare and ("bare", words["word"]) in grammar.bounds else "before"
            bound = grammar.bounds[place, words["word"]]
    elif bound == "=":
        verb = grammar.verb.search(text, max(floor, start - 14), start)
        bound = grammar.bounds["verb", verb["word"]] if verb else bound
    if start == figure.span.start and bound == quantity.bound:
        return figure
    quantity = Quantity(value, unit, bound, quantity.value_max)
    return Figure(Span(start, figure.span.end), figure.number, quantity, kind, figure.han)


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    units = {row["surface"]: row for row in reversed(lexicon.rows("units")) if row["kind"] != "prefix"}
    prefixes = {row["surface"]: row["unit"] for row in lexicon.rows("units") if row["kind"] == "prefix"}
    bounds = lexicon.rows("bounds")
    ordered = sorted(units, key=lambda surface: (-len(surface), surface))
    each = "|".join(
        re.escape(s) + (f"(?!{units[s]['unless']})" if units[s]["unless"] else _no_letter(s)) for s in ordered
    )
    return _Grammar(
        unit=re.compile(f"{_SPACE}(?P<unit>{each})(?:/(?P<per>{alternatives(ordered)}|{_PER}))?"),
        prefix=re.compile(f"(?P<word>{alternatives(prefixes)}){_SPACE}$"),
        before=re.compile(f"{_bounded(bounds, 'before')}{_SPACE}$"),
        bare=re.compile(f"{_bounded(bounds, 'before', 'bare')}{_SPACE}$"),
        after=re.compile(f"[ ]?{_followed(bounds)}"),
        verb=re.compile(f"{_bounded(bounds, 'verb')}(?!的)[^\\d,，;；。、:：%]{{0,8}}$"),
        units=units,
        prefixes=prefixes,
        bounds={(row["place"], row["surface"]): row["bound"] for row in reversed(bounds)},  # type: ignore[misc]
        names=_names(lexicon.rows("number_names")),
    )


def _names(rows: Sequence[Row]) -> re.Pattern[str]:
    pattern = "|".join(f"(?:{row['pattern']})" for row in rows)
    # A row that does not say what it begins with is looked for everywhere.
    if not all(row["first"] for row in rows):
        return re.compile(pattern)
    return guarded("".join(row["first"] for row in rows), pattern)


def _no_letter(surface: str) -> str:
    return "(?![A-Za-z])" if surface[-1].isascii() and surface[-1].isalpha() else ""


def _bounded(rows: Iterable[Row], *places: str) -> str:
    found = [row for row in rows if row["place"] in places]
    found.sort(key=lambda row: -len(row["surface"]))
    return f"(?P<word>{'|'.join(_unless_before(row) + re.escape(row['surface']) for row in found)})"


def _unless_before(row: Row) -> str:
    return f"(?<![{row['unless']}])" if row["unless"] else ""


def _followed(rows: Iterable[Row]) -> str:
    found = sorted((row for row in rows if row["place"] == "after"), key=lambda row: -len(row["surface"]))
    each = (re.escape(r["surface"]) + (f"(?![{r['unless']}])" if r["unless"] else "") for r in found)
    return f"(?P<word>{'|'.join(each)})"
