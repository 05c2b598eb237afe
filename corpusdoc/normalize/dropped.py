"""Characters that a site filtered out of a text: 国企 会责任 for 国企社会责任."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpusdoc.lexicon.likelihood import common
from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.lines import lines_with
from corpusdoc.normalize.look import BLANK, Look
from corpusdoc.normalize.rewriter import Edit
from corpusdoc.normalize.words import completions

# One blank between Han characters, in a line of prose: titles, slogans and tables have blanks of their own. The blank
# comes first in the pattern, because a search for one character is ten times as quick as any other.
_BLANK = r"\x20(?<=[㐀-鿿]\x20)(?=[㐀-鿿])"
_GAP = re.compile(_BLANK)
_GAP_OR_MARK = re.compile(rf"(?P<open>[“‘《（(「])|(?P<close>[”’》）)」])|{_BLANK}")
_PROSE = re.compile(r"[，,。；;]")
LONG = 25
# More gaps than this share of a line's characters is spacing, not loss.
DENSE = 0.1

# The same character must explain so many gaps, so large a share of them, so many times as many as any other, and in
# several words, and must be missing elsewhere: sites filter characters, not places.
SEVERAL = 3
SHARE = 0.5
LEAD = 1.6
WORDS = 2
CANDIDATES = 2500
CONTEXT = 3
# What is as good as the best word for a gap, in the natural logarithm of word frequencies.
NEARLY = 1.0


def dropped_edits(look: Look) -> Iterator[Edit]:
    """An edit for each gap that one and the same character explains, with others of its kind."""
    gaps = find_gaps(look)
    if len(gaps) < SEVERAL:
        return
    filled = _filled(look, gaps)
    for gap in sorted(filled):
        yield Edit(gap, gap + 1, filled[gap], "dropped.filled", 0.8)


def find_lost(look: Look, filled: bool) -> Iterator[Doubt]:
    """The gaps that are left: losses where others were `filled`, or where there are several."""
    gaps = find_gaps(look)
    if filled or len(gaps) >= SEVERAL:
        yield from (Doubt(Span(gap, gap + 1), "lost.dropped") for gap in gaps)


def find_gaps(look: Look) -> list[int]:
    """Where a single blank stands between Han characters in prose, outside quotation marks."""
    found: list[int] = []
    text = look.text
    for line in lines_with(text, _GAP) if look.holds(BLANK) else ():
        if len(line) < LONG or not _PROSE.search(text, line.start, line.end):
            continue
        gaps = list(_unquoted(text, line))
        if len(gaps) <= DENSE * len(line):
            found += gaps
    return found


def _unquoted(text: str, line: Span) -> Iterator[int]:
    """The gaps of a line that no opened quotation mark or bracket stands before."""
    quoted = False
    for match in _GAP_OR_MARK.finditer(text, line.start, line.end):
        if match.lastgroup:
            quoted = match.lastgroup == "open"
        elif not quoted:
            yield match.start()


def _filled(look: Look, gaps: list[int]) -> dict[int, str]:
    """What stood in the gaps that one character explains, as well as any other does."""
    text = look.text
    ranks = {char: rank for rank, char in enumerate(look.lacks(common()[:CANDIDATES]))}
    explained: dict[str, list[int]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    for gap in gaps:
        found = completions(text[max(0, gap - CONTEXT) : gap], text[gap + 1 : gap + 1 + CONTEXT])
        best = max((score for score, _ in found.values()), default=0.0)
        for char in found.keys() & ranks.keys():
            score, word = found[char]
            if score >= best - NEARLY:
                explained[char].append(gap)
                words[char].add(word)
    filled: dict[int, str] = {}
    for char in sorted(explained, key=lambda each: (-len(explained[each]), ranks[each])):
        left = [gap for gap in explained[char] if gap not in filled]
        if len(left) < max(SEVERAL, SHARE * len(gaps)) or len(words[char]) < WORDS:
            continue
        others = (len(set(places).difference(filled)) for other, places in explained.items() if other != char)
        if len(left) >= LEAD * max(others, default=0):
            filled |= dict.fromkeys(left, char)
    return filled
