"""One point of time: a year, a part of it, a month or a day; of the year that the text has reached if it names none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpusdoc.extract.dates import edtf, last_day, year_of
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.vocabulary import alternatives
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginning
from corpusdoc.model import Span, TimeType

HAN = "零〇○一二三四五六七八九十"
# 二0一九 and 二O一九 mean 二〇一九.
YEAR = r"(?:(?:1[89]|20)\d{2}|[一二][九零〇○八0O][零〇○0O一二三四五六七八九]{2})"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
TO = r"[ ]?(?:[-—–－~～−]|起?[至到]|——)[ ]?"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DATED = r"[ ]?[年财会月日世至到起—–－~～−、和与及-]"  # what follows the first number of a time
_SAME = re.compile("同期")
# A deadline lies ahead: 6月底前, 自4月1日起.
_AHEAD = re.compile("(?:之?前|以前|起)(?![身后列沿景提])")
_NOUGHTS = str.maketrans("0O", "〇〇")
_TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
# 年初 alone; 2017年初步 is no beginning of a year.
_TURN = "(?<![\\d年今去前明同当次翌本该上每一二三四五六七八九十两几半百数多近])年"
_TURN_UNLESS = "(?![步级始心衷次审评层线薪蕴端梢位]|部(?!署))"


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


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns made of the lexicon's time words."""

    first: str  # what a moment may begin with, as a class of characters
    start: str  # a pattern for how it begins
    starts: re.Pattern[str]  # where it does
    point: re.Pattern[str]
    tail: re.Pattern[str]
    years: dict[str, str]
    parts: dict[str, str]
    turns: dict[str, str]
    holidays: dict[str, str]


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
    if match is None or (match["word"] is None and text[at - 1 : at].isdigit()):
        return None
    if match["republic"] and not anchor.republic:
        return None
    if match["day"] and not (anchor.here and anchor.reached and len(anchor.reached) >= 7):
        return None
    same = _SAME.match(text, match.end())
    year = _year(match, anchor, patterns, bool(same))
    value = _value(match, year, anchor, patterns) if year is not None else None
    if value is None and year is not None and not (match["d"] or match["d2"] or match["day"]):
        return None
    if same and year is not None and value == f"{year}":
        value = _same_days(anchor.current, year) or value
    explicit = bool(match["y"] or match["roc"] or match["short"] or match["republic"])
    relative = bool(match["word"] or match["turn"])
    return Point(same.end() if same else match.end(), value, explicit, relative, explicit and bool(match["d"]))


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
    if match["day"]:
        return edtf(year, int((anchor.reached or "")[5:7]), int(match["day"]))
    holiday = match["holiday"] or match["holiday2"]
    if holiday:
        month, day = patterns.holidays[holiday].split("-")
        return edtf(year, int(month), int(day))
    part = match["part"] or match["part2"]
    begin, _, finish = patterns.parts[part].partition("/") if part else (match["ma"] or match["ma2"], "", "")
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
    if since:
        first, last = edtf(year, number(month), number(since)), edtf(year, number(month), number(day))
        return f"{first}/{last}" if first and last and first < last else None
    if ten and month:
        return _ten_days(year, number(month), ten)
    turn = patterns.turns.get(match["turned"] or f"年{match['turn']}", "")
    return edtf(year, number(month or turn) if month or turn else None, number(day) if day else None)


def _ten_days(year: int, month: int, third: str) -> str | None:
    """A third of a month: 7月下旬."""
    first, last = _TENS[third]
    ends = last_day(edtf(year, month)) or ""
    return f"{edtf(year, month, first)}/{min(ends, f'{year:04d}-{month:02d}-{last:02d}')}"


def _year(match: re.Match[str], anchor: Anchor, patterns: Grammar, same: bool) -> int | None:
    today, reached = year_of(anchor.today), year_of(anchor.reached)
    if match["y"]:
        return number(match["y"])
    if match["roc"] or match["republic"]:
        return 1911 + number(match["roc"] or match["republic"])
    if match["short"]:
        short = number(match["short"])
        return (1900 if short > 50 else 2000) + short
    if not match["word"]:
        own = _is_day_of(match, anchor.today)
        return today if own else _unnamed_year(anchor, bool(_AHEAD.match(match.string, match.end())))
    base, shift = patterns.years[match["word"]][0], int(patterns.years[match["word"]][1:] or 0)
    if same and reached is not None and (anchor.here or today is None or today - reached in (0, 1)):
        # 去年同期 looks back from the period that the text speaks of, not from the day it was written.
        return reached + shift
    if base == "Y":
        year = today
    elif base == "B":
        year = _unnamed_year(anchor, ahead=False)
    else:
        year = reached if reached is not None else today
    return None if year is None else year + shift


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
    return int(text) if text.isdigit() else int(number_of(text.translate(_NOUGHTS)) or 0)


@cache
def grammar(lexicon: Lexicon) -> Grammar:
    """The patterns for this lexicon."""
    words: dict[str, dict[str, str]] = {}
    for row in lexicon.rows("time_words"):
        words.setdefault(row["kind"], {}).setdefault(row["surface"], row["value"])
    year, part, turn = (alternatives(words[kind]) for kind in ("year", "part", "turn"))
    tail, until, day = (alternatives(words[kind]) for kind in ("open", "until", "day"))
    holiday = alternatives(words.get("holiday", {}))
    first = re.escape("".join({word[0] for kind in ("year", "part", "holiday") for word in words.get(kind, {})}))
    point = (
        rf"(?:(?:(?P<y>{YEAR})[ ]?(?:财政|财|会计)?年|民国(?P<roc>\d{{1,3}}|[{HAN}百]{{1,5}})年"
        rf"|(?P<short>0\d(?=[ ]?年)|(?<![第近满过逾这\d])[0-389]\d(?=年[初底末](?![级段]))"
        rf"|\d\d(?=年(?:\d{{1,2}}月|第?[一二三四1-4]季|[上下]半年))"
        rf"|[五六七八九零〇][{HAN[:-1]}](?=年(?![来间]|多)))[ ]?年"
        rf"|(?<![\d.])(?P<republic>1[0-2]\d|[5-9]\d|一[零〇○一二][{HAN[:-1]}])[ ]?年(?![来间]|的?历史|多)"
        rf"|(?!(?<=加)上|(?<=[\d{HAN}])次)(?P<word>{year}))(?:度(?!过)|期间|全年)?"
        rf"(?:[ ]?{_month('')}|(?P<part>{part})|(?P<turned>{turn}){_TURN_UNLESS}|(?P<holiday>{holiday}))?"
        rf"|(?<![\d个第]){_month('2')}|(?P<part2>{part})|{_TURN}(?P<turn>[初底末]{_TURN_UNLESS}|内(?![部涵]))|(?P<holiday2>{holiday})"
        rf"|(?<![\d.])(?:[同当该]月)?(?P<day>\d{{1,2}})日(?![均常报志期程产供处发本内]|以内|之内))"
    )
    opening = rf"\d{HAN}民年上同当该前“\"{first}"
    start = (
        rf"{year}|{part}|{holiday}|民国|年[初底末内]|[“\"]?[六七八九十][一二三四五]?五|上个?世纪|[同当该]月(?=\d)|前[\d{HAN}两]"
        rf"|(?<![\d.])\d(?=\d{{0,3}}(?:{_DATED}|[./]\d))|[{HAN}](?=[{HAN}0O]{{0,3}}{_DATED})"
    )
    return Grammar(
        first=opening,
        start=start,
        starts=beginning(opening, start),
        point=re.compile(point),
        tail=re.compile(rf"(?P<open>{tail})|{until}(?!台|往|景|沿|提|列|期|海|线|后)|{day}"),
        years=words["year"],
        parts=words["part"],
        turns=words["turn"],
        holidays=words.get("holiday", {}),
    )


def _month(mark: str) -> str:
    """Months and days of one year: 1-11月, 前11个月, 8月, 8月上旬, 8月10日, 8月10-12日."""
    month = rf"(?P<ma{mark}>{_M})(?:月份?)?{TO}(?P<mb{mark}>{_M})[ ]?月份?(?![ ]?\d{{1,2}}[日号])(?![上中下]旬)"
    days = rf"(?:(?P<da{mark}>{DAY}){TO}(?={DAY}[ ]?[日号]))?(?P<d{mark}>{DAY})[ ]?[日号]"
    day = rf"(?:份|(?P<ten{mark}>[上中下]旬)|[初底末])?(?:[ ]?{days})?"
    first = rf"[前头](?<!提前)(?P<first{mark}>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])个?月"
    return rf"(?:{first}|{month}|(?P<m{mark}>{_M})[ ]?月(?![票饼刊租费球薪度]){day})"
