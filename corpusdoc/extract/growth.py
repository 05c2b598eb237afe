"""What growth is over where that is told elsewhere: 较2021年提高, 下降15.2% behind 同比减少8.3万元; 达成率."""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_start
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.dates import year_of
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.reading import Reading, reading_period
from corpusdoc.model import Change

_SHARE_NAMED = re.compile("占[^,，]*比[重例]$|(?<![药耗])占比$")
_RESTATED = re.compile("[,，、(（]?[增减升降涨跌长少下][^,，;；。\\d环月季初]{1,4}")
PARTS = ("percent", "ratio")


def named_change(figure: Figure, indicator: str) -> Change | None:
    """The change that an indicator is named for: 药占比, 达成率."""
    if figure.kind in PARTS and _SHARE_NAMED.search(indicator):
        return "share"
    return "completion" if figure.kind == "percent" and indicator.endswith("达成率") else None


def against_last_year(context: Context, reading: Reading) -> Reading:
    """Growth over the year before, or over the same part of it, is growth by the year: 较2021年提高, 较去年同期增长."""
    if reading.change not in ("growth", "decline"):
        return reading
    start = reading.figure.span.start
    low = clause_start(context.text, start)
    against = next(
        (
            (span, time.edtf)
            for span, time in context.times
            if low < span.start and span.end <= start and context.text[span.start - 1] in "较比与" and time.edtf
        ),
        None,
    )
    if against is None:
        return reading
    this, last = year_of(reading_period(context, reading) or context.about), year_of(against[1])
    same = context.text.endswith("同期", against[0].start, against[0].end)
    if not same and (this is None or last != this - 1 or len(against[1]) > len("2021")):
        return reading
    return reading._replace(change="yoy", sign=1 if reading.change == "growth" else -1)


def restated(text: str, previous: Reading, reading: Reading) -> Reading:
    """The same growth over the year once more as a rate: 同比减少8.3万元,下降15.2%."""
    again = reading.rule == "inherited" and reading.figure.kind == "percent" and previous.figure.kind != "percent"
    between = text[previous.figure.span.end : reading.figure.number.start] if again else ""
    fell = reading.change == "decline"
    if not _RESTATED.fullmatch(between) or fell != (previous.sign < 0):
        return reading
    return reading._replace(change="yoy", sign=previous.sign)
