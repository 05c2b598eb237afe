"""The time that a figure speaks of: in its clause, its sentence, its paragraph so far, or the headings above."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_end, clause_start, in_closed_brackets, of_another_item
from corpusdoc.extract.dates import last_day
from corpusdoc.extract.vocabulary import alternatives, pattern, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Profile, Segmentation, Span, TimeExpression

_DISPATCH = re.compile("(?:[日社报网]|^)(?:[讯电]|消息)[)） \u3000]{1,3}")  # 江海日报1月17日讯 2011年,…
OPENING = 4  # characters that may stand before a time that opens a clause: 一是, 截至, 其中
_YEAR = re.compile(r"\d{4}|[一二][九零〇○]|上半年|季度")  # （6月1日至10月30日） in a heading is a deadline
_OWN_FIGURE = re.compile(
    r"[的之](?:约|近|超过|达|为|逾|第)?(?![\d一二三四五六七八九十两]{1,3}[多余]?(?:年|个月))[\d一二三四五六七八九十两]"
)  # 由2022年的12亿元增至15亿元
_COMPARED_WITH = re.compile(
    r"\d[\d,.]*[^,，。;；\d]{0,6}(?:[增减]|上升|下降|[多少]\d)"
)  # 较上年同期28.9亿元增加3.7亿元
_MULTIPLE = re.compile(r"[的之][约近超过逾]{0,3}[\d.一二三四五六七八九十两]{1,8}[多余]?倍")
_PART_OF_IT = re.compile(r"(?:同期|全年)?的?[约近超过逾]{0,2}[\d.]{1,6}[%％]")  # 恢复至2019年的92.3%
_AGAINST = re.compile("(?:恢复[到至]|达到?|相当于|为|是|占)$")  # 恢复到去年同期的68.4%
# 2008年以来最强: no time at which something was so; 2004年最高负荷达到 is one.
_RECORD = re.compile("[^,，。;；]{0,2}最(?![高低大][^,，。;；\\d]{2,10}[达为是])")
_PEAK = re.compile("最[高低大]")  # of that one moment, not of what the next sentences tell
_BEFORE_OR_AFTER = re.compile(r".?[以之]?[前后][^,，。;；、\d]{2,10}的")  # 2017年后新建的厂站
# 记者12日从县局获悉: when it was told, not when it was so.
_HEARD = re.compile("[^,，。;；]{0,24}(?:获悉|了解到|得知)")
# 春节期间(2月10日至17日),全市供水: the brackets say when that was.
_SPELLED_OUT = re.compile("(?:期间|假期|黄金周|春运|小长假|[周月季])[(（][^()（）]*$")
# 去年同期为28亿元
_FORMERLY = re.compile(
    "[则仅只]?(?:[为是有]|净?亏损|盈利|实现|完成)[^,，。;；\\d一二三四五六七八九十]{0,4}[\\d一二三四五六七八九十]"
)
_DONE = "已经"
_COMPARING = ("比", "较", "与")  # 较去年 says nothing of when
_IS = re.compile("[^,，。;；]{0,14}[为是自从]")  # 2023年旺季为11月1日至2024年1月21日
_CLOSING = re.compile(r"[)）][。.;；:：]?\s*$")
_REPORTED = re.compile("(?<![比较与每到])(?:本?报告期[内末]?|本期[末内]?|期内|期末)|结算日|年结日")
_RESULTS = re.compile(
    "(?:指标|目标|任务|业绩|效益|计划)[^,，。;；]{0,6}(?:完成|实现|执行|达成)?情况|报告期|(?:会计|财务)(?:数据|指标|状况)|^[^,，。;；]{0,8}(?:经营|生产)(?:情况|概况|业绩|指标|状况)$"
)
_RECENT = re.compile("^近|(?<!以)来$")  # 近两年, 三年来: told of what is said there, not of what follows
_SET_GOING = re.compile(
    "起?(?:开始|始|即|就|便)?[,，]?(?:全面|率先|正式|逐步|陆续|分批)?(?:推行|实行|实施|推出|启动|试行|执行|施行|开展|创办|建立|设立|举办)"
)
_QUOTED = re.compile(r"[《“][^》”]{0,60}$")
_QUOTE = 62
_RISES_FROM = re.compile("[由从][不约近超过到足]{0,2}$")
_RISES = re.compile(r"[^,，。;；\d]{0,12}?[增提升降减扩缩发延壮跃攀翻][^,，。;；\d]{0,4}[到至为]")
_RISEN_TO = re.compile(
    r"[由从][^,，。;；]{0,30}?[\d一二三四五六七八九十][^,，。;；]{0,12}[增提升降减扩缩发延壮跃攀翻][^,，。;；\d]{0,4}[到至为]了?[不约近超过足]{0,2}$"
)

_AT_ITS_END = re.compile("(?:本?报告|本)?期末|结算日|年结日")  # true on that day only

Periods = Sequence[tuple[Span, str]]


def usable_periods(
    text: str, times: Sequence[tuple[Span, TimeExpression]], reported: str | None, lexicon: Lexicon
) -> tuple[tuple[Span, str], ...]:
    """Of a sentence's times, those that say when something was so: none in a title, none that is compared with.

    报告期内 is the period that the whole document reports on.
    """
    found: list[tuple[Span, str]] = []
    for span, time in times:
        if time.edtf and time.type in ("date", "period", "relative") and not _is_aside(text, span, lexicon):
            found.append((span, time.edtf))
    if reported and ("期" in text or "结" in text):
        for match in _REPORTED.finditer(text):
            at_its_end = match.group().endswith(("末", "日"))
            found.append((Span(*match.span()), (at_its_end and last_day(reported)) or reported))
    return tuple(sorted(found))


def _is_aside(text: str, span: Span, lexicon: Lexicon) -> bool:
    return bool(
        _QUOTED.search(text[max(0, span.start - _QUOTE) : span.start])
        or _compared(lexicon).search(text, max(0, span.start - 5), span.start)
        or _founded(lexicon).search(text, max(0, span.start - 6), span.start)
        or _RECORD.match(text, span.end)
        or _HEARD.match(text, span.end)
        or _founded_then(lexicon).match(text, span.end)
        or _MULTIPLE.match(text, span.end)
        or (_AGAINST.search(text, max(0, span.start - 4), span.start) and _PART_OF_IT.match(text, span.end))
        or text.endswith("同期", span.start, span.end)
        or _BEFORE_OR_AFTER.match(text, span.end - 1)
    )


def now_ends(text: str, times: Sequence[tuple[Span, TimeExpression]], lexicon: Lexicon) -> tuple[int, ...]:
    """Where the words end that say 目前, or 今年 in an undated text: from there on an earlier date no longer holds."""
    said = list(pattern(lexicon, "phrases", "now").finditer(text))
    if not said and not times:
        return ()
    unknown = [
        span.end
        for span, time in times
        if time.type == "relative" and time.edtf is None and text[span.start - 1 : span.start] not in _COMPARING
    ]
    # 由目前的91%提高到97%: that figure's alone.
    said = [match for match in said if not _OWN_FIGURE.match(text, match.end())]
    # 截至去年底,主体工程已经完成: it was done by then.
    dated = min((span.end for span, time in times if time.edtf), default=len(text))
    return tuple(sorted([*(m.end() for m in said if m.group() != _DONE or m.start() < dated), *unknown]))


def own_period(text: str, figure: Span, times: Sequence[tuple[Span, TimeExpression]]) -> str | None:
    """The time that belongs to this one figure: 较去年同期的214万千瓦, 由2016年的第六位."""
    for span, time in times:
        if span.end > figure.start or not time.edtf:
            continue
        former = text.endswith("同期", span.start, span.end) and _FORMERLY.match(text, span.end)
        own = former or _OWN_FIGURE.match(text, span.end) or _COMPARED_WITH.match(text, span.end)
        measured = _MULTIPLE.match(text, span.end) or _AGAINST.search(text, max(0, span.start - 4), span.start)
        if own and own.end() > figure.start and not measured:
            return time.edtf
    return None


def is_former(text: str, figure: Span) -> bool:
    """Whether a figure is what something rose or fell from: 由8分提高到12分."""
    low = clause_start(text, figure.start)
    return bool(_RISES_FROM.search(text, low, figure.start) and _RISES.match(text, figure.end))


def end_of_period(text: str, figure: Span, period: str) -> str:
    """Of 2011-2014年由3200公里增长到5100公里 the first figure is of the first year, the second of the last."""
    first, _, last = period.partition("/")
    if len(first) != len("2011") or len(last) != len("2014"):
        return period
    if is_former(text, figure):
        return first
    low = clause_start(text, figure.start)
    return last if _RISEN_TO.search(text, low, figure.start) else period


def period_of(text: str, figure: Span, periods: Periods, nows: Sequence[int]) -> str | None:
    """The period that the sentence itself gives the figure; "" where it says 目前, None where it says nothing."""
    low, high = clause_start(text, figure.start), clause_end(text, figure.end)
    before = [pair for pair in periods if pair[0].end <= figure.start and _holds(text, pair[0].end, figure.start)]
    if before and before[-1][0].start >= low:
        return before[-1][1]
    behind = next((pair for pair in periods if figure.end <= pair[0].start < high), None)
    if behind and not _OWN_FIGURE.match(text, behind[0].end):
        return behind[1]
    now = max((end for end in nows if end <= figure.start), default=-1)
    if before and before[-1][0].end >= now:
        return before[-1][1]
    return "" if now >= 0 else None


def _holds(text: str, end: int, at: int) -> bool:
    """Whether a time that ends at `end` holds at `at`: not behind its brackets, nor for the figure after its own."""
    own = _OWN_FIGURE.match(text, end)
    closed = in_closed_brackets(text, end, at) and not _SPELLED_OUT.search(text, max(0, end - _QUOTE), end)
    return not (own and own.end() < at) and not closed and not of_another_item(text, end, at)


def opening_period(text: str, periods: Periods, nows: Sequence[int], about: str | None, lexicon: Lexicon) -> str | None:
    """The period that a sentence sets for those after it: one that opens a clause, or closes a heading in brackets.

    "" for 目前; None where the sentence sets none. What was founded then is told of later times, too.
    """
    opened: str | None = None
    for index, (span, value) in enumerate(periods):
        following = periods[index + 1] if index + 1 < len(periods) else None
        if following and _IS.fullmatch(text, span.end, following[0].start) and "/" in following[1]:
            return following[1]
        if text.endswith("前", span.start, span.end) or _AT_ITS_END.fullmatch(text, span.start, span.end):
            continue  # a deadline holds for what it is set for
        # 热线全年受理: these say for how long wherever they stand.
        begins = max(
            [clause_start(text, span.start), *(sent.end() for sent in _DISPATCH.finditer(text, 0, span.start))]
        )
        opens = span.start - begins <= OPENING or span.of(text) in ("全年", "年内")
        opens = opens and not (
            begins and text.endswith("以来", span.start, span.end)
        )  # what is said there was so since
        closes = span is periods[-1][0] and _CLOSING.match(text, span.end)
        # 自2019年起推行师徒制: since then that is so, not all that follows.
        opens = opens and not (value.endswith("/..") and _SET_GOING.match(text, span.end - 1))
        # 一年来 is what a summary goes on about.
        aside = _RECENT.search(span.of(text)) and value != about and len(value) > len("2019")
        if (opens or closes) and not (aside or _PEAK.match(text, span.end) or _begun(lexicon).match(text, span.end)):
            opened = value
    return opened if opened is not None else "" if nows else None


def heading_periods(
    document: Document,
    segmentation: Segmentation,
    times: Sequence[TimeExpression],
    title: str | None,
    lexicon: Lexicon,
) -> list[str | None]:
    """For each section, the period that its heading or one above it names: 2023年工作总结. A heading of results
    (主要指标完成情况) has the period of the document's `title`.
    """
    headings = [section.heading for section in segmentation.sections]
    begins = [heading.start for heading in headings]
    spans = [
        (span, time)
        for span, time in ((time.mention.span, time) for time in times)
        if (above := bisect_right(begins, span.start)) and span.start < headings[above - 1].end
        if _YEAR.search(span.of(document.text))
    ]
    dated = [(span.start, edtf) for span, edtf in usable_periods(document.text, spans, None, lexicon)]
    starts = [start for start, _ in dated]
    found: list[str | None] = []
    around: list[int] = []  # the sections that the current one lies in
    for section in segmentation.sections:
        while around and not segmentation.sections[around[-1]].span.contains(section.span):
            around.pop()
        own = bisect_left(starts, section.heading.start)
        # The year of a title says what the report is about, not when each of its figures was so.
        titled = not found and has_title(segmentation)
        named = not titled and own < len(starts) and starts[own] < section.heading.end
        results = not titled and _RESULTS.search(section.heading.of(document.text))
        inherited = (found[around[-1]] if around else None) or (title if results else None)
        found.append(dated[own][1] if named else inherited)
        around.append(len(found) - 1)
    return found


def has_title(segmentation: Segmentation) -> bool:
    """Whether the first heading is the document's: no other one is as high."""
    sections = segmentation.sections
    return bool(sections) and sections[0].level == 1 and all(section.level > 1 for section in sections[1:])


def title_period(
    document: Document, segmentation: Segmentation, profile: Profile, times: Sequence[TimeExpression]
) -> str | None:
    """The period that the document's title names, which may stand over several lines."""
    first = segmentation.sections[0].heading if segmentation.sections else Span(0, 0)
    title = profile.title or ""
    for time in times:
        year = time.mention.span.of(document.text)
        if _YEAR.search(year) and (first.contains(time.mention.span) or year in title):
            return time.edtf
    return None


@cache
def _founded(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(surfaces(lexicon, 'phrases', 'founding'))}|建)于$")


@cache
def _founded_then(lexicon: Lexicon) -> re.Pattern[str]:
    """2022年10月成立的服务中心: the date is its own, not that of what it did."""
    opening = surfaces(lexicon, "phrases", "opening")
    founding = alternatives(surfaces(lexicon, "phrases", "founding") | opening)
    return re.compile(f"[^,，。;；]{{0,4}}{founding}的|[^,，。;；]{{0,12}}{alternatives(opening)}[,，。;；]")


@cache
def _begun(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[,，]?[^,，。;；]{{0,12}}{alternatives(surfaces(lexicon, 'phrases', 'founding'))}(?!活动|工作)")


@cache
def _compared(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{alternatives(surfaces(lexicon, 'phrases', 'compare'))}(?:截[至止])?$")
