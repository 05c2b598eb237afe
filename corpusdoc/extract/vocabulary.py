"""What the finders of this room read from the lexicon: surfaces by kind, and patterns made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon, Row

HAN = "\u3400-\u9fff\u3007"
# Reports that were published with names blotted out: **联通, XX公司, ××市, 某某银行.
MASK = "*＊×ＸX某○"
# So many characters are tried as fast as a class of them.
_FEW = 4


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
    """A pattern group for any of the words, longest first; one that never matches where there are none.

    Grouped by first character, behind a class of these where they are many: at most characters of a text none of the
    words begins, and trying each to learn that costs three to ten times as much.
    """
    by_first = _by_first(words)
    listed = _listed(by_first)
    return f"(?=[{re.escape(''.join(by_first))}]){listed}" if len(by_first) > _FEW else listed


@cache
def pattern(lexicon: Lexicon, table: str, *kinds: str, then: str = "") -> re.Pattern[str]:
    """Any of the words of these kinds, longest first, and what must follow it."""
    return looking_for((surface for kind in kinds for surface in surfaces(lexicon, table, kind)), then)


def looking_for(words: Iterable[str], then: str = "") -> re.Pattern[str]:
    """Any of the words, longest first, and `then` as a pattern.

    Where one may begin is what `re` looks for by itself, faster than a class in front.
    """
    return re.compile(_listed(_by_first(words)) + then)


def _by_first(words: Iterable[str]) -> dict[str, list[str]]:
    """What follows the first character of the words, by that character, longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append(word[1:])
    return found


def _listed(by_first: Mapping[str, Sequence[str]]) -> str:
    groups = (re.escape(first) + f"(?:{'|'.join(map(re.escape, rests))})" for first, rests in by_first.items())
    return f"(?:{'|'.join(groups)})" if by_first else "(?!)"


def guarded(first: str, pattern: str) -> re.Pattern[str]:
    """The pattern, looked for only where one of the characters of the class `first` stands.

    Trying many alternatives at each character of a text costs twenty times as much.
    """
    return re.compile(f"(?=[{first}])(?:{pattern})")
