"""White space that text recognition and line breaks put where there was none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpusdoc.normalize.look import BLANK, Look
from corpusdoc.normalize.rewriter import Edit

# Lines were broken by a program if most long ones end within three columns of one and the same place.
NARROW, WIDE, SLACK = 24, 140, 3
MANY = 5
SHARE = 0.6

# 供 电 公 司: single Han characters, each with one blank behind it. Two of them (通 知) may be meant.
_SPACED = re.compile(r"(?<![㐀-鿿])[㐀-鿿](?:[\x20\u3000][㐀-鿿](?![㐀-鿿])){2,}")
# Rarer, and quicker to look for: every run of them holds this.
_ALONE = re.compile(r"[\x20\u3000][㐀-鿿][\x20\u3000]")
_BETWEEN = re.compile(
    r"(?<=[㐀-鿿，。、；：！？（）《》“”\d%])[\x20\u3000](?=[㐀-鿿，。、；：！？（）《》“”])"
    r"|(?<=[㐀-鿿，。、；：！？（）《》“”])[\x20\u3000](?=\d)"
    # 9 9 . 2 %: every sign by itself.
    r"|(?<=[^\w.,%][\d.,])[\x20\u3000](?=[\d.,%](?![\w.,%]))"
)
_BLANK = re.compile(r"[\x20\u3000]")

_LINE = re.compile(r"[^\n]+")
_INDENTED = re.compile(r"[\x20\t\u3000\u00a0]{2,}|\u3000")
_STARTS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条款编篇]|[①-⑳•·■●◆▪—])"
)
_SENTENCE_END = re.compile(r"[。！？!?：:；;…”』」）)]$")
_SPACE = re.compile(r"[ \t\u3000\u00a0]*")

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
    if spaced > OCR * len(text):
        blanks: Iterator[re.Match[str]] = _BETWEEN.finditer(text)
    else:
        blanks = (blank for run in runs for blank in _BLANK.finditer(text, *run))
    for blank in blanks:
        yield Edit(*blank.span(), "", "space.ocr")


def wrap_edits(text: str) -> Iterator[Edit]:
    """An edit for each line end inside a paragraph, where a program broke the lines at one column."""
    if text.count("\n") < MANY:
        return
    # Ideographs and full-width signs take two columns, and two bytes in GBK; quicker than to ask each character.
    widths = [len(line) for line in text.encode("gbk", "replace").split(b"\n") if line]
    column = _wrap_column(widths)
    if not column:
        return
    lines = list(_LINE.finditer(text))
    indented = sum(bool(_INDENTED.match(line.group())) for line in lines) >= MANY
    for (line, following), width in zip(pairwise(lines), widths, strict=False):
        if width < column - SLACK or text[line.end() : following.start()] != "\n" or _begins(following.group()):
            continue
        # Where paragraphs are indented, a full line that ends a sentence may still go on; elsewhere nobody knows.
        if not indented and _SENTENCE_END.search(line.group().rstrip()):
            continue
        start = line.start() + len(line.group().rstrip())
        yield Edit(start, following.start(), _glue(text[start - 1], following.group()[0]), "space.wrap", 0.9)


def _wrap_column(widths: list[int]) -> int:
    """The column at which lines were broken; 0 where they were not."""
    long = sorted(width for width in widths if width >= NARROW)
    if len(long) < MANY:
        return 0
    # The very longest may be one that could not be broken.
    column = long[-1 - len(long) // 50]
    full = sum(column - SLACK <= width <= column + SLACK for width in long)
    return column if column <= WIDE and full >= max(MANY, SHARE * len(long)) else 0


def _begins(line: str) -> bool:
    return bool(_INDENTED.match(line) or _STARTS.match(line))


def _glue(before: str, after: str) -> str:
    return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""
