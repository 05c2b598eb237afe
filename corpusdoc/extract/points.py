"""One point of time: a year, a part of it, a month or a day; of the year that the text has reached if it names none."""

from __future__ import annotations

from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import edtf, last_day, year_of
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.time_grammar import Grammar
from corpusdoc.model import Span, TimeType

_SAME = re.compile("同期")
# A deadline lies ahead: 6月底前, 自4月1日起.
_TO_COME = re.compile("(?:下一步|下步|接下来|今后|力争|争取|确保|打算)[^。;；]*$")
_PROMISED = 80  # characters
_AHEAD = re.compile("(?:之?前|以前|起)(?![身后列沿景提])")
_OWN_YEARS = {"B": 0, "R-1": -1, "Y-1": -1}
_NAMED = ("y", "twice", "roc", "short", "republic")
_DIGITS = re.compile(r"\d+")
_FIRST_MONTHS = 3
_CENTURY = 2000
_LAST_OF_REPUBLIC = 139
_NOUGHTS = str.maketrans("0O", "〇〇")
_TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


class Anchor(NamedTuple):
    """What times are counted from."""

    today: str | None  # EDTF: the document's date, if the body bears it out
    reached: str | None = None  # EDTF: the last explicit date in the text so far
    here: bool = False  # reached in this very passage
    heading: int | None = None  # the year that the nearest heading above names
    reported: str | None = None  # EDTF: the period that an annual report is about
    current: str | None = None  # EDTF: the last time of this passage, which 去年同期 looks back from
    republic: bool = False  # counts years from 1911: 111年度 is 2022
    passage: int = -1


class Moment(NamedTuple):
    """A time in a sentence; `span` counts from the sentence's start."""

    span: Span
    type: TimeType
    edtf: str | None
    rule: str
    confidence: float = 1.0
    explicit: bool = False  # names its year
    complete: bool = False  # names year, month and day


class Point(NamedTuple):
    """A point that was read, and where it ends."""

    end: int
    edtf: str | None  # with "/" where the point is itself a period: 上半年
    explicit: bool
    relative: bool
    complete: bool


def read_point(text: str, at: int, anchor: Anchor, patterns: Grammar) -> Point | None:
    """The point that begins at `at`; None if none does."""
    match = patterns.point.match(text, at)
    inside = text[at - 1 : at].isdigit()
    if match is None or (match["republic"] and not anchor.republic) or (match["word"] is None and inside):
        return None
    if match["day"]:
        return _told_day(match, anchor)
    same = _SAME.match(text, match.end())
    year = _year(match, anchor, patterns, bool(same))
    value = _value(match, year, anchor, patterns) if year is not None else None
    if value is None and year is not None and not (match["d"] or match["d2"]):
        return None
    if year is not None and value == f"{year}":
        value = (same and _same_days(anchor.current, year)) or _of_report(match, anchor, patterns, bool(same)) or value
    explicit = any(match[name] for name in _NAMED)
    relative = bool(match["word"] or match["turn"])
    return Point(same.end() if same else match.end(), value, explicit, relative, explicit and bool(match["d"]))


def _of_report(match: re.Match[str], anchor: Anchor, patterns: Grammar, same: bool) -> str | None:
    """年内 and 上年度 in a report on a year that is none of the calendar's, 去年同期 in one on a part of a year."""
    shift = _OWN_YEARS.get(patterns.years.get(match["word"] or "", "B" if match["turn"] == "内" else ""))
    if shift is None or not anchor.reported or "/" not in anchor.reported:
        return None
    first, last = anchor.reported.split("/")
    if first[:4] == last[:4] and not same:
        return None
    return "/".join(f"{int(point[:4]) + shift:04d}{point[4:].replace('02-29', '02-28')}" for point in (first, last))


def _same_days(period: str | None, year: int) -> str | None:
    """The same part of another year: what 2022-01/2022-06 is for 2021."""
    if not period or ".." in period:
        return None
    first, last = period.split("/")[0], period.split("/")[-1]
    if first[:4] != last[:4] or len(first) < 7 or first[5:] == "02-29" or last[5:] == "02-29":
        return None
    moved = [f"{year:04d}{point[4:]}" for point in (first, last)]
    return moved[0] if first == last else "/".join(moved)


def _value(match: re.Match[str], year: int, anchor: Anchor, patterns: Grammar) -> str | None:
    """The EDTF of what the pattern found; None where the calendar has no such day."""
    holiday = match["holiday"] or match["holiday2"]
    if holiday:
        month, day = patterns.holidays[holiday].split("-")
        return edtf(year, int(month), int(day))
    part = match["part"] or match["part2"]
    begin, _, finish = patterns.parts[part].partition("/") if part else (match["ma"] or match["ma2"], "", "")
    listed = match["ml"] or match["ml2"]
    begin, finish = (listed.split("、")[0], listed.split("、")[-1]) if listed else (begin, finish)
    edge = match["edge"] or match["edge2"]
    if edge:
        return edtf(year, number(begin if edge == "初" else finish))  # 一季度末
    finish = finish or match["mb"] or match["mb2"]
    months = match["first"] or match["first2"]
    begin, finish = ("1", months) if months else (begin, finish)
    if begin:
        # 11月至3月 goes into the next year.
        beyond = number(finish) < number(begin)
        first, last = edtf(year, number(begin)), edtf(year + beyond, number(finish))
        return f"{first}/{last}" if first and last and first < last else None
    ten = match["ten"] or match["ten2"]
    month, day, since = match["m"] or match["m2"], match["d"] or match["d2"], match["da"] or match["da2"]
    days = match["dl"] or match["dl2"]
    since = days.split("、")[0] if days else since
    if since:
        first, last = edtf(year, number(month), number(since)), edtf(year, number(month), number(day))
        return f"{first}/{last}" if first and last and first < last else None
    if ten and month:
        return _ten_days(year, number(month), ten)
    turn = patterns.turns.get(match["turned"] or f"年{match['turn']}", "")
    return edtf(year, number(month or turn) if month or turn else None, number(day) if day else None)


def _month_reached(anchor: Anchor) -> str | None:
    """The month that its paragraph has reached, which a bare 12日 is of."""
    reached = anchor.reached if anchor.here else anchor.current
    last = (reached or "").split("/")[-1]
    return last[:7] if len(last) >= len("2018-06") else None


def _told_day(match: re.Match[str], anchor: Anchor) -> Point | None:
    """记者12日获悉, and 12日 where the text has reached a month."""
    if match["told"] is None and not _month_reached(anchor):
        return None
    return Point(match.end(), _near(int(match["day"]), anchor), explicit=False, relative=False, complete=False)


def _near(day: int, anchor: Anchor) -> str | None:
    """The day of the month that the text has reached, or the last such day before the writer's own."""
    month, today = _month_reached(anchor), anchor.today or ""
    if month is None and len(today) == len("2018-06-23"):
        months = 12 * int(today[:4]) + int(today[5:7]) - 1 - (day > int(today[8:]))
        month = f"{months // 12:04d}-{months % 12 + 1:02d}"
    return edtf(int(month[:4]), int(month[5:7]), day) if month else None


def _ten_days(year: int, month: int, third: str) -> str | None:
    """A third of a month: 7月下旬."""
    first, last = _TENS[third]
    ends = last_day(edtf(year, month)) or ""
    return f"{edtf(year, month, first)}/{min(ends, f'{year:04d}-{month:02d}-{last:02d}')}"


def _named_year(match: re.Match[str]) -> int | None:
    if match["y"]:
        return number(match["y"])
    if match["twice"]:
        numbers = [int(each) for each in _DIGITS.findall(match["twice"])]
        return max(numbers) if max(numbers) > _LAST_OF_REPUBLIC else 1911 + numbers[-1]
    if match["roc"] or match["republic"]:
        return 1911 + number(match["roc"] or match["republic"])
    if match["short"]:
        short = number(match["short"])
        return (1900 if short > 50 else 2000) + short
    return None


def _year(match: re.Match[str], anchor: Anchor, patterns: Grammar, same: bool) -> int | None:
    named = _named_year(match)
    if named is not None:
        # 98年 is 1998, but 2009 where years count from 1912.
        return named + 11 if match["short"] and anchor.republic and named < _CENTURY else named
    today, reached = year_of(anchor.today), year_of(anchor.reached)
    if today is not None and _is_to_come(match, patterns):
        return max(today, anchor.heading or today, (anchor.here and reached) or today)
    if not match["word"]:
        own = _is_day_of(match, anchor.today)
        return today if own else _unnamed_year(anchor, bool(_AHEAD.match(match.string, match.end())))
    base, shift = patterns.years[match["word"]][0], int(patterns.years[match["word"]][1:] or 0)
    if same and reached is not None and (anchor.here or today is None or today - reached in (0, 1)):
        # 去年同期 looks back from the period that the text speaks of, not from the day it was written.
        return reached + shift
    if base == "Y" and shift == -1 and _looks_back(match, anchor, today, reached):
        year = reached
    elif base == "Y":
        year = today
    elif base == "B":
        year = _unnamed_year(anchor, ahead=False)
    else:
        year = reached if reached is not None else today
    return None if year is None else year + shift


def _is_to_come(match: re.Match[str], patterns: Grammar) -> bool:
    """Whether 年内 or 全年 is of a year that is still running: 下一步…,年内达到200个, whatever year was told before."""
    running = patterns.years.get(match["word"] or "", "B" if match["turn"] == "内" else "") == "B"
    start = match.start()
    return running and _TO_COME.search(match.string, max(0, start - _PROMISED), start) is not None


def _looks_back(match: re.Match[str], anchor: Anchor, today: int | None, reached: int | None) -> bool:
    """Whether 比去年 is told of the year before the writer's own: a report of January on the year that has ended."""
    compared = match.start() > 0 and match.string[match.start() - 1] in "比较与"
    ended = reached is not None and today == reached + 1 and year_of(anchor.current) == reached
    return compared and ended and int((anchor.today or "")[5:7] or 12) <= _FIRST_MONTHS


def _is_day_of(match: re.Match[str], date: str | None) -> bool:
    """Whether a bare 5月23日 is the very day of a date: 江海5月23日讯."""
    month, day = match["m"] or match["m2"], match["d"] or match["d2"]
    return bool(date and month and day and date[4:] == f"-{number(month):02d}-{number(day):02d}")


def _unnamed_year(anchor: Anchor, ahead: bool) -> int | None:
    """The year of a bare 4月: the one that its paragraph has reached, the heading's, or for deadlines the writer's."""
    today, reached = year_of(anchor.today), year_of(anchor.reached)
    if anchor.here and reached is not None:
        return reached
    if anchor.heading is not None:
        return anchor.heading
    if anchor.reported is not None and not ahead:
        return year_of(anchor.reported)
    if today is not None and (ahead or reached is None or reached > today):
        return today
    return reached


def number(text: str) -> int:
    """The value of a year, month or day in digits of either kind."""
    return int(text) if text.isdigit() else 1 if text == "元" else int(number_of(text.translate(_NOUGHTS)) or 0)
