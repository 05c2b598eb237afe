"""What period a text reports on, and of which year it is where it does not say."""

from __future__ import annotations

from functools import lru_cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import year_of
from corpusdoc.extract.points import Anchor
from corpusdoc.extract.sentence_times import TITLE, read_times
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Profile, Segmentation, Span

# A page's date lies years after the report's own: the report does not speak of that year when it says 今年.
_CREDIBLE_YEARS = 1
_PAPER = "page.issue"
# Neither a plan's year nor one since when something lasts says when the report was written.
# 2017年后新建的 only tells which ones are meant.
_BODY_YEAR = re.compile(
    r"((?:19|20)(?<!\d[12][09])\d\d)年(?!.{0,12}(?:目标|规划|远景))(?![^,，。;；\n]{0,50}以来|起|开始|[以之]?[前后])"
)
# 112年度 and 113年6月 can mean nothing else, with or without 民国 in the text; nor can 112年 in what speaks of Taiwan.
_REPUBLIC = re.compile(
    r"民国[ ]?[\d一二三四五六七八九十]|1(?<![\d.第]1)[0-3]\d ?年(?:度|底|初| ?1?\d ?(?:[至到~—-] ?1?\d ?)?月)"
    r"|[今去前本明上][(（]1[0-3]\d[)）]年"
)
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
_NEWS = 200
# 召开2015年工作会议, 113年股东常会, 2021年工作成效: who reports on a year's meeting or work does so that year.
_OF_ITS_YEAR = re.compile(
    "度?(?:第[一二三四1-4]次|上半年|年中)?[^,，。;；《》\\s]{0,10}"
    "(?:常会|大会|年会|会议|例会|工作会|职代会|总结|工作成效|工作回顾|工作情况|工作要点|工作报告|述职报告)"
)
# 在刚刚过去的2014年: it is written in the next one.
_JUST_OVER = re.compile(r"刚刚过去的((?:19|20)\d\d)年")
# 近日,监管局公布了2021年度情况的通报: the news come after the year that they are of.
_LATELY = re.compile("近日|日前|近期")
# 2016年,该院… in news of a meeting of 1月16日, 2011-2014年完成… before 今年1-9月: told in the next year.
_OVER = re.compile(
    r"(?:^|[-—–~至到。;；,，:：\n\s]|截至)((?:19|20)\d\d)年(?:全年|年?[底末])?(?:[,，]|全[市省县区国网司局]"
    r"|[^,，。;；\n度会]{0,12}(?:完成|实现|达))",
    re.MULTILINE,
)
_FIRST_DAY = re.compile(r"(?:[^\n。]{0,40}\n){0,2}[^\d\n。]{0,16}(1[0-2]|[1-9])月\d{1,2}日")
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)年 ?(1[0-2]|[1-9])月")
_EARLY = re.compile(r"[12](?<![\d年].)月\d{1,2}日[^。\n]{0,40}(?:会|获悉|了解到)")
_PART_OF_THIS = re.compile("今年(?:\\d|[一二三前上第])")
# (2019年5月6日—5月12日) on a line of its own below the title: what a bulletin is about.
_STRETCH = re.compile(r"[(（]?([^()（）]{6,40}[日月年季度])[)）]?")
_ENDED = re.compile("[日号]止.{0,4}(?:年度|个月)")
_LONGEST_DAY = len("2023 年 12 月 31 日") + 3


def reported_period(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> str | None:
    """The EDTF of what an annual report, a notice of results or a bulletin is about, as its title or its first words on
    it say; None for other texts.
    """
    return _reported(document.text, _front(segmentation), lexicon)[0]


def bulletin_period(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> str | None:
    """The EDTF of what all of a bulletin, or of the news of a report, is about; an annual report tells of more."""
    period, throughout = _reported(document.text, _front(segmentation), lexicon)
    return period if throughout else None


def _front(segmentation: Segmentation) -> tuple[Span, ...]:
    return tuple(passage.span for passage in segmentation.passages[:_TITLE_PASSAGES])


# Asked for by the finders of times and of figures: of the last document the answer is kept.
@lru_cache(maxsize=1)
def _reported(document: str, front: tuple[Span, ...], lexicon: Lexicon) -> tuple[str | None, bool]:
    """What the text is about, and whether all of its figures are of that time."""
    anchor = Anchor(today=None, republic=counts_from_1911(document))
    for span in front:
        text = span.of(document)
        if issued := _REPORT.search(text):
            return issued[1], True
        lone = _STRETCH.fullmatch(text)
        for moment in read_times(text, anchor, lexicon)[0] if lone or _TOLD.search(text) else []:
            start, end = moment.span.start, moment.span.end
            bulletin = _BULLETIN.match(text, end)
            titled = bulletin and (not bulletin["told"] or _ISSUED.search(text, 0, start))
            whole = lone and moment.span.of(text) == lone[1] and "/" in (moment.edtf or "")
            if whole or (moment.explicit and (titled or _RESULTS.match(text, end))):
                return moment.edtf, bool(whole or titled)
    ended = _ENDED.search(document)
    if ended is None:
        return None, False
    moments, _ = read_times(document[max(0, ended.start() - _LONGEST_DAY) : ended.end()], anchor, lexicon)
    return next((moment.edtf for moment in reversed(moments) if moment.type == "period"), None), False


def own_year(document: Document, segmentation: Segmentation, reported: str | None, lexicon: Lexicon) -> str | None:
    """The year that an undated text is of, as its first line or what it is about tells."""
    if over := _JUST_OVER.search(document.text):
        return f"{int(over[1]) + 1}"
    text = segmentation.passages[0].span.of(document.text) if segmentation.passages else ""
    anchor = Anchor(today=None, republic=counts_from_1911(document.text))
    for moment in read_times(text, anchor, lexicon)[0] if _OF_ITS_YEAR.search(text) else []:
        if moment.explicit and moment.edtf and _OF_ITS_YEAR.match(text, moment.span.end):
            return moment.edtf
    # What is reported on in parts of a year is told in that year, news of a whole one in the next.
    if reported and "/" in reported:
        return f"{year_of(reported)}"
    year = year_of(reported) if _LATELY.search(document.text, 0, _NEWS) else _summed_up(document.text)
    return f"{year + 1}" if year else None if (same := _same_month(document.text)) is None else f"{same}"


def _same_month(text: str) -> int | None:
    """The last year of a text that names a month of it, if its first words name a day of that month alone: 7月25日晚,
    … 2005年7月,用户突破千万.
    """
    first = _FIRST_DAY.match(text)
    named = [(int(match[1]), int(match[2])) for match in _YEAR_MONTH.finditer(text)] if first else []
    year, month = max(named, default=(0, 0))
    return year if first and month == int(first[1]) else None


def _summed_up(text: str) -> int | None:
    """The last year that a text tells of as one that is over; None where it may be its own."""
    early, part = _EARLY.search(text), _PART_OF_THIS.search(text)
    if not (early or part):
        return None
    year = max((int(match[1]) for match in _BODY_YEAR.finditer(TITLE.sub("", text))), default=0)
    over = next((match for match in _OVER.finditer(text) if int(match[1]) == year), None)
    if over is None or re.search(f"{year}年\\s?\\d", text):
        return None
    told = (early and early.start() <= over.start()) or _PART_OF_THIS.search(text, over.end())
    return year if told else None


# Asked for by each finder that reads times; of the document that was asked for last, the answer is kept.
@lru_cache(maxsize=1)
def counts_from_1911(text: str) -> bool:
    """Whether a text counts its years from the founding of the Republic: 111年度 is 2022 then."""
    return bool(_REPUBLIC.search(text) or (_IN_TAIWAN.search(text) and _THREE_DIGITS.search(text)))


def credible(document: Document, segmentation: Segmentation, profile: Profile) -> str | None:
    """The profile's date, unless the body's years end well before it; a page of a paper is as old as what it prints."""
    stated = year_of(profile.date)
    if stated is None:
        return None
    if any(each.rule == _PAPER and str(stated) in each.span.of(document.text) for each in document.noise):
        return profile.date
    bodies = (passage.span.of(document.text) for passage in segmentation.passages if not passage.noise)
    years = [int(match[1]) for body in bodies for match in _BODY_YEAR.finditer(TITLE.sub("", body))]
    return None if years and max(years) < stated - _CREDIBLE_YEARS else profile.date
