"""Numbers, quantities and times of a text that is no document: read alone, times counted from a day of reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from corpusdoc.extract.dates import first_day, last_day
from corpusdoc.extract.days import find_clocks, find_days, with_clock
from corpusdoc.extract.moments import Anchor, Moment
from corpusdoc.extract.numerals import find_numerals, number_of
from corpusdoc.extract.quantities import Figure, find_figures, named_spans
from corpusdoc.extract.times import read_times
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Quantity, Recognized, RecognizedKind, Span

_KINDS: dict[str, RecognizedKind] = {
    "percent": "percent",
    "money": "money",
    "age": "age",
    "temperature": "temperature",
    "": "number",
    "ratio": "number",
}
_MINUS = re.compile(r"(?:负|(?<![\w)）%])[-−])$")
# 零下5度, 体温37.5度: 度 is a kilowatt-hour elsewhere.
_TEMPERATURE = re.compile(
    "(?:(?P<scale>摄氏|华氏)|(?P<below>零下)|(?:[体气水室油]温|温度|高温|低温)(?:为|达到?|约|超过)?){1,2}[ ]?$"
)
_CELSIUS = ("度", "℃", "摄氏度")
_HALF = re.compile(
    r"(?P<count>\d{1,4}|[一两二三四五六七八九十]{1,3})个半(?P<whole_unit>小时|月|钟头|星期)"
    r"|(?<![\d\u4e00-\u9fff])半个?(?P<half_unit>小时|钟头|天|月|年|公里|斤|吨|米|里)"
    r"|(?<![\d\u4e00-\u9fff])一?半(?![\u4e00-\u9fff])"
)
_HAN = "零〇一二两三四五六七八九十百千万亿"
_BUCKS = re.compile(
    rf"(?<![\d.{_HAN}])(?P<yuan>\d{{1,9}}(?:\.\d{{1,2}})?|[{_HAN}]{{1,9}})块"
    r"(?:(?P<jiao>[1-9一二两三四五六七八九])[毛角]?)?钱?(?![\u4e00-\u9fff])"
)
_MIXED = re.compile(
    rf"(?<![\d.{_HAN}])(?P<whole>\d{{1,4}}|[{_HAN}]{{1,5}})又"
    rf"(?P<part>\d{{1,3}}/\d{{1,4}}|[{_HAN}]{{1,4}}分之[{_HAN}]{{1,4}})"
)
_DISCOUNT = re.compile(
    r"(?<![\d.点成十百千万])(?:(?P<whole>[1-9一二两三四五六七八九])[.点]?(?P<rest>[1-9一二三四五六七八九])?|(?<=打)对|半)折"
    r"(?![叠线射合算返腾磨服旧断页])|(?<![一-鿿])(?P<tenth>半)成(?![品熟年])"
)
_LONGEST_DAY = len("31号")
_HALVED = ("age", "duration", "length", "mass", "money")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_WEEKDAY = re.compile("[ ,，(（]{0,2}(?:星期|周|礼拜)[一二三四五六日天][)）]?")
_IDLE = re.compile(r"一[切般起定直些样律致旦向共体带贯再]|[万亿]{1,2}(?![\d一二三四五六七八九十百千万亿多余])")
_WORD = re.compile(r"[\dA-Za-z._]")


def recognize(text: str, reference: date, lexicon: Lexicon) -> list[Recognized]:
    """The quantities and times of `text` in order, none inside another; times count from `reference`."""
    found: list[Recognized] = []
    for line in re.finditer(r"[^\n]+", text):
        moments = _moments(line.group(), reference, lexicon)
        taken = [moment.span for moment in moments]
        read = [*map(_timed, moments), *_quantities(line.group(), taken, lexicon)]
        found += [
            replace(each, start=each.start + line.start(), end=each.end + line.start())
            for each in sorted(read, key=lambda each: each.start)
        ]
    return [replace(each, text=text[each.start : each.end]) for each in found]


def _moments(line: str, reference: date, lexicon: Lexicon) -> list[Moment]:
    # 27号 of a document number is no day; 5号 alone is one, and 5:00 is a name to reports only.
    named = (name for name in named_spans(line, lexicon) if len(name) > _LONGEST_DAY)
    names = _closed(line, (name for name in named if not _CLOCK.fullmatch(line, name.start, name.end)))
    spoken = list(_apart(find_days(line, reference, lexicon), names))
    dated = [_with_weekday(line, date) for date in read_times(line, Anchor(reference.isoformat()), lexicon)[0]]
    # 3月10日至20日 holds what alone would be a 20日 of this month.
    wider = _closed(line, (date.span for date in dated if any(_inside(each, date) for each in spoken)))
    spoken = list(_apart(spoken, wider))
    closed = _closed(line, (moment.span for moment in spoken))
    dated = [with_clock(line, moment, reference, lexicon) for moment in _apart(dated, closed)]
    closed = _closed(line, (moment.span for moment in (*spoken, *dated)))
    return sorted([*spoken, *dated, *_apart(find_clocks(line, reference, lexicon), closed)], key=lambda m: m.span)


def _with_weekday(line: str, dated: Moment) -> Moment:
    """10月12号,星期三 is one day."""
    weekday = _WEEKDAY.match(line, dated.span.end) if len(dated.edtf or "") == len("2018-06-23") else None
    return replace(dated, span=Span(dated.span.start, weekday.end())) if weekday else dated


def _inside(spoken: Moment, dated: Moment) -> bool:
    return dated.span.contains(spoken.span) and len(spoken.span) < len(dated.span)


def _closed(line: str, spans: Iterable[Span]) -> bytearray:
    """The characters of `line`, those of `spans` marked."""
    marks = bytearray(len(line))
    for span in spans:
        marks[span.start : span.end] = b"\1" * len(span)
    return marks


def _apart(moments: Iterable[Moment], closed: bytearray) -> Iterator[Moment]:
    return (moment for moment in moments if not any(closed[moment.span.start : moment.span.end]))


def _timed(moment: Moment) -> Recognized:
    day = (moment.edtf or "").split("T")[0] or None
    return Recognized(
        moment.type, moment.span.start, moment.span.end, edtf=moment.edtf, first=first_day(day), last=last_day(day)
    )


def _quantities(line: str, taken: list[Span], lexicon: Lexicon) -> Iterator[Recognized]:
    free = _closed(line, taken)
    halves = [half for half in _halves(line) if not any(free[half.start : half.end])]
    yield from halves
    closed = [*taken, *(Span(half.start, half.end) for half in halves)]
    sums = _sums(line, find_figures(line, lexicon, taken=closed))
    for figure in sums:
        record = _quantity(line, figure.span, figure.quantity, _KINDS.get(figure.kind, "quantity"))
        closed.append(Span(record.start, record.end))
        yield record
    yield from _numbers(line, _closed(line, [*closed, *named_spans(line, lexicon)]))


def _numbers(line: str, closed: bytearray) -> Iterator[Recognized]:
    """The numbers that are nothing's: no quantity's, no time's, no name's."""
    for numeral in find_numerals(line):
        start, end = numeral.span.start, numeral.span.end
        before, after = line[max(0, start - 1) : start], line[end : end + 1]
        code = _WORD.match(before) or (_WORD.match(after) and after.isascii())
        if code or before == "第" or _IDLE.match(line, start) or any(closed[start:end]):
            continue
        more = after in ("多", "余")
        span = Span(start, end + more)
        quantity = Quantity(numeral.value, numeral.unit, ">" if more else numeral.bound, numeral.value_max)
        yield _quantity(line, span, quantity, "percent" if numeral.unit else "number")


def _discounts(line: str) -> Iterator[Recognized]:
    """八折, 七五折, 9.5折, 打对折: what is left to pay, in percent; 半成."""
    for match in _DISCOUNT.finditer(line):
        whole, rest = (number_of(match[name] or "零") or Decimal(0) for name in ("whole", "rest"))
        value = Decimal(5) if match["tenth"] else 10 * whole + rest if match["whole"] else Decimal(50)
        yield Recognized("percent", *match.span(), value=value, unit="%", bound="=")


def _halves(line: str) -> Iterator[Recognized]:
    """半, 一半, 半小时, 一个半小时; 三块五, 五百块; 2又1/2."""
    yield from _discounts(line)
    for match in _MIXED.finditer(line):
        whole, part = number_of(match["whole"]), number_of(match["part"])
        if whole is not None and part is not None:
            yield Recognized("number", *match.span(), value=whole + part, bound="=")
    for match in _BUCKS.finditer(line):
        value = (number_of(match["yuan"]) or Decimal(0)) + (number_of(match["jiao"] or "零") or Decimal(0)) / 10
        yield Recognized("money", *match.span(), value=value, unit="元", bound="=")
    for match in _HALF.finditer(line):
        whole = number_of(match["count"]) if match["count"] else None
        unit = match["whole_unit"] or match["half_unit"] or ""
        value = (whole or Decimal(0)) + Decimal("0.5")
        yield Recognized("quantity" if unit else "number", *match.span(), value=value, unit=unit, bound="=")


def _sums(line: str, figures: list[Figure]) -> list[Figure]:
    """The figures, those of one sum of money as one (12元5角), with the half behind them (三岁半)."""
    found: list[Figure] = []
    for figure in figures:
        quantity = figure.quantity
        if found and _continues(found[-1], figure):
            found[-1] = _longer(found[-1], figure.span.end, quantity.value)
        elif line.startswith("半", figure.span.end) and figure.kind in _HALVED:
            found.append(_longer(figure, figure.span.end + 1, Decimal("0.5")))
        else:
            found.append(figure)
    return found


def _continues(last: Figure, figure: Figure) -> bool:
    same = last.kind == figure.kind == "money" and last.quantity.unit == figure.quantity.unit
    return same and last.span.end == figure.span.start and figure.quantity.value < 1


def _longer(figure: Figure, end: int, more: Decimal) -> Figure:
    quantity = replace(figure.quantity, value=figure.quantity.value + more)
    return replace(figure, span=Span(figure.span.start, end), quantity=quantity)


def _quantity(line: str, span: Span, quantity: Quantity, kind: RecognizedKind) -> Recognized:
    before = line[max(0, span.start - 8) : span.start]
    degrees = _TEMPERATURE.search(before) if quantity.unit in _CELSIUS else None
    unit, value, high, start = quantity.unit, quantity.value, quantity.value_max, span.start
    if degrees:
        kind, unit = "temperature", "华氏度" if degrees["scale"] == "华氏" else "摄氏度"
        if degrees["below"]:
            value, start = -value, start - len("零下")
    elif _MINUS.search(before):
        value, start = -value, start - 1
        high = None if high is None else -high
    return Recognized(kind, start, span.end, value=value, value_max=high, unit=unit, bound=quantity.bound)
