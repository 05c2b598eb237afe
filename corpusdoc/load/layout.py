"""Pages that are laid out, whatever the format: pieces of text in their places into one text with blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, ReadingError, compose
from corpusdoc.load.grid import Cell, Grid, find_grids, table
from corpusdoc.load.lines import Characters, Line, line_of, stretches
from corpusdoc.load.ocr import Recognise
from corpusdoc.load.order import reading_order
from corpusdoc.load.reflow import Paragraph, paragraphs, pieces
from corpusdoc.load.rules import Rule
from corpusdoc.load.running import without_running
from corpusdoc.model import Block, Hints, Reason

FIGURE = re.compile(r"[\d.,]{2}")


class Scans:
    """Pages that are pictures, and what became of them."""

    def __init__(self, recognise: Recognise | None) -> None:
        self._recognise = recognise
        self.found: list[Paragraph] = []
        self.missing: Reason | None = None  # why some page's text is
        self.drawn = False  # whether anything stands on any page

    def read(self, picture: Callable[[], bytes], number: int) -> None:
        """Adds what the picture of a page says, or notes that it could not be read."""
        try:
            said = self._recognise(picture()) if self._recognise else None
        except ReadingError:
            said = None
        if said is None:
            self.missing = self.missing or "needs_ocr"
        for at, text in enumerate(said or ()):
            line = Line(text, 0.0, 0.0, 0.0, 0.0, 0.0, number)
            self.found.append(Paragraph(text, line, pages=[] if at else [(number, 0)]))


def laid_out(
    lines: Sequence[Line], heights: Sequence[float], scanned: Scans, outline: Mapping[str, int], hints: Hints
) -> Content:
    """The text in reading order, paragraphs joined across lines and pages, tables as rows.

    `heights` are the pages', in points; `outline` has levels of headings by folded title. Raises ReadingError where no
    page holds text.
    """
    if not any(line.text.strip() for line in lines) and not scanned.found:
        raise ReadingError(scanned.missing or ("needs_ocr" if scanned.drawn else "empty"))
    found = paragraphs(_pages(without_running(lines, heights), len(heights)))
    found = sorted(found + scanned.found, key=lambda paragraph: paragraph.first_page)
    text, blocks = compose(pieces(found, outline))
    starts = _page_starts(found, blocks, len(heights), len(text))
    return Content(text, blocks, starts, hints=hints, partial=scanned.missing)


def _pages(lines: list[Line], count: int) -> list[list[Line]]:
    pages: list[list[Line]] = [[] for _ in range(count)]
    turned: list[list[Line]] = [[] for _ in range(count)]
    for line in lines:
        (turned if line.angle else pages)[line.page - 1].append(line)
    return [upright + behind for upright, behind in zip(reading_order(pages), turned, strict=True)]


def _page_starts(found: list[Paragraph], blocks: tuple[Block, ...], pages: int, length: int) -> tuple[int, ...]:
    """Where each page begins in the text; one without text where the next one does."""
    stated = {
        page: block.span.start + offset
        for paragraph, block in zip(found, blocks, strict=True)
        for page, offset in paragraph.pages
    }
    starts = [length] * (pages + 1)
    for page in range(pages, 0, -1):
        starts[page - 1] = stated.get(page, starts[page])
    return (0, *starts[1:pages]) if pages else ()


def on_page(characters: Characters, rules: tuple[list[Rule], list[Rule]], number: int) -> list[Line]:
    """The pieces of text of a page, and its ruled tables, each as a whole. `rules` are its level and upright lines."""
    grids = find_grids(*rules)
    plain: list[Line] = []
    cells: dict[int, dict[Cell, list[Line]]] = {}
    for start, end in stretches(characters):
        if characters.angle(start) % 90:
            # Words that are printed over a table belong to no cell.
            plain += [line] if (line := line_of(characters, start, end, number)) else []
            continue
        for (at, cell), line in _by_cell(characters, start, end, grids, number):
            if cell is None:
                plain.append(line)
            else:
                cells.setdefault(at, {}).setdefault(cell, []).append(line)
    tables = [(held, table(grids[at], held, plain)) for at, held in cells.items()]
    return plain + [
        line
        for held, drawn in tables
        for line in ([drawn] if drawn else [line for part in held.values() for line in part])
    ]


Place = tuple[int, Cell | None]  # which grid, which of its cells


def _by_cell(
    characters: Characters, start: int, end: int, grids: list[Grid], page: int
) -> Iterator[tuple[Place, Line]]:
    """A stretch of characters as one line, or cut where a rule stands between two of them."""
    at = start
    place = _place(characters.box(start), grids)
    if grids and place != _place(characters.box(end - 1), grids):
        for here in range(start + 1, end):
            box = characters.box(here)
            if box is None or characters.text[here].isspace() or (next_place := _place(box, grids)) == place:
                continue
            if FIGURE.fullmatch(characters.text[here - 1 : here + 1]):
                # A figure that is too wide for its cell is one all the same.
                continue
            if line := line_of(characters, at, here, page):
                yield place, line
            at, place = here, next_place
    if line := line_of(characters, at, end, page):
        yield place, line


def _place(box: tuple[float, float, float, float] | None, grids: list[Grid]) -> Place:
    if box is not None:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for at, grid in enumerate(grids):
            if (cell := grid.cell(x, y)) is not None:
                return at, cell
    return -1, None
