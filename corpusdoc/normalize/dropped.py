"""Characters that a site filtered out of a text: 国企 会责任 for 国企社会责任."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import log

from corpusdoc.lexicon.likelihood import common
from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.rewriter import Edit

# One blank between Han characters, in a line of prose: titles, slogans and tables have blanks of their own.
_GAP = re.compile(r"(?<=[㐀-鿿])\x20(?=[㐀-鿿])")
_LINE = re.compile(r"[^\n]+")
_PROSE = re.compile(r"[，,。；;]")
LONG = 25
# More gaps than this share of a line's characters is spacing, not loss.
DENSE = 0.1

# The same character must explain so many gaps, and must be missing elsewhere: sites filter characters, not places.
SEVERAL = 3
CANDIDATES = 2500
CONTEXT = 3
# What is as good as the best word for a gap, in the natural logarithm of word frequencies.
NEARLY = 1.0
LONGEST = 4


def dropped_edits(text: str) -> Iterator[Edit]:
    """An edit for each gap that one and the same character explains, with others of its kind."""
    gaps = find_gaps(text)
    if len(gaps) < SEVERAL:
        return
    filled: dict[int, str] = {}
    while char := _best(text, [gap for gap in gaps if gap not in filled]):
        filled.update((gap, char[0]) for gap in char[1])
    for gap in sorted(filled):
        yield Edit(Span(gap, gap + 1), filled[gap], "dropped.filled", 0.8)


def find_lost(text: str, filled: bool) -> Iterator[Doubt]:
    """The gaps that are left: losses where others were `filled`, or where there are several."""
    gaps = find_gaps(text)
    if filled or len(gaps) >= SEVERAL:
        yield from (Doubt(Span(gap, gap + 1), "lost.dropped") for gap in gaps)


def find_gaps(text: str) -> list[int]:
    """Where a single blank stands between Han characters in prose, outside quotation marks."""
    if "\x20" not in text:
        return []
    found = []
    for line in _LINE.finditer(text):
        prose = line.group()
        if "\x20" not in prose or len(prose) < LONG or not _PROSE.search(prose):
            continue
        gaps = [gap.start() for gap in _GAP.finditer(prose) if not _quoted(prose, gap.start())]
        if len(gaps) <= DENSE * len(prose):
            found += [line.start() + gap for gap in gaps]
    return found


def _quoted(line: str, position: int) -> bool:
    opened = max(line.rfind(mark, 0, position) for mark in "“‘《（(「")
    closed = max(line.rfind(mark, 0, position) for mark in "”’》）)」")
    return opened > closed


def _best(text: str, gaps: list[int]) -> tuple[str, list[int]] | None:
    """The character that explains the most gaps better than any other that the text lacks."""
    if len(gaps) < SEVERAL:
        return None
    absent = [char for char in common()[:CANDIDATES] if char not in text]
    explained: dict[str, list[int]] = defaultdict(list)
    for gap in gaps:
        before, after = text[max(0, gap - CONTEXT) : gap], text[gap + 1 : gap + 1 + CONTEXT]
        scored = {char: score for char in absent if (score := _fits(before, char, after))}
        best = max(scored.values(), default=0.0)
        for char, score in scored.items():
            if score >= best - NEARLY:
                explained[char].append(gap)
    char = max(explained, key=lambda each: len(explained[each]), default="")
    return (char, explained[char]) if char and len(explained[char]) >= SEVERAL else None


def _fits(before: str, char: str, after: str) -> float:
    """How good a word `char` makes with its neighbours: frequent ones and long ones are good."""
    text, at = before + char + after, len(before)
    words = (
        text[start:end]
        for start in range(max(0, at - LONGEST + 1), at + 1)
        for end in range(at + 1, min(len(text), start + LONGEST) + 1)
        if end - start > 1
    )
    return max((log(1 + _words()[word]) + 3 * (len(word) - 2) for word in words if word in _words()), default=0.0)


@cache
def _words() -> Mapping[str, int]:
    # jieba's word frequencies, 0.4 s to read: only for texts with gaps.
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, _ in map(str.split, lines) if 2 <= len(word) <= LONGEST}
