"""Passages that say nearly the same: the best one is shown, the others are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

SHORTEST = 30  # letters: shorter passages, as headings are, may well be the same and mean another thing
WIDTH = 5  # letters of a shingle
KEPT = 12  # shingles by which a text is known: those with the lowest hashes
SAME = 11  # so many in common: about 92 % of the shingles (Broder 1997)


def fold_duplicates(ids: Sequence[int], bodies: Mapping[int, str]) -> tuple[list[int], dict[int, int]]:
    """(ids without those that nearly repeat an earlier one, how many each of those that are left stands for besides).

    Ids without a body are left as they are.
    """
    kept: list[int] = []
    repeated: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    marks: dict[int, frozenset[int]] = {}
    for id in ids:
        mine = _marks(bodies.get(id, ""))
        near = {other for mark in mine for other in holders.get(mark, ())}
        same = next((other for other in sorted(near, key=kept.index) if len(marks[other] & mine) >= SAME), None)
        if same is not None:
            repeated[same] = repeated.get(same, 0) + 1
            continue
        kept.append(id)
        marks[id] = mine
        for mark in mine:
            holders.setdefault(mark, []).append(id)
    return kept, repeated


def _marks(body: str) -> frozenset[int]:
    plain = body.replace("\n", "")
    if len(plain) < SHORTEST:
        return frozenset()
    hashes = {crc32(plain[n : n + WIDTH].encode()) for n in range(len(plain) - WIDTH + 1)}
    return frozenset(sorted(hashes)[:KEPT])
