"""Calendar arithmetic on EDTF strings (ISO 8601-2:2019 level 1): 2017-11, 2010/2016, 2020/.., P15D, R/P1M."""

from __future__ import annotations

import calendar
from functools import lru_cache

from corpusdoc import lazy_re as re

_MONTHS = {"三": 3, "六": 6, "九": 9, "3": 3, "6": 6, "9": 9, "半": 6}
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def edtf(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The date as EDTF; None where the calendar has no such day."""
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=1024)
def first_day(text: str | None) -> str | None:
    """The ISO day on which a date or period begins; None for durations, sets and open beginnings."""
    return _day((text or "").split("/")[0], last=False)


@lru_cache(maxsize=1024)
def last_day(text: str | None) -> str | None:
    """The ISO day on which a date or period ends; None for durations, sets and open ends."""
    return _day((text or "").split("/")[-1], last=True)


def year_of(text: str | None) -> int | None:
    """The year in which a date or period begins."""
    first = first_day(text)
    return int(first[:4]) if first else None


def ended_period(day: str, length: str) -> str:
    """What ends on a day that is its month's last: a 年度 on 2023-03-31 is 2022-04/2023-03, 六个月 are 2022-10/2023-03.

    A time that is no day stays what it is.
    """
    if len(day) != len("2023-03-31"):
        return day
    year, month = int(day[:4]), int(day[5:7])
    months = _MONTHS.get(length[0], 12)
    if (months, month) == (12, 12):
        return f"{year}"
    first = 12 * year + month - months
    return f"{first // 12}-{first % 12 + 1:02d}/{day[:7]}"


def _day(point: str, last: bool) -> str | None:
    match = _POINT.match(point)
    if match is None or not int(match[1]):
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    if not 1 <= month <= 12:
        return None
    return f"{year:04d}-{month:02d}-{int(match[3] or (calendar.monthrange(year, month)[1] if last else 1)):02d}"
