"""Documents that are one report, posted in several places: told by their text, whatever the sites made of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial
from zlib import crc32

from corpusdoc.catalogue.database import Database

SHORTEST = 12  # letters of a sentence that two reports do not share by chance
LEAST = 200  # letters of a report; shorter ones may well be alike
WIDTH = 8  # letters of a shingle
KEPT = 4  # every fourth shingle is compared, the same ones in all texts (Broder 1997)
SAME = 0.75  # of the shorter text's shingles that stand in the other

_BESIDE = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The text without white space and punctuation."""
    return _BESIDE.sub("", text)


def reports(db: Database, sentences: Iterable[tuple[int, str]]) -> dict[int, int]:
    """For each document's key that of the copy which stands for its report: the soundest, then the longest one.

    `sentences` are (document's key, sentence) of what is to be counted: only documents that share one are compared.
    """
    holders: defaultdict[str, dict[int, None]] = defaultdict(dict)
    report: dict[int, int] = {}
    for key, sentence in sentences:
        report[key] = key
        plain = letters(sentence)
        if len(plain) >= SHORTEST:
            holders[plain][key] = None
    shingles = cache(lambda key: _shingles(db, key))

    def root(key: int) -> int:
        while report[key] != key:
            key = report[key]
        return key

    for keys in map(list, holders.values()):
        # All against the first and against the one before: copies of one report stand among each other.
        for at in range(1, len(keys)):
            for other in {keys[0], keys[at - 1]}:
                one, two = root(other), root(keys[at])
                if one != two and _alike(shingles(other), shingles(keys[at])):
                    report[two] = one
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for key in report:
        copies[root(key)].append(key)
    best = {first: max(keys, key=partial(_soundness, db)) if keys[1:] else first for first, keys in copies.items()}
    return {key: best[root(key)] for key in report}


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= LEAST // KEPT // 2 and len(one & other) >= SAME * shorter


def _shingles(db: Database, key: int) -> frozenset[int]:
    [(text,)] = db.execute("SELECT text FROM document WHERE key = ?", (key,))
    plain = letters(text)
    if len(plain) < LEAST:
        return frozenset()
    hashes = (crc32(plain[n : n + WIDTH].encode()) for n in range(len(plain) - WIDTH + 1))
    return frozenset(number for number in hashes if number % KEPT == 0)


def _soundness(db: Database, key: int) -> tuple[object, ...]:
    """What the copies of a report are ordered by: soundness, whether it says whom it is about, length, and age."""
    query = "SELECT score, org IS NOT NULL, length(text), -key FROM document WHERE key = ?"
    return tuple(next(db.execute(query, (key,))))
