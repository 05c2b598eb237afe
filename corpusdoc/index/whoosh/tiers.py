"""Which segments a commit writes again, so that there are few of them and little that is deleted.

Segments of about a size are merged when there are FAN of them, so that a passage is written again about once for each
power of FAN. A commit that adds little merges little: one document costs the same in an index of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any

FAN = 6
LARGEST = 8_000_000  # words and units of a merged segment: what memory is bounded by
QUICK = 300_000  # that a commit of one document may write again: 0.3 s
DEAD = 0.3  # share of a segment that may be deleted before it is written again


def chosen(segments: Sequence[Any], added: int) -> list[Any]:
    """The segments that a commit should write again, together with the `added` words and units that are new."""
    budget = LARGEST if added * FAN >= QUICK else QUICK
    sizes = {segment: size(segment) for segment in segments}
    merged: list[Any] = []
    total = added
    while peers := _peers(sizes, total, budget):
        merged += peers
        total += sum(sizes.pop(peer) for peer in peers)
    for segment in sorted(sizes, key=sizes.__getitem__):
        if segment.deleted_count() > DEAD * segment.doc_count_all() and total + sizes[segment] <= budget:
            merged.append(segment)
            total += sizes[segment]
    return merged


def size(segment: Any) -> int:
    """The words and units of a segment without what about the deleted ones had."""
    # A passage costs something even if there is nothing in it.
    everything = sum(segment._fieldlengths.values()) + segment.doc_count_all()
    return int(everything * segment.doc_count() / segment.doc_count_all())


def _peers(sizes: dict[Any, int], total: int, budget: int) -> list[Any]:
    """The segments that are no larger than about `total`, if they are enough to be merged with it."""
    peers = sorted((segment for segment in sizes if _tier(sizes[segment]) <= _tier(total)), key=sizes.__getitem__)
    if len(peers) + 1 < FAN:
        return []
    while total + sum(sizes[peer] for peer in peers) > budget:
        peers.pop()
    return peers


def _tier(size: int) -> int:
    return int(log(max(1, size), FAN))
