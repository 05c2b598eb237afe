"""Days, weeks and clock times counted from a day of reference: 明天, 上周五, 下个月5号, 三天前, 今天下午三点半.

Reports name their dates; these are for texts that speak of a day everyone knows.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from corpusdoc.extract.dates import edtf
from corpusdoc.extract.moments import Moment
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.vocabulary import alternatives, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_COUNT = r"(?:\d{1,4}|[一两二三四五六七八九十]{1,3})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_STATED = re.compile(r"[ T](?P<h>[01]?\d|2[0-3])[:：](?P<m>[0-5]\d)(?:[:：]\d\d)?$")
_JOIN = re.compile(r"[ ]?(?:[-—–~～至到]|——)[ ]?")
_YEAR_SHIFTS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKDAYS = "一二三四五六日天末"
# HALF stands for the words of the half of the day.
_CLOCK = (
    r"[ ,，]?(?P<half>HALF)?[ ]?"
    r"(?:(?P<h>2[0-4]|1\d|0?\d|二?十[一二三四]?|[零一两二三四五六七八九])[点时](?!分|钟头|半会)"
    r"(?:(?P<m>[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])分?"
    r"|(?P<quarter>[一三])刻|(?P<thirty>半))?钟?"
    r"|(?P<h2>[01]?\d|2[0-3])[:：](?P<m2>[0-5]\d)(?:[:：][0-5]\d)?(?!\d))"
)


def find_days(text: str, reference: date, lexicon: Lexicon) -> Iterator[Moment]:
    """The days, weeks and months that `text` counts from `reference`, left to right, with the clock behind them."""
    for match in _pattern(lexicon).finditer(text):
        value = _read(match, reference, lexicon)
        if value:
            moment = Moment(Span(*match.span()), "relative", value, "times.spoken", 0.9)
            yield with_clock(text, moment, reference, lexicon)


def find_clocks(text: str, reference: date, lexicon: Lexicon) -> Iterator[Moment]:
    """The clock times that stand alone: 下午三点半 is that of the day of reference."""
    end = 0
    for match in _clock(lexicon).finditer(text):
        if match.start() < end:
            continue
        lone = Moment(Span(match.start(), match.start()), "date", reference.isoformat(), "times.clock", 0.8)
        moment = with_clock(text, lone, reference, lexicon)
        # 3点 may be a count of points; 三点 with its half of the day, or in full, is none.
        if match["half"] or match["h2"] or match["m"] or match["thirty"] or match["quarter"]:
            end = moment.span.end
            yield moment


def with_clock(text: str, moment: Moment, reference: date, lexicon: Lexicon) -> Moment:
    """The moment with the clock time that follows it; as it was where none follows or it is no day."""
    day = moment.edtf or ""
    if len(day) != len("2018-06-23") or day[4] != "-":
        return moment
    before = moment.span.of(text)
    halves = values(lexicon, "time_words", "half_day", "value")
    half = next((word for word in halves if before.endswith(word)), "")
    stated = _STATED.search(before)
    if stated:
        return replace(moment, edtf=f"{day}T{int(stated['h']):02d}:{stated['m']}")
    match = _clock(lexicon).match(text, moment.span.end)
    if match is None:
        return moment
    first = _hour(match, halves.get(match["half"] or half, ""))
    join = _JOIN.match(text, match.end())
    until = _clock(lexicon).match(text, join.end()) if join else None
    if first and until:
        # The end of 下午2点到4点 is in the same half of the day.
        second = _hour(until, halves.get(until["half"] or match["half"] or half, ""))
        if second:
            span = Span(moment.span.start, until.end())
            return replace(moment, span=span, type="period", edtf=f"{day}T{first}/{day}T{second}")
    return replace(moment, span=Span(moment.span.start, match.end()), edtf=f"{day}T{first}") if first else moment


def _hour(match: re.Match[str], late: str) -> str | None:
    """The clock time as ISO writes it; None where no clock shows it. `late` are the hours that are twelve more on a
    day's clock: 1-11 after 下午, 1-3 after 中午.
    """
    hour = int(match["h2"]) if match["h2"] else _number(match["h"])
    if late:
        first, last = map(int, late.split("-"))
        hour += 12 if first <= hour <= last else 0
    minute = _minute(match)
    return f"{hour:02d}:{minute:02d}" if hour <= 23 + (minute == 0) and minute <= 59 else None


def _minute(match: re.Match[str]) -> int:
    if match["m2"]:
        return int(match["m2"])
    if match["quarter"]:
        return 15 if match["quarter"] == "一" else 45
    return 30 if match["thirty"] else _number(match["m"].lstrip("零〇")) if match["m"] else 0


def _read(match: re.Match[str], reference: date, lexicon: Lexicon) -> str | None:
    if match["day"]:
        return _shifted(reference, int(values(lexicon, "time_words", "day_word", "value")[match["day"]]))
    if match["week"]:
        weeks = int(values(lexicon, "time_words", "week_word", "value")[match["week"]])
        return _in_week(reference, weeks, match["weekday"])
    if match["lone"]:
        return _in_week(reference, 0, match["lone"])
    if match["only"]:
        return edtf(reference.year, reference.month, _number(match["only"]))
    if match["month"]:
        months = int(values(lexicon, "time_words", "month_word", "value")[match["month"]])
        year, month = _months_from(reference, months)
        return edtf(year, month, _number(match["date"]) if match["date"] else None)
    return _away(match, reference) if match["count"] else _counted(match, reference, lexicon)


def _counted(match: re.Match[str], reference: date, lexicon: Lexicon) -> str | None:
    """6月第3个星期日, 上个季度, 国庆节."""
    if match["nth"]:
        month, weekday = _number(match["nth_month"]), min(_WEEKDAYS.index(match["nth_day"]), 6)
        return _nth(reference.year, month, _number(match["nth"]), weekday)
    if match["quarter"]:
        quarters = int(values(lexicon, "time_words", "quarter_word", "value")[match["quarter"]])
        year, month = _months_from(reference, 3 * quarters - (reference.month - 1) % 3)
        first, last = edtf(year, month), edtf(year, month + 2)
        return f"{first}/{last}" if first and last else None
    return _festival(match, reference, lexicon)


def _festival(match: re.Match[str], reference: date, lexicon: Lexicon) -> str | None:
    """国庆节, 去年教师节, 2019年感恩节: a day of the month, or the fourth Thursday of November."""
    year = reference.year
    if match["year"]:
        year = int(match["year"])
    elif match["year_word"]:
        year += int(_YEAR_SHIFTS[match["year_word"]])
    month, *day = map(int, values(lexicon, "time_words", "festival", "value")[match["festival"]].split("-"))
    return edtf(year, month, day[0]) if len(day) == 1 else _nth(year, month, day[0], day[1] - 1)


def _nth(year: int, month: int, nth: int, weekday: int) -> str | None:
    """The n-th such weekday of a month."""
    if not 1 <= month <= 12 or not 1 <= nth <= 5:
        return None
    return edtf(year, month, 7 * nth - 6 + (weekday - date(year, month, 1).weekday()) % 7)


def _in_week(reference: date, weeks: int, weekday: str | None) -> str | None:
    monday = 7 * weeks - reference.weekday()
    if not weekday or weekday == "末":
        first, last = _shifted(reference, monday + (5 if weekday else 0)), _shifted(reference, monday + 6)
        return f"{first}/{last}" if first and last else None
    return _shifted(reference, monday + min(_WEEKDAYS.index(weekday), 6))


def _away(match: re.Match[str], reference: date) -> str | None:
    """三天前, 两周后, 5个月后: so far from the day of reference."""
    count = _number(match["count"]) * (-1 if "前" in match["side"] else 1)
    unit = match["unit"]
    if unit.endswith(("天", "日")):
        return _shifted(reference, count)
    if unit.endswith(("周", "星期", "礼拜")):
        return _shifted(reference, 7 * count)
    year, month = _months_from(reference, count if unit.endswith("月") else 12 * count)
    if not 1 <= year <= 9999:
        return None
    return edtf(year, month, min(reference.day, calendar.monthrange(year, month)[1]))


def _shifted(reference: date, days: int) -> str | None:
    ordinal = reference.toordinal() + days
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


def _months_from(reference: date, months: int) -> tuple[int, int]:
    year, month = divmod(12 * reference.year + reference.month - 1 + months, 12)
    return year, month + 1


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(number_of(text) or 0)


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    day, week, month, quarter, festival = (
        alternatives(values(lexicon, "time_words", kind, "value"))
        for kind in ("day_word", "week_word", "month_word", "quarter_word", "festival")
    )
    years = alternatives(_YEAR_SHIFTS)
    return re.compile(
        rf"(?:(?P<year>(?<!\d)(?:19|20)\d\d)年的?|(?P<year_word>{years})的?)?(?P<festival>{festival})(?![路街村镇桥花献])"
        rf"|(?<![\d.第年一二三四五六七八九十])(?P<nth_month>\d{{1,2}}|十?[一二三四五六七八九]|十)月份?的?第(?P<nth>[1-5一二三四五])个?"
        rf"(?:星期|周|礼拜)(?P<nth_day>[一二三四五六日天])|(?P<quarter>{quarter})"
        rf"|(?P<day>{day})|(?P<week>{week})(?:周|星期(?=[一二三四五六日天]))?(?P<weekday>[{_WEEKDAYS}])?|(?:周|星期|礼拜)(?P<lone>[一二三四五六日天末](?![年次个]))"
        rf"|(?<![\d.月第零〇一二两三四五六七八九十百千几数~-])(?P<only>{_DAY})(?:[日号](?![\u4e00-\u9fff]|[A-Za-z\d])"
        rf"|(?<=\d)日(?=[你我他她它您咱大召开举下上晚早中凌去来到在会是的起]|\d{{1,2}}[时点:：]))"
        rf"|(?P<month>{month})[ ]?(?:(?P<date>{_DAY})[日号])?"
        rf"|(?<![\d.第零〇一二两三四五六七八九十百千几数])(?P<count>{_COUNT})(?P<unit>天|日|个?星期|个?礼拜|周|个月|年)(?:[之以]?(?P<side>前|后))(?!列|往|续|面|来)"
    )


@cache
def _clock(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(_CLOCK.replace("HALF", alternatives(values(lexicon, "time_words", "half_day", "value"))))
