"""Printed lines into paragraphs, headings and tables: what a page's layout broke is joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from corpusdoc.load.content import Piece
from corpusdoc.load.lines import Line

# Running headers and footers: in the outer eighth of the page, the same but for figures, on a third of the pages.
MARGIN = 0.12
RUNNING_SHARE = 0.35
FIGURES = re.compile(r"\d+")
SPACES = re.compile(r"\s+")
PAGE_NUMBER = re.compile(
    r"[\s\-—–·|/第共页頁]{0,6}(?:\d{1,4}|[ivxIVX]{1,6})(?:[\s/／\-—页頁第共of]{1,8}\d{1,4})?[\s\-—–·|页頁]{0,4}"
)
# Lengths in type sizes.
FULL = 1.8  # a line is full if no more is missing at its right
INDENT = 1.2
SAME_SIZE = 0.15
PARAGRAPH_GAP = 1.5  # times the page's usual distance of lines
LARGER = 1.12  # headings against the commonest size
NEAR = 80  # lines before and after that tell a column's margins
MAX_HEADING = 60
MAX_LEVELS = 4
END = re.compile(r"[。！？!?：:；;…」』”]$")
OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节節条條款]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[、.．)）](?!\d)|[①-⑳●■◆□√•▪►※]"
)
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,.;]$"), re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and where in `text` each page begins that it reaches into."""

    text: str
    last: Line
    row: bool = False
    full: bool = False
    pages: list[tuple[int, int]] = field(default_factory=list)  # (page, offset)


def without_running(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """The lines without page numbers and without repeats of running headers and footers; their first one stays."""
    places = [_margin(line, heights[line.page - 1]) for line in lines]
    keys = [(place, _folded(line.text)) for place, line in zip(places, lines, strict=True)]
    pages: dict[tuple[str, str], set[int]] = {}
    for key, line in zip(keys, lines, strict=True):
        pages.setdefault(key, set()).add(line.page)
    needed = max(2, RUNNING_SHARE * len(heights))
    kept: list[Line] = []
    said: set[str] = set()
    for (place, folded), line in zip(keys, lines, strict=True):
        if place and PAGE_NUMBER.fullmatch(line.text):
            continue
        if place and len(pages[place, folded]) >= needed:
            if folded in said:
                continue
            said.add(folded)
        kept.append(line)
    return kept


def _margin(line: Line, height: float) -> str:
    if line.bottom > (1 - MARGIN) * height:
        return "top"
    return "bottom" if line.top < MARGIN * height else ""


def _folded(text: str) -> str:
    return FIGURES.sub("#", SPACES.sub("", text))


def paragraphs(lines: Iterable[Line]) -> list[Paragraph]:
    """The lines joined into paragraphs; rows of one table into one, a line each."""
    found: list[Paragraph] = []
    for page, group in groupby(lines, key=lambda line: line.page):
        on_page = list(group)
        pitch = _pitch(on_page)
        for at, line in enumerate(on_page):
            left, right, alone = _column(line, on_page[max(0, at - NEAR) : at + NEAR])
            full = line.right > right - FULL * line.size and not (alone and END.search(line.text))
            if found and _continues(found[-1], line, left, pitch):
                _join(found[-1], line, full)
            else:
                found.append(Paragraph(line.text, line, line.is_row, full))
                if at == 0:
                    found[-1].pages.append((page, 0))
    return found


def _pitch(lines: Sequence[Line]) -> float:
    steps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
    return median(steps) if steps else 0.0


def _column(line: Line, lines: Sequence[Line]) -> tuple[float, float, bool]:
    """The margins of the line's column, told by the lines above and below it, and whether there are none."""
    beside = [
        other
        for other in lines
        if min(other.right, line.right) - max(other.left, line.left)
        > 0.3 * min(other.right - other.left, line.right - line.left)
    ] or [line]
    lefts, rights = sorted(other.left for other in beside), sorted(other.right for other in beside)
    return lefts[len(lefts) // 10], rights[len(rights) * 9 // 10], len(beside) == 1


def _continues(paragraph: Paragraph, line: Line, left: float, pitch: float) -> bool:
    last = paragraph.last
    if paragraph.row or line.is_row:
        return paragraph.row and line.is_row and line.page == last.page
    step = last.bottom - line.bottom
    return (
        paragraph.full
        and line.left <= left + INDENT * line.size
        and abs(last.size - line.size) < SAME_SIZE * line.size
        and not (line.page == last.page and step > PARAGRAPH_GAP * pitch)
        and not (OPENING.match(line.text) and END.search(paragraph.text))
    )


def _join(paragraph: Paragraph, line: Line, full: bool) -> None:
    if paragraph.row:
        between = "\n"
    elif LATIN_END.search(paragraph.text) and LATIN_START.match(line.text):
        between = " "
    else:
        between = ""
    if line.page != paragraph.last.page:
        paragraph.pages.append((line.page, len(paragraph.text) + len(between)))
    paragraph.text += between + line.text
    paragraph.last, paragraph.full = line, full


def pieces(found: Sequence[Paragraph]) -> list[Piece]:
    """A piece for each paragraph: short lines in a larger type are headings, two rows or more a table."""
    sizes = Counter[float]()
    for paragraph in found:
        sizes[round(paragraph.last.size, 1)] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = [p for p in found if _is_heading(p, usual)]
    levels = sorted({round(p.last.size) for p in larger}, reverse=True)
    return [_piece(p, levels.index(round(p.last.size)) + 1 if _is_heading(p, usual) else 0) for p in found]


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    return (
        not paragraph.row
        and paragraph.last.size > LARGER * usual
        and len(paragraph.text) <= MAX_HEADING
        and not END.search(paragraph.text)
    )


def _piece(paragraph: Paragraph, level: int) -> Piece:
    page = paragraph.pages[0][0] if paragraph.pages and paragraph.pages[0][1] == 0 else None
    page = page or (paragraph.pages[0][0] - 1 if paragraph.pages else paragraph.last.page)
    if level:
        return Piece(paragraph.text, "heading", min(level, MAX_LEVELS), page)
    if paragraph.row and "\n" in paragraph.text:
        return Piece(paragraph.text, "table", 0, page)
    # One row alone is no table.
    return Piece(paragraph.text.replace("\t", " "), "paragraph", 0, page)
