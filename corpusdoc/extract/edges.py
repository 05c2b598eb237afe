"""Beginnings, middles and ends, as the days that a text alone is asked for.

年底 is November and December, 月初 the first five days, 90年代末 three years, 世纪初 twenty.

Reports mean the month by 年底, the month by 月初 and the whole decade; there they stay so.
"""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import last_day
from corpusdoc.extract.points import Moment
from corpusdoc.model import Span

_EDGE = re.compile("(?P<of>年代?|月份?)的?(?P<edge>[初底末中]期?|[前后]期)(?:之前|以前|前|止)?$")
_OF_CENTURY = re.compile("的?(?P<edge>[初末前中后][期叶]|[初末])")
_WHICH = {"初": 0, "前": 0, "中": 1, "底": 2, "末": 2, "后": 2}
_MONTHS = (("01", "02"), ("06", "07"), ("11", "12"))
_DECADE = ((0, 2), (4, 6), (7, 9))
_CENTURY = ((0, 19), (40, 59), (80, 99))
_MONTH = len("2018-06")


def edged(line: str, moment: Moment) -> Moment:
    """The moment, narrowed to the beginning, middle or end that its words or those behind it say."""
    text, value = moment.span.of(line), moment.edtf or ""
    if text.endswith("世纪"):
        edge = _OF_CENTURY.match(line, moment.span.end)
        span = Span(moment.span.start, edge.end()) if edge else moment.span
        return moment._replace(span=span, edtf=_years(value, _CENTURY[_WHICH[edge["edge"][0]]])) if edge else moment
    match = _EDGE.search(text)
    if match is None or ".." in value:
        return moment
    which = _WHICH[match["edge"][0]]
    if match["of"] == "年代":
        narrowed = _years(value, _DECADE[which])
    elif "/" in value or len(value) not in (len("2018"), _MONTH):
        return moment
    elif match["of"] == "年":
        narrowed = "/".join(f"{value[:4]}-{month}" for month in _MONTHS[which])
    else:
        narrowed = _days(value, which) or value
    return moment._replace(edtf=narrowed)


def _years(value: str, part: tuple[int, int]) -> str:
    first = int(value[:4])
    return f"{first + part[0]:04d}/{first + part[1]:04d}"


def _days(month: str, which: int) -> str | None:
    days = ((1, 5), (11, 20), (25, int((last_day(month) or "00")[-2:])))[which]
    return f"{month}-{days[0]:02d}/{month}-{days[1]:02d}" if len(month) == _MONTH else None
