"""A spreadsheet's number as its cell shows it: 0.1677 as 16.77%, 43040 as 2017-11-01, 65.72 as 65.72亿元."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation, getcontext
from functools import cache

from corpusdoc import lazy_re as re

# Formats that files know by number only (ISO/IEC 29500-1, 18.8.30), those of Chinese systems included.
BUILTIN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 29, 30), "yyyy-m-d"),
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    16: "m-d",
    17: "yyyy-m",
    22: "yyyy-m-d h:mm",
    31: 'yyyy"年"m"月"d"日"',
}
LITERAL = re.compile(r'"([^"]{0,40})"|\\(.)|\[\$([^\]\-]{0,4})[^\]]{0,10}\]')
# What a format leaves out of the text: colours, conditions, widths of characters.
SILENT = re.compile(r"\[[^\]]{0,30}\]|[_*].")
# Digits before and behind the point, and the commas behind them that say thousands.
DIGITS = re.compile(r"([#0?][#0?,]*?)(?:\.([#0?]*))?(,*)(?![#0?,.])")
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # sheets know no time zones
LAST_DAY = 2_958_465  # 9999-12-31
MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a format does to a number."""

    percent: bool = False
    decimals: int = 0
    digits: int = 1  # before the point, with zeros in front: 000004
    thousands: int = 0  # how many times what is shown is a thousandth of what is stored
    before: str = ""
    after: str = ""
    date: str = ""  # the letters of year, month and day that are shown
    time: bool = False
    chinese: bool = False  # 2017年11月1日


def show(value: str, code: str, from_1904: bool = False) -> str:
    """The stored number `value` under the format `code`; exact, but for what binary fractions add."""
    try:
        number = Decimal(repr(float(value)))
    except (ValueError, InvalidOperation):
        return value
    if not number.is_finite():
        return value
    shape = shape_of(code)
    if shape.date or shape.time:
        return _day(float(number), shape, EPOCH_1904 if from_1904 else EPOCH) or plain(number)
    if shape.percent:
        return f"{shape.before}{_rounded(number * 100, max(shape.decimals, 2), shape.decimals)}%{shape.after}"
    shown = plain(number / 1000**shape.thousands)
    return shape.before + (shown.zfill(shape.digits) if shown.isdigit() else shown) + shape.after


def plain(number: Decimal) -> str:
    """The number without exponent and without zeros that say nothing, at the 15 digits that sheets keep."""
    rounded = number if not number else round(number, 14 - number.adjusted()) if number.adjusted() < 15 else number
    return _stripped(format(rounded, "f"))


def _rounded(number: Decimal, most: int, least: int) -> str:
    # No context has digits enough for 1E+30 % to two places, nor for fifty places.
    exact = number.adjusted() + most < getcontext().prec
    text = format(round(number, most) if exact else number, "f")
    while text[-1] == "0" and len(text.partition(".")[2]) > least:
        text = text[:-1]
    return text.removesuffix(".")


def _stripped(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def shape_of(code: str) -> Shape:
    """What the format `code` does, by its section for positive numbers."""
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(next((group for group in match.groups() if group), ""))
        return MARK

    body = SILENT.sub("", LITERAL.sub(keep, code.split(";", maxsplit=1)[0]))
    # General is a word, not letters of a date.
    if "general" in body.lower():
        return Shape()
    digits = DIGITS.search(body)
    if not digits and (letters := re.sub("[^ymdhs]", "", body.lower())):
        return _date_shape(body.lower(), letters, "年" in code or "月" in code)
    if not digits or "!" in body:
        return Shape()
    before = body[: digits.start()].count(MARK)
    return Shape(
        percent="%" in body,
        decimals=len(digits[2] or ""),
        digits=digits[1].count("0"),
        thousands=len(digits[3]),
        before="".join(literals[:before]).lstrip(),
        after="".join(literals[before:]).rstrip(),
    )


def _date_shape(body: str, letters: str, chinese: bool) -> Shape:
    # Minutes are an m too, beside hours or seconds.
    minutes = bool(re.search(r"h[^ymd]{0,3}m|m{1,2}[^ymd]{0,2}s", body))
    months = "m" in (re.sub(r"h[^ymd]{0,3}m{1,2}|m{1,2}[^ymd]{0,2}s{1,2}", "", body) if minutes else body)
    date = "".join(
        letter for letter, there in zip("ymd", ("y" in letters, months, "d" in letters), strict=True) if there
    )
    return Shape(date=date, time="h" in letters, chinese=chinese)


def _day(number: float, shape: Shape, epoch: datetime) -> str:
    if not 0 <= number <= LAST_DAY:
        return ""
    # To the second: fractions of days are binary.
    moment = epoch + timedelta(seconds=round(number * 86_400))
    values = {"y": f"{moment.year:04}", "m": f"{moment.month:02}", "d": f"{moment.day:02}"}
    if shape.chinese:
        day = "".join(values[letter].lstrip("0") + {"y": "年", "m": "月", "d": "日"}[letter] for letter in shape.date)
    else:
        day = "-".join(values[letter] for letter in shape.date)
    return f"{day} {moment:%H:%M}".strip() if shape.time else day
