"""Clock times, alone or behind a day, and spans of them: 下午三点半, 9时15分, 9~12点半, 13:20至次日5:40."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.points import Moment, number
from corpusdoc.extract.vocabulary import alternatives, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_DAY = len("2018-06-23")
_HOUR = r"2[0-4]|1\d|0?\d|二?十[一二三四]?|[零一两二三四五六七八九]"
_MINUTE = r"[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九]"
# HALF stands for the words of the half of the day.
_CLOCK = (
    r"[ ,，]?(?P<half>HALF)?[ ]?"
    rf"(?:(?<![负百千万零〇一二三四五六七八九十\d.])(?P<h>{_HOUR})[点时](?!分|钟头|半会|间|(?<=零.)[零〇一二三四五六七八九])"
    rf"(?:(?P<quarter>[一三13])刻|(?P<thirty>半)|(?P<full>整)|(?P<m>{_MINUTE})(?:分(?:(?:{_MINUTE})秒)?)?|多)?"
    r"(?P<bell>钟)?"
    r"|(?P<h2>(?<![\d:：])(?:[01]?\d|2[0-4]))[:：](?P<m2>[0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])"
    r"(?:[ ]?(?P<noon>[aApP])\.?[mM]\.?)?)"
)
_JOIN = r"[ ]?(?:——|--|[-—–~～至到])[ ]?"
_NEXT = re.compile(rf"{_JOIN}(?P<next>次日|翌日|第二天)?的?")
_STATED = re.compile(r"[ T](?P<h>[01]?\d|2[0-3])[:：](?P<m>[0-5]\d)(?:[:：]\d\d)?$")
_SURE = ("half", "h2", "m", "thirty", "quarter", "full", "bell")
_ZERO = ("零", "00")


def find_clocks(text: str, reference: date, lexicon: Lexicon) -> Iterator[Moment]:
    """The clock times that stand alone: 下午三点半 is that of the day of reference."""
    end = 0
    for match in _any(lexicon).finditer(text):
        if match.start() < end:
            continue
        lone = Moment(Span(match.start(), match.start()), "date", reference.isoformat(), "times.clock", 0.8)
        moment = with_clock(text, lone, lexicon)
        # 3点 may be a count of points; 三点 with its half of the day, or in full, is none.
        short = _short(lexicon).match(text, match.start())
        sure = _clock(lexicon).search(text, match.start(), moment.span.end)
        if (short and short["half"]) or (sure and (sure["h"] in _ZERO or any(sure[name] for name in _SURE))):
            end = moment.span.end
            led = text[moment.span.start] in " ,，"
            yield moment._replace(span=Span(moment.span.start + led, end))


def with_clock(text: str, moment: Moment, lexicon: Lexicon) -> Moment:
    """The moment with the clock time that follows it, or the span of two; as it was where none follows or it is no
    day. An end that is earlier than its beginning is the next day's.
    """
    day = moment.edtf or ""
    if len(day) != _DAY or day[4] != "-":
        return moment
    before = moment.span.of(text)
    stated = _STATED.search(before)
    if stated:
        return moment._replace(edtf=f"{day}T{int(stated['h']):02d}:{stated['m']}")
    halves = values(lexicon, "time_words", "half_day", "value")
    half = next((word for word in halves if before.endswith(word)), "")
    first = _short(lexicon).match(text, moment.span.end) or _clock(lexicon).match(text, moment.span.end)
    half = (first["half"] or half) if first else half
    begin = _time(first, halves.get(half, "")) if first else None
    return _until(text, moment, first, half, begin, lexicon) if first and begin else moment


def _until(text: str, moment: Moment, first: re.Match[str], half: str, begin: str, lexicon: Lexicon) -> Moment:
    """The moment with its clock time `begin`, and the end of a span behind it."""
    day = moment.edtf or ""
    join = _NEXT.match(text, first.end())
    until = _clock(lexicon).match(text, join.end()) if join else None
    if join and until:
        # The end of 下午2点到4点 is in the same half of the day.
        half = until["half"] or ("" if join["next"] else half)
        end = _time(until, values(lexicon, "time_words", "half_day", "value").get(half, ""))
        if end:
            last = (date.fromisoformat(day) + timedelta(1)).isoformat() if join["next"] or end < begin else day
            span = Span(moment.span.start, until.end())
            return moment._replace(span=span, type="period", edtf=f"{day}T{begin}/{last}T{end}")
    if "m" not in first.groupdict():
        return moment  # 9~ with no clock behind it
    return moment._replace(span=Span(moment.span.start, first.end()), edtf=f"{day}T{begin}")


def _time(match: re.Match[str], late: str) -> str | None:
    """The clock time as ISO writes it; None where no clock shows it. `late` are the hours that are twelve more on a
    day's clock: 1-11 after 下午, 1-3 after 中午; 12 at night is the day's end.
    """
    found = match.groupdict()
    hour = int(found["h2"]) if found.get("h2") else number(found["h"] or "")
    noon = (found.get("noon") or "").lower()
    if late or noon == "p":
        first, last = map(int, (late or "1-11").split("-"))
        hour += 12 if first <= hour <= last else 0
    elif noon and hour == 12:
        hour = 0
    minute = _minute(found)
    return f"{hour:02d}:{minute:02d}" if hour <= 23 + (minute == 0) and minute <= 59 else None


def _minute(found: dict[str, str | None]) -> int:
    if found.get("m2"):
        return int(found["m2"] or 0)
    if found.get("quarter"):
        return 15 if found["quarter"] in ("一", "1") else 45
    return 30 if found.get("thirty") else number((found.get("m") or "零").lstrip("零〇") or "零")


@cache
def _clock(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(_CLOCK.replace("HALF", _halves(lexicon)))


@cache
def _short(lexicon: Lexicon) -> re.Pattern[str]:
    """The first of 9~12点半, which has its 点 from the second."""
    return re.compile(
        rf"[ ,，]?(?P<half>{_halves(lexicon)})?[ ]?(?<!\d)(?P<h>{_HOUR})(?={_JOIN}(?:{_HOUR})[点时](?!分|间))"
    )


@cache
def _any(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{_short(lexicon).pattern})|(?:{re.sub('P<[a-z0-9]+>', ':', _clock(lexicon).pattern)})")


def _halves(lexicon: Lexicon) -> str:
    return alternatives(values(lexicon, "time_words", "half_day", "value"))
