"""Texts as one sequence of units: what `grams.units` reads, for all passages of a segment at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpusdoc.index.grams import END, ENDS, HAN, LONGEST

RUN = 0x110000  # numbers from here on are of runs; below, a unit of one character is its own code point
STOP = ord(END)

_OTHER, _STOP, _HAN, _DIGIT, _LETTER = range(5)
_KIND = re.compile(rf"([{ENDS}])|([{HAN}])|(\d)|([^\W\d_])")


def read_units(texts: Sequence[str], runs: dict[str, int]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The numbers of all units in a row (uint32), and how many each text has (int64, one a text).

    `runs` numbers the runs of several letters or digits and takes in new ones. A text that has units ends with STOP,
    so that no two units of different texts stand side by side in a sentence.
    """
    # A line's end closes each text as `grams.units` does. Lone surrogates are no units, but must not stop us.
    joined = "\n".join((*texts, ""))
    characters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds = _kinds(characters)
    starts, lengths = _pieces(kinds)
    starts, lengths = _once_stopped(starts, lengths, kinds)
    numbers = np.where(kinds[starts] == _STOP, np.uint32(STOP), characters[starts])
    for index in np.flatnonzero(lengths > 1).tolist():
        start = int(starts[index])
        numbers[index] = runs.setdefault(joined[start : start + int(lengths[index])], RUN + len(runs))
    ends = np.cumsum([0, *(len(text) + 1 for text in texts)])
    return numbers, np.diff(np.searchsorted(starts, ends))


def spell(numbers: Sequence[int], runs: dict[str, int]) -> list[bytes]:
    """The units with these numbers as an index's terms."""
    names = list(runs)
    return [(chr(number) if number < RUN else names[number - RUN]).encode() for number in numbers]


def _kinds(characters: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """What each character is, by the same classes of characters as in `grams`."""
    table = np.zeros(RUN, np.uint8)
    table[characters] = 1
    for code in np.flatnonzero(table).tolist():
        match = _KIND.match(chr(code))
        table[code] = match.lastindex if match and match.lastindex else _OTHER
    return table[characters]


def _pieces(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where units and stops begin, and their lengths: runs of letters or of digits are one, up to LONGEST."""
    alone = np.ones(len(kinds), bool)
    alone[1:] = (kinds[1:] != kinds[:-1]) | (kinds[1:] < _DIGIT)
    starts = np.flatnonzero(alone)
    lengths = np.diff(starts, append=len(kinds))
    read = kinds[starts] != _OTHER
    starts, lengths = starts[read], lengths[read]
    if len(lengths) and lengths.max() > LONGEST:
        parts = -(-lengths // LONGEST)
        nth = np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)
        starts = np.repeat(starts, parts) + nth * LONGEST
        lengths = np.minimum(np.repeat(lengths, parts) - nth * LONGEST, LONGEST)
    return starts, lengths


def _once_stopped(
    starts: NDArray[np.int64], lengths: NDArray[np.int64], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Without stops that follow a stop or that nothing precedes."""
    stops = kinds[starts] == _STOP
    kept = ~stops
    kept[1:] |= ~stops[:-1]
    return starts[kept], lengths[kept]
