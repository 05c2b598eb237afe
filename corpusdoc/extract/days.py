"""Days, weeks and months counted from a day of reference: 明天, 上周五, 去年本月十日, 今年中秋节, 农历八月十五.

Reports name their dates; these are for texts that speak of a day everyone knows. Each is a word of the calendar, with
the year before it and the day behind it where those are said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from corpusdoc.extract.dates import edtf, last_day
from corpusdoc.extract.lunar import TERMS, lunar_days, term_day
from corpusdoc.extract.points import Moment, number
from corpusdoc.extract.time_grammar import DAY, HAN, TO
from corpusdoc.extract.vocabulary import alternatives, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_HAN = HAN[:-1]
_TEN = "一二三四五六七八九十"
_WEEKDAYS = "一二三四五六日天末"
_LUNAR_DAY = (
    "(?:初[一二三四五六七八九十\\d]|[廿卅][一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?(?![月%个余多几万亿]))"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
# 今明两年, 昨今两天: the first of each pair, counted from today.
_PAIRS = {"前": -2, "去": -1, "昨": -1, "今": 0, "明": 1, "后": 2}
_JOIN = re.compile(TO)
_HAN_BESIDE = re.compile(r"[\u4e00-\u9fff]")


def find_days(text: str, reference: date, dated: Sequence[Moment], lexicon: Lexicon) -> Iterator[Moment]:
    """The days, weeks and months that `text` counts from `reference`, left to right. A bare 11号 is of the month that
    the date before it names, one of `dated`.
    """
    last: re.Match[str] | None = None
    year = reference.year
    for match in _pattern(lexicon).finditer(text):
        named = _year(match, reference, lexicon)
        # 去年春节到元宵节: the second has its year from the first.
        shared = last is not None and _JOIN.fullmatch(text, last.end(), match.start())
        year = named or (year if shared else reference.year)
        value = _value(match, _reached(reference, dated, match) if match["only"] else reference, year, lexicon)
        lunar = match["lunar_month"] or match["lunar"] or match["new_year"]
        if (value or lunar) and not (match["term"] and _is_a_word(match)):
            last = match
            kind, rule = ("date", "times.lunar") if lunar else ("relative", "times.spoken")
            yield Moment(Span(*match.span()), kind, value, rule, 0.9)  # type: ignore[arg-type]


def _is_a_word(match: re.Match[str]) -> bool:
    """雨水, 小满 and 大雪 are words unless a year stands before them or nothing around."""
    text, start, end = match.string, match.start(), match.end()
    beside = _HAN_BESIDE.search(text, max(0, start - 1), start) or _HAN_BESIDE.match(text, end)
    return start == match.start("term") and not match["day_of_term"] and beside is not None


def _reached(reference: date, dated: Sequence[Moment], match: re.Match[str]) -> date:
    before = (each.edtf or "" for each in reversed(dated) if each.span.end <= match.start())
    day = next((last_day(edtf) for edtf in before if len(edtf) >= len("2018-06-23")), None)
    return date.fromisoformat(day) if day else reference


def _year(match: re.Match[str], reference: date, lexicon: Lexicon) -> int | None:
    """The year that the match names; None where it names none."""
    if match["year"] or match["lunar_year"]:
        return number(match["year"] or match["lunar_year"])
    if match["short"]:
        short = number(match["short"])
        return (1900 if short > 50 else 2000) + short
    if not match["year_word"]:
        return None
    shift = values(lexicon, "time_words", "year", "value")[match["year_word"]][1:]
    return min(9999, max(1, reference.year + int(shift or 0)))


def _value(match: re.Match[str], reference: date, year: int, lexicon: Lexicon) -> str | None:
    """The EDTF of what the match says; None where the calendar has no such day."""
    kind = next(kind for kind in _READERS if match[kind])
    table = values(lexicon, "time_words", _TABLES.get(kind, ""), "value")
    return _READERS[kind](match, reference, year, table.get(match[kind], "0"))


def _lunar(match: re.Match[str], _: date, year: int, __: str) -> str | None:
    """农历八月十五, 闰四月, 正月初八, 五月廿二; 农历十五 names no month."""
    if not match["lunar_month"]:
        return None
    month = _LUNAR_MONTHS.get(match["lunar_month"]) or number(match["lunar_month"])
    day = _lunar_number(match["lunar_day"]) if match["lunar_day"] else None
    return lunar_days(year, month, day, bool(match["leap"]))


def _new_year(match: re.Match[str], _: date, year: int, __: str) -> str | None:
    """大年三十 is the day before 大年初一."""
    return lunar_days(year, 1, 0 if match["new_year"] == "三十" else _lunar_number(match["new_year"]))


def _festival(_: re.Match[str], __: date, year: int, value: str) -> str | None:
    """国庆节, 母亲节, 中秋节: a day of our calendar, the n-th such weekday of a month, or a lunar day."""
    month, *day = map(int, value.removeprefix("L").split("-"))
    if value.startswith("L"):
        return lunar_days(year, month, day[0])
    return edtf(year, month, day[0]) if len(day) == 1 else _nth(year, month, day[0], day[1] - 1)


def _month(match: re.Match[str], reference: date, year: int, months: str) -> str | None:
    there, month = _months_from(year, reference.month, int(months))
    return edtf(there, month, number(match["date"]) if match["date"] else None)


def _quarter(_: re.Match[str], reference: date, __: int, quarters: str) -> str | None:
    year, month = _months_from(reference.year, reference.month, 3 * int(quarters) - (reference.month - 1) % 3)
    return _span(edtf(year, month), edtf(year, month + 2))


def _nth_weekday(match: re.Match[str], _: date, year: int, __: str) -> str | None:
    return _nth(year, number(match["nth_month"]), number(match["nth"]), min(_WEEKDAYS.index(match["nth_day"]), 6))


def _pair(match: re.Match[str], reference: date, _: int, __: str) -> str | None:
    first, second = (_PAIRS[match[name]] for name in ("from", "to"))
    if match["unit"] == "年":
        return _span(edtf(reference.year + first), edtf(reference.year + second))
    return _span(_shifted(reference, first), _shifted(reference, second))


# Which group of the pattern says what, and how it is read: from the match, the day of reference, the year that is
# meant and the word's value in the lexicon.
_READERS: dict[str, Callable[[re.Match[str], date, int, str], str | None]] = {
    "new_year": _new_year,
    "lunar_month": _lunar,
    "lunar": _lunar,
    "festival": _festival,
    "term": lambda match, _, year, __: term_day(year, match["term"]),
    "season": lambda match, _, year, __: f"{year:04d}-{_SEASONS[match['season']]}",
    "month": _month,
    "quarter": _quarter,
    "nth": _nth_weekday,
    "day": lambda _, reference, __, days: _shifted(reference, int(days)),
    "week": lambda match, reference, _, weeks: _in_week(reference, int(weeks), match["weekday"]),
    "lone": lambda match, reference, _, __: _in_week(reference, 0, match["lone"]),
    "only": lambda match, reference, _, __: edtf(reference.year, reference.month, number(match["only"])),
    "half": lambda _, reference, __, ___: reference.isoformat(),
    "from": _pair,
}
_TABLES = {
    "festival": "festival",
    "month": "month_word",
    "quarter": "quarter_word",
    "day": "day_word",
    "week": "week_word",
}


def _span(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first and last and first < last else None


def _nth(year: int, month: int, nth: int, weekday: int) -> str | None:
    """The n-th such weekday of a month."""
    if not 1 <= month <= 12 or not 1 <= nth <= 5:
        return None
    return edtf(year, month, 7 * nth - 6 + (weekday - date(year, month, 1).weekday()) % 7)


def _in_week(reference: date, weeks: int, weekday: str | None) -> str | None:
    monday = 7 * weeks - reference.weekday()
    if not weekday or weekday == "末":
        return _span(_shifted(reference, monday + (5 if weekday else 0)), _shifted(reference, monday + 6))
    return _shifted(reference, monday + min(_WEEKDAYS.index(weekday), 6))


def _shifted(reference: date, days: int) -> str | None:
    ordinal = reference.toordinal() + days
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


def _months_from(year: int, month: int, months: int) -> tuple[int, int]:
    there, index = divmod(12 * year + month - 1 + months, 12)
    return there, index + 1


def _lunar_number(text: str) -> int:
    """初三 is 3, 廿二 is 22, 卅 is 30."""
    tens = {"初": 0, "廿": 20, "卅": 30}.get(text[0])
    return number(text) if tens is None else tens + (number(text[1:]) if text[1:] else 0)


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    day, week, month, quarter, festival, year, half = (
        alternatives(word for word in values(lexicon, "time_words", kind, "value") if len(word) > 1)
        for kind in ("day_word", "week_word", "month_word", "quarter_word", "festival", "year", "half_day")
    )
    numbered = rf"(?:19|20)\d\d|[一二][{_HAN}]{{3}}"
    named = "".join(_LUNAR_MONTHS)
    month_number = rf"(?:1[0-2]|0?[1-9]|十?[{_TEN}])"
    lunar = (
        rf"(?:(?P<lunar>农历|阴历)(?:(?P<lunar_year>{numbered})年)?"
        rf"|(?=闰?[{named}]月|闰{month_number}月|{month_number}月[初廿卅]))"
        rf"(?:(?P<leap>闰)?(?P<lunar_month>[{named}]|{month_number})月)?(?P<lunar_day>{_LUNAR_DAY})?"
        rf"(?<![历年])|大年(?P<new_year>初[{_TEN}]|三十)"
    )
    each = (
        lunar,
        rf"(?:农历|阴历)?(?P<festival>{festival})(?![路街村镇桥花献])",
        rf"(?P<term>{alternatives(TERMS)})(?P<day_of_term>节(?![约目能])气?|[当那][天日])?",
        r"(?P<season>[春夏秋冬])(?:[天季](?![性候])|(?<=年.)(?![\u4e00-\u9fff]))",
        # of this year or a named one
        rf"(?<![\d.第年{_TEN}])(?P<nth_month>\d{{1,2}}|十?[{_TEN}])月份?的?第(?P<nth>[1-5一二三四五])个?"
        rf"(?:星期|周|礼拜)(?P<nth_day>[{_WEEKDAYS[:-1]}])",
        rf"(?P<month>{month})[ ]?(?:(?P<date>{DAY})[日号]|[初底末](?![步级期]))?",
        rf"(?P<quarter>{quarter})",
        # of the days around
        rf"(?P<day>{day})",
        rf"(?P<week>{week})(?:周|星期(?=[{_WEEKDAYS[:-1]}]))?(?P<weekday>[{_WEEKDAYS}])?"
        rf"|(?:周|星期|礼拜)(?P<lone>[{_WEEKDAYS}](?![年次个]))",
        rf"(?<![\d.月第零〇两百千几数~-])(?<![{_TEN}])(?P<only>{DAY})(?:[日号](?![\u4e00-\u9fff]|[A-Za-z\d])"
        r"|(?<=\d)日(?=[你我他她它您咱大召开举下上晚早中凌去来到在会是的起]|\d{1,2}[时点:：]))",
        r"(?P<from>[前去昨今明])(?P<to>[去昨今明后])两(?P<unit>[年天])",
        rf"(?<![\u4e00-\u9fff\d])(?P<half>{half})(?![\u4e00-\u9fff\d])",
    )
    years = (
        rf"(?:(?P<year>(?<!\d)(?:{numbered}))年的?|(?P<year_word>{year})的?"
        rf"|(?<!\d)(?P<short>\d\d|[{_HAN}]{{2}})年的?(?=[{named}闰农阴]|{alternatives(TERMS)}|{festival}))?"
    )
    return re.compile(f"{years}(?:{'|'.join(each)})")
