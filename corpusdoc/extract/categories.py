"""What a measure is for, by cues in its name, then in the words around it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import cast

from corpusdoc.extract.scanning import Scanner, Words
from corpusdoc.extract.vocabulary import rows, surfaces, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Category

# A cue beside the name says less than one in it, one in the heading less still; several of a kind little more than one.
_BESIDE, _IN_HEADING = 0.35, 0.4
_FURTHER = 0.3
# So much more for each character that a cue has more than two: 百日安全竞赛 is less of an award than 竞赛.
_LONGER, _LONGEST = 0.2, 5
# Of a user's cue that says none.
_WEIGHT = 3
# The head noun stands last: of 职业道德教育培训, 培训 says more than 道德.
_LAST = 1.5
# A listed name inside of a longer one.
_LISTED = 3.0
# What a form is usually for weighs half as much as a cue; of 机制 and 制度, which serve any end, a sixth of that.
_USUAL, _ANY_END = 1.5, 0.5
# 三化, 五强: what a slogan counts is how to work, unless its name or what stands beside it says otherwise.
_COUNTED, _COUNTING = 1.0, ("一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "双")


def category_of(name: str, beside: str, heading: str, usual: str, lexicon: Lexicon) -> Category:
    """The category with most points; `usual` is that of the form (大讨论 is culture), "" if it has none.

    `beside` are the words of the sentence near the name.
    """
    listed = max(_names(lexicon).words(name), key=len, default=None)
    points: defaultdict[str, float] = defaultdict(float)
    if listed:
        category = values(lexicon, "measures", "name", "category")[listed]
        # “微笑服务之星”评比 is no service: what stands around a listed name may tell more.
        if not _cues(lexicon).find(name.replace(listed, "|")):
            return cast(Category, category)
        points[category] += _LISTED
    for words, share in ((name, 1.0), (beside.replace(name, "|"), _BESIDE), (heading.replace(name, "|"), _IN_HEADING)):
        for category, score in _points(words, share == 1.0, lexicon).items():
            points[category] += score * share
    if name.lstrip("“「").startswith(_COUNTING) and not _points(name, True, lexicon):
        points["management"] += _COUNTED
    if usual:
        points[usual] += _ANY_END if usual == "management" else _USUAL
    # What a company does for those it serves is the commonest kind by far.
    return cast(Category, max(points, key=lambda c: points[c]) if points else "service")


# A heading stands over many measures.
@lru_cache(maxsize=64)
def _points(words: str, is_name: bool, lexicon: Lexicon) -> dict[str, float]:
    """The strongest cue of each category, the others for a part; in a name, the last one for more."""
    by_cue = _by_cue(lexicon)
    cues = [by_cue[cue] for _, _, cue in _cues(lexicon).find(words)]
    if not cues:
        return {}
    if is_name:
        category, weight = cues[-1]
        cues[-1] = category, weight * _LAST
    found: defaultdict[str, list[float]] = defaultdict(list)
    for category, weight in cues:
        found[category].append(weight)
    return {c: max(weights) + _FURTHER * (sum(weights) - max(weights)) for c, weights in found.items()}


@cache
def _names(lexicon: Lexicon) -> Scanner:
    return Scanner({"name": surfaces(lexicon, "measures", "name")})


@cache
def _cues(lexicon: Lexicon) -> Words:
    return Words(surfaces(lexicon, "measures", "cue"))


@cache
def _by_cue(lexicon: Lexicon) -> dict[str, tuple[str, float]]:
    cues = reversed(rows(lexicon, "measures", "cue"))
    return {
        row["surface"]: (row["category"], float(row["weight"] or _WEIGHT) * _telling(row["surface"])) for row in cues
    }


def _telling(cue: str) -> float:
    return 1 + _LONGER * (min(len(cue), _LONGEST) - 2)
