"""One date or period at one place in a text: 2017年11月, 去年底, 1月至5月31日, 2010-2016年, 2022/23年度."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpusdoc.extract.dates import edtf, last_day, year_of
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.vocabulary import alternatives, guarded
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span, TimeType

_HAN = "零〇○一二三四五六七八九十"
_Y4 = r"(?:(?:1[89]|20)\d{2}|[一二][九零〇○八][零〇○一二三四五六七八九]{2})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SEP = r"[ ]?(?:[-—–－~～−]|起?[至到]|——)[ ]?"
_JOIN = re.compile(_SEP)
_DATED = r"[ ]?[年财会月日世至到起—–－~～−、和与及-]"  # what follows the first number of a time
_ISO = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d{2})(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?:(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9]))?"
    r"(?:[ T]{1,3}(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?)?"
    r"(?![\d.]|[ ]?(?:[年%％元万亿吨米]|平方|公里|千米|千瓦))"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}(?![\d.年]|[ ]?[\u4e00-\u9fff])")
_YEARS = re.compile(
    rf"(?P<a>{_Y4})年?{_SEP}(?P<b>{_Y4})[ ]?(?:年(?:度|间|期间)?|(?:采暖|供暖|供热|榨|赛)季|学年|财年)"
    r"|(?P<c>20\d{2})[/-](?P<d>\d{2})(?:财政|财务|会计)?年度?"
)
_LATER_YEAR = rf"(?:{_Y4}|[089]\d)"
_BARE_YEAR = re.compile(rf"(?<!\d)(?P<y>{_Y4})(?={_SEP}{_LATER_YEAR}年|(?:、{_Y4}){{0,20}}[、和与及]{_Y4}年)")
_BARE_REPUBLIC = re.compile(rf"(?:[5-9]\d|1[0-3]\d)(?={_SEP}1[0-3]\d年)")
_FROM = "自从"
_SINCE_AFTER = re.compile(r"[^,，。;；]{0,50}(?:以来|[至迄]今)")
_LASTING = re.compile("以来|[至迄]今")
_LONGEST_EVENT = 54
# Without 自 the event must be named: 2016年工作室成立以来.
_EVENT_AFTER = re.compile(
    r"[^,，。;；]{0,24}(?:成立|启动|实施|建立|推行|开展|投产|投运|运营|组建|创办|上线)(?:以来|[至迄]今)"
)
_START_AFTER = re.compile(r"(?:开始|起)(?![草诉到源来点步伏])")
_DECADE = re.compile(
    rf"(?:(?P<century>1\d|2[01]|十[一二三四五六七八九]?|二十一?)世纪|上个?世纪)(?:(?P<tens>\d0|[{_HAN}]十)年代(?:[初末中前后]期?)?)?"
    r"|(?P<alone>(?<!\d)[5-9]0)年代(?:[初末中前后]期?)?"
)
_PLAN = re.compile(
    r"(?:[“\"](?P<quoted>[六七八九]五|十[一二三四五]?五)[”\"]|(?P<plain>[六七八九]五|十[一二三四五]?五))(?:规划)?"
    r"(?P<part>期间|时期|末期?|以来|初期|收官之年)?"
)
_SAME = re.compile("同期")
# A deadline lies ahead: 6月底前, 自4月1日起.
_AHEAD = re.compile("(?:之?前|以前|起)(?![身后列沿景提])")
_LAST_DAY = re.compile(rf"(?P<d>{_D})[日号]")
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

    start: re.Pattern[str]  # where a moment may begin
    point: re.Pattern[str]
    tail: re.Pattern[str]
    years: dict[str, str]
    parts: dict[str, str]
    turns: dict[str, str]
    holidays: dict[str, str]


class _Point(NamedTuple):
    end: int
    edtf: str | None  # with "/" where the point is itself a period: 上半年
    explicit: bool
    relative: bool
    complete: bool


def read_moment(text: str, at: int, anchor: Anchor, lexicon: Lexicon) -> Moment | None:
    """The date or period that begins at `at`; None if none does."""
    return (
        _read_iso(text, at, grammar(lexicon))
        or _read_years(text, at)
        or _read_plan(text, at)
        or _read_decade(text, at)
        or _read_points(text, at, anchor, grammar(lexicon))
    )


def _read_iso(text: str, at: int, patterns: Grammar) -> Moment | None:
    match = _ISO.match(text, at)
    if match is None:
        return None
    date = _iso_date(match)
    if date is None:
        return None
    join = _JOIN.match(text, match.end())
    until = _ISO.match(text, join.end()) if join else None
    last = _iso_date(until) if until and until["sep"] == match["sep"] else None
    if until and last and date < last:
        return Moment(Span(at, until.end()), "period", f"{date}/{last}", "times.range", explicit=True)
    year = _YEAR_ALONE.match(text, join.end()) if join and until is None else None
    if year and date < year.group():
        return Moment(Span(at, year.end()), "period", f"{date}/{year.group()}", "times.range", explicit=True)
    return _suffixed(text, at, _Point(match.end(), date, True, False, bool(match["d"])), patterns)


def _iso_date(match: re.Match[str]) -> str | None:
    # 3.15 and 2020/12 are more often no dates.
    if match["d"] is None and (match["sep"] == "/" or (match["sep"] == "." and len(match["m"]) < 2)):
        return None
    return edtf(int(match["y"]), int(match["m"]), int(match["d"]) if match["d"] else None)


def _read_years(text: str, at: int) -> Moment | None:
    match = _YEARS.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    if match["c"]:
        first, last = int(match["c"]), int(match["c"][:2] + match["d"])
        if last != first + 1:
            return None
    else:
        first, last = _number(match["a"]), _number(match["b"])
    if first >= last:
        return None
    return Moment(Span(*match.span()), "period", f"{first}/{last}", "times.years", explicit=True)


def _read_plan(text: str, at: int) -> Moment | None:
    """“十四五”期间: the n-th five-year plan began in 1951 + 5 n. A bare 十三五 must be said to be one."""
    match = _PLAN.match(text, at)
    if match is None or not (match["quoted"] or match["part"] or match[0].endswith("规划")):
        return None
    first = 1951 + 5 * _number((match["quoted"] or match["plain"])[:-1])
    part = match["part"] or ""
    period = f"{first}/.." if part == "以来" else f"{first + 4}" if part.startswith("末") else f"{first}/{first + 4}"
    return Moment(Span(*match.span()), "period", period, "times.plan", 0.9)


def _read_decade(text: str, at: int) -> Moment | None:
    match = _DECADE.match(text, at)
    if match is None:
        return None
    century = _number(match["century"]) - 1 if match["century"] else 19
    tens = match["tens"] or match["alone"]
    first = century * 100 + (_number(tens) if tens else 0)
    return Moment(Span(*match.span()), "period", f"{first}/{first + (9 if tens else 99)}", "times.decade", 0.9)


def _read_points(text: str, at: int, anchor: Anchor, patterns: Grammar) -> Moment | None:
    first = _read_point(text, at, anchor, patterns) or _read_year(text, at, anchor)
    if first is None:
        return None
    join = _JOIN.match(text, first.end)
    if join and first.edtf is None:
        second = _read_point(text, join.end(), anchor, patterns)
        if second and second.edtf is None:
            return Moment(Span(at, second.end), "period", None, "times.range", 0.5)
    if join and first.edtf:
        # The second date of a range takes the first one's year and month: 2020年8月至12月, 3月1日至15日.
        inner = anchor._replace(reached=first.edtf.split("/")[-1], here=True)
        second = _read_day(text, join.end(), first) or _read_point(text, join.end(), inner, patterns)
        if second and second.edtf:
            begin, end = first.edtf.split("/")[0], second.edtf.split("/")[-1]
            if begin < end:
                explicit = first.explicit or second.explicit
                return Moment(Span(at, second.end), "period", f"{begin}/{end}", "times.range", explicit=explicit)
    return _suffixed(text, at, first, patterns)


def _read_year(text: str, at: int, anchor: Anchor) -> _Point | None:
    """A year that has its 年 from a later one: 1985到1989年9月, 2010、2011和2014年, 102至113年."""
    match = _BARE_YEAR.match(text, at)
    if match:
        return _Point(match.end(), f"{_number(match['y'])}", True, False, False)
    counted = _BARE_REPUBLIC.match(text, at) if anchor.republic and not text[at - 1 : at].isdigit() else None
    return _Point(counted.end(), f"{1911 + _number(counted[0])}", True, False, False) if counted else None


def _read_day(text: str, at: int, first: _Point) -> _Point | None:
    """The day that ends a range of days: 8月10日至十五日."""
    match = _LAST_DAY.match(text, at) if first.edtf and len(first.edtf) == len("2020-08-10") else None
    if match is None or first.edtf is None:
        return None
    value = edtf(int(first.edtf[:4]), int(first.edtf[5:7]), _number(match["d"]))
    return _Point(match.end(), value, False, False, False) if value else None


def _suffixed(text: str, at: int, point: _Point, patterns: Grammar) -> Moment | None:
    """The moment with what follows it: 以来, 起, 前, 上午."""
    tail = patterns.tail.match(text, point.end)
    end = tail.end() if tail else point.end
    named = at > 0 and text[at - 1] in _FROM
    lasting = _LASTING.search(text, point.end, point.end + _LONGEST_EVENT)
    since = (_SINCE_AFTER if named else _EVENT_AFTER).match(text, point.end) if lasting else None
    onwards = _START_AFTER.match(text, point.end)
    ever = text.endswith(_FROM, 0, at)
    value, kind = point.edtf, "period" if point.edtf and "/" in point.edtf else "date"
    if (tail and tail["open"]) or since or onwards or ever:
        value, kind = (f"{value.split('/')[0]}/.." if value else None), "period"
        end = onwards.end() if onwards and not tail else end
    if point.relative:
        kind = "relative"
    rule, confidence = ("times.relative", 0.8) if point.relative else ("times.date", 1.0 if point.explicit else 0.9)
    return Moment(Span(at, end), kind, value, rule, confidence, point.explicit, point.complete)  # type: ignore[arg-type]


def _read_point(text: str, at: int, anchor: Anchor, patterns: Grammar) -> _Point | None:
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
    return _Point(same.end() if same else match.end(), value, explicit, relative, explicit and bool(match["d"]))


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
        beyond = _number(finish) < _number(begin)
        first, last = edtf(year, _number(begin)), edtf(year + beyond, _number(finish))
        return f"{first}/{last}" if first and last and first < last else None
    ten = match["ten"] or match["ten2"]
    month, day, since = match["m"] or match["m2"], match["d"] or match["d2"], match["da"] or match["da2"]
    if since:
        first, last = edtf(year, _number(month), _number(since)), edtf(year, _number(month), _number(day))
        return f"{first}/{last}" if first and last and first < last else None
    if ten and month:
        return _ten_days(year, _number(month), ten)
    turn = patterns.turns.get(match["turned"] or f"年{match['turn']}", "")
    return edtf(year, _number(month or turn) if month or turn else None, _number(day) if day else None)


def _ten_days(year: int, month: int, third: str) -> str | None:
    """A third of a month: 7月下旬."""
    first, last = _TENS[third]
    ends = last_day(edtf(year, month)) or ""
    return f"{edtf(year, month, first)}/{min(ends, f'{year:04d}-{month:02d}-{last:02d}')}"


def _year(match: re.Match[str], anchor: Anchor, patterns: Grammar, same: bool) -> int | None:
    today, reached = year_of(anchor.today), year_of(anchor.reached)
    if match["y"]:
        return _number(match["y"])
    if match["roc"] or match["republic"]:
        return 1911 + _number(match["roc"] or match["republic"])
    if match["short"]:
        short = _number(match["short"])
        return (1900 if short > 50 else 2000) + short
    if not match["word"]:
        return _unnamed_year(anchor, bool(_AHEAD.match(match.string, match.end())))
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


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(number_of(text) or 0)


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
        rf"(?:(?:(?P<y>{_Y4})[ ]?(?:财政|财|会计)?年|民国(?P<roc>\d{{1,3}}|[{_HAN}百]{{1,5}})年"
        rf"|(?P<short>0\d(?=[ ]?年)|(?<![第近满过逾这\d])[0-389]\d(?=年[初底末](?![级段]))"
        rf"|\d\d(?=年(?:\d{{1,2}}月|第?[一二三四1-4]季|[上下]半年))"
        rf"|[五六七八九零〇][{_HAN[:-1]}](?=年(?![来间]|多)))[ ]?年"
        rf"|(?<![\d.])(?P<republic>1[0-2]\d|[5-9]\d|一[零〇○一二][{_HAN[:-1]}])年(?![来间]|的?历史|多)"
        rf"|(?!(?<=加)上)(?P<word>{year}))(?:度(?!过)|期间|全年)?"
        rf"(?:[ ]?{_month('')}|(?P<part>{part})|(?P<turned>{turn}){_TURN_UNLESS}|(?P<holiday>{holiday}))?"
        rf"|(?<![\d个第]){_month('2')}|(?P<part2>{part})|{_TURN}(?P<turn>[初底末]{_TURN_UNLESS}|内(?![部涵]))|(?P<holiday2>{holiday})"
        rf"|(?<![\d.])(?:[同当该]月)?(?P<day>\d{{1,2}})日(?![均常报志期程产供处发本内]|以内|之内))"
    )
    return Grammar(
        start=guarded(
            rf"\d{_HAN}民年上同当该前“\"{first}",
            rf"{year}|{part}|{holiday}|民国|年[初底末内]|[“\"]?[六七八九十][一二三四五]?五|上个?世纪|[同当该]月(?=\d)|前[\d{_HAN}两]"
            rf"|(?<![\d.])\d(?=\d{{0,3}}(?:{_DATED}|[./]\d))|[{_HAN}](?=[{_HAN}]{{0,3}}{_DATED})",
        ),
        point=re.compile(point),
        tail=re.compile(rf"(?P<open>{tail})|{until}(?!台|往|景|沿|提|列|期|海|线|后)|{day}"),
        years=words["year"],
        parts=words["part"],
        turns=words["turn"],
        holidays=words.get("holiday", {}),
    )


def _month(mark: str) -> str:
    """Months and days of one year: 1-11月, 前11个月, 8月, 8月上旬, 8月10日, 8月10-12日."""
    month = rf"(?P<ma{mark}>{_M})(?:月份?)?{_SEP}(?P<mb{mark}>{_M})[ ]?月份?(?![ ]?\d{{1,2}}[日号])(?![上中下]旬)"
    days = rf"(?:(?P<da{mark}>{_D}){_SEP}(?={_D}[ ]?[日号]))?(?P<d{mark}>{_D})[ ]?[日号]"
    day = rf"(?:份|(?P<ten{mark}>[上中下]旬)|[初底末])?(?:[ ]?{days})?"
    first = rf"[前头](?P<first{mark}>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])个?月"
    return rf"(?:{first}|{month}|(?P<m{mark}>{_M})[ ]?月(?![票饼刊租费球薪度]){day})"
