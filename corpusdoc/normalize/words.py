"""Which characters make a word with what stands around a gap: jieba's dictionary, by what its words leave open."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from corpusdoc import lazy_re as re

LONGEST = 4
# How often a word stands in what jieba counted.
FREQUENT = 50

# What may stand behind the open character of some words, and for each the characters with scores and words.
_Open = Mapping[str, Mapping[str, tuple[float, str]]]


def completions(before: str, after: str) -> dict[str, tuple[float, str]]:
    """The characters that make a word of two to four with their neighbours, with the best of these words and its score.

    Frequent words and long ones are good: the natural logarithm of the frequency, and 3 for each further character.
    """
    found: dict[str, tuple[float, str]] = {}
    for width in range(min(len(before), LONGEST - 1) + 1):
        following = _begun(before[len(before) - width :]) if width else _ended(after[:1])
        for end in range(min(len(after), LONGEST - 1 - width) + 1):
            for char, scored in following.get(after[:end], {}).items():
                if char not in found or scored > found[char]:
                    found[char] = scored
    return found


@lru_cache(maxsize=10_000)
def _begun(beginning: str) -> _Open:
    """Words that begin so, open behind it."""
    first = bisect_left(_words(), beginning)
    last = bisect_left(_words(), beginning + chr(0x10FFFF), first)
    return _opened(_words()[first:last], len(beginning))


@lru_cache(maxsize=10_000)
def _ended(second: str) -> _Open:
    """Words with this second character, open in front of it."""
    return _opened(_by_second().get(second, ()), 0)


def _opened(lines: Sequence[str], at: int) -> _Open:
    """Dictionary lines by what stands behind their character at `at`."""
    found: dict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    for line in lines:
        word, _, count = line.partition(" ")
        if len(word) > max(at, 1):
            found[word[at + 1 :]][word[at]] = log(1 + int(count)) + 3 * (len(word) - 2), word
    return found


@cache
def _words() -> list[str]:
    # jieba's words and their frequencies, in order: 0.1 s, so only for texts with gaps.
    # Found without being imported, which takes as long and, from Python 3.12 on, complains of jieba's patterns.
    jieba = find_spec("jieba")
    assert jieba is not None and jieba.origin is not None
    text = Path(jieba.origin).with_name("dict.txt").read_text(encoding="utf-8")
    return sorted(re.findall(rf"^\S{{2,{LONGEST}}} \d+", text, re.MULTILINE))


@cache
def _by_second() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in _words():
        found[line[1]].append(line)
    return found


def runs_on(before: str, after: str) -> bool:
    """Whether the end of one text and the beginning of another make a word of two to four characters."""
    words = _frequent()
    return any(
        before[len(before) - width :] + after[: size - width] in words
        for size in range(2, LONGEST + 1)
        for width in range(max(1, size - len(after)), min(size, len(before) + 1))
    )


@cache
def _frequent() -> frozenset[str]:
    return frozenset(word for word, _, count in (line.partition(" ") for line in _words()) if int(count) >= FREQUENT)
