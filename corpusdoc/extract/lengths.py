"""Lengths of time as one says them, and spans between two spoken days: 四个星期, 36天5小时, 从周一到周五."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpusdoc.extract.moments import Moment
from corpusdoc.extract.numerals import number_of
from corpusdoc.model import Span

_COUNT = r"(?:\d{1,4}|[一两二三四五六七八九十百]{1,5})"
_NOT_BEFORE = r"(?<![\d.第周年月零〇一二两三四五六七八九十百千几数~/-])"
_LENGTH = re.compile(
    rf"{_NOT_BEFORE}(?:(?P<weeks>{_COUNT})(?:个多?(?:星期|礼拜)|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])"
    rf"|周(?!年|岁|[一二三四五六日末边期转刊报长全公天之以]))"
    rf"|(?P<anniversary>{_COUNT})周年|(?P<quarters>{_COUNT})个季度|(?P<months>{_COUNT})个多月"
    rf"|(?P<days>(?:3[2-9]|[4-9]\d|\d{{3}}|两))日(?![元均常报前后游]))(?![之以]?[前后来])"
)
# 四年六个月, 36天5小时30分: of two units at least, the lower behind the higher. 2023年 is no length.
_LADDER = re.compile(
    rf"{_NOT_BEFORE}(?={_COUNT}(?:年|个月|天|个?小时|分))"
    rf"(?:(?P<Y>\d{{1,2}}|[一两二三四五六七八九十]{{1,3}})年零?)?(?:(?P<M>{_COUNT})个月零?)?(?:(?P<D>{_COUNT})天零?)?"
    rf"(?:(?P<h>{_COUNT})个?小时零?)?(?:(?P<m>{_COUNT})分钟?(?!之)零?)?(?:(?P<s>{_COUNT})秒)?"
)
_LUNAR_MONTH = "(?:闰[一二三四五六七八九十]月|[正冬腊]月)"
_LUNAR_DAY = "(?:初[一二三四五六七八九十]|[廿卅][一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?(?!月))"
_YEAR = "(?:(?:19|20)\\d\\d年|[一二][零〇一二三四五六七八九]{3}年|[今去明]年)"
_LUNAR = re.compile(
    rf"{_YEAR}?(?:(?:农历|阴历){_YEAR}?"
    rf"(?:(?:{_LUNAR_MONTH}|(?:\d{{1,2}}|十?[一二三四五六七八九十])月){_LUNAR_DAY}?|{_LUNAR_DAY})"
    rf"|{_LUNAR_MONTH}{_LUNAR_DAY}?|十?[一二三四五六七八九十]月(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?))"
    rf"|大年(?:初[一二三四五六七八九十]|三十)"
)
_JOIN = re.compile("[ ]?(?:至|到|~|～|—|——|–|-)[ ]?")


def find_lunar(line: str) -> Iterator[Moment]:
    """The days of the lunar calendar, which are dates that nothing here turns into those of ours: 农历八月十五."""
    for match in _LUNAR.finditer(line):
        yield Moment(Span(*match.span()), "date", None, "times.lunar")


def find_lengths(line: str) -> Iterator[Moment]:
    """The lengths of time in `line` that are said in weeks and quarters or in several units."""
    end = 0
    found = [*(_ladder(match) for match in _LADDER.finditer(line)), *map(_length, _LENGTH.finditer(line))]
    for moment in sorted((each for each in found if each), key=lambda each: (each.span.start, -each.span.end)):
        if moment.span.start >= end:
            end = moment.span.end
            yield moment


def _length(match: re.Match[str]) -> Moment | None:
    kind = match.lastgroup or ""
    count = _number(match[kind])
    code = {"weeks": "W", "anniversary": "Y", "quarters": "M", "months": "M", "days": "D"}[kind]
    if not count:
        return None
    return Moment(
        Span(*match.span()), "duration", f"P{count * 3 if kind == 'quarters' else count}{code}", "times.length"
    )


def _ladder(match: re.Match[str]) -> Moment | None:
    days = "".join(f"{_number(match[unit])}{unit}" for unit in "YMD" if match[unit])
    hours = "".join(f"{_number(match[unit])}{unit.upper()}" for unit in "hms" if match[unit])
    if sum(match[unit] is not None for unit in "YMDhms") < 2:
        return None
    return Moment(Span(*match.span()), "duration", f"P{days}{'T' if hours else ''}{hours}", "times.length")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(number_of(text) or 0)


def joined(line: str, moments: Sequence[Moment]) -> list[Moment]:
    """The moments, two days with a mark between them as one period: 昨天下午两点到明天四点."""
    found: list[Moment] = []
    for moment in moments:
        last = found[-1] if found else None
        if last and _JOIN.fullmatch(line, last.span.end, moment.span.start) and _is_span(last, moment):
            span = Span(last.span.start, moment.span.end)
            found[-1] = replace(last, span=span, type="period", edtf=f"{last.edtf}/{moment.edtf}")
        else:
            found.append(moment)
    return found


def _is_span(first: Moment, second: Moment) -> bool:
    begin, end = first.edtf or "", second.edtf or ""
    points = begin[:1].isdigit() and end[:1].isdigit() and "/" not in begin + end
    return points and begin < end
