"""Dates, periods, durations and frequencies, resolved in the text's own order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from corpusdoc.extract.dates import first_day, last_day, year_of
from corpusdoc.extract.moments import read_moment
from corpusdoc.extract.points import Anchor, Moment, grammar
from corpusdoc.extract.spells import find_spells, spell_mark, spell_marks
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginning
from corpusdoc.model import Document, Mention, Profile, Section, Segmentation, TimeExpression

# A page's date lies years after the report's own: the report does not speak of that year when it says 今年.
_CREDIBLE_YEARS = 1
# Neither a plan's year nor one since when something lasts says when the report was written.
# 2017年后新建的 only tells which ones are meant.
_BODY_YEAR = re.compile(
    r"((?:19|20)(?<!\d[12][09])\d\d)年(?!.{0,12}(?:目标|规划|远景))(?![^,，。;；\n]{0,50}以来|起|[以之]?[前后])"
)
# 112年度 and 113年6月 can mean nothing else, with or without 民国 in the text; nor can 112年 in what speaks of Taiwan.
_REPUBLIC = re.compile(r"民国[ ]?[\d一二三四五六七八九十]|1(?<![\d.第]1)[0-3]\d ?年(?:度|底|初| ?1?\d ?月)")
_IN_TAIWAN = re.compile("台湾|台北|台中|台南|高雄|新台币|行政院")
_THREE_DIGITS = re.compile(r"1(?<![\d.第]1)[01]\d ?年(?!来|间|的?历史|多|老)")
# 比2018年增长, 由2018年的86%提高: the text looks back there, it does not go on from there.
# 2003年年度报告, 二零二五年全年业绩: what has such a title tells of that year.
_RESULTS = re.compile(
    "[年度 ]{0,3}(?:全年|中期|半年度?|第?[一二三四]季度?|年度)?[ ]?"
    "(?:年报|业绩|(?:财务|决算|营业)?报告书?(?=全?文|摘要|[（(\\s]|$))"
)
# 2025年一季度供水服务情况通报: a bulletin's title, or news of it.
_BULLETIN = re.compile(
    "度?[^,，。;；:：《》\\s]{0,20}(?:通报|通告|公报|简报|情况|统计(?:数据|表))(?:[(（][^()（）]{0,12}[)）])?(?P<told>$|[,，。])"
)
_TOLD = re.compile("年报|业绩|报告|通报|通告|公报|简报|情况|统计")
_ISSUED = re.compile("(?:发布|公布|印发|通报)了?[^,，。;；]{0,6}$")
# 发布《2021年社会责任报告》 is news of it; who has published reports every year tells of more than them.
_REPORT = re.compile(
    "(?:^|[。;；])(?:(?!连续|每年|历年|定期|先后|累计|曾)[^。;；]){0,80}?(?:发布|公布|披露|发表|推出)[^《。;；]{0,12}《[^《》]{0,20}?((?:19|20)\\d\\d)年?度?[^《》\\d]{0,16}(?<!调研)(?:报告|白皮书)"
)
_TITLE_PASSAGES = 4
# 召开2015年工作会议, 113年股东常会, 2021年工作成效: who reports on a year's meeting or work does so that year.
_OF_ITS_YEAR = re.compile(
    "度?(?:第[一二三四1-4]次|上半年|年中)?[^,，。;；《》\\s]{0,10}"
    "(?:常会|大会|年会|会议|例会|工作会|职代会|总结|工作成效|工作回顾|工作情况|工作要点|工作报告|述职报告)"
)
# 在刚刚过去的2014年: it is written in the next one.
_JUST_OVER = re.compile(r"刚刚过去的((?:19|20)\d\d)年")
# (2019年5月6日—5月12日) on a line of its own below the title: what a bulletin is about.
_STRETCH = re.compile(r"[(（]?([^()（）]{6,40}[日月年季度])[)）]?")
_ENDED = re.compile("[日号]止.{0,4}(?:年度|个月)")
_LONGEST_DAY = len("二零二三年十二月三十一日")
_COMPARED = re.compile("[比较与]$")
_SAME_PERIOD = "同期"
# Rows of tables: the years in their headings are no steps of a story.
_TABLE_ROW = re.compile(r"\t|[^|\n]\|[^|\n]{0,40}\|")
_OWN_FIGURE = re.compile(r"[的之][约近超过]{0,2}[\d一二三四五六七八九十]")
_TITLE = re.compile(r"《[^》\n]{1,80}》")
# A year that an earlier paragraph mentioned long ago in time does not hold for a bare 4月 here.
_NEAR_YEARS = 5


def find_times(
    document: Document, segmentation: Segmentation, profile: Profile, lexicon: Lexicon
) -> tuple[TimeExpression, ...]:
    """All times of the document in its order. Of noise (page stamps, navigation) only complete dates are read."""
    reported = reported_period(document, segmentation, lexicon)
    stated = _credible(document, segmentation, profile)
    anchor = Anchor(
        stated if profile.date else _own_year(document, segmentation, reported, lexicon),
        reported=reported,
        republic=counts_from_1911(document.text),
    )
    found: list[TimeExpression] = []
    around = _parents(segmentation.sections)
    named: dict[int, int] = {}
    for index in _with_times(document, segmentation, lexicon):
        sentence = segmentation.sentences[index]
        text = sentence.span.of(document.text)
        passage = segmentation.passages[sentence.passage]
        if passage.noise:
            stamps, _ = read_times(text, anchor, lexicon)
            found += [_expression(stamp, sentence.span.start, index) for stamp in stamps if stamp.complete]
            continue
        if sentence.passage != anchor.passage:
            anchor = _entering(anchor, sentence.passage, _year_above(passage.section, around, named))
        moments, behind = read_times(text, anchor, lexicon)
        found += [_expression(moment, sentence.span.start, index) for moment in moments]
        if passage.kind == "heading" and passage.section is not None:
            year = next(filter(None, (_whole_year(m) for m in moments if not _is_compared(text, m))), None)
            if year:
                named.setdefault(passage.section, year)
        anchor = anchor if _TABLE_ROW.search(text) else behind
    return tuple(found)


def _with_times(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> Iterator[int]:
    """The sentences where a time may begin: one scan of the whole text, most sentences have none."""
    places = (match.start() for match in _beginning(lexicon).finditer(document.text))
    place = next(places, None)
    for index, sentence in enumerate(segmentation.sentences):
        while place is not None and place < sentence.span.start:
            place = next(places, None)
        if place is not None and place < sentence.span.end:
            yield index


def reported_period(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> str | None:
    """The EDTF of what an annual report, a notice of results or a bulletin is about, as its title or its first words on
    it say; None for other texts.
    """
    anchor = Anchor(today=None, republic=counts_from_1911(document.text))
    for passage in segmentation.passages[:_TITLE_PASSAGES]:
        text = passage.span.of(document.text)
        if issued := _REPORT.search(text):
            return issued[1]
        lone = _STRETCH.fullmatch(text)
        for moment in read_times(text, anchor, lexicon)[0] if lone or _TOLD.search(text) else []:
            start, end = moment.span.start, moment.span.end
            bulletin = _BULLETIN.match(text, end)
            titled = bulletin and (not bulletin["told"] or _ISSUED.search(text, 0, start))
            whole = lone and moment.span.of(text) == lone[1] and "/" in (moment.edtf or "")
            if whole or (moment.explicit and (titled or _RESULTS.match(text, end))):
                return moment.edtf
    ended = _ENDED.search(document.text)
    if ended is None:
        return None
    moments, _ = read_times(document.text[max(0, ended.start() - _LONGEST_DAY) : ended.end()], anchor, lexicon)
    return next((moment.edtf for moment in reversed(moments) if moment.type == "period"), None)


def _own_year(document: Document, segmentation: Segmentation, reported: str | None, lexicon: Lexicon) -> str | None:
    """The year that an undated text is of, as its first line or what it is about tells."""
    if over := _JUST_OVER.search(document.text):
        return f"{int(over[1]) + 1}"
    text = segmentation.passages[0].span.of(document.text) if segmentation.passages else ""
    anchor = Anchor(today=None, republic=counts_from_1911(document.text))
    for moment in read_times(text, anchor, lexicon)[0] if _OF_ITS_YEAR.search(text) else []:
        if moment.explicit and moment.edtf and _OF_ITS_YEAR.match(text, moment.span.end):
            return moment.edtf
    # What is reported on in parts of a year is told in that year.
    return f"{year_of(reported)}" if reported and "/" in reported else None


# Asked for by each finder that reads times; of the document that was asked for last, the answer is kept.
@lru_cache(maxsize=1)
def counts_from_1911(text: str) -> bool:
    """Whether a text counts its years from the founding of the Republic: 111年度 is 2022 then."""
    return bool(_REPUBLIC.search(text) or (_IN_TAIWAN.search(text) and _THREE_DIGITS.search(text)))


def read_times(text: str, anchor: Anchor, lexicon: Lexicon) -> tuple[list[Moment], Anchor]:
    """The times of one sentence, left to right, and the anchor behind them: each is read with the year that those
    before it have reached.
    """
    titles = bytearray(len(text))
    for title in _TITLE.finditer(text) if "《" in text else ():
        titles[title.start() : title.end()] = b"\1" * len(title.group())
    dates: list[Moment] = []
    position = begun = 0
    for match in grammar(lexicon).starts.finditer(text):
        if match.start() < begun:
            continue
        begun = match.end(1)
        moment = read_moment(text, match.start(), anchor, lexicon) if match.start() >= position else None
        if moment is None:
            continue
        position = moment.span.end
        dates.append(moment)
        if titles[moment.span.start] or _is_compared(text, moment) or not moment.edtf or ".." in moment.edtf:
            continue
        # An explicit date carries the text along; an open period, the year in a title or the page's own date do not.
        if moment.explicit and moment.edtf != anchor.today and not _is_far(moment, anchor):
            anchor = anchor._replace(current=moment.edtf, reached=moment.edtf.split("/")[-1], here=True)
        else:
            anchor = anchor._replace(current=moment.edtf)
    if not spell_marks(lexicon).search(text):
        return dates, anchor
    spells = find_spells(text, _looked_back_from(dates, anchor), lexicon)
    return sorted([*dates, *_apart(spells, dates)], key=lambda m: m.span), anchor


@cache
def _beginning(lexicon: Lexicon) -> re.Pattern[str]:
    """Where a date, a length or a frequency may begin."""
    first, mark = spell_mark(lexicon)
    moments = grammar(lexicon)
    return beginning(moments.first + first, f"{moments.start}|{mark}")


def _looked_back_from(dates: Sequence[Moment], anchor: Anchor) -> str | None:
    """What 五年来 is counted from: the year that is reported on, or else the text's own; the one before it where its
    sentence goes that far and no further.
    """
    if anchor.reported and len(anchor.reported) == len("2023"):
        return anchor.reported
    last = max((date.edtf.split("/")[-1][:4] for date in dates if date.explicit and date.edtf), default="")
    this = year_of(anchor.today)
    return last if this is not None and last == f"{this - 1}" else anchor.today


def _is_far(moment: Moment, anchor: Anchor) -> bool:
    """Whether a date lies years ahead: 2035年前达到碳中和 is an aim, the text does not go on from there."""
    year, today = year_of(moment.edtf), year_of(anchor.today)
    return year is not None and today is not None and year > today + _CREDIBLE_YEARS


def _is_compared(text: str, moment: Moment) -> bool:
    start, end = moment.span.start, moment.span.end
    return bool(
        _COMPARED.search(text, max(0, start - 2), start)
        or _OWN_FIGURE.match(text, end)
        or text.endswith(_SAME_PERIOD, start, end)
    )


def _parents(sections: Sequence[Section]) -> list[int | None]:
    """For each section the one that it lies in."""
    found: list[int | None] = []
    around: list[int] = []
    for index, section in enumerate(sections):
        while around and not sections[around[-1]].span.contains(section.span):
            around.pop()
        found.append(around[-1] if around else None)
        around.append(index)
    return found


def _year_above(section: int | None, around: Sequence[int | None], named: Mapping[int, int]) -> int | None:
    """The year that the section's heading names, or one above it."""
    while section is not None and section not in named:
        section = around[section]
    return None if section is None else named[section]


def _whole_year(moment: Moment) -> int | None:
    """The year of an explicit date; None for a time of several years."""
    first, last = first_day(moment.edtf), last_day(moment.edtf)
    return int(first[:4]) if moment.explicit and first and last and first[:4] == last[:4] else None


def _apart(spells: list[Moment], dates: list[Moment]) -> Iterator[Moment]:
    """The spells that share no character with a date."""
    upcoming = iter(dates)
    date = next(upcoming, None)
    for spell in spells:
        while date and date.span.end <= spell.span.start:
            date = next(upcoming, None)
        if date is None or spell.span.end <= date.span.start:
            yield spell


def _expression(moment: Moment, offset: int, sentence: int) -> TimeExpression:
    return TimeExpression(
        mention=Mention(moment.span.shift(offset), sentence, moment.rule, moment.confidence),
        type=moment.type,
        edtf=moment.edtf,
        first=first_day(moment.edtf),
        last=last_day(moment.edtf),
    )


def _entering(anchor: Anchor, passage: int, heading: int | None) -> Anchor:
    reached, today = year_of(anchor.reached), year_of(anchor.today)
    stale = reached is not None and today is not None and abs(today - reached) > _NEAR_YEARS
    reached_by = None if stale else anchor.reached
    return anchor._replace(passage=passage, here=False, reached=reached_by, heading=heading, current=None)


def _credible(document: Document, segmentation: Segmentation, profile: Profile) -> str | None:
    """The profile's date, unless the body's own years end well before it."""
    stated = year_of(profile.date)
    if stated is None:
        return None
    bodies = (passage.span.of(document.text) for passage in segmentation.passages if not passage.noise)
    years = [int(match[1]) for body in bodies for match in _BODY_YEAR.finditer(_TITLE.sub("", body))]
    return None if years and max(years) < stated - _CREDIBLE_YEARS else profile.date
