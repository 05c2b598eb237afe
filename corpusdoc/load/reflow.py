"""Printed lines into paragraphs, headings and tables: what a page's layout broke is joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from statistics import median

from corpusdoc.load.content import Piece
from corpusdoc.load.lines import Line, joined

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


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and where in `text` each page begins that it reaches into."""

    text: str
    last: Line
    row: bool = False
    full: bool = False
    pages: list[tuple[int, int]] = field(default_factory=list)  # (page, offset)


def without_running(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """The lines without running headers and footers and without page numbers."""
    places = [_margin(line, heights[line.page - 1]) for line in lines]
    keys = [(place, _folded(line.text)) for place, line in zip(places, lines, strict=True)]
    pages: dict[tuple[str, str], set[int]] = {}
    for key, line in zip(keys, lines, strict=True):
        pages.setdefault(key, set()).add(line.page)
    needed = max(2, RUNNING_SHARE * len(heights))
    kept = [line for key, line in zip(keys, lines, strict=True) if not key[0] or len(pages[key]) < needed]
    return [line for page in _by_page(kept) for line in _without_number(page, heights[page[0].page - 1])]


def _by_page(lines: Iterable[Line]) -> Iterator[list[Line]]:
    for _, group in groupby(lines, key=lambda line: line.page):
        yield list(group)


def _without_number(lines: list[Line], height: float) -> list[Line]:
    """The lines of a page without its number, which stands alone, above or below all others."""
    ends = (max(line.middle for line in lines), min(line.middle for line in lines))
    for end in ends:
        outer = [line for line in lines if abs(line.middle - end) < line.size]
        if all(_margin(line, height) and PAGE_NUMBER.fullmatch(line.text) for line in outer):
            lines = [line for line in lines if line not in outer]
    return lines


def _margin(line: Line, height: float) -> str:
    if line.bottom > (1 - MARGIN) * height:
        return "top"
    return "bottom" if line.top < MARGIN * height else ""


def _folded(text: str) -> str:
    return FIGURES.sub("#", SPACES.sub("", text))


def paragraphs(pages: Iterable[Sequence[Line]]) -> list[Paragraph]:
    """The lines of pages, in reading order, joined into paragraphs; rows of one table into one, a line each."""
    found: list[Paragraph] = []
    for lines in pages:
        on_page = list(_real_rows(lines))
        page, pitch = on_page[0].page if on_page else 0, _pitch(on_page)
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


def _real_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, where one row alone is none: its gaps are spaces."""
    for before, line, after in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        beside = any(other is not None and other.is_row and not other.ruled for other in (before, after))
        yield line if line.ruled or beside or not line.is_row else replace(line, text=line.text.replace("\t", " "))


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
        return paragraph.row and line.is_row and line.page == last.page and not (line.ruled or last.ruled)
    step = last.bottom - line.bottom
    return (
        paragraph.full
        and line.left <= left + INDENT * line.size
        and abs(last.size - line.size) < SAME_SIZE * line.size
        and not (line.page == last.page and step > PARAGRAPH_GAP * pitch)
        and not (OPENING.match(line.text) and END.search(paragraph.text))
    )


def _join(paragraph: Paragraph, line: Line, full: bool) -> None:
    together = paragraph.text + "\n" + line.text if paragraph.row else joined((paragraph.text, line.text))
    if line.page != paragraph.last.page:
        paragraph.pages.append((line.page, len(together) - len(line.text)))
    paragraph.text = together
    paragraph.last, paragraph.full = line, full


def pieces(found: Sequence[Paragraph], outline: Mapping[str, int]) -> list[Piece]:
    """A piece for each paragraph: those that the outline names, and short lines in a larger type, are headings.

    `outline` has levels by folded title.
    """
    sizes = Counter[float]()
    for paragraph in found:
        sizes[round(paragraph.last.size, 1)] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = [p for p in found if _is_heading(p, usual)]
    ranks = sorted({round(p.last.size) for p in larger}, reverse=True)
    levels = {id(p): ranks.index(round(p.last.size)) + 1 for p in larger}
    # The title stands above all chapters that the outline names.
    below = int(bool(outline) and any(folded_title(p.text) not in outline for p in larger))
    return [_piece(p, _outline_level(p, outline, below) or levels.get(id(p), 0)) for p in found]


def folded_title(text: str) -> str:
    """A heading's text as outlines and pages are compared by."""
    return SPACES.sub("", text)


def _outline_level(paragraph: Paragraph, outline: Mapping[str, int], below: int) -> int:
    if paragraph.row or len(paragraph.text) > MAX_HEADING:
        return 0
    level = outline.get(folded_title(paragraph.text), 0)
    return level + below if level else 0


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
        return Piece(SPACES.sub(" ", paragraph.text), "heading", min(level, MAX_LEVELS), page)
    return Piece(paragraph.text, "table" if paragraph.row else "paragraph", 0, page)
