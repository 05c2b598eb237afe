"""What the finders of this room read from the lexicon: surfaces by kind, and patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from corpusdoc.lexicon import Lexicon, Row

HAN = "\u3400-\u9fff\u3007"
# Reports that were published with names blotted out: **联通, XX公司, ××市, 某某银行.
MASK = "*＊×ＸX某○"


@cache
def rows(lexicon: Lexicon, table: str, kind: str) -> tuple[Row, ...]:
    """The rows of a table that are of one kind, the user's first."""
    return tuple(row for row in lexicon.rows(table) if row["kind"] == kind)


@cache
def surfaces(lexicon: Lexicon, table: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table."""
    return frozenset(row["surface"] for row in rows(lexicon, table, kind))


@cache
def values(lexicon: Lexicon, table: str, kind: str, column: str) -> dict[str, str]:
    """Surface to the value of `column`; of two rows for one surface the first counts."""
    return {row["surface"]: row[column] for row in reversed(rows(lexicon, table, kind))}


@cache
def any_of(lexicon: Lexicon, table: str, *kinds: str) -> str:
    """A pattern group for the words of these kinds, longest first."""
    return alternatives(surface for kind in kinds for surface in surfaces(lexicon, table, kind))


def known_end(word: str, known: Collection[str]) -> str | None:
    """The longest of the `known` words that `word` ends with."""
    for start in range(len(word)):
        if (end := word[start:]) in known:
            return end
    return None


def alternatives(words: Iterable[str]) -> str:
    """A pattern group for any of the words, longest first; one that never matches where there are none."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def guarded(first: str, pattern: str) -> re.Pattern[str]:
    """The pattern, looked for only where one of the characters of the class `first` stands.

    Trying many alternatives at each character of a text costs twenty times as much.
    """
    return re.compile(f"(?=[{first}])(?:{pattern})")
