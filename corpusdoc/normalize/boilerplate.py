"""Lines that a site or a page added to the report: kept, tagged as noise with the rule that knew them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Noise, Span

_LINE = re.compile(r"[^\n]+")
# A paragraph of the report may quote a slogan; a line of furniture is short.
LONGEST = 300

# An abstract that a site cut off: its last words stand in the text again.
_CUT = re.compile(r"(?:\.{3,}|…+)$")
TAIL = 12
# A running header or footer: short, on many pages of a text, the same but for the page's number.
REPEATED = 4
SHORT = 40
_DIGITS = re.compile(r"\d+")


def find_noise(text: str, lexicon: Lexicon) -> Iterator[Noise]:
    """The lines of `text` (Simplified) that the lexicon knows, that repeat on every page, or that repeat the text."""
    known = _pattern(lexicon)
    lines = list(_LINE.finditer(text))
    running = _running(lines)
    for number, match in enumerate(lines):
        line, span = match.group().strip(), Span(*match.span())
        if len(line) <= LONGEST and (found := known.match(line)):
            yield Noise(span, _rules(lexicon)[found.lastindex or 0])
        elif line in running:
            yield Noise(span, "page.running")
        elif number < 2 and _is_cut_abstract(line, text[match.end() :]):
            yield Noise(span, "page.abstract")


def _running(lines: list[re.Match[str]]) -> frozenset[str]:
    """The lines that repeat with other numbers in them, pages apart."""
    places: dict[str, list[int]] = {}
    for number, match in enumerate(lines):
        line = match.group().strip()
        if len(line) <= SHORT and _DIGITS.search(line):
            places.setdefault(_DIGITS.sub("0", line), []).append(number)
    # Lists repeat as well (1. 2. 3.): running lines have other text between them.
    repeated = {shape for shape, at in places.items() if len(at) >= REPEATED and min(_steps(at)) >= 8}
    return frozenset(line for match in lines if _DIGITS.sub("0", line := match.group().strip()) in repeated)


def _steps(numbers: list[int]) -> list[int]:
    return [second - first for first, second in pairwise(numbers)]


def _is_cut_abstract(line: str, rest: str) -> bool:
    cut = _CUT.search(line)
    return cut is not None and len(line) > 2 * TAIL and line[: cut.start()][-TAIL:] in rest


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    # One alternation; the number of the group that matched names the row.
    return re.compile("|".join(f"({_plain(row['pattern'])})" for row in lexicon.rows("boilerplate")))


def _plain(pattern: str) -> str:
    # Groups inside a row would shift the numbers of the rows behind it.
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


@cache
def _rules(lexicon: Lexicon) -> dict[int, str]:
    return {number: row["rule"] for number, row in enumerate(lexicon.rows("boilerplate"), start=1)}
