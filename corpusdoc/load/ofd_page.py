"""What stands on a page of OFD and where: texts character by character, drawn lines, pictures.

The file counts in millimetres from the upper left corner; what leaves this module, in points from the lower left one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.lines import DEFAULT_SIZE, Box
from corpusdoc.load.rules import IDENTITY, THIN, Matrix, box_of, moved

if TYPE_CHECKING:
    from lxml.etree import _Element

POINTS = 72 / 25.4  # in a millimetre
NUMBER = re.compile(r"[-+]?(?:\d{1,9}\.?\d{0,20}|\.\d{1,20})(?:[eE][-+]?\d)?")
# How far it is to each next character: "g 5 4.2 3" says 4.2 five times and 3 once.
STEP = re.compile(rf"g\s{{1,9}}(\d{{1,6}})\s{{1,9}}({NUMBER.pattern})|({NUMBER.pattern})")
MAX_STEPS = 10_000
# The commands of a path. Numbers stand behind them, of which the last two say where it goes.
COMMAND = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
# Lengths in type sizes.
ASCENT, DESCENT = 0.88, 0.12
NARROW, CAPITAL, BROAD = 0.5, 0.7, 0.85  # the width of a Latin letter where nothing else tells
BROAD_LETTERS = frozenset("mwMW%@&")
FULL_WIDTH = "\u2000"  # from here on
WIDEST = 0.9  # what is further from the next one has a gap behind it
GAP = 0.25  # a blank
LEVEL = 0.3  # the feet of characters in one line differ less
BACK = 1.0  # what begins so far back does not go on with the line
MAX_TEXTS, MAX_PATHS = 100_000, 20_000  # on a page; more is a drawing
NO = ("false", "0")
UPRIGHT = ("90", "270")  # degrees


class PlacedText:
    """A page's characters in the order in which the file states them, what lies below the page first."""

    def __init__(self, layers: Iterable[_Element], height: float) -> None:
        """`height` is the page's, in millimetres."""
        self._height = height
        self._characters: list[str] = []
        self._places: list[tuple[Box | None, float]] = []  # (box, size), in points
        for layer in layers:
            self._end_line()
            for at, thing in enumerate(_visible(layer, "TextObject")):
                if at < MAX_TEXTS:
                    self._add(thing)
        self.text = "".join(self._characters)

    def box(self, at: int) -> Box | None:
        """(left, bottom, right, top) of a character, the type's full height; None where the file has none."""
        return self._places[at][0]

    def size(self, at: int) -> float:
        """The size of the type that a character is set in."""
        return self._places[at][1]

    def angle(self, at: int) -> int:
        """Texts are taken as they stand: what is printed over a page lies in annotations, which are not read."""
        return 0

    def generated(self, at: int) -> bool:
        """Whether the character stands for a gap."""
        return self._places[at][0] is None

    def _add(self, thing: _Element) -> None:
        matrix = _matrix(thing)
        size = _number(thing, "Size", DEFAULT_SIZE / POINTS)
        seen = size * hypot(matrix[2], matrix[3]) * POINTS
        turned = thing.get("ReadDirection") in UPRIGHT
        x = y = 0.0
        for code in thing.iterfind("{*}TextCode"):
            x, y = _number(code, "X", x), _number(code, "Y", y)
            text = "".join(map(str, code.itertext()))
            across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
            level = abs(matrix[1]) < abs(matrix[0]) and not turned and not (any(down) and not any(across))
            if not level:
                # What is set upright or askew is one piece, whatever the gaps in it.
                self._end_line()
            for character, box in _boxes(text, (x, y), size, across, down, _number(thing, "HScale", 1.0)):
                self._put(character, self._on_page(box, matrix), seen, level)
            if not level:
                self._end_line()

    def _on_page(self, box: Box, matrix: Matrix) -> Box:
        left, top, right, bottom = box_of(moved(box[:2], matrix), moved(box[2:], matrix), IDENTITY)
        return left * POINTS, (self._height - bottom) * POINTS, right * POINTS, (self._height - top) * POINTS

    def _put(self, character: str, box: Box, size: float, level: bool) -> None:
        last = self._places[-1][0] if self._places else None
        if last and level:
            gap = box[0] - last[2]
            if abs(box[1] - last[1]) > LEVEL * size or gap < -BACK * size:
                self._end_line()
            elif gap > GAP * size:
                self._characters.append(" ")
                self._places.append((None, size))
        self._characters.append(" " if character in "\r\n\t" else character)
        self._places.append((box, size))

    def _end_line(self) -> None:
        self._characters.append("\n")
        self._places.append((None, 0.0))


def strokes(layers: Iterable[_Element], height: float) -> Iterator[Box]:
    """The boxes of the lines that a page draws, in points; `height` in millimetres."""
    for layer in layers:
        for at, path in enumerate(_visible(layer, "PathObject")):
            if at < MAX_PATHS:
                for left, top, right, bottom in _drawn(path):
                    yield left * POINTS, (height - bottom) * POINTS, right * POINTS, (height - top) * POINTS


def pictures(layers: Iterable[_Element]) -> list[tuple[float, str]]:
    """(square millimetres, id) of each picture."""
    found: list[tuple[float, str]] = []
    for layer in layers:
        for thing in _visible(layer, "ImageObject"):
            _, _, width, height = _boundary(thing)
            found.append((width * height, thing.get("ResourceID") or ""))
    return found


def numbers(text: str | None) -> list[float]:
    """The numbers in a text."""
    return [float(found[0]) for found in NUMBER.finditer(text or "")]


def _visible(layer: _Element, name: str) -> Iterator[_Element]:
    return (thing for thing in layer.iter("{*}" + name) if thing.get("Visible") not in NO)


def _number(element: _Element, name: str, default: float) -> float:
    found = numbers(element.get(name))
    return found[0] if found else default


def _boundary(thing: _Element) -> Box:
    """(x, y, width, height) of the box that a thing is drawn in."""
    found = numbers(thing.get("Boundary"))
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else (0.0, 0.0, 0.0, 0.0)


def _matrix(thing: _Element) -> Matrix:
    """From a thing's own places to the page's."""
    x, y, _, _ = _boundary(thing)
    found = numbers(thing.get("CTM"))
    a, b, c, d, e, f = found if len(found) == 6 else IDENTITY
    return a, b, c, d, e + x, f + y


def _steps(stated: str | None) -> list[float]:
    found: list[float] = []
    for step in STEP.finditer(stated or ""):
        found += [float(step[2])] * min(int(step[1]), MAX_STEPS) if step[1] else [float(step[3])]
        if len(found) > MAX_STEPS:
            break
    return found


def _boxes(
    text: str, start: tuple[float, float], size: float, across: Sequence[float], down: Sequence[float], wide: float
) -> Iterator[tuple[str, Box]]:
    """Each character with its (left, top, right, bottom), in the places of the thing that it is in."""
    x, y = start
    for at, character in enumerate(text):
        step = across[at] if at < len(across) else 0.0
        width = _width(character) * size * wide
        if character >= FULL_WIDTH:
            width = min(step, width) if step > 0 else width
        elif 0 < step <= WIDEST * size:
            width = step
        yield character, (x, y - ASCENT * size, x + width, y + DESCENT * size)
        # Programs that say nothing leave it to the font.
        x += _step(across, at) if across or down else width
        y += _step(down, at)


def _width(character: str) -> float:
    if character >= FULL_WIDTH:
        return 1.0
    return BROAD if character in BROAD_LETTERS else CAPITAL if character.isupper() else NARROW


def _step(steps: Sequence[float], at: int) -> float:
    """How far the next character is; where programs state fewer, the last one holds of all that follow."""
    return steps[min(at, len(steps) - 1)] if steps else 0.0


def _drawn(path: _Element) -> Iterator[Box]:
    matrix = _matrix(path)
    stroked = path.get("Stroke") not in NO
    if not stroked and path.get("Fill") in (None, *NO):
        return
    commands = path.find("{*}AbbreviatedData")
    for points in _outlines("" if commands is None else commands.text or ""):
        seen = [moved(point, matrix) for point in points]
        xs, ys = [x for x, _ in seen], [y for _, y in seen]
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        if not stroked or min(right - left, bottom - top) * POINTS < THIN:
            yield left, top, right, bottom
        else:
            yield from (box_of(one, other, IDENTITY) for one, other in pairwise(seen))


def _outlines(commands: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path. Curves count as straight: no rule of a table is one."""
    points: list[tuple[float, float]] = []
    for command in COMMAND.finditer(commands):
        places = numbers(command[2])
        if command[1] in "SM" and len(points) > 1:
            yield points
        if command[1] in "SM":
            points = []
        if command[1] == "C" and points:
            points.append(points[0])
        elif len(places) >= 2:
            points.append((places[-2], places[-1]))
    if len(points) > 1:
        yield points
