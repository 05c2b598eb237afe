"""Lengths of time as one says them, and the times so far from a day: 四个星期, 36天5小时, 两个半月前, 未来7天.

One grammar: how many, of which unit, then what makes a time of it. 前 and 后 give the year, month, week or day so far
from the day of reference, as exactly as the unit says; 过去, 未来 and 以来 the days in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.extract.away import Length, point, points, window
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.points import Moment, number
from corpusdoc.extract.time_grammar import TO
from corpusdoc.model import Span

_COUNT = r"(?:\d{1,4}|[一两二三四五六七八九十百]{1,5})"
_NOT_BEFORE = r"(?:(?<![\d.第周年月点时零〇一二两三四五六七八九十百千几数~/-])|(?<=[用历耗延]时))"
# 07年, 98年 and 2018年 are years, 8月 and 20日 a month and a day.
_LENGTH = re.compile(
    r"(?P<before>过去的?|最?近的?|未来的?|今后的?|接下来的?|(?<![\u4e00-\u9fff\d])(?:之?前|之?后|过)|再过|每隔?)?"
    r"(?<![\d.第零〇一二两三四五六七八九十百千几数~～—/-])"
    r"(?:(?!(?:0\d|[5-9]\d|1[89]\d\d|20\d\d)[ ]?年)"
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,5}(?:\.\d{1,3})?|[一两二三四五六七八九十百千几]{1,6})(?P<more>[多余来])?[ ]?"
    r"(?P<each>个)?(?P<more2>[多余来])?(?P<half>半)?|(?P<only>半)(?P<each2>个)?)"
    r"(?P<unit>年(?![级月度代初底末份间])|载|季度|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|周(?![一二三四五六日末岁转])|月(?![一二三四五六七八九十\d])"
    r"|天(?![然津河线])|日(?![元圆币均常报本])|工作日|交易日|小时|钟头|刻钟|分钟|分(?!之|公司)|秒)(?P<half2>半)?(?P<more3>多)?钟?"
    r"(?P<after>[之以]?[前后](?!列|往|续|面|来)|以?来(?![访自到临])|[之以]?内(?![部容])|里|中(?![国心])|间)?"
)
# 四年六个月, 36天5小时30分: of two units at least, the lower behind the higher. 2023年 is no length.
_LADDER = re.compile(
    rf"{_NOT_BEFORE}(?={_COUNT}(?:年|个月|天|个?小时|分))"
    rf"(?:(?P<Y>\d{{1,2}}|[一两二三四五六七八九十]{{1,3}})年零?)?(?:(?P<M>{_COUNT})个月零?)?(?:(?P<D>{_COUNT})天零?)?"
    rf"(?:(?P<h>{_COUNT})个?小时零?)?(?:(?P<m>{_COUNT})分钟?(?!之)零?)?(?:(?P<s>{_COUNT})秒)?"
)
# 3天2夜: as long as its days.
_PAIR = re.compile("一二|[一二两]三|三[四五]|四五|五六|六七|七八|八九")  # 三五天内 is no 35 days
_NIGHTS = re.compile(rf"{_NOT_BEFORE}(?P<n>{_COUNT})天{_COUNT}[晚夜]")
_ANNIVERSARY = re.compile(rf"{_NOT_BEFORE}(?P<n>{_COUNT})周年")
_AHEAD = ("未来", "今后", "接下来", "后", "之后")
_AGAIN = ("过", "再过")
_WEEKS = ("周", "星期", "礼拜")
_SECONDS = {"小时": 3600, "钟头": 3600, "刻钟": 900, "分钟": 60, "分": 60, "秒": 1}
_WORKDAYS = ("工作日", "交易日")
# 压缩到24小时以内, 控制在10分钟内: how long it takes, no time from now.
_SHORTENED = re.compile("(?:[到至]|[控限保][制持定]在|[缩降减][短低少]为)$")
_TWO_UNITS = 2
_YEAR = 12
WITHIN = "times.within"
_LAST_OF_MONTH = 31
_JOIN = re.compile(TO)
_BETWEEN = re.compile("[和与]")
_WITHIN = re.compile("之?间")


def find_lengths(line: str, reference: date) -> Iterator[Moment]:
    """The lengths in `line` that reports do not write, and the times that are so far from `reference`."""
    end = 0
    found = [
        *(_ladder(match) for match in _LADDER.finditer(line)),
        *(_moment(match, reference) for match in _LENGTH.finditer(line)),
        *(_plain(match, "D") for match in _NIGHTS.finditer(line)),
        *(_plain(match, "Y") for match in _ANNIVERSARY.finditer(line)),
    ]
    for moment in sorted((each for each in found if each), key=lambda each: (each.span.start, -each.span.end)):
        if moment.span.start >= end:
            end = moment.span.end
            yield moment


def _moment(match: re.Match[str], reference: date) -> Moment | None:
    before, after = (match["before"] or "").rstrip("的"), match["after"] or ""
    length, span = _read(match), Span(*match.span())
    sign = 1 if after.endswith("后") or before in _AHEAD + _AGAIN else -1
    if before.startswith("每"):
        # 每5年 is a report's, 每天 no length.
        return Moment(span, "set", f"R/{length.code}", "times.set", 0.9) if length else None
    if after.endswith(("前", "后")) or before in _AGAIN:
        start = match.end("before") if before and before not in _AGAIN else span.start
        value = point(reference, length, sign) if length else _some(match, reference, sign)
        return Moment(Span(start, span.end), "relative", value, "times.away", 0.8)
    if before or after.endswith("来"):
        # 近三年, 五年来 are whole years, which spells read; 三年多来 begins in a year, 过去一年 is twelve months.
        more = bool(match["more"] or match["more2"] or match["more3"])
        past = before not in (*_AHEAD, "前", "之前") and not more and not (before and length and length.months == _YEAR)
        whole = length is None or (length.unit == "年" and past)
        value = None if whole or length is None else window(reference, length, sign, more)
        value = _from_tomorrow(value) if value and before in ("后", "之后") else value
        return None if whole else Moment(span, "relative", value, "times.window", 0.7)
    if (
        after.endswith("内")
        and length
        and not _SHORTENED.search(match.string, max(0, match.start() - 3), match.start())
    ):
        return Moment(span, "relative", window(reference, length, 1), WITHIN, 0.7)
    return _alone(match, length, Span(span.start, span.end - len(after)))


def _from_tomorrow(period: str) -> str:
    """后三天 are those after today."""
    if "T" in period or "/" not in period:
        return period
    first, last = map(date.fromisoformat, period.split("/"))
    tomorrow = first + timedelta(1)
    return f"{tomorrow}/{last}" if tomorrow < last else f"{last}"


def _some(match: re.Match[str], reference: date, sign: int) -> str | None:
    """几十年后 is twenty to a hundred years away, 十几天前 ten to twenty days; 几天前 nobody knows."""
    before, some, power = (match["count"] or "").partition("几")
    low = number_of(before) if before else 2 * (number_of(power) or Decimal(0))
    step = number_of(power) if power else Decimal(10)
    if not (some and low and step) or (before and power):
        return None
    near, far = (_length(match, count) for count in (low, low + step if before else 10 * step))
    return points(reference, near, far, sign) if near and far else None


def _alone(match: re.Match[str], length: Length | None, span: Span) -> Moment | None:
    """A length that nothing makes a time of, unless reports write it so as well (五年) or it is a quantity (5天)."""
    unit = match["unit"]
    some = (unit == "日" and not match["after"]) or (unit == "月" and match["more2"])
    spoken = some or unit in ("载", "季度", *_WEEKS)
    return Moment(span, "duration", length.code, "times.length") if length and spoken else None


def _plain(match: re.Match[str], unit: str) -> Moment:
    return Moment(Span(*match.span()), "duration", f"P{number(match['n'])}{unit}", "times.length")


def _read(match: re.Match[str]) -> Length | None:
    """The length; None where it has no number: 几十年."""
    unit, text = match["unit"], match["count"] or ""
    count = number_of(text) if text else Decimal(0)
    if (
        count is None
        or "几" in text
        or _PAIR.fullmatch(text)
        or (unit in ("月", "季度") and not (match["each"] or match["only"]))
    ):
        return None
    # 20日 is a day of the month, 百日 a word; 20日内 is a length.
    days = text == "两" or (text.isdigit() and count > _LAST_OF_MONTH)
    if unit == "日" and not days and not ((match["after"] or "").endswith("内") and text.strip("百千")):
        return None
    return _length(match, count + (Decimal("0.5") if match["half"] or match["half2"] or match["only"] else 0))


def _length(match: re.Match[str], count: Decimal) -> Length | None:
    unit = match["unit"]
    if unit in ("年", "载", "季度"):
        months = int(count * (3 if unit == "季度" else _YEAR))
        return Length(months, unit="年" if months % _YEAR == 0 and unit != "季度" else "月") if months else None
    if unit == "月":
        days = 15 if count % 1 else 0
        return Length(int(count), days, unit="天" if days else "月")
    if unit in _SECONDS:
        return Length(seconds=int(count * _SECONDS[unit]), unit="秒") if count else None
    if unit in _WORKDAYS:
        return Length(workdays=int(count), unit="天") if count else None
    if unit in _WEEKS:
        return Length(days=int(count * 7), unit="周") if count else None
    return Length(days=int(count), seconds=int(count % 1 * 86400), unit="天") if count else None


def _ladder(match: re.Match[str]) -> Moment | None:
    days = "".join(f"{number(match[unit])}{unit}" for unit in "YMD" if match[unit])
    hours = "".join(f"{number(match[unit])}{unit.upper()}" for unit in "hms" if match[unit])
    if sum(match[unit] is not None for unit in "YMDhms") < _TWO_UNITS:
        return None
    return Moment(Span(*match.span()), "duration", f"P{days}{'T' if hours else ''}{hours}", "times.length")


def joined(line: str, moments: Sequence[Moment]) -> list[Moment]:
    """The moments, two days with a mark between them as one period, and a set with the date behind it:
    昨天下午两点到明天四点, 3月和9月之间, 每年9月.
    """
    found: list[Moment] = []
    for moment in moments:
        last = found[-1] if found else None
        span = Span(last.span.start, moment.span.end) if last else moment.span
        until = _WITHIN.match(line, moment.span.end)
        between = until and last and _BETWEEN.fullmatch(line, last.span.end, moment.span.start)
        if last and last.type == "set" and last.span.end == moment.span.start and moment.type != "duration":
            found[-1] = last._replace(span=span)
        elif (
            last
            and (between or _JOIN.fullmatch(line, last.span.end, moment.span.start))
            and (end := _end_of_span(last, moment))
        ):
            span = Span(span.start, until.end()) if until and between else span
            found[-1] = last._replace(span=span, type="period", edtf=f"{last.edtf}/{end}")
        else:
            found.append(moment)
    return found


def _end_of_span(first: Moment, second: Moment) -> str | None:
    """The end of a span of two points; 5月 behind 10月 is the next year's."""
    begin, end = first.edtf or "", second.edtf or ""
    if not (begin[:1].isdigit() and end[:1].isdigit()) or "/" in begin + end:
        return None
    if begin > end and begin[:4] == end[:4] and not second.explicit and len(begin) == len(end) == len("2018-10"):
        end = f"{int(end[:4]) + 1:04d}{end[4:]}"
    return end if begin < end else None
