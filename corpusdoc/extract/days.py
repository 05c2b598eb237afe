"""Days, weeks and months counted from a day of reference: 明天, 上周五, 去年本月十日, 今年中秋节, 农历八月十五.

Reports name their dates; these are for texts that speak of a day everyone knows. Each is a word of the calendar, with
the year before it and the day behind it where those are said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import edtf, last_day
from corpusdoc.extract.day_sums import (
    MONTHS,
    WEEKDAYS,
    day_of_month,
    hour_beside,
    in_week,
    iso_day,
    last_months,
    months_from,
    nth_weekday,
    period,
    shifted,
    week_of_month,
)
from corpusdoc.extract.lunar import TERMS, lunar_days, term_day
from corpusdoc.extract.points import Moment, number
from corpusdoc.extract.time_grammar import DAY, HAN, TO
from corpusdoc.extract.vocabulary import alternatives, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_HAN = HAN[:-1]
_TEN = "一二三四五六七八九十"
_LUNAR_DAY = (
    "(?:初[一二三四五六七八九十\\d]|[廿卅][一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?(?![月%个余多几万亿]))"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_DAYS_OFF = {"五": "05-01", "六": "06-01", "七": "07-01", "八": "08-01", "十": "10-01"}
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
    """国庆节, 母亲节, 中秋节, 暑假: a day of our calendar, the n-th such weekday of a month, a lunar day, or months."""
    if "/" in value:
        return period(*(edtf(year, int(month)) for month in value.split("/")))
    month, *day = map(int, value.removeprefix("L").split("-"))
    if value.startswith("L"):
        return lunar_days(year, month, day[0])
    return edtf(year, month, day[0]) if len(day) == 1 else nth_weekday(year, month, day[0], day[1] - 1)


def _month(match: re.Match[str], reference: date, year: int, months: str) -> str | None:
    there, month = months_from(year, reference.month, int(months))
    return edtf(there, month, number(match["date"]) if match["date"] else None)


def _quarter(_: re.Match[str], reference: date, __: int, quarters: str) -> str | None:
    year, month = months_from(reference.year, reference.month, 3 * int(quarters) - (reference.month - 1) % 3)
    return period(edtf(year, month), edtf(year, month + 2))


def _nth_weekday(match: re.Match[str], _: date, year: int, __: str) -> str | None:
    return nth_weekday(year, number(match["nth_month"]), number(match["nth"]), min(WEEKDAYS.index(match["nth_day"]), 6))


def _pair(match: re.Match[str], reference: date, _: int, __: str) -> str | None:
    first, second = (_PAIRS[match[name]] for name in ("from", "to"))
    if match["unit"] == "年":
        return period(edtf(reference.year + first), edtf(reference.year + second))
    return period(shifted(reference, first), shifted(reference, second))


# Which group of the pattern says what, and how it is read: from the match, the day of reference, the year that is
# meant and the word's value in the lexicon.
_READERS: dict[str, Callable[[re.Match[str], date, int, str], str | None]] = {
    "new_year": _new_year,
    "lunar_month": _lunar,
    "lunar": _lunar,
    "festival": _festival,
    "day_off": lambda match, _, year, __: f"{year:04d}-{_DAYS_OFF[match['day_off'][0]]}",
    "term": lambda match, _, year, __: term_day(year, match["term"]),
    "season": lambda match, _, year, __: f"{year:04d}-{_SEASONS[match['season']]}",
    "month": _month,
    "quarter": _quarter,
    "nth": _nth_weekday,
    "day": lambda _, reference, __, days: shifted(reference, int(days)),
    "week": lambda match, reference, _, weeks: in_week(reference, int(weeks), match["weekday"]),
    "lone": lambda match, reference, _, __: in_week(reference, 0, match["lone"]),
    "only": lambda match, reference, _, __: day_of_month(reference, number(match["only"])),
    "half": lambda match, reference, _, __: _half(match, reference),
    "from": _pair,
    "day_and_month": lambda match, _, year, __: edtf(year, number(match["day_and_month"]), number(match["its_day"])),
    "week_of_month": lambda match, _, year, __: week_of_month(
        year, number(match["month_of_week"]), match["week_of_month"]
    ),
    "counted": lambda match, reference, year, _: _counted(match, reference, year),
    "last_months": lambda match, _, year, __: last_months(year, number(match["last_months"]), match["quarters"] or ""),
    "hour": lambda match, reference, _, __: hour_beside(reference, match["hour"]),
}
_TABLES = {
    "festival": "festival",
    "month": "month_word",
    "quarter": "quarter_word",
    "day": "day_word",
    "week": "week_word",
}


def _half(match: re.Match[str], reference: date) -> str:
    """上午, 全天, 最近; 夜间至次日上午 are two days."""
    tomorrow = shifted(reference, 1) if match["half_of_next"] else None
    return f"{iso_day(reference)}/{tomorrow}" if tomorrow else iso_day(reference)


def _counted(match: re.Match[str], reference: date, year: int) -> str | None:
    """2018年第40周, 2018年第8个月; 第三天 is the day after tomorrow: today is the first."""
    count, unit, since = number(match["counted"]), match["counted_unit"], match["counted_on"]
    named = bool(match["year"] or match["year_word"])
    if unit == "年":
        value = None if named else edtf(reference.year + count - 1)
    elif unit == "月":
        months = count if named else reference.month + count - 1
        value = edtf(*months_from(year, 0, months)) if count <= MONTHS or not named else None
    elif unit in ("天", "日"):
        value = shifted(date(year, 1, 1) if named else reference, count - 1)
    else:
        # The first week of a year is the one with its fourth of January.
        day = date(year, 1, 4) if named else reference
        value = in_week(day, count - 1, None)
    return f"{value.split('/')[0]}/.." if value and since else value


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
        # 去年十一, 五一长假; 五一 alone may be a name, 十一 a number
        r"(?P<day_off>[五十六七八]一)(?![月日\d百千万])"
        "(?:(?<=年..)(?![一-鿿])|(?:小?长假|假期|黄金周|期间|当[天日]|前[后夕]))",
        rf"(?P<term>{alternatives(TERMS)})(?P<day_of_term>节(?![约目能])气?|[当那][天日])?",
        r"(?P<season>[春夏秋冬])(?:[天季](?![性候])|(?<=年.)(?![\u4e00-\u9fff]))",
        # of this year or a named one
        rf"(?<![\d.第年{_TEN}])(?P<nth_month>\d{{1,2}}|十?[{_TEN}])月份?的?第(?P<nth>[1-5一二三四五])个?"
        rf"(?:星期|周|礼拜)(?P<nth_day>[{WEEKDAYS[:-1]}])",
        rf"(?P<month>{month})[ ]?(?:(?P<date>{DAY})[日号]|[初底末](?![步级期]))?",
        rf"(?P<quarter>{quarter})",
        # of the days around
        rf"(?P<day>{day})",
        rf"(?P<week>{week})(?:周|星期(?=[{WEEKDAYS[:-1]}]))?(?P<weekday>[{WEEKDAYS}])?"
        rf"|(?:周|星期|礼拜)(?P<lone>[{WEEKDAYS}](?![年次个]))",
        rf"(?<![\d.月第零〇两百千几数~-])(?<![{_TEN}])(?P<only>{DAY})(?:[日号](?![\u4e00-\u9fff]|[A-Za-z\d])"
        r"|(?<=\d)日(?=[你我他她它您咱大召开举下上晚早中凌去来到在会是的起]|\d{1,2}[时点:：]))",
        r"(?P<from>[前去昨今明])(?P<to>[去昨今明后])两(?P<unit>[年天])",
        rf"(?<![\u4e00-\u9fff\d])(?P<half>{half}|[全整]天|最近|近来|目前)(?:{TO}(?:(?P<half_of_next>次日|翌日|第二天)的?)?(?:{half}))?"
        r"(?![\u4e00-\u9fff\d])",
        # 6·30, 十月的第一周, 2018年第40周, 第三天, 去年后三个月, 上个小时
        rf"(?<![\d.·年])(?P<day_and_month>1[0-2]|0?[1-9])·(?P<its_day>{DAY})(?![\d·])",
        rf"(?<![\d.第年{_TEN}])(?P<month_of_week>{month_number})月份?的?第(?P<week_of_month>[1-5一二三四五])"
        rf"(?:周(?![{WEEKDAYS}])|个?(?:星期|礼拜)(?![{WEEKDAYS}]))",
        rf"(?:(?<=年)|(?<=年的)|(?<!\S))第(?P<counted>[1-9]\d{{0,2}}|[{_TEN}]{{1,3}})个?"
        rf"(?P<counted_unit>[天日年]|(?<=个)月|周(?![{WEEKDAYS}])|(?:星期|礼拜)(?![{WEEKDAYS}]))(?P<counted_on>起)?",
        rf"(?<=年)后(?P<last_months>[2-9两{_TEN}]|1[01])个?(?:月|(?P<quarters>季度?))",
        "(?P<hour>[上下这])(?:一个?|个)小时(?!候)",
    )
    years = (
        rf"(?:(?P<year>(?<!\d)(?:{numbered}))年的?|(?P<year_word>{year})的?"
        rf"|(?<!\d)(?P<short>\d\d|[{_HAN}]{{2}})年的?(?=[{named}闰农阴]|{alternatives(TERMS)}|{festival}))?"
    )
    return re.compile(f"{years}(?:{'|'.join(each)})")
