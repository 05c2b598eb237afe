"""Reckoning with days of our calendar: the week around one, the n-th Sunday of a month, so many months on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from corpusdoc.extract.dates import edtf
from corpusdoc.extract.points import number

WEEKDAYS = "一二三四五六日天末"
MONTHS = 12


def day_of_month(reference: date, day: int) -> str | None:
    """29日 in a February that has none is of January."""
    month = months_from(reference.year, reference.month, -1)
    return edtf(reference.year, reference.month, day) or (edtf(*month, day) if month[0] else None)


def iso_day(reference: date) -> str:
    """The day of a date or a moment."""
    return reference.isoformat()[: len("2018-06-23")]


def week_of_month(year: int, month: int, nth: str) -> str | None:
    """The n-th week that begins in a month: 十月的第一周."""
    monday = nth_weekday(year, month, number(nth), 0)
    return period(monday, shifted(date.fromisoformat(monday), 6)) if monday else None


def last_months(year: int, count: int, quarters: str) -> str | None:
    """2021年后三个月, 去年后两个季度."""
    months = count * (3 if quarters else 1)
    return period(edtf(year, MONTHS + 1 - months), edtf(year, MONTHS)) if 1 < months < MONTHS else None


def hour_beside(reference: date, which: str) -> str:
    """上个小时 by the clock of reference; without one, its day."""
    if not isinstance(reference, datetime):
        return iso_day(reference)
    start = reference + timedelta(hours={"上": -1, "下": 1}.get(which, 0))
    return f"{start.isoformat()[:13]}:00/{start.isoformat()[:13]}:59"


def period(first: str | None, last: str | None) -> str | None:
    """Both as one EDTF; None where they are none."""
    return f"{first}/{last}" if first and last and first < last else None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> str | None:
    """The n-th such weekday of a month."""
    if not 1 <= month <= 12 or not 1 <= nth <= 5:
        return None
    return edtf(year, month, 7 * nth - 6 + (weekday - date(year, month, 1).weekday()) % 7)


def in_week(reference: date, weeks: int, weekday: str | None) -> str | None:
    """That week, its weekend (末) or its weekday, so many weeks from the one of reference."""
    monday = 7 * weeks - reference.weekday()
    if not weekday or weekday == "末":
        return period(shifted(reference, monday + (5 if weekday else 0)), shifted(reference, monday + 6))
    return shifted(reference, monday + min(WEEKDAYS.index(weekday), 6))


def shifted(reference: date, days: int) -> str | None:
    """The day so many days on."""
    ordinal = reference.toordinal() + days
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


def months_from(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months on."""
    there, index = divmod(12 * year + month - 1 + months, 12)
    return there, index + 1
