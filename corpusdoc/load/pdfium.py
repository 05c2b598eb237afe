"""What pdfium is asked of thousands of characters and drawings, with plain numbers for addresses: half the time."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable
from ctypes import addressof, c_double, c_float, c_int, c_void_p, cast, sizeof
from functools import cache
from math import degrees
from operator import itemgetter
from typing import Any, NamedTuple

from corpusdoc.load.lines import DEFAULT_SIZE, LINE, Box, Frame

STRAIGHT = 22  # degrees: what is set in italics by force leans 19
MOST = 0.6  # of the characters
MIN_SIZE = 1.5  # points; below it the type is scaled by a matrix, and its boxes say how large it is


class Calls(NamedTuple):
    """pdfium's own functions; an object, a page's handle and a place for an answer are addresses."""

    object_at: Callable[..., Any]  # (page, index)
    part_at: Callable[..., Any]  # (form, index)
    kind_of: Callable[..., int]  # (object)
    mode: Callable[..., int]  # (path, filled, stroked)
    bounds: Callable[..., int]  # (object, left, bottom, right, top)
    character_box: Callable[..., int]  # (text page, index, FS_RECTF)
    font_size: Callable[..., float]  # (text page, index)
    angle: Callable[..., float]  # (text page, index): radians clockwise


@cache
def calls() -> Calls:
    """The functions, once pdfium is loaded."""
    # pypdfium2: 50 ms
    from pypdfium2 import raw

    p = c_void_p
    # Of 32 bits, Windows has a convention of its own.
    function = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
    return Calls(
        cast(raw.FPDFPage_GetObject, function(p, p, c_int)),
        cast(raw.FPDFFormObj_GetObject, function(p, p, c_int)),
        cast(raw.FPDFPageObj_GetType, function(c_int, p)),
        cast(raw.FPDFPath_GetDrawMode, function(c_int, p, p, p)),
        cast(raw.FPDFPageObj_GetBounds, function(c_int, p, p, p, p, p)),
        cast(raw.FPDFText_GetLooseCharBox, function(c_int, p, c_int, p)),
        cast(raw.FPDFText_GetFontSize, function(c_double, p, c_int)),
        cast(raw.FPDFText_GetCharAngle, function(c_float, p, c_int)),
    )


def address(pointer: Any) -> int:
    """Where a pointer leads to."""
    return cast(pointer, c_void_p).value or 0


def floats(count: int) -> tuple[Any, list[int]]:
    """An array of numbers for answers, and the address of each."""
    array = (c_float * count)()
    return array, [addressof(array) + at * sizeof(c_float) for at in range(count)]


def integers(count: int) -> tuple[Any, list[int]]:
    """An array of whole numbers for answers, and the address of each."""
    array = (c_int * count)()
    return array, [addressof(array) + at * sizeof(c_int) for at in range(count)]


class PageCharacters:
    """A PDF page's characters with their places, which are asked for one by one: most are never needed."""

    def __init__(self, page_text: Any, frame: Frame) -> None:
        # pypdfium2: 50 ms
        from pypdfium2 import raw

        self._raw, self._handle, self._frame = raw, page_text.raw, frame
        self._ask, self._page = calls(), address(page_text.raw)
        self._rectangle, (self._place, *_) = floats(4)
        self.text = _characters(page_text)
        self._upright = False
        self._known: dict[int, Box | None] = {}

    def box(self, at: int) -> Box | None:
        """(left, bottom, right, top) of a character, the font's full height; None for one without place."""
        if at not in self._known:
            self._known[at] = self._read(at)
        return self._known[at]

    def _read(self, at: int) -> Box | None:
        if not self._ask.character_box(self._page, at, self._place):
            return None
        left, top, right, bottom = self._rectangle
        if self._frame.quarters:
            left, bottom, right, top = self._frame.seen(left, bottom, right, top)
        return (left, bottom, right, top) if top > bottom else (left, bottom, right, bottom + DEFAULT_SIZE)

    def size(self, at: int) -> float:
        """The size of the type that a character is set in: steady along a line, which its box is not."""
        stated = self._ask.font_size(self._page, at)
        if stated > MIN_SIZE:
            return stated
        box = self.box(at)
        return box[3] - box[1] if box else DEFAULT_SIZE

    def angle(self, at: int) -> int:
        """Degrees clockwise by which a character is turned on the page as it is seen; quarters are exact."""
        if self._upright:
            return 0
        turned = round(degrees(self._ask.angle(self._page, at)))
        quarter = round(turned / 90) * 90
        return ((quarter if abs(turned - quarter) <= STRAIGHT else turned) + 90 * self._frame.quarters) % 360

    def quarters(self) -> int:
        """How many quarters clockwise the page has to be turned for most of its text to be upright."""
        angles = Counter[int]()
        for line in LINE.finditer(self.text):
            angles[self.angle(line.start())] += len(line[0])
        # Most pages have nothing else, and need not be asked again.
        self._upright = set(angles) <= {0}
        angle, most = max(angles.items(), key=itemgetter(1), default=(0, 0))
        return -(angle // 90) % 4 if angle % 90 == 0 and most > MOST * angles.total() else 0

    def generated(self, at: int) -> bool:
        """Whether pdfium put the character there for a gap; the file has none."""
        return bool(self._raw.FPDFText_IsGenerated(self._handle, at) == 1)


def _characters(page_text: Any) -> str:
    """A string in which every index is pdfium's character index."""
    from pypdfium2 import raw

    count = page_text.count_chars()
    text: str = page_text.get_text_range() if count > 0 else ""
    if len(text) == count:
        return text
    points = (raw.FPDFText_GetUnicode(page_text, at) for at in range(count))
    return "".join(chr(p) if 0 < p < 0xD800 or 0xE000 <= p < 0x110000 else "\ufffd" for p in points)
