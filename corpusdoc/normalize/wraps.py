"""Line ends that a program put inside of paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.normalize.conversion import simplified
from corpusdoc.normalize.look import Look
from corpusdoc.normalize.rewriter import Edit
from corpusdoc.normalize.words import runs_on


class Line(NamedTuple):
    """A line with something in it, as it was measured."""

    start: int
    end: int  # behind its last character that is no blank
    widths: tuple[int, int]  # columns, of which an ideograph takes two; characters
    open: bool  # ends in mid-sentence
    prose: bool  # has marks inside
    cells: bool


# In columns programs break where the next word or a sign that may begin no line would stand beyond, in characters at
# one length or one less; pages as wide as their print are ragged.
MEASURES = ((0, 4), (1, 1), (0, 9))
CLEARLY = 1.1  # so many times as many lines must say the next
NARROW, WIDE = 24, 140  # columns of a broken line
SHORT = 12  # characters
# So many lines break off at the column, of those that break off nearby this share; and of these so many and such a
# share in the middle of a word, of a number or before a mark: two lines of a list happen to make one in 40 times.
MANY, FEW, SHARE = 3, 0.05, 0.75
TELLS, TELLING = 3, 0.2
NEARBY = 0.5
# Lines wider than the column: one that could not be broken; where it is beyond doubt, what the page says above it.
UNBROKEN, WIDER, SURE = 50, 6, 12

# Lines joined by blanks: at least so many, columns of what is longer than what stands between two blanks in lists, and
# the share of these that is full.
BLANKS_BETWEEN, JOINED, SLACK, FULL = 5, 30, 4, 0.6

_JOINT = re.compile(r"\x20(?<=[㐀-鿿\d]\x20)(?=[㐀-鿿\d])")
_PIECE = re.compile(r"[^\x20\n]+")
_LINE = re.compile(r"[^\n]+")
_INDENT = re.compile(r"[\x20\t\u3000\u00a0]{2,}|\u3000")
_STARTS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条款编篇]|[①-⑳•·■●◆▪—])"
)
_STOPS = frozenset("。！？!?：:；;…")
_END = re.compile(r"[。！？!?：:；;…][”』」）)]*$")
_MARK = re.compile("[，。、；：,;]")
_CELLS = re.compile(r"[|\t]")
# What no line begins with, and what stands on both sides of a broken number.
_NO_START = frozenset("，。、；：？！”’』」）》%％‰,;:?!)")
_WORD = re.compile(r"\s*(?P<word>[!-~]+)")
_NUMBER = re.compile(r"\d[.,]?\n[.,]?\d")


def wrap_edits(text: str) -> Iterator[Edit]:
    """An edit for each line end inside a paragraph, where a program broke the lines at one column."""
    if not may_be_broken(text):
        return
    lines = list(_lines(text))
    told = [at for at, line in enumerate(lines[:-1]) if line.open and line.prose]
    torn = {at for at in told if _is_torn(text, lines[at], lines[at + 1])}
    best: tuple[int, int, int] | None = None
    most = 0.0
    for unit, slack in MEASURES:
        column, full = _column(lines, told, torn, unit, slack)
        if full > most:
            best, most = (unit, column, slack), CLEARLY * full
    if best:
        yield from _edits(text, lines, torn, *best)


def may_be_broken(text: str) -> bool:
    """Whether some lines break off at about one width: most texts have none, and nothing else needs to be asked."""
    lines = text.split("\n")
    wider = sum(map(WIDE.__lt__, map(len, lines)))
    if len(lines) <= MANY or wider > max(len(lines) // UNBROKEN, len(lines) // WIDER):
        return False
    open_ = [line for line in lines if len(line) >= SHORT and line[-1] not in _STOPS and _breaks_off(line)]
    if len(open_) < max(MANY, FEW * len(lines)):
        return False
    return any(
        _fullest(sorted(width for line in open_ if (width := measure(line)) <= WIDE), slack)
        for measure, slack in ((_columns, max(slack for _, slack in MEASURES)), (len, 1))
    )


def _breaks_off(line: str) -> bool:
    return not _END.search(line) and _MARK.search(line) is not None and not _CELLS.search(line)


def _fullest(widths: Sequence[int], slack: int, every: Sequence[int] = ()) -> int:
    """The column that most of these lines reach, all but some of those which come near it; 0 where none is.

    Both are in order; `every` line is no wider, but for a few.
    """
    best = most = 0
    for column in sorted(set(widths)):
        end, start = bisect_right(widths, column), bisect_left(widths, column - slack)
        full, near = end - start, start - bisect_left(widths, NEARBY * column)
        # A mark that may begin no line hangs beyond it.
        beyond = len(every) - bisect_right(every, column + slack)
        if beyond > max(len(every) // UNBROKEN, len(every) // WIDER if full >= SURE else 0):
            continue
        if full >= MANY and full >= SHARE * (full + near) and full - near >= most:
            best, most = column, full - near
    return best


def _lines(text: str) -> Iterator[Line]:
    for found in _LINE.finditer(text):
        line = found[0].rstrip()
        if not line:
            continue
        cells = _CELLS.search(line) is not None
        ends = cells or _END.search(line) is not None
        yield Line(
            found.start(),
            found.start() + len(line),
            (_columns(line), len(line)),
            not ends,
            _MARK.search(line) is not None,
            cells,
        )


def _is_torn(text: str, line: Line, following: Line) -> bool:
    """Whether a line end stands inside a word or a number, or before a mark that begins no line."""
    start = text[following.start : following.end]
    if begins(start):
        return False
    before, after = text[max(line.start, line.end - 3) : line.end], start.lstrip()[:3]
    if after[0] in _NO_START or _NUMBER.fullmatch(f"{before[-1]}\n{after[0]}"):
        return True
    if before[-1].isascii() and after[0].isascii():
        return before[-1].isalpha() and after[0].islower()
    return runs_on(simplified(before), simplified(after))


def _column(lines: Sequence[Line], told: Sequence[int], torn: set[int], unit: int, slack: int) -> tuple[int, int]:
    """The width at which lines break off, and how many do; 0 where they do not, all at one."""
    every = sorted(line.widths[unit] for line in lines if not line.cells)
    column = _fullest(sorted(lines[at].widths[unit] for at in told), slack, every)
    full = [at for at in told if column - slack <= lines[at].widths[unit] <= column]
    tells = 0
    for at in full:
        behind = lines[at + 1]
        tells += at in torn or (behind.widths[unit] < column - slack and not behind.open)
    fits = NARROW <= column * (2 if unit else 1) <= WIDE
    return (column, len(full)) if fits and tells >= max(TELLS, TELLING * len(full)) else (0, 0)


def _edits(text: str, lines: Sequence[Line], torn: set[int], unit: int, column: int, slack: int) -> Iterator[Edit]:
    pairs = list(enumerate(pairwise(lines)))
    full = [line.widths[unit] >= column - slack - _kept_whole(text, line) for line in lines]
    gaps = [text.count("\n", line.end, following.start) for _, (line, following) in pairs]
    # Programs that put a blank line behind each.
    apart = 2 if sum(gaps[at] == 2 for at in torn) > len(torn) / 2 else 1
    starts = [at for at, (line, _) in pairs if not (full[at] or line.open)]
    told = sum(gaps[at] > apart or bool(_INDENT.match(text, lines[at + 1].start)) for at in starts)
    # Where paragraphs are indented or parted, a full line that ends a sentence may still go on; elsewhere nobody knows.
    plain = told >= max(2, 0.5 * len(starts))
    for at, (line, following) in pairs:
        reaches = (full[at] and (line.open or plain)) or (at in torn and line.widths[unit] >= NEARBY * column)
        start = text[following.start : following.end]
        if gaps[at] == apart and reaches and not (line.cells or following.cells or begins(start)):
            blanks = len(start) - len(start.lstrip())
            yield Edit(line.end, following.start + blanks, glue(text[line.end - 1], start[blanks]), "space.wrap", 0.9)


def _kept_whole(text: str, line: Line) -> int:
    """Columns of the word or number behind a line, which no program broke: 34.9%."""
    match = _WORD.match(text, line.end)
    return match.end() - match.start("word") if match else 0


def begins(line: str) -> bool:
    """Whether a line is indented or numbered, so that a paragraph begins there."""
    return bool(_INDENT.match(line) or _STARTS.match(line))


def joined_edits(look: Look) -> Iterator[Edit]:
    """An edit for each blank that was a line end, where a program broke the lines at one column and joined them."""
    if len(list(islice(_JOINT.finditer(look.text), BLANKS_BETWEEN))) < BLANKS_BETWEEN:
        return
    text = look.text
    pieces = [(piece.end(), _columns(piece[0])) for piece in _PIECE.finditer(text)]
    long = Counter(width for _, width in pieces if width >= JOINED)
    near = {width: sum(long[width - less] for less in range(SLACK + 1)) for width in long if width <= WIDE}
    column = max(near, key=lambda width: (near[width], -width), default=0)
    # A line that ended in a sign was joined without a blank, perhaps: two lines may look like one.
    full = {end for end, width in pieces if _is_full(width, column) or _is_full((width + 1) // 2, column)}
    if not column or len(full) < max(BLANKS_BETWEEN, FULL * long.total(), len(pieces) / 2):
        return
    for end in sorted(full):
        if text[end : end + 1] == "\x20" and (after := text[end + 1 : end + 2].strip()):
            yield Edit(end, end + 1, glue(text[end - 1], after), "space.wrap", 0.9)


def _columns(text: str) -> int:
    # Ideographs and full-width signs are three bytes and take two columns; quicker than to ask each character.
    return (len(text.encode(errors="replace")) + len(text) + 1) // 2


def _is_full(width: int, column: int) -> bool:
    return column - SLACK <= width <= column + 1


def glue(before: str, after: str) -> str:
    """What stands between two characters that a line end parted."""
    return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""
