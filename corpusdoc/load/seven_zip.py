"""7z archives, whose members are packed together: they are unpacked in the order of their list, several at a time."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from corpusdoc.config import Limits
from corpusdoc.load.content import ExtraError, ReadingError

# What readers of packed bytes raise for damage, and for ways of packing that they do not know.
DAMAGED = (zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)
MIN_RATED = 10_000_000  # bytes up to which the ratio does not count
MAX_HELD = 32_000_000  # bytes of unpacked members that wait for their turn


def packed_members(stream: IO[bytes], limits: Limits) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The name of each member that is a file, and what gives its bytes. Raises ReadingError and ExtraError."""
    try:
        # py7zr: 150 ms
        from py7zr import SevenZipFile
        from py7zr.exceptions import ArchiveError, PasswordRequired
    except ModuleNotFoundError as error:
        raise ExtraError("7z") from error

    try:
        with SevenZipFile(stream) as archive:
            if archive.needs_password():
                raise ReadingError("encrypted")
            entries = [entry for entry in archive.list() if not entry.is_directory]
    except PasswordRequired as error:
        raise ReadingError("encrypted") from error
    except ArchiveError as error:
        raise ReadingError("damaged", str(error)) from error
    if sum(entry.uncompressed or 0 for entry in entries) > limits.max_unpacked:
        raise ReadingError("too_big", "over {most:,} bytes unpacked", most=limits.max_unpacked)
    unpacking = _Unpacking(stream, entries, limits)
    for place, entry in enumerate(entries):
        yield entry.filename, lambda place=place: unpacking.read(place)  # type: ignore[misc]


class _Unpacking:
    """Members of a 7z archive, several at a time: whichever is asked for, all before it are unpacked, too."""

    def __init__(self, stream: IO[bytes], entries: Sequence[Any], limits: Limits) -> None:
        self._stream, self._entries, self._limits = stream, entries, limits
        self._held: dict[str, bytes] = {}

    def read(self, place: int) -> bytes:
        """The bytes of the member at a place of the list, which are given once."""
        entry, limits = self._entries[place], self._limits
        if entry.uncompressed > min(limits.max_bytes, max(MIN_RATED, (entry.compressed or 0) * limits.max_ratio)):
            raise ReadingError("too_big", "{size:,} bytes unpacked", size=entry.uncompressed)
        if entry.filename not in self._held:
            try:
                self._held = self._unpack(self._batch(place))
            except ReadingError:
                # One of the others may be what is damaged.
                self._held = self._unpack([entry.filename])
        return self._held.pop(entry.filename)

    def _batch(self, place: int) -> list[str]:
        names: list[str] = []
        size = 0
        for entry in self._entries[place:]:
            size += entry.uncompressed or 0
            if names and size > MAX_HELD:
                break
            names.append(entry.filename)
        return names

    def _unpack(self, names: list[str]) -> dict[str, bytes]:
        from py7zr import SevenZipFile
        from py7zr.exceptions import ArchiveError
        from py7zr.io import BytesIOFactory

        self._stream.seek(0)
        factory = BytesIOFactory(self._limits.max_bytes)
        try:
            with SevenZipFile(self._stream) as archive:
                archive.extract(targets=names, factory=factory)
        except (ArchiveError, *DAMAGED) as error:
            raise ReadingError("damaged", str(error)) from error
        found: dict[str, bytes] = {}
        for name, product in factory.products.items():
            product.seek(0)
            found[name] = bytes(product.read())
        return found
