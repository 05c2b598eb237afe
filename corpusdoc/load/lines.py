"""A page that is laid out as printed lines with their places, cut where a gap is wider than one between words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpusdoc import lazy_re as re

LINE = re.compile(r"[^\r\n]+")
# pdfium: U+FFFE and U+0002 stand where a hyphen broke a word.
MARKERS = re.compile("[\x00\x02\ufffe\uffff\u200b]")
BLANK = " \u3000\xa0\x00\x02\ufffe"
GAP = re.compile(r"[ \xa0\u3000]+")
# Between Chinese characters, and between those and Latin ones, pdfium's spaces are kerning.
WIDE = re.compile(r"[\u2014-\u2026\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,.;%)]$"), re.compile(r"[A-Za-z0-9(]")
# A figure that a line breaks off, and the rest of one.
FIGURE_END = re.compile(r"[㐀-鿿“‘（，。、；：](?<![表图])(\d+(?:,\d{3})*[.,]?)$")
FIGURE_START = re.compile(r"(\d+)(?:[.,]\d+)*\s?[㐀-鿿%‰]")
YEAR = re.compile(r"(?:19|20)\d\d")
LETTER = re.compile(r"[\u3400-\u9fff]+")
LETTER_GAP = 3.0  # in type sizes, between the characters of a word that is set wide: 合　计
CELL_GAP = 0.6  # in type sizes; a full-width space is 1
FIGURE_GAP = 0.15  # between two figures, which nobody writes side by side but in cells
# Figures as tables have them: 1,280.5 or (3.2%), no years, numbers of lines or dates.
CELL_END = re.compile(r"(?:^|[\s(（-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[%％]?[)）]?$")
CELL_START = re.compile(r"[(（-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[%％]?[)）]?(?=\s|$)")
# The mark of a note behind a word, and what a figure above the line says else: 平方米 as 米2.
# What it begins with is looked for quickly.
NOTE_MARK = re.compile(
    r"[\d\[①-⑳](?<=[㐀-鿿，。、；：！？）》”%％].)(?<![米里].)"
    r"(?:(?<=\[)\d{1,3}\]|(?<=\d)\d?|(?<=[①-⑳]))(?![\d.,%％])"
)
RAISED = 0.75  # of the type before it
MAX_FIGURE = 24  # characters
DEFAULT_SIZE = 10.0  # points, where a font states no height


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line or a stretch of one; places in points from the lower left corner of the page as it is seen."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of the type
    page: int  # 1-based
    angle: int = 0  # degrees clockwise by which the text is turned
    edges: tuple[float, ...] = ()  # of a whole ruled table, rows as lines and cells split by tabs: where columns meet

    @property
    def ruled(self) -> bool:
        """Whether the line is a whole table."""
        return bool(self.edges)

    @property
    def slanted(self) -> bool:
        """Whether the line stands neither upright nor across, as words do that are printed over a page."""
        return self.angle % 90 != 0

    @property
    def is_row(self) -> bool:
        """Whether the line is split into cells."""
        return self.ruled or "\t" in self.text

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned: quarters clockwise, and its size before it is."""

    quarters: int
    width: float
    height: float

    def seen(self, left: float, bottom: float, right: float, top: float) -> Box:
        """(left, bottom, right, top) on the page as it is seen."""
        match self.quarters:
            case 1:
                return bottom, self.width - right, top, self.width - left
            case 2:
                return self.width - right, self.height - top, self.width - left, self.height - bottom
            case 3:
                return self.height - top, left, self.height - bottom, right
            case _:
                return left, bottom, right, top


class Characters(Protocol):
    """A page's characters with their places. The text has a line end where a program began anew to draw."""

    text: str

    def box(self, at: int) -> Box | None:
        """(left, bottom, right, top) of a character, the font's full height; None for one without place."""

    def size(self, at: int) -> float:
        """The size of the type that a character is set in: steady along a line, which its box is not."""

    def angle(self, at: int) -> int:
        """Degrees clockwise by which a character is turned on the page as it is seen; quarters are exact."""

    def generated(self, at: int) -> bool:
        """Whether a reader put the character there for a gap; the file has none."""


def stretches(characters: Characters) -> Iterator[tuple[int, int]]:
    """[start, end) of each stretch of characters without a wide gap, in the order in which the file states them."""
    text = characters.text
    for match in LINE.finditer(text):
        start, end = _trimmed(text, *match.span())
        at = start
        for gap in GAP.finditer(text, start, end):
            before, after = characters.box(gap.start() - 1), characters.box(gap.end())
            if (
                before
                and after
                and _is_wide(
                    before,
                    after,
                    cell_gap(text[at : gap.start()], text[gap.end() : end]) * characters.size(gap.start() - 1),
                )
            ):
                yield at, gap.start()
                at = gap.end()
        if at < end:
            yield at, end


def cell_gap(before: str, after: str) -> float:
    """How wide a gap between two texts must be, in type sizes, to part cells."""
    figures = CELL_END.search(before[-MAX_FIGURE:]) and CELL_START.match(after[:MAX_FIGURE])
    return FIGURE_GAP if figures else CELL_GAP


def _is_wide(before: tuple[float, ...], after: tuple[float, ...], widest: float) -> bool:
    # What goes back or leaves the line is a stretch of its own.
    back = widest / CELL_GAP
    return not -back < after[0] - before[2] < widest or after[1] > before[3] or after[3] < before[1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK:
        end -= 1
    return start, end


def line_of(characters: Characters, start: int, end: int, page: int) -> Line | None:
    """The line that some characters make; None where there is nothing to read."""
    start, end = _trimmed(characters.text, start, end)
    said = MARKERS.sub("", "".join(_words(characters, start, end)))
    if not said.strip():
        return None
    first, last = characters.box(start), characters.box(end - 1)
    if first is None or last is None:
        first = last = first or last or (0.0, 0.0, 0.0, DEFAULT_SIZE)
    return Line(
        said,
        min(first[0], last[0]),
        max(first[2], last[2]),
        min(first[1], last[1]),
        max(first[3], last[3]),
        characters.size(start),
        page,
        characters.angle(start),
    )


def _words(characters: Characters, start: int, end: int) -> Iterator[str]:
    """The characters without the marks of notes: smaller figures behind a word."""
    at = start
    for mark in NOTE_MARK.finditer(characters.text, start, end):
        if characters.size(mark.start()) < RAISED * characters.size(mark.start() - 1):
            yield from _spaced(characters, at, mark.start())
            at = mark.end()
    yield from _spaced(characters, at, end)


def _spaced(characters: Characters, start: int, end: int) -> Iterator[str]:
    """The characters, without spaces that only pdfium sees beside Chinese."""
    text, at = characters.text, start
    for gap in GAP.finditer(text, start, end):
        yield text[at : gap.start()]
        at = gap.end()
        if not (WIDE.search(text[gap.start() - 1] + text[gap.end()]) and characters.generated(gap.start())):
            yield gap[0]
    yield text[at:end]


def joined(texts: Iterable[str]) -> str:
    """Texts that belong together as one: a space between Latin words, none beside Chinese."""
    whole = ""
    for text in texts:
        whole += " " + text if LATIN_END.search(whole) and LATIN_START.match(text) else text
    return whole


def splits_figure(before: str, after: str) -> bool:
    """Whether a line end stands inside a figure of a Chinese sentence: 建于200 / 3年. Two years are two."""
    first, last = FIGURE_END.search(before), FIGURE_START.match(after)
    return first is not None and last is not None and not (YEAR.fullmatch(first[1]) and YEAR.fullmatch(last[1]))


def is_note_mark(before: Line, piece: Line) -> bool:
    """Whether a piece of text is the mark of a note behind the one before it: smaller, and no more than its number."""
    found = NOTE_MARK.search(before.text[-1:] + piece.text) if piece.size < RAISED * before.size else None
    return found is not None and found[0] == piece.text


def unspaced(pieces: Sequence[Line]) -> list[Line]:
    """The pieces of a row from the left, with single characters that are set wide joined to a word."""
    found: list[Line] = []
    wide = False
    for piece in sorted(pieces, key=lambda piece: piece.left):
        last = found[-1] if found else None
        letter = len(piece.text) == 1 and bool(LETTER.match(piece.text))
        near = last is not None and 0 < piece.left - last.right < LETTER_GAP * piece.size
        if last and letter and near and (wide or (len(last.text) == 1 and LETTER.match(last.text))):
            found[-1] = replace(last, text=last.text + piece.text, right=piece.right)
            wide = True
        else:
            found.append(piece)
            wide = False
    return found
