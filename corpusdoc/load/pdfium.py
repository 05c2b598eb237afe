"""What pdfium is asked of thousands of characters and drawings, with plain numbers for addresses: half the time."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import addressof, c_double, c_float, c_int, c_void_p, cast, sizeof
from functools import cache
from typing import Any, NamedTuple


class Calls(NamedTuple):
    """pdfium's own functions; an object, a page's handle and a place for an answer are addresses."""

    object_at: Callable[..., Any]  # (page, index)
    part_at: Callable[..., Any]  # (form, index)
    kind_of: Callable[..., int]  # (object)
    mode: Callable[..., int]  # (path, filled, stroked)
    bounds: Callable[..., int]  # (object, left, bottom, right, top)
    character_box: Callable[..., int]  # (text page, index, FS_RECTF)
    font_size: Callable[..., float]  # (text page, index)


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
