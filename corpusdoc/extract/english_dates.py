"""Dates as pages in English give them: Dec 12, 2020, 5th March 2021, 2020 Dec, 14.04.2015."""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import edtf

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![A-Za-z])\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = "(?:st|nd|rd|th)?"
_GAP = "[ ,-]{1,2}"
_YEAR = r"(?:(?:19|20)\d\d(?!\d))"
_DATE = re.compile(
    rf"(?P<m1>{_MONTH})(?:{_GAP}(?P<d1>{_DAY}){_ORDINAL}(?!\d))?{_GAP}(?P<y1>{_YEAR})"
    rf"|(?<!\d)(?P<d2>{_DAY}){_ORDINAL}{_GAP}(?:of )?(?P<m2>{_MONTH}){_GAP}(?P<y2>{_YEAR})"
    rf"|(?<!\d)(?P<y3>{_YEAR})[ -](?P<m3>{_MONTH})(?:[ -](?P<d3>{_DAY})(?!\d))?"
    # The day comes first where a point stands between.
    rf"|(?<![\d.])(?P<d4>{_DAY})\.(?P<m4>1[0-2]|0?[1-9])\.(?P<y4>{_YEAR})(?!\.?\d)"
)
FIRST = "JFMASONDjfmasond"
START = rf"[{FIRST}](?<![A-Za-z].)(?<=(?={_MONTH}[ ,-]).)"  # how one begins
BEHIND = f"{_ORDINAL}[ -]{_MONTH}"  # what follows its first number


def read_english(text: str, at: int) -> tuple[int, str] | None:
    """Where the date that begins at `at` ends, and its EDTF; None if none does."""
    match = _DATE.match(text, at)
    value = _edtf(match) if match else None
    return (match.end(), value) if match and value else None


def find_english(line: str) -> str | None:
    """The EDTF of the first such date in a line."""
    match = _DATE.search(line)
    return _edtf(match) if match else None


def _edtf(match: re.Match[str]) -> str | None:
    form = next(n for n in "1234" if match[f"y{n}"])
    month, day = match[f"m{form}"], match[f"d{form}"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    return edtf(int(match[f"y{form}"]), number, int(day) if day else None)
