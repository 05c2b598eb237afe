"""Office files before 2007: OLE storages of streams."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from corpusdoc.load.content import ReadingError
from corpusdoc.model import Hints

MAX_STREAM = 256_000_000  # bytes
CODECS = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", -535: "utf-8", 1200: "utf-16-le"}


class Storage:
    """An open OLE file."""

    def __init__(self, data: bytes) -> None:
        """Raises ReadingError for what is no whole OLE file."""
        # olefile: 20 ms
        from olefile import OleFileIO

        try:
            self._file: Any = OleFileIO(BytesIO(data))
        except (OSError, ValueError, IndexError, TypeError) as error:
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
        except (OSError, ValueError, IndexError) as error:
            raise ReadingError("damaged", "in its part {part}: {error}", part=name, error=error) from error

    def names(self) -> list[str]:
        """All streams."""
        return ["/".join(path) for path in self._file.listdir()]

    def hints(self) -> Hints:
        """Title, author and the day of the last change; nothing where the file does not say."""
        try:
            stated = self._file.get_metadata()
        except (OSError, ValueError, IndexError, TypeError):
            return Hints()
        page = stated.codepage or 1252
        codec = CODECS.get(page, f"cp{page}")
        day = stated.last_saved_time or stated.create_time
        return Hints(
            _text(stated.title, codec),
            f"{day:%Y-%m-%d}" if day and day.year > 1980 else None,
            _text(stated.author, codec),
        )


def _text(value: object, codec: str) -> str | None:
    if not isinstance(value, bytes):
        return None
    try:
        return value.decode(codec, "replace").strip("\0 ") or None
    except LookupError:
        return None
