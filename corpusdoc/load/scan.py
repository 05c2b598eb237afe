"""Pages that are pictures: how they are told, and what text recognition gets of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import byref, c_float
from typing import Any

from corpusdoc import lazy_re as re
from corpusdoc.load.lines import Line

# Fewer characters beside a large picture are a stamp or a page number, no text layer.
FEW = 30
LARGE = 0.5  # of the page
MANY_PATHS = 200  # type that is drawn as outlines
# What fonts without a table of characters leave: private and missing ones.
UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]")
MOSTLY = 0.5
DPI = 300
MAX_PIXELS = 40_000_000
MAX_OBJECTS = 5_000


def is_scan(lines: Sequence[Line], shows_more: Callable[[bool], bool]) -> bool:
    """Whether a page with these lines has no text of its own to be read, but shows some.

    `shows_more` is asked where there are few, and told whether there are any.
    """
    said = "".join(line.text for line in lines)
    if said and len(UNREADABLE.findall(said)) > MOSTLY * len(said):
        return True
    return len(said) < FEW and shows_more(bool(said))


def count_objects(page: Any) -> int:
    """How many texts, drawings and pictures stand on a page."""
    # pypdfium2: 50 ms
    from pypdfium2 import raw

    return int(raw.FPDFPage_CountObjects(page.raw))


def shows_more(page: Any, says: bool) -> bool:
    """Whether a PDF page is covered with pictures, or with drawings where it says nothing."""
    # pypdfium2: 50 ms
    from pypdfium2 import raw

    area = float(page.get_width()) * float(page.get_height())
    covered, paths = 0.0, 0
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for at in range(min(count_objects(page), MAX_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(thing)
        paths += kind == raw.FPDF_PAGEOBJ_PATH
        places = (byref(left), byref(bottom), byref(right), byref(top))
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) and raw.FPDFPageObj_GetBounds(thing, *places):
            covered += (right.value - left.value) * (top.value - bottom.value)
    return covered > LARGE * area or (not says and paths > MANY_PATHS)


def picture_of(page: Any) -> bytes:
    """The page in grey as a portable grey map, which any recogniser reads."""
    width, height = float(page.get_width()), float(page.get_height())
    scale = min(DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        lines = (rows[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
    finally:
        bitmap.close()
