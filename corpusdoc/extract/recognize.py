"""Numbers, quantities and times of a text that is no document: read alone, times counted from a day of reference."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.extract.clocks import find_clocks, with_clock
from corpusdoc.extract.dates import first_day, last_day
from corpusdoc.extract.days import find_days
from corpusdoc.extract.edges import edged
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.lengths import WITHIN, find_lengths, joined
from corpusdoc.extract.limits import limited
from corpusdoc.extract.lunar import term_day
from corpusdoc.extract.numerals import find_numerals, mark, number_of
from corpusdoc.extract.points import Anchor, Moment
from corpusdoc.extract.quantities import find_figures
from corpusdoc.extract.sentence_times import read_times
from corpusdoc.extract.spelling import written_out
from corpusdoc.extract.spoken import find_classes, find_ranges, find_spoken
from corpusdoc.extract.tagging import is_listed, part_of_speech
from corpusdoc.extract.text_years import counts_from_1911
from corpusdoc.extract.time_grammar import DAY
from corpusdoc.extract.units import named_spans
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
_MINUS = re.compile(r"(?:负|(?<![\w)）%\-−])[-−])$")
# 零下5度, 体温37.5度: 度 is a kilowatt-hour elsewhere.
_TEMPERATURE = re.compile(
    "(?:(?P<scale>摄氏|华氏)|(?P<below>零下)|(?:[体气水室油]温|温度|高温|低温)(?:为|达到?|约|超过)?){1,2}[ ]?$"
)
_CELSIUS = ("度", "℃", "摄氏度")
_FORMER = re.compile(r"(?<!\d)(?P<year>1[0-7]\d\d)年$")
_LONGEST_DAY = len("31号")
_HALVED = ("age", "duration", "length", "mass", "money")
_NO_NAME = re.compile(r"\d{1,2}[:：时点]\d{2}(?:[:：]\d{2}|分)?|第.*")
_DAY = re.compile(r"(?<=月)[二三]?十[一二三四五六七八九]?(?![\u4e00-\u9fff\d])")
_WEEKDAY = re.compile("[ ,，(（]{0,2}(?:星期|周|礼拜)[一二三四五六日天][)）]?")
# 每周三, 每月15日
_EACH = re.compile(rf"(?<=[周期拜])[一二三四五六日天](?!次)|(?<=月)的?{DAY}[日号]")
_IDLE = re.compile(
    r"[陆伍](?![拾佰仟十百千万点])|一[切般起定直些样律致旦向共体带贯再]|[万亿]{1,2}(?![\d一二三四五六七八九十百千万亿多余])"
)
_HOLIDAY = re.compile(
    "(?<![零〇一二三四五六七八九十百千万亿])(?:五[一四]|三八|六一|七一|八一|十一(?=长假|假期|黄金周))(?![零〇一二三四五六七八九十百千万亿点])"
)
_LENGTH_UNIT = re.compile("(?:个?工作日|个?月|[年周日天]|个?(?:星期|礼拜|季度|小时)|分钟|秒)(?=[之以]?内)")
_HOURS = re.compile(r"(?<=\d)T[\d:]+")
# The season begins with the first of its solar terms and ends before the next one's.
_SEASON = re.compile(r"(\d{4})-2([1-4])")
_STARTS = ("立春", "立夏", "立秋", "立冬")
# 从8500到3万元 says from where to where, nothing of a change.
_FROM = re.compile(r"[由从自](?=[\d一二两三四五六七八九十百千万亿.]{1,12}[%元]?[到至][\d一二两三四五六七八九十])")
_NEARLY = ("近", "超", "逾")
_DAYS_AND_LINES = ("日", "号")  # 每季度首月10日 of no month in particular
_WORD = re.compile(r"[\dA-Za-z._]")
_HAN = re.compile("[\u4e00-\u9fff]")
# What is counted in pairs and dozens, in single pieces: 三双 is six, 一打 twelve.
_PIECES = {"双": 2, "对": 2, "打": 12}


def recognize(text: str, reference: date, lexicon: Lexicon) -> list[Recognized]:
    """The quantities and times of `text` in order, none inside another; times count from `reference`, 两小时前 from its
    clock if it has one.
    """
    found: list[Recognized] = []
    for match in re.finditer(r"[^\n]+", text):
        line, places = written_out(match.group(), reference.year)
        ranges = list(find_ranges(line))
        closed = [Span(each.start, each.end) for each in ranges]
        moments = _moments(line, closed, reference, lexicon)
        taken = [*closed, *(moment.span for moment in moments)]
        times = (_timed(line, moment, lexicon) for moment in moments)
        read = [*ranges, *times, *_quantities(line, taken, lexicon)]
        found += [
            replace(each, start=match.start() + places[each.start], end=match.start() + places[each.end - 1] + 1)
            for each in limited(line, _first(read))
        ]
    return [replace(each, text=text[each.start : each.end]) for each in found]


def _first(read: Iterable[Recognized]) -> Iterator[Recognized]:
    """In their order, those that begin where none before them still lasts: 0天半 of 0天半百, not 半百."""
    end = 0
    for each in sorted(read, key=lambda each: (each.start, -each.end)):
        if each.start >= end:
            yield each
            end = each.end


def _moments(line: str, ranges: Sequence[Span], reference: date, lexicon: Lexicon) -> list[Moment]:
    today = reference.date() if isinstance(reference, datetime) else reference
    # 27号 of a document number is no day; 5号 alone is one; 5:00 and 第100 of 第100天 are names to reports only.
    named = (name for name in named_spans(line, lexicon) if len(name) > _LONGEST_DAY)
    names = (name for name in named if not _NO_NAME.fullmatch(line, name.start, name.end))
    taken = _closed(line, [*ranges, *names])
    anchor = Anchor(today.isoformat(), republic=counts_from_1911(line))
    read = _apart(read_times(line, anchor, lexicon)[0], _closed(line, ranges))
    dated = [_with_weekday(line, _with_day(line, _with_year(line, date))) for date in read]
    spoken = _layered(taken, find_days(line, reference, dated, lexicon), find_lengths(line, reference))
    # 3月10日至20日 holds what alone would be a 20日 of this month, 6月1日周六早上 the weekday of a day that is said.
    wider = _closed(line, (date.span for date in dated if _holds(date, spoken)))
    spoken = list(_apart(spoken, wider))
    closed = _closed(line, (moment.span for moment in spoken))
    days = [with_clock(line, edged(line, moment), lexicon) for moment in (*spoken, *_apart(dated, closed))]
    closed = _closed(line, (moment.span for moment in days))
    clocks = _apart(find_clocks(line, today, lexicon), closed)
    return joined(line, sorted([*days, *clocks], key=lambda moment: moment.span))


def _layered(closed: bytearray, *layers: Iterable[Moment]) -> list[Moment]:
    """The moments of all layers outside what is `closed`, none over one of a layer before."""
    found: list[Moment] = []
    for layer in layers:
        for moment in list(_apart(layer, closed)):
            mark(closed, [moment.span])
            found.append(moment)
    return sorted(found, key=lambda moment: moment.span)


def _with_year(line: str, dated: Moment) -> Moment:
    """1644年4月25日 is none of this year; reports do not go back that far."""
    year = _FORMER.search(line, max(0, dated.span.start - 6), dated.span.start)
    if year is None or dated.explicit or len(dated.edtf or "") < len("2018-06") or "/" in (dated.edtf or ""):
        return dated
    value = f"{year['year']}{(dated.edtf or '')[4:]}"
    return dated._replace(span=Span(year.start(), dated.span.end), edtf=value if last_day(value) else None)


def _with_day(line: str, dated: Moment) -> Moment:
    """一月二十三 is said without its 日."""
    day = _DAY.match(line, dated.span.end) if len(dated.edtf or "") == len("2018-06") else None
    value = f"{dated.edtf}-{int(number_of(day.group()) or 0):02d}" if day else None
    return dated._replace(span=Span(dated.span.start, day.end()), edtf=value) if day and last_day(value) else dated


def _with_weekday(line: str, dated: Moment) -> Moment:
    """10月12号,星期三 is one day; so is every 每周三."""
    pattern = _EACH if dated.type == "set" else _WEEKDAY if len(dated.edtf or "") == len("2018-06-23") else None
    weekday = pattern.match(line, dated.span.end) if pattern else None
    return dated._replace(span=Span(dated.span.start, weekday.end())) if weekday else dated


def _holds(dated: Moment, spoken: Sequence[Moment]) -> bool:
    """Whether one of the spoken moments, which are in order, begins inside the date and is not as much."""
    place = bisect_left(spoken, dated.span.start, key=lambda each: each.span.start)
    while place < len(spoken) and (span := spoken[place].span).start < dated.span.end:
        if span.start > dated.span.start or len(span) < len(dated.span):
            return True
        place += 1
    return False


def _closed(line: str, spans: Iterable[Span]) -> bytearray:
    """The characters of `line`, those of `spans` marked."""
    return mark(bytearray(len(line)), spans)


def _apart(moments: Iterable[Moment], closed: bytearray) -> Iterator[Moment]:
    return (moment for moment in moments if not any(closed[moment.span.start : moment.span.end]))


def _timed(line: str, moment: Moment, lexicon: Lexicon) -> Recognized:
    days = _days(_HOURS.sub("", moment.edtf or "") or None)
    read = Recognized(moment.type, moment.span.start, moment.span.end, edtf=moment.edtf, first=days[0], last=days[1])
    if moment.rule == WITHIN:
        # 60日内 is until then, and a length with its bound.
        for within in _quantities(moment.span.of(line), [], lexicon):
            unit = within.unit or (said.group() if (said := _LENGTH_UNIT.search(moment.span.of(line))) else "")
            return replace(read, value=within.value, unit=unit, bound="<=")
    return read


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and the last day, of a season by the calendar that names it."""
    season = _SEASON.fullmatch(edtf or "")
    if season is None:
        return first_day(edtf), last_day(edtf)
    year, index = int(season[1]), int(season[2])
    first, after = term_day(year, _STARTS[index - 1]), term_day(year + index // 4, _STARTS[index % 4])
    return first, f"{date.fromisoformat(after) - timedelta(1)}" if after else None


def _quantities(line: str, taken: list[Span], lexicon: Lexicon) -> Iterator[Recognized]:
    free = _closed(line, taken)
    spoken: list[Recognized] = []
    for each in (*find_classes(line, lexicon), *find_spoken(line)):
        if not any(free[each.start : each.end]):
            free[each.start : each.end] = b"\1" * (each.end - each.start)
            spoken.append(each)
    yield from spoken
    closed = [*taken, *(Span(each.start, each.end) for each in spoken)]
    sums = _sums(line, find_figures(_FROM.sub("，", line), lexicon, taken=closed))
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
        word = numeral.bare and len(numeral.span) == 1  # 百日, 千户; but 近千
        if (
            code
            or (word and (before not in _NEARLY or _HAN.match(after)))
            or before in ("第", "初")
            or line.endswith("公元前", 0, start)
            or _IDLE.match(line, start)
            or _HOLIDAY.fullmatch(line, start, end)
            or after in _DAYS_AND_LINES
            or any(closed[start:end])
        ):
            continue
        more = after in ("多", "余")
        counted = _is_counted_in(after, line[end + 1 : end + 3])
        span = Span(start, end + (more or counted))
        unit = after if counted else numeral.unit
        quantity = Quantity(numeral.value, unit, ">" if more else numeral.bound, numeral.value_max)
        yield _quantity(line, span, quantity, "percent" if numeral.unit else "number")


def _is_counted_in(unit: str, behind: str) -> bool:
    """Whether pairs or dozens are counted, and no word begins so: 三双鞋, 一打; not 三双方, 一打开, 一打就通."""
    if unit not in _PIECES or (is_listed(unit + behind[:1]) and behind):
        return False
    return unit != "打" or not _HAN.match(behind) or part_of_speech(behind).startswith("n")


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
    return figure._replace(span=Span(figure.span.start, end), quantity=quantity)


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
    if pieces := _PIECES.get(unit or ""):
        kind, unit, value, high = "number", "", value * pieces, None if high is None else high * pieces
    return Recognized(kind, start, span.end, value=value, value_max=high, unit=unit, bound=quantity.bound)
