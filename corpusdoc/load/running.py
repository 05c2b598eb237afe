"""Lines that pages repeat: running headers and footers, page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpusdoc import lazy_re as re
from corpusdoc.load.lines import Line

# Running headers and footers: in the outer eighth of the page, the same but for figures, on a third of the pages.
MARGIN = 0.12
RUNNING_SHARE = 0.35
LETTER = re.compile(r"[^\W\d_]")
FIGURES = re.compile(r"\d+")
# Those that change with the chapter: on so many pages, so many of them said again.
CHANGING_PAGES, CHANGING_SHARE, AGAIN = 3, 0.5, 0.6
SPACES = re.compile(r"\s+")
PAGE_NUMBER = re.compile(
    r"[\s\-—–·|/第共页頁]{0,6}(?:\d{1,4}|[ivxIVX]{1,6})(?:[\s/／\-—页頁第共of]{1,8}\d{1,4})?[\s\-—–·|页頁]{0,4}"
)


def without_running(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """The lines without running headers and footers and without page numbers."""
    lines = _without_overprint(lines)
    places = [_margin(line, heights[line.page - 1]) for line in lines]
    keys = [(place, _folded(line.text)) for place, line in zip(places, lines, strict=True)]
    pages: dict[tuple[str, str], set[int]] = {}
    for key, line in zip(keys, lines, strict=True):
        pages.setdefault(key, set()).add(line.page)
    changing = _changing(lines, heights)
    needed = max(2, RUNNING_SHARE * len(heights))
    # A bare figure at a page's edge may be a cell; page numbers are told by where they stand.
    kept = [
        line
        for key, line in zip(keys, lines, strict=True)
        if not key[0] or not LETTER.search(key[1]) or (len(pages[key]) < needed and id(line) not in changing)
    ]
    return [line for page in _by_page(kept) for line in _without_number(page, heights[page[0].page - 1])]


def _without_overprint(lines: Sequence[Line]) -> list[Line]:
    """The lines without words that are printed across them again and again, or run up the edge of several pages."""
    turned = [line for line in lines if line.angle]
    said = Counter(line.text for line in turned)
    return [line for line in lines if not line.angle or said[line.text] == 1] if turned else list(lines)


def _changing(lines: Sequence[Line], heights: Sequence[float]) -> set[int]:
    """The ids of running lines that change with the chapter: they stand on most pages at one height in one type, above
    or below all others, and most of them say what another page's says.
    """
    rows: dict[tuple[str, int, float], list[list[Line]]] = {}
    for page in _by_page(lines):
        height = heights[page[0].page - 1]
        for end in (max(line.middle for line in page), min(line.middle for line in page)):
            outer = [line for line in page if abs(line.middle - end) < line.size]
            place = _margin(outer[0], height)
            if place and not any(line.ruled for line in outer):
                at = height - end if place == "top" else end
                rows.setdefault((place, round(at), round(outer[0].size, 1)), []).append(outer)
    running: set[int] = set()
    for found in rows.values():
        said = Counter(_folded("".join(line.text for line in outer)) for outer in found)
        again = sum(count for text, count in said.items() if count > 1 and LETTER.search(text))
        if len(found) >= max(CHANGING_PAGES, CHANGING_SHARE * len(heights)) and again >= AGAIN * len(found):
            running.update(id(line) for outer in found for line in outer)
    return running


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
