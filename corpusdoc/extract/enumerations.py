"""Organisations that only the company they are in tells: 海尔、格力、美的等企业 names three where two are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpusdoc.extract.naming_words import PART
from corpusdoc.extract.places import canonical
from corpusdoc.extract.tagging import COINED, Place, Word, is_counted
from corpusdoc.extract.vocabulary import HAN, surfaces
from corpusdoc.lexicon import Lexicon

# What a member is made of, and where it ends: behind a verb nobody knows whether it is its last word or the next.
_NAME = f"(?P<name>[{HAN}]{{2,6}}|[A-Z][A-Za-z&]{{1,9}})"
_BEHIND = re.compile(f"、{_NAME}(?=[、,，;；。)）]|[和与及等以]|[一二两三四五六七八九十]+[家大])")
_LAST = re.compile(f"(?:和|与|及|以及){_NAME}(?=[,，;；。)）]|等|[一二两三四五六七八九十]+[家大])")
_BEFORE = re.compile(f"(?<=[、:：,，与]){_NAME}、$|^{_NAME.replace('name', 'first')}、$")
_AND = re.compile("[和与及]")
_NAMES = (COINED, "nr", "nz", "nt", "j", "eng")
_REACH = 8


def siblings(text: str, start: int, words: Sequence[Word], known: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    """The members of lists that stand beside those that are `known`, both ways as far as they go."""
    taken = {(a, b) for a, b, _ in known}
    at_start = {word[0]: index for index, word in enumerate(words)}
    at_end = {word[1]: index for index, word in enumerate(words)}

    def names(a: int, b: int) -> bool:
        first, last = at_start.get(a), at_end.get(b)
        if first is None or last is None or any(x < b and a < y for x, y in taken) or is_counted(text, a - start):
            return False
        return _is_name(text[a - start : b - start], words[first : last + 1], lexicon)

    for begin, end, _ in known:
        at = end - start
        while (match := _BEHIND.match(text, at) or _LAST.match(text, at)) and names(*_span(match, start)):
            yield *_span(match, start), "entity.org.sibling"
            taken.add(_span(match, start))
            at = match.end()
        at = begin - start
        while (match := _BEFORE.search(text[max(0, at - _REACH) : at])) and names(
            *_span(match, start + max(0, at - _REACH))
        ):
            place = _span(match, start + max(0, at - _REACH))
            yield *place, "entity.org.sibling"
            taken.add(place)
            at = place[0] - start


def _span(match: re.Match[str], offset: int) -> tuple[int, int]:
    group = "name" if match["name"] else "first"
    return match.start(group) + offset, match.end(group) + offset


def _is_name(text: str, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether words look like a firm's name: all nominal, one of names, none that a dictionary has for a thing."""
    barred = (
        surfaces(lexicon, "orgs", "generic")
        | surfaces(lexicon, "surnames", "word")
        | surfaces(lexicon, "orgs", "outside")
    )
    if text in barred or text in canonical(lexicon) or _AND.search(text):
        return False
    return all(word[4] & PART for word in words) and any(word[3].startswith(_NAMES) for word in words)
