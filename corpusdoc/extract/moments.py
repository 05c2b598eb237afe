"""One date or period at one place in a text: 2017年11月, 去年底, 1月至5月31日, 2010-2016年, 2022/23年度."""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import edtf, ended_period
from corpusdoc.extract.english_dates import read_english
from corpusdoc.extract.eras import read_era
from corpusdoc.extract.points import Anchor, Moment, Point, number, read_point
from corpusdoc.extract.time_grammar import DAY, TO, YEAR, Grammar, grammar
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_JOIN = re.compile(TO)
_ISO = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d{2})(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?:(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9]))?"
    r"(?:[ T]{1,3}(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?)?"
    r"(?![\d.]|[ ]?(?:[年%％元万亿吨米]|平方|公里|千米|千瓦))"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}(?![\d.年]|[ ]?[\u4e00-\u9fff])")
_LATER_YEAR = rf"(?:{YEAR}|[089]\d)"
_BARE_YEAR = re.compile(rf"(?<!\d)(?P<y>{YEAR})(?={TO}{_LATER_YEAR}年|(?:、{YEAR}){{0,20}}[、和与及]{YEAR}年)")
_LISTED_YEARS = re.compile(rf"(?<!\d)(?:{YEAR}、){{2,20}}{YEAR}年度?")
_FIGURE = re.compile(YEAR)
_BARE_REPUBLIC = re.compile(rf"(?:[5-9]\d|1[0-3]\d)(?={TO}1[0-3]\d ?年)")
_FROM = "自从"
# 自2016年推行“阳光采购”起, 从2009年首站投运开始
_SINCE_AFTER = re.compile(r"[^,，。;；]{0,50}(?:以来|[至迄]今|(?:(?<!算)起|开始)(?=[,，]))")
_LASTING = re.compile("以来|[至迄]今|(?:(?<!算)起|开始)(?=[,，])")
_LONGEST_EVENT = 54
# Without 自 the event must be named: 2016年工作室成立以来.
_EVENT_AFTER = re.compile(
    r"[^,，。;；]{0,24}(?:成立|启动|实施|建立|推行|开展|投产|投运|运营|组建|创办|上线)(?:以来|[至迄]今)"
    # 1986年7月参加工作以来, but not 2019年创建厂以来最好水平
    r"|[^,，。;；创历届大党]{1,12}以来(?![^,，。;；]{0,4}最|首|新)"
)
_START_AFTER = re.compile(
    r"(?:(?:零|\d{1,2})[时点])?(?:开始(?!了)|起)(?![草诉到源来点步伏])|(?<=\d年)来(?![自到访临源电])"
)
# 春运从1月28日开始,3月8日结束 was as long as that.
_CLOSED = re.compile(
    "[^,，。;；]{0,10}(?:[,，、]|(?=[至到]))[^,，。;；]{0,10}[年月日号底初末](?!前)[^,，。;；]{0,6}(?:结束|完工|竣工|完成|投产|通车|建成|截止)"
)
# 截至2021年6月30日止六个月 is a time of six months; behind a day alone, 止 only says that the day counts.
_ENDED = re.compile("止(?:之|的)?(?:财政)?(?P<length>半?年度|十二个月|[三六九369]个月)")
_LAST_DAY = re.compile(rf"(?P<d>{DAY})[日号]")


def read_moment(text: str, at: int, anchor: Anchor, lexicon: Lexicon) -> Moment | None:
    """The date or period that begins at `at`; None if none does."""
    patterns = grammar(lexicon)
    return (
        _read_iso(text, at, patterns)
        or _read_era(text, at, anchor, patterns)
        or _read_points(text, at, anchor, patterns)
    )


def _read_iso(text: str, at: int, patterns: Grammar) -> Moment | None:
    if not text[at].isascii():
        return None
    match = _ISO.match(text, at)
    if match is None:
        english = read_english(text, at)
        return english and _suffixed(text, at, Point(*english, True, False, len(english[1]) > len("2020-12")), patterns)
    join = _JOIN.match(text, match.end())
    until = _ISO.match(text, join.end()) if join else None
    spans = until is not None and until["sep"] == match["sep"]
    date = _iso_date(match, spans)
    if date is None:
        return None
    last = _iso_date(until, spans) if until and spans else None
    if until and last and date < last:
        return Moment(Span(at, until.end()), "period", f"{date}/{last}", "times.range", explicit=True)
    year = _YEAR_ALONE.match(text, join.end()) if join and until is None else None
    if year and date < year.group():
        return Moment(Span(at, year.end()), "period", f"{date}/{year.group()}", "times.range", explicit=True)
    return _suffixed(text, at, Point(match.end(), date, True, False, bool(match["d"])), patterns)


def _read_era(text: str, at: int, anchor: Anchor, patterns: Grammar) -> Moment | None:
    """A span of years, with what follows it: 上世纪90年代以来."""
    era = read_era(text, at)
    if era is None or era.edtf is None or ".." in era.edtf:
        return era
    if era.rule == "times.years" and "/" not in era.span.of(text):
        return era
    if "/" in era.span.of(text):
        # 2022/23年度 runs as the year that is reported on does.
        return era._replace(edtf=_months_of(era.edtf, anchor.reported or "") or era.edtf)
    since = _since(text, at, era.span.end, patterns.tail.match(text, era.span.end))
    return era._replace(span=Span(at, since), edtf=f"{era.edtf.split('/')[0]}/..") if since else era


def _months_of(years: str, reported: str) -> str | None:
    (first, last), (begin, _, end) = years.split("/"), reported.partition("/")
    if len(begin) != len("2022-04") or begin[:4] >= end[:4]:
        return None
    return f"{first}{begin[4:]}/{last}{end[4:]}"


def _iso_date(match: re.Match[str], spans: bool) -> str | None:
    # 2020.1 and 2020/12 are more often no dates, 2020.1-2020.9 is two.
    if match["d"] is None and not spans and (match["sep"] == "/" or (match["sep"] == "." and len(match["m"]) < 2)):
        return None
    return edtf(int(match["y"]), int(match["m"]), int(match["d"]) if match["d"] else None)


def _read_points(text: str, at: int, anchor: Anchor, patterns: Grammar) -> Moment | None:
    first = read_point(text, at, anchor, patterns) or _read_year(text, at, anchor)
    if first is None:
        return None
    join = _JOIN.match(text, first.end)
    if join and first.edtf is None:
        second = read_point(text, join.end(), anchor, patterns)
        if second and second.edtf is None:
            return Moment(Span(at, second.end), "period", None, "times.range", 0.5)
    if join and first.edtf:
        # The second date of a range takes the first one's year and month: 2020年8月至12月, 3月1日至15日.
        inner = anchor._replace(reached=first.edtf.split("/")[-1], here=True)
        second = _read_day(text, join.end(), first) or read_point(text, join.end(), inner, patterns)
        if second and second.edtf:
            begin, end = first.edtf.split("/")[0], second.edtf.split("/")[-1]
            if begin < end:
                explicit = first.explicit or second.explicit
                return Moment(Span(at, second.end), "period", f"{begin}/{end}", "times.range", explicit=explicit)
    return _suffixed(text, at, first, patterns)


def _read_year(text: str, at: int, anchor: Anchor) -> Point | None:
    """A year that has its 年 from a later one: 1985到1989年9月, 2010、2011和2014年, 102至113年."""
    match = _BARE_YEAR.match(text, at)
    listed = _LISTED_YEARS.match(text, at) if match else None
    if listed:
        years = [number(year) for year in _FIGURE.findall(listed.group())]
        if years == list(range(years[0], years[-1] + 1)):
            return Point(listed.end(), f"{years[0]}/{years[-1]}", True, False, False)
    if match:
        return Point(match.end(), f"{number(match['y'])}", True, False, False)
    counted = _BARE_REPUBLIC.match(text, at) if anchor.republic and not text[at - 1 : at].isdigit() else None
    return Point(counted.end(), f"{1911 + number(counted[0])}", True, False, False) if counted else None


def _read_day(text: str, at: int, first: Point) -> Point | None:
    """The day that ends a range of days: 8月10日至十五日."""
    match = _LAST_DAY.match(text, at) if first.edtf and len(first.edtf) == len("2020-08-10") else None
    if match is None or first.edtf is None:
        return None
    value = edtf(int(first.edtf[:4]), int(first.edtf[5:7]), number(match["d"]))
    return Point(match.end(), value, False, False, False) if value else None


def _suffixed(text: str, at: int, point: Point, patterns: Grammar) -> Moment | None:
    """The moment with what follows it: 以来, 起, 前, 上午."""
    ended = _ENDED.match(text, point.end)
    if ended and point.edtf:
        period = ended_period(point.edtf, ended["length"])
        return Moment(Span(at, ended.end()), "period", period, "times.range", explicit=point.explicit)
    tail = patterns.tail.match(text, point.end)
    since = _since(text, at, point.end, tail)
    end = tail.end() if tail else since or point.end
    value, kind = point.edtf, "period" if point.edtf and "/" in point.edtf else "date"
    if since:
        value, kind = (f"{value.split('/')[0]}/.." if value else None), "period"
    if point.relative:
        kind = "relative"
    rule, confidence = ("times.relative", 0.8) if point.relative else ("times.date", 1.0 if point.explicit else 0.9)
    return Moment(Span(at, end), kind, value, rule, confidence, point.explicit, point.complete)  # type: ignore[arg-type]


def _since(text: str, at: int, end: int, tail: re.Match[str] | None) -> int | None:
    """Where a time ends that lasts until now, as the words behind or around it say; None for one that does not."""
    if tail and tail["open"]:
        return tail.end()
    onwards = _START_AFTER.match(text, end)
    if onwards:
        begun = text.endswith("开始", end, onwards.end())
        closed = begun and (text.endswith("于", 0, at) or _CLOSED.match(text, onwards.end()))
        return None if closed else onwards.end()
    named = at > 0 and text[at - 1] in _FROM
    lasting = _LASTING.search(text, end, end + _LONGEST_EVENT)
    lasts = (_SINCE_AFTER if named else _EVENT_AFTER).match(text, end) if lasting else None
    return end if lasts or text.endswith(_FROM, 0, at) else None
