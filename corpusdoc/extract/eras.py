"""Spans of years that have their own words: 2010-2016年, 2022/23年度, “十四五”期间, 上世纪90年代."""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.extract.points import Moment, number
from corpusdoc.extract.reigns import FIRST_YEARS, REIGNS
from corpusdoc.extract.time_grammar import HAN, TO, YEAR
from corpusdoc.model import Span

_YEARS = re.compile(
    rf"(?P<a>{YEAR})年?{TO}(?P<b>{YEAR})[ ]?(?:年(?:度|间|期间)?|(?:采暖|供暖|供热|榨|赛)[季期]|学年|财年"
    r"|(?=[两二三四五六七八九十]年))"
    r"|(?P<c>20\d{2})[/-](?P<d>\d{2}) ?(?:财政|财务|会计)?年度?|(?P<school>(?:19|20)\d\d|1[0-3]\d)学年度?"
)
_DECADE = re.compile(
    rf"(?:(?P<century>1\d|2[01]|十[一二三四五六七八九]?|二十一?)世纪|上个?世纪)(?:(?P<tens>\d0|[{HAN}]十)年代(?:[初末中前后]期?)?)?"
    rf"|(?P<alone>(?<![\d{HAN}])(?:[5-9]0|[五六七八九]十))年代(?:[初末中前后]期?)?"
)
_REIGN = re.compile(rf"(?P<reign>{REIGNS})(?P<n>元|\d{{1,2}}|[{HAN}]{{1,3}})年(?!间)")
_PLAN = re.compile(
    r"(?:[“\"](?P<quoted>[六七八九]五|十[一二三四五]?五)[”\"]|(?P<plain>[六七八九]五|十[一二三四五]?五))(?:规划)?"
    r"(?P<part>期间|时期|末期?|以来|初期|收官之年|开局之年|首年|期?末)?(?P<years>[前后][两二三四]年)?"
)


def read_era(text: str, at: int) -> Moment | None:
    """The span of years that begins at `at`; None if none does."""
    return _read_years(text, at) or _read_plan(text, at) or _read_decade(text, at) or _read_reign(text, at)


def _read_years(text: str, at: int) -> Moment | None:
    match = _YEARS.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    if match["school"]:
        first = int(match["school"]) + (1911 if len(match["school"]) == len("112") else 0)
        last = first + 1
    elif match["c"]:
        first, last = int(match["c"]), int(match["c"][:2] + match["d"])
        if last != first + 1:
            return None
    else:
        first, last = number(match["a"]), number(match["b"])
    if first >= last:
        return None
    return Moment(Span(*match.span()), "period", f"{first}/{last}", "times.years", explicit=True)


def _read_reign(text: str, at: int) -> Moment | None:
    """光绪三十年 is 1904; the year of the moon that it runs as is taken for ours."""
    match = _REIGN.match(text, at)
    if match is None:
        return None
    year = FIRST_YEARS[match["reign"]] + number(match["n"]) - 1
    return Moment(Span(*match.span()), "date", f"{year}", "times.reign", 0.8, explicit=True)


def _read_plan(text: str, at: int) -> Moment | None:
    """“十四五”期间: the n-th five-year plan began in 1951 + 5 n. A bare 十三五 must be said to be one."""
    match = _PLAN.match(text, at)
    if match is None or not (match["quoted"] or match["part"] or match["years"] or match[0].endswith("规划")):
        return None
    first = 1951 + 5 * number((match["quoted"] or match["plain"])[:-1])
    part = match["part"] or ""
    some = match["years"] or ""
    years = number(some[1].replace("两", "二")) if some else 5
    begin, end = (first + 5 - years, first + 4) if some[:1] == "后" else (first, first + years - 1)
    if part in ("开局之年", "首年"):
        end = begin
    elif "末" in part or part == "收官之年":
        begin = end
    period = f"{begin}/.." if part == "以来" else f"{begin}" if begin == end else f"{begin}/{end}"
    return Moment(Span(*match.span()), "period", period, "times.plan", 0.9)


def _read_decade(text: str, at: int) -> Moment | None:
    match = _DECADE.match(text, at)
    if match is None:
        return None
    century = number(match["century"]) - 1 if match["century"] else 19
    tens = match["tens"] or match["alone"]
    first = century * 100 + (number(tens) if tens else 0)
    return Moment(Span(*match.span()), "period", f"{first}/{first + (9 if tens else 99)}", "times.decade", 0.9)
