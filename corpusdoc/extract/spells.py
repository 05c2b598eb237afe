"""Lengths of time and frequencies: 20年间, 五个月, 连续七年, 近两年, 三年来, 每月一次."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import edtf, year_of
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.points import Moment, number
from corpusdoc.extract.vocabulary import alternatives, guarded
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_COUNT = r"(?<![\d.第零〇○一二两三四五六七八九十百千万几数])(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|[一二三]百)"
_FIRST = r"\d一二两三四五六七八九十"
_RECENT = re.compile(rf"(?:最近|近|过去的?|这)(?P<n>{_COUNT})年(?:多)?(?:以来|来|间|里|中|内)?")
_SINCE = guarded(_FIRST, rf"(?P<n>{_COUNT})(?:[多余]?年|年多)(?:以来|来)(?!访|自|到|临)")
_AGO = guarded(_FIRST, rf"(?P<n>{_COUNT})(?:[多余]?年|年多)(?:之?前|以前)(?!列|往|后)")
_LENGTH = guarded(
    f"{_FIRST}连历为短长仅",
    rf"(?:连续|历时|为期|历经|短短|长达|仅用)?(?P<n>{_COUNT})(?:多|余)?[ ]?(?P<unit>年|周年|个年头|个月)(?P<half>半)?"
    r"(?:(?<=年)[零又](?P<months>1[01]|[1-9一两二三四五六七八九十])个月)?"
    r"(?![\u4e00-\u9fff]{1,4}率)(?<![键之的新这那每哪头第半比年]一年)(?<!又一年)(?<!又是一年)(?!比|更比|一度|四季|到头|之计|如一日|行动|计划|规划|滚动|攻坚|[级度代会报终龄检货薪初底末月]|[一二三四五六七八九十\d]{1,2}月)(?:间|里|之内|以内|内(?![部外容])|以上)?",
)
_DAYS = re.compile(
    rf"(?:连续|历时|为期|历经|奋战|苦战|坚守|耗时)了?(?P<n>{_COUNT})(?:多|余)?[ ]?"
    r"(?P<unit>天|个昼夜|周|个星期|个工作日|个季度)",
)
_NIGHTS = guarded(_FIRST, rf"(?P<n>{_COUNT})(?P<unit>天){_COUNT}夜")
# 建队48年来: that long, not the last years of it.
_LIFE = re.compile(
    "(?:成立|到任|上任|任职|履职|挂牌|组建|建[^,，。;；是设\\d]|入[职党伍行企]|从[业教警军医]|投[产运用]|开[通业行]|创[立建办业])$"
)
_LONG = 10
_CODES = {
    "年": "Y",
    "周年": "Y",
    "个年头": "Y",
    "个月": "M",
    "天": "D",
    "个昼夜": "D",
    "周": "W",
    "个星期": "W",
    "个工作日": "D",
}
_OFTEN = {"小时": "PT{}H", "个小时": "PT{}H", "h": "PT{}H", "分钟": "PT{}M", "min": "PT{}M", "d": "P{}D"}
# A document of the first months speaks of the years before its own: 近两年 in January 2018 is 2016/2017.
_NEW_YEAR_MONTHS = 3


def find_spells(text: str, today: str | None, lexicon: Lexicon) -> list[Moment]:
    """Lengths and frequencies in a sentence, left to right, none inside another. `today` is EDTF."""
    found: list[Moment | None] = [*_sets(text, lexicon)]
    found += [_recent(match, today) for match in _RECENT.finditer(text)]
    if "来" in text:
        found += [_length(match) if _is_life(match) else _recent(match, today) for match in _SINCE.finditer(text)]
    if "前" in text:
        found += [_ago(match, today) for match in _AGO.finditer(text)]
    for pattern in (_LENGTH, _DAYS, _NIGHTS) if "夜" in text else (_LENGTH, _DAYS):
        found += [_length(match) for match in pattern.finditer(text)]
    kept: list[Moment] = []
    for moment in sorted((m for m in found if m), key=lambda m: (m.span.start, -m.span.end)):
        if not kept or kept[-1].span.end <= moment.span.start:
            kept.append(moment)
    return kept


@cache
def spell_marks(lexicon: Lexicon) -> re.Pattern[str]:
    """What every length and frequency has in it: most sentences have none and need no further look."""
    return re.compile(spell_mark(lexicon)[1])


def spell_mark(lexicon: Lexicon) -> tuple[str, str]:
    """What such a mark begins with, as a class of characters, and its pattern."""
    words = {row["surface"][0] for row in lexicon.rows("time_words") if row["kind"] == "set"}
    first = re.escape("".join({"每", *words}))
    return f"{first}{_FIRST}百", rf"[{first}]|[{_FIRST}百][多余个 ]{{0,3}}[年月天周星昼工]"


def _recent(match: re.Match[str], today: str | None) -> Moment | None:
    count, this = _count(match), year_of(today)
    period = None
    if this is not None and today is not None and count:
        last = this - 1 if 0 < int(today[5:7] or 0) <= _NEW_YEAR_MONTHS else this
        period = f"{last - count + 1}/{last}" if count > 1 else f"{last}"
    return Moment(Span(*match.span()), "relative", period, "times.recent", 0.6)


def _is_life(match: re.Match[str]) -> bool:
    return _count(match) >= _LONG or _LIFE.search(match.string, max(0, match.start() - 4), match.start()) is not None


def _ago(match: re.Match[str], today: str | None) -> Moment | None:
    this = year_of(today)
    when = edtf(this - _count(match)) if this is not None else None
    return Moment(Span(*match.span()), "relative", when, "times.ago", 0.5)


def _length(match: re.Match[str]) -> Moment | None:
    count = _count(match)
    if not count or match.string.endswith("公元前", 0, match.start()):
        return None
    unit = match.groupdict().get("unit", "年")
    length = f"P{3 * count}M" if unit == "个季度" else f"P{count}{_CODES[unit]}"
    if unit == "年" and match.groupdict().get("half"):
        length = f"P{12 * count + 6}M"
    if match.groupdict().get("months"):
        length = f"P{count}Y{number(match['months'])}M"
    return Moment(Span(*match.span()), "duration", length, "times.duration", 0.8)


def _sets(text: str, lexicon: Lexicon) -> Iterator[Moment]:
    pattern, intervals = _set_grammar(lexicon)
    for match in pattern.finditer(text):
        if match["word"]:
            code = intervals[match["word"]]
        elif match["often"]:
            code = f"{_OFTEN[match['often']].format(number_of(match['m']))}"
        else:
            code = f"P{_count(match)}{_CODES[match['unit']]}"
        yield Moment(Span(*match.span()), "set", f"R/{code}", "times.set", 0.9)


def _count(match: re.Match[str]) -> int:
    return int(number_of(match["n"]) or 0)


@cache
def _set_grammar(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    intervals = {row["surface"]: row["value"] for row in lexicon.rows("time_words") if row["kind"] == "set"}
    every = r"每[隔]?(?P<n>\d{1,2}|[两三四五六七八九十])(?P<unit>年|个月|天|周)"
    often = (
        r"每[隔]?(?P<m>\d{1,3}|[两三四五六七八九十]{1,2})[ ]?(?P<often>小时|个小时|分钟|h|d|min)(?=[ ]?[一两三\d]次)"
    )
    times = r"(?:[ ]?(?:\d{1,2}|[一两二三四五六七八九十])次)?"
    # 每人每天补贴30元 says for whom and how long a rate is, not how often something is done.
    rate = "".join(f"(?<!每{each})" for each in "人户名位台车家班店站")
    first = re.escape("".join({"每", *(word[0] for word in intervals)}))
    return guarded(first, rf"{rate}(?:(?P<word>{alternatives(intervals)})|{every}|{often}){times}"), intervals
