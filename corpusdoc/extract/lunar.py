"""Days of the lunar calendar and the solar terms as days of ours: 农历八月十五, 闰四月, 冬至; 1900 to 2100.

The tables are borax's (the Hong Kong Observatory's calendar); importing it takes 10 ms, so it waits for the first use.
"""

from __future__ import annotations

from datetime import date, timedelta

# fmt: off
TERMS = (
    "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑",
    "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
)
# fmt: on


def lunar_days(year: int, month: int, day: int | None, leap: bool = False) -> str | None:
    """The day as EDTF, or the whole month where `day` is None; day 0 is the one before the first, New Year's Eve.

    None where that calendar has no such day.
    """
    first = _day(year, month, day or 1, leap)
    if first is None:
        return None
    if day == 0:
        return (first - timedelta(1)).isoformat()
    if day:
        return first.isoformat()
    last = _day(year, month, 30, leap) or _day(year, month, 29, leap)
    return f"{first.isoformat()}/{last.isoformat()}" if last else None


def term_day(year: int, name: str) -> str | None:
    """The day of a solar term in a year of our calendar."""
    from borax.calendars.lunardate import TermUtils

    return TermUtils.nth_term_day(year, term_name=name).isoformat() if 1901 <= year <= 2100 else None


def _day(year: int, month: int, day: int, leap: bool) -> date | None:
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        found: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return found
