"""What a measure is for, by cues in its name, then in the words around it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import cast

from corpusdoc.extract.vocabulary import alternatives, rows, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Category

# A cue in the sentence says less than one in the name, one in the heading less still.
_IN_SENTENCE, _IN_HEADING = 0.15, 0.1
# The head noun stands last: of 职业道德教育培训, 培训 says more than 道德.
_LAST = 1.5


def category_of(name: str, sentence: str, heading: str, usual: str, lexicon: Lexicon) -> Category:
    """The category with most points; `usual` is that of the form (大讨论 is culture), "" if it has none."""
    known = values(lexicon, "measures", "name", "category")
    whole = next((known[k] for k in sorted(known, key=len, reverse=True) if k in name), None)
    if whole:
        return cast(Category, whole)
    points: defaultdict[str, float] = defaultdict(float)
    for words, share in ((name, 1.0), (sentence, _IN_SENTENCE), (heading, _IN_HEADING)):
        _add(points, words, share, lexicon)
    if usual:
        points[usual] += 2.0
    return cast(Category, max(points, key=lambda c: points[c]) if points else "management")


def _add(points: defaultdict[str, float], words: str, share: float, lexicon: Lexicon) -> None:
    cues = list(_cues(lexicon).finditer(words))
    for match in cues:
        row = _by_cue(lexicon)[match[0]]
        last = _LAST if share == 1.0 and match is cues[-1] else 1.0
        points[row[0]] += row[1] * share * last


@cache
def _cues(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternatives(row["surface"] for row in rows(lexicon, "measures", "cue")))


@cache
def _by_cue(lexicon: Lexicon) -> dict[str, tuple[str, float]]:
    cues = reversed(rows(lexicon, "measures", "cue"))
    return {row["surface"]: (row["category"], float(row["weight"])) for row in cues}
