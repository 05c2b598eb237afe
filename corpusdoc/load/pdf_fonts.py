"""The font that stands in for those which a PDF names and does not hold.

pdfium asks the system for one, and what it finds decides whether it tells text that is turned and how high lines are;
where no Chinese font is installed, as on most servers, turned text is lost. One font of our own makes every machine
read alike.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

EM, ASCENT, DESCENT = 1000, 880, -120  # units; the proportions of Chinese type
CHINESE, BIG5, JAPANESE, KOREAN = 134, 136, 128, 129  # FXFONT_*_CHARSET; for others pdfium has fonts of its own
TRUETYPE = 0x00010000
EVERY_CHARACTER = 13  # the format of a table that gives many characters one glyph


@cache
def font() -> bytes:
    """A TrueType font in which every character is one em wide and as high as the type, and leaves no ink."""
    # One line across the box: it has the box's bounds and no area.
    line = struct.pack(">5hHH2B4h", 1, 0, DESCENT, EM, ASCENT, 1, 0, 1, 1, 0, EM, DESCENT, ASCENT - DESCENT)
    whole = struct.pack(">HHIIIIII", EVERY_CHARACTER, 0, 28, 0, 1, 0, 0x10FFFF, 1)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + whole,
        b"glyf": line,
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh", TRUETYPE, 0, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, DESCENT, EM, ASCENT, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", TRUETYPE, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hhh", EM, 0, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(line) // 2),
        b"maxp": struct.pack(">I14H", TRUETYPE, 2, 2, 1, 0, 0, 1, *[0] * 8),
    }
    entries, data = b"", b""
    start = 12 + 16 * len(tables)
    for name, table in tables.items():
        entries += struct.pack(">4sIII", name, 0, start + len(data), len(table))
        data += table + b"\0" * (-len(table) % 4)
    return struct.pack(">IHHHH", TRUETYPE, len(tables), 64, 2, 16 * len(tables) - 64) + entries + data


@cache
def install() -> Any:
    """Give pdfium the font, once a process, before it opens a document; the answer has to outlive pdfium."""
    # pypdfium2: 50 ms
    from pypdfium2 import raw

    data = font()
    kinds: dict[str, Any] = {name: kind for name, kind, *_ in raw.FPDF_SYSFONTINFO._fields_}

    def chosen(
        _info: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any
    ) -> int | None:
        return 1 if charset in (CHINESE, BIG5, JAPANESE, KOREAN) else None

    def bytes_of(_info: Any, _font: Any, table: int, place: Any, size: int) -> int:
        # A table by itself is not to be had; 0 asks for the whole file.
        if table:
            return 0
        if size >= len(data):
            ctypes.memmove(place, data, len(data))
        return len(data)

    info = raw.FPDF_SYSFONTINFO(
        version=1,
        Release=kinds["Release"](lambda _info: None),
        EnumFonts=kinds["EnumFonts"](lambda _info, _mapper: None),
        MapFont=kinds["MapFont"](chosen),
        GetFont=kinds["GetFont"](lambda _info, _face: None),
        GetFontData=kinds["GetFontData"](bytes_of),
        GetFaceName=kinds["GetFaceName"](lambda _info, _font, _place, _size: 0),
        GetFontCharset=kinds["GetFontCharset"](lambda _info, _font: CHINESE),
        DeleteFont=kinds["DeleteFont"](lambda _info, _font: None),
    )
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info
