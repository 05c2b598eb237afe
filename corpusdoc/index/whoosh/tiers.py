"""Which segments a commit writes again, so that there are few of them and little that is deleted.

Segments of about a size are merged when there are FAN of them, so that a passage is written again about once for each
power of FAN. A commit that adds little merges little: one document costs the same in an index of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any

FAN = 6
MOST = 32  # segments that are fine, twice as many are borne; each costs a query 0.1 ms
LARGEST = 8_000_000  # words and units of a merged segment: what memory is bounded by, 400 MB
QUICK = 300_000  # that a commit of one document may write again: 0.2 s, or twice that where segments are many
DEAD = 0.3  # share of a segment that may be deleted before it is written again


def chosen(segments: Sequence[Any], added: int) -> list[Any]:
    """The segments that a commit should write again, together with the `added` words and units that are new."""
    budget = min(max(QUICK, 10 * added), LARGEST)
    sizes = {segment: size(segment) for segment in segments}
    merged: list[Any] = []
    total = added
    while peers := _peers(sizes, total, budget):
        merged += peers
        total += sum(sizes.pop(peer) for peer in peers)
    if len(sizes) > MOST:
        # As long as that is quick; only hundreds of small commits in a row come to one that takes seconds.
        room = LARGEST if len(sizes) > 2 * MOST else 2 * budget
        merged += _fitting(sizes, room - total)[: MOST // 2]
    else:
        dead = {segment: sizes[segment] for segment in sizes if _is_mostly_dead(segment)}
        merged += _fitting(dead, budget - total)
    return merged


def size(segment: Any) -> int:
    """The words and units of a segment without what about the deleted ones had."""
    # A passage costs something even if there is nothing in it.
    everything = sum(segment._fieldlengths.values()) + segment.doc_count_all()
    return int(everything * segment.doc_count() / segment.doc_count_all())


def _is_mostly_dead(segment: Any) -> bool:
    return bool(segment.deleted_count() > DEAD * segment.doc_count_all())


def _peers(sizes: dict[Any, int], total: int, budget: int) -> list[Any]:
    """The segments that are no larger than about `total`, if they are enough to be merged with it."""
    peers = {segment: each for segment, each in sizes.items() if _tier(each) <= _tier(total)}
    return _fitting(peers, budget - total) if len(peers) + 1 >= FAN else []


def _fitting(sizes: dict[Any, int], room: int) -> list[Any]:
    """The smallest segments, as many as fit."""
    fitting: list[Any] = []
    for segment in sorted(sizes, key=sizes.__getitem__):
        room -= sizes[segment]
        if room < 0:
            break
        fitting.append(segment)
    return fitting


def _tier(size: int) -> int:
    return int(log(max(1, size), FAN))
