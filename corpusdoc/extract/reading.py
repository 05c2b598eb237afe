"""A figure with what it measures and for when."""

from __future__ import annotations

from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.dates import first_day
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.periods import end_of_period, own_period, period_of
from corpusdoc.model import Change

COMPLETED = "完成率"
# 比规定的30分钟缩短一半: what something is compared with has no name of its own.
STANDARD = re.compile("(?:国家|行业|部颁|规定|考核|合同|设计|控制)?(?:标准|要求|规定|承诺|考核值|控制值|限值|基准值?)$")
_SHARE_NAMED = re.compile("占[^,，]*比[重例]?$")  # 药占比


class Reading(NamedTuple):
    """A figure with its indicator and change."""

    figure: Figure
    indicator: str
    rule: str  # after_head before_head predicate listed inherited clause row_label
    change: Change | None = None
    sign: int = 1
    period: str | None = None  # where it is not the one that the figure's place gives
    noun: str = ""  # what of the indicator stands behind the figure


def base_of(reading: Reading) -> str:
    """The indicator without what it is a share of, and without its 完成率."""
    if reading.rule == "compared":
        return STANDARD.sub("", reading.indicator)
    if reading.change == "completion" and reading.indicator != COMPLETED:
        return reading.indicator.removesuffix(COMPLETED).partition("完成")[0] or reading.indicator
    if reading.change != "share" or _SHARE_NAMED.search(reading.indicator):
        return reading.indicator
    return reading.indicator.partition("占")[0] or reading.indicator


def reading_period(context: Context, reading: Reading, target: bool = False) -> str | None:
    """The EDTF of what the figure refers to."""
    if reading.period:
        return reading.period
    own = own_period(context.text, reading.figure.span, context.times)
    if own:
        return own
    found = period_of(context.text, reading.figure.span, context.periods, context.nows)
    found = found and end_of_period(context.text, reading.figure.span, found)
    if found is not None:
        return found or context.above or None
    # 目标于2025年减少两成。满意度评分4.6分: what is so already is of no year to come.
    ahead = context.frame and context.today and not target and (first_day(context.frame) or "") > context.today
    told = context.frame if context.frame is not None or target else context.bulletin
    return None if ahead else told or None
