"""Posting lists as they lie in a segment's file: one record of packed arrays for each word and for each unit.

A word's record says which passages have it and how often:

    n uint32 · width of gaps uint8 · width of counts uint8          (little-endian, widths in bytes)
    gaps uint[n]      from one passage's number to the next; the first one from 0
    counts uint[n]    absent (width 0) where each is 1

A unit's record is a next-word index (Williams, Zobel & Anderson 1999): its places are grouped by the unit behind,
so that the place of each two units in a row costs nothing besides, and a phrase reads only the pairs that it needs.
A place is a unit's position in its segment, all passages in a row.

    number uint32 · n successors uint32 · n places uint32 · width of successors, of counts, of high halves uint8
    successors uint[n]     numbers of the units behind, ascending; a sentence's end stands as its own successor
    counts uint[n]         places before each
    low uint16[places]     low halves of the places, ascending within a group
    high uint[places]      high halves; absent (width 0) in a small segment
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int32]  # records of a segment, ascending
Counts = NDArray[np.uint32]
Places = NDArray[np.int32]  # units of a segment, ascending
Bytes = NDArray[np.uint8]  # a segment's file of postings
Read = Callable[[int, int], bytes]  # (offset, length)

_WORD = Struct("<IBB")
_UNIT = Struct("<IIIBBB")


def width(largest: int) -> int:
    """Bytes that hold the numbers up to `largest`; 0 where it is 0."""
    return 0 if largest == 0 else 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4


def pack_words(
    starts: NDArray[np.int64], docs: NDArray[np.int32], counts: NDArray[np.uint32]
) -> Iterator[tuple[bytes, int]]:
    """The record and the length of each of many lists.

    `docs` (int32[postings], ascending within a list) and `counts` hold the lists one behind the other; `starts`
    (int64[lists]) says where each begins.
    """
    gaps = np.diff(docs, prepend=docs[:1])
    gaps[starts] = docs[starts]
    stops = [*starts[1:].tolist(), len(docs)]
    largest = np.maximum.reduceat(gaps, starts).tolist()
    often = np.maximum.reduceat(counts, starts).tolist()
    packed_gaps, packed_counts = _in_all_widths(gaps), _in_all_widths(counts)
    for start, stop, gap, count in zip(starts.tolist(), stops, largest, often, strict=True):
        # Passage 0 alone has a gap of 0.
        wide, high = width(gap) or 1, 0 if count == 1 else width(count)
        record = (
            _WORD.pack(stop - start, wide, high)
            + packed_gaps[wide][start * wide : stop * wide]
            + packed_counts[high][start * high : stop * high]
        )
        yield record, stop - start


def unpack_words(record: bytes) -> tuple[Docs, Counts]:
    """The passages of a word's record and the counts in them."""
    n, wide, high = _WORD.unpack_from(record)
    docs = np.cumsum(np.frombuffer(record, _unsigned(wide), n, _WORD.size), dtype=np.int32)
    if not high:
        return docs, np.ones(n, np.uint32)
    counts = np.frombuffer(record, _unsigned(high), n, _WORD.size + n * wide)
    return docs, counts.astype(np.uint32)


def unpack_all_words(data: Bytes, starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Docs, Counts]:
    """How many postings each of the words has whose records begin at `starts`, and the passages and counts of all."""
    sizes = _gathered(data, starts, np.ones(len(starts), np.int64), 4).astype(np.int64)
    wide, high = data[starts + 4], data[starts + 5]
    gaps = _gathered(data, starts + _WORD.size, sizes, wide)
    counts = _gathered(data, starts + _WORD.size + sizes * wide, sizes, high)
    counts[np.repeat(high == 0, sizes)] = 1
    sums = np.cumsum(gaps, dtype=np.int64)
    before = np.concatenate([[0], sums])[np.cumsum(sizes) - sizes]
    return sizes, (sums - np.repeat(before, sizes)).astype(np.int32), counts


def unpack_all_units(data: Bytes, starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Places]:
    """How many places each of the units has whose records begin at `starts`, and the places of all, as they lie."""
    one = np.ones(len(starts), np.int64)
    successors, sizes = (_gathered(data, starts + at, one, 4).astype(np.int64) for at in (4, 8))
    next_wide, wide, high = (data[starts + at] for at in (12, 13, 14))
    lows = starts + _UNIT.size + successors * (next_wide.astype(np.int64) + wide)
    places = _gathered(data, lows, sizes, 2) | _gathered(data, lows + 2 * sizes, sizes, high) << 16
    return sizes, places.astype(np.int32)


def _gathered(
    data: Bytes, starts: NDArray[np.int64], sizes: NDArray[np.int64], widths: NDArray[np.uint8] | int
) -> NDArray[np.uint32]:
    """Lists of little-endian numbers, one behind the other: `sizes` numbers of `widths` bytes from each start.

    Many lists at once: a merge reads tens of thousands, most of them with a number or two.
    """
    wide = np.broadcast_to(np.asarray(widths, np.int64), starts.shape)
    every = np.repeat(wide, sizes)
    at = np.repeat(starts - (np.cumsum(sizes) - sizes) * wide, sizes) + np.arange(len(every)) * every
    found = np.zeros(len(every), np.uint32)
    for byte in range(int(wide.max(initial=0))):
        there = np.flatnonzero(every > byte)
        found[there] |= data[at[there] + byte].astype(np.uint32) << 8 * byte
    return found


def pack_units(firsts: NDArray[Any], seconds: NDArray[Any], places: Places) -> Iterator[bytes]:
    """The record of each unit, by its number.

    `firsts` and `seconds` (uint[places]) are the numbers of the unit at each place and of the one behind it, sorted
    by both; `places` ascend within each two.
    """
    groups = np.flatnonzero(changes(firsts, seconds))
    counts = np.diff(groups, append=len(places))
    units = np.flatnonzero(changes(firsts[groups]))  # the first group of each unit
    spans = zip(units.tolist(), [*units[1:].tolist(), len(groups)], strict=True)
    widest = [width(largest) for largest in np.maximum.reduceat(counts, units).tolist()] if len(units) else []
    edges = [*groups.tolist(), len(places)]
    next_wide, high_wide = width(int(seconds.max(initial=1))), width(int(places.max(initial=0)) >> 16)
    packed_counts = _in_all_widths(counts)
    nexts = memoryview(seconds[groups].astype(_unsigned(next_wide)).tobytes())
    lows = memoryview((places & 0xFFFF).astype("<u2").tobytes())
    highs = memoryview((places >> 16).astype(_unsigned(high_wide or 1)).tobytes())
    for (first, last), wide in zip(spans, widest, strict=True):
        start, stop = edges[first], edges[last]
        head = _UNIT.pack(int(firsts[start]), last - first, stop - start, next_wide, wide, high_wide)
        yield b"".join((
            head,
            nexts[first * next_wide : last * next_wide],
            packed_counts[wide][first * wide : last * wide],
            lows[start * 2 : stop * 2],
            highs[start * high_wide : stop * high_wide],
        ))  # fmt: skip


def read_number(read: Read, offset: int) -> int:
    """The number of the unit whose record is at `offset`."""
    return int.from_bytes(read(offset, 4), "little")


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit's record, of which only what is asked for is read from the file."""

    read: Read
    low: int  # where the low halves begin
    number: int
    successors: NDArray[Any]  # uint[n]
    edges: NDArray[np.int64]  # [n + 1]: the places before successors[i] are edges[i]:edges[i + 1]
    high: int  # width of the high halves

    @classmethod
    def at(cls, read: Read, offset: int) -> UnitList:
        """The record at `offset`."""
        number, n, _, next_wide, wide, high = _UNIT.unpack(read(offset, _UNIT.size))
        table = read(offset + _UNIT.size, n * (next_wide + wide))
        successors = np.frombuffer(table, _unsigned(next_wide), n)
        edges = np.zeros(n + 1, np.int64)
        np.cumsum(np.frombuffer(table, _unsigned(wide), n, n * next_wide), out=edges[1:])
        return cls(read, offset + _UNIT.size + len(table), number, successors, edges, high)

    def __len__(self) -> int:
        return int(self.edges[-1])

    def span(self, successor: int) -> tuple[int, int]:
        """Which of the places stand before the unit with the number `successor`, to be given to `places`."""
        index = int(np.searchsorted(self.successors, successor))
        if index == len(self.successors) or self.successors[index] != successor:
            return 0, 0
        return int(self.edges[index]), int(self.edges[index + 1])

    def places(self, start: int, stop: int) -> Places:
        """Places number `start` to `stop` of the record, in its order."""
        low = np.frombuffer(self.read(self.low + start * 2, (stop - start) * 2), "<u2").astype(np.int32)
        if not self.high:
            return low
        begin = self.low + len(self) * 2 + start * self.high
        high = np.frombuffer(self.read(begin, (stop - start) * self.high), _unsigned(self.high))
        return low | high.astype(np.int32) << 16

    def all(self) -> Places:
        """All places, ascending."""
        places = self.places(0, len(self))
        return places if len(self.successors) == 1 else np.sort(places)


def changes(*keys: NDArray[Any]) -> NDArray[np.bool_]:
    """Where any of the keys is another one than before, the first one included."""
    changed = np.zeros(len(keys[0]), bool)
    changed[:1] = True
    for key in keys:
        changed[1:] |= key[1:] != key[:-1]
    return changed


def _unsigned(wide: int) -> np.dtype[Any]:
    return np.dtype(f"<u{wide}")


def _in_all_widths(values: NDArray[Any]) -> dict[int, memoryview]:
    # A value that is too big for a width is never read from there.
    packed = {wide: memoryview(values.astype(_unsigned(wide)).tobytes()) for wide in (1, 2, 4)}
    return packed | {0: memoryview(b"")}
