"""The best of what was found in all segments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpusdoc.model import Ranking

# Two engines add the same numbers in another order. What differs by less is equal, whoever counted.
_DECIMALS = 9


def best(found: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]], limit: int, offset: int) -> Ranking:
    """The ranking of passages by score, equal scores by id. Each item is ids (int64) and scores (float64)."""
    ids = np.concatenate([np.zeros(0, np.int64), *(ids for ids, _ in found)])
    scores = np.concatenate([np.zeros(0), *(scores for _, scores in found)]).round(_DECIMALS)
    total = len(ids)
    wanted = offset + limit
    if wanted < total:
        kept = _top(ids, scores, wanted)
        ids, scores = ids[kept], scores[kept]
    order = np.lexsort((ids, -scores))[offset:wanted]
    return Ranking(tuple(zip(ids[order].tolist(), scores[order].tolist(), strict=True)), total)


def _top(ids: NDArray[np.int64], scores: NDArray[np.float64], wanted: int) -> NDArray[np.int64]:
    """Which are the `wanted` best, in any order. Sorting all of 50,000 would take 5 ms."""
    if not wanted:
        return np.zeros(0, np.int64)
    least = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
    better, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
    missing = wanted - len(better)
    return np.concatenate([better, equal[np.argpartition(ids[equal], missing - 1)[:missing]]])
