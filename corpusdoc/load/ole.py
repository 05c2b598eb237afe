"""Office files before 2007: OLE storages of streams."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from corpusdoc.load.content import ReadingError
from corpusdoc.model import Hints

MAX_STREAM = 256_000_000  # bytes
CODECS = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", -535: "utf-8", 1200: "utf-16-le"}
SUMMARY = "\x05SummaryInformation"
_PAGE, _TITLE, _AUTHOR, _CREATED, _SAVED = 1, 2, 4, 12, 13
_WANTED = frozenset((_PAGE, _TITLE, _AUTHOR, _CREATED, _SAVED))
_I2, _LPSTR, _LPWSTR, _FILETIME = 2, 30, 31, 64
_FAR = 10_000_000 * 86_400 * 365 * 1000  # a thousand years
# What olefile raises for sectors and sizes that cannot be.
BROKEN = (OSError, ValueError, IndexError, TypeError, OverflowError)


class Storage:
    """An open OLE file."""

    def __init__(self, data: bytes) -> None:
        """Raises ReadingError for what is no whole OLE file."""
        # olefile: 20 ms
        from olefile import OleFileIO

        try:
            self._file: Any = OleFileIO(BytesIO(data))
        except BROKEN as error:
            raise ReadingError("damaged", str(error)) from error

    def holds(self, name: str) -> bool:
        """Whether there is a stream called `name`; storages around it are split by "/"."""
        return bool(self._file.exists(name))

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises ReadingError where it is missing, broken or too big."""
        try:
            if self._file.get_size(name) > MAX_STREAM:
                raise ReadingError("too_big", "its part {part}", part=name)
            return bytes(self._file.openstream(name).read())
        except BROKEN as error:
            raise ReadingError("damaged", "in its part {part}: {error}", part=name, error=error) from error

    def names(self) -> list[str]:
        """All streams."""
        return ["/".join(path) for path in self._file.listdir()]

    def hints(self) -> Hints:
        """Title, author and the day of the last change; nothing where the file does not say."""
        try:
            stated = _properties(self.stream(SUMMARY)) if self.holds(SUMMARY) else {}
        except (ReadingError, struct.error):
            return Hints()
        page = stated.get(_PAGE)
        codec = CODECS.get(page, f"cp{page}") if isinstance(page, int) else "cp1252"
        days = (stated.get(saved) for saved in (_SAVED, _CREATED))
        day = next((day for day in days if isinstance(day, datetime)), None)
        return Hints(
            _text(stated.get(_TITLE), codec),
            f"{day:%Y-%m-%d}" if day and day.year > 1980 else None,
            _text(stated.get(_AUTHOR), codec),
        )


def _properties(stream: bytes) -> dict[int, bytes | str | int | datetime]:
    """Those of a property set (MS-OLEPS) that say title, author and days. olefile reads all of them, and vectors of a
    damaged file without end. Raises struct.error for a set that breaks off.
    """
    (section,) = struct.unpack_from("<I", stream, 44)
    (count,) = struct.unpack_from("<I", stream, section + 4)
    found: dict[int, bytes | str | int | datetime] = {}
    for at in range(section + 8, min(section + 8 + 8 * count, len(stream) - 8), 8):
        number, offset = struct.unpack_from("<II", stream, at)
        if number not in _WANTED or section + offset + 12 > len(stream):
            continue
        kind, short, size = struct.unpack_from("<IhxxI", stream, section + offset)
        start = section + offset + 8
        (length,) = struct.unpack_from("<I", stream, section + offset + 4)
        if kind == _LPSTR:
            found[number] = stream[start : start + length]
        elif kind == _LPWSTR:
            found[number] = stream[start : start + 2 * length].decode("utf-16-le", "replace")
        elif kind == _I2:
            found[number] = short
        elif kind == _FILETIME:
            # Steps of 100 ns since 1601.
            steps = length + (size << 32)
            if steps < _FAR:
                found[number] = datetime(1601, 1, 1) + timedelta(microseconds=steps // 10)
    return found


def _text(value: object, codec: str) -> str | None:
    if isinstance(value, str):
        return value.strip("\0 ") or None
    if not isinstance(value, bytes):
        return None
    try:
        return value.decode(codec, "replace").strip("\0 ") or None
    except LookupError:
        return None
