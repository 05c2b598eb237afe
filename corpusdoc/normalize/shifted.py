"""Pinyin notes that a converter put into GBK bytes without regard to characters, undone.

Sites replace the two bytes of certain Traditional characters by themselves and "(reading)" behind. The same two bytes
also occur across a boundary: 序對 is D0F2 8CA6, and F28C is 驅. The note then splits 對, its first half swallows the
bracket and shows as "?", and the second half is read together with what follows, one byte out of step, until an ASCII
letter sets it right: 序?qū)ο乱画h(huán)節 for 序對下一環(huán)節. Nothing is lost but the bracket, so it can be undone:
the character with that reading whose first byte ended the character before "?" gives the missing half.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.readings import SYLLABLE, characters_read, readings
from corpusdoc.normalize.rewriter import Edit

# A run out of step ends at the next letter that was half of a character; seldom more than a dozen characters on.
LONGEST = 48

_SPLIT = re.compile(rf"(?<=[㐀-鿿])\?({SYLLABLE})\)")
_CHAINED = re.compile(rf"\?({SYLLABLE})\)")
# ??梢灶A(yù): a byte was lost, and the run shows itself only by the letter and the reading at its end.
_TAIL = re.compile(rf"(?<=[㐀-鿿])\?[?!]?[㐀-鿿\u2010-\u2642\u3000-\u303f\ue000-\uf8ff]{{1,12}}([@-~])\(({SYLLABLE})\)")

Plausible = Callable[[str], float]


def shifted_edits(text: str) -> Iterator[Edit]:
    """An edit for each run of characters that can be read in step again."""
    if not _SPLIT.search(text) and not _TAIL.search(text):
        return
    plausible = _plausibility(text)
    done = 0
    sites = sorted([*_SPLIT.finditer(text), *_TAIL.finditer(text)], key=lambda site: site.start())
    for site in sites:
        if site.start() < done:
            continue
        edit = _split(text, site, plausible) if site.re is _SPLIT else _from_the_end(text, site)
        if edit:
            done = edit.span.end
            yield edit


def find_split(text: str) -> Iterator[Doubt]:
    """The notes that split a character and could not be undone: a figure behind the "?" may be lost."""
    for site in _SPLIT.finditer(text):
        yield Doubt(Span(*site.span()), "lost.split")


def _split(text: str, site: re.Match[str], plausible: Plausible) -> Edit | None:
    """The run behind a note that split a character, read in step."""
    before = _bytes(text[site.start() - 1])
    halves = {_bytes(char)[1:] for char in characters_read(site.group(1)) if _bytes(char)[:1] == before[1:]}
    found = max(_in_step(text, site.end(), halves), default=None, key=lambda each: (plausible(each[1]), -each[0]))
    return Edit(Span(site.start(), found[0]), found[1], "mojibake.shifted", 0.95) if found else None


def _in_step(text: str, start: int, halves: set[bytes]) -> Iterator[tuple[int, str]]:
    """(end, reading) for each half character that completes the run from `start` to a letter or a further note."""
    pending, position = halves, start
    while pending and position < min(len(text), start + LONGEST):
        if chained := _CHAINED.match(text, position):
            # "?reading)" is the first half of a character with that reading: its second half is known.
            pending = {run + last for run in pending for last in _last_halves(chained.group(1), run[-1:])}
            yield from ((chained.end(), read) for run in pending if (read := _read(run)))
            return
        char = text[position]
        position += 1
        if char.isascii():
            if "@" <= char <= "~":
                yield from ((position, read) for run in pending if (read := _read(run + char.encode())))
            return
        pending = {run + _bytes(char) for run in pending}


def _from_the_end(text: str, site: re.Match[str]) -> Edit | None:
    """A run whose first byte is lost, read from the letter at its end backwards; the lost byte led a full stop."""
    run = site.group()[: site.group().index(site.group(1) + "(")]
    behind = "".join("？！"["?!".index(char)] if char in "?!" else char for char in run[1:])
    read = _read(b"\xa1" + b"".join(map(_bytes, behind)) + site.group(1).encode())
    if not read or read[0] not in "。、“”" or site.group(2) not in readings(read[-1]):
        return None
    return Edit(Span(site.start(), site.start() + len(run) + 1), read, "mojibake.shifted", 0.8)


def _last_halves(reading: str, first: bytes) -> set[bytes]:
    return {_bytes(char)[1:] for char in characters_read(reading) if _bytes(char)[:1] == first}


@cache
def _bytes(char: str) -> bytes:
    """The character in GBK with private use, as GB18030 has it; nothing for one that needs four bytes."""
    encoded = char.encode("gb18030", "replace")
    return encoded if len(encoded) == 2 else b""


def _read(run: bytes) -> str:
    try:
        read = run.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "" if any("\ue000" <= char <= "\uf8ff" for char in read) else read


def _plausibility(text: str) -> Plausible:
    """How much a reading looks like the rest of the document: characters that it uses often count most."""
    seen = Counter(text)
    return lambda read: sum(1 - 1 / (1 + seen[char]) for char in read) / len(read)
