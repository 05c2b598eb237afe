"""Where the units of a phrase or of a pattern stand in a segment: arrays of places (int32, ascending).

A place is counted through all passages of the segment. Each of them ends with END, so that only what holds an END or
what no unit stands for (?) can reach from one passage into the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpusdoc.index.grams import END, Block, phrase_grams
from corpusdoc.index.whoosh.records import Places, UnitList

if TYPE_CHECKING:
    from corpusdoc.index.whoosh.segment import Segment

UnitsFrom = Callable[[str], Sequence[str]]  # the units that a prefix stands for

_NOWHERE = np.zeros(0, np.int32)


def find(block: Block, segment: Segment, units_from: UnitsFrom = lambda _: ()) -> Places:
    """Where the units of `block` stand in a row: the place of the first one, which may be before the first of all."""
    last = block[-1]
    completing = last is not None and last.endswith("*")
    wanted = [_Wanted(segment, token, offset) for token, offset in phrase_grams(block[:-1] if completing else block)]
    found: Places | None = None
    for each in sorted(wanted, key=lambda each: each.count):
        found = each.places() if found is None else _shared(found, each.places())
        if not len(found):
            return _NOWHERE
    if completing:
        begun = _any_of(units_from(str(last)[:-1]), segment) - np.int32(len(block) - 1)
        found = begun if found is None else _shared(found, begun)
    assert found is not None, "a block has a literal"
    return _in_one_passage(found, len(block), segment) if END in block else found


def near(left: Places, right: Places, widths: tuple[int, int], distance: int, segment: Segment) -> NDArray[np.int64]:
    """The passages that hold both with at most `distance` units between them, in either order."""
    return np.union1d(
        _followed(left, right, widths[0], distance, segment), _followed(right, left, widths[1], distance, segment)
    )


def in_order(blocks: Sequence[Block], places: Sequence[Places], segment: Segment) -> Places:
    """The ends of where the blocks follow one another within a sentence."""
    ends = _all_of(END, segment)
    starts = [
        found if END in block else found[_inside(found, len(block), ends)]
        for block, found in zip(blocks, places, strict=True)
    ]
    # The nearest place of each block leaves the most room for the next, so there is nothing to try twice.
    behind = starts[0] + np.int32(len(blocks[0]))
    for block, found in zip(blocks[1:], starts[1:], strict=True):
        following = np.searchsorted(found, behind)
        behind, following = behind[following < len(found)], following[following < len(found)]
        nearest = found[following]
        reached = _inside(behind - 1, nearest - behind + 1, ends)
        behind = nearest[reached] + np.int32(len(block))
    return behind - 1


class _Wanted:
    """A unit, or two in a row, in a segment; read only when its turn comes."""

    def __init__(self, segment: Segment, token: str, offset: int) -> None:
        first, _, second = token.partition(" ")
        self._offset = np.int32(offset)
        self._alone = not second
        self._list: UnitList | None = segment.unit(first)
        behind = segment.number(second) if second and self._list else None
        self._span = (0, 0)
        if self._list and self._alone:
            self._span = 0, len(self._list)
        elif self._list and behind is not None:
            self._span = self._list.span(behind)
        self.count = self._span[1] - self._span[0]

    def places(self) -> Places:
        """Where the block would begin."""
        if self._list is None:
            return _NOWHERE
        found = self._list.all() if self._alone else self._list.places(*self._span)
        return found - self._offset


def _all_of(unit: str, segment: Segment) -> Places:
    found = segment.unit(unit)
    return found.all() if found else _NOWHERE


def _any_of(units: Sequence[str], segment: Segment) -> Places:
    return np.sort(np.concatenate([_NOWHERE, *(_all_of(unit, segment) for unit in units)]))


def _shared(few: Places, many: Places) -> Places:
    index = np.searchsorted(many, few)
    index[index == len(many)] = 0
    shared: Places = few[many[index] == few] if len(many) else _NOWHERE
    return shared


def _in_one_passage(starts: Places, width: int, segment: Segment) -> Places:
    return np.compress(segment.holders(starts) == segment.holders(starts + np.int32(width - 1)), starts)


def _inside(starts: Places, width: int | Places, ends: Places) -> NDArray[np.bool_]:
    """Whether `width` units from each start stand in one sentence: `ends` are the places that close sentences."""
    index = np.searchsorted(ends, starts)
    closed = np.append(ends, np.int32(-1))[index]
    return (starts >= 0) & (starts + width <= closed)


def _followed(firsts: Places, seconds: Places, width: int, distance: int, segment: Segment) -> NDArray[np.int64]:
    behind = firsts + np.int32(width)
    index = np.searchsorted(seconds, behind)
    behind, index = behind[index < len(seconds)], index[index < len(seconds)]
    close = seconds[index] - behind <= distance
    holders = segment.holders(behind[close] - 1)
    together: NDArray[np.int64] = holders[holders == segment.holders(seconds[index[close]])]
    return together
