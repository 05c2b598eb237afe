"""Characters for truth: what phrases, wildcards and short queries are found by, the same in every engine.

A text is read as units: each Han character is one, each run of letters and each run of digits is one. Punctuation
and white space are skipped, so that 用户至上，用心服务 and 用户至上 用心服务 read alike. A sentence's end is a unit of
its own (END), so that nothing crosses it. Ends are 。！？ and the end of a line (a paragraph, item or table row): those
that GB/T 15834 calls sentence-final. The semicolon is not among them: reports put whole paragraphs into one
enumeration, and who pastes a stretch of one wants to find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

ANALYZER = "grams-1"  # goes into an index's fingerprint: change it with anything below
END = "。"
LONGEST = 64  # characters of one unit: a longer run is cut, so that a megabyte of letters is no term

ENDS = "。！？｡!?\\n\\r"  # a regular expression's class, like HAN
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_UNIT = re.compile(rf"(?P<end>[{ENDS}]+)|[{HAN}]|\d{{1,{LONGEST}}}|[^\W\d_{HAN}]{{1,{LONGEST}}}")
_WILD = re.compile(r"[*?](?:[^\w*?]*[*?])*")

Block = tuple[str | None, ...]  # units in a row; None is any one unit


def units(text: str) -> Iterator[tuple[str, int, int]]:
    """The units of a text with their places in it. Each sentence is closed by an END, the last one, too."""
    closed = True
    for match in _UNIT.finditer(text):
        if match["end"] is None:
            closed = False
            yield match[0], match.start(), match.end()
        elif not closed:
            closed = True
            yield END, match.start(), match.end()
    if not closed:
        yield END, len(text), len(text)


def grams(text: str) -> Iterator[tuple[str, int]]:
    """The tokens of a text with positions: each unit, and each two that stand side by side in a sentence."""
    previous = END
    for position, (unit, _, _) in enumerate(units(text)):
        yield unit, position
        if END not in (previous, unit):
            yield _pair(previous, unit), position - 1
        previous = unit


def phrase_grams(block: Block) -> list[tuple[str, int]]:
    """The fewest tokens, with offsets, that hold where and only where the units of `block` stand in a row."""
    chosen: list[tuple[str, int]] = []
    covered = 0
    for offset, unit in enumerate(block):
        if unit is None or offset < covered:
            continue
        following = block[offset + 1] if offset + 1 < len(block) else None
        before = block[offset - 1] if offset else None
        if unit != END and following not in (None, END):
            chosen.append((_pair(unit, str(following)), offset))
            covered = offset + 2
        elif unit != END and before not in (None, END):
            # A pair is rarer than its second half alone.
            chosen.append((_pair(str(before), unit), offset - 1))
        else:
            chosen.append((unit, offset))
    return chosen


def phrase(text: str) -> tuple[str, ...]:
    """The units of a phrase; an end behind the last one does not count."""
    found = [unit for unit, _, _ in units(text)]
    return tuple(found[:-1])


def wildcard_blocks(pattern: str) -> tuple[Block, ...]:
    """A pattern's blocks: they follow one another in a sentence, with any run of units between two.

    `?` is one unit. A last unit of letters or digits that `*` follows at once keeps the `*`: it stands for every unit
    that begins so (ISO*, 200*). A pattern without a literal gives no blocks.
    """
    pieces = _WILD.split(pattern)
    wilds = _WILD.findall(pattern)
    blocks: list[list[str | None]] = [[]]
    for index, piece in enumerate(pieces):
        literal = list(phrase(piece))
        wild = wilds[index] if index < len(wilds) else ""
        if wild.startswith("*") and literal and _completes(literal[-1], piece):
            literal[-1] += "*"
        blocks[-1].extend(literal)
        # 服*?务 and 服?*务 mean the same; with ? beside a literal no block is all ?.
        blocks[-1].extend([None] * wild.count("?"))
        if "*" in wild and (literal or index):
            blocks.append([])
    return tuple(tuple(block) for block in blocks if any(block))


def stands(block: Block, read: Sequence[str], first: int) -> bool:
    """Whether the units of `block` stand in a row from place `first` of the units `read`."""
    if first < 0 or first + len(block) > len(read):
        return False
    for wanted, unit in zip(block, read[first : first + len(block)], strict=True):
        if wanted is None:
            if unit == END:
                return False
        elif unit != wanted and not (wanted.endswith("*") and unit.startswith(wanted[:-1])):
            return False
    return True


def end_in_order(blocks: Sequence[Block], read: Sequence[str], first: int) -> int | None:
    """Where the blocks end that follow one another within a sentence, the first of them from place `first`.

    The nearest place of each block leaves the most room for the next, so there is nothing to try twice.
    """
    if not stands(blocks[0], read, first):
        return None
    behind = first + len(blocks[0])
    for block in blocks[1:]:
        while not stands(block, read, behind):
            if behind >= len(read) or read[behind] == END:
                return None
            behind += 1
        behind += len(block)
    return behind


def stand_in_order(blocks: Sequence[Block], read: Sequence[str]) -> bool:
    """Whether the blocks follow one another within a sentence anywhere."""
    return any(end_in_order(blocks, read, first) is not None for first in range(len(read)))


def is_near(left: Block, right: Block, distance: int, read: Sequence[str]) -> bool:
    """Whether two phrases stand with at most `distance` units between them, in either order."""
    lefts, rights = ([n for n in range(len(read)) if stands(block, read, n)] for block in (left, right))
    return any(
        0 <= (second - first - len(left) if first < second else first - second - len(right)) <= distance
        for first in lefts
        for second in rights
    )


def _pair(left: str, right: str) -> str:
    # The space keeps the units "ab" and "c" apart from "a" and "bc", and from the unit "abc".
    return f"{left} {right}"


def _completes(unit: str, piece: str) -> bool:
    return piece.endswith(unit) and not re.match(rf"[{HAN}]", unit)
