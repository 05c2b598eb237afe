"""Lines that a site or a page added to the report: kept, tagged as noise with the rule that knew them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Noise, Span

_LINE = re.compile(r"[^\n]+")

# An abstract that a site cut off: its last words stand in the text again.
_CUT = re.compile(r"(?:\.{3,}|…+)$")
TAIL = 12
# A running header or footer: short, with a number in it, on many pages of a text.
_NUMBERED = re.compile(r"^[^\n\d]{0,30}\d[^\n]{0,30}$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
REPEATED = 4
APART = 400  # code points of other text between two of them: lists repeat as well (1. 2. 3.)


def find_noise(text: str, lexicon: Lexicon) -> Iterator[Noise]:
    """The lines of `text` (Simplified) that the lexicon knows, that repeat on every page, or that repeat the text."""
    rules = _rules(lexicon)
    found = {Span(*match.span()): rules[match.lastindex or 0] for match in _pattern(lexicon).finditer(text)}
    found = dict.fromkeys(_running(text), "page.running") | found
    found = dict.fromkeys(_cut_abstracts(text), "page.abstract") | found
    return (Noise(span, found[span]) for span in sorted(found))


def _running(text: str) -> Iterator[Span]:
    """The lines that repeat with other numbers in them, pages apart."""
    places: dict[str, list[Span]] = {}
    for match in _NUMBERED.finditer(text):
        places.setdefault(_DIGITS.sub("0", match.group().strip()), []).append(Span(*match.span()))
    for spans in places.values():
        if len(spans) >= REPEATED and min(b.start - a.end for a, b in pairwise(spans)) >= APART:
            yield from spans


def _cut_abstracts(text: str) -> Iterator[Span]:
    """One of the first two lines, where its last words before an ellipsis begin the text again."""
    for match in islice(_LINE.finditer(text), 2):
        line = match.group().strip()
        cut = _CUT.search(line)
        if cut and len(line) > 2 * TAIL and line[: cut.start()][-TAIL:] in text[match.end() :]:
            yield Span(*match.span())


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    # One alternation over whole lines; the number of the group that matched names the row.
    rows = "|".join(f"({_plain(row['pattern'])})" for row in lexicon.rows("boilerplate"))
    return re.compile(rf"^[^\S\n]*(?:{rows})", re.MULTILINE)


def _plain(pattern: str) -> str:
    # Groups inside a row would shift the numbers of the rows behind it; blanks at the end of a line are nothing.
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern).removesuffix("$") + r"[^\S\n]*$"


@cache
def _rules(lexicon: Lexicon) -> dict[int, str]:
    return {number: row["rule"] for number, row in enumerate(lexicon.rows("boilerplate"), start=1)}
