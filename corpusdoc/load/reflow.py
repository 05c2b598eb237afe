"""Printed lines into paragraphs, headings and tables: what a page's layout broke is joined again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Piece
from corpusdoc.load.lines import WIDE, Line, joined, splits_figure
from corpusdoc.load.rules import SAME

SPACES = re.compile(r"\s+")
# Lengths in type sizes.
SLACK = 0.8  # a line is full if the next word would not have fitted, with so much to spare
TITLE_WIDTH = 0.8  # of a full line: a title that is broken fills so much
CENTRED = 1.0  # lines are if their middles are no further apart
INDENT = 1.2
BESIDE = 4.0
SAME_SIZE = 0.15
SAME_TYPE = 0.1  # points
PARAGRAPH_GAP = 1.5  # times the page's usual distance of lines
LARGER = 1.12  # headings against the commonest size
OVERLAP = 0.3  # of a line: what lies beside the rest of it is no neighbour above or below
NOTHING = 10_000.0  # points: no line is missing so much, so nothing follows
# Notes at a page's foot, in smaller type: what they stand under goes on behind the page's end.
NOTE_TYPE = 0.92
NOTE = re.compile(r"\[\d{1,3}\]|\d{1,2}(?![\d.,．、/年月日%％-])|[①-⑳*＊]|注[\d一二三四五]?[：:]")
NEAR = 40  # lines before and after that tell a column's margins
MUCH = 200  # characters that tell a page's usual type
MAX_HEADING = 60
MAX_LEVELS = 4
END = re.compile(r"[。！？!?：:；;…」』”]$")
# 一、公司简介______ 2: a leader and a page fill a line of a table of contents, and end it.
ENTRY = re.compile(r"[.．·•⋯…—_-]{6}\s{0,3}\d{1,4}$")
# What no line is broken inside: a character or Latin word with the marks that belong to it.
WORD = re.compile(
    r"[“‘（《〈【「『(\[]{0,3}(?:[\w.%+'’-]{1,30}(?<![\u2e80-\u9fff])|[0-9A-Za-z]{1,30}|.)[，。、；：！？”’）》〉】」』)\],.;:!?…—]{0,4}"
    r"(?:\([^()\u2e80-\u9fff]{1,8}\))?"
)
OPENING = re.compile(
    r"[一二三四五六七八九十A-Z]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节節条條款]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[、.．)）](?!\d)|[①-⑳●■◆□√•▪►※]"
)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and where in `text` each page begins that it reaches into."""

    text: str
    last: Line
    row: bool = False
    missing: float = 0.0  # points from the end of its last line to the column's right margin
    left: float = 0.0  # where its first line begins
    pages: list[tuple[int, int]] = field(default_factory=list)  # (page, offset)

    @property
    def first_page(self) -> int:
        """The page that it begins on."""
        if not self.pages:
            return self.last.page
        page, offset = self.pages[0]
        return page - 1 if offset else page


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The lines of pages, in reading order, joined into paragraphs; rows of one table into one, a line each."""
    found: list[Paragraph] = []
    usual, width = _usual(line for lines in pages for line in lines)
    for lines in pages:
        pitch = _pitch(lines)
        places = [(line.left, line.right, line.size, line.is_row) for line in lines]
        for at, line in enumerate(lines):
            left, right, alone = _column(line, places[max(0, at - NEAR) : at + NEAR], width)
            if at == 0 and (notes := _notes(found, usual)):
                upper = found[-notes - 1]
                if _continues(upper, line, left, pitch, _hangs(upper, line, width)):
                    _lift(found, notes)
            missing = NOTHING if alone and END.search(line.text) else right - line.right
            title = line.size > LARGER * usual and _is_broken_title(found[-1:], line, width)
            if found and _continues(found[-1], line, left, pitch, title or _hangs(found[-1], line, width)):
                _join(found[-1], line, missing)
            else:
                found.append(Paragraph(line.text, line, line.is_row, missing, line.left))
                if at == 0:
                    found[-1].pages.append((line.page, 0))
    return found


def _notes(found: Sequence[Paragraph], usual: float) -> int:
    """How many paragraphs at the end are notes at the foot of a page, below a paragraph that begins on it.

    So is what stands upright beside the text, which is put behind it.
    """
    count = 0
    for back, paragraph in enumerate(reversed(found), 1):
        turned = paragraph.last.angle != 0
        note = not (paragraph.row or paragraph.pages) and (turned or paragraph.last.size < NOTE_TYPE * usual)
        if paragraph.last.page != found[-1].last.page:
            return 0
        if not note:
            return count if paragraph.first_page == paragraph.last.page else 0
        count = back if turned or NOTE.match(paragraph.text) else count
    return 0


def _lift(found: list[Paragraph], notes: int) -> None:
    """Puts the notes at a page's foot in front of the paragraph that goes on behind its end."""
    paragraph = found.pop(-notes - 1)
    # They stand on the page, so it may have to begin with them.
    found[-notes].pages, paragraph.pages = paragraph.pages, []
    found.append(paragraph)


def _usual(lines: Iterable[Line]) -> tuple[float, float]:
    """The size of type in which most is set, and the width of a full line in it."""
    sizes = Counter[float]()
    widths: dict[float, list[float]] = {}
    for line in lines:
        size = round(line.size, 1)
        if not line.is_row:
            sizes[size] += len(line.text)
            widths.setdefault(size, []).append(line.right - line.left)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    full = sorted(widths.get(usual, [0.0]))
    return usual, full[len(full) * 3 // 4]


def _is_broken_title(found: Sequence[Paragraph], line: Line, width: float) -> bool:
    """Whether a large line is the second half of a title: centred below a first half that fills the column."""
    if not found or OPENING.match(line.text):
        return False
    last = found[0].last
    centred = abs(line.left + line.right - last.left - last.right) < 2 * CENTRED * line.size
    return centred and last.right - last.left > TITLE_WIDTH * width


def _pitch(lines: Sequence[Line]) -> float:
    steps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
    return median(steps) if steps else 0.0


def _column(line: Line, places: Sequence[tuple[float, float, float, bool]], width: float) -> tuple[float, float, bool]:
    """The margins of the line's column, told by the lines above and below it, and whether there are none.

    `places` are those lines' left and right, size and whether they are rows; `width` is that of a full line of text: a
    table between may reach further.
    """
    start, end = line.left + OVERLAP * (line.right - line.left), line.right - OVERLAP * (line.right - line.left)
    beside = [place for place in places if place[0] < end and place[1] > start]
    # Titles are centred, so only lines of one size share a left margin.
    smallest, largest = (1 - SAME_SIZE) * line.size, (1 + SAME_SIZE) * line.size
    lefts = sorted([left for left, _, size, _ in beside if smallest <= size <= largest])
    if not lefts:  # not even the line itself, where it is squeezed to no width
        return line.left, line.right, True
    furthest = max(lefts[len(lefts) // 10] + width, line.right)
    rights = sorted([furthest if row and right > furthest else right for _, right, _, row in beside])
    return lefts[len(lefts) // 10], rights[len(rights) * 9 // 10], len(beside) == 1


def _continues(paragraph: Paragraph, line: Line, left: float, pitch: float, indented: bool) -> bool:
    last = paragraph.last
    if last.angle or line.angle:
        return False
    if paragraph.row or line.is_row:
        return paragraph.row and line.is_row and _continues_table(paragraph, line)
    if abs(last.size - line.size) > SAME_SIZE * line.size:
        return False
    step = last.bottom - line.bottom
    if (
        ENTRY.search(last.text)
        or paragraph.missing > _width(line)
        or (line.page == last.page and step > max(PARAGRAPH_GAP * pitch, 0))
    ):
        return False
    if line.left > left + INDENT * line.size or indented:
        return indented
    # What stands much further left is no part of a box beside it.
    apart = END.search(paragraph.text) or (line.page == last.page and last.left - line.left > BESIDE * line.size)
    return not (OPENING.match(line.text) and apart)


def _hangs(paragraph: Paragraph, line: Line, width: float) -> bool:
    """Whether a line goes on with an item of a list whose later lines are indented: the one before is full."""
    # A heading that fills its line, too, is followed by an indented one, mostly in another size.
    if abs(line.size - paragraph.last.size) > SAME_TYPE:
        return False
    full = paragraph.missing < line.size and paragraph.last.right - paragraph.left > TITLE_WIDTH * width
    if not full or line.left < paragraph.left + INDENT * line.size or END.search(paragraph.text):
        return False
    return bool(OPENING.match(paragraph.text)) and not OPENING.match(line.text)


def _continues_table(paragraph: Paragraph, line: Line) -> bool:
    last = paragraph.last
    if not (last.ruled or line.ruled):
        return line.page == last.page
    # A ruled table that a page's or column's end broke.
    broken = line.page == last.page + 1 or (line.page == last.page and line.bottom > last.bottom)
    if not (broken and last.ruled and line.ruled):
        return False
    fewer, more = sorted((last.edges, line.edges), key=len)
    return len(fewer) == len(more) or _places(fewer, more) is not None


def _places(edges: Sequence[float], among: Sequence[float]) -> list[int] | None:
    """Which of the edges `among` each of `edges` is; None where they do not draw the same table."""
    places = [next((at for at, edge in enumerate(among) if abs(edge - own) <= SAME), -1) for own in edges]
    return places if -1 not in places and (places[0], places[-1]) == (0, len(among) - 1) else None


def _widened(text: str, edges: Sequence[float], among: Sequence[float]) -> str:
    """Rows of merged cells with an empty cell for each column that these reach over."""
    places = _places(edges, among) if len(edges) < len(among) else None
    if places is None:
        return text
    empty = ["\t" * (after - at) for at, after in pairwise(places)]
    rows = (row.split("\t") for row in text.split("\n"))
    return "\n".join("".join(map("".join, zip(row, empty, strict=True))).removesuffix("\t") for row in rows)


def _width(line: Line) -> float:
    """Points that the first word of a line takes, with some to spare."""
    found = WORD.match(line.text)
    word = found[0] if found else line.text[:1]
    return (sum(1.0 if WIDE.match(character) else 0.5 for character in word) + SLACK) * line.size


def _join(paragraph: Paragraph, line: Line, missing: float) -> None:
    upper, lower = paragraph.text, line.text
    if paragraph.row:
        edges = max(paragraph.last.edges, line.edges, key=len)
        upper, lower = _widened(upper, paragraph.last.edges, edges), _widened(lower, line.edges, edges)
        line = replace(line, edges=edges)
        # Wider rows begin later: pages by the number of rows above them.
        starts = [0, *(match.end() for match in re.finditer("\n", upper))]
        paragraph.pages = [(page, starts[paragraph.text.count("\n", 0, at)]) for page, at in paragraph.pages]
        together = f"{upper}\n{lower}"
    else:
        together = upper + lower if splits_figure(upper, lower) else joined((upper, lower))
    if line.page != paragraph.last.page:
        paragraph.pages.append((line.page, len(together) - len(lower)))
    paragraph.text = together
    paragraph.last, paragraph.missing = line, missing


def pieces(found: Sequence[Paragraph], outline: Mapping[str, int]) -> list[Piece]:
    """A piece for each paragraph: those that the outline names, and short lines in a larger type, are headings.

    `outline` has levels by folded title.
    """
    sizes = _usual_by_page(found)
    larger = [p for p in found if _is_heading(p, sizes[p.last.page])]
    ranks = sorted({round(p.last.size) for p in larger}, reverse=True)
    levels = {id(p): ranks.index(round(p.last.size)) + 1 for p in larger}
    # The title stands above all chapters that the outline names.
    below = int(bool(outline) and any(folded_title(p.text) not in outline for p in larger))
    return [_piece(p, _outline_level(p, outline, below) or levels.get(id(p), 0)) for p in found]


def _usual_by_page(found: Sequence[Paragraph]) -> dict[int, float]:
    """The size of most type on each page; that of the whole document where it is larger or a page says little."""
    everywhere, _ = _usual(paragraph.last for paragraph in found)
    pages: dict[int, Counter[float]] = {}
    for paragraph in found:
        page = pages.setdefault(paragraph.last.page, Counter())
        if not paragraph.row:
            page[round(paragraph.last.size, 1)] += len(paragraph.text)
    return {
        page: max(everywhere, sizes.most_common(1)[0][0]) if sizes.total() >= MUCH else everywhere
        for page, sizes in pages.items()
    }


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
    page = paragraph.first_page
    if level:
        return Piece(SPACES.sub(" ", paragraph.text), "heading", min(level, MAX_LEVELS), page)
    return Piece(paragraph.text, "table" if paragraph.row else "paragraph", 0, page)
