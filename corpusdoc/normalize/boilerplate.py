"""Lines that a site or a page added to the report: kept, tagged as noise with the rule that knew them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Noise, Span
from corpusdoc.normalize.beginnings import beginnings

_LINE = re.compile(r"[^\n]+")

# An abstract that a site cut off: its last words stand in the text again.
TAIL = 12
# A running header or footer: short, with a number in it, on many pages of a text.
_NUMBERED = re.compile(r"\n([^\n\d]{0,30}+\d[^\n]{0,30}+)$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
REPEATED = 4
APART = 400  # code points of other text between two of them: lists repeat as well (1. 2. 3.)


def find_noise(text: str, lexicon: Lexicon) -> Iterator[Noise]:
    """The lines of `text` (Simplified) that the lexicon knows, that repeat on every page, or that repeat the text."""
    found = {
        Span(match.start(), match.end() - 1): _rule(match, lexicon) for match in _known(lexicon).finditer("\n" + text)
    }
    found = dict.fromkeys(_running(text), "page.running") | found
    found = dict.fromkeys(_cut_abstracts(text), "page.abstract") | found
    return (Noise(span, found[span]) for span in sorted(found))


def _running(text: str) -> Iterator[Span]:
    """The lines that repeat with other numbers in them, pages apart."""
    places: dict[str, list[Span]] = {}
    for match in _NUMBERED.finditer("\n" + text) if len(text) > (REPEATED - 1) * APART else ():
        # The line break in front of the text shifts the line by one, and the one in front of the line back again.
        places.setdefault(_DIGITS.sub("0", match.group().strip()), []).append(Span(match.start(), match.end() - 1))
    for spans in places.values():
        if len(spans) >= REPEATED and min(b.start - a.end for a, b in pairwise(spans)) >= APART:
            yield from spans


def _cut_abstracts(text: str) -> Iterator[Span]:
    """One of the first two lines, where its last words before an ellipsis begin the text again."""
    for match in islice(_LINE.finditer(text), 2):
        line = match.group().strip()
        kept = line.rstrip(".…")
        cut = line[len(kept) :]
        if ("..." in cut or "…" in cut) and len(line) > 2 * TAIL and text.find(kept[-TAIL:], match.end()) >= 0:
            yield Span(*match.span())


def _rule(match: re.Match[str], lexicon: Lexicon) -> str:
    """The name of the first row that knows the line."""
    return next(rule for rule, row in _rows(lexicon) if row.match(match.string, match.start()))


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    """All rows at once, and only where a line begins with a character that some row begins with."""
    rows = [row["pattern"].removesuffix("$") for row in lexicon.rows("boilerplate")]
    plain = {row: first for row in rows if (first := beginnings(row)) is not None}
    others = [row for row in rows if row not in plain]
    return _lines("|".join([f"(?=[{''.join(plain.values())}])(?:{'|'.join(plain)})", *others]))


@cache
def _rows(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["rule"], _lines(row["pattern"].removesuffix("$"))) for row in lexicon.rows("boilerplate"))


def _lines(pattern: str) -> re.Pattern[str]:
    """Whole lines that match, with the line break before them; blanks on either side are nothing.

    A search for one character is ten times as quick as one for the beginning of a line.
    """
    return re.compile(rf"\n[^\S\n]*+(?:{pattern})[^\S\n]*$", re.MULTILINE)
