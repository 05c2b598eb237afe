"""White space that text recognition and line breaks put where there was none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from corpusdoc.normalize.look import BLANK, BLANKS, Look
from corpusdoc.normalize.rewriter import Edit


class Measure(NamedTuple):
    """How wide broken lines are: the narrowest and widest, by how much they differ, and how many tell."""

    narrow: int
    wide: int
    slack: int
    many: int


# Lines were broken by a program if most long ones end within four columns of one and the same place: a sign that may
# not begin a line takes a character with it.
NARROW, WIDE, SLACK = 24, 140, 4
MANY = 5
SHARE = 0.6
# A few wider lines stand above in many: what the page or the exchange says. Then more must end there.
WIDER, SURE = 6, 12

# Share of full lines that break off in mid-sentence, and of shorter ones behind them that end it, where these tell.
OPEN, CLOSED = 0.8, 0.7
APART = 0.2  # line ends for each that has a blank line behind, at most, where a program put one behind every line
COLUMNS = Measure(NARROW, WIDE, SLACK, MANY)
# Other programs count characters: their lines are of one length exactly, or one less.
COUNTED = Measure(15, 70, 1, 8)
JOINED = 30  # columns; what stands between two blanks in lists is shorter

# 供 电 公 司: single Han characters, each with one blank behind it. Two of them (通 知) may be meant.
_SPACED = re.compile(rf"(?<![㐀-鿿])[㐀-鿿](?:[{BLANKS}][㐀-鿿](?![㐀-鿿])){{2,}}")
# Two or three blanks stand between columns, too: only a text of nothing else shows what they are.
_SPREAD = re.compile(rf"(?<![㐀-鿿])[㐀-鿿](?:[{BLANKS}]{{2,3}}[㐀-鿿](?![㐀-鿿])){{2,}}")
# Rarer, and quicker to look for: every run of them holds this.
_ALONE = re.compile(rf"[{BLANKS}][㐀-鿿][{BLANKS}]")
_BETWEEN = re.compile(
    rf"(?<=[㐀-鿿，。、；：！？（）《》“”\d%])[{BLANKS}]{{1,3}}(?=[㐀-鿿，。、；：！？（）《》“”])"
    rf"|(?<=[㐀-鿿，。、；：！？（）《》“”])[{BLANKS}]{{1,3}}(?=\d)"
    # 9 9 . 2 %: every sign by itself.
    rf"|(?<=[^\w.,%][\d.,])[{BLANKS}]{{1,3}}(?=[\d.,%](?![\w.,%]))"
)
_BLANK = re.compile(f"[{BLANKS}]")

# What may have been a line end, and what stands between two of them.
_JOINT = re.compile(r"\x20(?<=[㐀-鿿\d]\x20)(?=[㐀-鿿\d])")
_PIECE = re.compile(r"[^\x20\n]+")
_LINE = re.compile(r"[^\n]+")
_INDENTED = re.compile(r"[\x20\t\u3000\u00a0]{2,}|\u3000")
_STARTS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条款编篇]|[①-⑳•·■●◆▪—])"
)
_SENTENCE_END = re.compile(r"[。！？!?：:；;…”』」）)]$")
_MARK = re.compile("[，。、；：,;]")

# Share of a text in spaced runs from which on all of it was spaced.
OCR = 0.3


def ocr_edits(look: Look) -> Iterator[Edit]:
    """An edit for each blank inside a run of single, spaced Han characters; in a text of such runs, for every one
    between Han characters and marks.
    """
    text = look.text
    if not look.holds(BLANK) or not _ALONE.search(text):
        return
    runs = [run.span() for run in _SPACED.finditer(text)]
    spaced = sum(end - start for start, end in runs)
    if spaced > OCR * len(text) or _share(_SPREAD, text) > OCR:
        blanks: Iterator[re.Match[str]] = _BETWEEN.finditer(text)
    else:
        blanks = (blank for run in runs for blank in _BLANK.finditer(text, *run))
    for blank in blanks:
        yield Edit(*blank.span(), "", "space.ocr")


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(len(run.group()) for run in pattern.finditer(text)) / len(text)


def wrap_edits(text: str) -> Iterator[Edit]:
    """An edit for each line end inside a paragraph, where a program broke the lines at one column."""
    lengths = list(map(len, text.split("\n")))
    # Paragraphs are longer than any line: more of them than may be wider, and nothing else needs to be asked.
    longer = sum(length > WIDE for length in lengths)
    if len(lengths) <= MANY or longer > max(len(lengths) // 50, len(lengths) // WIDER):
        return
    # Ideographs and full-width signs are three bytes and take two columns; quicker than to ask each character.
    sizes = map(len, text.encode(errors="replace").split(b"\n"))
    widths = [(size + length + 1) // 2 for size, length in zip(sizes, lengths, strict=True) if length]
    column, slack = _wrap_column(widths) or _told_by_ends(text, widths), SLACK
    if not column and len(widths) >= COUNTED.many:
        widths = list(filter(None, lengths))
        column, slack = _wrap_column(widths, COUNTED), COUNTED.slack
    if not column:
        return
    measured = [each for each in zip(_LINE.finditer(text), widths, strict=True) if not each[0].group().isspace()]
    lines = [line for line, _ in measured]
    full = [abs(width - column) <= slack for _, width in measured]
    off = [bool(at and not _SENTENCE_END.search(line[0].rstrip())) for line, at in zip(lines, full, strict=True)]
    broken = [line[0] for line, at in zip(lines, off, strict=True) if at]
    # Names in a list may be of one length, too; what runs on has marks inside.
    if sum(bool(_MARK.search(line)) for line in broken) < len(broken) / 2:
        return
    ends = [text.count("\n", line.end(), following.start()) for line, following in pairwise(lines)]
    # Programs that put a blank line behind each; paragraphs of one length end their sentences.
    apart = 2 if ends.count(1) < APART * ends.count(2) and len(broken) > sum(full) / 2 else 1
    indented = sum(bool(_INDENTED.match(line[0])) for line in lines) >= MANY
    for at, (line, following) in enumerate(pairwise(lines)):
        # Where paragraphs are indented, a full line that ends a sentence may still go on; elsewhere nobody knows.
        if ends[at] != apart or not (full[at] if indented else off[at]) or _begins(following[0]):
            continue
        start = line.start() + len(line[0].rstrip())
        yield Edit(start, following.start(), _glue(text[start - 1], following[0][0]), "space.wrap", 0.9)


def joined_edits(look: Look) -> Iterator[Edit]:
    """An edit for each blank that was a line end, where a program broke the lines at one column and joined them."""
    if len(list(islice(_JOINT.finditer(look.text), MANY))) < MANY:
        return
    text = look.text
    pieces = [(piece.end(), _columns(piece[0])) for piece in _PIECE.finditer(text)]
    long = Counter(width for _, width in pieces if width >= JOINED)
    near = {width: sum(long[width - less] for less in range(SLACK + 1)) for width in long if width <= WIDE}
    column = max(near, key=lambda width: (near[width], -width), default=0)
    # A line that ended in a sign was joined without a blank, perhaps: two lines may look like one.
    full = {end for end, width in pieces if _is_full(width, column) or _is_full((width + 1) // 2, column)}
    if not column or len(full) < max(MANY, SHARE * long.total(), len(pieces) / 2):
        return
    for end in sorted(full):
        if text[end : end + 1] == "\x20" and (after := text[end + 1 : end + 2].strip()):
            yield Edit(end, end + 1, _glue(text[end - 1], after), "space.wrap", 0.9)


def _columns(text: str) -> int:
    return (len(text.encode(errors="replace")) + len(text) + 1) // 2


def _is_full(width: int, column: int) -> bool:
    return column - SLACK <= width <= column + 1


def _wrap_column(widths: list[int], measure: Measure = COLUMNS) -> int:
    """The column at which lines were broken; 0 where they were not."""
    long = sorted(width for width in widths if width >= measure.narrow)
    if len(long) < measure.many:
        return 0
    # The very longest may be one that could not be broken.
    unbroken = len(long) // 50
    for wider in range(unbroken, max(unbroken, len(long) // WIDER) + 1):
        rest = len(long) - wider
        column = long[rest - 1] if rest else 0
        full = rest - bisect_left(long, column - measure.slack, hi=rest)
        if column <= measure.wide and full >= max(measure.many if wider == unbroken else SURE, SHARE * rest):
            return column
    return 0


def _told_by_ends(text: str, widths: list[int]) -> int:
    """The column at which lines were broken, also where most paragraphs are short: lines that reach it break off in
    mid-sentence, and what follows them ends it; 0 where none is.
    """
    column = max(widths)
    if not NARROW <= column <= WIDE or sum(width >= column - SLACK for width in widths) < MANY:
        return 0
    full = closed = followed = ended = 0
    goes_on = False
    for line, width in zip(_LINE.finditer(text), widths, strict=False):
        if line.group().isspace():
            continue
        ends, reaches = bool(_SENTENCE_END.search(line.group().rstrip())), width >= column - SLACK
        full, closed = full + reaches, closed + (reaches and ends)
        if goes_on and not reaches:
            followed, ended = followed + 1, ended + ends
        goes_on = reaches and not ends
    return column if closed <= (1 - OPEN) * full and ended >= max(MANY / 2, CLOSED * followed) else 0


def _begins(line: str) -> bool:
    return bool(_INDENTED.match(line) or _STARTS.match(line))


def _glue(before: str, after: str) -> str:
    return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""
