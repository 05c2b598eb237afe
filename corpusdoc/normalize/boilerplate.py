"""Lines that a site or a page added to the report: kept, tagged as noise with the rule that knew them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Noise, Span

_LINE = re.compile(r"[^\n]+")
# A paragraph of the report may quote a slogan; a line of furniture is short.
LONGEST = 300


def find_noise(text: str, lexicon: Lexicon) -> Iterator[Noise]:
    """The lines of `text` (Simplified) that the boilerplate lexicon knows."""
    known = _pattern(lexicon)
    for match in _LINE.finditer(text):
        if len(match.group()) <= LONGEST and (found := known.match(match.group().strip())):
            yield Noise(Span(*match.span()), _rules(lexicon)[found.lastindex or 0])


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    # One alternation; the number of the group that matched names the row.
    return re.compile("|".join(f"({row['pattern']})" for row in lexicon.rows("boilerplate")))


@cache
def _rules(lexicon: Lexicon) -> dict[int, str]:
    return {number: row["rule"] for number, row in enumerate(lexicon.rows("boilerplate"), start=1)}
