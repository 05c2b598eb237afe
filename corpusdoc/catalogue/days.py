"""The days that a date or period covers (EDTF, ISO 8601-2:2019 level 1 and the quarters of level 2)."""

from __future__ import annotations

import re
from calendar import monthrange

# Seasons, quarters, four-month terms and half-years stand where a month does. Months above 12 are the next year's.
_PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_PARTS |= {33 + n: (1 + 3 * n, 3 + 3 * n) for n in range(4)}
_PARTS |= {37 + n: (1 + 4 * n, 4 + 4 * n) for n in range(3)}
_PARTS |= {40 + n: (1 + 6 * n, 6 + 6 * n) for n in range(2)}

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?")
_OPEN = ("", "..")


def days(edtf: str | None) -> tuple[str, str] | None:
    """The first and last ISO day that `edtf` covers; None where it names no days (durations, repetitions, errors)."""
    if edtf is None:
        return None
    if "/" not in edtf:
        return _date_days(edtf)
    start, _, end = edtf.partition("/")
    first = ("0001-01-01", "") if start in _OPEN else _date_days(start)
    last = ("", "9999-12-31") if end in _OPEN else _date_days(end)
    if first is None or last is None or first[0] > last[1] or (start in _OPEN and end in _OPEN):
        return None
    return first[0], last[1]


def _date_days(text: str) -> tuple[str, str] | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    years = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
    number = None if month in (None, "XX") else int(month)
    months = (1, 12) if number is None else _PARTS.get(number, (number, number))
    # A winter ends in the next year.
    end_year, end_month = years[1] + (months[1] - 1) // 12, (months[1] - 1) % 12 + 1
    if not 1 <= months[0] <= 12 or not 1 <= end_year <= 9999 or (number in _PARTS and day):
        return None
    length = monthrange(end_year, end_month)[1]
    first_day, last_day = (1, length) if day in (None, "XX") else (int(day), int(day))
    if not 1 <= last_day <= length:
        return None
    return f"{years[0]:04}-{months[0]:02}-{first_day:02}", f"{end_year:04}-{end_month:02}-{last_day:02}"
