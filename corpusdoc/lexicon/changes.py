"""Which texts a change of own rows can matter to, so that only these are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Row

# Where a row says which word it is about; a misprint is `wrong` before it is mended and `right` afterwards.
_WORDS = ("surface", "wrong", "right")
# Tables whose patterns are looked for in whole lines. Those of other tables see parts of lines: any text may change.
_LINES = ("boilerplate",)
_NOTHING = re.compile(r"(?!)")

Owned = Iterable[tuple[str, Row]]  # rows with their tables
Touches = Callable[[str], bool]


def touching(before: Owned, now: Owned) -> Touches:
    """Whether reading a repaired text with the rows `now` may give other facts than with those `before`.

    Rows say something only of texts that hold their word, whatever stands between its characters that is no letter.
    """
    one, other = _frozen(before), _frozen(now)
    patterns = [_pattern(table, dict(row)) for table, row in one ^ other]
    if None in patterns:
        return lambda text: True
    found = [pattern for pattern in patterns if pattern]
    every = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(found)), re.I | re.M) if found else _NOTHING
    return lambda text: every.search(text) is not None


def _frozen(rows: Owned) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    return {(table, frozenset(row.items())) for table, row in rows}


def _pattern(table: str, row: Row) -> str | None:
    """A pattern of the texts that a row may matter to; None where that may be any."""
    if table in _LINES:
        return row["pattern"].removesuffix("$")
    words = ["".join(filter(str.isalnum, row[column])) for column in _WORDS if column in row]
    return "|".join(r"[\W_]*".join(map(re.escape, word)) for word in words) if all(words) and words else None
