"""How far a length of time leads from a day or a moment of reference: three weeks, 15 working days, ten-odd years.

A day of reference gives days; with its clock, hours and minutes count as well.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_HOURS = 3600
_DAY = 86400
_WORKDAYS = 5
_LAST_MONDAY = date.max.toordinal() - 6


@dataclass(frozen=True, slots=True)
class Length:
    """So many months, days, seconds or days of work."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    workdays: int = 0  # Monday to Friday; nobody here knows the holidays
    unit: str = ""  # the smallest that is said: 年, 月, 周, 天, 秒

    @property
    def code(self) -> str:
        """ISO 8601: P2W, P18M, PT90M."""
        if self.unit == "周" and self.days % 7 == 0 and not self.seconds:
            return f"P{self.days // 7}W"
        if self.unit == "年":
            return f"P{self.months // 12}Y"
        hours, rest = divmod(self.seconds, _HOURS)
        minutes, seconds = divmod(rest, 60)
        day = _letters((self.months, "M"), (self.days + self.workdays, "D"))
        clock = _letters((hours, "H"), (minutes, "M"), (seconds, "S"))
        return f"P{day}" + (f"T{clock}" if clock else "")


def _letters(*parts: tuple[int, str]) -> str:
    return "".join(f"{count}{letter}" for count, letter in parts if count)


def point(reference: date, length: Length, sign: int) -> str | None:
    """The EDTF of the year, month, week, day or minute that is so far away."""
    there = _away(reference, length, sign)
    if there is None:
        return None
    if length.unit == "年":
        return f"{there.year:04d}"
    if length.unit == "月":
        return f"{there.year:04d}-{there.month:02d}"
    if length.unit == "周":
        monday = there.toordinal() - there.weekday()
        return f"{date.fromordinal(monday)}/{date.fromordinal(monday + 6)}" if 1 <= monday <= _LAST_MONDAY else None
    return _clock(there) if length.unit == "秒" and isinstance(reference, datetime) else f"{there.date()}"


def points(reference: date, low: Length, high: Length, sign: int) -> str | None:
    """The EDTF of all that is between the two away: 二十几年前."""
    ends = sorted(each for each in (point(reference, low, sign), point(reference, high, sign)) if each)
    return f"{ends[0].split('/')[0]}/{ends[1].split('/')[-1]}" if len(ends) > 1 else None


def window(reference: date, length: Length, sign: int, vague: bool = False) -> str | None:
    """The days from that one to the one of reference, or the other way round; where vague (三个多月来), from its month
    or year. With hours, the clock of both.
    """
    there = _away(reference, length, sign)
    if there is None:
        return None
    half = bool(length.seconds and length.unit == "天")
    now = _clock(reference) if isinstance(reference, datetime) and length.seconds else _day(reference)
    far = _clock(there) if half or len(now) > len("2018-06-23") else _day(there)
    far = far[: {"年": 4, "月": 7}.get(length.unit, len(far))] if vague else far
    if far == now:
        return now
    return f"{now}/{far}" if sign > 0 else f"{far}/{now}"


def _day(moment: date) -> str:
    return moment.isoformat()[: len("2018-06-23")]


def _clock(moment: datetime) -> str:
    return moment.isoformat()[: len("2018-06-23T16:30")]


def _away(reference: date, length: Length, sign: int) -> datetime | None:
    timed = isinstance(reference, datetime)
    year, month = divmod(12 * reference.year + reference.month - 1 + sign * length.months, 12)
    if not 1 <= year <= date.max.year:
        return None
    day = min(reference.day, calendar.monthrange(year, month + 1)[1])
    clock = reference.time() if isinstance(reference, datetime) else datetime.min.time()
    # Hours that are counted from a day lead as many whole days away.
    seconds = length.seconds if timed or length.unit == "天" else length.seconds // _DAY * _DAY
    try:
        there = datetime.combine(date(year, month + 1, day), clock)
        return _worked(there, sign * length.workdays) + sign * timedelta(length.days, seconds)
    except OverflowError:
        return None


def _worked(moment: datetime, days: int) -> datetime:
    """So many days from Monday to Friday later, or earlier."""
    weeks, rest = divmod(abs(days), _WORKDAYS)
    step = 1 if days > 0 else -1
    moment += timedelta(7 * weeks * step)
    while rest:
        moment += timedelta(step)
        rest -= moment.weekday() < _WORKDAYS
    return moment
